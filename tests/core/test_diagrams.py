from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from macros.core import rules
from macros.core.drawing.mermaid import MOST_BOXES, Diagram, label, reading_map, strongest
from macros.core.model.library import Library
from macros.core.model.reading import read_library
from macros.core.model.reading_order import reading_order
from macros.core.pages.atlas import load_atlas
from macros.core.pages.links import PageLinks
from macros.core.pages.render import Renderer
from macros.core.text.terms import Terms
from macros.core.words.table import say
from tests.generated import generate
from tests.projects import edit


def test_neighborhood_has_the_edges_of_the_graph_by_phrase(small: Path) -> None:
    diagram = load_atlas(small, lambda _here, there: f"../{there}").diagrams["alpha"]["neighborhood"]
    head = [
        "  accTitle: A and related concepts",
        "  accDescr: A#58; is required by Beta#59; motivates Beta#59; contrasts with Beta.",
    ]
    branch = [
        '  p1["is required by,<br>motivates,<br>contrasts with"]:::aa-phrase',
        '  n1["Beta"]',
        "  p1 --> n1",
    ]
    click = '  click n1 href "../concepts/beta.md" "Beta"'
    assert diagram.mermaid.splitlines()[8:] == [
        "flowchart LR", *head, '  n0(["A"]):::aa-here', "  n0 --- p1", *branch, click,
    ]  # fmt: skip


def test_concepts_with_the_same_phrases_share_them_and_a_symmetric_one_has_no_arrow_head(small: Path) -> None:
    for name in ("gamma", "delta"):
        add_concept(small, name, "contrasts-with")
    text = load_atlas(small, lambda _here, there: there).diagrams["alpha"]["neighborhood"].mermaid
    assert [line for line in text.splitlines() if line.startswith(("  p2", "  n2", "  n3"))] == [
        '  p2["contrasts with"]:::aa-phrase',
        '  n2["Delta"]',
        "  p2 --- n2",
        '  n3["Gamma"]',
        "  p2 --- n3",
    ]


def test_a_neighborhood_leaves_the_weakest_relations_to_the_table(small: Path) -> None:
    names = [f"letter-{letter}" for letter in "abcdefghijklmn"]
    for name in names:
        add_concept(small, name, "contrasts-with")
    add_concept(small, "zeta", "requires")
    atlas = load_atlas(small, lambda _here, there: there)
    shown, hidden = strongest(atlas.library.graph.around("alpha"))
    assert {edge.other for edge in shown} == {"beta", "zeta", *names[:6]}
    assert [edge.other for edge in hidden] == names[6:]
    text = atlas.diagrams["alpha"]["neighborhood"].mermaid
    assert '  more(["and 8 more"]):::aa-more\n' in text
    assert '  click more href "#more-relations" "All concepts related to A"\n' in text


def test_process_has_stages_and_the_data_between_them(small: Path) -> None:
    text = load_atlas(small, lambda _here, there: there).diagrams["alpha"]["process"].mermaid
    assert text.splitlines()[9:] == [
        "  accTitle: A#58; stages",
        "  accDescr: 1. Write it#58; from pen, paper to letter. 2. Read it#58; from letter to sound.",
        '  d0(["pen"]):::aa-data',
        '  d1(["paper"]):::aa-data',
        '  d2(["letter"]):::aa-data',
        '  d3(["sound"]):::aa-data',
        '  s1["1. Write it"]:::aa-stage-0',
        '  s2["2. Read it"]:::aa-stage-0',
        "  d0 --> s1",
        "  d1 --> s1",
        "  s1 --> d2",
        "  d2 --> s2",
        "  s2 --> d3",
    ]


def test_a_process_has_phases_and_rounds(small: Path) -> None:
    edit(small, "data/concepts/alpha.yml", "outputs: [letter]", "outputs: [letter]\n    phase: On paper")
    edit(small, "data/concepts/alpha.yml", "outputs: [sound]", "outputs: [sound]\n    phase: Aloud\n    again: write")
    lines = load_atlas(small, lambda _here, there: there).diagrams["alpha"]["process"].mermaid.splitlines()
    assert lines[10] == (
        "  accDescr: On paper#58; 1. Write it#58; from pen, paper to letter. "
        "Aloud#58; 2. Read it#58; from letter to sound, then again from 1."
    )
    assert lines[15:17] == ['  s1["1. Write it"]:::aa-stage-1', '  s2["2. Read it"]:::aa-stage-0']
    assert lines[-1] == "  s2 -.-> s1"


def test_a_reading_map_leads_from_what_is_required(small: Path) -> None:
    text = load_atlas(small, lambda _here, there: there).maps["map-all"].mermaid
    assert text.splitlines()[8:] == [
        "flowchart LR",
        "  accTitle: Reading order",
        "  accDescr: A before Beta.",
        '  n0["A"]:::aa-c2',
        '  n1["Beta"]:::aa-c2',
        "  n0 --> n1",
        '  click n0 href "concepts/alpha.md" "Alpha"',
        '  click n1 href "concepts/beta.md" "Beta"',
    ]


def test_a_relation_map_has_one_arrow_a_pair(small: Path) -> None:
    text = load_atlas(small, lambda _here, there: there).maps["map-training"].mermaid
    assert text.splitlines()[10:14] == [
        "  accDescr: A is required by, motivates, contrasts with Beta.",
        '  n0["A"]:::aa-c2',
        '  n1["Beta"]:::aa-c2',
        '  n0 == "motivates,<br>contrasts with" ==> n1',
    ]


