"""Pages kept between builds: used when nothing has changed, and only then."""

from __future__ import annotations

import os
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest

from macros.core.pages.atlas import load_atlas
from macros.core.pages.render import Renderer
from macros.core.store import pages as store
from macros.core.store.pages import MOST, Fragment, PageCache, page_cache, state
from tests.projects import copy_small, edit


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small project with a cache of its own, a program and a renderer."""
    folder = copy_small(tmp_path / "project")
    for name in (".cache", "node_modules"):
        (folder / name).unlink()
    program = ("macros/core/pages/render.py", "macros/core/pages/templates/concept.md.j2", "web/scripts/pele.mjs")
    for name in (*program, "web/scripts/figures/rows.mjs", "web/scripts/words.mjs", "web/words.json"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("one\n", "utf-8")
    for name in ("pele", "d3-array"):
        (folder / "node_modules" / name).mkdir(parents=True)
        (folder / "node_modules" / name / "package.json").write_text('{"version": "1"}', "utf-8")
    return folder


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("data/concepts/beta.yml", "title: Beta", "title: Gamma"),
        ("data/vocabulary.yml", "label: Training methods", "label: Training"),
        ("macros/core/pages/render.py", "one", "two"),
        ("macros/core/pages/templates/concept.md.j2", "one", "two"),
        ("macros/core/pages/templates/new.j2", "", "one\n"),
        ("web/scripts/pele.mjs", "one", "two"),
        ("web/scripts/figures/rows.mjs", "one", "two"),
        ("web/scripts/words.mjs", "one", "two"),
        ("web/words.json", "one", "two"),
        ("node_modules/pele/package.json", "1", "2"),
        ("node_modules/d3-array/package.json", "1", "2"),
    ],
)
def test_whatever_pages_are_made_from_belongs_to_their_state(path: str, old: str, new: str, project: Path) -> None:
    before = state(project, "")
    assert state(project, "") == before
    edit(project, path, old, new)
    assert state(project, "") != before


def test_a_file_that_goes_or_is_renamed_changes_the_state(project: Path) -> None:
    found = {state(project, "")}
    (project / "data/concepts/beta.yml").rename(project / "data/concepts/gamma.yml")
    found.add(state(project, ""))
    (project / "data/concepts/gamma.yml").unlink()
    found.add(state(project, ""))
    assert len(found) == 3


def test_addresses_and_packages_belong_to_the_state(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {state(project, "True"), state(project, "False")}
    info = project / "some-1.dist-info"
    info.mkdir()
    for version in ("1", "2"):
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: some\nVersion: {version}\n", "utf-8")
        monkeypatch.setattr(store, "distributions", lambda: [PathDistribution(info)])
        found.add(state(project, "True"))
    assert len(found) == 4


def test_what_python_compiles_does_not_change_the_state(project: Path) -> None:
    before = state(project, "")
    (project / "macros/__pycache__").mkdir()
    (project / "macros/__pycache__/render.pyc").write_bytes(b"x")
    assert state(project, "") == before


def test_a_kept_page_is_the_page(small_with_questions: Path, tmp_path: Path) -> None:
    """In any order, with other blocks held before it."""
    atlas = load_atlas(small_with_questions, lambda _here, there: f"../{there}")

    def printed(pages: PageCache | None, *names: str) -> list[str]:
        renderer = Renderer(atlas, pages)
        texts = [renderer.concept(name) for name in names]
        return [renderer.fill(text) for text in texts]

    pages = PageCache(tmp_path / "pages")
    expected = printed(None, "alpha", "beta")
    assert printed(pages, "alpha", "beta") == expected
    assert sorted(file.name for file in pages.folder.iterdir()) == ["alpha", "beta"]
    assert printed(pages, "beta", "alpha", "alpha") == [expected[1], expected[0], expected[0]]
    renderer = Renderer(atlas, pages)
    assert renderer.fill(renderer.glossary("glossary.md")) + renderer.fill(renderer.concept("alpha")) == (
        printed_glossary(atlas) + expected[0]
    )


def printed_glossary(atlas: object) -> str:
    renderer = Renderer(atlas)  # type: ignore[arg-type]
    return renderer.fill(renderer.glossary("glossary.md"))


def test_a_kept_page_is_used(small: Path, tmp_path: Path) -> None:
    pages = PageCache(tmp_path)
    pages.put("alpha", Fragment('A\n\n<div class="aa-placeholder" data-block="7"></div>\n', 7, ["<p>c</p>"]))
    renderer = Renderer(load_atlas(small, lambda _here, there: there), pages)
    assert renderer.fill(renderer.concept("alpha")) == "A\n\n<p>c</p>\n"


@pytest.mark.parametrize("damage", [b"", b"x", b"\n", b"0\n[]"])
def test_a_damaged_page_is_made_anew(damage: bytes, small: Path, tmp_path: Path) -> None:
    atlas, pages = load_atlas(small, lambda _here, there: there), PageCache(tmp_path)
    expected = Renderer(atlas, pages).concept("alpha")
    whole = (tmp_path / "alpha").read_bytes()
    for bad in (damage, whole[:-9], whole.replace(b"Alpha", b"Omega"), whole + b" "):
        (tmp_path / "alpha").write_bytes(bad)
        assert pages.get("alpha") is None
        assert Renderer(atlas, pages).concept("alpha") == expected
        assert (tmp_path / "alpha").read_bytes() == whole


def test_a_page_that_cannot_be_kept_is_shown(small: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    atlas = load_atlas(small, lambda _here, there: there)
    pages = PageCache(tmp_path / "file" / "folder")
    assert Renderer(atlas, pages).concept("alpha") == Renderer(atlas).concept("alpha")
    assert pages.get("alpha") is None


def test_few_states_are_kept(project: Path) -> None:
    folders = []
    for number in range(MOST + 3):
        edit(project, "macros/core/pages/templates/concept.md.j2", "", f"{number}\n")
        folders.append(page_cache(project, "").folder)
        (folders[-1] / "alpha").write_text("", "utf-8")
        os.utime(folders[-1], ns=(number, number))
    assert sorted(folders[0].parent.iterdir()) == sorted(folders[-MOST:])
    oldest = folders[-MOST]
    edit(project, "macros/core/pages/templates/concept.md.j2", "", f"{MOST + 3 - MOST}\n")
    assert page_cache(project, "").folder == oldest
    edit(project, "macros/core/pages/templates/concept.md.j2", "", "new\n")
    newest = page_cache(project, "").folder
    assert sorted(oldest.parent.iterdir()) == sorted([oldest, *folders[-MOST + 2 :], newest])
