from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from macros.core.model.concept import Relation
from macros.core.model.entries import Route, Step
from macros.core.model.library import Library
from macros.core.model.reading import read_library
from macros.core.model.reading_order import reading_order, steps
from macros.core.outline.plans import lengths, plan, plans, spoken_time
from macros.core.outline.reading import minutes
from macros.core.pages.tiers import MOST_STEPS, tiers
from macros.core.rules.paths import check
from tests.projects import edit


def test_what_is_required_comes_first(small: Path) -> None:
    library, _ = read_library(small)
    assert library
    assert reading_order(library, ["beta", "alpha"]) == ["alpha", "beta"]
    assert reading_order(library, ["beta"]) == ["beta"]


def test_a_long_chain_is_put_in_order(small: Path) -> None:
    """Longer than the stack of calls, with each concept requiring the one before it, and given from the end."""
    library, _ = read_library(small)
    assert library
    ids = [f"c{number}" for number in range(2 * sys.getrecursionlimit())]
    one = library.concepts["beta"]
    chain = {
        key: one.model_copy(update={"relations": (Relation(kind="requires", target=before, reason="So."),)})
        for key, before in zip(ids[1:], ids, strict=False)
    }
    longer = replace(library, concepts={ids[0]: one, **chain})
    assert reading_order(longer, ids[::-1]) == ids
    assert reading_order(longer, ids[-1:]) == ids[-1:]


def test_what_does_not_depend_on_each_other_stays_as_given(small: Path) -> None:
    library, _ = read_library(small)
    assert library
    one = library.concepts["alpha"].model_copy(update={"relations": ()})
    needs = tuple(Relation(kind="requires", target=target, reason="So.") for target in ("d", "b"))
    concepts = dict.fromkeys("abcd", one) | {"e": one.model_copy(update={"relations": needs})}
    five = replace(library, concepts=concepts)
    assert reading_order(five, list("cabd")) == list("cabd")
    assert reading_order(five, list("dbca")) == list("dbca")
    assert reading_order(five, list("aecbd")) == list("abdec"), "what e requires comes in the order of the graph"


def of(small: Path) -> Library:
    """The library of the small project."""
    library, _ = read_library(small)
    assert library
    return library


def route(*steps: list[str], **given: object) -> Route:
    """A path with these steps, named Step 1 and so on."""
    parts = tuple(Step(label=f"Step {number}", concepts=tuple(ids)) for number, ids in enumerate(steps, 1))
    return Route.model_validate(
        {"id": "way", "label": "Way", "description": "A way of twenty letters.", "steps": parts, **given}
    )


def test_a_plan_has_what_its_concepts_require_where_it_is_first_needed(small: Path) -> None:
    library = of(small)
    assert plan(library, route(["beta"])).concepts == ["alpha", "beta"]
    assert plan(library, route(["alpha"], ["beta"])).concepts == ["alpha", "beta"]


def test_a_plan_leaves_out_what_could_not_be_read(small: Path) -> None:
    assert plan(of(small), route(["gone", "alpha"], ["beta"])).concepts == ["alpha", "beta"]


def test_a_plan_counts_minutes_and_questions_of_its_parts(small: Path) -> None:
    library = of(small)
    made = plan(library, route(["alpha"], ["beta"], days=True))
    alpha, beta = library.concepts["alpha"], library.concepts["beta"]
    assert [part.minutes for part in made.parts] == [minutes(alpha), minutes(beta)]
    assert made.minutes == minutes(alpha) + minutes(beta)
    assert made.questions == len(alpha.questions) + len(beta.questions)
    assert (made.name(2), made.anchor(2)) == ("Day 2", "day-2")
    assert made._replace(days=False).name(2) == "Part 2"


def test_minutes_are_200_words_a_minute_three_quarters_a_formula_and_one_a_question(small: Path) -> None:
    concept = of(small).concepts["alpha"]
    bare = concept.model_copy(
        update={
            "summary": "one two",
            "in_short": ("three",),
            "sections": (),
            "claims": (),
            "misconceptions": (),
            "questions": (),
            "equations": (),
        }
    )
    assert minutes(bare) == 1
    assert minutes(bare.model_copy(update={"summary": "word " * 199})) == 1
    assert minutes(bare.model_copy(update={"summary": "word " * 200})) == 2
    assert minutes(bare.model_copy(update={"equations": concept.equations[:1] * 4})) == 4
    assert minutes(bare.model_copy(update={"questions": concept.questions[:1] * 4})) == 5


def test_there_is_a_path_through_each_category_and_it_misses_nothing(small: Path) -> None:
    library = of(small)
    found = {made.id: made for made in plans(library)}
    assert list(found) == ["alphabet", "training"]
    assert set(found["training"].concepts) >= set(library.in_category("training"))


