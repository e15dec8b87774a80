"""The index that Pagefind writes."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from macros.core.pages.records import Record
from macros.site import search
from macros.site.digest import digest


def records(number: int) -> list[Record]:
    return [
        Record("concept", f"Title {place}", f"concepts/c{place}/", (f"k{place % 3}",), f"Word{place} of all.", ())
        for place in range(number)
    ]


def test_pages_stand_in_the_order_of_the_records(tmp_path: Path) -> None:
    """Not as a disk lists files, which differs between machines."""
    search.write_index(tmp_path / "site", records(40), {}, tmp_path / "cache")
    folder = tmp_path / "site" / search.FOLDER
    [meta] = folder.glob("*.pf_meta")
    pages = search._unpacked(meta.read_bytes())[1]
    numbered = [search.read_packed(folder / f"fragment/{name}.pf_fragment") for name, _ in pages]
    assert [text["meta"]["title"] for text in numbered] == [f"Title {place}" for place in range(40)]


def test_records_with_one_address_are_both_found(tmp_path: Path) -> None:
    both = [
        Record("concept", "One", "concepts/one/", text="Words."),
        Record("question", "One", "concepts/one/", text="Why?"),
    ]
    search.write_index(tmp_path / "site", both, {}, tmp_path / "cache")
    assert sorted(text["filters"]["kind"] for text in search.indexed(tmp_path / "site")) == [["concept"], ["question"]]


def test_texts_about_the_site_are_named_and_details_have_a_file_each(tmp_path: Path) -> None:
    about = Record("about", "Ours", "ours/", text="Words.")
    details = {"concept-c0": {"summary": "One."}}
    search.write_index(tmp_path / "site", [*records(2), about], {"map": "map/"}, tmp_path / "cache", details)
    folder = tmp_path / "site" / search.FOLDER
    names = json.loads((folder / "names.json").read_text("utf-8"))
    [unasked] = names.pop("unasked")
    assert names == {"map": "map/"}
    assert search.read_packed(folder / f"fragment/{unasked}.pf_fragment")["meta"]["title"] == "Ours"
    assert json.loads((folder / "about/concept-c0.json").read_text("utf-8")) == {"summary": "One."}
    search.write_files_script(tmp_path / "site")
    given = (folder / search.FILES_SCRIPT).read_text("utf-8").removeprefix("globalThis.atlasSearch = ").rstrip(";\n")
    assert json.loads(given)["details"] == details


def test_filters_stand_in_order(tmp_path: Path) -> None:
    search.write_index(tmp_path / "site", records(40), {}, tmp_path / "cache")
    filters = [search._unpacked(file.read_bytes()) for file in (tmp_path / "site" / search.FOLDER / "filter").iterdir()]
    assert sorted((name, [value for value, _ in values]) for name, values in filters) == [
        ("category", ["k0", "k1", "k2"]),
        ("kind", ["concept"]),
    ]


def test_files_are_named_by_their_content(tmp_path: Path) -> None:
    for number in (40, 41):
        search.write_index(tmp_path / str(number), records(number), {}, tmp_path / "cache")
    names = [
        {file.name for file in (tmp_path / number / search.FOLDER / "filter").iterdir()} for number in ("40", "41")
    ]
    assert not names[0] & names[1]


def test_an_index_is_kept_and_the_longest_unused_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(number: int) -> None:
        search.write_index(tmp_path / "site", records(number), {"names": number}, tmp_path / "cache")

    write(1)
    [kept] = (tmp_path / "cache/search").iterdir()
    first = digest(tmp_path / "site")
    for number in range(2, search.MOST + 2):
        os.utime(kept, (0, 0))
        write(number)
    assert not kept.exists()
    assert len(list((tmp_path / "cache/search").iterdir())) == search.MOST
    write(1)
    monkeypatch.setattr(search, "_index", None)
    write(1)
    assert digest(tmp_path / "site") == first
