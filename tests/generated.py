"""Data of any size, made from the small project: to measure how the check grows, and to test that it passes."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import yaml

from macros.__main__ import main
from tests.projects import SMALL, copy_project

SYLLABLES = [first + second for first in "bdfghklmnprstvz" for second in "aeiou"]


def generate(folder: Path, number: int) -> Path:
    """A project in ``folder`` with the small project's data, ``number`` more concepts and a source for every two.

    Each concept has two sections, an equation, two claims, three questions and up to four relations. The same number
    gives the same files.
    """
    shutil.copytree(SMALL / "data", folder / "data")
    for position in range(number):
        file = folder / f"data/concepts/{name(position)}.yml"
        file.write_text(_yaml(concept(position)), "utf-8")
    for position in range(0, number, 2):
        (folder / f"data/sources/{_key(position)}.yml").write_text(_yaml(source(position)), "utf-8")
    with redirect_stdout(None):
        assert main(["lock"], root=folder) == 0
    return folder


def generate_site(folder: Path, number: int) -> Path:
    """The shipped project in ``folder`` with generated data in place of its own; see :func:`generate`."""
    copy_project(folder)
    shutil.rmtree(folder / "data")
    return generate(folder, number)


def name(position: int) -> str:
    """A word of four syllables, another one for each position below 31 million."""
    syllables = []
    for _ in range(4):
        position, rest = divmod(position, len(SYLLABLES))
        syllables.append(SYLLABLES[rest])
    return "".join(syllables)


def concept(position: int) -> dict[str, Any]:
    """The data of a concept, which requires and uses concepts of lower positions only."""
    words = _words(position)
    here = name(position)
    citation = f"[@{_key(position)}, §2]"
    return {
        "title": here.capitalize(),
        "category": ("training", "evaluation", "key-concepts")[position % 3],
        "entry": "part",
        "level": "intermediate",
        "status": "evolving",
        "reviewed": "2026-11-23",
        "summary": f"A way to {next(words)} a {next(words)} with {next(words)}.",
        "sections": [
            {
                "id": "what-it-is",
                "heading": "What it is",
                "text": _paragraphs(words, f"See [[{name(position // 2)}]]. It holds for $\\alpha > 0$ {citation}."),
                "equations": ["loss"],
            },
            {"id": "limits", "heading": "Limits", "text": _paragraphs(words, f"In 37% of cases it fails {citation}.")},
        ],
        "equations": [
            {
                "id": "loss",
                "name": "Loss",
                "tex": r"\alpha + \beta = 1",
                "says": "Both add up to one.",
                "symbols": [{"symbol": r"\alpha", "meaning": "The first."}, {"symbol": r"\beta", "meaning": "Rest."}],
                "sources": [{"key": _key(position)}],
            }
        ],
        "claims": [
            {
                "id": claim,
                "text": f"It {next(words)} the {next(words)} in 12% of cases.",
                "status": "established",
                "as_of": "2020",
                "setting": f"All {next(words)} of the {next(words)}.",
                "sources": [{"key": _key(position), "at": "abstract"}],
            }
            for claim in ("first", "second")
        ],
        "relations": list(_relations(position)),
        "questions": [
            _single(
                "choice-one", f"Why does {here} {next(words)} the {next(words)} of a {next(words)}?", position, words
            ),
            _single("choice-two", f"What follows if {next(words)} meets {here} in {next(words)}?", position + 1, words),
            {
                "id": "open",
                "type": "recall",
                "level": "understand",
                "stem": f"Explain to a {next(words)} how {here} turns {next(words)} into {next(words)} {next(words)}.",
                "seconds": 90,
                "model_answer": _sentence(words),
                "rubric": [{"id": "core", "text": _sentence(words), "must": True}, {"id": "more", "text": "Limits."}],
                "red_flags": [{"id": "flag", "text": f"Says {next(words)}"}],
                "follow_ups": [{"question": f"And {next(words)}?", "answer": _sentence(words)}],
                "claims": ["first"],
            },
        ],
        "further_reading": [{"key": _key(position), "why": "The first paper."}],
    }


def source(position: int) -> dict[str, Any]:
    """The data of the source that a concept cites."""
    here = name(position // 2)
    return {
        "title": f"On {here.capitalize()}",
        "authors": [f"Jane {here.capitalize()}", "Richard Roe"],
        "et_al": False,
        "year": 2020,
        "venue": "Journal of Letters",
        "kind": "paper",
        "url": f"https://example.org/{here}",
    }


def _relations(position: int) -> Iterator[dict[str, str]]:
    """Up to four relations to concepts of lower positions, near and far."""
    targets = {"requires": position - 1, "is-a": position // 2, "uses": position // 3, "contrasts-with": position - 7}
    for kind, target in targets.items():
        if 0 <= target < position:
            yield {"kind": kind, "target": name(target), "reason": "One leads to the other."}


def _single(id_: str, stem: str, turn: int, words: Iterator[str]) -> dict[str, Any]:
    """A question with options of different lengths; ``turn`` says which of them is the longest."""
    options = [
        {
            "id": place,
            "text": " ".join(["The", *(next(words) for _ in range(2 + (number + turn) % 4))]),
            "why": f"It is a {next(words)}.",
        }
        for number, place in enumerate(("first", "second", "third", "fourth"))
    ]
    return {
        "id": id_,
        "type": "single",
        "level": "understand",
        "stem": stem,
        "options": [options[0] | {"correct": True}, *options[1:]],
        "explain": _sentence(words),
        "claims": ["first"],
    }


def _paragraphs(words: Iterator[str], last: str) -> str:
    return "\n\n".join([" ".join(_sentence(words) for _ in range(4)) for _ in range(3)] + [last])


def _sentence(words: Iterator[str]) -> str:
    return " ".join([next(words).capitalize(), *(next(words) for _ in range(11))]) + "."


def _words(seed: int) -> Iterator[str]:
    """Made-up words without end; the nth is used 1/n times as often as the first, as in a language."""
    chance = random.Random(seed)
    while True:
        yield name(int(20_000 ** chance.random()) * 997)


def _key(position: int) -> str:
    """Key of the source that a concept cites."""
    return f"{name(position // 2)}2020x"


def _yaml(data: Any) -> str:
    return yaml.dump(data, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=120)


class _Plain(yaml.CSafeDumper):
    """Writes a thing that occurs twice twice; the data may have no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True
