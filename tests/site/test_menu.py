"""The menu of small and of large categories."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from bs4 import Tag

from macros.site.menu import AROUND, FULL
from tests.site.pages import Page, page


def menu(page: Page) -> list[str]:
    """The words of the links of the open section of a menu."""
    section = page.soup.select_one(".md-nav--primary > ul > .md-nav__item--active")
    assert section
    return [link.get_text(strip=True) for link in section.select("nav[data-md-level='1'] > ul > li > a")]


def listed(site: Path, category: str) -> list[str]:
    """The names of a category's concepts in the order of the menu, which is that of the alphabet."""
    article = page(site / f"categories/{category}/index.html").article
    return sorted(link.get_text() for link in article.select(".aa-concepts > li > a"))


def test_a_small_category_is_in_the_menu_in_full(shipped_site: Path) -> None:
    for category in sorted((shipped_site / "categories").glob("*/index.html")):
        names = menu(page(category))
        places = [str(link["href"]) for link in page(category).article.select(".aa-concepts > li > a")]
        assert len(names) == len(places)
        concept = page((category.parent / places[0] / "index.html").resolve())
        assert menu(concept) == names
        active = concept.soup.select(".md-nav--primary nav .md-nav__item--active > a")
        assert [str(link["href"]) for link in active] == ["./"]


def test_a_large_category_is_in_the_menu_around_the_page(large_site: Path) -> None:
    names = listed(large_site, "evaluation")
    assert len(names) > FULL
    every = f"All {len(names)}"

    def around(place: int) -> list[str]:
        return menu(page(large_site / "concepts" / names[place].lower() / "index.html"))

    assert around(0) == [*names[: AROUND + 1], every]
    assert around(20) == [*names[20 - AROUND // 2 : 21 + AROUND // 2], every]
    assert around(-1) == [*names[-1 - AROUND // 2 :], every]
    assert menu(page(large_site / "categories/evaluation/index.html")) == [*names[:AROUND], every]


def test_the_rest_of_a_large_category_is_on_its_page(large_site: Path) -> None:
    here = page(large_site / "concepts/babababa/index.html")
    last = here.soup.select(".md-nav--primary nav[data-md-level='1'] > ul > li > a")[-1]
    assert last["href"] == "../../categories/training/"


@pytest.mark.parametrize("name", ["map", "relations", "paths"])
def test_what_is_too_large_to_draw_is_a_table(name: str, large_site: Path) -> None:
    article = page(large_site / name / "index.html").article
    left_out = [
        p for p in article.select("p") if p.get_text() == "Too much for one drawing. Everything is in the table."
    ]
    assert len(left_out) == {"map": 1, "relations": 4, "paths": 0}[name]
    for sentence in left_out:
        assert sentence.a
        table = article.select_one(str(sentence.a["href"]))
        assert isinstance(table, Tag)
        assert len(table.select("tbody tr")) > 150


def test_a_page_weighs_the_same_on_a_large_site(large_site: Path, generated_site: Path) -> None:
    """Pages of concepts with as many relations on both, since those to later concepts are part of the page."""
    for concept in ("babababa", "bebababa", "bibababa", "bobababa"):
        few, many = (
            len(gzip.compress((site / "concepts" / concept / "index.html").read_bytes(), 6, mtime=0))
            for site in (generated_site, large_site)
        )
        assert abs(many / few - 1) < 0.03, concept
