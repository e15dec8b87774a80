"""Measures the CPU time of a strict build, as a ratio to plain Material with the same text, and of the check of data.

Plain Material is the theme with its own search and no other plugin. Each of its pages is the text of one of our built
pages as an author would write it there: headings, paragraphs, lists, tables, links, formulas as TeX, diagrams as
Mermaid text, answers in collapsible blocks. Its readers' browsers draw the formulas and diagrams; here the build does.

The check is measured on the shipped data, and as the ratio of 2,500 generated concepts to 250: 10 if its time grows
with the data and no faster.

Run with ``make bench``, or ``python -m tests.bench [RUNS] [--only {build,diagrams,check}]``.
"""

from __future__ import annotations

import argparse
import gzip
import os
import platform
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bs4 import BeautifulSoup, NavigableString, Tag

from macros.core.atlas import load_atlas
from macros.core.drawing import Drawing, DrawingError, draw
from macros.core.library import read_documents
from tests.generated import generate
from tests.projects import ROOT, build_environment, copy_project

PLAIN_NAME, OURS, FIRST = "plain Material", "Alignment Atlas", "Alignment Atlas, empty .cache"
PLAIN = """\
site_name: Plain
theme:
  name: material
  features: [navigation.prune]
markdown_extensions:
  - admonition
  - attr_list
  - pymdownx.arithmatex: {generic: true}
  - pymdownx.details
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
"""


CHECK = """\
import sys, time
from pathlib import Path
from macros.core.library import read_library
from macros.core.rules import check
start = time.process_time()
library, problems = read_library(Path(sys.argv[1]))
assert not problems and not check(library)
print(time.process_time() - start)
"""
FEW, MANY = 250, 2500


def main(runs: int, only: str | None = None) -> None:
    """Prints all measurements, each over ``runs`` runs, or those of one kind."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {runs} runs")
    for name, measure in {"build": print_builds, "diagrams": print_diagrams, "check": print_check}.items():
        if only in (None, name):
            measure(runs)


def print_builds(runs: int) -> None:
    """Prints one line a variant: median CPU seconds over ``runs`` runs, and the ratio to plain Material.

    The variants take turns, so that whatever else the machine does falls on all of them. An empty ``.cache`` means that
    every diagram is drawn, the font cut and every template compiled, as in the first build after a clone.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = copy_project(folder / "ours")
        (ours / ".cache").unlink()
        cpu_seconds(ours)
        plain = plain_project(ours / "site", folder / "plain")
        seconds: dict[str, list[float]] = {PLAIN_NAME: [], OURS: [], FIRST: []}
        for _ in range(runs):
            seconds[PLAIN_NAME].append(cpu_seconds(plain))
            shutil.rmtree(ours / ".cache", ignore_errors=True)
            seconds[FIRST].append(cpu_seconds(ours))
            seconds[OURS].append(cpu_seconds(ours))
    print("Median CPU seconds of one strict build with all its processes:")
    base = statistics.median(seconds[PLAIN_NAME])
    for variant, values in seconds.items():
        middle = statistics.median(values)
        print(f"{variant:30} {middle:6.2f} s  (from {min(values):.2f} to {max(values):.2f})  ratio {middle / base:.2f}")


def print_diagrams(runs: int) -> None:
    """Prints what a diagram costs: CPU time to draw it, with its share of starting Node, and bytes in the page."""
    times: list[float] = []
    drawings: list[Drawing | DrawingError] = []
    atlas = load_atlas(ROOT, lambda _here, there: f"../{there}")
    diagrams = [*atlas.maps.values(), *(d for of_concept in atlas.diagrams.values() for d in of_concept.values())]
    texts = [text for diagram in diagrams for text in diagram.texts.items()]
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as name:
            (Path(name) / "node_modules").symlink_to(ROOT / "node_modules")
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            drawings = draw(texts, Path(name))
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    sizes = [len(gzip.compress(drawing.svg.encode(), 9)) for drawing in drawings if isinstance(drawing, Drawing)]
    milliseconds = 1000 * statistics.median(times) / len(texts)
    print(
        f"{len(texts)} drawings: {milliseconds:.1f} ms CPU each when none is kept, "
        f"{statistics.mean(sizes):.0f} bytes each with gzip -9 (the largest {max(sizes)})"
    )


