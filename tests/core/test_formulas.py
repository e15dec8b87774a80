from __future__ import annotations

import pytest

from macros.core.text.formulas import MOST_EXPANSIONS, FormulaError, mathml, mathml_parts


def test_display_and_line_style() -> None:
    assert mathml("x", display=True).startswith('<math display="block">')
    assert mathml("x", display=False).startswith("<math><")


def test_the_style_of_a_fraction_is_an_element_around_it() -> None:
    half = "<mfrac><mn>1</mn><mn>2</mn></mfrac>"
    small = f'<mstyle displaystyle="false">{half}</mstyle>'
    assert f"<mrow>{small}</mrow>" in mathml(r"\tfrac{1}{2}", display=True)
    assert f"<mrow><mfrac>{small}<mn>3</mn></mfrac></mrow>" in mathml(r"\frac{\tfrac12}{3}", display=True)


@pytest.mark.parametrize(
    ("tex", "script"),
    [
        (r"\Bigl(x\Bigr)^a", '<msup><mrow><mo minsize="1.623em" maxsize="1.623em">)</mo></mrow><mi>a</mi></msup>'),
        (r"\big(x\big)_a", '<msub><mrow><mo minsize="1.2em" maxsize="1.2em">)</mo></mrow><mi>a</mi></msub>'),
        (r"\left(\frac12\right)^a", "<mn>2</mn></mfrac><mo>)</mo></mrow><mi>a</mi></msup>"),
        (r"(x)^a", '<msup><mo stretchy="false">)</mo><mi>a</mi></msup>'),
        (r"\int_0^1", '<msubsup><mo lspace="0" rspace="0">∫</mo><mn>0</mn><mn>1</mn></msubsup>'),
    ],
)
def test_a_sized_bracket_is_in_a_row_of_its_own_below_a_script(tex: str, script: str) -> None:
    assert script in mathml(tex, display=True)


_STRUT = '<mspace height="0.7em" depth="0.2em"/>'


@pytest.mark.parametrize(
    ("tex", "root"),
    [
        (r"\sqrt{m}", f"<msqrt><mi>m</mi>{_STRUT}</msqrt>"),
        (r"\sqrt[3]{m}", f"<mroot><mrow><mi>m</mi>{_STRUT}</mrow><mn>3</mn></mroot>"),
        (
            r"\sqrt[\sqrt2]{\sqrt m}",
            f"<mroot><mrow><msqrt><mi>m</mi>{_STRUT}</msqrt>{_STRUT}</mrow><msqrt><mn>2</mn>{_STRUT}</msqrt></mroot>",
        ),
    ],
)
def test_a_root_is_around_a_strut(tex: str, root: str) -> None:
    assert root in mathml(tex, display=False)


@pytest.mark.parametrize(
    ("tex", "column", "message"),
    [
        (r"a + \nothing", 5, 'Unknown command "\\nothing".'),
        (r"\frac{1}{", 10, 'Expected closing token "}", but reached end of input.'),
        (r"x\def\y{\y\y}\y", 2, r"the command \def is not allowed in a formula"),
        (r"\href{javascript:alert(1)}{x}", 1, 'Unknown command "\\href".'),
        (r"\rule{1000em}{1000em}", 1, 'Unknown command "\\rule".'),
        (r"\kern5000mu x", 1, r"the command \kern is not allowed in a formula"),
        (r"\hskip1000em", 1, r"the command \hskip is not allowed in a formula"),
        (r"\raisebox{100em}{x}", 1, r"the command \raisebox is not allowed in a formula"),
        (r"\genfrac(){1000em}0ab", 1, r"the command \genfrac is not allowed in a formula"),
        (r"\gdef\x{y}\x", 1, r"the command \gdef is not allowed in a formula"),
        (r"\let\x=y", 1, r"the command \let is not allowed in a formula"),
        (r"a\hspace{-5000pt}", 2, r"the command \hspace is not allowed in a formula"),
    ],
)
def test_refused(tex: str, column: int, message: str) -> None:
    with pytest.raises(FormulaError) as caught:
        mathml(tex, display=False)
    assert (caught.value.column, str(caught.value)) == (column, message)


@pytest.mark.parametrize(
    ("tex", "parts"),
    [
        (r"a=b,\qquad c=d", ["a=b,", "c=d"]),
        (r"a=b", ["a=b"]),
        (r"\left(a\qquad b\right)", [r"\left(a\qquad b\right)"]),
        (r"\begin{aligned}a\qquad b\end{aligned}", [r"\begin{aligned}a\qquad b\end{aligned}"]),
        (r"a \qquad", [r"a \qquad"]),
        (r"\sqrt[3\qquad 4]{x}", [r"\sqrt[3\qquad 4]{x}"]),
        (r"\color{red}a\qquad b", [r"\color{red}a\qquad b"]),
    ],
)
def test_a_formula_breaks_where_its_parts_stand_alone(tex: str, parts: list[str]) -> None:
    assert mathml_parts(tex) == [mathml(part, display=True) for part in parts]


SHORTHANDS = (
    "bmod", "pmod", "mod", "pod", "bra", "ket", "braket", "Bra", "Ket", "set", "Set", "iff", "implies", "ldots", "surd",
    "colonequals", "mathstrut",
)  # fmt: skip
"""Commands that stand for others."""


@pytest.mark.parametrize("name", SHORTHANDS)
def test_a_formula_may_have_many_shorthands(name: str) -> None:
    once = len(mathml(rf"\{name}{{a}}", display=True))
    assert len(mathml(rf"\{name}{{a}}" * 40, display=True)) < 40 * once


@pytest.mark.parametrize("name", SHORTHANDS)
def test_shorthands_within_each_other_grow_no_faster_than_the_text(name: str) -> None:
    def nested(depth: int) -> int:
        return len(mathml(rf"\{name}{{" * depth + "a" + "}" * depth, display=True))

    assert nested(40) - nested(20) == 2 * (nested(20) - nested(10))


@pytest.mark.parametrize(
    "tex",
    [
        r"\def\a{\b\b}\a", r"\let\a\b", r"\newcommand{\a}{x}\a", r"\newcommand*{\a}{x}\a",
        r"\renewcommand\ldots{\ldots\ldots}",
        r"\providecommand\a{x}", r"\gdef\a{x}", r"\edef\a{x}", r"\xdef\a{x}", r"\global\def\a{x}", r"\futurelet\a b",
        r"\DeclareMathOperator{\a}{b}", r"\csname def\endcsname\a{b}", r"\expandafter\def\a{b}", r"\catcode`\@=0",
        r"\mathchardef\a=1", r"\newenvironment{a}{b}{c}",
    ],
)  # fmt: skip
def test_no_formula_defines_commands(tex: str) -> None:
    """With definitions, a few lines could stand for more than fits into memory."""
    with pytest.raises(FormulaError):
        mathml(tex, display=True)


def test_more_shorthands_than_any_formula_needs_are_refused() -> None:
    with pytest.raises(FormulaError, match="Too many expansions"):
        mathml(r"\ldots " * (MOST_EXPANSIONS + 1), display=True)
