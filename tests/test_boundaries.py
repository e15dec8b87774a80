from __future__ import annotations

import subprocess
import sys

from tests.projects import ROOT, SMALL

PROGRAM = """
import sys
from pathlib import Path
for name in ("mkdocs", "mkdocs_macros", "material"):
    sys.modules[name] = None
import importlib, pkgutil
import macros.core
for module in pkgutil.walk_packages(macros.core.__path__, "macros.core."):
    importlib.import_module(module.name)
from macros.core.library import read_library
from macros.core.rules import check
library, problems = read_library(Path(sys.argv[1]))
assert not problems and not check(library)
"""


def test_the_core_needs_no_mkdocs() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(SMALL)], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_scripts_decode_addresses_in_one_place() -> None:
    """Anybody can write an address, and decoding a damaged one is an error that has to be caught."""
    scripts = (ROOT / "docs/assets/javascripts").rglob("*.mjs")
    assert [script.name for script in scripts if "decodeURI" in script.read_text("utf-8")] == ["address.mjs"]
