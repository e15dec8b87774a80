// Learning days, and how many questions are due today: the menu counts from a small cache, without the scheduler.

import { ofBrowser, store, storedJson } from "./storage.mjs";
import { say } from "./words.mjs";

/** @typedef {Record<string, number>} Dates How many questions are due on which date, such as "2026-12-05". */

// Deleted with the progress, which takes all keys that begin this way.
const KEY = "alignment-atlas.due";
const DAY = 86_400_000;
const BEGINS = 4 * 3_600_000;
const MOST = 100_000;

/**
 * The number of the learning day of a moment, counted from January 1, 1970. It begins at 4 a.m. by the clock of this
 * place, so that who learns past midnight is still on the same day, and whatever the clock does that night.
 * @param {number} time in milliseconds
 */
export const learningDay = (time) =>
  Math.floor((time - new Date(time).getTimezoneOffset() * 60_000 - BEGINS) / DAY);

/**
 * The date of a learning day, such as "2026-12-05".
 * @param {number} day
 */
export const dateOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);

/**
 * The weekday of a learning day, such as "Saturday".
 * @param {number} day
 */
export const weekdayOf = (day) => new Date(day * DAY).toLocaleDateString("en-US", { weekday: "long", timeZone: "UTC" });

/**
 * How many questions are due by the end of a day. What is no count of a date does not count.
 * @param {unknown} cache as it was stored, and perhaps damaged
 * @param {number} now in milliseconds
 */
export function dueToday(cache, now) {
  const today = dateOf(learningDay(now));
  let sum = 0;
  for (const [date, count] of Object.entries(cache ?? {})) {
    if (/^\d{4}-\d\d-\d\d$/.test(date) && date <= today && Number.isInteger(count) && count > 0) sum += count;
  }
  return Math.min(sum, MOST);
}

/** How many questions are due now, as far as the cache knows. */
export const dueNow = () => dueToday(storedJson(ofBrowser, KEY), Date.now());

/** Says how many questions are due in each place that is there for it. */
function show() {
  const count = dueNow();
  for (const place of document.querySelectorAll(".aa-due")) {
    place.textContent = count ? say(WORDS.due_count, { count }) : "";
    place.toggleAttribute("hidden", !count);
  }
}

/**
 * Keeps what is due for all pages, and shows it on this one.
 * @param {Dates} dates
 */
export function keepDue(dates) {
  store(ofBrowser, KEY, JSON.stringify(dates));
  show();
}

/** Shows how many questions are due, also when another tab keeps another number. */
export function due() {
  show();
  addEventListener("storage", ({ key }) => {
    if (key === KEY || key === null) show();
  });
}
