"""MkDocs hooks: only the moments at which MkDocs calls us; what is done stands in ``adapter`` and ``assets``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files


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
        if type(getattr(handler, "__self__", None)).__module__.startswith("mermaid2"):
            handlers[position] = _only_with_fence(handler)
    return config


on_config = CombinedEvent(_forget_modules, _use_data)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    from macros import adapter

    adapter.add_files(files, config)
    return files


def _only_with_fence(handler: Any) -> Any:
    """mermaid2 parses every page that contains its name, menu included; only pages with a diagram need it."""

    def guarded(output: str, *, page: Any, config: MkDocsConfig) -> str:
        return handler(output, page=page, config=config) if 'class="mermaid"' in output else output

    return guarded