def test_a_long_category_is_cut_into_parts_of_about_the_same_time(small: Path) -> None:
    library = of(small)
    one = library.concepts["alpha"].model_copy(update={"relations": (), "summary": "word " * 4000})
    long = replace(library, concepts={f"c{number:02}": one for number in range(12)}, paths=())
    [through] = plans(long)
    times = [part.minutes for part in through.parts]
    assert len(times) > 2
    assert max(times) - min(times) <= minutes(one)
    assert through.concepts == list(long.concepts)


def test_forms_of_a_plan_stand_from_short_to_long(small: Path) -> None:
    library = of(small)
    long = plan(library, route(["alpha"], ["beta"]))
    short = plan(library, route(["alpha"], id="short", length_of="way"))
    other = plan(library, route(["alpha"], id="other"))
    assert [made.id for made in lengths([long, other, short], long)] == ["short", "way"]
    assert [made.id for made in lengths([long, other, short], short)] == ["short", "way"]
    assert [made.id for made in lengths([long, other, short], other)] == ["other"]


def test_time_is_spoken_in_minutes_and_half_hours() -> None:
    spoken = [spoken_time(given) for given in (1, 45, 59, 60, 74, 76, 119, 557)]
    assert spoken == [
        "1 minute", "45 minutes", "59 minutes", "1 hour", "1 hour", "1½ hours", "2 hours", "9½ hours",
    ]  # fmt: skip


def test_days_of_different_length_are_a_notice(small: Path) -> None:
    edit(small, "data/paths.yml", "  steps:", "  days: true\n  steps:")
    library = of(small)
    long = library.concepts["beta"].model_copy(update={"summary": "word " * 2000})
    uneven = replace(library, concepts={**library.concepts, "beta": long})
    times = [part.minutes for part in plan(uneven, uneven.paths[0]).parts]
    rest = "nothing to do: a maintainer moves a concept"
    said = [f"this day takes {time} minutes, a day of this path {sum(times) / 2:.0f}; {rest}" for time in times]
    assert [str(problem) for problem in check(uneven)] == [
        f"data/paths.yml:7:7: notice: {said[0]} [uneven-day]",
        f"data/paths.yml:9:7: notice: {said[1]} [uneven-day]",
    ]
    even = replace(library, concepts={**library.concepts, "beta": library.concepts["alpha"].model_copy()})
    assert list(check(even)) == []


def with_requirements(folder: Path, needs: dict[str, str]) -> Library:
    """The small project with these concepts alone, each with the letters of those that it requires."""
    library, _ = read_library(folder)
    assert library
    one = library.concepts["alpha"]
    concepts = {
        key: one.model_copy(
            update={"title": key, "short_title": None, "relations": tuple(requires(target) for target in others)}
        )
        for key, others in needs.items()
    }
    return replace(library, concepts=concepts)


def requires(target: str) -> Relation:
    return Relation(kind="requires", target=target, reason="So.")


def test_a_step_is_the_longest_chain_before_a_concept(small: Path) -> None:
    library = with_requirements(small, {"d": "ac", "c": "b", "b": "a", "a": "", "e": ""})
    assert steps(library) == {"a": 0, "b": 1, "c": 2, "d": 3, "e": 0}


def test_steps_of_a_long_chain(small: Path) -> None:
    number = 2 * sys.getrecursionlimit()
    library, _ = read_library(small)
    assert library
    one = library.concepts["alpha"]
    chain = {
        f"c{n}": one.model_copy(update={"relations": (requires(f"c{n - 1}"),) if n else ()})
        for n in reversed(range(number))
    }
    assert steps(replace(library, concepts=chain))[f"c{number - 1}"] == number - 1


def test_all_concepts_stand_at_their_steps_and_the_last_column_has_the_rest(small: Path) -> None:
    letters = "abcdefghij"
    library = with_requirements(small, {key: letters[:place][-1:] for place, key in enumerate(letters)} | {"z": "a"})
    table = tiers(library)
    assert table.columns == [*map(str, range(MOST_STEPS)), f"{MOST_STEPS}+"]
    [(category, cells)] = table.rows
    assert category.key == library.concepts["a"].category
    assert cells == [["a"], ["b", "z"], ["c"], ["d"], ["e"], ["f"], ["g"], ["h", "i", "j"]]


def test_a_table_has_no_more_columns_than_steps(small: Path) -> None:
    assert tiers(with_requirements(small, {"a": "", "b": "a"})).columns == ["0", "1"]
    assert tiers(with_requirements(small, {})).rows == []
