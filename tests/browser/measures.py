"""What is measured in a page, as functions for the browser to run."""

# Relative luminance and contrast as WCAG 2.2 defines them; the background is that of the nearest painted ancestor. What
# stands beside a text in a plot is no background.
_COLORS = """
  const rgb = (color) => color.match(/[\\d.]+/g).map(Number);
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const solid = (color) => {
    if (!known.has(color)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      known.set(color, canvas.getImageData(0, 0, 1, 1).data);
    }
    return known.get(color);
  };
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      if (e instanceof SVGElement) {
        const box = e.matches(":not(.aa-plot *):is(g, a)") && e.querySelector(":scope > :is(rect, path, circle)");
        if (box && getComputedStyle(box).fill !== "none") return solid(getComputedStyle(box).fill);
        continue;
      }
      const color = getComputedStyle(e).backgroundColor;
      if (solid(color)[3] === 255) return solid(color);
    }
    return [255, 255, 255];
  };
  const contrast = (one, other) => {
    const [a, b] = [luminance(one), luminance(other)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
"""

# Parts of long lists have a guessed height and stale colors until they come near the screen.
LAID_OUT = """
  for (const element of document.querySelectorAll("article :is(section, li)")) {
    if (getComputedStyle(element).contentVisibility === "auto") element.style.contentVisibility = "visible";
  }
"""

# Removes rows of lists and tables behind the first so many of their kind.
SHORTEN = """
(most) => {
  for (const list of document.querySelectorAll("article :is(ul, ol, dl, tbody)")) {
    const seen = new Map();
    for (const row of [...list.children]) {
      const kind = `${row.localName} ${row.className}`;
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
      if (seen.get(kind) > most) row.remove();
    }
  }
}
"""

# The least contrast of a text among the elements that a selector finds, and where.
CONTRAST = f"""
(selector) => {{
  {_COLORS}
  {LAID_OUT}
  let worst = [99, ""];
  for (const element of document.querySelectorAll(selector)) {{
    const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    const box = element.getBoundingClientRect();
    if (!own || !box.width || !element.checkVisibility?.({{ visibilityProperty: true }})) continue;
    const style = getComputedStyle(element);
    const ink = solid(element instanceof SVGElement ? style.fill : style.color);
    if (ink[3] < 255) continue;
    const ratio = contrast(ink, ground(element));
    if (ratio < worst[0]) worst = [ratio, element.outerHTML.slice(0, 120)];
  }}
  return worst;
}}
"""

# The least contrast of the lines, arrow heads, borders and bars of all drawings with what lies behind them, and where.
LINES = f"""
() => {{
  {_COLORS}
  let worst = [99, ""];
  const parts = ".pele-edge path, .pele-node:not(.aa-phrase) rect, .pele-cluster rect, .aa-chart :is(rect, path)";
  for (const part of document.querySelectorAll(parts)) {{
    const style = getComputedStyle(part);
    const ink = solid(style.stroke === "none" ? style.fill : style.stroke);
    if (ink[3] < 255) continue;
    const ratio = contrast(ink, ground(part.closest("div")));
    if (ratio < worst[0]) worst = [ratio, part.outerHTML.slice(0, 120)];
  }}
  return worst;
}}
"""

