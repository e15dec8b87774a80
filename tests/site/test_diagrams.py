"""Mermaid text, drawing and table or list of each diagram say the same."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from macros.core.drawing.mermaid import LABELED, NEIGHBORS, Diagram
from macros.core.drawing.renderer import Drawing, draw
from macros.core.pages.atlas import Atlas, load_atlas
from macros.core.pages.export import relative
from macros.core.words.table import say
from macros.site.search import indexed
from tests.data.test_shipped_data import IDS, library
from tests.projects import ROOT
from tests.site.diagrams import Drawn, read_mermaid, read_svg
from tests.site.pages import Page, pages, read_page

KINDS = library().vocabulary.relation_kinds
Relation = tuple[str, str, str]


@cache
def atlas() -> Atlas:
    """The Mermaid texts, which are on no page, with links as the shipped site has them."""
    return load_atlas(ROOT, relative, drawn=False)


def diagram_of(page: Page, name: str) -> Diagram:
    """The diagram with this prefix of ids on a page."""
    if name == "neighborhood":
        return atlas().diagrams[page.path.parent.name][name]
    if name.startswith("process-"):
        return atlas().diagrams[name.removeprefix("process-")]["process"]
    return atlas().maps[name]


def drawings_of(page: Page) -> list[tuple[str, Tag]]:
    """The drawings of a page's diagrams, apart from those written by hand, each with its prefix of ids."""
    drawn = page.article.select("figure.aa-diagram:not(.aa-written) svg.pele")
    return [(str(svg["aria-labelledby"]).removesuffix("-title"), svg) for svg in drawn]


def mermaid_of(page: Page, name: str) -> Drawn:
    """The Mermaid text of a diagram that is drawn on a page."""
    assert name in dict(drawings_of(page)), name
    return read_mermaid(diagram_of(page, name).mermaid)


def concept_of(address: str) -> str:
    return address.split("#", maxsplit=1)[0].rstrip("/").split("/")[-1]


def relation(here: str, phrase: str, other: str) -> Relation:
    """One relation however it was read: kind, source and target, the ends sorted where they do not differ."""
    for kind in KINDS:
        if kind.symmetric and phrase == kind.label:
            return kind.key, min(here, other), max(here, other)
        if phrase in (kind.label, kind.inverse):
            return (kind.key, here, other) if phrase == kind.label else (kind.key, other, here)
    raise AssertionError(phrase)


def rows(table: Tag | None) -> list[list[str]]:
    """The concepts of links and the words of the other cells, row by row, in the order of the cells."""
    assert table
    found = []
    for row in table.select("tr"):
        if row.select("td"):
            cells = row.select("th, td")
            found.append([concept_of(str(c.a["href"])) if c.a else c.get_text() for c in cells])
    return found


def test_every_drawing_shows_the_nodes_arrows_and_links_of_its_text(shipped_site: Path) -> None:
    count = 0
    for page in pages(shipped_site):
        for prefix, svg in drawings_of(page):
            text = read_mermaid(diagram_of(page, prefix).mermaid)
            assert text.labels
            drawn = read_svg(svg)
            assert drawn.pairs == text.pairs, page.path
            assert drawn.targets == text.targets, page.path
            assert {name: label.replace(" ", "") for name, label in drawn.labels.items()} == {
                name: label.replace(" ", "") for name, label in text.labels.items()
            }, page.path
            said = sorted(arrow.phrases for arrow in text.arrows if arrow.phrases)
            assert sorted(arrow.phrases for arrow in drawn.arrows if arrow.phrases) == said, page.path
            assert svg["role"] == "group" and svg.title and svg.desc
            count += 1
    assert count > 1.5 * len(IDS)


