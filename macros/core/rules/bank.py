"""No question gives its answer away by its form, nor do all of them together; none is asked twice."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.library import Library
from ..model.questions import OrderQuestion
from ..quiz.bank import CUE_RATIOS, ENOUGH, GUESSER_RATIO, LONGEST_RATIO, PLACE_SHARE, SHORTEST_RATIO, Bank, Place
from ..quiz.cues import refers_back
from ..source.problems import Problem
from ..text.markdown import plain


def check(library: Library) -> Iterator[Problem]:
    """Yields ``negative-stem``, ``all-of-the-above``, ``duplicate-stem``, ``one-to-one``, ``order-words``,
    ``longest-is-key``, ``shortest-is-key``, ``uneven-cue``, ``guessed`` and ``key-place``.

    What holds of all questions together is not said of a proposal that changes none.
    """
    bank = Bank(library)
    for place in bank.negative():
        message = "asks for what is wrong, which tests attention; ask for what is right"
        yield _problem(library, place, "stem", "negative-stem", message)
    for place, position in bank.above():
        message = "speaks of the other options, which readers see in another order; write a statement of its own"
        path = ("questions", place.position, "options", position, "text")
        yield library.document(place.concept_id).problem(path, "all-of-the-above", message)
    for place, other, share in bank.alike():
        message = f"{share:.0%} of its words are those of '{other.name}'; ask something else, or in other words"
        yield _problem(library, place, "stem", "duplicate-stem", message)
    for place in bank.one_to_one():
        message = (
            "each choice belongs to one item, so the last pair is free; add a choice that fits none, or use one twice"
        )
        yield _problem(library, place, "choices", "one-to-one", message)
    for place in bank.places:
        if isinstance(place.question, OrderQuestion):
            yield from _order(library, place, place.question)
    if len(bank.singles) >= ENOUGH and not library.same_questions:
        yield from _giveaways(bank)


def _order(library: Library, place: Place, question: OrderQuestion) -> Iterator[Problem]:
    if found := refers_back([plain(item.text) for item in question.items]):
        position, words = found
        message = (
            f"'{words}' shows that another item comes before this one; write each item so that it could come first"
        )
        path = ("questions", place.position, "items", position, "text")
        yield library.document(place.concept_id).problem(path, "order-words", message, needle=words)


def _giveaways(bank: Bank) -> Iterator[Problem]:
    number = len(bank.singles)
    for word, ratio, limit, pairs, advice in (
        ("longest", bank.longest_ratio(), LONGEST_RATIO, bank.longest(), "shorten it, or say more in a wrong one"),
        ("shortest", bank.shortest_ratio(), SHORTEST_RATIO, bank.shortest(), "say more in it, or shorten a wrong one"),
    ):
        if ratio > limit:
            place, characters = max(pairs, key=lambda pair: pair[1])
            message = (
                f"in {number} single-choice questions the right option is the {word} {ratio:.2f} times as often as by "
                f"chance, more than {limit}; here by {characters} characters, the most: {advice}"
            )
            yield _problem(bank.library, place, "options", f"{word}-is-key", message)
    least, most = CUE_RATIOS
    surest = max(zip(bank.singles, bank.guesses, strict=True), key=lambda pair: pair[1].probability)
    (place, _), guess = surest
    for name, cue in bank.cues().items():
        if not cue.is_even:
            message = (
                f"{_CUES[name]} in {cue.right:.0%} of right and {cue.wrong:.0%} of wrong options of {number} "
                f"single-choice questions, {cue.ratio:.2f} times as many and not {least} to {most} times; "
                "run 'make questions' to see which give away the most"
            )
            yield _problem(bank.library, place, "options", "uneven-cue", message)
    if (ratio := bank.guesser_ratio()) > GUESSER_RATIO:
        message = (
            f"a guesser that sees only the form of options picks the right one {ratio:.2f} times as often as by chance "
            f"in {number} single-choice questions, more than {GUESSER_RATIO}; here it is surest "
            f"({guess.probability:.0%}): write all options in the same form; "
            "run 'make questions' to see which give away the most"
        )
        yield _problem(bank.library, place, "options", "guessed", message)
    found, count = bank.key_places().most_common(1)[0]
    if count > PLACE_SHARE * number:
        place = next((p for p, question in bank.singles if question.pin_order), bank.singles[-1][0])
        message = (
            f"in {count} of {number} single-choice questions the right option stands at place {found}, more than "
            f"{PLACE_SHARE:.0%}; leave out 'pin_order' where it does no harm"
        )
        yield _problem(bank.library, place, "options", "key-place", message)


_CUES = {
    "hedges": "there are words such as 'may' and 'often'",
    "absolutes": "there are words such as 'always' and 'no'",
    "reasons": "there is a clause with 'because', 'since', 'as' or 'so'",
    "shared": "words of the stem are",
}
"""How a message begins, by the name of the cue."""


def _problem(library: Library, place: Place, field: str, code: str, message: str) -> Problem:
    return library.document(place.concept_id).problem(("questions", place.position, field), code, message)
