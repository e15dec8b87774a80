from __future__ import annotations

import gc
from pathlib import Path

import pytest

from tests.generated import generate_site
from tests.hostile.corpus import hostile_project
from tests.once import once
from tests.projects import ROOT, add_exhibits, add_questions, build, copy_small, exhibit_project, quiz_project

gc.set_threshold(100_000, 50, 100)  # parsed pages are millions of objects, which stay


def built(project: Path) -> Path:
    """The folder of a project's site, built strictly."""
    done = build(project)
    assert done.returncode == 0, done.stderr
    return project / "site"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small valid project to change."""
    return copy_small(tmp_path / "small")


@pytest.fixture
def small_with_questions(small: Path) -> Path:
    """The small project with a question of every type."""
    return add_questions(small)


@pytest.fixture
def small_with_exhibits(small: Path) -> Path:
    """The small project with questions that show exhibits of every kind."""
    return add_exhibits(small)


@pytest.fixture(scope="session")
def shipped_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped project, built strictly, once for all tests."""

    def make(folder: Path) -> None:
        addresses = {"REPO_URL": "https://github.com/owner/name", "SITE_URL": "https://example.org/atlas/"}
        done = build(ROOT, folder / "site", **addresses)
        assert done.returncode == 0, done.stderr

    return once(tmp_path_factory, "shipped", make) / "site"


@pytest.fixture(scope="session")
def relative_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped project as built without addresses, to be served from anywhere."""

    def make(folder: Path) -> None:
        done = build(ROOT, folder / "site")
        assert done.returncode == 0, done.stderr

    return once(tmp_path_factory, "relative", make) / "site"


@pytest.fixture(scope="session")
def quiz_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with the small project's data, in which alpha has a question of every type."""
    return once(tmp_path_factory, "quiz", lambda folder: built(quiz_project(folder / "project"))) / "project/site"


@pytest.fixture(scope="session")
def exhibit_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with the small project's data, in which alpha has questions with exhibits of every kind."""
    made = once(tmp_path_factory, "exhibits", lambda folder: built(exhibit_project(folder / "project")))
    return made / "project/site"


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped project with hostile text in every field, built strictly."""
    return once(tmp_path_factory, "hostile", lambda folder: built(hostile_project(folder / "project"))) / "project/site"


@pytest.fixture(scope="session")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with more concepts than fit into one drawing, and more in a category than fit into a menu."""
    return (
        once(tmp_path_factory, "large", lambda folder: built(generate_site(folder / "project", 160))) / "project/site"
    )


@pytest.fixture(scope="session")
def generated_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site of the same kind as ``large_site``, with as many concepts as fit into a menu and every drawing."""
    made = once(tmp_path_factory, "generated", lambda folder: built(generate_site(folder / "project", 25)))
    return made / "project/site"
