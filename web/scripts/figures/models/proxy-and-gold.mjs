// Gao et al. 2023, §3.1: with d the square root of KL, the gold score is d (alpha - beta d) for best-of-n and
// d (alpha - beta ln d) for RL.

const FARTHEST = 20;
const POINTS = 120;

/** @param {{ alpha: number, beta: number }} given */
export default function model({ alpha, beta }) {
  const at = Array.from({ length: POINTS + 1 }, (_, place) => 0.1 * (FARTHEST / 0.1) ** (place / POINTS));
  const selected = (/** @type {number} */ d) => d * (alpha - beta * d);
  const trained = (/** @type {number} */ d) => d * (alpha - beta * Math.log(d));
  const peaks = [alpha / (2 * beta), Math.exp(alpha / beta - 1)];
  return {
    series: {
      selected: { x: at, y: at.map(selected) },
      trained: { x: at, y: at.map(trained) },
      peaks: { x: peaks, y: [selected(peaks[0]), trained(peaks[1])] },
    },
    readings: { selected_peak: peaks[0], selected_gold: selected(peaks[0]), trained_peak: peaks[1], trained_gold: trained(peaks[1]) },
  };
}
