"""A build depends on the project alone: not on the folder, the day, the time zone, the locale or the order of sets."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.site.digest import digest
from tests.history import commit
from tests.projects import build, copy_project, quiz_project

ADDRESSES = {"SITE_URL": "https://example.org/atlas/", "REPO_URL": "https://github.com/owner/name"}


def trees_differ(one: Path, other: Path) -> list[str]:
    """Paths of the files that are not in both folders with the same bytes."""
    found = [
        {file.relative_to(tree).as_posix(): file.read_bytes() for file in tree.rglob("*") if file.is_file()}
        for tree in (one, other)
    ]
    return sorted(name for name in found[0].keys() | found[1].keys() if found[0].get(name) != found[1].get(name))


@pytest.mark.parametrize("copy", [quiz_project, pytest.param(copy_project, marks=pytest.mark.expensive)])
def test_two_builds_are_the_same_in_every_byte(copy: Callable[[Path], Path], tmp_path: Path) -> None:
    one, other = copy(tmp_path / "one"), copy(tmp_path / "further/down/the other")
    # One takes drawings and the font from the cache, the other makes them.
    (other / ".cache").unlink()
    # MkDocs takes the day of a build from SOURCE_DATE_EPOCH, so the first one is built in 2001.
    first = build(
        one, TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="1", SOURCE_DATE_EPOCH="1000000000", **ADDRESSES
    )
    second = build(other, TZ="Etc/GMT+12", LC_ALL="C.UTF-8", PYTHONHASHSEED="2", **ADDRESSES)
    assert first.returncode == 0, first.stderr
    assert second.returncode == 0, second.stderr
    assert trees_differ(one / "site", other / "site") == []
    said = f"site digest: {digest(one / 'site')}\n"
    assert said in first.stderr
    assert said in second.stderr


def test_the_sitemap_has_the_day_of_the_last_change(tmp_path: Path) -> None:
    project = quiz_project(tmp_path / "project")
    (project / ".gitignore").write_text("/.cache\n/node_modules\n/site/\n", "utf-8")
    commit(project, "2020-02-02T12:00:00+00:00")
    for name in ("data/concepts/beta.yml", "docs/map.md", "CONTRIBUTING.md"):
        with (project / name).open("a", encoding="utf-8") as file:
            file.write("\n")
    commit(project, "2021-03-04T12:00:00+00:00")
    done = build(project, **ADDRESSES)
    assert done.returncode == 0, done.stderr
    text = (project / "site/sitemap.xml").read_text("utf-8")
    days = dict(re.findall(r"<loc>https://example.org/atlas/(.*?)</loc>\s*<lastmod>(.*?)</lastmod>", text))
    changed = {page for page, day in days.items() if day == "2021-03-04"}
    assert changed == {"concepts/beta/", "map/", "contributing/"}
    assert set(days.values()) == {"2020-02-02", "2021-03-04"}
    assert len(days) == text.count("<loc>")
    packed = (project / "site/sitemap.xml.gz").read_bytes()
    assert gzip.decompress(packed).decode() == text
    assert packed[4:8] == b"\0\0\0\0"
