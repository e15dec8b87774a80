"""MkDocs hooks: only the moments at which MkDocs calls us; what is done stands in ``adapter`` and ``assets``.

MkDocs loads this file by its path, so imports name our packages in full.
"""

from __future__ import annotations

import logging
import re
import sys
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mermaid2.plugin import MarkdownMermaidPlugin
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

_LOG = logging.getLogger("mkdocs.hooks")
_HEADING = re.compile(
    r'(<h[1-6] [^<>]*)>((?:(?!</h[1-6]>).)*?)(<a class="headerlink" [^<>]*title="([^"<>]*)")>&para;</a>', re.DOTALL
)

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)


@event_priority(100)
def _forget_modules(config: MkDocsConfig) -> MkDocsConfig:
    """Before mkdocs-macros: drops our modules, so that ``mkdocs serve`` sees edits in them.

    With ``--config-file`` the path of the configuration is as typed; here it becomes absolute for all that follows.
    """
    config.config_file_path = str(Path(config.config_file_path).absolute())
    root = str(Path(config.config_file_path).parent)
    if root not in sys.path:
        sys.path.insert(0, root)
    for name in [name for name in sys.modules if name == "macros" or name.startswith("macros.")]:
        del sys.modules[name]
    return config


@event_priority(-100)
def _use_data(config: MkDocsConfig) -> MkDocsConfig:
    """After mkdocs-macros has loaded the data: menu and edit links."""
    from macros.site import adapter

    adapter.set_addresses(config)
    config.nav = adapter.site_of(config).nav(config.nav or [])
    # mermaid2 reads the fences, and would load its library on pages that have one; here the build draws them.
    handlers = config.plugins.events["post_page"]
    handlers[:] = [h for h in handlers if type(getattr(h, "__self__", None)) is not MarkdownMermaidPlugin]
    return config


on_config = CombinedEvent(_forget_modules, _use_data)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    from macros.site import adapter

    adapter.add_files(files, config)
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Tells the theme what pages load and what the menu shows."""
    from macros.core.words.templates import KnownWords, Words
    from macros.site import adapter, headers
    from macros.site.frame import Frame

    site = adapter.site_of(config)
    env.add_extension(KnownWords)
    env.globals["words"] = Words()
    env.globals["frame"] = Frame(site.atlas.library, site.renderer.plans, files)
    env.globals["bundles"] = site.bundles
    env.globals["heading_font"] = site.heading_font
    env.globals["other_names"] = site.other_names
    env.globals["metadata"] = adapter.metadata_of(config)
    env.globals["content_policy"] = headers.content_policy(adapter.theme_folder(config))
    return env


@event_priority(-100)
def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
    """Puts the finished HTML and drawings in, when search has read what was written by hand."""
    from macros.site import adapter

    site = adapter.site_of(config)
    site.remember(page)
    page.content = site.renderer.fill(site.renderer.draw_fences(page.content or ""))
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return _kept_by_translators(_corrected(output))


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> Any:
    """Gives the sitemap the day on which each page's source last changed."""
    from macros.site import dates

    if template_name == "sitemap.xml":
        root = Path(config.config_file_path).parent
        docs = Path(config.docs_dir).relative_to(root).as_posix()
        context["dates"] = dates.page_dates(context["pages"], docs, dates.last_changes(root))
    return context


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    return _kept_by_translators(_corrected(output_content))


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """After all other plugins have written their files, which the digest covers too."""
    from macros.core.source.files import Refused
    from macros.core.source.printable import printable
    from macros.site import adapter, digest, search

    root, site = Path(config.config_file_path).parent, Path(config.site_dir)
    atlas_site = adapter.site_of(config)
    try:
        search.write_index(site, atlas_site.found(), atlas_site.names(), root / ".cache", details=atlas_site.details())
    except search.IndexingError as error:
        raise PluginError(str(error)) from None
    digest.compress_again(site / "sitemap.xml")
    try:
        _LOG.info("site digest: %s", digest.digest(site))
    except Refused as error:
        raise PluginError(printable(error)) from None


def on_build_error(error: Exception) -> None:
    """A full disk or a file that cannot be read ends the build with one line, not with a traceback."""
    if isinstance(error, OSError) and error.errno:  # without a number it is a library's, and not about the disk
        from macros.core.source.printable import failure

        raise PluginError(failure(error, "build")) from None


def _kept_by_translators(html: str) -> str:
    """A page whose code is marked as not to be translated, whoever wrote it: templates, contributors or Markdown."""
    return re.sub(r"<(code|kbd|pre|samp)(?=[ >])(?![^>]* translate=)", r'<\1 translate="no"', html)


def _corrected(html: str) -> str:
    """A page without what the theme's frame has wrong where no block of its templates reaches.

    A heading is named by its words alone, and the sign of the link to it is no text, so that it is neither read nor
    copied. There are check boxes for a menu and a search that are not here. A wide table scrolls, but only the pointer
    reaches it.
    """
    html = _HEADING.sub(_named_heading, html)
    html = re.sub(r'\s*<input class="md-toggle" [^>]*>|\s*<label class="md-overlay"[^>]*></label>', "", html)
    return _TABLE.sub(_scrolling_table, html)


def _scrolling_table(table: re.Match[str]) -> str:
    """A table that Markdown made, in a region that the keyboard can scroll where it is too wide."""
    from macros.core.words.table import say

    heads = re.findall(r"<th\b[^>]*>(.*?)</th>", table.group(), re.DOTALL)
    name = say("table_of", name=", ".join(_words(head) for head in heads))
    return f'<div class="aa-scroll" role="region" aria-label="{name}" tabindex="0">{table.group()}</div>'


def _words(html: str) -> str:
    """The words of a piece of HTML, fit for an attribute."""
    return " ".join(re.sub(r"<[^>]*>", "", html).replace('"', "&quot;").split())


def _named_heading(heading: re.Match[str]) -> str:
    start, content, link, title = heading.groups()
    return f'{start} aria-label="{_words(content)}">{content}{link} aria-label="{title}"></a>'
