// One pair of responses; a share of its labels prefers the first, and h is the difference of the two log ratios. Gradient
// descent on h: DPO in steps of 1 / beta^2 (Rafailov et al. 2023, Eq. 7), IPO in steps of 1 / 20 (Azar et al. 2023, Eq. 17).

const LAST = 10_000;
const POINTS = 60;

/** @param {{ share: number, beta: number, tau: number }} given */
export default function model({ share, beta, tau }) {
  const at = [...new Set(Array.from({ length: POINTS + 1 }, (_, place) => Math.round(LAST ** (place / POINTS))))];
  const goal = (2 * share - 1) / (2 * tau);
  const dpo = [];
  let margin = 0; // beta h
  for (let step = 1; step <= LAST; step += 1) {
    margin += share - 1 / (1 + Math.exp(-margin));
    if (step === at[dpo.length]) dpo.push(margin / beta);
  }
  const ipo = at.map((step) => goal * (1 - 0.9 ** step)); // each step leaves 1 - 2 / 20 of the distance
  const end = dpo[dpo.length - 1];
  return {
    series: { dpo: { x: at, y: dpo }, ipo: { x: at, y: ipo }, target: { x: at, y: at.map(() => goal) } },
    readings: { dpo: end, ipo: ipo[ipo.length - 1], added: end - dpo[at.indexOf(LAST / 10)] },
  };
}
