"""A verdict is remembered for as long as nothing that it depends on has changed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.verdicts import Verdicts, basis


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of one page with what it loads, and the source of a check."""
    folder = tmp_path / "site"
    files = {
        "index.html": "1",
        "assets/page.css": "2",
        "assets/page.js": "3",
        "assets/a.woff2": "4",
        "assets/a.json": "5",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    (tmp_path / "check.py").write_text("6", "utf-8")
    return folder


def run(site: Path, check: Callable[[], None], browser: str = "1.0") -> bool:
    """Whether the check of the page was run, in a new run of the tests."""
    return Verdicts(site.parent / "verdicts", basis(site, [site.parent / "check.py"], browser)).check(
        site / "index.html", check
    )


def passes() -> None:
    pass


def passes_too() -> None:
    pass


def fails() -> None:
    raise AssertionError("bad")


def test_a_pass_is_remembered(site: Path) -> None:
    assert [run(site, passes) for _ in range(3)] == [True, False, False]


def test_a_failure_is_not(site: Path) -> None:
    for _ in range(2):
        with pytest.raises(AssertionError, match="bad"):
            run(site, fails)


def test_each_check_has_its_own(site: Path) -> None:
    assert (run(site, passes), run(site, passes_too), run(site, passes)) == (True, True, False)


@pytest.mark.parametrize(
    "name", ["site/index.html", "site/assets/page.css", "site/assets/page.js", "site/assets/a.woff2", "check.py"]
)
def test_a_change_of_what_it_depends_on_makes_it_void(name: str, site: Path) -> None:
    run(site, passes)
    file = site.parent / name
    text = file.read_text("utf-8")
    file.write_text(f"{text} ", "utf-8")
    assert run(site, passes)
    file.write_text(text, "utf-8")
    assert not run(site, passes)


def test_another_browser_makes_it_void(site: Path) -> None:
    run(site, passes)
    assert run(site, passes, "2.0")


def test_a_file_that_no_page_loads_does_not(site: Path) -> None:
    run(site, passes)
    (site / "assets/a.json").write_text("", "utf-8")
    assert not run(site, passes)


def test_those_used_last_are_kept(site: Path) -> None:
    verdicts = Verdicts(site.parent / "verdicts", "")
    checks = {name: (lambda: None) for name in "abc"}
    for number, (name, check) in enumerate(checks.items()):
        check.__name__ = name
        verdicts.check(site / "index.html", check)
        newest = max(verdicts.folder.iterdir(), key=lambda file: file.stat().st_mtime_ns)
        os.utime(newest, (number, number))
    assert not verdicts.check(site / "index.html", checks["a"])
    verdicts.drop_unused(2)
    assert [verdicts.check(site / "index.html", check) for check in checks.values()] == [False, True, False]
