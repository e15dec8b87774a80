from __future__ import annotations

from pathlib import Path

from macros.core.library import read_library
from macros.core.paths import reading_order, required_outside


def test_what_is_required_comes_first(small: Path) -> None:
    library, _ = read_library(small)
    assert library
    assert reading_order(library, ["beta", "alpha"]) == ["alpha", "beta"]
    assert reading_order(library, ["beta"]) == ["beta"]


def test_what_is_needed_from_elsewhere(small: Path) -> None:
    library, _ = read_library(small)
    assert library
    assert required_outside(library, ["beta"]) == ["alpha"]
    assert required_outside(library, ["alpha", "beta"]) == []