def add_concept(folder: Path, name: str, kind: str) -> None:
    """A concept with one relation to alpha."""
    text = (folder / "data/concepts/beta.yml").read_text("utf-8")
    text = text[: text.index("relations:")].replace("title: Beta", f"title: {name.capitalize()}").replace("12 ", "")
    relation = f"relations:\n  - kind: {kind}\n    target: alpha\n    reason: A letter.\n"
    (folder / "data/concepts" / f"{name}.yml").write_text(text + relation, "utf-8")


def test_a_drawing_has_links_title_and_description(small: Path) -> None:
    atlas = load_atlas(small, lambda _here, there: f"../{there}")
    svg = atlas.drawings[atlas.diagrams["alpha"]["neighborhood"].mermaid].svg
    assert re.findall(r'<a href="([^"]+)"', svg) == ["../concepts/beta.md"]
    assert '<title id="neighborhood-title">A and related concepts</title>' in svg
    assert '<desc id="neighborhood-desc">A: is required by Beta;' in svg
    assert 'role="group"' in svg
    assert "graphics-document" not in svg
    assert "style=" not in svg


def test_drawings_are_the_same_each_time(small: Path) -> None:
    first = load_atlas(small, lambda _here, there: there).drawings
    (small / ".cache").unlink()
    assert load_atlas(small, lambda _here, there: there).drawings == first


@pytest.mark.parametrize(
    "name",
    [
        '"]; click n1 "javascript:alert(1)"',
        "<img src=https://evil.example/p.png>",
        "a --> b; end; graph; style",
        "%%{init: {'securityLevel': 'loose'}}%%",
        "Use fa:fa-car now",
        "`md` #quot; &lt; \\n",
        "P(A > B) = σ(r(A) − r(B))",
        'A@{ img: "https://evil.example/g.png" }',
    ],
)
def test_hostile_names_are_drawn_as_written(name: str, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "RULES", [rule for rule in rules.RULES if rule is not rules.markup])
    edit(small, "data/concepts/beta.yml", "title: Beta", "title: '" + name.replace("'", "''") + "'")
    atlas = load_atlas(small, lambda _here, there: there)
    svg = atlas.drawings[atlas.diagrams["alpha"]["neighborhood"].mermaid].svg
    node = re.search(r"<a [^>]*><title>.*?</title>.*?<text[^>]*>(.*?)</text></a>", svg, re.DOTALL)
    assert node
    shown = unescape(re.sub(r"<[^>]*>", "", node[1]))
    assert "".join(shown.split()) == "".join(name.split())
    assert len(re.findall("<a ", svg)) == 1
    assert "<img" not in svg


def test_label_keeps_letters_of_every_script() -> None:
    assert label("Bäume, β, 偏好 (x)") == "Bäume, β, 偏好 (x)"
    assert label('a "b" #c') == "a #34;b#34; #35;c"


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Library:
    library, problems = read_library(generate(tmp_path_factory.mktemp("generated"), MOST_BOXES))
    assert library
    assert not problems
    return library


def map_of(library: Library, number: int) -> Diagram | None:
    """Reading order, of the first concepts of a library."""
    ids = reading_order(library, list(library.concepts))[:number]
    links = PageLinks(library, {}, {}, "map.md", lambda _here, there: there, Terms({}))
    return reading_map(library, ids, "map", "All", links)


def arrows(diagram: Diagram) -> int:
    return sum(" --> " in line for line in diagram.mermaid.splitlines())


def test_a_map_draws_as_many_concepts_as_can_be_read(generated: Library) -> None:
    largest = map_of(generated, MOST_BOXES)
    assert largest
    assert (largest.mermaid.count('" "'), arrows(largest)) == (MOST_BOXES, MOST_BOXES - 2)
    assert map_of(generated, MOST_BOXES + 1) is None


def test_a_map_draws_as_many_arrows_as_can_be_followed(generated: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = map_of(generated, 20)
    assert whole
    monkeypatch.setattr("macros.core.drawing.mermaid.MOST_ARROWS", arrows(whole))
    assert map_of(generated, 20) == whole
    monkeypatch.setattr("macros.core.drawing.mermaid.MOST_ARROWS", arrows(whole) - 1)
    assert map_of(generated, 20) is None


def test_a_map_is_not_longer_than_the_renderer_takes(generated: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = map_of(generated, 20)
    assert whole
    monkeypatch.setattr("macros.core.drawing.mermaid.MOST_CHARACTERS", len(whole.mermaid))
    assert map_of(generated, 20) == whole
    monkeypatch.setattr("macros.core.drawing.mermaid.MOST_CHARACTERS", len(whole.mermaid) - 1)
    assert map_of(generated, 20) is None


def test_a_map_that_is_too_large_leaves_its_table(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def printed() -> dict[str, BeautifulSoup]:
        renderer = Renderer(load_atlas(small, lambda _here, there: there))
        names = ("concept_map", "relations", "learning_paths")
        return {
            name: BeautifulSoup(renderer.fill(getattr(renderer, name)(f"{name}.md")), "html.parser") for name in names
        }

    drawn = printed()
    monkeypatch.setattr("macros.core.drawing.mermaid.MOST_BOXES", 1)
    left = printed()
    sentence = f"{say('diagram_too_large')} {say('view_as_table')}"
    for name, page in left.items():
        assert [str(table) for table in page.select("table")] == [str(table) for table in drawn[name].select("table")]
        said = [p for p in page.select("p") if p.get_text() == sentence]
        figures = drawn[name].select("figure.aa-diagram")
        assert len(said) == len(figures) - len(page.select("figure.aa-diagram")) > 0
        for paragraph in said:
            assert paragraph.a
            assert page.select_one(str(paragraph.a["href"]))
        assert sentence not in drawn[name].get_text()
