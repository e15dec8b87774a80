// Quality is standard normal; the proxy adds an error, normal or Student's t of equal variance. With f and F the proxy's
// density and distribution, Stein's lemma makes the winner's expected quality n (n - 1) times the integral of f^2 F^(n - 2).

const NUMBERS = [...new Set(Array.from({ length: 29 }, (_, place) => Math.round(2 ** (place / 2))))];
const STEP = 0.03;
const MIDDLE = 260;
const PROXIES = Array.from({ length: 2 * MIDDLE + 1 }, (_, place) => Math.sinh(STEP * (place - MIDDLE))); // to 1,220
const QUALITIES = Array.from({ length: 33 }, (_, place) => (place - 16) / 3);

const bell = (/** @type {number} */ value) => Math.exp((-value * value) / 2);
const WEIGHTS = QUALITIES.map(bell);
const total = (/** @type {number[]} */ numbers) => numbers.reduce((sum, number) => sum + number, 0);

/**
 * The winner's expected quality and proxy by the number of responses.
 * @param {(proxy: number) => number} density of the proxy, up to a constant
 */
function winner(density) {
  const half = PROXIES.slice(MIDDLE).map(density);
  const raw = [...half.slice(1).reverse(), ...half];
  const steps = raw.map((one, place) => one * STEP * Math.hypot(1, PROXIES[place]));
  const all = total(steps);
  let below = 0;
  const logs = steps.map((step, place) => {
    below += step;
    const bend = ((steps[place + 1] ?? 0) - (steps[place - 1] ?? 0)) / 24; // Euler-Maclaurin
    return Math.log(Math.max(below - step / 2 - bend, 1e-99) / all);
  });
  const mean = (/** @type {number[]} */ values, /** @type {number} */ others) =>
    steps.reduce((sum, step, place) => sum + step * values[place] * Math.exp(others * logs[place]), 0) / all;
  return {
    quality: (/** @type {number} */ n) => (n * (n - 1) * mean(raw, n - 2)) / all,
    proxy: (/** @type {number} */ n) => (n > 1 ? n * mean(PROXIES, n - 1) : 0),
  };
}

const even = winner((proxy) => bell(proxy / Math.SQRT2)); // a normal error as large as quality
const EVEN = NUMBERS.map(even.quality);

/** The number with the highest quality, which has one peak, to two digits. @param {(n: number) => number} quality */
function peak(quality) {
  let [low, high] = [0, Math.log(16384)];
  while (high - low > 0.002) {
    const middle = (low + high) / 2;
    if (quality(Math.exp(middle + 0.01)) > quality(Math.exp(middle - 0.01))) low = middle;
    else high = middle;
  }
  return Number(Math.exp((low + high) / 2).toPrecision(2));
}

/** @param {{ n: number, spread: number, freedom: number }} given spread is the standard deviation of the errors */
export default function model({ n, spread, freedom }) {
  const scale = 1 / (spread * spread * (freedom - 2));
  const tail = (/** @type {number} */ error) => (1 + error * error * scale) ** (-(freedom + 1) / 2);
  const heavy = winner((proxy) => total(QUALITIES.map((quality, place) => WEIGHTS[place] * tail(proxy - quality))));
  const largest = Math.SQRT2 * even.quality(n); // of n standard normal qualities, as a proxy without errors finds it
  const share = 1 / Math.hypot(1, spread);
  const now = { none: largest, light: share * largest, heavy: heavy.quality(n) };
  return {
    series: {
      none: { x: NUMBERS, y: EVEN.map((one) => Math.SQRT2 * one) },
      light: { x: NUMBERS, y: EVEN.map((one) => Math.SQRT2 * share * one) },
      heavy: { x: NUMBERS, y: NUMBERS.map(heavy.quality) },
      now: { x: [n, n, n], y: Object.values(now) },
    },
    readings: { ...now, proxy: heavy.proxy(n), best: peak(heavy.quality) },
  };
}
