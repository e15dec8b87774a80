// Answers questions about the scheduler, one JSON value a line, as test_memory.py asks them: {action, zone, ...}.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

/** @typedef {{ textContent: string, hidden: boolean, toggleAttribute(name: string, on: boolean): void }} Place */

/** @type {Map<string, string>} */
const kept = new Map();
let denied = false;

const storage = {
  /** @param {string} key */
  getItem(key) {
    if (denied) throw new DOMException("denied", "SecurityError");
    return kept.get(key) ?? null;
  },
  /**
   * @param {string} key
   * @param {string} value
   */
  setItem(key, value) {
    if (denied) throw new DOMException("full", "QuotaExceededError");
    kept.set(key, value);
  },
};
Object.assign(globalThis, {
  WORDS: JSON.parse(readFileSync("web/words.json", "utf8")),
  HTMLScriptElement: class {},
  localStorage: storage,
});

const memory = await import("../../web/scripts/memory.mjs");
const { due, dueToday, keepDue, learningDay } = await import("../../web/scripts/due.mjs");
const { readSettings, writeSettings } = await import("../../web/scripts/settings.mjs");

/** @typedef {import("../../web/scripts/memory.mjs").Bank} Bank */

/**
 * A program that gives the same numbers between 0 and 1 each time.
 * @param {number} seed
 */
const numbers = (seed) => () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;

/**
 * Somebody whose memory is as the model says answers what is due each day, and new questions of which they know some.
 * @param {{ bank: Bank, settings: import("../../web/scripts/memory.mjs").Settings, days: number, seed: number, start: number }} given
 */
function learn({ bank, settings, days, seed, start }) {
  const random = numbers(seed);
  /** @type {import("../../web/scripts/progress.mjs").AnswerEvent[]} */
  const events = [];
  const asked = [];
  const all = { right: 0, count: 0 };
  // Those that were due two days or more after the last review: one day is the least, however low recall is by then.
  const spaced = { right: 0, count: 0 };
  for (let today = start; today < start + days; today += 1) {
    const cards = memory.cards(events, bank, settings.retention);
    const { due: names, fresh } = memory.agenda(cards, bank, { today, settings });
    let time = today * 86_400_000 + 43_200_000;
    for (const name of [...names, ...fresh]) {
      const card = cards.get(name);
      // The curve of FSRS-6 with default parameters.
      const recall = card ? (1 + (0.9 ** (-1 / 0.1542) - 1) * (today - card.last) / card.stability) ** -0.1542 : 0.6;
      const right = random() < recall;
      const add = (/** @type {string} */ verdict, /** @type {string} */ confidence, /** @type {number} */ attempt) =>
        events.push({
          schema: 1, id: events.length.toString(16).padStart(8, "0"), question: name, rev: 1, answer: null, hints: 0,
          time: new Date((time += 1000)).toISOString(), verdict, confidence, attempt,
        });
      add(right ? "right" : "wrong", random() < 0.5 ? "sure" : "unsure", 0);
      if (!right) add("right", "unsure", 1); // they try again, having seen the answer
      if (!card) continue;
      for (const tally of card.due - card.last > 1 ? [all, spaced] : [all]) {
        tally.count += 1;
        if (right) tally.right += 1;
      }
    }
    asked.push(names.length);
  }
  const cards = [...memory.cards(events, bank, settings.retention).values()];
  return { all, spaced, asked, last: cards.map(({ last }) => last) };
}

/** @type {Record<string, (given: any) => unknown>} */
const actions = {
  // The ratings of the reviews, their days, and what is then known, at several retentions.
  history({ events, bank, retentions }) {
    const [card] = memory.cards(events, bank).values();
    const [{ answers, type }] = memory.histories(events, bank).values();
    const reviews = memory.reviewsOf(answers, type);
    const due = retentions.map((/** @type {number} */ value) => [...memory.cards(events, bank, value).values()][0].due);
    return { ratings: reviews.map(({ rating }) => rating), days: reviews.map(({ day }) => day), card, due };
  },
  ratings: ({ cases }) =>
    cases.map((/** @type {any} */ [verdict, hints, confidence, type]) => memory.ratingOf({ verdict, hints, confidence }, type)),
  cards: ({ events, bank, retention }) => [...memory.cards(events, bank, retention)],
  async remember({ events, bank }) {
    const same = JSON.stringify([...(await memory.remember(events, bank))]) === JSON.stringify([...memory.cards(events, bank)]);
    return { same };
  },
  agenda({ events, bank, ...given }) {
    const cards = memory.cards(events, bank, given.settings?.retention);
    return memory.agenda(cards, bank, given);
  },
  planned: ({ events, bank, settings, today }) => Object.fromEntries(memory.planned(memory.cards(events, bank), settings, today)),
  dueDays: ({ events, bank, settings, today }) => memory.dueDays(memory.cards(events, bank), settings, today),
  calibration: ({ events, bank }) => memory.calibration(events, bank),
  interleaved: ({ names }) => memory.interleaved(names, (name) => name[0]),
  days: ({ times }) => times.map((/** @type {string} */ time) => learningDay(Date.parse(time))),
  when: ({ counts, today }) => counts.map((/** @type {number} */ count) => memory.whenWords(today + count, today)),
  dueToday: ({ caches, now }) => caches.map((/** @type {unknown} */ cache) => dueToday(cache, Date.parse(now))),
  // What a page reads when the storage holds `entries`; then it keeps `written`, and reads again.
  settings({ entries, written }) {
    kept.clear();
    for (const [key, text] of Object.entries(entries)) kept.set(key, text);
    const read = readSettings();
    if (written !== undefined) writeSettings(written);
    return { read, again: readSettings(), kept: kept.get("atlas.review") ?? null };
  },
  // What pages with `count` places show when the storage holds `text`, then when `dates` are kept; null where it is hidden.
  menu({ text, dates, count, deny }) {
    kept.clear();
    if (text !== null) kept.set("alignment-atlas.due", text);
    denied = deny;
    const places = Array.from({ length: count }, () => {
      /** @type {Place} */
      const place = { textContent: "", hidden: false, toggleAttribute: (_, on) => (place.hidden = on) };
      return place;
    });
    Object.assign(globalThis, { document: { querySelectorAll: () => places }, addEventListener: () => {} });
    const shown = () => places.map(({ textContent, hidden }) => (hidden ? null : textContent));
    due();
    const before = shown();
    if (dates) keepDue(dates);
    denied = false;
    Reflect.deleteProperty(globalThis, "document");
    return { before, after: shown() };
  },
  learn,
  // Milliseconds to compute everything from many answers, the fastest of several times.
  speed({ events, bank, today }) {
    const times = Array.from({ length: 5 }, () => {
      const begun = performance.now();
      memory.agenda(memory.cards(events, bank), bank, { today });
      return performance.now() - begun;
    });
    return Math.min(...times);
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { action, zone = "UTC", ...given } = JSON.parse(line);
  process.env.TZ = zone;
  console.log(JSON.stringify(await actions[action](given)));
}
