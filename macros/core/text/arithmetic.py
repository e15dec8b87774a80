"""Recomputes figures from the arithmetic that contributors write beside them."""

from __future__ import annotations

import ast
import math
import re
import sys
from collections.abc import Sequence
from typing import Any

from simpleeval import EvalWithCompoundTypes, InvalidExpression

from ..model.types import Calculation

_LARGEST = 10_000
_LARGEST_LOGARITHM = math.log(sys.float_info.max)
_ERRORS = (InvalidExpression, ArithmeticError, ValueError, TypeError, SyntaxError, MemoryError, RecursionError)


class CalculationError(ValueError):
    """An expression that cannot be computed; the message says why."""


def _comb(n: float, k: float) -> int:
    if not 0 <= k <= n <= _LARGEST:
        raise CalculationError(f"comb takes whole numbers from 0 to {_LARGEST}")
    if math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) > _LARGEST_LOGARITHM:
        raise CalculationError("the result of comb is too large")  # known without the slow computation
    return math.comb(int(n), int(k))


_FUNCTIONS = {
    "exp": math.exp,
    "log": math.log,
    "log2": math.log2,
    "log10": math.log10,
    "sqrt": math.sqrt,
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "comb": _comb,
    "sum": sum,
    "min": min,
    "max": max,
    "abs": abs,
}


def values(calculations: Sequence[Calculation]) -> list[float | CalculationError]:
    """The value of each expression, in order, or why it has none. Later ones may use the names of earlier ones."""
    names: dict[str, float] = {}
    found: list[float | CalculationError] = []
    for calculation in calculations:
        try:
            names[calculation.name] = _evaluate(calculation.expression, names)
            found.append(names[calculation.name])
        except CalculationError as error:
            found.append(error)
    return found


def agrees(value: float, shown: str) -> bool:
    """Whether ``shown``, such as ``0.7311``, ``2,064`` or ``1.2e23``, is ``value`` rounded to its last digit."""
    mantissa, _, exponent = shown.replace(",", "").partition("e")
    digits = len(mantissa.partition(".")[2])
    unit = float(f"1e{int(exponent or 0) - digits}")
    return math.isfinite(unit) and abs(value - number(shown)) <= unit * (0.5 + 1e-6)


def number(shown: str) -> float:
    """The number that a figure in a text stands for."""
    return float(shown.replace(",", "").replace("−", "-"))


def number_words(value: float) -> str:
    """A number as readers see it: groups of three digits, no exponent below 10¹⁵."""
    if value and not 1e-6 <= abs(value) < 1e15:
        mantissa, _, exponent = f"{value:.6g}".partition("e")
        return f"{mantissa} × 10^{int(exponent)}".replace("-", "−") if exponent else mantissa.replace("-", "−")
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


def numbers(calculations: Sequence[Calculation]) -> set[float]:
    """All numbers that stand in the expressions and results."""
    found: set[float] = set()
    for calculation in calculations:
        found.update({number(calculation.result)} if calculation.result else ())
        found.update(number(match) for match in re.findall(r"[0-9]+(?:\.[0-9]+)?", calculation.expression))
    return found


def _evaluate(expression: str, names: dict[str, float]) -> float:
    evaluator = EvalWithCompoundTypes(functions=_FUNCTIONS, names=dict(names))
    evaluator.operators[ast.Pow] = lambda base, exponent: float(base) ** float(exponent)  # quick, however large
    for node in (
        ast.Attribute,
        ast.ListComp,
        ast.GeneratorExp,
        ast.Subscript,
        ast.IfExp,
        ast.Compare,
        ast.Dict,
        ast.Set,
    ):
        evaluator.nodes.pop(node, None)
    try:
        value: Any = evaluator.eval(expression)
        result = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else math.nan
    except CalculationError:
        raise
    except _ERRORS as error:
        raise CalculationError(str(error) or type(error).__name__) from None
    if not math.isfinite(result):
        raise CalculationError("the result is not a finite number")
    return result
