"""The lock and former names are data from strangers: a bad one is a problem, and none reaches a page or path."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from macros.__main__ import main
from macros.core import rules
from macros.core.model.files import NAMES
from macros.core.model.reading import read_library
from macros.core.names.lockfile import read_lock
from macros.core.names.renames import Renames, successors
from macros.core.pages import atlas as atlases
from macros.core.pages.atlas import load_atlas
from macros.core.pages.render import Renderer
from macros.core.source.problems import DataError
from macros.site import adapter
from tests.hostile.locks import CASES, FORMER, JINJA
from tests.projects import build, copy_project, copy_small, edit


def problems(root: Path) -> list[str]:
    library, found = read_library(root)
    assert library
    return [str(problem) for problem in DataError([*found, *rules.check(library)]).problems]


def append(root: Path, lines: str) -> int:
    """Adds lines to the lock; returns the number of the last line before them."""
    text = (root / NAMES).read_text("utf-8")
    (root / NAMES).write_text(text + lines, "utf-8")
    return text.count("\n")


@pytest.mark.parametrize("name", CASES)
def test_each_bad_line_is_a_problem_with_its_place(name: str, small: Path) -> None:
    lines, expected = CASES[name]
    start = append(small, lines)
    assert problems(small) == [f"{NAMES}:{start + line}:{column}: {said}" for line, column, said in expected]


@pytest.mark.parametrize("name", [name for name, (_, expected) in CASES.items() if expected])
def test_no_command_writes_a_lock_anew_that_has_damaged_lines(
    name: str, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    append(small, CASES[name][0])
    before, said = (small / NAMES).read_bytes(), problems(small)
    capsys.readouterr()
    assert main(["lock"], root=small) == 1
    assert capsys.readouterr().out.splitlines()[:-1] == said
    assert (small / NAMES).read_bytes() == before


def test_unsorted_lines_are_sorted_by_the_command(small: Path) -> None:
    append(small, "y retired\nx retired\n")
    library, _ = read_library(small)
    assert library
    assert problems(small) == []
    assert str(read_lock(library.lock.text).problems[0]) == (
        f"{NAMES}:17:1: notice: 'x' comes before 'y'; nothing to do: main sorts the lines [unsorted-lock]"
    )
    assert main(["lock"], root=small) == 0
    assert (small / NAMES).read_text("utf-8").endswith("\nx retired\ny retired\n")


@pytest.mark.parametrize("name", FORMER)
def test_each_bad_former_name_is_a_problem_with_its_place(name: str, small: Path) -> None:
    field, said = FORMER[name]
    edit(small, "data/concepts/beta.yml", "summary:", f"{field}\nsummary:")
    (line,) = problems(small)
    assert line.startswith(f"data/concepts/beta.yml:8:{said}")


def test_a_chain_leads_to_its_end(small: Path) -> None:
    """Over parts of several pages, those of a renamed and of a deleted one among them."""
    edit(small, "data/concepts/alpha.yml", "summary:", "redirects: [old]\nretired:\n  - {id: a, now: old#b}\n"
         "  - {id: b, now: gone#claim-x}\n  - {id: c, now: a}\n  - {id: d, now: beta#e}\nsummary:")  # fmt: skip
    edit(small, "data/concepts/beta.yml", "summary:", "replaces: [gone]\nretired:\n  - {id: e, now: alpha#what-it-is}\n"
         "summary:")  # fmt: skip
    assert problems(small) == []
    assert main(["lock"], root=small) == 0
    atlas = load_atlas(small, lambda _here, there: there)
    assert atlas.former_pages == {"gone": "beta", "old": "alpha"}
    assert atlas.former_parts == {
        "alpha": [("a", "beta"), ("b", "beta"), ("c", "beta"), ("d", "alpha#what-it-is")],
        "beta": [("e", "alpha#what-it-is")],
    }
    renderer = Renderer(atlas)
    for old, new in atlas.former_pages.items():
        assert f'data-target="concepts/{new}.md"' in renderer.fill(renderer.moved(old))


def test_a_long_chain_costs_little() -> None:
    """Each name is followed once, however many lead through it; otherwise this took minutes."""
    number = 100_000
    leads = {f"n{n}": f"n{n + 1}" for n in range(number)} | {f"n{number}": "alpha"}
    found = successors(leads, {"alpha"}, Renames({}, []))
    assert set(found.final.values()) == {"alpha"}
    assert len(found.final) == number + 1


def test_a_long_circle_costs_little() -> None:
    number = 100_000
    found = successors({f"n{n}": f"n{(n + 1) % number}" for n in range(number)}, set(), Renames({}, []))
    assert (list(found.circles), dict(found.final), list(found.broken)) == (["n0"], {}, [])


def everything() -> str:
    """All bad lines of the lock."""
    return "".join(lines for lines, _ in CASES.values())


def test_a_build_with_such_a_lock_fails_and_writes_nothing(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "above" / "project")
    append(project, everything())
    before = {file for file in tmp_path.rglob("*") if ".cache" not in file.parts}
    done = build(project)
    assert done.returncode == 1
    assert "the data cannot be used" in done.stderr
    assert f"'{JINJA[:60]}…' cannot be the name of a page" in done.stderr
    assert "Traceback" not in done.stderr
    made = {file for file in tmp_path.rglob("*") if ".cache" not in file.parts} - before
    assert [file for file in made if "__pycache__" not in file.parts] == []


# Each defence holds when the others are taken away.


def config_of(root: Path) -> MkDocsConfig:
    """As much of a configuration as pages need."""
    plugins: Any = SimpleNamespace(_current_plugin="test")
    config: Any = SimpleNamespace(
        config_file_path=str(root / "mkdocs.yml"), docs_dir=str(root / "docs"), site_dir=str(root / "site"),
        use_directory_urls=True, plugins=plugins,
    )  # fmt: skip
    return config


HOSTILE = dict.fromkeys((JINJA, "{{7*7}}", "../../../../x", "../index", "../assets/evil", "..\\x", "/etc/x"), "alpha")
"""Ids of former pages that no reader of files lets pass."""


@pytest.fixture
def careless_site(small: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[adapter.Site, MkDocsConfig]:
    """The small project as MkDocs would get it if nobody had looked at the former ids of concepts."""
    monkeypatch.setattr(atlases, "former_pages", lambda _library: HOSTILE)
    for name in ("ARCHITECTURE.md", "CONTRIBUTING.md", "DECISIONS.md"):
        (small / name).write_text("# Page\n", "utf-8")
    config = config_of(small)
    return adapter.Site(config), config


def test_without_the_rule_no_value_is_in_a_template(careless_site: tuple[adapter.Site, MkDocsConfig]) -> None:
    site, config = careless_site
    assert JINJA in site.atlas.former_pages
    made = [file for file in site.pages(config) if file.src_uri not in adapter.ROOT_PAGES]
    assert len(made) == 14
    for file in made:
        text = file.content_string
        assert text.endswith("---\n\n{{ atlas_page() }}\n")
        assert text.count("{{") == 1 and "{%" not in text
        assert site.text(file.src_uri)


def test_without_the_rule_no_file_is_written_outside_its_folder(
    careless_site: tuple[adapter.Site, MkDocsConfig],
) -> None:
    site, config = careless_site
    refused: list[tuple[str, str]] = []
    files, taken = Files([]), dict[str, File]()
    for file in site.pages(config):
        try:
            adapter.add_file(files, file, taken)
        except PluginError as error:
            refused.append((file.src_uri, str(error)))
    assert [name for name, _ in refused] == [
        "concepts/../../../../x.md", "concepts/../index.md", "concepts/../assets/evil.md", "concepts/..\\x.md",
    ]  # fmt: skip
    assert refused[1][1] == (
        "'concepts/../index.md' would be written outside its folder in the site; its name is no page name"
    )
    folder = Path(config.site_dir).resolve()
    assert all(Path(file.abs_dest_path).resolve().is_relative_to(folder) for file in files)
    assert "index.html" not in {file.dest_uri for file in files}


@pytest.mark.parametrize("name", ["concepts/alpha/index.md", "concepts/alpha.md"])
def test_no_file_is_written_over_another(name: str, tmp_path: Path) -> None:
    config = config_of(copy_small(tmp_path / "small"))
    written = File(name, config.docs_dir, config.site_dir, use_directory_urls=True)
    made = File.generated(config, "concepts/alpha.md", content="")
    with pytest.raises(PluginError) as error:
        adapter.add_file(Files([written]), made, {written.dest_uri: written})
    assert str(error.value) == (
        f"docs/{name}: the page or file 'concepts/alpha.md' is made from data; rename or delete the other"
    )


def test_a_link_in_the_site_is_not_followed(tmp_path: Path) -> None:
    config = config_of(tmp_path)
    (tmp_path / "site").mkdir()
    (tmp_path / "site/concepts").symlink_to(tmp_path)
    with pytest.raises(PluginError):
        adapter.add_file(Files([]), File.generated(config, "concepts/alpha.md", content=""), {})
