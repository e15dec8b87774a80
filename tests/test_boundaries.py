"""What may import what: each package says it in its docstring, and MkDocs stays out of the core."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.projects import ROOT, SMALL

MACROS = ROOT / "macros"
LINE = re.compile(r"^May import: ([a-z, ]+)\.$", re.MULTILINE)
PACKAGES = sorted(file.parent for file in MACROS.rglob("__init__.py") if file.parent not in (MACROS, MACROS / "core"))
PROGRAM = """
import sys
from pathlib import Path
for name in ("mkdocs", "mkdocs_macros", "material"):
    sys.modules[name] = None
import importlib, pkgutil
import macros.core
for module in pkgutil.walk_packages(macros.core.__path__, "macros.core."):
    importlib.import_module(module.name)
from macros.core.model.reading import read_library
from macros.core.rules import check
library, problems = read_library(Path(sys.argv[1]))
assert not problems and not check(library)
"""


def allowed(text: str) -> set[str]:
    """The packages that a package's docstring lets it import."""
    found = LINE.search(ast.get_docstring(ast.parse(text)) or "")
    assert found, "the docstring has no line 'May import: ….'"
    return set() if found[1] == "no other package" else set(found[1].split(", "))


def imported(text: str, module: str) -> Iterator[str]:
    """The packages that the text of a module imports from the project, apart from its own."""
    for node in ast.walk(ast.parse(text)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            start = ".".join([*module.split(".")[: -node.level], ""]) if node.level else ""
            names = [f"{start}{node.module}" if node.module else f"{start}{alias.name}" for alias in node.names]
        for name in names:
            parts = [part for part in name.split(".") if part]
            if parts[:1] == ["macros"]:
                inner = parts[1:] if parts[1:2] != ["core"] or "core" not in module.split(".") else parts[2:]
                if (package := inner[0] if inner else "") != package_of(module):
                    yield package


def package_of(module: str) -> str:
    parts = module.split(".")[1:-1]
    return parts[-1] if parts else ""


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda folder: folder.relative_to(MACROS).as_posix())
def test_a_package_imports_what_its_docstring_says(folder: Path) -> None:
    found = set()
    for file in folder.glob("*.py"):
        module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        found |= set(imported(file.read_text("utf-8"), module))
    assert found == allowed((folder / "__init__.py").read_text("utf-8"))


def test_packages_of_the_core_stand_in_layers() -> None:
    """There is an order in which each package imports only earlier ones."""
    left = {folder.name: allowed((folder / "__init__.py").read_text("utf-8")) for folder in PACKAGES}
    while free := [name for name, needs in left.items() if not needs & left.keys()]:
        for name in free:
            del left[name]
    assert left == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from ..quiz.bank import Bank", ["quiz"]),
        ("from ..quiz import bank", ["quiz"]),
        ("from .. import quiz", ["quiz"]),
        ("def f():\n    from macros.core.quiz.bank import Bank", ["quiz"]),
        ("import macros.site.cards", ["site"]),
        ("from . import library", []),
        ("from ..model.library import Library\nimport re\nfrom pydantic import Field", []),
    ],
)
def test_imports_are_found(text: str, found: list[str]) -> None:
    assert list(imported(text, "macros.core.model.entries")) == found


def test_the_core_needs_no_mkdocs() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(SMALL)], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_scripts_decode_addresses_in_one_place() -> None:
    """Anybody can write an address, and decoding a damaged one is an error that has to be caught."""
    scripts = (ROOT / "web/scripts").rglob("*.mjs")
    assert [script.name for script in scripts if "decodeURI" in script.read_text("utf-8")] == ["address.mjs"]
