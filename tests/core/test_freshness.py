"""How new the evidence of pages is, which of them are due for a review, and what the page Freshness shows."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from macros.__main__ import main
from macros.core.model.entries import Source
from macros.core.model.library import Library
from macros.core.model.reading import read_library
from macros.core.pages.atlas import load_atlas
from macros.core.pages.freshness import (
    Age,
    Month,
    ages,
    claims_with,
    median_evidence,
    newest_evidence,
    overdue,
    published,
)
from macros.core.pages.render import Renderer
from tests.projects import edit

ALPHA, BETA = "data/concepts/alpha.yml", "data/concepts/beta.yml"
ROE = "data/sources/roe2021beta.yml"


def read(folder: Path) -> Library:
    library, problems = read_library(folder)
    assert library and not problems
    return library


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"year": 2023, "arxiv": "2305.18290"}, Month(2023, 5)),
        ({"year": 2024, "arxiv": "2305.18290"}, Month(2024, 0)),  # the edition cited came out later
        ({"year": 2026, "month": 3, "arxiv": "2510.01395"}, Month(2026, 3)),
        ({"year": 2019, "arxiv": None}, Month(2019, 0)),
    ],
)
def test_when_a_source_came_out(fields: dict[str, object], expected: Month, small: Path) -> None:
    source: Source = read(small).sources["doe2020alpha"].model_copy(update=fields)
    assert published(source) == expected


def test_months_in_words() -> None:
    assert [str(month) for month in (Month(2026, 9), Month(2026, 0))] == ["September 2026", "2026"]
    assert [month.machine_readable for month in (Month(2026, 9), Month(2026, 0))] == ["2026-09", "2026"]
    assert Month(2025, 12) < Month(2026, 0) < Month(2026, 1)


def test_a_source_for_background_is_no_evidence(small: Path) -> None:
    library = read(small)
    assert newest_evidence(library.concepts["alpha"], library.sources) == Month(2020, 1)
    edit(small, ALPHA, 'at: "§2"}]', 'at: "§2"}, {key: roe2021beta, at: "§1", stance: background}]')
    library = read(small)
    assert newest_evidence(library.concepts["alpha"], library.sources) == Month(2020, 1)
    edit(small, ALPHA, "stance: background", "stance: disputes")
    edit(small, ALPHA, "status: established", "status: contested")
    library = read(small)
    assert newest_evidence(library.concepts["alpha"], library.sources) == Month(2021, 0)
    assert newest_evidence(library.concepts["beta"], library.sources) is None


def test_the_page_with_the_oldest_evidence_comes_first(small: Path) -> None:
    found = ages(read(small))
    assert found == [
        Age("beta", None, "2026-11-23", Counter()),
        Age("alpha", Month(2020, 1), "2026-11-23", Counter(established=1)),
    ]
    assert median_evidence(found) == Month(2020, 1)
    assert median_evidence([]) is None


def test_a_page_is_due_half_a_year_after_its_review(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(small, BETA, "reviewed: 2026-11-23", "reviewed: 2026-05-30")
    library = read(small)
    assert overdue(library, date(2026, 11, 29)) == []
    assert overdue(library, date(2026, 11, 30)) == [("beta", "2026-05-30")]
    assert overdue(library, date(2027, 6, 1)) == [("beta", "2026-05-30"), ("alpha", "2026-11-23")]
    assert main(["overdue", "--on", "2026-11-30"], root=small) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1 of 2 pages were not reviewed in the last 183 days.",
        "- `beta`, last reviewed on 2026-05-30",
    ]
    assert main(["overdue", "--on", "2026-11-30", "--report", str(small / "due.md")], root=small) == 0
    assert (small / "due.md").read_text("utf-8").splitlines()[1:] == ["- `beta`, last reviewed on 2026-05-30"]


def test_the_page_counts_claims_and_lists_the_weak_ones(small: Path) -> None:
    edit(small, ALPHA, "status: established", "status: single-study")
    assert [key for key, _ in claims_with(read(small), "single-study")] == ["alpha"]
    renderer = Renderer(load_atlas(small, lambda _here, there: there))
    page = BeautifulSoup(renderer.fill(renderer.freshness("freshness.md")), "html.parser")
    rows = {row.th.get_text(): [cell.get_text() for cell in row("td")] for row in page.select("tbody tr") if row.th}
    assert rows["Single study"] == ["1", "100%", "One group found it."]
    assert rows["Established"][:2] == ["0", "0%"]
    assert rows["A"] == ["January 2020", "2026-11-23", "", "1", "", "", ""]
    assert rows["beta"[:1].upper() + "eta"] == ["–", "2026-11-23", "", "", "", "", ""]
    assert [item.get_text() for item in page.select(".aa-small-list li")] == ["A: It comes first in 100% of alphabets."]


def test_a_claim_shows_its_setting_its_sides_and_what_replaced_it(small: Path) -> None:
    edit(
        small,
        ALPHA,
        'at: "§2"}]\n',
        'at: "§2"}, {key: roe2021beta, at: "§1", stance: disputes, '
        "finding: Second in most.}]\n"
        "  - id: old\n    text: It came 2nd.\n    figure: 2nd\n    status: superseded\n    as_of: '2019'\n"
        "    setting: Print.\n    sources: [{key: doe2020alpha, at: §3}]\n    replacement: {claim: first}\n"
        "  - id: older\n    text: It came third.\n    status: superseded\n    as_of: '2018'\n"
        "    sources: [{key: doe2020alpha}]\n    replacement: {key: roe2021beta, at: §4}\n",
    )
    edit(small, ALPHA, "100% of alphabets.\n", "100% of alphabets.\n    question: How often is it first?\n")
    edit(
        small,
        ALPHA,
        'status: established\n    as_of: "2020"\n    setting',
        'status: contested\n    as_of: "2020"\n    setting',
    )
    renderer = Renderer(load_atlas(small, lambda _here, there: there))
    page = BeautifulSoup(renderer.fill(renderer.concept("alpha")), "html.parser")
    claims = [[" ".join(line.get_text().split()) for line in item("p")] for item in page.select(".aa-claim")]
    assert claims == [
        [
            "How often is it first?",
            "It comes first in 100% of alphabets.",
            "Supported by",
            "Doe 2020, §2",
            "Disputed by",
            "Second in most. Roe and van Dyke 2021, §1",
            "Contested as of 2020",
            "All alphabets in print; a count of first places.",
        ],
        [
            "2nd",
            "It came 2nd.",
            "Superseded as of 2019",
            "Replaced by It comes first in 100% of alphabets.",
            "Print.",
            "Doe 2020, §3.",
        ],
        ["It came third.", "Superseded as of 2018", "Replaced by Roe and van Dyke 2021, §4.", "Doe 2020."],
    ]
