from __future__ import annotations

import io
from pathlib import Path

from fontTools.ttLib import TTFont

from macros.core.pages.atlas import load_atlas
from macros.core.text.formulas import mathml
from macros.site.assets import RARE_SHARE, cut_font, math_characters, math_styles, rare_face, shown_characters
from tests.data.test_shipped_data import library
from tests.projects import ROOT


def test_lone_letters_are_italic_and_words_are_not() -> None:
    assert shown_characters(mathml(r"x \sin h", display=False)) == set("𝑥sinℎ")
    assert "𝑠" not in shown_characters(mathml(r"\sin x", display=False))


def test_greek_and_its_variants() -> None:
    assert shown_characters(mathml(r"\phi \theta \epsilon \beta", display=False)) >= set("𝜙𝜃𝜖𝛽")


def test_the_root_sign_is_drawn_though_not_written() -> None:
    assert "√" in shown_characters(mathml(r"\sqrt{x}", display=False))
    assert "√" not in shown_characters(mathml("x", display=False))


def test_the_tex_itself_is_not_drawn() -> None:
    assert "q" not in shown_characters(mathml(r"\sqrt{x}", display=False))


def test_all_sizes_of_the_root_sign_are_as_wide_as_the_smallest(tmp_path: Path) -> None:
    """Browsers leave room for the widest beside the smallest."""
    package = ROOT / "node_modules/@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff"
    font = TTFont(io.BytesIO(cut_font(package, "x√", tmp_path)))
    variants, name = font["MATH"].table.MathVariants, font.getBestCmap()[ord("√")]
    root = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index(name)]
    sizes = [size.VariantGlyph for size in root.MathGlyphVariantRecord]
    pieces = [part.glyph for part in root.GlyphAssembly.PartRecords]
    assert len(sizes) > 3
    assert {font["hmtx"][glyph][0] for glyph in [*sizes, *pieces]} == {font["hmtx"][name][0]}
    assert "√" not in map(chr, TTFont(io.BytesIO(cut_font(package, "x", tmp_path))).getBestCmap())


def test_a_character_of_few_pages_is_rare() -> None:
    atlas = load_atlas(ROOT, lambda _here, there: there, drawn=False)
    common, rare = math_characters(atlas)
    assert not set(common) & set(rare)
    assert {"𝑥", "="} <= set(common)
    few = len(library().concepts) * RARE_SHARE
    assert rare
    assert 1 <= few < 10
    assert rare_face(rare) in math_styles(atlas)


def test_a_small_site_has_one_font_of_formulas(small: Path) -> None:
    atlas = load_atlas(small, lambda _here, there: there)
    assert math_characters(atlas)[1] == ""
    assert "@font-face" not in math_styles(atlas)
