"""Whatever is kept in ``.cache`` and is damaged is made again, and the site is what it is without it."""

from __future__ import annotations

import errno
import logging
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from macros.core.drawing import plots
from macros.core.drawing import renderer as drawing
from macros.core.pages.atlas import load_atlas
from macros.core.pages.records import Record
from macros.core.pages.render import Renderer
from macros.core.source import files
from macros.core.store import cache
from macros.core.store import pages as store
from macros.site import assets, bundles, cards, search
from macros.site.digest import digest
from tests.core.test_plots import GOOD
from tests.projects import ROOT, build, edit, exhibit_project, quiz_project


class Kind(NamedTuple):
    """Something that is kept: its form, how to make it in a folder, and content that it would never have."""

    form: cache.Form[Any]
    make: Callable[[Path], Any]
    wrong: tuple[bytes, ...]


def _drawings(folder: Path) -> Any:
    return drawing.draw([("a", "flowchart LR\n x --> y\n"), ("b", "flowchart LR\n y --> x\n")], folder)


def _plots(folder: Path) -> Any:
    return plots.draw_plots([GOOD["two lines"], GOOD["bars"]], folder)


def _cards(folder: Path) -> Any:
    return cards.make({"a": cards.Card("Atlas", "Training", "A title", "What it says.")}, folder)


def _fonts(folder: Path) -> Any:
    font = ROOT / "node_modules/@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff"
    return assets.cut_font(font, "ab", folder / ".cache")


def _search(folder: Path) -> Any:
    records = [Record("concept", f"Title {place}", f"concepts/c{place}/", ("k",), "Words.", ()) for place in range(3)]
    search.write_index(folder / "site", records, {}, folder / ".cache")
    return {name: file.read_bytes() for name, file in files.regular_files(folder / "site").items()}


def _bundles(folder: Path) -> Any:
    return cache.cached(folder / ".cache/bundles/x.cached", _some_bundles, bundles.FORM)


def _some_bundles() -> dict[str, bundles.Bundle]:
    return {f"{name}.css": bundles.Bundle(f"assets/styles/{name}.2d711642.css", "x") for name in bundles.SHEETS}


def _pages(folder: Path) -> Any:
    if not (folder / "data").exists():
        shutil.copytree(ROOT / "tests/small/data", folder / "data")
    atlas = load_atlas(folder, lambda _here, there: there)
    renderer = Renderer(atlas, store.PageCache(folder / ".cache/pages"))
    return renderer.fill(renderer.concept("alpha"))


KINDS = {
    "drawings": Kind(
        drawing.FORM,
        _drawings,
        (b'["<b>", 1]', b'["<svg></svg>", 0]', b'["<svg></svg>", "1"]', b'["<svg></svg>", NaN]', b"{}", b"[" * 10_000),
    ),
    "plots": Kind(
        plots.FORM,
        _plots,
        (b'["<script></script>", 1]', b'["<g></g>", 0]', b'["<g></g>", "1"]', b'["<g></g>", NaN]', b"{}"),
    ),
    "cards": Kind(cards.FORM, _cards, (b"GIF89a", b"")),
    "fonts": Kind(assets.FORM, _fonts, (b"wOFF", b"")),
    "search": Kind(
        search.FORM,
        _search,
        (b"{}", b"[]", b'{"pagefind-entry.json": "*"}', b'{"pagefind-entry.json": "", "../x": ""}'),
    ),
    "bundles": Kind(
        bundles.FORM,
        _bundles,
        (
            b"{}",
            b"[]",
            b'{"page.css": {"path": "assets/styles/page.2d711642.css", "text": "y"}}',
            b'{"page.css": {"path": "../page.2d711642.css", "text": "x"}}',
        ),
    ),
    "pages": Kind(store.FORM, _pages, (b'["text"]', b'["text", "0", []]', b'["text", 0, [1]]', b"null")),
}


