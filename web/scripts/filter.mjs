// Narrows a list by the choices of the form above it. Each entry carries its values as data attributes named like the
// form's fields; the choices are kept in the address, so that a view can be shared.

import { named } from "./address.mjs";
import { need, start } from "./start.mjs";
import { say } from "./words.mjs";

/** @param {HTMLFormElement} form */
function narrow(form) {
  const entries = [...need(`#${form.dataset.filter}`, HTMLElement).children].filter((entry) => entry instanceof HTMLElement);
  const fields = [...form.querySelectorAll("select")].filter((field) => field.name);
  const output = need("output", HTMLOutputElement, form);

  const apply = () => {
    const chosen = fields.filter((field) => field.value);
    for (const entry of entries) entry.hidden = chosen.some((field) => entry.dataset[field.name] !== field.value);
    const shown = entries.filter((entry) => !entry.hidden).length;
    output.textContent = chosen.length ? say(WORDS.filter_some, { shown, all: entries.length }) : say(WORDS.filter_all, { count: entries.length });
  };

  const read = () => {
    const wanted = new URLSearchParams(location.search);
    for (const field of fields) field.value = wanted.get(field.name) ?? "";
    for (const field of fields) if (field.selectedIndex < 0) field.selectedIndex = 0;
    apply();
  };

  form.addEventListener("change", () => {
    const address = new URL(location.href);
    for (const field of fields) {
      if (field.value) address.searchParams.set(field.name, field.value);
      else address.searchParams.delete(field.name);
    }
    history.replaceState(null, "", address);
    apply();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", () => {
    const target = named(location.hash);
    if (target?.hidden) {
      form.reset();
      apply();
      target.scrollIntoView();
    }
  });
  read();
}

export function filters() {
  for (const form of document.querySelectorAll("form")) {
    if (!form.dataset.filter) continue;
    start("filter", () => narrow(form), "form[data-filter] output", WORDS.filter_fails);
  }
}
