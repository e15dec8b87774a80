"""The summary of a proposal whose every text tries to become something else: markup, a link, a mention, a heading."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from markdown_it import MarkdownIt

from macros.core.changes import LONGEST_SUMMARY, compare
from macros.core.changes.markdown import inert, quoted
from macros.core.model.library import Library
from macros.core.model.shapes import marked_values
from macros.core.model.types import Text
from tests.core.test_changes_of_fields import library, valid
from tests.hostile.corpus import PAYLOADS

MORE = {
    "mention": "ask @everyone or @octo-cat/team, me@example.org",
    "issue": "fixes #1, owner/name#2 and GH-3, see 0123456789abcdef0123456789abcdef01234567",
    "bare": "https://evil.example/ http://evil.example/ ftp://evil.example/ www.evil.example",
    "commands": "::error::x ##[error]x",
    "first": "x\n\nLook at these first:\n\n- nothing\n\n## Sources\n\n- none",
    "crossed": "~~x~~ **y** __z__ ~x~ ***w***",
    "quote": "x”: was “y",
    "turned": "a \u202eb\u202c \u200b \u3164 \ufe0f c",
    "formula": "$\\phantom{x}$ $$y$$ $`z`$",
    "emoji": ":white_check_mark: :tada:",
    "table": "a | b\n--- | ---\nc | d",
    "blocks": "> q\n\n1. x\n\n- y\n\n\tz\n\n***",
    "details": "<details open><summary>x</summary>\n\n## y\n\n</details>",
    "comment": "<!-- -->",
    "backslashes": "\\\\` \\* \\[x\\](y) `` ` ``",
}
PARSER = MarkdownIt("commonmark", {"html": True}).enable(["strikethrough", "table"])
TAGS = {"h1", "h2", "p", "ul", "li", "s", "strong", "code"}
HEADINGS = re.compile(
    r"What this proposal changes|Pages of concepts that change|Sources|Glossary|Learning paths|Coverage|Exceptions"
    r"|Vocabulary|“.*” \(`alpha`\), (changed|new|removed)",
    re.DOTALL,
)


def filled(record: Any, payload: str) -> Any:
    """The record with the payload in every text for readers, cut to what the field takes."""
    data = json.loads(record.model_dump_json())
    for path, mark, value in marked_values(type(record), record):
        if isinstance(mark, Text) and mark.kind != "tex":
            holder = data
            for part in path[:-1]:
                holder = holder[part]
            text = f"{value} {payload}" if len(path) % 2 else f"{payload} {value}"
            for longest in (900, 400, 300, 200, 160, 80, 60, 48, 28, 24):
                holder[path[-1]] = text[:longest]
                if fits(type(record), data):
                    break
            else:
                holder[path[-1]] = value
    return valid(type(record), data)


def fits(shape: Any, data: Any) -> bool:
    try:
        valid(shape, data)
    except ValueError:
        return False
    return True


def hostile(payload: str) -> Library:
    found = library()
    return replace(
        found,
        concepts={**found.concepts, "alpha": filled(found.concepts["alpha"], payload)},
        sources={key: filled(source, payload) for key, source in found.sources.items()},
        glossary={key: filled(term, payload) for key, term in found.glossary.items()},
        paths=tuple(filled(route, payload) for route in found.paths),
        coverage=tuple(filled(part, payload) for part in found.coverage),
        exceptions=tuple(
            exception.model_copy(update={"text": f"x {payload}"[:200], "reason": f"y {payload}"[:160]})
            for exception in found.exceptions
        ),
        vocabulary=filled(found.vocabulary, payload),
    )


def without(found: Library) -> Library:
    concepts = {key: concept for key, concept in found.concepts.items() if key != "alpha"}
    return replace(found, concepts=concepts, sources={}, glossary={}, paths=(), coverage=(), exceptions=())


def check_markdown(summary: str) -> None:
    assert len(summary.encode()) <= LONGEST_SUMMARY
    tokens = PARSER.parse(summary)
    flat = [*tokens, *(child for token in tokens for child in token.children or [])]
    assert {token.tag for token in flat if token.tag} <= TAGS
    assert not [token for token in flat if token.type in ("html_block", "html_inline", "link_open", "image", "fence")]
    headings = [tokens[n + 1].content for n, token in enumerate(tokens) if token.type == "heading_open"]
    assert all(HEADINGS.fullmatch(heading) for heading in headings), headings
    assert headings.count("Sources") <= 1
    paragraphs = [token.content for token in tokens if token.type == "inline"]
    assert paragraphs.count("Look at these first:") <= 1
    assert not re.search(r"[\u202a-\u202e\u2066-\u2069\u3164]", summary)
    for shown in (token.content for token in flat if token.type == "text"):
        assert not re.search(r"@\w|#\w|://|www\.|\bGH-\d|:\w+:|\b[0-9a-f]{7,40}\b", shown), shown
        assert not re.search(r"(?<!\u200b)\$", shown), shown


@pytest.mark.parametrize("name", [*PAYLOADS, *MORE])
def test_hostile_text_stays_text(name: str) -> None:
    payload = (PAYLOADS | MORE)[name]
    calm, bad = library(), hostile(payload)
    for old, new in ((calm, bad), (bad, calm), (without(bad), bad), (bad, without(bad))):
        check_markdown(compare(old, new))


@pytest.mark.parametrize("name", [*PAYLOADS, *MORE])
def test_a_hostile_text_says_what_it_says(name: str) -> None:
    payload = " ".join((PAYLOADS | MORE)[name].split())
    (token,) = PARSER.parseInline(inert(payload))
    assert [child.type for child in token.children or [] if child.type not in ("text", "text_special")] == []
    shown = "".join(child.content for child in token.children or []).replace("\u200b", "")
    if name not in ("turned",):
        assert shown == payload.replace("“", '"').replace("”", '"')


def test_what_nobody_can_see_is_shown() -> None:
    assert inert("a\u202eb\u3164c") == "a\\[U+202E\\]b\\[U+3164\\]c"


def test_a_quotation_ends_where_it_ends() -> None:
    assert quoted("x” is fine. “y") == '“x" is fine. "y”'
    assert quoted("word " * 100, 9) == "“word word…” (98 more words)"


def test_a_large_proposal_is_cut_and_counted() -> None:
    found = library()
    text = " ".join(f"<{n}>" for n in range(150))
    many = {f"doe{2000 + n}x": filled(found.sources["doe2020alpha"], text) for n in range(500)}
    term = found.glossary["rune"]
    terms = {f"rune-{n}": term.model_copy(update={"id": f"rune-{n}"}) for n in range(500)}
    claim = found.concepts["alpha"].model_copy(update={"questions": ()})
    new = replace(found, sources=many, glossary=terms, concepts={**found.concepts, "alpha": claim})
    summary = compare(found, new)
    check_markdown(summary)
    lines = summary.splitlines()
    questions = [line for line in lines if re.fullmatch(r"- `alpha`: question `[a-z]+` removed", line)]
    assert len(questions) == len(found.concepts["alpha"].questions)
    assert re.search(r"\n- and [0-9]+ more changes\n\n## Glossary\n\n- term `rune-0` added\n", summary)
    assert len(re.findall(r"\n- and [0-9]+ more changes\n", summary)) == 2


def test_a_first_list_that_is_too_long_is_cut_last() -> None:
    found = library()
    exception = found.exceptions[0]
    many = tuple(exception.model_copy(update={"text": f"{'<&>' * 60} {n}"}) for n in range(300))
    new = replace(found, exceptions=many, glossary={})
    summary = compare(found, new)
    check_markdown(summary)
    assert summary.startswith("# What this proposal changes\n\nLook at these first:\n\n- exception for `beta` added\n")
    assert re.search(r"\n- and [0-9]+ more changes\n\nAnd 1 more change in 1 more section\.\n", summary)


def test_one_text_with_a_thousand_changes_is_bounded() -> None:
    found = library()
    alpha = found.concepts["alpha"]
    section = alpha.sections[0]

    def with_text(text: str) -> Library:
        changed = alpha.model_copy(update={"sections": (section.model_copy(update={"text": text}),)})
        return replace(found, concepts={**found.concepts, "alpha": changed})

    old = " ".join("ab"[n % 2] for n in range(3000))
    new = " ".join("ba"[n % 3 % 2] for n in range(3000))
    summary = compare(with_text(old), with_text(new))
    check_markdown(summary)
    assert len(summary) < 8_000
    assert re.search(r"… and [0-9]+ more words", summary)
