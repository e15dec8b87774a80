from __future__ import annotations

from pathlib import Path

import pytest

from tests.projects import ROOT, build, copy_small


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small valid project to change."""
    return copy_small(tmp_path / "small")


@pytest.fixture(scope="session")
def shipped_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped project, built strictly, once for all tests."""
    target = tmp_path_factory.mktemp("shipped") / "site"
    done = build(ROOT, target, REPO_URL="https://github.com/owner/name", SITE_URL="https://example.org/atlas/")
    assert done.returncode == 0, done.stderr
    return target
