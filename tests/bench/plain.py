"""The text of a built site as a project for plain Material.

Plain Material is the theme with its own search and no other plugin. Each of its pages is the text of one of our built
pages as an author would write it there: headings, paragraphs, lists, tables, links, formulas as TeX, diagrams as
Mermaid text, answers in collapsible blocks. Its readers' browsers draw the formulas and diagrams; here the build does.
"""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

SETTINGS = """\
site_name: Plain
theme:
  name: material
  features: [navigation.indexes, navigation.prune]
markdown_extensions:
  - admonition
  - attr_list
  - pymdownx.arithmatex: {generic: true}
  - pymdownx.details
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
"""


def plain_project(site: Path, folder: Path) -> Path:
    """A project for plain Material in ``folder`` with the text of each built page of ``site``, and the same menu."""
    for page in sorted(site.rglob("index.html")):
        file = folder / "docs" / page.parent.relative_to(site) / "index.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(markdown(_article(page)), "utf-8")
    nav = yaml.safe_dump({"nav": menu(site)}, allow_unicode=True)
    (folder / "mkdocs.yml").write_text(f"{SETTINGS}{nav}", "utf-8")
    return folder


def menu(site: Path) -> list[str | dict[str, list[str]]]:
    """The menu of a built site: its home page, each category with its concepts, all other pages."""
    found: list[str | dict[str, list[str]]] = ["index.md"]
    listed = {"index.md"}
    for page in sorted((site / "categories").glob("*/index.html")):
        article = _article(page)
        assert article.h1
        links = [str(link["href"]) for link in article.select(".aa-concepts > li > a")]
        pages = [_page(site, page.parent), *(_page(site, page.parent / link) for link in links)]
        found.append({"".join(article.h1.find_all(string=True, recursive=False)).strip(): pages})
        listed.update(pages)
    others = [_page(site, page.parent) for page in sorted(site.rglob("index.html"))]
    return [*found, *(name for name in others if name not in listed)]


def _page(site: Path, folder: Path) -> str:
    return (folder.resolve().relative_to(site.resolve()) / "index.md").as_posix()


def _article(page: Path) -> Tag:
    article = BeautifulSoup(page.read_text("utf-8"), "html.parser").select_one("article")
    assert article
    return article


def markdown(element: Tag) -> str:
    """What an author of plain Material would have written for an element."""
    for waste in element.select(".headerlink, .md-content__button, .aa-anchor, svg"):
        waste.decompose()
    for formula in element.select("math"):
        annotation = formula.select_one("annotation")
        tex = annotation.get_text().strip() if annotation else ""
        formula.replace_with(f"$${tex}$$" if formula.get("display") == "block" else f"${tex}$")
    return "\n\n".join(_blocks(element)) + "\n"


def _blocks(element: Tag) -> list[str]:
    found: list[str] = []
    for child in element.children:
        if isinstance(child, Tag) and (blocks := _block(child)) is not None:
            found.extend(blocks)
        elif words := _words(child):
            name = child.name if isinstance(child, Tag) else ""
            if (
                found
                and name in ("", "a", "em", "strong", "code", "span", "cite", "time")
                and not found[-1].endswith("\n")
            ):
                found[-1] += " " + words
            else:
                found.append(words)
    return found


def _block(element: Tag) -> list[str] | None:
    """The blocks that an element is, or None if it is part of a line."""
    match element.name:
        case "h1" | "h2" | "h3":
            return [f"{'#' * int(element.name[1])} {_words(element)}"]
        case "ul" | "ol":
            mark = "-   " if element.name == "ul" else "1.  "
            items = ["\n\n".join(_blocks(item)) for item in element.find_all("li", recursive=False)]
            return ["\n".join(mark + item.replace("\n", "\n    ") for item in items)]
        case "table":
            rows = [[_words(cell).replace("|", "") for cell in row.select("th, td")] for row in element.select("tr")]
            lines = ["| " + " | ".join(row) + " |" for row in rows]
            return ["\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])]
        case "pre":
            kind = "mermaid" if "flowchart" in element.get_text() else ""
            return [f"```{kind}\n{element.get_text().strip()}\n```"]
        case "details":
            summary = element.summary
            inner = "\n\n".join(_blocks(element)[1:]).replace("\n", "\n    ")
            return [f'??? note "{_words(summary) if summary else ""}"\n\n    {inner}']
        case _ if element.find(["p", "div", "ul", "ol", "table", "pre", "details", "dl", "dt"]):
            return _blocks(element)
        case _:
            return None


def _words(node: PageElement) -> str:
    """Words with links and emphasis."""
    if not isinstance(node, Tag):
        return " ".join(str(node).split())
    inner = " ".join("".join(_spaced(child) for child in node.children).split())
    if node.name == "a" and node.get("href"):
        return f"[{inner}]({_target(str(node['href']))})"
    marks = {"em": "*", "strong": "**", "code": "`"}.get(node.name, "") if inner else ""
    return f"{marks}{inner}{marks}"


def _target(address: str) -> str:
    """The address as a link to a Markdown file, or to a heading of the same page."""
    if not address.startswith(("#", "https:")):
        return re.sub(r"/(#.*)?$", "/index.md", address)
    return re.sub(r"^#(source|misconception)-.*", r"#\1s", address)


def _spaced(node: PageElement) -> str:
    return str(node) if isinstance(node, NavigableString) else _words(node)
