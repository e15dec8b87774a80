// What moves a figure is fetched when the figure comes near the screen.

import { part } from "./parts.mjs";
import { report } from "./start.mjs";

const NEAR = "400px";

/** @type {WeakSet<Element>} */
const watched = new WeakSet();

/** @param {ParentNode} scope where figures stand that may come near */
export function figures(scope = document) {
  const found = [...scope.querySelectorAll(".aa-moving")].filter((one) => !watched.has(one));
  if (!found.length) return;
  const watch = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        watch.unobserve(target);
        part("figures")
          .then(({ move }) => move(target))
          .catch((error) => {
            report("figures", error);
            /** @type {Element} */ (target.querySelector(".aa-sliders")).textContent = WORDS.figure_fails;
          });
      }
    },
    { rootMargin: NEAR },
  );
  for (const one of found) {
    watched.add(one);
    watch.observe(one);
  }
}
