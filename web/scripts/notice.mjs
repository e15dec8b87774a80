// Says once a page that something is wrong with what is kept.

import { element } from "./controls.mjs";
import { saveLog } from "./progress.mjs";
import { say } from "./words.mjs";

/** @type {Map<string, { place: Element, count: number }>} By its reason, where it was said and of how many entries. */
const warned = new Map();

/**
 * @param {Element} place where the notice goes
 * @param {import("./progress.mjs").Log} log
 */
export function warn(place, log) {
  const { lasting, damaged } = log;
  const reason = !lasting ? "lasting" : damaged ? "damaged" : null;
  const said = reason && warned.get(reason);
  // Another tab's entries come in batches, so the number may grow.
  if (!reason || (said && (said.place !== place || said.count === damaged))) return;
  warned.set(reason, { place, count: damaged });
  if (lasting) {
    place.replaceChildren(say(WORDS.entries_damaged, { count: damaged }));
    return;
  }
  const save = element("button", { type: "button" }, WORDS.progress_save);
  save.addEventListener("click", () => saveLog(log));
  place.replaceChildren(`${WORDS.answers_not_kept} `, save);
}
