// The page of all questions: choices narrow the list, some of what is left can be asked as a session, and progress can be
// saved, read in and deleted. A session takes its questions from the pages of their concepts.

import { addressOf, named } from "./address.mjs";
import { element } from "./controls.mjs";
import { shuffle } from "./grading.mjs";
import { readText } from "./parts.mjs";
import { download, progress, standing } from "./progress.mjs";
import { Group, expectAnswers } from "./quiz.mjs";
import { nameOf, planOf } from "./plan.mjs";
import { need, report } from "./start.mjs";
import { onPath, plans } from "./way.mjs";
import { say } from "./words.mjs";

/** @type {Record<string, string>} */
const STANDINGS = { new: "", right: WORDS.standing_right, missed: WORDS.standing_missed, changed: WORDS.standing_changed };
const FIELDS = ["concept", "category", "type", "level", "standing"];

/** @type {Map<string, Document>} */
const pages = new Map();

/** @param {string} address */
async function page(address) {
  const known = pages.get(address);
  if (known) return known;
  const read = new DOMParser().parseFromString(await readText(address), "text/html");
  pages.set(address, read);
  return read;
}

/**
 * Takes the element of a question from the page of its concept; its links lead where they lead there.
 * @param {HTMLElement} entry
 */
async function fetched(entry) {
  const address = new URL(need("a", HTMLAnchorElement, entry).href);
  const { hash } = address;
  address.hash = "";
  const found = named(hash, await page(address.href));
  if (!found) throw new Error(`${hash} is not on ${address.href}`);
  const root = document.importNode(found, true);
  for (const inner of root.querySelectorAll("a[href]")) {
    const there = addressOf(inner.getAttribute("href"), address);
    if (there) inner.setAttribute("href", there.href);
  }
  root.removeAttribute("id");
  unfold(root);
  const concept = element("a", { href: address.href }, entry.closest(".aa-bank-part")?.querySelector("h3")?.textContent ?? "");
  root.prepend(element("p", { className: "aa-small aa-of" }, concept));
  return root;
}

/**
 * Shows a question whole that is one line on its page: its group has the stem, and no other line has it.
 * @param {HTMLElement} root
 */
function unfold(root) {
  const folded = root.querySelector(".aa-asked");
  if (!folded) return;
  folded.querySelector(":scope > .aa-stem")?.remove();
  need("legend", HTMLLegendElement, folded).className = "aa-stem";
  folded.replaceWith(...folded.childNodes);
}

/**
 * Some of these entries, mixed.
 * @param {HTMLElement[]} pool
 * @param {number} count
 */
function pick(pool, count) {
  const byName = new Map(pool.map((entry) => [entry.dataset.question ?? "", entry]));
  const names = shuffle(byName.keys(), `${Date.now()} ${Math.random()}`).slice(0, count);
  return names.flatMap((name) => byName.get(name) ?? []);
}

/**
 * Says which part of a learning path the questions are from, with the way back. Both come from the address.
 * @param {string | null} id
 * @param {number} number
 */
async function nameSource(id, number) {
  const place = need("#from", HTMLElement);
  const all = id === null ? null : await plans();
  const plan = all && planOf(all, id);
  place.hidden = !plan?.parts[number - 1];
  if (!plan || place.hidden) return;
  const path = element("a", { href: onPath(plan.href) }, say(WORDS.path_from, { part: nameOf(plan, number), path: plan.label }));
  place.replaceChildren(path);
}

