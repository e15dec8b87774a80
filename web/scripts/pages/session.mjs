// A session: one question at a time.
import { session } from "../session.mjs";
import { need, report, start } from "../start.mjs";
import { tips } from "../tips.mjs";

start("tips", tips);
session().catch((error) => {
  report("session", error);
  need("#session", HTMLElement).textContent = WORDS.session_fails;
});
