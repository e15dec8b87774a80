"""What contributors type appears as typed, and nowhere as code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from macros.core.model import Concept
from tests.hostile.corpus import PAYLOADS, SHORT, alpha_with_questions, text_fields
from tests.site.pages import Page, pages


def words(text: str) -> str:
    return " ".join(text.split())


def shown(name: str, site: Path) -> str:
    """All text of a concept's page, with single spaces, its script-free attributes left out."""
    page = Page(site / f"concepts/zz-{name}/index.html")
    for hidden in page.soup.select("annotation, .headerlink"):
        hidden.decompose()
    return words(page.soup.get_text())


@pytest.mark.parametrize("name", PAYLOADS)
def test_each_field_shows_what_was_typed(name: str, hostile_site: Path) -> None:
    from macros.core.source import read

    number = list(PAYLOADS).index(name)
    base = read("alpha.yml", alpha_with_questions().encode()).data
    text = shown(name, hostile_site)
    fields = text_fields(Concept, base)
    assert len(fields) >= 100
    missing = []
    for position, (path, _kind) in enumerate(fields):
        typed = words(f"c{number}f{position} {PAYLOADS[name]}")
        if path[-1] not in SHORT and typed not in text:
            missing.append((path, typed))
    assert missing == []


@pytest.mark.parametrize("name", PAYLOADS)
def test_each_source_shows_what_was_typed(name: str, hostile_site: Path) -> None:
    entry = Page(hostile_site / "bibliography/index.html").soup.select_one(
        f"#source-zz{2000 + list(PAYLOADS).index(name)}{name}"
    )
    assert entry
    text = words(entry.get_text())
    assert text.count(words(PAYLOADS[name])) >= 4


@pytest.mark.parametrize("name", PAYLOADS)
def test_lists_show_what_was_typed(name: str, hostile_site: Path) -> None:
    number, typed = list(PAYLOADS).index(name), words(PAYLOADS[name])
    for page, letter, fields in (("glossary", "g", 3), ("paths", "r", 3), ("coverage", "c", 3)):
        text = words(Page(hostile_site / page / "index.html").article.get_text())
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
