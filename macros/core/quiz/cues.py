"""What the form of options gives away to a reader who understands none of them.

A guesser learns from all single-choice questions but one which forms right options tend to have, and then picks an
option of the one left out by form alone. If it does better than chance, so does a reader who has noticed as much.

The guesser is a conditional logit (McFadden 1974, "Conditional logit analysis of qualitative choice behavior"): the
score of an option is the sum of its features, each with a weight, and the probability that it is right is its share of
the exponentials of the scores of the question. Every question is left out once; its weights are those of all
questions, corrected by one Newton step for the question that is left out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

RIDGE = 4.0
"""How strongly weights are held near zero."""
_STEPS = 8
_HEDGE = re.compile(
    r"\b(?:may|might|can|could|some|sometimes|often|usually|likely|probably|possibly|perhaps|partly|mostly|many|about"
    r"|roughly|tends?|seems?|unless|if|at least|at most|less|more|both|either)\b",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(
    r"\b(?:always|never|all|none|nothing|every|everything|only|must|cannot|impossible|guarantee[sd]?|completely"
    r"|entirely|no|any|fully|whole|alone)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\b(?:because|since|so that)\b|, (?:as|so)\b", re.IGNORECASE)
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "the and for are was does did what which why how its that this with from would one two you your their they has "
        "have",
    )
)


def hedges(text: str) -> int:
    """The number of words such as "may" and "often" in plain text."""
    return len(_HEDGE.findall(text))


def absolutes(text: str) -> int:
    """The number of words such as "always" and "no" in plain text."""
    return len(_ABSOLUTE.findall(text))


def gives_reason(text: str) -> bool:
    """Whether plain text has a clause such as "since …" or ", so it …"."""
    return bool(_CLAUSE.search(text))


def roots(text: str) -> frozenset[str]:
    """The telling words of plain text, each by its first six letters, so that "reward" and "rewards" are the same."""
    found = re.findall(r"[a-z]{3,}", text.lower())
    return frozenset(word[:6] for word in found if word not in _COMMON)


def shared(text: str, stem: str) -> float:
    """The part of the telling words of an option that its stem has too, from 0 to 1."""
    words = roots(text)
    return len(words & roots(stem)) / max(1, len(words))


_KNOWN = frozenset(("the", "this", "that", "these", "those", "both", "such"))
_NEW = frozenset(("a", "an", "one", "some", "several", "new", "two", "three"))
_SEQUENCE = re.compile(r"\b(?:then|next|finally|afterwards?|again|lastly|at last)\b", re.IGNORECASE)


def refers_back(items: Sequence[str]) -> tuple[int, str] | None:
    """The first item of an order whose words show that another comes before it, and those words; None if none does.

    "The draft is rated" can only follow "A draft is written", and "then" can hardly come first.
    """
    for n, item in enumerate(items):
        if found := _SEQUENCE.search(item):
            return n, found[0]
        new = {word for m, other in enumerate(items) if m != n for word in _introduced(other, _NEW)}
        for word, phrase in _introduced(item, _KNOWN).items():
            if word in new:
                return n, phrase
    return None


def _introduced(text: str, articles: frozenset[str]) -> dict[str, str]:
    """The words up to three places behind one of these articles, without a plural s, each with its phrase."""
    words, found = re.findall(r"[\w’'-]+", text), dict[str, str]()
    for n, article in enumerate(words):
        if article.lower() in articles:
            for end in range(n + 1, min(n + 4, len(words))):
                if len(words[end]) > 3:
                    found.setdefault(words[end].lower().removesuffix("s"), " ".join(words[n : end + 1]))
    return found


class Asked(NamedTuple):
    """A single-choice question as the guesser sees it.

    Attributes:
        stem: The stem as plain text.
        options: The options as plain text.
        right: Position of the right one, from 0.
    """

    stem: str
    options: tuple[str, ...]
    right: int


class Guess(NamedTuple):
    """What the guesser makes of a question that it has not learned from.

    Attributes:
        credit: 1 if it picks the right option, 0 if a wrong one, a part if it cannot choose between several.
        probability: The probability that it gives to the right option, from 0 to 1.
    """

    credit: float
    probability: float


FEATURES = (
    "longest",
    "shortest",
    "length",
    "hedges",
    "absolutes",
    "reason",
    "shared with the stem",
    "shared with other options",
    "commas",
    "first word of its own",
)
"""What the guesser sees of an option, in the order of its weights."""


def features(asked: Asked) -> list[list[float]]:
    """The features of each option, with the mean over the options of the question taken off."""
    lengths = [len(option) for option in asked.options]
    words = [roots(option) for option in asked.options]
    firsts = [re.findall(r"\w+", option)[:1] for option in asked.options]
    mean = sum(lengths) / len(lengths)
    rows = []
    for n, option in enumerate(asked.options):
        others = frozenset().union(*(words[m] for m in range(len(words)) if m != n))
        rows.append(
            [
                float(lengths[n] == max(lengths)),
                float(lengths[n] == min(lengths)),
                (lengths[n] - mean) / max(mean, 1),
                float(hedges(option)),
                float(absolutes(option)),
                float(gives_reason(option)),
                shared(option, asked.stem),
                len(words[n] & others) / max(1, len(words[n])),
                float(min(2, option.count(","))),
                float(firsts.count(firsts[n]) == 1),
            ]
        )
    means = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    return [[value - middle for value, middle in zip(row, means, strict=True)] for row in rows]


def guesses(questions: Sequence[Asked]) -> list[Guess]:
    """What the guesser makes of each question after it has learned from all others."""
    seen = [_Seen(features(question), question.right) for question in questions]
    weights = [0.0] * len(FEATURES)
    for _ in range(_STEPS):
        slopes = [one.slope(weights) for one in seen]
        curve = _sum(slope.curve for slope in slopes)
        pull = [sum(values) for values in zip(*(slope.gradient for slope in slopes), [0.0] * len(weights), strict=True)]
        pull = [value - RIDGE * weight for value, weight in zip(pull, weights, strict=True)]
        weights = [weight + step for weight, step in zip(weights, _solved(curve, pull), strict=True)]
    slopes = [one.slope(weights) for one in seen]
    curve = _sum(slope.curve for slope in slopes)
    found = []
    for one, slope in zip(seen, slopes, strict=True):
        rest = [[a - b for a, b in zip(row, own, strict=True)] for row, own in zip(curve, slope.curve, strict=True)]
        step = _solved(rest, slope.gradient)
        shares = one.shares([weight - less for weight, less in zip(weights, step, strict=True)])
        best = [n for n, share in enumerate(shares) if share > max(shares) - 1e-9]
        found.append(Guess((one.right in best) / len(best), shares[one.right]))
    return found


def times_chance(questions: Sequence[Asked], found: Sequence[Guess]) -> float:
    """How often the guesser was right, divided by how often chance would be; 0 without a question."""
    chance = sum(1 / len(question.options) for question in questions)
    return sum(guess.credit for guess in found) / chance if chance else 0.0


class _Slope(NamedTuple):
    """Gradient and negative second derivatives of the log likelihood of one question."""

    gradient: list[float]
    curve: list[list[float]]


@dataclass(frozen=True)
class _Seen:
    """The features of the options of a question, and which is right."""

    rows: list[list[float]]
    right: int

    def shares(self, weights: Sequence[float]) -> list[float]:
        """The probability of each option."""
        scores = [sum(w * x for w, x in zip(weights, row, strict=True)) for row in self.rows]
        most = max(scores)
        powers = [math.exp(score - most) for score in scores]
        return [power / sum(powers) for power in powers]

    def slope(self, weights: Sequence[float]) -> _Slope:
        """How the log likelihood changes with the weights."""
        shares, size = self.shares(weights), range(len(weights))
        means = [sum(share * row[k] for share, row in zip(shares, self.rows, strict=True)) for k in size]
        away = [[value - mean for value, mean in zip(row, means, strict=True)] for row in self.rows]
        curve = [[0.0] * len(weights) for _ in size]
        for share, row in zip(shares, away, strict=True):
            for a in size:
                part = share * row[a]
                for b in range(a + 1):
                    curve[a][b] += part * row[b]
        for a in size:
            for b in range(a):
                curve[b][a] = curve[a][b]
        return _Slope(away[self.right], curve)


def _sum(curves: Iterable[list[list[float]]]) -> list[list[float]]:
    """The sum of the matrices, with the ridge on the diagonal."""
    size = range(len(FEATURES))
    total = [[RIDGE if a == b else 0.0 for b in size] for a in size]
    for curve in curves:
        for row, own in zip(total, curve, strict=True):
            for k in size:
                row[k] += own[k]
    return total


def _solved(matrix: Sequence[Sequence[float]], values: Sequence[float]) -> list[float]:
    """The solution of a positive definite system, by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, values, strict=True)]
    size = len(rows)
    for k in range(size):
        for n in range(k + 1, size):
            factor = rows[n][k] / rows[k][k]
            for m in range(k, size + 1):
                rows[n][m] -= factor * rows[k][m]
    found = [0.0] * size
    for k in reversed(range(size)):
        found[k] = (rows[k][size] - sum(rows[k][m] * found[m] for m in range(k + 1, size))) / rows[k][k]
    return found
