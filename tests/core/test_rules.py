"""Every problem code, with the exact line that it prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.core.atlas import load_atlas
from macros.core.problems import DataError
from tests.projects import edit

ALPHA, BETA = "data/concepts/alpha.yml", "data/concepts/beta.yml"
SOURCES, VOCABULARY = "data/sources.yml", "data/vocabulary.yml"

CASES = {
    # name: (file, old text, new text, lines printed)
    "unknown relation target": (
        BETA,
        "target: alpha\n    reason: Order.",
        "target: alpa\n    reason: Order.",
        [f"{BETA}:14:13: unknown concept 'alpa'; did you mean 'alpha'? allowed: alpha, beta [unknown-concept]"],
    ),
    "unknown source in a field": (
        ALPHA,
        "- key: roe2021beta",
        "- key: roe2021",
        [
            f"{ALPHA}:81:10: unknown source 'roe2021'; did you mean 'roe2021beta'? "
            "allowed: doe2020alpha, roe2021beta [unknown-source]"
        ],
    ),
    "unknown source in text": (
        ALPHA,
        "[@doe2020alpha, §1]",
        "[@doe2020, §1]",
        [
            f"{ALPHA}:14:25: unknown source 'doe2020'; did you mean 'doe2020alpha'? "
            "allowed: doe2020alpha, roe2021beta [unknown-source]"
        ],
    ),
    "unknown concept in text": (
        ALPHA,
        "[[beta]]",
        "[[betta]]",
        [f"{ALPHA}:14:53: unknown concept 'betta'; did you mean 'beta'? allowed: alpha, beta [unknown-concept]"],
    ),
    "unclosed reference after a whole one": (
        ALPHA,
        "unlike [[beta]]",
        "unlike [[beta]] and [[broken",
        [
            f"{ALPHA}:14:66: a reference that is not closed or misspelt; "
            "write [[concept-id|words]] or [@source-key, locator] [broken-reference]"
        ],
    ),
    "id like an anchor": (
        BETA,
        "id: what-it-is",
        "id: claim-x",
        [
            f"{BETA}:9:9: 'claim-x' is, or begins like, the anchor of another part of the page; "
            "choose another id [reserved-id]"
        ],
    ),
    "day that does not exist": (
        BETA,
        "reviewed: 2026-11-23",
        "reviewed: 2026-02-31",
        [f"{BETA}:6:11: reviewed: Value error, day is out of range for month [bad-value]"],
    ),
    "blank text": (
        BETA,
        "heading: What it is",
        "heading: ' '",
        [
            f"{BETA}:10:14: sections.0.heading: ' ' does not have the right form; "
            "write it like 'How it works' [bad-format]"
        ],
    ),
    "TeX error in a block": (
        ALPHA,
        "tex: \\alpha + \\beta = 1",
        "tex: |\n      \\alpha +\n        \\bta = 1",
        [f'{ALPHA}:23:9: TeX: Unknown command "\\bta". [tex-error]'],
    ),
    "strike that browsers do not draw": (
        ALPHA,
        "tex: \\alpha + \\beta = 1",
        "tex: \\cancel{x}",
        [f"{ALPHA}:21:10: TeX: boxes and strikes are not drawn by browsers; leave them out [tex-error]"],
    ),
    "unclosed reference": (
        ALPHA,
        "[[beta]]",
        "[[beta]",
        [
            f"{ALPHA}:14:53: a reference that is not closed or misspelt; "
            "write [[concept-id|words]] or [@source-key, locator] [broken-reference]"
        ],
    ),
    "unknown category": (
        ALPHA,
        "category: training",
        "category: trainig",
        [
            f"{ALPHA}:5:11: unknown category 'trainig'; did you mean 'training'? "
            "allowed: conventions, training, evaluation, key-concepts [unknown-word]"
        ],
    ),
    "unknown trait": (
        ALPHA,
        "trained_object:",
        "trained_objekt:",
        [
            f"{ALPHA}:54:3: unknown trait 'trained_objekt'; did you mean 'trained_object'? allowed: trained_object, "
            "feedback_source, label_unit, reward_model, training_data, main_cost, typical_failure [unknown-word]"
        ],
    ),
    "misspelt field": (
        BETA,
        "summary: The",
        "sumary: The",
        [
            f"{BETA}:2:1: the field 'summary' is missing; add it [missing-field]",
            f"{BETA}:7:1: unknown field 'sumary'; did you mean 'summary'? allowed: title, short_title, aliases, "
            "category, level, status, reviewed, summary, sections, equations, claims, misconceptions, process, traits, "
            "relations, questions, further_reading [unknown-field]",
        ],
    ),
    "misspelt field in a list": (
        ALPHA,
        "      - symbol: \\beta\n        meaning",
        "      - symbol: \\beta\n        meanig",
        [
            f"{ALPHA}:26:9: the field 'meaning' is missing; add it [missing-field]",
            f"{ALPHA}:27:9: unknown field 'meanig'; did you mean 'meaning'? allowed: symbol, meaning [unknown-field]",
        ],
    ),
    "duplicate key": (
        BETA,
        "status: evolving",
        "status: evolving\nlevel: advanced",
        [f"{BETA}:6:1: the key 'level' stands on line 4 already; keep one of the two [duplicate-key]"],
    ),
    "wrong type, text": (
        BETA,
        "title: Beta",
        "title: 12",
        [f"{BETA}:2:8: title: expected text, got a number; put the value in quotes [wrong-type]"],
    ),
    "wrong type, list": (
        ALPHA,
        "aliases: [First letter]",
        "aliases: First letter",
        [f"{ALPHA}:4:10: aliases: expected a list, got text [wrong-type]"],
    ),
    "wrong type, truth": (
        ALPHA,
        "correct: true",
        "correct: yes",
        [f"{ALPHA}:67:18: questions.0.options.0.correct: expected true or false, got text [wrong-type]"],
    ),
    "nothing where text is needed": (
        BETA,
        "title: Beta",
        "title:",
        [f"{BETA}:2:7: title: expected text, got nothing [wrong-type]"],
    ),
    "too long": (
        BETA,
        "title: Beta",
        f"title: {'b' * 81}",
        [f"{BETA}:2:8: title: 81 characters; at most 80, so shorten or split it [too-long]"],
    ),
    "too short": (
        BETA,
        "summary: The second letter, which needs the first one.",
        "summary: Short.",
        [f"{BETA}:7:10: summary: too little; at least 20 characters [too-short]"],
    ),
    "bad date": (
        BETA,
        "reviewed: 2026-11-23",
        "reviewed: 23.11.2026",
        [f"{BETA}:6:11: reviewed: '23.11.2026' does not have the right form; write it like '2026-11-23' [bad-format]"],
    ),
    "address that is not https": (
        SOURCES,
        "url: https://example.org/beta",
        "url: javascript:alert(1)",
        [
            f"{SOURCES}:21:8: 1.url: 'javascript:alert(1)' does not have the right form; "
            "write it like 'https://arxiv.org/abs/2305.18290' [bad-format]"
        ],
    ),
    "TeX error in a formula": (
        ALPHA,
        "tex: \\alpha + \\beta = 1",
        "tex: \\alpha + \\bta = 1",
        [f'{ALPHA}:21:19: TeX: Unknown command "\\bta". [tex-error]'],
    ),
    "TeX error in text": (
        ALPHA,
        "$\\alpha > 0$",
        "$\\alpha > \\frac{1$",
        [f'{ALPHA}:16:42: TeX: Expected closing token "}}", but reached end of input. [tex-error]'],
    ),
    "TeX that reaches outside": (
        ALPHA,
        "tex: \\alpha + \\beta = 1",
        "tex: \\alpha \\hspace{-500pt} 1",
        [f"{ALPHA}:21:17: TeX: the command \\hspace is not allowed in a formula [tex-error]"],
    ),
    "duplicate id": (
        ALPHA,
        "  - id: read\n",
        "  - id: write\n",
        [f"{ALPHA}:48:9: the id 'write' is taken by line 43; choose another [duplicate-id]"],
    ),
    "duplicate option id": (
        ALPHA,
        "      - id: none\n",
        "      - id: last\n",
        [f"{ALPHA}:73:13: the id 'last' is taken by line 69; choose another [duplicate-id]"],
    ),
    "duplicate source": (
        SOURCES,
        "- key: roe2021beta",
        "- key: doe2020alpha",
        [
            f"{ALPHA}:81:10: unknown source 'roe2021beta'; allowed: doe2020alpha [unknown-source]",
            f"{SOURCES}:12:8: the key 'doe2020alpha' is taken by line 2; choose another [duplicate-id]",
        ],
    ),
    "reserved id": (
        BETA,
        "id: what-it-is",
        "id: evidence",
        [
            f"{BETA}:9:9: 'evidence' is, or begins like, the anchor of another part of the page; "
            "choose another id [reserved-id]"
        ],
    ),
    "requires cycle": (
        ALPHA,
        "kind: motivates",
        "kind: requires",
        [
            f"{BETA}:14:13: 'requires' leads in a circle: alpha → beta → alpha; "
            "delete or change one of these relations [relation-cycle]"
        ],
    ),
    "relation to itself": (
        ALPHA,
        "target: beta",
        "target: alpha",
        [f"{ALPHA}:57:13: a concept cannot be related to itself; name another target [self-relation]"],
    ),
    "symmetric relation written at both ends": (
        ALPHA,
        "kind: motivates",
        "kind: contrasts-with",
        [f"{BETA}:17:13: this relation stands in {ALPHA}:57 already; write it once [duplicate-relation]"],
    ),
    "unquoted colon": (
        BETA,
        "summary: The second letter, which",
        "summary: The second letter: it",
        [
            f"{BETA}:7:27: a colon followed by a space inside a value starts a new key; "
            "put the value in quotes or use a | block [yaml-syntax]"
        ],
    ),
    "unknown equation": (
        ALPHA,
        "equations: [sum]",
        "equations: [sum, product]",
        [f"{ALPHA}:17:22: unknown equation 'product'; allowed: sum [unknown-equation]"],
    ),
    "equation that no section shows": (
        ALPHA,
        "    equations: [sum]\n",
        "",
        [
            f"{ALPHA}:18:9: no section shows 'sum'; "
            "add it to the equations of the section that explains it [unplaced-equation]"
        ],
    ),
    "equation shown twice": (
        ALPHA,
        "equations: [sum]",
        "equations: [sum, sum]",
        [f"{ALPHA}:17:22: the section 'what-it-is' shows 'sum' already; delete one of the two [repeated-equation]"],
    ),
    "contested claim with one side": (
        ALPHA,
        "status: established",
        "status: contested",
        [
            f"{ALPHA}:37:7: a contested claim cites at least two sources, one for each side; "
            "add the other [one-sided-claim]"
        ],
    ),
    "unknown misconception": (
        ALPHA,
        "misconception: last",
        "misconception: list",
        [f"{ALPHA}:72:24: unknown misconception 'list'; did you mean 'last'? allowed: last [unknown-misconception]"],
    ),
    "right answer that is a misconception": (
        ALPHA,
        "why: It begins the alphabet.",
        "why: It begins the alphabet.\n        misconception: last",
        [f"{ALPHA}:69:24: the right answer cannot be a misconception; delete one of the two [right-misconception]"],
    ),
    "no right answer": (
        ALPHA,
        "        correct: true\n",
        "",
        [f"{ALPHA}:60:9: 0 options say 'correct: true'; a single-choice question has exactly one [answer-count]"],
    ),
    "options that read the same": (
        ALPHA,
        "text: The last",
        "text: the  *first*",
        [f"{ALPHA}:70:15: reads the same as the option 'first'; change one of the two [duplicate-option]"],
    ),
    "name taken": (
        BETA,
        "title: Beta",
        "title: first letter",
        [
            f"{BETA}:2:8: 'first letter' is a name in {ALPHA} already; "
            "readers could not tell them apart [duplicate-name]"
        ],
    ),
    "unsorted sources": (
        SOURCES,
        "- key: roe2021beta",
        "- key: coe2021beta",
        [
            f"{ALPHA}:81:10: unknown source 'roe2021beta'; did you mean 'coe2021beta'? "
            "allowed: doe2020alpha, coe2021beta [unknown-source]",
            f"{SOURCES}:12:8: 'coe2021beta' comes before 'doe2020alpha' in the alphabet; move it up [unsorted-source]",
        ],
    ),
    "address of another paper": (
        SOURCES,
        "arxiv: '2001.00001'",
        "arxiv: '2001.00002'",
        [
            f"{SOURCES}:11:8: the address does not end in the arXiv id 2001.00002; "
            "correct one of the two [address-mismatch]"
        ],
    ),
    "same title twice": (
        SOURCES,
        "title: On Beta",
        "title: On alpha",
        [f"{SOURCES}:13:10: 'doe2020alpha' has the same title; cite that one, or correct this [duplicate-source]"],
    ),
    "Mermaid error in a page": (
        "docs/page.md",
        "",
        "# Page\n\n```mermaid\nflowchart LR\n  a --> --> b\n```\n",
        ["docs/page.md:5:9: Mermaid: Expecting 'NODE_STRING', got 'LINK' [mermaid-error]"],
    ),
    "empty file": (BETA, "", "", [f"{BETA}:1:1: the file is empty [empty-file]"]),
    "file name that is no id": (
        "data/concepts/Be_ta.yml",
        "",
        "title: x\n",
        [
            "data/concepts/Be_ta.yml:1:1: the file name is the concept's id: "
            "up to 48 small letters, digits and hyphens, not a reserved name [file-name]"
        ],
    ),
    "file that is no concept": (
        "data/concepts/notes.txt",
        "",
        "x",
        ["data/concepts/notes.txt:1:1: only concepts live here, each in a file <id>.yml [file-name]"],
    ),
}


def report(root: Path) -> list[str]:
    try:
        load_atlas(root, lambda _here, there: there)
    except DataError as error:
        return error.report().splitlines()
    return []


def test_the_small_project_is_valid(small: Path) -> None:
    assert report(small) == []


@pytest.mark.parametrize("name", CASES)
def test_problem(name: str, small: Path) -> None:
    path, old, new, lines = CASES[name]
    (small / path).parent.mkdir(exist_ok=True)
    edit(small, path, old, new)
    expected = [*lines, "1 problem" if len(lines) == 1 else f"{len(lines)} problems"]
    assert report(small) == expected


def test_all_problems_of_all_files_in_one_run(small: Path) -> None:
    edit(small, ALPHA, "\\alpha + \\beta = 1", "\\alpha + \\bta = 1")
    edit(small, ALPHA, "claims:", "clams:")
    edit(small, BETA, "summary: The second letter, which", "summary: The second letter: it")
    edit(small, SOURCES, "kind: report", "kind: raport")
    lines = report(small)
    assert [line.rsplit(" ", 1)[1] for line in lines[:-1]] == [
        "[tex-error]",
        "[unknown-field]",
        "[yaml-syntax]",
        "[unknown-word]",
    ]
    assert lines[-1] == "4 problems"
