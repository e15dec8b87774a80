// When the questions of this browser come back, in words for readers, and for the menu of all pages. What is computed from
// the answers is kept for the next page, since thousands of answers take a slow phone some time.

import { isRecord } from "./answers.mjs";
import { readBank } from "./bank.mjs";
import { keepDue, learningDay } from "./due.mjs";
import { agenda, cards, dueDays, planned, remember, whenWords } from "./memory.mjs";
import { readSettings } from "./settings.mjs";
import { ofBrowser, store, storedJson } from "./storage.mjs";
import { say } from "./words.mjs";

/** @typedef {import("./bank.mjs").Bank} Bank */
/** @typedef {import("./memory.mjs").Card} Card */
/** @typedef {import("./progress.mjs").Log} Log */
/** @typedef {{ cards: import("./memory.mjs").Cards, version: number }} State `version` is that of the log. */

const KEY = "alignment-atlas.cards";
const NUMBERS = /** @type {const} */ (["stability", "difficulty", "first", "last", "due", "reviews", "lapses", "streak"]);
const SIGNS = /** @type {const} */ (["sureAndWrong", "missed"]);

/** @type {WeakMap<Log, State>} */
const states = new WeakMap();

/**
 * What the kept cards were computed from.
 * @param {Log} log
 * @param {Bank} bank
 */
function basis(log, bank) {
  const revs = Object.values(bank.concepts).flatMap(({ questions }) => Object.entries(questions).map(([name, [rev, type]]) => `${name} ${rev} ${type}`));
  let sum = 0;
  for (const sign of revs.join()) sum = (Math.imul(sum, 31) + (sign.codePointAt(0) ?? 0)) | 0;
  return `${log.print} ${sum} ${new Date().getTimezoneOffset()}`;
}

/**
 * @param {unknown} value
 * @returns {value is Card}
 */
const isCard = (value) =>
  isRecord(value) &&
  ["name", "type", "concept"].every((key) => typeof value[key] === "string") &&
  NUMBERS.every((key) => Number.isFinite(value[key])) &&
  SIGNS.every((key) => typeof value[key] === "boolean");

/**
 * The cards that an earlier page kept; null if they are of other answers or damaged.
 * @param {Log} log
 * @param {Bank} bank
 */
function kept(log, bank) {
  const value = storedJson(ofBrowser, KEY);
  if (!isRecord(value) || value.basis !== basis(log, bank) || !Array.isArray(value.cards)) return null;
  /** @type {unknown[]} */
  const given = value.cards;
  return given.every(isCard) ? new Map(given.map((card) => [card.name, card])) : null;
}

/**
 * @param {Log} log
 * @param {Bank} bank
 * @param {State} state
 */
function keep(log, bank, state) {
  states.set(log, state);
  store(ofBrowser, KEY, JSON.stringify({ basis: basis(log, bank), cards: [...state.cards.values()] }));
  const settings = readSettings();
  keepDue(dueDays(state.cards, settings, learningDay(Date.now())));
}

/**
 * Computes what is not computed yet. Given the name of the only question that was answered since, this takes little time.
 * @param {Log} log
 * @param {Bank} bank
 * @param {string} [answered]
 */
export async function openSchedule(log, bank, answered) {
  const state = states.get(log);
  if (state?.version === log.version) return;
  const found = state || answered ? null : kept(log, bank);
  if (found) {
    states.set(log, { cards: found, version: log.version });
    return;
  }
  await log.whole();
  const { version } = log;
  if (state && answered) {
    const one = cards(log.events.filter((event) => "question" in event && event.question === answered), bank);
    for (const [name, card] of one) state.cards.set(name, card);
    keep(log, bank, { cards: state.cards, version });
  } else keep(log, bank, { cards: await remember(log.events, bank), version });
}

/** @type {{ key: string, known: import("./memory.mjs").Cards, found: Map<string, number> } | null} */
let plan = null;

/** @param {Log} log */
function opened(log) {
  const settings = readSettings();
  const today = learningDay(Date.now());
  const state = states.get(log);
  const known = state?.cards ?? new Map();
  const key = JSON.stringify([state?.version, settings, today]);
  if (plan?.key !== key || plan.known !== known) plan = { key, known, found: planned(known, settings, today) };
  return { known, settings, today, days: plan.found };
}

/**
 * What is due today, once the schedule is open; see `agenda` in memory.mjs.
 * @param {Log} log
 * @param {Bank} bank
 */
export function agendaOf(log, bank) {
  const { known, settings, today } = opened(log);
  return { ...agenda(known, bank, { today, settings }), cards: known, settings, today };
}

/**
 * The days on which questions come back, with their words, by name.
 * @param {Log} log
 */
export function comingBack(log) {
  const { days, today } = opened(log);
  // Words are made when they are read: few of them are.
  return new Map([...days].map(([name, day]) => [name, { day, get when() { return whenWords(day, today); } }]));
}

/**
 * That a question comes back, and when, as a sentence; empty for one that was not answered.
 * @param {Log} log
 * @param {Bank} bank
 * @param {string} name
 */
export async function comesBack(log, bank, name) {
  await openSchedule(log, bank, name);
  const { known, days, today } = opened(log);
  const day = days.get(name);
  if (day === undefined) return "";
  const when = whenWords(day, today);
  const last = log.latest(name);
  const sureMiss = last?.confidence === "sure" && last.verdict !== "right" && known.get(name)?.sureAndWrong;
  return sureMiss ? say(WORDS.comes_back_first, { when }) : say(WORDS.comes_back, { when });
}

// What is called after an answer too.
export { persistAfter } from "./keeping.mjs";

/** @type {Promise<Bank> | null} */
let bank = null;

/**
 * The same for pages that have not loaded the list of all questions.
 * @param {Log} log
 * @param {string} name
 */
export async function comesBackHere(log, name) {
  bank ??= readBank();
  const known = await bank.catch((error) => {
    bank = null; // so that the next answer fetches it again
    throw error;
  });
  return comesBack(log, known, name);
}
