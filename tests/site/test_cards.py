"""The pictures that links to the site bring along."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from macros.core.pages.atlas import load_atlas
from macros.core.store.cache import write
from macros.site import cards
from tests.projects import ROOT

FONTS = cards.fonts(ROOT)
CARD = cards.Card("Atlas", "Training · Advanced", "A title", "What it says.")


def ink(picture: bytes) -> tuple[int, int, int, int]:
    """The box around all that is drawn below the bar at the top."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.paste((255, 255, 255), (0, 0, cards.WIDTH, 20))
    box = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox()
    assert box
    return box


def test_the_font_has_every_character_of_the_site() -> None:
    atlas = load_atlas(ROOT, lambda _here, there: there)
    for path, card in cards.cards(atlas, "Alignment Atlas", "").items():
        assert cards.missing(card.site + card.kind + card.title + card.text, FONTS) == "", path


def test_a_character_that_the_font_lacks_is_found() -> None:
    assert cards.missing("偏 é ✓ a", FONTS) == "✓偏"


@pytest.mark.parametrize("text", ["W" * 200, "W " * 100, "short"])
def test_the_longest_words_stay_in_the_picture(text: str) -> None:
    left, _, right, bottom = ink(cards.draw(cards.Card("W" * 60, "", "W" * 80, text[:200]), FONTS))
    assert left >= 70
    assert right <= cards.WIDTH - 70
    assert bottom <= cards.HEIGHT - 90


def test_no_word_is_lost_in_lines() -> None:
    font = cards.ImageFont.truetype(FONTS.regular, 30)
    lines = cards.wrapped("one two " + "x" * 50 + " three", font, 200)
    assert "".join(lines).replace(" ", "") == "onetwo" + "x" * 50 + "three"
    assert max(font.getlength(line) for line in lines) <= 200


def test_cards_are_kept_and_the_longest_unused_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    monkeypatch.setattr(cards, "MOST", 1)
    first = cards.make({"a": CARD}, tmp_path)
    assert first == {"a": cards.draw(CARD, FONTS)}
    [kept] = (tmp_path / ".cache/cards").iterdir()
    other = cards.draw(cards.Card("", "", "other", ""), FONTS)
    write(kept, other, cards.FORM)
    assert cards.make({"a": CARD}, tmp_path) == {"a": other}
    os.utime(kept, (0, 0))
    cards.make({name: cards.Card("", "", name, "") for name in "b"}, tmp_path)
    cards.make({name: cards.Card("", "", name, "") for name in "c"}, tmp_path)
    assert not kept.exists()
    assert len(list((tmp_path / ".cache/cards").iterdir())) == 2
