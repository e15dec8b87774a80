// The button that chooses between the light palette, the dark one and that of the system. The script in the head of each
// page applies the choice before anything is painted.

import { need } from "./start.mjs";

const KEY = "atlas.palette";
const CHOICES = ["", "default", "slate"];
const NAMES = ["Palette of the system", "Light palette", "Dark palette"];
const root = document.documentElement;

export function palette() {
  const button = need("#palette", HTMLButtonElement);

  /** @param {string | null | undefined} wanted */
  function show(wanted) {
    const place = Math.max(0, CHOICES.indexOf(wanted ?? ""));
    const choice = CHOICES[place];
    const next = (place + 1) % CHOICES.length;
    if (choice) root.dataset.mdColorScheme = choice;
    else delete root.dataset.mdColorScheme;
    for (const icon of button.children) icon.toggleAttribute("hidden", icon.getAttribute("data-palette") !== choice);
    button.title = `${NAMES[place]}; change to: ${NAMES[next].toLowerCase()}`;
    button.setAttribute("aria-label", button.title);
    button.value = CHOICES[next];
  }

  show(root.dataset.mdColorScheme);
  button.addEventListener("click", () => {
    show(button.value);
    try {
      localStorage.setItem(KEY, root.dataset.mdColorScheme ?? "");
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  });
  addEventListener("storage", (event) => {
    if (event.key === KEY) show(event.newValue);
  });
}
