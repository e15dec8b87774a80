"""Junk in text: each kind with the exact line that it prints, and what looks like it and is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.core.model.reading import read_library
from macros.core.rules import check
from macros.core.rules.markup import MOST, junk
from macros.core.text.markdown import FORMULA, HIDDEN, literal, plain
from tests.core.test_fuzz import steady, typed
from tests.projects import edit

BETA = "data/concepts/beta.yml"
FIELDS = {
    # kind of field: (old text, new text before and after what is typed, its line and column)
    "block": ("text: Beta follows. Say", "text: |\n", "      ", "\n\n      Say", 13, 7),
    "inline": ("reason: Order.", "reason: |\n", "      ", "", 17, 7),
    "plain": ("summary: The second", "summary: |\n", "  ", "\n  The second", 9, 3),
}
CASES = {
    # name: (kind of field, what is typed, [(line within it, column, problem)])
    "bold in HTML": (
        "block",
        "Beta is\na <b>bold</b> letter.",
        [
            (2, 3, "'<b>' is not read as markup, so readers would see it as typed; write **words** [unread-markup]"),
        ],
    ),
    "italics in HTML, in one line": (
        "inline",
        "A <em>fine</em> letter.",
        [
            (1, 3, "'<em>' is not read as markup, so readers would see it as typed; write *words* [unread-markup]"),
        ],
    ),
    "HTML with attributes": (
        "block",
        'See <span class="x">it</span>.',
        [
            (
                1,
                5,
                "'<span class=\"x\">' is not read as markup, so readers would see it as typed; delete it: "
                "text has paragraphs, lists, emphasis and code [unread-markup]",
            ),
        ],
    ),
    "line break in HTML": (
        "plain",
        "One<br/>two.",
        [
            (1, 4, "'<br/>' is not read as markup, so readers would see it as typed; delete it [unread-markup]"),
        ],
    ),
    "link in HTML": (
        "block",
        'Read <a href="https://example.org/x">this</a>.',
        [
            (
                1,
                6,
                "'<a href=\"https://example.org/x\">' is not read as markup, so readers would see it as "
                "typed; link to a concept with [[id|words]], cite with [@key]; outside addresses belong "
                "in data/sources [unread-markup]",
            ),
        ],
    ),
    "comment in HTML": (
        "block",
        "Beta <!-- to do --> follows.",
        [
            (
                1,
                6,
                "'<!-- to do -->' is not read as markup, so readers would see it as typed; delete it [unread-markup]",
            ),
        ],
    ),
    "entity": (
        "block",
        "Alpha&nbsp;&amp; beta.",
        [
            (1, 6, "'&nbsp;' is not read as markup, so readers would see it as typed; write a space [unread-markup]"),
            (1, 12, "'&amp;' is not read as markup, so readers would see it as typed; write '&' [unread-markup]"),
        ],
    ),
    "entity in plain text": (
        "plain",
        "Alpha &lt; beta.",
        [
            (1, 7, "'&lt;' is not read as markup, so readers would see it as typed; write '<' [unread-markup]"),
        ],
    ),
    "picture": (
        "block",
        "See\n![plot](https://example.org/p.png).",
        [
            (
                2,
                1,
                "'![plot](https://example.org/p.png)' is not read as markup, so readers would see it as "
                "typed; pages show no pictures from elsewhere; say it in words, or draw the figures of "
                "claims with 'charts' [unread-markup]",
            ),
        ],
    ),
    "link": (
        "block",
        "As [they say](https://example.org/a_(b)), it does.",
        [
            (
                1,
                4,
                "'[they say](https://example.org/a_(b))' is not read as markup, so readers would see it "
                "as typed; link to a concept with [[id|words]], cite with [@key]; outside addresses "
                "belong in data/sources [unread-markup]",
            ),
        ],
    ),
    "link by name": (
        "inline",
        "As [they say][one], it does.",
        [
            (
                1,
                4,
                "'[they say][one]' is not read as markup, so readers would see it as typed; link to a "
                "concept with [[id|words]], cite with [@key]; outside addresses belong in "
                "data/sources [unread-markup]",
            ),
        ],
    ),
    "link in plain text": (
        "plain",
        "As [they say](https://example.org), it does.",
        [
            (
                1,
                4,
                "'[they say](https://example.org)' is not read as markup, so readers would see it as "
                "typed; outside addresses belong in the 'url' of a source in data/sources "
                "[unread-markup]",
            ),
        ],
    ),
    "bare address": (
        "block",
        "See https://example.org/x.",
        [
            (
                1,
                5,
                "'https://example.org/x' is not read as a link; link to a concept with [[id|words]], "
                "cite with [@key]; outside addresses belong in data/sources [unread-markup]",
            ),
        ],
    ),
    "address in brackets": (
        "inline",
        "See <https://example.org/x>.",
        [
            (
                1,
                5,
                "'<https://example.org/x>' is not read as markup, so readers would see it as typed; link "
                "to a concept with [[id|words]], cite with [@key]; outside addresses belong in "
                "data/sources [unread-markup]",
            ),
        ],
    ),
    "mail address": (
        "inline",
        "Ask <ann@example.org>.",
        [
            (
                1,
                5,
                "'<ann@example.org>' is not read as markup, so readers would see it as typed; link to a "
                "concept with [[id|words]], cite with [@key]; outside addresses belong in "
                "data/sources [unread-markup]",
            ),
        ],
    ),
    "table": (
        "block",
        "Two:\n\n| a | b |\n|---|---|\n| c | d |\n\nThat is all.",
        [
            (
                3,
                1,
                "'| a | b |' is not read as markup, so readers would see it as typed; there are no "
                "tables; write a list, or compare concepts by their 'traits' [unread-markup]",
            ),
        ],
    ),
    "table without outer lines": (
        "block",
        "a | b\n--- | ---\nc | d",
        [
            (
                1,
                1,
                "'a | b' is not read as markup, so readers would see it as typed; there are no tables; "
                "write a list, or compare concepts by their 'traits' [unread-markup]",
            ),
        ],
    ),
    "footnote": (
        "block",
        "Beta[^note] follows.\n\n[^note]: It does.",
        [
            (
                1,
                5,
                "'[^note]' is not read as markup, so readers would see it as typed; cite with [@key, "
                "locator], or say it in the text [unread-markup]",
            ),
            (
                3,
                1,
                "'[^note]' is not read as markup, so readers would see it as typed; cite with [@key, "
                "locator], or say it in the text [unread-markup]",
            ),
        ],
    ),
    "heading": (
        "block",
        "Beta.\n\n## More of it\n\nText.",
        [
            (
                3,
                1,
                "'## More of it' is not read as markup, so readers would see it as typed; a heading is "
                "the 'heading' of an entry of 'sections' [unread-markup]",
            ),
        ],
    ),
    "underlined heading": (
        "block",
        "More of it\n==========\n\nText.",
        [
            (
                2,
                1,
                "'==========' is not read as markup, so readers would see it as typed; a heading is the "
                "'heading' of an entry of 'sections' [unread-markup]",
            ),
        ],
    ),
    "rule": (
        "block",
        "Beta.\n\n---\n\nText.",
        [
            (3, 1, "'---' is not read as markup, so readers would see it as typed; delete the line [unread-markup]"),
        ],
    ),
    "rule of stars": (
        "block",
        "Beta.\n\n* * *\n\nText.",
        [
            (3, 1, "'* * *' is not read as markup, so readers would see it as typed; delete the line [unread-markup]"),
        ],
    ),
    "quote": (
        "block",
        "They said:\n\n> Beta follows\n> at once.",
        [
            (
                3,
                1,
                "'> Beta follows' is not read as markup, so readers would see it as typed; put the words "
                "into quotation marks and cite them with [@key] [unread-markup]",
            ),
        ],
    ),
    "struck out": (
        "inline",
        "It is ~~first~~ second.",
        [
            (
                1,
                7,
                "'~~first~~' is not read as markup, so readers would see it as typed; delete what does "
                "not hold [unread-markup]",
            ),
        ],
    ),
    "formula of LaTeX": (
        "block",
        "Here\n\\(\\beta\\) is the \\[ \\alpha \\] letter.",
        [
            (
                2,
                1,
                "'\\(\\beta\\)' is not read as markup, so readers would see it as typed; write $tex$ [unread-markup]",
            ),
            (
                2,
                18,
                "'\\[ \\alpha \\]' is not read as markup, so readers would see it as typed; write $tex$ "
                "[unread-markup]",
            ),
        ],
    ),
    "display formula": (
        "block",
        "Here $$\\beta$$ follows.",
        [
            (
                1,
                6,
                "'$$\\beta$$' is not read as markup, so readers would see it as typed; write $tex$ within "
                "a sentence; a formula on a line of its own is an entry of 'equations' [unread-markup]",
            ),
        ],
    ),
    "display formula over lines": (
        "block",
        "Here:\n\n$$\n\\beta\n$$",
        [
            (
                3,
                1,
                "'$$' is not read as markup, so readers would see it as typed; write $tex$ within a "
                "sentence; a formula on a line of its own is an entry of 'equations' [unread-markup]",
            ),
        ],
    ),
    "formula with spaces": (
        "inline",
        "Here $ \\beta $ follows.",
        [
            (
                1,
                6,
                "'$ \\beta $' is not read as a formula; a formula stands between two dollars, without a "
                "space inside or a digit behind them; a dollar sign of its own is written \\$ "
                "[unread-markup]",
            ),
        ],
    ),
    "lone dollar": (
        "inline",
        "Here $\\beta follows.",
        [
            (
                1,
                6,
                "'$\\beta follows.' is not read as a formula; a formula stands between two dollars, "
                "without a space inside or a digit behind them; a dollar sign of its own is written \\$ "
                "[unread-markup]",
            ),
        ],
    ),
    "command for a citation": (
        "block",
        "Beta follows \\cite{doe2020}.",
        [
            (
                1,
                14,
                "'\\cite{doe2020}' is not read as markup, so readers would see it as typed; cite with "
                "[@key, locator] [unread-markup]",
            ),
        ],
    ),
    "command for a reference": (
        "inline",
        "See \\ref{alpha}.",
        [
            (
                1,
                5,
                "'\\ref{alpha}' is not read as markup, so readers would see it as typed; link to a "
                "concept with [[id|words]], cite with [@key]; outside addresses belong in "
                "data/sources [unread-markup]",
            ),
        ],
    ),
    "command for bold": (
        "inline",
        "A \\textbf{bold} letter.",
        [
            (
                1,
                3,
                "'\\textbf{bold}' is not read as markup, so readers would see it as typed; write "
                "**words** [unread-markup]",
            ),
        ],
    ),
    "environment": (
        "block",
        "\\begin{itemize}\n\\item Beta\n\\end{itemize}",
        [
            (
                1,
                1,
                "'\\begin{itemize}' is not read as markup, so readers would see it as typed; TeX is read "
                "between dollars only, as in $\\beta$ [unread-markup]",
            ),
            (
                2,
                1,
                "'\\item' is not read as markup, so readers would see it as typed; begin each line of a "
                "list with '- '; a field without lists takes sentences [unread-markup]",
            ),
        ],
    ),
    "letter of TeX": (
        "inline",
        "Here \\beta follows.",
        [
            (
                1,
                6,
                "'\\beta' is not read as markup, so readers would see it as typed; TeX is read between "
                "dollars only, as in $\\beta$ [unread-markup]",
            ),
        ],
    ),
    "quotes of TeX": (
        "inline",
        "The ``second'' letter.",
        [
            (
                1,
                5,
                "'``second''' is not read as markup, so readers would see it as typed; write “words” [unread-markup]",
            ),
        ],
    ),
    "bullets": (
        "block",
        "Letters:\n• alpha,\n• beta.",
        [
            (
                2,
                1,
                "'• alpha,' begins with a character that makes no list; begin each line of a list with '- '; "
                "a field without lists takes sentences [unread-markup]",
            ),
        ],
    ),
    "dashes for a list": (
        "block",
        "Letters:\n– alpha,\n– beta.",
        [
            (
                2,
                1,
                "'– alpha,' begins with a character that makes no list; begin each line of a list with '- '; "
                "a field without lists takes sentences [unread-markup]",
            ),
        ],
    ),
    "list in a field without lists": (
        "inline",
        "Letters:\n- alpha,\n- beta.",
        [
            (
                2,
                1,
                "'- alpha,' makes no list here; this field has no lists, as sections and model answers "
                "have; write a sentence [unread-markup]",
            ),
        ],
    ),
    "ligature": (
        "block",
        "An eﬃcient letter and a ﬁne one.",
        [
            (1, 4, "'eﬃcient' has two letters in one character; write 'efficient' [odd-character]"),
            (1, 25, "'ﬁne' has two letters in one character; write 'fine' [odd-character]"),
        ],
    ),
    "space that does not break": (
        "inline",
        "The second\xa0letter.",
        [
            (
                1,
                11,
                "U+00A0 is another kind of space, which looks like a plain one; write a plain space [odd-character]",
            ),
        ],
    ),
    "wrong encoding": (
        "inline",
        "Betaâ€™s cafÃ©.",
        [
            (1, 5, "'â€™' was written in one encoding and read in another; write '’' [odd-character]"),
            (1, 13, "'Ã©' was written in one encoding and read in another; write 'é' [odd-character]"),
        ],
    ),
    "hyphen at a line end": (
        "block",
        "For exam-\nple beta.",
        [
            (
                1,
                5,
                "'exam-' ends in a hyphen, and readers would see a space after it; write 'example', or "
                "'exam-ple' if it has a hyphen, in one line [split-word]",
            ),
        ],
    ),
    "hyphen of a folded line": (
        "inline",
        "For exam- ple beta.",
        [
            (
                1,
                5,
                "'exam- ple' ends in a hyphen, and readers would see a space after it; write 'example', "
                "or 'exam-ple' if it has a hyphen, in one line [split-word]",
            ),
        ],
    ),
    "emphasis in plain text": (
        "plain",
        "The *second* one.",
        [
            (
                1,
                5,
                "'*second*' is markup in a field of plain text, so readers would see it as typed; write "
                "the words alone [unread-markup]",
            ),
        ],
    ),
    "code in plain text": (
        "plain",
        "The `second` one.",
        [
            (
                1,
                5,
                "'`second`' is markup in a field of plain text, so readers would see it as typed; write "
                "the words alone [unread-markup]",
            ),
        ],
    ),
    "link to a concept in plain text": (
        "plain",
        "Unlike [[alpha|it]].",
        [
            (
                1,
                8,
                "'[[alpha|it]]' is markup in a field of plain text, so readers would see it as typed; "
                "write the words alone [unread-markup]",
            ),
        ],
    ),
    "citation in plain text": (
        "plain",
        "It follows [@doe2020alpha, §1].",
        [
            (
                1,
                12,
                "'[@doe2020alpha, §1]' is markup in a field of plain text, so readers would see it as "
                "typed; write the words alone [unread-markup]",
            ),
        ],
    ),
    "formula in plain text": (
        "plain",
        "It has $\\beta > 0$.",
        [
            (
                1,
                8,
                "'$\\beta > 0$' is markup in a field of plain text, so readers would see it as typed; "
                "write the words alone [unread-markup]",
            ),
        ],
    ),
    "escape in plain text": (
        "plain",
        "It is a \\* letter.",
        [
            (
                1,
                9,
                "'\\*' is markup in a field of plain text, so readers would see it as typed; delete the "
                "backslash [unread-markup]",
            ),
        ],
    ),
    "markup in the words of a link": (
        "block",
        "Unlike [[alpha|<b>it</b>]].",
        [
            (1, 16, "'<b>' is not read as markup, so readers would see it as typed; write **words** [unread-markup]"),
        ],
    ),
    "the second of two": (
        "block",
        "A `<b>` is no <b> here.",
        [
            (1, 15, "'<b>' is not read as markup, so readers would see it as typed; write **words** [unread-markup]"),
        ],
    ),
}


def problems(root: Path) -> list[str]:
    library, found = read_library(root)
    return [str(problem) for problem in sorted({*found, *(check(library) if library else [])})]


def write(root: Path, field: str, text: str) -> tuple[int, int]:
    """Puts a text into a field of beta; its line and column in the file."""
    old, before, indent, after, line, column = FIELDS[field]
    lines = "\n".join(f"{indent}{part}" if part else "" for part in text.split("\n"))
    edit(root, BETA, old, f"{before}{lines}{after}")
    return line, column


@pytest.mark.parametrize("name", CASES)
def test_junk_is_reported_at_its_place(name: str, small: Path) -> None:
    field, text, expected = CASES[name]
    line, column = write(small, field, text)
    assert problems(small) == [
        f"{BETA}:{line + down - 1}:{column + right - 1}: {message}" for down, right, message in expected
    ]


HARMLESS = [
    "a < b and b > c, so a << c",
    "a<b, x<y and z>w",
    "> 50% of letters",
    "P(A|B) or |x| < 1",
    "a | b",
    "#1 of C# and F#",
    "~5 of a ~b",
    "It costs $40, or $24 a letter, $1.5 million or US$ 5, not $0.50.",
    "AI R&D-4; more",
    "AT&T; &c.",
    "Q* and A* search",
    "pre- and post-training, long- rather than short-term, a well-known one",
    "It ends – as a sentence – with a dash - and this.",
    "a <think> tag and <|endoftext|>",
    "f[i](x) and x[i][j] in [0, 1] or (0, 1]",
    "naïve café, Ångström, “CAFÉ” and “voilà”…",
    "a_b_c, snake_case_",
    "{{ x }} {% x %} !!! note",
    "one - two\n- three",
]
RICH = [
    r"\$5, a \* and \_, \<b\>, \[0, 1) and \&amp;",
    "`<b>`, `$x` and `` a ` <i> ``",
    r"$a < b$, $\beta$ and $x|y$",
    "*one* **two** ***three***",
    "[[alpha]], [[alpha|it]] and [@doe2020alpha, §1]",
    "[[broken and [@broken",
]
BLOCKS = [
    "- one\n- two\n\n1. three\n2. four\n   - five",
    "```\n<b>\n| a | b |\n|---|---|\n## $x ﬁ\n```",
    "- one\n\n  ```\n  • <b>\n  ```\n",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_signs_in_sentences_are_no_junk(text: str) -> None:
    assert [found for kind in ("plain", "inline", "block", "cloze") for found in junk(text, kind)] == []


@pytest.mark.parametrize("text", RICH)
def test_what_is_read_is_no_junk(text: str) -> None:
    assert [found for kind in ("inline", "block", "cloze") for found in junk(text, kind)] == []
    assert list(junk(f"{text} <b>", "inline"))


@pytest.mark.parametrize("text", BLOCKS)
def test_lists_and_code_are_no_junk_where_they_are_read(text: str) -> None:
    assert list(junk(text, "block")) == []


def test_a_text_full_of_junk_has_a_few_problems(small: Path) -> None:
    write(small, "block", "<b> " * 30)
    lines = problems(small)
    assert len(lines) == MOST
    assert lines[-1].endswith("write **words** (and 25 more places in this text) [unread-markup]")


def test_a_text_that_is_too_long_is_left_alone(small: Path) -> None:
    write(small, "block", "<b> " * 3000)
    assert [line.rsplit(" ", 1)[1] for line in problems(small)] == ["[too-long]"]


@steady
@given(text=typed | st.text(alphabet="a \\`*_$[]()|\n-x<@?,1", max_size=40))
def test_what_is_literal_is_what_readers_see(text: str) -> None:
    for block in (False, True):
        shown = literal(text, block=block)
        assert len(shown) == len(text.replace("\r\n", "\n"))
        assert all(new in (old, HIDDEN, FORMULA) for old, new in zip(text.replace("\r\n", "\n"), shown, strict=True))
        list(junk(text, "block" if block else "inline"))
    letters = [sign for sign in literal(text, block=False) if sign.isalpha()]
    assert "`" in text or "$" in text or "[" in text or letters == [sign for sign in plain(text) if sign.isalpha()]
