"""What pages load: bundles of our modules and styles."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from macros.site.bundles import SHEETS
from tests.projects import ROOT, build, edit, quiz_project
from tests.site.pages import pages

FACES = {"concept": 19_600, "figures": 20_480, "page": 3_800, "renderer": 70_000, "search-dialog": 12_500}


def classes(css: str) -> set[str]:
    """The classes that a style sheet names."""
    return set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", re.sub(r"url\([^)]*\)", "", css)))


def bundle(site: Path, name: str, suffix: str = "js") -> Path:
    [file] = (site / ("assets/scripts" if suffix == "js" else "assets/styles")).glob(f"{name}.*.{suffix}")
    return file


def test_bundles_stay_small(shipped_site: Path) -> None:
    for name, most in FACES.items():
        weight = len(gzip.compress(bundle(shipped_site, name).read_bytes(), 6))
        assert weight < most, name
    assert len(gzip.compress(bundle(shipped_site, "page", "css").read_bytes(), 6)) < 16_000


def test_scripts_run_from_a_folder_too(shipped_site: Path) -> None:
    """Modules, and their address, are refused by browsers outside a server; there search loads no Pagefind."""
    for file in (shipped_site / "assets/scripts").iterdir():
        text = file.read_text("utf-8")
        assert not re.search(r"\bimport\.meta\b|\bexport\s*\{", text), file.name
        loaded = re.sub(r"\$\{\w+\}", "…", " ".join(re.findall(r"\bimport\s*\([^)]*\)", text)))
        assert loaded == ("import(`…pagefind.js`)" if file.name.startswith("search-dialog.") else ""), file.name


def test_styles_hold_what_pages_use_and_no_more(shipped_site: Path) -> None:
    text = bundle(shipped_site, "page", "css").read_text("utf-8")
    for used in (".aa-question", ".aa-ways", ".headerlink", ".aa-reasons", ":focus-visible{outline:2px solid"):
        assert used in text, used
    for unused in (".tabbed-set", ".md-nav", ".md-sidebar", ".md-search", ".focus-visible", "--md-version-icon"):
        assert not re.search(rf"(?<!:){re.escape(unused)}\b", text), unused


def test_nothing_that_pages_show_lost_its_style(shipped_site: Path) -> None:
    """Names that are put together, such as ``aa-c1``, and attributes are easily taken for unused."""
    written = "\n".join(sheet.read_text("utf-8") for sheet in (ROOT / "web/styles").rglob("*.css"))
    kept = "".join(bundle(shipped_site, name, "css").read_text("utf-8") for name in SHEETS)
    elements = (element for page in pages(shipped_site) for element in page.soup.select("[class]"))
    shown = {name for element in elements for name in element["class"]}
    assert {"aa-c1", "aa-contested", "aa-badge", "md-typeset"} <= shown
    assert (classes(written) & shown) - classes(kept) == set()
    for attribute in ("[data-md-color-scheme=slate]", "[data-verdict=right]"):
        assert attribute in kept, attribute


def test_no_style_is_for_what_nothing_writes(shipped_site: Path) -> None:
    """Categories may be up to six."""
    elements = (element for page in pages(shipped_site) for element in page.soup.select("[class]"))
    shown = {name for element in elements for name in element["class"]}
    scripts = "\n".join(file.read_text("utf-8") for file in (ROOT / "web/scripts").rglob("*.mjs"))
    for sheet in (ROOT / "web/styles").rglob("*.css"):
        named = classes(re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)) - shown
        assert {name for name in named if name not in scripts and not re.fullmatch("aa-c[1-6]", name)} == set(), (
            sheet.name
        )


def test_names_change_with_the_content_and_only_then(tmp_path: Path) -> None:
    project = quiz_project(tmp_path / "project")
    assert build(project).returncode == 0
    before = {file.name for file in (project / "site/assets").rglob("*.*.*")}
    edit(project, "web/words.json", '{shown} of {all}"', '{shown} from {all}"')
    assert build(project).returncode == 0
    after = {file.name for file in (project / "site/assets").rglob("*.*.*")}
    assert {name.split(".")[0] for name in before ^ after} == {"filter"}
    assert len(before) == len(after)


def test_a_phrase_that_is_not_in_the_table_ends_the_build(tmp_path: Path) -> None:
    project = quiz_project(tmp_path / "project")
    edit(project, "web/scripts/filter.mjs", "WORDS.filter_fails", "WORDS.filter_failed")
    done = build(project)
    assert done.returncode == 1
    assert "web/scripts/pages/filter.mjs: web/words.json has no phrase 'filter_failed'" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_faulty_script_ends_the_build_with_its_place(tmp_path: Path) -> None:
    project = quiz_project(tmp_path / "project")
    edit(project, "web/scripts/filter.mjs", "const apply = () =>", "const apply = =>")
    done = build(project)
    assert done.returncode == 1
    assert "web/scripts/filter.mjs:14:16: ERROR: Unexpected" in done.stderr
    assert "Traceback" not in done.stderr
