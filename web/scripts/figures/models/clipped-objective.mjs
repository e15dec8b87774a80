// Schulman et al. 2017, Eq. 7: the smaller of ratio * A and clip(ratio, 1 - epsilon, 1 + epsilon) * A, here for A = 1 and -1.

const MOST = 2;
const POINTS = 40;
const NEAR = 1e-9; // at an edge the term counts as clipped

/** @param {{ ratio: number, epsilon: number }} given */
export default function model({ ratio, epsilon }) {
  const edges = [1 - epsilon, 1 + epsilon];
  const good = (/** @type {number} */ at) => Math.min(at, edges[1]);
  const bad = (/** @type {number} */ at) => -Math.max(at, edges[0]);
  const grid = Array.from({ length: POINTS + 1 }, (_, place) => (MOST * place) / POINTS);
  return {
    series: {
      good: { x: grid, y: grid.map(good) },
      bad: { x: grid, y: grid.map(bad) },
      edges: { x: edges, y: [bad(edges[0]), good(edges[1])] }, // where the one and the other bend
      chosen: { x: [ratio, ratio], y: [good(ratio), bad(ratio)] },
    },
    readings: {
      good_value: good(ratio),
      good_slope: ratio < edges[1] - NEAR ? 1 : 0,
      bad_value: bad(ratio),
      bad_slope: ratio > edges[0] + NEAR ? -1 : 0,
    },
  };
}
