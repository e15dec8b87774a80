// The menu: a button opens the drawer of a small screen, Escape closes it, and labels of groups work by keyboard.

const drawer = document.getElementById("__drawer");
const button = document.getElementById("menu");

function opened(open) {
  drawer.checked = open;
  button.setAttribute("aria-expanded", String(open));
}

button.addEventListener("click", () => {
  opened(!drawer.checked);
  if (drawer.checked) document.querySelector(".md-sidebar--primary a[href]").focus({ preventScroll: true });
});
drawer.addEventListener("change", () => opened(drawer.checked));
document.addEventListener("keydown", (event) => {
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
if (frame && frame.scrollHeight > frame.clientHeight) {
  frame.scrollTop = current.getBoundingClientRect().top - frame.getBoundingClientRect().top - frame.clientHeight / 3;
}
