// Bradley and Terry 1952: the first of two answers wins with the logistic function of its lead. A share of the labels is
// flipped at random, or goes to the longer answer. A reward model that fits each pair learns the log odds of what is left.

const LEADS = Array.from({ length: 61 }, (_, place) => (place - 30) / 10);

/** @param {{ share: number, lead: number }} given */
export default function model({ share, lead }) {
  const sigmoid = (/** @type {number} */ value) => 1 / (1 + Math.exp(-value));
  const odds = (/** @type {number} */ chance) => Math.log(chance / (1 - chance));
  const mixed = (/** @type {number} */ value) => share + (1 - 2 * share) * sigmoid(value);
  const flipped = (/** @type {number} */ value) => odds(mixed(value));
  const longer = (/** @type {number} */ value) => odds(share + (1 - share) * sigmoid(value));
  const [clean, noisy] = [sigmoid(lead), mixed(lead)];
  return {
    series: {
      clean: { x: LEADS, y: LEADS },
      flipped: { x: LEADS, y: LEADS.map(flipped) },
      longer: { x: LEADS, y: LEADS.map(longer) },
      now: { x: [lead, lead], y: [flipped(lead), longer(lead)] },
    },
    readings: {
      flipped: flipped(lead),
      longer: longer(lead),
      reversed: -Math.log(1 - 2 * share),
      labels: (noisy * (1 - noisy)) / (clean * (1 - clean)) / (1 - 2 * share) ** 2,
    },
  };
}
