// Suspicion scores are normal: honest ones around 0, attacks around d'. A share b of honest actions exceeds the audit threshold
// (Greenblatt et al. 2023), and 5% the one for replacement. Of the outcomes of an attempt, only success and catch end the
// matter, so m successes come first with the chance (p_s / (p_s + p_c))^m.

import { below, quantile } from "../normal.mjs";

const RECOGNIZED = 0.9; // of the attacks that auditors see
const REPLACED = 0.05;
const LEAST = 1e-4;
const POINTS = 30;

/** @param {{ budget: number, separation: number, needed: number }} given */
export default function model({ budget, separation, needed }) {
  const over = (/** @type {number} */ share) => below(separation + quantile(share));
  const suspicious = over(REPLACED);
  const outcomes = (/** @type {number} */ share) => {
    const audited = over(share);
    const [caught, replaced] = [RECOGNIZED * audited, suspicious - audited];
    const succeeds = 1 - caught - replaced;
    const before = succeeds / (succeeds + caught);
    const more = { once: 1 - before, alone: 1 - (1 - caught) ** needed };
    return { more, readings: { intime: 1 - before ** needed, caught, replaced, succeeds, first: succeeds / caught } };
  };
  const at = Array.from({ length: POINTS + 1 }, (_, place) => LEAST * (REPLACED / LEAST) ** (place / POINTS));
  const found = at.map(outcomes);
  const { more, readings } = outcomes(budget);
  return {
    series: {
      both: { x: at, y: found.map((one) => one.readings.intime) },
      once: { x: at, y: found.map((one) => one.more.once) },
      audits: { x: at, y: found.map((one) => one.more.alone) },
      here: { x: [budget, budget], y: [readings.intime, more.alone] },
    },
    readings,
  };
}
