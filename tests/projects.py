"""Copies of projects for tests: the shipped one, and a small one with two concepts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from macros.__main__ import main

ROOT = Path(__file__).resolve().parent.parent
SMALL = Path(__file__).resolve().parent / "small"
MADE = {".git", ".venv", ".cache", "node_modules", "site", ".pytest_cache", ".ruff_cache", ".mypy_cache"}
"""What is in the project's folder and is no part of the project; ``macros/site`` is one."""


def copy_project(folder: Path) -> Path:
    """A copy of the shipped project in ``folder``, with the installed packages linked into it."""
    shutil.copytree(ROOT, folder, ignore=_no_part)
    return _link_packages(folder)


def _no_part(folder: str, names: list[str]) -> set[str]:
    """What of a folder is not copied."""
    return {name for name in names if name == "__pycache__" or (name in MADE and Path(folder) == ROOT)}


def copy_small(folder: Path) -> Path:
    """A copy of the small project's data in ``folder``."""
    shutil.copytree(SMALL, folder)
    return _link_packages(folder)


def add_questions(folder: Path) -> Path:
    """Gives alpha a question of every type, from ``tests/small/all_types.yml``, and enters them in the lock."""
    text = (SMALL / "all_types.yml").read_text("utf-8")
    edit(folder, "data/concepts/alpha.yml", "further_reading:", f"{text}further_reading:")
    assert main(["lock"], root=folder) == 0
    return folder


def add_exhibits(folder: Path) -> Path:
    """Gives alpha a question with an exhibit of every kind, from ``tests/small/exhibits.yml``; the lock has them."""
    text = (SMALL / "exhibits.yml").read_text("utf-8")
    edit(folder, "data/concepts/alpha.yml", "further_reading:", f"{text}further_reading:")
    add_figure(folder)
    assert main(["lock"], root=folder) == 0
    return folder


def add_figure(folder: Path) -> None:
    """Gives alpha the figure of ``tests/small/gamma.yml``, without entering it in the lock."""
    gamma = (SMALL / "gamma.yml").read_text("utf-8")
    drawn = gamma[gamma.index("figures:\n  - id") : gamma.index("claims:\n")]
    edit(folder, "data/concepts/alpha.yml", "claims:\n", f"{drawn}claims:\n")
    edit(folder, "data/concepts/alpha.yml", "    equations: [sum]\n", "    equations: [sum]\n    figures: [shape]\n")


def exhibit_project(folder: Path) -> Path:
    """The site with the small project's data and exhibits of every kind."""
    copy_project(folder)
    shutil.rmtree(folder / "data")
    shutil.copytree(SMALL / "data", folder / "data")
    return add_exhibits(folder)


def quiz_project(folder: Path) -> Path:
    """The site with the small project's data and a question of every type."""
    copy_project(folder)
    shutil.rmtree(folder / "data")
    shutil.copytree(SMALL / "data", folder / "data")
    return add_questions(folder)


def edit(folder: Path, path: str, old: str, new: str) -> None:
    """Replaces the one occurrence of ``old`` in a file; a missing file is written with ``new``."""
    file = folder / path
    if not old:
        file.write_text(new, "utf-8")
        return
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    file.write_text(text.replace(old, new), "utf-8")


def as_yaml(data: Any) -> str:
    """Data as a file may have it: without aliases, and texts of several lines in blocks, where nothing is escaped."""
    return yaml.dump(data, Dumper=_Blocks, allow_unicode=True, sort_keys=False)


class _Blocks(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _block(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Blocks.add_representer(str, _block)


def build(
    folder: Path, target: Path | None = None, /, *options: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Runs ``mkdocs build --strict`` with these options in a project, into ``target`` or its folder ``site``."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target or folder / "site"), *options],
        cwd=folder,
        env=build_environment(**environment),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def build_environment(**extra: str) -> dict[str, str]:
    """The environment for commands of MkDocs: addresses only if given here."""
    inherited = {k: v for k, v in os.environ.items() if k not in ("SITE_URL", "REPO_URL", "REPO_BRANCH")}
    return inherited | {"NO_MKDOCS_2_WARNING": "1", "PYTHONIOENCODING": "utf-8"} | extra


def _link_packages(folder: Path) -> Path:
    for name in ("node_modules", ".cache"):
        (ROOT / name).mkdir(exist_ok=True)
        (folder / name).symlink_to(ROOT / name, target_is_directory=True)
    return folder
