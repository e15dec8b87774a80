"""Every pair of colors that pages put on each other can be told apart, in both palettes.

Contrast and its limits: https://www.w3.org/TR/WCAG22/#contrast-minimum and #non-text-contrast.
"""

from __future__ import annotations

import re

import pytest

from tests.projects import ROOT

BASE = (ROOT / "web/styles/base.css").read_text("utf-8")
GROUNDS = ("ground", "raised", "well")
TEXT = 4.5
CONTROL = 3.0
PAIRS = [
    *[(color, ground, TEXT) for color in ("ink", "ink-2", "accent") for ground in (*GROUNDS, "wash")],
    *[(color, ground, TEXT) for color in ("right", "wrong", "contested", "single", "old") for ground in GROUNDS[:2]],
    ("on-accent", "accent", TEXT),
    ("ink", "right-wash", TEXT),
    ("ink", "wrong-wash", TEXT),
    ("right", "right-wash", TEXT),
    ("wrong", "wrong-wash", TEXT),
    *[("ink", ground, TEXT) for ground in ("data", "stage-0", "stage-1", "c1", "c2", "c3", "c4", "c5", "c6", "c7")],
    *[("accent", ground, TEXT) for ground in ("c1", "c2", "c3", "c4", "c5", "c6", "c7")],
    *[("edge", ground, CONTROL) for ground in GROUNDS],
    *[("second", ground, CONTROL) for ground in GROUNDS],
]


def palette(dark: bool) -> dict[str, str]:
    """The colors of a palette by their names, as six hexadecimal digits."""
    start = BASE.index('[data-md-color-scheme="slate"]' if dark else ":root:not([data-md-color-scheme])")
    block = BASE[start : BASE.index("}", start)]
    found = re.findall(r"--aa-([\w-]+): #([0-9a-f]{3,6});", block)
    return {name: "".join(c * 2 for c in value) if len(value) == 3 else value for name, value in found}


def luminance(color: str) -> float:
    channels = [int(color[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure() -> None:
    assert round(contrast("000000", "ffffff"), 2) == 21
    assert round(contrast("767676", "ffffff"), 2) == 4.54


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_colors_can_be_told_apart(dark: bool) -> None:
    colors = palette(dark)
    weak = {
        f"{color} on {ground}": round(ratio, 2)
        for color, ground, least in PAIRS
        if (ratio := contrast(colors[color], colors[ground])) < least
    }
    assert weak == {}


def test_both_palettes_have_the_same_colors() -> None:
    assert palette(dark=False).keys() == palette(dark=True).keys()
