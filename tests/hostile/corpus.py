"""Inputs that try to become code, put into every field that holds text for readers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from macros.__main__ import main
from macros.core.model import Concept, CoveredPart, GlossaryTerm, Route, Source, Text, Vocabulary, marked_values
from macros.core.source import KeyPath, read
from tests.projects import SMALL, copy_project, edit

PAYLOADS = {
    "expression": "{{ 7*7 }}",
    "system": "{{ config.items() }} {{ lipsum() }}",
    "raw": "{% raw %}",
    "include": '{% include "README.md" %}',
    "comment": "{# gone #}",
    "script": "<script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "drawing": "<svg onload=alert(1)>",
    "closing": "</div></article></title>",
    "attribute": '" onmouseover="alert(1)',
    "list": "{: onclick=alert(1) }",
    "braces": "{ onclick=alert(1) }",
    "snippet": '--8<-- "README.md"',
    "heading": "x\n\n# Stolen heading",
    "underlined": "x\n\nStolen\n======",
    "rule": "x\n\n---\n\ny",
    "abbreviation": "x\n\n*[Alpha]: stolen",
    "reference": "x\n\n[Alpha]: https://evil.example/",
    "link": "[x](javascript:alert(1))",
    "picture": "![x](https://evil.example/p.png)",
    "address": "<https://evil.example/>",
    "entity": "&lt;script&gt;",
    "tabs": '=== "tab"',
    "note": "!!! note",
    "benign": "P(A > B) = σ(r(A) − r(B)), r << min(d,k)",
    "signs": "“q” 'x' 50 % 🧭 π #1 a_b_c",
}
SHORT: Mapping[str | int, int] = {"short_title": 28, "unit": 24}
"""Fields that hold less than a payload, and how much they hold."""


def hostile_project(folder: Path) -> Path:
    """The shipped project with one more concept, source and term for each payload, and hostile lists.

    The rules about depth, figures and the bank are off: they would refuse what is not about safety.
    """
    project = copy_project(folder)
    base = _plain(read("alpha.yml", alpha_with_questions().encode()).data)
    sources = _plain(read("sources.yml", (project / "data/sources.yml").read_bytes()).data)
    vocabulary = _plain(read("vocabulary.yml", (project / "data/vocabulary.yml").read_bytes()).data)
    for kind in vocabulary["entries"]:
        kind |= {"least": {}, "sections": [], "example": False}
    base.pop("comparisons")
    for section in base["sections"]:
        section.pop("calculations", None)
    glossary = _plain(read("glossary.yml", (project / "data/glossary.yml").read_bytes()).data)
    coverage, paths = [], []
    for number, (name, payload) in enumerate(PAYLOADS.items()):
        key = f"zz{2000 + number}{name}"
        source = {
            "key": key, "title": f"T{number}", "authors": [f"A{number}"], "et_al": False, "year": 2020, "venue": "V",
            "kind": "paper", "url": f"https://example.org/{name}", "note": "N",
        }  # fmt: skip
        sources.append(_fill(Source, source, f"s{number}", payload))
        concept = _replace_keys(base, key)
        concept["relations"][0]["target"] = "dpo"
        (project / f"data/concepts/zz-{name}.yml").write_text(
            yaml.safe_dump(_fill(Concept, concept, f"c{number}", payload), allow_unicode=True, sort_keys=False), "utf-8"
        )
        for shape, entries, entry in (
            (GlossaryTerm, glossary, {"id": f"zz-{name}", "term": "T", "aliases": ["A"], "definition": "D"}),
            (Route, paths, {"id": f"zz-{name}", "label": "L", "description": "D", "steps": [
                {"label": "S", "concepts": [f"zz-{name}"]},
            ]}),
            (CoveredPart, coverage, {"id": f"zz-{name}", "heading": "H", "rows": [
                {"row": f"P{900 + number}", "says": "S", "verdict": "kept", "places": ["dpo#what-it-is"], "note": "N"},
            ]}),
        ):  # fmt: skip
            entries.append(_fill(shape, entry, f"{shape.__name__[0].lower()}{number}", payload))
    term = {"key": "zz", "label": "L", "description": "D"}
    for name in ("script", "expression", "heading"):
        filled = _fill(Vocabulary, {"categories": [dict(term, key=f"zz-{name}")]}, "v", PAYLOADS[name])
        vocabulary["categories"].extend(filled["categories"])
        concept_file = project / f"data/concepts/zz-{name}.yml"
        concept_file.write_text(
            concept_file.read_text("utf-8").replace("category: training", f"category: zz-{name}"), "utf-8"
        )
    glossary.sort(key=lambda entry: entry["term"].casefold())
    for file, entries in (("glossary", glossary), ("paths", paths), ("coverage", coverage), ("exceptions", [])):
        (project / f"data/{file}.yml").write_text(yaml.safe_dump(entries, allow_unicode=True, sort_keys=False), "utf-8")
    for rule, after in (("figures", "misconceptions"), ("bank", "relations")):
        edit(project, "macros/core/rules/__init__.py", f"    {rule},\n    {after},", f"    {after},")
    (project / "data/sources.yml").write_text(yaml.safe_dump(sources, allow_unicode=True, sort_keys=False), "utf-8")
    (project / "data/vocabulary.yml").write_text(
        yaml.safe_dump(vocabulary, allow_unicode=True, sort_keys=False), "utf-8"
    )
    assert main(["lock"], project) == 0
    return project


def alpha_with_questions() -> str:
    """The small project's alpha with a question of every type."""
    questions = (SMALL / "all_types.yml").read_text("utf-8")
    alpha = (SMALL / "data/concepts/alpha.yml").read_text("utf-8")
    return alpha.replace("further_reading:", f"{questions}further_reading:")


def text_fields(shape: Any, data: Any) -> list[tuple[KeyPath, str]]:
    """Path and kind of each field that holds text for readers, formulas apart."""
    marked = marked_values(shape, _tuples(data))
    return [(path, mark.kind) for path, mark, _ in marked if isinstance(mark, Text) and mark.kind != "tex"]


def _fill(shape: Any, data: Any, marker: str, payload: str) -> Any:
    for number, (path, kind) in enumerate(text_fields(shape, data)):
        holder = data
        for part in path[:-1]:
            holder = holder[part]
        if path[-1] in SHORT:
            holder[path[-1]] = f"{marker} {payload}"[: SHORT[path[-1]]].strip()
        else:
            filler = "of the summary, long enough " if path[-1] in ("summary", "definition", "description") else ""
            gaps = " [[?first]] and [[?second]]" if kind == "cloze" else ""
            holder[path[-1]] = f"{filler}{marker}f{number} {payload}{gaps}"
    return data


def _replace_keys(data: Any, key: str) -> Any:
    if isinstance(data, dict):
        return {k: key if k == "key" else _replace_keys(v, key) for k, v in data.items()}
    return [_replace_keys(item, key) for item in data] if isinstance(data, list) else data


def _plain(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    return [_plain(item) for item in data] if isinstance(data, tuple) else data


def _tuples(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _tuples(value) for key, value in data.items()}
    return tuple(_tuples(item) for item in data) if isinstance(data, list) else data
