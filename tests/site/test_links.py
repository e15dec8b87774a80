"""linkchecker over the served site, as a second pair of eyes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.site.server import serve

CONFIG = Path(__file__).with_name("linkcheckerrc")
PROGRAM = """
import sys
# linkchecker would become the user nobody and could then not read its own modules
import linkcheck.director
linkcheck.director.drop_privileges = lambda: None
from linkcheck.command.linkchecker import linkchecker
sys.argv = ["linkchecker", *sys.argv[1:]]
linkchecker()
"""


def check(site: Path) -> subprocess.CompletedProcess[str]:
    with serve(site) as address, tempfile.TemporaryDirectory() as home:
        return subprocess.run(
            [sys.executable, "-c", PROGRAM, "--no-robots", f"--config={CONFIG}", address],
            env=os.environ | {"HOME": home, "XDG_DATA_HOME": home},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


def test_a_small_site_has_no_broken_link(quiz_site: Path) -> None:
    """It has every kind of page; the links of all pages are also followed in ``test_site``."""
    done = check(quiz_site)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 errors found" in done.stdout


@pytest.mark.expensive
def test_the_shipped_site_has_no_broken_link(relative_site: Path) -> None:
    done = check(relative_site)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 errors found" in done.stdout


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<a href="gone/">x</a>', "utf-8")
    done = check(tmp_path)
    assert done.returncode == 1
    assert "404" in done.stdout
