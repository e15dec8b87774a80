"""CPU time of the check of data."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from macros.core.library import read_documents
from tests.bench.figures import Table, exponent
from tests.bench.sites import Sites, run
from tests.generated import generate
from tests.projects import ROOT

PROGRAM = """\
import sys, time
from pathlib import Path
from macros.core.library import read_library
from macros.core.rules import check
start = time.process_time()
library, problems = read_library(Path(sys.argv[1]))
assert not problems and not check(library)
print(time.process_time() - start)
"""
FEW, MANY = 250, 2500


def measure(_sites: Sites, runs: int) -> Iterator[Table]:
    """What the check costs for the shipped data, and how reading and rules grow from few concepts to many."""
    run(ROOT, "macros", "check")
    shipped = median(run(ROOT, "macros", "check").cpu for _ in range(runs))
    files = len(read_documents(ROOT))
    with tempfile.TemporaryDirectory() as name:
        few, many = (generate(Path(name) / str(number), number) for number in (FEW, MANY))
        less, more = median(seconds(few) for _ in range(runs)), seconds(many)
    growth = exponent(FEW, MANY, less, more)
    yield Table(
        "Check of data",
        "CPU seconds of `make check` for the shipped data, with start-up, and of reading and applying all rules alone "
        "for generated data; k as for builds.",
        ["Data", "CPU s", "ms for each file", "k"],
        [
            ["shipped", f"{shipped:.2f}", f"{1000 * shipped / files:.1f}", ""],
            [f"{FEW} generated", f"{less:.2f}", f"{1000 * less / FEW:.1f}", ""],
            [
                f"{MANY:,} generated",
                f"{more:.2f}",
                f"{1000 * more / MANY:.1f}",
                f"{growth:.2f}",
            ],
        ],
    )


def seconds(project: Path) -> float:
    """CPU seconds of reading all data of a project and applying all rules, without loading the program."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(project)], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    )
    return float(done.stdout)
