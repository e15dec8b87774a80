// Reads charts and figures as JSON from standard input, and writes, in the same order, what becomes of each to standard
// output: [{svg, height}], for figures with their words and numbers.
import { readFileSync } from "node:fs";

import { draw } from "../../../web/scripts/figures/draw.mjs";
import { drawRows } from "../../../web/scripts/figures/rows.mjs";
import { show } from "../../../web/scripts/figures/show.mjs";
import { say } from "../../../web/scripts/words.mjs";

/** @param {any} thing */
function made({ rows, figure, phrases, ...chart }) {
  if (rows) return drawRows(rows);
  if (!figure) return draw(/** @type {import("../../../web/scripts/figures/draw.mjs").Chart} */ (chart));
  const [axis, series, one] = [phrases.axis, phrases.series, phrases.one].map(
    (phrase) => (/** @type {Record<string, string | number>} */ values) => say(phrase, values),
  );
  return show(figure, {}, { axis, series, one, log: phrases.log });
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(made)));
