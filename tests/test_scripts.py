"""The tools that check our scripts find mistakes."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from macros.core.drawing.renderer import node
from tests.projects import ROOT

UNTIDY = """\
import { part } from "./parts.mjs";
var old = 1;
let same = old;
if (same == "1") eval("old");
document.body.innerHTML = same;
document.body["outerHTML"] = same;
document.body.insertAdjacentHTML("beforeend", same);
document.write(same);
setTimeout("same()");
PARTS.write(process.argv);
"""
PHRASES = """\
button.textContent = "Check";
button.textContent = number === 1 ? "your answer" : `${number} answers`;
label.append("How sure are you? ", `Hint (${number})`, "Enter 25% or 1/4.", `${number} of ${number}`);
label.append(WORDS.check, `${number}/${number}`, " ", "✓", `${WORDS.hint} `);
label.className = `aa-wide aa-${number}`;
if (event.key === "Enter") label.querySelector("input, select").focus();
throw new Error("A question has no answer.");
"""
UNTYPED = """\
/** @param {string} text */
const shout = (text) => text.toUpperCase();
shout(1);
document.querySelector("p").hidden = true;
new Map([[1, 2]]).get(1).toFixed();
"""


def run(program: str, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Runs a program of an npm package at the project's root."""
    return subprocess.run(
        [node(), str(ROOT / "node_modules" / program), *arguments],
        input=given, capture_output=True, encoding="utf-8", cwd=ROOT, check=False,
    )  # fmt: skip


def test_eslint_finds_mistakes() -> None:
    done = run(
        "eslint/bin/eslint.js", "--format=json", "--stdin", "--stdin-filename=web/scripts/untidy.mjs",
        given=UNTIDY,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, "")
    [file] = json.loads(done.stdout)
    assert [(message["line"], message["ruleId"]) for message in file["messages"]] == [
        (1, "no-unused-vars"),
        (2, "no-var"),
        (3, "prefer-const"),
        (4, "eqeqeq"),
        (4, "no-eval"),
        (5, "no-restricted-syntax"),
        (6, "no-restricted-syntax"),
        (7, "no-restricted-syntax"),
        (8, "no-restricted-syntax"),
        (9, "no-implied-eval"),
        (10, "no-undef"),
    ]


def test_eslint_finds_phrases_that_are_not_in_the_table() -> None:
    given = f"const [button, event, label, number] = [];\n{PHRASES}"
    done = run(
        "eslint/bin/eslint.js", "--format=json", "--stdin", "--stdin-filename=web/scripts/talks.mjs", given=given
    )
    [file] = json.loads(done.stdout)
    lines = given.splitlines()
    found = [lines[one["line"] - 1][one["column"] - 1 : one["endColumn"] - 1] for one in file["messages"]]
    assert found == [
        '"Check"', '"your answer"', "} answers`", '"How sure are you? "', "`Hint (${", '"Enter 25% or 1/4."', "} of ${",
    ]  # fmt: skip


def test_tsc_finds_mistakes(tmp_path: Path) -> None:
    (tmp_path / "untyped.mjs").write_text(UNTYPED, "utf-8")
    config = {
        "extends": (ROOT / "tsconfig.json").as_posix(),
        "compilerOptions": {"typeRoots": [(ROOT / "node_modules/@types").as_posix()]},
        "include": ["*.mjs"],
    }
    (tmp_path / "tsconfig.json").write_text(json.dumps(config), "utf-8")
    done = run("typescript/bin/tsc", "--pretty", "false", "-p", str(tmp_path))
    assert done.returncode != 0
    assert [line[line.index("untyped.mjs") :] for line in done.stdout.splitlines()] == [
        "untyped.mjs(3,7): error TS2345: Argument of type 'number' is not assignable to parameter of type 'string'.",
        "untyped.mjs(4,1): error TS2531: Object is possibly 'null'.",
        "untyped.mjs(5,1): error TS2532: Object is possibly 'undefined'.",
    ]
