"""Every kind of problem is explained, and a fixture somewhere shows the line that it prints."""

from __future__ import annotations

import re

import pytest

from macros.core.source.codes import CODES, PARTS
from macros.core.source.problems import Problem
from tests.projects import ROOT


def test_each_code_has_a_fixture_with_its_line() -> None:
    tests = "".join(path.read_text("utf-8") for path in sorted((ROOT / "tests").rglob("*.py")))
    assert sorted(set(CODES) - set(re.findall(r"\[([a-z0-9-]+)\]", tests))) == []


def test_each_code_is_explained_in_words() -> None:
    assert {kind.part for kind in CODES.values()} == set(PARTS)
    for code, kind in CODES.items():
        assert kind.means.endswith("."), code
        assert kind.fix.endswith((".", ")")), code
        assert len(kind.fix) >= 8, code


def test_a_problem_needs_an_explained_code() -> None:
    with pytest.raises(ValueError, match="the problem 'odd' is not explained"):
        Problem("data/glossary.yml", 1, 1, "odd", "message")


def test_commands_that_messages_name_can_be_run() -> None:
    sources = "".join(path.read_text("utf-8") for path in sorted((ROOT / "macros").rglob("*.py")))
    named = set(re.findall(r"(?:[Rr]un |[\"'])make ([a-z]+)", sources))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {"check", "format", "build", "install"} <= named
    assert named - targets == set()
    rules = "".join(path.read_text("utf-8") for path in sorted((ROOT / "macros/core").rglob("*.py")))
    assert set(re.findall(r"python -m macros ([a-z]+)", rules)) == set()