export function quizzes() {
  const log = progress();
  const form = need("#choose", HTMLFormElement);
  const session = need("#session", HTMLElement);
  const panel = need("#progress", HTMLElement);
  const news = need("[role=status]", HTMLElement, panel);
  const summary = need("[data-summary]", HTMLElement, panel);
  const output = need("output", HTMLElement, form);
  const begin = need("[name=start]", HTMLElement, form);
  const missed = need("#missed", HTMLElement);
  const entries = [...document.querySelectorAll(".aa-bank > li")].filter((entry) => entry instanceof HTMLElement);
  const parts = [...document.querySelectorAll(".aa-bank-part")].filter((part) => part instanceof HTMLElement);
  const headings = [...new Set(parts.map((part) => part.parentElement))].flatMap((list) =>
    list?.previousElementSibling instanceof HTMLHeadingElement ? [/** @type {const} */ ([list.previousElementSibling, list])] : [],
  );
  const signs = new Map(entries.map((entry) => [entry, element("span", { className: "aa-standing" })]));
  for (const [entry, sign] of signs) entry.append(sign);

  /** @param {string} name */
  const chosen = (name) => new FormData(form).getAll(name).map(String).filter(Boolean);
  const shown = () => entries.filter((entry) => !entry.hidden);

  function apply() {
    const latest = log.latestOfAll();
    const wanted = FIELDS.map((name) => ({ name, values: chosen(name) })).filter(({ values }) => values.length);
    /** @type {Record<string, number>} */
    const counts = { new: 0, right: 0, missed: 0, changed: 0 };
    for (const [entry, sign] of signs) {
      const reached = standing(latest.get(entry.dataset.question ?? ""), Number(entry.dataset.rev));
      counts[reached] += 1;
      entry.dataset.standing = reached;
      if (sign.textContent !== STANDINGS[reached]) sign.textContent = STANDINGS[reached];
      entry.hidden = wanted.some(({ name, values }) => !values.includes(entry.dataset[name] ?? ""));
    }
    for (const part of parts) part.hidden = !part.querySelector("li:not([hidden])");
    for (const [heading, list] of headings) heading.hidden = !list.querySelector(".aa-bank-part:not([hidden])");
    const left = shown().length;
    output.textContent = left === entries.length ? say(WORDS.questions_counted, { count: left }) : say(WORDS.questions_some, { shown: left, count: entries.length });
    begin.setAttribute("aria-disabled", String(!left));
    missed.textContent = say(WORDS.practice_retry, { count: counts.missed });
    missed.hidden = !counts.missed;
    const answered = counts.right + counts.missed;
    summary.textContent = answered
      ? say(WORDS.progress_summary, { answered, count: entries.length, right: counts.right, missed: counts.missed })
      : WORDS.progress_none;
  }

  function read() {
    const wanted = new URLSearchParams(location.search);
    for (const field of form.querySelectorAll("select, input")) {
      if (field instanceof HTMLInputElement) field.checked = wanted.getAll(field.name).includes(field.value);
      else if (field instanceof HTMLSelectElement) {
        field.value = wanted.get(field.name) ?? field.value;
        if (field.selectedIndex < 0) field.selectedIndex = 0;
      }
    }
    need("details", HTMLDetailsElement, form).open = wanted.has("concept") && !wanted.has("path");
    if (wanted.has("path")) need("[name=count]", HTMLSelectElement, form).value = "";
    nameSource(wanted.get("path"), Number(wanted.get("part"))).catch((error) => report("path", error));
    apply();
  }

  /** @param {HTMLElement[]} list */
  async function ask(list) {
    session.hidden = false;
    session.replaceChildren(element("p", {}, WORDS.questions_loading));
    const found = await Promise.allSettled(list.map(fetched));
    const roots = found.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
    const lost = found.flatMap((one) => (one.status === "rejected" ? one.reason : []));
    for (const error of lost) report("session", error);
    if (!roots.length) {
      session.replaceChildren(element("p", { className: "aa-notice", attributes: { role: "status" } }, WORDS.practice_fails));
      return;
    }
    const questions = element("ol", { className: "aa-questions aa-session" });
    questions.append(...roots);
    const title = element("h2", { tabIndex: -1 }, say(WORDS.session_title, { count: roots.length }));
    const notice = element("p", { className: "aa-notice", attributes: { role: "status" } });
    session.replaceChildren(title, notice, questions, element("p", { className: "aa-tally" }));
    expectAnswers(roots, log);
    new Group(questions, log, { fresh: true });
    if (lost.length) notice.prepend(`${say(WORDS.practice_lost, { count: lost.length })} `);
    title.focus();
    title.scrollIntoView();
  }

  form.addEventListener("change", () => {
    const address = new URL(location.href);
    const values = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
    const given = [...address.searchParams].filter(([name]) => name === "path" || name === "part");
    address.search = new URLSearchParams([...values.filter(([name, value]) => value && name !== "count"), ...given]).toString();
    history.replaceState(null, "", address);
    apply();
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const pool = shown();
    if (pool.length) ask(pick(pool, Number(chosen("count")[0] ?? Infinity)));
  });

  missed.addEventListener("click", () => {
    ask(pick(entries.filter((entry) => entry.dataset.standing === "missed"), Infinity));
  });

  need("#export", HTMLElement).addEventListener("click", () => {
    download("alignment-atlas-progress.json", log.exported());
  });

  const file = need("#import", HTMLInputElement);
  file.addEventListener("change", async () => {
    const given = file.files?.[0];
    if (!given) return;
    const result = log.imported(await given.text().catch(() => ""));
    file.value = "";
    if (!result) {
      news.textContent = say(WORDS.import_refused, { file: given.name });
      return;
    }
    const refused = result.refused ? ` ${say(WORDS.entries_refused, { count: result.refused })}` : "";
    const kept = log.lasting ? "" : ` ${WORDS.import_not_kept}`;
    news.textContent = say(WORDS.import_result, { count: result.added, file: given.name }) + refused + kept;
  });

  need("#reset", HTMLElement).addEventListener("click", () => {
    const removed = log.clear();
    const undo = element("button", { type: "button" }, WORDS.undo);
    undo.addEventListener("click", () => {
      log.restore(removed);
      news.textContent = WORDS.answers_restored;
    });
    news.replaceChildren(`${say(WORDS.answers_deleted, { count: removed.length })} `, undo);
    need("details", HTMLDetailsElement, panel).open = false;
  });

  log.onChange(apply);
  addEventListener("popstate", read);
  read();
}
