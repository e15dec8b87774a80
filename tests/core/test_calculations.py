from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.core.model.types import Calculation
from macros.core.text.arithmetic import CalculationError, agrees, numbers, values


def calculation(name: str, expression: str, result: str | None = None) -> Calculation:
    return Calculation(name=name, expression=expression, result=result)


def test_later_expressions_use_earlier_results() -> None:
    found = values([calculation("a", "exp(1)"), calculation("b", "log(a) + sum([1, 2]) + comb(5, 2)")])
    assert found == [pytest.approx(2.718281828), pytest.approx(14)]


@pytest.mark.parametrize(
    ("value", "shown", "expected"),
    [
        (0.73106, "0.7311", True),
        (0.73106, "0.731", True),
        (0.73106, "0.7310", False),
        (2064.4, "2,064", True),
        (-0.2371, "-0.24", True),
        (0.5, "0.50", True),
        (1.23e23, "1.2e23", True),
        (1.26e23, "1.2e23", False),
        (0.125, "0.13", True),
        (0.125, "0.12", True),
    ],
)
def test_a_figure_is_the_value_rounded_to_its_last_digit(value: float, shown: str, expected: bool) -> None:
    assert agrees(value, shown) is expected


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("1 / 0", "division by zero"),
        ("log(0)", ""),
        ("9 ** 9 ** 9 ** 9", "Numerical result out of range"),
        ("(-8) ** 0.5", "not a finite number"),
        ("exp(1000)", "math range error"),
        ("comb(99999, 2)", "comb takes whole numbers"),
        ("nobody", "'nobody' is not defined"),
        ("(1).real", "Attribute"),
        ("exp.a", "Attribute"),
        ("[1, 2]", "not a finite number"),
        ("[1, 2][0]", "Subscript"),
        ("open(1)", "open"),
        ("1 if 1 else 2", "IfExp"),
        ("[a for a in [1]]", "ListComp"),
        ("1 +", "syntax"),
    ],
)
def test_what_cannot_be_computed_is_said(expression: str, said: str) -> None:
    (found,) = values([Calculation.model_construct(name="a", expression=expression, result=None)])
    assert isinstance(found, CalculationError)
    assert said in str(found)


def test_an_error_does_not_hide_the_others() -> None:
    found = values([calculation("a", "b"), calculation("c", "2 * 3")])
    assert isinstance(found[0], CalculationError)
    assert found[1] == 6


def test_numbers_of_expressions_and_results() -> None:
    assert numbers([calculation("a", "0.5 * exp(2)", "3.69"), calculation("b", "1024")]) == {0.5, 2, 3.69, 1024}


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("comb(10000, 5000)", "the result of comb is too large"),
        ("comb(10000, 5000) / comb(10000, 4999)", "the result of comb is too large"),
        ("*".join(["9999"] * 40) + "*" + "*".join(["9999"] * 40), "int too large to convert to float"),
        ("1e308 * 10", "the result is not a finite number"),
        ("sum(1 for a in [1])", "GeneratorExp"),
        ("-" * 200 + "(1", "never closed"),
    ],
)
def test_what_is_too_large_is_said(expression: str, said: str) -> None:
    (found,) = values([Calculation.model_construct(name="a", expression=expression, result=None)])
    assert isinstance(found, CalculationError)
    assert said in str(found)


def test_a_large_comb_that_fits_is_computed() -> None:
    assert values([calculation("a", "comb(1000, 500)")]) == [pytest.approx(2.7028824094543655e299)]


@pytest.mark.parametrize("shown", ["1e9999", "-1e9999", "1e309", "1e99999999999999999999", "9e308", "1e-9999"])
def test_no_value_agrees_with_a_figure_beyond_all_numbers(shown: str) -> None:
    assert not any(agrees(value, shown) for value in (1.0, -1e308, 1.7e308))


SIGNS = st.sampled_from([
    *"0123456789+-*/().,[] ", "**", "comb(", "exp(", "sum(", "log(", "sqrt(", "max(", "10000", "1e308", "5e-324",
    "5000", " for ", " in ", " if ", " else ", " and ", "not ", "None", "lambda ", "a", "__", "1j", "0x", "_",
])  # fmt: skip


@settings(derandomize=True, deadline=None, max_examples=500)
@given(st.lists(SIGNS, min_size=1, max_size=40).map(lambda parts: "".join(parts)[:240]))
def test_any_expression_has_a_finite_value_or_a_reason(expression: str) -> None:
    (found,) = values([calculation("a", expression)])
    assert isinstance(found, CalculationError) or math.isfinite(found)


@given(st.from_regex(r"-?[0-9][0-9,]*(\.[0-9]+)?(e-?[0-9]+)?", fullmatch=True), st.floats(allow_nan=False))
def test_any_result_can_be_compared(shown: str, value: float) -> None:
    assert agrees(value, shown) in (True, False)
