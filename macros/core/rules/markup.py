"""Text holds no characters that readers would see as junk: markup that is not read here, and traces of a PDF.

What :mod:`..text` reads as code, formula, reference or escape is never reported. Fields of plain text read nothing, so
there even the markup of other fields is junk.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

import nh3
from markdown_it.common.html_blocks import block_names

from ..model.library import Library
from ..model.types import LONGEST_TEXT, Text
from ..source.documents import Document, KeyPath
from ..source.problems import Problem, count
from ..text.markdown import FORMULA, HIDDEN, literal

MOST = 5
"""The most problems reported in one text; the last one says how many more there are."""
LONGEST_QUOTE = 40
"""How many characters of the junk a message repeats."""

_LINKS = "link to a concept with [[id|words]], cite with [@key]; outside addresses belong in data/sources"
_ADDRESSES = "outside addresses belong in the 'url' of a source in data/sources"
_LIST = "begin each line of a list with '- '; a field without lists takes sentences"
_HEADING = "a heading is the 'heading' of an entry of 'sections'"
_WORDS = "write the words alone"
_DELETE = "delete it"
_INSTEAD = {
    **dict.fromkeys(("b", "strong"), "write **words**"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "write *words*"),
    **dict.fromkeys(("code", "kbd", "pre", "samp", "tt"), "write `words`"),
    **dict.fromkeys(("sub", "sup"), "write a formula such as $x_1$ or $x^2$"),
    **dict.fromkeys(("li", "ol", "ul"), _LIST),
    **dict.fromkeys(("br", "p", "div"), "leave a line empty between paragraphs"),
    "a": _LINKS,
}
"""What to write for an HTML element."""
_ELEMENTS = nh3.ALLOWED_TAGS | set(block_names) | {
    "audio", "blink", "button", "canvas", "embed", "font", "input", "math", "meta", "mtext", "object", "picture",
    "script", "select", "source", "style", "svg", "template", "textarea", "video",
}  # fmt: skip
"""Names of HTML elements. Other words in angle brackets, such as <think>, are what readers are meant to see."""
_COMMANDS = {
    **dict.fromkeys(("cite", "citep", "citet", "parencite", "autocite"), "cite with [@key, locator]"),
    **dict.fromkeys(("ref", "eqref", "cref", "autoref", "href", "url"), _LINKS),
    "textbf": "write **words**",
    **dict.fromkeys(("textit", "emph"), "write *words*"),
    **dict.fromkeys(("texttt", "verb"), "write `words`"),
    "item": _LIST,
}
"""What to write for a TeX command outside formulas."""

_BULLETS = "•◦▪▫‣⁃●○■□∙·"
_LIGATURES = "\ufb00-\ufb06"
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_LATER = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
"""What the second and later bytes of a character in UTF-8 look like in Windows' encoding."""
_SUSPECT = re.compile(
    rf"[<>&\[|~#$\\`*_{_BULLETS}{_LIGATURES}{_SPACES}ÂÃâïð]|==|--|-\s|://|www\.|(?:\A|\n) *(?:[–—+]|\d{{1,2}}[.)]) "
)
"""What every kind of junk has; most texts have none of it, and need no closer look."""
_START = r"(?:\A|\n *\n) *(?:(?:[-*+]|\d{1,9}[.)]) +)?"
_LINE = r"(?m:^) *(?:(?:[-*+]|\d{1,9}[.)]) +)?"
_ITEM = r"(?:[-*+]|\d{1,2}[.)]) +\S"
_TARGET = r"\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?\)"
_ATTRIBUTE = r"\s+[A-Za-z_:][\w:.-]*\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>`]+)"
_CELLS = r"[^\n|]*\|[^\n]*"
_RULING = r" *\|? *:?-{2,}:? *(?:\| *:?-{2,}:? *)*\|? *(?m:$)"
_SUSPENDED = "and|as|but|instead|nor|not|or|rather|than|then|through|to|versus|vs"
"""Words before which a hyphen may end a word, as in "pre- and post-training"."""


