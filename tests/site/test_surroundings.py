"""Builds in odd surroundings."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from macros.site import hooks
from macros.site.digest import digest
from tests.history import commit
from tests.projects import build, edit, quiz_project

BARE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""A locale in which Python knows ASCII alone, and names of files that are not are bytes."""


@pytest.mark.expensive
def test_the_name_of_the_folder_need_not_be_text(tmp_path: Path) -> None:
    """Scripts and styles are made anew in both, as the folder's name is no part of what they are kept by."""
    plain, odd = quiz_project(tmp_path / "plain"), quiz_project(tmp_path / "ü x'y %20#?")
    for project in (plain, odd):
        (project / ".cache").unlink()
        edit(project, "web/words.json", '{shown} of {all}"', '{shown} from {all}"')
        edit(project, "data/concepts/alpha.yml", "title: Alpha\n", "title: Alphä\n")
        (project / ".gitignore").write_text("/.cache\n/node_modules\n/site/\n", "utf-8")
        (project / "ü").write_text("", "utf-8")
        commit(project, "2020-02-02T12:00:00+00:00")
    address = "https://example.org/"
    first = build(plain, SITE_URL=address)
    second = build(odd, None, SITE_URL=address, **BARE)
    assert first.returncode == 0, first.stderr
    assert second.returncode == 0, second.stderr
    assert digest(plain / "site") == digest(odd / "site")


def test_the_configuration_may_have_a_relative_path(tmp_path: Path) -> None:
    done = build(quiz_project(tmp_path / "project"), None, "--config-file", "mkdocs.yml")
    assert done.returncode == 0, done.stderr


def test_a_faulty_script_is_named_as_in_the_project(tmp_path: Path) -> None:
    project = quiz_project(tmp_path / "ü")
    edit(project, "web/scripts/filter.mjs", "const apply = () =>", "const apply = =>")
    done = build(project, None, **BARE)
    assert done.returncode == 1
    assert "\nweb/scripts/filter.mjs:14:16: ERROR: Unexpected" in done.stderr


def test_a_site_that_cannot_be_written_ends_with_one_line(tmp_path: Path) -> None:
    project = quiz_project(tmp_path / "project")
    target = tmp_path / "target"
    target.write_text("", "utf-8")
    done = build(project, target)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert f"\nError: {target}" in done.stderr


def test_failures_of_the_system_are_told_from_others() -> None:
    full = OSError(errno.ENOSPC, "No space left on device", "site/\x1b.html")
    with pytest.raises(PluginError) as raised:
        hooks.on_build_error(full)
    assert str(raised.value) == r"site/\x1b.html: No space left on device"
    hooks.on_build_error(OSError("a template is missing"))
    hooks.on_build_error(ValueError("a mistake"))
