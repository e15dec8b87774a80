// Anil et al. 2024, Eq. 1: the negative log-probability of a harmful answer is C n^-alpha + K after n shots. It reaches a
// level L above K at n = (C / (L - K))^(1 / alpha).

const [C, ALPHA] = [4, 0.5];
const LEVEL = 0.7;
const MOST = 1e6;
const POINTS = 60;

/** @param {{ factor: number, floor: number }} given */
export default function model({ factor, floor }) {
  const at = Array.from({ length: POINTS + 1 }, (_, place) => MOST ** (place / POINTS));
  const laws = [
    [C, ALPHA],
    [C * factor, ALPHA],
    [C, ALPHA / factor],
  ];
  const [none, larger, flatter] = laws.map(([c, alpha]) => ({ x: at, y: at.map((n) => c * n ** -alpha + floor) }));
  const shots = laws.map(([c, alpha]) => (c / (LEVEL - floor)) ** (1 / alpha));
  return {
    series: { none, larger, flatter, level: { x: at, y: at.map(() => LEVEL) } },
    readings: { none_shots: shots[0], larger_shots: shots[1], flatter_shots: shots[2] },
  };
}
