"""Ask for the address of every source; needs the network."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..core.source.printable import printable, printable_lines
from .project import read_project


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds where the report goes, and whether findings fail."""
    parser.add_argument("--report", type=Path, metavar="FILE", help="write the report there instead of printing it")
    parser.add_argument("--strict", action="store_true", help="exit with 1 if an address has moved, is gone or fails")


def run(options: argparse.Namespace, root: Path) -> int:
    """Returns 1 with ``--strict`` if an address is not as it should be, else 0."""
    from . import addresses  # its packages take a while to load and no other command needs them

    keys = addresses.addresses(read_project(root).sources)
    found = addresses.check(keys, addresses.Pace(), lambda words: print(printable(words), flush=True))
    text = addresses.report(found, keys)
    if options.report:
        options.report.write_text(text, "utf-8")
        print(f"{addresses.summary(found)}; wrote {printable(options.report)}")
    else:
        print(printable_lines(text), end="")
    return int(options.strict and any(result.state != addresses.OK for result in found))
