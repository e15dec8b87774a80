// Opens what is folded: the question that the address names, the parts around the place, and everything while the page is printed.

import { named } from "./address.mjs";

const NOT_OPEN = ":not([open])";
const FOLDED = `details${NOT_OPEN}`;

/** @type {HTMLDetailsElement[]} */
let opened = [];

function reveal() {
  const target = named(location.hash);
  /** @type {HTMLDetailsElement | null | undefined} */
  let folded = target?.querySelector(`:scope > .aa-asked${NOT_OPEN}`) ?? target?.closest(FOLDED);
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
