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
  const weights = LARGEST.map((t) => ((block - 1) / 4) * density(t) * (2 * within(t)) ** (block - 2));
  const total = (/** @type {(t: number) => number} */ of) => LARGEST.reduce((sum, t, place) => sum + weights[place] * of(t), 0);
  const spread = (/** @type {number} */ u) => total((t) => t * density(t * u));
  /** Of each level, the share of weights and what they add to the squared error. @param {number[]} levels */
  const used = (levels) =>
    levels.map((level, place) => {
      const ends = [((levels[place - 1] ?? -1) + level) / 2, (level + (levels[place + 1] ?? 1)) / 2];
      const between = (/** @type {number} */ t, /** @type {(x: number) => number} */ of) => of(t * ends[1]) - of(t * ends[0]);
      const error = (/** @type {number} */ t) => between(t, (x) => (1 + (t * level) ** 2) * within(x) + (2 * t * level - x) * density(x));
      return { share: total((t) => between(t, within)) + (Math.abs(level) === 1 ? 0.5 / block : 0), error: total(error) };
    });
  const [nf4, equal] = [used(NF4), used(EQUAL)];
  const error = (/** @type {{ error: number }[]} */ levels) => levels.reduce((sum, one) => sum + one.error, 0);
  const shares = nf4.map(({ share }) => share);
  return {
    series: { weights: { x: PLACES, y: PLACES.map(spread) }, nf4: { x: NF4, y: NF4.map(spread) }, equal: { x: EQUAL, y: EQUAL.map(() => 0) } },
    readings: { nf4_error: error(nf4), equal_error: error(equal), rarest: Math.min(...shares), commonest: Math.max(...shares) },
  };
}
