"""Grades answers to questions by ids, numbers and words.

``web/scripts/grading.mjs`` does the same in the browser; both agree on ``tests/grading.json``. A *key* is
what an answer is compared with, as plain data:

============  =========================================================================================
``single``    ``right``: ids, one of them
``multiple``  ``right``: ids, ``ids``: all ids
``numeric``   ``value``, ``abs`` or ``rel``, ``unit``, ``near``: pairs of limits, ``share``: whether it is one
``order``     ``order``: ids from first to last
``match``     ``pairs``: id of the choice by id of the item
``cloze``     ``blanks``: by id ``accept`` and ``near``, lists of words
``recall``    ``must``, ``other``, ``flags``: ids of criteria and red flags
============  =========================================================================================
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, assert_never

from ..model.questions import (
    AnyQuestion,
    ClozeQuestion,
    MatchQuestion,
    MultipleQuestion,
    NumericQuestion,
    OrderQuestion,
    RecallQuestion,
    SingleQuestion,
)

Key = Mapping[str, Any]


@dataclass(frozen=True)
class Grade:
    """What an answer is worth.

    Attributes:
        verdict: ``right``, ``partial``, ``wrong``, or ``unreadable`` for what is no answer yet.
        parts: Whether each part of the answer is as it should be, by its id.
        near: Position of the wrong number that was given among those of the key, or of wrong words by gap.
        problem: Why it is unreadable: ``empty``, ``comma``, ``unit``, ``number`` or ``spelling``; ``share`` or
            ``percent`` where the number would be right in that form.
    """

    verdict: str
    parts: Mapping[str, bool] = field(default_factory=dict)
    near: int | Mapping[str, int] | None = None
    problem: str = ""


def key_of(question: AnyQuestion) -> dict[str, Any]:
    """The key of a question."""
    match question:
        case SingleQuestion() | MultipleQuestion():
            right = [option.id for option in question.options if option.correct]
            return {"type": question.type, "right": right, "ids": [option.id for option in question.options]}
        case NumericQuestion():
            answer = question.answer
            limit = {"rel": answer.rel} if answer.abs is None else {"abs": answer.abs}
            near = [[wrong.least, wrong.most] for wrong in question.near]
            share = {"share": True} if answer.share else {}
            return {"type": "numeric", "value": answer.value, **limit, "unit": answer.unit, "near": near, **share}
        case OrderQuestion():
            return {"type": "order", "order": [item.id for item in question.items]}
        case MatchQuestion():
            return {"type": "match", "pairs": {item.id: item.choice for item in question.items}}
        case ClozeQuestion():
            blanks = {
                blank.id: {"accept": list(blank.accept), "near": [wrong.text for wrong in blank.near]}
                for blank in question.blanks
            }
            return {"type": "cloze", "blanks": blanks}
        case RecallQuestion():
            must = [criterion.id for criterion in question.rubric if criterion.must]
            other = [criterion.id for criterion in question.rubric if not criterion.must]
            return {"type": "recall", "must": must, "other": other, "flags": [flag.id for flag in question.red_flags]}
        case _:
            assert_never(question)


def grade(key: Key, answer: Any, *, lenient: bool = True) -> Grade:
    """The grade of an answer.

    ``answer`` is an option's id (single), ids (multiple, order), a text (numeric), a mapping of ids to choices (match)
    or texts (cloze), or a mapping with lists of ids, ``ticks`` and ``flags`` (recall). With ``lenient``, words that
    are one letter off are ``unreadable`` instead of wrong.
    """
    return _GRADERS[key["type"]](key, answer, lenient)


def _single(key: Key, answer: str, _lenient: bool) -> Grade:
    if not answer:
        return Grade("unreadable", problem="empty")
    return Grade("right" if answer in key["right"] else "wrong")


def _multiple(key: Key, answer: list[str], _lenient: bool) -> Grade:
    if not answer:
        return Grade("unreadable", problem="empty")
    parts = {name: (name in answer) == (name in key["right"]) for name in key["ids"]}
    found = sum(name in key["right"] for name in answer)
    return Grade(_verdict(all(parts.values()), found > len(answer) - found), parts)


def _numeric(key: Key, answer: str, _lenient: bool) -> Grade:
    number = read_number(answer, key["unit"])
    if isinstance(number, str):
        return Grade("unreadable", problem=number)
    if _meets(key, number):
        return Grade("right")
    if "," in answer and _meets(key, read_number(answer.replace(",", "."), key["unit"])):
        return Grade("unreadable", problem="comma")
    if form := _other_form(key, answer):
        return Grade("unreadable", problem=form)
    ranges = enumerate(key["near"])
    return Grade("wrong", near=next((n for n, (least, most) in ranges if _within(number, least, most)), None))


def _meets(key: Key, number: float | str) -> bool:
    if isinstance(number, str):
        return False
    value: float = key["value"]
    allowed: float = key["abs"] if "abs" in key else key["rel"] * abs(value)
    slack = 1e-9 * max(abs(value), allowed)
    return abs(number - value) <= allowed + slack


def _other_form(key: Key, answer: str) -> str:
    """The form in which a number would be right: ``share`` for 62.5 instead of 0.625, ``percent`` for the reverse."""
    if key.get("share"):
        return "share" if _meets(key, read_number(f"{answer}%", "")) else ""
    if _unit(key["unit"]) != "%":
        return ""
    share = read_number(answer, "")
    return "percent" if not isinstance(share, str) and _meets(key, 100 * share) else ""


def _within(number: float, least: float, most: float) -> bool:
    slack = 1e-9 * max(abs(least), abs(most))
    return least - slack <= number <= most + slack


def _order(key: Key, answer: list[str], _lenient: bool) -> Grade:
    right = key["order"]
    if sorted(answer) != sorted(right):
        return Grade("unreadable", problem="empty")
    parts = {name: answer[place] == name for place, name in enumerate(right)}
    following = set(pairwise(right))
    kept = sum(pair in following for pair in pairwise(answer))
    return Grade(_verdict(answer == right, 2 * kept >= len(following)), parts)


def _match(key: Key, answer: Mapping[str, str], _lenient: bool) -> Grade:
    if not all(answer.get(item) for item in key["pairs"]):
        return Grade("unreadable", problem="empty")
    parts = {item: answer[item] == choice for item, choice in key["pairs"].items()}
    return Grade(_verdict(all(parts.values()), 2 * sum(parts.values()) >= len(parts)), parts)


def _cloze(key: Key, answer: Mapping[str, str], lenient: bool) -> Grade:
    parts: dict[str, bool] = {}
    near: dict[str, int] = {}
    misspelt = False
    for name, blank in key["blanks"].items():
        given = plain_words(answer.get(name, ""))
        if not given:
            return Grade("unreadable", problem="empty")
        accepted = [plain_words(words) for words in blank["accept"]]
        wrong = [plain_words(words) for words in blank["near"]]
        parts[name] = given in accepted
        if given in wrong:
            near[name] = wrong.index(given)
        elif not parts[name]:
            misspelt = misspelt or any(_one_letter_off(given, words) for words in accepted)
    if lenient and misspelt:
        return Grade("unreadable", problem="spelling")
    return Grade(_verdict(all(parts.values()), 2 * sum(parts.values()) >= len(parts)), parts, near or None)


def _recall(key: Key, answer: Mapping[str, list[str]], _lenient: bool) -> Grade:
    criteria = [*key["must"], *key["other"]]
    parts = {name: name in answer["ticks"] for name in criteria}
    complete = all(parts[name] for name in key["must"])
    return Grade(_verdict(complete and not answer["flags"], complete), parts)


_GRADERS: Mapping[str, Callable[[Key, Any, bool], Grade]] = {
    "single": _single,
    "multiple": _multiple,
    "numeric": _numeric,
    "order": _order,
    "match": _match,
    "cloze": _cloze,
    "recall": _recall,
}


def _verdict(right: bool, partial: bool) -> str:
    return "right" if right else "partial" if partial else "wrong"


_NUMBER = r"([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+))(?:(?:e| ?[x*·×] ?10\^?)([+-]?[0-9]{1,3}))?"
_AMOUNT = re.compile(rf"{_NUMBER}(?: ?/ ?{_NUMBER})? ?(%?) ?(.*)")
_THOUSANDS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9,])")
_PERCENT = re.compile(r"(?<=[0-9. ])per ?cent(?![a-z])")


def read_number(text: str, unit: str) -> float | str:
    """The number that somebody typed, or the word for what is wrong with it: see ``Grade.problem``.

    Takes ``1e-3``, ``.5``, ``1/2``, ``2 × 10^3``, groups of three digits with spaces or commas, every kind of minus,
    percent (a hundredth, unless the unit is percent), the unit, singular or plural, and small expressions such as
    ``0.2*ln 6``.
    """
    clean = unicodedata.normalize("NFKC", text).lower().replace("\u2044", "/")
    clean = re.sub("[\u2010-\u2015\u2212]", "-", clean)
    clean = re.sub(r"\s+", " ", clean).strip()
    clean = re.sub(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))", "", clean)
    clean = _THOUSANDS.sub(lambda match: match[0].replace(",", ""), clean)
    clean = _PERCENT.sub("%", clean)
    if not clean:
        return "empty"
    if re.search("[0-9],[0-9]", clean):
        return "comma"
    amount = _amount(clean, unit)
    if isinstance(amount, str) and (worked := _Expression(clean).value(unit)) is not None:
        return worked
    return amount


def _amount(clean: str, unit: str) -> float | str:
    """A number or fraction with its unit, or what is wrong with it."""
    found = _AMOUNT.fullmatch(clean)
    if not found:
        return "number"
    over, under = _float(found[1], found[2]), _float(found[3], found[4]) if found[3] else 1.0
    if under == 0 or not math.isfinite(over / under):
        return "number"
    percent = _unit(unit) == "%"
    if found[6] and (percent or _unit(found[6]) != _unit(unit)):
        return "number" if found[6][0] in "0123456789.,+-/" else "unit"
    return over / under / 100 if found[5] and not percent else over / under


LONGEST_EXPRESSION = 80
_TOKEN = re.compile(r" *([0-9]+\.?[0-9]*(?:e[+-]?[0-9]+)?|\.[0-9]+(?:e[+-]?[0-9]+)?|\*\*|log10|log2|[a-z]+|.)")
_FUNCTIONS: Mapping[str, Callable[[float], float]] = {
    "ln": math.log,
    "log2": math.log2,
    "log10": math.log10,
    "exp": math.exp,
    "sqrt": math.sqrt,
    "√": math.sqrt,
}
_CONSTANTS = {"e": math.e, "pi": math.pi, "π": math.pi}


class _Expression:
    """A sum of products of powers, with parentheses, functions and constants; ``2 ln 3`` is a product."""

    def __init__(self, text: str) -> None:
        text = re.sub("[·×]", "*", text)
        self.tokens = [match[1] for match in _TOKEN.finditer(text)] if len(text) <= LONGEST_EXPRESSION else []
        self.at = 0

    def value(self, unit: str) -> float | None:
        """What it is worth, with the unit behind it if it has one; None if it cannot be worked out."""
        try:
            found = self._sum()
        except (ArithmeticError, ValueError):
            return None
        rest = "".join(self.tokens[self.at :])
        percent = _unit(unit) == "%"
        if rest == "%" and not percent:
            found, rest = found / 100, ""
        return found if math.isfinite(found) and (not rest or _unit(rest) == _unit(unit)) else None

    def _take(self, *wanted: str) -> str:
        """The next token if it is one of these, else nothing."""
        token = self.tokens[self.at] if self.at < len(self.tokens) else ""
        self.at += token in wanted
        return token if token in wanted else ""

    def _sum(self) -> float:
        found = self._product()
        while sign := self._take("+", "-"):
            found += self._product() if sign == "+" else -self._product()
        return found

    def _product(self) -> float:
        found = self._signed()
        while True:
            if self._take("*"):
                found *= self._signed()
            elif self._take("/"):
                found /= self._signed()
            elif self.at < len(self.tokens) and self.tokens[self.at] in ("(", "pi", "π", *_FUNCTIONS):
                found *= self._power()
            else:
                return found

    def _signed(self) -> float:
        return -self._power() if self._take("-") else self._power()

    def _power(self) -> float:
        base = self._atom()
        return float(math.pow(base, self._signed())) if self._take("^", "**") else base

    def _atom(self) -> float:
        if name := self._take(*_FUNCTIONS):
            return _FUNCTIONS[name](self._power())
        if name := self._take(*_CONSTANTS):
            return _CONSTANTS[name]
        if self._take("("):
            found = self._sum()
            if not self._take(")"):
                raise ValueError
            return found
        digits = self.tokens[self.at] if self.at < len(self.tokens) else ""
        if digits[:1] not in "0123456789.":
            raise ValueError
        self.at += 1
        return float(digits)


def _float(digits: str, exponent: str | None) -> float:
    return float(f"{digits}e{exponent or 0}")


def _unit(text: str) -> str:
    clean = unicodedata.normalize("NFKC", text).lower().replace(" ", "").removesuffix("s")
    return "%" if clean == "percent" else clean


def plain_words(text: str) -> str:
    """Words in small letters, without hyphens, punctuation and a leading article, to compare them."""
    clean = unicodedata.normalize("NFKC", text).lower()
    clean = re.sub("[-_/\u2010-\u2015\u2212]", " ", clean)
    clean = re.sub("[.,;:!?\"'`()\u2018-\u201f$]", "", clean)
    return re.sub(r"^(?:the|an|a) (?=.)", "", re.sub(r"\s+", " ", clean).strip())


def _one_letter_off(given: str, words: str) -> bool:
    """Whether one letter added, left out, changed or swapped with its neighbor turns the one into the other."""
    if len(words) < 5 or given == words or abs(len(given) - len(words)) > 1:
        return False
    start = 0
    while start < min(len(given), len(words)) and given[start] == words[start]:
        start += 1
    a, b = given[start:], words[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (len(a) > 1 and a[:2] == b[1::-1] and a[2:] == b[2:])
