// The reader's note on the page of a concept. While it is typed it is a draft; it becomes an event of the log when the
// field is left, when the page is, or after a pause.

import { isRecord } from "./answers.mjs";
import { element, needed } from "./controls.mjs";
import { LONGEST } from "./progress.mjs";

/** @typedef {import("./progress.mjs").Log} Log */

const PAUSE = 20_000; // in milliseconds
const SHOWN = 60;

/**
 * The first words of a note, on one line.
 * @param {string} note
 */
export function firstWords(note) {
  const signs = [...note.trim().replace(/\s+/g, " ")];
  const cut = signs.slice(0, SHOWN).join("");
  return signs.length > SHOWN ? `${cut.replace(/ \S{0,20}$/u, "")}…` : cut;
}

/**
 * What becomes of a note that was changed in two places: both, one after the other, if there is room.
 * @param {string} base what both began with
 * @param {string} mine
 * @param {string} theirs
 */
export function joined(base, mine, theirs) {
  if (mine === base) return theirs;
  if (theirs === base || mine.includes(theirs)) return mine;
  if (theirs.includes(mine)) return theirs;
  const both = `${theirs}\n\n${mine}`;
  return both.length > LONGEST ? mine : both;
}

/**
 * What was typed and not written yet; null if that is damaged.
 * @param {unknown} value
 * @returns {import("./progress.mjs").NoteDraft | null}
 */
export function draftOf(value) {
  const { note, base } = isRecord(value) ? value : {};
  return isShort(note) && isShort(base) ? { note, base } : null;
}

/**
 * @param {unknown} text
 * @returns {text is string}
 */
const isShort = (text) => typeof text === "string" && text.length <= LONGEST;

/**
 * Shows the note on a concept, to be read and changed; a second time it does nothing.
 * @param {HTMLElement} fold
 * @param {string} concept
 * @param {Log} log
 */
export function show(fold, concept, log) {
  if (fold.querySelector("textarea")) return;
  const summary = needed(fold, "summary");
  const says = element("p", { id: "note-says", className: "aa-small", attributes: { role: "status" } });
  const field = element("textarea", { rows: 6, maxLength: LONGEST, attributes: { "aria-label": WORDS.note, "aria-describedby": says.id } });
  let base = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;

  const name = () => {
    const note = log.note(concept);
    const words = log.lasting ? WORDS.note_says : WORDS.note_not_kept;
    if (says.textContent !== words) says.textContent = words;
    summary.replaceChildren(...(note ? [`${WORDS.note_begins} `, element("bdi", {}, firstWords(note))] : [WORDS.note]));
  };
  const read = () => {
    base = log.note(concept);
    if (field.value !== base) field.value = base;
  };
  const write = () => {
    clearTimeout(waiting);
    if (field.value !== base) log.writeNote(concept, joined(base, field.value, log.note(concept)), base);
    read();
    name();
  };

  field.addEventListener("input", () => {
    log.keepDraft(concept, { note: field.value, base });
    clearTimeout(waiting);
    waiting = setTimeout(write, PAUSE);
  });
  field.addEventListener("blur", write);
  addEventListener("pagehide", write);
  // Phones end pages that are out of sight without another word.
  document.addEventListener("visibilitychange", write);
  log.onChange(() => {
    name();
    const busy = field.value !== base || (document.hasFocus() && document.activeElement === field);
    if (!busy) read();
  });
  read();
  // What was typed on a page that did not end in good order.
  const draft = draftOf(log.anyDraft(concept));
  if (draft) {
    base = draft.base;
    field.value = draft.note;
    write();
  }
  name();
  needed(fold, "div").replaceChildren(says, field);
}
