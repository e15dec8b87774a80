// Bradley and Terry 1952: the first of two answers wins with the logistic function of its gap to the other. A share of the
// labels is flipped at random, or goes to the longer answer. A reward model that fits each pair learns the log odds of what
// is left.

const GAPS = Array.from({ length: 61 }, (_, place) => (place - 30) / 10);

/** @param {{ share: number, gap: number }} given the gap is that of the longer answer to the shorter */
export default function model({ share, gap }) {
  const sigmoid = (/** @type {number} */ value) => 1 / (1 + Math.exp(-value));
  const odds = (/** @type {number} */ chance) => Math.log(chance / (1 - chance));
  const flipped = (/** @type {number} */ value) => odds(share + (1 - 2 * share) * sigmoid(value));
  const longer = (/** @type {number} */ value) => odds(share + (1 - share) * sigmoid(value));
  return {
    series: {
      clean: { x: GAPS, y: GAPS },
      flipped: { x: GAPS, y: GAPS.map(flipped) },
      longer: { x: GAPS, y: GAPS.map(longer) },
      now: { x: [gap, gap], y: [flipped(gap), longer(gap)] },
    },
    readings: { flipped: flipped(gap), longer: longer(gap), reversed: Math.log(1 - 2 * share) },
  };
}
