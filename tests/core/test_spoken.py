from __future__ import annotations

import re

import pytest
from markupsafe import Markup

from macros.core.model.types import Text
from macros.core.text.formulas import FormulaError, mathml
from macros.core.text.markdown import mentions
from macros.core.text.spoken import DEEPEST, spoken, with_names
from tests.data.test_shipped_data import library


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (r"\beta\log\pi_{\mathrm{ref}}", "beta log pi sub ref"),
        (r"x^2+y^3", "x squared plus y cubed"),
        (r"C\approx 6ND", "cap C is approximately 6 cap N cap D"),
        (r"1{,}024=2^{10}", "1,024 equals 2 to the power 10"),
        (r"p(y\mid x)", "p open paren y given x close paren"),
        (r"\tfrac12", "1 over 2"),
        (r"\frac{a+b}{c}", "fraction a plus b over c end fraction"),
        (r"1/\sqrt{m}", "1 over square root of m"),
        (r"\sqrt{k/m}", "square root of k over m end root"),
        (r"\sqrt[3]{x+1}", "root of order 3 of x plus 1 end root"),
        (r"x_{i+1}^{-k}", "x sub i plus 1 end sub to the power minus k"),
        (r"e^{a-b}c", "e to the power a minus b end power c"),
        (r"x'_i", "x sub i prime"),
        (r"\pi^{*}", "pi star"),
        (r"W^{\top}W", "cap W transpose cap W"),
        (r"72^\circ", "72 degrees"),
        (r"\sum_{i=1}^n x_i", "sum from i equals 1 to n of x sub i"),
        (r"\sum_c p(c)", "sum over c of p open paren c close paren"),
        (r"\min_{t\le T}p_t", "min over t is at most cap T p sub t"),
        (r"\mathbb{E}_{\mathcal{D}}", "expectation over script cap D"),
        (r"\binom{K}{2}", "cap K choose 2"),
        (r"\hat r,\ \bar p", "r hat, p bar"),
        (r"\lambda\varepsilon\Delta\phi\ell", "lambda epsilon cap delta phi ell"),
        (r"y_w\succ y_l", "y sub w is preferred to y sub l"),
        (r"D_{\mathrm{KL}}(\pi\Vert q)", "cap D sub KL open paren pi double bar q close paren"),
        (r"62.5\%", "62.5 percent"),
        (r"\text{if }x<0", "if x is less than 0"),
        (r"\begin{cases}1&x>0\\0&\text{else}\end{cases}", "open brace 1, x is greater than 0; 0, else"),
        (r"a\xleftrightarrow{\ \text{outer}\ }b", "a double arrow with outer b"),
        (r"\mathrm{pass@}k", "pass@ k"),
    ],
)
def test_a_formula_in_words(tex: str, words: str) -> None:
    assert spoken(tex) == words


def test_every_formula_of_the_site_is_words() -> None:
    """No sign is left that a screen reader would pass over, and no TeX."""
    shipped = library()
    marked = [part for id_ in shipped.concepts for part in shipped.marked(shipped.document(id_))]
    found = {value for _, mark, value in marked if isinstance(mark, Text) and mark.kind == "tex"}
    for _, mark, value in marked:
        if isinstance(mark, Text) and mark.kind not in ("tex", "plain"):
            found |= {mention.value for mention in mentions(value, block=mark.kind == "block") if mention.kind == "tex"}
    assert len(found) > 500
    odd = {tex: spoken(tex) for tex in found if not re.fullmatch(r"[A-Za-z0-9 .,;:'@-]+", spoken(tex))}
    assert odd == {}


def test_what_lies_too_deep_is_read_sign_by_sign() -> None:
    tex = r"\sqrt{" * 3000 + "x" + "}" * 3000
    assert spoken(tex) == "square root of " * DEEPEST + "x"


def test_formulas_in_html_are_named() -> None:
    one, two = mathml(r"\beta", display=False), mathml(r"x<\text{a\&b}", display=True)
    named = with_names(Markup("<label>If {} or {}</label>").format(one, two))
    assert '<label>If <math aria-label="beta"><semantics>' in named
    assert '<math display="block" aria-label="x is less than a&amp;b"><semantics>' in named
    assert with_names(named) == named
    assert with_names(Markup("<p>None</p>")) == "<p>None</p>"


def test_wrong_tex_is_refused() -> None:
    with pytest.raises(FormulaError):
        spoken(r"\nothing")
