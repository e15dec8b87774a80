"""What search finds: records of the library and of pages, and the names by which concepts and terms are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import Any

from ..model.concept import CONTESTED, Concept
from ..model.graph import Edge
from ..outline import concept as outline
from ..outline.concept import PREFIXES
from ..outline.site import ABOUT_PAGES, BIBLIOGRAPHY, COMPARISONS_PAGE, GLOSSARY_PAGE, MAP_PAGE, concept_page
from ..text.bibliography import author_line
from ..text.markdown import searched
from ..words.table import say
from .atlas import Atlas

ABOUT = "about"
"""The kind of pages about this site, which are searched only if somebody chooses it."""
KINDS = {
    "concept": say("search_concepts"),
    "question": say("search_questions"),
    "source": say("search_sources"),
    "page": say("search_pages"),
    ABOUT: say("search_about"),
}
"""The kinds of records, with their labels."""

SOURCE_WEIGHT = 3
"""What title and authors of a source weigh; the title of a page weighs 7, Pagefind's own weight."""


@dataclass(frozen=True)
class Heading:
    """What stands under one heading. A question is all heading, and has no other text.

    Attributes:
        heading: The heading's words.
        anchor: The heading's id on its page.
        text: The words below it.
    """

    heading: str
    anchor: str
    text: str = ""


@dataclass(frozen=True)
class Record:
    """Something to be found.

    Attributes:
        kind: One of :data:`KINDS`.
        title: Name of the concept, source or page.
        address: Where it stands, from the top of the site.
        categories: Keys of the categories to which it belongs.
        text: The words before the first heading.
        parts: The rest.
        cited: Address and title of the page that rests most on a source.
    """

    kind: str
    title: str
    address: str
    categories: tuple[str, ...] = ()
    text: str = ""
    parts: tuple[Heading, ...] = ()
    cited: tuple[str, str] | None = None

    def html(self) -> str:
        """The record as a page for an indexer: every word escaped, what is no text as attributes."""
        meta = {"title": self.title, "url": self.address}
        if self.cited:
            meta["cited_on"], meta["cited_by"] = self.cited
        head = "".join(f'<meta data-pagefind-meta="{name}[content]" content="{escape(meta[name])}">' for name in meta)
        filters = [("kind", self.kind), *(("category", key) for key in self.categories)]
        head += "".join(f'<meta data-pagefind-filter="{name}[content]" content="{escape(v)}">' for name, v in filters)
        # A stem is no heading, so it must not weigh like one.
        tag, weight = ("h6", ' data-pagefind-weight="1"') if self.kind == "question" else ("h2", "")
        of_source = f' data-pagefind-weight="{SOURCE_WEIGHT}"' if self.kind == "source" else ""
        parts = "".join(
            f'<{tag} id="{escape(part.anchor)}"{weight}>{escape(part.heading)}</{tag}><p>{escape(part.text)}</p>'
            for part in self.parts
        )
        title = "" if self.kind == "question" else f"<h1{of_source}>{escape(self.title)}</h1>"
        return (
            f'<!doctype html><html lang="en"><head><title>{escape(self.title)}</title>{head}</head>'
            f"<body>{title}<p{of_source}>{escape(self.text)}</p>{parts}</body></html>\n"
        )


