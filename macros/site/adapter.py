"""Connects the core to MkDocs: macros, virtual pages, menu, edit links, build products."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

import yaml
from markdown.extensions.toc import slugify
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from ..core.drawing.renderer import RendererMissing
from ..core.model.files import PATHS, VOCABULARY, concept_path
from ..core.outline.site import (
    DECK,
    HEADERS,
    INTERVIEWS,
    LICENSES,
    MACROS,
    QUESTION_LISTS,
    ROBOTS,
    ROOT_PAGES,
    SHEETS,
    asked_in,
    category_page,
    concept_page,
    interview_page,
    path_page,
    questions_page,
    root_page_text,
    sheet_page,
)
from ..core.pages.atlas import Atlas, load_atlas
from ..core.pages.data_files import DATA_FILES, figures
from ..core.pages.links import Address
from ..core.pages.records import Record, details, names, page_record, records
from ..core.pages.render import Renderer, for_theme
from ..core.source.problems import DataError
from ..core.store.pages import page_cache
from ..core.words.table import say
from . import assets, bundles, cards, headers
from .deck import deck
from .licenses import licenses
from .metadata import Metadata, Publication, metadata

BODY = "{{ atlas_page() }}"
"""The text of each page that is made from data. No value of the data is in it, since it is a Jinja template."""


_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class Site:
    """One build: the renderer and where pages and files come from.

    Raises:
        PluginError: the data has problems, or the renderer is not installed; the message holds all of them.
    """

    def __init__(self, config: MkDocsConfig) -> None:
        self.root = Path(config.config_file_path).parent
        self._config = config
        try:
            self.atlas: Atlas = load_atlas(self.root, address_of(config))
        except DataError as error:
            raise PluginError(f"the data cannot be used\n{error.report()}") from None
        except RendererMissing as error:
            raise PluginError(str(error)) from None
        self.renderer = Renderer(self.atlas, page_cache(self.root, str(config.use_directory_urls)))
        self.bundles: dict[str, bundles.Bundle] = {}
        self.heading_font = ""
        self._texts: dict[str, Callable[[], str]] = {}
        self._written: list[Record] = []

    def remember(self, page: Page) -> None:
        """Lets search find a page that is not one of a concept; what is on those it has from the data.

        Mock interviews, cheat sheets and lists of questions repeat what those pages say, so search leaves them out.
        """
        name = page.file.src_uri
        if name.startswith(("concepts/", INTERVIEWS, QUESTION_LISTS, SHEETS)):
            return
        html, description = page.content or "", str(page.meta.get("description", ""))
        self._written.append(page_record(self.atlas, name, unescape(str(page.title)), unescape(description), html))

    def found(self) -> list[Record]:
        """Everything that search finds, in an order that depends on the data alone."""
        return [*records(self.atlas), *sorted(self._written, key=lambda record: record.address)]

    def names(self) -> dict[str, Any]:
        """The names that search knows; see :func:`macros.core.pages.records.names`. With a repository, also where to
        propose what is missing."""
        return {**names(self.atlas), "propose": f"{self._config.repo_url}issues/new" if self._config.repo_url else ""}

    def details(self) -> dict[str, dict[str, Any]]:
        """What search shows of what it finds by name; see :func:`macros.core.pages.records.details`."""
        return details(self.atlas)

    def other_names(self, page: str) -> list[str]:
        """What else the address of a concept's page may be taken for: its names as addresses, and former ids."""
        concept_id = page.removeprefix("concepts/").removesuffix(".md")
        concept = self.atlas.library.concepts.get(concept_id)
        if concept is None or page != concept_page(concept_id):
            return []
        former = [old for old, new in self.atlas.former_pages.items() if new == concept_id]
        names = (concept.title, concept.short_title or "", *concept.aliases)
        known = dict.fromkeys([*(slugify(name, "-") for name in names), *former])
        return [name for name in known if name and name != concept_id]

    def categories(self) -> Iterator[tuple[str, str, list[str]]]:
        """Key, label and concept ids of each category that has concepts."""
        library = self.atlas.library
        for category in library.vocabulary.categories:
            if ids := library.in_category(category.key):
                yield category.key, category.label, ids

    def nav(self, written: list[Any]) -> list[Any]:
        """The menu: the first hand-written entry, then the categories, then the other hand-written entries."""
        generated = [
            {for_theme(label): [category_page(key), *(concept_page(concept_id) for concept_id in ids)]}
            for key, label, ids in self.categories()
        ]
        return [*written[:1], *generated, *written[1:]]

    def pages(self, config: MkDocsConfig) -> Iterator[File]:
        """The virtual pages, each with the place of its data as edit link."""
        library = self.atlas.library
        head: dict[str, Any]
        for key, label, _ids in self.categories():
            description = library.vocabulary.terms("categories")[key].description
            head = {"title": for_theme(label), "description": for_theme(description), "script": "list"}
            yield self._made(config, category_page(key), head, partial(self.renderer.category, key), VOCABULARY)
            head = {
                "title": for_theme(say("sheet_title", category=label)),
                "description": for_theme(say("sheet_description", category=label)),
                "hide": ["toc"],
                "wide": True,
            }
            file = self._made(config, sheet_page(key), head, partial(self.renderer.cheat_sheet, key), VOCABULARY)
            file.inclusion = InclusionLevel.NOT_IN_NAV
            yield file
            if not asked_in(library, key):
                continue
            head = {
                "title": for_theme(say("questions_title", category=label)),
                "description": for_theme(say("questions_description", category=label)),
                "script": "questions",
                "hide": ["toc"],
            }
            file = self._made(config, questions_page(key), head, partial(self.renderer.questions, key), VOCABULARY)
            file.inclusion = InclusionLevel.NOT_IN_NAV
            yield file
        for plan in self.renderer.plans:
            data = VOCABULARY if plan.id in library.vocabulary.terms("categories") else PATHS
            head = {"title": for_theme(plan.label), "description": for_theme(plan.description), "script": "path"}
            file = self._made(config, path_page(plan.id), head, partial(self.renderer.path, plan.id), data)
            file.inclusion = InclusionLevel.NOT_IN_NAV
            yield file
            for interview in self.renderer.interviews.get(plan.id, []):
                head = {
                    "title": for_theme(say("interview_title", number=interview.number, path=plan.label)),
                    "description": for_theme(say("interview_description", number=interview.number, path=plan.label)),
                    "script": "interview",
                }
                text = partial(self.renderer.interview, plan.id, interview.number)
                file = self._made(config, interview_page(plan.id, interview.number), head, text, PATHS)
                file.inclusion = InclusionLevel.NOT_IN_NAV
                yield file
        for concept_id, concept in library.concepts.items():
            head = {
                "title": for_theme(concept.short_title or concept.title),
                "description": self.renderer.concept_description(concept_id),
                "script": "concept" if concept.questions else "list",
                "concept": concept_id,
            }
            text = partial(self.renderer.concept, concept_id)
            yield self._made(config, concept_page(concept_id), head, text, concept_path(concept_id))
        for old, new in self.atlas.former_pages.items():
            head = {
                "title": for_theme(say("page_moved_title")),
                "description": for_theme(say("page_moved_description")),
                "robots": "noindex",
                "script": "moved",
            }
            file = self._made(config, concept_page(old), head, partial(self.renderer.moved, old), concept_path(new))
            file.inclusion = InclusionLevel.NOT_IN_NAV
            yield file
        for page, (path, description) in ROOT_PAGES.items():
            written = {"description": description, "render_macros": False}
            yield _page(config, page, written, root_page_text((self.root / path).read_text("utf-8")), path)

    def _made(self, config: MkDocsConfig, page: str, head: dict[str, Any], text: Callable[[], str], data: str) -> File:
        file = _page(config, page, head, BODY, data)
        self._texts[file.src_uri] = text
        return file

    def text(self, page: str) -> str:
        """The Markdown, with placeholders, of a page that is made from data.

        Raises:
            PluginError: it is a hand-written page.
        """
        if page not in self._texts:
            raise PluginError(f"docs/{page}: atlas_page() is only for pages that are made from data; delete it")
        return self._texts[page]()


