"""Renders contributors' text: a small part of Markdown plus four forms of our own.

======================  =======================================================
``$tex$``               a formula within the line
``[[id]]``              a link to a concept; ``[[id|words]]`` chooses its words
``[@key, locator]``     a citation; the locator may be left out
``[[?id]]``             a gap to fill, in a question that has gaps
======================  =======================================================

Of Markdown there are paragraphs, lists, emphasis, code and code blocks. Everything else stays as it was typed:
HTML, headings, images, links, entities, template braces.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable, Iterator, MutableSet, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape as escape_text
from typing import Any, Protocol

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup, escape

from .formulas import FormulaError, mathml, typed

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
_ATTRIBUTES = {
    "a": {"href", "class", "data-tip"},
    "ol": {"start"},
    "pre": {"tabindex"},
    "span": {"class", "data-blank"},
}
_REFERENCE = re.compile(
    r"\[\[(?P<concept>[a-z0-9-]+)(?:\|(?P<words>[^\[\]\n]+))?\]\]"
    r"|\[\[\?(?P<blank>[a-z0-9-]+)\]\]"
    r"|\[@(?P<source>[a-z0-9]+)(?:,[ \n]*(?P<at>[^\[\]]+))?\]"
)
_MARKS = re.compile(r"[*_`$\[\\\n]")
"""Signs that can begin one of the forms; a text without any of them, as most short ones are, is only words."""
_FORMULA = re.compile(
    "([(\\[“‘\"'—–-]{0,4})\ue000(\\d+)\ue001((?:['’]?[a-z]{1,2}(?![A-Za-z]))?[.,;:!?%)\\]”’\"'…—–/-]{0,9})"
)
"""The mark of a formula, with punctuation around it and an ending as in "$n$th"."""
GAP = "…"
"""What a gap is where only words can stand."""
LONGEST_BROKEN = 100
"""How many characters of a reference that is not understood are kept, enough for the name of a concept."""
_OPENING = re.compile(r"\[\[|\[@")


class Links(Protocol):
    """Where the things that text mentions are found, as seen from one page."""

    def concept(self, concept_id: str) -> str:
        """Address of a concept's page; empty if there is none."""

    def concept_title(self, concept_id: str) -> str:
        """Words for a link to a concept that brings none of its own."""

    def concept_summary(self, concept_id: str) -> str:
        """What a link to a concept shows when it is pointed at."""

    def terms(self, text: str) -> Iterable[tuple[int, int, str, str, str]]:
        """Start, end, id, address and definition of each term of the glossary in a text, in order."""

    def source(self, key: str) -> str:
        """Address of a source in a list of sources."""

    def source_label(self, key: str) -> str:
        """Short name of a source, such as ``Gao et al. 2023``."""


@dataclass(frozen=True)
class Dialect:
    """What HTML is made for.

    Attributes:
        formula: Turns the TeX of a formula into HTML.
        schemes: How addresses may begin; without any, each leads to a place of the same site.
    """

    formula: Callable[[str], str]
    schemes: frozenset[str] = frozenset()


SITE = Dialect(lambda tex: mathml(tex, display=False))
"""HTML for pages of the site."""


@dataclass(frozen=True)
class Mention:
    """Something that a text refers to.

    Attributes:
        kind: ``concept``, ``source``, ``blank``, ``tex``, or ``broken`` for a reference that was begun and not
            understood.
        value: Concept id, source key, id of a gap or TeX.
        raw: The form as it was typed.
    """

    kind: str
    value: str
    raw: str


def render_inline(text: str, links: Links, explained: MutableSet[str] | None = None, dialect: Dialect = SITE) -> Markup:
    """One paragraph of text as HTML without a paragraph around it. A concept without an address is no link.

    With ``explained``, what readers have been told already, the first mention of a concept and of a term of the
    glossary carries its explanation, and is added.

    Raises:
        FormulaError: a formula is wrong.
    """
    if explained is None and not _MARKS.search(text):
        return Markup(escape_text(text, quote=False))
    return _render(text, links, explained, dialect, block=False)


def render_block(text: str, links: Links, explained: MutableSet[str] | None = None, dialect: Dialect = SITE) -> Markup:
    """Paragraphs, lists and code blocks as HTML; see :func:`render_inline`.

    Raises:
        FormulaError: a formula is wrong.
    """
    return _render(text, links, explained, dialect, block=True)


