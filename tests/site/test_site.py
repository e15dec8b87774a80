"""The shipped site, built strictly."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from macros.core.outline.site import FOOT_PAGES, WAYS
from macros.site.bundles import SHEETS
from macros.site.search import indexed
from tests.data.test_shipped_data import IDS, library
from tests.projects import ROOT
from tests.site.pages import Page, pages, read_page

BASE = "https://example.org/atlas/"


def concept(site: Path, concept_id: str) -> Page:
    return read_page(site / "concepts" / concept_id / "index.html")


@pytest.mark.parametrize("concept_id", IDS)
def test_a_concept_page_is_complete(concept_id: str, shipped_site: Path) -> None:
    record, page = library().concepts[concept_id], concept(shipped_site, concept_id)
    assert page.article.h1 and page.article.h1.get_text().startswith(record.title)
    assert record.summary in page.text()
    ids = ["in-short", *(section.id for section in record.sections)]
    if record.process:
        ids.insert(ids.index("how-it-works") + 1, "process")
    assert [line.get_text() for line in page.article.select(".aa-short > li")] and record.in_short
    assert [heading.get("id") for heading in page.article.select("h2")][: len(ids)] == ids
    assert len(page.article.select(".aa-equation")) == len(record.equations)
    for parts, unfolded, written in (
        (page.article.select(".aa-claim"), 3, record.claims),
        (page.article.select(".aa-misconceptions dt"), 2, record.misconceptions),
    ):
        assert len(parts) == len(written)
        assert [bool(part.find_parent("details")) for part in parts] == [n >= unfolded for n in range(len(parts))]
    elements = {str(element["id"]): element for element in page.article.select(".aa-question")}
    assert sorted(elements) == sorted(f"q-{question.id}" for question in record.questions)
    cards = [element for element in elements.values() if element.find_parent("section", class_="aa-ask")]
    in_text = [element for element in cards if not element.find_parent(class_="aa-head")]
    assert len(in_text) <= 2 or any(question.place for question in record.questions)
    for question in record.questions:
        element = elements[f"q-{question.id}"]
        assert bool(element.find_parent(class_="aa-head")) == question.before_reading
        assert (element in cards) != bool(element.select("details.aa-asked > fieldset"))
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
    assert len(reached) > 450
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
        link = read_page(shipped_site / page / "index.html").soup.select_one(".aa-edit a")
        assert link and link["href"] == f"https://github.com/owner/name/edit/main/{path}"
        assert (ROOT / path).is_file()


def test_every_header_and_every_foot_lead_to_the_same_places(shipped_site: Path) -> None:
    here = {"concepts/dpo": "Concepts", "categories/training": "Concepts", "map": "Map", "": None, "about": None}
    for name, current in here.items():
        page = read_page(shipped_site / name / "index.html")
        ways = page.soup.select("header .aa-ways a")
        assert [way.get_text() for way in ways] == [label for label, _ in WAYS]
        assert [way.get_text() for way in ways if way.get("aria-current")] == ([current] if current else [])
        foot = [link.get_text() for link in page.soup.select("footer.aa-foot a")]
        assert foot == [label for label, _ in FOOT_PAGES]
        assert [link.get_text() for link in page.soup.select("nav#menu a")] == [way.get_text() for way in ways] + foot
        [opener] = page.soup.select("header button[popovertarget]")
        assert opener["popovertarget"] == "menu" and opener["aria-label"]


def test_breadcrumbs_lead_to_the_category_which_has_every_concept(shipped_site: Path) -> None:
    for concept_id in IDS:
        record = library().concepts[concept_id]
        crumbs = concept(shipped_site, concept_id).article.select(".aa-crumbs li > *")
        label = library().vocabulary.terms("categories")[record.category].label
        assert [" ".join(crumb.get_text().split()) for crumb in crumbs] == [
            "Concepts", label, record.short_title or record.title
        ]  # fmt: skip
        assert [crumb.get("href") for crumb in crumbs] == ["../", f"../../categories/{record.category}/", None]
        of_category = read_page(shipped_site / f"categories/{record.category}/index.html")
        assert f"../../concepts/{concept_id}/" in of_category.links()
    about = read_page(shipped_site / "decisions/index.html").article.select(".aa-crumbs li > *")
    assert [(crumb.get_text(), crumb.get("href")) for crumb in about] == [("About", "../about/"), ("Decisions", None)]


def test_previous_and_next_lead_through_all_concepts(shipped_site: Path) -> None:
    following: dict[str, str] = {}
    preceding: dict[str, str] = {}
    for concept_id in IDS:
        for link in concept(shipped_site, concept_id).article.select(".aa-turn a"):
            way = following if "aa-next" in (link.get("class") or ()) else preceding
            way[concept_id] = str(link["href"]).removeprefix("../").removesuffix("/")
    assert {there: here for here, there in following.items()} == preceding
    [here] = set(IDS) - preceding.keys()
    passed = [here]
    while here in following:
        here = following[here]
        passed.append(here)
    assert sorted(passed) == IDS
    assert passed[0] == library().paths[0].concepts[0]


def test_sources_lead_back_to_the_concepts_that_cite_them(shipped_site: Path) -> None:
    entries = read_page(shipped_site / "bibliography/index.html").article.select(".aa-sources > li")
    leads = {str(entry["id"]): [str(link["href"]) for link in entry.select("a[href]")] for entry in entries}
    assert leads
    for concept_id in IDS:
        for entry in concept(shipped_site, concept_id).article.select(".aa-sources > li"):
            back = f"{concept_id}/#{entry['id']}"
            assert any(link.endswith(back) for link in leads[str(entry["id"])]), back


def test_search_finds_pages_but_no_answers(shipped_site: Path) -> None:
    texts = indexed(shipped_site)
    addresses = {text["meta"]["url"] for text in texts}
    everything = json.dumps(texts)
    for concept_id in IDS:
        assert f"concepts/{concept_id}/" in addresses
    assert f"paths/{library().paths[0].id}/" in addresses
    assert not [address for address in addresses if address.startswith("interviews/")]
    assert "Answer and explanations" not in everything
    assert "flowchart LR" not in everything
    assert "accDescr" not in everything
    assert "\\mathbb" not in everything


def test_nothing_is_left_unrendered(shipped_site: Path) -> None:
    explaining = ("contributing", "fields", "problems")
    for page in pages(shipped_site):
        if page.path.parent.name in explaining:
            continue
        text = page.article.get_text()
        for braces in page.article.select(".aa-bibtex"):
            text = text.replace(braces.get_text(), "")
        for mark in ("{{", "{%", "[@", "Macro Rendering Error"):
            assert mark not in text, f"{page.path}: {mark}"
        assert "[[" not in text, page.path


def test_each_page_loads_one_script_and_few_style_sheets(shipped_site: Path) -> None:
    """A concept goes without the styles of overviews."""
    for page in pages(shipped_site):
        lean = page.path.parent.parent.name == "concepts"
        loaded = [
            str(e.get("src") or e.get("href")) for e in page.soup.select("script[src], link[rel=stylesheet], img")
        ]
        names = [re.sub(r"\.[0-9a-f]{8}\.", ".", address.rpartition("/")[2]) for address in loaded]
        assert names[:-1] == (["page.css"] if lean else ["page.css", "overviews.css"]), page.path
        assert names[-1].endswith(".js"), page.path
        assert not [address for address in loaded if urlsplit(address).netloc]


def test_nothing_is_published_that_no_page_loads(shipped_site: Path) -> None:
    files = {path.relative_to(shipped_site).as_posix() for path in (shipped_site / "assets").rglob("*.*")}
    kinds = {re.sub(r"\.[0-9a-f]{8}\.", ".", name) for name in files}
    scripts = (
        "concept", "figures", "filter", "home", "interview", "list", "map", "missing", "moved", "notes", "page", "path",
        "path-bar", "questions", "quizzes", "renderer", "review", "schedule", "search-dialog", "session",
        "sums",
    )  # fmt: skip
    cards = {f"assets/cards/{concept_id}.png" for concept_id in IDS}
    styles = {f"assets/styles/{name}.css" for name in SHEETS}
    assert kinds == cards | styles | {f"assets/scripts/{name}.js" for name in scripts} | {
        "assets/alignment-atlas.apkg",
        "assets/card.png",
        "assets/fonts/stix-two-math-rare.woff2",
        "assets/fonts/stix-two-math.woff2",
        "assets/fonts/stix-two-text.woff2",
        "assets/images/favicon.svg",
        "assets/licenses.txt",
        "assets/paths.json",
        "assets/questions.json",
        "assets/relations.json",
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
    page = read_page(shipped_site / "404.html")
    links = [str(a["href"]) for a in page.article.select("a")]
    assert "/atlas/concepts/dpo/" in links
    assert "/atlas/bibliography/" in links


def test_the_math_fonts_have_every_character(shipped_site: Path) -> None:
    from fontTools.ttLib import TTFont

    from macros.site.assets import shown_characters

    [common] = (shipped_site / "assets/fonts").glob("stix-two-math.*")
    [rare] = (shipped_site / "assets/fonts").glob("stix-two-math-rare.*")
    known = [TTFont(file) for file in (common, rare)]
    assert all("MATH" in font for font in known)
    characters = [font.getBestCmap().keys() for font in known]
    drawn: set[str] = set()
    for page in pages(shipped_site):
        for formula in page.soup.select("math"):
            drawn |= shown_characters(str(formula))
    assert len(drawn) > 40
    missing = {character for character in drawn if not any(ord(character) in font for font in characters)}
    assert missing - {"\u2009", "\u2003"} == set()
    [sheet] = (shipped_site / "assets/styles").glob("page.*")
    ranges = re.findall(r"unicode-range:([^;}]*)", sheet.read_text("utf-8"))
    assert [{int(code, 16) for code in re.findall(r"U\+([0-9A-Fa-f]+)", one)} for one in ranges] == [
        characters[1] - {32}
    ]


def test_the_font_of_headings_has_their_characters(shipped_site: Path) -> None:
    from fontTools.ttLib import TTFont

    [file] = (shipped_site / "assets/fonts").glob("stix-two-text.*")
    known = TTFont(file).getBestCmap()
    headings = [part for page in pages(shipped_site) for part in page.article.select("h1, h2, h3, .aa-figure")]
    assert len(headings) > 1000
    for heading in headings:
        for formula in heading.select("math"):
            formula.clear()
    lacking = {char for heading in headings for char in heading.get_text() if ord(char) not in known and char != "\n"}
    assert lacking == {"→"}  # which no file of the font has


def test_the_palette_follows_the_system_by_style_alone(shipped_site: Path) -> None:
    [sheet] = (shipped_site / "assets/styles").glob("page.*.css")
    _, *dark = sheet.read_text("utf-8").split("@media screen and (prefers-color-scheme:dark){")
    for variable in ("--aa-ground", "--aa-well", "--aa-line", "--aa-accent", "--aa-ink"):
        assert any(f"{variable}:" in rule.split("}")[0] for rule in dark), variable


def test_every_concept_is_three_clicks_from_home_at_most(shipped_site: Path) -> None:
    reached, layer = {shipped_site / "index.html"}, [shipped_site / "index.html"]
    for _ in range(3):
        found = set()
        for file in layer:
            here = urljoin(BASE, file.relative_to(shipped_site).as_posix()).removesuffix("index.html")
            for link in read_page(file).article.select("a[href]"):
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
    listed = read_page(shipped_site / "paths/index.html").article.select(".aa-plans > li")
    expected = [route.id for route in library().paths] + list(library().vocabulary.terms("categories"))
    assert [str(entry["id"]) for entry in listed] == expected
    tables = read_page(shipped_site / "comparisons/index.html").article.select("table")
    assert len(tables) == len(library().vocabulary.comparisons)
    for table, comparison in zip(tables, library().vocabulary.comparisons, strict=True):
        members = [key for key, concept in library().concepts.items() if comparison.key in concept.comparisons]
        assert len(table.select("tbody tr")) == len(members)
        assert all(len(row.select("td")) == len(comparison.traits) for row in table.select("tbody tr"))
    sheets = read_page(shipped_site / "cheat-sheet/index.html")
    names = [concept_id_of(str(link["href"])) for link in sheets.article.select(".aa-names a")]
    assert sorted(names) == sorted(IDS)
    for category in library().vocabulary.terms("categories"):
        cards = read_page(shipped_site / f"cheat-sheets/{category}/index.html").article.select(".aa-card")
        inside = library().in_category(category)
        assert len(cards) == len(inside)
        said = [" ".join(card.get_text().split()) for card in cards]
        assert [key for key in inside if not any(library().concepts[key].summary in one for one in said)] == []


def concept_id_of(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


def test_the_glossary_has_every_name_once(shipped_site: Path) -> None:
    names = [name.get_text() for name in read_page(shipped_site / "glossary/index.html").article.select("dt")]
    expected = {name for c in library().concepts.values() for name in (c.title, c.short_title or c.title, *c.aliases)}
    expected |= {name for t in library().glossary.values() for name in (t.term, *t.aliases)}
    assert sorted(names) == sorted(expected)


def test_the_coverage_page_shows_every_row(shipped_site: Path) -> None:
    rows = read_page(shipped_site / "coverage/index.html").article.select("tbody tr")
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
    regions = read_page(shipped_site / "architecture/index.html").soup.select("div.aa-scroll:has(> table:not([class]))")
    assert [(region["role"], region["tabindex"], region["aria-label"]) for region in regions] == [
        ("region", "0", "Table: Folder, What belongs there"),
        ("region", "0", "Table: Package, Purpose"),
        ("region", "0", "Table: To change, Go to"),
    ]
