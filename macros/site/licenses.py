"""The licenses of the packages of others that pages load, as their authors wrote them."""

from __future__ import annotations

from pathlib import Path

from mkdocs.exceptions import PluginError

from .assets import FONT_PACKAGES
from .bundles import SHIPPED

HEAD = "Pages of this site load parts of the following packages, under the licenses below.\n"


def licenses(root: Path) -> str:
    """The texts as one, by the names of the packages.

    Args:
        root: The top of the project, where the packages are installed.

    Raises:
        PluginError: a package has no license, or is not installed.
    """
    parts = [HEAD]
    for name in (*FONT_PACKAGES, *SHIPPED):
        file = root / "node_modules" / name / "LICENSE"
        if not file.is_file():
            raise PluginError(f"{name} has no license in node_modules; run 'make install', or see what became of it")
        parts.append(f"{name}\n{'=' * len(name)}\n\n{file.read_text('utf-8').strip()}\n")
    return "\n\n".join(parts)
