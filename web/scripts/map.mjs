// The map's form: a choice of concepts and relations is drawn by the program that draws the site's other diagrams, and
// listed below. The choice stands in the address. List and program are fetched with the first choice.

import { element } from "./controls.mjs";
import { part, readText } from "./parts.mjs";
import { tidy } from "./pele.mjs";
import { LABELED, find, mermaid, view } from "./relations.mjs";
import { need, report } from "./start.mjs";

/** @import { Choice, Graph, View } from "./relations.mjs" */
/** @typedef {typeof import("./renderer.mjs")} Renderer */
/** @typedef {Required<Choice>} Chosen */

const MOST = 90;
const FIELDS = ["around", "steps", "to", "category", "kind", "level"];
/** @type {HTMLFormElement} */
let form;
/** @type {HTMLElement} */
let result;
/** @type {HTMLElement} */
let status;
/** @type {Record<string, HTMLInputElement | HTMLSelectElement>} */
let fields;
/** @type {Promise<{ graph: Graph, renderer: Renderer }> | null} */
let loaded = null;
let turn = 0;

/** @param {string} name */
function control(name) {
  const selector = `[name=${name}]`;
  return name === "around" || name === "to"
    ? need(selector, HTMLInputElement, form)
    : need(selector, HTMLSelectElement, form);
}

const load = () =>
  (loaded ??= Promise.all([
    readText(form.dataset.relations ?? "").then(JSON.parse),
    part("renderer"),
  ]).then(([graph, renderer]) => ({ graph, renderer })));

function read() {
  const wanted = new URLSearchParams(location.search);
  for (const name of FIELDS) {
    const field = fields[name];
    field.value = wanted.get(name) ?? (name === "steps" ? "1" : "");
    if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.selectedIndex = 0;
  }
}

function write() {
  const address = new URL(location.href);
  address.hash = "";
  address.search = new URLSearchParams(
    FIELDS.map((name) => [name, fields[name].value.trim()]).filter(
      ([name, value]) => value && (name !== "steps" || (value !== "1" && fields.around.value.trim())),
    ),
  ).toString();
  if (address.href !== location.href.split("#")[0]) history.pushState(null, "", address);
}

async function show() {
  const mine = (turn += 1);
  const values = Object.fromEntries(FIELDS.map((name) => [name, fields[name].value.trim()]));
  const empty = FIELDS.every((name) => name === "steps" || !values[name]);
  for (const name of ["around", "to"]) fields[name].removeAttribute("aria-invalid");
  fields.steps.disabled = !values.around || Boolean(values.to);
  if (empty) {
    result.hidden = true;
    result.replaceChildren();
    status.textContent = "Choose a concept to see what is around it, two to see the path between them, or a category.";
    return;
  }
  let drawing;
  if (!loaded) status.textContent = "Drawing …";
  try {
    drawing = await load();
  } catch {
    loaded = null;
    if (mine === turn) status.textContent = "The map could not be loaded. Choose again to retry.";
    return;
  }
  if (mine !== turn) return;
  const { graph, renderer } = drawing;
  const { category, kind, level } = values;
  const choice = { category, kind, level, around: -1, to: -1, steps: Number(values.steps) };
  for (const name of /** @type {const} */ (["around", "to"])) {
    choice[name] = values[name] ? find(graph, values[name]) : -1;
    if (values[name] && choice[name] < 0) {
      fields[name].setAttribute("aria-invalid", "true");
      say(`No concept is called “${values[name]}”. The list under the field has all names.`);
      return;
    }
  }
  if (values.to && !values.around) {
    say("Name the concept where the path starts, too.");
    fields.around.setAttribute("aria-invalid", "true");
    return;
  }
  try {
    draw(graph, renderer, choice);
  } catch (error) {
    report("map", error);
    say("This view could not be drawn. Try another choice.");
  }
}

/** @param {string} words */
function say(words) {
  status.textContent = words;
  result.hidden = true;
  result.replaceChildren();
}

/**
 * @param {Graph} graph
 * @param {Renderer} renderer
 * @param {Chosen} choice
 */
