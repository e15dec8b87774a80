"""Pages as Markdown whose headings are Markdown and whose text is held back as finished HTML.

Where a block of HTML belongs, the Markdown has a placeholder with the block's words, which is all that a Markdown
parser and a search index need to see. :meth:`Renderer.fill` puts the blocks in when the page is otherwise done.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from .atlas import Atlas, PageLinks, category_page, concept_page
from .bibliography import author_line, cited_keys
from .formulas import mathml, mathml_parts
from .graph import Edge
from .model import Citation, Concept
from .questions import shown_options
from .text import citation, render_block, render_inline

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"

_PLACEHOLDER = re.compile(r'<div class="aa-held" data-held="(\d+)">[^<]*</div>')
_INLINE = re.compile(r"</?(?:a|cite|code|em|span|strong|time|math|semantics|m[a-z]+)\b[^>]*>")
_UNSEARCHED = re.compile(r"<(\w+)\b[^>]*\bdata-search-exclude\b.*?</\1>|<annotation\b.*?</annotation>", re.DOTALL)


def searchable_words(html: str) -> str:
    """The words of a block as plain text, without elements marked ``data-search-exclude``.

    Such an element may not contain another one of its own name.
    """
    text = _INLINE.sub("", _UNSEARCHED.sub("", html))
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split())


def heading(text: str) -> Markup:
    """Plain text for a Markdown heading: every sign that Markdown or its extensions could read is an entity."""
    return Markup(re.sub(r"[!-/:-@\[-`{-~]", lambda match: f"&#{ord(match.group())};", " ".join(text.split())))


def for_theme(text: str) -> str:
    """Plain text for places where the theme prints it unescaped and mkdocs-macros looks for braces."""
    return str(escape(text)).replace("{", "&#123;").replace("}", "&#125;")


def compiled_templates(root: Path) -> FileSystemBytecodeCache:
    """Where compiled templates are kept between builds, by their text and the version of Jinja and Python."""
    folder = root / ".cache" / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


class Renderer:
    """Renders parts of the site from an atlas. Each method that names a part returns Markdown with placeholders."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self._held: list[Markup] = []

    def fill(self, html: str, treat: Callable[[str], str] = str) -> str:
        """The text, Markdown or HTML, with each placeholder replaced by its block, ``treat`` applied to the block."""
        return _PLACEHOLDER.sub(lambda match: treat(self._held[int(match[1])]), html)

    def _hold(self, caller: Callable[[], Markup]) -> Markup:
        self._held.append(caller())
        words = escape(searchable_words(self._held[-1]))
        return Markup(f'<div class="aa-held" data-held="{len(self._held) - 1}">{words}</div>\n')

    @cached_property
    def _templates(self) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            bytecode_cache=compiled_templates(self.atlas.library.root),
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters["heading"] = heading
        environment.globals.update(
            math=lambda tex: mathml(tex, display=False),
            display=mathml_parts,
            author_line=author_line,
        )
        return environment

    def concept(self, concept_id: str) -> str:
        """The whole page of a concept."""
        library = self.atlas.library
        concept = library.concepts[concept_id]
        links = self.atlas.links(concept_page(concept_id), own_sources=True)
        return self._print(
            "concept.md.j2",
            links,
            id=concept_id,
            concept=concept,
            equations={equation.id: equation for equation in concept.equations},
            process_after=_process_after(concept),
            edges=library.graph.around(concept_id),
            first=library.graph.targets(concept_id, "requires"),
            next=_unlocked(library.graph.around(concept_id)),
            diagrams=self.atlas.diagrams[concept_id],
            options=lambda question: shown_options(concept_id, question),
            cited=self._sorted(cited_keys(library, concept_id)),
        )

    def concept_description(self, concept_id: str) -> str:
        """The summary, fit for the theme's meta description."""
        return for_theme(self.atlas.library.concepts[concept_id].summary)

    def category(self, key: str) -> str:
        """The page of a category: what it is and its concepts."""
        library = self.atlas.library
        return self._print(
            "category.md.j2",
            self.atlas.links(category_page(key)),
            category=library.vocabulary.terms("categories")[key],
            concepts=self._concepts(library.in_category(key)),
        )

    def categories(self, page: str) -> str:
        """All categories that have concepts, with their concepts, for a page named like ``index.md``."""
        library = self.atlas.library
        groups = [
            (category, self._concepts(library.in_category(category.key)))
            for category in library.vocabulary.categories
            if library.in_category(category.key)
        ]
        return self._print("categories.md.j2", self.atlas.links(page), groups=groups)

    def bibliography(self, page: str) -> str:
        """All cited sources with the concepts that cite them."""
        keys = self._sorted(self.atlas.cited_by)
        return self._print("bibliography.md.j2", self.atlas.links(page), keys=keys, cited_by=self.atlas.cited_by)

    def figures(self) -> dict[str, int]:
        """How many concepts, questions, claims and cited sources there are."""
        concepts = self.atlas.library.concepts.values()
        return {
            "concepts": len(concepts),
            "questions": sum(len(concept.questions) for concept in concepts),
            "claims": sum(len(concept.claims) for concept in concepts),
            "sources": len(self.atlas.cited_by),
        }

    def _concepts(self, ids: Iterable[str]) -> list[tuple[str, Concept]]:
        return [(concept_id, self.atlas.library.concepts[concept_id]) for concept_id in ids]

    def _sorted(self, keys: Iterable[str]) -> list[str]:
        return sorted(keys, key=lambda key: (self.atlas.labels[key].casefold(), key))

    def _print(self, template: str, links: PageLinks, **values: Any) -> str:
        def cite(citations: Iterable[Citation]) -> Markup:
            return Markup("; ").join(citation(item.key, item.at, links) for item in citations)

        vocabulary = self.atlas.library.vocabulary
        text = self._templates.get_template(template).render(
            values,
            links=links,
            library=self.atlas.library,
            sources=self.atlas.library.sources,
            drawings=self.atlas.drawings,
            term=lambda name, key: vocabulary.terms(name)[key],
            inline=lambda text: render_inline(text, links),
            block=lambda text: render_block(text, links),
            cite=cite,
            hold=self._hold,
        )
        return re.sub(r"\n{3,}", "\n\n", text)


def _process_after(concept: Concept) -> str:
    """Id of the section below which the stages stand: the one that says how it works, or else the last."""
    ids = [section.id for section in concept.sections]
    return "how-it-works" if "how-it-works" in ids else ids[-1]


def _unlocked(edges: Iterable[Edge]) -> list[str]:
    return [edge.other for edge in edges if edge.kind.key == "requires" and edge.here == edge.target]
