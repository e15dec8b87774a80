// Follows the reader: the list of what is on the page marks the section in view.

import { named } from "./address.mjs";

const links = [...document.querySelectorAll(".aa-toc a[href^='#']")].filter((link) => link instanceof HTMLAnchorElement);
const entries = links.flatMap((link) => {
  const heading = named(link.hash);
  return heading ? [{ link, heading }] : [];
});
const UNDER_TOP = 96;

let waiting = false;
/** @type {HTMLAnchorElement | null} */
let marked = null;

function follow() {
  waiting = false;
  const passed = entries.filter(({ heading }) => heading.getBoundingClientRect().top < UNDER_TOP);
  const now = passed.at(-1)?.link ?? null;
  if (now === marked) return;
  marked?.removeAttribute("aria-current");
  now?.setAttribute("aria-current", "location");
  marked = now;
  now?.scrollIntoView({ block: "nearest" });
}

export function contents() {
  addEventListener(
    "scroll",
    () => {
      if (!waiting) requestAnimationFrame(follow);
      waiting = true;
    },
    { passive: true },
  );
}
