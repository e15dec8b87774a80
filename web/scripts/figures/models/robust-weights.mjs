// A pair with the DPO loss L pulls on the gradient in proportion to 1 - exp(-L), the probability of the wrong order; Dr. DPO
// multiplies this by exp(-L / beta') (Wu et al. 2024, authors' code). Pulls are relative to that at the start, L = ln 2.

const FARTHEST = 5;
const POINTS = 100;

/** @param {{ softness: number, worse: number, better: number }} given */
export default function model({ softness, worse, better }) {
  const at = Array.from({ length: POINTS + 1 }, (_, place) => (FARTHEST * place) / POINTS);
  const dpo = (/** @type {number} */ loss) => 2 * (1 - Math.exp(-loss));
  const robust = (/** @type {number} */ loss) => dpo(loss) * Math.exp((Math.LN2 - loss) / softness);
  const pair = [better, worse];
  return {
    series: {
      robust: { x: at, y: at.map(robust) },
      dpo: { x: at, y: at.map(dpo) },
      pair: { x: [...pair, ...pair], y: [...pair.map(robust), ...pair.map(dpo)] },
    },
    readings: {
      peak: Math.log(1 + softness),
      weight: 1 / (1 + Math.exp((worse - better) / softness)),
      robust_ratio: robust(worse) / robust(better),
      dpo_ratio: dpo(worse) / dpo(better),
    },
  };
}
