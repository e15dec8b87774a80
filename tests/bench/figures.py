"""What is computed from measurements, and how it is printed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Table:
    """Measurements of one kind.

    Attributes:
        title: What was measured.
        meaning: What each column says.
        head: Names of the columns.
        rows: Cells as text, as many in each row as there are columns.
    """

    title: str
    meaning: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]

    def markdown(self) -> str:
        """A heading, the meaning and the table."""
        lines = [self.head, ["---"] + ["--:"] * (len(self.head) - 1), *self.rows]
        table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
        return f"## {self.title}\n\n{self.meaning}\n\n{table}\n"


def exponent(few: float, many: float, less: float, more: float) -> float:
    """k, if the cost grows with the number to the power of k: ``less`` for ``few``, ``more`` for ``many``."""
    return math.log(more / less) / math.log(many / few)


def ratio(ours: float, plain: float) -> str:
    """Ours in parts of plain Material's, as text; a dash if one of them could not be measured."""
    return f"{ours / plain:.2f}" if ours and plain and not math.isnan(ours + plain) else "–"


def kib(size: float) -> str:
    """Bytes in KiB, as text; a dash for what could not be measured."""
    return "–" if math.isnan(size) else f"{size / 1024:,.1f}"


@dataclass(frozen=True)
class Audit:
    """What Lighthouse found on one page.

    Attributes:
        scores: Points from 0 to 100 by the name of the category.
        lcp: Milliseconds to the largest paint.
        tbt: Milliseconds for which long tasks block.
        cls: How much the layout shifts.
        size: Bytes of all that was loaded.
        failed: Audits that cost points, as ``category: audit``.
    """

    scores: Mapping[str, int]
    lcp: float
    tbt: float
    cls: float
    size: float
    failed: Sequence[str]


def lighthouse_audit(report: Mapping[str, Any]) -> Audit:
    """What matters in a report of Lighthouse as JSON."""
    audits, categories = report["audits"], report["categories"]
    failed = [
        f"{category}: {entry['id']}"
        for category, found in categories.items()
        if round(100 * (found["score"] or 0)) < 100
        for entry in found["auditRefs"]
        if entry["weight"] and audits[entry["id"]]["score"] is not None and audits[entry["id"]]["score"] < 1
    ]
    names = ("largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "total-byte-weight")
    lcp, tbt, cls, size = (audits[name].get("numericValue", math.nan) for name in names)
    scores = {name: round(100 * (found["score"] or 0)) for name, found in categories.items()}
    return Audit(scores, lcp, tbt, cls, size, failed)
