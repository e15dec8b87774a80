// The page of practice: what each way to practice offers, how many questions fit a choice, the lists of all questions, and the
// panel for progress. The list of all questions is loaded only when it is needed.

import { addressOf, named } from "./address.mjs";
import { readBank } from "./bank.mjs";
import { element } from "./controls.mjs";
import { dueNow } from "./due.mjs";
import { pageAt } from "./fetched.mjs";
import { nameOf, planOf } from "./plan.mjs";
import { backupPanel, summaryOf } from "./keeping.mjs";
import { mark, marks } from "./marks.mjs";
import { part } from "./parts.mjs";
import { progress } from "./progress.mjs";
import { entriesOf, scopeOf, within } from "./scope.mjs";
import { unfinished } from "./sessions.mjs";
import { signs } from "./standings.mjs";
import { need, report, start } from "./start.mjs";
import { onPath, plans, quizOf } from "./way.mjs";
import { say } from "./words.mjs";

/** @type {Promise<import("./bank.mjs").Bank> | null} */
let loading = null;

function bank() {
  loading ??= readBank();
  loading.catch(() => (loading = null)); // so that the next choice fetches it again
  return loading;
}

/**
 * Leads back to a session that is not over.
 * @param {import("./progress.mjs").Log} log
 */
function resume(log) {
  const open = unfinished(log);
  const place = need("#resume", HTMLElement);
  place.hidden = !open;
  if (!open) return;
  const link = need("a", HTMLAnchorElement, place);
  link.search = open.search;
  need("span", HTMLElement, place).textContent = say(WORDS.practice_resume_says, { done: open.done, count: open.count });
}

/**
 * What the numbers of the ways rest on. Without the schedule there is no telling what was sure and wrong.
 * @param {import("./progress.mjs").Log} log
 * @returns {Promise<import("./scope.mjs").Known>}
 */
async function known(log) {
  const all = await bank();
  const schedule = async () => {
    const { openSchedule, agendaOf } = await part("schedule");
    await openSchedule(log, all);
    return agendaOf(log, all).sureAndWrong;
  };
  const sure = await schedule().catch((error) => {
    report("schedule", error);
    return [];
  });
  return { bank: all, plans: null, latest: log.latestOfAll(), due: [], fresh: [], sure, done: [] };
}

/**
 * Says of some ways how many questions there are, once something is answered. One without questions is not shown.
 * @param {import("./progress.mjs").Log} log
 */
function ways(log) {
  const due = need("[data-due]", HTMLElement);
  const plain = due.textContent ?? "";
  const countDue = () => {
    const number = dueNow();
    due.textContent = number ? say(WORDS.due_count, { count: number }) : plain;
  };
  const places = [...document.querySelectorAll(".aa-practices [data-count]")].map((place) => {
    const scope = scopeOf(new URLSearchParams(place.closest("a")?.search));
    return { place, item: place.closest("li"), scope, says: place.textContent ?? "" };
  });
  let turn = 0;
  const count = async () => {
    const mine = (turn += 1);
    countDue();
    const found = log.latestOfAll().size ? await known(log) : null;
    if (mine !== turn) return; // something was answered since
    countDue(); // the schedule may know better
    for (const { place, item, scope, says } of places) {
      const number = found && within(scope, found).length;
      place.textContent = number ? say(WORDS.questions_counted, { count: number }) : says;
      if (item) item.hidden = found ? !number : !says;
    }
  };
  log.onChange(() => count().catch((error) => report("ways", error)));
  return count();
}

/**
 * Fills the form from the address, and says how many questions fit.
 * @param {import("./progress.mjs").Log} log
 */
