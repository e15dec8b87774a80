"""The summary of a proposal, with exact words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros.__main__ import main
from tests.core.test_names import rename
from tests.projects import add_questions, copy_small, edit

ALPHA, BETA = "data/concepts/alpha.yml", "data/concepts/beta.yml"
DOE, ROE = "data/sources/doe2020alpha.yml", "data/sources/roe2021beta.yml"
TITLE = "# What this proposal changes"


@pytest.fixture
def before(tmp_path: Path) -> Path:
    return copy_small(tmp_path / "before")


@pytest.fixture
def questions(before: Path, small: Path) -> tuple[Path, Path]:
    """Two copies of the small project with a question of every type."""
    return add_questions(before), add_questions(small)


def summary(before: Path, after: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The lines of the summary that are not empty, without the title, with no zero-width spaces."""
    capsys.readouterr()
    assert main(["compare", str(before), str(after)]) == 0
    lines = [line.replace("\u200b", "") for line in capsys.readouterr().out.splitlines() if line]
    assert lines[0] == TITLE
    return lines[1:]


PAGE = ["## Pages of concepts that change", "`concepts/alpha`"]
FIRST = "Look at these first:"
CHANGED = "## “Alpha” (`alpha`), changed"


def test_nothing_changed(before: Path, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert summary(before, small, capsys) == ["Nothing that readers see."]


def test_the_changed_copy_is_this_project_by_default(
    before: Path, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(small, ALPHA, "title: Alpha\n", "title: Aleph\n")
    assert main(["compare", str(before)], root=small) == 0
    assert "- title: was “Alpha”, is “Aleph”" in capsys.readouterr().out.splitlines()


def test_a_folder_that_is_not_there(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(small / "nowhere")], root=small) == 2
    assert capsys.readouterr().out == (f"{small}/nowhere is not a copy of the project: it has no folder 'data'\n")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("short_title: A\n", "", "- short title: was “A”, is empty"),
        (
            "aliases: [First letter]\n",
            "aliases: [First letter, A]\n",
            "- aliases: was “First letter”, is “First letter · A”",
        ),
        ("level: introductory\n", "level: advanced\n", "- level: was “introductory”, is “advanced”"),
        (
            "Alpha is a letter [",
            "Alpha is no letter [",
            "- section `what-it-is`, text: “Alpha is ~~a~~ **no** letter \\[@doe2020alpha, §1\\], unlike "
            "\\[\\[beta\\]\\]. ¶ It has …”",
        ),
        (
            "Two runes of it weigh",
            "Two  runes\n      of it weigh",
            "- section `what-it-is`, text: only spaces or line breaks changed",
        ),
        (
            "§1]",
            "§2]",
            "- section `what-it-is`, text: “Alpha is a letter \\[@doe2020alpha, ~~§1\\],~~ **§2\\],** unlike "
            "\\[\\[beta\\]\\]. ¶ It has a value of …”",
        ),
        (
            'result: "7.4"',
            'result: "7.39"',
            "- section `what-it-is`, calculations: was “weight, exp(1) \\*\\* 2, 7.4”, is “weight, exp(1) "
            "\\*\\* 2, 7.39”",
        ),
        ("at: Eq. 1", "at: Eq. 2", "- equation `sum`, sources: was “doe2020alpha, Eq. 1”, is “doe2020alpha, Eq. 2”"),
        (
            "meaning: The first.",
            "meaning: The one.",
            "- equation `sum`, symbol “\\\\alpha”, meaning: was “The first.”, is “The one.”",
        ),
        ("status: established", "status: contested", "- claim `first`, status: was “established”, is “contested”"),
        (
            "belief: Alpha is the last letter.",
            "belief: Alpha is the best letter.",
            "- misconception `last`, belief: was “Alpha is the last letter.”, is “Alpha is the best letter.”",
        ),
        (
            "inputs: [pen, paper]",
            "inputs: [paper, pen]",
            "- stage `write`, inputs: was “pen · paper”, is “paper · pen”",
        ),
        ("main_cost: Ink", "main_cost: Stone", "- trait `main_cost`: was “Ink”, is “Stone”"),
        (
            "explain: Alpha begins.",
            "explain: Alpha ends.",
            "- question `position`, explain: was “Alpha begins.”, is “Alpha ends.”",
        ),
        (
            "why: What comes after.",
            "why: What comes before.",
            "- further reading `roe2021beta`, why: was “What comes after.”, is “What comes before.”",
        ),
    ],
)
def test_a_change_that_needs_no_second_look(
    old: str, new: str, line: str, before: Path, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(small, ALPHA, old, new)
    assert summary(before, small, capsys) == [CHANGED, line, *PAGE]


def test_a_relation_changes_both_pages(before: Path, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(small, ALPHA, "reason: One letter is not enough.", "reason: Two are better.")
    assert summary(before, small, capsys) == [
        CHANGED,
        "- relation `motivates beta`, reason: was “One letter is not enough.”, is “Two are better.”",
        "## Pages of concepts that change",
        "`concepts/alpha`, `concepts/beta`",
    ]


def test_a_relation_that_goes_changes_both_pages(before: Path, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(small, BETA, "  - kind: contrasts-with\n    target: alpha\n    reason: Another shape.\n", "")
    said = summary(before, small, capsys)
    assert said[said.index("## Pages of concepts that change") + 1 :] == ["`concepts/alpha`, `concepts/beta`"]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "        text: About twenty-five\n        correct: true\n        why: Most have between twenty and "
            "thirty.\n"
            "      - id: many\n        text: About a hundred\n",
            "        text: About twenty-five\n        why: Most have between twenty and thirty.\n"
            "      - id: many\n        text: About a hundred\n        correct: true\n",
            "question `guess`, “Before you read on, guess how many letters an alphabet has, \\$n\\$, give or "
            "take a few.”: "
            "the right answer was “About twenty-five”, is “About a hundred”",
        ),
        (
            "        text: Beta\n        why: The lips close.\n",
            "        text: Beta\n        correct: true\n        why: The lips close.\n",
            "question `vowels`, “Choose every vowel.”: the right answer was “Alpha · Epsilon”, is “Alpha · "
            "Epsilon · Beta”",
        ),
        (
            "value: 29.2\n",
            "value: 29.25\n",
            "question `share`, “Seven of 24 letters are vowels. How many percent is that?”: the right number "
            "was “29.2 %”, is “29.25 %”",
        ),
        (
            "value: 29.2\n",
            "value: 12345678.125\n",
            "question `share`, “Seven of 24 letters are vowels. How many percent is that?”: the right number "
            "was “29.2 %”, is “12,345,678.125 %”",
        ),
        (
            "abs: 0.5\n",
            "abs: 500000\n",
            "question `share`, “Seven of 24 letters are vowels. How many percent is that?”: the tolerance was "
            "“0.5 %”, is “500,000 %”",
        ),
        (
            "abs: 0.5\n",
            "rel: 0.5\n",
            "question `share`, “Seven of 24 letters are vowels. How many percent is that?”: the tolerance was "
            "“0.5 %”, is “0.5 of the value”",
        ),
        (
            "unit: '%'\n",
            "unit: ''\n",
            "question `share`, “Seven of 24 letters are vowels. How many percent is that?”: the right number "
            "was “29.2 %”, is “29.2”",
        ),
        (
            "      - id: alpha\n        text: Alpha\n        why: The first of all.\n      - id: beta\n        "
            "text: Beta\n"
            "        why: It gives the alphabet the second half of its name.\n",
            "      - id: beta\n        text: Beta\n        why: It gives the alphabet the second half of its name.\n"
            "      - id: alpha\n        text: Alpha\n        why: The first of all.\n",
            "question `alphabet`, “Put the letters in the order of the alphabet.”: "
            "the right order was “Alpha · Beta · Gamma · Delta”, is “Beta · Alpha · Gamma · Delta”",
        ),
        (
            "choice: head\n",
            "choice: door\n",
            "question `shapes`, “Match each letter with what its sign once showed.”: the right matching was "
            "“Alpha: The head of an ox · Beta: A house”, is “Alpha: A door · Beta: A house”",
        ),
        ("text: A house\n", "text: A tent\n", "question `shapes`, choice `plan`, text: was “A house”, is “A tent”"),
        (
            "accept: [beta]\n",
            "accept: [beta, gamma]\n",
            "question `parts`, “Complete what the word alphabet is made of.”: what fills the gap `second` was "
            "“beta”, is “beta · gamma”",
        ),
        (
            "        text: Mentions numbers\n",
            "        text: Mentions numbers\n        must: true\n",
            "question `tell`, “Explain why alphabets have an order.”: what an answer must have was “Names "
            "finding or learning”, "
            "is “Names finding or learning · Mentions numbers”",
        ),
        (
            "text: Names finding or learning",
            "text: Names neither finding nor learning",
            "question `tell`, criterion `finding`, text: was “Names finding or learning”, is “Names neither "
            "finding nor learning”",
        ),
    ],
)
def test_what_counts_as_right_comes_first(
    old: str, new: str, line: str, questions: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    edit(questions[1], ALPHA, old, new)
    assert summary(*questions, capsys) == [FIRST, f"- `alpha`: {line}", *PAGE]


def test_an_inverted_sentence_shows_its_words(before: Path, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start = "One two three four five six seven eight nine ten eleven twelve."
    sentence = "Without the reference the text drifts away from anything that a person would have written by hand."
    for folder, first in ((before, "Without"), (small, "With")):
        text = f"{start} {sentence.replace('Without', first)}"
        edit(folder, BETA, "Beta follows. Say that 12 letters follow.", f"Beta follows. {text}")
    assert summary(before, small, capsys) == [
        "## “Beta” (`beta`), changed",
        "- section `what-it-is`, text: “… five six seven eight nine ten eleven twelve. ~~Without~~ **With** "
        "the reference the text drifts away from anything …”",
        "## Pages of concepts that change",
        "`concepts/beta`",
    ]


def test_everything_to_look_at_first_in_its_order(
    before: Path, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in (before, small):
        edit(folder, ALPHA, "    explain: Alpha begins.\n", "    explain: Alpha begins.\n    claims: [first]\n")
        edit(
            folder,
            ALPHA,
            'at: "§2"}]\nmisconceptions',
            (
                "at: §2}]\n  - id: second\n    text: It comes second.\n    "
                "status: contested\n"
                "    as_of: '2020'\n    sources:\n      - key: doe2020alpha\nmisconceptions"
            ),
        )
        add_questions(folder)
    text = (small / ALPHA).read_text("utf-8")
    start, end = text.index("  - id: second\n    text: It comes"), text.index("misconceptions:\n")
    (small / ALPHA).write_text(text[:start] + text[end:], "utf-8")
    edit(small, ALPHA, "100% of alphabets", "99% of alphabets")
    text = (small / ALPHA).read_text("utf-8")
    start, end = text.index("  - id: tell\n"), text.index("further_reading:\n")
    (small / ALPHA).write_text(text[:start] + text[end:], "utf-8")
    edit(small, ALPHA, "abs: 0.5", "abs: 5")
    edit(small, DOE, "2001.00001'\n", "2001.00002'\n")
    edit(small, "data/vocabulary.yml", "label: Conventions", "label: Manners")
    edit(
        small,
        "data/exceptions.yml",
        "- concept: beta\n",
        ("- concept: alpha\n  text: It comes first in 99% of\n  reason: Everybody knows.\n- concept: beta\n"),
    )
    lock = (small / "data/names.lock").read_text("utf-8")
    (small / "data/names.lock").write_text(
        "".join(row for row in lock.splitlines(True) if "alpha." not in row), "utf-8"
    )
    (small / BETA).unlink()
    lines = summary(before, small, capsys)
    assert lines[: lines.index(next(line for line in lines if line.startswith("## ")))] == [
        FIRST,
        "- `alpha`: **a maintainer confirms:** claim `first`: text: was “It comes first in 100% of alphabets.”, is “It "
        "comes first in 99% of alphabets.”. This rests on it: the question position",
        "- **a maintainer confirms:** source `doe2020alpha`, “On Alpha”, may be another work now: arXiv id: was "
        "“2001.00001”, is “2001.00002”",
        "- exception for `alpha` added",
        "  - concept: “alpha”",
        "  - text: “It comes first in 99% of”",
        "  - reason: “Everybody knows.”",
        "- `alpha`: question `tell` removed",
        "  - what an answer must have: “Names finding or learning”",
        "  - type: “recall”",
        "  - level: “evaluate”",
        "  - stem: “Explain why alphabets have an order.”",
        "  - seconds: “60”",
        "  - model answer: “An order lets people \\*\\*find\\*\\* and \\*learn\\* letters. It says nothing about their "
        "worth. ¶ It also came with numbers.”",
        "  - criterion `finding`: text “Names finding or learning”; must “yes”",
        "  - criterion `numbers`: text “Mentions numbers”",
        "  - criterion `worth`: text “Says that it is no ranking”",
        "  - red flag `ranking`: text “Takes the order for a ranking”; misconception “last”",
        "  - follow up “Would any order do?”: question “Would any order do?”; answer “Yes, if all share it.”",
        "  - hints: “Think of a dictionary.”",
        "  - sources: “doe2020alpha”",
        "- `alpha`: question `share`, “Seven of 24 letters are vowels. How many percent is that?”: "
        "the tolerance was “0.5 %”, is “5 %”",
        "- `alpha`: claim `second` removed",
        "  - text: “It comes second.”",
        "  - status: “contested”",
        "  - as of: “2020”",
        "  - sources: “doe2020alpha, supports”",
        "- the concept “Beta” (`beta`) is gone, and with it 2 relations of its own, 1 relation to it, 1 page "
        "with a link "
        "to it, 1 learning path and 1 glossary term; its address leads nowhere",
        "- `data/names.lock` has no line any more for: `alpha.alphabet`, `alpha.guess`, `alpha.parts`, "
        "`alpha.position`, `alpha.shapes`, `alpha.share`, `alpha.tell`, `alpha.vowels`",
        "- the vocabulary, which every page uses, has 1 change; see below",
    ]
    assert "- category `conventions`, label: was “Conventions”, is “Manners”" in lines


def test_a_lost_concept_takes_other_things_with_it(
    before: Path, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(before, ALPHA, "\nsummary:", "\nredirects: [aleph]\nsummary:")
    (small / ALPHA).unlink()
    edit(small, BETA, "\nsummary:", "\nreplaces: [alpha]\nsummary:")
    assert summary(before, small, capsys) == [
        FIRST,
        "- the concept “Alpha” (`alpha`) is gone, and with it 1 claim, 1 question, 1 relation of its own, 2 "
        "relations to "
        "it, 1 learning path, 1 comparison, 2 coverage rows and 1 former id; its address leads to `beta`",
        "## “Beta” (`beta`), changed",
        "- ids of deleted concepts that lead here: `alpha`",
        "## “Alpha” (`alpha`), removed",
        "- summary: “The first letter, on which the others rest.”",
        "- claims: `first`",
        "- questions: `position`",
        "- relations of its own: `motivates beta`",
        "- relations to it: `beta requires`, `beta contrasts-with`",
        "- learning paths with it: `alphabet`",
        "- comparisons with it: `letters`",
        "- coverage rows with places on it: `1.1`, `1.2`",
        "- former ids that led here: `aleph`",
        "## Pages of concepts that change",
        "`concepts/alpha`, `concepts/beta`",
    ]


def test_a_new_concept_shows_what_it_says(before: Path, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(small / ALPHA, small / "data/concepts/gamma.yml")
    edit(small, "data/concepts/gamma.yml", "title: Alpha", "title: Gamma")
    assert summary(before, small, capsys) == [
        "## “Gamma” (`gamma`), new",
        "- summary: “The first letter, on which the others rest.”",
        "- short title `A`, aliases `First letter`, category `training`, entry `main`, level `introductory`, "
        "status `stable`, reviewed `2026-11-23`, comparisons `letters`",
        "- section `what-it-is`: “What it is”, 28 words",
        "- claim `first`: “It comes first in 100% of alphabets.”; `established`, as of `2020`; setting: “All alphabets "
        "in print; a count of first places.”; sources: “doe2020alpha, §2, supports”",
        "- question `position`: “Which place does alpha take?”; the right answer: “The first”",
        "- equation `sum`: “Sum · \\\\alpha + \\\\beta = 1 · Both add up to one. · \\\\alpha · The first. · \\\\beta · "
        "The second. · doe2020alpha, Eq. 1”",
        "- misconception `last`: “Alpha is the last letter. · It is the first.”",
        "- stage `write`: “Write it · Draw a loop. · pen · paper · letter”",
        "- stage `read`: “Read it · Say it aloud. · letter · sound”",
        "- trait `trained_object`: “The writer”",
        "- trait `main_cost`: “Ink”",
        "- relation `motivates beta`: “One letter is not enough.”",
        "- further reading `roe2021beta`: “What comes after.”",
        "- cites: `doe2020alpha`, `roe2021beta`",
        "## Pages of concepts that change",
        "`concepts/beta`, `concepts/gamma`",
    ]


def test_a_rename_is_one_line_and_what_follows_it_is_counted(
    before: Path, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in (before, small):
        edit(folder, BETA, "Beta follows.", "Beta follows [[alpha]] and [[alpha|its elder]].")
        edit(folder, "data/coverage.yml", "alpha#claim-first]", "alpha#claim-first, beta#relation-requires-alpha]")
        assert main(["lock"], root=folder) == 0
    rename(small, "alpha", "aleph", redirect=True)
    edit(small, "data/coverage.yml", "beta#relation-requires-alpha", "beta#relation-requires-aleph")
    lines = [
        "Not listed: 8 references that only follow renamed concepts.",
        "## “Alpha” (`aleph`), changed",
        "- renamed from `alpha`, which leads here",
        "## Pages of concepts that change",
        "`concepts/aleph`",
    ]
    assert summary(before, small, capsys) == lines
    assert main(["lock"], root=small) == 0
    assert summary(before, small, capsys) == lines


def test_a_concept_merged_into_another_is_gone(before: Path, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / BETA).unlink()
    edit(small, ALPHA, "\nsummary:", "\nreplaces: [beta]\nsummary:")
    lines = summary(before, small, capsys)
    assert lines[1].startswith("- the concept “Beta” (`beta`) is gone, ")
    assert lines[1].endswith("; its address leads to `alpha`")
    assert "- ids of deleted concepts that lead here: `beta`" in lines


def test_a_former_id_that_is_dropped(before: Path, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(before, ALPHA, "\nsummary:", "\nredirects: [aleph]\nsummary:")
    assert summary(before, small, capsys) == [
        FIRST,
        "- `alpha`: former ids that no longer lead here: `aleph`",
        *PAGE,
    ]


def test_a_question_of_another_type(before: Path, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(small, ALPHA, "type: single", "type: multiple")
    lines = summary(before, small, capsys)
    assert lines[1] == "- `alpha`: question `position` replaced"
    assert "  - was: type: “single”" in lines
    assert "  - is: type: “multiple”" in lines


MISTAKES = "These files have mistakes, and what cannot be read is not compared; see the check: "


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (ALPHA, "level: introductory", "levl: introductory"),
        (ALPHA, "title: Alpha\n", "title: Alpha: Beta\n"),
        (BETA, "    target: alpha\n    reason: Order.\n", "    reason: Order.\n"),
        (ROE, "year: 2021\n", ""),
        (DOE, "year: 2020\n", "year: 2020\n - x\n"),
        ("data/glossary.yml", "  term: Rune\n", ""),
        ("data/glossary.yml", "  term: Rune\n", "  term: 'Rune\n"),
        ("data/paths.yml", "  label: The alphabet in a day\n", ""),
        ("data/coverage.yml", "  heading: Letters\n", ""),
        ("data/exceptions.yml", "  reason: A made-up case.\n", ""),
    ],
)
def test_a_file_with_mistakes_is_not_gone(
    path: str, old: str, new: str, before: Path, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(small, path, old, new)
    assert summary(before, small, capsys) == [f"{MISTAKES}`{path}`."]
    assert summary(small, before, capsys) == [f"{MISTAKES}`{path}`."]


def test_a_source_under_a_wrong_name_is_not_gone(before: Path, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / DOE).rename(small / "data/sources/Doe2020alpha.yml")
    assert summary(before, small, capsys) == [f"{MISTAKES}`data/sources/Doe2020alpha.yml`."]


def test_sources_that_come_and_go(before: Path, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / DOE).rename(small / "data/sources/abe2020alpha.yml")
    lines = summary(before, small, capsys)
    assert [line for line in lines if "doe2020alpha" in line or "abe2020alpha" in line] == [
        "- source `abe2020alpha` added",
        "- source `doe2020alpha` removed",
    ]


def test_what_can_be_read_is_compared(before: Path, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(small, ROE, "year: 2021\n", "")
    edit(small, DOE, "venue: Journal of Letters", "venue: Journal of Runes")
    assert summary(before, small, capsys) == [
        f"{MISTAKES}`{ROE}`.",
        "## Sources",
        "- source `doe2020alpha`, venue: was “Journal of Letters”, is “Journal of Runes”",
    ]


def test_a_vocabulary_with_mistakes(before: Path, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(small, "data/vocabulary.yml", "categories:\n", "")
    words = "has mistakes, so nothing can be compared; see the check."
    assert summary(before, small, capsys) == [f"`data/vocabulary.yml` {words}"]
    assert summary(small, before, capsys) == [f"`data/vocabulary.yml` as it was before the proposal {words}"]


@pytest.mark.parametrize("link", ["data", "data/concepts", ALPHA, "data/sources", DOE])
def test_symbolic_links_are_not_followed(
    link: str, before: Path, small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (small / link).rename(tmp_path / "elsewhere")
    (small / link).symlink_to(tmp_path / "elsewhere")
    lines = summary(before, small, capsys)
    assert len(lines) == 1
    assert "mistakes" in lines[0]


def test_lines_of_locks_that_vanish_or_come_back(before: Path, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock = "data/names.lock"
    for folder in (before, small):
        assert main(["lock"], root=folder) == 0
        with (folder / lock).open("a", encoding="utf-8") as lines:
            lines.write("beta#x-old retired\nbeta#x-older retired\n")
    edit(small, lock, "beta#x-old retired\n", "beta#x-old -\n")
    edit(small, lock, "beta#x-older retired\n", "")
    edit(small, lock, "alpha#eq-sum -\n", "")
    assert summary(before, small, capsys) == [
        FIRST,
        "- `data/names.lock` has no line any more for: `alpha#eq-sum`, `beta#x-older`",
        "- `data/names.lock` no longer has as retired: `beta#x-old`",
    ]


def test_lines_that_the_data_account_for_are_not_missed(
    before: Path, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As between two versions of the branch main: a part was retired, a concept renamed, a source deleted."""
    rename(small, "alpha", "aleph", redirect=True)
    edit(small, BETA, "\nsummary:", "\nretired: [{id: old, now: what-it-is}]\nsummary:")
    with (before / "data/names.lock").open("a", encoding="utf-8") as lines:
        lines.write("@zoe2020gone 0123456789abcdef\nbeta#old -\n")
    assert main(["lock"], root=small) == 0
    assert not [line for line in summary(before, small, capsys) if "names.lock" in line]


def test_another_address_of_a_source_is_nothing_to_confirm(
    before: Path, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(small, "data/sources/roe2021beta.yml", "https://example.org/beta", "https://example.org/bet")
    assert summary(before, small, capsys)[:2] == [
        FIRST,
        "- source `roe2021beta`, “On Beta”, may be another work now: address: was “https://example.org/beta”, is "
        "“https://example.org/bet”",
    ]


def test_the_spelling_of_a_claim_is_nothing_to_confirm(
    before: Path, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in (before, small):
        edit(folder, ALPHA, "    explain: Alpha begins.\n", "    explain: Alpha begins.\n    claims: [first]\n")
    edit(small, ALPHA, "It comes first in 100% of", "It comes first, in 100% of")
    assert FIRST not in summary(before, small, capsys)


def test_a_file_with_a_hostile_name(before: Path, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / "data/concepts/`x` @y [z](w).yml").write_text("", "utf-8")
    assert summary(before, small, capsys) == [
        f"{MISTAKES}“data/concepts/\\`x\\` @y \\[z\\](w).yml”.",
    ]
