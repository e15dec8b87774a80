// The choice between the light colors, the dark ones and those of the system. The script in the head of each page applies
// it before anything is painted.

import { need } from "./start.mjs";

const KEY = "atlas.palette";
const root = document.documentElement;

export function palette() {
  const choices = [...need("#palette", HTMLFieldSetElement).elements].filter((one) => one instanceof HTMLInputElement);

  /** @param {string | null | undefined} wanted */
  function show(wanted) {
    const chosen = choices.find(({ value }) => value === wanted) ?? choices[0];
    chosen.checked = true;
    if (chosen.value) root.dataset.mdColorScheme = chosen.value;
    else delete root.dataset.mdColorScheme;
  }

  show(root.dataset.mdColorScheme);
  for (const choice of choices) {
    choice.addEventListener("change", () => {
      show(choice.value);
      try {
        localStorage.setItem(KEY, choice.value);
      } catch {
        // Without storage the choice lasts as long as the page.
      }
    });
  }
  addEventListener("storage", (event) => {
    if (event.key === KEY) show(event.newValue);
  });
}
