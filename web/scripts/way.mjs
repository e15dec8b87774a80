// The learning path that the reader is on: in the address, so that a link keeps it; in the tab, so that another tab may
// have another one; and in the browser, so that it can be continued later. Stored values may be damaged or denied.

import { address, readText } from "./parts.mjs";

/** @typedef {{ by: "start" | "interview", date: string }} Chosen */

const KEY = "atlas.path";
const DATES = "atlas.dates";

/**
 * @param {() => Storage} storage
 * @param {string} key
 */
function stored(storage, key) {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

/**
 * @param {() => Storage} storage
 * @param {string} key
 * @param {string | null} value
 */
function store(storage, key, value) {
  try {
    if (value === null) storage().removeItem(key);
    else storage().setItem(key, value);
  } catch {
    // The path stays in the address.
  }
}

const ofTab = () => sessionStorage;
const ofBrowser = () => localStorage;

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

/** @returns {Record<string, Chosen>} */
function allDates() {
  try {
    const value = JSON.parse(stored(ofBrowser, DATES) ?? "{}");
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}

/**
 * The date that the reader gave a path, as it was written.
 * @param {string} id
 * @returns {{ by?: unknown, date?: unknown } | null}
 */
export function dateOf(id) {
  const dates = allDates();
  const value = Object.hasOwn(dates, id) ? dates[id] : null;
  return typeof value === "object" ? value : null;
}

/**
 * @param {string} id
 * @param {Chosen | null} chosen
 */
export function keepDate(id, chosen) {
  const { [id]: _, ...others } = allDates();
  store(ofBrowser, DATES, JSON.stringify(chosen ? { ...others, [id]: chosen } : others));
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
