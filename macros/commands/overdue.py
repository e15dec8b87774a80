"""List the pages that nobody has reviewed for half a year."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from ..core.pages.freshness import LONGEST_WITHOUT_REVIEW, overdue
from ..core.rules.dates import now
from ..core.source.printable import printable
from .project import read_project, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds where the report goes, and the day to count from."""
    parser.add_argument("--report", type=Path, metavar="FILE", help="write the list there instead of printing it")
    parser.add_argument(
        "--on",
        type=date.fromisoformat,
        metavar="DAY",
        help="the day to count from, such as 2026-11-30; today if left out",
    )


def run(options: argparse.Namespace, root: Path) -> int:
    """Returns 0."""
    library = read_project(root)
    found = overdue(library, options.on or now().date())
    days = LONGEST_WITHOUT_REVIEW.days
    lines = [f"- `{concept_id}`, last reviewed on {reviewed}" for concept_id, reviewed in found]
    text = "\n".join(
        [f"{len(found)} of {len(library.concepts)} pages were not reviewed in the last {days} days.", *lines]
    )
    if options.report:
        options.report.write_text(f"{text}\n", "utf-8")
        print(f"{len(found)} pages; wrote {printable(options.report)}")
    else:
        say(text)
    return 0