def plain(text: str) -> str:
    """The words of an inline text without its markup, for places that hold no HTML."""
    if not _MARKS.search(text):
        return text
    return _spelled(_tokens(text, False)[0], lambda formula: formula.content)


def searched(text: str, title_of: Callable[[str], str], *, block: bool) -> str:
    """The words by which a text is found, formulas as people type them, without citations.

    ``title_of`` gives the words for a link to a concept that brings none of its own.
    """
    parts = []
    for token in _tokens(text, block):
        if token.type == "fence":
            parts.append(token.content)
        elif token.type == "inline":
            parts.append(_spelled(token, lambda formula: typed(formula.content), title_of))
    return re.sub(r" +(?=[.,;:!?)](?:\s|$))", "", " ".join(" ".join(parts).split()))


def _spelled(
    token: Token, formula: Callable[[Token], str], title_of: Callable[[str], str] = str, cited: str = ""
) -> str:
    """The words of an inline token without markup.

    ``formula`` spells a formula, ``title_of`` gives the words for a link to a concept that brings none of its own, and
    ``cited`` stands for each citation.
    """
    parts = []
    for child in token.children or []:
        match child.type:
            case "text" | "code_inline":
                parts.append(child.content)
            case "math":
                parts.append(formula(child))
            case "concept":
                parts.append(child.meta["words"] or title_of(child.content))
            case "source":
                parts.append(cited)
            case "blank":
                parts.append(GAP)
            case "softbreak" | "hardbreak":
                parts.append(" ")
    return "".join(parts)


def without_links(html: Markup) -> Markup:
    """Rendered text for a place inside a link."""
    return Markup(re.sub(r"</?a\b[^>]*>", "", html))


def opening(text: str) -> str:
    """The first sentence of an inline text, in its own markup; all of it if the markup spans sentences."""
    for match in re.finditer(r"(?<!al)(?<!\b[A-Z])[.!?](?=\s+[A-Z$])", text):
        first = text[: match.end()]
        if first.count("$") % 2 == 0 and first.count("[") == first.count("]") and first.count("*") % 2 == 0:
            return first
    return text


@lru_cache(maxsize=100_000)
def mentions(text: str, *, block: bool) -> Sequence[Mention]:
    """Everything the text refers to, in order. Rules and pages ask for the same texts many times."""
    return tuple(_mentions(text, block)) if _MARKS.search(text) else ()


def _mentions(text: str, block: bool) -> Iterator[Mention]:
    for token in _tokens(text, block):
        for child in token.children or []:
            if child.type in ("concept", "source", "blank"):
                yield Mention(child.type, child.content, child.markup)
            elif child.type == "math":
                yield Mention("tex", child.content, child.markup)
            elif child.type == "text":
                for match in _OPENING.finditer(child.content):
                    yield Mention(
                        "broken", child.content[match.start() : match.start() + LONGEST_BROKEN], match.group()
                    )


@dataclass(frozen=True)
class Sentence:
    """A sentence of a text.

    Attributes:
        words: What readers see, each formula as ``$tex$``, citations left out.
        cites: Whether it cites a source.
    """

    words: str
    cites: bool


_CITED = "\ue002"
_SENTENCE_END = re.compile(
    r"(?<![A-Z]\.)(?<!\bal\.)(?<!\b[Ee]q\.)(?<!\b[Ff]ig\.)(?<!\b[Aa]pp\.)(?<!\bvs\.)(?<!\bcf\.)(?<!e\.g\.)(?<!i\.e\.)"
    r"(?<=[.!?])[\"'”’)\]\ue002]*\s+(?=[\"'“‘(\[]?[A-Z0-9$])"
)


def sentences(text: str, *, block: bool) -> Iterator[Sentence]:
    """The sentences of a text in order; code blocks have none."""
    for token in _tokens(text, block):
        if token.type != "inline":
            continue
        spelled = _spelled(token, lambda formula: formula.markup, cited=_CITED)
        for words in _SENTENCE_END.split(spelled):
            if words.strip():
                yield Sentence(" ".join(words.replace(_CITED, "").split()), _CITED in words)


