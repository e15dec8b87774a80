"""What stands around the text of a page."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.structure.files import Files

from macros.core.model.reading import read_library
from macros.core.outline.plans import plans
from macros.site.frame import Frame, Place


def page(name: str) -> Any:
    return SimpleNamespace(file=SimpleNamespace(src_uri=name, url=name), title="Title")


def made(*names: str) -> Any:
    return Files([page(name).file for name in names])


@pytest.mark.parametrize("name", ["interviews/index.md", "interviews/alphabet.md", "interviews/no-path-1.md"])
def test_only_mock_interviews_have_their_crumbs(name: str, small: Path) -> None:
    library, _ = read_library(small)
    assert library
    frame = Frame(library, plans(library), made("paths.md", "paths/alphabet.md"))
    assert frame.crumbs(page("interviews/alphabet-2.md")) == [
        Place("Paths", "paths.md"),
        Place("The alphabet in a day", "paths/alphabet.md"),
        Place("Sheet 2"),
    ]
    assert frame.crumbs(page(name)) == []
