"""One outline of a concept's page: what templates, search, names and reserved ids read."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from bs4 import BeautifulSoup

from macros.core.model.reading import read_library
from macros.core.outline.concept import GROUPS, lasting_parts, outline, places, reserved_anchors, reserved_prefixes
from macros.core.pages.atlas import load_atlas
from macros.core.pages.render import TEMPLATES, Renderer
from tests.projects import ROOT, edit


def test_the_outline_of_a_page(small_with_questions: Path) -> None:
    library, _ = read_library(small_with_questions)
    assert library
    found = [
        (part.kind, part.anchor, part.name, [inner.anchor for inner in part.parts])
        for part in outline(library, "alpha")
    ]
    asked = ["q-position", "q-vowels", "q-share", "q-alphabet", "q-shapes", "q-parts", "q-tell"]
    assert found == [
        ("at-a-glance", "at-a-glance", "At a glance", []),
        ("section", "what-it-is", "What it is", ["eq-sum"]),
        ("process", "process", "Stages", []),
        ("evidence", "evidence", "Evidence", ["claim-first"]),
        ("misconceptions", "misconceptions", "Misconceptions", ["misconception-last"]),
        ("relations", "relations", "Related concepts", ["relation-motivates-beta"]),
        ("check-yourself", "check-yourself", "Check yourself", asked),
        ("sources", "sources", "Sources", ["source-doe2020alpha", "source-roe2021beta"]),
    ]


def test_a_page_has_the_anchors_of_its_outline(small_with_questions: Path) -> None:
    """Every id on a page is in the outline, or reserved; and every part of the outline is on the page."""
    atlas = load_atlas(small_with_questions, lambda _here, there: there)
    for concept_id in atlas.library.concepts:
        html = Renderer(atlas)
        page = html.fill(html.concept(concept_id))
        soup = BeautifulSoup(re.sub(r"\{ #(\S+) \}", r'<i id="\1"></i>', page), "html.parser")
        ids = {str(tag["id"]) for tag in soup.select("[id]") if not tag.find_parent("svg") and tag.name != "svg"}
        known = places(atlas.library, concept_id)
        assert known.keys() - ids == set()
        assert {i for i in ids - known.keys() - reserved_anchors() if not i.startswith(reserved_prefixes())} == set()


def test_each_part_has_a_template() -> None:
    kinds = {"section", *(group.key for group in GROUPS)}
    assert {file.name.removesuffix(".html.j2") for file in (TEMPLATES / "concept").iterdir()} == kinds


def test_stages_follow_how_it_works_or_the_last_section(small: Path) -> None:
    library, _ = read_library(small)
    assert library
    assert [part.anchor for part in outline(library, "alpha")][1:3] == ["what-it-is", "process"]
    edit(
        small,
        "data/concepts/alpha.yml",
        "id: what-it-is\n    heading: What it is",
        "id: how-it-works\n    heading: How",
    )
    more = "  - id: limits\n    heading: Limits\n    text: None.\nequations:\n  - id: sum"
    edit(small, "data/concepts/alpha.yml", "equations:\n  - id: sum", more)
    library, _ = read_library(small)
    assert library
    assert [part.anchor for part in outline(library, "alpha")][1:4] == ["how-it-works", "process", "limits"]


def test_an_equation_that_no_section_shows_counts_as_there(small: Path) -> None:
    edit(small, "data/concepts/alpha.yml", "    equations: [sum]\n", "")
    library, _ = read_library(small)
    assert library
    assert "eq-sum" in lasting_parts(library, "alpha")


FIELD = """    fable: Block | None = Field(None, description="The idea.", examples=["Think of a letter."])
    equations: tuple"""
FUNCTION = """def _fable(library: Library, concept_id: str) -> tuple[list[Words], list[Part]] | None:
    text = library.concepts[concept_id].fable
    return ([Words(text, block=True)], []) if text else None


GROUPS: tuple[Group, ...] = (
    Group("fable", "Fable", _fable),
"""
PROGRAM = """
import dataclasses, json
from pathlib import Path
from macros.core.names.names import names
from macros.core.outline.concept import reserved_anchors
from macros.core.pages.atlas import load_atlas
from macros.core.pages.records import records
from macros.core.pages.render import Renderer
atlas = load_atlas(Path("small"), lambda here, there: there)
found = [part for record in records(atlas) if record.title == "Beta" for part in record.parts]
renderer = Renderer(atlas)
print(json.dumps({
    "search": [dataclasses.astuple(part) for part in found if part.anchor == "fable"],
    "names": [name for name in names(atlas.library) if "fable" in name],
    "reserved": "fable" in reserved_anchors(),
    "link": atlas.links("index.md").place_name("beta#fable"),
    "page": "<p>Think of a letter.</p>" in renderer.fill(renderer.concept("beta")),
}))
"""


def test_a_new_field_takes_three_files(tmp_path: Path, small: Path) -> None:
    """The model, the outline and a template; search, names, reserved ids and names of links follow."""
    shutil.copytree(ROOT / "macros", tmp_path / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    edit(tmp_path, "macros/core/model/concept.py", "    equations: tuple[Equation", f"{FIELD}[Equation")
    edit(tmp_path, "macros/core/outline/concept.py", "GROUPS: tuple[Group, ...] = (\n", FUNCTION)
    shutil.copytree(ROOT / "web", tmp_path / "web")
    template = "macros/core/pages/templates/concept/fable.html.j2"
    edit(tmp_path, template, "", "{{ block(concept.fable) }}\n")
    edit(tmp_path, "small/data/concepts/beta.yml", "relations:\n", "fable: Think of a letter.\nrelations:\n")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert done.stderr == ""
    assert json.loads(done.stdout) == {
        "search": [["Fable", "fable", "Think of a letter."]],
        "names": ["beta#fable"],
        "reserved": True,
        "link": "Beta, Fable",
        "page": True,
    }
