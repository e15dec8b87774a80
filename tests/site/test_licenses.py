"""The licenses of what pages load from others."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from macros.site.assets import FONT_PACKAGES
from macros.site.bundles import SHIPPED
from macros.site.licenses import licenses
from tests.projects import ROOT


def test_the_site_has_the_license_of_each_package_that_pages_load(shipped_site: Path) -> None:
    text = (shipped_site / "assets/licenses.txt").read_text("utf-8")
    assert re.findall(r"^(.+)\n=+$", text, re.MULTILINE) == [*FONT_PACKAGES, *SHIPPED]
    for name in (*FONT_PACKAGES, *SHIPPED):
        assert (ROOT / "node_modules" / name / "LICENSE").read_text("utf-8").strip() in text


def test_every_package_that_a_script_imports_is_shipped() -> None:
    scripts = [file.read_text("utf-8") for file in (ROOT / "web/scripts").rglob("*.mjs")]
    imported = {name.partition("/")[0] for text in scripts for name in re.findall(r'from "([^."][^"]*)"', text)}
    assert imported == set(SHIPPED)
    assert imported <= json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"].keys()


def test_a_package_without_a_license_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match=f"{FONT_PACKAGES[0]} has no license in node_modules"):
        licenses(tmp_path)
