"""The generated pages can be built without our adapter, our hooks and any plugin."""

from __future__ import annotations

from pathlib import Path

from macros.__main__ import main
from tests.projects import build, edit
from tests.site.pages import Page, pages

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
    assert written == [
        "bibliography.md", "categories/training/index.md", "cheat-sheet.md", "comparisons.md", "concepts/alpha.md",
        "concepts/beta.md", "coverage.md", "glossary.md", "map.md", "paths.md",
        "question-report.md", "quizzes.md",
    ]  # fmt: skip
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


def test_an_exported_block_stays_one_block(small: Path, tmp_path: Path) -> None:
    edit(
        small,
        "data/concepts/beta.yml",
        "text: Beta follows. Say",
        "text: |\n      ```\n      a\n\n      # {{ x }}\n      ```\n\n      Say",
    )
    assert main(["export", str(tmp_path)], small) == 0
    text = (tmp_path / "concepts/beta.md").read_text("utf-8")
    assert "<pre><code>a&#10;&#10;# &#123;&#123; x &#125;&#125;&#10;</code></pre>" in text


def test_an_exported_page(small: Path, tmp_path: Path) -> None:
    assert main(["export", str(tmp_path)], small) == 0
    text = (tmp_path / "concepts/alpha.md").read_text("utf-8")
    assert 'href="../beta/"' in text
    assert 'href="../../bibliography/#source-doe2020alpha"' in text
    assert text.startswith(
        '---\ndescription: "The first letter, on which the others rest."\n---\n\n# Alpha { #concept }\n'
    )
