// On the page of a concept: if the reader is on a learning path, its bar is fetched.

import { part } from "./parts.mjs";
import { progress } from "./progress.mjs";
import { report } from "./start.mjs";
import { here } from "./way.mjs";

export function bar() {
  const article = document.querySelector("article[data-concept]");
  const place = document.querySelector(".aa-path-place");
  const id = here();
  if (!(article instanceof HTMLElement) || !(place instanceof HTMLElement) || !id) return;
  part("path-bar")
    .then(({ show }) => show(id, article.dataset.concept ?? "", place, progress()))
    .catch((error) => {
      document.documentElement.classList.remove("on-path");
      report("path", error);
    });
}
