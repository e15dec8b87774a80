from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from macros.core.atlas import load_atlas
from macros.core.diagrams import label
from tests.projects import edit


def test_neighborhood_has_the_edges_of_the_graph(small: Path) -> None:
    atlas = load_atlas(small, lambda _here, there: f"../{there}")
    text = atlas.diagrams["alpha"]["neighborhood"].mermaid
    assert text.splitlines()[8:] == [
        "flowchart LR",
        "  accTitle: A and related concepts",
        "  accDescr: A#58; is required by Beta#59; motivates Beta#59; contrasts with Beta.",
        '  n0(["A"]):::aa-here',
        '  n1["Beta"]',
        '  n0 -- "is required by" --> n1',
        '  n0 -- "motivates" --> n1',
        '  n0 -- "contrasts with" --> n1',
        '  click n1 href "../concepts/beta.md" "Beta"',
    ]


def test_process_joins_outputs_to_inputs(small: Path) -> None:
    atlas = load_atlas(small, lambda _here, there: there)
    text = atlas.diagrams["alpha"]["process-diagram"].mermaid
    assert text.splitlines()[9:] == [
        "  accTitle: A#58; stages",
        "  accDescr: 1. Write it#58; from pen, paper to letter. 2. Read it#58; from letter to sound.",
        '  s1["1. Write it"]',
        '  d0(["pen"]):::aa-data',
        '  d1(["paper"]):::aa-data',
        '  s2["2. Read it"]',
        '  d2(["sound"]):::aa-data',
        "  d0 --> s1",
        "  d1 --> s1",
        '  s1 -- "letter" --> s2',
        "  s2 --> d2",
    ]


def test_a_drawing_has_links_title_and_description(small: Path) -> None:
    atlas = load_atlas(small, lambda _here, there: f"../{there}")
    svg = atlas.drawings[atlas.diagrams["alpha"]["neighborhood"].mermaid].svg
    assert re.findall(r'<a href="([^"]+)"', svg) == ["../concepts/beta.md"]
    assert '<title id="neighborhood-title">A and related concepts</title>' in svg
    assert '<desc id="neighborhood-desc">A: is required by Beta;' in svg
    assert 'role="group"' in svg
    assert "graphics-document" not in svg


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
def test_hostile_names_are_drawn_as_written(name: str, small: Path) -> None:
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
