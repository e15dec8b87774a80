"""Bytes of HTML."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

from tests.bench.figures import Table, kib, ratio
from tests.bench.sites import SIZES, SMALL, Pair, Sites


def measure(sites: Sites, _runs: int) -> Iterator[Table]:
    """Bytes of the pages of concepts in each site, and of one page in generated sites of any size."""
    rows = []
    for pair in sites.all():
        ours, plain = ([size(file) for file in concepts(project)] for project in (pair.ours, pair.plain))
        for place, name in enumerate(("raw", "gzip")):
            mine, theirs = mean(sizes[place] for sizes in ours), mean(sizes[place] for sizes in plain)
            rows.append([pair.name, name, kib(mine), kib(theirs), ratio(mine, theirs)])
    yield Table(
        "HTML of a concept's page",
        "Mean KiB of the pages of all concepts, raw and with gzip -6. Our pages hold the drawn diagrams and formulas; "
        "plain Material's hold their source.",
        ["Site", "", "ours", "plain Material", "ratio"],
        rows,
    )
    few = size(page(sites.generated(SMALL)))
    yield Table(
        "The same page on sites of different size",
        f"Bytes with gzip -6 of the page of one generated concept, whose relations are the same on all of them, and "
        f"the ratio to the site of {SMALL}.",
        ["Site", "bytes", "ratio"],
        [
            [pair.name, f"{size(page(pair))[1]:,}", f"{size(page(pair))[1] / few[1]:.3f}"]
            for pair in map(sites.generated, (SMALL, *SIZES))
        ],
    )


def concepts(project: Path) -> list[Path]:
    """The built pages of all concepts."""
    return sorted((project / "site" / "concepts").glob("*/index.html"))


def page(pair: Pair) -> Path:
    """Our page of the concept that is visited."""
    return pair.ours / "site" / "concepts" / pair.concept / "index.html"


def size(file: Path) -> tuple[int, int]:
    """Bytes of a file, raw and with gzip."""
    data = file.read_bytes()
    return len(data), len(gzip.compress(data, 6, mtime=0))