def _tag(match: re.Match[str], plain: bool) -> str:
    name = match["name"].lower()
    opened = match["closing"] and re.search(rf"<{name}[\s>]", match.string[: match.start()], re.IGNORECASE)
    if name not in _ELEMENTS or opened:
        return ""
    return _DELETE if plain else _INSTEAD.get(name, "delete it: text has paragraphs, lists, emphasis and code")


def _entity(match: re.Match[str], _plain: bool) -> str:
    character = html.unescape(match.group())
    if character == match.group():
        return ""
    return "write a space" if character.isspace() else f"write '{character}'" if character.isprintable() else _DELETE


def _command(match: re.Match[str], plain: bool) -> str:
    if match["name"] == "end" and "\\begin{" in match.string[: match.start()]:
        return ""
    return _WORDS if plain else _COMMANDS.get(match["name"], "TeX is read between dollars only, as in $\\beta$")


def _whole(match: re.Match[str], _plain: bool) -> str:
    first, second = match["at"], match["rest"]
    return f"write '{first}{second}', or '{first}-{second}' if it has a hyphen, in one line"


def _letters(match: re.Match[str], _plain: bool) -> str:
    return f"write '{unicodedata.normalize('NFKC', match.group())}'"


def _decoded(match: re.Match[str], _plain: bool) -> str:
    raw = b"".join(character.encode("latin-1" if ord(character) < 256 else "cp1252") for character in match.group())
    try:
        character = raw.decode()
    except UnicodeDecodeError:
        return ""
    return f"write '{character}'" if character.isprintable() else "write a space, or delete it"


class Kind(NamedTuple):
    """A kind of junk.

    Attributes:
        pattern: What it looks like in the text that :func:`..text.literal` gives; a group ``at`` is its place.
        instead: What to write, or a function that says it from the match and whether the field is plain text; nothing
            if it is no junk after all.
        in_plain: What to write in a field of plain text; ``instead`` if it is nothing.
        fields: The kinds of fields in which it is junk.
        fault: What is wrong.
        code: Code of the problem.
    """

    pattern: re.Pattern[str]
    instead: str | Callable[[re.Match[str], bool], str]
    in_plain: str = ""
    fields: Collection[str] = ("plain", "inline", "block", "cloze")
    fault: str = "is not read as markup, so readers would see it as typed"
    code: str = "unread-markup"

    def advice(self, match: re.Match[str], plain: bool) -> str:
        """What to write in place of the match, nothing if it is no junk."""
        if not isinstance(self.instead, str):
            return self.instead(match, plain)
        return self.in_plain if plain and self.in_plain else self.instead


