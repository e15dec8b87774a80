"""The server that stands for a host sends what the file of headers says."""

from __future__ import annotations

from tests.firefox.hosted import headers_for

TEXT = """\
/*
  Referrer-Policy: no-referrer
  Content-Security-Policy: default-src 'none'; img-src data:
/assets/fonts/*
  Cache-Control: immutable
"""


def test_patterns_choose_the_headers() -> None:
    everywhere = [
        ("Referrer-Policy", "no-referrer"),
        ("Content-Security-Policy", "default-src 'none'; img-src data:"),
    ]
    assert headers_for("/concepts/dpo/", TEXT) == everywhere
    assert headers_for("/assets/fonts/a.woff2", TEXT) == [*everywhere, ("Cache-Control", "immutable")]
    assert headers_for("/x/assets/fonts/a.woff2", TEXT) == everywhere
