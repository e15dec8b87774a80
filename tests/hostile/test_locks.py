"""Lock files are data from strangers: each bad line is a problem with its place, and none reaches a page or a path."""

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
from macros.core.model.reading import read_library
from macros.core.names import anchors as names
from macros.core.names import lockfile
from macros.core.pages.atlas import load_atlas
from macros.core.pages.render import Renderer
from macros.core.source.problems import DataError
from macros.site import adapter
from tests.hostile.locks import CASES, ID_LINES, IDS, JINJA, LEDGER, SOURCES
from tests.projects import build, copy_project, copy_small


@pytest.fixture
def locked(small: Path) -> Path:
    """The small project with all its locks."""
    assert main(["lock"], root=small) == 0
    return small


def problems(root: Path) -> list[str]:
    library, found = read_library(root)
    assert library
    return [str(problem) for problem in DataError([*found, *rules.check(library)]).problems]


def append(root: Path, path: str, lines: str) -> int:
    """Adds lines to a lock; returns the number of the last line before them."""
    text = (root / path).read_text("utf-8")
    (root / path).write_text(text + lines, "utf-8")
    return text.count("\n")


@pytest.mark.parametrize(("path", "name"), CASES)
def test_each_bad_line_is_a_problem_with_its_place(path: str, name: str, locked: Path) -> None:
    lines, expected = CASES[path, name]
    start = append(locked, path, lines)
    assert problems(locked) == [f"{path}:{start + line}:{column}: {said}" for line, column, said in expected]


@pytest.mark.parametrize(("path", "name"), [key for key in CASES if any("[unknown" not in m[2] for m in CASES[key][1])])
def test_commands_write_no_lock_anew_that_has_damaged_lines(
    path: str, name: str, locked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if name == "unsorted":
        return
    append(locked, path, CASES[path, name][0])
    before = {lock: (locked / lock).read_bytes() for lock in (IDS, LEDGER, SOURCES)}
    said = problems(locked)
    capsys.readouterr()
    for command in (["lock"], ["retire", "alpha.position"]):
        assert main(command, root=locked) == 1
        assert capsys.readouterr().out.splitlines()[:-1] == said
    assert {lock: (locked / lock).read_bytes() for lock in before} == before


def test_unsorted_lines_are_sorted_by_the_command(locked: Path) -> None:
    append(locked, IDS, ID_LINES["unsorted"][0])
    assert main(["lock"], root=locked) == 0
    assert problems(locked) == []
    assert (locked / IDS).read_text("utf-8").endswith("x retired alpha\ny retired alpha\n")


def test_a_chain_leads_to_its_end(locked: Path) -> None:
    append(locked, IDS, "old retired alpha\nolder retired old\npart retired gone#claim-x\ngone retired old#claim-y\n")
    assert main(["lock"], root=locked) == 0
    atlas = load_atlas(locked, lambda _here, there: there)
    assert atlas.former_pages == dict.fromkeys(("gone", "old", "older", "part"), "alpha")
    renderer = Renderer(atlas)
    for old in atlas.former_pages:
        assert 'data-target="concepts/alpha.md"' in renderer.fill(renderer.moved(old))


def test_a_long_chain_costs_little(locked: Path) -> None:
    """Each name is followed once, however many lead through it; otherwise this took minutes."""
    number = 100_000
    known = {f"n{n}": names.Name("retired", f"n{n + 1}", n) for n in range(number)}
    known[f"n{number}"] = names.Name("retired", "alpha", number)
    library, _ = read_library(locked)
    assert library
    found = names.successors(known, {"alpha"}, names.renames(library))
    assert set(found.final.values()) == {"alpha"}
    assert len(found.final) == number + 1


def everything() -> str:
    """All bad lines of ``data/ids.lock``."""
    return "".join(lines for lines, _ in ID_LINES.values())


def test_a_build_with_such_a_lock_fails_and_writes_nothing(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "above" / "project")
    append(project, IDS, everything())
    before = {file for file in tmp_path.rglob("*") if ".cache" not in file.parts}
    done = build(project)
    assert done.returncode == 1
    assert "the data cannot be used" in done.stderr
    assert f"'{JINJA[:60]}…' cannot be an id" in done.stderr
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


def careless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Turns off the rule of the lock, and the form of its lines."""
    monkeypatch.setattr(rules, "RULES", tuple(rule for rule in rules.RULES if rule.__name__ != rules.names.__name__))
    monkeypatch.setattr(names, "_check_name", lambda _name, _word: None)


@pytest.fixture
def careless_site(locked: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[adapter.Site, MkDocsConfig]:
    """The small project as MkDocs would get it if nobody had looked at its lock."""
    careless(monkeypatch)
    for name in ("ARCHITECTURE.md", "CONTRIBUTING.md"):
        (locked / name).write_text("# Page\n", "utf-8")
    append(locked, IDS, everything())
    config = config_of(locked)
    return adapter.Site(config), config


def test_without_the_rule_no_value_is_in_a_template(careless_site: tuple[adapter.Site, MkDocsConfig]) -> None:
    site, config = careless_site
    assert JINJA in site.atlas.former_pages
    made = [file for file in site.pages(config) if file.src_uri not in adapter.ROOT_PAGES]
    assert len(made) >= 15
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


def test_without_the_rule_a_name_that_leads_nowhere_has_no_page(
    careless_site: tuple[adapter.Site, MkDocsConfig],
) -> None:
    former = careless_site[0].atlas.former_pages
    assert "x" not in former
    assert set(former.values()) == {"alpha"}


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


def test_the_form_of_a_line_is_checked_before_anything_else(locked: Path) -> None:
    lock = lockfile.read_lock_lines("data/x.lock", "b\na\na\n", lambda words, number: (words, number))
    assert lock.entries == {"b": (["b"], 1), "a": (["a"], 2)}
    assert [str(problem) for problem in lock.problems] == [
        "data/x.lock:3:1: 'a' is on line 2 already; delete one of the two lines [lock-line]"
    ]
