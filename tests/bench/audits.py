"""Lighthouse on the pages that matter most."""

from __future__ import annotations

import json
import math
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.core.drawing.renderer import node
from tests.bench.figures import Audit, Table, kib, lighthouse_audit
from tests.bench.server import serve
from tests.bench.sites import Sites
from tests.browser import chromium
from tests.projects import ROOT

VERSION = "13.5.0"
FOLDER = ROOT / ".cache" / "lighthouse"
PAGES = {
    "Home": "",
    "A concept": "concepts/dpo/",
    "Map": "map/",
    "Quizzes": "quizzes/",
    "Bibliography": "bibliography/",
}
SCORES = {
    "performance": "Performance",
    "accessibility": "Accessibility",
    "best-practices": "Best practices",
    "seo": "SEO",
}


def measure(sites: Sites, runs: int) -> Iterator[Table]:
    """Scores of the shipped site's pages, with the audits that cost points."""
    with serve(sites.shipped.ours / "site") as (address, _sent):
        found = {name: middle(audit(address + path) for _ in range(runs)) for name, path in PAGES.items()}
    yield Table(
        "Lighthouse",
        f"Lighthouse {VERSION} as for a phone, simulated throttling, the site served with gzip: the four scores, then "
        "largest paint and blocking time in ms, layout shift, and KiB as sent; of each page the run with the median "
        "time of blocking. That time is what the browser needs to style and lay out the text, formulas and diagrams "
        "that are in the page itself.",
        ["Page", *SCORES.values(), "LCP", "TBT", "CLS", "KiB"],
        [[name, *cells(result)] for name, result in found.items()],
    )
    if failed := [[name, failure] for name, result in found.items() for failure in result.failed]:
        yield Table(
            "Audits that cost points", "Each page with what keeps a score below 100.", ["Page", "Audit"], failed
        )


def middle(audits: Iterable[Audit]) -> Audit:
    """The one with the median time of blocking; of an even number, the slower one of the two."""
    ordered = sorted(audits, key=lambda found: found.tbt)
    return ordered[len(ordered) // 2]


def cells(found: Audit) -> list[str]:
    """The figures of one page as text."""
    scores = [str(found.scores.get(name, "–")) for name in SCORES]
    times = ["–" if math.isnan(value) else f"{value:.0f}" for value in (found.lcp, found.tbt)]
    return [*scores, *times, f"{found.cls:.3f}", kib(found.size)]


def audit(address: str) -> Audit:
    """What Lighthouse finds on one page; it is installed with the first."""
    browser = chromium.find()
    assert browser, "no Chromium found; 'make browser' installs one"
    done = subprocess.run(
        [
            node(),
            str(program()),
            address,
            "--output=json",
            f"--only-categories={','.join(SCORES)}",
            "--quiet",
            "--chrome-flags=--headless=new --no-sandbox",
        ],
        env=os.environ | {"CHROME_PATH": browser},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return lighthouse_audit(json.loads(done.stdout))


def program() -> Path:
    """Lighthouse's own program, installed if it is not there in the right version."""
    package = FOLDER / "node_modules" / "lighthouse"
    known = package / "package.json"
    if not known.is_file() or json.loads(known.read_text("utf-8"))["version"] != VERSION:
        npm = shutil.which("npm")
        assert npm, "npm is missing; it comes with Node"
        FOLDER.mkdir(parents=True, exist_ok=True)
        quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
        subprocess.run([npm, "install", "--prefix", str(FOLDER), *quiet, f"lighthouse@{VERSION}"], check=True)
    return package / "cli" / "index.js"
