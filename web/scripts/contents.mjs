// Follows the reader: the table of contents marks the section in view, and the header shows the page's title once the
// page's own has left the screen.

import { named } from "./address.mjs";

const links = [...document.querySelectorAll(".md-sidebar--secondary .md-nav__link[href^='#']")].filter(
  (link) => link instanceof HTMLAnchorElement,
);
const entries = links.flatMap((link) => {
  const heading = named(link.hash);
  return heading ? [{ link, heading }] : [];
});
const title = document.querySelector("[data-md-component=header-title]");
const first = document.querySelector("article h1");
const UNDER_HEADER = 96;

let waiting = false;
/** @type {HTMLAnchorElement | null} */
let marked = null;

function follow() {
  waiting = false;
  if (first) title?.classList.toggle("md-header__title--active", first.getBoundingClientRect().bottom < UNDER_HEADER / 2);
  const passed = entries.filter(({ heading }) => heading.getBoundingClientRect().top < UNDER_HEADER);
  const now = passed.at(-1)?.link ?? null;
  if (now === marked) return;
  marked?.classList.remove("md-nav__link--active");
  marked?.removeAttribute("aria-current");
  now?.classList.add("md-nav__link--active");
  now?.setAttribute("aria-current", "location");
  marked = now;
  const frame = now?.closest(".md-sidebar__scrollwrap");
  if (now && frame && frame.scrollHeight > frame.clientHeight) {
    const [inner, outer] = [now.getBoundingClientRect(), frame.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) frame.scrollTop += inner.top - outer.top - outer.height / 2;
  }
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
