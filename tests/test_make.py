"""Each command that a message or a page of the project names is there, and takes what the message gives it."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.projects import ROOT

GUIDES = ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "DECISIONS.md")
TEXTS = [*sorted((ROOT / "macros").rglob("*.py")), *(ROOT / name for name in GUIDES)]
COMMAND = re.compile(r"(?:['`(]|[Rr]un |or )make ([a-z-]+)\b(?! (?:an?|the|it|data)\b)")


def made(*arguments: str, ci: str = "") -> list[str]:
    """What make would run, given that the packages of Python are installed."""
    done = subprocess.run(
        ["make", "--no-print-directory", "--dry-run", "-o", ".venv/.installed", f"CI={ci}", *arguments],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return done.stdout.splitlines()


def test_each_target_that_is_named_is_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {(file.name, name) for file in TEXTS for name in COMMAND.findall(file.read_text("utf-8"))}
    assert {"check", "format", "install"} <= {name for _, name in named}
    assert [(file, name) for file, name in sorted(named) if name not in targets] == []


def test_no_message_names_a_command_that_a_plain_shell_lacks() -> None:
    core = sorted((ROOT / "macros/core").rglob("*.py"))
    assert [file.name for file in core if "run 'python -m" in file.read_text("utf-8").lower()] == []


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (["locks"], ".venv/bin/python -m macros lock"),
        (["check"], ".venv/bin/python -m macros check --format text "),
        (
            ["check", "BASE=.before", "FORMAT=github"],
            '.venv/bin/python -m macros check --format github --base ".before"',
        ),
    ],
)
def test_what_is_given_reaches_the_command(arguments: list[str], command: str) -> None:
    assert made(*arguments)[-1] == command


@pytest.mark.parametrize("command", ["node_modules/.bin/eslint .", "node_modules/.bin/tsc -p ."])
def test_scripts_are_checked_with_the_node_of_the_environment(command: str) -> None:
    [line] = [line for line in made("test") if command in line]
    assert line == f'PATH="{ROOT}/.venv/bin:$PATH" {command}'


def test_firefox_is_a_command_of_its_own() -> None:
    assert made("firefox")[-1] == ".venv/bin/python -m tests.firefox"
    assert not [line for line in made("test") if "tests.firefox" in line]


def test_a_check_needs_no_npm_packages() -> None:
    for ci in ("", "true"):
        assert not [line for line in made("check", "-W", "package-lock.json", ci=ci) if "npm ci" in line]


def test_the_layout_of_data_fails_no_test() -> None:
    """A browser leaves it as it is, and readers do not see it."""
    assert not [line for line in made("test") if "macros format" in line]


@pytest.mark.parametrize(("target", "chosen"), [("test", ""), ("test-all", ' -m ""')])
def test_both_runs_of_the_tests_are_alike_but_for_what_takes_long(target: str, chosen: str) -> None:
    lines = made(target)
    assert lines[-1] == f".venv/bin/python -m pytest -n 2 --dist worksteal{chosen}"
    assert [line for line in lines if line.endswith(".venv/bin/mypy")]


def test_all_tests_run_on_a_schedule() -> None:
    workflows = {file.name: file.read_text("utf-8") for file in (ROOT / ".github/workflows").glob("*.yml")}
    runs = {name for name, text in workflows.items() if "- run: make test-all\n" in text}
    assert runs == {"scheduled.yml"}
