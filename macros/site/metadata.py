"""What programs read in the head of a page: OpenGraph properties for previews, and schema.org data for search engines.

The vocabularies: https://ogp.me/, https://developer.x.com/en/docs/x-for-websites/cards, https://schema.org/DefinedTerm.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from markupsafe import Markup

from ..core.model.concept import Concept
from ..core.outline.site import category_page, concept_page
from ..core.pages.atlas import Atlas
from ..core.pages.links import Address
from ..core.words.table import say
from .cards import HEIGHT, WIDTH, card_path

HOME = "index.md"
_ESCAPED = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})


@dataclass(frozen=True)
class Publication:
    """The site as others refer to it.

    Attributes:
        name: Its name.
        description: What it is, in one sentence.
        url: Where it is published, with a slash at the end; empty if nobody knows yet.
        address: How its pages link to each other.
    """

    name: str
    description: str
    url: str
    address: Address

    def url_of(self, page: str) -> str:
        """Where a page, such as ``concepts/dpo.md``, is published; empty if nobody knows yet."""
        return self.url and urljoin(self.url, self.address(HOME, page))


@dataclass(frozen=True)
class Metadata:
    """What the head of one page says: OpenGraph properties, names of Twitter's own, and schema.org data if any."""

    properties: Sequence[tuple[str, str]]
    names: Sequence[tuple[str, str]]
    data: Markup | None


def metadata(atlas: Atlas, site: Publication, page: str | None, title: str, description: str) -> Metadata:
    """What the head of a page says; nothing in it is escaped but the data, which are fit for a ``<script>``.

    Args:
        atlas: The concepts.
        site: The site.
        page: The page, such as ``concepts/dpo.md``; None for one that stands at no address of its own.
        title: Its title in plain words; that of a concept and of the home page is known.
        description: Its description in plain words.
    """
    concept_id = next((key for key in atlas.library.concepts if page == concept_page(key)), None)
    concept = atlas.library.concepts[concept_id] if concept_id else None
    title = concept.title if concept else site.name if page == HOME else title
    properties = [
        ("og:type", "article" if concept else "website"),
        ("og:site_name", site.name),
        ("og:title", title),
        ("og:description", description),
    ]
    if site.url:
        if page:
            properties.append(("og:url", site.url_of(page)))
        properties += [
            ("og:image", urljoin(site.url, card_path(concept_id))),
            ("og:image:type", "image/png"),
            ("og:image:width", str(WIDTH)),
            ("og:image:height", str(HEIGHT)),
            ("og:image:alt", f"{title}. {description}" if concept else f"{site.name}. {site.description}"),
        ]
    names = [("twitter:card", "summary_large_image" if site.url else "summary")]
    graph: list[dict[str, Any]] = []
    if concept_id and concept:
        graph = concept_data(atlas, site, concept_id, concept)
    elif page == HOME:
        graph = [_set(site, site.url or "./") | {"description": site.description, "inLanguage": "en"}]
    return Metadata(
        properties, names, script_text({"@context": "https://schema.org", "@graph": graph}) if graph else None
    )


def concept_data(atlas: Atlas, site: Publication, concept_id: str, concept: Concept) -> list[dict[str, Any]]:
    """A concept as a term, its place in the site, and its questions as a quiz, without answers."""
    vocabulary = atlas.library.vocabulary
    here, home = concept_page(concept_id), site.url or site.address(concept_page(concept_id), HOME)
    url = site.url_of(here)
    others = [name for name in dict.fromkeys((concept.short_title, *concept.aliases)) if name and name != concept.title]
    term: dict[str, Any] = {
        "@type": "DefinedTerm",
        "@id": f"{url}#term",
        "name": concept.title,
        "alternateName": others,
        "description": concept.summary,
        "termCode": concept_id,
        "inDefinedTermSet": _set(site, home),
        "url": url,
    }
    above = [
        (site.name, site.url),
        (vocabulary.terms("categories")[concept.category].label, site.url_of(category_page(concept.category))),
        (concept.title, url),
    ]
    steps = [
        _filled({"@type": "ListItem", "position": place, "name": name, "item": address})
        for place, (name, address) in enumerate(above, start=1)
    ]
    graph: list[dict[str, Any]] = [_filled(term), {"@type": "BreadcrumbList", "itemListElement": steps}]
    if concept.questions:
        quiz = {
            "@type": "Quiz",
            "name": say("quiz_name", title=concept.title),
            "about": {"@id": term["@id"]},
            "educationalLevel": vocabulary.terms("levels")[concept.level].label,
        }
        graph.append(quiz)
    return graph


def script_text(data: Any) -> Markup:
    """Data as JSON that no parser of HTML takes for more than text, whatever words are in it."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED))


def _set(site: Publication, home: str) -> dict[str, Any]:
    return _filled({"@type": "DefinedTermSet", "@id": home, "name": site.name, "url": site.url})


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value}
