"""What the map shows of the graph in the browser, in Node: ``web/scripts/relations.mjs``."""

from __future__ import annotations

import json
from typing import Any

import pytest

from macros.core.drawing.mermaid import label
from macros.core.pages.atlas import Atlas, load_atlas
from macros.core.pages.data_files import relation_list
from tests.node import run_module
from tests.projects import ROOT

PROGRAM = """
import { readFileSync } from "node:fs";
import * as relations from "./web/scripts/relations.mjs";
const { graph, calls } = JSON.parse(readFileSync(0, "utf-8"));
const results = calls.map(([name, ...values]) => relations[name](...(name === "label" ? [] : [graph]), ...values));
console.log(JSON.stringify(results));
"""


def run(graph: Any, *calls: list[Any]) -> list[Any]:
    """The results of calls of the module's functions, each given as its name and what follows the graph."""
    return run_module(PROGRAM, {"graph": graph, "calls": calls})


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load_atlas(ROOT, lambda _here, there: f"../{there.removesuffix('.md')}/")


@pytest.fixture(scope="module")
def graph(atlas: Atlas) -> Any:
    return json.loads(relation_list(atlas))


def letters(*relations: tuple[str, str, str]) -> Any:
    """A graph of the concepts a to f; odd ones in one category, even ones in another."""
    kinds = [
        {"key": "requires", "label": "requires", "inverse": "is required by", "symmetric": False},
        {"key": "contrasts-with", "label": "contrasts with", "inverse": "contrasts with", "symmetric": True},
    ]
    concepts = [
        {
            "id": name, "label": name.upper(), "title": f"Letter {name}", "aliases": [f"the {name}"],
            "href": f"../{name}/", "category": ["odd", "even"][number % 2], "level": "easy" if name < "c" else "hard",
            "look": "aa-c1",
        }
        for number, name in enumerate("abcdef")
    ]  # fmt: skip
    keys = [kind["key"] for kind in kinds]
    edges = [[keys.index(kind), "abcdef".index(source), "abcdef".index(target)] for kind, source, target in relations]
    return {"concepts": concepts, "kinds": kinds, "relations": edges}


CHAIN = letters(
    ("requires", "b", "a"), ("requires", "c", "b"), ("requires", "d", "c"), ("contrasts-with", "a", "e"),
    ("contrasts-with", "e", "d"),
)  # fmt: skip


def names(view: dict[str, Any]) -> tuple[str, int]:
    return "".join("abcdef"[place] for place in view["concepts"]), len(view["relations"])


def test_both_languages_write_the_same_text_for_each_category(atlas: Atlas, graph: Any) -> None:
    categories = atlas.library.vocabulary.categories
    views = run(graph, *(["view", {"category": category.key}] for category in categories))
    titles = [f"{category.label} and how they are related" for category in categories]
    texts = run(graph, *(["mermaid", view, title] for view, title in zip(views, titles, strict=True)))
    for category, text in zip(categories, texts, strict=True):
        assert text == atlas.maps[f"map-{category.key}"].mermaid


def test_the_whole_graph_is_in_the_list(atlas: Atlas, graph: Any) -> None:
    (view,) = run(graph, ["view", {}])
    concepts = atlas.library.concepts.values()
    assert len(view["concepts"]) == len(concepts)
    assert len(view["relations"]) == sum(len(concept.relations) for concept in concepts)


@pytest.mark.parametrize(
    "text", ['"]; click', "a  b\n c", "β-VAE (x)", "<b>&#1;", "偏好 “x”", "100%", "😀", "it’s – fine…", "x_1 + y = 2?!"]
)
def test_both_languages_escape_the_same(text: str) -> None:
    assert run(None, ["label", text]) == [label(text)]


def test_concepts_are_found_by_any_name() -> None:
    asked = ["a", "A", " letter  B ", "The C", "x", ""]
    assert run(CHAIN, *(["find", name] for name in asked)) == [0, 0, 1, 2, -1, -1]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({}, ("abcdef", 5)),
        ({"category": "odd"}, ("ace", 1)),
        ({"level": "easy"}, ("ab", 1)),
        ({"kind": "contrasts-with"}, ("ade", 2)),
        ({"around": 0}, ("abe", 2)),
        ({"around": 0, "steps": 2}, ("abcde", 4)),
        ({"around": 0, "steps": 3}, ("abcde", 5)),
        ({"around": 5}, ("f", 0)),
        ({"around": 0, "kind": "requires", "steps": 2}, ("abc", 2)),
        ({"around": 0, "category": "even"}, ("ab", 1)),
        ({"around": 0, "to": 3}, ("ade", 2)),
        ({"around": 0, "to": 3, "kind": "requires"}, ("abcd", 3)),
        ({"around": 0, "to": 5}, ("af", 0)),
        ({"around": 2, "to": 2}, ("c", 0)),
    ],
)
def test_a_choice_shows(choice: dict[str, Any], expected: tuple[str, int]) -> None:
    (view,) = run(CHAIN, ["view", choice])
    assert names(view) == expected


def test_a_way_names_its_steps_and_whether_there_is_one() -> None:
    found, none = run(CHAIN, ["view", {"around": 3, "to": 0}], ["view", {"around": 0, "to": 5}])
    assert found["way"] == [3, 4, 0]
    assert none["way"] == []


def test_a_large_view_has_no_words_on_its_arrows() -> None:
    graph = letters()
    graph["concepts"] = [graph["concepts"][0] | {"label": str(n)} for n in range(50)]
    graph["relations"] = [[1, 0, n] for n in range(1, 47)]
    (view,) = run(graph, ["view", {}])
    (text,) = run(graph, ["mermaid", view, "All"])
    assert "  n0 --- n46" in text.splitlines()
    graph["relations"] = graph["relations"][:45]
    (view,) = run(graph, ["view", {}])
    (text,) = run(graph, ["mermaid", view, "All"])
    assert '  n0 -- "contrasts with" --- n45' in text.splitlines()
