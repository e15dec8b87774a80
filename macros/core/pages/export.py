"""The generated pages as plain Markdown files, for any other site generator."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator

from ..outline.site import (
    OVERVIEWS,
    asked_in,
    category_page,
    concept_page,
    interview_page,
    path_page,
    questions_page,
    sheet_page,
)
from ..words.table import say
from .atlas import Atlas
from .data_files import DATA_FILES
from .render import Renderer


def relative(here: str, there: str) -> str:
    """The address of one page on another where each page is a folder of its own, as most generators make it.

    Both are named like ``concepts/dpo.md``. Generators leave links in HTML blocks as they are. Other files than pages
    keep their names.
    """
    address = posixpath.relpath(_folder(there), _folder(here))
    return f"{address}/" if there.endswith(".md") else address


def _folder(page: str) -> str:
    return page.removesuffix(".md").removesuffix("/index")


def exported_pages(atlas: Atlas) -> Iterator[tuple[str, str]]:
    """Name and text of each page that is made from data: front matter, Markdown headings, finished HTML blocks.

    The files that pages lead to or that scripts ask for come last.

    The atlas has to be loaded with :func:`relative` as its addresses.
    """
    renderer = Renderer(atlas)
    library = atlas.library
    for category in library.vocabulary.categories:
        if library.in_category(category.key):
            yield _page(renderer, category_page(category.key), category.description, renderer.category(category.key))
            description = say("sheet_description", category=category.label)
            yield _page(renderer, sheet_page(category.key), description, renderer.cheat_sheet(category.key))
        if asked_in(library, category.key):
            description = say("questions_description", category=category.label)
            yield _page(renderer, questions_page(category.key), description, renderer.questions(category.key))
    for concept_id, concept in library.concepts.items():
        yield _page(renderer, concept_page(concept_id), concept.summary, renderer.concept(concept_id))
    for old in atlas.former_pages:
        yield _page(renderer, concept_page(old), say("page_moved_description"), renderer.moved(old))
    for plan in renderer.plans:
        yield _page(renderer, path_page(plan.id), plan.description, renderer.path(plan.id))
        for interview in renderer.interviews.get(plan.id, []):
            description = say("interview_description", number=interview.number, path=plan.label)
            name, text = interview_page(plan.id, interview.number), renderer.interview(plan.id, interview.number)
            yield _page(renderer, name, description, text)
    for overview in OVERVIEWS:
        text = f"# {overview.title}\n\n{getattr(renderer, overview.macro)(overview.page)}"
        yield _page(renderer, overview.page, say("overview_description", title=overview.title), text)
    for name, text_of in DATA_FILES.items():
        yield name, text_of(atlas)


def _page(renderer: Renderer, name: str, description: str, text: str) -> tuple[str, str]:
    head = f"---\ndescription: {json.dumps(description, ensure_ascii=False)}\n---\n\n"
    return name, head + renderer.fill(text, inert).strip() + "\n"


def inert(html: str) -> str:
    """A block that no Markdown parser ends early, and in which no template engine finds its braces."""
    html = re.sub(r"<pre\b.*?</pre>", lambda match: match.group().replace("\n", "&#10;"), html, flags=re.DOTALL)
    html = re.sub(r"\n\s*\n", "\n", html)
    return html.replace("{", "&#123;").replace("}", "&#125;")
