"""Adding a concept touches one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.__main__ import main
from macros.site.search import indexed
from tests.projects import build, copy_project
from tests.site.pages import Page

CONCEPT = """\
# yaml-language-server: $schema=../schema/concept.schema.json
title: Zeroth-order preference tuning
short_title: ZOPT
aliases: [gradient-free tuning]
category: evaluation
entry: part
level: advanced
status: evolving
reviewed: 2026-11-23
summary: A concept that exists only in this test and compares responses without gradients.
in_short: [It is tested., It is short., It is not real.]
sections:
  - id: what-it-is
    heading: What it is
    text: It differs from [[dpo]].
  - id: how-it-works
    heading: How it works
    text: By comparing.
  - id: why-it-matters
    heading: Why it matters
    text: It may not.
  - id: limitations
    heading: Limitations
    text: It does not exist.
claims:
  - id: wins
    text: It wins half of the comparisons.
    status: unverified
    as_of: "2026"
    sources: [{key: rafailov2023dpo}]
  - id: loses
    text: It loses the other half.
    status: unverified
    as_of: "2026"
    sources: [{key: azar2023ipo}]
misconceptions:
  - id: exists
    belief: It exists.
    correction: It does not.
questions:
  - id: existence
    type: single
    level: recall
    stem: Does zeroth-order preference tuning exist?
    options:
      - {id: here, text: Only here, correct: true, why: It is made up.}
      - {id: everywhere, text: Everywhere else, why: It is made up., misconception: exists}
      - {id: nowhere, text: Not even here, why: This is a page about it.}
    explain: It is made up for a test.
    claims: [wins]
  - id: share
    type: numeric
    level: recall
    stem: Which share of comparisons does zeroth-order tuning win?
    answer: {value: 0.5, share: true, abs: 0.01}
    check: 1 / 2
    explain: Half of them.
    claims: [wins]
  - id: ancestor
    type: cloze
    level: recall
    stem: Name the ancestor of zeroth-order tuning.
    text: It derives from [[?dpo]].
    blanks:
      - {id: dpo, accept: [DPO], why: It keeps the pairs.}
    explain: It keeps the pairs.
    claims: [loses]
relations:
  - kind: derived-from
    target: dpo
    reason: It keeps the pairs and drops the gradient.
  - kind: requires
    target: dpo
    reason: Without the pairs there is nothing to keep.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_project(tmp_path_factory.mktemp("one") / "project")
    (project / "data/concepts/zero-order.yml").write_text(CONCEPT, "utf-8")
    assert main(["lock"], project) == 0
    done = build(project, REPO_URL="https://github.com/owner/name")
    assert done.returncode == 0, done.stderr
    return project / "site"


def test_its_page(site: Path) -> None:
    page = Page(site / "concepts/zero-order/index.html")
    assert page.article.h1 and "Zeroth-order preference tuning" in page.article.h1.get_text()
    assert "It differs from DPO" in page.text()


def test_its_breadcrumbs_and_its_neighbors(site: Path) -> None:
    page = Page(site / "concepts/zero-order/index.html")
    crumbs = [" ".join(crumb.get_text().split()) for crumb in page.soup.select(".aa-crumbs li")]
    assert crumbs == ["Concepts", "Evaluation methods", "ZOPT"]
    turns = page.soup.select(".aa-turn a")
    assert turns
    for link in turns:
        there = Page(site / "concepts/zero-order" / str(link["href"]) / "index.html")
        assert "../zero-order/" in [other["href"] for other in there.soup.select(".aa-turn a")]


def test_its_row_in_the_indexes(site: Path) -> None:
    rows = [r.get_text() for r in Page(site / "categories/evaluation/index.html").article.select(".aa-concepts > li")]
    assert any("Zeroth-order preference tuning" in row and "gradient-free tuning" in row for row in rows)
    for page in ("index.html", "concepts/index.html"):
        assert "ZOPT" in [name.get_text() for name in Page(site / page).article.select(".aa-brief a")]
    names = [name.get_text() for name in Page(site / "glossary/index.html").article.select(".aa-glossary dt")]
    assert {"Zeroth-order preference tuning", "ZOPT", "gradient-free tuning"} <= set(names)
    sheet = Page(site / "cheat-sheets/evaluation/index.html").article.select(".aa-card h2")
    assert any("Zeroth-order preference tuning" in title.get_text() for title in sheet)
    path = Page(site / "paths/evaluation/index.html").article.select(".aa-path a")
    assert "ZOPT" in [link.get_text() for link in path]


def test_its_search_entry(site: Path) -> None:
    found = [text for text in indexed(site) if text["meta"]["url"] == "concepts/zero-order/"]
    assert found and any("only in this test" in text["content"] for text in found)


def test_its_edit_link(site: Path) -> None:
    link = Page(site / "concepts/zero-order/index.html").soup.select_one(".aa-edit a")
    assert link and link["href"] == "https://github.com/owner/name/edit/main/data/concepts/zero-order.yml"


def test_the_inverse_relation_on_the_other_page(site: Path) -> None:
    page = Page(site / "concepts/dpo/index.html")
    rows = [row for row in page.article.select(".aa-relations > div") if row.select('dt a[href="../zero-order/"]')]
    assert [[part.get_text() for part in row.select("dt, dd")] for row in rows] == [
        [
            "ZOPT",
            "is required by Without the pairs there is nothing to keep.",
            "gave rise to It keeps the pairs and drops the gradient.",
        ]
    ]
    assert page.article.select('svg[aria-labelledby="neighborhood-title"] a[href="../zero-order/"]')
