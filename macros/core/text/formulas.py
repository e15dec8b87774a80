"""TeX to MathML."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

import math_core
from markupsafe import Markup, escape

MOST_EXPANSIONS = 1_000
"""Of commands that stand for others, such as ``\\ldots``, in one formula; far more than any needs."""
_BREAK = re.compile(r"\s*\\qquad\s*")
_SWITCH = re.compile(r"\\(color|displaystyle|textstyle|scriptstyle|bf|it|rm)\b")
_SIZED_BASE = re.compile(r'(<(?:msub|msup|msubsup)>)(<mo(?= )[^>]*(?: minsize=| stretchy="true")[^>]*>[^<]*</mo>)')
_TAG = re.compile(r"<(/?)(\w+)[^>]*?(/?)>")
_STRUT = '<mspace height="0.7em" depth="0.2em"/>'
"""The size of a line, as ``\\mathstrut`` in TeX: the smallest root sign reaches around it and no deeper."""
_STYLE = re.compile(r'(?<= )style="([^"<>]*)"')
_REFUSED = re.compile(
    r"\\(def|gdef|edef|xdef|let|global|newcommand|renewcommand|providecommand|hspace|mspace|kern|mkern|hskip|mskip"
    r"|raisebox|genfrac|tag|label|ref|eqref)(?![A-Za-z])\*?"
)


class FormulaError(ValueError):
    """A formula that cannot be set. ``column`` counts the characters of the TeX from 1."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


@lru_cache(maxsize=1)
def _converter() -> math_core.LatexToMathML:
    return math_core.LatexToMathML(fancy_error=False, max_expansions=MOST_EXPANSIONS)


@lru_cache(maxsize=4096)
def mathml(tex: str, *, display: bool) -> Markup:
    """The formula as a ``<math>`` element, in display style or within a line.

    The TeX itself is kept as the element's annotation, so that it can be copied and tools can read it. How cells are
    aligned and spaced is said by classes, since the site's policy forbids style attributes; :func:`styles` has the
    rules.

    Raises:
        FormulaError: the TeX is wrong, or uses a command that reaches beyond its own formula.
    """
    head, _, body = _converted(tex, display).removesuffix("</math>").partition(">")
    body = _STYLE.sub(lambda match: f'class="{_style_class(match[1])}"', body)
    note = f'<annotation encoding="application/x-tex">{escape(tex)}</annotation>'
    return Markup(f"{head}><semantics><mrow>{body}</mrow>{note}</semantics></math>")


def styles(tex: str, *, display: bool) -> dict[str, str]:
    """The declarations of each class in the ``<math>`` element of a formula.

    Raises:
        FormulaError: see :func:`mathml`.
    """
    return {_style_class(declarations): declarations for declarations in _STYLE.findall(_converted(tex, display))}


@lru_cache(maxsize=4096)
def _converted(tex: str, display: bool) -> str:
    if found := _REFUSED.search(tex):
        raise FormulaError(f"the command {found.group()} is not allowed in a formula", found.start() + 1)
    try:
        text = _converter().convert_with_local_state(tex, displaystyle=display)
    except math_core.LatexError as error:
        at, _, said = str(error).partition(": ")
        raise FormulaError(said, int(at) + 1) from None
    if "<menclose" in text:
        raise FormulaError("boxes and strikes are not drawn by browsers; leave them out", 1)
    text = text.replace("\ufe00", "").replace("\ufe01", "")
    # Chromium draws a sized bracket in its own size only where the script is not attached to the bracket itself.
    text = _SIZED_BASE.sub(r"\1<mrow>\2</mrow>", text)
    return _roots_on_the_line(_styled_fractions(text))


def _style_class(declarations: str) -> str:
    return f"aa-tex-{hashlib.sha256(declarations.encode()).hexdigest()[:8]}"


