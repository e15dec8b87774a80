"""MkDocs hooks: only the moments at which MkDocs calls us; what is done stands in ``adapter`` and ``assets``."""

from __future__ import annotations

import json
import logging
import re
import sys
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

_LOG = logging.getLogger("mkdocs.hooks")


@event_priority(100)
def _forget_modules(config: MkDocsConfig) -> MkDocsConfig:
    """Before mkdocs-macros: drops our modules, so that ``mkdocs serve`` sees edits in them."""
    root = str(Path(config.config_file_path).parent)
    if root not in sys.path:
        sys.path.insert(0, root)
    for name in [name for name in sys.modules if name == "macros" or name.startswith("macros.")]:
        del sys.modules[name]
    return config


@event_priority(-100)
def _use_data(config: MkDocsConfig) -> MkDocsConfig:
    """After mkdocs-macros has loaded the data: menu, edit links and the guard around mermaid2."""
    from macros import adapter

    adapter.set_addresses(config)
    config.nav = config.plugins["macros"].atlas_site.nav(config.nav)
    handlers = config.plugins.events["post_page"]
    for position, handler in enumerate(handlers):
        module = sys.modules[type(getattr(handler, "__self__", None)).__module__]
        if module.__name__.startswith("mermaid2"):
            handlers[position] = _only_with_fence(handler)
            # Its own writer of settings loads a JavaScript beautifier; JSON is JavaScript too.
            module.pyjs.dumps = json.dumps
    return config


on_config = CombinedEvent(_forget_modules, _use_data)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    from macros import adapter

    adapter.add_files(files, config)
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Keeps the theme's compiled templates, which MkDocs would compile anew in each build."""
    from macros.core.render import compiled_templates

    env.bytecode_cache = compiled_templates(Path(config.config_file_path).parent)
    return env


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keeps the text of hand-written diagrams out of the search index."""
    return re.sub(r'<pre\s+class="mermaid">', '<pre class="mermaid" data-search-exclude>', html)


@event_priority(-100)
def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
    """After the search index has read the page: puts the finished HTML in."""
    page.content = config.plugins["macros"].atlas_site.renderer.fill(page.content)
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return _mended(output)


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> Any:
    """Gives the sitemap the day on which each page's source last changed."""
    from macros import dates

    if template_name == "sitemap.xml":
        root = Path(config.config_file_path).parent
        docs = Path(config.docs_dir).relative_to(root).as_posix()
        context["dates"] = dates.page_dates(context["pages"], docs, dates.last_changes(root))
    return context


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    return _mended(output_content)


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """After all other plugins have written their files, which the digest covers too."""
    from macros import assets, digest

    root, site = Path(config.config_file_path).parent, Path(config.site_dir)
    assets.copy_mermaid(root, site)
    assets.copy_pele(root, site)
    assets.drop_unused(site)
    digest.compress_again(site / "sitemap.xml")
    _LOG.info("site digest: %s", digest.digest(site))


def _mended(html: str) -> str:
    """What is wrong in the theme's frame where no block of its templates reaches.

    Check boxes have no autocomplete, the search dialog needs a name, the title of a table of contents is a label even
    where there is no box to label, and a part of the menu is named by its arrow instead of its title.
    """
    html = re.sub(r'aria-labelledby="(__nav_\w+)_label" aria-expanded="\w+"', r'aria-labelledby="\1_title"', html)
    html = re.sub(r'(<label class="md-nav__title")( for="(__nav_\w+)")', r'\1 id="\3_title"\2', html)
    html = re.sub(r'(<input class="md-toggle"[^>]*) autocomplete="off"', r"\1", html)
    if 'id="__toc"' not in html:
        html = html.replace(' for="__toc"', "")
    return html.replace(
        '<div class="md-search" data-md-component="search" role="dialog"',
        '<div class="md-search" data-md-component="search" role="dialog" aria-label="Search"',
    )


def _only_with_fence(handler: Any) -> Any:
    """Lets mermaid2 add its script where there is a diagram, without parsing and rewriting the page.

    It would parse every page that contains its name, menu included. It is shown an empty diagram instead, and what it
    adds goes to the end of the page.
    """

    def guarded(output: str, *, page: Any, config: MkDocsConfig) -> str:
        if not re.search(r'<pre\s+class="mermaid"', output):
            return output
        diagram = '<pre class="mermaid"><code></code></pre>'
        seen = handler(f"<body>{diagram}</body>", page=page, config=config)
        scripts = seen.removeprefix(f"<body>{diagram}").removesuffix("</body>")
        return output.replace("</body>", f"{scripts}</body>")

    return guarded
