// The page Review: what is due today and what comes next, how sure answers were, and what was sure and wrong. All of it is
// computed from the answers in this browser.

import { readBank } from "./bank.mjs";
import { columns } from "./columns.mjs";
import { element, needed } from "./controls.mjs";
import { dateOf } from "./due.mjs";
import { fetchQuestion } from "./fetched.mjs";
import { backupPanel, reminder, summaryOf } from "./keeping.mjs";
import { FEWEST, LIMITS, calibration, whenWords } from "./memory.mjs";
import { firstWords } from "./notes.mjs";
import { progress } from "./progress.mjs";
import { CONFIDENCE } from "./question.mjs";
import { agendaOf, comingBack, openSchedule } from "./schedule.mjs";
import { entriesOf } from "./scope.mjs";
import { readSettings, writeSettings } from "./settings.mjs";
import { need, report } from "./start.mjs";
import { chosenDate, keepDate, onPath } from "./way.mjs";
import { say } from "./words.mjs";

const SHOWN = 5;
// What a question takes, by its type.
/** @type {Record<string, number>} */
const SECONDS = { recall: 180, numeric: 75, order: 60, match: 60 };
const USUAL = 30;

/** @typedef {import("./bank.mjs").Bank} Bank */
/** @typedef {ReturnType<typeof agendaOf>} Agenda */

/**
 * A date such as "Saturday, December 5".
 * @param {number} day a learning day
 */
const spoken = (day) =>
  new Date(`${dateOf(day)}T12:00:00`).toLocaleDateString("en-US", { weekday: "long", month: "long", day: "numeric" });

/** @param {string} scope */
function sessionAt(scope) {
  const there = new URL(needed(document, "article").dataset.session ?? "", document.baseURI);
  there.search = scope;
  return there.href;
}

export async function review() {
  const place = need("#memory", HTMLElement);
  const log = progress();
  const bank = await readBank();
  await openSchedule(log, bank);
  const show = () => {
    const now = agendaOf(log, bank);
    needed(place, "[data-today]").replaceChildren(...due(now, bank));
    needed(place, "[data-forecast]").replaceChildren(forecast(now));
    needed(place, "[data-concepts]").replaceChildren(...byConcept(now, bank, log));
    fill(place, "sure", now.sureAndWrong, bank, log, sessionAt("standing=sure"));
    fill(place, "leeches", now.leeches, bank, log);
    listNotes(needed(place, "[data-notes]"), bank, log);
    needed(place, "[data-summary]").textContent = summaryOf(log, entriesOf(bank).map(({ name, rev }) => [name, rev]));
  };
  backupPanel(place, log);
  reminder(needed(place, "[data-reminder]"), log);
  const settings = form(place, show);
  show();
  settings();
  // What takes all answers comes last.
  const measure = async () => {
    await log.whole();
    needed(place, "[data-calibration]").replaceChildren(...confidence(calibration(log.events, bank)));
  };
  await measure();
  log.onChange(async () => {
    await openSchedule(log, bank);
    show();
    await measure();
  });
}

/**
 * How many questions are due, with the way to them and to those that are new.
 * @param {Agenda} now
 * @param {Bank} bank
 */
function due({ due, fresh, sureAndWrong, next, today, settings }, bank) {
  const names = [...due, ...fresh];
  const types = new Map(entriesOf(bank).map(({ name, type }) => [name, type]));
  const seconds = names.reduce((sum, name) => sum + (SECONDS[types.get(name) ?? ""] ?? USUAL), 0);
  const minutes = say(WORDS.minutes_spent, { count: Math.max(Math.round(seconds / 60), 1) });
  const title = element("h2", { className: "aa-score" }, element("span", { className: "aa-label" }, WORDS.review_due), element("b", {}, String(due.length)));
  const go = element("a", { className: "aa-primary", href: sessionAt("standing=due") }, say(WORDS.review_start, { count: names.length, minutes }));
  const facts = element("ul", { className: "aa-facts" });
  const sure = sureAndWrong.filter((name) => due.includes(name)).length;
  const { exam } = settings;
  if (sure) facts.append(element("li", {}, say(WORDS.review_sure_first, { count: sure })));
  if (fresh.length) facts.append(element("li", {}, say(WORDS.review_new, { count: fresh.length })));
  if (exam !== null) facts.append(element("li", {}, exam > today ? say(WORDS.review_exam, { date: spoken(exam) }) : WORDS.review_exam_past));
  const none = next ? say(WORDS.review_none, { count: next.count, when: whenWords(next.day, today) }) : WORDS.review_none_ever;
  const more = element("p", {}, `${none} `, element("a", { href: sessionAt("standing=new") }, WORDS.review_more));
  return [element("div", { className: "aa-due-now" }, title, names.length ? go : more), facts];
}

