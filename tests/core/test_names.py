"""Names that others link to: what the lock has, and where pages lead when a page or a part changes its name."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.core.model.concept import Claim, Evidence, Measurement, Replacement
from macros.core.model.entries import Source
from macros.core.model.files import NAMES
from macros.core.model.reading import read_library
from macros.core.names.lockfile import read_lock
from macros.core.names.names import claim_digest, source_digest
from macros.core.pages.atlas import load_atlas
from macros.core.pages.data_files import question_list
from macros.core.pages.render import Renderer
from macros.core.source.problems import DataError
from tests.projects import edit

ALPHA, BETA, COVERAGE = "data/concepts/alpha.yml", "data/concepts/beta.yml", "data/coverage.yml"


def problems(folder: Path) -> list[str]:
    try:
        load_atlas(folder, lambda _here, there: there, drawn=False)
    except DataError as error:
        return error.report().splitlines()[:-1]
    return []


def locked(folder: Path) -> dict[str, str]:
    """What the lock says of each name, after the command has renewed it."""
    assert main(["lock"], root=folder) == 0
    lines = read_lock((folder / NAMES).read_text("utf-8"))
    assert not lines.problems
    return {name: line.kept for name, line in lines.entries.items()}


def rename(folder: Path, old: str, new: str, *, redirect: bool) -> None:
    """Renames a concept and what refers to it."""
    for file in (folder / "data").rglob("*.yml"):
        before = r"\[\[|target: " if file.parent.name == "concepts" else r"concept: |\[|- |, "
        text = re.sub(rf"({before}){old}\b", rf"\g<1>{new}", file.read_text("utf-8"))
        file.write_text(text, "utf-8")
    if redirect:
        edit(folder, f"data/concepts/{old}.yml", "\nsummary:", f"\nredirects: [{old}]\nsummary:")
    (folder / f"data/concepts/{old}.yml").rename(folder / f"data/concepts/{new}.yml")


def test_the_lock_has_pages_their_parts_questions_and_sources(small: Path) -> None:
    assert main(["lock"], root=small) == 0
    assert (small / NAMES).read_text("utf-8").splitlines() == [
        "@doe2020alpha d433e178acbaffe2",
        "@roe2021beta c582978d029b1cab",
        "alpha -",
        "alpha#at-a-glance -",
        "alpha#claim-first 7a7db4f0d17fad19",
        "alpha#eq-sum -",
        "alpha#misconception-last -",
        "alpha#process -",
        "alpha#relation-motivates-beta -",
        "alpha#what-it-is -",
        "alpha.position 2ced2a039aa82f3d 1",
        "beta -",
        "beta#relation-contrasts-with-alpha -",
        "beta#relation-requires-alpha -",
        "beta#what-it-is -",
    ]
    assert problems(small) == []


CLAIM = Claim(
    id="a",
    text="It won 61% of $P > q$ pairs.",
    status="established",
    as_of="2023",
    setting="GPT-2, pairs of one test set.",
    sources=(Evidence(key="doe2020alpha", at="§1"), Evidence(key="roe2021beta")),
    measurements=(Measurement(label="Wins", value="61%"),),
)


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "It won 61% of $P > Q$ pairs."},
        {"text": "It won 6.1% of $P > q$ pairs."},
        {"text": "It won -61% of $P > q$ pairs."},
        {"text": "It never won 61% of $P > q$ pairs."},
        {"text": "It won 61% of $P > q$ pears."},
        {"status": "contested"},
        {"as_of": "2024"},
        {"setting": "GPT-3, pairs of one test set."},
        {"setting": None},
        {"sources": CLAIM.sources[:1]},
        {"sources": (CLAIM.sources[0], Evidence(key="roe2021beta", stance="disputes"))},
        {"replacement": Replacement(key="roe2021beta")},
        {"measurements": (Measurement(label="Wins", value="62%"),)},
        {"measurements": (Measurement(label="Losses", value="61%"),)},
    ],
)
def test_what_a_claim_says_changes_its_digest(changed: dict[str, object]) -> None:
    assert claim_digest(CLAIM.model_copy(update=changed)) != claim_digest(CLAIM)


@pytest.mark.parametrize(
    "changed",
    [
        {"id": "b"},
        {"text": "it  won, **61%** of $P  > q$ \n“pairs”"},
        {"sources": (Evidence(key="roe2021beta", at="§9"), Evidence(key="doe2020alpha"))},
        {"measurements": (Measurement(group="All", label="Wins", value="61%"),)},
    ],
)
def test_spelling_does_not(changed: dict[str, object]) -> None:
    assert claim_digest(CLAIM.model_copy(update=changed)) == claim_digest(CLAIM)


def test_the_digest_of_a_source_tells_another_work(small: Path) -> None:
    library, _ = read_library(small)
    assert library
    source = library.sources["roe2021beta"]
    same: list[dict[str, object]] = [{"year": 2022}, {"title": "on beta"}, {"authors": ("Richard Roe", "A. Dyke")}]
    other: list[dict[str, object]] = [{"arxiv": "2001.00009"}, {"title": "On Betas"}, {"authors": ("Ann van Dyke",)}]

    def digest(changed: dict[str, object]) -> str:
        copy: Source = source.model_copy(update=changed)
        return source_digest(copy)

    assert {digest(changed) for changed in same} == {source_digest(source)}
    assert source_digest(source) not in {digest(changed) for changed in other}


def test_a_retired_part_leads_to_what_took_its_place(small: Path) -> None:
    edit(small, ALPHA, "  - id: last\n    belief", "  - id: the-end\n    belief")
    edit(small, ALPHA, "misconception: last", "misconception: the-end")
    edit(small, ALPHA, "summary:", "retired:\n  - id: misconception-last\n    now: misconception-the-end\n"
         "  - id: gone\n    now: misconception-last\n  - id: other\n    now: beta\n  - id: q-x\nsummary:")  # fmt: skip
    assert problems(small) == []
    renderer = Renderer(load_atlas(small, lambda _here, there: there))
    html = renderer.fill(renderer.concept("alpha"))
    for old in ("misconception-last", "gone"):
        assert (f'<li id="{old}">This has moved to <a href="#misconception-the-end">A, misconception</a>.</li>') in html
    assert '<li id="other">This has moved to <a href="concepts/beta.md">Beta</a>.</li>' in html
    assert "q-x" not in html
    assert 'href="concepts/alpha.md#misconception-the-end">A, misconception</a>' in renderer.fill(
        renderer.coverage("coverage.md")
    ), "coverage still names the old one"
    kept = locked(small)
    assert {name for name, line in kept.items() if line == "retired"} == {
        "alpha#misconception-last", "alpha#gone", "alpha#other", "alpha.x",
    }  # fmt: skip


def test_a_renamed_concept_keeps_its_names_and_the_progress_of_readers(small: Path) -> None:
    before = locked(small)
    rename(small, "alpha", "aleph", redirect=True)
    assert problems(small) == []
    after = locked(small)
    assert after["alpha"] == "retired"
    assert {name for name in after if name.startswith("alpha")} == {"alpha", "alpha.position"}
    assert after["alpha.position"] == before["alpha.position"]
    assert after["aleph#claim-first"] == before["alpha#claim-first"]
    assert after["beta#relation-requires-aleph"] == "-"
    renderer = Renderer(load_atlas(small, lambda _here, there: f"../{there}"))
    assert 'data-question="alpha.position"' in renderer.fill(renderer.concept("aleph"))
    [asked] = json.loads(question_list(renderer.atlas))["concepts"].items()
    assert asked == (
        "aleph",
        {
            "title": "A",
            "href": "../concepts/aleph.md",
            "category": "training",
            "questions": {"alpha.position": [1, "single", "recall"]},
        },
    )
    assert 'data-target="../concepts/aleph.md"' in renderer.fill(renderer.moved("alpha"))


def test_a_replaced_concept_leads_to_another_whose_questions_keep_their_names(small: Path) -> None:
    rename(small, "beta", "bet", redirect=False)
    edit(small, "data/concepts/bet.yml", "summary:", "replaces: [beta]\nsummary:")
    edit(small, COVERAGE, "[alpha#misconception-last]", "[beta#claim-x, alpha#relation-motivates-beta]")
    assert problems(small) == []
    renderer = Renderer(load_atlas(small, lambda _here, there: there))
    assert renderer.atlas.former_pages == {"beta": "bet"}
    assert 'This has moved to <a href="concepts/bet.md">Beta</a>.' in renderer.fill(renderer.moved("beta"))
    assert '<span id="relation-motivates-beta"></span>' in renderer.fill(renderer.concept("alpha"))
    coverage = renderer.fill(renderer.coverage("coverage.md"))
    assert '<a href="concepts/bet.md">Beta</a>; <a href="concepts/alpha.md#relation-motivates-bet">' in coverage


def test_an_old_id_leads_to_one_page(small: Path) -> None:
    edit(small, ALPHA, "\nsummary:", "\nredirects: [first, beta]\nsummary:")
    edit(small, BETA, "\nsummary:", "\nredirects: [first]\nreplaces: [second]\nsummary:")
    edit(small, ALPHA, "\nsummary:", "\nreplaces: [second]\nsummary:")
    assert [line for line in problems(small) if line.endswith("[taken-redirect]")] == [
        f"{ALPHA}:10:20: 'beta' is a concept itself; delete it here [taken-redirect]",
        f"{BETA}:8:13: 'first' leads to 'alpha' already; delete it here [taken-redirect]",
        f"{BETA}:9:12: 'second' leads to 'alpha' already; delete it here [taken-redirect]",
    ]


def test_coverage_names_a_place_that_never_was(small: Path) -> None:
    edit(small, COVERAGE, "[alpha#misconception-last]", "[alpha#misconception-lost, gamma#what-it-is]")
    assert problems(small) == [
        f"{COVERAGE}:12:16: 'alpha' has no anchor 'misconception-lost'; did you mean 'misconception-last'? allowed: "
        "at-a-glance, claim-first, eq-sum, misconception-last, process, relation-motivates-beta, source-doe2020alpha, "
        "source-roe2021beta, what-it-is [unknown-place]",
        f"{COVERAGE}:12:42: unknown concept 'gamma'; allowed: alpha, beta [unknown-place]",
    ]
