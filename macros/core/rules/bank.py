"""No question gives its answer away by its form, nor do all of them together; none is asked twice."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.library import Library
from ..quiz.bank import ENOUGH, LONGEST_RATIO, PLACE_SHARE, Bank, Place
from ..source.problems import Problem


def check(library: Library) -> Iterator[Problem]:
    """Yields ``negative-stem``, ``all-of-the-above``, ``duplicate-stem``, ``longest-is-key`` and ``key-place``."""
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
    if len(bank.singles) >= ENOUGH:
        yield from _giveaways(bank)


def _giveaways(bank: Bank) -> Iterator[Problem]:
    number = len(bank.singles)
    if (ratio := bank.longest_ratio()) > LONGEST_RATIO:
        place, more = max(bank.longest(), key=lambda pair: pair[1])
        message = (
            f"in {number} single-choice questions the right option is the longest {ratio:.2f} times as often as by "
            f"chance, more than {LONGEST_RATIO}; here by {more} characters, "
            "the most: shorten it, or say more in a wrong one"
        )
        yield _problem(bank.library, place, "options", "longest-is-key", message)
    found, most = bank.key_places().most_common(1)[0]
    if most > PLACE_SHARE * number:
        place = next((p for p, question in bank.singles if question.pin_order), bank.singles[-1][0])
        message = (
            f"in {most} of {number} single-choice questions the right option stands at place {found}, more than "
            f"{PLACE_SHARE:.0%}; leave out 'pin_order' where it does no harm"
        )
        yield _problem(bank.library, place, "options", "key-place", message)


def _problem(library: Library, place: Place, field: str, code: str, message: str) -> Problem:
    return library.document(place.concept_id).problem(("questions", place.position, field), code, message)
