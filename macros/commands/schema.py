"""Write the JSON Schemas for editors."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..core.authoring.schema import schemas
from .project import read_project, write_changed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds ``--check``."""
    parser.add_argument("--check", action="store_true", help="change nothing, name the files that would change")


def run(options: argparse.Namespace, root: Path) -> int:
    """Returns 1 if ``--check`` finds a file that is out of date, else 0."""
    return write_changed(root, schemas(read_project(root).vocabulary), check=options.check)
