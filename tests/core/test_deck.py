"""The deck for Anki: what its cards say, and what Anki itself makes of it, the first time and later."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from macros.core.deck.listing import listing
from macros.core.deck.notes import CARD, FIELDS, Note, field, notes
from macros.core.deck.package import FIRST, deck_name, latest, package, stable_id
from macros.core.drawing.plots import draw_card_plot, draw_plots
from macros.core.model.questions import question_types
from macros.core.text.markdown import render_block, render_inline
from tests.core.test_render import assert_recorded
from tests.decks import SITE, Anki, drawn_places, opened, places, unpublished, write
from tests.projects import ROOT, edit

LATER = {"data/concepts/alpha.yml": FIRST + 60}
QUESTIONS = 8
"""Of the small project with a question of every type."""


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Anki]:
    """An empty collection."""
    with opened(tmp_path / "collection.anki2") as found:
        yield found


@pytest.fixture
def first(small_with_questions: Path, tmp_path: Path) -> Path:
    """The deck of the small project."""
    write(small_with_questions, tmp_path / "first.apkg")
    return tmp_path / "first.apkg"


def test_a_deck_is_as_recorded(small_with_questions: Path) -> None:
    """UPDATE_GOLDEN=1 records anew: look at the difference, and at the cards."""
    found = places(small_with_questions)
    assert_recorded("deck.txt", listing(notes(found), found.library.vocabulary.categories))


def test_each_question_is_a_note_with_something_on_both_sides(small_with_questions: Path) -> None:
    found = places(small_with_questions)
    made = notes(found)
    asked = [question for concept in found.library.concepts.values() for question in concept.questions]
    assert {question.type for question in asked} == set(question_types())
    assert len({note.guid for note in made}) == len(made) == len(asked) == QUESTIONS
    for note in made:
        assert note.front.count("<") > 2 and note.back.count("<li>") + note.back.count("<p>") > 0, note.name


def test_the_front_does_not_name_the_concept(small_with_questions: Path) -> None:
    edit(small_with_questions, "data/concepts/alpha.yml", "stem: Choose every vowel.", "stem: Choose, as in [[beta]].")
    [note] = [note for note in notes(places(small_with_questions)) if note.name == "alpha.vowels"]
    assert "Alpha" in note.concept and note.concept.startswith(f'<a href="{SITE}concepts/alpha/">')
    assert note.front.startswith('<p class="stem">Choose, as in Beta.</p>')


def test_without_an_address_words_are_no_links(small_with_questions: Path) -> None:
    edit(small_with_questions, "data/concepts/alpha.yml", "why: The lips close.", "why: As in [[beta]].")
    made = notes(replace(places(small_with_questions), url_of=unpublished))
    links = {link for note in made for link in re.findall(r'href="([^"]*)"', " ".join(note.fields))}
    assert links == {"https://arxiv.org/abs/2001.00001"}
    assert {note.link for note in made} == {""}
    assert "</span> As in Beta.</li>" in next(note.back for note in made if note.name == "alpha.vowels")


def test_sources_of_tested_claims_are_named_once(small_with_questions: Path) -> None:
    found = places(small_with_questions)
    alpha = found.library.concepts["alpha"]
    claim = alpha.claims[0]
    edit(
        small_with_questions,
        "data/concepts/alpha.yml",
        "  - id: vowels\n    type: multiple\n",
        f"  - id: vowels\n    claims: [{claim.id}]\n    type: multiple\n",
    )
    [note] = [note for note in notes(places(small_with_questions)) if note.name == "alpha.vowels"]
    cited = dict.fromkeys(["", *(source.at for source in claim.sources)])
    assert note.sources.count("<a ") == len(cited) > 1
    assert note.files == ("data/concepts/alpha.yml", "data/sources/doe2020alpha.yml")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("$a<b$, so", r'<span class="aa-joined">\(a&lt;b\),</span> so'),
        (r"$\begin{matrix} a \\[2pt] b \end{matrix}$", r"\(\begin{matrix} a \\[2pt] b \end{matrix}\)"),
        (r"`\(x\)` and \\(y\\) and \\[z", r"<code><span>\</span>(x<span>\</span>)</code> and "
         r"<span>\</span>(y<span>\</span>) and <span>\</span>[z"),
        ("[sound:x.mp3] [Anki:tts] [latex]x[/latex] [$] [1]", "&#91;sound:x.mp3] &#91;Anki:tts] "
         "&#91;latex]x&#91;/latex] &#91;$] [1]"),
        ("{{Back}} {{c1::x}} <b>", "{{Back}} {{c1::x}} &lt;b&gt;"),
        ("a\nb\u00a0c", "a b&nbsp;c"),
        ("[[?gap]]", '<span class="aa-blank" data-blank="gap">(1)</span>'),
    ],
)  # fmt: skip
def test_a_field_says_what_was_typed(text: str, html: str, small_with_questions: Path) -> None:
    assert field(render_inline(text, places(small_with_questions), dialect=CARD)) == html


def test_a_field_is_one_line(small_with_questions: Path) -> None:
    text = "a\n\n- b\n- c\n\n```\nd\n\te\n```\n"
    html = field(render_block(text, places(small_with_questions), dialect=CARD))
    assert html == '<p>a</p><ul><li>b</li><li>c</li></ul><pre tabindex="0"><code>d&#10;&#9;e&#10;</code></pre>'


def test_cards_show_what_questions_show(small_with_exhibits: Path) -> None:
    fronts = {note.name.removeprefix("alpha."): note.front for note in notes(drawn_places(small_with_exhibits))}
    assert_recorded(
        "deck-exhibits.txt", "".join(f"{fronts[name]}\n" for name in ("bars", "table", "log", "code", "formula"))
    )
    page = BeautifulSoup(fronts["lines"], "html.parser")
    svg = page.svg
    assert svg and svg["role"] == "img" and "Quill: first 0.5 at 1" in str(svg["aria-label"])
    assert len(svg.select(".aa-s1, .aa-s2, .aa-s3, .aa-s4")) == 4
    assert [cell.get_text() for cell in page.select("details tbody tr:last-child > *")][:2] == ["1,024", "1.64"]
    assert "Source: " in fronts["lines"] and "Illustrative data, not from a study" in fronts["bars"]
    assert all(left not in front for front in fronts.values() for left in ("\n", "<script", "id=", "style="))


def test_code_on_cards_keeps_its_spaces(small_with_exhibits: Path) -> None:
    fronts = {note.name: note.front for note in notes(places(small_with_exhibits))}
    for name, kept in (("log", "   0 0.693  -40.0    -45.0   0.00\n\n 100"), ("code", "\n            for sign")):
        pre = BeautifulSoup(fronts[f"alpha.{name}"], "html.parser").pre
        assert pre and kept in pre.get_text()
        assert not re.search(r"  |\n", str(fronts[f"alpha.{name}"]))


def test_a_chart_that_is_not_drawn_is_a_table(small_with_exhibits: Path) -> None:
    front = next(note.front for note in notes(places(small_with_exhibits)) if note.name == "alpha.bars")
    assert "<svg" not in front
    assert "<details open>" in front


def test_mathjax_finds_no_formula_in_a_chart(small_with_exhibits: Path) -> None:
    """In a drawing, what stands on the page elsewhere for a backslash would end the drawing."""
    chart = next(iter(drawn_places(small_with_exhibits).plots))
    hostile = chart.model_copy(
        update={"caption": r"\(x\)", "y": chart.y.model_copy(update={"label": r"\(x\) [sound:a]"})}
    )
    [plot] = draw_plots([hostile], ROOT)
    html = field(draw_card_plot(hostile, plot))
    assert r"<tspan>\</tspan>(x<tspan>\</tspan>) &#91;sound:a]</text>" in html
    assert 'aria-label="&#92;(x&#92;). ' in html
    assert "<span" not in html and "[sound" not in html and r"\(" not in html


def test_a_card_changes_with_the_sources_of_its_exhibit(small_with_exhibits: Path) -> None:
    edit(
        small_with_exhibits,
        "data/concepts/alpha.yml",
        "        - key: doe2020alpha\n          at: §1\n    options",
        "        - key: roe2021beta\n    options",
    )
    note = next(note for note in notes(places(small_with_exhibits)) if note.name == "alpha.lines")
    assert note.files[1:] == ("data/sources/doe2020alpha.yml", "data/sources/roe2021beta.yml")


def test_importing_a_deck_twice_adds_no_card(first: Path, anki: Anki) -> None:
    assert anki.load(first) == (QUESTIONS, 0, 0)
    assert anki.counts() == (QUESTIONS, QUESTIONS)
    assert anki.load(first) == (0, 0, QUESTIONS)
    assert anki.counts() == (QUESTIONS, QUESTIONS)


def test_anki_shows_what_a_note_says(small_with_questions: Path, tmp_path: Path, anki: Anki) -> None:
    edit(
        small_with_questions,
        "data/concepts/alpha.yml",
        "stem: Choose every vowel.",
        r'stem: "Choose {{Back}}, [sound:x], $a<b$."',
    )
    made = {note.guid: note for note in write(small_with_questions, tmp_path / "deck.apkg")}
    anki.load(tmp_path / "deck.apkg")
    assert list(anki.notes()["alignment-atlas.alpha.vowels"].keys()) == list(FIELDS)
    assert {guid: note.fields for guid, note in anki.notes().items()} == {k: note.fields for k, note in made.items()}
    assert {guid: sorted(note.tags) for guid, note in anki.notes().items()} == {
        guid: sorted(note.tags) for guid, note in made.items()
    }
    card = anki.card("alpha.vowels")
    front, back = (BeautifulSoup(side, "html.parser") for side in (card.question(), card.answer()))
    assert front.select_one(".stem").get_text() == r"Choose {{Back}}, [sound:x], \(a<b\)."  # type: ignore[union-attr]
    assert "Two of them close the mouth." in front.select_one(".hint").get_text()  # type: ignore[union-attr]
    assert not card.question_av_tags() and not card.answer_av_tags()
    footer = back.select_one("footer").get_text(" ")  # type: ignore[union-attr]
    assert " ".join(footer.split()) == (
        "Alpha · This question on the site Sources: Doe 2020 Alignment Atlas · CC BY 4.0"
    )


def test_decks_and_order(first: Path, anki: Anki) -> None:
    anki.load(first)
    decks = {deck["name"]: deck["desc"] for deck in anki.collection.decks.all()}
    assert sorted(decks) == ["Alignment Atlas", "Alignment Atlas::Training methods", "Default"]
    assert decks["Alignment Atlas"] == (
        f"{QUESTIONS} questions from Alignment Atlas, with reasons and sources. The text is licensed CC BY 4.0. "
        f'<a href="{SITE}">{SITE}</a>'
    )


def test_new_cards_come_in_an_order_of_reading(small_with_questions: Path, tmp_path: Path, anki: Anki) -> None:
    found = places(small_with_questions)
    alpha, beta = (found.library.concepts[key] for key in ("alpha", "beta"))
    concepts = {"beta": beta.model_copy(update={"questions": alpha.questions[:1]}), "alpha": alpha}
    made = notes(replace(found, library=replace(found.library, concepts=concepts)))
    (tmp_path / "deck.apkg").write_bytes(package(made, found.library.vocabulary.categories, {}))
    anki.load(tmp_path / "deck.apkg")
    cards = [anki.collection.get_card(key) for key in anki.collection.find_cards("", order="c.due asc")]
    names = [card.note()["Name"] for card in cards]
    assert names == [*(f"alpha.{question.id}" for question in alpha.questions), f"beta.{alpha.questions[0].id}"]


def test_a_later_deck_updates_cards_and_keeps_what_was_learned(
    small_with_questions: Path, first: Path, tmp_path: Path, anki: Anki
) -> None:
    anki.load(first)
    studied = anki.card("alpha.vowels")
    anki.collection.sched.set_due_date([studied.id], "5")
    anki.collection.set_deck([studied.id], anki.collection.decks.id("Mine"))  # type: ignore[arg-type]
    before = anki.card("alpha.vowels")
    edit(small_with_questions, "data/concepts/alpha.yml", "stem: Choose every vowel.", "stem: Choose all vowels.")
    write(small_with_questions, tmp_path / "later.apkg", LATER)
    new, changed, same = anki.load(tmp_path / "later.apkg")
    assert (new, changed + same) == (0, QUESTIONS) and changed >= 7
    assert anki.counts() == (QUESTIONS, QUESTIONS)
    after = anki.card("alpha.vowels")
    assert after.note()["Front"].startswith('<p class="stem">Choose all vowels.</p>')
    assert (after.id, after.due, after.ivl, after.type) == (before.id, before.due, before.ivl, before.type)
    assert after.ivl == 5
    assert anki.deck_of("alpha.vowels") == "Mine"
    assert anki.load(first) == (0, 0, QUESTIONS)
    assert anki.card("alpha.vowels").note()["Front"].startswith('<p class="stem">Choose all vowels.</p>')


def test_a_new_question_takes_the_place_of_no_other(
    small_with_questions: Path, first: Path, tmp_path: Path, anki: Anki
) -> None:
    """Numbers of notes count from one in each deck, so that a question in front shifts all of them."""
    anki.load(first)
    before = {guid: note.id for guid, note in anki.notes().items()}
    made = notes(places(small_with_questions))
    more = [replace(made[0], name="alpha.before", front="Before"), *made]
    (tmp_path / "more.apkg").write_bytes(package(more, places(small_with_questions).library.vocabulary.categories, {}))
    assert anki.load(tmp_path / "more.apkg") == (1, 0, QUESTIONS)
    assert anki.counts() == (QUESTIONS + 1, QUESTIONS + 1)
    assert {guid: note.id for guid, note in anki.notes().items() if guid in before} == before
    assert anki.notes()["alignment-atlas.alpha.before"]["Front"] == "Before"


def test_a_renamed_and_moved_concept_keeps_its_cards(
    small_with_questions: Path, first: Path, tmp_path: Path, anki: Anki
) -> None:
    anki.load(first)
    concepts = small_with_questions / "data/concepts"
    text = (concepts / "alpha.yml").read_text("utf-8")
    moved = text.replace("category: training", "category: evaluation\nredirects: [alpha]")
    (concepts / "first.yml").write_text(moved, "utf-8")
    (concepts / "alpha.yml").unlink()
    beta = (concepts / "beta.yml").read_text("utf-8")
    (concepts / "beta.yml").write_text(beta.replace("target: alpha", "target: first"), "utf-8")
    write(small_with_questions, tmp_path / "moved.apkg", {"data/concepts/first.yml": FIRST + 60})
    assert anki.load(tmp_path / "moved.apkg") == (0, QUESTIONS, 0)
    assert anki.counts() == (QUESTIONS, QUESTIONS)
    assert anki.card("alpha.vowels").note().has_tag("alignment-atlas::concept::first")
    assert not anki.card("alpha.vowels").note().has_tag("alignment-atlas::concept::alpha")
    assert anki.deck_of("alpha.vowels") == "Alignment Atlas::Training methods"


def test_the_text_has_the_same_notes(small_with_questions: Path, first: Path, tmp_path: Path, anki: Anki) -> None:
    anki.load(first)
    made = write(small_with_questions, tmp_path / "deck.txt")
    assert anki.load(tmp_path / "deck.txt") == (0, 0, QUESTIONS)
    edit(small_with_questions, "data/concepts/alpha.yml", "stem: Choose every vowel.", "stem: Choose all vowels.")
    write(small_with_questions, tmp_path / "deck.txt")
    assert anki.load(tmp_path / "deck.txt") == (0, 1, QUESTIONS - 1)
    assert anki.counts() == (QUESTIONS, QUESTIONS) == (len(made), len(made))


def test_the_bytes_depend_on_notes_and_times_alone(small_with_questions: Path) -> None:
    program = (
        "import sys, hashlib; from pathlib import Path; from tests.decks import write; "
        "write(Path(sys.argv[1]), Path(sys.argv[2])); print(hashlib.sha256(Path(sys.argv[2]).read_bytes()).hexdigest())"
    )
    found = set()
    for seed, zone in (("1", "Pacific/Kiritimati"), ("2", "Etc/GMT+12")):
        target = small_with_questions / f"{seed}.apkg"
        done = subprocess.run(
            [sys.executable, "-c", program, str(small_with_questions), str(target)],
            cwd=ROOT, env={"PYTHONHASHSEED": seed, "TZ": zone, "PATH": ""}, capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        found.add(done.stdout)
    assert len(found) == 1


def test_a_note_bears_the_time_of_what_it_is_made_from(small_with_questions: Path, tmp_path: Path, anki: Anki) -> None:
    found = places(small_with_questions)
    one, other = notes(found)[:2]
    changes = {
        "data/concepts/alpha.yml": FIRST + 10,
        "data/sources/doe2020alpha.yml": FIRST + 20,
        "data/concepts/alpha.yml.old": FIRST + 90,
        "macros/core/deck/card.css": FIRST + 5,
    }
    data = package([one, replace(other, files=())], found.library.vocabulary.categories, changes)
    (tmp_path / "deck.apkg").write_bytes(data)
    anki.load(tmp_path / "deck.apkg")
    kind = anki.collection.models.by_name("Alignment Atlas")
    times = [*(anki.notes()[note.guid].mod for note in (one, other)), kind["mod"] if kind else 0]
    assert [time - FIRST for time in times] == [20, 5, 5]


@pytest.mark.parametrize(
    ("places_", "time"), [(["a"], FIRST), (["data/a.yml"], FIRST + 1), (["data"], FIRST + 2), (["dat"], FIRST)]
)
def test_the_latest_change(places_: list[str], time: int) -> None:
    assert latest({"data/a.yml": FIRST + 1, "data/b.yml": FIRST + 2, "a": 1}, places_) == time


def test_numbers_by_which_anki_knows_decks_stay() -> None:
    assert [stable_id(name) for name in ("note type", "deck", "deck training")] == [1731189378, 1239596021, 1803616449]


@pytest.mark.parametrize(
    ("label", "name"), [("Key ML concepts", "Key ML concepts"), ('A::B: "c"', "A B c"), ("a:", "a")]
)
def test_the_name_of_a_deck(label: str, name: str) -> None:
    assert deck_name(label) == f"Alignment Atlas::{name}"


def test_a_note_knows_its_fields() -> None:
    note = Note("n", "f", "h", "b", "c", "s", "l", "training", (), ())
    assert note.fields == ["n", "f", "h", "b", "c", "s", "l"]


def test_all_questions_of_the_project_make_sound_cards(tmp_path: Path, anki: Anki) -> None:
    """Every formula is closed, nothing is left of our markup, and every address is complete; Anki takes them all."""
    found = places(ROOT)
    made = notes(found)
    assert len(made) == sum(len(concept.questions) for concept in found.library.concepts.values())
    for note in made:
        for text in note.fields:
            assert not re.search(r"<math|\[\[|\]\]|[\ue000-\uf8ff]", text), (note.name, text)
            assert text.count(r"\(") == text.count(r"\)"), (note.name, text)
            assert all(link.startswith("https://") for link in re.findall(r'href="([^"]*)"', text)), note.name
    write(ROOT, tmp_path / "all.apkg")
    for _ in range(2):
        anki.load(tmp_path / "all.apkg")
        assert anki.collection.note_count() == anki.collection.card_count() == len(made)
