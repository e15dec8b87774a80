from __future__ import annotations

from pathlib import Path

from macros.core.model.entries import GlossaryTerm
from macros.core.model.reading import read_library
from macros.core.pages.atlas import load_atlas
from macros.core.text.terms import Terms, entries
from tests.projects import edit


def term(key: str, name: str, *aliases: str, common: bool = False) -> GlossaryTerm:
    return GlossaryTerm(id=key, term=name, aliases=aliases, definition=f"What {name} means, at length.", common=common)


def found(text: str, *terms: GlossaryTerm) -> list[str]:
    return [f"{item.id}:{text[start:end]}" for start, end, item in Terms({t.id: t for t in terms}).find(text)]


def test_whole_words_in_small_letters_or_capitals() -> None:
    rune = term("rune", "rune", "runes")
    assert found("Runes, a rune; not prune or rune-like.", rune) == ["rune:Runes", "rune:rune"]


def test_the_longest_name_wins() -> None:
    assert found("a KL penalty", term("kl", "KL"), term("klp", "KL penalty")) == ["klp:KL penalty"]


def test_abbreviations_are_found_as_written() -> None:
    assert found("an ASL and an asl", term("asl", "AI Safety Level", "ASL")) == ["asl:ASL"]


def test_common_terms_and_empty_glossaries_mark_nothing() -> None:
    assert found("a policy", term("policy", "policy", common=True)) == []
    assert found("a policy") == []


def test_one_alphabet(small: Path) -> None:
    library, _ = read_library(small)
    assert library
    assert [(e.name, e.anchor, e.as_term, e.see) for e in entries(library)] == [
        ("A", "", "term-a", "Alpha"),
        ("Alpha", "concept-alpha", "term-alpha", ""),
        ("Beta", "concept-beta", "term-beta", ""),
        ("First letter", "", "term-first-letter", "Alpha"),
        ("Rune", "term-rune", "", ""),
        ("runes", "", "", "Rune"),
    ]


def test_each_address_of_a_name_stands_once(small: Path) -> None:
    edit(small, "data/concepts/alpha.yml", "[First letter]", "[Rune!, First letter, 'First, letter']")
    library, _ = read_library(small)
    assert library
    found = {entry.name: entry.as_term for entry in entries(library)}
    assert (found["Rune!"], found["First letter"], found["First, letter"]) == ("", "term-first-letter", "")


def test_a_page_does_not_explain_its_own_term(small: Path) -> None:
    atlas = load_atlas(small, lambda _here, there: there)
    rune = (0, 4, "term rune", "glossary.md#term-rune", "A letter cut into wood or stone.")
    assert list(atlas.links("concepts/beta.md", "beta").terms("Rune")) == []
    assert list(atlas.links("concepts/alpha.md", "alpha").terms("Rune")) == [rune]
    assert list(atlas.links("map.md").terms("Rune")) == [rune]
