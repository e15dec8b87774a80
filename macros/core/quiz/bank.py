"""Weighs all questions together: whether their form gives answers away, and what they leave out.

A reader who has noticed that the right option tends to be the longest, or the second, passes without knowing anything.
No single question shows that; only the bank does. :func:`figures` measures it, the rule ``bank`` holds it to the limits
below, and :func:`report` adds what is worth knowing and fails nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, inf
from typing import NamedTuple

from ..model.concept import Concept
from ..model.library import Library
from ..model.questions import AnyQuestion, MatchQuestion, MultipleQuestion, SingleQuestion, question_types
from ..text.markdown import plain
from ..text.terms import Terms
from ..words.table import say
from .cues import Asked, Guess, absolutes, gives_reason, guesses, hedges, shared, times_chance
from .display import misconception_places, shuffled

ENOUGH = 40
"""Single-choice questions from which on rates say something; below, only single questions are judged."""
LONGEST_RATIO = 1.15
"""The most that the right option may be the longest, against chance."""
SHORTEST_RATIO = 1.15
"""The most that the right option may be the shortest, against chance."""
CUE_RATIOS = (0.8, 1.25)
"""Between which right options may have a cue, compared with wrong ones."""
RARE = 0.05
"""A cue that fewer right and wrong options have teaches nobody anything."""
GUESSER_RATIO = 1.25
"""The most that the guesser may pick the right option, against chance."""
PLACE_SHARE = 0.40
"""The most that the right option may stand at the same place."""
ALIKE = 0.8
"""Share of common words from which on two stems are too much alike."""

_NEGATIVE = re.compile(
    r"\b(?:which|what|who|choose|select|name|pick)\b(?:(?!\b(?:why|how|whether|that)\b)[^.?!:])*?"
    r"(?<!or )(?<!if )\b(?:not(?! only)|except|never|false|incorrect|untrue|least likely|(?:is|are) wrong)\b"
    r"[^.!?]*[?.:]?\s*$",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    r"\b(?:all|none|both|neither|any|two) (?:of (?:the|these)(?: \w+)?(?: above)?|above)\s*[.!]?\s*$|\bthe above\b",
    re.IGNORECASE,
)
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "a an the of to in on for and or is are was does do did what which why how it its that this with by as from at "
        "be would one two you your their they has have",
    )
)


class Cue(NamedTuple):
    """How often options have a cue: the share of those that have it, or the mean share of their words.

    Attributes:
        right: Among right options, from 0 to 1.
        wrong: Among wrong options, from 0 to 1.
    """

    right: float
    wrong: float

    @property
    def ratio(self) -> float:
        """Right options compared with wrong ones; 1 if none has the cue."""
        return self.right / self.wrong if self.wrong else 1.0 if not self.right else inf

    @property
    def is_even(self) -> bool:
        """Whether right and wrong options have it about as often, or few have it."""
        return max(self) < RARE or CUE_RATIOS[0] <= self.ratio <= CUE_RATIOS[1]


CUES: Mapping[str, Callable[[str, str], float]] = {
    "hedges": lambda option, stem: bool(hedges(option)),
    "absolutes": lambda option, stem: bool(absolutes(option)),
    "reasons": lambda option, stem: gives_reason(option),
    "shared": shared,
}
"""What is measured of an option and its stem, both plain text, from 0 to 1, by the name of the cue."""


class Place(NamedTuple):
    """A question and where it stands.

    Attributes:
        concept_id: Id of its concept.
        position: Its position there, from 0.
        question: The question.
    """

    concept_id: str
    position: int
    question: AnyQuestion

    @property
    def name(self) -> str:
        """Id on the whole site."""
        return f"{self.concept_id}.{self.question.id}"


def asks_for_the_wrong(stem: str) -> bool:
    """Whether a stem asks for what is not so; a reader in a hurry then picks the right statement and fails."""
    return bool(_NEGATIVE.search(plain(stem)))


def speaks_of_options(text: str) -> bool:
    """Whether an option speaks of the others, as "all of the above" does; shuffling makes nonsense of it."""
    return bool(_ABOVE.search(plain(text)))


@dataclass(frozen=True)
class Bank:
    """All questions of a library."""

    library: Library

    @cached_property
    def places(self) -> list[Place]:
        """Every question, in the order of the concepts."""
        concepts = self.library.concepts.items()
        return [Place(key, n, question) for key, concept in concepts for n, question in enumerate(concept.questions)]

    @cached_property
    def singles(self) -> list[tuple[Place, SingleQuestion]]:
        """The single-choice questions that have one right option."""
        pairs = [(place, place.question) for place in self.places if isinstance(place.question, SingleQuestion)]
        return [(p, q) for p, q in pairs if sum(option.correct for option in q.options) == 1]

    def longest(self) -> Iterator[tuple[Place, int]]:
        """The questions whose right option is longest, and by how many characters; a tie counts as 0."""
        for place, question in self.singles:
            right = next(_length(option.text) for option in question.options if option.correct)
            others = max(_length(option.text) for option in question.options if not option.correct)
            if right >= others:
                yield place, right - others

    def longest_ratio(self) -> float:
        """How often the right option is the longest, divided by how often chance would make it so. A tie is half."""
        return self._by_chance(sum(1.0 if more else 0.5 for _, more in self.longest()))

    def shortest(self) -> Iterator[tuple[Place, int]]:
        """The questions whose right option is shortest, and by how many characters; a tie counts as 0."""
        for place, question in self.singles:
            right = next(_length(option.text) for option in question.options if option.correct)
            others = min(_length(option.text) for option in question.options if not option.correct)
            if right <= others:
                yield place, others - right

    def shortest_ratio(self) -> float:
        """How often the right option is the shortest, divided by how often chance would make it so. A tie is half."""
        return self._by_chance(sum(1.0 if less else 0.5 for _, less in self.shortest()))

    def _by_chance(self, found: float) -> float:
        chance = sum(1 / len(question.options) for _, question in self.singles)
        return found / chance if chance else 0.0

    def key_places(self) -> Counter[int]:
        """At which place readers see the right option first, from 1, by the number of questions."""
        found: Counter[int] = Counter()
        for place, question in self.singles:
            shown = shuffled(place.concept_id, question, question.options)
            found[1 + next(n for n, option in enumerate(shown) if option.correct)] += 1
        return found

    def negative(self) -> Iterator[Place]:
        """The questions that ask for what is wrong."""
        return (place for place in self.places if asks_for_the_wrong(place.question.stem))

    def above(self) -> Iterator[tuple[Place, int]]:
        """Each option that speaks of the others, by its question and its position there."""
        for place in self.places:
            if isinstance(place.question, SingleQuestion | MultipleQuestion):
                for position, option in enumerate(place.question.options):
                    if speaks_of_options(option.text):
                        yield place, position

    def one_to_one(self) -> Iterator[Place]:
        """The matching questions in which every choice is used once, so that the last pair needs no thought."""
        for place in self.places:
            if isinstance(place.question, MatchQuestion):
                used = [item.choice for item in place.question.items]
                if len(set(used)) == len(used) == len(place.question.choices):
                    yield place

    def alike(self) -> Iterator[tuple[Place, Place, float]]:
        """Questions whose stem shares most of its words with an earlier one: question, first such, share."""
        stems = [_words(place.question.stem) for place in self.places]
        for later, earlier, share in pairs_alike(stems, ALIKE):
            yield self.places[later], self.places[earlier], share

    @cached_property
    def asked(self) -> list[Asked]:
        """The single-choice questions as the guesser sees them."""
        return [
            Asked(
                plain(question.stem),
                tuple(plain(option.text) for option in question.options),
                next(n for n, option in enumerate(question.options) if option.correct),
            )
            for _, question in self.singles
        ]

    def cues(self) -> dict[str, Cue]:
        """How often right and wrong options have each cue, by its name."""
        right = [(asked.options[asked.right], asked.stem) for asked in self.asked]
        wrong = [(o, asked.stem) for asked in self.asked for n, o in enumerate(asked.options) if n != asked.right]
        return {
            name: Cue(*(_mean(measure(option, stem) for option, stem in side) for side in (right, wrong)))
            for name, measure in CUES.items()
        }

    @cached_property
    def guesses(self) -> list[Guess]:
        """What the guesser makes of each of :attr:`singles`."""
        return guesses(self.asked)

    def guesser_ratio(self) -> float:
        """How often the guesser picks the right option, divided by how often chance would."""
        return times_chance(self.asked, self.guesses)

    def guesser_ratios(self) -> dict[int, tuple[int, float]]:
        """The number of questions and the guesser's ratio by the number of options."""
        found = {}
        for size in sorted({len(asked.options) for asked in self.asked}):
            pairs = [(a, g) for a, g in zip(self.asked, self.guesses, strict=True) if len(a.options) == size]
            found[size] = len(pairs), times_chance(*zip(*pairs, strict=True))
        return found

    def most_given_away(self) -> list[tuple[Place, float]]:
        """The questions whose right option the guesser is surest of, with the probability that it gives, surest first.

        Only those that it answers with twice the probability of chance.
        """
        found = [
            (place, guess.probability)
            for (place, question), guess in zip(self.singles, self.guesses, strict=True)
            if guess.probability * len(question.options) >= 2
        ]
        return sorted(found, key=lambda pair: -pair[1])

    def unused_misconceptions(self) -> list[tuple[str, str]]:
        """Concept and id of misconceptions that no wrong answer of the concept's questions shows."""
        return [
            (key, misconception.id)
            for key, concept in self.library.concepts.items()
            for misconception in concept.misconceptions
            if misconception.id not in _shown(concept)
        ]

    def unexplained(self) -> list[tuple[str, str]]:
        """Concept and id of choice questions in which no option names a misconception, though the concept has some."""
        return [
            (place.concept_id, place.question.id)
            for place in self.places
            if place.question.type in ("single", "multiple")
            and self.library.concepts[place.concept_id].misconceptions
            and not any(hinted.misconception for hinted in misconception_places(place.question))
        ]

    def unasked_claims(self) -> list[tuple[str, str]]:
        """Concept and id of claims that no question of the concept names."""
        return [
            (key, claim.id)
            for key, concept in self.library.concepts.items()
            if concept.questions
            for claim in concept.claims
            if not any(claim.id in question.claims for question in concept.questions)
        ]

    def newest(self) -> Counter[int]:
        """Number of questions by the year of the newest source that they or their claims cite; 0 without one."""
        found: Counter[int] = Counter()
        for place in self.places:
            concept = self.library.concepts[place.concept_id]
            tested = [claim for claim in concept.claims if claim.id in place.question.claims]
            cited = [*place.question.sources, *(source for claim in tested for source in claim.sources)]
            years = [self.library.sources[one.key].year for one in cited if one.key in self.library.sources]
            found[max(years, default=0)] += 1
        return found

    def exhibits(self) -> Counter[str]:
        """Number of questions with an exhibit, by its type."""
        return Counter(place.question.exhibit.type for place in self.places if place.question.exhibit)

    def types(self) -> dict[str, Counter[str]]:
        """Number of questions by type, by concept."""
        found: dict[str, Counter[str]] = {}
        for place in self.places:
            found.setdefault(place.concept_id, Counter())[place.question.type] += 1
        return found

    def strange_terms(self) -> list[tuple[str, str, str]]:
        """Concept, question and term: terms of the glossary in a stem that the page itself has nowhere."""
        terms = Terms(self.library.glossary)
        found = []
        for place in self.places:
            mentioned = {term.id: term.term for _, _, term in terms.find(plain(place.question.stem))}
            if mentioned:
                taught = self._taught(place.concept_id, terms)
                found += [
                    (place.concept_id, place.question.id, name) for key, name in mentioned.items() if key not in taught
                ]
        return found

    def _taught(self, concept_id: str, terms: Terms) -> set[str]:
        marked = self.library.marked(self.library.document(concept_id))
        text = " ".join(str(mark.value) for mark in marked if mark.path[:1] != ("questions",))
        return {term.id for _, _, term in terms.find(text)}


