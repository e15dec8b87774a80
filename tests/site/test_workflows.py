"""Workflows have no rights by default, and every action is pinned by its commit."""

from __future__ import annotations

import re

import pytest
import yaml

from tests.projects import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


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


@pytest.mark.parametrize("path", sorted((ROOT / ".github").rglob("*.yml")), ids=lambda path: path.name)
def test_every_form_is_valid_yaml(path) -> None:
    assert isinstance(yaml.safe_load(path.read_text("utf-8")), dict)
