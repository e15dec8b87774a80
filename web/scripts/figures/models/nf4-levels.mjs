// Normal weights in blocks, each block divided by its largest absolute weight and rounded to the nearest of 16 levels. The
// largest is t with density 2 b f(t) A(t)^(b - 1), A(t) = P(|x| < t); the others are normal, cut off at t. Levels of NF4:
// quantiles of a normal distribution, divided by the outermost (Dettmers et al. 2023).

const NF4 = [-1, -0.696193, -0.525073, -0.394917, -0.284441, -0.184773, -0.09105, 0, 0.07958, 0.16093, 0.246112, 0.337915, 0.44071, 0.562617, 0.722957, 1];
const EQUAL = NF4.map((_, place) => (2 * place) / 15 - 1);
const LARGEST = Array.from({ length: 56 }, (_, place) => (place + 0.5) / 8);
const PLACES = Array.from({ length: 81 }, (_, place) => place / 40 - 1);

const density = (/** @type {number} */ x) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/** P(0 < a standard normal number < x), of odd sign. @param {number} x */
function within(x) {
  let [sum, term] = [0, x];
  for (let odd = 3; Math.abs(term) > 1e-12; odd += 2) {
    sum += term;
    term *= (x * x) / odd;
  }
  return sum * density(x);
}

/** @param {{ block: number }} given */
export default function model({ block }) {
  const weights = LARGEST.map((t) => ({ t, weight: ((block - 1) / 4) * density(t) * (2 * within(t)) ** (block - 2) })).filter(({ weight }) => weight > 1e-9);
  const spread = (/** @type {number} */ u) => weights.reduce((sum, { t, weight }) => sum + weight * t * density(t * u), 0);
  /** Of each level, the share of weights and what they add to the squared error. @param {number[]} levels */
  const used = (levels) => {
    const shares = levels.map((level) => (Math.abs(level) === 1 ? 0.5 / block : 0));
    let error = 0;
    for (const { t, weight } of weights) {
      const ends = [-1, ...levels.slice(1).map((level, place) => (levels[place] + level) / 2), 1].map((end) => ({ x: t * end, mass: within(t * end), height: density(t * end) }));
      for (const [place, level] of levels.entries()) {
        const [from, to] = [ends[place], ends[place + 1]];
        const loss = (/** @type {typeof from} */ { x, mass, height }) => (1 + (t * level) ** 2) * mass + (2 * t * level - x) * height;
        shares[place] += weight * (to.mass - from.mass);
        error += weight * (loss(to) - loss(from));
      }
    }
    return { shares, error };
  };
  const [nf4, equal] = [used(NF4), used(EQUAL)];
  return {
    series: { weights: { x: PLACES, y: PLACES.map(spread) }, nf4: { x: NF4, y: NF4.map(() => -0.15) }, equal: { x: EQUAL, y: EQUAL.map(() => -0.35) } },
    readings: { nf4_error: nf4.error, equal_error: equal.error, ratio: equal.error / nf4.error, rarest: Math.min(...nf4.shares), commonest: Math.max(...nf4.shares) },
  };
}
