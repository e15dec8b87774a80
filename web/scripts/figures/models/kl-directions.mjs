// One normal distribution fitted to two unit normals at -m and m. Forward KL keeps mean and variance of the mixture. Reverse
// KL is -ln s + (u^2 + s^2) / 2 - E ln cosh(m (u + s z) + h) and a constant: two convex parts, of which each step replaces
// the second by its tangent, so that no step goes up. The better of two starts counts.

const STEPS = 100;
const NODES = Array.from({ length: 61 }, (_, place) => place / 5 - 6);
const PLACES = Array.from({ length: 145 }, (_, place) => place / 8 - 9);

/**
 * @param {number} x
 * @param {number} mean
 * @param {number} sd
 */
const normal = (x, mean, sd) => Math.exp(-(((x - mean) / sd) ** 2) / 2) / (sd * Math.sqrt(2 * Math.PI));
const SHARES = NODES.map((z) => normal(z, 0, 1) / 5);

/** @param {{ distance: number, weight: number }} given */
export default function model({ distance, weight }) {
  const m = distance / 2;
  const h = Math.log(weight / (1 - weight)) / 2;
  const forward = [(2 * weight - 1) * m, Math.sqrt(1 + weight * (1 - weight) * distance ** 2)];
  const fits = [forward, [m, 1]].map(([mean, sd]) => {
    for (let step = 0; step < STEPS; step += 1) {
      let [shift, pull] = [0, 0];
      for (const [place, z] of NODES.entries()) {
        const part = SHARES[place] * m * Math.tanh(m * (mean + sd * z) + h);
        shift += part;
        pull += z * part;
      }
      [mean, sd] = [shift, (pull + Math.sqrt(pull * pull + 4)) / 2];
    }
    const gain = NODES.reduce((sum, z, place) => sum + SHARES[place] * Math.log(Math.cosh(m * (mean + sd * z) + h)), 0);
    return [mean, sd, (mean * mean + sd * sd) / 2 - Math.log(sd) - gain];
  });
  const reverse = fits[0][2] < fits[1][2] ? fits[0] : fits[1];
  const drawn = (/** @type {number[]} */ [mean, sd]) => ({ x: PLACES, y: PLACES.map((x) => normal(x, mean, sd)) });
  const mixed = PLACES.map((x) => weight * normal(x, m, 1) + (1 - weight) * normal(x, -m, 1));
  return {
    series: { mixture: { x: PLACES, y: mixed }, forward: drawn(forward), reverse: drawn(reverse) },
    readings: { forward_mean: forward[0], forward_sd: forward[1], reverse_mean: reverse[0], reverse_sd: reverse[1] },
  };
}