def pairs_alike(sets: Sequence[frozenset[str]], least: float) -> Iterator[tuple[int, int, float]]:
    """Each set that shares at least this part of its words with an earlier one: its index, that of the first such
    set, and the part.

    Sets that share so much have one of their rarest words in common: all but the ``least`` of each, and one more. Only
    sets found by such a word are compared, so that the time does not grow with the square of their number.
    """
    frequency = Counter(word for words in sets for word in words)
    by_word: dict[str, list[int]] = {}
    for later, words in enumerate(sets):
        rare = sorted(words, key=lambda word: (frequency[word], word))
        telling = rare[: len(words) - ceil(least * len(words) - 1e-9) + 1]
        for earlier in sorted({index for word in telling for index in by_word.get(word, ())}):
            share = len(words & sets[earlier]) / len(words | sets[earlier])
            if share >= least:
                yield later, earlier, share
                break
        for word in telling:
            by_word.setdefault(word, []).append(later)


class Figure(NamedTuple):
    """A measured property of the bank.

    Attributes:
        label: What is measured.
        value: What was found, in words.
        limit: What is allowed, in words; empty if nothing fails.
    """

    label: str
    value: str
    limit: str = ""


def figures(bank: Bank) -> list[Figure]:
    """What the report shows first: sizes and shares, with the limits that hold for them."""
    concepts = bank.library.concepts.values()
    wrong = [h for place in bank.places for h in misconception_places(place.question) if not h.right]
    claims = sum(len(concept.claims) for concept in concepts if concept.questions)
    beliefs = sum(len(concept.misconceptions) for concept in concepts)
    places = bank.key_places()
    labels = {
        "hedges": say("report_hedges"),
        "absolutes": say("report_absolutes"),
        "reasons": say("report_reasons"),
        "shared": say("report_shared"),
    }
    by_type: Counter[str] = Counter(place.question.type for place in bank.places)
    kinds = ", ".join(f"{by_type[name]} {label}" for name, label in _labels(bank.library).items() if by_type[name])
    place, most = places.most_common(1)[0] if places else (0, 0)
    return [
        Figure(say("report_questions"), f"{len(bank.places)}: {kinds}"),
        Figure(say("report_exhibits"), str(bank.exhibits().total())),
        Figure(say("report_newest"), ", ".join(f"{year or '–'}: {n}" for year, n in sorted(bank.newest().items()))),
        Figure(
            say("report_longest"),
            say("report_times", number=f"{bank.longest_ratio():.2f}"),
            say("report_times", number=LONGEST_RATIO),
        ),
        Figure(
            say("report_shortest"),
            say("report_times", number=f"{bank.shortest_ratio():.2f}"),
            say("report_times", number=SHORTEST_RATIO),
        ),
        *(
            Figure(
                labels[name],
                say("report_cue", right=f"{cue.right:.0%}", wrong=f"{cue.wrong:.0%}", ratio=f"{cue.ratio:.2f}"),
                say("report_between", least=CUE_RATIOS[0], most=CUE_RATIOS[1]),
            )
            for name, cue in bank.cues().items()
        ),
        Figure(
            say("report_guesser"),
            say("report_times", number=f"{bank.guesser_ratio():.2f}"),
            say("report_times", number=GUESSER_RATIO),
        ),
        *(
            Figure(say("report_guesser_of", options=size, count=count), say("report_times", number=f"{ratio:.2f}"))
            for size, (count, ratio) in bank.guesser_ratios().items()
        ),
        Figure(say("report_one_to_one"), str(sum(1 for _ in bank.one_to_one())), "0"),
        Figure(
            say("report_place"),
            say("report_place_share", place=place, share=f"{most / max(1, len(bank.singles)):.0%}"),
            f"{PLACE_SHARE:.0%}",
        ),
        Figure(say("report_alike"), str(sum(1 for _ in bank.alike())), "0"),
        Figure(say("report_negative"), str(sum(1 for _ in bank.negative())), "0"),
        Figure(say("report_above"), str(sum(1 for _ in bank.above())), "0"),
        Figure(say("report_hinted"), f"{_mean(bool(h.misconception) for h in wrong):.0%}"),
        Figure(
            say("report_unused_misconceptions"),
            say("report_some", part=len(bank.unused_misconceptions()), whole=beliefs),
        ),
        Figure(say("report_unasked_claims"), say("report_some", part=len(bank.unasked_claims()), whole=claims)),
        Figure(say("report_strange"), str(len(bank.strange_terms()))),
    ]


