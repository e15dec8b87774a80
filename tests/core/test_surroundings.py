"""Commands in odd surroundings say what is wrong in one line, and touch nothing that was not named."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from macros.__main__ import main
from macros.commands import check
from macros.core.source import files
from macros.core.source.printable import printable, printable_lines
from macros.core.source.problems import DataError, Problem, as_json, github_annotations
from macros.site.digest import digest
from tests.projects import ROOT, edit

BARE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""A locale in which Python knows ASCII alone, and names of files that are not are bytes."""
ESCAPES = "\x1b[31m\x07\x9b\u202e\u2028\n\udcff"
SHOWN = r"\x1b[31m\x07\x9b\u202e\u2028\n\udcff"


def run(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Exit status, and all that was printed."""
    status = main(list(arguments), root)
    said = capsys.readouterr()
    return status, said.out + said.err


def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """What looks like a site that can be packed."""
    folder = tmp_path / "site"
    for name, text in {
        "index.html": "home",
        "assets/list.json": "[]",
        "search/names.json": "{}",
        "search/fragment/.keep": "",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    (folder / "search/fragment/.keep").unlink()
    return folder


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder that nobody named, with a file that must stay as it is."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "precious").write_text("precious", "utf-8")
    return folder


def unharmed(folder: Path) -> bool:
    return [(file.name, file.read_text("utf-8")) for file in folder.iterdir()] == [("precious", "precious")]


# What is printed


def test_escape_sequences_are_shown_and_not_sent() -> None:
    assert printable(ESCAPES) == SHOWN
    assert printable_lines(f"one\n\x1b two {ESCAPES[0]}") == "one\n\\x1b two \\x1b"
    assert printable("ü – “σ”, 偏 🙂") == "ü – “σ”, 偏 🙂"


def test_a_problem_shows_the_name_of_its_file() -> None:
    problem = Problem(f"data/{ESCAPES}.yml", 1, 2, "file-name", "no \x1b[0m id")
    line = rf"data/{SHOWN}.yml:1:2: no \x1b[0m id [file-name]"
    assert str(problem) == line
    assert DataError([problem]).report() == f"{line}\n1 problem"
    annotation = github_annotations([problem])
    assert annotation.isprintable()
    assert annotation.endswith(r"::no \x1b[0m id")
    text = as_json([problem])
    assert text.replace("\n", "").isprintable()
    assert json.loads(text)[0]["path"] == problem.path


def test_a_file_with_an_escape_sequence_in_its_name(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / "data/concepts/b\x1b[31m.yml").write_text("", "utf-8")
    status, said = run(small, capsys, "check")
    assert status == 1
    assert r"data/concepts/b\x1b[31m.yml:1:1:" in said
    assert "\x1b" not in said


@pytest.mark.parametrize(
    "arguments",
    [
        ("new", ESCAPES), ("compare", ESCAPES), ("digest", ESCAPES), ("archive", ESCAPES, "x.zip"), ("lock", ESCAPES),
        ("check", "--base", ESCAPES), ("links", "--report", ESCAPES, "more"), (ESCAPES,), ("check", ESCAPES),
        ("check", "--format", ESCAPES),
    ],
)  # fmt: skip
def test_an_argument_is_shown(arguments: tuple[str, ...], small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        status = main(list(arguments), small)
    except SystemExit as error:
        status = int(str(error.code))
    said = capsys.readouterr()
    assert status == 2
    assert (said.out + said.err).replace("\n", "").isprintable()


# Files that are written


def test_export_follows_no_link(small: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for link, target in (("map.md", elsewhere / "precious"), ("concepts", elsewhere), ("quizzes.md", elsewhere / "x")):
        folder = small / f"out-{link}"
        folder.mkdir()
        (folder / link).symlink_to(target)
        line = f"{folder / link} is a symbolic link; delete it, or put the file or folder itself there\n"
        assert run(small, capsys, "export", str(folder)) == (2, line)
        assert unharmed(elsewhere)


def test_export_into_what_is_no_folder(small: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, said = run(small, capsys, "export", str(elsewhere / "precious"))
    assert (status, said) == (2, f"{elsewhere}/precious/categories/training: Not a directory\n")
    (small / "out/map.md/inner").mkdir(parents=True)
    assert run(small, capsys, "export", str(small / "out")) == (2, f"{small}/out/map.md: Is a directory\n")
    assert (small / "out/map.md/inner").is_dir()


def test_new_follows_no_link(small: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / "data/concepts/gamma.yml").symlink_to(elsewhere / "new")
    status, said = run(small, capsys, "new", "gamma")
    assert (status, said.count("\n")) == (2, 1)
    assert "data/concepts/gamma.yml is a symbolic link" in said
    assert unharmed(elsewhere)


@pytest.mark.parametrize("name", ["../x", "..", "/x", "a/b", "a\0b", "x" * 5_000, "con", "nul", "com1", "lpt9", "-x\n"])
def test_new_refuses_odd_ids(name: str, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(small.rglob("*"))
    arguments = ("new", "--", name) if name.startswith("-") else ("new", name)
    status, said = run(small, capsys, *arguments)
    assert (status, said.count("\n")) == (2, 1)
    assert "cannot be an id" in said
    assert sorted(small.rglob("*")) == before


def test_schemas_follow_no_link(small: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / "data/schema").symlink_to(elsewhere)
    status, said = run(small, capsys, "schema")
    assert (status, said.count("\n")) == (2, 1)
    assert unharmed(elsewhere)


def test_written_files_may_be_read_by_all(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        files.write_below(tmp_path, "a/b.md", "text")
        assert (tmp_path / "a/b.md").stat().st_mode & 0o777 == 0o644
        (tmp_path / "a/b.md").chmod(0o664)
        files.write_below(tmp_path, "a/b.md", "text")
        assert (tmp_path / "a/b.md").stat().st_mode & 0o777 == 0o664
    finally:
        os.umask(mask)


@pytest.mark.parametrize("command", [("new", "gamma"), ("export", "out"), ("schema",), ("lock",), ("format",)])
@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.ENOSPC, "No space left on device"),
        (errno.EACCES, "Permission denied"),
        (errno.EROFS, "Read-only file system"),
    ],
)
def test_what_cannot_be_written_is_said_in_one_line(
    command: tuple[str, ...],
    number: int,
    why: str,
    small: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edit(small, "data/concepts/beta.yml", "title: Beta\ncategory: training\n", "category: training\ntitle: Beta\n")
    (small / "data/names.lock").write_text("", "utf-8")
    before = {file: file.read_bytes() for file in small.rglob("*") if file.is_file() and "data" in file.parts}

    def refuse(file: Path, data: bytes) -> None:
        raise OSError(number, why, str(file))

    monkeypatch.chdir(small)
    monkeypatch.setattr(files, "write_whole", refuse)
    status, said = run(small, capsys, *command)
    assert (status, said.count("\n")) == (2, 1)
    assert said.endswith(f": {why}\n")
    assert {file: file.read_bytes() for file in small.rglob("*") if file.is_file() and "data" in file.parts} == before


def test_a_file_that_cannot_be_read_is_said_in_one_line(
    small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_bytes

    def refuse(file: Path) -> bytes:
        if file.name == "beta.yml":
            raise PermissionError(errno.EACCES, "Permission denied", str(file))
        return read(file)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    expected = "data/concepts/beta.yml:1:1: the file cannot be read: Permission denied [no-file]\n1 problem\n"
    assert run(small, capsys, "check") == (1, expected)


def test_other_errors_are_not_hidden(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> int:
        raise OSError("not from the system")

    monkeypatch.setattr(check, "run", fail)
    with pytest.raises(OSError, match="not from the system"):
        main(["check"], small)


# Folders that are read


@pytest.mark.parametrize("name", ["gone", "file", "empty", "file/inner", "x" * 5_000])
def test_compare_with_what_is_no_copy(name: str, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / "file").write_text("", "utf-8")
    (small / "empty").mkdir()
    status, said = run(small, capsys, "compare", str(small / name))
    assert (status, said.count("\n")) == (2, 1)
    if len(name) < 100:
        assert said == f"{small / name} is not a copy of the project: it has no folder 'data'\n"


@pytest.mark.parametrize("name", ["gone", "file", "file/inner"])
def test_digest_of_what_is_no_folder(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    line = f"there is no folder {tmp_path / name}; run 'make build' first\n"
    assert run(tmp_path, capsys, "digest", str(tmp_path / name)) == (2, line)


@pytest.mark.parametrize("link", ["leak.html", "assets/folder", "search/search-files.js", "loop"])
def test_links_in_a_site_are_neither_packed_nor_digested(
    link: str, site: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = {"assets/folder": elsewhere, "loop": site}.get(link, elsewhere / "precious")
    (site / link).symlink_to(target)
    line = f"{site / link} is a symbolic link; delete it, or put the file or folder itself there\n"
    assert run(site, capsys, "archive", str(site), str(site.parent / "x.zip")) == (2, line)
    assert run(site, capsys, "digest", str(site)) == (2, line)
    assert not (site.parent / "x.zip").exists()
    assert unharmed(elsewhere)


def test_a_zip_is_not_put_into_the_folder_that_is_packed(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for target in (site / "x.zip", site / "assets/../../site/x.zip"):
        line = f"{target} lies in the folder that is packed; name a place outside it\n"
        assert run(site, capsys, "archive", str(site), str(target)) == (2, line)


def test_a_zip_that_cannot_be_written(site: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = elsewhere / "gone/x.zip"
    assert run(site, capsys, "archive", str(site), str(target)) == (2, f"{target}: No such file or directory\n")
    assert run(site, capsys, "archive", str(site), str(elsewhere)) == (2, f"{elsewhere}: Is a directory\n")
    assert unharmed(elsewhere)


def test_a_zip_takes_the_place_of_a_link(site: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = site.parent / "x.zip"
    target.symlink_to(elsewhere / "precious")
    assert run(site, capsys, "archive", str(site), str(target))[0] == 0
    assert zipfile.is_zipfile(target)
    assert unharmed(elsewhere)


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("assets/list.json", b"\xff", "the file assets/list.json is not UTF-8; build the site again\n"),
        ("search/names.json", b"{", "the search index in {} is damaged; build the site again\n"),
        ("search/names.json", b"\xff", "the search index in {} is damaged; build the site again\n"),
        ("search/fragment/a.pf_fragment", b"", "the search index in {} is damaged; build the site again\n"),
        ("search/fragment/a.pf_fragment", b"\x1f\x8b\x08", "the search index in {} is damaged; build the site again\n"),
        ("search/fragment/a.pf_fragment", b"no gzip", "the search index in {} is damaged; build the site again\n"),
    ],
)
def test_a_damaged_site_is_not_packed(
    name: str, content: bytes, line: str, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / name).write_bytes(content)
    wanted = (2, line.format(site / "search"))
    assert run(site, capsys, "archive", str(site), str(site.parent / "x.zip")) == wanted


def test_a_site_that_cannot_be_read(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path, **options: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(folder / "assets"))

    monkeypatch.setattr(os, "walk", refuse)
    for arguments in (("digest", str(site)), ("archive", str(site), str(site.parent / "x.zip"))):
        assert run(site, capsys, *arguments) == (2, f"{site / 'assets'}: Permission denied\n")


def test_a_folder_that_cannot_be_listed_is_not_passed_over(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def refuse(folder: str | Path) -> object:
        if Path(folder).name == "assets":
            raise PermissionError(errno.EACCES, "Permission denied", str(folder))
        return scan(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(PermissionError):
        files.regular_files(site)


# Locales


def test_the_digest_does_not_depend_on_the_locale(tmp_path: Path) -> None:
    (tmp_path / "ü.html").write_text("x", "utf-8")
    done = program("-m", "macros", "digest", str(tmp_path), **BARE)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"site digest: {digest(tmp_path)}\n", "")


def test_a_zip_does_not_depend_on_the_locale(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "ü.html").write_text("x", "utf-8")
    one, other = site.parent / "one.zip", site.parent / "ö.zip"
    assert run(site, capsys, "archive", str(site), str(one))[0] == 0
    done = program("-m", "macros", "archive", str(site), str(other), **BARE)
    assert (done.returncode, done.stderr) == (0, "")
    assert one.read_bytes() == other.read_bytes()


def test_a_name_that_is_no_text_is_not_packed(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / os.fsdecode(b"\xff.html")).write_text("x", "utf-8")
    line = "the name of the file \\udcff.html is not UTF-8; build the site again\n"
    assert run(site, capsys, "archive", str(site), str(site.parent / "x.zip")) == (2, line)
    assert run(site, capsys, "digest", str(site))[0] == 0


def test_pages_that_are_no_text_are_problems(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / "docs/folder.md").mkdir(parents=True)
    (small / "docs/a.md").write_bytes(b"one\n\xff\n")
    for name in (b"\xff.md", b"\x1b[31m.md"):
        (small / "docs" / os.fsdecode(name)).write_bytes(b"one\n")
    edit(small, "data/concepts/beta.yml", "level: intermediate", "level: hard")
    status, said = run(small, capsys, "check")
    assert status == 1
    assert [line.split("; ")[0] for line in said.splitlines()] == [
        "data/concepts/beta.yml:5:8: unknown level 'hard'",
        "docs/\\x1b[31m.md:1:1: the file's name has characters that cannot be shown",
        "docs/a.md:2:1: the file is not UTF-8",
        "docs/\\udcff.md:1:1: the file's name has characters that cannot be shown",
        "4 problems",
    ]


# Interrupts and pipes


def test_an_interrupt_ends_a_command(
    small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "run", interrupt)
    assert run(small, capsys, "check") == (130, "")


INTERRUPTED_AT = """
import os, runpy, signal, sys

class Interrupt:
    def find_spec(self, name, path=None, target=None):
        if name == {name!r}:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupt())
sys.argv = ["macros", "links"]
runpy.run_module("macros", run_name="__main__")
"""


@pytest.mark.parametrize("name", ["macros.core.pages.atlas", "macros.commands.addresses"])
def test_an_interrupt_leaves_no_traceback(name: str) -> None:
    """While modules are loaded, and in a command."""
    done = program("-c", INTERRUPTED_AT.format(name=name))
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_a_command_that_ignores_interrupts_goes_on() -> None:
    """As those that a shell runs in the background do."""
    ignore = f"import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n{INTERRUPTED_AT}"
    text = ignore.format(name="macros.core.pages.atlas").replace('"links"', '"digest", "data"')
    done = program("-c", text)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"site digest: {digest(ROOT / 'data')}\n", "")


# Only Linux has a device that is always full. All workflows run there, so the test is never skipped where it counts.
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
def test_output_that_cannot_be_written() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "macros", "digest", "data"],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert (done.returncode, done.stderr) == (2, "digest: No space left on device\n")


def test_a_reader_may_leave() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "macros", "digest", "data"],
        cwd=ROOT,
        stdout=writing,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (2, "")


def test_interrupts_are_taken_as_python_does() -> None:
    """The tests above rely on it."""
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
