"""What must hold across fields and files. One rule, one module: ``check(library)`` yields its problems.

A rule runs on everything that could be read, so that one run shows all problems of all files.
"""

from __future__ import annotations

from ..library import Library
from ..problems import Problem
from . import (
    aliases,
    bank,
    calculations,
    charts,
    citations,
    comparisons,
    coverage,
    cycles,
    dates,
    entries,
    equations,
    figures,
    glossary,
    ids,
    ledger,
    lists,
    lock,
    misconceptions,
    names,
    pages,
    paths,
    process,
    questions,
    relations,
    sources,
    text,
    unused,
    vocabulary,
    written,
)

RULES = (
    vocabulary,
    ids,
    text,
    lists,
    dates,
    citations,
    equations,
    calculations,
    figures,
    charts,
    process,
    misconceptions,
    questions,
    bank,
    relations,
    cycles,
    aliases,
    entries,
    comparisons,
    glossary,
    paths,
    coverage,
    sources,
    lock,
    ledger,
    names,
    pages,
    written,
    unused,
)


def check(library: Library) -> list[Problem]:
    """The problems that all rules find, in no particular order."""
    return [problem for rule in RULES for problem in rule.check(library)]
