"""Workflows have no rights by default, every action is pinned by its commit, and updates wait for a week."""

from __future__ import annotations

import re

import pytest
import yaml

from tests.projects import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.y*ml"))
RIGHTS = {
    "comment.yml": {"comment": {"actions": "read", "pull-requests": "write"}},
    "publish.yml": {"build": {"contents": "read", "pages": "read"}, "deploy": {"pages": "write", "id-token": "write"}},
}
"""What jobs may do besides reading the repository's files."""


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_is_locked_down(path) -> None:
    text = path.read_text("utf-8")
    flow = yaml.safe_load(text)
    assert flow["permissions"] == {}
    assert "pull_request_target" not in text
    used = re.findall(r"uses: (\S+)", text)
    assert [name for name in used if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", name)] == []
    for job in flow["jobs"].values():
        assert job["timeout-minutes"] <= 60
        for step in job["steps"]:
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False
            assert "${{" not in step.get("run", "")


def test_the_comment_is_posted_without_running_anything_of_the_pull_request() -> None:
    text = (ROOT / ".github/workflows/comment.yml").read_text("utf-8")
    flow = yaml.safe_load(text)
    assert flow[True] == {"workflow_run": {"workflows": ["Pull request"], "types": ["completed"]}}
    assert "checkout" not in text
    assert re.findall(r"uses:", text) == []
    (job,) = flow["jobs"].values()
    assert job["permissions"] == {"actions": "read", "pull-requests": "write"}
    (step,) = job["steps"]
    assert not re.search(r"\b(make|python|npm|eval|source)\b|bash -c", step["run"])


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_job_has_no_more_rights_than_it_needs(path) -> None:
    jobs = yaml.safe_load(path.read_text("utf-8"))["jobs"]
    wanted = {name: {"contents": "read"} for name in jobs} | RIGHTS.get(path.name, {})
    assert {name: job["permissions"] for name, job in jobs.items()} == wanted


def test_actions_have_the_same_commit_in_all_workflows() -> None:
    found = [use for path in WORKFLOWS for use in re.findall(r"uses: (\S+@\S+ # \S+)", path.read_text("utf-8"))]
    names = {use.split("@")[0] for use in found}
    assert len(set(found)) == len(names)


def test_updates_of_all_packages_are_proposed_after_a_week() -> None:
    updates = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text("utf-8"))["updates"]
    assert sorted(update["package-ecosystem"] for update in updates) == ["github-actions", "npm", "pip"]
    for update in updates:
        assert update["directory"] == "/"
        assert update["schedule"]["interval"] == "weekly"
        assert update["cooldown"]["default-days"] >= 7


@pytest.mark.parametrize("path", sorted((ROOT / ".github").rglob("*.yml")), ids=lambda path: path.name)
def test_every_form_is_valid_yaml(path) -> None:
    assert isinstance(yaml.safe_load(path.read_text("utf-8")), dict)
