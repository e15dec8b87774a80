# ruff: noqa: E501
"""Every problem that a question can have, with the exact line that it prints."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.core.model.reading import read_library
from macros.core.pages.atlas import load_atlas
from macros.core.quiz.bank import ENOUGH, asks_for_the_wrong, speaks_of_options
from macros.core.rules import check
from macros.core.rules.questions import PAGE_REFERENCE
from macros.core.source.problems import DataError
from tests.projects import edit

ALPHA, VOCABULARY = "data/concepts/alpha.yml", "data/vocabulary.yml"

CASES = {
    # name: (old text, new text, lines printed without the path)
    "no right option": (
        "text: About twenty-five\n        correct: true",
        "text: About twenty-five",
        [
            "87:9: 0 options say 'correct: true'; a single-choice question has exactly one [answer-count]",
        ],
    ),
    "all options right": (
        "text: Beta\n        why: The lips close.\n      - id: consonant-g\n        text: Gamma",
        "text: Beta\n        correct: true\n        why: The lips close.\n      - id: consonant-g\n        text: Gamma\n        correct: true",
        [
            "107:9: 4 options say 'correct: true'; at least one is right and at least one is wrong [answer-count]",
        ],
    ),
    "unknown type": (
        "type: multiple",
        "type: multipel",
        [
            "108:11: 'multipel' is not allowed; did you mean 'multiple'? allowed: single, multiple, numeric, order, match, cloze, recall [unknown-value]"
        ],
    ),
    "missing type": (
        "    type: multiple\n",
        "",
        [
            "107:5: the field 'type' is missing or no text; allowed: single, multiple, numeric, order, match, cloze, recall [missing-field]"
        ],
    ),
    "missing reason": (
        "        why: The lips close.\n",
        "",
        ["120:9: the field 'why' is missing; add it [missing-field]"],
    ),
    "unknown claim": (
        "explain: Vowels let the air pass.",
        "explain: Vowels let the air pass.\n    claims: [firts]",
        ["130:14: unknown claim 'firts'; did you mean 'first'? allowed: first [unknown-claim]"],
    ),
    "no evidence": (
        "explain: Vowels let the air pass.\n    sources:\n      - key: doe2020alpha",
        "explain: Vowels let the air pass.",
        ["107:9: nothing shows the right answer; name claims of this concept or sources [uncited-question]"],
    ),
    "unknown misconception": (
        "why: Those are the consonants.\n        misconception: last",
        "why: Those.\n        misconception: lats",
        ["145:24: unknown misconception 'lats'; did you mean 'last'? allowed: last [unknown-misconception]"],
    ),
    "misconception behind a right option": (
        "why: It is sung with an open mouth.",
        "why: It is sung with an open mouth.\n        misconception: last",
        ["116:24: the right answer cannot be a misconception; delete one of the two [right-misconception]"],
    ),
    "two tolerances": (
        "abs: 0.5",
        "abs: 0.5\n      rel: 0.1",
        ["136:5: the answer has 'abs' or 'rel', one of the two, as its largest error [tolerance]"],
    ),
    "check that cannot be computed": (
        "check: 100 * 7 / 24",
        "check: 100 * seven",
        ["140:12: cannot be computed: 'seven' is not defined for expression '100 * seven' [bad-expression]"],
    ),
    "check that does something": (
        "check: 100 * 7 / 24",
        "check: __import__('os').getpid()",
        [
            "140:12: questions.3.check: '__import__('os').getpid()' does not have the right form; write it like 'log(2)' [bad-format]"
        ],
    ),
    "check with another result": (
        "check: 100 * 7 / 24",
        "check: 100 * 8 / 24",
        ["137:14: 'check' gives 33.333333, and 'value' is further from it than half the largest error [wrong-result]"],
    ),
    "wrong number that is right": (
        "least: 70\n",
        "least: 29.7\n",
        ["142:16: 'least' is above 'most', or a right answer lies between them; correct the limits [near-right]"],
    ),
    "share that is none": (
        "unit: '%'\n",
        "unit: '%'\n      share: true\n",
        [
            "139:14: 'share: true' is for a number from 0 to 1 without a unit; delete 'share' or correct the answer [share]"
        ],
    ),
    "share that is not settled": (
        "value: 29.2\n      unit: '%'\n      abs: 0.5\n    check: 100 * 7 / 24",
        "value: 0.292\n      abs: 0.005\n    check: 7 / 24",
        [
            "137:14: a number between 0 and 1; add 'share: true' if percent is right too, as for a probability, else 'share: false' [share]",
        ],
    ),
    "wrong number that is right in percent": (
        "value: 29.2\n      unit: '%'\n      abs: 0.5\n    check: 100 * 7 / 24\n    near:\n      - least: 70\n        most: 71.5",
        "value: 0.292\n      share: true\n      abs: 0.005\n    check: 7 / 24\n    near:\n      - least: 29\n        most: 30",
        [
            "142:16: 'least' is above 'most', or a right answer lies between them; correct the limits [near-right]",
        ],
    ),
    "place on the page in a stem": (
        "stem: Choose every vowel.",
        "stem: Choose every vowel of the list above.",
        [
            "110:37: 'list above' has no meaning where the question is asked without its page; say what is meant [page-reference]"
        ],
    ),
    "place on the page in a reason": (
        "why: The lips close.",
        "why: As in the sketch, the lips close.",
        [
            "122:17: 'in the sketch' has no meaning where the question is asked without its page; say what is meant [page-reference]"
        ],
    ),
    "same item twice": (
        "text: Delta\n",
        "text: Gamma\n",
        ["166:15: reads the same as 'gamma'; change one of the two [duplicate-option]"],
    ),
    "same id twice": (
        "- id: delta\n",
        "- id: gamma\n",
        [
            "165:13: the id 'gamma' is taken by line 162; choose another [duplicate-id]",
        ],
    ),
    "unknown choice": (
        "choice: plan",
        "choice: plans",
        [
            "184:17: unknown choice 'plans'; did you mean 'plan'? allowed: head, plan, door [unknown-choice]",
        ],
    ),
    "gap without words": (
        "[[?first]] and [[?second]]",
        "[[?first]] and beta",
        ["202:11: the gaps of the text are first, the blanks first, second; they need the same ids and order [gaps]"],
    ),
    "gap outside of a cloze": (
        "stem: Choose every vowel.",
        "stem: Choose every [[?first]].",
        ["110:24: a gap may stand only in the text of a question of the type cloze; delete it [broken-reference]"],
    ),
    "wrong words that are right": (
        "text: omega",
        "text: Beta",
        ["210:19: these words are accepted as right, or are none; change one of the two [near-right]"],
    ),
    "words without a letter": (
        "accept: [alpha, the letter alpha]",
        "accept: [alpha, '...']",
        ["205:25: there are no words in it; write what a reader may type [gaps]"],
    ),
    "nothing that an answer must have": (
        "        must: true\n",
        "",
        [
            "228:5: no criterion has 'must: true'; mark those without which no answer is good [answer-count]",
        ],
    ),
    "one item instead of two": (
        "      - id: house\n        text: Beta\n        choice: plan\n        why: It is the plan of a house.\n",
        "",
        ["178:7: questions.5.items: too little; at least 2 entries [too-short]"],
    ),
    "time that is too short": (
        "seconds: 60",
        "seconds: 5",
        ["223:14: questions.7.seconds: Input should be greater than or equal to 30 [bad-value]"],
    ),
    "negative stem": (
        "stem: Choose every vowel.",
        "stem: Which of these letters are not vowels?",
        ["110:11: asks for what is wrong, which tests attention; ask for what is right [negative-stem]"],
    ),
    "option that speaks of the others": (
        "text: About a hundred",
        "text: None of the above",
        [
            "101:15: speaks of the other options, which readers see in another order; write a statement of its own [all-of-the-above]"
        ],
    ),
    "each choice used once": (
        "      - id: door\n        text: A door\n",
        "",
        [
            "187:7: each choice belongs to one item, so the last pair is free; add a choice that fits none, or use one twice [one-to-one]"
        ],
    ),
    "an item that shows what comes before it": (
        "text: Gamma\n        why: A camel, third in the caravan.",
        "text: Gamma comes next\n        why: A camel, third in the caravan.",
        [
            "163:27: 'next' shows that another item comes before this one; write each item so that it could come first [order-words]"
        ],
    ),
    "stem asked twice": (
        "stem: Choose every vowel.",
        "stem: Put the letters in order of the alphabet.",
        [
            "154:11: 100% of its words are those of 'alpha.vowels'; ask something else, or in other words [duplicate-stem]"
        ],
    ),
}


def problems(project: Path) -> list[str]:
    """The lines printed for a project, none for one without problems."""
    try:
        load_atlas(project, lambda here, there: there)
    except DataError as error:
        return [str(problem) for problem in error.problems]
    return []


def test_questions_of_all_types_have_no_problems(small_with_questions: Path) -> None:
    assert problems(small_with_questions) == []


@pytest.mark.parametrize("name", CASES)
def test_problem(name: str, small_with_questions: Path) -> None:
    old, new, lines = CASES[name]
    edit(small_with_questions, ALPHA, old, new)
    assert problems(small_with_questions) == [f"{ALPHA}:{line}" for line in lines]


def test_edited_words_and_another_order_need_no_new_revision(small: Path) -> None:
    edit(small, ALPHA, "stem: Which place does alpha take?", "stem: At which place does alpha stand?")
    edit(small, ALPHA, "text: No place", "text: No place at all")
    assert problems(small) == []


def test_an_unreadable_file_loses_no_question(small: Path) -> None:
    edit(small, ALPHA, "claims:", "clams:")
    assert [line.rsplit(" ", 1)[1] for line in problems(small)] == ["[unknown-field]"]


def many(project: Path, right: str = "{}", wrong: str = "{}", *, stem: str = "", pin: bool = False) -> Path:
    """As many single-choice questions as are enough for rates; ``right`` and ``wrong`` stand around the options."""
    names = ("Red letter", "Pink letter", "Violet letter")
    pinned = "    pin_order: true\n" if pin else ""
    items = ""
    for n in range(10, 10 + ENOUGH):
        key = 0 if pin else n % 3
        items += f"  - id: number{n}\n    type: single\n    level: recall\n    stem: Number{n} letter{n}{stem}?\n    options:\n"
        for position, name in enumerate(names):
            correct = "        correct: true\n" if position == key else ""
            text = (right if position == key else wrong).format(f"{name}{n}")
            items += f"      - id: option{position}\n        text: {text}\n{correct}        why: So.\n"
        items += f"{pinned}    explain: So.\n    sources:\n      - key: doe2020alpha\n"
    edit(project, ALPHA, "further_reading:", f"{items}further_reading:")
    assert main(["lock"], root=project) == 0
    return project


def told(project: Path, code: str) -> list[str]:
    """The lines of that code, without their place."""
    return [line.split(": ", 1)[1] for line in problems(project) if line.endswith(f"[{code}]")]


def test_options_without_cues_have_no_problems(small: Path) -> None:
    assert problems(many(small)) == []


def test_right_options_that_are_longest_too_often(small: Path) -> None:
    assert told(many(small, "A longer {}"), "longest-is-key") == [
        "in 41 single-choice questions the right option is the longest 3.00 times as often as by chance, "
        "more than 1.15; here by 11 characters, the most: shorten it, or say more in a wrong one [longest-is-key]"
    ]


def test_right_options_that_are_shortest_too_often(small: Path) -> None:
    assert told(many(small, wrong="A longer {}"), "shortest-is-key") == [
        "in 41 single-choice questions the right option is the shortest 2.93 times as often as by chance, "
        "more than 1.15; here by 10 characters, the most: say more in it, or shorten a wrong one [shortest-is-key]"
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "stem", "said"),
    [
        ("May be {}", "{}", "", "there are words such as 'may' and 'often' in 98% of right and 0% of wrong options"),
        ("{}", "Always {}", "", "there are words such as 'always' and 'no' in 0% of right and 99% of wrong options"),
        (
            "{}",
            "One, so {}",
            "",
            "there is a clause with 'because', 'since', 'as' or 'so' in 0% of right and 98% of wrong options",
        ),
        ("{} purple", "{}", " purple", "words of the stem are in 65% of right and 50% of wrong options"),
    ],
)
def test_a_cue_that_stands_on_one_side(right: str, wrong: str, stem: str, said: str, small: Path) -> None:
    lines = told(many(small, right, wrong, stem=stem), "uneven-cue")
    (line,) = [line for line in lines if line.startswith(f"{said} of 41 single-choice questions, ")]
    assert line.endswith("and not 0.8 to 1.25 times; run 'make questions' to see which give away the most [uneven-cue]")


def test_a_guesser_that_sees_only_form(small: Path) -> None:
    assert told(many(small, "May be {}"), "guessed") == [
        "a guesser that sees only the form of options picks the right one 3.00 times as often as by chance in 41 "
        "single-choice questions, more than 1.25; here it is surest (89%): write all options in the same form; "
        "run 'make questions' to see which give away the most [guessed]"
    ]


def test_a_proposal_without_questions_is_not_measured_by_the_bank(small: Path, tmp_path: Path) -> None:
    base = shutil.copytree(many(small, "May be {}"), tmp_path / "base")

    def codes() -> set[str]:
        library, found = read_library(small, base)
        assert library
        return {problem.code for problem in [*found, *check(library)]}

    assert codes() == set()
    edit(small, ALPHA, "text: Say it aloud.", "text: Say it twice.")
    assert codes() == set()
    edit(small, ALPHA, "text: May be Red letter12", "text: May be Dark letter12")
    assert codes() == {"longest-is-key", "uneven-cue", "guessed"}


def test_right_options_at_one_place_too_often(small: Path) -> None:
    assert told(many(small, pin=True), "key-place") == [
        "in 41 of 41 single-choice questions the right option stands at place 1, more than 40%; "
        "leave out 'pin_order' where it does no harm [key-place]"
    ]


@pytest.mark.parametrize(
    ("stem", "negative"),
    [
        ("Which of these is not a vowel?", True),
        ("Which statement is false?", True),
        ("Choose all options except the vowels.", True),
        ("What went wrong?", False),
        ("What does it cost, and why does it not end there?", False),
        ("A model was not tested. What follows?", False),
        ("Does it hold, and if not, why?", False),
        ("Which change not only helps but also costs nothing?", False),
    ],
)
def test_negative_stems(stem: str, negative: bool) -> None:
    assert asks_for_the_wrong(stem) is negative


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In the sketch above each option counts.", "In the sketch"),
        ("The chain in this table is long.", "in this table"),
        ("Unlike its two neighbors, it is cheap.", "its two neighbors"),
        ("Unlike its neighbours.", "its neighbours"),
        ("As shown above, it falls.", "shown above"),
        ("Take the formula below and solve it.", "formula below"),
        ("It follows from the above.", "the above"),
        ("Which holds for the case below?", "below"),
        ("This page says so.", "This page"),
        ("Use the previous worked example.", "previous worked example"),
        ("The value lies above one half.", None),
        ("Noise bounds accuracy from above, and from below.", None),
        ("The diagrams that people draw are above average.", None),
        ("Tokens compete with neighbors in the batch.", None),
        ("The incentives sketch of 2024 names it.", None),
    ],
)
def test_places_on_a_page(text: str, words: str | None) -> None:
    found = PAGE_REFERENCE.search(text)
    assert (found and found[0]) == words


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("All of the above", True),
        ("None of these.", True),
        ("Both of these statements", True),
        ("All of the data was labeled", False),
        ("None of it matters", False),
    ],
)
def test_options_that_speak_of_others(text: str, speaks: bool) -> None:
    assert speaks_of_options(text) is speaks


def test_the_report(small_with_questions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["questions"], root=small_with_questions) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == (
        "Questions: 8: 2 one answer, 1 several answers, 1 number, 1 order, 1 matching, 1 gaps, 1 open answer"
    )
    assert "  alpha: 1 cloze, 1 match, 1 multiple, 1 numeric, 1 order, 1 recall, 2 single" in lines