def records(atlas: Atlas) -> Iterator[Record]:
    """A record of each concept, of its questions, and of each cited source. Answers are in none of them."""
    library = atlas.library
    for concept_id, concept in library.concepts.items():
        address = atlas.address("index.md", concept_page(concept_id))
        home = (concept.category,)
        text = " ".join([*(f"{name}." for name in _others(concept)), concept.summary])
        headings = (_heading(atlas, part) for part in outline.outline(library, concept_id))
        parts = tuple(heading for heading in headings if heading.text)
        yield Record("concept", concept.title, address, home, text, parts)
        prefix = PREFIXES["question"]
        stems = tuple(Heading(_words(atlas, asked.stem), f"{prefix}{asked.id}") for asked in concept.questions)
        if stems:
            yield Record("question", concept.title, address, home, parts=stems)
    bibliography = atlas.address("index.md", BIBLIOGRAPHY)
    for key, ids in sorted(atlas.cited_by.items()):
        source = library.sources[key]
        known = [f"arXiv {source.arxiv}"] if source.arxiv else []
        known += [source.doi] if source.doi else []
        text = " ".join([f"{atlas.labels[key]}. {author_line(source)}. {source.venue}.", *known])
        categories = dict.fromkeys(library.concepts[concept_id].category for concept_id in ids)
        address = f"{bibliography}#{PREFIXES['source']}{key}"
        cited = None
        if ids:
            most = max(ids, key=lambda concept_id: _weight(library.concepts[concept_id], key))
            cited = (atlas.address("index.md", concept_page(most)), library.concepts[most].title)
        yield Record("source", source.title, address, tuple(sorted(categories)), text, cited=cited)


def page_record(atlas: Atlas, page: str, title: str, description: str, html: str) -> Record:
    """The record of a hand-written page: what is written there by hand, and for the glossary its terms.

    Args:
        atlas: The library, and where its pages stand.
        page: Name of the page, such as ``map.md``.
        title: Its title.
        description: Its description.
        html: Its content, with empty placeholders for what is made from data.
    """
    address = atlas.address("index.md", page)
    if page == GLOSSARY_PAGE:
        terms = tuple(
            Heading(term.term, f"term-{term.id}", " ".join([*(f"{alias}." for alias in term.aliases), term.definition]))
            for term in atlas.library.glossary.values()
        )
        return Record("page", title, address, (), description, terms)
    reader = _PageReader()
    reader.feed(html)
    text, *parts = reader.parts
    kind = ABOUT if page in ABOUT_PAGES else "page"
    return Record(kind, title, address, (), f"{description} {_line(text[2])}".strip(), _page_parts(parts))


def names(atlas: Atlas) -> dict[str, Any]:
    """The names of concepts and terms, and what search can be narrowed by, for JSON.

    A name is a list: title, address, place of the category in the list of categories or -1, other names. A comparison
    is its key, label, address and the questions that it puts.
    """
    library = atlas.library
    categories = [(term.key, term.label) for term in library.vocabulary.categories if library.in_category(term.key)]
    places = {key: place for place, (key, _) in enumerate(categories)}
    concepts, terms = [], []
    for concept_id, concept in library.concepts.items():
        spoken = {_folded(name) for name in (concept.title, *_others(concept))}
        ids = [old for old in (concept_id, *concept.redirects, *concept.replaces) if _folded(old) not in spoken]
        address = atlas.address("index.md", concept_page(concept_id))
        concepts.append([concept.title, address, places[concept.category], *_others(concept), *ids])
    glossary = atlas.address("index.md", GLOSSARY_PAGE)
    for term in library.glossary.values():
        place = places[library.concepts[term.concept].category] if term.concept else -1
        terms.append([term.term, f"{glossary}#term-{term.id}", place, *term.aliases])
    compared = atlas.address("index.md", COMPARISONS_PAGE)
    labels = {trait.key: trait.label for trait in library.vocabulary.traits}
    comparisons = [
        [comparison.key, comparison.label, f"{compared}#{comparison.key}", *(labels[key] for key in comparison.traits)]
        for comparison in library.vocabulary.comparisons
    ]
    return {
        "categories": categories,
        "kinds": list(KINDS.items()),
        "concepts": concepts,
        "terms": terms,
        "comparisons": comparisons,
        "map": atlas.address("index.md", MAP_PAGE),
        "glossary": glossary,
        "contested": library.vocabulary.terms("claim_statuses")[CONTESTED].label,
    }