@pytest.mark.parametrize("concept_id", IDS)
def test_a_neighborhood_shows_the_first_relations_of_its_list(concept_id: str, shipped_site: Path) -> None:
    page = read_page(shipped_site / "concepts" / concept_id / "index.html")
    text = mermaid_of(page, "neighborhood")
    drawn = [
        (phrase, concept_of(text.targets[arrow.end]))
        for arrow in text.arrows
        if arrow.start != "n0"
        for phrase in text.labels[arrow.start].split(", ")
    ]
    listed = [
        (verb.get_text(), concept_of(str(neighbor.select("dt a")[0]["href"])))
        for neighbor in page.article.select(".aa-relations > div")
        for verb in neighbor.select("dd > .aa-verb")
    ]
    assert sorted(listed) == sorted((edge.phrase, edge.other) for edge in library().graph.around(concept_id))
    others = list(dict.fromkeys(other for _, other in listed))
    assert len(others) == len(page.article.select(".aa-relations > div"))
    shown, hidden = others[:NEIGHBORS], others[NEIGHBORS:]
    assert sorted(drawn) == sorted(one for one in listed if one[1] in shown)
    if hidden:
        assert text.labels["more"] == f"and {len(hidden)} more"
        fold = page.article.select_one(f"details{text.targets['more']}")
        assert fold
        folded = [concept_of(str(link["href"])) for link in fold.select("dt a")]
        assert folded[-len(hidden) :] == hidden
    else:
        assert "more" not in text.labels


@pytest.mark.parametrize("concept_id", [key for key in IDS if library().concepts[key].process])
def test_a_process_shows_its_table(concept_id: str, shipped_site: Path) -> None:
    page = read_page(shipped_site / "concepts" / concept_id / "index.html")
    text = mermaid_of(page, f"process-{concept_id}")
    drawn = sorted((text.labels[a.start], text.labels[a.end], a.look) for a in text.arrows)
    expected = []
    table = rows(page.article.select_one("#stages"))
    names = [row[0] for row in table]
    for (name, _, inputs, outputs), stage in zip(table, library().concepts[concept_id].process, strict=True):
        expected += [(item, name, "-->") for item in inputs.split(", ")]
        expected += [(name, item, "-->") for item in outputs.split(", ")]
        if stage.again:
            ids = [s.id for s in library().concepts[concept_id].process]
            expected.append((name, names[ids.index(stage.again)], "-.->"))
            assert f"Then repeat from stage {ids.index(stage.again) + 1}." in page.text()
    assert drawn == sorted(expected)


def test_the_comparisons_show_the_same_processes(shipped_site: Path) -> None:
    page = read_page(shipped_site / "comparisons/index.html")
    shown = page.article.select(".aa-side-by-side svg.pele")
    assert len(shown) >= 4
    for svg in shown:
        concept_id = str(svg["aria-labelledby"]).removeprefix("process-").removesuffix("-title")
        own = read_page(shipped_site / "concepts" / concept_id / "index.html")
        assert str(svg) == str(own.article.select_one(f"svg[aria-labelledby='{svg['aria-labelledby']}']"))


@pytest.mark.parametrize("category", [c.key for c in library().vocabulary.categories])
def test_the_map_of_a_category_has_all_relations_in_it(category: str, shipped_site: Path) -> None:
    page = read_page(shipped_site / "map/index.html")
    text = mermaid_of(page, f"map-{category}")
    ends = {name: concept_of(target) for name, target in text.targets.items()}
    drawn = []
    for arrow in text.arrows:
        phrases = ("is required by", *arrow.phrases) if arrow.look == "==>" else arrow.phrases
        drawn += [relation(ends[arrow.start], phrase, ends[arrow.end]) for phrase in phrases]
    table = rows(page.article.select_one(f"#table-{category} table"))
    listed = sorted(relation(*row) for row in table)
    if all(arrow.phrases for arrow in text.arrows if arrow.look != "==>"):
        assert sorted(drawn) == listed
    else:  # too many for labels: a line for each pair
        ends_of = [frozenset((ends[arrow.start], ends[arrow.end])) for arrow in text.arrows]
        assert len(ends_of) == len(set(ends_of)) > LABELED
        assert set(ends_of) == {frozenset(one[1:]) for one in listed}
        assert {one for one in drawn if one[0] == "requires"} == {one for one in listed if one[0] == "requires"}
        assert say("map_unlabeled") in page.article.get_text()
    inside = set(library().in_category(category))
    assert set(ends.values()) == inside
    written = [
        (key, r.kind, r.target) for key in inside for r in library().concepts[key].relations if r.target in inside
    ]
    assert len(table) == len(written)


