// What is due.
import "./page.mjs";
import { review } from "../review.mjs";
import { need, report } from "../start.mjs";

review().catch((error) => {
  report("review", error);
  need("#memory [data-today]", HTMLElement).textContent = WORDS.review_fails;
});
