"""What a diagram costs."""

from __future__ import annotations

import gzip
import resource
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import mean, median

from macros.core.drawing.renderer import Drawing, DrawingError, draw
from macros.core.pages.atlas import load_atlas
from tests.bench.figures import Table
from tests.bench.sites import Sites
from tests.projects import ROOT


def measure(_sites: Sites, runs: int) -> Iterator[Table]:
    """CPU time to draw the shipped diagrams, with their share of starting Node, and their bytes in the page."""
    times: list[float] = []
    drawings: list[Drawing | DrawingError] = []
    atlas = load_atlas(ROOT, lambda _here, there: f"../{there}")
    diagrams = [*atlas.maps.values(), *(d for of_concept in atlas.diagrams.values() for d in of_concept.values())]
    texts = [(diagram.id, diagram.mermaid) for diagram in diagrams]
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as name:
            (Path(name) / "node_modules").symlink_to(ROOT / "node_modules")
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            drawings = draw(texts, Path(name))
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    sizes = [len(gzip.compress(drawing.svg.encode(), 9)) for drawing in drawings if isinstance(drawing, Drawing)]
    yield Table(
        "Diagrams",
        "CPU milliseconds for each drawing of the shipped site when none is kept, with its share of starting Node, and "
        "bytes of the SVG with gzip -9.",
        ["Drawings", "CPU ms", "bytes", "largest"],
        [[str(len(texts)), f"{1000 * median(times) / len(texts):.1f}", f"{mean(sizes):,.0f}", f"{max(sizes):,}"]],
    )
