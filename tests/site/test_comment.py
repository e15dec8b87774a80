"""The comment on a pull request: its scripts as they stand in the workflow, with a stand-in for GitHub's command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.projects import ROOT

JOBS = yaml.safe_load((ROOT / ".github/workflows/comment.yml").read_text("utf-8"))["jobs"]
UNPACK = ROOT / ".github/scripts/unpack_data.py"
GH = r"""
import json, pathlib, sys
import jq
arguments = sys.argv[1:]
with open("calls.jsonl", "a") as calls:
    calls.write(json.dumps(arguments) + "\n")
if "--jq" in arguments:
    path = next(word for word in arguments[1:] if word.startswith("repos/"))
    answer = json.loads(pathlib.Path("answers.json").read_text())[path]
    for found in jq.compile(arguments[arguments.index("--jq") + 1]).input_value(answer):
        print(found if isinstance(found, str) else json.dumps(found))
"""
COMMIT, NEWER = "a" * 40, "b" * 40
PULLS, PULL, COMMENTS = "repos/o/n/pulls", "repos/o/n/pulls/7", "repos/o/n/issues/7/comments"
MARK = "<!-- what-this-proposal-changes -->"
PREVIEW = (
    "\nTo read the site with this proposal, unpack `alignment-atlas.zip` from [its check](https://example.org/check) "
    "and open `index.html`. It is there for two weeks, unless the site could not be built.\n"
)
BOT = "github-actions[bot]"


def run(job: str, folder: Path, answers: Mapping[str, Any], **environment: str) -> list[list[str]]:
    """Runs the script of a job in a folder; the calls of ``gh`` that it made. Its output is in ``said``."""
    (script,) = (step["run"] for step in JOBS[job]["steps"] if "run" in step)
    programs = folder / "programs"
    programs.mkdir()
    (programs / "gh").write_text(f"#!{sys.executable}\n{GH}", "utf-8")
    (programs / "gh").chmod(0o755)
    (folder / "answers.json").write_text(json.dumps(answers), "utf-8")
    (folder / "output").touch()
    known = {"GH_REPO": "o/n", "COMMIT": COMMIT, "MARK": MARK, "GITHUB_OUTPUT": str(folder / "output")}
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=folder,
        env={**os.environ, **known, **environment, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    (folder / "said").write_text(done.stdout, "utf-8")
    assert done.returncode == 0, done.stderr
    calls = folder / "calls.jsonl"
    return [json.loads(line) for line in calls.read_text("utf-8").splitlines()] if calls.exists() else []


def pull(number: int, owner: str | None, branch: str, sha: str = COMMIT) -> dict[str, Any]:
    repository = None if owner is None else {"owner": {"login": owner}}
    return {"number": number, "head": {"ref": branch, "sha": sha, "repo": repository}}


HOSTILE = 'x";$(touch${IFS}bad)&state=closed#\\(1)'
FIND: dict[str, tuple[str, str, list[dict[str, Any]], str, str]] = {
    # name: (owner, branch, pull requests that GitHub returns, output, what the notice says)
    "found": ("jane", "fix", [pull(7, "jane", "fix")], "number=7\n", ""),
    "hostile branch": ("jane", HOSTILE, [pull(7, "jane", HOSTILE)], "number=7\n", ""),
    "filter ignored": (
        "jane",
        "fix",
        [pull(6, "john", "fix"), pull(5, "jane", "other"), pull(4, None, "fix"), pull(7, "jane", "fix")],
        "number=7\n",
        "",
    ),
    "none": ("jane", "fix", [], "", "0 open pull requests come from this branch"),
    "several": ("jane", "fix", [pull(7, "jane", "fix"), pull(8, "jane", "fix")], "", "2 open pull requests come from"),
    "newer push": ("jane", "fix", [pull(7, "jane", "fix", NEWER)], "", f"a newer push, {NEWER}, gets its own"),
    "fork deleted": ("", "fix", [pull(7, None, "fix")], "", "the fork was deleted"),
}


@pytest.mark.parametrize("name", FIND)
def test_the_pull_request_is_found_by_owner_and_branch(name: str, tmp_path: Path) -> None:
    owner, branch, pulls, output, notice = FIND[name]
    calls = run("find", tmp_path, {PULLS: pulls}, OWNER=owner, BRANCH=branch)
    assert (tmp_path / "output").read_text("utf-8") == output
    said = (tmp_path / "said").read_text("utf-8")
    assert said.startswith("::notice::No summary") and notice in said if notice else said == ""
    assert not (tmp_path / "bad").exists()
    if owner:
        ((*call, _),) = calls
        assert call == ["api", "--method", "GET", PULLS, "-f", "state=open", "-f", f"head={owner}:{branch}", "--jq"]


def post(
    folder: Path,
    comments: list[dict[str, Any]],
    summary: bytes | None = b"# What changes\n",
    *,
    state: str = "open",
    sha: str = COMMIT,
    mergeable: bool | None = True,
) -> tuple[list[list[str]], str]:
    """Runs the script that posts; the calls that write, and the text of the comment."""
    if summary is not None:
        (folder / "summary").mkdir()
        (folder / "summary/summary.md").write_bytes(summary)
    answers = {PULL: {"state": state, "head": {"sha": sha}, "mergeable": mergeable}, COMMENTS: comments}
    calls = run(
        "post", folder, answers, NUMBER="7", RUN_URL="https://example.org/run", PREVIEW_URL="https://example.org/check"
    )
    body = folder / "body.md"
    writes = [call for call in calls if "--method" in call]
    return writes, body.read_text("utf-8") if body.exists() else ""


def comment(number: int, login: str, body: str) -> dict[str, Any]:
    return {"id": number, "user": {"login": login}, "body": body}


def write(method: str, path: str) -> list[str]:
    return ["api", "--method", method, path, "--field", "body=@body.md", "--silent"]


def test_the_first_summary_is_a_new_comment(tmp_path: Path) -> None:
    writes, body = post(tmp_path, [comment(1, "jane", f"{MARK}\nforged"), comment(2, BOT, f"hello {MARK}")])
    assert writes == [write("POST", COMMENTS)]
    assert body == f"{MARK}\n# What changes\n\n\nMade for {COMMIT} by [this run](https://example.org/run).\n{PREVIEW}"


def test_later_summaries_replace_it(tmp_path: Path) -> None:
    writes, _ = post(tmp_path, [comment(1, BOT, "hello"), comment(2, BOT, f"{MARK}\na"), comment(3, BOT, f"{MARK}\nb")])
    assert writes == [write("PATCH", "repos/o/n/issues/comments/2")]


@pytest.mark.parametrize(("mergeable", "more"), [(True, ""), (None, ""), (False, "conflicts, which have to be")])
def test_a_failure_replaces_what_is_out_of_date(mergeable: bool | None, more: str, tmp_path: Path) -> None:
    writes, body = post(tmp_path, [comment(2, BOT, f"{MARK}\nold")], None, mergeable=mergeable)
    assert writes == [write("PATCH", "repos/o/n/issues/comments/2")]
    said = f"The summary could not be made for {COMMIT}; see [the run](https://example.org/run)."
    assert body.startswith(f"{MARK}\n{said}\n")
    assert more in body and ("conflicts" in body) == bool(more)
    assert body.endswith(PREVIEW)


@pytest.mark.parametrize(("state", "sha"), [("closed", COMMIT), ("open", NEWER)])
def test_nothing_is_posted_on_what_has_moved_on(state: str, sha: str, tmp_path: Path) -> None:
    writes, body = post(tmp_path, [], state=state, sha=sha)
    assert (writes, body) == ([], "")
    assert f"the pull request is {state} and at {sha}" in (tmp_path / "said").read_text("utf-8")


def test_a_long_summary_is_cut_between_characters(tmp_path: Path) -> None:
    _, body = post(tmp_path, [], b"x" + "é".encode() * 40_000)
    assert body.count("é") == 29_999
    assert "\nThe rest does not fit here. Made for " in body
    assert len(body.encode()) < 65_536


# What the summary is made from


def git(folder: Path, *arguments: str, given: bytes = b"") -> str:
    identity = ["-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", "-C", str(folder), *identity, *arguments], input=given, capture_output=True, check=True
    )
    return done.stdout.decode().strip()


def store(folder: Path, files: Mapping[str, bytes], *parents: str) -> str:
    """A commit with these files, made without touching a working tree; a name that begins with @ is a link's."""
    git(folder, "read-tree", "--empty")
    for name, content in files.items():
        digest = git(folder, "hash-object", "-w", "--stdin", given=content)
        mode = "120000" if name.startswith("@") else "100644"
        git(folder, "update-index", "--add", "--cacheinfo", f"{mode},{digest},{name.removeprefix('@')}")
    return commit(folder, git(folder, "write-tree"), *parents)


