"""Taking one defence away is noticed, so the checks check something."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from markdown_it import MarkdownIt

from macros.core.drawing import mermaid as diagrams
from macros.core.text import markdown as text
from tests.hostile import checks, policy
from tests.hostile.test_policy import BAD


@pytest.fixture(autouse=True)
def no_memory() -> Iterator[None]:
    """Parsers and parsed texts are kept; each test starts and leaves without them."""
    text._parser.cache_clear()
    text._tokens.cache_clear()
    yield
    text._parser.cache_clear()
    text._tokens.cache_clear()


def open_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets Markdown read raw HTML."""

    def parser(*_arguments: object, **_options: object) -> MarkdownIt:
        return MarkdownIt("commonmark", {"html": True})

    monkeypatch.setattr(text, "MarkdownIt", parser)
    monkeypatch.setattr(text, "_OFF", ["heading", "link", "image", "autolink", "reference", "hr", "lheading", "code"])


def test_all_checks_hold_with_all_defences() -> None:
    checks.assert_texts_follow_the_policy()
    checks.assert_diagrams_hold_only_words()
    checks.assert_the_policy_finds(BAD)


def test_without_the_sanitizer_the_restricted_markdown_still_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text.nh3, "clean", lambda html, **_rules: html)
    checks.assert_texts_follow_the_policy()


def test_with_raw_html_in_markdown_the_sanitizer_still_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    open_parser(monkeypatch)
    assert text._parser().render("<svg onload=alert(1)>") == "<svg onload=alert(1)>"
    checks.assert_texts_follow_the_policy()


def test_without_both_raw_html_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    open_parser(monkeypatch)
    monkeypatch.setattr(text.nh3, "clean", lambda html, **_rules: html)
    checks.assert_fails(checks.assert_texts_follow_the_policy)


def test_without_escapes_in_diagrams_a_click_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagrams, "label", lambda words: words)
    checks.assert_fails(checks.assert_diagrams_hold_only_words)


def test_without_the_policy_bad_pages_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "violations", lambda html, *, hosts=(): [])
    checks.assert_fails(lambda: checks.assert_the_policy_finds(BAD))
    checks.assert_fails(lambda: checks.assert_the_policy_finds({"handler": BAD["handler"]}))
