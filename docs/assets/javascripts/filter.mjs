// Narrows a list by the choices of the form above it. Each entry carries its values as data attributes named like the
// form's fields; the choices are kept in the address, so that a view can be shared.

for (const form of document.querySelectorAll("form[data-filter]")) {
  const entries = [...document.getElementById(form.dataset.filter).children];
  const fields = [...form.elements].filter((field) => field.name);
  const output = form.querySelector("output");

  const apply = () => {
    const chosen = fields.filter((field) => field.value);
    for (const entry of entries) entry.hidden = chosen.some((field) => entry.dataset[field.name] !== field.value);
    const shown = entries.filter((entry) => !entry.hidden).length;
    output.textContent = chosen.length ? `${shown} of ${entries.length}` : `${entries.length} in all`;
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
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.hidden) {
      form.reset();
      apply();
      target.scrollIntoView();
    }
  });
  read();
}
