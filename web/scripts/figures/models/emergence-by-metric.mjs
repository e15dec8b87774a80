// A loss per token that falls as a power of size, N^-k, gets one token right with p = exp(-N^-k), and all tokens of an
// answer with p^T if they are independent (after Schaeffer et al. 2023).

const LARGEST = 1e5;
const POINTS = 100;

/** @param {{ tokens: number, exponent: number, size: number }} given */
export default function model({ tokens, exponent, size }) {
  const sizes = Array.from({ length: POINTS + 1 }, (_, place) => LARGEST ** (place / POINTS));
  const one = (/** @type {number} */ n) => Math.exp(-(n ** -exponent));
  const all = (/** @type {number} */ n) => one(n) ** tokens;
  const half = (tokens / Math.LN2) ** (1 / exponent);
  return {
    series: {
      token: { x: sizes, y: sizes.map(one) },
      exact: { x: sizes, y: sizes.map(all) },
      half: half > LARGEST ? {} : { x: [half], y: [0.5] },
      here: { x: [size, size], y: [one(size), all(size)] },
    },
    readings: { right: one(size), wrong: tokens * (1 - one(size)), matched: all(size), half },
  };
}
