// Best of n by a verdict that passes a share of what is bad and rejects a quarter of that share of what is good: one of the
// samples that pass, or of all if none does. One verdict on the answer (Cobbe et al. 2021), or one on each of six steps, which
// must all pass (Lightman et al. 2023). Ours: with rate a of passing and rate c of passing and being sound, the pick is sound
// with probability (1 - (1 - a)^n) c / a + (1 - a)^(n - 1) (sound - c).

const STEPS = 6;
const MOST = 128;

/** @param {{ sound: number, luck: number, passed: number }} given */
export default function model({ sound, luck, passed }) {
  const at = [...new Set(Array.from({ length: 29 }, (_, place) => Math.round(MOST ** (place / 28))))];
  const good = 1 - passed / 4;
  const step = sound ** (1 / STEPS);
  const right = sound + (1 - sound) * luck;
  const passing = right * good + (1 - right) * passed;
  const stepwise = (step * good + (1 - step) * passed) ** STEPS;
  const pick = (/** @type {number} */ a, /** @type {number} */ share, /** @type {number} */ c) =>
    at.map((n) => ((1 - (1 - a) ** n) * c) / a + (1 - a) ** (n - 1) * (share - c));
  return {
    series: {
      steps: { x: at, y: pick(stepwise, sound, sound * good ** STEPS) },
      outcome: { x: at, y: pick(passing, sound, sound * good) },
      answer: { x: at, y: pick(passing, right, right * good) },
    },
    readings: {
      lucky: 1 - sound / right,
      steps: (sound * good ** STEPS) / stepwise,
      outcome: (sound * good) / passing,
      answer: (right * good) / passing,
    },
  };
}
