// The map's form: a choice of concepts and relations is drawn by the program that draws the site's other diagrams, and
// listed below. The choice stands in the address. List and program are fetched with the first choice.

import { element } from "./controls.mjs";
import { part, readText } from "./parts.mjs";
import { tidy } from "./pele.mjs";
import { LABELED, find, mermaid, view } from "./relations.mjs";
import { need, report } from "./start.mjs";
import { say } from "./words.mjs";

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
    status.textContent = WORDS.map_hint;
    return;
  }
  let drawing;
  if (!loaded) status.textContent = WORDS.map_loading;
  try {
    drawing = await load();
  } catch {
    loaded = null;
    if (mine === turn) status.textContent = WORDS.map_load_fails;
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
      tell(say(WORDS.map_unknown, { name: values[name] }));
      return;
    }
  }
  if (values.to && !values.around) {
    tell(WORDS.map_start_missing);
    fields.around.setAttribute("aria-invalid", "true");
    return;
  }
  try {
    draw(graph, renderer, choice);
  } catch (error) {
    report("map", error);
    tell(WORDS.map_draw_fails);
  }
}

/** @param {string} words */
function tell(words) {
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
  const parts = [`${say(WORDS.concepts_counted, { count: shown.concepts.length })}, ${say(WORDS.relations_counted, { count: shown.relations.length })}.`];
  if (shown.way) parts.unshift(shown.way.length ? say(WORDS.map_path_steps, { count: shown.way.length - 1 }) : WORDS.map_no_path);
  result.replaceChildren();
  if (!shown.concepts.length) {
    parts.push(WORDS.map_no_matches);
  } else if (pairs > MOST) {
    parts.push(WORDS.map_too_large);
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
  const text = mermaid(graph, shown, title, WORDS.map_no_relations);
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
      attributes: { role: "region", "aria-label": say(WORDS.diagram_region, { name: title }), "aria-describedby": "view-about" },
    },
    element("div", { className: "aa-canvas" }, drawn, spacer),
  );
  const arrows = pairs > LABELED ? `${WORDS.map_unlabeled} ` : "";
  return element(
    "figure",
    { className: "aa-diagram" },
    element(
      "figcaption",
      { id: "view-about" },
      `${title}. ${WORDS.map_thick_arrow} ${arrows}`,
      element("span", { className: "aa-hint-scroll", attributes: { "aria-hidden": "true" } }, WORDS.scroll_sideways),
    ),
    box,
    element(
      "details",
      { className: "aa-supplemental" },
      element("summary", {}, WORDS.mermaid_text),
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
  if (to >= 0) parts.push(say(WORDS.map_from_to, { from: graph.concepts[around].label, to: graph.concepts[to].label }));
  else if (around >= 0) parts.push(say(WORDS.map_concepts_around, { name: graph.concepts[around].label, count: steps }));
  if (category) parts.push(chosen("category"));
  if (kind) parts.push(say(WORDS.map_kind_part, { name: chosen("kind") }));
  if (level) parts.push(say(WORDS.map_level_part, { name: chosen("level").toLowerCase() }));
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
  const head = [WORDS.concept, WORDS.relation, WORDS.concept].map((words) => element("th", { scope: "col" }, words));
  return element(
    "details",
    { className: "aa-needs", open: relations.length <= 12 },
    element("summary", {}, WORDS.view_as_table),
    element(
      "div",
      { className: "aa-scroll", tabIndex: 0, attributes: { role: "region", "aria-label": WORDS.map_table_region } },
      element(
        "table",
        { className: "aa-table" },
        element("caption", {}, WORDS.map_table_caption),
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
