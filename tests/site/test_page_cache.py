"""Builds with kept pages give what builds without them give."""

from __future__ import annotations

import shutil
from pathlib import Path

from macros.site.digest import digest
from tests.projects import build, edit, quiz_project


def test_a_kept_page_is_never_stale(tmp_path: Path) -> None:
    project = quiz_project(tmp_path / "project")
    (project / ".cache").unlink()

    def built() -> str:
        done = build(project)
        assert done.returncode == 0, done.stderr
        return digest(project / "site")

    first = built()
    pages = project / ".cache/pages"
    assert [len(list(state.iterdir())) for state in pages.iterdir()] == [2]
    assert built() == first
    edit(project, "data/concepts/alpha.yml", "summary: The first letter, on", "summary: The very first letter, on")
    changed = built()
    assert "The very first letter" in (project / "site/concepts/beta/index.html").read_text("utf-8")
    template = "macros/core/pages/templates/concept/at-a-glance.html.j2"
    edit(project, template, "<dt>{{ words.also_called }}</dt>", "<dt>Known as</dt>")
    built()
    assert "Known as" in (project / "site/concepts/alpha/index.html").read_text("utf-8")
    edit(project, template, "<dt>Known as</dt>", "<dt>{{ words.also_called }}</dt>")
    edit(project, "web/words.json", '"Also called"', '"Called"')
    built()
    assert "<dt>Called</dt>" in (project / "site/concepts/alpha/index.html").read_text("utf-8")
    edit(project, "web/words.json", '"Called"', '"Also called"')
    assert built() == changed
    shutil.rmtree(project / ".cache")
    assert built() == changed
