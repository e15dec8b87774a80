// Hinton et al. 2015, §2: logits divided by a temperature T before the softmax, and the gradient (q - p) / T of the soft
// cross-entropy, which for high T comes to (z - v) / (n T^2) if both sets of logits have mean zero (§2.1).

const STUDENT = [3, 1, 2];

/**
 * @param {number[]} logits
 * @param {number} temperature
 */
function softened(logits, temperature) {
  const odds = logits.map((logit) => Math.exp(logit / temperature));
  const total = odds.reduce((sum, one) => sum + one);
  return odds.map((one) => one / total);
}

/** @param {number[]} logits */
const centered = (logits) => logits[2] - (logits[0] + logits[1] + logits[2]) / 3;

/** @param {{ temperature: number, third: number }} given */
export default function model({ temperature, third }) {
  const logits = [4, 2, third];
  const [sharp, teacher, student] = [softened(logits, 1), softened(logits, temperature), softened(STUDENT, temperature)];
  const gap = student[2] - teacher[2];
  return {
    names: ["1", "2", "3"],
    series: { sharp: { y: sharp }, teacher: { y: teacher }, student: { y: student } },
    readings: {
      first: softened(STUDENT, 1)[2] - sharp[2],
      gradient: gap / temperature,
      scaled: gap * temperature,
      limit: (centered(STUDENT) - centered(logits)) / 3,
    },
  };
}
