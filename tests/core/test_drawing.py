from __future__ import annotations

from pathlib import Path

import pytest

from macros.core.drawing.renderer import Drawing, DrawingError, RendererMissing, draw
from tests.projects import ROOT


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    return tmp_path


def test_results_come_in_order_and_errors_have_places(packages: Path) -> None:
    good, bad, other = draw(
        [
            ("a", "flowchart LR\n x --> y\n"),
            ("b", "flowchart LR\n a --> --> b\n"),
            ("c", "sequenceDiagram\n A->>B: hi\n"),
        ],
        packages,
    )
    assert isinstance(good, Drawing) and good.svg.startswith("<svg")
    assert bad == DrawingError(2, 8, "Expecting 'NODE_STRING', got 'LINK'")
    assert isinstance(other, Drawing)


def test_a_kept_drawing_equals_a_fresh_one(packages: Path) -> None:
    fresh = draw([("a", "flowchart LR\n x --> y\n")], packages)
    assert len(list((packages / ".cache/drawings").iterdir())) == 1
    assert draw([("a", "flowchart LR\n x --> y\n")], packages) == fresh


def test_errors_are_not_kept(packages: Path) -> None:
    draw([("b", "flowchart LR\n a --> --> b\n")], packages)
    assert not list((packages / ".cache").rglob("*"))


def test_without_packages_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RendererMissing, match="run 'make install'"):
        draw([], tmp_path)


def test_the_renderer_draws_as_recorded(packages: Path) -> None:
    """Guards a change of the renderer's version: look at the pages before renewing the file."""
    text = 'flowchart LR\n  accTitle: T\n  accDescr: D\n  n0(["A"]) -- "to" --> n1["B"]\n  click n1 href "../b/" "B"\n'
    (drawing,) = draw([("g", text)], packages)
    assert isinstance(drawing, Drawing)
    assert drawing.svg == (Path(__file__).parent / "golden.svg").read_text("utf-8").strip()
