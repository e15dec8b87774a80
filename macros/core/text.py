"""Renders contributors' text: a small part of Markdown plus three forms of our own.

======================  =======================================================
``$tex$``               a formula within the line
``[[id]]``              a link to a concept; ``[[id|words]]`` chooses its words
``[@key, locator]``     a citation; the locator may be left out
======================  =======================================================

Of Markdown there are paragraphs, lists, emphasis, code and code blocks. Everything else stays as it was typed:
HTML, headings, images, links, entities, template braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape as escape_text
from typing import Any, Protocol

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup, escape

from .formulas import FormulaError, mathml

_OFF = [
    "table",
    "strikethrough",
    "blockquote",
    "hr",
    "reference",
    "html_block",
    "heading",
    "lheading",
    "code",
    "link",
    "image",
    "autolink",
    "html_inline",
    "entity",
]
_TAGS = {"p", "em", "strong", "code", "pre", "ul", "ol", "li", "br", "a", "span"}
_ATTRIBUTES = {"a": {"href", "class"}, "span": {"class"}, "ol": {"start"}}
_REFERENCE = re.compile(
    r"\[\[(?P<concept>[a-z0-9-]+)(?:\|(?P<words>[^\[\]\n]+))?\]\]"
    r"|\[@(?P<source>[a-z0-9]+)(?:,[ \n]*(?P<at>[^\[\]]+))?\]"
)
_MARKS = re.compile(r"[*_`$\[\\\n]")
"""Signs that can begin one of the forms; a text without any of them, as most short ones are, is only words."""
_OPENING = re.compile(r"\[\[|\[@")


class Links(Protocol):
    """Where the things that text mentions are found, as seen from one page."""

    def concept(self, concept_id: str) -> str:
        """Address of a concept's page."""

    def concept_title(self, concept_id: str) -> str:
        """Words for a link to a concept that brings none of its own."""

    def source(self, key: str) -> str:
        """Address of a source in a list of sources."""

    def source_label(self, key: str) -> str:
        """Short name of a source, such as ``Gao et al. 2023``."""


@dataclass(frozen=True)
class Mention:
    """Something that a text refers to.

    Attributes:
        kind: ``concept``, ``source``, ``tex``, or ``broken`` for a reference that was begun and not understood.
        value: Concept id, source key or TeX.
        raw: The form as it was typed.
    """

    kind: str
    value: str
    raw: str


def render_inline(text: str, links: Links) -> Markup:
    """One paragraph of text as HTML without a paragraph around it.

    Raises:
        FormulaError: a formula is wrong.
    """
    if not _MARKS.search(text):
        return Markup(escape_text(text, quote=False))
    return _render(text, links, block=False)


def render_block(text: str, links: Links) -> Markup:
    """Paragraphs, lists and code blocks as HTML.

    Raises:
        FormulaError: a formula is wrong.
    """
    return _render(text, links, block=True)


def plain(text: str) -> str:
    """The words of an inline text without its markup, for places that hold no HTML."""
    parts = []
    for token in _tokens(text, False)[0].children or []:
        if token.type in ("text", "code_inline", "math"):
            parts.append(token.content)
        elif token.type == "concept":
            parts.append(token.meta["words"] or token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return "".join(parts)


def mentions(text: str, *, block: bool) -> Iterator[Mention]:
    """Everything the text refers to, in order."""
    if not _MARKS.search(text):
        return
    for token in _tokens(text, block):
        for child in token.children or []:
            if child.type in ("concept", "source"):
                yield Mention(child.type, child.content, child.markup)
            elif child.type == "math":
                yield Mention("tex", child.content, child.markup)
            elif child.type == "text":
                for match in _OPENING.finditer(child.content):
                    yield Mention("broken", child.content[match.start() : match.start() + 40], match.group())


def _render(text: str, links: Links, *, block: bool) -> Markup:
    env: dict[str, Any] = {"links": links, "math": []}
    parser = _parser()
    html = parser.renderer.render(_tokens(text, block), parser.options, env)
    clean = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None, url_schemes=set())
    clean = clean.replace(')</span> <span class="aa-in-text">(', "; ")
    return Markup(re.sub("\ue000(\\d+)\ue001", lambda match: env["math"][int(match[1])], clean))


@lru_cache(maxsize=20_000)
def _tokens(text: str, block: bool) -> Sequence[Token]:
    """Rules, bibliography, font and pages all read the same texts; each is parsed once."""
    return _parser().parse(text, {}) if block else _parser().parseInline(text, {})


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "typographer": False}).disable(_OFF, ignoreInvalid=True)
    parser.inline.ruler.before("escape", "math", _math_rule)
    parser.inline.ruler.before("emphasis", "mention", _mention_rule)
    for name, function in (("math", _math), ("concept", _concept), ("source", _source)):
        parser.add_render_rule(name, function)
    return parser


def _math_rule(state: StateInline, silent: bool) -> bool:
    """``$tex$``: as in Pandoc, no space inside either dollar, and no digit after the second."""
    source, start = state.src, state.pos
    if source[start] != "$" or source[start + 1 : start + 2] in ("", " ", "\n", "$"):
        return False
    end = start
    while (end := source.find("$", end + 1)) > 0:
        if source[end - 1] not in " \n\\":
            break
    if end < 0 or source[end + 1 : end + 2].isdigit():
        return False
    if not silent:
        token = state.push("math", "math", 0)
        token.content, token.markup = source[start + 1 : end], source[start : end + 1]
    state.pos = end + 1
    return True


def _mention_rule(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[" or not (match := _REFERENCE.match(state.src, state.pos)):
        return False
    if not silent:
        kind = "concept" if match["concept"] else "source"
        token = state.push(kind, "a", 0)
        token.content, token.markup = match[kind], match.group()
        token.meta = {"words": match["words"], "at": " ".join((match["at"] or "").split())}
    state.pos = match.end()
    return True


def _math(_renderer: object, tokens: list[Token], index: int, _options: object, env: dict) -> str:
    env["math"].append(mathml(tokens[index].content, display=False))
    return f"\ue000{len(env['math']) - 1}\ue001"


def _concept(_renderer: object, tokens: list[Token], index: int, _options: object, env: dict) -> str:
    token, links = tokens[index], env["links"]
    words = token.meta["words"] or links.concept_title(token.content)
    return f'<a href="{escape(links.concept(token.content))}">{escape(words)}</a>'


def _source(_renderer: object, tokens: list[Token], index: int, _options: object, env: dict) -> str:
    token, links = tokens[index], env["links"]
    return f'<span class="aa-in-text">({citation(token.content, token.meta["at"], links)})</span>'


def citation(key: str, at: str, links: Links) -> Markup:
    """A short reference to a source, such as "Gao et al. 2023, §3", that leads to its full entry."""
    words = f"{links.source_label(key)}, {at}" if at else links.source_label(key)
    return Markup('<a class="aa-cite" href="{}">{}</a>').format(links.source(key), words)


__all__ = ["FormulaError", "Links", "Mention", "citation", "mentions", "plain", "render_block", "render_inline"]
