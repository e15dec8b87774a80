// Which questions a session asks: what its address wants, which of all questions that is, and which of those come first.
// Nothing here touches the page. An address may be written by anybody; what it has that is not known counts as nothing.

import { shuffle } from "./grading.mjs";
import { conceptsOf, nameOf, planOf } from "./plan.mjs";
import { standing } from "./progress.mjs";
import { say } from "./words.mjs";

/** @typedef {import("./bank.mjs").Bank} Bank */
/** @typedef {import("./plan.mjs").Plans} Plans */
/**
 * @typedef {{
 *   question: string | null, concepts: string[], categories: string[], types: string[], levels: string[],
 *   standing: string | null, path: string | null, part: number, interview: boolean, count: number,
 * }} Scope
 * `part` counts from 1 and is 0 for a whole path; `count` is how many questions are asked at most.
 */
/**
 * @typedef {{
 *   bank: Bank, plans: Plans | null, latest: Map<string, { rev: number, verdict: string }>, due: string[], fresh: string[],
 *   sure: string[], done: string[],
 * }} Known
 * All questions, paths and latest answers, and by name what is due today, in the order in which it is asked, what is new
 * today, what the reader was sure of and got wrong, and what was answered today.
 */

const USUAL = 10;
const INTERVIEW = 5;
export const STANDINGS = ["new", "right", "missed", "changed", "due", "sure"];

/** @param {URLSearchParams} wanted */
export function scopeOf(wanted) {
  const interview = wanted.get("mode") === "interview";
  const count = wanted.get("count");
  const number = Math.floor(Number(count));
  /** @param {string} name */
  const all = (name) => wanted.getAll(name).filter(Boolean);
  const kind = wanted.get("standing");
  return /** @type {Scope} */ ({
    question: wanted.get("question"),
    concepts: all("concept"),
    categories: all("category"),
    types: interview ? ["recall"] : all("type"),
    levels: all("level"),
    standing: kind !== null && STANDINGS.includes(kind) ? kind : null,
    path: wanted.get("path"),
    part: Math.max(Math.floor(Number(wanted.get("part"))) || 0, 0),
    interview,
    // Without a number, or with an empty one, as many as there are of what is due.
    count: number > 0 ? number : count === "" || kind === "due" ? Infinity : interview ? INTERVIEW : USUAL,
  });
}

/**
 * All questions by name, with their concept.
 * @param {Bank} bank
 */
export function entriesOf(bank) {
  return Object.entries(bank.concepts).flatMap(([concept, { category, questions }]) =>
    Object.entries(questions).map(([name, [rev, type, level]]) => ({ name, concept, category, rev, type, level })),
  );
}

/**
 * The questions of a scope.
 * @param {Scope} scope
 * @param {Known} known
 * @returns {string[]} names, in the order of the bank or of the path; those that are due in the order of reviews
 */
export function within(scope, { bank, plans, latest, due, fresh, sure }) {
  const entries = entriesOf(bank);
  if (scope.question !== null) return entries.some(({ name }) => name === scope.question) ? [scope.question] : [];
  const plan = plans && planOf(plans, scope.path);
  const way = plan && (scope.part ? (plan.parts[scope.part - 1]?.[1] ?? []) : conceptsOf(plan));
  /** @type {(wanted: string[], value: string) => boolean} */
  const fits = (wanted, value) => !wanted.length || wanted.includes(value);
  const found = entries.filter((entry) => {
    const { concept, category, type, level, name, rev } = entry;
    if (way && !way.includes(concept)) return false;
    if (!fits(scope.concepts, concept) || !fits(scope.categories, category)) return false;
    if (!fits(scope.types, type) || !fits(scope.levels, level)) return false;
    if (scope.standing === "sure") return sure.includes(name);
    if (scope.standing === "due") return due.includes(name) || fresh.includes(name);
    return scope.standing === null || standing(latest.get(name), rev) === scope.standing;
  });
  const names = found.map(({ name }) => name);
  if (scope.standing === "due") return [...due, ...fresh].filter((name) => names.includes(name));
  const order = new Map(found.map(({ name, concept }) => [name, way?.indexOf(concept) ?? 0]));
  return names.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
}

/**
 * The questions that a session asks, in their order: what was sure and wrong, missed or is due before what is new, that
 * before what was missed today, and that before what is known; then mixed. An interview takes its questions from all along the path.
 * @param {Scope} scope
 * @param {Known} known
 * @param {string} seed
 * @returns {string[]} names
 */
export function choose(scope, known, seed) {
  const pool = within(scope, known);
  if (scope.standing === "due") return pool.slice(0, scope.count);
  const count = Math.min(scope.count, pool.length);
  if (scope.interview) {
    const cut = (/** @type {number} */ place) => Math.round((place * pool.length) / count);
    return Array.from({ length: count }, (_, place) => shuffle(pool.slice(cut(place), cut(place + 1)), seed)[0]);
  }
  const { bank, latest, due, sure, done } = known;
  const revs = new Map(entriesOf(bank).map(({ name, rev }) => [name, rev]));
  /** @param {string} name */
  const rank = (name) => {
    const reached = standing(latest.get(name), revs.get(name) ?? 0);
    if (reached === "right" && !due.includes(name)) return 4;
    if (done.includes(name)) return 3; // what was just seen is hardly a test of memory
    if (sure.includes(name)) return 0;
    return reached === "missed" || due.includes(name) ? 1 : 2;
  };
  const mixed = shuffle(pool, seed);
  const first = mixed.map((name, place) => ({ name, place, rank: rank(name) }));
  first.sort((a, b) => a.rank - b.rank || a.place - b.place);
  return apart(shuffle(first.slice(0, count).map(({ name }) => name), [...seed].reverse().join("")), bank);
}

/**
 * Names in nearly the same order, but two of one concept do not follow each other as long as another one is left.
 * @param {string[]} names
 * @param {Bank} bank
 */
function apart(names, bank) {
  const concept = new Map(entriesOf(bank).map((entry) => [entry.name, entry.concept]));
  const left = [...names];
  /** @type {string[]} */
  const sorted = [];
  while (left.length) {
    const before = concept.get(sorted.at(-1) ?? "");
    const at = Math.max(left.findIndex((name) => concept.get(name) !== before), 0);
    sorted.push(...left.splice(at, 1));
  }
  return sorted;
}

/**
 * What a scope is called.
 * @param {Scope} scope
 * @param {Pick<Known, "bank" | "plans">} known
 */
export function nameOfScope(scope, { bank, plans }) {
  const plan = plans && planOf(plans, scope.path);
  const place = !plan ? "" : scope.part ? say(WORDS.path_from, { part: nameOf(plan, scope.part), path: plan.label }) : plan.label;
  if (scope.interview) return WORDS.session_interview;
  if (scope.standing === "due") return WORDS.session_due;
  if (scope.standing === "missed") return WORDS.session_missed;
  if (scope.standing === "sure") return WORDS.session_sure;
  if (place) return place;
  const [concept] = scope.concepts;
  const alone = scope.concepts.length === 1 && Object.hasOwn(bank.concepts, concept);
  if (alone) return bank.concepts[concept].title;
  if (scope.types.length || scope.levels.length || scope.standing !== null || scope.concepts.length) return WORDS.session_chosen;
  const [category] = scope.categories;
  if (scope.categories.length === 1 && Object.hasOwn(bank.categories, category)) return bank.categories[category];
  return scope.question === null ? WORDS.session_mixed : WORDS.session_one;
}