_IN_PLAIN = "is markup in a field of plain text, so readers would see it as typed"
_RICH = ("inline", "block", "cloze")
_KINDS = (
    # Wholes before their parts: what one kind has found, later ones do not see
    Kind(re.compile(r"<!--(?:[^<>]{0,300}-->)?|<!\[CDATA\[|<!DOCTYPE\b|<\?xml\b"), _DELETE),
    Kind(
        re.compile(rf"\$\$[^$]{{0,900}}\$\$|\${FORMULA}+\$"),
        "write $tex$ within a sentence; a formula on a line of its own is an entry of 'equations'",
        _WORDS,
    ),
    Kind(re.compile(r"\$ ?\d[\d,.]*(?: ?(?:[kKMBT]|bn|m)\b)?(?![\w\\^{$])"), ""),  # a price
    # What other fields read
    Kind(
        re.compile(
            r"\[\[[^\[\]\n]*\]\]|\[@[^\[\]\n]*\]|\$[^$\s](?:[^$\n]*[^$\s])?\$|`+[^`\n]+`+"
            r"|(?<![\w*])\*{1,3}[^\s*][^*\n]*\*{1,3}(?![\w*])|(?<![\w_])_[A-Za-z][^_\n]*_(?![\w_])"
        ),
        _WORDS,
        fields=("plain",),
        fault=_IN_PLAIN,
    ),
    # What no field reads
    Kind(
        re.compile(rf"!\[[^\[\]\n]*\]{_TARGET}"),
        "pages show no pictures from elsewhere; say it in words, or draw the figures of claims with 'charts'",
        _DELETE,
    ),
    Kind(
        re.compile(rf"(?<![\w\]])\[[^\[\]^@?\n][^\[\]\n]{{0,300}}\](?:{_TARGET}|\[[^\[\]\n@?^]*\])"), _LINKS, _ADDRESSES
    ),
    Kind(re.compile(r"<(?:https?|ftp|mailto):[^<>\s]*>|<[\w.+-]+@[\w-]+\.[\w.-]+>"), _LINKS, _ADDRESSES),
    Kind(re.compile(rf"<(?P<closing>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?:{_ATTRIBUTE})*\s*/?>"), _tag),
    Kind(
        re.compile(r"(?:\b(?:https?|ftp)://|\bwww\.(?=\w+\.))[^\s<>]*[^\s<>.,;:!?)\]'\"”’]"),
        _LINKS,
        _ADDRESSES,
        fault="is not read as a link",
    ),
    Kind(re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"), _entity),
    Kind(
        re.compile(rf"(?m:^) *(?:(?P<at>{_CELLS})\n{_RULING}|(?P<row>\| [^\n]* \|[^\n]*\|) *(?m:$))(?:\n{_CELLS})*"),
        "there are no tables; write a list, or compare concepts by their 'traits'",
        _WORDS,
    ),
    Kind(re.compile(r"\[\^[^\[\]\s]+\]"), "cite with [@key, locator], or say it in the text", _DELETE),
    Kind(re.compile(rf"{_LINE}(?P<at>#{{1,6}} +\S[^\n]*)"), _HEADING, _WORDS),
    Kind(re.compile(r"(?m:^) *[^\s=-][^\n]*\n *(?P<at>={2,}|-{2,}) *(?m:$)"), _HEADING, _WORDS),
    Kind(re.compile(r"(?m:^) *(?P<at>(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,}|={3,})(?m:$)"), "delete the line"),
    Kind(
        re.compile(rf"{_START}(?P<at>> ?(?=[^\W\d_]|[\"“'*\[])[^\n]*)"),
        "put the words into quotation marks and cite them with [@key]",
        "put the words into quotation marks",
    ),
    Kind(re.compile(r"~~[^~\n]+~~"), "delete what does not hold"),
    Kind(re.compile(r"\\\([\s\S]{0,200}?\\\)|\\\[[\s\S]{0,200}?\\\]"), "write $tex$", _WORDS),
    Kind(re.compile(r"(?<!`)``(?!`)[^`'\n]+''"), "write “words”"),
    Kind(
        re.compile(r"\$[^$\n]*\$?"),
        "a formula stands between two dollars, without a space inside or a digit behind them; "
        "a dollar sign of its own is written \\$",
        fields=_RICH,
        fault="is not read as a formula",
    ),
    Kind(re.compile(r"\\(?P<name>[A-Za-z]+)\*?(?:\[[^\[\]\n]*\])?(?:\{[^{}\n]*\})*"), _command),
    Kind(re.compile(r"\\[!-/:-@\[-`{-~]"), "delete the backslash", fields=("plain",), fault=_IN_PLAIN),
    Kind(
        re.compile(rf"{_LINE}(?P<at>[{_BULLETS}](?=[ \t]*\S)[^\n]*)(?:\n *[{_BULLETS}][^\n]*)*"),
        _LIST,
        "write a sentence",
        fault="begins with a character that makes no list",
    ),
    Kind(
        re.compile(rf"{_START}(?P<at>[–—] +[^\W\d][^\n]*)|(?m:^) *(?P<row>[–—] +\S[^\n]*)(?:\n *[–—] +\S[^\n]*)+"),
        _LIST,
        "write a sentence",
        fault="begins with a character that makes no list",
    ),
    Kind(
        re.compile(rf"(?m:^) *(?P<at>{_ITEM}[^\n]*)(?:\n *{_ITEM}[^\n]*)+"),
        "this field has no lists, as sections and model answers have; write a sentence",
        fields=("plain", "inline", "cloze"),
        fault="makes no list here",
    ),
    # Traces of copying
    Kind(
        re.compile(rf"(?<!\w)\w*[{_LIGATURES}][\w{_LIGATURES}]*"),
        _letters,
        fault="has two letters in one character",
        code="odd-character",
    ),
    Kind(
        re.compile(rf"(?:[ÂÃ][\u0080-\u00bf€‚ƒ„†‡ˆ‰Š‹ŒŽ˜š›œžŸ]|[âï][{_LATER}]{{2}}|ð[{_LATER}]{{3}})+"),
        _decoded,
        fault="was written in one encoding and read in another",
        code="odd-character",
    ),
    Kind(
        re.compile(f"[{_SPACES}]"),
        "write a plain space",
        fault="is another kind of space, which looks like a plain one",
        code="odd-character",
    ),
    Kind(
        re.compile(rf"(?<![^\W\d_])(?P<at>[^\W\d_]{{2,}})-(?: *\n *| )(?!(?:{_SUSPENDED})\b)(?P<rest>[a-z]{{2,}})"),
        _whole,
        fault="ends in a hyphen, and readers would see a space after it",
        code="split-word",
    ),
)


class Found(NamedTuple):
    """Junk in a text: where it begins, its beginning, the code of the problem and the message."""

    start: int
    words: str
    code: str
    message: str


def check(library: Library) -> Iterator[Problem]:
    """Yields ``unread-markup``, ``odd-character`` and ``split-word``."""
    for document in library.documents.values():
        for path, mark, value in library.marked(document):
            if isinstance(mark, Text) and mark.kind != "tex" and len(value) <= LONGEST_TEXT:
                yield from _problems(document, path, value, sorted(junk(value, mark.kind)))


def junk(text: str, kind: str) -> Iterator[Found]:
    """What readers would see as junk in a text of a field of that kind, in no particular order."""
    plain, shown = kind == "plain", text
    if kind not in ("plain", "verbatim") and _SUSPECT.search(text):
        shown = literal(text, block=kind == "block")
    if not _SUSPECT.search(shown):
        return
    for what in _KINDS:
        if kind not in what.fields:
            continue
        matches = list(what.pattern.finditer(shown))
        for match in matches:
            if advice := what.advice(match, plain):
                start = next((match.start(at) for at in ("at", "row") if match.groupdict().get(at)), match.start())
                words = text[start : match.end()].partition("\n")[0][:LONGEST_QUOTE].rstrip(" ")
                yield Found(start, words, what.code, f"{_quoted(words)} {what.fault}; {advice}")
        for match in matches:
            shown = shown[: match.start()] + re.sub(r"[^\n]", HIDDEN, match.group()) + shown[match.end() :]


def _quoted(words: str) -> str:
    """The words for a message; a space is named by its number."""
    return f"U+{ord(words):04X}" if words.isspace() else f"'{words}'"


def _problems(document: Document, path: KeyPath, value: str, found: list[Found]) -> Iterator[Problem]:
    for number, (start, words, code, message) in enumerate(found[:MOST], start=1):
        nth = sum(value.startswith(words, at) for at in range(start))
        more = len(found) - MOST if number == MOST else 0
        said = f"{message} (and {count(more, 'more place')} in this text)" if more > 0 else message
        yield document.problem(path, code, said, needle=words, nth=nth)
