"""Weigh all questions together: what gives answers away or is missing."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..core.quiz.bank import Bank, report
from .project import read_project, say


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """There are none."""


def run(_options: argparse.Namespace, root: Path) -> int:
    """Returns 0."""
    say(report(Bank(read_project(root))))
    return 0
