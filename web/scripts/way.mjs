// The learning path that the reader is on: in the address, so that a link keeps it; in the tab, so that another tab may
// have another one; and in the browser, so that it can be continued later. Stored values may be damaged or denied.

import { address, readText } from "./parts.mjs";
import { ofBrowser, ofTab, store, stored, storedJson } from "./storage.mjs";

/** @typedef {{ by: "start" | "interview", date: string }} Chosen */

const KEY = "atlas.path";
const STOP = "atlas.stop";
const DATE = "atlas.date";

/** The id of the path that this tab is on, as it was written; null without one. */
export const here = () => new URLSearchParams(location.search).get("path") ?? stored(ofTab, KEY);

/** The id of the path that was followed last in this browser, as it was written; null without one. */
export const last = () => stored(ofBrowser, KEY);

/**
 * From now on this tab is on a path, or on none.
 * @param {string | null} id
 */
export function follow(id) {
  store(ofTab, KEY, id);
  if (id !== null) store(ofBrowser, KEY, id);
}

/** Whether a link of the path led to this page, and not one in a text. */
export const led = () => new URLSearchParams(location.search).has("path");

/** The concept to which a link of the path led last in this tab, as it was written; null without one. */
export const stop = () => stored(ofTab, STOP);

/** @param {string} concept */
export const stopAt = (concept) => store(ofTab, STOP, concept);

/**
 * The date that the reader plans by, as it was written. It is the same for all paths.
 * @returns {{ by?: unknown, date?: unknown } | null}
 */
export function chosenDate() {
  const value = storedJson(ofBrowser, DATE);
  return typeof value === "object" ? value : null;
}

/** @param {Chosen | null} chosen */
export function keepDate(chosen) {
  store(ofBrowser, DATE, chosen && JSON.stringify(chosen));
}

/** @returns {Promise<import("./plan.mjs").Plans>} */
export const plans = async () => JSON.parse(await readText(address("../paths.json")));

/**
 * The address of a page of this site, given from its top, with the path that leads there.
 * @param {string} href
 * @param {string} [id]
 */
export function onPath(href, id) {
  const there = address(`../../${href}`);
  if (id) there.searchParams.set("path", id);
  return there.href;
}

/**
 * The address of the questions of a part of a path, counted from 1.
 * @param {import("./plan.mjs").Plans} all
 * @param {string} id
 * @param {number} part
 */
export function quizOf(all, id, part) {
  const there = new URL(onPath(all.session, id));
  there.searchParams.set("part", String(part));
  return there.href;
}
