// Toy model of Elhage et al. 2022: n features, each zero with chance 1 - p and else uniform on [0, 1], in a plane, with output
// ReLU(W'Wx + b). The loss of a regular polygon is exact, from antiderivatives of the loss over each uniform feature.

const RIGHT = 1e-9; // a smaller cosine is that of a right angle
const RAREST = 0.01;
const POINTS = 60;

const factorial = (/** @type {number} */ n) => (n < 2 ? 1 : n * factorial(n - 1));

/**
 * The k-fold antiderivative of max(z, 0)^m.
 * @param {number} z
 * @param {number} m
 * @param {number} k
 */
const ramp = (z, m, k) => (z > 0 ? (z ** (m + k) * factorial(m)) / factorial(m + k) : 0);

/** @param {{ features: number, bias: number }} given */
export default function model({ features, bias }) {
  const cosines = Array.from({ length: features - 1 }, (_, place) => Math.cos((2 * Math.PI * (place + 1)) / features));
  const others = cosines.filter((cosine) => Math.abs(cosine) > RIGHT);
  // By how many others are present, the loss at interference z, averaged: z^2 above zero, and below it, if the feature is
  // present, t^2 - 2 t^3 / 3 with t = -z, up to 1 / 3 at t = 1.
  const above = [...others, 0].map(() => 0);
  const under = [...above];
  const add = (/** @type {number} */ place, /** @type {number} */ z, /** @type {number} */ weight, /** @type {number} */ k) => {
    if (place < others.length) {
      const share = weight / others[place];
      add(place + 1, z, weight, k);
      add(place + 1, z + others[place], share, k + 1);
      add(place + 1, z, -share, k + 1);
    } else {
      const sign = k % 2 ? -weight : weight;
      above[k] += weight * ramp(z, 2, k);
      under[k] += sign * (ramp(-z, 2, k) - (2 / 3) * ramp(-z, 3, k) + ramp(-z - 1, 2, k) + (2 / 3) * ramp(-z - 1, 3, k));
    }
  };
  add(0, bias, 1, 0);
  // As shares of the mean square of all features, which is p / 3 each.
  const shared = (/** @type {number} */ p) =>
    3 * above.reduce((sum, loss, k) => sum + (loss / p + under[k]) * p ** k * (1 - p) ** (others.length - k), 0);
  const dropped = (/** @type {number} */ p) => (1 - 2 / features) * (1 - 0.75 * p);
  let [low, high] = [0, 1];
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (shared(middle) < dropped(middle)) low = middle;
    else high = middle;
  }
  const even = low < RAREST ? 0 : low;
  const at = Array.from({ length: POINTS + 1 }, (_, place) => RAREST ** (1 - place / POINTS));
  return {
    series: {
      shared: { x: at, y: at.map(shared) },
      dropped: { x: at, y: at.map(dropped) },
      even: { x: [even || RAREST], y: [even ? dropped(even) : null] },
    },
    readings: { even, shared: shared(RAREST), dropped: dropped(RAREST) },
  };
}
