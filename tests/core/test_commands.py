"""The commands of ``python -m macros``."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from macros.__main__ import main
from tests.projects import edit


def run(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    status = main(list(arguments), root)
    return status, capsys.readouterr().out.splitlines()


def test_check(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(small, capsys, "check") == (0, ["2 concepts, 2 sources: no problems"])
    edit(small, "data/concepts/beta.yml", "level: intermediate", "level: hard")
    assert run(small, capsys, "check") == (
        1,
        [
            "data/concepts/beta.yml:5:8: unknown level 'hard'; "
            "allowed: introductory, intermediate, advanced [unknown-word]",
            "1 problem",
        ],
    )


def test_new_writes_a_file_whose_blanks_are_named(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = "wrote data/concepts/reward-model.yml: fill it in, then run 'make check'"
    assert run(small, capsys, "new", "reward-model") == (0, [written])
    status, lines = run(small, capsys, "check")
    assert status == 1
    named = [re.split("[;:]| is named", line.split(": ", maxsplit=1)[1])[0] for line in lines[:-1]]
    assert named == [
        "no category", "no kind of entry", "no level", "no concept status", "reviewed", "summary",
        "sections.0.text", "sections.1.text", "sections.2.text", "sections.3.text",
    ]  # fmt: skip


def test_a_new_file_passes_once_its_blanks_are_filled(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(small, capsys, "new", "gamma")
    file = small / "data/concepts/gamma.yml"
    text = file.read_text("utf-8")
    for field, value in (
        ("category", "training"),
        ("entry", "part"),
        ("level", "advanced"),
        ("status", "stable"),
    ):
        text = text.replace(f"{field}: ''", f"{field}: {value}")
    text = text.replace("reviewed: ''", "reviewed: 2026-11-23").replace(
        "summary: ''", "summary: The third letter of all."
    )
    file.write_text(text.replace("text: ''", "text: Something."), "utf-8")
    assert run(small, capsys, "check") == (
        0,
        [
            "data/concepts/gamma.yml:5:8: notice: this page has 5 new names; nothing to do: main enters them in "
            "data/names.lock [new-name]",
            "3 concepts, 2 sources: no problems, 1 notice",
        ],
    )
    assert run(small, capsys, "format", "--check") == (0, [])


@pytest.mark.parametrize("name", ["Alpha", "../evil", "a b", "", "x" * 49, "index", "abc\n"])
def test_new_refuses_what_is_no_id(name: str, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, lines = run(small, capsys, "new", name)
    assert status == 2
    assert "cannot be an id" in " ".join(lines)


def test_new_keeps_an_existing_file(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(small, capsys, "new", "alpha") == (2, ["data/concepts/alpha.yml exists already"])


def test_format_and_its_check(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(small, capsys, "format", "--check") == (0, [])
    edit(small, "data/concepts/beta.yml", "title: Beta\ncategory: training\n", "category: training\ntitle: Beta\n")
    stale = ["data/concepts/beta.yml is out of date; run 'make format'"]
    assert run(small, capsys, "format", "--check") == (1, stale)
    assert run(small, capsys, "format") == (0, ["wrote data/concepts/beta.yml"])
    assert run(small, capsys, "format", "--check") == (0, [])


def test_format_sorts_what_the_check_wants_sorted(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    glossary = small / "data/glossary.yml"
    term = "- id: ink\n  term: ink\n  definition: A liquid with which letters are written.\n"
    glossary.write_text(glossary.read_text("utf-8") + term, "utf-8")
    status, lines = run(small, capsys, "check")
    assert status == 0
    assert [line.split(":")[0] for line in lines[:-1] if line.endswith("[other-layout]")] == ["data/glossary.yml"]
    assert run(small, capsys, "format") == (0, ["wrote data/glossary.yml"])
    assert run(small, capsys, "check") == (0, ["2 concepts, 2 sources: no problems"])
    assert run(small, capsys, "format", "--check") == (0, [])


def test_format_leaves_out_a_byte_order_mark(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = small / "data/concepts/beta.yml"
    raw = file.read_bytes()
    file.write_bytes(b"\xef\xbb\xbf" + raw)
    assert run(small, capsys, "format") == (0, ["wrote data/concepts/beta.yml"])
    assert file.read_bytes() == raw


def test_schema_and_its_check(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ("concept", "source", "vocabulary", "glossary", "paths", "coverage", "exceptions")
    stale = [f"data/schema/{name}.schema.json is out of date; run 'make format'" for name in names]
    assert run(small, capsys, "schema", "--check") == (1, stale)
    assert run(small, capsys, "schema")[0] == 0
    assert run(small, capsys, "schema", "--check") == (0, [])


def test_lock_enters_what_is_new_and_confirms_what_changed(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On the branch main all of it was reviewed. A changed answer under an old revision stays as it was."""
    assert run(small, capsys, "lock") == (0, [])
    edit(
        small,
        "data/sources/doe2020alpha.yml",
        "2001.00001'\nurl: https://arxiv.org/abs/2001.00001",
        "2001.00007'\nurl: https://arxiv.org/abs/2001.00007",
    )
    edit(small, "data/concepts/alpha.yml", "in 100% of", "in 99% of")
    edit(
        small,
        "data/concepts/alpha.yml",
        "        correct: true\n        why: It begins the",
        "        why: It begins the",
    )
    edit(small, "data/concepts/alpha.yml", "text: The last\n", "text: The last\n        correct: true\n")
    edit(small, "data/concepts/alpha.yml", "why: That is omega.\n        misconception: last", "why: Read backwards.")
    edit(small, "data/concepts/beta.yml", "id: what-it-is", "id: what-beta-is")
    before = (small / "data/names.lock").read_text("utf-8").splitlines()
    assert run(small, capsys, "lock") == (0, ["wrote data/names.lock"])
    after = (small / "data/names.lock").read_text("utf-8").splitlines()
    assert [line.split()[0] for line in before if line not in after] == ["@doe2020alpha", "alpha#claim-first"]
    assert [line.split()[0] for line in after if line not in before] == [
        "@doe2020alpha", "alpha#claim-first", "beta#what-beta-is",
    ]  # fmt: skip
    assert run(small, capsys, "lock") == (0, [])
    edit(small, "data/concepts/alpha.yml", "  - id: position\n", "  - id: position\n    rev: 2\n")
    assert run(small, capsys, "lock") == (0, ["wrote data/names.lock"])
    (line,) = (line for line in (small / "data/names.lock").read_text("utf-8").splitlines() if "position" in line)
    assert line != before[10] and line.endswith(" 2")


