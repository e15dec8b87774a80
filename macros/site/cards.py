"""The picture that a link to the site brings along where it is shared: one for each concept, and one for the site.

A card has few colors and is drawn from data and pinned packages alone, so that it is small and the same in each build.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from functools import lru_cache
from pathlib import Path

import PIL
from mkdocs.exceptions import PluginError
from PIL import Image, ImageColor, ImageDraw, ImageFont

from ..core.pages.atlas import Atlas
from ..core.store.cache import cached, drop_unused, file_form

WIDTH, HEIGHT = 1200, 630
MOST = 1_000
"""How many cards are cached at least, so that another branch or a site for tests costs nothing."""
FONTS = "node_modules/@fontsource/source-sans-3/files/source-sans-3-latin-{}-normal.woff"
PAPER, INK, MUTED, ACCENT = "#ffffff", "#1d2b2a", "#4a5857", "#2f7f79"
"""As in ``base.css`` and the site's icon."""
FORM = file_form(b"\x89PNG\r\n\x1a\n")
"""The form of cards in the cache."""
_MARGIN = 80
_SHADES = 12
_SIZES = ((84, 40), (76, 38), (68, 36), (60, 34), (52, 32), (44, 30), (38, 28), (32, 26), (26, 24), (22, 20))
"""Of title and text, in pixels, from the largest; with the last the longest texts that data may hold still fit."""


@dataclass(frozen=True)
class Card:
    """The words of a card: the site's name, what kind of page it is, the page's title, and what it says."""

    site: str
    kind: str
    title: str
    text: str


@dataclass(frozen=True)
class Fonts:
    """The files of the font in use: a regular and a semibold one."""

    regular: Path
    bold: Path


def card_path(concept_id: str | None) -> str:
    """Where the card of a concept, or that of the site, is published."""
    return f"assets/cards/{concept_id}.png" if concept_id else "assets/card.png"


def cards(atlas: Atlas, name: str, description: str) -> dict[str, Card]:
    """All cards of a site with this name and description, by their paths."""
    terms = atlas.library.vocabulary.terms
    found = {card_path(None): Card(name, "", name, description)}
    for concept_id, concept in atlas.library.concepts.items():
        kind = f"{terms('categories')[concept.category].label} · {terms('levels')[concept.level].label}"
        found[card_path(concept_id)] = Card(name, kind, concept.title, concept.summary)
    return found


def fonts(root: Path) -> Fonts:
    """The fonts of the project at ``root``.

    Raises:
        PluginError: ``node_modules`` is incomplete.
    """
    found = Fonts(*(root / FONTS.format(weight) for weight in (400, 600)))
    if not (found.regular.is_file() and found.bold.is_file()):
        raise PluginError("node_modules is incomplete; run 'make install' (or 'npm ci' in the environment)")
    return found


def make(wanted: Mapping[str, Card], root: Path) -> dict[str, bytes]:
    """The cards as PNG. Cached in ``.cache/cards`` by all they are made from; the longest unused are dropped.

    Raises:
        PluginError: ``node_modules`` is incomplete.
    """
    used, folder = fonts(root), root / ".cache" / "cards"
    recipe = hashlib.sha256(PIL.__version__.encode())
    for file in (Path(__file__), used.regular, used.bold):
        recipe.update(file.read_bytes())
    made = {path: _kept(folder, card, used, recipe.hexdigest()) for path, card in wanted.items()}
    drop_unused(folder, max(MOST, 2 * len(wanted)))
    return made


