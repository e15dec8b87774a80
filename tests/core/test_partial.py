"""One run shows mistakes of form and mistakes in what they say, and nothing that only follows from another mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.core.model.files import EXCEPTIONS
from macros.core.model.reading import read_library
from macros.core.rules import check
from tests.projects import edit

ALPHA, BETA = "data/concepts/alpha.yml", "data/concepts/beta.yml"
DOE, PATHS, COVERAGE = "data/sources/doe2020alpha.yml", "data/paths.yml", "data/coverage.yml"
CUT = (
    "a # after a space starts a comment and cuts this text; "
    "put the value in single quotes, or delete the comment [cut-text]"
)


def found(root: Path) -> list[str]:
    library, problems = read_library(root)
    return sorted({str(problem) for problem in [*problems, *(check(library) if library else [])]})


WRONG_QUESTION = ("    level: recall\n", "")
"""Takes a required field from the question of alpha."""
CASES = {
    # name: (changes of alpha, problems without the file's name)
    "result in a section": (
        [WRONG_QUESTION, ('result: "7.4"', 'result: "7.5"'), ("weigh 7.4", "weigh 7.5")],
        [
            "22:17: the expression gives 7.3890561, not 7.5; correct one of the two [wrong-result]",
            "67:5: the field 'level' is missing; add it [missing-field]",
        ],
    ),
    "figure without a source": (
        [WRONG_QUESTION, ("It is the first.", "It is 12 times the first.")],
        [
            "46:23: '12' in “It is 12 times the first.” has no source; cite one in the same sentence with [@key], "
            "name one in the 'sources' of the misconception, add the arithmetic that gives it to the 'calculations' "
            "of the misconception, or leave the figure out [uncited-figure]",
            "67:5: the field 'level' is missing; add it [missing-field]",
        ],
    ),
    "equation that is not there": (
        [WRONG_QUESTION, ("equations: [sum]", "equations: [sum, product]")],
        [
            "18:22: unknown equation 'product'; allowed: sum [unknown-equation]",
            "67:5: the field 'level' is missing; add it [missing-field]",
        ],
    ),
    "relation to itself": (
        [WRONG_QUESTION, ("target: beta", "target: alpha")],
        [
            "64:13: a concept cannot be related to itself; name another target [self-relation]",
            "67:5: the field 'level' is missing; add it [missing-field]",
        ],
    ),
    "equation of a wrong entry": (
        [("    tex: \\alpha + \\beta = 1\n", "")],
        ["24:5: the field 'tex' is missing; add it [missing-field]"],
    ),
    "section that shows an equation": (
        [("    heading: What it is\n", "")],
        ["12:5: the field 'heading' is missing; add it [missing-field]"],
    ),
    "misconception that a question names": (
        [("    correction: It is the first.\n", "")],
        ["44:5: the field 'correction' is missing; add it [missing-field]"],
    ),
    "misspelt list": (
        [("misconceptions:", "misconception:")],
        [
            "43:1: unknown field 'misconception'; did you mean 'misconceptions'? allowed: title, short_title, aliases, "
            "category, entry, level, status, reviewed, redirects, replaces, retired, origin, summary, in_short, "
            "sections, equations, figures, claims, charts, misconceptions, process, comparisons, traits, relations, "
            "questions, further_reading [unknown-field]"
        ],
    ),
    "trait of a comparison": (
        [("  main_cost: Ink", "  main_cost: true")],
        ["61:14: traits.main_cost: expected text, got true or false; put the value in single quotes [wrong-type]"],
    ),
    "title and date": (
        [("title: Alpha\nshort", "short"), ('as_of: "2020"', "as_of: 2999")],
        [
            "2:1: the field 'title' is missing; add it [missing-field]",
            "39:12: 2999 has not come yet; correct the date [future-date]",
        ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_of_form_hides_no_other_mistake_and_makes_none(name: str, small: Path) -> None:
    changes, expected = CASES[name]
    for old, new in changes:
        edit(small, ALPHA, old, new)
    assert found(small) == [f"{ALPHA}:{line}" for line in expected]


def test_places_after_a_wrong_entry_are_those_in_the_file(small: Path) -> None:
    edit(small, ALPHA, "claims:\n", "claims:\n  - id: zero\n    text: It has no letters.\n    status: established\n")
    edit(small, ALPHA, "status: established\n    as_of", "status: contested\n    as_of")
    assert found(small) == [
        f"{ALPHA}:37:5: the field 'as_of' is missing; add it [missing-field]",
        f"{ALPHA}:37:5: the field 'sources' is missing; add it [missing-field]",
        f"{ALPHA}:45:5: a contested claim has a source that disputes it; add one, or its 'stance: disputes' "
        "[one-sided-claim]",
    ]


def test_places_after_a_wrong_entry_of_a_list_file(small: Path) -> None:
    edit(small, PATHS, "- id: alphabet", "- id: 1\n- id: alphabet")
    edit(small, PATHS, "concepts: [beta]", "concepts: [beta, alpha]")
    edit(
        small,
        EXCEPTIONS,
        "- concept: beta",
        "- concept: alpha\n- concept: alpha\n  text: Never said.\n  reason: No.\n- concept: beta",
    )
    edit(small, COVERAGE, "\n- id: ", "\n- id: none\n- id: ")
    edit(small, COVERAGE, "alpha#what-it-is", "alpha#what-it-was")
    expected = {
        f"{COVERAGE}:9:16: 'alpha' has no anchor 'what-it-was'; did you mean 'what-it-is'? allowed: at-a-glance, "
        "claim-first, eq-sum, misconception-last, process, relation-motivates-beta, source-doe2020alpha, "
        "source-roe2021beta, what-it-is [unknown-place]",
        f"{EXCEPTIONS}:4:9: no sentence of that concept needs this exception any more; delete it [unneeded-exception]",
        f"{PATHS}:10:24: 'alpha' stands in this path already; delete one [repeated-step]",
    }
    assert expected == {line for line in found(small) if ":2:" not in line}


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (ALPHA, "belief: Alpha is the last letter.", "belief: Alpha is #1", f"{ALPHA}:45:22: {CUT}"),
        (ALPHA, "belief: Alpha is the last letter.", "belief: #1 of all", f"{ALPHA}:45:13: {CUT}"),
        (ALPHA, "summary: The first letter, on", "summary: The #first letter, on", f"{ALPHA}:10:14: {CUT}"),
        (ALPHA, "hints: [Think of a beginning.]", "hints:\n      - Think of  #1", f"{ALPHA}:84:19: {CUT}"),
        (ALPHA, "main_cost: Ink", "main_cost: Ink #2", f"{ALPHA}:61:18: {CUT}"),
        (ALPHA, "tex: \\alpha + \\beta = 1", "tex: \\alpha #\\beta{", f"{ALPHA}:26:17: {CUT}"),
        (ALPHA, "at: Eq. 1", "at: Eq. #1", f"{ALPHA}:35:17: {CUT}"),
        (DOE, "venue: Journal of Letters", "venue: Journal #1", f"{DOE}:7:16: {CUT}"),
    ],
)
def test_a_comment_that_cuts_a_text_is_one_problem(path: str, old: str, new: str, expected: str, small: Path) -> None:
    edit(small, path, old, new)
    assert found(small) == [expected]


def test_other_comments_are_welcome(small: Path) -> None:
    edit(small, ALPHA, "level: introductory", "level: introductory  # introductory | advanced")
    edit(small, ALPHA, "reviewed: 2026-11-23", "reviewed: 2026-11-23 # today")
    edit(small, ALPHA, "sections:", "sections:  # what it is")
    edit(small, ALPHA, "    text: |", "    text: | # a block\n      Section #1.\n")
    edit(small, ALPHA, "belief: Alpha is the last letter.", "belief: 'Alpha is #1'  # so they say")
    edit(small, ALPHA, "correct: true", "correct: true # the key")
    edit(small, ALPHA, "- key: roe2021beta", "- key: roe2021beta # later")
    assert found(small) == []


def test_numbers_are_text_as_written_where_text_belongs(small: Path) -> None:
    edit(small, ALPHA, "expression: exp(1) ** 2", "expression: 3.7 * 2")
    edit(small, ALPHA, 'result: "7.4"', "result: 7.40  # rounded")
    edit(small, ALPHA, "weigh 7.4 grams", "weigh 7.40 grams")
    edit(small, ALPHA, 'as_of: "2020"', "as_of: 2020")
    edit(small, DOE, "arxiv: '2001.00001'", "arxiv: 2001.00001")
    edit(small, BETA, "title: Beta", "title: 1984")
    assert found(small) == []
    library, _ = read_library(small)
    assert library
    assert library.concepts["alpha"].sections[0].calculations[0].result == "7.40"
    assert library.concepts["alpha"].claims[0].as_of == "2020"
    assert library.sources["doe2020alpha"].arxiv == "2001.00001"
    assert library.concepts["beta"].title == "1984"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "belief: Alpha is the last letter.",
            "belief: [[beta]]",
            "45:13: misconceptions.0.belief: a value that begins with [[ must be in single quotes or a | block "
            "[wrong-type]",
        ),
        (
            "belief: Alpha is the last letter.",
            "belief: {beta}",
            "45:13: misconceptions.0.belief: a value that begins with { must be in single quotes or a | block "
            "[wrong-type]",
        ),
        (
            "hints: [Think of a beginning.]",
            "hints:\n      • Think.\n      • Think again.",
            "84:7: questions.0.hints: '•' is no list marker in YAML; write '- ' [wrong-type]",
        ),
        (
            "belief: Alpha is the last letter.",
            'belief: "With $\\theta$: x"',
            "45:20: a backslash in double quotes starts an escape, so \\theta would not stay as written; "
            "use single quotes or a | block [yaml-escape]",
        ),
        (
            "belief: Alpha is the last letter.",
            "belief: !important",
            "45:13: the tag !important is not allowed; delete it, or put the value in single quotes [yaml-feature]",
        ),
    ],
)
def test_text_that_yaml_reads_in_another_way_is_one_problem(old: str, new: str, expected: str, small: Path) -> None:
    edit(small, ALPHA, old, new)
    assert found(small) == [f"{ALPHA}:{expected}"]


@pytest.mark.parametrize("text", ["<<<<<<< HEAD\n", "note: [[x]] y\n", ""])
def test_a_source_that_cannot_be_read_is_one_problem(text: str, small: Path) -> None:
    whole = (small / DOE).read_text("utf-8")
    (small / DOE).write_text(f"{text}{whole}" if text else "", "utf-8")
    (line,) = found(small)
    assert line.startswith(f"{DOE}:1:")


@pytest.mark.parametrize("name", ["DOE2020alpha.yml", "doe-2020-alpha.yml", "doe2020alpha.yaml"])
def test_a_source_under_a_wrong_name_is_one_problem(name: str, small: Path) -> None:
    (small / DOE).rename(small / "data/sources" / name)
    (line,) = found(small)
    assert line.startswith(f"data/sources/{name}:1:1: ")
    assert line.endswith(" [file-name]")


def test_a_conflict_is_one_problem(small: Path) -> None:
    edit(small, ALPHA, "category: training\n", "<<<<<<< HEAD\ncategory: training\n=======\n>>>>>>> other\n")
    assert found(small) == [
        f"{ALPHA}:5:1: '<<<<<<<' marks a merge conflict; keep the lines that are right, and delete the markers "
        "[conflict-marker]"
    ]


def test_a_byte_order_mark_is_left_out(small: Path) -> None:
    raw = (small / ALPHA).read_bytes()
    (small / ALPHA).write_bytes(b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n"))
    assert found(small) == []
    edit(small, ALPHA, "title: Alpha\n", "title: Alpha #1\n")
    assert found(small) == [f"{ALPHA}:2:14: {CUT}"]
