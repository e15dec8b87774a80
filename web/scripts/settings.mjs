// The settings of reviews, kept in this browser.

import { isRecord } from "./answers.mjs";
import { learningDay } from "./due.mjs";
import { checkedSettings } from "./memory.mjs";
import { dayOf } from "./plan.mjs";
import { ofBrowser, store, storedJson } from "./storage.mjs";
import { chosenDate } from "./way.mjs";

/** @typedef {import("./memory.mjs").Settings} Settings */

const KEY = "atlas.review";

/**
 * The settings of this browser. The exam is the interview by which the reader plans learning paths.
 * @returns {Settings}
 */
export function readSettings() {
  const kept = storedJson(ofBrowser, KEY);
  const chosen = chosenDate();
  const day = chosen?.by === "interview" ? dayOf(chosen.date) : null;
  return checkedSettings({ ...(isRecord(kept) ? kept : {}), exam: day && learningDay(day.getTime()) });
}

/**
 * Keeps the settings in this browser, without the exam, which `keepDate` keeps.
 * @param {{ retention: number, perDay: number }} settings
 */
export function writeSettings(settings) {
  const { retention, perDay } = checkedSettings(settings);
  store(ofBrowser, KEY, JSON.stringify({ retention, perDay }));
}
