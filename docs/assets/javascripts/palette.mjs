// The button that chooses between the light palette, the dark one and that of the system. The script in the head of each
// page applies the choice before anything is painted.

const KEY = "atlas.palette";
const CHOICES = ["", "default", "slate"];
const NAMES = { "": "Palette of the system", default: "Light palette", slate: "Dark palette" };
const root = document.documentElement;
const button = document.getElementById("palette");

function show(choice) {
  if (choice) root.dataset.mdColorScheme = choice;
  else delete root.dataset.mdColorScheme;
  for (const icon of button.children) icon.toggleAttribute("hidden", icon.dataset.palette !== choice);
  const next = CHOICES[(CHOICES.indexOf(choice) + 1) % CHOICES.length];
  button.title = `${NAMES[choice]}; change to: ${NAMES[next].toLowerCase()}`;
  button.setAttribute("aria-label", button.title);
  button.value = next;
}

const known = (choice) => (CHOICES.includes(choice) ? choice : "");

show(known(root.dataset.mdColorScheme ?? ""));
button.addEventListener("click", () => {
  show(button.value);
  try {
    localStorage.setItem(KEY, root.dataset.mdColorScheme ?? "");
  } catch {
    // Without storage the choice lasts as long as the page.
  }
});
addEventListener("storage", (event) => {
  if (event.key === KEY) show(known(event.newValue ?? ""));
});
