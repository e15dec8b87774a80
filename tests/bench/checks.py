"""CPU time of the check of data."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from macros.core.model.reading import read_documents
from tests.bench.figures import Table, exponent
from tests.bench.sites import Sites, run
from tests.generated import generate_site
from tests.projects import ROOT

FEW, MANY = 250, 2500


def measure(_sites: Sites, runs: int) -> Iterator[Table]:
    """What the check costs for the shipped data, and how it grows from few concepts to many."""
    with tempfile.TemporaryDirectory() as name:
        few, many = (generate_site(Path(name) / str(number), number) for number in (FEW, MANY))
        projects = {"shipped": ROOT, f"{FEW} generated": few, f"{MANY:,} generated": many}
        costs, files = {}, {}
        for label, project in projects.items():
            run(project, "macros", "check")  # draws what is not kept yet
            costs[label] = median(run(project, "macros", "check").cpu for _ in range(runs))
            files[label] = len(read_documents(project))
    _, less, more = costs.values()
    grown = {f"{MANY:,} generated": (f"{more / less:.1f}", f"{exponent(FEW, MANY, less, more):.2f}")}
    yield Table(
        "Check of data",
        "CPU seconds of `make check` with its start, when drawings are kept; how many times as long it takes for ten "
        "times as many concepts, and k as for builds.",
        ["Data", "CPU s", "ms for each file", "times as long", "k"],
        [
            [label, f"{cpu:.2f}", f"{1000 * cpu / files[label]:.1f}", *grown.get(label, ("", ""))]
            for label, cpu in costs.items()
        ],
    )
