// The page of all questions: choices narrow the list, some of what is left can be asked as a session, and progress can be
// saved, read in and deleted. A session takes its questions from the pages of their concepts.

import { element } from "./controls.mjs";
import { shuffle } from "./grading.mjs";
import { readText } from "./parts.mjs";
import { download, progress, standing } from "./progress.mjs";
import { Group } from "./quiz.mjs";

const STANDINGS = { new: "", right: "✓ right", missed: "✗ missed", changed: "changed since you answered" };

const log = progress();
const form = document.getElementById("choose");
const session = document.getElementById("session");
const entries = [...document.querySelectorAll(".aa-bank > li")];
const say = form.querySelector("output");
const panel = document.getElementById("progress");
const news = panel.querySelector("[role=status]");

for (const entry of entries) entry.append(element("span", { className: "aa-standing" }));

function chosen(name) {
  return new FormData(form).getAll(name).filter(Boolean);
}

function apply() {
  const latest = log.latestOfAll();
  const wanted = Object.fromEntries(["concept", "category", "type", "level", "standing"].map((name) => [name, chosen(name)]));
  const counts = { new: 0, right: 0, missed: 0, changed: 0 };
  for (const entry of entries) {
    const reached = standing(latest.get(entry.dataset.question), Number(entry.dataset.rev));
    counts[reached] += 1;
    entry.dataset.standing = reached;
    entry.querySelector(".aa-standing").textContent = STANDINGS[reached];
    entry.hidden = Object.entries(wanted).some(([name, values]) => values.length && !values.includes(entry.dataset[name]));
  }
  for (const part of document.querySelectorAll(".aa-bank-part")) {
    part.hidden = ![...part.querySelectorAll("li")].some((entry) => !entry.hidden);
  }
  const left = shown().length;
  say.textContent = left === entries.length ? `${left} questions` : `${left} of ${entries.length} questions`;
  form.querySelector("[name=start]").setAttribute("aria-disabled", String(!left));
  const missed = document.getElementById("missed");
  missed.textContent = counts.missed === 1 ? "Retry the one I missed" : `Retry the ${counts.missed} I missed`;
  missed.hidden = !counts.missed;
  const answered = counts.right + counts.missed;
  panel.querySelector("[data-summary]").textContent = answered
    ? `${answered} of ${entries.length} questions answered, ${counts.right} right, ${counts.missed} missed.`
    : "Nothing answered yet on this device.";
}

const shown = () => entries.filter((entry) => !entry.hidden);

function read() {
  const wanted = new URLSearchParams(location.search);
  for (const field of form.elements) {
    if (!field.name) continue;
    if (field.type === "checkbox") field.checked = wanted.getAll(field.name).includes(field.value);
    else if (wanted.has(field.name)) field.value = wanted.get(field.name);
    if (field.tagName === "SELECT" && field.selectedIndex < 0) field.selectedIndex = 0;
  }
  form.querySelector("details").open = wanted.has("concept");
  apply();
}

form.addEventListener("change", () => {
  const address = new URL(location.href);
  address.search = new URLSearchParams([...new FormData(form)].filter(([name, value]) => value && name !== "count"));
  history.replaceState(null, "", address);
  apply();
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const pool = shown();
  if (pool.length) ask(pick(pool, Number(chosen("count")[0])));
});

document.getElementById("missed").addEventListener("click", () => {
  ask(pick(entries.filter((entry) => entry.dataset.standing === "missed"), Infinity));
});

function pick(pool, count) {
  const byName = new Map(pool.map((entry) => [entry.dataset.question, entry]));
  return shuffle(byName.keys(), `${Date.now()} ${Math.random()}`).slice(0, count).map((name) => byName.get(name));
}

const pages = new Map();

async function page(address) {
  if (!pages.has(address)) {
    pages.set(address, new DOMParser().parseFromString(await readText(address), "text/html"));
  }
  return pages.get(address);
}

// Takes the element of a question from the page of its concept; its links lead where they lead there.
async function fetched(entry) {
  const link = entry.querySelector("a");
  const address = new URL(link.href);
  const hash = address.hash.slice(1);
  address.hash = "";
  const found = (await page(address.href)).getElementById(hash);
  if (!found) return null;
  const root = document.importNode(found, true);
  for (const inner of root.querySelectorAll("a[href]")) inner.href = new URL(inner.getAttribute("href"), address).href;
  root.removeAttribute("id");
  const concept = element("a", { href: address.href }, entry.closest(".aa-bank-part").querySelector("h3").textContent);
  root.prepend(element("p", { className: "aa-small aa-of" }, concept));
  return root;
}

async function ask(list) {
  session.hidden = false;
  session.replaceChildren(element("p", {}, "Fetching the questions …"));
  try {
    const roots = (await Promise.all(list.map(fetched))).filter(Boolean);
    const questions = element("ol", { className: "aa-questions aa-session" });
    questions.append(...roots);
    const title = element("h2", { tabIndex: -1 }, roots.length === 1 ? "One question" : `${roots.length} questions`);
    const notice = element("p", { className: "aa-notice", attributes: { role: "status" } });
    session.replaceChildren(title, notice, questions, element("p", { className: "aa-tally" }));
    new Group(questions, log, { fresh: true });
    title.focus();
    title.scrollIntoView();
  } catch (error) {
    session.replaceChildren(element("p", { className: "aa-notice" }, `The questions could not be fetched: ${error.message}`));
  }
}

document.getElementById("export").addEventListener("click", () => {
  download("alignment-atlas-progress.json", log.exported());
});

document.getElementById("import").addEventListener("change", async ({ target }) => {
  if (!target.files.length) return;
  const name = target.files[0].name;
  const result = log.imported(await target.files[0].text());
  target.value = "";
  if (!result) {
    news.textContent = `${name} is not a file of progress from this site; nothing was changed.`;
    return;
  }
  const refused = result.refused ? ` ${result.refused} entries could not be read and were left out.` : "";
  news.textContent = `${result.added} new answers from ${name}.${refused}`;
});

document.getElementById("reset").addEventListener("click", () => {
  const removed = log.clear();
  const undo = element("button", { type: "button" }, "Undo");
  undo.addEventListener("click", () => {
    log.restore(removed);
    news.textContent = "Everything is back.";
  });
  news.replaceChildren(`${removed.length} answers deleted. `, undo);
  panel.querySelector("details").open = false;
});

log.onChange(apply);
addEventListener("popstate", read);
read();
