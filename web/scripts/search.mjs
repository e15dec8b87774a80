// Opens search: the button in the header, "/" and Ctrl+K or Cmd+K. All the rest is fetched when it is opened.

import { part } from "./parts.mjs";
import { report } from "./start.mjs";

const SLASH = "atlas-search-slash";
/** @type {HTMLButtonElement | null} */
const button = document.querySelector(".aa-search-open");
/** @type {Promise<{ open: (query?: string) => void }> | undefined} */
let opened;

/** Whether "/" opens search; readers can switch it off, since speech input may type it. */
export const slash = { get: () => stored() !== "off", set: store };

/** What is kept of the setting; nothing where a browser denies storage. */
function stored() {
  try {
    return localStorage.getItem(SLASH);
  } catch {
    return null;
  }
}

/**
 * Keeps the setting if it can be kept.
 * @param {boolean} on
 */
function store(on) {
  try {
    if (on) localStorage.removeItem(SLASH);
    else localStorage.setItem(SLASH, "off");
  } catch {
    // The key opens search again on the next page.
  }
}

/** @param {EventTarget | null} target */
function typing(target) {
  const fields = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])";
  return target instanceof Element && target.closest(fields) !== null;
}

async function open(query = "") {
  opened ??= part("search-dialog").then(({ makeDialog }) =>
    makeDialog(new URL(button?.dataset.search ?? "search/", document.baseURI).href, slash),
  );
  try {
    (await opened).open(query);
  } catch (error) {
    opened = undefined; // so that the next try fetches again
    report("search", error);
    apologize();
  }
}

/** Says in a small dialog that search is missing, and what readers can do instead. */
function apologize() {
  if (document.querySelector("dialog[open]")) return;
  const dialog = document.createElement("dialog");
  dialog.className = "aa-search";
  dialog.setAttribute("aria-label", WORDS.search);
  const words = document.createElement("p");
  words.textContent = WORDS.search_fails;
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = WORDS.close;
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  dialog.append(words, close);
  document.body.append(dialog);
  dialog.showModal();
}

export function search() {
  if (!button) return;
  button.addEventListener("click", () => open());
  for (const other of document.querySelectorAll(".aa-find-open")) {
    if (other instanceof HTMLElement) other.addEventListener("click", () => open(other.dataset.query));
  }
  document.addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const short = event.key === "/" && plain && !typing(event.target) && slash.get();
    const chord = event.key?.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (event.defaultPrevented || !(short || chord)) return;
    event.preventDefault();
    open();
  });
}
