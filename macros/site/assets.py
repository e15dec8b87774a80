"""Fonts, cut down to the characters in use, and what the theme brings along."""

from __future__ import annotations

import hashlib
import html
import io
import re
import string
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from ..core.model.types import Text
from ..core.pages.atlas import Atlas
from ..core.store.cache import cached, file_form
from ..core.text.formulas import mathml, styles
from ..core.text.markdown import mentions

FONTS = "assets/fonts"
FORM = file_form(b"wOF2")
"""The form of fonts in the cache."""
_PACKAGES = "node_modules/@fontsource"
MATH, TEXT = "stix-two-math", "stix-two-text"
"""The fonts of formulas, and of headings, titles and figures."""
RARE = f"{MATH}-rare"
"""What few pages show of the font of formulas; only they load it."""
RARE_SHARE = 1 / 50
"""On how large a share of the concepts' pages a character is rare."""
FONT_PACKAGES = (f"@fontsource/{MATH}", f"@fontsource/{TEXT}")
"""The packages of the fonts that pages load."""
_FILES = {MATH: "stix-two-math-latin-400-normal.woff", TEXT: "stix-two-text-latin-600-normal.woff"}
TEXT_CHARACTERS = string.ascii_letters + string.digits + " \"#$%'()+,-./:;?\u00a0–—‘’“”…±−×·é"
"""What headings are made of. Other characters come from the fonts of the system, as the arrow, which the font lacks."""


def font_files(atlas: Atlas, root: Path, config: MkDocsConfig) -> dict[str, File]:
    """The fonts as files of the site, named by their content, by the names that style sheets call them.

    Raises:
        PluginError: ``node_modules`` is incomplete.
    """
    found = {}
    common, rare = math_characters(atlas)
    for name, package_name, characters in ((MATH, MATH, common), (RARE, MATH, rare), (TEXT, TEXT, TEXT_CHARACTERS)):
        package = root / _PACKAGES / package_name / "files" / _FILES[package_name]
        if not package.is_file():
            raise PluginError("node_modules is incomplete; run 'make install' (or 'npm ci' in the environment)")
        if not characters:
            continue
        font = cut_font(package, characters, root / ".cache")
        digest = hashlib.sha256(font).hexdigest()[:8]
        found[f"{name}.woff2"] = File.generated(config, f"{FONTS}/{name}.{digest}.woff2", content=font)
    return found


def of_theme(files: Files, config: MkDocsConfig) -> list[File]:
    """What the theme brings along. Its style sheets are part of ours, and no page loads any of it."""
    return [file for file in files if file.src_dir in config.theme.dirs]


def math_characters(atlas: Atlas) -> tuple[str, str]:
    """Every character that the formulas of the site may show, sorted: those of many pages, and those of few.

    ASCII is never rare: Chromium would load the font of an upright ``J`` for an italic one too.
    """
    pages: dict[str, set[str]] = {}
    for concept_id, tex, display in formulas(atlas):
        for character in shown_characters(mathml(tex, display=display)):
            pages.setdefault(character, set()).add(concept_id)
    few = len(atlas.library.concepts) * RARE_SHARE
    rare = {character for character, ids in pages.items() if len(ids) <= few and not character.isascii()}
    return "".join(sorted(pages.keys() - rare)), "".join(sorted(rare))


def math_styles(atlas: Atlas) -> str:
    """The font of rare characters, if there are any, and a rule for each class in the formulas of the site, sorted."""
    found: dict[str, str] = {}
    for _, tex, display in formulas(atlas):
        found |= styles(tex, display=display)
    rules = "".join(f".{name}{{{declarations}}}\n" for name, declarations in sorted(found.items()))
    _, rare = math_characters(atlas)
    return f"{rare_face(rare)}{rules}" if rare else rules


def rare_face(characters: str) -> str:
    """The rule by which browsers load the font of rare characters only for a page that shows one of them."""
    codes = ",".join(f"U+{ord(character):X}" for character in characters)
    source = f'url("../fonts/{RARE}.woff2") format("woff2")'
    return f'@font-face{{font-family:"STIX Two Math";src:{source};font-display:swap;unicode-range:{codes}}}\n'


def formulas(atlas: Atlas) -> Iterator[tuple[str, str, bool]]:
    """Each formula of the site: the concept in whose file it stands, its TeX, and whether it has a line of its own."""
    library = atlas.library
    for concept_id in library.concepts:
        for _, mark, value in library.marked(library.document(concept_id)):
            if not isinstance(mark, Text):
                continue
            if mark.kind == "tex":
                yield concept_id, value, True
            elif mark.kind not in ("plain", "verbatim"):
                for mention in mentions(value, block=mark.kind == "block"):
                    if mention.kind == "tex":
                        yield concept_id, mention.value, False


