"""The policy that browsers hold each page to."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest

from macros.site.headers import content_policy, headers
from tests.projects import ROOT
from tests.site.pages import pages


def test_every_page_has_the_policy_before_anything_is_loaded(shipped_site: Path) -> None:
    for page in pages(shipped_site):
        [policy] = page.soup.select("meta[http-equiv=Content-Security-Policy]")
        assert policy["content"] == content_policy(ROOT / "theme"), page.path
        assert not policy.find_previous(["script", "link"])
        assert [meta["content"] for meta in page.soup.select("meta[name=referrer]")] == ["no-referrer"]


def test_no_link_has_a_browser_fetch_a_page_early(shipped_site: Path) -> None:
    """Firefox fetches the page that ``rel=next`` names; the policy forbids it, which is an error on every page."""
    for page in pages(shipped_site):
        for link in page.soup.select("link"):
            if link["rel"] == ["preload"]:
                assert (link["as"], str(link["href"])[-6:]) == ("font", ".woff2"), page.path
            else:
                assert link["rel"] in (["canonical"], ["icon"], ["stylesheet"]), page.path


def test_the_policy_knows_the_script_that_stands_in_pages(shipped_site: Path) -> None:
    for page in pages(shipped_site):
        [script] = page.soup.select("script:not([src]):not([type])")
        digest = base64.b64encode(hashlib.sha256(script.get_text().encode()).digest()).decode()
        assert f"script-src 'self' 'sha256-{digest}' 'wasm-unsafe-eval';" in content_policy(ROOT / "theme")
        assert "unsafe-inline" not in content_policy(ROOT / "theme")


def test_a_theme_without_the_script_is_refused(tmp_path: Path) -> None:
    (tmp_path / "partials/javascripts").mkdir(parents=True)
    (tmp_path / "partials/javascripts/base.html").write_text("", "utf-8")
    with pytest.raises(ValueError, match=r"partials/javascripts/base\.html has no script"):
        content_policy(tmp_path)


def test_hosts_that_read_headers_get_them(shipped_site: Path) -> None:
    text = (shipped_site / "_headers").read_text("utf-8")
    assert text == headers(ROOT / "theme")
    assert f"  Content-Security-Policy: {content_policy(ROOT / 'theme')}; frame-ancestors 'none'\n" in text