HIDDEN = "\ue003"
"""What :func:`literal` puts in place of a character that readers do not see as typed."""
FORMULA = "\ue004"
"""What :func:`literal` puts in place of a character of a formula."""
_ESCAPE = re.compile(rf"\\[{re.escape(string.punctuation)}]")
_NOT_LINE_END = re.compile(r"[^\n]")


def literal(text: str, *, block: bool) -> str:
    """The text with every character replaced that readers do not see as typed; the length stays.

    Those are formulas, code, references except their words and locators, emphasis and escapes. Two kinds stay, because
    they show what somebody took for markup: list markers, and brackets after a backslash.
    """
    text = re.sub("\r\n?", "\n", text).replace("\0", "\ufffd")  # as the parser reads it
    lines = text.split("\n")
    for token in _tokens(text, block):
        first, end = token.map or (0, 0)
        if token.type == "inline":
            for number, shown in enumerate(_shown(token).split("\n"), start=first):
                content = token.content.split("\n")[number - first]
                start = lines[number].rfind(content)  # an indent or a list marker may stand before it
                line = lines[number]
                lines[number] = HIDDEN * len(line) if start < 0 else line[:start] + shown + line[start + len(shown) :]
        elif token.type == "fence":
            lines[first:end] = [HIDDEN * len(line) for line in lines[first:end]]
    return "\n".join(lines)


def _shown(token: Token) -> str:
    """What :func:`literal` makes of the content of an inline token."""
    content, at, parts = token.content, 0, []
    for child in token.children or []:
        start, hidden = at, HIDDEN
        if child.type == "text":
            for _ in child.content:
                at += 2 if _ESCAPE.match(content, at) else 1
            parts.append(_ESCAPE.sub(lambda m: m[0] if m[0][1] in "()[]" else HIDDEN * 2, content[start:at]))
            continue
        if child.type in ("softbreak", "hardbreak"):
            at = content.index("\n", at) + 1
            at += len(content) - at - len(content[at:].lstrip(" "))
        elif child.type == "code_inline":
            closing = re.compile(rf"(?<!`){child.markup}(?!`)").search(content, at + len(child.markup))
            at = closing.end() if closing else len(content)
        else:
            at += len(child.markup)
            hidden = FORMULA if child.type == "math" else HIDDEN
        before, separator, words = content[start:at], "", ""
        if child.type in ("concept", "source"):
            before, separator, words = before.partition("|" if child.type == "concept" else ",")
        parts += [_NOT_LINE_END.sub(hidden, before + separator), words.rstrip("]"), HIDDEN * words.count("]")]
    return "".join(parts) + content[at:]


def _render(text: str, links: Links, explained: MutableSet[str] | None, dialect: Dialect, *, block: bool) -> Markup:
    env: dict[str, Any] = {
        "links": links, "formula": dialect.formula, "math": [], "blanks": 0, "explained": explained
    }  # fmt: skip
    parser = _parser()
    html = parser.renderer.render(_tokens(text, block), parser.options, env)
    clean = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None, url_schemes=set(dialect.schemes))
    clean = clean.replace(')</span> <span class="aa-in-text">(', "; ")
    return Markup(_FORMULA.sub(lambda match: _joined(match[1], env["math"][int(match[2])], match[3]), clean))


def _joined(before: str, formula: str, after: str) -> str:
    """A formula with the punctuation that belongs to it. Browsers would break the line between them."""
    return f'<span class="aa-joined">{before}{formula}{after}</span>' if before or after else formula


@lru_cache(maxsize=100_000)
def _tokens(text: str, block: bool) -> Sequence[Token]:
    """Rules, bibliography, font and pages all read the same texts; each is parsed once, in 2,500 concepts too."""
    return _parser().parse(text, {}) if block else _parser().parseInline(text, {})


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "typographer": False}).disable(_OFF, ignoreInvalid=True)
    parser.inline.ruler.before("escape", "math", _math_rule)
    parser.inline.ruler.before("emphasis", "mention", _mention_rule)
    rules = {
        "math": _math, "concept": _concept, "source": _source, "blank": _blank, "text": _words, "fence": _fence
    }  # fmt: skip
    for name, function in rules.items():
        parser.add_render_rule(name, function)
    return parser


