"""Each component has a style sheet. The order in which they are joined does not matter."""

from __future__ import annotations

from typing import Literal

import pytest

from tests.browser.conftest import Open
from tests.projects import ROOT

SHEETS = {file.name: file.read_text("utf-8") for file in sorted((ROOT / "web/styles").rglob("*.css"))}
MEDIA: list[tuple[Literal["screen", "print"], Literal["active", "none"]]] = [
    ("screen", "none"),
    ("screen", "active"),
    ("print", "none"),
]

# Where style sheets contradict each other: declarations of equal weight for one property of one element, of which the
# later one would win. https://www.w3.org/TR/selectors-4/#specificity-rules
CONTRADICTIONS = r"""
(sheets) => {
  const parts = (text) => {
    const found = [""];
    let depth = 0;
    for (const sign of text) {
      depth += "([".includes(sign) - ")]".includes(sign);
      if (sign === "," && !depth) found.push("");
      else found[found.length - 1] += sign;
    }
    return found.map((part) => part.trim());
  };
  const weight = (selector) => {
    const total = [0, 0, 0];
    const nested = /:(?:is|not|has)\(((?:[^()]|\([^()]*\))*)\)/g;
    for (const [, inner] of selector.matchAll(nested)) {
      const [heaviest] = parts(inner).map(weight).sort((a, b) => b[0] - a[0] || b[1] - a[1] || b[2] - a[2]);
      heaviest.forEach((count, place) => { total[place] += count; });
    }
    const rest = selector.replace(nested, "").replace(/\[[^\]]*\]/g, () => { total[1] += 1; return ""; });
    total[0] += (rest.match(/#[\w-]+/g) ?? []).length;
    total[1] += (rest.match(/\.[\w-]+|(?<!:):[\w-]+/g) ?? []).length;
    total[2] += (rest.match(/::[\w-]+|(?<![\w.#:-])[a-z][\w-]*/g) ?? []).length;
    return total;
  };
  const declared = new Map();
  const add = (rule, sheet) => {
    for (const selector of parts(rule.selectorText)) {
      const [, matched, pseudo] = selector.match(/^(.*?)(::[\w-]+)?$/);
      const rank = weight(selector).map((count) => String(count).padStart(2, "0")).join();
      const values = [...rule.style].map((name) => [
        `${pseudo ?? ""} ${name} ${rule.style.getPropertyPriority(name)}`.trim(), rule.style.getPropertyValue(name),
      ]);
      for (const element of document.querySelectorAll(matched || "*")) {
        if (!declared.has(element)) declared.set(element, new Map());
        for (const [property, value] of values) {
          const known = declared.get(element).get(property);
          if (known?.rank > rank) continue;
          const places = known?.rank === rank ? known.places : new Map();
          places.set(sheet, { value, place: `${selector} in ${sheet}` });
          declared.get(element).set(property, { rank, places });
        }
      }
    }
  };
  const walk = (rules, name) => {
    for (const rule of rules) {
      if (rule instanceof CSSStyleRule) add(rule, name);
      else if (rule instanceof CSSMediaRule && matchMedia(rule.conditionText).matches) walk(rule.cssRules, name);
    }
  };
  for (const [name, text] of Object.entries(sheets)) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    walk(sheet.cssRules, name);
  }
  const found = new Set();
  for (const properties of declared.values()) {
    for (const [property, { places }] of properties) {
      const all = [...places.values()];
      if (all.some(({ value }) => value !== all[0].value)) {
        found.add(`${property}: ${all.map(({ place }) => place).sort().join(", ")}`);
      }
    }
  }
  return [...found].sort();
}
"""


@pytest.mark.parametrize("path", ["concepts/rlhf/", "map/?around=sft&to=safety-case", "quizzes/", "timeline/"])
def test_style_sheets_do_not_contradict_each_other(path: str, visit: Open) -> None:
    page = visit(path, settle=True)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for media, forced in MEDIA:
            page.emulate_media(media=media, forced_colors=forced)
            assert page.evaluate(CONTRADICTIONS, SHEETS) == [], (width, media, forced)


def test_contradictions_are_found(visit: Open) -> None:
    sheets = {
        "one.css": ".md-typeset .aa-event { color: red; font-size: 1em } @media print { .aa-event { opacity: 0 } }",
        "other.css": "p:is(#b, .aa-event) { margin-top: 0 } [class].aa-event { color: red !important; font-size: 2px }",
        "third.css": "@media screen { p#b, .aa-event { margin-top: 1px } .aa-event { opacity: 1 } }",
        "fourth.css": "p:not(#b, .aa-small)::before { margin-top: 2px } p:not(#b) { margin-top: 3px }",
    }
    assert visit("timeline/").evaluate(CONTRADICTIONS, sheets) == [
        "font-size: .md-typeset .aa-event in one.css, [class].aa-event in other.css",
        "margin-top: p:is(#b, .aa-event) in other.css, p:not(#b) in fourth.css",
    ]
