from __future__ import annotations

import pytest

from macros.core.calculations import CalculationError, agrees, numbers, values
from macros.core.model import Calculation


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
