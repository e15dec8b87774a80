"""Mistakes end a strict build with one line each that names file, line and column, and with no traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.core.pages.atlas import load_atlas
from macros.core.source.problems import DataError
from tests.projects import build, quiz_project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped pages with the small project's data, for one mistake after another."""
    return quiz_project(tmp_path_factory.mktemp("broken") / "project")


CONCEPT = """\
title: Test concept
category: training
entry: part
level: advanced
status: stable
reviewed: 2026-11-23
summary: A concept that only this test knows of.
sections:
  - id: what-it-is
    heading: What it is
    text: It exists.
"""

NEW = "data/concepts/test-concept.yml"
PAGE = "docs/test-page.md"

MISTAKES = {
    "unknown relation target": (
        NEW,
        CONCEPT + "relations:\n  - kind: requires\n    target: alphaa\n    reason: Why.\n",
        f"{NEW}:14:13: unknown concept 'alphaa'; did you mean 'alpha'? allowed: alpha, beta, test-",
    ),
    "unknown source key": (
        NEW,
        CONCEPT.replace("It exists.", "It exists [@doe2020alpa]."),
        f"{NEW}:11:21: unknown source 'doe2020alpa'; did you mean 'doe2020alpha'? allowed: doe2020alpha, roe2021beta",
    ),
    "misspelt field": (
        NEW,
        CONCEPT.replace("level:", "levle:"),
        f"{NEW}:4:1: unknown field 'levle'; did you mean 'level'?",
    ),
    "duplicate key": (
        NEW,
        CONCEPT + "title: Again\n",
        f"{NEW}:12:1: the key 'title' stands on line 1 already; keep one of the two [duplicate-key]",
    ),
    "wrong type": (
        NEW,
        CONCEPT.replace("title: Test concept", "title: [Test concept]"),
        f"{NEW}:1:8: title: a value that begins with [ must be in single quotes or a | block [wrong-type]",
    ),
    "TeX error": (
        NEW,
        CONCEPT.replace("It exists.", "It is $\\frca{1}{2}$."),
        f'{NEW}:11:18: TeX: Unknown command "\\frca". [tex-error]',
    ),
    "Mermaid error": (
        PAGE,
        "# Test\n\n```mermaid\nflowchart LR\n  a --> --> b\n```\n",
        f"{PAGE}:5:9: Mermaid: Expecting 'NODE_STRING', got 'LINK' [mermaid-error]",
    ),
    "duplicate id": (
        NEW,
        CONCEPT + "  - id: what-it-is\n    heading: Again\n    text: Twice.\n",
        f"{NEW}:12:9: the id 'what-it-is' is taken by line 9; choose another [duplicate-id]",
    ),
    "requires cycle": (
        NEW,
        CONCEPT + "relations:\n  - kind: requires\n    target: test-two\n    reason: Why.\n",
        "data/concepts/test-two.yml:14:13: 'requires' leads in a circle: test-concept → test-two → test-concept; "
        "delete or change one of these relations [relation-cycle]",
    ),
    "unquoted colon": (
        NEW,
        CONCEPT.replace("that only", "that: only"),
        f"{NEW}:7:24: a colon followed by a space inside a value starts a new key; "
        "put the value in single quotes or use a | block [yaml-syntax]",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_in_one_line(name: str, project: Path) -> None:
    """By what a build loads first; that it ends the build is shown for all of them at once."""
    path, text, line = MISTAKES[name]
    files = {path: text}
    if name == "requires cycle":
        relation = "relations:\n  - kind: requires\n    target: test-concept\n    reason: Why.\n"
        files["data/concepts/test-two.yml"] = CONCEPT.replace("Test concept", "Test two") + relation
    for file, content in files.items():
        (project / file).write_text(content, "utf-8")
    try:
        with pytest.raises(DataError) as raised:
            load_atlas(project, lambda _here, there: there)
    finally:
        for file in files:
            (project / file).unlink()
    assert [str(problem) for problem in raised.value.problems if line in str(problem)]


def test_all_mistakes_in_one_run(project: Path) -> None:
    expected: list[str] = []
    written: list[Path] = []
    for number, (name, (path, text, line)) in enumerate(MISTAKES.items()):
        if name == "requires cycle":
            continue
        file = path if path == PAGE else f"data/concepts/test-{number}.yml"
        (project / file).write_text(text.replace("Test concept", f"Test concept {number}"), "utf-8")
        expected.append(line.replace(NEW, file))
        written.append(project / file)
    done = build(project)
    for added in written:
        added.unlink()
    assert done.returncode != 0
    assert [line for line in expected if line not in done.stderr] == []
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("{{ no_such_name }}", ["no_such_name"]),
        ("{{ atlas_page() }}", ["atlas_page() is only for pages that are made from data"]),
        ("[gone](#no-such-anchor)", ["no-such-anchor"]),
        ("[gone](no-such-page.md) [gone](/no/such/page)", ["no-such-page.md", "/no/such/page"]),
    ],
    ids=["name", "macro", "anchor", "links"],
)
def test_a_mistake_in_a_written_page_ends_the_build(text: str, messages: list[str], project: Path) -> None:
    page = project / "docs/bibliography.md"
    kept = page.read_text("utf-8")
    page.write_text(f"{kept}\n{text}\n", "utf-8")
    done = build(project)
    page.write_text(kept, "utf-8")
    assert done.returncode != 0
    assert [message for message in messages if message not in done.stderr] == []


def test_a_page_cannot_take_the_place_of_a_concept(project: Path) -> None:
    page = project / "docs/concepts/alpha.md"
    page.parent.mkdir()
    page.write_text("# Mine\n", "utf-8")
    done = build(project)
    page.unlink()
    page.parent.rmdir()
    assert done.returncode != 0
    assert (
        "docs/concepts/alpha.md:1:1: the page or file at this address is made from data/concepts/alpha.yml"
        in done.stderr
    )
    assert "Traceback" not in done.stderr


def test_missing_packages_are_named(tmp_path: Path) -> None:
    project = quiz_project(tmp_path / "project")
    (project / "node_modules").unlink()
    done = build(project)
    assert done.returncode != 0
    assert "node_modules is incomplete; run 'make install'" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_copy_itself_is_valid(project: Path) -> None:
    """The copy is valid when no mistake is in it, so every failure above is the mistake's."""
    done = build(project)
    assert done.returncode == 0, done.stderr
