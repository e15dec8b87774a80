from __future__ import annotations

from macros.assets import shown_characters
from macros.core.formulas import mathml


def test_lone_letters_are_italic_and_words_are_not() -> None:
    assert shown_characters(mathml(r"x \sin h", display=False)) >= {"x", "𝑥", "s", "ℎ"}
    assert "𝑠" not in shown_characters(mathml(r"\sin x", display=False))


def test_greek_and_its_variants() -> None:
    assert shown_characters(mathml(r"\phi \theta \epsilon \beta", display=False)) >= set("𝜙𝜃𝜖𝛽")


def test_the_root_sign_is_drawn_though_not_written() -> None:
    assert "√" in shown_characters(mathml(r"\sqrt{x}", display=False))
    assert "√" not in shown_characters(mathml("x", display=False))


def test_the_tex_itself_is_not_drawn() -> None:
    assert "q" not in shown_characters(mathml(r"\sqrt{x}", display=False))
