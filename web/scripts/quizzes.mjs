// The page of practice: what each way to practice offers, how many questions fit a choice, the lists of all questions, and the
// panel for progress. The list of all questions is loaded only when it is needed.

import { addressOf, named } from "./address.mjs";
import { readBank } from "./bank.mjs";
import { element } from "./controls.mjs";
import { dueNow } from "./due.mjs";
import { pageAt } from "./fetched.mjs";
import { nameOf, planOf } from "./plan.mjs";
import { backupPanel, summaryOf } from "./keeping.mjs";
import { progress, standing } from "./progress.mjs";
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

/** @param {import("./progress.mjs").Log} log */
function ways(log) {
  const places = [...document.querySelectorAll(".aa-practices [data-standing]")].filter((place) => place instanceof HTMLElement);
  const count = async () => {
    const latest = log.latestOfAll();
    if (!latest.size) return;
    const entries = entriesOf(await bank());
    /** @type {Record<string, number>} */
    const counts = { new: 0, missed: 0, sure: 0 };
    for (const { name, rev } of entries) {
      const last = latest.get(name);
      const reached = standing(last, rev);
      if (reached === "new" || reached === "missed") counts[reached] += 1;
      if (reached === "missed" && last?.confidence === "sure") counts.sure += 1;
    }
    for (const place of places) {
      const number = counts[place.dataset.standing ?? ""];
      place.textContent = say(WORDS.questions_counted, { count: number });
      const item = place.closest("li");
      if (item) item.hidden = !number;
    }
  };
  const due = dueNow();
  if (due) need("[data-due]", HTMLElement).textContent = say(WORDS.due_count, { count: due });
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
async function part(wanted) {
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
  const load = async () => {
    if (!fold.open || fold.querySelector(".aa-bank-list, [role=status]")) return;
    const note = element("p", { attributes: { role: "status" } }, WORDS.questions_loading);
    fold.append(note);
    try {
      const page = await pageAt(link.href);
      const found = document.importNode(need(".aa-bank-list", HTMLElement, page), true);
      for (const inner of found.querySelectorAll("a[href]")) {
        const there = addressOf(inner.getAttribute("href"), link.href);
        if (there) inner.setAttribute("href", there.href);
      }
      note.replaceWith(found);
      signs(found, log);
    } catch (error) {
      report("list", error);
      note.textContent = WORDS.practice_fails;
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
  start("resume", () => resume(log));
  later("ways", () => ways(log));
  later("choice", () => choice(log));
  later("part", () => part(new URLSearchParams(location.search)));
  for (const fold of document.querySelectorAll("article > details.aa-fold")) {
    if (fold instanceof HTMLDetailsElement) start("list", () => list(fold, log));
  }
  const open = () => {
    const fold = named(location.hash);
    if (fold instanceof HTMLDetailsElement) fold.open = true;
  };
  addEventListener("hashchange", open);
  open();
  later("panel", () => panel(log));
}