# What overlaps in drawings: boxes and labels with each other, or a text with the border of its box.
OVERLAPS = """
() => {
  const found = [];
  const meet = (from, to, start, end) => from < end - 0.5 && start < to - 0.5;
  const cut = (a, b) => meet(a.left, a.right, b.left, b.right) && meet(a.top, a.bottom, b.top, b.bottom);
  for (const svg of document.querySelectorAll(".aa-drawing svg:not(.aa-least)")) {
    const frame = svg.getBoundingClientRect();
    const drawn = ".pele-node, .pele-edge-label, .pele-cluster-label, .aa-chart rect, .aa-chart text";
    const parts = [...svg.querySelectorAll(drawn)];
    const boxes = parts.map((part) => (part.querySelector("rect") ?? part).getBoundingClientRect());
    parts.forEach((part, i) => {
      const words = part.textContent.trim();
      if (!boxes[i].width && words) found.push(`not drawn: ${words}`);
      if (boxes[i].left < frame.left - 1 || boxes[i].right > frame.right + 1 || boxes[i].bottom > frame.bottom + 1) {
        found.push(`clipped: ${words}`);
      }
      const text = part.querySelector("rect") && part.querySelector("text").getBoundingClientRect();
      if (text && (text.left < boxes[i].left - 0.5 || text.right > boxes[i].right + 0.5)) {
        found.push(`too long for its box: ${words}`);
      }
      for (let j = 0; j < i; j += 1) {
        if (cut(boxes[i], boxes[j])) found.push(`${words} overlaps ${parts[j].textContent.trim()}`);
      }
    });
  }
  return found;
}
"""

# The size of the smallest text of a drawing that is shown, in pixels of the screen; 99 without one.
LEAST_TEXT = """
() => Math.min(99, ...[...document.querySelectorAll(".aa-drawing svg text")].filter((text) => text.checkVisibility())
  .map((text) => parseFloat(getComputedStyle(text).fontSize) * text.ownerSVGElement.getScreenCTM().a))
"""

# How many first headings there are, which headings leave out a level, and whether the first link leads to the content.
OUTLINE = """
() => {
  const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((e) => e.checkVisibility());
  const level = (heading) => Number(heading.tagName[1]);
  const jumps = headings.filter((e, i) => level(e) > (i ? level(headings[i - 1]) : 0) + 1).map((e) => e.outerHTML);
  const first = [...document.querySelectorAll("a[href], button")].find((e) => e.checkVisibility());
  const target = document.querySelector(first.hash || ":not(*)");
  return [headings.filter((e) => level(e) === 1).length, jumps, Boolean(target?.closest("main"))];
}
"""

# What takes the focus without an outline of two pixels that stands out from what lies behind it. A key was pressed
# before.
FOCUS = f"""
() => {{
  {_COLORS}
  const found = [];
  const reached = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  for (const element of document.querySelectorAll(reached)) {{
    if (!element.checkVisibility({{ visibilityProperty: true, opacityProperty: true }})) continue;
    element.focus();
    if (document.activeElement !== element) continue;
    const {{ outlineStyle, outlineWidth, outlineColor }} = getComputedStyle(element);
    const ratio = contrast(solid(outlineColor), ground((element.closest("svg") ?? element).parentElement));
    const seen = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && ratio >= 3;
    if (!seen) found.push(element.outerHTML.slice(0, 100));
  }}
  return found;
}}
"""

# Elements that a reader on paper would miss: they are closed, cut off or scrolled away. What was closed before the
# medium changed is known only after a layout. Controls are not missed, nor is what a handout leaves out: the arithmetic
# and the second form of what is told in words.
MISSED = """
() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  document.querySelectorAll("article *").forEach((element) => element.getBoundingClientRect());
  const kept = ":not(.aa-hint, .aa-bibtex, .aa-supplemental, .aa-scripted, .aa-scripted *, .aa-calculations)"
    + ":not(.aa-as-diagram, .aa-as-diagram *)";
  const closed = all(`article details${kept} > *, .aa-ask legend`)
    .filter((element) => !element.matches("summary, button, .aa-tally, .aa-controls, .aa-questions"))
    .filter((element) => !element.matches(".aa-hint, .aa-hints, .aa-note"))
    .filter((element) => !element.matches(".aa-verdict, .aa-when, .aa-follow-up, .aa-keep"))
    .filter((element) => !element.checkVisibility({ contentVisibilityAuto: true }));
  const cut = all("article :is(.aa-scroll, .aa-drawing, .aa-formula, pre, table)")
    .filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > innerWidth + 1);
  return [...closed, ...cut].map((element) => element.outerHTML.slice(0, 100));
}
"""
