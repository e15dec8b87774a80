from __future__ import annotations

from pathlib import Path

from macros.core.model.reading import read_library
from macros.core.pages.timeline import CITED, Year, timeline
from tests.projects import edit


def test_origins_and_much_cited_sources_stand_in_their_year(small: Path) -> None:
    edit(small, "data/concepts/beta.yml", "reviewed: 2026-11-23", "reviewed: 2026-11-23\norigin: roe2021beta")
    library, problems = read_library(small)
    assert library and not problems
    many = [f"c{number}" for number in range(CITED)]
    cited_by = {"doe2020alpha": many, "roe2021beta": ["beta"]}
    assert timeline(library, cited_by) == [
        Year(2020, {}, ["doe2020alpha"]),
        Year(2021, {"roe2021beta": ["beta"]}, []),
    ]
    assert timeline(library, {"doe2020alpha": many[1:]}) == [Year(2021, {"roe2021beta": ["beta"]}, [])]
