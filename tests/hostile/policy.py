"""What finished HTML may hold: no code, no address and no style that contributors could have brought in.

The checker reads HTML as it is served, knows nothing of the code that wrote it, and allows what it names.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, CData, Comment, Declaration, ProcessingInstruction, Tag

SCRIPTS = {
    "c18b2f6f596b9d539a42c4b224c15a2495aa48a7a4d1c383684d2a66e55e27ae": "applies the palette, keeps room for a bar",
}
"""SHA-256 of each inline script of the theme; a change of it needs a change here."""

_URLS = {
    "action", "archive", "background", "cite", "classid", "codebase", "data", "dynsrc", "formaction", "href",
    "icon", "longdesc", "lowsrc", "manifest", "ping", "poster", "profile", "src", "srcset", "usemap",
}  # fmt: skip
_LINKS = {("a", "href"), ("area", "href")}
"""Where an address is a link for readers, who see where it leads; all others are loaded or sent to."""
_SILENT = {"alternate", "author", "canonical", "edit", "help", "license", "prev", "search"}
"""What ``rel`` of a ``<link>`` says if browsers load nothing."""
_DATA = ("application/json", "application/ld+json")
"""Types of scripts that browsers do not run."""
_FORBIDDEN = {
    "animate", "animatemotion", "animatetransform", "applet", "base", "embed", "feimage", "foreignobject", "frame",
    "frameset", "iframe", "image", "listing", "noembed", "noframes", "object", "plaintext", "portal", "set", "style",
    "template", "xmp",
}  # fmt: skip
"""Elements that load, run or hide something, or that browsers and parsers read in different ways."""
_NOT_IN_ARTICLE = {"article", "audio", "body", "head", "html", "img", "link", "main", "meta", "script", "video"}
_ODD = (Comment, CData, Declaration, ProcessingInstruction)
_CONTROL = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_STYLE_URL = re.compile(r"url\(\s*[\"']?\s*[^#\s\"')]", re.IGNORECASE)


def violations(html: str, *, hosts: Collection[str] = ()) -> list[str]:
    """What is wrong in a page, each as ``line:column <element>: problem``, in the order of the page.

    Args:
        html: A page, or a part of one inside ``<article>``.
        hosts: Hosts of the site itself, from which pages may load.
    """
    return list(_Checker(html, hosts).problems())


class _Checker:
    def __init__(self, html: str, hosts: Collection[str]) -> None:
        self.repeated: Counter[str] = Counter()
        self.hosts = hosts
        self.soup = BeautifulSoup(
            html, "html.parser", multi_valued_attributes=None, on_duplicate_attribute=self._repeated_attribute
        )
        self.elements: list[Tag] = self.soup.find_all(True)
        articles = [element for element in self.elements if element.name == "article"]
        self.inside = {id(element) for article in articles for element in article.find_all(True)}
        drawings = [element for element in self.elements if element.name == "svg"]
        self.drawn = {id(element) for svg in drawings for element in (svg, *svg.find_all(True))}
        self.ids = Counter(str(element["id"]) for element in self.elements if "id" in element.attrs)

    def problems(self) -> Iterator[str]:
        for name, count in self.repeated.items():
            yield f"page: {count + 1} times the attribute {name} in one element"
        for text in self.soup.descendants:
            if isinstance(text, _ODD) and not _is_theme_comment(text):
                yield f"page: a comment or the like, which browsers may end elsewhere: {str(text)[:40]!r}"
        for name, count in self.ids.items():
            if count > 1:
                yield f"page: {count} elements have the id {name!r}"
        if sum(element.name == "article" for element in self.elements) > 1:
            yield "page: more than one article"
        for element in self.elements:
            where = f"{element.sourceline}:{(element.sourcepos or 0) + 1} <{element.name}>"
            for problem in (*self._element(element), *self._attributes(element)):
                yield f"{where}: {problem}"

    def _repeated_attribute(self, attributes: dict[str, str], name: str, value: str) -> None:
        """Browsers take the first of two attributes, parsers the last."""
        self.repeated[name] += 1

    def _element(self, element: Tag) -> Iterator[str]:
        name = element.name.lower().rpartition(":")[2]
        inside = id(element) in self.inside
        if name in _FORBIDDEN:
            yield "this element is forbidden"
        elif inside and name in _NOT_IN_ARTICLE:
            yield "this element is forbidden in the article"
        if name == "script":
            yield from self._script(element)
        elif name == "meta" and str(element.get("http-equiv", "")).strip().lower() not in (
            "",
            "content-security-policy",
        ):
            yield f"http-equiv {element['http-equiv']!r} is forbidden"
        elif name == "noscript" and not _is_plain_noscript(element):
            yield "holds more than words and one style sheet"
        if inside and any(str(element.get(key, "")).startswith("__") for key in ("id", "name", "for")):
            yield "has a name of the theme's own"

    def _script(self, element: Tag) -> Iterator[str]:
        kind, text = str(element.get("type", "")).strip().lower(), element.get_text()
        if kind not in ("", "module", *_DATA):
            yield f"a script of the type {kind!r}"
        elif element.get("src") is not None:
            if text.strip():
                yield "a script with both an address and a text"
        elif kind in _DATA:
            if "</" in text or "<!" in text:
                yield "JSON with '</' or '<!' in it"
            try:
                json.loads(text)
            except ValueError:
                yield "a block of JSON that is none"
        elif hashlib.sha256(text.encode()).hexdigest() not in SCRIPTS:
            yield f"an unknown inline script: {text.strip()[:40]!r}"

    def _attributes(self, element: Tag) -> Iterator[str]:
        for key, value in element.attrs.items():
            name, text = key.lower().rpartition(":")[2], str(value or "")
            if name.startswith("on"):
                yield f"the handler {key}"
            elif name == "srcdoc":
                yield "a page inside an attribute: srcdoc"
            elif name == "style":
                yield f"the style {text[:60]!r}"
            elif name in _URLS:
                several = [part.split()[0] for part in text.split(",") if part.strip()]
                for address in several if name == "srcset" else [text]:
                    if problem := self._address(element, name, address):
                        yield f"{key}={address[:60]!r} {problem}"
            elif id(element) in self.drawn and _STYLE_URL.search(text):
                yield f"{key}={text[:60]!r} loads from an address"

    def _address(self, element: Tag, name: str, raw: str) -> str:
        """What is wrong with an address, read as leniently as browsers read it; empty if nothing is."""
        address = _CONTROL.sub("", raw).replace("\\", "/").casefold()
        scheme = _SCHEME.match(address)
        link = (element.name, name) in _LINKS
        if element.name == "use" and not address.startswith("#"):
            return "is not in this drawing"
        if address.startswith("//"):
            return "takes its scheme from the page"
        if scheme and scheme[1] not in ("http", "https", "mailto" if link else ""):
            return f"has the scheme {scheme[1]}"
        if _CONTROL.search(raw):
            return "has control characters or spaces"
        if scheme is None or scheme[1] == "mailto":
            return ""
        return self._host(element, address, scheme[1], loads=not link)

    def _host(self, element: Tag, address: str, scheme: str, *, loads: bool) -> str:
        try:
            split = urlsplit(address)
        except ValueError:
            return "is no address"
        if not address.startswith(f"{scheme}://") or not split.hostname:
            return "names no host"
        if "@" in split.netloc:
            return "has a user name"
        if any(label.startswith("xn--") for label in split.hostname.split(".")) or not split.hostname.isascii():
            return "has a host that may look like another"
        if split.hostname in self.hosts:
            return ""
        if scheme != "https":
            return "is not https"
        if element.name == "link":
            loads = not set(str(element.get("rel", "")).lower().split()) <= _SILENT or not element.get("rel")
        return f"is loaded from or sent to {split.hostname}" if loads else ""


def _is_theme_comment(text: object) -> bool:
    """Icons of the theme name their license."""
    return isinstance(text, Comment) and re.fullmatch(r"! Font Awesome Free [^<>]*", str(text)) is not None


def _is_plain_noscript(element: Tag) -> bool:
    """With scripts on, browsers read what is inside as text up to the first end tag, wherever that stands."""
    inside = element.find_all(True)
    words = all("<" not in str(value) for tag in inside for value in tag.attrs.values())
    return words and all(tag.name in ("link", "p", "a") for tag in inside)
