"""A renamed concept keeps every anchor right, whatever ids look like, and renewing a lock twice changes nothing."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from macros.__main__ import main
from macros.core.model.concept import Concept, Retired
from macros.core.model.files import NAMES
from macros.core.model.library import Library
from macros.core.model.reading import read_library
from macros.core.names.lockfile import Line, read_lock
from macros.core.names.names import names, renewed
from macros.core.names.renames import Renames, renames, successors
from macros.core.rules import retired
from tests.core.test_names import ALPHA, BETA, locked, problems, rename
from tests.core.test_proposals import found
from tests.projects import ROOT, edit

steady = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])

RETIRED = Line("retired")


def shipped() -> Library:
    """The shipped concepts as if none of their parts and questions had ever been retired."""
    library, _ = read_library(ROOT)
    assert library
    concepts = {key: concept.model_copy(update={"retired": ()}) for key, concept in library.concepts.items()}
    return replace(library, concepts=concepts)


SHIPPED = shipped()
REAL = list(SHIPPED.concepts)
KINDS = list(SHIPPED.vocabulary.terms("relation_kinds"))
LOCK = {name: line for name, line in read_lock(SHIPPED.lock.text).entries.items() if line.kept != RETIRED.kept}
LOCK = renewed(LOCK, SHIPPED)


def copied(project: Path, *, renew: bool = True) -> Path:
    """A copy of a project as the branch that proposals are for, its lock renewed; the project has the same lock."""
    if renew:
        assert main(["lock"], root=project) == 0
    base = project.parent / "base"
    shutil.rmtree(base, ignore_errors=True)
    shutil.copytree(project / "data", base / "data")
    return base


word = st.sampled_from(["a", "b2", "old", "tuning", "is", "relation"])
made = st.lists(word, min_size=1, max_size=3).map("-".join)
ids = st.sampled_from(REAL) | made | st.tuples(made, st.sampled_from(REAL)).map("-".join)


@st.composite
def renamed_ids(draw: st.DrawFn) -> Renames:
    """Renames as a library gives them: no id is both a former and a present one."""
    olds = draw(st.lists(ids, min_size=1, max_size=6, unique=True))
    news = draw(st.lists(ids, min_size=1, max_size=6, unique=True))
    present = [new for new in news if new not in olds] or ["n-o-w"]
    where = {old: draw(st.sampled_from(present)) for old in olds if old != "n-o-w"}
    replaced = {old for old in where if draw(st.booleans())}
    former = {old: new for old, new in where.items() if old not in replaced}
    return Renames(former, KINDS, {old: where[old] for old in replaced})


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
    assert target == renamed.target(name)
    if page not in renamed.ids and target not in {**renamed.ids, **renamed.replaced}:
        assert once == name


def differing(one: Mapping[str, Line], other: Mapping[str, Line]) -> set[tuple[str, Line]]:
    """The lines that only one of two locks has."""
    return {*one.items()} ^ {*other.items()}


def with_renames(old_ids: dict[str, str]) -> Library:
    """The shipped concepts, some of them under other ids, which name their old ones; relations follow."""
    concepts = {}
    for concept_id, concept in SHIPPED.concepts.items():
        relations = tuple(
            relation.model_copy(update={"target": old_ids.get(relation.target, relation.target)})
            for relation in concept.relations
        )
        redirects = (concept_id,) if concept_id in old_ids else ()
        changed = concept.model_copy(update={"relations": relations, "redirects": redirects})
        concepts[old_ids.get(concept_id, concept_id)] = changed
    return with_concepts(concepts)


def with_concepts(concepts: dict[str, Concept]) -> Library:
    return replace(SHIPPED, concepts=concepts)


@settings(steady, max_examples=25, phases=(Phase.explicit, Phase.generate))
@given(olds=st.lists(st.sampled_from(REAL), min_size=1, max_size=3, unique=True), data=st.data())
def test_renewing_twice_is_renewing_once(olds: list[str], data: st.DataObject) -> None:
    new_ids = ids.filter(lambda each: each not in REAL)
    news = data.draw(st.lists(new_ids, min_size=len(olds), max_size=len(olds), unique=True))
    library = with_renames(dict(zip(olds, news, strict=True)))
    once = renewed(LOCK, library)
    assert differing(renewed(once, library), once) == set()
    # No name is lost, and none is there for nothing.
    assert differing(once, names(library) | dict.fromkeys(olds, RETIRED)) == set()


@settings(steady, max_examples=25, phases=(Phase.explicit, Phase.generate))
@given(deleted=st.lists(st.sampled_from(REAL), min_size=1, max_size=3, unique=True), data=st.data())
def test_renewing_twice_is_renewing_once_when_things_are_gone(deleted: list[str], data: st.DataObject) -> None:
    """Deleted concepts with all their parts and questions, and parts and questions of those that stay."""
    left = [key for key in REAL if key not in deleted]
    heirs = {old: data.draw(st.sampled_from(left)) for old in deleted}
    concepts, gone = {}, set[str]()
    for key in left:
        concept = SHIPPED.concepts[key]
        question = data.draw(st.sampled_from(concept.questions)).id if data.draw(st.booleans()) else ""
        entries = [Retired(id=f"q-{question}")] if question else []
        gone |= {f"{key}.{question}"} if question else set()
        for relation in concept.relations:
            if relation.target in deleted:
                entries.append(Retired(id=f"relation-{relation.kind}-{relation.target}", now="what-it-is"))
                gone.add(f"{key}#relation-{relation.kind}-{relation.target}")
        update = {
            "questions": tuple(one for one in concept.questions if one.id != question),
            "relations": tuple(one for one in concept.relations if one.target not in deleted),
            "replaces": tuple(old for old in deleted if heirs[old] == key),
            "retired": tuple(entries),
        }
        concepts[key] = concept.model_copy(update=update)
    library = with_concepts(concepts)
    once = renewed(LOCK, library)
    assert differing(renewed(once, library), once) == set()
    assert differing(once, names(library) | dict.fromkeys([*gone, *deleted], RETIRED)) == set()


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
        texts.append((small / NAMES).read_text("utf-8"))
        assert problems(small) == []
    assert texts[1:] == texts[:1] * 2
    kept = {line.split()[0] for line in texts[0].splitlines()}
    assert {f"beta#relation-requires-{new}", f"beta#relation-contrasts-with-{new}", f"{new}#claim-first"} <= kept
    assert not other or {f"beta#relation-requires-{other}", f"{other}#claim-first"} <= kept
    assert f"beta#relation-requires-{old}" not in kept


def test_the_two_renames_that_once_failed() -> None:
    """By the ids of the shipped concepts; the first lost 23 names, the second more with each renewal."""
    for old, new in (("fine-tuning", "finetuning"), ("red-teaming", "human-red-teaming")):
        old_ids = {key: key.replace(old, new) for key in REAL if key == old} or {REAL[0]: f"{REAL[0]}-{old}"}
        library = with_renames(old_ids)
        once = renewed(LOCK, library)
        assert differing(once, names(library) | dict.fromkeys(old_ids, RETIRED)) == set()
        assert differing(renewed(once, library), once) == set()
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
    kept = locked(small)
    assert kept["beta#relation-requires-alif"] == "-"
    assert {name: line for name, line in kept.items() if "aleph" in name or name.startswith("alpha")} == {
        "aleph": "retired", "alpha": "retired", "alpha.position": "2ced2a039aa82f3d",
    }  # fmt: skip


def test_kinds_of_which_one_begins_like_the_other_are_told_apart() -> None:
    renamed = Renames({"old": "new", "a-old": "b-new"}, ["is", "is-a"])
    assert renamed.name("x#relation-is-a-old") == "x#relation-is-a-new"
    assert renamed.name("x#relation-is-old") == "x#relation-is-new"


def test_a_part_of_a_renamed_page_is_retired_under_its_old_name(small: Path) -> None:
    base = copied(small)
    rename(small, "alpha", "aleph", redirect=True)
    aleph = "data/concepts/aleph.yml"
    edit(small, aleph, "  - id: last\n    belief", "  - id: end\n    belief")
    edit(small, aleph, "misconception: last", "misconception: end")
    edit(small, "data/coverage.yml", "misconception-last", "misconception-end")
    assert found(small, base) == [
        f"{aleph}:2:1: 'alpha#misconception-last' is gone, and others may link to it; restore it, or add to {aleph}: "
        "retired: [{id: misconception-last, now: misconception-end}] [lost-name]",
        f"{aleph}:2:8: notice: this page has 1 new name; nothing to do: main enters them in {NAMES} [new-name]",
    ]
    entry = "retired: [{id: misconception-last, now: misconception-end}]\n"
    edit(small, aleph, "summary:", f"{entry}summary:")
    assert [line for line in found(small, base) if "notice: " not in line] == []
    base = copied(small)
    assert found(small, base) == []
    edit(small, aleph, entry, "")
    edit(small, aleph, "  - id: end\n    belief", "  - id: last\n    belief")
    edit(small, aleph, "misconception: end", "misconception: last")
    edit(small, "data/coverage.yml", "misconception-end", "misconception-last")
    assert found(small, base)[0] == (
        f"{aleph}:2:1: 'aleph#misconception-end' is gone, and others may link to it; restore it, or add to {aleph}: "
        "retired: [{id: misconception-end, now: ANCHOR}], with the part of the page that took its place [lost-name]"
    )
    assert found(small, base)[1] == (
        f"{aleph}:2:8: 'aleph#misconception-last' was retired, and links to it mean something else; choose a new id "
        "[reused-name]"
    )


def test_the_id_of_a_retired_page_is_not_used_again(small: Path) -> None:
    assert main(["lock"], root=small) == 0
    edit(small, NAMES, "\nbeta -\n", "\nbeta retired\n")
    base = copied(small, renew=False)
    assert found(small, base) == [
        f"{BETA}:2:8: 'beta' was retired, and links to it mean something else; choose a new id [reused-name]"
    ]
    kept = locked(small)
    assert kept["beta"] == "retired", "renewing the lock does not settle it"


def test_a_successor_that_is_lost_is_reported_once(small: Path) -> None:
    """As lost: what leads there leads on again once that is settled."""
    edit(small, ALPHA, "summary:", "retired: [{id: old, now: misconception-last}]\nsummary:")
    base = copied(small)
    edit(small, ALPHA, "  - id: last\n    belief", "  - id: end\n    belief")
    edit(small, ALPHA, "misconception: last", "misconception: end")
    edit(small, "data/coverage.yml", "misconception-last", "misconception-end")
    assert [line.rsplit(" ", 1)[1] for line in found(small, base)] == ["[lost-name]", "[new-name]"]
    edit(small, ALPHA, "retired: [", "retired: [{id: misconception-last, now: misconception-end}, ")
    assert [line.rsplit(" ", 1)[1] for line in found(small, base)] == ["[new-name]"]
    assert problems(small) == []


def test_a_line_is_lost_with_its_page_line(small: Path) -> None:
    """Deleting the line of a page from the lock does not hide that the page is gone."""
    text = (small / NAMES).read_text("utf-8")
    (small / NAMES).write_text(text.replace("\nbeta -\n", "\n").replace("\nbeta#", "\ngamma#"), "utf-8")
    base = copied(small, renew=False)
    words = "is gone with its page, of which data/names.lock has no line; a maintainer restores the page, or the line"
    lines = found(small, base)
    assert len(lines) == 4
    for line, name in zip(
        lines, ("relation-contrasts-with-alpha", "relation-requires-alpha", "what-it-is"), strict=False
    ):
        assert f": 'gamma#{name}' {words} from the history [lost-name]" in line
    assert lines[3].endswith("[new-name]")


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
    base = copied(small)
    edit(small, ALPHA, old, new)
    codes = {line.rsplit(" ", 1)[1] for line in found(small, base) if line.startswith((ALPHA, NAMES))}
    assert codes == {f"[{code}]"}


def test_only_a_page_with_such_a_mistake_is_unsettled(small: Path) -> None:
    library, _ = read_library(small)
    assert library
    assert not library.unsettled
    assert not retired.astray(library, library.concepts["beta"])
    edit(small, ALPHA, "  - id: first\n    text:", "  - id: first\n    text: One.\n    status: established\n"
         "    as_of: '2020'\n    sources: [{key: doe2020alpha}]\n  - id: first\n    text:")  # fmt: skip
    edit(small, BETA, "target: alpha\n    reason: Order.", "target: alpa\n    reason: Order.")
    library, _ = read_library(small)
    assert library
    assert library.unsettled == {"alpha"}
    assert {key for key, concept in library.concepts.items() if retired.astray(library, concept)} == {"beta"}


def test_successors_of_nothing() -> None:
    assert successors({}, {"a"}, Renames({}, KINDS)) == ({}, {}.keys(), {}.keys())
    assert successors({"b": "a"}, {"a"}, Renames({}, KINDS)).final == {"b": "a"}


def test_the_renames_of_the_shipped_data() -> None:
    assert renames(SHIPPED).ids == {}
