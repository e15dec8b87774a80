from __future__ import annotations

from collections import Counter

from macros.core.model import Citation, Option, SingleQuestion
from macros.core.questions import shuffled


def question(name: str, *, pin: bool = False) -> SingleQuestion:
    options = tuple(Option(id=word, text=word, why="w", correct=word == "a") for word in "abcd")
    return SingleQuestion(
        id=name,
        type="single",
        level="recall",
        stem="s",
        options=options,
        pin_order=pin,
        explain="e",
        sources=(Citation(key="k"),),
    )


def order(item: SingleQuestion, concept: str = "c") -> str:
    return "".join(option.id for option in shuffled(concept, item, item.options))


def test_the_order_is_fixed_by_ids() -> None:
    assert order(question("q")) == order(question("q"))
    reordered = question("q").model_copy(update={"options": question("q").options[::-1]})
    assert order(reordered) == order(question("q"))


def test_a_pinned_order_is_kept() -> None:
    assert order(question("q", pin=True)) == "abcd"


def test_the_key_lands_in_every_place() -> None:
    places = Counter(order(question(f"q{n}")).index("a") for n in range(400))
    assert set(places) == {0, 1, 2, 3}
    assert max(places.values()) < 140
