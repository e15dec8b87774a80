// Learning paths: where a concept stands on one, what comes next, and on which days. Nothing here touches the page.

import { say } from "./words.mjs";

/** @typedef {{ label: string, href: string, days: boolean, parts: [string, string[]][] }} Plan */
/** @typedef {Record<string, [title: string, href: string, minutes: number]>} Concepts */
/** @typedef {{ session: string, paths: Record<string, Plan>, concepts: Concepts }} Plans */
/**
 * @typedef {{ part: number, position: number, of: number, previous: string | null, next: string | null }} Place
 * `part` and `position` count from 1, `of` is how many concepts the part has.
 */

/** @param {Plan} plan */
export const conceptsOf = (plan) => plan.parts.flatMap(([, concepts]) => concepts);

/**
 * A path by its id, which may come from an address or a storage.
 * @param {Plans} plans
 * @param {unknown} id
 * @returns {Plan | null}
 */
export function planOf(plans, id) {
  return typeof id === "string" && Object.hasOwn(plans.paths, id) ? plans.paths[id] : null;
}

/**
 * @param {Plan} plan
 * @param {number} part counted from 1
 */
export const nameOf = (plan, part) =>
  plan.days ? say(WORDS.path_day, { number: part }) : say(WORDS.path_part, { number: part });

/**
 * @param {Plan} plan
 * @param {number} part counted from 1
 */
export const anchorOf = (plan, part) => `${plan.days ? "day" : "part"}-${part}`;

/**
 * Where a concept stands on a path; null if it does not.
 * @param {Plan} plan
 * @param {string} concept
 * @returns {Place | null}
 */
export function placeOn(plan, concept) {
  const part = plan.parts.findIndex(([, concepts]) => concepts.includes(concept));
  if (part < 0) return null;
  const all = conceptsOf(plan);
  const at = all.indexOf(concept);
  const inside = plan.parts[part][1];
  return {
    part: part + 1,
    position: inside.indexOf(concept) + 1,
    of: inside.length,
    previous: all[at - 1] ?? null,
    next: all[at + 1] ?? null,
  };
}

/**
 * The first concept that is not read; null if all are.
 * @param {Plan} plan
 * @param {(concept: string) => boolean} isRead
 */
export function firstUnread(plan, isRead) {
  return conceptsOf(plan).find((concept) => !isRead(concept)) ?? null;
}

/**
 * The day that a text such as "2026-12-05" names, at noon, where no change of the clock can move it to another day; null
 * if there is no such day.
 * @param {unknown} text
 */
export function dayOf(text) {
  const found = typeof text === "string" && /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!found) return null;
  const [year, month, date] = found.slice(1).map(Number);
  const day = new Date(year, month - 1, date, 12);
  return day.getFullYear() === year && day.getMonth() === month - 1 && day.getDate() === date ? day : null;
}

/**
 * @param {Date} day
 * @param {number} count
 */
export const daysAfter = (day, count) => new Date(day.getFullYear(), day.getMonth(), day.getDate() + count, 12);

/**
 * The day of each part: from a start on, or so that the last one is the day before an interview.
 * @param {"start" | "interview"} by
 * @param {Date} day
 * @param {number} count
 */
export function schedule(by, day, count) {
  const first = by === "interview" ? daysAfter(day, -count) : day;
  return Array.from({ length: count }, (_, number) => daysAfter(first, number));
}