def report(bank: Bank) -> str:
    """Figures and lists as plain text, for the command line."""
    lines = [
        f"{figure.label}: {figure.value}" + (f" (limit {figure.limit})" if figure.limit else "")
        for figure in figures(bank)
    ]
    lists: Sequence[tuple[str, Sequence[tuple[str, ...]]]] = (
        (say("report_given_away"), [(p.name, f"{share:.0%}") for p, share in bank.most_given_away()]),
        (say("report_unused_misconceptions"), bank.unused_misconceptions()),
        (say("report_unexplained"), bank.unexplained()),
        (say("report_unasked_claims"), bank.unasked_claims()),
        (say("report_strange"), bank.strange_terms()),
    )
    for heading, found in lists:
        lines += ["", f"{heading}:", *(f"  {' '.join(parts)}" for parts in found)] if found else []
    lines += ["", f"{say('report_types')}:"]
    for key, counts in bank.types().items():
        lines.append(f"  {key}: {', '.join(f'{n} {name}' for name, n in sorted(counts.items()))}")
    return "\n".join(lines)


def _labels(library: Library) -> dict[str, str]:
    terms = library.vocabulary.terms("question_types")
    return {name: terms[name].label.lower() for name in question_types() if name in terms}


def _shown(concept: Concept) -> set[str | None]:
    return {h.misconception for question in concept.questions for h in misconception_places(question)}


def _length(text: str) -> int:
    return len(plain(text).strip())


def _words(stem: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w$\\^]+", plain(stem).lower())) - _COMMON


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0
