"""What contributors type appears as typed, and nowhere as code."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from macros.core.model.concept import Concept
from tests.hostile.corpus import PAYLOADS, UNSEEN, text_fields, typed, whole_concept
from tests.site.pages import Page, pages, read_page


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
    return words(read_page(file).article.get_text())


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
    for part, letter, fields in (("glossary", "g", 3), (f"paths/zz-{name}", "r", 3), ("coverage", "c", 3)):
        text = text_of(hostile_site / part / "index.html")
        for field in range(fields):
            assert f"{letter}{number}f{field} {typed}" in text, (part, field)


def test_bibtex_stays_balanced(hostile_site: Path) -> None:
    text = (hostile_site / "bibliography.bib").read_text("utf-8")
    bare = text.replace("\\{", "").replace("\\}", "")
    assert bare.count("{") == bare.count("}")
    assert text.count("\n@") + 1 == text.count("  title = ")


def test_nothing_became_markup(hostile_site: Path) -> None:
    """The policy, which has a test of its own, says what no page may hold; this is what these texts would be."""
    ours = {"aa-filter", "aa-choose"}
    for file in pages(hostile_site):
        where = str(file.path)
        for element in file.article.find_all(True):
            assert element.name not in ("img", "iframe", "style", "abbr", "hr", "blockquote", "del"), where
            assert element.name != "form" or ours & set(element["class"]), where
            assert not {"admonition", "tabbed-set", "footnote"} & set(element.get("class") or ()), where
            assert element.name not in ("h1", "h2", "h3") or not words(element.get_text()).startswith("Stolen"), where
            link = str(element.get("href") or "")
            assert not re.match(r"(javascript|data|vbscript):", link) and "evil.example" not in link, where


def test_nothing_was_executed_or_included(hostile_site: Path) -> None:
    number = list(PAYLOADS).index("expression")
    for file in pages(hostile_site):
        text = file.soup.get_text()
        assert not re.search(rf"c{number}f\d+ 49", text)
        assert "Everything else is installed into this folder" not in text
        assert "<built-in" not in text


def test_the_outline_is_that_of_the_template(hostile_site: Path) -> None:
    outlines = set()
    for name in PAYLOADS:
        article = read_page(hostile_site / f"concepts/zz-{name}/index.html").article
        outlines.add(tuple((h.name, h.get("id")) for h in article.select("h1, h2, h3, h4"))[1:])
        assert len(article.select("h1")) == 1
    assert len(outlines) == 1


def test_titles_and_descriptions_are_text(hostile_site: Path) -> None:
    for name, payload in PAYLOADS.items():
        soup = read_page(hostile_site / f"concepts/zz-{name}/index.html").soup
        meta = soup.select_one("meta[name=description]")
        assert meta and words(str(meta["content"])).endswith(words(payload))
        assert soup.title and "Alignment Atlas" in soup.title.get_text()
