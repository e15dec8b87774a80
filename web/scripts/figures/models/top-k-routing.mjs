// Four experts; the router keeps the largest logits, and a softmax over these gives the gates (Jiang et al. 2024); Switch
// takes it over all and sends the token to the largest (Fedus et al. 2021). A gate g rises with its own logit by g (1 - g).

const OTHERS = [1, 0.5, -1];

/** @param {{ kept: number, logit: number }} given */
export default function model({ kept, logit }) {
  const logits = [logit, ...OTHERS];
  const order = [...logits.keys()].sort((one, other) => logits[other] - logits[one]);
  const softmax = (/** @type {number[]} */ admitted) => {
    const odds = logits.map((one, place) => (admitted.includes(place) ? Math.exp(one) : 0));
    const total = odds.reduce((sum, one) => sum + one);
    return odds.map((one) => one / total);
  };
  const [gates, all] = [softmax(order.slice(0, kept)), softmax(order)];
  const slope = (/** @type {number} */ gate) => gate * (1 - gate);
  return {
    names: logits.map((_, place) => String(place + 1)),
    series: { gates: { y: gates }, all: { y: all } },
    readings: { gate: gates[0], gate_slope: slope(gates[0]), share: all[0], share_slope: slope(all[0]) },
  };
}
