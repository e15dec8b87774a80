// What figures can compute, by the keys of `figure_models` in data/vocabulary.yml. A model is a pure function: numbers by the
// names of its parameters go in, series and readings by name come out.

import auditBudget from "./models/audit-budget.mjs";
import bestOfNTails from "./models/best-of-n-tails.mjs";
import certainLabels from "./models/certain-labels.mjs";
import clippedObjective from "./models/clipped-objective.mjs";
import computeOptimal from "./models/compute-optimal.mjs";
import emergenceByMetric from "./models/emergence-by-metric.mjs";
import groupAdvantage from "./models/group-advantage.mjs";
import klDirections from "./models/kl-directions.mjs";
import klEstimates from "./models/kl-estimates.mjs";
import nf4Levels from "./models/nf4-levels.mjs";
import noisyPreferences from "./models/noisy-preferences.mjs";
import polygon from "./models/polygon.mjs";
import proxyAndGold from "./models/proxy-and-gold.mjs";
import rarePositives from "./models/rare-positives.mjs";
import regularizedBandit from "./models/regularized-bandit.mjs";
import repeatedSamples from "./models/repeated-samples.mjs";
import robustWeights from "./models/robust-weights.mjs";
import sharingOrDropping from "./models/sharing-or-dropping.mjs";
import shotsPowerLaw from "./models/shots-power-law.mjs";
import softmaxTemperature from "./models/softmax-temperature.mjs";
import stepVerifiers from "./models/step-verifiers.mjs";
import topKRouting from "./models/top-k-routing.mjs";
import zeroFailures from "./models/zero-failures.mjs";

/**
 * @typedef {object} Result
 * @property {Record<string, { x?: number[], y?: (number | null)[], cells?: number[][] }>} series values with where they
 * stand, values for each name, or the rows of a heat map
 * @property {Record<string, number>} [readings]
 * @property {string[]} [names] of the places along the horizontal axis, if they have names
 */

/** @type {Record<string, (given: any) => Result>} */
export const MODELS = {
  "audit-budget": auditBudget,
  "best-of-n-tails": bestOfNTails,
  "certain-labels": certainLabels,
  "clipped-objective": clippedObjective,
  "compute-optimal": computeOptimal,
  "emergence-by-metric": emergenceByMetric,
  "group-advantage": groupAdvantage,
  "kl-directions": klDirections,
  "kl-estimates": klEstimates,
  "nf4-levels": nf4Levels,
  "noisy-preferences": noisyPreferences,
  polygon,
  "proxy-and-gold": proxyAndGold,
  "rare-positives": rarePositives,
  "regularized-bandit": regularizedBandit,
  "repeated-samples": repeatedSamples,
  "robust-weights": robustWeights,
  "sharing-or-dropping": sharingOrDropping,
  "shots-power-law": shotsPowerLaw,
  "softmax-temperature": softmaxTemperature,
  "step-verifiers": stepVerifiers,
  "top-k-routing": topKRouting,
  "zero-failures": zeroFailures,
};
