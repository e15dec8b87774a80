"""The addresses of site and repository come from the environment; nothing is broken without them."""

from __future__ import annotations

from pathlib import Path

from tests.projects import ROOT, build, quiz_project
from tests.site.pages import Page


def test_without_addresses_there_is_no_edit_link(relative_site: Path) -> None:
    page = Page(relative_site / "concepts/dpo/index.html")
    assert not page.soup.select(".aa-edit, link[rel=canonical]")
    assert not [link for link in page.links() if "None" in link or "/edit/" in link]


def test_a_fork_gets_its_own_addresses(tmp_path: Path) -> None:
    done = build(
        quiz_project(tmp_path / "project"),
        tmp_path / "site",
        REPO_URL="https://git.example.org/someone/fork",
        REPO_BRANCH="trunk",
        SITE_URL="https://someone.example.org/fork/",
    )
    assert done.returncode == 0, done.stderr
    page = Page(tmp_path / "site/concepts/alpha/index.html")
    edit = page.soup.select_one(".aa-edit a")
    assert edit and edit["href"] == "https://git.example.org/someone/fork/edit/trunk/data/concepts/alpha.yml"
    canonical = page.soup.select_one("link[rel=canonical]")
    assert canonical and canonical["href"] == "https://someone.example.org/fork/concepts/alpha/"


def test_addresses_stand_in_one_place() -> None:
    """Only the configuration names the variables; workflows fill them from the repository they run in."""
    workflows = [path.read_text("utf-8") for path in (ROOT / ".github/workflows").glob("*.yml")]
    for text in workflows:
        for line in text.splitlines():
            if "REPO_URL:" in line:
                assert line.strip() == "REPO_URL: ${{ github.server_url }}/${{ github.repository }}"
            assert "github.com/" not in line
