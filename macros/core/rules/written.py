"""Hand-written pages are in the menu, call only what there is, and link to files that there are."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml
from jinja2 import Environment, TemplateSyntaxError, meta, nodes
from jinja2.defaults import DEFAULT_NAMESPACE
from markdown_it import MarkdownIt

from ..model.library import Library
from ..names.renames import former_pages
from ..outline.site import MACROS, MADE_FILES, OTHER_MACROS, ROOT_PAGES, concept_page, made_pages, on_site
from ..source.problems import Problem, suggest
from ..text.fences import fences_of, written_pages, written_text

CONFIGURATION = "mkdocs.yml"
_OF_PLUGIN = frozenset(
    {"config", "context", "environment", "extra", "files", "filters", "filters_builtin", "fix_url", "git", "macros",
     "macros_info", "navigation", "now", "page", "plugin"}
)  # fmt: skip
"""Names that mkdocs-macros itself gives to pages."""
_FRONT = re.compile(r"\A---\n.*?^---\n", re.MULTILINE | re.DOTALL)
_ODD_FENCE = re.compile(
    r"^[ \t]*(?:>[ \t>]*(?:`{3,}|~{3,})[ \t]*mermaid|(?:`{3,}|~{3,})[ \t]*\{[^\n]*\bmermaid)", re.MULTILINE
)


def check(library: Library) -> Iterator[Problem]:
    """Yields ``template-error``, ``broken-link`` and ``unlisted-page``."""
    docs = library.root / "docs"
    files = {file.relative_to(docs).as_posix() for file in docs.rglob("*") if file.is_file()}
    former = former_pages(library)
    made = {page for page, _ in made_pages(library, former)}
    made |= {concept_page(concept_id) for concept_id in library.unreadable}
    of_root = {path: page for page, (path, _) in ROOT_PAGES.items()}
    for file in written_pages(library.root):
        path = file.relative_to(library.root).as_posix()
        page = path.removeprefix("docs/") if path.startswith("docs/") else of_root.get(path)
        if page is None:
            continue
        text = _FRONT.sub(lambda match: "\n" * match.group().count("\n"), written_text(file))
        if path.startswith("docs/"):
            yield from _template(path, text)
            yield from _diagrams(path, text)
        yield from _links(path, page, text, files | made | set(MADE_FILES))
    yield from _menu(library.root, sorted(name for name in files if name.endswith(".md")))


def _template(path: str, text: str) -> Iterator[Problem]:
    try:
        tree = Environment(autoescape=True).parse(text)
    except TemplateSyntaxError as error:
        message = f"not a valid Jinja template: {error.message}; write braces that mean nothing as &#123;"
        yield Problem(path, error.lineno, 1, "template-error", message)
        return
    ours = (*MACROS, *OTHER_MACROS)
    unknown = meta.find_undeclared_variables(tree) - {*ours, *DEFAULT_NAMESPACE, *_OF_PLUGIN}
    for node in tree.find_all(nodes.Name):
        if node.name in unknown and node.ctx == "load":
            line = text.split("\n")[node.lineno - 1]
            message = f"nothing is called '{node.name}'{suggest(node.name, ours)}"
            yield Problem(path, node.lineno, max(line.find(node.name), 0) + 1, "template-error", message)


def _diagrams(path: str, text: str) -> Iterator[Problem]:
    """Diagrams that Python-Markdown reads, and the drawing program never gets as they are."""
    for match in _ODD_FENCE.finditer(text):
        message = "a diagram begins with ```mermaid in a line of its own, outside of quotations and without braces"
        yield Problem(path, text.count("\n", 0, match.start()) + 1, 1, "template-error", message)
    for fence in fences_of(path, text):
        for number, line in enumerate(fence.text.split("\n")):
            if braces := re.search(r"\{[{%#]", line):
                message = f"'{braces.group()}' in a diagram is read as Jinja in this page; choose a shape without it"
                column = fence.indent + braces.start() + 1
                yield Problem(path, fence.line + number, column, "template-error", message)


def _links(path: str, page: str, text: str, there: Collection[str]) -> Iterator[Problem]:
    lines = text.split("\n")
    for block in MarkdownIt("commonmark").parse(text):
        for token in block.children or ():
            target = str(token.attrs.get("href") or token.attrs.get("src") or "")
            address = urlsplit(target)
            if address.scheme or address.netloc or not address.path:
                continue
            inside = unquote(address.path) if path.startswith("docs/") else on_site(unquote(address.path))
            name = posixpath.normpath(posixpath.join(posixpath.dirname(page), inside))
            if address.path.startswith("/"):
                message = f"'{target}' begins at the top of the server; write it relative to this file"
            elif name not in there:
                message = f"there is no page or file '{name}'; correct the link"
            else:
                continue
            start, end = block.map or (0, 1)
            number = next((n for n in range(start, end) if f"]({target}" in lines[n]), start)
            before = lines[number].find(f"]({target}")
            yield Problem(path, number + 1, before + 3 if before >= 0 else 1, "broken-link", message)


def _menu(root: Path, pages: Collection[str]) -> Iterator[Problem]:
    """Hand-written pages that the menu in ``mkdocs.yml`` lacks, and entries without a page."""
    if not (root / CONFIGURATION).is_file():
        return
    text = (root / CONFIGURATION).read_text("utf-8", errors="replace")
    try:
        configuration = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError:
        return  # MkDocs cannot even start, and says where
    menu = configuration.get("nav") if isinstance(configuration, dict) else None
    if not menu:
        return
    listed = {name for name in _words(menu) if name.endswith(".md")}
    for name in pages:
        if name not in listed and name not in ROOT_PAGES and not posixpath.basename(name).startswith("."):
            message = f"the menu lacks this page; add it to 'nav' in {CONFIGURATION}, or delete it"
            yield Problem(f"docs/{name}", 1, 1, "unlisted-page", message)
    for name in sorted(listed - set(pages) - set(ROOT_PAGES)):
        line = text.count("\n", 0, text.find(name)) + 1
        message = f"there is no page docs/{name}; correct or delete the entry"
        yield Problem(CONFIGURATION, line, 1, "unlisted-page", message)


def _words(menu: Any) -> Iterator[str]:
    if isinstance(menu, str):
        yield menu
    elif isinstance(menu, dict | list):
        for inner in menu.values() if isinstance(menu, dict) else menu:
            yield from _words(inner)


class _Loader(yaml.SafeLoader):
    """Reads what MkDocs' configuration holds, tags of other programs as nothing."""


_Loader.add_multi_constructor("", lambda _loader, _tag, _node: None)
