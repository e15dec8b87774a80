"""Whatever is typed, reading and rendering it ends in data, words or problems."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from macros.core.drawing.mermaid import label
from macros.core.model.reading import read_library
from macros.core.rules import check
from macros.core.source.documents import Document, read
from macros.core.source.problems import DataError
from macros.core.text.markdown import FormulaError, mentions, plain, render_block, render_inline, sentences
from tests.core.test_odd_data import paths, replaced
from tests.core.test_odd_data import plain as plain_data
from tests.hostile.checks import Links
from tests.hostile.policy import violations
from tests.projects import SMALL, as_yaml

# The runs are the same each time.
steady = settings(
    deadline=2000, derandomize=True, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

characters = st.characters(exclude_categories=["Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"]) | st.just("\n")
"""What the reader lets through; it refuses controls, private and invisible characters."""
MARKUP = [
    "*", "**", "_", "`", "```", "~~~", "\n\n", "\n", "    ", "- ", "1. ", "# ", "> ", "\\", "$", "[[", "]]", "[@", "]",
    "[[?", "|", "[x](", "![", ")", "<", "</", ">", "<script>", "<!--", "-->", "&lt;", "&#106;", "javascript:", "{{",
    "}}", "{%", "%}", "{:", "onclick=", '"', "'", "=", "+++", "---", "===", "!!!", "dpo", "a", "é", "σ", "Z9",
]  # fmt: skip
typed = st.lists(st.sampled_from(MARKUP) | st.text(characters, max_size=4), max_size=24).map("".join)
YAML = [
    "a: ", "b: ", "- ", "? ", ": ", "\n", "\n  ", "\n    ", "\t", "[", "]", "{", "}", ",", "&x ", "*x", "!!str ", "!x ",
    "<<: ", "|", ">", "|+\n", "'", '"', "\\x", "\\u202e", "#", " #", "---\n", "...\n", "%YAML 1.2\n", "@", "`", "null",
    "true", "1e999", ".nan", "0x1", "x", "é", "\r", "\r\n", "\0", "\ufeff", "\u2028", "\x85", "🧭", "\ud7ff", "\uffff",
]  # fmt: skip
yaml_like = st.lists(st.sampled_from(YAML) | st.text(max_size=3), max_size=30).map(
    lambda parts: "".join(parts).encode("utf-8", "surrogatepass")
)


def assert_well_read(document: Document) -> None:
    """Places lie within the text, and what could not be read has a reason."""
    lines = document.text.split("\n")
    for problem in document.problems:
        assert problem.message and problem.code
        assert problem.line >= 1 and problem.column >= 1
        if document.text:
            assert problem.line <= len(lines)
            assert problem.column <= len(lines[problem.line - 1]) + 1, problem
    for place in (*document.values.values(), *document.keys.values()):
        assert 0 <= place.start <= place.end <= len(document.text)
        assert 1 <= place.line <= len(lines)
        assert place.column <= len(lines[place.line - 1]) + 1


@steady
@given(raw=st.binary(max_size=200) | yaml_like | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    document = read("f.yml", raw)
    assert isinstance(document, Document)
    assert_well_read(document)


def words_of(html: str) -> str:
    """The text of some HTML."""
    return BeautifulSoup(html, "html.parser").get_text()


@steady
@given(text=typed)
def test_any_text_becomes_harmless_html(text: str) -> None:
    try:
        pieces = [
            render_inline(text, Links()),
            render_block(text, Links()),
            render_inline(text, Links(), set()),
            render_block(text, Links(), set()),
        ]
    except FormulaError as error:
        assert error.column >= 1 and "$" in text
        return
    for html in pieces:
        assert violations(f"<article>{html}</article>") == []
    for block in (False, True):
        assert all(mention.kind for mention in mentions(text, block=block))
        assert all(sentence.words for sentence in sentences(text, block=block))
    assert isinstance(plain(text), str)


@steady
@given(text=typed)
def test_no_letter_is_lost(text: str) -> None:
    assume(not re.search(r"\$|\[\[|\[@", text))
    letters = [character for character in text if character.isalpha()]
    assert [character for character in words_of(render_inline(text, Links())) if character.isalpha()] == letters
    assert [character for character in plain(text) if character.isalpha()] == letters
    if "```" not in text and "~~~" not in text:
        assert [character for character in words_of(render_block(text, Links())) if character.isalpha()] == letters


@steady
@given(text=st.text(max_size=60) | typed)
def test_a_label_is_one_quoted_line_that_says_what_was_typed(text: str) -> None:
    words = label(text)
    assert not re.search(r'["\n\r;](?<!\d;)', words)
    assert "<" not in words and ">" not in words and "%%" not in words
    assert re.sub(r"#(\d+);", lambda match: chr(int(match[1])), words) == " ".join(text.split())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project, of which each example changes one file."""
    target = tmp_path_factory.mktemp("fuzz") / "small"
    shutil.copytree(SMALL, target)
    return target


ALPHA = "data/concepts/alpha.yml"
DATA = plain_data(read(ALPHA, (SMALL / ALPHA).read_bytes()).data)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | typed | st.text(max_size=20) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8) | st.just("id"), inner, max_size=3),
    max_leaves=5,
)


@settings(steady, max_examples=150)
@given(place=st.sampled_from(list(paths(DATA))), value=values)
def test_any_value_in_any_field_gives_a_library_or_problems(folder: Path, place: tuple[Any, ...], value: Any) -> None:
    (folder / ALPHA).write_text(as_yaml(replaced(DATA, place, value)), "utf-8", newline="")
    library, problems = read_library(folder)
    assert library
    problems += check(library)
    assert "alpha" in library.concepts or problems
    assert [str(problem) for problem in problems if problem.code == "internal-error"] == []
    lines = DataError(problems).report().splitlines()
    printed = re.compile(r"data/[a-z/]+\.(yml|lock):\d+:\d+: \S.* \[[a-z0-9-]+\]")
    assert [line for line in lines[:-1] if not printed.fullmatch(line)] == []
    assert_well_read(library.document("alpha"))
