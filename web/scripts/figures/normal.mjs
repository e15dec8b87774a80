// The standard normal distribution for models: Phi(z) = 1/2 + phi(z) (z + z^3/3 + z^5/(3 5) + ...), as in Marsaglia (2004).

/** The share of a standard normal below z. @param {number} z */
export function below(z) {
  if (Math.abs(z) > 8) return z > 0 ? 1 : 0;
  let [sum, term] = [z, z];
  for (let odd = 3; Math.abs(term) > 1e-17; odd += 2) sum += term *= (z * z) / odd;
  return 0.5 + sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
}

/** The z below which this share of a standard normal lies, between -8 and 8. @param {number} share */
export function quantile(share) {
  let [low, high] = [-8, 8];
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    if (below(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