/** @param {Agenda} now */
function forecast({ forecast: counts, today }) {
  const labels = counts.map((_, number) => (number === 0 ? WORDS.review_today : number % 7 === 0 || number === 13 ? spoken(today + number).slice(0, 3) : ""));
  const said = counts.map((count, number) => say(WORDS.review_day, { count, when: whenWords(today + number, today) })).join(", ");
  return columns(counts.map((count, number) => ({ share: count / Math.max(...counts, 1), value: count ? String(count) : "", label: labels[number], now: number === 0 })), say(WORDS.review_forecast_says, { list: said }));
}

/** @param {ReturnType<typeof calibration>} found */
function confidence(found) {
  const known = Object.entries(CONFIDENCE).map(([sure, words]) => ({ words, ...found[/** @type {keyof typeof found} */ (sure)] }));
  if (!known.some(({ count }) => count >= FEWEST)) return [element("p", { className: "aa-small" }, say(WORDS.review_too_few, { count: FEWEST }))];
  const shares = known.map(({ words, right, count }) => {
    const enough = count >= FEWEST;
    const percent = Math.round((100 * right) / Math.max(count, 1));
    return { share: enough ? right / count : 0, value: enough ? `${percent}%` : "", label: words, note: enough ? say(WORDS.review_of, { right, count }) : WORDS.review_few, now: false };
  });
  const said = shares.map(({ label, value, note }) => [label, value, note].filter(Boolean).join(" ")).join(", ");
  return [columns(shares, say(WORDS.review_calibration_says, { list: said })), element("p", { className: "aa-small" }, WORDS.review_calibration_note)];
}

/**
 * How far each concept with answers is: a stop for each question.
 * @param {Agenda} now
 * @param {Bank} bank
 * @param {import("./progress.mjs").Log} log
 */
function byConcept({ cards, today }, bank, log) {
  const due = comingBack(log);
  const rows = Object.values(bank.concepts).flatMap(({ title, href, questions }) => {
    const names = Object.keys(questions);
    const state = names.map((name) => (!cards.has(name) ? "new" : cards.get(name)?.missed || (due.get(name)?.day ?? 0) <= today ? "begun" : "known"));
    if (state.every((one) => one === "new")) return [];
    const known = state.filter((one) => one === "known").length;
    const sorted = [...state].sort((a, b) => "knb".indexOf(a[0]) - "knb".indexOf(b[0]));
    const order = [...sorted.filter((one) => one === "known"), ...sorted.filter((one) => one === "begun"), ...sorted.filter((one) => one === "new")];
    const stops = element("span", { className: "aa-stops", attributes: { role: "img", "aria-label": say(WORDS.review_known, { known, count: names.length }) } });
    stops.append(...order.map((one) => element("i", { className: one === "known" ? "aa-read" : one === "begun" ? "aa-half" : "" })));
    return [element("li", {}, element("a", { href: onPath(href) }, title), " ", stops)];
  });
  if (!rows.length) return [];
  return [element("h2", {}, WORDS.review_concepts), legend(), element("ul", { className: "aa-rows" }, ...rows)];
}

function legend() {
  const signs = /** @type {const} */ ([["aa-read", WORDS.legend_known], ["aa-half", WORDS.legend_due], ["", WORDS.legend_new]]);
  const parts = signs.flatMap(([className, words]) => [element("span", { className: "aa-stops" }, element("i", { className })), ` ${words} `]);
  return element("p", { className: "aa-small aa-circles" }, ...parts);
}

/**
 * A list of questions by their stems, which are read from the pages of their concepts.
 * @param {HTMLElement} place
 * @param {"sure" | "leeches"} which
 * @param {string[]} names
 * @param {Bank} bank
 * @param {import("./progress.mjs").Log} log
 * @param {string} [all] where all of them are asked
 */
