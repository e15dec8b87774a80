"""The check refuses files in ``docs/`` that would end a build."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.__main__ import main
from macros.core.outline.site import MACROS, OTHER_MACROS, root_page_text
from macros.core.pages.atlas import load_atlas
from macros.core.pages.render import Renderer
from macros.core.source.problems import DataError
from tests.core.test_names import problems, rename
from tests.projects import edit

TAKEN = {
    "concepts/alpha.md": "data/concepts/alpha.yml",
    "concepts/alpha/index.md": "data/concepts/alpha.yml",
    "concepts/Alpha/README.md": "data/concepts/alpha.yml",
    "categories/training/index.md": "data/vocabulary.yml",
    "categories/training.md": "data/vocabulary.yml",
    "contributing.md": "CONTRIBUTING.md",
    "bibliography.bib": "data",
    "assets/questions.json": "data",
    "_headers": "data",
    "robots.txt": "data",
}


def write(root: Path, name: str, content: bytes = b"# Page\n") -> None:
    (root / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
    (root / "docs" / name).write_bytes(content)


@pytest.mark.parametrize("name", TAKEN)
def test_a_file_at_the_address_of_one_that_is_made(name: str, small: Path) -> None:
    write(small, name)
    assert problems(small) == [
        f"docs/{name}:1:1: the page or file at this address is made from {TAKEN[name]}; rename or delete this one "
        "[taken-page]"
    ]


def test_a_file_in_a_folder_of_what_is_made(small: Path) -> None:
    write(small, "assets/cards/alpha.png")
    assert problems(small) == [
        "docs/assets/cards/alpha.png:1:1: everything in assets/cards is made by the build; move this file to another "
        "folder [taken-page]"
    ]


def test_a_page_at_the_address_of_a_moved_one(small: Path) -> None:
    rename(small, "beta", "bet", redirect=True)
    write(small, "concepts/beta.md")
    assert problems(small) == [
        "docs/concepts/beta.md:1:1: the page or file at this address is made from data/concepts/bet.yml; rename or "
        "delete this one [taken-page]"
    ]


def test_other_files_are_no_problem(small: Path) -> None:
    for name in ("index.md", "concepts/index.md", "about/alpha.md", "assets/images/x.png", "concepts/alpha/x.png"):
        write(small, name)
    (small / "docs/folder.md").mkdir()
    assert problems(small) == []


def test_a_page_that_is_not_utf_8(small: Path) -> None:
    write(small, "one.md", b"# Page\n\n\xff\n\n```mermaid\nflowchart LR\n  a --> b\n```\n")
    assert problems(small) == ["docs/one.md:3:1: the file is not UTF-8; save it as UTF-8 [not-utf-8]"]


@pytest.fixture
def without_packages(small: Path) -> Path:
    """The small project without npm packages."""
    (small / "node_modules").unlink()
    return small


def run(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], list[str]]:
    status = main(["check", *arguments], root)
    said = capsys.readouterr()
    return status, said.out.splitlines(), said.err.splitlines()


SKIPPED = "diagrams were not checked, since the npm packages are missing; the build checks them"


def test_a_check_without_packages_says_what_it_leaves_out(
    without_packages: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fine = "2 concepts, 2 sources: no problems"
    assert run(without_packages, capsys) == (0, [SKIPPED, fine], [])
    assert run(without_packages, capsys, "--format", "json") == (0, ["[]"], [SKIPPED])
    write(without_packages, "concepts/alpha.md")
    status, lines, _ = run(without_packages, capsys)
    assert status == 1
    assert lines[0] == SKIPPED
    assert lines[1].startswith("docs/concepts/alpha.md:1:1: ")
    assert lines[2] == "1 problem"


def test_a_check_in_a_workflow_needs_no_packages_either(
    without_packages: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The job that builds the site draws the diagrams."""
    monkeypatch.setenv("CI", "true")
    fine = "2 concepts, 2 sources: no problems"
    assert run(without_packages, capsys, "--format", "github") == (0, [SKIPPED, fine], [])


def test_without_drawings_all_rules_run(without_packages: Path) -> None:
    write(without_packages, "one.md", b"# Page\n\n```mermaid\nflowchart LR\n  a --> --> b\n```\n")
    assert load_atlas(without_packages, lambda _here, there: there, drawn=False).drawings == {}
    write(without_packages, "concepts/alpha.md")
    with pytest.raises(DataError) as error:
        load_atlas(without_packages, lambda _here, there: there, drawn=False)
    assert [problem.code for problem in error.value.problems] == ["taken-page"]


