"""``mkdocs serve`` shows edits of data, templates and modules after a reload."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.projects import build_environment, edit, quiz_project

LIMIT = 120
"""Seconds after which a build that does not come is a failure."""


@dataclass
class Server:
    """A running ``mkdocs serve``."""

    project: Path
    address: str
    process: subprocess.Popen[str]

    def read(self, path: str = "") -> str:
        """A page as it is served now."""
        with urlopen(self.address + path, timeout=LIMIT) as answer:
            return answer.read().decode()

    def after_reload(self, path: str, epoch: int) -> tuple[str, int]:
        """A page as served after the next build, and the mark of that build."""
        with urlopen(f"{self.address}livereload/{epoch}/0", timeout=LIMIT) as answer:
            next_epoch = int(answer.read())
        return self.read(path), next_epoch

    def epoch(self) -> int:
        """The mark of the build that is being served."""
        found = re.search(r"livereload\((\d+),", self.read())
        assert found
        return int(found[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    project = quiz_project(tmp_path_factory.mktemp("serve") / "project")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=project,
        env=build_environment(PYTHONUNBUFFERED="1"),
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stderr
    said = []
    for line in process.stderr:
        said.append(line)
        if "Serving on" in line:
            break
    else:
        pytest.fail("".join(said))
    yield Server(project, f"http://127.0.0.1:{port}/", process)
    process.kill()
    process.communicate()


def test_edits_show_after_reload(server: Server) -> None:
    page = "concepts/alpha/"
    epoch = server.epoch()

    edit(server.project, "data/concepts/alpha.yml", "heading: What it is\n", "heading: What it now is\n")
    text, epoch = server.after_reload(page, epoch)
    assert "What it now is" in text

    template = "macros/core/pages/templates/concept/at-a-glance.html.j2"
    edit(server.project, template, "<dt>{{ words.also_called }}</dt>", "<dt>Known as</dt>")
    text, epoch = server.after_reload(page, epoch)
    assert "<dt>Known as</dt>" in text

    old = 'title = say("neighborhood_title", name=here)'
    edit(server.project, "macros/core/drawing/mermaid.py", old, 'title = f"Where {here} stands"')
    text, epoch = server.after_reload(page, epoch)
    assert "Where A stands" in text

    edit(server.project, "web/words.json", '"On this page"', '"All on this page"')
    text, epoch = server.after_reload(page, epoch)
    assert "All on this page" in text

    edit(server.project, "docs/about.md", "\n# About\n", "\n# About all this\n")
    text, _ = server.after_reload("about/", epoch)
    assert "About all this" in text


def test_a_mistake_is_told_and_does_not_end_the_server(server: Server) -> None:
    path = "data/concepts/beta.yml"
    kept = (server.project / path).read_text("utf-8")
    epoch = server.epoch()
    (server.project / path).write_text(kept.replace("category:", "categry:"), "utf-8")
    assert server.process.stderr
    for line in server.process.stderr:
        if "unknown field 'categry'" in line:
            break
    (server.project / path).write_text(kept.replace("heading: What it is\n", "heading: Right again\n"), "utf-8")
    text, _ = server.after_reload("concepts/beta/", epoch)
    assert "Right again" in text
