from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from macros.core.model.questions import (
    AnyQuestion,
    Blank,
    ClozeQuestion,
    Item,
    NearWords,
    Option,
    OrderQuestion,
    SingleQuestion,
)
from macros.core.model.types import Citation
from macros.core.quiz.display import digest, shuffled

IDS = st.from_regex(r"[a-z]([a-z0-9]|-[a-z0-9]){0,6}", fullmatch=True)


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


@given(IDS, IDS, st.lists(IDS, min_size=3, max_size=7, unique=True), st.integers(1, 9))
def test_things_to_put_in_order_are_never_shown_in_the_right_order(
    concept: str, name: str, ids: list[str], rev: int
) -> None:
    question = OrderQuestion(
        id=name,
        rev=rev,
        type="order",
        level="recall",
        stem="s",
        items=tuple(Item(id=word, text=word, why="w") for word in ids),
        explain="e",
        sources=(Citation(key="k"),),
    )
    shown = [item.id for item in shuffled(concept, question, question.items)]
    assert shown != ids
    assert sorted(shown) == sorted(ids)


def cloze(*accept: str, why: str = "w", near: str = "value") -> AnyQuestion:
    return ClozeQuestion(
        id="q",
        type="cloze",
        level="recall",
        stem="s",
        text="The [[?gap]].",
        blanks=(Blank(id="gap", accept=accept, near=(NearWords(text=near, why="n"),), why=why),),
        explain="e",
        sources=(Citation(key="k"),),
    )


def test_the_digest_of_a_cloze_is_that_of_its_best_words() -> None:
    same = digest(cloze("policy"))
    assert digest(cloze("policy", "the actor")) == digest(cloze("policy", why="x")) == same
    assert digest(cloze("policy", near="critic")) == same
    assert digest(cloze("actor", "policy")) != same
