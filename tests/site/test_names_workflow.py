"""The scripts of the workflows that keep permanent names, with a stand-in for GitHub's command."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.projects import ROOT

SCRIPT = ROOT / ".github/scripts/confirm.py"
LOCK = b"@doe2020alpha 0123456789abcdef\nalpha -\nalpha#old_part retired\nalpha.first 0123456789abcdef 2\n"
GH = r"""
import json, pathlib, sys
import jq
arguments = sys.argv[1:]
with open("calls.jsonl", "a") as calls:
    calls.write(json.dumps(arguments) + "\n")
if "--jq" in arguments:
    found = json.loads(pathlib.Path("listed.json").read_text())
    for one in jq.compile(arguments[arguments.index("--jq") + 1]).input_value(found):
        print(one)
"""


def commit(folder: Path, files: dict[str, bytes], listed: list[dict[str, str]]) -> tuple[int, str, list[list[str]]]:
    """Runs the job that commits: its exit status, what it says, and its calls of ``gh``."""
    steps = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text("utf-8"))["jobs"]["commit"]["steps"]
    (script,) = (step["run"] for step in steps if "run" in step)
    for name in ("renewed", "programs"):
        (folder / name).mkdir()
    for name, content in files.items():
        (folder / "renewed" / name).write_bytes(content)
    (folder / "programs/gh").write_text(f"#!{sys.executable}\n{GH}", "utf-8")
    (folder / "programs/gh").chmod(0o755)
    (folder / "listed.json").write_text(json.dumps(listed), "utf-8")
    known = {"GH_REPO": "o/n", "BRANCH": "main", "COMMIT": "c" * 40}
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=folder,
        env={**os.environ, **known, "PATH": f"{folder / 'programs'}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    calls = folder / "calls.jsonl"
    made = [json.loads(line) for line in calls.read_text("utf-8").splitlines()] if calls.exists() else []
    return done.returncode, done.stdout, made


def blob(content: bytes) -> str:
    """What git calls a file with this content."""
    done = subprocess.run(["git", "hash-object", "--stdin"], input=content, capture_output=True, check=True)
    return done.stdout.decode().strip()


@pytest.mark.parametrize("exists", [True, False])
def test_a_renewed_lock_is_committed_in_place_of_the_one_it_was_made_from(exists: bool, tmp_path: Path) -> None:
    listed = [{"path": "data/sources.yml", "sha": "1" * 40}]
    listed += [{"path": "data/names.lock", "sha": "2" * 40}] if exists else []
    status, said, calls = commit(tmp_path, {"names.lock": LOCK}, listed)
    assert (status, said) == (0, "")
    assert calls[0][:5] == ["api", "--method", "GET", "repos/o/n/contents/data", "-f"]
    assert calls[0][5] == f"ref={'c' * 40}"
    sha = ["-f", f"sha={'2' * 40}"] if exists else []
    assert calls[1:] == [
        ["api", "--method", "PUT", "repos/o/n/contents/data/names.lock", "--silent", "-f",
         "message=Enter new names in data/names.lock", "-f", "branch=main", *sha, "-F", "content=@content"]
    ]  # fmt: skip
    assert base64.b64decode((tmp_path / "content").read_bytes()) == LOCK


def test_a_lock_that_has_all_names_is_left_alone(tmp_path: Path) -> None:
    listed = [{"path": "data/names.lock", "sha": blob(LOCK)}]
    status, said, calls = commit(tmp_path, {"names.lock": LOCK}, listed)
    assert (status, said, len(calls)) == (0, "::notice::The lock has all names already.\n", 1)


ODD: dict[str, tuple[dict[str, bytes], str]] = {
    "other file": ({"names.lock": LOCK, "sources.yml": b"x"}, "The artifact is not the lock of names alone."),
    "no file": ({}, "The artifact is not the lock of names alone."),
    "empty": ({"names.lock": b""}, "The artifact is not the lock of names alone."),
    "code": ({"names.lock": LOCK + b"$(touch bad) -\n"}, "The lock has lines that no command writes."),
    "conflict": ({"names.lock": b"<<<<<<< HEAD\n" + LOCK}, "The lock has lines that no command writes."),
    "bytes": ({"names.lock": LOCK + b"\xff -\n"}, "The lock has lines that no command writes."),
}


@pytest.mark.parametrize("name", ODD)
def test_anything_else_is_not_committed(name: str, tmp_path: Path) -> None:
    files, said = ODD[name]
    assert commit(tmp_path, files, []) == (1, f"::error::{said}\n", [])


def confirm(folder: Path, found: list[dict[str, Any]], reviewed: str) -> tuple[int, list[str]]:
    (folder / "found.json").write_text(json.dumps(found), "utf-8")
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "found.json"],
        cwd=folder, env={**os.environ, "REVIEWED": reviewed}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def found(severity: str) -> dict[str, Any]:
    return {"path": "data/a.yml", "line": 3, "column": 5, "code": "some-code", "severity": severity, "message": "Odd."}


def test_only_a_warning_waits_for_a_maintainer(tmp_path: Path) -> None:
    assert confirm(tmp_path, [found("problem"), found("notice")], "false") == (0, ["There is nothing to confirm."])
    line = "data/a.yml:3:5: Odd. [some-code]"
    assert confirm(tmp_path, [found("warning")], "true") == (
        0,
        [line, "A maintainer has confirmed this with the label 'reviewed'."],
    )
    assert confirm(tmp_path, [found("notice"), found("warning")], "false") == (
        1,
        [
            line,
            "::error title=Waits for a maintainer::You have nothing to do here. A maintainer looks at what is named "
            "above and adds the label 'reviewed', after taking off one from before the last push.",
        ],
    )
