// Two normal score distributions of equal width, d' apart: AUROC = Phi(d' / sqrt 2), and hits = Phi(d' + z) at the false
// positive rate Phi(z). Bayes' rule gives how many flags are right.

import { below, quantile } from "../normal.mjs";

const RAREST = 1e-5;
const MOST = 0.5;
const POINTS = 60;

/** @param {{ alarms: number, auroc: number, base: number }} given */
export default function model({ alarms, auroc, base }) {
  const hits = below(Math.SQRT2 * quantile(auroc) + quantile(alarms));
  const right = (/** @type {number} */ rate, /** @type {number} */ caught) => (rate * caught) / (rate * caught + (1 - rate) * alarms);
  const at = Array.from({ length: POINTS + 1 }, (_, place) => RAREST * (MOST / RAREST) ** (place / POINTS));
  const precision = right(base, hits);
  return {
    series: {
      right: { x: at, y: at.map((rate) => right(rate, hits)) },
      ceiling: { x: at, y: at.map((rate) => right(rate, 1)) },
      here: { x: [base], y: [precision] },
    },
    readings: { hits, precision, ceiling: right(base, 1), wrong: 1 / precision - 1 },
  };
}
