// The menu: a button opens the drawer of a small screen, Escape closes it, and labels of groups work by keyboard.

import { need } from "./start.mjs";

export function menu() {
  const drawer = need("#__drawer", HTMLInputElement);
  const button = need("#menu", HTMLButtonElement);

  /** @param {boolean} open */
  function opened(open) {
    drawer.checked = open;
    button.setAttribute("aria-expanded", String(open));
  }

  button.addEventListener("click", () => {
    opened(!drawer.checked);
    /** @type {HTMLAnchorElement | null} */
    const first = document.querySelector(".md-sidebar--primary a[href]");
    if (drawer.checked) first?.focus({ preventScroll: true });
  });
  drawer.addEventListener("change", () => opened(drawer.checked));
  document.addEventListener("keydown", (event) => {
    /** @type {HTMLLabelElement | null} */
    const label = event.target instanceof Element ? event.target.closest("label[tabindex][for]") : null;
    if (label && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      label.click();
    }
    if (event.key === "Escape" && drawer.checked) {
      opened(false);
      button.focus();
    }
  });

  const current = document.querySelector(".md-sidebar--primary .md-nav__link--active");
  const frame = current?.closest(".md-sidebar__scrollwrap");
  if (current && frame && frame.scrollHeight > frame.clientHeight) {
    frame.scrollTop = current.getBoundingClientRect().top - frame.getBoundingClientRect().top - frame.clientHeight / 3;
  }
}
