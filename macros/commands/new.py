"""Start a concept: writes data/concepts/ID.yml with every field to fill in."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..core.authoring.scaffold import scaffold
from ..core.model.files import concept_path, is_concept_id
from ..core.source.files import Refused, write_below
from .project import read_project


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the id."""
    parser.add_argument("id", help="id of the concept, such as reward-model")


def run(options: argparse.Namespace, root: Path) -> int:
    """Returns 0.

    Raises:
        Refused: the id cannot be one, or the concept exists.
    """
    path = concept_path(options.id)
    if not is_concept_id(options.id):
        raise Refused(
            f"'{options.id}' cannot be an id: use up to 48 small letters, digits and hyphens, as in reward-model"
        )
    if (root / path).exists():
        raise Refused(f"{path} exists already")
    library = read_project(root)
    write_below(root, path, scaffold(options.id, library.vocabulary))
    print(f"wrote {path}: fill it in, then run 'make check'")
    return 0
