"""What must hold across fields and files. One rule, one module: ``check(library)`` yields its problems.

A rule runs on everything that could be read, so that one run shows all problems of all files.

May import: drawing, model, names, outline, quiz, source, text.
"""

from __future__ import annotations

import functools

from ..model.library import Library
from ..source.problems import Problem, Severity, with_severity
from . import (
    aliases,
    bank,
    calculations,
    charts,
    claims,
    comparisons,
    coverage,
    cycles,
    dates,
    entries,
    equations,
    exhibits,
    figures,
    glossary,
    ids,
    lists,
    markup,
    misconceptions,
    models,
    pages,
    partial,
    paths,
    process,
    published,
    questions,
    relations,
    retired,
    sources,
    text,
    unused,
    vocabulary,
    written,
)
from .faults import caught

RULES = (
    vocabulary,
    ids,
    text,
    markup,
    lists,
    dates,
    claims,
    equations,
    calculations,
    figures,
    charts,
    models,
    process,
    misconceptions,
    questions,
    exhibits,
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
    retired,
    published,
    pages,
    written,
    unused,
    partial,
)


def check(library: Library) -> list[Problem]:
    """The problems that all rules find, in no particular order; see :func:`findings`."""
    return with_severity(findings(library), Severity.PROBLEM)


def findings(library: Library) -> list[Problem]:
    """The problems, warnings and notices of all rules, in no particular order.

    A rule that stops with an error adds a problem ``internal-error``, and the others still run.
    """
    found: list[Problem] = []
    for rule in RULES:
        name = rule.__name__.rpartition(".")[2]
        found += caught(f"the rule '{name}'", functools.partial(rule.check, library))
    return found
