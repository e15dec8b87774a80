from __future__ import annotations

import pytest

from macros.core.formulas import FormulaError, mathml, mathml_parts


def test_display_and_line_style() -> None:
    assert mathml("x", display=True).startswith('<math display="block">')
    assert mathml("x", display=False).startswith("<math><")


def test_the_style_of_a_fraction_is_an_element_around_it() -> None:
    half = "<mfrac><mn>1</mn><mn>2</mn></mfrac>"
    small = f'<mstyle displaystyle="false">{half}</mstyle>'
    assert f"<mrow>{small}</mrow>" in mathml(r"\tfrac{1}{2}", display=True)
    assert f"<mrow><mfrac>{small}<mn>3</mn></mfrac></mrow>" in mathml(r"\frac{\tfrac12}{3}", display=True)


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
