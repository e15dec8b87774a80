from __future__ import annotations

from pathlib import Path

import pytest

from tests.generated import generate_site
from tests.hostile.corpus import hostile_project
from tests.projects import ROOT, add_questions, build, copy_small


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


@pytest.fixture(scope="session")
def shipped_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped project, built strictly, once for all tests."""
    target = tmp_path_factory.mktemp("shipped") / "site"
    done = build(ROOT, target, REPO_URL="https://github.com/owner/name", SITE_URL="https://example.org/atlas/")
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture(scope="session")
def relative_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped project as built without addresses, to be served from anywhere."""
    target = tmp_path_factory.mktemp("relative") / "site"
    done = build(ROOT, target)
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped project with hostile text in every field, built strictly."""
    project = hostile_project(tmp_path_factory.mktemp("hostile") / "project")
    return built(project)


@pytest.fixture(scope="session")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with more concepts than fit into one drawing, and more in a category than fit into a menu."""
    project = generate_site(tmp_path_factory.mktemp("large") / "project", 160)
    return built(project)


@pytest.fixture(scope="session")
def generated_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site of the same kind as ``large_site``, with as many concepts as fit into a menu and every drawing."""
    project = generate_site(tmp_path_factory.mktemp("generated") / "project", 25)
    return built(project)