def details(atlas: Atlas) -> dict[str, dict[str, Any]]:
    """What search shows of each concept and term that it finds by name, for JSON, by the name of a file.

    The name is ``concept-`` or ``term-`` and the id. A concept has its summary, the keys of its comparisons, its
    relations (address of the other page, what relates them, reason, address) and its contested claims (question, text,
    address).
    """
    library = atlas.library
    found: dict[str, dict[str, Any]] = {}
    for concept_id, concept in library.concepts.items():
        page = atlas.address("index.md", concept_page(concept_id))
        found[f"concept-{concept_id}"] = {
            "summary": concept.summary,
            "comparisons": list(concept.comparisons),
            "relations": [_relation(atlas, edge) for edge in library.graph.around(concept_id)],
            "contested": [
                [claim.question, _words(atlas, claim.text), f"{page}#{PREFIXES['claim']}{claim.id}"]
                for claim in concept.claims
                if claim.status == CONTESTED and claim.question
            ],
        }
    for term in library.glossary.values():
        found[f"term-{term.id}"] = {"summary": term.definition}
    return found


def _relation(atlas: Atlas, edge: Edge) -> list[str]:
    """A relation as search shows it, which stands on the page of the concept that it starts from."""
    concepts = atlas.library.concepts
    source, target = (concepts[key].short_title or concepts[key].title for key in (edge.source, edge.target))
    page = atlas.address("index.md", concept_page(edge.source))
    anchor = f"{PREFIXES['relation']}{edge.kind.key}-{edge.target}"
    return [
        atlas.address("index.md", concept_page(edge.other)),
        f"{source}: {edge.kind.label} {target}",
        _words(atlas, edge.relation.reason),
        f"{page}#{anchor}",
    ]


def _weight(concept: Concept, key: str) -> int:
    """How many claims and recommendations of a concept rest on a source."""
    claims = sum(key in [source.key for source in claim.sources] for claim in concept.claims)
    return claims + sum(reading.key == key for reading in concept.further_reading)


def _others(concept: Concept) -> list[str]:
    """The names of a concept other than its title."""
    names = dict.fromkeys((concept.short_title or concept.title, *concept.aliases))
    return [name for name in names if name != concept.title]


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


def _words(atlas: Atlas, text: str, *, block: bool = False) -> str:
    concepts = atlas.library.concepts
    return searched(text, lambda key: concepts[key].short_title or concepts[key].title, block=block)


def _heading(atlas: Atlas, part: outline.Part) -> Heading:
    """A part of a concept's page with the words of all that it holds, those of questions apart."""
    said = (words for inner in part.walk() if inner.kind != "question" for words in inner.words)
    texts = (f"{words.before}{_words(atlas, words.markup, block=words.block)}{words.after}" for words in said)
    return Heading(part.name, part.anchor, " ".join(texts))


def _line(words: Iterable[str]) -> str:
    return " ".join("".join(words).split())


def _page_parts(parts: Iterable[tuple[str, list[str], list[str]]]) -> tuple[Heading, ...]:
    return tuple(Heading(_line(heading), anchor, _line(text)) for anchor, heading, text in parts)


_BREAKS = {"p", "li", "td", "th", "tr", "dt", "dd", "div", "pre", "br", "summary", "figcaption"}


class _PageReader(HTMLParser):
    """Sorts the words of a page by its headings.

    ``parts`` has anchor, words of the heading and words below; the first is what stands before any heading.
    """

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[tuple[str, list[str], list[str]]] = [("", [], [])]
        self._in_heading = False
        self._skipped = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        classes = (attributes.get("class") or "").split()
        if tag in _BREAKS and not self._in_heading:
            self.parts[-1][2].append(" ")
        if tag in ("script", "style") or "headerlink" in classes or (tag == "pre" and "mermaid" in classes):
            self._skipped = self._skipped or tag
        elif re.fullmatch("h[1-6]", tag):
            self._in_heading = True
            # The title is known already; what follows it belongs to the page itself.
            if tag != "h1" and attributes.get("id"):
                self.parts.append((str(attributes["id"]), [], []))

    def handle_endtag(self, tag: str) -> None:
        if tag == self._skipped:
            self._skipped = ""
        elif re.fullmatch("h[1-6]", tag):
            self._in_heading = False

    def handle_data(self, data: str) -> None:
        anchor, heading, text = self.parts[-1]
        if self._skipped or (self._in_heading and not anchor):
            return
        (heading if self._in_heading else text).append(data)
