"""The generated pages can be built without our adapter, our hooks and any plugin."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup

from macros.__main__ import main
from macros.core.outline.site import MADE_FILES, OVERVIEWS
from macros.core.pages.data_files import DATA_FILES
from tests.projects import ROOT, build, edit
from tests.site.pages import Page, pages


def text_of(file: Path) -> str:
    """The text of a file."""
    return file.read_text("utf-8")


CONFIG = """\
site_name: Elsewhere
plugins: []
markdown_extensions: [attr_list]
theme: {name: mkdocs, highlightjs: false}
"""


def test_exported_pages_build_elsewhere(small: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    assert main(["export", str(folder / "docs")], small) == 0
    written = sorted(path.relative_to(folder / "docs").as_posix() for path in (folder / "docs").rglob("*.md"))
    concepts = ["categories/training/index.md", "concepts/alpha.md", "concepts/beta.md"]
    concepts += ["paths/alphabet.md", "paths/training.md"]
    concepts += ["questions/training.md", "cheat-sheets/training.md"]
    assert written == sorted([*concepts, *(overview.page for overview in OVERVIEWS)])
    assert {name for name in DATA_FILES if (folder / "docs" / name).is_file()} == {
        "bibliography.bib", "assets/paths.json", "assets/questions.json", "assets/relations.json",
    }  # fmt: skip
    assert (folder / "docs/bibliography.bib").read_text("utf-8").startswith("@article{doe2020alpha,")
    (folder / "docs/index.md").write_text("# Elsewhere\n\n[Alpha](concepts/alpha.md)\n", "utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG, "utf-8")
    done = build(folder)
    assert done.returncode == 0, done.stderr
    page = Page(folder / "site/concepts/alpha/index.html")
    assert "Alpha is a letter" in page.text()
    assert page.soup.select("math") and page.soup.select("svg a") and page.soup.select("details")
    assert not [p for p in pages(folder / "site") if p.soup.select(".aa-held")]
    for built in pages(folder / "site"):
        for link in built.soup.select(".aa-text a, .aa-drawing a, .aa-concepts a, .aa-sources a, table a"):
            target = str(link["href"]).partition("#")[0]
            file = built.path.parent / target
            assert target.startswith("https:") or (file / "index.html").is_file() or file.is_file(), link


def test_each_page_of_docs_that_is_made_from_data_is_exported() -> None:
    written = {file.name: text_of(file) for file in (ROOT / "docs").glob("*.md")}
    home = written.pop("index.md")
    for page in ("about.md", "checks.md", "scheduling.md"):  # written by hand as a whole
        del written[page]
    assert sorted(written) == sorted(overview.page for overview in OVERVIEWS)
    for page, title, macro in OVERVIEWS:
        front = yaml.safe_load(written[page].split("---\n")[1])
        assert front["title"] == title
        assert re.findall(r"^\{\{ (\w+)\(\) \}\}$", written[page], re.M)[:1] == [macro]
    assert re.findall(r"\{\{ (\w+)\(\) \}\}", home) == ["home"]


def test_the_page_of_a_renamed_concept_is_exported(small: Path, tmp_path: Path) -> None:
    edit(small, "data/concepts/beta.yml", "reviewed: 2026-11-23\n", "reviewed: 2026-11-23\nredirects: [betta]\n")
    assert main(["export", str(tmp_path)], small) == 0
    assert 'href="../beta/"' in text_of(tmp_path / "concepts/betta.md")


def test_mock_interviews_are_exported(small_with_questions: Path, tmp_path: Path) -> None:
    assert main(["export", str(tmp_path)], small_with_questions) == 0
    assert [file.name for file in (tmp_path / "interviews").iterdir()] == ["alphabet-1.md"]
    page = text_of(tmp_path / "interviews/alphabet-1.md")
    assert page.startswith('---\ndescription: "Mock interview 1 for “The alphabet in a day”: open questions')
    assert "Explain why alphabets have an order." in page


def test_an_exported_block_stays_one_block(small: Path, tmp_path: Path) -> None:
    edit(
        small,
        "data/concepts/beta.yml",
        "text: Beta follows. Say",
        "text: |\n      ```\n      a\n\n      # {{ x }}\n      ```\n\n      Say",
    )
    assert main(["export", str(tmp_path)], small) == 0
    text = (tmp_path / "concepts/beta.md").read_text("utf-8")
    assert '<pre tabindex="0"><code>a&#10;&#10;# &#123;&#123; x &#125;&#125;&#10;</code></pre>' in text


def test_an_exported_page(small: Path, tmp_path: Path) -> None:
    assert main(["export", str(tmp_path)], small) == 0
    text = (tmp_path / "concepts/alpha.md").read_text("utf-8")
    assert 'href="../beta/"' in text
    assert 'href="../../bibliography/#source-doe2020alpha"' in text
    assert text.startswith(
        '---\ndescription: "The first letter, on which the others rest."\n---\n\n# Alpha { #concept }\n'
    )


@pytest.mark.expensive
def test_every_link_of_the_exported_site_leads_to_an_exported_file(tmp_path: Path) -> None:
    assert main(["export", str(tmp_path)]) == 0
    pages_ = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md")}
    files = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    anchors = {name: set(re.findall(r'\bid="([^"]+)"|\{ #([^ ]+) \}', text_of(tmp_path / name))) for name in pages_}
    lost = []
    for name in sorted(pages_):
        soup = BeautifulSoup(text_of(tmp_path / name), "html.parser")
        here = name.removesuffix(".md").removesuffix("/index")
        for element in soup.find_all(True):
            for attribute in ("href", "src", "data-relations", "data-target"):
                address = str(element.get(attribute, "https://"))
                if address.startswith("https://"):
                    continue
                path, _, anchor = address.partition("#")
                there = posixpath.normpath(posixpath.join(here, path.partition("?")[0])) if path else here
                candidates = {there, f"{there}.md", f"{there}/index.md"} & files
                known = {a or b for page in candidates for a, b in anchors.get(page, ())}
                if not candidates or (anchor and anchor not in known):
                    lost.append((name, attribute, address))
    assert lost == []


def test_the_check_knows_each_file_that_is_made_from_data() -> None:
    assert set(DATA_FILES) - set(MADE_FILES) == set()
