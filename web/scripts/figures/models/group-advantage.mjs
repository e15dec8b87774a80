// What stands before the gradient of the pass rate p in the average gradient of a group of G rewards of 0 and 1: E[s] / (p (1 - p)) if
// advantages are divided by the standard deviation s (Bay and Yearick 2026), (G - 1) / G if they are not (Liu et al. 2025, §3.2).

const POINTS = 99;

/** @param {{ rate: number, group: number }} given */
export default function model({ rate, group }) {
  const divided = (/** @type {number} */ p) => {
    let [chance, spread] = [(1 - p) ** group, 0];
    for (let right = 1; right < group; right += 1) {
      chance *= ((group - right + 1) / right) * (p / (1 - p));
      spread += (chance * Math.sqrt(right * (group - right))) / group;
    }
    return spread / (p * (1 - p));
  };
  const plain = (group - 1) / group;
  const rates = Array.from({ length: POINTS }, (_, place) => (place + 1) / (POINTS + 1));
  const weight = divided(rate);
  return {
    series: {
      divided: { x: rates, y: rates.map(divided) },
      limit: { x: rates, y: rates.map((p) => 1 / Math.sqrt(p * (1 - p))) },
      plain: { x: rates, y: rates.map(() => plain) },
      chosen: { x: [rate, rate], y: [weight, plain] },
    },
    readings: { divided: weight, plain, relative: weight / divided(0.5), silent: rate ** group + (1 - rate) ** group },
  };
}
