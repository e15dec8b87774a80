// The page of a learning path: what is read, where to go on, dates, and the day that is due is open.

import { named } from "./address.mjs";
import { element } from "./controls.mjs";
import { conceptsOf, dayOf, firstUnread, nameOf, placeOn, planOf, schedule } from "./plan.mjs";
import { progress } from "./progress.mjs";
import { printing } from "./printing.mjs";
import { need, report } from "./start.mjs";
import { chosenDate, keepDate, last, onPath, plans } from "./way.mjs";
import { say } from "./words.mjs";

/** @param {Date} day */
const spoken = (day) => day.toLocaleDateString("en-US", { weekday: "short", month: "short", day: "numeric" });

/** The part of a page that belongs to a path, and its id. */
function shownPath() {
  const root = document.querySelector("[data-path]");
  return root instanceof HTMLElement ? root.dataset.path ?? "" : "";
}

/** Fills the stops and marks the concepts that are read. */
function mark() {
  const log = progress();
  for (const stop of document.querySelectorAll("[data-stop]")) {
    if (stop instanceof HTMLElement) stop.classList.toggle("aa-read", log.isRead(stop.dataset.stop ?? ""));
  }
  for (const entry of document.querySelectorAll("li[data-concept]")) {
    if (!(entry instanceof HTMLElement)) continue;
    entry.querySelector(".aa-read-sign")?.remove();
    const read = log.isRead(entry.dataset.concept ?? "");
    entry.classList.toggle("aa-read", read);
    if (read) entry.querySelector("a")?.after(" ", element("span", { className: "aa-read-sign" }, WORDS.path_marked));
  }
}

/**
 * The button that leads on, as far as the reader is.
 * @param {import("./plan.mjs").Plans} all
 * @param {string} id
 */
export function lead(all, id) {
  const plan = planOf(all, id);
  const button = document.querySelector("#continue");
  if (!plan || !(button instanceof HTMLAnchorElement)) return;
  const next = firstUnread(plan, progress().isRead);
  const first = conceptsOf(plan)[0];
  const target = next ?? first;
  const place = placeOn(plan, target);
  const day = nameOf(plan, place?.part ?? 1).toLowerCase();
  button.href = onPath(all.concepts[target][1], id);
  const title = all.concepts[target][0];
  if (shownPath() !== id) button.textContent = say(WORDS.path_continue_other, { path: plan.label, concept: title });
  else button.textContent = next === null ? WORDS.path_again : next === first ? say(WORDS.path_start, { part: day }) : say(WORDS.path_continue, { part: day, concept: title });
}

/**
 * Folds the days that are not due, once something is read.
 * @param {import("./plan.mjs").Plan} plan
 */
function fold(plan) {
  const { isRead } = progress();
  if (!conceptsOf(plan).some(isRead)) return;
  const next = firstUnread(plan, isRead);
  for (const [number, day] of [...document.querySelectorAll("details.aa-day")].entries()) {
    const due = next !== null && plan.parts[number]?.[1].includes(next);
    const asked = location.hash && named(location.hash)?.nextElementSibling === day;
    if (day instanceof HTMLDetailsElement) day.open = Boolean(due || asked);
  }
}

/**
 * Writes the dates of the days beside them.
 * @param {unknown} by
 * @param {unknown} date
 * @returns {Date[]} none without a date
 */
function showDates(by, date) {
  const places = [...document.querySelectorAll(".aa-date")];
  const day = dayOf(date);
  const days = day ? schedule(by === "start" ? "start" : "interview", day, places.length) : [];
  for (const [number, place] of places.entries()) place.textContent = days[number] ? `${spoken(days[number])} · ` : "";
  return days;
}

/** Gives the days dates, which the browser keeps. */
function dates() {
  const form = document.querySelector("#dates");
  if (!(form instanceof HTMLFormElement)) return;
  const by = need("[name=by]", HTMLSelectElement, form);
  const date = need("[name=date]", HTMLInputElement, form);
  const clear = need("[name=clear]", HTMLButtonElement, form);
  const note = need("output", HTMLElement, form);
  const apply = () => {
    const days = showDates(by.value, date.value);
    clear.hidden = !days.length;
    const past = days.length && days[0] < new Date(new Date().setHours(0, 0, 0, 0));
    if (!days.length) note.textContent = "";
    else if (past && by.value === "interview") note.textContent = say(WORDS.path_late, { first: spoken(days[0]) });
    else note.textContent = say(WORDS.path_span, { first: spoken(days[0]), last: spoken(days[days.length - 1]) });
  };
  const kept = chosenDate();
  if (kept && dayOf(kept.date)) {
    by.value = kept.by === "start" ? "start" : "interview";
    date.value = String(kept.date);
  }
  apply();
  form.addEventListener("input", () => {
    apply();
    if (dayOf(date.value)) keepDate({ by: by.value === "start" ? "start" : "interview", date: date.value });
  });
  clear.addEventListener("click", () => {
    date.value = "";
    keepDate(null);
    apply();
    date.focus();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
}

export function pathPage() {
  const id = shownPath();
  dates();
  printing();
  mark();
  progress().onChange(mark);
  plans()
    .then((all) => {
      const plan = planOf(all, id);
      if (plan) fold(plan);
      lead(all, id);
      progress().onChange(() => lead(all, id));
    })
    .catch((error) => report("path", error));
}

/** On the home page: the dates of its days, and a button that leads on along the path that was followed last. */
export function resume() {
  const kept = chosenDate();
  showDates(kept?.by, kept?.date);
  const id = last();
  if (id === null) return;
  const show = (/** @type {import("./plan.mjs").Plans} */ all) => {
    mark();
    lead(all, id);
  };
  plans()
    .then((all) => {
      show(all);
      progress().onChange(() => show(all));
    })
    .catch((error) => report("path", error));
}
