from __future__ import annotations

from pathlib import Path

from tests.properdocs import differences

MADE_BY = '<meta name="generator" content="{}"><p>{}</p>'


def test_sites_differ_in_what_is_missing_added_or_changed_but_not_in_who_made_them(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for site, maker, said in ((one, "mkdocs-1.6.1", "a"), (other, "mkdocs-ProperDocs 1.6.7", "b")):
        (site / "pages").mkdir(parents=True)
        (site / "same.html").write_text(MADE_BY.format(maker, "x"), "utf-8")
        (site / "pages/changed.html").write_text(MADE_BY.format(maker, said), "utf-8")
        (site / f"pages/only-{said}.txt").touch()
    assert differences(one, other) == ["pages/changed.html", "pages/only-a.txt", "pages/only-b.txt"]
    assert differences(one, one) == []