def register(env: Any) -> None:
    """Registers the macros on the mkdocs-macros plugin ``env`` and loads the data.

    Raises:
        PluginError: see :class:`Site`.
    """
    site = env.atlas_site = Site(env.conf)
    renderer = site.renderer

    def printed(method: Callable[[str], str]) -> Callable[[], str]:
        return lambda: method(env.page.file.src_uri)

    env.macro(printed(site.text), "atlas_page")
    env.macro(lambda: figures(site.atlas), "figures")
    for name in MACROS:
        env.macro(printed(getattr(renderer, name)), name)


def site_of(config: MkDocsConfig) -> Site:
    """What :func:`register` loaded for the build with this configuration."""
    plugin: Any = config.plugins["macros"]
    site: Site = plugin.atlas_site
    return site


def theme_folder(config: MkDocsConfig) -> Path:
    """The folder of our own templates."""
    assert config.theme.custom_dir, "mkdocs.yml names the folder"
    return Path(config.theme.custom_dir)


def address_of(config: MkDocsConfig) -> Address:
    """How MkDocs with this configuration links one page to another."""
    urls: dict[str, str] = {}

    def url(page: str) -> str:
        if page not in urls:
            urls[page] = File(page, config.docs_dir, config.site_dir, config.use_directory_urls).url
        return urls[page]

    return lambda here, there: get_relative_url(url(there), url(here))


