"""The day on which a file last changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.structure.files import File

from macros.site.dates import change_times, last_changes, page_dates
from tests.history import commit, git


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Three commits: both files, then one of them, then a new one with a name that is not ASCII."""
    folder = tmp_path / "repository"
    (folder / "docs").mkdir(parents=True)
    (folder / "docs/a.md").write_text("a", "utf-8")
    (folder / "b c.yml").write_text("b", "utf-8")
    commit(folder, "2020-01-01T12:00:00+00:00")
    (folder / "docs/a.md").write_text("A", "utf-8")
    commit(folder, "2020-01-02T23:30:00-10:00")
    (folder / "docs/é.md").write_text("e", "utf-8")
    commit(folder, "2020-01-04T00:30:00+14:00")
    return folder


def test_each_file_has_the_day_of_its_last_commit(repository: Path) -> None:
    assert last_changes(repository) == {"docs/a.md": "2020-01-02", "b c.yml": "2020-01-01", "docs/é.md": "2020-01-04"}


def test_a_change_that_is_not_committed_has_no_day(repository: Path) -> None:
    before = last_changes(repository)
    (repository / "docs/a.md").write_text("again", "utf-8")
    (repository / "new.md").write_text("new", "utf-8")
    assert last_changes(repository) == before


def test_a_project_may_be_a_folder_of_a_repository(repository: Path) -> None:
    assert last_changes(repository / "docs") == {"a.md": "2020-01-02", "é.md": "2020-01-04"}


def test_a_clone_without_history_has_no_days(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", repository.as_uri(), "clone")
    assert (tmp_path / "clone/docs/a.md").is_file()
    assert last_changes(tmp_path / "clone") == {}


def test_there_are_no_days_without_commits_or_repository_or_git(
    tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert last_changes(tmp_path) == {}
    (tmp_path / "empty").mkdir()
    git(tmp_path / "empty", "init", "--quiet")
    assert last_changes(tmp_path / "empty") == {}
    monkeypatch.setenv("PATH", str(tmp_path))
    assert last_changes(repository) == {}


def test_a_proposal_counts_from_when_it_was_merged(tmp_path: Path) -> None:
    """A file that a later proposal changes is never dated back to when that was written."""
    file, other = tmp_path / "data/a.yml", tmp_path / "data/b.yml"
    file.parent.mkdir()
    file.write_text("1\n2\n3\n", "utf-8")
    other.write_text("b", "utf-8")
    commit(tmp_path, "2020-01-01T00:00:00+00:00")
    git(tmp_path, "checkout", "--quiet", "-b", "proposal")
    file.write_text("1\n2\n4\n", "utf-8")
    commit(tmp_path, "2020-01-05T00:00:00+00:00")
    git(tmp_path, "checkout", "--quiet", "-")
    file.write_text("0\n2\n3\n", "utf-8")
    commit(tmp_path, "2020-01-08T00:00:00+00:00")
    assert change_times(tmp_path, ["data"])["data/a.yml"] == 1578441600
    git(tmp_path, "merge", "--quiet", "--no-edit", "proposal", GIT_COMMITTER_DATE="2020-01-11T00:00:07+00:00")
    assert change_times(tmp_path, ["data"]) == {"data/a.yml": 1578700807, "data/b.yml": 1577836800}
    assert change_times(tmp_path, ["data/b.yml", "macros"]) == {"data/b.yml": 1577836800}


def test_without_history_there_are_no_times(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", repository.as_uri(), "clone")
    assert change_times(tmp_path / "clone", ["docs"]) == {}
    assert change_times(tmp_path, ["docs"]) == {}


def test_a_page_has_the_day_of_the_file_that_its_edit_link_opens() -> None:
    made, written, new, nowhere = (
        File(name, "docs", "site", True) for name in ("concepts/dpo.md", "map.md", "new.md", "x.md")
    )
    made.edit_uri = "../data/concepts/dpo.yml"
    nowhere.edit_uri = None
    days = {"docs/map.md": "2020-01-01", "data/concepts/dpo.yml": "2020-01-02"}
    dates = page_dates([made, written, new, nowhere], "docs", days)
    assert dates == {"concepts/dpo.md": "2020-01-02", "map.md": "2020-01-01"}
