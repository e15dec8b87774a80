"""What previews and search engines read in the head of each page."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from PIL import Image

from macros.site.cards import HEIGHT, WIDTH
from macros.site.metadata import script_text
from tests.data.test_shipped_data import IDS
from tests.site.pages import Page, pages, read_page

BASE = "https://example.org/atlas/"


def properties(page: Page) -> dict[str, str]:
    found = page.soup.select("head meta[property]")
    values = {str(meta["property"]): str(meta["content"]) for meta in found}
    assert len(values) == len(found), page.path
    return values


def graph(page: Page) -> dict[str, Any]:
    """The data of a page by their types."""
    [script] = page.soup.select('head script[type="application/ld+json"]')
    data = json.loads(script.get_text())
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}


def test_every_page_has_a_preview_with_a_picture_that_exists(shipped_site: Path) -> None:
    for page in pages(shipped_site):
        values = properties(page)
        assert values["og:site_name"] == "Alignment Atlas"
        assert values["og:title"] and values["og:image:alt"], page.path
        described = page.soup.select_one("meta[name=description]")
        assert described and values["og:description"] == described["content"]
        canonical = page.soup.select_one("link[rel=canonical]")
        assert values.get("og:url") == (canonical and canonical["href"]), page.path
        assert (canonical is None) == (page.path.name == "404.html")
        assert values["og:image"].startswith(BASE)
        picture = (shipped_site / values["og:image"].removeprefix(BASE)).read_bytes()
        assert len(picture) < 25_000
        assert Image.open(io.BytesIO(picture)).size == (WIDTH, HEIGHT)
        assert (values["og:image:width"], values["og:image:height"]) == (str(WIDTH), str(HEIGHT))
        [card] = page.soup.select("meta[name='twitter:card']")
        assert card["content"] == "summary_large_image"


def test_a_concept_has_its_own_card(shipped_site: Path) -> None:
    pictures = {properties(read_page(shipped_site / f"concepts/{name}/index.html"))["og:image"] for name in IDS}
    assert pictures == {f"{BASE}assets/cards/{name}.png" for name in IDS}


@pytest.mark.expensive
def test_without_an_address_nothing_absolute_is_said(relative_site: Path) -> None:
    for page in pages(relative_site):
        values = properties(page)
        assert set(values) == {"og:type", "og:site_name", "og:title", "og:description"}
        [card] = page.soup.select("meta[name='twitter:card']")
        assert card["content"] == "summary"
    term = graph(read_page(relative_site / "concepts/dpo/index.html"))["DefinedTerm"]
    assert "url" not in term and not urlsplit(term["@id"]).scheme
    assert not (relative_site / "assets/cards").exists()
    assert not (relative_site / "robots.txt").exists()


def test_a_concept_is_a_term_with_its_place_and_its_quiz(shipped_site: Path) -> None:
    data = graph(read_page(shipped_site / "concepts/rlhf/index.html"))
    url = f"{BASE}concepts/rlhf/"
    assert {key: data["DefinedTerm"][key] for key in ("@id", "name", "termCode", "url")} == {
        "@id": f"{url}#term",
        "name": "Reinforcement learning from human feedback",
        "termCode": "rlhf",
        "url": url,
    }
    assert "RLHF" in data["DefinedTerm"]["alternateName"]
    assert data["DefinedTerm"]["inDefinedTermSet"]["@id"] == BASE
    steps = data["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["item"]) for step in steps] == [
        (1, BASE),
        (2, f"{BASE}categories/training/"),
        (3, url),
    ]
    assert data["Quiz"]["about"] == {"@id": f"{url}#term"}
    assert data["Quiz"]["educationalLevel"] == "Intermediate"


def test_home_is_the_set_of_terms(shipped_site: Path) -> None:
    data = graph(read_page(shipped_site / "index.html"))
    assert list(data) == ["DefinedTermSet"]
    assert data["DefinedTermSet"]["url"] == BASE


def test_data_cannot_end_their_script() -> None:
    typed = {"a": "</script><!--&amp;\u2028\u2029é"}
    text = script_text(typed)
    assert json.loads(text) == typed
    assert [sign for sign in "<>&\u2028\u2029" if sign in text] == []


def test_robots_are_told_of_the_sitemap(shipped_site: Path) -> None:
    assert (shipped_site / "robots.txt").read_text("utf-8").splitlines()[-1] == f"Sitemap: {BASE}sitemap.xml"
    missing = read_page(shipped_site / "404.html").soup.select("meta[name=robots]")
    assert [meta["content"] for meta in missing] == ["noindex"]