def typed(tex: str) -> str:
    """What a person would type to find a formula: names for letters and functions, and no TeX.

    For example ``beta log pi_ref`` for ``\\beta\\log\\pi_{\\mathrm{ref}}``.
    """
    text = re.sub(r"\\(?:begin|end)\{\w+\*?\}|\\(?:left|right|[bB]igg?[lrm]?)(?![A-Za-z])", " ", tex)
    text = re.sub(r"\\(?:d|t)?frac\s*\{((?:[^{}]|\{[^{}]*\})*)\}\s*\{", r" \1 / {", text)
    text = re.sub(
        r"\\(?:mathrm|mathbf|mathbb|mathcal|mathit|mathsf|boldsymbol|operatorname\*?|text\w*)(?![A-Za-z])", " ", text
    )
    text = re.sub(r"([_^])\s*\{?\s*", r"\1", text)
    text = re.sub(r"\\([A-Za-z]+)", lambda match: f" {_TYPED.get(match[1], match[1])} ", text)
    text = re.sub(r"\\.|[{}&$~]", " ", text)
    return " ".join(re.sub(r"\s*([_^])\s*", r"\1", text).split())


_TYPED = dict.fromkeys(("quad", "qquad", "displaystyle", "textstyle", "limits", "mid", "cdot", "ldots", "dots"), "") | {
    "varepsilon": "epsilon",
    "varphi": "phi",
    "vartheta": "theta",
    "leq": "<=",
    "le": "<=",
    "geq": ">=",
    "ge": ">=",
    "neq": "!=",
    "ne": "!=",
    "ll": "<<",
    "gg": ">>",
    "approx": "≈",
    "times": "×",
    "pm": "±",
    "to": "->",
    "rightarrow": "->",
    "infty": "infinity",
}


def mathml_parts(tex: str) -> list[Markup]:
    """The parts of a formula between ``\\qquad``, each in display style, so that a narrow page can put them in lines.

    A formula whose parts do not stand on their own, since a bracket spans them, is one part.

    Raises:
        FormulaError: see :func:`mathml`.
    """
    parts = _BREAK.split(tex.strip())
    if all(_stands_alone(part) for part in parts) and not _SWITCH.search(tex):
        try:
            return [mathml(part, display=True) for part in parts]
        except FormulaError:
            pass  # the parts are wrong only without each other
    return [mathml(tex, display=True)]


def _styled_fractions(markup: str) -> str:
    """The style of a fraction as an element around it: as an attribute of ``mfrac``, the HTML standard has it not."""
    styled: list[bool] = []

    def replaced(tag: re.Match[str]) -> str:
        if tag[0] == "</mfrac>":
            return "</mfrac></mstyle>" if styled.pop() else "</mfrac>"
        styled.append("displaystyle" in tag[1])
        return f"<mstyle{tag[1]}><mfrac>" if styled[-1] else tag[0]

    return re.sub(r"<mfrac([^>]*)>|</mfrac>", replaced, markup)


def _roots_on_the_line(markup: str) -> str:
    """Roots around a strut. Browsers hang the sign from the bar above what is in it, below the line if that is low."""
    inside: list[str] = []

    def replaced(tag: re.Match[str]) -> str:
        closing, name, empty = tag.groups()
        if not closing and not empty:
            inside.append(name)
            return f"{tag[0]}<mrow>" if name == "mroot" else tag[0]
        if closing:
            inside.pop()
        text = f"{_STRUT}{tag[0]}" if name == "msqrt" else tag[0]
        if inside and inside[-1] == "mroot":
            inside[-1] = "index of mroot"
            return f"{text}{_STRUT}</mrow>"
        return text

    return _TAG.sub(replaced, markup) if "<msqrt" in markup or "<mroot" in markup else markup


def _stands_alone(tex: str) -> bool:
    pairs = ((r"(?<!\\)\{", r"(?<!\\)\}"), (r"\\left\b", r"\\right\b"), (r"\\begin\b", r"\\end\b"))
    return bool(tex) and all(len(re.findall(a, tex)) == len(re.findall(b, tex)) for a, b in pairs)
