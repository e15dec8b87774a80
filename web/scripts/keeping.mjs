// Keeps what a reader has from being lost: copies, the reminder of them, what the browser is asked, and the panel that saves,
// loads and deletes.

import { isRecord } from "./answers.mjs";
import { readBank } from "./bank.mjs";
import { element, needed } from "./controls.mjs";
import { anonymous } from "./pilot.mjs";
import { download, saveLog, standing } from "./progress.mjs";
import { need, report } from "./start.mjs";
import { ofBrowser, store, stored, storedJson } from "./storage.mjs";
import { say } from "./words.mjs";

/** @typedef {import("./progress.mjs").Log} Log */
/** @typedef {{ saved: number, later: number }} Copies How many events there were at the last copy, and when it was put off. */

const PILOT = "alignment-atlas-pilot.json";
const SAVED = "atlas.saved";
const PERSIST = "atlas.persist";
// After so many events without a copy, readers are reminded; after so many answers, the browser is asked.
const MANY = 100;
const SOME = 10;

/**
 * What was kept about copies, which may be damaged; what is more than there is now was deleted since.
 * @param {unknown} value
 * @param {number} size how many events there are
 * @returns {Copies}
 */
export function copiesOf(value, size) {
  /** @param {unknown} count */
  const upTo = (count) => (typeof count === "number" && count > 0 ? Math.min(Math.floor(count), size) : 0);
  return isRecord(value) ? { saved: upTo(value.saved), later: upTo(value.later) } : { saved: 0, later: 0 };
}

/** @param {Log} log */
function copies(log) {
  const kept = storedJson(ofBrowser, SAVED);
  const now = copiesOf(kept, log.size);
  // Kept at once: after more answers nobody could tell that some were deleted.
  if (kept !== null && JSON.stringify(kept) !== JSON.stringify(now)) keepCopies(now);
  return now;
}

/** @param {Copies} now */
const keepCopies = (now) => store(ofBrowser, SAVED, JSON.stringify(now));

/**
 * Saves all that the log has as a file, and returns the name of the file.
 * @param {Log} log
 */
export function saveCopy(log) {
  const name = saveLog(log);
  keepCopies({ saved: log.size, later: 0 });
  return name;
}

/**
 * Whether it is time for a copy.
 * @param {Log} log
 */
export function reminderDue(log) {
  const { saved, later } = copies(log);
  return log.size - Math.max(saved, later) >= MANY;
}

/**
 * Reminds the reader to save a copy, if it is time. Otherwise the place is left as it is.
 * @param {HTMLElement} place
 * @param {Log} log
 */
export function reminder(place, log) {
  if (!reminderDue(log)) return;
  /**
   * @param {string} words
   * @param {() => string} act returns what was done, in words
   */
  const button = (words, act) => {
    const made = element("button", { type: "button" }, words);
    made.addEventListener("click", () => {
      const said = element("p", { tabIndex: -1 }, act());
      place.replaceChildren(said);
      said.focus();
    });
    return made;
  };
  const save = button(WORDS.reminder_save, () => say(WORDS.reminder_saved, { file: saveCopy(log) }));
  const later = button(WORDS.reminder_later, () => {
    keepCopies({ ...copies(log), later: log.size });
    return say(WORDS.reminder_put_off, { count: MANY });
  });
  const count = log.size - copies(log).saved;
  place.replaceChildren(element("p", {}, say(WORDS.reminder_says, { count })), element("div", { className: "aa-controls" }, save, later));
}

/**
 * After some answers, asks the browser once not to delete them on its own, and keeps what it said: "granted", "denied" or
 * "unsupported". To be called while an answer is handled, since browsers may ask the reader.
 * @param {Log} log
 */
export async function persistAfter(log) {
  if (!log.lasting || stored(ofBrowser, PERSIST)) return;
  if (log.size < SOME || log.events.filter((event) => "question" in event).length < SOME) return;
  store(ofBrowser, PERSIST, "asked"); // the reader may leave before the browser answers
  const granted = await navigator.storage?.persist?.().catch(() => false);
  store(ofBrowser, PERSIST, granted === undefined ? "unsupported" : granted ? "granted" : "denied");
}

/**
 * How far the reader is with some questions, in words.
 * @param {Log} log
 * @param {Iterable<readonly [name: string, rev: number]>} questions
 */
export function summaryOf(log, questions) {
  const latest = log.latestOfAll();
  const reached = [...questions].map(([name, rev]) => standing(latest.get(name), rev));
  /** @param {string} wanted */
  const count = (wanted) => reached.filter((one) => one === wanted).length;
  const [right, missed] = [count("right"), count("missed")];
  return right + missed
    ? say(WORDS.progress_summary, { answered: right + missed, count: reached.length, right, missed })
    : WORDS.progress_none;
}

/**
 * Makes the panel work that saves, loads and deletes.
 * @param {HTMLElement} place the panel, or what holds it
 * @param {Log} log
 */
export function backupPanel(place, log) {
  const news = needed(place, "#progress > [role=status]");
  const file = need("#import", HTMLInputElement, place);
  const reset = needed(place, "#reset");
  needed(place, "#export").addEventListener("click", () => saveCopy(log));
  needed(place, "#pilot").addEventListener("click", async () => {
    try {
      const bank = await readBank();
      await log.whole();
      download(PILOT, anonymous(log.events, bank));
    } catch (error) {
      report("pilot", error);
      news.textContent = WORDS.pilot_fails;
    }
  });
  file.addEventListener("change", async () => {
    const given = file.files?.[0];
    if (!given) return;
    const result = log.imported(await given.text().catch(() => ""));
    file.value = "";
    if (!result) {
      news.textContent = say(WORDS.import_refused, { file: given.name });
      return;
    }
    // They are in a file.
    const { saved, later } = copies(log);
    keepCopies({ saved: saved + result.added, later });
    const refused = result.refused ? ` ${say(WORDS.entries_refused, { count: result.refused })}` : "";
    const kept = log.lasting ? "" : ` ${WORDS.import_not_kept}`;
    news.textContent = say(WORDS.import_result, { count: result.added, file: given.name }) + refused + kept;
  });
  reset.addEventListener("click", () => {
    const removed = log.clear();
    const undo = element("button", { type: "button" }, WORDS.undo);
    undo.addEventListener("click", () => {
      log.restore(removed);
      news.textContent = WORDS.answers_restored;
    });
    news.replaceChildren(`${say(WORDS.answers_deleted, { count: removed.length })} `, undo);
    const folded = reset.closest("details");
    if (folded) folded.open = false;
  });
}
