// Opens search: the button in the header, "/" and Ctrl+K or Cmd+K. All the rest is fetched when it is opened.

import { part } from "./parts.mjs";

const SLASH = "atlas-search-slash";
const button = document.querySelector(".aa-search-open");
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

/** Keeps the setting if it can be kept. */
function store(on) {
  try {
    if (on) localStorage.removeItem(SLASH);
    else localStorage.setItem(SLASH, "off");
  } catch {
    // The key opens search again on the next page.
  }
}

function typing(target) {
  return Boolean(target.closest?.("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])"));
}

async function open() {
  opened ??= part("search-dialog").then(({ makeDialog }) =>
    makeDialog(new URL(button.dataset.search, document.baseURI).href, slash),
  );
  try {
    (await opened).open();
  } catch (error) {
    opened = undefined; // so that the next try fetches again
    throw error;
  }
}

if (button) {
  button.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const short = event.key === "/" && plain && !typing(event.target) && slash.get();
    const chord = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (event.defaultPrevented || !(short || chord)) return;
    event.preventDefault();
    open();
  });
}
