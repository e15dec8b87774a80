// A small chart of columns, drawn in the page.

const NAMESPACE = "http://www.w3.org/2000/svg";
const TOP = 14;
const FOOT = 82;

/** @typedef {{ share: number, value: string, label: string, note?: string, now: boolean }} Column `share` of the height, from 0 to 1. */

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {string} text
 */
function drawn(name, attributes, text = "") {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return made;
}

/**
 * @param {Column[]} all
 * @param {string} says what the chart says, for those who do not see it
 */
export function columns(all, says) {
  const chart = drawn("svg", { class: "aa-columns", role: "img", "aria-label": says });
  const width = 100 / all.length;
  const percent = (/** @type {number} */ number) => `${Math.round(100 * number) / 100}%`;
  for (const [number, { share, value, label, note, now }] of all.entries()) {
    const height = share * (FOOT - TOP);
    const middle = percent((number + 0.5) * width);
    chart.append(
      drawn("rect", { class: now ? "aa-now" : "", x: percent((number + 0.12) * width), width: percent(0.76 * width), y: percent(FOOT - height), height: percent(height) }),
      drawn("text", { class: "aa-value", x: middle, y: percent(FOOT - height - 2.5) }, value),
      // The outer labels stay inside.
      width < 20 && (number === 0 || number === all.length - 1)
        ? drawn("text", { class: number ? "aa-bar-last" : "aa-bar-first", x: number ? "100%" : 0, y: "93%" }, label)
        : drawn("text", { x: middle, y: "93%" }, label),
    );
    if (note) chart.append(drawn("text", { class: share ? "aa-bar-note" : "", x: middle, y: percent(FOOT - 3) }, note));
  }
  chart.append(drawn("line", { x1: 0, x2: "100%", y1: percent(FOOT), y2: percent(FOOT) }));
  return chart;
}
