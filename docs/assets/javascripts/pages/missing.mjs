// An address that does not exist.
import "./page.mjs";
import { lastName, nearest } from "../missing.mjs";

const box = document.getElementById("nearest");
const links = [...document.querySelectorAll("#pages a")];
const names = links.map((link) => [lastName(new URL(link.href).pathname), ...(link.dataset.names ?? "").split(" ")]);
const places = nearest(location.pathname, names);
for (const place of places) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = links[place].href;
  link.textContent = links[place].textContent;
  item.append(link);
  box.querySelector("ul").append(item);
}
box.hidden = !places.length;
