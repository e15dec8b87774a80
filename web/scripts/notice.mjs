// Says once a page that something is wrong with what is kept.

import { element } from "./controls.mjs";
import { saveLog } from "./progress.mjs";
import { say } from "./words.mjs";

const warned = new Set();

/**
 * @param {Element} place where the notice goes
 * @param {import("./progress.mjs").Log} log
 */
export function warn(place, log) {
  const { lasting, damaged } = log;
  const reason = !lasting ? "lasting" : damaged ? "damaged" : null;
  if (!reason || warned.has(reason)) return;
  warned.add(reason);
  if (lasting) {
    place.replaceChildren(say(WORDS.entries_damaged, { count: damaged }));
    return;
  }
  const save = element("button", { type: "button" }, WORDS.progress_save);
  save.addEventListener("click", () => saveLog(log));
  place.replaceChildren(`${WORDS.answers_not_kept} `, save);
}
