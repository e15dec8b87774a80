// What the reader has reached with each question of a list.

import { needed } from "./controls.mjs";
import { standing } from "./progress.mjs";

/** @type {Record<string, string>} */
const WORDS_OF = { new: "", right: WORDS.standing_right, missed: WORDS.standing_missed, changed: WORDS.standing_changed };

/**
 * Shows it from now on.
 * @param {ParentNode} list
 * @param {import("./progress.mjs").Log} log
 */
export function signs(list, log) {
  const entries = [...list.querySelectorAll(".aa-bank > li")].filter((entry) => entry instanceof HTMLElement);
  const marked = entries.map((entry) => ({ entry, sign: needed(entry, ".aa-reached") }));
  const show = () => {
    const latest = log.latestOfAll();
    for (const { entry, sign } of marked) {
      const reached = standing(latest.get(entry.dataset.question ?? ""), Number(entry.dataset.rev));
      entry.dataset.standing = reached;
      sign.textContent = WORDS_OF[reached];
    }
  };
  log.onChange(show);
  show();
}
