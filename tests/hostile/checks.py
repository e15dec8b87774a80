"""What threats must not do, each as an assertion that can be seen to fail when a defence is taken away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from markupsafe import Markup

from macros.core.drawing import mermaid as diagrams
from macros.core.model.concept import Stage
from macros.core.text import markdown as text
from tests.hostile import policy
from tests.hostile.corpus import PAYLOADS

RAW_HTML = [
    "<script>alert(1)</script>",
    "<svg onload=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "<iframe src=https://evil.example/></iframe>",
    "<form action=https://evil.example/>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<style>body{display:none}</style>",
    "<math><mtext></style><img src=x onerror=alert(1)></math>",
    "<a id=__config>",
]
"""Of the threat "raw HTML", as contributors could type it."""


class Links:
    """Addresses for texts that stand alone."""

    def concept(self, concept_id: str) -> str:
        return f"../{concept_id}/"

    def concept_title(self, concept_id: str) -> str:
        return concept_id.upper()

    def concept_summary(self, concept_id: str) -> str:
        return 'What "it" <is>'

    def terms(self, words: str) -> Iterator[tuple[int, int, str, str, str]]:
        yield from ()

    def source(self, key: str) -> str:
        return f"#source-{key}"

    def source_label(self, key: str) -> str:
        return f"{key} <2020>"


def rendered(typed: str) -> list[Markup]:
    """A text as one paragraph, as blocks, and as what is told for the first time."""
    links = Links()
    return [text.render_inline(typed, links), text.render_block(typed, links), text.render_inline(typed, links, set())]


def assert_texts_follow_the_policy() -> None:
    """No text that contributors type becomes more than what they may use."""
    for typed in (*RAW_HTML, *PAYLOADS.values(), *("*a* " + html for html in RAW_HTML)):
        for html in rendered(typed):
            assert policy.violations(f"<article>{html}</article>") == [], typed
            assert set(re.findall(r"<([a-z]+)", html)) <= {"p", "em", "strong", "code", "pre", "ul", "ol", "li", "a"}, (
                typed
            )


def assert_diagrams_hold_only_words() -> None:
    """Each line of a process diagram is a node, an arrow or a heading, whatever its stages are called."""
    names = [typed for typed in PAYLOADS.values() if len(typed) < 80]
    stages = [
        Stage(id=f"s{n}", name=name, text="T", inputs=(name,), outputs=(f"{n} {name}",), phase=name)
        for n, name in enumerate(names)
    ]
    diagram = diagrams.process(stages, "x", names[0])
    assert diagram
    body = diagram.mermaid.split("---\n", 2)[2].splitlines()
    word = r"(?:[\w .,'()/+=?!–—’…-]|#\d+;)*"
    node = rf'  [ds]\d+(?:\["{word}"\]|\(\["{word}"\]\)):::aa-(?:data|stage-[01])'
    allowed = re.compile(rf"flowchart TB|  accTitle: {word}|  accDescr: {word}|{node}|  [ds]\d+ --> [ds]\d+")
    assert [line for line in body if not allowed.fullmatch(line)] == []


def assert_the_policy_finds(pages: dict[str, tuple[str, list[str]]]) -> None:
    """Each bad page has the problems that stand beside it."""
    for name, (html, expected) in pages.items():
        assert policy.violations(f"<article>{html}", hosts=["example.org"]) == expected, name


def assert_fails(check: Callable[[], None]) -> None:
    """The check does not hold."""
    try:
        check()
    except AssertionError:
        return
    raise AssertionError("the check still holds")
