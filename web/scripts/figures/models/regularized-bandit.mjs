// One prompt, three responses with rewards 0, 1 and 2. The optimum of E[r] - beta KL is the reference times exp(r / beta),
// normalized; DPO descends from the reference on all pairs, labeled as Bradley-Terry says, each as often as the reference
// draws it (Rafailov et al. 2023, Eq. 4 and 7).

const REFERENCE = [0.5, 0.3, 0.2];
const REWARDS = [0, 1, 2];
const RATE = 2;

const sum = (/** @type {number[]} */ numbers) => numbers.reduce((total, number) => total + number, 0);
const sigmoid = (/** @type {number} */ value) => 1 / (1 + Math.exp(-value));

/** @param {number[]} logits */
function softmax(logits) {
  const most = Math.max(...logits);
  const odds = logits.map((logit) => Math.exp(logit - most));
  return odds.map((one) => one / sum(odds));
}

/**
 * The policy after some steps of gradient descent on the DPO loss. Steps are divided by beta squared, so that beta times the
 * log-ratios take the same path at each beta.
 * @param {number} beta
 * @param {number} steps
 */
function descended(beta, steps) {
  const shift = REWARDS.map(() => 0); // log-ratios to the reference, up to a constant
  for (let step = 0; step < steps; step += 1) {
    const slope = REWARDS.map((reward, one) =>
      sum(REWARDS.map((other, two) => REFERENCE[one] * REFERENCE[two] * (sigmoid(beta * (shift[one] - shift[two])) - sigmoid(reward - other)))),
    );
    for (const place of shift.keys()) shift[place] -= (2 * RATE * slope[place]) / beta;
  }
  return softmax(shift.map((one, place) => one + Math.log(REFERENCE[place])));
}

/** @param {{ beta: number, steps: number }} given */
export default function model({ beta, steps }) {
  const best = softmax(REWARDS.map((reward, place) => Math.log(REFERENCE[place]) + reward / beta));
  const dpo = descended(beta, steps);
  const reward = (/** @type {number[]} */ policy) => sum(policy.map((share, place) => share * REWARDS[place]));
  const kl = (/** @type {number[]} */ policy) => sum(policy.map((share, place) => share && share * Math.log(share / REFERENCE[place])));
  return {
    names: REWARDS.map(String),
    series: { reference: { y: REFERENCE }, best: { y: best }, dpo: { y: dpo } },
    readings: {
      reward: reward(best),
      kl: kl(best),
      objective: reward(best) - beta * kl(best),
      distance: Math.max(...best.map((share, place) => Math.abs(share - dpo[place]))),
    },
  };
}
