# ruff: noqa: E501
"""What the check says of a proposal, compared with the branch that it is for: every edit that a contributor may make.

Nobody who proposes something has to run a command: what is new is a notice, what a maintainer has to confirm a warning,
and only what would be lost or wrong is a problem.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.core.model.files import NAMES
from macros.core.model.reading import read_library
from macros.core.pages.atlas import load_atlas
from macros.core.rules import findings
from macros.core.source.problems import Severity, shown, sorted_by_place
from tests.core.test_names import rename
from tests.projects import SMALL, edit

ALPHA, BETA = "data/concepts/alpha.yml", "data/concepts/beta.yml"
COVERAGE = "data/coverage.yml"
DOE, ROE, POE = (f"data/sources/{key}.yml" for key in ("doe2020alpha", "roe2021beta", "poe2022gamma"))
Edit = tuple[str, str, str]


def published_project(folder: Path) -> Path:
    """The small project with a claim on which a question rests, and one on which nothing does; all names are locked."""
    shutil.copytree(SMALL, folder)
    edit(folder, ALPHA, "    explain: Alpha begins.\n", "    explain: Alpha begins.\n    claims: [first]\n")
    second = "  - id: second\n    text: It has, in most fonts, one loop.\n    status: established\n    as_of: '2020'\n"
    edit(folder, ALPHA, "misconceptions:\n", f"{second}    sources:\n      - key: doe2020alpha\nmisconceptions:\n")
    assert main(["lock"], root=folder) == 0
    return folder


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The branch that proposals are for."""
    return published_project(tmp_path / "base")


@pytest.fixture
def proposal(base: Path, tmp_path: Path) -> Path:
    """A copy of the branch, to change."""
    shutil.copytree(base, tmp_path / "proposal")
    return tmp_path / "proposal"


def found(root: Path, base: Path | None) -> list[str]:
    """The lines that a check prints, without the drawing of diagrams."""
    library, problems = read_library(root, base)
    return [str(one) for one in shown(sorted_by_place([*problems, *(findings(library) if library else [])]))]


def new(number: int, path: str = ALPHA) -> str:
    names = "1 new name" if number == 1 else f"{number} new names"
    return f"{path}:2:8: notice: this page has {names}; nothing to do: main enters them in {NAMES} [new-name]"


QUESTION = """questions:
  - id: vowel
    type: single
    level: recall
    stem: What kind of letter is alpha?
    options:
      - id: vowel
        text: A vowel
        correct: true
        why: It sounds alone.
      - id: consonant
        text: A consonant
        why: It needs no other sound.
      - id: neither
        text: A mark
        why: It is a letter.
    explain: A vowel sounds alone.
    sources:
      - key: doe2020alpha
"""
SOURCE = """# yaml-language-server: $schema=../schema/source.schema.json
title: On Gamma
authors: [Edgar Poe]
et_al: false
year: 2022
venue: Tales
kind: paper
doi: 10.1000/gamma
url: https://doi.org/10.1000/gamma
"""
CLAIM = f"{ALPHA}:38:11: warning: the claim has changed, and this rests on it: the question position; correct what is " \
    "wrong there now; then a maintainer reads both and adds the label 'reviewed' [changed-claim]"  # fmt: skip
WORK = f"{DOE}:2:8: warning: the arXiv id, title or first author of 'doe2020alpha' has changed; restore it if it " \
    "was a slip; otherwise a maintainer compares it with the work itself and adds the label 'reviewed' " \
    "[changed-source]"  # fmt: skip
ANSWER = f"{ALPHA}:73:9: what counts as right has changed; restore it, or write 'rev: 2' so that readers learn that they " \
    "answered an earlier version [changed-answer]"  # fmt: skip
OTHER_KEY: list[Edit] = [
    (ALPHA, "        correct: true\n        why: It begins the alphabet.", "        why: It begins it."),
    (ALPHA, "text: The last\n", "text: The last\n        correct: true\n"),
    (ALPHA, "why: That is omega.\n        misconception: last", "why: Read backwards."),
]
RELATION = "  - kind: motivates\n    target: beta\n    reason: One letter is not enough.\n"

