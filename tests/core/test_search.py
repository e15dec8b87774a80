"""What search finds: the records, and the names, excerpts and the search without an index, in Node."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from macros.__main__ import main
from macros.core.pages.atlas import Atlas, load_atlas
from macros.core.pages.records import Heading, Record, details, names, page_record, records
from macros.core.text.formulas import typed
from macros.core.text.markdown import searched
from tests.core.test_names import rename
from tests.node import run_module
from tests.projects import ROOT, edit

PROGRAM = """
import { readFileSync } from "node:fs";
import * as names from "./web/scripts/names.mjs";
import * as excerpts from "./web/scripts/excerpts.mjs";
import * as scan from "./web/scripts/scan.mjs";
const lookup = async (texts, word, filters = {}) => {
  const { fit, hits } = await scan.openTexts(texts).lookup(word, filters);
  return { fit, found: await Promise.all(hits.map(async ({ load, places }) => [(await load()).content, places])) };
};
const phrase = (texts, words) => scan.openTexts(texts).phrase(words, {});
const modules = { ...names, ...excerpts, ...scan, lookup, phrase };
const { entries, calls } = JSON.parse(readFileSync(0, "utf-8"));
const known = names.readNames(entries);
const named = ["findNames", "namesWithin", "nearestNames", "correction"];
const results = calls.map(([name, ...values]) => modules[name](...(named.includes(name) ? [known] : []), ...values));
console.log(JSON.stringify(await Promise.all(results)));
"""
NOTHING: dict[str, Any] = {"concepts": [], "terms": [], "categories": []}
ENTRIES = {
    "categories": [["training", "Training"], ["evaluation", "Evaluation"]],
    "concepts": [
        ["Reward model", "concepts/reward-model/", 0, "RM", "preference model"],
        ["Direct preference optimization", "concepts/dpo/", 0, "DPO", "direct-preference-optimization"],
        ["β-VAE probing", "concepts/beta/", 1],
        ["Naïve judge", "concepts/judge/", 1],
    ],
    "terms": [["Rollout", "glossary/#term-rollout", -1, "trajectory"]],
}


def run(*calls: list[Any], entries: Any = ENTRIES) -> list[Any]:
    """The results of calls of the modules' functions, each given as its name and what follows the names."""
    return run_module(PROGRAM, {"entries": entries, "calls": calls})


def found(*queries: str, entries: Any = ENTRIES) -> list[list[str]]:
    """Titles of what each query finds by name."""
    results = run(*(["findNames", query] for query in queries), entries=entries)
    return [[entry["title"] for entry in result] for result in results]


def loaded(root: Path) -> Atlas:
    return load_atlas(root, lambda _here, there: f"{there.removesuffix('.md')}/")


def record(atlas: Atlas, kind: str, title: str) -> Record:
    (match,) = [entry for entry in records(atlas) if (entry.kind, entry.title) == (kind, title)]
    return match


@pytest.fixture(scope="module")
def shipped() -> Any:
    return names(loaded(ROOT))


# Records


def test_concepts_questions_and_cited_sources_have_records(small_with_questions: Path) -> None:
    entries = [
        (entry.kind, entry.title, entry.address, entry.categories) for entry in records(loaded(small_with_questions))
    ]
    assert entries == [
        ("concept", "Alpha", "concepts/alpha/", ("training",)),
        ("question", "Alpha", "concepts/alpha/", ("training",)),
        ("concept", "Beta", "concepts/beta/", ("training",)),
        ("source", "On Alpha", "bibliography/#source-doe2020alpha", ("training",)),
        ("source", "On Beta", "bibliography/#source-roe2021beta", ("training",)),
    ]


def test_a_concept_has_its_names_and_the_headings_of_its_page(small: Path) -> None:
    alpha = record(loaded(small), "concept", "Alpha")
    assert alpha.text == "A. First letter. The first letter, on which the others rest."
    assert [(part.heading, part.anchor) for part in alpha.parts] == [
        ("At a glance", "at-a-glance"),
        ("What it is", "what-it-is"),
        ("Stages", "process"),
        ("Evidence", "evidence"),
        ("Misconceptions", "misconceptions"),
        ("Related concepts", "relations"),
        ("Sources", "sources"),
    ]
    assert alpha.parts[1].text.startswith("Alpha is a letter, unlike Beta. It has a value of alpha > 0.")


