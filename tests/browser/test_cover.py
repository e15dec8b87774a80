"""The pages that are chosen for checks that take long show whatever any page shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.cover import cover, covering_pages, features, kind

PAGE = (
    '<body class="aa-page"><p>Words <a class="aa-cite" href="#">1</a></p>'
    "<details><summary>More</summary></details></body>"
)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", ""),
        ("404.html", "404.html"),
        ("map/", "map/"),
        ("concepts/dpo/", "concepts/*"),
        ("concepts/rlhf/", "concepts/*"),
    ],
)
def test_pages_of_a_folder_are_of_one_kind(path: str, expected: str) -> None:
    assert kind(path) == expected


def test_the_features_of_a_page() -> None:
    assert features("map/", PAGE) == {
        "page map/", "body.aa-page", "page > body.aa-page", "p", "a.aa-cite", "body.aa-page > a.aa-cite", "a[href]",
        "details", "summary", "body.aa-page > summary",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("<details>", "<details open>", {"details[open]"}),
        ("<summary>", '<summary role="button">', {"summary[role=button]"}),
        ('class="aa-cite"', 'class="aa-cite aa-new"', {"a.aa-cite.aa-new", "body.aa-page > a.aa-cite.aa-new"}),
        ("<p>", '<p class="aa-note">', {"p.aa-note", "body.aa-page > p.aa-note", "p.aa-note > a.aa-cite"}),
        ("Words", "<em>Words</em>", {"em"}),
        ("Words", "<br>Words", {"br"}),
        ("Words", '<span class="aa-in-text">Words</span>', {"span.aa-in-text"}),
        ('href="#"', 'href="#" aria-current="page"', {"a[aria-current=page]"}),
    ],
)
def test_what_is_new_on_a_page_is_a_feature(old: str, new: str, found: set[str]) -> None:
    assert features("map/", PAGE.replace(old, new)) - features("map/", PAGE) == found


def test_an_unclosed_element_ends_with_what_it_stands_in() -> None:
    text = '<ul class="aa-list"><li class="aa-item">One<li class="aa-item">Two</ul><a>After</a>'
    assert "page > a" in features("", text)
    assert "ul.aa-list > a" not in features("", text)


def test_every_feature_is_on_a_chosen_page() -> None:
    pages = {"a/": frozenset("123"), "b/": frozenset("34"), "c/": frozenset("4"), "d/": frozenset("5")}
    assert cover(pages) == ["a/", "b/", "d/"]
    assert cover(pages | {"b/": frozenset("3")}) == ["a/", "c/", "d/"]


def test_a_page_that_later_ones_made_needless_is_dropped() -> None:
    """The first has the most features, and the two that are needed for the others have all of them."""
    pages = {"a/": frozenset("1234"), "b/": frozenset("125"), "c/": frozenset("346")}
    assert cover(pages) == ["b/", "c/"]


def test_of_equals_the_first_is_chosen() -> None:
    assert cover({"b/": frozenset("1"), "a/": frozenset("1")}) == ["a/"]


def test_without_pages_none_is_chosen() -> None:
    assert cover({}) == []


def test_a_page_with_something_new_is_chosen(tmp_path: Path) -> None:
    for name in ("concepts/one", "concepts/two", "map"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "index.html").write_text(PAGE, "utf-8")
    assert covering_pages(tmp_path) == ["concepts/one/", "map/"]
    (tmp_path / "concepts/two/index.html").write_text(PAGE.replace("<p>", '<p class="aa-alarm">'), "utf-8")
    assert covering_pages(tmp_path) == ["concepts/two/", "map/"]


def test_few_pages_of_the_site_have_every_feature(relative_site: Path) -> None:
    chosen = covering_pages(relative_site)
    every = {
        file.relative_to(relative_site).as_posix().removesuffix("index.html"): features("", file.read_text("utf-8"))
        for file in relative_site.rglob("*.html")
    }
    assert frozenset().union(*every.values()) == frozenset().union(*(every[path] for path in chosen))
    assert {kind(path) for path in every} == {kind(path) for path in chosen}
    assert len(chosen) < len(every) / 2