function choice(log) {
  const form = need("#choose", HTMLFormElement);
  const output = need("output", HTMLElement, form);
  const begin = need("[type=submit]", HTMLButtonElement, form);
  const chosen = () => [...new FormData(form)].filter(([, value]) => value !== "").map(([name, value]) => [name, String(value)]);
  let turn = 0;
  const count = async () => {
    const mine = (turn += 1);
    const all = await bank().catch((error) => {
      report("choice", error);
      return null;
    });
    if (mine !== turn) return; // something else was chosen since
    if (!all) {
      output.textContent = WORDS.practice_uncounted;
      begin.removeAttribute("aria-disabled"); // a session may still find questions
      return;
    }
    const scope = { ...scopeOf(new URLSearchParams(chosen())), count: Infinity };
    const known = { bank: all, plans: null, latest: log.latestOfAll(), due: [], fresh: [], sure: [], done: [] };
    const found = within(scope, known).length;
    output.textContent = found ? say(WORDS.practice_fit, { count: found }) : WORDS.session_none;
    begin.setAttribute("aria-disabled", String(!found));
  };
  const wanted = new URLSearchParams(location.search);
  for (const field of form.querySelectorAll("select, input")) {
    if (field instanceof HTMLInputElement) field.checked = wanted.getAll(field.name).includes(field.value);
    else if (field instanceof HTMLSelectElement) {
      field.value = wanted.get(field.name) ?? field.value;
      if (field.selectedIndex < 0) field.selectedIndex = Math.max([...field.options].findIndex((one) => one.defaultSelected), 0);
    }
  }
  need("details", HTMLDetailsElement, form).open = wanted.has("concept");
  form.addEventListener("change", count);
  log.onChange(() => {
    if (output.textContent) count();
  });
  // Browsers fill the form again for who comes back.
  addEventListener("pageshow", () => {
    if (!output.textContent && chosen().some(([name]) => name !== "count")) count();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (begin.getAttribute("aria-disabled") === "true") return;
    const there = new URL(form.action);
    there.search = new URLSearchParams(chosen()).toString();
    location.assign(there);
  });
  return wanted.size ? count() : null;
}

/**
 * Leads on to the questions of a part of a learning path, which older links name here.
 * @param {URLSearchParams} wanted
 */
async function day(wanted) {
  const id = wanted.get("path");
  const place = need("#from", HTMLElement);
  if (id === null) return;
  const all = await plans();
  const plan = planOf(all, id);
  const number = Number(wanted.get("part"));
  if (!plan) return;
  const known = plan.parts[number - 1];
  const words = known ? say(WORDS.path_from, { part: nameOf(plan, number), path: plan.label }) : plan.label;
  place.replaceChildren(element("a", { href: known ? quizOf(all, id, number) : onPath(plan.href) }, words));
  place.hidden = false;
}

/**
 * Loads the list of a category when its fold is opened.
 * @param {HTMLDetailsElement} fold
 * @param {import("./progress.mjs").Log} log
 */
function list(fold, log) {
  const link = need("p > a", HTMLAnchorElement, fold);
  let loads = false;
  const load = async () => {
    if (!fold.open || loads || fold.querySelector(".aa-bank-list")) return;
    loads = true;
    fold.querySelector("[role=status]")?.remove();
    const note = element("p", { attributes: { role: "status" } }, WORDS.questions_loading);
    fold.append(note);
    try {
      const page = await pageAt(link.href);
      const found = document.importNode(need(".aa-bank-list", HTMLElement, page), true);
      for (const inner of found.querySelectorAll("a[href]")) {
        const there = addressOf(inner.getAttribute("href"), link.href);
        if (there) inner.setAttribute("href", there.href);
      }
      // There the names of concepts stand below the title; here they stand below a heading.
      for (const heading of found.querySelectorAll("h2")) heading.replaceWith(element("h3", {}, ...heading.childNodes));
      note.replaceWith(found);
      signs(found, log);
      await mark();
    } catch (error) {
      report("list", error);
      note.textContent = WORDS.practice_fails;
    } finally {
      loads = false;
    }
  };
  fold.addEventListener("toggle", load);
}

/** @param {import("./progress.mjs").Log} log */
async function panel(log) {
  const place = need("#progress", HTMLElement);
  backupPanel(place, log);
  const summary = need("[data-summary]", HTMLElement, place);
  const count = async () => {
    if (!log.latestOfAll().size) {
      summary.textContent = WORDS.progress_none;
      return;
    }
    try {
      summary.textContent = summaryOf(log, entriesOf(await bank()).map(({ name, rev }) => [name, rev]));
    } catch (error) {
      report("panel", error);
      summary.textContent = WORDS.progress_uncounted;
    }
  };
  log.onChange(count);
  await count();
}

export function quizzes() {
  const log = progress();
  /** @type {(name: string, run: () => Promise<void> | null) => void} */
  const later = (name, run) => start(name, () => run()?.catch((error) => report(name, error)));
  start("resume", () => {
    resume(log);
    log.onChange(() => resume(log));
  });
  later("ways", () => ways(log));
  later("choice", () => choice(log));
  later("day", () => day(new URLSearchParams(location.search)));
  for (const fold of document.querySelectorAll("article > details.aa-fold")) {
    if (fold instanceof HTMLDetailsElement) start("list", () => list(fold, log));
  }
  const open = () => {
    const fold = named(location.hash);
    if (fold instanceof HTMLDetailsElement) fold.open = true;
  };
  addEventListener("hashchange", open);
  open();
  start("marks", marks);
  later("panel", () => panel(log));
}
