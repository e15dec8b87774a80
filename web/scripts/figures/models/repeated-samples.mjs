// n independent samples, each right with probability p. Coverage is 1 - (1 - p)^n. A verifier accepts right samples with
// probability t and wrong ones with f; a random accepted sample is returned, or any if none is accepted (cf. Stroebl et al.
// 2024). The vote is between two answers, with ties broken by lot; each two further samples add
// (2p - 1) C(2m - 1, m) (p (1 - p))^m.

const MOST = 1000;
const PLACES = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, MOST];

/** @param {{ rate: number, right: number, wrong: number, samples: number }} given */
export default function model({ rate, right, wrong, samples }) {
  const accepted = rate * right + (1 - rate) * wrong;
  const precision = (rate * right) / accepted;
  const left = accepted < 1 ? (rate * (1 - right)) / (1 - accepted) : 0;
  const covered = (/** @type {number} */ n) => 1 - (1 - rate) ** n;
  const verified = (/** @type {number} */ n) => precision + (left - precision) * (1 - accepted) ** n;
  const votes = [rate]; // of 1, 3, 5, ... samples
  for (let m = 1, term = rate * (1 - rate); 2 * m < MOST; m += 1) {
    votes.push(votes[m - 1] + (2 * rate - 1) * term);
    term *= (rate * (1 - rate) * 2 * (2 * m + 1)) / (m + 1);
  }
  const voted = (/** @type {number} */ n) => Math.max(0, votes[Math.ceil(n / 2) - 1]);
  const chosen = [covered, verified, voted].map((share) => share(samples));
  return {
    series: {
      covered: { x: PLACES, y: PLACES.map(covered) },
      verified: { x: PLACES, y: PLACES.map(verified) },
      voted: { x: PLACES, y: PLACES.map(voted) },
      chosen: { x: chosen.map(() => samples), y: chosen },
    },
    readings: { covered: chosen[0], verified: chosen[1], precision, voted: chosen[2] },
  };
}