WRITTEN = {
    # name: (text of docs/one.md, [(place, message)])
    "unknown macro": (
        "# One\n\nText {{ bibliografy() }}\n",
        [("3:9", "nothing is called 'bibliografy'; did you mean 'bibliography'? allowed: " + ", ".join(
            (*MACROS, *OTHER_MACROS)) + " [template-error]")],
    ),
    "unclosed braces": (
        "---\ntitle: One\n---\n\n# One\n\n{{ figures(\n",
        [("7:1", "not a valid Jinja template: unexpected 'end of template'; write braces that mean nothing as &#123; "
                 "[template-error]")],
    ),
    "missing page": (
        "# One\n\nSee [this](concepts/alpha.md) and\n[that](concepts/gamma.md#x).\n",
        [("4:8", "there is no page or file 'concepts/gamma.md'; correct the link [broken-link]")],
    ),
    "missing picture": (
        "# One\n\n![x](assets/x.png)\n",
        [("3:6", "there is no page or file 'assets/x.png'; correct the link [broken-link]")],
    ),
    "address of the server": (
        "# One\n\n[x](/concepts/alpha/)\n",
        [("3:5", "'/concepts/alpha/' begins at the top of the server; write it relative to this file [broken-link]")],
    ),
    "Jinja in a diagram": (
        '# One\n\n```mermaid\nflowchart LR\n  a["{{ 7*7 }}"] --> b\n```\n',
        [("5:6", "'{{' in a diagram is read as Jinja in this page; choose a shape without it [template-error]")],
    ),
    "diagram in a quotation": (
        "# One\n\n> ```mermaid\n> flowchart LR\n>   a --> b\n> ```\n",
        [("3:1", "a diagram begins with ```mermaid in a line of its own, outside of quotations and without braces "
                 "[template-error]")],
    ),
    "diagram with braces": (
        "# One\n\n```{.mermaid}\nflowchart LR\n  a --> b\n```\n",
        [("3:1", "a diagram begins with ```mermaid in a line of its own, outside of quotations and without braces "
                 "[template-error]")],
    ),
    "what is there": (
        "---\ntitle: '{{'\n---\n\n{% set count = figures() %}{{ count.concepts }} {{ glossary() }} {{ page.title }}\n"
        "[a](bibliography.bib) [b](https://example.org/x) [c](#x) [d](mailto:a@example.org) [e](contributing.md)\n"
        "[f](one.md?x) `[g](nowhere.md)` [h](&#111;ne.md)\n",
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRITTEN)
def test_a_mistake_in_a_page(name: str, small: Path) -> None:
    text, expected = WRITTEN[name]
    write(small, "one.md", text.encode())
    assert problems(small) == [f"docs/one.md:{place}: {said}" for place, said in expected]


def test_a_link_in_a_page_from_the_top_of_the_project(small: Path) -> None:
    (small / "CONTRIBUTING.md").write_text("# Contribute\n\n{{ no_template }} [a](problems.md)\n", "utf-8")
    (small / "README.md").write_text("[not a page of the site](nowhere.md)\n", "utf-8")
    assert problems(small) == [
        "CONTRIBUTING.md:3:23: there is no page or file 'problems.md'; correct the link [broken-link]"
    ]


def test_a_link_to_a_page_that_cannot_be_read_yet_is_no_problem(small: Path) -> None:
    write(small, "one.md", b"[a](concepts/beta.md)\n")
    edit(small, "data/concepts/beta.yml", "level: intermediate\n", "")
    assert [line.rsplit(" ", 1)[1] for line in problems(small)] == ["[missing-field]"]


@pytest.mark.parametrize("mermaid", ["flowchart LR\n\ta --> b", 'flowchart LR\n  a["x &amp; y"] --> b'])
def test_a_drawing_is_found_by_the_text_in_the_page(mermaid: str, small: Path) -> None:
    """A tab or an entity, which Python-Markdown changes, ended a build with a missing key."""
    write(small, "one.md", f"# One\n\n```mermaid\n{mermaid}\n```\n".encode())
    renderer = Renderer(load_atlas(small, lambda _here, there: there))
    shown = f'<pre class="mermaid"><code>{mermaid.expandtabs(4)}</code></pre>'
    assert "<svg" in renderer.draw_fences(shown)


def test_the_menu_has_each_page(small: Path) -> None:
    for name in ("index.md", "one.md", "two.md"):
        write(small, name)
    (small / "mkdocs.yml").write_text(
        "site_url: !ENV [SITE_URL, '']\nnav:\n  - index.md\n  - About:\n      - One: one.md\n      - Three: three.md\n"
        "      - Contribute: contributing.md\n      - Elsewhere: https://example.org/\n",
        "utf-8",
    )
    assert problems(small) == [
        "docs/two.md:1:1: the menu lacks this page; add it to 'nav' in mkdocs.yml, or delete it [unlisted-page]",
        "mkdocs.yml:6:1: there is no page docs/three.md; correct or delete the entry [unlisted-page]",
    ]


def test_links_are_refused(small: Path, tmp_path: Path) -> None:
    """They could lead to any file of the computer that builds the site, which would be published."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret.md").write_text("# Secret\n", "utf-8")
    (small / "docs").mkdir()
    (small / "docs/secret.txt").symlink_to(tmp_path / "outside/secret.md")
    (small / "docs/folder").symlink_to(tmp_path / "outside")
    (small / "CONTRIBUTING.md").symlink_to(tmp_path / "outside/secret.md")
    assert problems(small) == [
        "CONTRIBUTING.md:1:1: a symbolic link; put the file itself here [no-file]",
        "docs/folder:1:1: a symbolic link; put the folder itself here [no-file]",
        "docs/secret.txt:1:1: a symbolic link; put the file itself here [no-file]",
    ]


def test_links_between_files_at_the_top_lead_somewhere_on_the_site_too() -> None:
    text = "[map](ARCHITECTURE.md), [part](CONTRIBUTING.md#text), [fields](docs/fields.md), [other](https://a.org/x.md)"
    assert root_page_text(text) == (
        "[map](architecture.md), [part](contributing.md#text), [fields](fields.md), [other](https://a.org/x.md)"
    )
