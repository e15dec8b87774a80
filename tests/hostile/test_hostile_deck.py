"""What contributors type stands on Anki's cards as typed, and nowhere as code."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from macros.core.model.concept import Concept
from macros.core.outline.site import DECK
from tests.decks import opened, stored
from tests.hostile.corpus import PAYLOADS, UNSEEN, text_fields, typed, whole_concept
from tests.hostile.test_hostile_site import without_strong, words
from tests.site.test_deck import broken

read = cache(stored)


def shown(name: str, site: Path) -> str:
    """All that the cards of a concept say, with single spaces."""
    notes = [note for key, note in read(site / DECK).items() if key.startswith(f"zz-{name}.")]
    return words(" ".join(BeautifulSoup(html, "html.parser").get_text(" ") for note in notes for html in note.values()))


@pytest.mark.parametrize("name", PAYLOADS)
def test_cards_show_what_was_typed(name: str, hostile_site: Path) -> None:
    text = "".join(without_strong(name, shown(name, hostile_site)).split())
    fields = [(number, path) for number, (path, _) in enumerate(text_fields(Concept, whole_concept()))]
    asked = [(number, path) for number, path in fields if path[0] == "questions" and path[-1] not in UNSEEN]
    assert len(asked) >= 60
    said = [(path, without_strong(name, typed(path, number, name))) for number, path in asked]
    assert [(path, one) for path, one in said if "".join(one.split()) not in text] == []


def test_no_card_holds_code(hostile_site: Path) -> None:
    notes = read(hostile_site / DECK)
    assert len(notes) > len(PAYLOADS)
    assert {name: said for name, note in notes.items() for html in note.values() if (said := broken(html))} == {}
    assert not [name for name, note in notes.items() for html in note.values() if "[sound:" in html]


def test_anki_takes_the_cards(hostile_site: Path, tmp_path: Path) -> None:
    number = len(read(hostile_site / DECK))
    with opened(tmp_path / "collection.anki2") as anki:
        assert anki.load(hostile_site / DECK) == (number, 0, 0)
        assert anki.counts() == (number, number)
        card = anki.card("zz-anki.vowels")
        assert "{{FrontSide}} [sound:x]" in BeautifulSoup(card.question(), "html.parser").get_text()
        assert not card.question_av_tags() and not card.answer_av_tags()
