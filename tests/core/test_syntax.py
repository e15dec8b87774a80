"""What is said about text that is no YAML, or that YAML would read in another way than its writer meant."""

from __future__ import annotations

import pytest

from macros.core.source.documents import Document, read
from macros.core.source.syntax import comment_after, first_escape, list_marker, without_escapes

QUOTES = "must be in single quotes or a | block [yaml-syntax]"
INDENT = "give lines that belong together the same indent [yaml-syntax]"
LISTED = "that opens here is not closed, or a value in it needs quotes; write"
EXPLAINED = "a backslash in double quotes starts an escape, so"
ESCAPE = "would not stay as written; use single quotes or a | block [yaml-escape]"
CUT = (
    "a # after a space starts a comment and cuts this text; "
    "put the value in single quotes, or delete the comment [cut-text]"
)
NO_COLON = "a key without a colon, or a value that is indented too little; write 'key: value' [yaml-syntax]"
COLON = (
    "a colon followed by a space inside a value starts a new key; "
    "put the value in single quotes or use a | block [yaml-syntax]"
)
ELSEWHERE = "put values with , : # or quotes in single quotes [yaml-syntax]"

CASES = {
    # name: (text, the one problem without its file)
    "link": ("a: 1\nb: [[beta]] is x\nc: 2\n", f"2:4: a value that begins with [[ {QUOTES}"),
    "link in a list": ("a:\n  - [[beta]] is x\n  - y\n", f"2:5: a value that begins with [[ {QUOTES}"),
    "link and colon": ("b: [[beta|b]] is x: y\n", f"1:4: a value that begins with [[ {QUOTES}"),
    "citation": ("b: [@doe, §1] is x\n", f"1:4: a value that begins with [@ {QUOTES}"),
    "bracket": ("b: [x] is y\n", f"1:4: a value that begins with [ {QUOTES}"),
    "brace": ("b: {x} is y\n", f"1:4: a value that begins with {{ {QUOTES}"),
    "emphasis": ("b: *word* is x\n", f"1:4: a value that begins with * {QUOTES}"),
    "strong": ("b: **word** is x\n", f"1:4: a value that begins with * {QUOTES}"),
    "at": ("b: @x\n", f"1:4: a value that begins with @ {QUOTES}"),
    "backtick": ("b: `x` y\n", f"1:4: a value that begins with ` {QUOTES}"),
    "percent": ("b: %x\n", f"1:4: a value that begins with % {QUOTES}"),
    "percent first in a line": ("a: 1\n%x: b\n", f"2:1: a value that begins with % {QUOTES}"),
    "ampersand": ("b: & x\n", f"1:4: a value that begins with & {QUOTES}"),
    "exclamation": ("b: !{ x\n", f"1:4: a value that begins with ! {QUOTES}"),
    "comma": ("b: , x\n", f"1:4: a value that begins with , {QUOTES}"),
    "closing bracket": ("b: ] x\n", f"1:4: a value that begins with ] {QUOTES}"),
    "dash": ("b: - x\n", f"1:4: a value that begins with - {QUOTES}"),
    "question mark": ("b: ? x\n", f"1:4: a value that begins with ? {QUOTES}"),
    "colon first": ("b: : x\n", f"1:4: a value that begins with : {QUOTES}"),
    "at in a list in brackets": ("b: [x, @y]\n", f"1:8: a value that begins with @ {QUOTES}"),
    "bar": (
        "b: | x y\n",
        "1:4: text after | begins on the next line; put a value that itself begins with | in single quotes "
        "[yaml-syntax]",
    ),
    "greater": (
        "b: >90% of\n",
        "1:4: text after > begins on the next line; put a value that itself begins with > in single quotes "
        "[yaml-syntax]",
    ),
    "quoted word": (
        'a: 1\nb: "word" is x\nc: 2\n',
        '2:4: a value that begins with " ends at the next "; put the whole value in single quotes or a | block '
        "[yaml-syntax]",
    ),
    "quoted word and colon": (
        'a:\n  - t: "word" is: x\n    u: 1\n',
        '2:8: a value that begins with " ends at the next "; put the whole value in single quotes or a | block '
        "[yaml-syntax]",
    ),
    "apostrophe": (
        "a: 1\nb: 'It's x'\nc: 2\n",
        "2:7: this ' ends a value in single quotes; write '' for an apostrophe, or use a | block [yaml-syntax]",
    ),
    "plural": (
        "b: 'models' x'\n",
        "1:11: this ' ends a value in single quotes; write '' for an apostrophe, or use a | block [yaml-syntax]",
    ),
    "open quote": (
        "a: 'It\nb: 2\n",
        "1:4: the ' that opens here is never closed; close it, or use a | block [yaml-syntax]",
    ),
    "quote closed by another": (
        'a: "x\nb: "2"\n',
        '1:4: the " that opens here is closed only on line 2; close it where the value ends [yaml-syntax]',
    ),
    "open bracket": ("a: [x, y\nb: 1\n", f"1:4: the [ {LISTED} ], and {ELSEWHERE}"),
    "open brace": ("a: {x: 1\nb: 2\n", f"1:4: the {{ {LISTED} }}, and {ELSEWHERE}"),
    "colon in brackets": ("a: [b: c: d]\n", f"1:4: the [ {LISTED} ], and {ELSEWHERE}"),
    "tab as indent": ("a:\n\tb: 1\n", "2:1: a tab cannot indent; use spaces [yaml-syntax]"),
    "tab after spaces": ("a:\n  b: 1\n \tc: 2\n", "3:2: a tab cannot indent; use spaces [yaml-syntax]"),
    "tab before a value": ("a:\n- \tb: 1\n  c: 2\n", "2:3: a value cannot begin with a tab; use a space [yaml-syntax]"),
    "bullet": ("a:\n  • one: x\n  • two\n", "2:3: '•' is no list marker in YAML; write '- ' [yaml-syntax]"),
    "dash of a printer": ("a:\n  – one: x\n  – two\n", "2:3: '–' is no list marker in YAML; write '- ' [yaml-syntax]"),
    "star as bullet": ("a:\n  * one\n  * two\n", "2:3: '*' is no list marker in YAML; write '- ' [yaml-syntax]"),
    "colon": ("a: x: y\n", f"1:5: {COLON}"),
    "colon on a second line": ("a: one two\n  two three: four\n", f"2:12: {COLON}"),
    "field too far right": ("a: x\n  b: y\n", f"2:3: indented differently from line 1; {INDENT}"),
    "field of an entry too far right": (
        "c:\n  - id: a\n     t: b\n",
        f"3:6: indented differently from line 2; {INDENT}",
    ),
    "field of an entry too far left": (
        "c:\n  - id: a\n   t: b\n  - id: c\n",
        f"3:4: indented differently from line 2; {INDENT}",
    ),
    "field below a list": ("a:\n  - 1\n b: 2\n", f"3:2: indented differently from line 1; {INDENT}"),
    "inner field": ("a:\n    b: 1\n  # why\n\n  c: 2\n", f"5:3: indented differently from line 2; {INDENT}"),
    "entry too far right": (
        "c:\n  - id: a\n    t: b\n   - id: c\n",
        f"4:4: indented differently from line 2; {INDENT}",
    ),
    "entry too far left": ("c:\n  - id: a\n    t: b\n - id: c\n", f"4:2: indented differently from line 2; {INDENT}"),
    "first line": (" a: 1\nb: 2\n", f"2:1: indented differently from line 1; {INDENT}"),
    "line of a block": ("t: |\n    x\n  y\nb: 1\n", f"3:3: indented differently from line 2; {INDENT}"),
    "no colon": ("a: 1\ntitle Alpha\nb: 2\n", f"2:1: {NO_COLON}"),
    "no colon in an entry": ("c:\n  - id: a\n    text b\n    d: 1\n", f"3:5: {NO_COLON}"),
    "block without indent": ("t: |\nx y\nb: 1\n", f"2:1: {NO_COLON}"),
    "no space": ("a: 1\ntitle:Alpha\n", "2:6: a space is missing after the colon of 'title'; add it [yaml-syntax]"),
    "comment amid a text": ("t: one #1\n  two\nb: 1\n", f"1:8: {CUT}"),
    "comment on a second line": ("t: one\n  two #1\n  three\n", f"2:7: {CUT}"),
    "comment in brackets": ("a: [x #1, y]\nb: 1\n", f"1:7: {CUT}"),
    "escape that YAML lacks": ('a: "so $\\lambda$"\n', f"1:9: {EXPLAINED} \\lambda {ESCAPE}"),
    "escape of too few digits": ('a: "x \\xi"\n', f"1:7: {EXPLAINED} \\xi {ESCAPE}"),
    "backslash at the end of a line": (
        'a: "x \\\n  y"\n',
        f"1:7: {EXPLAINED} one at the end of a line {ESCAPE}",
    ),
    "what follows a key": ('"a" b: 1\n', "1:5: not valid YAML: did not find expected key [yaml-syntax]"),
    "alias": (
        "b: *word is x*\n",
        "1:4: the alias *word is not allowed; write the value out, or put it in single quotes [yaml-feature]",
    ),
    "tag": ("b: !x y\n", "1:4: the tag !x is not allowed; delete it, or put the value in single quotes [yaml-feature]"),
    "conflict": (
        "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> two\n",
        "2:1: '<<<<<<<' marks a merge conflict; keep the lines that are right, and delete the markers "
        "[conflict-marker]",
    ),
    "rest of a conflict": (
        "a: 1\nb: 1\n=======\nb: 2\n",
        "3:1: '=======' marks a merge conflict; keep the lines that are right, and delete the markers "
        "[conflict-marker]",
    ),
    "ancestor of a conflict": (
        "a: 1\n||||||| 1234567\nb: 2\n",
        "2:1: '|||||||' marks a merge conflict; keep the lines that are right, and delete the markers "
        "[conflict-marker]",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_one_mistake_gives_one_message_at_its_place(name: str) -> None:
    text, expected = CASES[name]
    for written in (text, text.replace("\n", "\r\n"), f"\ufeff{text}"):
        assert [str(problem) for problem in read("f.yml", written.encode()).problems] == [f"f.yml:{expected}"]


@pytest.mark.parametrize(
    ("escape", "shown"),
    [
        (r"\theta", r"\theta"),
        (r"\nabla", r"\nabla"),
        (r"\beta", r"\beta"),
        (r"\x41", r"\x41"),
        (r"\u202e", r"\u202e"),
        (r"\/", r"\/"),
        (r"\ x", "\\ "),
        (r"\_", r"\_"),
    ],
)
def test_escapes_in_double_quotes_are_refused_where_they_stand(escape: str, shown: str) -> None:
    message = " ".join(f"{EXPLAINED} {shown} {ESCAPE}".split())
    document = read("f.yml", f'a: 1\nb: "see: {escape}, \\t"\n"c{escape}": 1\n'.encode())
    assert [str(problem) for problem in document.problems] == [f"f.yml:2:10: {message}", f"f.yml:3:3: {message}"]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r'"a \"word\": \\theta"', 'a "word": \\theta'),
        (r'"\\\\ \""', '\\\\ "'),
        (r"'With $\theta$: x'", r"With $\theta$: x"),
        (r"$\theta$", r"$\theta$"),
    ],
)
def test_other_backslashes_stay(written: str, text: str) -> None:
    document = read("f.yml", f"a: {written}\n".encode())
    assert (document.data, document.problems) == ({"a": text}, [])