def test_reading_maps_have_the_requirements_of_their_tables(shipped_site: Path) -> None:
    names = {"map": ["map-all"]}
    keys = [route.id for route in library().paths] + list(library().vocabulary.terms("categories"))
    names |= {f"paths/{key}": [f"path-{key}"] for key in keys}
    for place, diagrams in names.items():
        page = read_page(shipped_site / place / "index.html")
        for name in diagrams:
            text = mermaid_of(page, name)
            ends = {node: concept_of(target) for node, target in text.targets.items()}
            table = page.article.select_one(
                "#" + ("table-order" if name == "map-all" else name.replace("path", "table", 1))
            )
            assert table
            found, concepts = [], []
            for row in table.select("tbody tr"):
                assert row.th and row.th.a
                concepts.append(concept_of(str(row.th.a["href"])))
                found += [(concept_of(str(link["href"])), concepts[-1]) for link in row.select("td a")]
            assert sorted((ends[a.start], ends[a.end]) for a in text.arrows) == sorted(found), name
            assert list(ends.values()) == concepts, name
            places = {concept_id: number for number, concept_id in enumerate(concepts)}
            assert all(places[first] < places[then] for first, then in found), name


def test_the_kinds_hold_every_relation(shipped_site: Path) -> None:
    page = read_page(shipped_site / "relations/index.html")
    shown = []
    for table in page.article.select("table[id^=table-]"):
        kind = str(table["id"]).removeprefix("table-")
        pairs = [(row[0], row[1]) for row in rows(table)]
        shown += [(kind, *pair) for pair in pairs]
        text = mermaid_of(page, f"map-{kind}")
        ends = {node: concept_of(target) for node, target in text.targets.items()}
        assert sorted((ends[a.start], ends[a.end]) for a in text.arrows) == sorted(pairs), kind
    written = [(r.kind, key, r.target) for key, record in library().concepts.items() for r in record.relations]
    assert sorted(shown) == sorted(written)


def test_a_chart_shows_its_table_and_its_claims(shipped_site: Path) -> None:
    count = 0
    for concept_id, record in library().concepts.items():
        page = read_page(shipped_site / "concepts" / concept_id / "index.html")
        claims = {claim.id: claim for claim in record.claims}
        for chart in record.charts:
            figure = page.article.select_one(f"#chart-{chart.id}")
            assert figure
            values = [row.td.get_text() for row in figure.select("tbody tr") if row.td]
            assert [text.get_text() for text in figure.select("[font-weight] text:not([x='0'])")] == values
            assert values == [m.value for name in chart.claims for m in claims[name].measurements]
            lengths = [float(str(bar["width"])) for bar in figure.select("rect")]
            sizes = [float(value.rstrip("%").replace(",", "")) for value in values]
            assert all(
                abs(a * sizes[0] - b * lengths[0]) < lengths[0] * 0.2 for a, b in zip(lengths, sizes, strict=True)
            )
            assert {str(row.a["href"]) for row in figure.select("tbody tr") if row.a} == {
                f"#claim-{name}" for name in chart.claims
            }
            count += 1
    assert count >= 5


def test_drawing_anew_gives_the_same_pictures(shipped_site: Path, tmp_path: Path) -> None:
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    texts, shown = [], []
    for page in pages(shipped_site):
        for prefix, svg in drawings_of(page):
            if not prefix.endswith("-narrow"):
                texts.append((prefix, diagram_of(page, prefix).mermaid))
                shown.append(svg)
    assert len(shown) > len(IDS)
    for drawing, svg in zip(draw(texts, tmp_path), shown, strict=True):
        assert isinstance(drawing, Drawing)
        assert str(BeautifulSoup(drawing.svg, "html.parser")) == str(svg)


def test_diagrams_are_not_in_the_search_index(shipped_site: Path) -> None:
    text = json.dumps(indexed(shipped_site))
    assert "flowchart" not in text
    assert "accTitle" not in text
