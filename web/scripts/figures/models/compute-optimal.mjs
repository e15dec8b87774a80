// Hoffmann et al. 2022, Eq. 10 and §3.3: the loss is E + A / N^a + B / D^b, and training takes 6 N D operations. At one budget
// it depends on D / N alone. The constants are E (which cancels), A, B, a and b: as published, with exponents less rounded,
// and refitted by Besiroglu et al. 2024.

const FITS = [
  [406.4, 410.7, 0.34, 0.28],
  [406.4, 410.7, 0.3392, 0.2849],
  [482.01, 2085.43, 0.3478, 0.3658],
];
const RATIOS = Array.from({ length: 81 }, (_, place) => 5 * 200 ** (place / 80)); // 5 to 1,000

/** @param {{ compute: number }} given operations */
export default function model({ compute }) {
  const parameters = (/** @type {number} */ per) => Math.sqrt(compute / 6 / per);
  const [published, unrounded, refit] = FITS.map(([A, B, a, b]) => {
    const loss = (/** @type {number} */ per) => A / parameters(per) ** a + B / (per * parameters(per)) ** b;
    const best = ((b * B) / (a * A)) ** (2 / (a + b)) * (compute / 6) ** ((a - b) / (a + b));
    const above = (/** @type {number} */ per) => loss(per) - loss(best);
    return { best, above, curve: { x: RATIOS, y: RATIOS.map(above) } };
  });
  const best = { published: published.best, unrounded: unrounded.best, refit: refit.best };
  return {
    series: {
      published: published.curve,
      unrounded: unrounded.curve,
      refit: refit.curve,
      lowest: { x: Object.values(best), y: [0, 0, 0] },
    },
    readings: { ...best, lost: Number(refit.above(best.published).toFixed(5)) },
  };
}
