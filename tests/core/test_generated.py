"""Generated data is valid, so that what is measured with it is a check that runs to its end."""

from __future__ import annotations

from pathlib import Path

from macros.core.model.reading import read_library
from macros.core.rules import check
from tests.generated import generate


def test_generated_data_passes_the_check(tmp_path: Path) -> None:
    library, problems = read_library(generate(tmp_path, 60))
    assert library
    assert [str(problem) for problem in [*problems, *check(library)]] == []
    assert (len(library.concepts), len(library.sources)) == (62, 32)
    assert len(library.graph.edges("requires")) == 60
