// Opens what is folded: the parts around the place that the address names, and everything while the page is printed.

import { named } from "./address.mjs";

const FOLDED = "details:not([open])";

/** @type {HTMLDetailsElement[]} */
let opened = [];

function reveal() {
  const target = named(location.hash);
  /** @type {HTMLDetailsElement | null | undefined} */
  let folded = target?.closest(FOLDED);
  if (!target || !folded) return;
  while (folded) {
    folded.open = true;
    folded = folded.parentElement?.closest(FOLDED);
  }
  target.scrollIntoView();
}

export function disclosure() {
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(FOLDED)].filter((part) => part instanceof HTMLDetailsElement);
    for (const part of opened) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of opened) part.open = false;
    opened = [];
  });
  addEventListener("hashchange", reveal);
  reveal();
}
