"""The summary of a proposal, with exact words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.core.changes import LONGEST, quoted
from tests.core.test_names import rename
from tests.projects import copy_small, edit

ALPHA, BETA, SOURCES = "data/concepts/alpha.yml", "data/concepts/beta.yml", "data/sources.yml"


@pytest.fixture
def before(tmp_path: Path) -> Path:
    return copy_small(tmp_path / "before")


def summary(before: Path, after: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert main(["compare", str(before)], root=after) == 0
    return capsys.readouterr().out.splitlines()


def test_nothing_changed(before: Path, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert summary(before, small, capsys) == ["# What this proposal changes", "", "Nothing that readers see."]


def test_changes_of_a_page_in_words(before: Path, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(small, ALPHA, "title: Alpha\n", "title: Alpha @everyone\n")
    edit(before, ALPHA, "    explain: Alpha begins.\n", "    explain: Alpha begins.\n    claims: [first]\n")
    edit(small, ALPHA, "    explain: Alpha begins.\n", "    explain: Alpha begins.\n    claims: [first]\n")
    edit(
        small, ALPHA, "It comes first in 100% of alphabets.", "It comes first in 99% of [alphabets](https://x.example)."
    )
    edit(small, ALPHA, "        correct: true\n", "")
    edit(small, ALPHA, "text: The last\n", "text: The last\n        correct: true\n")
    edit(small, ALPHA, "Alpha is a letter ", "Alpha is a Greek letter ")
    edit(small, ALPHA, "reason: One letter is not enough.", "reason: Two are better.")
    edit(small, BETA, "  - kind: contrasts-with\n    target: alpha\n    reason: Another shape.\n", "")
    edit(small, SOURCES, "2001.00001'\n", "2001.00002'\n")
    assert summary(before, small, capsys) == [
        "# What this proposal changes",
        "",
        "Look at these first:",
        "",
        "- the claim `first` of `alpha` changed, and this rests on it: the question position",
        "- the right answer to `alpha.position` was “The first” and is “The last”",
        "- the source `doe2020alpha` is another work now: “On Alpha”, “On Alpha”",
        "",
        "## “Alpha &#64;everyone” (`alpha`), changed",
        "",
        "- title: was “Alpha”, is “Alpha &#64;everyone”",
        "- section `what-it-is` changed, 1 word longer",
        "- claim `first`: was “It comes first in 100% of alphabets.”, "
        "is “It comes first in 99% of \\[alphabets\\]\\(https:&#47;/x.example\\).”",
        "- relation motivates “Beta”: the reason is now “Two are better.”",
        "- question `position`: right was “The first”, is “The last”",
        "",
        "## “Beta” (`beta`), changed",
        "",
        "- relation removed: contrasts with “Alpha”",
        "",
        "## Sources",
        "",
        "- `doe2020alpha` changed: “On Alpha”",
        "",
        "## Pages of concepts that change",
        "",
        "`concepts/alpha`, `concepts/beta`",
    ]


def test_a_new_and_a_lost_concept(before: Path, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(small / BETA, small / "data/concepts/gamma.yml")
    edit(small, "data/concepts/gamma.yml", "title: Beta", "title: Gamma")
    (before / "data/concepts/delta.yml").write_text(
        (small / BETA).read_text("utf-8").replace("title: Beta", "title: Delta"), "utf-8"
    )
    assert summary(before, small, capsys) == [
        "# What this proposal changes",
        "",
        "Look at these first:",
        "",
        "- the concept “Delta” (`delta`) is gone",
        "",
        "## “Gamma” (`gamma`), new",
        "",
        "- “The second letter, which needs the first one.”",
        "- 1 section",
        "- 2 relations",
        "",
        "## “Delta” (`delta`), removed",
        "",
        "## Pages of concepts that change",
        "",
        "`concepts/alpha`, `concepts/delta`, `concepts/gamma`",
    ]


def test_a_rename_is_one_line(before: Path, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rename(small, "alpha", "aleph", redirect=True)
    lines = summary(before, small, capsys)
    assert lines[2:5] == ["## “Alpha” (`aleph`), changed", "", "- renamed from `alpha`, which leads here"]


def test_what_strangers_write_stays_a_quotation() -> None:
    assert quoted("<img src=x onerror=y> [a](b) `c` **d**") == (
        "“&lt;img src=x onerror=y&gt; \\[a\\]\\(b\\) \\`c\\` \\*\\*d\\*\\*”"
    )
    assert quoted("a\n\n# b @c") == "“a # b &#64;c”"
    assert quoted("x" * (LONGEST + 1)) == f"“{'x' * LONGEST}…”"
