"""Alignment Atlas: concept data in, site out. ``core`` is independent of MkDocs; ``site`` connects it."""

from __future__ import annotations

from typing import Any


def define_env(env: Any) -> None:
    """Entry point of mkdocs-macros: registers our macros on ``env``, a ``MacrosPlugin``."""
    from .site.adapter import register

    register(env)
