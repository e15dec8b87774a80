"""What the benchmark computes from its measurements; the measurements themselves are not tested."""

from __future__ import annotations

import gzip
import math
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.bench.audits import middle
from tests.bench.builds import shares
from tests.bench.figures import Audit, Table, exponent, kib, lighthouse_audit, ratio
from tests.bench.plain import markdown, menu
from tests.bench.server import serve
from tests.bench.sites import run
from tests.bench.visits import Sent, search_bytes


def test_growth_is_an_exponent() -> None:
    assert exponent(250, 1000, 3, 12) == pytest.approx(1)
    assert exponent(250, 1000, 3, 48) == pytest.approx(2)
    assert exponent(250, 1000, 3, 3) == 0


def test_ratios_and_sizes_are_text() -> None:
    assert [ratio(1, 2), ratio(2, 0), ratio(math.nan, 1), ratio(1, math.nan)] == ["0.50", "–", "–", "–"]
    assert [kib(1536), kib(2_000_000), kib(math.nan)] == ["1.5", "1,953.1", "–"]


def test_a_table_is_markdown() -> None:
    table = Table("Title", "What it says.", ["Name", "k"], [["a", "1"], ["b", "2"]])
    assert table.markdown() == "## Title\n\nWhat it says.\n\n| Name | k |\n| --- | --: |\n| a | 1 |\n| b | 2 |\n"


def test_larger_sites_are_built_less_often() -> None:
    assert [shares(1), shares(3), shares(6)] == [[1, 1, 1], [3, 2, 1], [6, 5, 2]]


def test_a_report_of_lighthouse_is_read() -> None:
    def refs(*names: str) -> list[dict[str, object]]:
        return [{"id": name, "weight": 0 if name == "unweighed" else 1} for name in names]

    scores = {"good": 1, "slow": 0.4, "unweighed": 0, "not-asked": None, "contrast": 0}
    numbers = {
        "largest-contentful-paint": 1200.5, "total-blocking-time": 30, "cumulative-layout-shift": 0.01,
        "total-byte-weight": 2048,
    }  # fmt: skip
    report: dict[str, Any] = {
        "categories": {
            "performance": {"score": 0.994, "auditRefs": refs("good", "slow", "unweighed", "not-asked")},
            "accessibility": {"score": 0.9, "auditRefs": refs("contrast", "good")},
            "seo": {"score": 1, "auditRefs": refs("slow")},
            "best-practices": {"score": None, "auditRefs": refs("good")},
        },
        "audits": {name: {"score": score} for name, score in scores.items()}
        | {name: {"score": 1, "numericValue": value} for name, value in numbers.items()},
    }
    assert lighthouse_audit(report) == Audit(
        {"performance": 99, "accessibility": 90, "seo": 100, "best-practices": 0},
        1200.5,
        30,
        0.01,
        2048,
        ["performance: slow", "accessibility: contrast"],
    )
    del report["audits"]["total-blocking-time"]["numericValue"]
    assert math.isnan(lighthouse_audit(report).tbt)


def test_of_several_audits_the_one_in_the_middle_counts() -> None:
    audits = [Audit({}, 0, tbt, 0, 0, []) for tbt in (30, 10, 50, 20)]
    assert middle(audits).tbt == 30
    assert middle(audits[:3]).tbt == 30


def test_what_is_sent_is_counted_as_sent(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("a" * 5000, "utf-8")
    (tmp_path / "font.woff2").write_bytes(b"b" * 700)
    with serve(tmp_path) as (address, sent):
        request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(request) as answer:
            body = answer.read()
        urllib.request.urlopen(f"{address}font.woff2").close()
        urllib.request.urlopen(address).close()
    assert gzip.decompress(body) == b"a" * 5000
    assert sent == [("/", len(body)), ("/font.woff2", 700), ("/", 5000)]
    assert sent.size == len(body) + 5700


def test_the_search_weighs_what_it_loads_before_and_after_it_is_opened() -> None:
    sent = Sent([("/", 10), ("/search/search_index.json", 200)])

    def search(_page: object, word: str) -> None:
        assert word == "alpha"
        sent.append(("/pagefind/fragment", 3000))

    assert search_bytes(None, "alpha", sent, search) == 3200  # type: ignore[arg-type]


def test_a_command_has_a_cost_or_says_why_it_failed(tmp_path: Path) -> None:
    (tmp_path / "work.py").write_text("sum(range(10**6)); memory = b'x' * (5 * 10**7)", "utf-8")
    (tmp_path / "fail.py").write_text("raise SystemExit('no such thing')", "utf-8")
    held = b"x" * (2 * 10**8)
    cost = run(tmp_path, "work")
    assert cost.cpu > 0
    assert 5 * 10**7 < cost.memory < len(held), "the memory of this process is not part of it"
    with pytest.raises(Exception, match="exit status 1") as caught:
        run(tmp_path, "fail")
    assert "no such thing" in str(caught.value.output)  # type: ignore[attr-defined]
    assert sorted(file.name for file in tmp_path.iterdir() if file.is_file()) == ["fail.py", "work.py"]
    assert sys.modules.get("work") is None


@pytest.mark.expensive
def test_plain_material_has_the_same_text_and_menu(large_site: Path) -> None:
    found = menu(large_site)
    assert found[0] == "index.md"
    sections = {name: pages for entry in found if isinstance(entry, dict) for name, pages in entry.items()}
    assert {name: len(pages) for name, pages in sections.items()} == {
        "Training methods": 57, "Evaluation methods": 54, "Key ML concepts": 54,
    }  # fmt: skip
    assert sections["Evaluation methods"][:2] == ["categories/evaluation/index.md", "concepts/bebababa/index.md"]
    files = [name for entry in found for name in ([entry] if isinstance(entry, str) else next(iter(entry.values())))]
    assert sorted(files) == sorted(
        f"{page.parent.relative_to(large_site).as_posix()}/index.md".removeprefix("./")
        for page in large_site.rglob("index.html")
    )


def test_elements_become_what_an_author_would_write() -> None:
    from bs4 import BeautifulSoup

    html = (
        '<article><h2>Head<a class="headerlink" href="#h">¶</a></h2><p>One <em>two</em> <a href="../b/">three</a></p>'
        "<ul><li>a</li><li>b</li></ul><details><summary>More</summary><p>Inside</p></details></article>"
    )
    article = BeautifulSoup(html, "html.parser").article
    assert article
    assert markdown(article) == (
        '## Head\n\nOne *two* [three](../b/index.md)\n\n-   a\n-   b\n\n??? note "More"\n\n    Inside\n'
    )