def shown_characters(markup: str) -> set[str]:
    """Characters that a browser draws for a MathML element: those in it, and the root sign.

    A letter alone in an ``<mi>`` is drawn in italics, and so never in its upright form.
    """
    drawn = re.sub(r"<annotation.*?</annotation>", "", markup, flags=re.DOTALL)
    upright = re.sub(_LONE, "", drawn)
    characters = set(html.unescape(re.sub(r"<[^>]*>", "", upright))) - set("\n\u2061\u2062\u2063\u2064")
    characters |= {_italic(letter) for letter in re.findall(_LONE, drawn)}
    if "<msqrt" in drawn or "<mroot" in drawn:
        characters.add("√")
    return characters


_LONE = r"<mi>(.)</mi>"
_ITALIC_RANGES = (("A", "Z", 0x1D434), ("a", "z", 0x1D44E), ("Α", "Ω", 0x1D6E2), ("α", "ω", 0x1D6FC))
_ITALIC_OTHERS = {"h": "ℎ", "ϕ": "𝜙", "ϵ": "𝜖", "ϑ": "𝜗", "ϱ": "𝜚", "ϖ": "𝜛", "∂": "𝜕", "∇": "𝛻", "ı": "𝚤", "ȷ": "𝚥"}


def _italic(letter: str) -> str:
    """The mathematical italic form that MathML Core shows for a one-letter ``<mi>``."""
    if letter in _ITALIC_OTHERS:
        return _ITALIC_OTHERS[letter]
    for first, last, start in _ITALIC_RANGES:
        if first <= letter <= last:
            return unicodedata.normalize("NFC", chr(start + ord(letter) - ord(first)))
    return letter


def cut_font(font: Path, characters: str, cache: Path) -> bytes:
    """A font cut down to ``characters``, as WOFF2. Cached in ``cache`` by font and characters."""
    recipe = f"{font.stat().st_size} {Path(__file__).stat().st_size} {characters}"
    file = cache / "fonts" / f"{hashlib.sha256(recipe.encode()).hexdigest()[:32]}.cached"
    return cached(file, lambda: _cut(font, characters), FORM)


def _cut(font: Path, characters: str) -> bytes:
    from fontTools import subset
    from fontTools.ttLib.scaleUpem import scale_upem

    # The layout tables are most of the work and little of the use: browsers build formulas from the MATH table.
    options = subset.Options(flavor="woff2", layout_features=[], hinting=False, notdef_outline=True)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "DSIG"]
    options.name_IDs = []
    options.bidi_closure = False  # it would add ≲ for ≳, which no page shows
    subsetter, output = subset.Subsetter(options), io.BytesIO()
    subsetter.populate(text=characters)
    with subset.load_font(font, options) as loaded:
        if "MATH" in loaded:
            _few_sizes(loaded)
        subsetter.subset(loaded)
        if "MATH" in loaded:
            _even_roots(loaded)
        scale_upem(loaded, UNITS)
        loaded["head"].modified = loaded["head"].created
        subset.save_font(loaded, output, options)
    return output.getvalue()


UNITS = 500
"""Units of an em in which outlines are kept: a tenth of a pixel in the largest heading."""
MOST_SIZES = 4
"""How many sizes of a bracket are kept; a taller one is put together from pieces."""


def _few_sizes(font: Any) -> None:
    variants = font["MATH"].table.MathVariants
    for size in variants.VertGlyphConstruction:
        if size.GlyphAssembly and len(size.MathGlyphVariantRecord) > MOST_SIZES:
            size.MathGlyphVariantRecord = size.MathGlyphVariantRecord[:MOST_SIZES]
            size.VariantCount = MOST_SIZES


def _even_roots(font: Any) -> None:
    """Makes all sizes of the root sign as narrow as the smallest.

    Chromium leaves room for the widest size beside every root, so that a gap would follow the small ones in a line.
    """
    name = font.getBestCmap().get(ord("√"))
    variants = font["MATH"].table.MathVariants
    covered = variants.VertGlyphCoverage.glyphs if variants and variants.VertGlyphCoverage else []
    if name not in covered:
        return
    sizes = variants.VertGlyphConstruction[covered.index(name)]
    others = {size.VariantGlyph for size in sizes.MathGlyphVariantRecord} - {name}
    if sizes.GlyphAssembly:
        others |= {part.glyph for part in sizes.GlyphAssembly.PartRecords}
    width = font["hmtx"][name][0]
    for other in others:
        drawn, scale = font["glyf"][other], width / font["hmtx"][other][0]
        drawn.coordinates.scale((scale, 1))
        drawn.coordinates.toInt()
        drawn.recalcBounds(font["glyf"])
        font["hmtx"][other] = (width, drawn.xMin)
