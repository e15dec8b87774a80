"""A renamed concept keeps every anchor right, whatever ids look like, and renewing a lock twice changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.__main__ import main
from macros.core.model.library import Library
from macros.core.model.reading import read_library
from macros.core.names import anchors as lock_of_names
from macros.core.names.anchors import Name, Renames, read_names, renames, renewed_names, successors
from macros.core.rules import check
from macros.core.rules import names as rule
from tests.core.test_names import ALPHA, BETA, IDS, line_of, problems, rename
from tests.projects import ROOT, edit

steady = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])

SHIPPED, _ = read_library(ROOT)
assert SHIPPED
REAL = list(SHIPPED.concepts)
KINDS = list(SHIPPED.vocabulary.terms("relation_kinds"))
LOCK = read_names((ROOT / IDS).read_text("utf-8")).entries
word = st.sampled_from(["a", "b2", "old", "tuning", "is", "relation"])
made = st.lists(word, min_size=1, max_size=3).map("-".join)
ids = st.sampled_from(REAL) | made | st.tuples(made, st.sampled_from(REAL)).map("-".join)


@st.composite
def renamed_ids(draw: st.DrawFn) -> Renames:
    """Renames as a library gives them: no id is both a former and a present one."""
    olds = draw(st.lists(ids, min_size=1, max_size=6, unique=True))
    news = draw(st.lists(ids, min_size=1, max_size=6, unique=True))
    present = [new for new in news if new not in olds] or ["n-o-w"]
    return Renames({old: draw(st.sampled_from(present)) for old in olds if old != "n-o-w"}, KINDS)


@st.composite
def any_name(draw: st.DrawFn) -> str:
    """The name of a page or of one of its parts."""
    anchors = st.builds("relation-{}-{}".format, st.sampled_from(KINDS), ids) | ids | made.map("claim-{}".format)
    return draw(ids) + draw(st.just("") | anchors.map("#{}".format))


@steady
@given(renamed=renamed_ids(), name=any_name() | st.sampled_from(list(LOCK)))
def test_renaming_twice_is_renaming_once(renamed: Renames, name: str) -> None:
    once = renamed.name(name)
    assert renamed.name(once) == once
    page, _, anchor = name.partition("#")
    target = next(
        (anchor.removeprefix(f"relation-{kind}-") for kind in KINDS if anchor.startswith(f"relation-{kind}-")), ""
    )
    if page not in renamed.ids and target not in renamed.ids:
        assert once == name


def with_renames(old_ids: dict[str, str]) -> Library:
    """The shipped concepts, some of them under other ids, which name their old ones; relations follow."""
    assert SHIPPED
    concepts = {}
    for concept_id, concept in SHIPPED.concepts.items():
        relations = tuple(
            relation.model_copy(update={"target": old_ids.get(relation.target, relation.target)})
            for relation in concept.relations
        )
        redirects = (concept_id,) if concept_id in old_ids else ()
        changed = concept.model_copy(update={"relations": relations, "redirects": redirects})
        concepts[old_ids.get(concept_id, concept_id)] = changed
    return Library(root=ROOT, vocabulary=SHIPPED.vocabulary, sources=SHIPPED.sources, concepts=concepts)


@settings(steady, max_examples=40)
@given(olds=st.lists(st.sampled_from(REAL), min_size=1, max_size=3, unique=True), data=st.data())
def test_renewing_twice_is_renewing_once(olds: list[str], data: st.DataObject) -> None:
    new_ids = ids.filter(lambda each: each not in REAL)
    news = data.draw(st.lists(new_ids, min_size=len(olds), max_size=len(olds), unique=True))
    library = with_renames(dict(zip(olds, news, strict=True)))
    once = renewed_names(LOCK, library)
    assert renewed_names(read_names(once).entries, library) == once
    kept = {line.split()[0] for line in once.splitlines()}
    assert kept == set(lock_of_names.names(library)), "no name is lost, and none is there that is no name of a part"


@pytest.mark.parametrize(
    ("old", "new", "other"),
    [
        ("alpha", "alfa", "pre-alpha"),  # as fine-tuning -> finetuning beside supervised-fine-tuning
        ("alpha", "pre-alpha", None),  # as red-teaming -> human-red-teaming
        ("alpha", "alpha-pre", None),
    ],
)
def test_an_id_that_ends_another_id(old: str, new: str, other: str | None, small: Path) -> None:
    if other:
        text = (
            (small / ALPHA)
            .read_text("utf-8")
            .replace("title: Alpha", "title: Before")
            .replace("title: A\n", "title: B\n")
        )
        text = text.replace("aliases: [First letter]\n", "")
        (small / f"data/concepts/{other}.yml").write_text(text[: text.index("questions:")], "utf-8")
        relation = f"  - kind: requires\n    target: {other}\n    reason: It does.\n"
        edit(small, BETA, "relations:\n", f"relations:\n{relation}")
    assert main(["lock"], root=small) == 0
    assert problems(small) == []
    rename(small, old, new, redirect=True)
    assert problems(small) == []
    texts = []
    for _ in range(3):
        assert main(["lock"], root=small) == 0
        texts.append((small / IDS).read_text("utf-8"))
        assert problems(small) == []
    assert texts[1:] == texts[:1] * 2
    found = {line.split()[0] for line in texts[0].splitlines()}
    assert {f"beta#relation-requires-{new}", f"beta#relation-contrasts-with-{new}", f"{new}#claim-first"} <= found
    assert not other or {f"beta#relation-requires-{other}", f"{other}#claim-first"} <= found
    assert f"beta#relation-requires-{old}" not in found


def test_the_two_renames_that_once_failed() -> None:
    """By the ids of the shipped concepts; the first lost 23 names, the second more with each renewal."""
    for old, new in (("fine-tuning", "finetuning"), ("red-teaming", "human-red-teaming")):
        old_ids = {key: key.replace(old, new) for key in REAL if key == old} or {REAL[0]: f"{REAL[0]}-{old}"}
        library = with_renames(old_ids)
        once = renewed_names(LOCK, library)
        assert {line.split()[0] for line in once.splitlines()} == set(lock_of_names.names(library))
        assert renewed_names(read_names(once).entries, library) == once
    renamed = Renames({"fine-tuning": "finetuning", "red-teaming": "human-red-teaming"}, KINDS)
    assert (
        renamed.name("rlhf#relation-requires-supervised-fine-tuning") == "rlhf#relation-requires-supervised-fine-tuning"
    )
    assert renamed.name("rlhf#relation-requires-fine-tuning") == "rlhf#relation-requires-finetuning"
    assert renamed.name("x#relation-uses-human-red-teaming") == "x#relation-uses-human-red-teaming"
    assert renamed.name("x#relation-uses-red-teaming") == "x#relation-uses-human-red-teaming"
    assert renamed.name("red-teaming#relation-uses-red-teaming") == "human-red-teaming#relation-uses-human-red-teaming"


def test_a_target_that_was_renamed_twice(small: Path) -> None:
    assert main(["lock"], root=small) == 0
    rename(small, "alpha", "aleph", redirect=True)
    edit(small, "data/concepts/aleph.yml", "redirects: [alpha]", "redirects: [alpha, aleph]")
    (small / "data/concepts/aleph.yml").rename(small / "data/concepts/alif.yml")
    for file in ("concepts/beta", "glossary", "paths", "coverage"):
        text = (small / f"data/{file}.yml").read_text("utf-8").replace("aleph", "alif")
        (small / f"data/{file}.yml").write_text(text, "utf-8")
    assert problems(small) == [], "from the first id to the third"
    assert main(["lock"], root=small) == 0
    assert problems(small) == []
    found = (small / IDS).read_text("utf-8")
    assert "beta#relation-requires-alif -\n" in found
    assert "aleph" not in found and "alpha" not in found


def test_kinds_of_which_one_begins_like_the_other_are_told_apart() -> None:
    renamed = Renames({"old": "new", "a-old": "b-new"}, ["is", "is-a"])
    assert renamed.name("x#relation-is-a-old") == "x#relation-is-a-new"
    assert renamed.name("x#relation-is-old") == "x#relation-is-new"


def test_a_part_of_a_renamed_page_is_retired_under_its_old_name(small: Path) -> None:
    assert main(["lock"], root=small) == 0
    rename(small, "alpha", "aleph", redirect=True)
    aleph = "data/concepts/aleph.yml"
    edit(small, aleph, "  - id: last\n    belief", "  - id: end\n    belief")
    edit(small, aleph, "misconception: last", "misconception: end")
    edit(small, "data/coverage.yml", "misconception-last", "misconception-end")
    assert [line.split(";")[0] for line in problems(small)] == [
        f"{aleph}:2:8: data/ids.lock lacks 1 name of this page",
        f"{IDS}:{line_of(small, 'alpha#misconception-last')}:1: 'alpha#misconception-last' is gone, and others may "
        "link to it",
    ]
    assert main(["retire", "alpha#claim-first", "--for", "beta"], root=small) == 2, "it is there under another name"
    successor = ["--for", "aleph#misconception-end"]
    assert main(["retire", "alpha#misconception-last", *successor], root=small) == 0
    assert problems(small) == []
    assert main(["lock"], root=small) == 0
    assert problems(small) == []
    edit(small, aleph, "  - id: end\n    belief", "  - id: last\n    belief")
    edit(small, aleph, "misconception: end", "misconception: last")
    edit(small, "data/coverage.yml", "misconception-end", "misconception-last")
    assert problems(small)[0].split(";")[0] == (
        f"{aleph}:2:8: 'aleph#misconception-last' was retired, and links to it mean something else"
    )


def test_the_id_of_a_retired_page_is_no_redirect(small: Path) -> None:
    assert main(["lock"], root=small) == 0
    (small / IDS).write_text((small / IDS).read_text("utf-8") + "old retired alpha\n", "utf-8")
    edit(small, BETA, "\nsummary:", "\nredirects: [old, index]\nsummary:")
    assert problems(small) == [
        f"{BETA}:8:13: 'old' was retired for 'alpha', where links to it lead; delete it here [taken-redirect]",
        f"{BETA}:8:18: 'index' is reserved, so no page had this id; delete it [reserved-id]",
    ]


def test_the_id_of_a_retired_page_is_not_used_again(small: Path) -> None:
    assert main(["lock"], root=small) == 0
    text = (small / IDS).read_text("utf-8")
    (small / IDS).write_text(text.replace("\nbeta -\n", "\nbeta retired alpha\n"), "utf-8")
    assert problems(small) == [
        f"{BETA}:2:8: 'beta' was retired, and links to it mean something else; choose a new id [reused-id]"
    ]


def test_a_successor_that_is_lost_is_reported_once(small: Path) -> None:
    """As lost: what leads there leads on again once that is settled."""
    assert main(["lock"], root=small) == 0
    (small / IDS).write_text((small / IDS).read_text("utf-8") + "old retired alpha#misconception-last\n", "utf-8")
    edit(small, ALPHA, "  - id: last\n    belief", "  - id: end\n    belief")
    edit(small, ALPHA, "misconception: last", "misconception: end")
    edit(small, "data/coverage.yml", "misconception-last", "misconception-end")
    assert main(["lock"], root=small) == 0
    assert [line.rsplit(" ", 1)[1] for line in problems(small)] == ["[lost-id]"]
    successor = ["--for", "alpha#misconception-end"]
    assert main(["retire", "alpha#misconception-last", *successor], root=small) == 0
    assert problems(small) == []


def test_a_line_is_lost_with_its_page_line(small: Path) -> None:
    """Deleting the line of a page from the lock does not hide that the page is gone."""
    assert main(["lock"], root=small) == 0
    text = (small / IDS).read_text("utf-8")
    (small / IDS).write_text(text.replace("\nbeta -\n", "\n").replace("\nbeta#", "\ngamma#"), "utf-8")
    codes = [line.rsplit(" ", 1)[1] for line in problems(small)]
    assert codes == ["[unlocked-id]", "[lost-id]", "[lost-id]", "[lost-id]"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("kind: motivates", "kind: motivate", "unknown-word"),
        ("target: beta\n    reason: One", "target: betta\n    reason: One", "unknown-concept"),
        ("  - id: read\n    name", "  - id: write\n    name", "duplicate-id"),
    ],
)
def test_a_mistake_in_a_relation_is_not_a_lost_name_too(old: str, new: str, code: str, small: Path) -> None:
    """One mistake is one problem, since the names of the page's parts follow from what was meant."""
    assert main(["lock"], root=small) == 0
    edit(small, ALPHA, old, new)
    library, found = read_library(small)
    assert library
    found += check(library)
    assert {problem.code for problem in found if problem.path in (ALPHA, IDS)} == {code}


def test_only_a_page_with_such_a_mistake_is_unsettled(small: Path) -> None:
    library, _ = read_library(small)
    assert library
    assert not library.unsettled
    assert not rule._astray(library, library.concepts["beta"])
    edit(small, ALPHA, "  - id: first\n    text:", "  - id: first\n    text: One.\n    status: established\n"
         "    as_of: '2020'\n    sources: [{key: doe2020alpha}]\n  - id: first\n    text:")  # fmt: skip
    edit(small, BETA, "target: alpha\n    reason: Order.", "target: alpa\n    reason: Order.")
    library, _ = read_library(small)
    assert library
    assert library.unsettled == {"alpha"}
    assert {key for key, concept in library.concepts.items() if rule._astray(library, concept)} == {"beta"}


def test_successors_of_nothing() -> None:
    assert successors({}, {"a"}, Renames({}, KINDS)) == ({}, {}.keys(), {}.keys())
    assert successors({"b": Name("retired", "a", 1)}, {"a"}, Renames({}, KINDS)).final == {"b": "a"}


def test_the_renames_of_the_shipped_data() -> None:
    assert SHIPPED
    assert renames(SHIPPED).ids == {}