def commit(folder: Path, tree: str, *parents: str) -> str:
    return git(folder, "commit-tree", tree, "-m", "m", *(word for parent in parents for word in ("-p", parent)))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet")
    return folder


def unpack(repository: Path, merge: str, head: str) -> tuple[str, dict[str, bytes]]:
    """What the script says, and the files that it wrote, after the merge commit was checked out."""
    git(repository, "update-ref", "HEAD", merge)
    folder = repository.parent / "made"
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, str(UNPACK), str(repository), head, "before", "after"],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert (done.returncode == 0) == (done.stderr == "")
    files = (file for file in folder.rglob("*") if file.is_file())
    return done.stderr, {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def test_data_come_from_the_merge_commit_and_its_first_parent(repository: Path) -> None:
    base = store(repository, {"data/a.yml": b"one\n", "Makefile": b"x"})
    head = store(repository, {"data/a.yml": b"two\n", "Makefile": b"evil"}, store(repository, {"data/old.yml": b"o"}))
    merge = store(
        repository,
        {"data/a.yml": b"two\n", "data/concepts/b.yml": b"$Id$\r\n", ".gitattributes": b"* ident", "data.txt": b""},
        base,
        head,
    )
    assert unpack(repository, merge, head) == (
        "",
        {
            "before/data/a.yml": b"one\n",
            "after/data/a.yml": b"two\n",
            "after/data/concepts/b.yml": b"$Id$\r\n",
        },
    )


def test_the_data_of_the_branch_can_be_had_alone(repository: Path) -> None:
    """The proposal's own data are not looked at then, so a link there is no reason to refuse."""
    base, head = store(repository, {"data/names.lock": b"a -\n"}), store(repository, {})
    git(repository, "update-ref", "HEAD", store(repository, {"@data/names.lock": b"/etc/passwd"}, base, head))
    subprocess.run([sys.executable, str(UNPACK), ".", head, "../before"], cwd=repository, check=True)
    files = [file for file in (repository.parent / "before").rglob("*") if file.is_file()]
    assert [file.read_bytes() for file in files] == [b"a -\n"]


def test_the_merge_commit_of_another_push_is_refused(repository: Path) -> None:
    base, head = store(repository, {"data/a.yml": b"1"}), store(repository, {"data/a.yml": b"2"})
    merge = store(repository, {"data/a.yml": b"3"}, base, head)
    said = f"no data: the merge commit does not merge {base}; the pull request has conflicts or a newer push\n"
    assert unpack(repository, merge, base) == (said, {})


def test_a_commit_that_merges_nothing_is_refused(repository: Path) -> None:
    head = store(repository, {"data/a.yml": b"2"})
    said, files = unpack(repository, head, head)
    assert said.startswith(f"no data: the merge commit does not merge {head};") and files == {}


def test_links_are_refused(repository: Path) -> None:
    base, head = store(repository, {"data/a.yml": b"1"}), store(repository, {})
    merge = store(repository, {"@data/a.yml": b"/etc/passwd"}, base, head)
    said, files = unpack(repository, merge, head)
    assert said == "no data: b'data/a.yml' is not a plain file\n"
    assert list(files) == ["before/data/a.yml"]


def tree(folder: Path, entries: bytes) -> str:
    """A tree of any bytes, as git itself would not make it."""
    return git(folder, "hash-object", "-t", "tree", "-w", "--literally", "--stdin", given=entries)


def entry(name: bytes, digest: str, mode: bytes = b"100644") -> bytes:
    return mode + b" " + name + b"\0" + bytes.fromhex(digest)


HOSTILE_TREES: dict[str, tuple[Callable[[str, str], bytes], str]] = {
    # name: (entries of data/ from a file and a folder that holds it, what the script says)
    "way out": (lambda file, folder: entry(b"..", folder, b"40000"), "is not a plain file"),
    "submodule": (lambda file, folder: entry(b"sub", "1" * 40, b"160000"), "is not a plain file"),
    "not UTF-8": (lambda file, folder: entry(b"\xff.yml", file), "is not a plain file"),
    "too long": (lambda file, folder: entry(b"x" * 300, file), "File name too long"),
    "file and folder": (lambda file, folder: entry(b"a", file) + entry(b"a", folder, b"40000"), "File exists"),
}


@pytest.mark.parametrize("name", HOSTILE_TREES)
def test_hostile_trees_are_refused(name: str, repository: Path) -> None:
    entries, wanted = HOSTILE_TREES[name]
    file = git(repository, "hash-object", "-w", "--stdin", given=b"x")
    data = tree(repository, entries(file, tree(repository, entry(b"evil.yml", file))))
    base, head = store(repository, {"data/a.yml": b"1"}), store(repository, {})
    merge = commit(repository, tree(repository, entry(b"data", data, b"40000")), base, head)
    said, files = unpack(repository, merge, head)
    assert said.startswith("no data: ") and wanted in said
    assert [path for path in files if "evil" in path] == []
    assert not (repository.parent / "evil.yml").exists()


def test_too_much_is_refused(repository: Path) -> None:
    base, head = store(repository, {"data/a.yml": b"1"}), store(repository, {})
    digest = git(repository, "hash-object", "-w", "--stdin", given=b"x")
    many = b"".join(entry(b"f%05d" % number, digest) for number in range(20_001))
    merge = commit(repository, tree(repository, entry(b"data", tree(repository, many), b"40000")), base, head)
    said, files = unpack(repository, merge, head)
    assert said.startswith("no data: data/ is too large; at most 20,000 files")
    assert list(files) == ["before/data/a.yml"]
