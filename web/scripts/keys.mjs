// The keys of a session. They work inside of the question alone, and can be switched off.

import { element } from "./controls.mjs";
import { ofBrowser, store, stored } from "./storage.mjs";

const KEY = "atlas.keys";
const OFF = "off";

/** @returns {[keys: string, what: string][]} */
const table = () => [
  [WORDS.keys_letters, WORDS.keys_choose],
  ["1", WORDS.confidence_guess],
  ["2", WORDS.confidence_unsure],
  ["3", WORDS.confidence_sure],
  ["0", WORDS.i_dont_know],
  [WORDS.keys_enter_name, WORDS.keys_enter],
  ["?", WORDS.keys_list],
];

const on = () => stored(ofBrowser, KEY) !== OFF;

/**
 * Whether a key is for the element that has the focus.
 * @param {KeyboardEvent} event
 */
function taken({ key, target, altKey, ctrlKey, metaKey, isComposing }) {
  if (altKey || ctrlKey || metaKey || isComposing || !(target instanceof Element)) return true;
  if (target.matches("textarea, dialog *") || (target.matches("select") && !/^[0-3]$/.test(key))) return true;
  if (target.matches("input:not([type=radio], [type=checkbox])")) return key !== "Enter" || !(/** @type {HTMLInputElement} */ (target).readOnly);
  return key === "Enter" && target.matches("button, a, summary");
}

/**
 * @param {HTMLElement} place the element that holds the question
 * @param {() => import("./question.mjs").Question | null} current
 * @returns {HTMLElement} the line that names the keys, with the list of all
 */
export function keys(place, current) {
  const dialog = element("dialog", { className: "aa-key-list", attributes: { "aria-labelledby": "keys" } });
  const box = element("input", { type: "checkbox", checked: on() });
  box.addEventListener("change", () => store(ofBrowser, KEY, box.checked ? null : OFF));
  const close = element("button", { type: "button", autofocus: true }, WORDS.close);
  close.addEventListener("click", () => dialog.close());
  const rows = table().map(([key, what]) => element("div", {}, element("dt", {}, element("kbd", {}, key)), element("dd", {}, what)));
  dialog.append(
    element("p", { className: "aa-voice", id: "keys" }, WORDS.keys_title),
    element("dl", {}, ...rows),
    element("label", {}, box, ` ${WORDS.keys_use}`),
    close,
  );
  const open = element("button", { type: "button", className: "aa-plain" }, WORDS.keys_title);
  open.addEventListener("click", () => dialog.showModal());

  place.addEventListener("keydown", (event) => {
    const question = current();
    if (!question || taken(event) || !on()) return;
    if (event.repeat && event.key === "Enter") event.preventDefault();
    else if (press(question, event.key)) event.preventDefault();
    else if (event.key === "?") dialog.showModal();
    else return;
    event.stopPropagation();
  });
  return element("div", { className: "aa-keys" }, open, dialog);
}

/**
 * Whether a key means something to a question.
 * @param {import("./question.mjs").Question} question
 * @param {string} key
 */
function press(question, key) {
  if (question.grade) {
    if (key === "Enter") question.go.click();
    return key === "Enter";
  }
  if (question.open && key !== "0") return false;
  if (key === "0") {
    question.unknown.click();
    return true;
  }
  const sure = ["guess", "unsure", "sure"][["1", "2", "3"].indexOf(key)] ?? (key === "Enter" ? "unsure" : null);
  if (sure) {
    question.submit(sure);
    return true;
  }
  const place = key.length === 1 ? key.toUpperCase().charCodeAt(0) - 65 : -1;
  const input = question.root.querySelectorAll(".aa-options input")[place];
  if (!(input instanceof HTMLInputElement)) return false;
  input.focus();
  input.click();
  return true;
}
