"""What pages load: one script for each kind of page, parts that scripts load when needed, and style sheets.

They are written by esbuild from our modules and style sheets. File names hold a digest, so that browsers may keep the
files for ever.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from pydantic import AfterValidator, TypeAdapter

from ..core.drawing.renderer import node
from ..core.store.cache import cached, drop_unused, json_form

SCRIPTS, STYLES, PHRASES = "web/scripts", "web/styles", "web/words.json"
"""Where the modules, the style sheets and the phrases of the interface are, from the top of the project."""
FOLDERS = {"js": "assets/scripts", "css": "assets/styles"}
"""Where bundles go, by their suffix."""
PARTS = ("figures", "notes", "path-bar", "renderer", "schedule", "search-dialog", "sums")
"""Modules that become a script of their own, which others load when it is needed. A part may have a style sheet."""
SHEETS = {
    "page": "*.css",
    "overviews": "overviews/*.css",
    "notes": "parts/notes.css",
    "path-bar": "parts/path-bar.css",
    "search-dialog": "parts/search-dialog.css",
}
"""The style sheets by name, with the files under ``STYLES`` that they join: for every page, for all pages but those of
concepts, and for the parts."""
MOST = 8
"""How many states of all bundles are cached."""
_PROGRAM = Path(__file__).with_suffix(".mjs")
SHIPPED = ("d3-array", "pele", "ts-fsrs")
"""Packages of which bundles have parts."""
_PACKAGES = ("esbuild", "postcss", *SHIPPED)


@dataclass(frozen=True)
class Bundle:
    """A file that pages load: its path in the site, such as ``assets/scripts/map.1a2b3c4d.js``, and its text."""

    path: str
    text: str


def _named_by_content(bundles: dict[str, Bundle]) -> dict[str, Bundle]:
    for name, bundle in bundles.items():
        stem, _, suffix = name.rpartition(".")
        digest = hashlib.sha256(bundle.text.encode()).hexdigest()[:8]
        if not re.fullmatch(r"[a-z-]+", stem) or bundle.path != f"{FOLDERS.get(suffix)}/{stem}.{digest}.{suffix}":
            raise ValueError(f"not the path of the bundle {name}")
    if not {f"{name}.css" for name in SHEETS} <= bundles.keys():
        raise ValueError("a style sheet is missing")
    return bundles


FORM = json_form(TypeAdapter(Annotated[dict[str, Bundle], AfterValidator(_named_by_content)]))
"""The form of bundles, by name, in the cache."""


def make(config: MkDocsConfig, fonts: Mapping[str, str], rules: str) -> dict[str, Bundle]:
    """All bundles by name, such as ``map.js`` and ``page.css``. Cached in ``.cache/bundles`` by all they are made from.

    ``fonts`` has the names of the fonts' files by the names that style sheets call them, ``rules`` is what the formulas
    add to the styles.

    Raises:
        PluginError: packages are missing, or a script or style sheet is faulty.
    """
    root = Path(config.config_file_path).parent
    modules = root / "node_modules"
    manifests = [modules / name / "package.json" for name in _PACKAGES]
    if not all(manifest.is_file() for manifest in manifests):
        raise PluginError("node_modules is incomplete; run 'make install' (or 'npm ci' in the environment)")
    scripts = sorted((root / SCRIPTS).rglob("*.mjs"))
    styles = {name: _joined(root / STYLES, files) for name, files in SHEETS.items()}
    styles["page"] += rules
    for name, file_name in fonts.items():
        styles["page"] = styles["page"].replace(name, file_name)
    order: dict[str, object] = {
        "scripts": _from(root, (file for file in scripts if file.parent.name == "pages")),
        "parts": _from(root, (root / SCRIPTS / f"{name}.mjs" for name in PARTS)),
        "styles": styles,
        "phrases": json.loads((root / PHRASES).read_text("utf-8")),
    }
    recipe = hashlib.sha256()
    for file in (_PROGRAM, Path(__file__), *manifests, root / PHRASES, *scripts):
        recipe.update(file.read_bytes())
    recipe.update(json.dumps(styles).encode())
    file = root / ".cache" / "bundles" / f"{recipe.hexdigest()[:32]}.cached"
    made = cached(file, lambda: _run(order, root), FORM)
    drop_unused(file.parent, MOST)
    return made


def _from(root: Path, files: Iterable[Path]) -> list[str]:
    """The paths as Node finds them in ``root``, where its own name need not be text in Python's locale."""
    return [Path(os.path.relpath(file, root)).as_posix() for file in files]


def _run(order: Mapping[str, object], root: Path) -> dict[str, Bundle]:
    done = subprocess.run(
        [node(), str(_PROGRAM), str(root / "node_modules")],
        cwd=root,
        input=json.dumps(order),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        said = re.search(r"^\w*Error: .*(?:\n.*ERROR.*)?", done.stderr, re.MULTILINE)
        raise PluginError(f"the scripts or styles cannot be bundled: {said.group() if said else done.stderr}")
    made: Mapping[str, Mapping[str, str]] = json.loads(done.stdout)
    return {
        name: Bundle(f"{FOLDERS[name.rpartition('.')[2]]}/{one['file']}", one["text"]) for name, one in made.items()
    }


def _joined(folder: Path, files: str) -> str:
    """Some of our style sheets as one; their order does not matter."""
    return "\n".join(file.read_text("utf-8") for file in sorted(folder.glob(files)))