def test_a_refused_escape_leaves_the_text_as_it_was_meant() -> None:
    text = r'"a \"word\" with $\theta$ and' + "\n   " + r'$\\nabla$"'
    assert read("f.yml", f"a: {text}\n".encode()).data == {"a": r'a "word" with $\theta$ and $\nabla$'}
    assert without_escapes(r'"\theta \" \\x"') == r'\theta " \x'
    assert first_escape(r'"\\theta"', 0, 9) is None


def test_a_comment_begins_with_a_space() -> None:
    assert comment_after("a  # b", 1) == 3
    assert comment_after("a# b", 1) is None
    assert comment_after("a b # c", 1) is None
    assert comment_after("a\n# b", 1) is None


def test_a_sign_of_a_list_is_followed_by_a_space() -> None:
    assert [list_marker(text) for text in ("• x", "  – x", "*x*", "- x", "x • y", "")] == ["•", "–", "", "", "", ""]


def test_comments_and_numbers_are_noted() -> None:
    document = read("f.yml", b"a: x  # y\nb: 'x'  # y\nc: 0.70\nd: '7'\ne:  # y\n  - 2023 # y\nf: | # y\n  x # y\n")
    assert document.comments == {("a",): 6, ("e", 0): 54}
    assert document.numbers == {("c",): "0.70", ("e", 0): "2023"}


def places(document: Document) -> list[tuple[int, int]]:
    return [(problem.line, problem.column) for problem in document.problems]


def test_places_are_right_in_files_of_many_lines_without_a_last_line_end() -> None:
    count = 2000
    document = read("f.yml", ("k: 1\n" * count + "k: 1").encode())
    assert places(document) == [(line, 1) for line in range(2, count + 2)]
    document = read("f.yml", ("a: x\u200b\n" * count + "\u200b").encode())
    assert places(document) == [*((line, 5) for line in range(1, count + 1)), (count + 1, 1)]
