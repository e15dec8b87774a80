"""Measures builds, pages and visits, each beside plain Material with the same text in the same run.

Run with ``make bench``, or ``python -m tests.bench [RUNS] [--only NAME] [--write FILE]``.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import audits, builds, checks, drawings, moves, pages, visits
from tests.bench.sites import Sites
from tests.browser import chromium

MEASURES = {
    "builds": builds.measure,
    "pages": pages.measure,
    "visits": visits.measure,
    "diagrams": drawings.measure,
    "figures": moves.measure,
    "check": checks.measure,
    "lighthouse": audits.measure,
}


def main(runs: int, only: list[str] | None, write: Path | None) -> None:
    """Prints all measurements, or those named, as Markdown tables, and writes them into a file if there is one."""
    options = [str(runs), *(f"--only {name}" for name in only or ())]
    texts = [introduction(" ".join(["python -m tests.bench", *options]))]
    print(texts[0], flush=True)
    with tempfile.TemporaryDirectory() as name:
        sites = Sites(Path(name))
        for measure in MEASURES if only is None else only:
            start = time.monotonic()
            for table in MEASURES[measure](sites, runs):
                texts.append(table.markdown())
                print(texts[-1], flush=True)
            print(f"({measure}: {time.monotonic() - start:.0f} s)", file=sys.stderr, flush=True)
    if write:
        write.write_text("\n".join(texts), "utf-8")


def introduction(command: str) -> str:
    """What was run, when and on what kind of machine."""
    browser = chromium.find() or "chromium"
    version = subprocess.run([browser, "--version"], capture_output=True, encoding="utf-8", check=False).stdout
    number = re.search(r"\d+(?:\.\d+)+", version)
    return (
        "# Benchmarks\n\n"
        "One run. Figures stand beside those of plain Material for MkDocs, built from the same text in the same run;\n"
        "a ratio below 1 means less. Times depend on the machine and on what else it does; ratios and bytes hardly.\n\n"
        f"Command: `{command}`. Date: {datetime.now(UTC):%Y-%m-%d}. "
        f"Machine: {platform.system()} on {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, Chromium {number[0] if number else 'unknown'}.\n"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.splitlines()[0])
    parser.add_argument("runs", type=int, nargs="?", default=3)
    parser.add_argument("--only", choices=MEASURES, action="append", help="may be given more than once")
    parser.add_argument("--write", type=Path, metavar="FILE", help="where the tables go as Markdown, too")
    main(**vars(parser.parse_args()))