def _math_rule(state: StateInline, silent: bool) -> bool:
    """``$tex$``: as in Pandoc, no space inside either dollar, and no digit after the second.

    Which dollar closes the next formula is remembered until it is passed: a text may have thousands that close none.
    """
    source, start = state.src, state.pos
    if source[start] != "$" or source[start + 1 : start + 2] in ("", " ", "\n", "$"):
        return False
    known: tuple[int, int] | None = state.env.get(source)
    if known and known[0] <= start and not 0 <= known[1] <= start:
        end = known[1]
    else:
        end = _closing(source, start)
        state.env[source] = (start, end)
    if end < 0 or source[end + 1 : end + 2].isdigit():
        return False
    if not silent:
        token = state.push("math", "math", 0)
        token.content, token.markup = source[start + 1 : end], source[start : end + 1]
    state.pos = end + 1
    return True


def _closing(source: str, start: int) -> int:
    """Where the next dollar after ``start`` stands that can close a formula, -1 if there is none."""
    end = start
    while (end := source.find("$", end + 1)) > 0:
        if source[end - 1] not in " \n\\":
            break
    return end


def _mention_rule(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[" or not (match := _REFERENCE.match(state.src, state.pos)):
        return False
    if not silent:
        kind = next(name for name in ("concept", "source", "blank") if match[name])
        token = state.push(kind, "a", 0)
        token.content, token.markup = match[kind], match.group()
        token.meta = {"words": match["words"], "at": " ".join((match["at"] or "").split())}
    state.pos = match.end()
    return True


def _math(_renderer: object, tokens: list[Token], index: int, _options: object, env: dict[str, Any]) -> str:
    env["math"].append(env["formula"](tokens[index].content))
    return f"\ue000{len(env['math']) - 1}\ue001"


def _blank(_renderer: object, tokens: list[Token], index: int, _options: object, env: dict[str, Any]) -> str:
    env["blanks"] += 1
    return f'<span class="aa-blank" data-blank="{tokens[index].content}">({env["blanks"]})</span>'


def _fence(_renderer: object, tokens: list[Token], index: int, _options: object, _env: dict[str, Any]) -> str:
    """Code, which scrolls on a narrow screen and so has to be reachable by keyboard."""
    return f'<pre tabindex="0"><code>{escape_text(tokens[index].content, quote=False)}</code></pre>\n'


def _concept(_renderer: object, tokens: list[Token], index: int, _options: object, env: dict[str, Any]) -> str:
    token, links, explained = tokens[index], env["links"], env["explained"]
    words = token.meta["words"] or links.concept_title(token.content)
    if explained is None or token.content in explained:
        address = links.concept(token.content)
        return f'<a href="{escape(address)}">{escape(words)}</a>' if address else str(escape(words))
    explained.add(token.content)
    return str(explanation(links.concept(token.content), words, links.concept_summary(token.content)))


def _words(_renderer: object, tokens: list[Token], index: int, _options: object, env: dict[str, Any]) -> str:
    text, explained = tokens[index].content, env["explained"]
    if explained is None:
        return escape_text(text, quote=False)
    parts, end = [], 0
    for start, stop, term, address, definition in env["links"].terms(text):
        if term not in explained:
            explained.add(term)
            parts += [escape_text(text[end:start], quote=False), explanation(address, text[start:stop], definition)]
            end = stop
    return "".join([*parts, escape_text(text[end:], quote=False)])


def _source(_renderer: object, tokens: list[Token], index: int, _options: object, env: dict[str, Any]) -> str:
    token, links = tokens[index], env["links"]
    return f'<span class="aa-in-text">({citation(token.content, token.meta["at"], links)})</span>'


def explanation(address: str, words: str, tip: str) -> Markup:
    """A link that shows a sentence about what it leads to."""
    return Markup('<a class="aa-term" href="{}" data-tip="{}">{}</a>').format(address, tip, words)


def citation(key: str, at: str, links: Links) -> Markup:
    """A short reference to a source, such as "Gao et al. 2023, §3", that leads to its full entry."""
    words = f"{links.source_label(key)}, {at}" if at else links.source_label(key)
    return Markup('<a class="aa-cite" href="{}">{}</a>').format(links.source(key), words)


__all__ = [
    "SITE",
    "Dialect",
    "FormulaError",
    "Links",
    "Mention",
    "Sentence",
    "citation",
    "explanation",
    "literal",
    "mentions",
    "opening",
    "plain",
    "render_block",
    "render_inline",
    "searched",
    "sentences",
    "without_links",
]
