// What an interviewer may ask next, one question at a time, with the answer hidden until it is wanted.

import { element, needed } from "./controls.mjs";
import { say } from "./words.mjs";

/**
 * @param {Element} list the questions as terms of a list, each with its answer
 * @param {() => void} [done] what comes after the last one; without it, nothing does
 * @returns {HTMLElement}
 */
export function followUps(list, done) {
  const box = element("section", {});
  const all = [...list.children];
  const show = (at = 0) => {
    const [question, answer] = ["dt", "dd"].map((name) => all[at].querySelector(name)?.cloneNode(true).childNodes ?? []);
    const place = say(WORDS.follow_up, { number: at + 1, count: all.length });
    const title = element("p", { className: "aa-asked-next", tabIndex: -1 }, element("span", { className: "aa-label" }, place), ...question);
    const open = element("button", { type: "button" }, WORDS.follow_up_show);
    const last = at === all.length - 1;
    open.addEventListener("click", () => {
      const shown = element("p", { tabIndex: -1 }, ...answer);
      const next = element("button", { type: "button" }, last ? WORDS.compare_answers : WORDS.follow_up_next);
      next.addEventListener("click", () => {
        if (last) return done?.();
        show(at + 1);
        needed(box, ".aa-asked-next").focus();
      });
      const more = !last || done;
      open.replaceWith(shown, ...(more ? [next] : []));
      const focused = more ? next : shown;
      focused.focus({ preventScroll: true });
      focused.scrollIntoView({ behavior: "instant", block: "nearest" });
    });
    box.replaceChildren(title, open);
  };
  show();
  return box;
}