def draw(card: Card, used: Fonts) -> bytes:
    """A card as PNG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    canvas = ImageDraw.Draw(image)
    canvas.rectangle((0, 0, WIDTH, 15), ACCENT)
    _draw_icon(image, _MARGIN - 8, 58)
    name = next(
        font for font in _faces(used.bold, range(32, 7, -1)) if font.getlength(card.site) <= WIDTH - 3 * _MARGIN
    )
    canvas.text((_MARGIN + 68, 90), card.site, MUTED, name, anchor="lm")
    (title_font, title), (text_font, text) = _fitted(card, used)
    top = 160
    for lines, font, color in ((title, title_font, INK), (text, text_font, MUTED)):
        for line in lines:
            canvas.text((_MARGIN, top), line, color, font, anchor="la")
            top += _line(font)
        top += 20
    kind = next(
        font for font in _faces(used.bold, range(28, 7, -1)) if font.getlength(card.kind) <= WIDTH - 2 * _MARGIN
    )
    canvas.text((_MARGIN, HEIGHT - 62), card.kind, ACCENT, kind, anchor="ls")
    output = io.BytesIO()
    image.quantize(palette=_palette(), dither=Image.Dither.NONE).save(output, "PNG", compress_level=6)
    return output.getvalue()


def wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Text in lines that are at most ``width`` pixels wide; a word that is wider is broken."""
    lines = [""]
    for word in text.split():
        line = f"{lines[-1]} {word}".strip()
        if font.getlength(line) <= width:
            lines[-1] = line
            continue
        pieces = list(_pieces(word, font, width))
        lines += pieces if lines[-1] else ["", *pieces]
    return [line for line in lines if line]


def missing(text: str, used: Fonts) -> str:
    """The characters of a text that one of the fonts lacks, sorted."""
    return "".join(
        sorted({character for character in text if not all(ord(character) in _known(file) for file in astuple(used))})
    )


def _fitted(card: Card, used: Fonts) -> list[tuple[ImageFont.FreeTypeFont, list[str]]]:
    """Title and text in lines, in the largest sizes at which all of it has room."""
    found = []
    for sizes in _SIZES:
        faces = _face(used.bold, sizes[0]), _face(used.regular, sizes[1])
        texts = zip(faces, (card.title, card.text), strict=True)
        found = [(font, wrapped(text, font, WIDTH - 2 * _MARGIN)) for font, text in texts]
        if sum(len(lines) * _line(font) for font, lines in found) <= HEIGHT - 280:
            break
    return found


def _pieces(word: str, font: ImageFont.FreeTypeFont, width: int) -> Iterator[str]:
    piece = ""
    for character in word:
        if piece and font.getlength(piece + character) > width:
            yield piece
            piece = ""
        piece += character
    yield piece


def _line(font: ImageFont.FreeTypeFont) -> int:
    return round(font.size * 1.22)


@lru_cache(maxsize=256)
def _face(file: Path, size: int) -> ImageFont.FreeTypeFont:
    # Raqm is not part of each build of Pillow, and lays text out differently.
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)


def _faces(file: Path, sizes: Iterable[int]) -> Iterator[ImageFont.FreeTypeFont]:
    return (_face(file, size) for size in sizes)


@lru_cache(maxsize=8)
def _known(file: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    return frozenset(TTFont(file).getBestCmap())


@lru_cache(maxsize=1)
def _palette() -> Image.Image:
    """Each color with its way to the paper, which the edges of letters take."""
    paper, colors = ImageColor.getrgb(PAPER), []
    for ink in map(ImageColor.getrgb, (INK, MUTED, ACCENT)):
        for step in range(_SHADES + 1):
            colors += [round(a + (b - a) * step / _SHADES) for a, b in zip(ink, paper, strict=True)]
    image = Image.new("P", (1, 1))
    image.putpalette(colors)
    return image


def _draw_icon(image: Image.Image, left: int, top: int) -> None:
    """The site's icon, as in ``favicon.svg``, 64 pixels wide."""
    scale = 8
    icon = Image.new("RGB", (32 * scale, 32 * scale), PAPER)
    canvas = ImageDraw.Draw(icon)
    for line in ((8, 24, 16, 7), (16, 7, 24, 24), (11, 18.5, 21, 18.5)):
        canvas.line([place * scale for place in line], ACCENT, round(2.6 * scale))
    for x, y in ((16, 7), (8, 24), (24, 24)):
        canvas.ellipse([(place + way * 3.4) * scale for way in (-1, 1) for place in (x, y)], ACCENT)
    image.paste(icon.resize((64, 64), Image.Resampling.LANCZOS), (left, top))


def _kept(folder: Path, card: Card, used: Fonts, recipe: str) -> bytes:
    digest = hashlib.sha256("\0".join((recipe, *astuple(card))).encode()).hexdigest()[:32]
    return cached(folder / f"{digest}.cached", lambda: draw(card, used), FORM)