def _half(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


def _random(file: Path) -> None:
    file.write_bytes(random.Random(file.name).randbytes(400))


def _one_bit(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)


def _folder(file: Path) -> None:
    file.unlink()
    (file / "inner").mkdir(parents=True)


def _pipe(file: Path) -> None:
    import os  # not on every system

    file.unlink()
    os.mkfifo(file)


DAMAGES = (_half, _emptied, _random, _one_bit, _folder, _pipe)


def entries(folder: Path) -> list[Path]:
    return sorted(file for file in (folder / ".cache").rglob("*") if file.is_file())


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    return tmp_path


@pytest.mark.parametrize("name", KINDS)
def test_a_damaged_entry_is_made_again(name: str, place: Path, caplog: pytest.LogCaptureFixture) -> None:
    kind = KINDS[name]
    fresh = kind.make(place)
    whole = {file: file.read_bytes() for file in entries(place)}
    assert whole
    for damage in DAMAGES:
        for file in whole:
            damage(file)
        assert kind.make(place) == fresh, damage
        assert {file: file.read_bytes() for file in entries(place)} == whole, damage
    assert caplog.messages == []


@pytest.mark.parametrize(
    ("name", "number"), [(name, n) for name, kind in KINDS.items() for n in range(len(kind.wrong))]
)
def test_a_right_digest_over_a_wrong_form_is_made_again(name: str, number: int, place: Path) -> None:
    kind = KINDS[name]
    fresh = kind.make(place)
    whole = {file: file.read_bytes() for file in entries(place)}
    for file in whole:
        cache.write(file, kind.wrong[number], cache.Form(bytes, bytes))
        assert cache.read(file, cache.Form(bytes, bytes)) == kind.wrong[number]
        assert cache.read(file, kind.form) is None
    assert kind.make(place) == fresh
    assert {file: file.read_bytes() for file in entries(place)} == whole


def test_what_is_whole_is_used(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = {name: kind.make(place) for name, kind in KINDS.items()}

    def refuse(*_: object) -> None:
        raise AssertionError("made again")

    for module, maker in ((drawing, "node"), (cards, "draw"), (assets, "_cut"), (search, "_index")):
        monkeypatch.setattr(module, maker, refuse)
    monkeypatch.setattr(Renderer, "_concept", refuse)
    monkeypatch.setitem(globals(), "_some_bundles", refuse)
    assert {name: kind.make(place) for name, kind in KINDS.items()} == fresh


@pytest.mark.parametrize("name", KINDS)
def test_an_entry_that_may_not_be_read_is_made_again(
    name: str, place: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    fresh, read_bytes = KINDS[name].make(place), Path.read_bytes

    def refuse(file: Path) -> bytes:
        if ".cache" in file.parts:
            raise PermissionError(errno.EACCES, "Permission denied", str(file))
        return read_bytes(file)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert KINDS[name].make(place) == fresh
    assert caplog.messages == []


def test_what_may_be_read_and_not_written_is_used(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = _cards(place)

    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    for name in ("touch", "unlink"):
        monkeypatch.setattr(Path, name, refuse)
    monkeypatch.setattr(cards, "draw", refuse)
    monkeypatch.setattr(cards, "MOST", 0)
    assert _cards(place) == fresh


def test_an_entry_under_the_name_of_another_is_damaged(place: Path) -> None:
    fresh = _drawings(place)
    one, other = entries(place)
    content = one.read_bytes(), other.read_bytes()
    one.write_bytes(content[1])
    other.write_bytes(content[0])
    assert _drawings(place) == fresh


@pytest.mark.parametrize("name", KINDS)
def test_a_full_disk_costs_one_line(
    name: str, place: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    fresh = KINDS[name].make(place)
    shutil.rmtree(place / ".cache")
    cache._told.clear()

    def full(file: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(file))

    monkeypatch.setattr(files, "write_whole", full)
    assert KINDS[name].make(place) == fresh
    [line] = caplog.messages
    assert re.search(r"/\.cache/\w+: the cache cannot be written \(No space left on device\); the build goes on", line)


def test_a_cache_that_is_no_folder_costs_one_line(place: Path, caplog: pytest.LogCaptureFixture) -> None:
    fresh = _cards(place)
    shutil.rmtree(place / ".cache")
    (place / ".cache").write_text("", "utf-8")
    cache._told.clear()
    with caplog.at_level(logging.WARNING):
        assert _cards(place) == fresh
        cache.use_folder(place / ".cache/cards", 1)
    assert len(caplog.messages) == 1


def test_nothing_is_left_of_a_file_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"before")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space left"):
        files.write_whole(tmp_path / "a", b"after")
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a", b"before")]


@pytest.mark.expensive
def test_a_site_from_a_damaged_cache_is_the_site(tmp_path: Path) -> None:
    """And nothing else is kept: no compiled templates, which would be code that runs unseen."""
    project = exhibit_project(tmp_path / "project")
    (project / ".cache").unlink()
    address = "https://example.org/"
    first = build(project, SITE_URL=address)
    assert first.returncode == 0, first.stderr
    expected, whole = digest(project / "site"), entries(project)
    assert {file.relative_to(project / ".cache").parts[0] for file in whole} == set(KINDS)
    for number, file in enumerate(whole):
        DAMAGES[number % len(DAMAGES)](file)
    done = build(project, SITE_URL=address)
    assert (done.returncode, digest(project / "site")) == (0, expected), done.stderr
    assert "cannot be written" not in done.stderr
    assert entries(project) == whole


@pytest.mark.expensive
def test_a_site_without_a_cache_is_the_site(tmp_path: Path) -> None:
    project = quiz_project(tmp_path / "project")
    edit(project, "mkdocs.yml", "site_name: Alignment Atlas", "site_name: Atlas")
    assert build(project).returncode == 0
    expected = digest(project / "site")
    (project / ".cache").unlink()
    (project / ".cache").write_text("", "utf-8")
    done = build(project)
    assert (done.returncode, digest(project / "site")) == (0, expected), done.stderr
    [line] = [line for line in done.stderr.splitlines() if "cannot be written" in line]
    assert line.endswith("; the build goes on without it")
