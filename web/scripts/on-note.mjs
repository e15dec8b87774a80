// On the page of a concept: the reader's note is fetched when there is one, or when its fold is opened.

import { part } from "./parts.mjs";
import { progress } from "./progress.mjs";
import { report } from "./start.mjs";

export function note() {
  const fold = document.querySelector(".aa-jot");
  const { concept } = document.querySelector("article")?.dataset ?? {};
  if (!fold || !concept) return;
  const log = progress();
  const load = () =>
    part("notes")
      .then(({ show }) => show(fold, concept, log))
      .catch((error) => {
        report("note", error);
        /** @type {Element} */ (fold.lastElementChild).textContent = WORDS.note_fails;
      });
  const look = () => (log.note(concept) || log.anyDraft(concept)) && load();
  fold.addEventListener("click", load);
  log.onChange(look);
  look();
}
