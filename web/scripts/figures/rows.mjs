// Draws bars that lie, in groups: above each what was measured, behind it the value in words.

import { LINE, SIZE, WIDTH, rounded, text, texts, widthOf, wrapped } from "./draw.mjs";

const BAR = 14;
const GAP = 12;
const AWAY = 6; // from the end of a bar to its value
const BOLD = 1.1; // how many times wider than estimated bold words are at most

/** @param {[string, [string, string, number][]][]} groups headings, and for each bar its label, its value and its length up to 1 */
export function drawRows(groups) {
  const room = WIDTH - AWAY - Math.max(...groups.flatMap(([, bars]) => bars.map(([, value]) => widthOf(value))));
  let [labels, bold, drawn, axis] = ["", "", "", ""];
  let y = 0;
  for (const [heading, bars] of groups) {
    if (heading) {
      const lines = wrapped(heading, WIDTH / BOLD);
      bold += texts(lines, 0, y + 20);
      y += LINE * lines.length + GAP;
    }
    for (const [label, value, share] of bars) {
      const lines = wrapped(label, WIDTH);
      labels += texts(lines, 0, y + SIZE);
      y += LINE * lines.length + 4;
      drawn += `<rect y="${y}" width="${rounded(share * room)}" height="${BAR}"/>`;
      bold += text(share * room + AWAY, y + BAR - 2, value);
      axis += `M.5 ${y - 2}v${BAR + 4}`;
      y += BAR + GAP;
    }
  }
  const svg = `<g class="aa-s1">${drawn}</g><path stroke="currentColor" d="${axis}"/>${labels}<g font-weight="700">${bold}</g>`;
  return { svg, height: y };
}