def test_lock_starts_a_lock(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock = small / "data/names.lock"
    text = lock.read_text("utf-8")
    lock.unlink()
    assert run(small, capsys, "lock") == (0, ["wrote data/names.lock"])
    assert lock.read_text("utf-8") == text


def test_problems_as_annotations_and_as_json(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(small, "data/concepts/beta.yml", "level: intermediate", "level: 100%, hard")
    line = "data/concepts/beta.yml:5:8: unknown level '100%, hard'; allowed: introductory, intermediate, advanced"
    status, lines = run(small, capsys, "check", "--format", "github")
    assert status == 1
    assert lines == [
        "::error file=data/concepts/beta.yml,line=5,col=8,title=unknown-word::"
        "unknown level '100%25, hard'; allowed: introductory, intermediate, advanced",
        f"{line} [unknown-word]",
        "1 problem",
    ]
    status, lines = run(small, capsys, "check", "--format", "json")
    assert status == 1
    assert json.loads("\n".join(lines)) == [
        {
            "path": "data/concepts/beta.yml",
            "line": 5,
            "column": 8,
            "code": "unknown-word",
            "severity": "problem",
            "message": "unknown level '100%, hard'; allowed: introductory, intermediate, advanced",
            "means": "The word is not in the vocabulary.",
            "fix": "Choose one of those listed; a new word needs a maintainer.",
        }
    ]


def test_no_problems_as_json(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(small, capsys, "check", "--format", "json") == (0, ["[]"])
