"""Formulas in words, for places where screen readers are given a name and no formula."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from xml.etree import ElementTree

from markupsafe import Markup, escape

from .formulas import mathml

DEEPEST = 50
"""How deep a formula may be nested for its structure to be spoken; what lies deeper is read character by character."""
_FORMULA = re.compile(r'<math((?: display="block")?)>(.*?)</math>', re.DOTALL)
_TEX = re.compile(r'<annotation encoding="application/x-tex">(.*?)</annotation>', re.DOTALL)
_SIGNS = {
    "=": "equals",
    "≠": "is not equal to",
    "≈": "is approximately",
    "≡": "is equivalent to",
    "≔": "is defined as",
    "<": "is less than",
    ">": "is greater than",
    "≤": "is at most",
    "≥": "is at least",
    "≪": "is much less than",
    "≫": "is much greater than",
    "≻": "is preferred to",
    "∼": "is sampled from",
    "∝": "is proportional to",
    "∈": "in",
    "∉": "not in",
    "⊂": "is a subset of",
    "⊆": "is a subset of or equal to",
    "+": "plus",
    "−": "minus",
    "±": "plus or minus",
    "×": "times",
    "⋅": "times",
    "∗": "star",
    "∘": "composed with",
    "⊕": "circled plus",
    "/": "over",
    "∣": "given",
    "|": "vertical bar",
    "‖": "double bar",
    "(": "open paren",
    ")": "close paren",
    "[": "open bracket",
    "]": "close bracket",
    "{": "open brace",
    "}": "close brace",
    "⟨": "open angle bracket",
    "⟩": "close angle bracket",
    "→": "to",
    "↔": "double arrow",
    "∑": "sum",
    "∏": "product",
    "∫": "integral",
    "∃": "there is",
    "∀": "for all",
    "…": "dots",
    "⋯": "dots",
    "′": "prime",
    "″": "double prime",
    "⊤": "transpose",
    "∂": "partial",
    "∇": "gradient",
    "∞": "infinity",
    "□": "blank",
    "ℓ": "ell",
    "𝔼": "expectation",
    "#": "number of",
    "%": "percent",
    "$": "dollars",
    "&": "and",
    "!": "factorial",
    "ˆ": "hat",
    "^": "hat",
    "˜": "tilde",
    "~": "tilde",
    "¯": "bar",
    "‾": "bar",
    "̲": "bar",
    "⃗": "vector",
    "˙": "dot",
    "⏞": "brace",
    "⏟": "brace",
}
_POWERS = {
    "2": "squared",
    "3": "cubed",
    "∘": "degrees",
    "′": "prime",
    "″": "double prime",
    "∗": "star",
    "⊤": "transpose",
}
_OF = {"∑", "∏", "∫"}
_RANGED = _OF | {"𝔼", "min", "max", "arg", "lim", "sup", "inf"}
"""What has below it what it runs over."""
_ITSELF = re.compile(r"[A-Za-z0-9.,:;@'-]+")


@lru_cache(maxsize=4096)
def spoken(tex: str) -> str:
    r"""A formula in words that a listener understands.

    For example ``beta log pi sub ref`` for ``\beta\log\pi_{\mathrm{ref}}``. Capital letters are said as ``cap``, the
    end of a part is said where it has more than one character.

    Raises:
        FormulaError: the TeX is wrong; see :func:`~macros.core.text.formulas.mathml`.
    """
    markup = re.sub(r"&(?!lt;|gt;|amp;|quot;|#)\w+;", lambda match: unescape(match[0]), mathml(tex, display=False))
    formula = ElementTree.fromstring(markup)
    return " ".join(_row(list(formula[0][:1]), 0).split())


def with_names(html: Markup) -> Markup:
    """HTML whose formulas are named in words.

    Screen readers need that inside labels, legends and links and in what is announced. There they use only the words of
    the content, of which browsers leave formulas out. Anywhere else they read and explore the formula itself.
    """
    return Markup(_FORMULA.sub(_named, html))


def _named(formula: re.Match[str]) -> str:
    tex = _TEX.search(formula[2])
    if not tex:
        return formula[0]
    return f'<math{formula[1]} aria-label="{escape(spoken(unescape(tex[1])))}">{formula[2]}</math>'


def _row(elements: list[ElementTree.Element], depth: int) -> str:
    """Elements one after the other."""
    words: list[str] = []
    place = 0
    while place < len(elements):
        digits = _grouped(elements, place)
        if digits:
            words.append("".join(_text(element) for element in elements[place : place + digits]))
            place += digits
            continue
        words.append(_said(elements[place], depth))
        place += 1
    return re.sub(r" (?=[,;:.](?: |$))", "", " ".join(filter(None, words)))


def _grouped(elements: list[ElementTree.Element], start: int) -> int:
    """How many elements from there are one number written in groups of three digits, as ``1{,}000``; 0 if none."""
    end = start + 1
    if elements[start].tag != "mn":
        return 0
    while (
        end + 1 < len(elements)
        and _text(elements[end]) == ","
        and elements[end].get("rspace") == "0"
        and re.fullmatch(r"\d{3}(\.\d+)?", _text(elements[end + 1]))
    ):
        end += 2
    return end - start if end > start + 1 else 0


def _said(element: ElementTree.Element, depth: int) -> str:
    """An element in words."""
    if depth > DEEPEST:
        return " ".join(filter(None, map(_sign, element.itertext())))
    children = list(element)
    match element.tag:
        case "mi" | "mo":
            return _sign(_text(element))
        case "mn" | "mtext" | "ms":
            return _text(element)
        case "mfrac":
            return _fraction(element, [_said(child, depth + 1) for child in children])
        case "msqrt":
            return f"square root of {_row(children, depth + 1)}{_end(element, 'root')}"
        case "mroot":
            base, order = (_said(child, depth + 1) for child in children)
            return f"root of order {order} of {base}{_end(children[0], 'root')}"
        case "msub" | "msup" | "msubsup" | "munder" | "mover" | "munderover":
            return _scripts(element, [_said(child, depth + 1) for child in children])
        case "mtable":
            return "; ".join(", ".join(_row(list(cell), depth + 2) for cell in row) for row in children)
        case "mrow" if _is_choice(children):
            return _said(children[1], depth + 1)
        case _:
            return _row(children, depth + 1)


def _fraction(element: ElementTree.Element, words: list[str]) -> str:
    above, below = words
    if element.get("linethickness") == "0":
        return f"{_enclosed(above, element[0])} choose {_enclosed(below, element[1])}"
    if _signs(element[0]) < 2 and _signs(element[1]) < 2:
        return f"{above} over {below}"
    return f"fraction {above} over {below} end fraction"


def _scripts(element: ElementTree.Element, words: list[str]) -> str:
    children = list(element)
    match element.tag:
        case "msub" | "munder":
            return words[0] + _below(children, words[1])
        case "msup" | "mover":
            return words[0] + _above(element, children[1], words[1])
        case _ if _text(children[0]) in _OF:
            return f"{words[0]} from {words[1]} to {words[2]} of"
        case _:
            return words[0] + _below(children, words[1]) + _above(element, children[2], words[2])


def _below(children: list[ElementTree.Element], words: str) -> str:
    if _text(children[0]) in _RANGED:
        return f" over {words}{' of' if _text(children[0]) in _OF else ''}"
    return f" sub {words}{_end(children[1], 'sub')}"


def _above(element: ElementTree.Element, above: ElementTree.Element, words: str) -> str:
    if element.tag == "mover":
        return f" {words}" if element.get("accent") else f" with {words}" if words else ""
    if power := _POWERS.get(_text(above)):
        return f" {power}"
    return f" to the power {words}{_end(above, 'power')}"


def _end(element: ElementTree.Element, name: str) -> str:
    """Words for the end of a part, which must be heard where it has more than a number with its sign."""
    return "" if _signs(element) < 2 or re.fullmatch(r"−?(?:\w|[\d.]+)", _text(element)) else f" end {name}"


def _enclosed(words: str, element: ElementTree.Element) -> str:
    return words if _signs(element) < 2 else f"open paren {words} close paren"


def _is_choice(children: list[ElementTree.Element]) -> bool:
    """A binomial coefficient in its parentheses, which "choose" stands for."""
    return len(children) == 3 and children[1].tag == "mfrac" and children[1].get("linethickness") == "0"


def _signs(element: ElementTree.Element) -> int:
    return sum(bool(text.strip("\u2061\u2062\u2063\u2064 \n\u00a0")) for text in element.itertext())


def _text(element: ElementTree.Element) -> str:
    return "".join(element.itertext()).strip("\u2061\u2062\u2063\u2064 \n\u00a0")


def _sign(text: str) -> str:
    """A letter, a function or a symbol in words."""
    text = text.strip("\u2061\u2062\u2063\u2064 \n\u00a0")
    if words := _SIGNS.get(text):
        return words
    plain = unicodedata.normalize("NFKC", text)
    if len(plain) != 1:
        return plain if _ITSELF.fullmatch(plain) else " ".join(filter(None, map(_sign, _each(plain))))
    name = unicodedata.name(plain, "")
    script = "script " if "SCRIPT" in unicodedata.name(text, "") and not name.startswith("SCRIPT") else ""
    cap = "cap " if plain.isupper() else ""
    letter = re.fullmatch(r"GREEK (?:(?:SMALL|CAPITAL) LETTER |LUNATE )?(\w+)(?: SYMBOL)?", name)
    return (
        script
        + cap
        + (letter[1].lower().replace("lamda", "lambda") if letter else plain if plain.isascii() else name.lower())
    )


def _each(text: str) -> Iterator[str]:
    """The words and the symbols of a text."""
    return (found[0] for found in re.finditer(rf"{_ITSELF.pattern}|\S", text))
