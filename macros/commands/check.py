"""Check all data and print every problem."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from ..core.drawing.renderer import is_installed
from ..core.pages.atlas import load_atlas
from ..core.source.problems import DataError, as_json, count, github_annotations


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds how to print problems."""
    parser.add_argument(
        "--format", choices=("text", "github", "json"), default="text", help="how to print problems; text by default"
    )


def run(options: argparse.Namespace, root: Path) -> int:
    """Returns 0 if there are no problems, else 1."""
    drawn = is_installed(root) or bool(os.environ.get("CI"))
    if not drawn:
        # JSON has to stay JSON, so it comes alone on the standard output.
        target = sys.stderr if options.format == "json" else sys.stdout
        print("diagrams were not checked: the npm packages are missing; run 'make install'", file=target)
    try:
        library = load_atlas(root, lambda here, there: there, drawn=drawn).library
    except DataError as error:
        match options.format:
            case "github":
                print(github_annotations(error.problems))
                print(error.report())
            case "json":
                print(as_json(error.problems))
            case _:
                print(error.report())
        return 1
    if options.format == "json":
        print("[]")
    else:
        print(f"{count(len(library.concepts), 'concept')}, {count(len(library.sources), 'source')}: no problems")
    return 0
