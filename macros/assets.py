"""Files that the build makes, or takes from installed packages, instead of keeping them in the repository."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from .core.atlas import Atlas
from .core.formulas import mathml
from .core.model import Text
from .core.text import mentions

MATH_FONT = "assets/fonts/stix-two-math.woff2"
DARK_STYLES = "assets/stylesheets/dark-without-script.css"
MERMAID = "assets/javascripts/mermaid"
PELE = "assets/javascripts/pele"
_FONT_PACKAGE = "node_modules/@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff"
_MERMAID_PACKAGE = "node_modules/mermaid/dist"
_PELE_PACKAGE = "node_modules/pele/dist/esm"


def files(atlas: Atlas, root: Path, config: MkDocsConfig) -> Iterator[File]:
    """The files to add to the site.

    Raises:
        PluginError: ``node_modules`` is missing.
    """
    package = root / _MERMAID_PACKAGE
    font = root / _FONT_PACKAGE
    if not package.is_dir() or not font.is_file():
        raise PluginError("node_modules is incomplete; run 'make install' (or 'npm ci' in the environment)")
    yield File.generated(config, MATH_FONT, content=math_font(font, math_characters(atlas), root / ".cache"))
    yield File.generated(config, DARK_STYLES, content=dark_styles(config))


def copy_mermaid(root: Path, site: Path) -> None:
    """Copies the Mermaid library, an entry and the parts that it loads on demand, into a built site."""
    package, target = root / _MERMAID_PACKAGE, site / MERMAID
    chunks = "chunks/mermaid.esm.min"
    shutil.copytree(package / chunks, target / chunks, ignore=shutil.ignore_patterns("*.map"), dirs_exist_ok=True)
    shutil.copy(package / "mermaid.esm.min.mjs", target)


def copy_pele(root: Path, site: Path) -> None:
    """Copies the renderer of diagrams into a built site, for the map: only what drawing a flowchart loads."""
    package, target = root / _PELE_PACKAGE, site / PELE
    pending, seen = ["core.js", "diagrams/flowchart.js"], set()
    while pending:
        name = pending.pop()
        if name in seen:
            continue
        seen.add(name)
        file = package / name
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, target / name)
        for other in re.findall(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""", file.read_text("utf-8")):
            pending.append((file.parent / other).resolve().relative_to(package.resolve()).as_posix())


def drop_unused(site: Path) -> None:
    """Deletes what the theme copies into a built site and no page of ours loads.

    These are source maps, with the notes that name them, and the theme's own search.
    """
    for folder in ("lunr", "workers"):
        shutil.rmtree(site / "assets/javascripts" / folder, ignore_errors=True)
    for unused in sorted(site.rglob("*.map")):
        unused.unlink()
        file = unused.with_suffix("")
        if file.is_file():
            text = file.read_text("utf-8")
            file.write_text(re.sub(r"\n?(?://|/\*)# sourceMappingURL=\S+(?: \*/)?", "", text), "utf-8")


def math_characters(atlas: Atlas) -> str:
    """Every character that the formulas of the site may show, sorted."""
    found: set[str] = set()
    library = atlas.library
    for concept_id in library.concepts:
        for _, mark, value in library.marked(library.document(concept_id)):
            if not isinstance(mark, Text):
                continue
            if mark.kind == "tex":
                found |= shown_characters(mathml(value, display=True))
            elif mark.kind != "plain":
                for mention in mentions(value, block=mark.kind == "block"):
                    if mention.kind == "tex":
                        found |= shown_characters(mathml(mention.value, display=False))
    return "".join(sorted(found))


def shown_characters(markup: str) -> set[str]:
    """Characters that a browser draws for a MathML element: those in it, the italics of lone letters, the root sign."""
    drawn = re.sub(r"<annotation.*?</annotation>", "", markup, flags=re.DOTALL)
    characters = set(re.sub(r"<[^>]*>|&[A-Za-z]+;", "", drawn)) - set("\n\u2061\u2062\u2063\u2064")
    for letter in re.findall(r"<mi>(.)</mi>", drawn):
        characters.add(_italic(letter))
    if "<msqrt" in drawn or "<mroot" in drawn:
        characters.add("√")
    return characters | set("<>&'\"") & set(drawn)


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


def math_font(font: Path, characters: str, cache: Path) -> bytes:
    """The math font cut down to ``characters``, as WOFF2. Kept in ``cache`` by font and characters."""
    recipe = f"{font.stat().st_size} {Path(__file__).stat().st_size} {characters}"
    kept = cache / "fonts" / f"{hashlib.sha256(recipe.encode()).hexdigest()[:32]}.woff2"
    if kept.is_file():
        return kept.read_bytes()
    from fontTools import subset

    # The layout tables are most of the work and none of the use: browsers build formulas from the MATH table.
    options = subset.Options(flavor="woff2", layout_features=[], hinting=False, notdef_outline=True)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "DSIG"]
    loaded = subset.load_font(font, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(loaded)
    loaded["head"].modified = loaded["head"].created
    output = io.BytesIO()
    subset.save_font(loaded, output, options)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(output.getvalue())
    return output.getvalue()


def dark_styles(config: MkDocsConfig) -> str:
    """The theme's dark palette and ours, for readers without JavaScript whose system asks for dark.

    Raises:
        PluginError: the theme's palette does not look as expected.
    """
    palettes = [
        found for folder in config.theme.dirs for found in Path(folder).glob("assets/stylesheets/palette.*.css")
    ]
    own = Path(config.docs_dir) / "assets/stylesheets/atlas.css"
    rules = [
        rule
        for sheet in [*palettes[:1], own]
        for rule in re.findall(r"\[data-md-color-scheme=[\"']?slate[\"']?\]\s*\{([^}]*)\}", sheet.read_text("utf-8"))
    ]
    if len(rules) < 2:
        raise PluginError("no dark palette found in the theme; its style sheet has changed")
    body = "".join(rule.strip().rstrip(";") + ";" for rule in rules)
    return f'[data-md-color-scheme="default"]{{{body}}}\n'
