"""The deck for Anki on the site: whole, in clean HTML with absolute addresses, and the same as the command writes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from macros.__main__ import main
from macros.core.outline.site import DECK
from tests.data.test_shipped_data import library
from tests.decks import opened, stored
from tests.site.pages import Page

ELEMENTS = {
    "a", "b", "br", "code", "em", "li", "ol", "p", "pre", "span", "strong", "ul",
    "details", "div", "g", "path", "summary", "svg", "table", "tbody", "td", "text", "th", "thead", "tr", "tspan",
}  # fmt: skip
FORMULA = re.compile(r"\\\(.*?\\\)")


def broken(html: str) -> list[str]:
    """What is wrong with a field."""
    soup = BeautifulSoup(html, "html.parser")
    found = [f"<{element.name}>" for element in soup.find_all(True) if element.name not in ELEMENTS]
    found += [str(link) for link in soup.find_all("a") if not re.match("https?://", str(link.get("href")))]
    shown = FORMULA.sub("", html)
    found += [sign for sign in ("\\(", "\\)", "\\[", "\\]", "[[", "[@") if sign in shown]
    found += ["line"] if set("\n\t\r\x1f") & set(html) else []
    return found


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (r'<p>\(a\), <a href="http://localhost/x">b</a></p>', []),
        ("<math></math>", ["<math>"]),
        ('<a href="../x/">b</a>', ['<a href="../x/">b</a>']),
        (r"\(a", ["\\("]),
        (r"a\)", ["\\)"]),
        ("[[dpo]] [@doe]", ["[[", "[@"]),
        ("a\tb", ["line"]),
    ],
)
def test_what_is_broken_is_noticed(html: str, said: list[str]) -> None:
    assert broken(html) == said


def test_the_deck_of_the_site_has_all_questions(shipped_site: Path) -> None:
    asked = [question for concept in library().concepts.values() for question in concept.questions]
    found = stored(shipped_site / DECK)
    assert len(found) == len(asked)
    assert {name: said for name, note in found.items() for html in note.values() if (said := broken(html))} == {}
    for name, note in found.items():
        assert note["Front"] and note["Back"] and note["Sources"], name
        assert "</a>" in note["Concept"] and '"https://example.org/atlas/concepts/' in note["Link"], name


def test_anki_takes_the_deck_of_the_site(shipped_site: Path, tmp_path: Path) -> None:
    number = sum(len(concept.questions) for concept in library().concepts.values())
    with opened(tmp_path / "collection.anki2") as anki:
        assert anki.load(shipped_site / DECK) == (number, 0, 0)
        assert anki.load(shipped_site / DECK) == (0, 0, number)
        assert anki.counts() == (number, number)


def test_the_page_for_practice_leads_to_the_deck(shipped_site: Path) -> None:
    page = Page(shipped_site / "quizzes/index.html")
    [link] = page.soup.select(f'a[href$="{Path(DECK).name}"]')
    assert (page.path.parent / str(link["href"])).resolve() == (shipped_site / DECK).resolve()
    assert link.get_text() == f"Download the Anki deck ({len(stored(shipped_site / DECK))} cards)"


def test_the_command_writes_what_the_site_has(
    quiz_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    assert main(["deck", str(tmp_path / "out")], quiz_site.parent) == 0
    names = ("alignment-atlas.apkg", "alignment-atlas-deck.txt")
    assert capsys.readouterr().out == "".join(f"wrote {tmp_path / 'out' / name}\n" for name in names)
    package, text = (tmp_path / "out" / name for name in names)
    assert package.read_bytes() == (quiz_site / DECK).read_bytes()
    assert "https://arxiv.org/abs/2001.00001" in text.read_text("utf-8")
    assert {note["Link"] for note in stored(package).values()} == {""}


def test_the_command_needs_a_project(small: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["deck", str(tmp_path / "out")], small) == 2
    assert capsys.readouterr().out == f"Config file '{small / 'mkdocs.yml'}' does not exist.\n"
    assert not (tmp_path / "out").exists()
