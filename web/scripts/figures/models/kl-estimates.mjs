// Schulman 2020: estimates of KL(q || p) from draws of q = N(d, 1), with p = N(0, 1) and KL = d^2 / 2. The log ratio is normal,
// with the mean -KL and the variance 2 KL, so that means and variances have closed forms.

const LEAST = 0.005;
const MOST = 4;
const POINTS = 60;

/** @param {{ kl: number, samples: number }} given */
export default function model({ kl, samples }) {
  const at = Array.from({ length: POINTS + 1 }, (_, place) => LEAST * (MOST / LEAST) ** (place / POINTS));
  // Root mean squared errors of the mean of the draws, as multiples of the KL
  const first = (/** @type {number} */ u) => Math.sqrt((2 * u) / samples) / u;
  const second = (/** @type {number} */ u) => Math.sqrt(u ** 4 / 4 + (2 * u ** 2 + 2 * u ** 3) / samples) / u;
  const third = (/** @type {number} */ u) => Math.sqrt((Math.expm1(2 * u) - 2 * u) / samples) / u;
  const errors = [first, second, third];
  const chosen = errors.map((error) => error(kl));
  return {
    series: {
      first: { x: at, y: at.map(first) },
      second: { x: at, y: at.map(second) },
      third: { x: at, y: at.map(third) },
      chosen: { x: errors.map(() => kl), y: chosen },
    },
    readings: { first_error: chosen[0], second_error: chosen[1], third_error: chosen[2], second_mean: kl + kl ** 2 / 2 },
  };
}
