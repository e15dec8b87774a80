"""axe-core, run in a page."""

from __future__ import annotations

from functools import cache
from typing import Any

from playwright.sync_api import Page

from tests.browser.measures import LAID_OUT
from tests.projects import ROOT

PROGRAM = ROOT / "node_modules/axe-core/axe.min.js"
COLORS = ["color-contrast", "link-in-text-block"]
"""The rules whose outcome depends on colors."""

# Only what is wrong is described and sent: a description of all elements that are right takes longer than the rules.
# Laying out long lists may scroll the page, which shows or hides the button to its top.
_RUN = """
async (rules) => {
  {LAID_OUT}
  for (let frames = 0; frames < 2; frames += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  const chosen = rules ? { runOnly: { type: "rule", values: rules } } : { rules: { "target-size": { enabled: true } } };
  const { violations } = await axe.run({ resultTypes: ["violations"], preload: false, ...chosen });
  return violations.map(({ id, nodes }) => [id, nodes[0].html.slice(0, 100)]);
}
""".replace("{LAID_OUT}", LAID_OUT.strip())


@cache
def _source() -> str:
    return PROGRAM.read_text("utf-8")


def violations(page: Page, rules: list[str] | None = None) -> list[Any]:
    """The rules of WCAG A and AA and of good practice, or those named, that a page breaks, each with an element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source())
    return page.evaluate(_RUN, rules)