async function fill(place, which, names, bank, log, all) {
  const box = needed(place, `[data-${which}]`);
  if (box.dataset.names === names.join()) return;
  box.dataset.names = names.join();
  box.hidden = !names.length;
  if (!names.length) return box.replaceChildren();
  const concepts = new Map(entriesOf(bank).map(({ name, concept }) => [name, bank.concepts[concept]]));
  const due = comingBack(log);
  const rows = await Promise.all(
    names.slice(0, SHOWN).map(async (name) => {
      const { title, href } = concepts.get(name) ?? { title: "", href: "" };
      const link = element("a", { href: sessionAt(new URLSearchParams({ question: name }).toString()) }, title);
      const item = element("li", {}, link, " ", element("span", { className: "aa-small" }, due.get(name)?.when ?? ""));
      try {
        const { root, belief } = await fetchQuestion(onPath(href), name.slice(name.indexOf(".") + 1), log.latest(name)?.answer);
        link.replaceChildren(...needed(root, ".aa-stem").childNodes);
        if (belief) item.append(element("p", { className: "aa-small" }, say(WORDS.review_belief, { belief })));
      } catch (error) {
        report("review", error);
      }
      return item;
    }),
  );
  const [title, note] = which === "sure" ? [WORDS.session_sure, WORDS.review_sure_note] : [WORDS.review_leeches, WORDS.review_leeches_note];
  box.replaceChildren(element("h2", {}, title), element("p", { className: "aa-small" }, note), element("ul", { className: "aa-rows" }, ...rows));
  if (all) box.append(element("p", {}, element("a", { href: all }, say(WORDS.closing_again, { count: names.length }))));
}

/**
 * Lists the notes, the newest first.
 * @param {HTMLElement} box
 * @param {Bank} bank
 * @param {import("./progress.mjs").Log} log
 */
function listNotes(box, bank, log) {
  const notes = log.notes();
  box.hidden = !notes.length;
  needed(box, "summary").textContent = say(WORDS.notes_counted, { count: notes.length });
  const rows = notes.map(({ concept, note }) => {
    const { title, href } = placeOf(concept, bank);
    return element("li", {}, element("a", { href: onPath(href) }, title), " ", element("bdi", { className: "aa-small" }, firstWords(note)));
  });
  needed(box, "ul").replaceChildren(...rows);
}

/**
 * Where a note was written. A page that was renamed leads on from its old address.
 * @param {string} concept
 * @param {Bank} bank
 */
function placeOf(concept, bank) {
  if (Object.hasOwn(bank.concepts, concept)) return bank.concepts[concept];
  const [[other, { href }]] = Object.entries(bank.concepts);
  return { title: concept, href: href.replace(`/${other}`, `/${concept}`) };
}

/**
 * Wires the settings, and returns what fills their fields.
 * @param {HTMLElement} place
 * @param {() => void} changed
 */
function form(place, changed) {
  const fields = need("form", HTMLFormElement, place);
  const retention = need("[name=retention]", HTMLInputElement, fields);
  const fresh = need("[name=fresh]", HTMLInputElement, fields);
  const exam = need("[name=exam]", HTMLInputElement, fields);
  const said = need("output", HTMLElement, fields);
  [retention.min, retention.max] = LIMITS.retention.map((share) => String(Math.round(100 * share)));
  [fresh.min, fresh.max] = LIMITS.perDay.map(String);
  const fill = () => {
    const settings = readSettings();
    retention.value = String(Math.round(100 * settings.retention));
    fresh.value = String(settings.perDay);
    const chosen = chosenDate();
    exam.value = chosen?.by === "interview" ? String(chosen.date) : "";
    said.textContent = `${retention.value}%`;
  };
  fields.addEventListener("input", () => (said.textContent = `${retention.value}%`));
  fields.addEventListener("change", () => {
    writeSettings({ retention: Number(retention.value) / 100, perDay: Number(fresh.value) });
    if (exam.value) keepDate({ by: "interview", date: exam.value });
    else if (chosenDate()?.by === "interview") keepDate(null);
    changed();
  });
  fields.addEventListener("submit", (event) => event.preventDefault());
  return fill;
}