def add_files(files: Files, config: MkDocsConfig) -> None:
    """Adds the virtual pages and the files that the build makes or takes from packages.

    Raises:
        PluginError: see :func:`add_file`.
    """
    site = site_of(config)
    for file in assets.of_theme(files, config):
        files.remove(file)
    fonts = assets.font_files(site.atlas, site.root, config)
    names = {name: Path(file.src_uri).name for name, file in fonts.items()}
    site.heading_font = fonts[f"{assets.TEXT}.woff2"].src_uri
    site.bundles = bundles.make(config, names, assets.math_styles(site.atlas))
    made: dict[str, str | bytes] = {name: text_of(site.atlas) for name, text_of in DATA_FILES.items()}
    made[HEADERS] = headers.headers(theme_folder(config))
    made[DECK] = deck(site.atlas, publication(config), site.root).package
    made[LICENSES] = licenses(site.root)
    made |= {bundle.path: bundle.text for bundle in site.bundles.values()}
    if config.site_url:
        made[ROBOTS] = f"User-agent: *\nDisallow:\n\nSitemap: {config.site_url}sitemap.xml\n"
        made |= cards.make(cards.cards(site.atlas, config.site_name, config.site_description or ""), site.root)
    generated = [File.generated(config, path, content=content) for path, content in made.items()]
    taken = {file.dest_uri: file for file in files}
    for file in [*site.pages(config), *fonts.values(), *generated]:
        add_file(files, file, taken)


def add_file(files: Files, file: File, taken: dict[str, File]) -> None:
    """Adds a file that is made from data to those of the build, and to ``taken``, which has these by their targets.

    Raises:
        PluginError: the file would be written outside the site's folder, or over another one.
    """
    target, site = Path(file.abs_dest_path), Path(file.dest_dir).resolve()
    parts = file.dest_uri.split("/")
    if not {"", ".", ".."}.isdisjoint(parts) or "\\" in file.dest_uri or not target.resolve().is_relative_to(site):
        raise PluginError(f"{file.src_uri!r} would be written outside its folder in the site; its name is no page name")
    if other := taken.get(file.dest_uri):
        made = other.generated_by is not None
        where = repr(other.src_uri) if made else f"docs/{other.src_uri}"
        raise PluginError(f"{where}: the page or file {file.src_uri!r} is made from data; rename or delete the other")
    taken[file.dest_uri] = file
    files.append(file)


def publication(config: MkDocsConfig) -> Publication:
    """The site of this configuration as others refer to it."""
    return Publication(config.site_name, config.site_description or "", config.site_url or "", address_of(config))


def metadata_of(config: MkDocsConfig) -> Callable[[Page | None], Metadata]:
    """What the head of a page says, for the theme; without a page it is the one for addresses that do not exist."""
    atlas, site = site_of(config).atlas, publication(config)

    def of(page: Page | None) -> Metadata:
        if not page:
            return metadata(atlas, site, None, say("not_found"), site.description)
        description = unescape(str(page.meta.get("description") or site.description))
        return metadata(atlas, site, page.file.src_uri, unescape(str(page.title)), description)

    return of


def set_addresses(config: MkDocsConfig) -> None:
    """Takes the edit link from the repository's address; without one there is none.

    The addresses come from the environment: ``SITE_URL``, ``REPO_URL`` and ``REPO_BRANCH``.
    """
    if config.repo_url:
        config.repo_url = config.repo_url.rstrip("/") + "/"
        config.edit_uri = f"edit/{os.environ.get('REPO_BRANCH') or 'main'}/docs/"
    else:
        config.repo_url = config.edit_uri = None


def _page(config: MkDocsConfig, page: str, head: dict[str, Any], body: str, data: str) -> File:
    front = yaml.dump(head, Dumper=_DUMPER, allow_unicode=True, width=10_000)
    file = File.generated(config, page, content=f"---\n{front}---\n\n{body}\n")
    file.edit_uri = f"../{data}"
    return file
