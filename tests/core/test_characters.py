"""Characters that look empty or alike."""

from __future__ import annotations

import unicodedata

import pytest

from macros.core.model.entries import GlossaryTerm
from macros.core.source.characters import mixed_word, name_key
from macros.core.source.documents import read
from macros.core.text.terms import Terms

HIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180e\u180f\u200b\u200f\u202e\u2060\u2065\u206f\u2800\u3164\ufe00"
    "\ufe0f\ufeff\uffa0\ufff0\ufff8\U0001bca0\U0001d159\U0001d173\U000e0001\U000e0100\U000e0fff"
)


@pytest.mark.parametrize("character", HIDDEN, ids=lambda character: f"U+{ord(character):04X}")
def test_what_nobody_sees_is_refused(character: str) -> None:
    assert [str(problem) for problem in read("f.yml", f"a: x{character}y\n".encode()).problems] == [
        f"f.yml:1:5: the invisible or private character U+{ord(character):04X} is not allowed; delete it "
        "[invisible-character]"
    ]
    assert name_key(f"x{character}y") == "xy"


@pytest.mark.parametrize("text", ["β σ Δ", "naïve Bayes", "na\u0308ive", "日本語 한국어", "x² ½ ﬁ", "🧭 ⚖", "ا ב ก"])
def test_what_readers_see_is_let_through(text: str) -> None:
    assert read("f.yml", f"a: {text}\n".encode()).problems == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Beta", "Ｂｅｔａ"),
        ("Beta", "BETA"),
        ("naïve", unicodedata.normalize("NFD", "naïve")),
        ("Win rate", " win\u00a0 rate"),
        ("ﬁne", "fine"),
        ("Straße", "STRASSE"),
        ("K", "\u212a"),
    ],
)
def test_names_that_readers_take_for_one(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_names_that_readers_tell_apart() -> None:
    assert len({name_key(name) for name in ("Beta", "Bêta", "Beta 2", "β", "Be ta")}) == 5


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Веta", "Веta"),  # two Cyrillic letters
        ("Top and Tοp", "Tοp"),  # a Greek omicron
        ("Ｂетa", "Bетa"),
        ("Вета", ""),
        ("μTransfer, βVAE and σ-algebra", ""),
        ("β-DPO", ""),
        ("RLHF 日本", ""),
        ("2x", ""),
    ],
)
def test_words_of_two_alphabets(name: str, word: str) -> None:
    assert mixed_word(name) == word


@pytest.mark.parametrize("text", ["the wın rate", "the WİN RATE", "the win rate"])
def test_a_letter_like_another_one_is_no_error_in_the_glossary(text: str) -> None:
    """A pattern without regard to case takes a dotless ı for an i."""
    data = {"id": "win-rate", "term": "Win rate", "definition": "How often one answer is preferred to another."}
    term = GlossaryTerm.model_validate(data)
    found = list(Terms({"win-rate": term}).find(text))
    assert [(start, end) for start, end, _ in found] == ([(4, 12)] if "win" in text else [])