def print_check(runs: int) -> None:
    """Prints what the check of data costs: in all and for each file, and how it grows from few concepts to many."""
    command = ("macros", "check")
    cpu_seconds(ROOT, *command)
    middle = statistics.median(cpu_seconds(ROOT, *command) for _ in range(runs))
    files = len(read_documents(ROOT))
    print(
        f"Check of the shipped data: median {middle:.2f} s CPU in all, "
        f"{1000 * middle / files:.1f} ms for each of {files} data files"
    )
    with tempfile.TemporaryDirectory() as name:
        few, many = (generate(Path(name) / str(number), number) for number in (FEW, MANY))
        seconds = {FEW: [check_seconds(few) for _ in range(runs)], MANY: [check_seconds(many) for _ in range(runs)]}
    less, more = (statistics.median(seconds[number]) for number in (FEW, MANY))
    print(
        f"Reading and rules: {less:.2f} s CPU for {FEW} generated concepts, {more:.2f} s for {MANY}, "
        f"ratio {more / less:.1f}"
    )


def check_seconds(project: Path) -> float:
    """CPU seconds of reading all data of a project and applying all rules, without loading the program."""
    done = subprocess.run(
        [sys.executable, "-c", CHECK, str(project)], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    )
    return float(done.stdout)


def cpu_seconds(project: Path, *command: str) -> float:
    """CPU seconds, user and system, of one strict build or another Python command, with all processes it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", *(command or ("mkdocs", "build", "--strict", "--quiet"))],
        cwd=project,
        env=build_environment(),
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def plain_project(site: Path, folder: Path) -> Path:
    """A project for plain Material in ``folder`` with the text of each built page of ``site``."""
    for page in sorted(site.rglob("index.html")):
        article = BeautifulSoup(page.read_text("utf-8"), "html.parser").select_one("article")
        assert article
        file = folder / "docs" / page.parent.relative_to(site) / "index.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(markdown(article), "utf-8")
    (folder / "mkdocs.yml").write_text(PLAIN, "utf-8")
    return folder


def markdown(element: Tag) -> str:
    """What an author of plain Material would have written for an element."""
    for waste in element.select(".headerlink, .md-content__button, .aa-anchor, svg"):
        waste.decompose()
    for formula in element.select("math"):
        annotation = formula.select_one("annotation")
        tex = annotation.get_text().strip() if annotation else ""
        formula.replace_with(f"$${tex}$$" if formula.get("display") == "block" else f"${tex}$")
    return "\n\n".join(_blocks(element)) + "\n"


def _blocks(element: Tag) -> list[str]:
    found: list[str] = []
    for child in element.children:
        name = child.name if isinstance(child, Tag) else ""
        if name in ("h1", "h2", "h3"):
            found.append(f"{'#' * int(name[1])} {_words(child)}")
        elif name in ("ul", "ol"):
            mark = "-   " if name == "ul" else "1.  "
            items = ["\n\n".join(_blocks(item)) for item in child.find_all("li", recursive=False)]
            found.append("\n".join(mark + item.replace("\n", "\n    ") for item in items))
        elif name == "table":
            rows = [[_words(cell).replace("|", "") for cell in row.select("th, td")] for row in child.select("tr")]
            lines = ["| " + " | ".join(row) + " |" for row in rows]
            found.append("\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]))
        elif name == "pre":
            kind = "mermaid" if "flowchart" in child.get_text() else ""
            found.append(f"```{kind}\n{child.get_text().strip()}\n```")
        elif name == "details":
            inner = "\n\n".join(_blocks(child)[1:]).replace("\n", "\n    ")
            found.append(f'??? note "{_words(child.summary)}"\n\n    {inner}')
        elif name and child.find(["p", "div", "ul", "ol", "table", "pre", "details", "dl", "dt"]):
            found.extend(_blocks(child))
        elif words := _words(child):
            if (
                found
                and name in ("", "a", "em", "strong", "code", "span", "cite", "time")
                and not found[-1].endswith("\n")
            ):
                found[-1] += " " + words
            else:
                found.append(words)
    return found


def _words(node: Tag | NavigableString) -> str:
    """Words with links and emphasis."""
    if isinstance(node, NavigableString):
        return " ".join(str(node).split())
    inner = " ".join("".join(_spaced(child) for child in node.children).split())
    if node.name == "a" and node.get("href"):
        return f"[{inner}]({_target(str(node['href']))})"
    marks = {"em": "*", "strong": "**", "code": "`"}.get(node.name, "") if inner else ""
    return f"{marks}{inner}{marks}"


def _target(address: str) -> str:
    """The address as a link to a Markdown file, or to a heading of the same page."""
    if not address.startswith(("#", "https:")):
        return re.sub(r"/(#.*)?$", "/index.md", address)
    return re.sub(r"^#(source|misconception)-.*", r"#\1s", address)


def _spaced(node: Tag | NavigableString) -> str:
    return str(node) if isinstance(node, NavigableString) else _words(node)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measures builds and the check of data.")
    parser.add_argument("runs", type=int, nargs="?", default=5)
    parser.add_argument("--only", choices=("build", "diagrams", "check"))
    main(**vars(parser.parse_args()))
