// Upper limits on a failure rate after k failures in n tests. Exact (Clopper and Pearson), one-sided: the rate at which k or
// fewer have the chance 1 - confidence; 1 - (1 - confidence)^(1 / n) for none. Wilson: the upper end of his two-sided interval.

import { quantile } from "../normal.mjs";

const LEAST = 1e-4;
const POINTS = 80;

/**
 * The chance of k or fewer failures in n tests.
 * @param {number} rate below one
 * @param {number} n
 * @param {number} k
 */
function chance(rate, n, k) {
  let term = (1 - rate) ** n;
  let sum = term;
  for (let one = 0; one < k; one += 1) sum += term *= ((n - one) / (one + 1)) * (rate / (1 - rate));
  return sum;
}

/** @param {{ tests: number, failures: number, confidence: number }} given */
export default function model({ tests, failures, confidence }) {
  const passes = (/** @type {number} */ rate) => chance(Math.min(rate, 1 - 1e-9), tests, failures);
  let [low, exact] = [0, 1];
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + exact) / 2;
    if (passes(middle) > 1 - confidence) low = middle;
    else exact = middle;
  }
  const half = quantile((1 + confidence) / 2) / 2;
  const [share, square] = [failures / tests, (half * half) / tests];
  const wilson = (share + 2 * square + 2 * half * Math.sqrt((share * (1 - share) + square) / tests)) / (1 + 4 * square);
  const once = passes(1 / tests);
  const at = Array.from({ length: POINTS + 1 }, (_, place) => LEAST ** (1 - place / POINTS));
  return {
    series: {
      passes: { x: at, y: at.map(passes) },
      level: { x: at, y: at.map(() => 1 - confidence) },
      exact: { x: [exact], y: [1 - confidence] },
      once: { x: [1 / tests], y: [once] },
    },
    readings: { once, exact, wilson },
  };
}
