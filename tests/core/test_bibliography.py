from __future__ import annotations

from pathlib import Path

from macros.core.model.entries import Source
from macros.core.model.reading import read_library
from macros.core.text.bibliography import author_line, cited_by, cited_keys, short_labels
from tests.projects import edit


def source(key: str, *authors: str, et_al: bool = False, year: int = 2020) -> Source:
    return Source(
        title=key, authors=authors, et_al=et_al, year=year, venue="V", kind="paper", url="https://example.org/"
    )


def test_short_labels() -> None:
    sources = {
        "a": source("one2020a", "Ann Bee"),
        "b": source("two2020b", "Ann Bee", "Cy van der Dee"),
        "c": source("three2020c", "Ann Bee", "Cy Dee", "Ed Eff"),
        "d": source("four2020d", "Ann Bee", et_al=True),
        "e": source("five2020e", "{Ministry of Silly Walks}"),
        "f": source("six2020f", "Janus"),
    }
    assert short_labels(sources) == {
        "a": "Bee 2020",
        "b": "Bee and van der Dee 2020",
        "c": "Bee et al. 2020a",
        "d": "Bee et al. 2020b",
        "e": "Ministry of Silly Walks 2020",
        "f": "Janus 2020",
    }


def test_labels_go_on_after_z() -> None:
    sources = {f"k{n}": source(f"x2020k{n}", "Ann Bee") for n in range(28)}
    assert list(short_labels(sources).values())[25:] == ["Bee 2020z", "Bee 2020aa", "Bee 2020ab"]


def test_author_line() -> None:
    assert author_line(source("a2020a", "Ann Bee")) == "Ann Bee"
    assert author_line(source("a2020a", "Ann Bee", "Cy Dee", "Ed Eff")) == "Ann Bee, Cy Dee and Ed Eff"
    assert author_line(source("a2020a", "Ann Bee", et_al=True)) == "Ann Bee and others"
    assert author_line(source("a2020a", *"ABCDEFG")) == "A, B, C, D, E, F and others"


def test_cited_in_fields_and_in_text(small: Path) -> None:
    library, _ = read_library(small)
    assert library
    assert cited_keys(library, "alpha") == {"doe2020alpha", "roe2021beta"}
    assert cited_by(library) == {"doe2020alpha": ["alpha"], "roe2021beta": ["alpha"]}


def test_a_relation_brings_its_sources_to_both_pages(small: Path) -> None:
    edit(small, "data/concepts/beta.yml", "reason: Order.", "reason: Order [@roe2021beta].")
    library, _ = read_library(small)
    assert library
    assert cited_by(library)["roe2021beta"] == ["alpha", "beta"]


def test_a_page_lists_sources_that_only_the_relation_of_another_file_cites(small: Path) -> None:
    text = (small / "data/sources/roe2021beta.yml").read_text("utf-8")
    for key, title in (("roe2021field", "On Fields"), ("roe2021text", "On Texts")):
        (small / f"data/sources/{key}.yml").write_text(text.replace("On Beta", title), "utf-8")
    edit(
        small,
        "data/concepts/beta.yml",
        "reason: Order.",
        "reason: Order [@roe2021text].\n    sources: [key: roe2021field]",
    )
    library, problems = read_library(small)
    assert library and not problems
    assert cited_keys(library, "beta") == {"roe2021field", "roe2021text"}
    assert cited_keys(library, "alpha") == {"doe2020alpha", "roe2021beta", "roe2021field", "roe2021text"}
