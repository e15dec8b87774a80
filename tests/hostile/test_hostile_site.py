"""What contributors type appears as typed, and nowhere as code."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from macros.core.model import Concept
from tests.hostile.corpus import PAYLOADS, UNSEEN, text_fields, typed, whole_concept
from tests.site.pages import Page, pages


def words(text: str) -> str:
    return " ".join(text.split())


def shown(name: str, site: Path) -> str:
    """All text of a concept's page, with single spaces, its script-free attributes left out."""
    page = Page(site / f"concepts/zz-{name}/index.html")
    for hidden in page.soup.select("annotation, .headerlink"):
        hidden.decompose()
    return words(page.soup.get_text())


def without_strong(name: str, text: str) -> str:
    """Two underscores around words are emphasis, as contributors may use it, in one payload too."""
    return text.replace("__", "") if name == "globals" else text


@cache
def text_of(file: Path) -> str:
    """All text of a page's content, with single spaces."""
    return words(Page(file).article.get_text())


@pytest.mark.parametrize("name", PAYLOADS)
def test_each_field_shows_what_was_typed(name: str, hostile_site: Path) -> None:
    text = without_strong(name, shown(name, hostile_site))
    fields = text_fields(Concept, whole_concept())
    assert len(fields) >= 110
    found = [(path, without_strong(name, words(typed(path, number, name)))) for number, (path, _) in enumerate(fields)]
    assert [(path, said) for path, said in found if path[-1] not in UNSEEN and said not in text] == []


@pytest.mark.parametrize("name", PAYLOADS)
def test_each_source_shows_what_was_typed(name: str, hostile_site: Path) -> None:
    number, said = list(PAYLOADS).index(name), words(PAYLOADS[name])
    text = text_of(hostile_site / "bibliography/index.html")
    assert [field for field in range(4) if f"s{number}f{field} {said}" not in text] == []


@pytest.mark.parametrize("name", PAYLOADS)
def test_lists_show_what_was_typed(name: str, hostile_site: Path) -> None:
    number, typed = list(PAYLOADS).index(name), words(PAYLOADS[name])
    for page, letter, fields in (("glossary", "g", 3), ("paths", "r", 3), ("coverage", "c", 3)):
        text = text_of(hostile_site / page / "index.html")
        for field in range(fields):
            assert f"{letter}{number}f{field} {typed}" in text, (page, field)


def test_bibtex_stays_balanced(hostile_site: Path) -> None:
    text = (hostile_site / "bibliography.bib").read_text("utf-8")
    bare = text.replace("\\{", "").replace("\\}", "")
    assert bare.count("{") == bare.count("}")
    assert text.count("\n@") + 1 == text.count("  title = ")


def test_nothing_became_markup(hostile_site: Path) -> None:
    plain = {page.path.name: page for page in pages(hostile_site)}
    assert plain
    for page in pages(hostile_site):
        where = str(page.path)
        for element in page.soup.select("*"):
            handlers = [name for name in element.attrs if name.startswith("on")]
            assert handlers == [], where
        assert not [s for s in page.soup.select("script") if "alert" in s.get_text()], where
        ours = ".aa-filter, .aa-choose"
        assert not page.soup.select(f"article :is(img, iframe, style), article form:not({ours})"), where
        assert not [t for t in page.soup.select("h1, h2, h3, abbr") if words(t.get_text()).startswith("Stolen")], where
        for link in page.links():
            assert not re.match(r"(javascript|data|vbscript):", link), where
            assert "evil.example" not in link, where
        assert len(page.soup.select("article")) <= 1, where
        assert not page.article.select("hr, .admonition, .tabbed-set"), where


def test_nothing_was_executed_or_included(hostile_site: Path) -> None:
    number = list(PAYLOADS).index("expression")
    for page in pages(hostile_site):
        text = page.soup.get_text()
        assert not re.search(rf"c{number}f\d+ 49", text)
        assert "Everything else is installed into this folder" not in text
        assert "built-in" not in text


def test_the_outline_is_that_of_the_template(hostile_site: Path) -> None:
    outlines = set()
    for name in PAYLOADS:
        page = Page(hostile_site / f"concepts/zz-{name}/index.html")
        outlines.add(tuple((h.name, h.get("id")) for h in page.article.select("h1, h2, h3, h4"))[1:])
        assert len(page.article.select("h1")) == 1
    assert len(outlines) == 1


def test_titles_and_descriptions_are_text(hostile_site: Path) -> None:
    for name, payload in PAYLOADS.items():
        page = Page(hostile_site / f"concepts/zz-{name}/index.html")
        meta = page.soup.select_one("meta[name=description]")
        assert meta and words(str(meta["content"])).endswith(words(payload))
        assert page.soup.title and "Alignment Atlas" in page.soup.title.get_text()


def test_the_search_index_holds_text_only(hostile_site: Path) -> None:
    raw = (hostile_site / "search/search_index.json").read_text("utf-8")
    for entry in json.loads(raw)["docs"]:
        for value in (entry["title"], entry["text"]):
            assert not re.search(r"<(script|img|svg|iframe)\b", value), entry["location"]