function draw(graph, renderer, choice) {
  const shown = view(graph, choice);
  const pairs = new Set(shown.relations.map(([, ...ends]) => ends.sort((a, b) => a - b).join())).size;
  const count = (/** @type {number} */ number, /** @type {string} */ noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  const parts = [`${count(shown.concepts.length, "concept")}, ${count(shown.relations.length, "relation")}.`];
  if (shown.way) parts.unshift(shown.way.length ? `The path has ${count(shown.way.length - 1, "step")}.` : "There is no path between them.");
  result.replaceChildren();
  if (!shown.concepts.length) {
    parts.push("Nothing fits this choice.");
  } else if (pairs > MOST) {
    parts.push("That is too much for one picture; narrow it down, or use the table.");
  } else {
    result.append(figure(graph, renderer, shown, choice, pairs));
  }
  if (shown.relations.length) result.append(table(graph, shown));
  result.hidden = !result.childNodes.length;
  status.textContent = parts.join(" ");
}

/**
 * @param {Graph} graph
 * @param {Renderer} renderer
 * @param {View} shown
 * @param {Chosen} choice
 * @param {number} pairs
 */
function figure(graph, renderer, shown, choice, pairs) {
  const title = named(graph, choice);
  const text = mermaid(graph, shown, title);
  const { svg, width } = renderer.render(text, { idPrefix: "view", linkRel: "" });
  const drawn = document.importNode(new DOMParser().parseFromString(tidy(svg), "image/svg+xml").documentElement, true);
  for (const place of [choice.around, choice.to]) {
    drawn.querySelector(`[data-id="n${shown.concepts.indexOf(place)}"]`)?.classList.add("aa-here");
  }
  const least = Math.ceil((width * 11) / (drawn.querySelector(".pele-edge-label") ? 14 : 16));
  const spacer = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of [["class", "aa-least"], ["width", String(least)], ["height", "0"], ["aria-hidden", "true"]]) {
    spacer.setAttribute(name, value);
  }
  const looks = ["aa-drawing", least > 348 && "aa-wide", least > 640 && "aa-wider", least > 960 && "aa-widest"];
  const box = element(
    "div",
    {
      className: looks.filter(Boolean).join(" "),
      tabIndex: 0,
      attributes: { role: "region", "aria-label": `${title}: diagram`, "aria-describedby": "view-about" },
    },
    element("div", { className: "aa-canvas" }, drawn, spacer),
  );
  const arrows = pairs > LABELED ? "Arrows are not labeled in so large a picture; the table names the relations. " : "";
  return element(
    "figure",
    { className: "aa-diagram" },
    element(
      "figcaption",
      { id: "view-about" },
      `${title}. A thick arrow means: is required by. ${arrows}`,
      element("span", { className: "aa-hint-scroll", attributes: { "aria-hidden": "true" } }, "Scroll it sideways."),
    ),
    box,
    element(
      "details",
      { className: "aa-supplemental" },
      element("summary", {}, "Mermaid text"),
      element("pre", { translate: false }, element("code", { translate: false }, text)),
    ),
  );
}

/**
 * @param {Graph} graph
 * @param {Chosen} choice
 */
function named(graph, { around, to, steps, category, kind, level }) {
  const chosen = (/** @type {string} */ name) => need("option:checked", HTMLOptionElement, fields[name]).text;
  const parts = [];
  if (to >= 0) parts.push(`From ${graph.concepts[around].label} to ${graph.concepts[to].label}`);
  else if (around >= 0) parts.push(`${graph.concepts[around].label} and what is within ${steps} step${steps === 1 ? "" : "s"}`);
  if (category) parts.push(chosen("category"));
  if (kind) parts.push(`relation “${chosen("kind")}”`);
  if (level) parts.push(`level ${chosen("level").toLowerCase()}`);
  return parts.join(", ");
}

/**
 * @param {Graph} graph
 * @param {View} shown
 */
function table(graph, { relations }) {
  const link = (/** @type {number} */ place, anchor = "") =>
    element("a", { href: graph.concepts[place].href + anchor }, graph.concepts[place].label);
  const rows = relations.map(([number, source, target]) => {
    const { key, label } = graph.kinds[number];
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, link(source, `#relation-${key}-${graph.concepts[target].id}`)),
      element("td", {}, label),
      element("td", {}, link(target)),
    );
  });
  const head = ["Concept", "Relation", "Concept"].map((words) => element("th", { scope: "col" }, words));
  return element(
    "details",
    { className: "aa-needs", open: relations.length <= 12 },
    element("summary", {}, "The same as a table"),
    element(
      "div",
      { className: "aa-scroll", tabIndex: 0, attributes: { role: "region", "aria-label": "Relations in this view: table" } },
      element(
        "table",
        { className: "aa-table" },
        element("caption", {}, "Relations in this view; the concept on the left leads to the reason"),
        element("thead", {}, element("tr", {}, ...head)),
        element("tbody", {}, ...rows),
      ),
    ),
  );
}

export function map() {
  form = need("#view", HTMLFormElement);
  result = need("#view-result", HTMLElement);
  status = need("[role=status]", HTMLElement, form);
  fields = Object.fromEntries(FIELDS.map((name) => [name, control(name)]));
  form.addEventListener("change", () => {
    write();
    show();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    write();
    show();
  });
  // The fields are empty only after the event.
  form.addEventListener("reset", () => {
    setTimeout(() => {
      write();
      show();
    });
  });
  addEventListener("popstate", () => {
    read();
    show();
  });
  read();
  show();
}
