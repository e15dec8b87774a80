"""Names that others link to: what the lock, the rule and the pages do when a page or a part of it changes its name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.core.pages.atlas import load_atlas
from macros.core.pages.data_files import question_list
from macros.core.pages.render import Renderer
from macros.core.source.problems import DataError
from tests.projects import edit

ALPHA, BETA, IDS = "data/concepts/alpha.yml", "data/concepts/beta.yml", "data/ids.lock"


@pytest.fixture
def published(small: Path) -> Path:
    """The small project after its names were locked; a question rests on its claim."""
    edit(small, ALPHA, "    explain: Alpha begins.\n", "    explain: Alpha begins.\n    claims: [first]\n")
    assert main(["lock"], root=small) == 0
    return small


def problems(folder: Path) -> list[str]:
    try:
        load_atlas(folder, lambda _here, there: there)
    except DataError as error:
        return error.report().splitlines()[:-1]
    return []


def line_of(folder: Path, name: str) -> int:
    lines = (folder / IDS).read_text("utf-8").splitlines()
    return 1 + next(n for n, line in enumerate(lines) if line.split()[0] == name)


def rename(folder: Path, old: str, new: str, *, redirect: bool) -> None:
    """Renames a concept and what refers to it."""
    for file in (folder / "data").rglob("*.yml"):
        before = r"\[\[|target: " if file.parent.name == "concepts" else r"concept: |\[|- |, "
        text = re.sub(rf"({before}){old}\b", rf"\g<1>{new}", file.read_text("utf-8"))
        file.write_text(text, "utf-8")
    if redirect:
        edit(folder, f"data/concepts/{old}.yml", "\nsummary:", f"\nredirects: [{old}]\nsummary:")
    (folder / f"data/concepts/{old}.yml").rename(folder / f"data/concepts/{new}.yml")


def test_the_lock_has_pages_and_their_parts(published: Path) -> None:
    assert (published / IDS).read_text("utf-8").splitlines() == [
        "alpha -",
        "alpha#at-a-glance -",
        "alpha#claim-first dea799bdda002c00",
        "alpha#eq-sum -",
        "alpha#misconception-last -",
        "alpha#process -",
        "alpha#relation-motivates-beta -",
        "alpha#what-it-is -",
        "beta -",
        "beta#relation-contrasts-with-alpha -",
        "beta#relation-requires-alpha -",
        "beta#what-it-is -",
    ]
    assert problems(published) == []


def test_a_new_part_is_entered(published: Path) -> None:
    edit(published, BETA, "relations:\n", "  - id: more\n    heading: More\n    text: More.\nrelations:\n")
    assert problems(published) == [
        f"{BETA}:2:8: data/ids.lock lacks 1 name of this page; run 'make locks', or leave it to a maintainer "
        "[unlocked-id]"
    ]
    assert main(["lock"], root=published) == 0
    assert problems(published) == []


def test_a_lost_part_is_restored_or_retired_for_another(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(published, ALPHA, "  - id: last\n    belief", "  - id: the-end\n    belief")
    edit(published, ALPHA, "misconception: last", "misconception: the-end")
    edit(published, "data/coverage.yml", "misconception-last", "misconception-the-end")
    lost = f"{IDS}:{line_of(published, 'alpha#misconception-last')}:1: "
    assert main(["lock"], root=published) == 0
    assert problems(published) == [
        f"{lost}'alpha#misconception-last' is gone, and others may link to it; restore it, add the old id to the "
        "redirects of a renamed concept, or run 'make retire NAMES=alpha#misconception-last FOR=NAME' with "
        "what took its place [lost-id]"
    ]
    assert main(["retire", "alpha#misconception-last"], root=published) == 2
    assert "say which concept or part of a page took its place" in capsys.readouterr().out
    successor = ["--for", "alpha#misconception-the-end"]
    assert main(["retire", "alpha#misconception-last", *successor], root=published) == 0
    assert problems(published) == []
    assert "alpha#misconception-last retired alpha#misconception-the-end" in (published / IDS).read_text("utf-8")
    renderer = Renderer(load_atlas(published, lambda _here, there: there))
    assert (
        '<li id="misconception-last">What stood here is now at '
        '<a href="concepts/alpha.md#misconception-the-end">A, misconception</a>.</li>'
    ) in renderer.fill(renderer.concept("alpha"))
    edit(published, ALPHA, "  - id: the-end\n    belief", "  - id: last\n    belief")
    edit(published, ALPHA, "misconception: the-end", "misconception: last")
    edit(published, "data/coverage.yml", "misconception-the-end", "misconception-last")
    assert problems(published)[0] == (
        f"{ALPHA}:2:8: 'alpha#misconception-last' was retired, and links to it mean something else; "
        "choose a new id [reused-id]"
    )


def test_what_is_there_is_not_retired(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["retire", "alpha#claim-first", "--for", "beta"], root=published) == 2
    assert main(["retire", "gamma", "--for", "beta"], root=published) == 2
    assert capsys.readouterr().out.splitlines() == [
        "'alpha#claim-first' is still there; delete it first",
        "neither data/questions.lock nor data/ids.lock has 'gamma'",
    ]


def test_a_changed_claim_names_what_rests_on_it(published: Path) -> None:
    edit(published, ALPHA, "It comes first in 100% of", "It comes first in 99% of")
    changed = (
        f"{ALPHA}:38:11: the claim has changed, and this rests on it: the question position; review it, then run "
        "'make locks NAMES=alpha#claim-first', or leave that to a maintainer [changed-claim]"
    )
    assert problems(published) == [changed]
    assert main(["lock"], root=published) == 0
    assert problems(published) == [changed]
    assert main(["lock", "alpha#claim-first"], root=published) == 0
    assert problems(published) == []


def test_a_claim_on_which_nothing_rests_may_change(published: Path) -> None:
    edit(published, ALPHA, "    claims: [first]\n", "")
    edit(published, ALPHA, "It comes first in 100% of", "It comes first in 99% of")
    assert problems(published) == []


def test_a_renamed_concept_keeps_its_names_and_the_progress_of_readers(published: Path) -> None:
    rename(published, "alpha", "aleph", redirect=True)
    assert problems(published) == []
    assert main(["lock"], root=published) == 0
    assert problems(published) == []
    names = [line.split()[0] for line in (published / IDS).read_text("utf-8").splitlines()]
    assert "aleph#claim-first" in names
    assert not [name for name in names if name.startswith("alpha")]
    renderer = Renderer(load_atlas(published, lambda _here, there: f"../{there}"))
    assert 'data-question="alpha.position"' in renderer.fill(renderer.concept("aleph"))
    assert question_list(renderer.atlas) == '{"aleph":{"alpha.position":1}}'
    assert 'data-target="../concepts/aleph.md"' in renderer.fill(renderer.moved("alpha"))


def test_a_concept_that_is_gone_is_one_problem(published: Path) -> None:
    number = line_of(published, "beta")
    rename(published, "beta", "bet", redirect=False)
    assert [line.split(";")[0] for line in problems(published)] == [
        f"{ALPHA}:2:8: data/ids.lock lacks 1 name of this page",
        "data/concepts/bet.yml:2:8: data/ids.lock lacks 4 names of this page",
        f"{IDS}:{line_of(published, 'alpha#relation-motivates-beta')}:1: 'alpha#relation-motivates-beta' is gone, "
        "and others may link to it",
        f"{IDS}:{number}:1: 'beta' is gone, and others may link to it",
    ]


def test_a_retired_concept_leads_to_another(published: Path) -> None:
    rename(published, "beta", "bet", redirect=False)
    assert main(["lock"], root=published) == 0
    assert main(["retire", "beta", "alpha#relation-motivates-beta", "--for", "bet"], root=published) == 0
    assert problems(published) == []
    renderer = Renderer(load_atlas(published, lambda _here, there: there))
    assert renderer.atlas.former_pages == {"beta": "bet"}
    assert 'What stood here is now at <a href="concepts/bet.md">Beta</a>.' in renderer.fill(renderer.moved("beta"))


def test_an_old_id_leads_to_one_page(small: Path) -> None:
    edit(small, ALPHA, "\nsummary:", "\nredirects: [first, beta]\nsummary:")
    edit(small, BETA, "\nsummary:", "\nredirects: [first]\nsummary:")
    assert [line for line in problems(small) if line.endswith("[taken-redirect]")] == [
        f"{ALPHA}:10:20: 'beta' is a concept itself; delete it here [taken-redirect]",
        f"{BETA}:8:13: 'first' leads to 'alpha' already; delete it here [taken-redirect]",
    ]