def test_a_source_is_found_by_authors_venue_and_number(small: Path) -> None:
    found = record(loaded(small), "source", "On Alpha")
    assert found.text == "Doe 2020. Jane Doe. Journal of Letters. arXiv 2001.00001"
    assert found.cited == ("concepts/alpha/", "Alpha")


def test_of_questions_only_stems_are_found(small_with_questions: Path) -> None:
    atlas = loaded(small_with_questions)
    questions = atlas.library.concepts["alpha"].questions
    everything = list(records(atlas))
    stems = record(atlas, "question", "Alpha")
    assert [part.anchor for part in stems.parts] == [f"q-{question.id}" for question in questions]
    assert stems.parts[0].heading.startswith(("Before you read on", "Which place does alpha take?"))
    assert all(part.text == "" for part in stems.parts) and stems.text == ""
    answers = {words for question in questions for words in texts(question.model_dump(exclude={"stem"}))}
    assert {"That is omega.", "Think of a dictionary.", "Yes, if all share it.", "Alpha begins."} <= answers
    text = " ".join(entry.html() for entry in everything)
    leaked = [words for words in answers if len(words.split()) >= 3 and words in text]
    assert leaked == []


def texts(value: Any) -> Iterator[str]:
    """All texts in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)


def test_a_stem_weighs_like_text_and_a_heading_like_a_heading() -> None:
    def parts(kind: str) -> str:
        html = Record(kind, "Alpha", "a/", (), "", (Heading("Why so?", "q-why"),)).html()
        return html[html.index("<p></p>") + len("<p></p>") : html.index("</body>")]

    assert parts("question") == '<h6 id="q-why" data-pagefind-weight="1">Why so?</h6><p></p>'
    assert parts("concept") == '<h2 id="q-why">Why so?</h2><p></p>'


def test_the_glossary_has_its_terms(small: Path) -> None:
    page = page_record(loaded(small), "glossary.md", "Glossary", "All names.", "<h2 id=x>Made from data</h2>")
    assert page.parts == (Heading("Rune", "term-rune", "runes. A letter cut into wood or stone."),)
    assert (page.kind, page.address, page.text) == ("page", "glossary/", "All names.")


def test_a_page_has_its_words_by_heading(small: Path) -> None:
    html = (
        '<h1 id="t">Title</h1><p>One&lt;b&gt;</p><p>two</p><script>three()</script>'
        '<h2 id="a">Four <code>x</code><a class="headerlink" href="#a">#</a></h2><pre class="mermaid">five</pre>'
        "<p>six</p>"
    )
    page = page_record(loaded(small), "more.md", "Title", "About.", html)
    assert page.text == "About. One<b> two"
    assert page.parts == (Heading("Four x", "a", "six"),)


def test_pages_about_the_site_are_of_their_own_kind(small: Path) -> None:
    atlas = loaded(small)
    kinds = [page_record(atlas, page, "Title", "", "<p>Words</p>").kind for page in ("architecture.md", "map.md")]
    assert kinds == ["about", "page"]
    assert [key for key, _ in names(atlas)["kinds"]] == ["concept", "question", "source", "page", "about"]


def test_details_of_a_name_are_its_summary_relations_and_contested_claims(small: Path) -> None:
    edit(small, "data/concepts/alpha.yml", "status: established", "status: contested\n    question: Is it the first?")
    both = '[{key: doe2020alpha, at: "§2"}, {key: roe2021beta, at: "§1", stance: disputes}]'
    edit(small, "data/concepts/alpha.yml", '[{key: doe2020alpha, at: "§2"}]', both)
    found = details(loaded(small))
    alpha = found["concept-alpha"]
    assert alpha["summary"] == "The first letter, on which the others rest."
    beta, at = "concepts/beta/", "#relation-"
    for relation in (
        [beta, "A: motivates Beta", "One letter is not enough.", f"concepts/alpha/{at}motivates-beta"],
        [beta, "Beta: requires A", "Order.", f"{beta}{at}requires-alpha"],
    ):
        assert relation in alpha["relations"]
    assert alpha["contested"] == [
        ["Is it the first?", "It comes first in 100% of alphabets.", "concepts/alpha/#claim-first"]
    ]
    assert found["term-rune"] == {"summary": "A letter cut into wood or stone."}
    assert found["concept-beta"]["contested"] == []


def test_an_old_id_is_a_name_and_no_record(small: Path) -> None:
    rename(small, "alpha", "aleph", redirect=True)
    assert main(["lock"], root=small) == 0
    atlas = loaded(small)
    assert "concepts/alpha/" not in [entry.address for entry in records(atlas)]
    concepts = {address: others for _, address, _, *others in names(atlas)["concepts"]}
    assert "concepts/alpha/" not in concepts
    assert "concepts/aleph/" in concepts


class Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""
        self.meta: list[str | None] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.meta += [value for name, value in attrs if name in ("content", "id")]

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("kind", ["concept", "question"])
@pytest.mark.parametrize(
    "hostile", ["</title><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "&lt;b&gt;"]
)
def test_hostile_text_stays_text(kind: str, hostile: str) -> None:
    def read(words: str) -> Reader:
        return Reader(Record(kind, words, words, (words,), words, (Heading(words, words, words),)).html())

    assert read(hostile).tags == read("x").tags
    assert read(hostile).words.count(hostile) == read("x").words.count("x")
    assert read(hostile).meta.count(hostile) == read("x").meta.count("x") == 4


# Formulas


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (r"\beta\log\pi_{\mathrm{ref}}", "beta log pi_ref"),
        (r"\frac{a}{b} \leq \varepsilon", "a / b <= epsilon"),
        (r"\mathbb{E}\left[r\right]", "E [r ]"),
        (r"x^{2} \to \infty", "x^2 -> infinity"),
    ],
)
def test_formulas_are_as_people_type_them(tex: str, words: str) -> None:
    assert typed(tex) == words


def test_words_have_links_and_formulas_and_no_citations() -> None:
    text = "Take **[[dpo]]** or [[ppo|this]] [@doe2020, §1], $\\beta > 0$.\n\n- `code`\n\n```\nmore\n```"
    assert searched(text, str.upper, block=True) == "Take DPO or this, beta > 0. code more"


# Names


def test_names_are_found_by_alias_beginning_and_words_in_any_order() -> None:
    assert found("dpo", "rm", "Direct pref", "optimization direct", "naive", "beta vae", "trajectory") == [
        ["Direct preference optimization"],
        ["Reward model"],
        ["Direct preference optimization"],
        ["Direct preference optimization"],
        ["Naïve judge"],
        ["β-VAE probing"],
        ["Rollout"],
    ]


@pytest.mark.parametrize("typo", ["rewad model", "rewarb model", "rewadr model", "rewward model"])
def test_one_wrong_letter_is_forgiven(typo: str) -> None:
    assert found(typo) == [["Reward model"]]


def test_far_words_find_no_names() -> None:
    assert found("zebra", "rewrd modl crossing", "rwrd", "", " ?! ") == [[], [], [], [], []]


def test_names_are_narrowed_by_kind_and_category() -> None:
    chosen = [{"kind": "page"}, {"kind": "concept"}, {"category": "training"}, {"category": "evaluation"}]
    results = run(*(["findNames", "r", choice] for choice in chosen))
    assert [[entry["title"] for entry in result] for result in results] == [
        ["Rollout"],
        ["Reward model"],
        ["Reward model"],
        [],
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("word", "word", True), ("word", "wrd", True), ("word", "worrd", True), ("word", "ward", True),
        ("word", "wrod", True), ("word", "wodr", True), ("word", "drow", False), ("word", "wo", False),
        ("word", "wards", False), ("wor", "war", False), ("chinchila", "chinchilla", True),
        ("detcetoin", "detection", True), ("retection", "detecting", False),
    ],
)  # fmt: skip
def test_near_words(one: str, other: str, expected: bool) -> None:
    assert run(["near", one, other], ["near", other, one]) == [expected, expected]


def test_every_alias_finds_its_concept(shipped: Any) -> None:
    asked = [(name, entry[0]) for entry in shipped["concepts"] for name in [entry[0], *entry[3:]]]
    results = found(*(name for name, _ in asked), entries=shipped)
    assert len(asked) > len(shipped["concepts"])
    assert [
        (name, title) for (name, title), titles in zip(asked, results, strict=True) if title not in titles[:3]
    ] == []


def typos(word: str, chance: random.Random) -> list[str]:
    """A word with a letter missing, another one, two swapped, and one more."""
    place = chance.randrange(len(word) - 1)
    letter = chance.choice(string.ascii_lowercase)
    return [
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place + 1 :],
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        word[:place] + letter + word[place:],
    ]


def test_titles_with_one_wrong_letter_find_their_concept(shipped: Any) -> None:
    chance = random.Random(7)
    asked = []
    for title in (entry[0] for entry in shipped["concepts"]):
        words = title.split()
        for place, word in enumerate(words):
            if len(word) >= 5 and word.isalpha():
                asked += [
                    (" ".join([*words[:place], typo, *words[place + 1 :]]), title) for typo in typos(word, chance)
                ]
    results = found(*(query for query, _ in asked), entries=shipped)
    assert len(asked) > 4 * len(shipped["concepts"])
    assert [pair for pair, titles in zip(asked, results, strict=True) if pair[1] not in titles[:3]] == []


# Excerpts


def text(content: str, kind: str = "concept", anchors: tuple[tuple[str, str, int], ...] = ()) -> dict[str, Any]:
    """A text as the index has it."""
    return {
        "content": content,
        "filters": {"kind": [kind], "category": ["training"]},
        "meta": {"title": "Big title", "url": "x/"},
        "anchors": [{"element": "h2", "id": key, "text": words, "location": at} for key, words, at in anchors],
    }


def test_hits_are_shown_below_their_heading() -> None:
    page = text("Big title. Zero one. First part. Two three two.", anchors=(("first", "First part", 4),))
    (shown,) = run(["parts", page, [[6, 8, 8]]])
    assert shown == [
        {
            "anchor": "first",
            "heading": [["First part", False]],
            "context": [["Two", True], [" three ", False], ["two.", True]],
        }
    ]
    (shown,) = run(["parts", page, [[1, 4]]])
    assert [(part["anchor"], part["heading"]) for part in shown] == [
        ("", [["Big ", False], ["title", True]]),
        ("first", [["First", True], [" part", False]]),
    ]


def test_a_question_is_all_context() -> None:
    page = text("What is it?", "question", (("q-it", "What is it?", 0),))
    (shown,) = run(["parts", page, [[2]]])
    assert shown[-1] == {"anchor": "q-it", "heading": [], "context": [["What is ", False], ["it?", True]]}


def test_long_texts_are_cut_around_the_hits() -> None:
    words = [f"w{number}" for number in range(100)]
    (shown,) = run(["parts", text(" ".join(["Big", "title", *words])), [[60]]])
    (part,) = shown
    assert part["context"][0] == ["… ", False] and part["context"][-1] == [" …", False]
    assert ["w58", True] in part["context"]
    assert len("".join(piece for piece, _ in part["context"]).split()) == 28


def test_the_parts_with_most_hits_are_shown_in_their_order() -> None:
    anchors = tuple((f"p{number}", f"Part{number}", 2 + 4 * number) for number in range(5))
    page = text(" ".join(["Big", "title", *(f"Part{number} a b c" for number in range(5))]), anchors=anchors)
    (shown,) = run(["parts", page, [[3, 7, 8, 11, 15, 16, 19, 20]]])
    assert [part["anchor"] for part in shown] == ["p1", "p3", "p4"]


def test_a_part_with_all_words_stands_before_one_with_many_hits() -> None:
    anchors = (("a", "One", 2), ("b", "Two", 6))
    page = text("Big title. One x x x Two x y", anchors=anchors)
    assert [part["anchor"] for part in run(["parts", page, [[3, 4, 5, 7], [8]], 1])[0]] == ["b"]


# Search without an index


def lookup(pages: list[Any], *given: Any) -> tuple[str, list[Any]]:
    (result,) = run(["lookup", pages, *given])
    return result["fit"], result["found"]


def test_texts_with_a_word_are_found_best_first() -> None:
    one, other = "Big title. A reward.", "Big title. Reward, rewards and Naïve rewarding."
    pages = [text(one), text(other), text("Other")]
    assert lookup(pages, "reward") == ("whole", [[other, [2, 3, 6]], [one, [3]]])
    assert lookup(pages, "rewa") == ("start", [[other, [2, 3, 6]], [one, [3]]])
    assert lookup(pages, "naive") == ("whole", [[other, [5]]])
    assert lookup(pages, "zebra") == lookup(pages, "?") == ("none", [])


def test_a_word_that_only_begins_alike_is_told_from_one_that_fits() -> None:
    pages = [text("It detects them.")]
    assert lookup(pages, "detectably") == ("shortened", [["It detects them.", [1]]])
    assert lookup(pages, "detecting")[0] == "whole"
    assert lookup(pages, "defector")[0] == "none"
    assert lookup([text("Grok answers.")], "grokking")[0] == "none"
    assert lookup([text("An SAE by Gal.")], "SAEs")[0] == "whole"
    assert lookup([text("An SAE by Gal.")], "Gallé")[0] == "none"


def test_words_that_stand_together_are_a_phrase() -> None:
    pages = [text("A lottery ticket. Tickets of a lottery.")]
    words = [["lottery", "ticket"], ["lottery", "tickets"], ["ticket", "lottery"], ["lottery"], ["zebra"]]
    assert run(*(["phrase", pages, phrase] for phrase in words)) == [True, True, False, True, False]


def test_texts_are_narrowed_and_those_about_the_site_only_found_when_asked_for() -> None:
    pages = [text("One reward"), text("Asked reward", "question"), text("Our reward", "about")]
    choices = [{}, {"kind": "question"}, {"category": "training"}, {"kind": "page"}, {"kind": "about"}]
    found = [sorted(content for content, _ in lookup(pages, "reward", choice)[1]) for choice in choices]
    both = ["Asked reward", "One reward"]
    assert found == [both, ["Asked reward"], both, [], ["Our reward"]]


# Names within a sentence


def test_names_within_words_are_found_whole() -> None:
    (within, part, plural, none) = run(
        ["namesWithin", "why is a reward model trained"],
        ["namesWithin", "reward"],
        ["namesWithin", "reward models and DPO"],
        ["namesWithin", ""],
    )
    assert [(one["name"], one["at"], one["size"]) for one in within] == [("Reward model", 3, 2)]
    assert part == none == []
    assert [one["name"] for one in plural] == ["Reward model", "DPO"]


def test_the_nearest_names_share_a_rare_word_or_the_spelling() -> None:
    near = run(*(["nearestNames", words] for words in ("probing classifiers", "trajectories", "zebra", "")))
    assert [[entry["title"] for entry in names] for names in near] == [["β-VAE probing"], ["Rollout"], [], []]


def test_a_slip_is_corrected_to_the_word_of_a_name() -> None:
    assert run(*(["correction", word] for word in ("prefrence", "rm", "zebra", "reward"))) == [
        "preference", "", "", "reward",
    ]  # fmt: skip


def test_what_a_question_shows_is_not_found(small_with_exhibits: Path) -> None:
    """A stem that is found leads to a question; the words of its exhibit would lead there from anywhere."""
    atlas = load_atlas(small_with_exhibits, lambda _here, there: there)
    found = list(records(atlas))
    text = " ".join(record.html() for record in found)
    assert "What does the chart show of them?" in text
    for words in (
        "Errors of two scribes",
        "Errors in a hundred letters",
        "Quill",
        "copy.log",
        "0.693",
        "letters(text)",
        "a part missing",
    ):
        assert words not in text, words
