// The end of a session: how it went, what each miss should leave behind, what to read again, and what comes next.

import { isRecord } from "./answers.mjs";
import { element, needed } from "./controls.mjs";
import { fetchQuestion } from "./fetched.mjs";
import { reminder } from "./keeping.mjs";
import { comingBack, openSchedule } from "./schedule.mjs";
import { report } from "./start.mjs";
import { CONFIDENCE } from "./question.mjs";
import { say } from "./words.mjs";

/** @typedef {import("./sessions.mjs").Session} Session */
/** @typedef {import("./sessions.mjs").Outcome} Outcome */

/**
 * @param {{
 *   session: Session, results: (Outcome | null)[], entries: Map<string, import("./session.mjs").Entry>,
 *   log: import("./progress.mjs").Log, bank: import("./bank.mjs").Bank, back: { href: string, words: string } | null,
 *   more: string, ask: (names: string[]) => void,
 * }} given `more` is the address of others of the same choice, `ask` begins a session with these questions
 */
export async function closing({ session, results, entries, log, bank, back, more, ask }) {
  const answered = results.flatMap((one) => one ?? []);
  const right = answered.filter(({ first }) => first.verdict === "right").length;
  const missed = answered.filter(({ first }) => first.verdict !== "right").sort((a, b) => weight(b) - weight(a));
  const skipped = session.asked.map(([name]) => name).filter((name) => !answered.some((one) => one.name === name));
  await openSchedule(log, bank);
  const due = comingBack(log);
  const kept = await Promise.all(missed.map((one) => keeper(one, entries, due.get(one.name)?.when ?? "")));
  const again = [...new Set([...missed.map(({ name }) => name), ...skipped])];

  const title = element("h2", { className: "aa-score", tabIndex: -1 });
  title.append(element("span", { className: "aa-label" }, WORDS.closing_first), element("b", {}, String(right)), ` ${say(WORDS.closing_of, { count: answered.length })}`);
  const page = element("section", { className: "aa-closing" }, title);
  page.append(facts(session, answered));
  const actions = element("p", { className: "aa-controls" });
  if (back) actions.append(element("a", { className: "aa-primary", href: back.href }, back.words));
  if (again.length) {
    const button = element("button", { type: "button", className: back ? "" : "aa-primary" }, say(WORDS.closing_again, { count: again.length }));
    button.addEventListener("click", () => ask(again));
    actions.append(button);
  }
  if (more) actions.append(element("a", { className: "aa-button", href: more }, WORDS.closing_more));
  page.append(actions);
  if (kept.length) page.append(element("h2", {}, say(WORDS.closing_keep, { count: kept.length })), element("ol", { className: "aa-keepers" }, ...kept));
  const next = comingUp(answered.flatMap(({ name }) => due.get(name) ?? []));
  if (next) page.append(element("h2", {}, WORDS.closing_next), element("p", {}, next));
  const copy = element("div", { className: "aa-notice aa-reminder" });
  page.append(copy);
  reminder(copy, log);
  return page;
}

/**
 * What was sure and wrong comes first, then what was wrong, then what was not known.
 * @param {Outcome} outcome
 */
const weight = ({ first }) => (first.verdict === "unknown" ? 0 : first.confidence === "sure" ? 2 : 1);

/**
 * @param {Session} session
 * @param {Outcome[]} answered
 */
function facts(session, answered) {
  const list = element("ul", { className: "aa-facts" });
  const end = Math.max(...answered.map(({ first }) => Date.parse(first.time)));
  const minutes = Math.round((end - session.started) / 60_000);
  if (minutes >= 1 && minutes < 600) list.append(element("li", {}, say(WORDS.minutes_spent, { count: minutes })));
  for (const [sure, words] of Object.entries(CONFIDENCE).reverse()) {
    const said = answered.filter(({ first }) => first.confidence === sure);
    const right = said.filter(({ first }) => first.verdict === "right").length;
    if (said.length) list.append(element("li", {}, say(WORDS.closing_sure, { confidence: words, right, count: said.length })));
  }
  return list;
}

/**
 * What a miss should leave behind. A question whose page cannot be read keeps its concept.
 * @param {Outcome} outcome
 * @param {Map<string, import("./session.mjs").Entry>} entries
 * @param {string} when it comes back
 */
async function keeper({ name, first }, entries, when) {
  const { title, href } = entries.get(name) ?? { title: "", href: "" };
  const item = element("li", {});
  let link = { href, words: title };
  try {
    const { root, section } = await fetchQuestion(href, name.slice(name.indexOf(".") + 1));
    item.append(element("p", { className: "aa-small" }, ...needed(root, ".aa-stem").childNodes));
    item.append(element("p", { className: "aa-voice" }, ...lesson(root, first)));
    if (section) link = { href: section.href, words: say(WORDS.session_section, { concept: title, section: section.name }) };
  } catch (error) {
    report("closing", error);
  }
  const note = element("p", { className: "aa-small" });
  if (first.confidence === "sure") note.append(element("b", { className: "aa-wrong" }, WORDS.sure_and_wrong), " ");
  note.append(`${WORDS.closing_read} `, element("a", { href: link.href }, link.words), when && ` · ${say(WORDS.comes_back, { when })}`);
  item.append(note);
  return item;
}

/**
 * What to remember of a question; of an open one, what the answer left out, or the red flag that it showed.
 * @param {HTMLElement} root
 * @param {import("./progress.mjs").AnswerEvent} answer
 */
function lesson(root, { answer }) {
  const explained = needed(root, ".aa-explain");
  explained.querySelector(":scope > .aa-small")?.remove();
  if (root.dataset.type !== "recall") return explained.childNodes;
  /** @param {string} name */
  const given = (name) => (isRecord(answer) && Array.isArray(answer[name]) ? answer[name] : []);
  const missing = [...root.querySelectorAll("[data-must]")].find((one) => !given("ticks").includes(one.getAttribute("data-criterion")));
  const flag = [...root.querySelectorAll("[data-flag]")].find((one) => given("flags").includes(one.getAttribute("data-flag")));
  const told = missing ?? flag;
  for (const extra of told?.querySelectorAll("strong, a") ?? []) extra.remove();
  return told ? [`${missing ? WORDS.rating_missing : WORDS.rating_flag} `, ...told.childNodes] : [];
}

/**
 * When the questions of a session come back, the next three times.
 * @param {{ day: number, when: string }[]} days
 */
function comingUp(days) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { when } of days.sort((a, b) => a.day - b.day)) counts.set(when, (counts.get(when) ?? 0) + 1);
  const parts = [...counts].slice(0, 3).map(([when, count]) => say(WORDS.closing_due, { count, when }));
  return parts.length ? say(WORDS.closing_due_all, { list: parts.join(", ") }) : "";
}
