// An address that does not exist.
import "./page.mjs";
import { lastName, nearest } from "../missing.mjs";
import { need, start } from "../start.mjs";

function suggest() {
  const box = need("#nearest", HTMLElement);
  const list = need("ul", HTMLElement, box);
  const links = [...document.querySelectorAll("#pages a")].filter((link) => link instanceof HTMLAnchorElement);
  const names = links.map((link) => [lastName(link.pathname), ...(link.dataset.names ?? "").split(" ")]);
  const places = nearest(location.pathname, names);
  for (const place of places) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = links[place].href;
    link.textContent = links[place].textContent;
    item.append(link);
    list.append(item);
  }
  box.hidden = !places.length;
}

start("suggestions", suggest);
