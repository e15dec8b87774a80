// Draws a table of products: a number in each cell, on a ground that is the stronger the larger it is above zero. Cells below
// zero are gray with a frame; those of a thing with itself have no ground.

import { LINE, SIZE, WIDTH, rounded, text, texts, widthOf, wrapped } from "./draw.mjs";

const TALLEST = 34;
const GAP = 2;

/** @param {{ names: string[], cells: number[][], x: string, y: string }} map rows from the top, columns from the left */
export function drawCells({ names, cells, x, y }) {
  const head = wrapped(y, WIDTH);
  const left = rounded(Math.max(...names.map(widthOf)) + 8);
  const [wide, high] = [(WIDTH - left) / names.length, Math.min(TALLEST, (WIDTH - left) / names.length)];
  const top = LINE * head.length + 6;
  const largest = Math.max(...cells.flatMap((row, line) => row.filter((_, place) => place !== line)).map(Math.abs)) || 1;
  const digits = wide >= 40 ? 2 : wide >= 30 ? 1 : 0;
  const drawn = cells.map((row, line) =>
    row.map((value, place) => {
      const [across, down] = [left + place * wide, top + line * high];
      const frame = value < -0.005 ? ' stroke="currentColor" stroke-dasharray="3 2"' : "";
      const color = value < 0 ? "" : ' class="aa-s1"';
      const depth = line === place ? 0 : (value < 0 ? 0.12 : 0.45) * Math.min(1, Math.abs(value) / largest);
      const box = `M${rounded(across + GAP)} ${rounded(down + GAP)}h${rounded(wide - 2 * GAP)}v${rounded(high - 2 * GAP)}h${rounded(2 * GAP - wide)}z`;
      const ground = `<path${color} d="${box}" fill="currentColor" fill-opacity="${depth.toFixed(2)}"${frame}/>`;
      const words = value.toFixed(digits).replace(/^-(?=[0.]*$)/, "").replace("-", "−");
      return ground + (digits ? text(across + wide / 2, down + high / 2 + SIZE / 3, words) : "");
    }),
  );
  const bottom = top + high * cells.length + LINE - 2;
  const rows = names.map((name, line) => text(left - 6, top + (line + 0.5) * high + SIZE / 3, name));
  const columns = names.map((name, place) => text(left + (place + 0.5) * wide, bottom, name));
  const label = wrapped(x, WIDTH - left);
  const below = texts(label, (left + WIDTH) / 2, bottom + LINE + 2);
  const svg = `${texts(head, 0, LINE - 4)}<g text-anchor="end">${rows.join("")}</g><g text-anchor="middle">${drawn.flat().join("")}</g><g text-anchor="middle">${columns.join("")}${below}</g>`;
  return { svg, height: Math.ceil(bottom + LINE * label.length + 10) };
}
