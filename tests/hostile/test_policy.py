"""The policy holds on every page of the real and of the hostile site, and finds what it should on bad pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.policy import violations

BAD = {
    # name: (HTML in an article, problems found there)
    "script": ("<script>alert(1)</script>", [
        "1:10 <script>: this element is forbidden in the article",
        "1:10 <script>: an unknown inline script: 'alert(1)'",
    ]),
    "script from elsewhere": ("</article><script src=https://evil.example/x.js></script>", [
        "1:20 <script>: src='https://evil.example/x.js' is loaded from or sent to evil.example",
    ]),
    "script with address and text": ("</article><script src=x.js>alert(1)</script>", [
        "1:20 <script>: a script with both an address and a text",
    ]),
    "changed script of the theme": (
        '</article><script>document.documentElement.className="js";alert(1)</script>',
        ["1:20 <script>: an unknown inline script: 'document.documentElement.className=\"js\";'"],
    ),
    "script of another type": ("</article><script type=text/jsx>x</script>", [
        "1:20 <script>: a script of the type 'text/jsx'",
    ]),
    "JSON that may end early": (
        '</article><script type="application/json">{"a": "</b>"}</script>',
        ["1:20 <script>: JSON with '</' or '<!' in it"],
    ),
    "JSON that is none": ('</article><script type="application/json">{a}</script>', [
        "1:20 <script>: a block of JSON that is none",
    ]),
    "linked data that may end early": (
        '</article><script type="application/ld+json">{"a": "<!--"}</script>',
        ["1:20 <script>: JSON with '</' or '<!' in it"],
    ),
    "linked data that are none": ('</article><script type="application/ld+json">alert(1)</script>', [
        "1:20 <script>: a block of JSON that is none",
    ]),
    "linked data in the article": ('<script type="application/ld+json">{}</script>', [
        "1:10 <script>: this element is forbidden in the article",
    ]),
    "handler": ("<img src=x onerror=alert(1)>", [
        "1:10 <img>: this element is forbidden in the article",
        "1:10 <img>: the handler onerror",
    ]),
    "handler in capitals": ("<p ONCLICK='x'>", ["1:10 <p>: the handler onclick"]),
    "handler on a drawing": ("<svg/onload=alert(1)>", ["1:10 <svg>: the handler onload"]),
    "script as link": ("<a href='javascript:alert(1)'>", [
        "1:10 <a>: href='javascript:alert(1)' has the scheme javascript",
    ]),
    "script in mixed case": ("<a href='JaVaScRiPt:x'>", ["1:10 <a>: href='JaVaScRiPt:x' has the scheme javascript"]),
    "script with a break": ("<a href='java&#10;script:x'>", [
        "1:10 <a>: href='java\\nscript:x' has the scheme javascript",
    ]),
    "script as entity": ("<a href='&#106;avascript:x'>", ["1:10 <a>: href='javascript:x' has the scheme javascript"]),
    "script after a control character": ("<a href='\x01javascript:x'>", [
        "1:10 <a>: href='\\x01javascript:x' has the scheme javascript",
    ]),
    "Visual Basic": ("<a href='vbscript:x'>", ["1:10 <a>: href='vbscript:x' has the scheme vbscript"]),
    "data as link": ("<a href='data:text/html,x'>", ["1:10 <a>: href='data:text/html,x' has the scheme data"]),
    "link without scheme": ("<a href='//evil.example'>", [
        "1:10 <a>: href='//evil.example' takes its scheme from the page",
    ]),
    "link with backslashes": ("<a href='/\\evil.example'>", [
        "1:10 <a>: href='/\\\\evil.example' takes its scheme from the page",
    ]),
    "link with a user": ("<a href='https://arxiv.org@evil.example/'>", [
        "1:10 <a>: href='https://arxiv.org@evil.example/' has a user name",
    ]),
    "link to a look-alike": ("<a href='https://xn--rxiv-53d.org/'>", [
        "1:10 <a>: href='https://xn--rxiv-53d.org/' has a host that may look like another",
    ]),
    "link to foreign letters": ("<a href='https://аrxiv.org/'>", [
        "1:10 <a>: href='https://аrxiv.org/' has a host that may look like another",
    ]),
    "link without encryption": ("<a href='http://evil.example/'>", [
        "1:10 <a>: href='http://evil.example/' is not https",
    ]),
    "link without host": ("<a href='https:evil.example'>", ["1:10 <a>: href='https:evil.example' names no host"]),
    "link with a tab": ("<a href='https://a.example/x&#9;y'>", [
        "1:10 <a>: href='https://a.example/x\\ty' has control characters or spaces",
    ]),
    "link in a drawing": ("<svg><a xlink:href='javascript:x'></a></svg>", [
        "1:15 <a>: xlink:href='javascript:x' has the scheme javascript",
    ]),
    "reuse from elsewhere": ("<svg><use href='x.svg#a'></use></svg>", [
        "1:15 <use>: href='x.svg#a' is not in this drawing",
    ]),
    "filling from elsewhere": ("<svg><path fill='url(https://evil.example/#a)'></path></svg>", [
        "1:15 <path>: fill='url(https://evil.example/#a)' loads from an address",
    ]),
    "picture in a drawing": ("<svg><image href='https://evil.example/p.png'></image></svg>", [
        "1:15 <image>: this element is forbidden",
        "1:15 <image>: href='https://evil.example/p.png' is loaded from or sent to evil.example",
    ]),
    "filter in a drawing": ("<svg><feImage href='x'></feImage></svg>", ["1:15 <feimage>: this element is forbidden"]),
    "page in a drawing": ("<svg><foreignObject></foreignObject></svg>", [
        "1:15 <foreignobject>: this element is forbidden",
    ]),
    "moving address": ("<svg><set attributeName=href to=javascript:x></set></svg>", [
        "1:15 <set>: this element is forbidden",
    ]),
    "picture": ("<img src=https://evil.example/p.png>", [
        "1:10 <img>: this element is forbidden in the article",
        "1:10 <img>: src='https://evil.example/p.png' is loaded from or sent to evil.example",
    ]),
    "set of pictures": ("</article><img srcset='a.png 1x, https://evil.example/b.png 2x'>", [
        "1:20 <img>: srcset='https://evil.example/b.png' is loaded from or sent to evil.example",
    ]),
    "poster": ("</article><video poster='https://evil.example/p.png'>", [
        "1:20 <video>: poster='https://evil.example/p.png' is loaded from or sent to evil.example",
    ]),
    "style sheet from elsewhere": ("</article><link rel='stylesheet' href='https://evil.example/x.css'>", [
        "1:20 <link>: href='https://evil.example/x.css' is loaded from or sent to evil.example",
    ]),
    "link that loads beside one that does not": ("</article><link rel='prev preload' href='https://evil.example/x'>", [
        "1:20 <link>: href='https://evil.example/x' is loaded from or sent to evil.example",
    ]),
    "next page, which Firefox fetches early": ("</article><link rel='next' href='https://evil.example/x'>", [
        "1:20 <link>: href='https://evil.example/x' is loaded from or sent to evil.example",
    ]),
    "frame": ("<iframe srcdoc='x'>", [
        "1:10 <iframe>: this element is forbidden",
        "1:10 <iframe>: a page inside an attribute: srcdoc",
    ]),
    "object": ("<object data=x>", ["1:10 <object>: this element is forbidden"]),
    "embedded file": ("<embed src=x>", ["1:10 <embed>: this element is forbidden"]),
    "base": ("<base href=/x/>", ["1:10 <base>: this element is forbidden"]),
    "refresh": ("</article><meta http-equiv=' REFRESH' content='0;url=//evil.example'>", [
        "1:20 <meta>: http-equiv ' REFRESH' is forbidden",
    ]),
    "form to elsewhere": ("<form action='https://evil.example/'>", [
        "1:10 <form>: action='https://evil.example/' is loaded from or sent to evil.example",
    ]),
    "button to elsewhere": ("<button formaction='//evil.example'>", [
        "1:10 <button>: formaction='//evil.example' takes its scheme from the page",
    ]),
    "mail by a form": ("<form action='mailto:x@evil.example'>", [
        "1:10 <form>: action='mailto:x@evil.example' has the scheme mailto",
    ]),
    "ping": ("<a href=/ ping='https://evil.example/'>", [
        "1:10 <a>: ping='https://evil.example/' is loaded from or sent to evil.example",
    ]),
    "style element": ("<style>body{display:none}</style>", ["1:10 <style>: this element is forbidden"]),
    "style attribute": ("<p style='position:fixed'>", ["1:10 <p>: the style 'position:fixed'"]),
    "style of a formula": ("<math><mi style='background:url(//evil.example)'>", [
        "1:16 <mi>: the style 'background:url(//evil.example)'",
    ]),
    "far shift in a formula": ("<math><mspace style='margin-left:-1000em;'>", [
        "1:16 <mspace>: the style 'margin-left:-1000em;'",
    ]),
    "id twice": ("<p id=a></p><p id=a></p>", ["page: 2 elements have the id 'a'"]),
    "id of the theme": ("<a id=__config>", ["1:10 <a>: has a name of the theme's own"]),
    "id of the theme twice": ("</article><a id=__config></a><a id=__config></a>", [
        "page: 2 elements have the id '__config'",
    ]),
    "name of the theme": ("<form name=__md_get>", ["1:10 <form>: has a name of the theme's own"]),
    "attribute twice": ("<a href=x href=y>", ["page: 2 times the attribute href in one element"]),
    "comment": ("<!--><img>-->", ["page: a comment or the like, which browsers may end elsewhere: '><img>'"]),
    "second article": ("</article><article>", ["page: more than one article"]),
    "words that scripts turn to markup": ("<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>", [
        "1:10 <noscript>: holds more than words and one style sheet",
    ]),
}  # fmt: skip

GOOD = [
    "<a href='https://arxiv.org/abs/1'>", "<a href='mailto:a@b.example'>", "<a href='../x/?a=b:c#d'>", "<a href='#a'>",
    "</article><img src='https://example.org/x.svg'><link rel=stylesheet href='http://example.org/x.css'>",
    "</article><link rel=canonical href='https://example.org/'><link rel='prev' href='https://other.example/'>",
    "<svg><path fill='url(#a)' clip-path='url( \"#b\" )'></path></svg>",
    "&lt;script&gt;alert(1)&lt;/script&gt; javascript:alert(1) url(//x)", "<form><input name=a></form>",
    "<p title='<script>' data-tip='url(x)'>", '</article><script type="application/json">{"a": "\\u003c/b>"}</script>',
]  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_page_is_found(name: str) -> None:
    html, expected = BAD[name]
    assert violations(f"<article>{html}", hosts=["example.org"]) == expected


@pytest.mark.parametrize("html", GOOD)
def test_a_good_page_is_left_alone(html: str) -> None:
    assert violations(f"<article>{html}", hosts=["example.org"]) == []


def test_the_real_site_follows_the_policy(shipped_site: Path) -> None:
    assert broken(shipped_site, "example.org") == {}


@pytest.mark.expensive
def test_the_hostile_site_follows_the_policy(hostile_site: Path) -> None:
    assert broken(hostile_site) == {}


def broken(site: Path, *hosts: str) -> dict[str, list[str]]:
    """The violations of each page of a site that has any."""
    files = sorted(site.rglob("*.html"))
    assert len(files) > 70
    found = {str(file.relative_to(site)): violations(file.read_text("utf-8"), hosts=hosts) for file in files}
    return {name: problems for name, problems in found.items() if problems}
