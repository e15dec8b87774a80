"""The shipped site, built strictly."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from macros.site.search import indexed
from tests.data.test_shipped_data import IDS, library
from tests.projects import ROOT
from tests.site.pages import Page, pages

BASE = "https://example.org/atlas/"


def concept(site: Path, concept_id: str) -> Page:
    return Page(site / "concepts" / concept_id / "index.html")


@pytest.mark.parametrize("concept_id", IDS)
def test_a_concept_page_is_complete(concept_id: str, shipped_site: Path) -> None:
    record, page = library().concepts[concept_id], concept(shipped_site, concept_id)
    assert page.article.h1 and page.article.h1.get_text().startswith(record.title)
    assert record.summary in page.text()
    ids = [section.id for section in record.sections]
    if record.process:
        ids.insert(ids.index("how-it-works") + 1, "process")
    assert [heading.get("id") for heading in page.article.select("h2")][: len(ids)] == ids
    assert len(page.article.select(".aa-equation")) == len(record.equations)
    assert len(page.article.select(".aa-claim")) == len(record.claims)
    assert len(page.article.select(".aa-misconceptions dt")) == len(record.misconceptions)
    assert len(page.article.select(".aa-question")) == len(record.questions)
    asked = sorted(record.questions, key=lambda question: not question.before_reading)
    for question, element in zip(asked, page.article.select(".aa-question"), strict=True):
        assert element["data-type"] == question.type
        shown = [li.get_text() for li in element.select("fieldset [data-part]")]
        assert len(set(shown)) == len(question.parts)
        if question.type in ("single", "multiple"):
            reasons = element.select("details .aa-reasons > li")
            assert [li["data-part"] for li in reasons] == [li["data-part"] for li in element.select(".aa-options > li")]
            right = {option.id for option in question.options if option.correct}
            assert {li["data-part"] for li in reasons if "data-right" in li.attrs} == right
            assert {li["data-part"] for li in reasons if li.select("strong.aa-right")} == right


def test_ids_are_unique_on_each_page(shipped_site: Path) -> None:
    for page in pages(shipped_site):
        ids = page.ids()
        assert len(ids) == len(set(ids)), page.path


def test_what_scrolls_has_a_name(shipped_site: Path) -> None:
    """Keyboards reach it, so that screen readers say what it is."""
    reached = [
        (page.path.relative_to(shipped_site).as_posix(), element)
        for page in pages(shipped_site)
        for element in page.soup.select("[role=region], article div[tabindex]")
    ]
    assert len(reached) > 500
    unnamed = [(path, str(element)[:100]) for path, element in reached if not element.get("aria-label")]
    assert unnamed == []


def test_every_internal_link_leads_somewhere(shipped_site: Path) -> None:
    """Targets on the same page and inside SVG, which link checkers pass over, are among them."""
    ids = {page.path: set(page.ids()) for page in pages(shipped_site)}
    checked = 0
    for page in pages(shipped_site):
        here = urljoin(BASE, page.path.relative_to(shipped_site).as_posix()).removesuffix("index.html")
        for link in page.links():
            target, anchor = urldefrag(urljoin(here, link))
            target = target.partition("?")[0]
            if not target.startswith(BASE):
                assert urlsplit(link).scheme == "https", f"{page.path}: {link}"
                continue
            file = shipped_site / target.removeprefix(BASE)
            file = file / "index.html" if file.is_dir() else file
            assert file.is_file(), f"{page.path}: {link}"
            if anchor and anchor != "__skip" and file in ids:
                assert anchor in ids[file], f"{page.path}: {link}"
            checked += 1
    assert checked > 500


def test_edit_links_open_the_data(shipped_site: Path) -> None:
    expected = {f"concepts/{concept_id}": f"data/concepts/{concept_id}.yml" for concept_id in IDS}
    expected |= {
        "categories/training": "data/vocabulary.yml",
        "bibliography": "docs/bibliography.md",
        "map": "docs/map.md",
        "contributing": "CONTRIBUTING.md",
        "architecture": "ARCHITECTURE.md",
        "decisions": "DECISIONS.md",
        "": "docs/index.md",
    }
    for page, path in expected.items():
        link = Page(shipped_site / page / "index.html").soup.select_one("a.md-content__button")
        assert link and link["href"] == f"https://github.com/owner/name/edit/main/{path}"
        assert (ROOT / path).is_file()


def test_the_menu_has_every_concept_under_its_category(shipped_site: Path) -> None:
    menu = concept(shipped_site, "dpo").soup.select_one(".md-nav--primary")
    assert menu
    shown = [" ".join(link.get_text().split()) for link in menu.select("a.md-nav__link")]
    for concept_id in library().in_category("training"):
        record = library().concepts[concept_id]
        assert (record.short_title or record.title) in shown


def test_sources_lead_back_to_the_concepts_that_cite_them(shipped_site: Path) -> None:
    bibliography = Page(shipped_site / "bibliography/index.html")
    entries = bibliography.article.select(".aa-sources > li")
    assert [entry["id"] for entry in entries]
    for concept_id in IDS:
        for entry in concept(shipped_site, concept_id).article.select(".aa-sources > li"):
            back = bibliography.article.select_one(f'#{entry["id"]} a[href$="{concept_id}/#{entry["id"]}"]')
            assert back, f"{concept_id}: {entry['id']}"


def test_search_finds_pages_but_no_answers(shipped_site: Path) -> None:
    texts = indexed(shipped_site)
    addresses = {text["meta"]["url"] for text in texts}
    everything = json.dumps(texts)
    for concept_id in IDS:
        assert f"concepts/{concept_id}/" in addresses
    assert "Answer and reasons" not in everything
    assert "flowchart LR" not in everything
    assert "accDescr" not in everything
    assert "\\mathbb" not in everything


def test_nothing_is_left_unrendered(shipped_site: Path) -> None:
    explaining = ("contributing", "fields", "problems")
    for page in pages(shipped_site):
        if page.path.parent.name in explaining:
            continue
        words = BeautifulSoup(str(page.article), "html.parser")
        for braces in words.select(".aa-bibtex"):
            braces.decompose()
        text = words.get_text()
        for mark in ("{{", "{%", "[@", "Macro Rendering Error"):
            assert mark not in text, f"{page.path}: {mark}"
        assert "[[" not in text, page.path


def test_each_page_loads_one_script_and_one_style_sheet(shipped_site: Path) -> None:
    for page in pages(shipped_site):
        loaded = [
            str(e.get("src") or e.get("href")) for e in page.soup.select("script[src], link[rel=stylesheet], img")
        ]
        assert [address.rpartition(".")[2] for address in loaded] == ["css", "svg", "svg", "js"], page.path
        assert not [address for address in loaded if urlsplit(address).netloc]


def test_nothing_is_published_that_no_page_loads(shipped_site: Path) -> None:
    files = {path.relative_to(shipped_site).as_posix() for path in (shipped_site / "assets").rglob("*.*")}
    kinds = {re.sub(r"\.[0-9a-f]{8}\.", ".", name) for name in files}
    scripts = ("concept", "filter", "list", "map", "missing", "moved", "page", "quizzes", "renderer", "search-dialog")
    cards = {f"assets/cards/{concept_id}.png" for concept_id in IDS}
    assert kinds == cards | {f"assets/scripts/{name}.js" for name in scripts} | {
        "assets/card.png",
        "assets/fonts/stix-two-math.woff2",
        "assets/images/favicon.svg",
        "assets/questions.json",
        "assets/relations.json",
        "assets/styles/page.css",
    }


def test_every_page_has_its_own_description(shipped_site: Path) -> None:
    found: dict[str, list[str]] = {}
    for page in pages(shipped_site):
        meta = page.soup.select_one("meta[name=description]")
        assert meta, page.path
        found.setdefault(str(meta["content"]), []).append(page.path.parent.name)
    repeated = [names for names in found.values() if len(names) > 1]
    assert repeated == []


def test_the_missing_page_leads_on(shipped_site: Path) -> None:
    page = Page(shipped_site / "404.html")
    links = [str(a["href"]) for a in page.article.select("a")]
    assert "/atlas/concepts/dpo/" in links
    assert "/atlas/bibliography/" in links


def test_the_math_font_has_every_character(shipped_site: Path) -> None:
    from fontTools.ttLib import TTFont

    from macros.site.assets import shown_characters

    [file] = (shipped_site / "assets/fonts").iterdir()
    font = TTFont(file)
    assert "MATH" in font
    drawn: set[str] = set()
    for page in pages(shipped_site):
        for formula in page.soup.select("math"):
            drawn |= shown_characters(str(formula))
    assert len(drawn) > 40
    missing = {character for character in drawn if ord(character) not in font.getBestCmap()}
    assert missing - {"\u2009", "\u2003"} == set()


def test_the_palette_follows_the_system_by_style_alone(shipped_site: Path) -> None:
    [sheet] = (shipped_site / "assets/styles").iterdir()
    _, *dark = sheet.read_text("utf-8").split("@media screen and (prefers-color-scheme:dark){")
    for variable in ("--md-default-bg-color", "--md-code-bg-color", "--aa-line", "--md-typeset-a-color"):
        assert any(f"{variable}:" in rule.split("}")[0] for rule in dark), variable


def test_every_concept_is_three_clicks_from_home_at_most(shipped_site: Path) -> None:
    reached, layer = {shipped_site / "index.html"}, [shipped_site / "index.html"]
    for _ in range(3):
        found = set()
        for file in layer:
            here = urljoin(BASE, file.relative_to(shipped_site).as_posix()).removesuffix("index.html")
            for link in Page(file).article.select("a[href]"):
                target = urldefrag(urljoin(here, str(link["href"])))[0]
                if target.startswith(BASE):
                    place = shipped_site / target.removeprefix(BASE)
                    if place.is_dir():
                        found.add(place / "index.html")
        layer = sorted(found - reached)
        reached |= found
    assert [
        concept_id for concept_id in IDS if shipped_site / "concepts" / concept_id / "index.html" not in reached
    ] == []


def test_paths_compare_and_cheat_sheet_hold_what_they_should(shipped_site: Path) -> None:
    routes = Page(shipped_site / "paths/index.html").article.select("h3[id]")
    expected = [route.id for route in library().paths] + list(library().vocabulary.terms("categories"))
    assert [str(heading["id"]) for heading in routes] == expected
    tables = Page(shipped_site / "comparisons/index.html").article.select("table")
    assert len(tables) == len(library().vocabulary.comparisons)
    for table, comparison in zip(tables, library().vocabulary.comparisons, strict=True):
        members = [key for key, concept in library().concepts.items() if comparison.key in concept.comparisons]
        assert len(table.select("tbody tr")) == len(members)
        assert all(len(row.select("td")) == len(comparison.traits) for row in table.select("tbody tr"))
    cards = Page(shipped_site / "cheat-sheet/index.html").article.select(".aa-card")
    assert len(cards) == len(IDS)
    for concept_id in IDS:
        assert any(library().concepts[concept_id].summary in " ".join(card.get_text().split()) for card in cards)


def test_the_glossary_has_every_name_once(shipped_site: Path) -> None:
    names = [name.get_text() for name in Page(shipped_site / "glossary/index.html").article.select("dt")]
    expected = {name for c in library().concepts.values() for name in (c.title, c.short_title or c.title, *c.aliases)}
    expected |= {name for t in library().glossary.values() for name in (t.term, *t.aliases)}
    assert sorted(names) == sorted(expected)


def test_the_coverage_page_shows_every_row(shipped_site: Path) -> None:
    rows = Page(shipped_site / "coverage/index.html").article.select("tbody tr")
    assert [row.select("th")[0].get_text() for row in rows] == [r.row for part in library().coverage for r in part.rows]


def test_bibtex_has_every_source(shipped_site: Path) -> None:
    text = (shipped_site / "bibliography.bib").read_text("utf-8")
    keys = [line.split("{")[1].rstrip(",") for line in text.splitlines() if line.startswith("@")]
    assert keys == sorted(library().sources)


def test_code_is_not_translated(shipped_site: Path) -> None:
    count = 0
    for page in pages(shipped_site):
        for code in page.soup.select("code, kbd, pre, samp"):
            assert code.get("translate") == "no", (page.path, code)
            count += 1
    assert count > 1000


def test_a_table_of_a_hand_written_page_scrolls_in_a_named_region(shipped_site: Path) -> None:
    regions = Page(shipped_site / "architecture/index.html").soup.select("div.aa-scroll:has(> table:not([class]))")
    assert [(region["role"], region["tabindex"], region["aria-label"]) for region in regions] == [
        ("region", "0", "Table: Folder, What belongs there"),
        ("region", "0", "Table: Package, Purpose"),
        ("region", "0", "Table: To change, Go to"),
    ]