EDITS: dict[str, tuple[Sequence[Edit], list[str]]] = {
    # name: (edits, lines printed)
    "nothing": ([], []),
    # what may change freely
    "typo in a section": ([(BETA, "Beta follows.", "Beta follows on.")], []),
    "heading": ([(BETA, "heading: What it is", "heading: What beta is")], []),
    "title of a page": ([(BETA, "title: Beta", "title: Beta the second")], []),
    "wording of the right option": ([(ALPHA, "text: The first\n", "text: The very first\n")], []),
    "another distractor": ([(ALPHA, "text: No place", "text: No place at all")], []),
    "figure of a claim on which nothing rests": ([(ALPHA, "most fonts, one loop", "some fonts, two loops")], []),
    "year of a source": ([(ROE, "year: 2021", "year: 2022")], []),
    # claims on which something rests, and sources
    "figure of a claim": ([(ALPHA, "in 100% of", "in 99% of")], [CLAIM]),
    "typo in a claim": ([(ALPHA, "100% of alphabets", "100% of all alphabets")], [CLAIM]),
    "negation in a claim": ([(ALPHA, "It comes first in", "It does not come first in")], [CLAIM]),
    "capital and comma in a claim": ([(ALPHA, "It comes first in 100% of", "it comes first, in  *100%* of")], []),
    "status of a claim": (
        [(ALPHA, "text: It comes first in 100% of alphabets.\n    status: established",
          "text: It comes first in 100% of alphabets.\n    status: unverified")],
        [CLAIM],
    ),
    "source of a claim": (
        [(ALPHA, '[{key: doe2020alpha, at: "§2"}]', '[{key: roe2021beta, at: "§2"}]')],
        [CLAIM],
    ),
    "place in the source of a claim": (
        [(ALPHA, '[{key: doe2020alpha, at: "§2"}]', '[{key: doe2020alpha, at: "§3"}]')],
        [],
    ),
    "setting of a claim": (
        [(ALPHA, "setting: All alphabets in print", "setting: All alphabets in stone")],
        [CLAIM],
    ),
    "stance of a source of a claim": (
        [(ALPHA, 'at: "§2"}]', 'at: "§2"}, {key: roe2021beta, at: "§1", stance: background}]')],
        [CLAIM],
    ),
    "typo in the title of a source": ([(DOE, "title: On Alpha", "title: On Alfa")], [WORK]),
    "capitals in the title of a source": ([(DOE, "title: On Alpha", "title: 'On “alpha”'")], []),
    "first author": ([(DOE, "Jane Doe", "John Doe")], [WORK]),
    "arXiv id": (
        [(DOE, "arxiv: '2001.00001'\nurl: https://arxiv.org/abs/2001.00001",
          "arxiv: '2001.00007'\nurl: https://arxiv.org/abs/2001.00007")],
        [WORK],
    ),
    # what is new
    "misconception added": (
        [(ALPHA, "misconceptions:\n", "misconceptions:\n  - id: new\n    belief: It is new.\n    correction: It is old.\n")],
        [new(1)],
    ),
    "claim added": (
        [(ALPHA, "misconceptions:\n", "  - id: third\n    text: It is old.\n    status: established\n    as_of: '2020'\n"
          "    sources: [{key: doe2020alpha}]\nmisconceptions:\n")],
        [new(1)],
    ),
    "section added": (
        [(BETA, "relations:\n", "  - id: more\n    heading: More\n    text: More.\nrelations:\n")],
        [new(1, BETA)],
    ),
    "relation added": (
        [(ALPHA, "relations:\n", "relations:\n  - kind: complements\n    target: beta\n    reason: They do.\n")],
        [new(1)],
    ),
    "question added": ([(ALPHA, "questions:\n", QUESTION)], [new(1)]),
    "source added and cited": (
        [(POE, "", SOURCE), (BETA, "text: Beta follows.", "text: Beta follows [@poe2022gamma].")],
        [f"{POE}:2:8: notice: the source 'poe2022gamma' is new; nothing to do: main enters it in {NAMES} [new-name]"],
    ),
    "source added that nothing cites": (
        [(POE, "", SOURCE)],
        [f"{POE}:2:8: nothing cites 'poe2022gamma'; cite it, or delete the file [unused-source]",
         f"{POE}:2:8: notice: the source 'poe2022gamma' is new; nothing to do: main enters it in {NAMES} [new-name]"],
    ),
    # answers
    "right answer": (OTHER_KEY, [ANSWER]),
    "right answer and revision": ([*OTHER_KEY, (ALPHA, "  - id: position\n", "  - id: position\n    rev: 2\n")], []),
    "right answer and later revision": (
        [*OTHER_KEY, (ALPHA, "  - id: position\n", "  - id: position\n    rev: 7\n")], [],
    ),
    # what is gone
    "claim deleted": (
        [(ALPHA, "    claims: [first]\n", ""), (COVERAGE, ", alpha#claim-first", ""),
         (ALPHA, '  - id: first\n    text: It comes first in 100% of alphabets.\n    status: established\n    as_of: "2020"\n'
          '    setting: All alphabets in print; a count of first places.\n    sources: [{key: doe2020alpha, at: "§2"}]\n', "")],
        [f"{ALPHA}:2:1: 'alpha#claim-first' is gone, and others may link to it; restore it, or add to {ALPHA}: retired: "
         "[{id: claim-first, now: ANCHOR}], with the part of the page that took its place [lost-name]"],
    ),
    "section renamed": (
        [(BETA, "id: what-it-is", "id: what-beta-is")],
        [f"{BETA}:2:1: 'beta#what-it-is' is gone, and others may link to it; restore it, or add to {BETA}: retired: "
         "[{id: what-it-is, now: what-beta-is}] [lost-name]", new(1, BETA)],
    ),
    "section renamed and retired": (
        [(BETA, "id: what-it-is", "id: what-beta-is"),
         (BETA, "summary:", "retired: [{id: what-it-is, now: what-beta-is}]\nsummary:")],
        [new(1, BETA)],
    ),
    "question deleted": (
        [(ALPHA, "  - id: position\n", "  - id: place\n")],
        [f"{ALPHA}:2:1: the question 'alpha.position' is gone; restore it, or add to {ALPHA}: retired: "
         "[{id: q-position}] [lost-name]", new(1)],
    ),
    "question retired": (
        [(ALPHA, "  - id: position\n", "  - id: place\n"), (ALPHA, "summary:", "retired: [{id: q-position}]\nsummary:")],
        [new(1)],
    ),
    "relation deleted": (
        [(ALPHA, f"relations:\n{RELATION}", "")],
        [f"{ALPHA}:2:1: 'alpha#relation-motivates-beta' is gone, and others may link to it; restore it, or add to {ALPHA}: "
         "retired: [{id: relation-motivates-beta, now: ANCHOR}], with the part of the page that took its place [lost-name]"],
    ),
    "relation of another kind": (
        [(ALPHA, "kind: motivates", "kind: complements")],
        [f"{ALPHA}:2:1: 'alpha#relation-motivates-beta' is gone, and others may link to it; restore it, or add to {ALPHA}: "
         "retired: [{id: relation-motivates-beta, now: relation-complements-beta}] [lost-name]", new(1)],
    ),
    "retired, but there": (
        [(ALPHA, "summary:", "retired: [{id: claim-first, now: claim-second}]\nsummary:")],
        [f"{ALPHA}:10:16: 'alpha#claim-first' is retired here, but still or again in use, where links and answers to it "
         "mean something else; choose a new id there, or delete this entry if the name was never gone [reused-name]"],
    ),
    # the lock
    "lock renewed": (
        [(NAMES, "alpha#eq-sum -\n", "alpha#eq-old -\nalpha#eq-sum -\n")],
        [f"{NAMES}:7:1: leave {NAMES} out of the proposal, as it is on the branch that it is for; main renews it "
         "[changed-lock]"],
    ),
    "lines of the lock deleted": (
        [(NAMES, "alpha#claim-first 7a7db4f0d17fad19\n", ""), (ALPHA, "in 100% of", "in 99% of")],
        [CLAIM, f"{NAMES}:5:1: leave {NAMES} out of the proposal, as it is on the branch that it is for; main renews it "
         "[changed-lock]"],
    ),
    "merge conflict in the lock": (
        [(NAMES, "alpha#eq-sum -\n", "<<<<<<< HEAD\nalpha#eq-sum -\n=======\n>>>>>>> two\n")],
        [f"{NAMES}:7:1: leave {NAMES} out of the proposal, as it is on the branch that it is for; main renews it "
         "[changed-lock]"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_an_edit(name: str, base: Path, proposal: Path) -> None:
    edits, lines = EDITS[name]
    for path, old, text in edits:
        edit(proposal, path, old, text)
    assert sorted(found(proposal, base)) == sorted(lines)


@pytest.mark.parametrize("name", [name for name in EDITS if "lock" not in name])
def test_without_a_branch_the_same_findings_are_notices(name: str, proposal: Path) -> None:
    """A draft may be renamed freely; what is wrong with the data themselves stays a problem."""
    edits, lines = EDITS[name]
    for path, old, text in edits:
        edit(proposal, path, old, text)
    always = ("[unused-source]", "is retired here")
    notices = [
        line if "notice: " in line or any(words in line for words in always) else noticed(line) for line in lines
    ]
    assert sorted(found(proposal, None)) == sorted(notices)


def noticed(line: str) -> str:
    """A line as it would be if it were a notice."""
    place, _, message = line.partition(": ")
    return f"{place}: notice: {message.removeprefix('warning: ')}"


def unlocked(folder: Path) -> None:
    (folder / NAMES).unlink()


def test_a_proposal_without_the_lock(base: Path, proposal: Path) -> None:
    unlocked(proposal)
    assert found(proposal, base) == [
        f"{NAMES}:1:1: leave {NAMES} out of the proposal, as it is on the branch that it is for; main renews it "
        "[changed-lock]"
    ]


def test_a_branch_without_a_lock_has_published_nothing(base: Path, proposal: Path) -> None:
    for folder in (base, proposal):
        unlocked(folder)
    edit(proposal, BETA, "id: what-it-is", "id: what-beta-is")
    assert found(proposal, base) == []


def test_a_damaged_lock_of_the_branch_is_not_compared_with(base: Path, proposal: Path) -> None:
    for folder in (base, proposal):
        edit(folder, NAMES, "alpha#eq-sum -\n", "alpha#eq-sum\n")
    edit(proposal, BETA, "id: what-it-is", "id: what-beta-is")
    assert [line.split(": ")[0] for line in found(proposal, base)] == [f"{NAMES}:7:1"]


def test_a_lowered_revision(base: Path, proposal: Path) -> None:
    for folder in (base, proposal):
        edit(folder, ALPHA, "  - id: position\n", "  - id: position\n    rev: 3\n")
    assert main(["lock"], root=base) == 0
    shutil.copy(base / NAMES, proposal / NAMES)
    assert found(proposal, base) == []
    edit(proposal, ALPHA, "rev: 3", "rev: 2")
    assert found(proposal, base) == [
        f"{ALPHA}:74:5: revision 2 is below 3, which readers have answered; write 'rev: 3' [lowered-rev]"
    ]


def merged(base: Path, proposal: Path) -> None:
    """The branch after the proposal was merged and the lock renewed; the next proposal starts from there."""
    shutil.rmtree(base)
    shutil.copytree(proposal, base)
    assert main(["lock"], root=base) == 0
    shutil.copy(base / NAMES, proposal / NAMES)


def test_what_was_retired_stays_so(base: Path, proposal: Path) -> None:
    """Neither is an entry dropped later, nor the name used again in place of the entry."""
    edit(proposal, ALPHA, "  - id: position\n", "  - id: place\n")
    edit(proposal, BETA, "id: what-it-is", "id: what-beta-is")
    edit(proposal, ALPHA, "summary:", "retired: [{id: q-position}]\nsummary:")
    edit(proposal, BETA, "summary:", "retired: [{id: what-it-is, now: what-beta-is}]\nsummary:")
    merged(base, proposal)
    assert found(proposal, base) == []
    edit(proposal, ALPHA, "retired: [{id: q-position}]\n", "")
    edit(proposal, BETA, "retired: [{id: what-it-is, now: what-beta-is}]\n", "")
    assert found(proposal, base) == [
        f"{ALPHA}:2:1: 'alpha.position' was retired, and its entry is gone; restore it, or add to {ALPHA}: retired: "
        "[{id: q-position}] [lost-name]",
        f"{BETA}:2:1: 'beta#what-it-is' was retired, and its entry is gone; restore it, or add to {BETA}: retired: "
        "[{id: what-it-is, now: ANCHOR}], with the part of the page that took its place [lost-name]",
    ]
    edit(proposal, ALPHA, "  - id: place\n", "  - id: position\n")
    edit(proposal, BETA, "id: what-beta-is", "id: what-it-is")
    assert [line for line in found(proposal, base) if "[reused-name]" in line] == [
        f"{ALPHA}:73:9: 'alpha.position' belonged to a retired question, to which readers have answers; choose a new id "
        "[reused-name]",
        f"{BETA}:2:8: 'beta#what-it-is' was retired, and links to it mean something else; choose a new id [reused-name]",
    ]


def test_a_renamed_concept(base: Path, proposal: Path) -> None:
    """By the book: the file, a redirect, links and targets. Coverage may name the old id; nothing else is needed."""
    coverage = (proposal / COVERAGE).read_text("utf-8")
    rename(proposal, "alpha", "aleph", redirect=True)
    (proposal / COVERAGE).write_text(coverage, "utf-8")
    assert found(proposal, base) == []
    merged(base, proposal)
    assert found(proposal, base) == []
    aleph = "data/concepts/aleph.yml"
    edit(proposal, aleph, "redirects: [alpha]\n", "")
    edit(proposal, COVERAGE, "[alpha#what-it-is, alpha#claim-first]", "[aleph#what-it-is, aleph#claim-first]")
    edit(proposal, COVERAGE, "[alpha#misconception-last]", "[aleph#misconception-last]")
    assert found(proposal, base) == [
        f"{NAMES}:12:1: links to the former concept 'alpha' lead nowhere now; restore its entry; or, if it has another id "
        "now, add to its file: redirects: [alpha]; or, if another concept took its place, add to that one's file: "
        "replaces: [alpha] [lost-name]",
        new(1, aleph),
    ]


def test_a_renamed_concept_without_a_redirect(base: Path, proposal: Path) -> None:
    rename(proposal, "beta", "bet", redirect=False)
    number = (base / NAMES).read_text("utf-8").splitlines().index("beta -") + 1
    assert found(proposal, base) == [
        f"{NAMES}:{number}:1: the concept 'beta' is gone, and others may link to it; restore it; or, if it has another "
        "id now, add to its file: redirects: [beta]; or, if another concept took its place, add to that one's file: "
        "replaces: [beta] [lost-name]",
        new(1),
        new(4, "data/concepts/bet.yml"),
    ]


def test_a_deleted_concept_leads_to_the_one_that_took_its_place(base: Path, proposal: Path) -> None:
    rename(proposal, "beta", "bet", redirect=False)
    edit(proposal, "data/concepts/bet.yml", "summary:", "replaces: [beta]\nsummary:")
    assert found(proposal, base) == [new(4, "data/concepts/bet.yml")]
    merged(base, proposal)
    assert found(proposal, base) == []
    assert "\nbeta retired\n" in (base / NAMES).read_text("utf-8")
    assert "\nbeta#" not in (base / NAMES).read_text("utf-8")
    edit(proposal, "data/concepts/bet.yml", "replaces: [beta]\n", "")
    assert [line.rsplit(" ", 1)[1] for line in found(proposal, base)] == ["[lost-name]"]


def test_the_questions_of_a_deleted_concept_go_with_it(base: Path, proposal: Path) -> None:
    """Their ids are used again neither, since no concept may have the id that they begin with."""
    (proposal / ALPHA).unlink()
    for path, old, text in (
        (BETA, "relations:\n  - kind: requires\n    target: alpha\n    reason: Order.\n  - kind: contrasts-with\n"
         "    target: alpha\n    reason: Another shape.\n", ""),
        (BETA, "text: Beta follows.", "text: Beta follows [@doe2020alpha]."),
        ("data/paths.yml", "    - label: Morning\n      concepts: [alpha]\n", ""),
        (BETA, "summary:", "replaces: [alpha]\nsummary:"),
    ):  # fmt: skip
        edit(proposal, path, old, text)
    own = [f"beta#relation-{name}-alpha" for name in ("contrasts-with", "requires")]
    lines = [line for line in found(proposal, base) if "[lost-name]" in line]
    assert len(lines) == len(own) and all(name in line for name, line in zip(own, lines, strict=True))
    entries = "".join(f"  - {{id: {name.partition('#')[2]}, now: what-it-is}}\n" for name in own)
    edit(proposal, BETA, "summary:", f"retired:\n{entries}summary:")
    assert [line for line in found(proposal, base) if "unused-source" not in line] == []
    merged(base, proposal)
    assert "alpha." not in (base / NAMES).read_text("utf-8")


def test_mistakes_of_form_lose_no_names(base: Path, proposal: Path) -> None:
    edit(proposal, ALPHA, "claims:\n", "clams:\n")
    assert [line.rsplit(" ", 1)[1] for line in found(proposal, base)] == ["[unknown-field]"]


def test_a_deleted_source_is_dropped_by_main(base: Path, proposal: Path) -> None:
    for folder in (base, proposal):
        edit(folder, POE, "", SOURCE)
    assert main(["lock"], root=base) == 0
    shutil.copy(base / NAMES, proposal / NAMES)
    (proposal / POE).unlink()
    assert found(proposal, base) == [
        f"{NAMES}:2:1: notice: the source 'poe2022gamma' is gone; nothing to do: main drops this line [lost-source]"
    ]
    merged(base, proposal)
    assert "poe2022gamma" not in (base / NAMES).read_text("utf-8")


# The command


def run(proposal: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    capsys.readouterr()
    status = main(["check", *arguments], root=proposal)
    lines = capsys.readouterr().out.splitlines()
    return status, [line for line in lines if not line.startswith("diagrams were not checked")]


def test_notices_and_warnings_fail_nothing(base: Path, proposal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(proposal, ALPHA, "in 100% of", "in 99% of")
    edit(proposal, ALPHA, "questions:\n", QUESTION)
    claim = CLAIM
    lines = [claim, new(1), "2 concepts, 2 sources: no problems, 1 warning, 1 notice"]
    assert run(proposal, capsys, "--base", str(base)) == (0, lines)
    status, lines = run(proposal, capsys, "--base", str(base), "--format", "github")
    assert status == 0
    assert [line.partition("::")[2].partition(",line")[0] for line in lines[:2]] == [
        f"warning file={ALPHA}", f"notice file={ALPHA}",
    ]  # fmt: skip
    assert lines[2:] == [claim, new(1), "2 concepts, 2 sources: no problems, 1 warning, 1 notice"]
    edit(proposal, BETA, "id: what-it-is", "id: what-beta-is")
    status, lines = run(proposal, capsys, "--base", str(base))
    assert (status, lines[-1]) == (1, "1 problem, 1 warning, 2 notices")
    status, lines = run(proposal, capsys)
    assert (status, lines[-1]) == (0, "2 concepts, 2 sources: no problems, 4 notices")


def test_a_build_passes_over_what_is_published(proposal: Path) -> None:
    """It has no branch to compare with, so it makes pages of a draft whatever its names are."""
    edit(proposal, BETA, "id: what-it-is", "id: what-beta-is")
    edit(proposal, ALPHA, "in 100% of", "in 99% of")
    assert len(found(proposal, None)) == 3
    atlas = load_atlas(proposal, lambda _here, there: there, drawn=False)
    assert [section.id for section in atlas.library.concepts["beta"].sections] == ["what-beta-is"]


def test_what_is_no_branch_is_refused(proposal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = f"{proposal / 'docs'} is not a copy of the project: it has no folder 'data'"
    assert run(proposal, capsys, "--base", str(proposal / "docs")) == (2, [said])


def test_another_layout_is_a_notice(base: Path, proposal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As a browser leaves it: the fields in another order, and no line end at the end of the file."""
    edit(proposal, BETA, "status: evolving\nreviewed: 2026-11-23\n", "reviewed: 2026-11-23\nstatus: evolving\n")
    glossary = proposal / "data/glossary.yml"
    glossary.write_text(glossary.read_text("utf-8").removesuffix("\n"), "utf-8")
    words = "fields or entries are in another order than 'make format' would write; nothing to do [other-layout]"
    assert run(proposal, capsys, "--base", str(base)) == (
        0,
        [
            f"{BETA}:1:1: notice: {words}",
            f"data/glossary.yml:1:1: notice: {words}",
            "2 concepts, 2 sources: no problems, 2 notices",
        ],
    )


def test_each_kind_of_finding_says_who_acts() -> None:
    """A notice asks nobody for anything, and a warning asks a maintainer."""
    for name, (_, lines) in EDITS.items():
        for line in lines:
            if f": {Severity.NOTICE.value}: " in line:
                assert "nothing to do" in line, name
            elif f": {Severity.WARNING.value}: " in line:
                assert "a maintainer" in line, name
            else:
                assert "maintainer" not in line, name


# Two proposals at a time


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", "-C", str(folder), *identity, *arguments], capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


NEW_PAGE = """# yaml-language-server: $schema=../schema/concept.schema.json
title: {title}
category: training
entry: part
level: intermediate
status: evolving
reviewed: 2026-11-23
summary: A letter between alpha and beta, called {title}.
sections:
  - id: what-it-is
    heading: What it is
    text: It follows [[alpha]], and [[beta]] follows it.
relations:
  - kind: requires
    target: alpha
    reason: Order.
  - kind: complements
    target: beta
    reason: Another shape.
"""


def propose(repository: Path, branch: str, concept: str, edits: Sequence[Edit]) -> None:
    """A branch from main that adds a concept and makes some edits."""
    git(repository, "checkout", "--quiet", "-b", branch, "main")
    text = NEW_PAGE.format(title=concept.capitalize())
    (repository / f"data/concepts/{concept}.yml").write_text(text, "utf-8")
    for path, old, new_text in edits:
        edit(repository, path, old, new_text)
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "-m", branch)


def test_two_proposals_with_neighboring_names_merge_and_pass(base: Path, tmp_path: Path) -> None:
    """Each adds a concept and a question of the same page. As long as both entered names in a lock, they conflicted."""
    repository = tmp_path / "repository"
    shutil.copytree(base, repository)
    git(repository, "init", "--quiet", "--initial-branch=main")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "-m", "main")
    last = QUESTION.removeprefix("questions:\n").replace("id: vowel\n    type", "id: sound\n    type")
    last = last.replace("What kind of letter is alpha?", "How does its name begin when somebody says it aloud?")
    propose(repository, "one", "alpha-one", [(ALPHA, "questions:\n", QUESTION)])
    propose(repository, "two", "alpha-two", [(ALPHA, "further_reading:\n", f"{last}further_reading:\n")])
    pages = {name: new(4, f"data/concepts/alpha-{name}.yml") for name in ("one", "two")}
    for name in ("one", "two"):
        git(repository, "checkout", "--quiet", name)
        assert sorted(found(repository, base)) == sorted([new(1), pages[name]])
    git(repository, "checkout", "--quiet", "main")
    git(repository, "merge", "--quiet", "--no-edit", "one")
    git(repository, "merge", "--quiet", "--no-edit", "two")
    assert git(repository, "status", "--porcelain") == ""
    assert sorted(found(repository, base)) == sorted([new(2), *pages.values()])
    assert main(["lock"], root=repository) == 0
    assert git(repository, "status", "--porcelain").split() == ["M", NAMES]
    assert found(repository, repository) == []


def test_the_second_proposal_is_compared_with_what_the_first_added(base: Path, tmp_path: Path) -> None:
    """The branch has moved on and its lock was renewed; the proposal, merged with it, has that lock too."""
    repository = tmp_path / "repository"
    shutil.copytree(base, repository)
    git(repository, "init", "--quiet", "--initial-branch=main")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "-m", "main")
    propose(repository, "one", "alpha-one", [])
    propose(repository, "two", "alpha-two", [])
    git(repository, "checkout", "--quiet", "main")
    git(repository, "merge", "--quiet", "one")
    assert main(["lock"], root=repository) == 0
    git(repository, "commit", "--quiet", "--all", "-m", "Enter new names")
    shutil.copytree(repository / "data", tmp_path / "now/data")
    git(repository, "merge", "--quiet", "--no-edit", "two")
    assert found(repository, tmp_path / "now") == [new(4, "data/concepts/alpha-two.yml")]
