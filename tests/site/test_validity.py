"""Every built page is valid HTML."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

from macros.core.drawing.renderer import node
from tests.projects import ROOT

BAD = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Bad</title></head>
<body>
<input type="checkbox" autocomplete="off" aria-label="Box">
<figure><p>Drawing</p><figcaption>Caption</figcaption><p>More</p></figure>
<p id="twice">One</p>
<p id="twice">Two</p>
<a href="https://example.org/"></a>
</body>
</html>
"""


def problems(folder: Path) -> list[tuple[str, int, str]]:
    """What html-validate finds in all HTML files of a folder: file, line and rule."""
    program = ROOT / "node_modules/html-validate/bin/html-validate.mjs"
    config = Path(__file__).with_name("html-validate.config.cjs")
    # Into a file, since the program ends before a pipe has taken a long report.
    with tempfile.TemporaryDirectory() as reports:
        report = Path(reports, "report.json")
        options = ["--config", str(config), "--formatter", f"json={report}", "--ext", "html"]
        command = [node(), str(program), *options, str(folder)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert not done.stderr, done.stderr
        found = json.loads(report.read_text("utf-8"))
    return [
        (Path(file["filePath"]).relative_to(folder).as_posix(), message["line"], message["ruleId"])
        for file in found
        for message in file["messages"]
    ]


def test_all_pages_are_valid(shipped_site: Path) -> None:
    assert problems(shipped_site) == []


def test_what_is_wrong_is_found(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "bad.html").write_text(BAD, "utf-8")
    assert problems(tmp_path) == [
        ("deep/bad.html", 5, "valid-autocomplete"),
        ("deep/bad.html", 6, "element-permitted-order"),
        ("deep/bad.html", 8, "no-dup-id"),
        ("deep/bad.html", 9, "wcag/h30"),
    ]
