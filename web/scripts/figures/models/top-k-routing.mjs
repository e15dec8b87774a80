// Four experts; the router keeps the largest logits, and a softmax over these gives the gates (Jiang et al. 2024); Switch
// takes it over all and sends the token to the largest (Fedus et al. 2021). A gate g rises with its own logit by g (1 - g).
// The balancing sum N sum f P is that of a batch in which each token is like this one.

const OTHERS = [1, 0.5, -1];

/** @param {{ kept: number, logit: number }} given */
export default function model({ kept, logit }) {
  const logits = [logit, ...OTHERS];
  const order = [...logits.keys()].sort((one, other) => logits[other] - logits[one]).slice(0, kept);
  const chosen = logits.map((_, place) => order.includes(place));
  const total = (/** @type {number[]} */ numbers) => numbers.reduce((sum, number) => sum + number, 0);
  const softmax = (/** @type {boolean[]} */ admitted) => {
    const odds = logits.map((one, place) => (admitted[place] ? Math.exp(one) : 0));
    return odds.map((one) => one / total(odds));
  };
  const [gates, all] = [softmax(chosen), softmax(logits.map(() => true))];
  const slope = (/** @type {number} */ gate) => gate * (1 - gate);
  return {
    names: logits.map((_, place) => String(place + 1)),
    series: { gates: { y: gates }, all: { y: all } },
    readings: {
      gate: gates[0],
      gate_slope: slope(gates[0]),
      all_slope: slope(all[0]),
      balance: (logits.length / kept) * total(all.filter((_, place) => chosen[place])),
    },
  };
}
