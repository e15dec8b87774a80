// The map's form: what to read up to a concept, with the reason for each step, or the relations around a concept, of a
// category or of a kind. Both are drawn by the program that draws the site's other diagrams. The choice stands in the
// address. List and program are fetched with the first choice.

import { element } from "./controls.mjs";
import { mark } from "./marks.mjs";
import { part, readText } from "./parts.mjs";
import { tidy } from "./pele.mjs";
import { LABELED, REQUIRES, find, mermaid, plan, view } from "./relations.mjs";
import { need, report } from "./start.mjs";
import { say } from "./words.mjs";

/** @import { Choice, Graph, Plan, Relation, View } from "./relations.mjs" */
/** @typedef {typeof import("./renderer.mjs")} Renderer */
/** @typedef {Required<Choice>} Chosen */
/** @typedef {{ title: string, notes: string[], marked: number[], direction?: "LR" | "TB" }} Look */

const MOST = 90;
const FIELDS = ["around", "steps", "to", "category", "kind", "level", "show"];
const RELATED = "related";
const NARROW = "(max-width: 44em)";
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
  return ["around", "to", "show"].includes(name)
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
  if (fields.show.value !== RELATED) fields.show.value = "";
  if (["steps", "category", "kind", "level"].some((name) => wanted.has(name))) need("details", HTMLDetailsElement, form).open = true;
}

function write() {
  if (!fields.around.value.trim() || !fields.to.value.trim()) fields.show.value = "";
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
  const empty = FIELDS.every((name) => name === "steps" || name === "show" || !values[name]);
  for (const name of ["around", "to"]) fields[name].removeAttribute("aria-invalid");
  fields.steps.disabled = !values.around || Boolean(values.to);
  for (const name of ["category", "kind", "level"]) fields[name].disabled = Boolean(values.to) && values.show !== RELATED;
  if (empty) {
    tell(WORDS.map_hint);
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
  try {
    const related = values.show === RELATED && choice.around >= 0 && choice.around !== choice.to;
    if (choice.to < 0 || related) showRelations(graph, renderer, choice);
    else showPath(graph, renderer, choice);
    mark();
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
  markInTable([]);
}

/**
 * What to read up to a goal. If only the start builds on the goal, the path leads the other way; if neither does, their
 * relations are shown.
 *
 * @param {Graph} graph
 * @param {Renderer} renderer
 * @param {Chosen} choice
 */
function showPath(graph, renderer, choice) {
  const { to } = choice;
  const around = choice.around === to ? -1 : choice.around;
  const [start, goal] = [around, to].map((place) => graph.concepts[place]?.label ?? "");
  const forward = plan(graph, around, to);
  const found = forward ?? plan(graph, to, around);
  if (!found) {
    showRelations(graph, renderer, { ...choice, category: "", kind: "", level: "" }, WORDS.map_neither);
    return;
  }
  const [from, last] = forward ? [start, goal] : [goal, start];
  const title = around < 0 ? say(WORDS.map_all_required, { name: goal }) : say(WORDS.map_from_to, { from, to: last });
  const chain = found.steps.flat();
  const others = found.concepts.length - chain.length;
  result.replaceChildren(element("h2", {}, title));
  if (around >= 0) result.append(toggle());
  result.append(route(graph, found));
  if (found.relations.length) {
    const notes = others ? [WORDS.map_bold, WORDS.map_thick_arrow] : [WORDS.map_thick_arrow];
    const narrow = matchMedia(NARROW).matches;
    const marked = around < 0 ? [to] : chain;
    const drawn = figure(graph, renderer, found, { title, notes, marked, direction: narrow ? "TB" : "LR" });
    result.append(
      element("details", { className: "aa-fold", open: !narrow }, element("summary", {}, WORDS.view_as_diagram), drawn),
      table(graph, found.relations, false),
    );
  }
  result.hidden = false;
  markInTable(chain, graph);
  const turned = forward ? [] : [say(WORDS.map_turned, { start, goal })];
  status.textContent = [...turned, ...sum(graph, found, around < 0 ? goal : "")].join(" ");
}

/**
 * Sentences on how much there is to read; `goal` is named if there is no start.
 *
 * @param {Graph} graph
 * @param {Plan} found
 * @param {string} goal
 */
function sum(graph, { concepts, steps }, goal) {
  const chain = steps.flat().length;
  const others = concepts.length - chain;
  const minutes = concepts.reduce((total, place) => total + graph.concepts[place].minutes, 0);
  const parts = [say(WORDS.map_path_steps, { count: chain - 1 })];
  if (goal) parts[0] = say(WORDS.map_requires, { name: goal, count: chain - 1 });
  if (others) parts.push(say(WORDS.map_along_the_way, { count: others }));
  return [...parts, say(WORDS.map_time, { count: minutes })];
}

/**
 * The relations of a choice.
 *
 * @param {Graph} graph
 * @param {Renderer} renderer
 * @param {Chosen} choice
 * @param {string} [why] why the relations between two concepts are shown in place of a path of prerequisites
 */
function showRelations(graph, renderer, choice, why = "") {
  const shown = view(graph, choice);
  const concepts = say(WORDS.concepts_counted, { count: shown.concepts.length });
  const parts = [`${concepts}, ${say(WORDS.relations_counted, { count: shown.relations.length })}.`];
  const title = named(graph, choice);
  result.replaceChildren();
  if (shown.way) {
    parts[0] = shown.way.length ? say(WORDS.map_apart, { count: shown.way.length - 1 }) : WORDS.map_no_path;
    if (why) parts.unshift(why);
    result.append(element("h2", {}, title));
    if (!why) result.append(toggle());
  }
  if (!shown.concepts.length) {
    parts.push(WORDS.map_no_matches);
  } else {
    const notes = [];
    if (shown.relations.some(([number]) => graph.kinds[number].key === REQUIRES)) notes.push(WORDS.map_thick_arrow);
    if (pairs(shown.relations) > LABELED) notes.push(WORDS.map_unlabeled);
    const direction = shown.way && matchMedia(NARROW).matches ? "TB" : "LR";
    result.append(figure(graph, renderer, shown, { title, notes, marked: [choice.around, choice.to], direction }));
  }
  if (shown.relations.length) result.append(table(graph, shown.relations, shown.relations.length <= 12, shown.way));
  result.hidden = !result.childNodes.length;
  markInTable(shown.way ?? [], graph);
  status.textContent = parts.join(" ");
}

/** @param {Relation[]} relations */
const pairs = (relations) => new Set(relations.map(([, source, target]) => [source, target].sort((a, b) => a - b).join())).size;

/** Two buttons: between two concepts there are what to read, and all relations. */
function toggle() {
  const buttons = [["", WORDS.map_what_to_read], [RELATED, WORDS.map_how_related]].map(([value, words]) => {
    const pressed = String(fields.show.value === value);
    const button = element("button", { type: "button", attributes: { "aria-pressed": pressed } }, words);
    button.addEventListener("click", async () => {
      fields.show.value = value;
      write();
      await show();
      const pressed = result.querySelector("[aria-pressed=true]");
      if (pressed instanceof HTMLElement) pressed.focus();
    });
    return button;
  });
  return element("p", { className: "aa-choose aa-toggle" }, ...buttons);
}

/**
 * The steps of a plan, each with its concepts and the reasons for what they lead to.
 *
 * @param {Graph} graph
 * @param {Plan} found
 */
function route(graph, { steps, also, relations }) {
  const link = (/** @type {number} */ place) => element("a", { href: graph.concepts[place].href }, graph.concepts[place].label);
  const chain = steps.every((step) => step.length === 1) ? steps.flat() : null;
  const items = steps.map((step, position) => {
    const parts = step.flatMap((place) => [
      element("p", { className: "aa-stop" }, link(place), " ", element("span", { className: "aa-minutes" }, say(WORDS.minutes, { count: graph.concepts[place].minutes }))),
      ...relations
        .filter(([, source, target]) => target === place && (!chain || source === chain[position + 1]))
        .map((relation) => element("p", { className: "aa-why" }, because(graph, relation), ` ${relation[3]}`)),
    ]);
    if (also[position].length) {
      const links = also[position].flatMap((place, before) => (before ? [", ", link(place)] : [link(place)]));
      parts.splice(1, 0, element("p", { className: "aa-also" }, WORDS.map_also, " ", ...links));
    }
    return element("li", {}, ...parts);
  });
  return element("ol", { className: "aa-route" }, ...items);
}

/**
 * A link to the place where a relation stands with its sources.
 *
 * @param {Graph} graph
 * @param {Relation} relation
 */
function because(graph, relation) {
  const name = graph.concepts[relation[1]].label;
  return element("a", { href: placeOf(graph, relation) }, say(WORDS.map_requires_it, { name }));
}

/**
 * @param {Graph} graph
 * @param {Relation} relation
 */
function placeOf(graph, [kind, source, target]) {
  return `${graph.concepts[source].href}#relation-${graph.kinds[kind].key}-${graph.concepts[target].id}`;
}

/**
 * Marks concepts in the table of all concepts.
 *
 * @param {number[]} places
 * @param {Graph} [graph]
 */
function markInTable(places, graph) {
  const chosen = new Set(places.map((place) => graph?.concepts[place].href));
  for (const link of document.querySelectorAll("#all-concepts a")) {
    if (chosen.has(link.getAttribute("href") ?? "")) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/**
 * A drawing with its caption, or words in its place if it could not be read.
 *
 * @param {Graph} graph
 * @param {Renderer} renderer
 * @param {View} shown
 * @param {Look} look
 */
function figure(graph, renderer, shown, { title, notes, marked, direction }) {
  if (pairs(shown.relations) > MOST) {
    return element("p", {}, WORDS.map_too_large);
  }
  const text = mermaid(graph, shown, title, WORDS.map_no_relations, direction);
  const { svg, width } = renderer.render(text, { idPrefix: "view", linkRel: "" });
  const drawn = document.importNode(new DOMParser().parseFromString(tidy(svg), "image/svg+xml").documentElement, true);
  for (const place of marked) {
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
  return element(
    "figure",
    { className: "aa-diagram" },
    element(
      "figcaption",
      { id: "view-about" },
      `${[`${title}.`, ...notes].join(" ")} `,
      element("span", { className: "aa-hint-scroll", attributes: { "aria-hidden": "true" } }, WORDS.scroll_sideways),
    ),
    box,
  );
}

/**
 * @param {Graph} graph
 * @param {Chosen} choice
 */
function named(graph, { around, to, steps, category, kind, level }) {
  const chosen = (/** @type {string} */ name) => need("option:checked", HTMLOptionElement, fields[name]).text;
  const parts = [];
  if (to >= 0) parts.push(say(WORDS.map_related, { from: graph.concepts[around].label, to: graph.concepts[to].label }));
  else if (around >= 0) parts.push(say(WORDS.map_concepts_around, { name: graph.concepts[around].label, count: steps }));
  if (category) parts.push(chosen("category"));
  if (kind) parts.push(say(WORDS.map_kind_part, { name: chosen("kind") }));
  if (level) parts.push(say(WORDS.map_level_part, { name: chosen("level").toLowerCase() }));
  return parts.join(", ");
}

/**
 * Relations with their reasons, in the order given; those on a way as they are read along it.
 *
 * @param {Graph} graph
 * @param {Relation[]} relations
 * @param {boolean} open
 * @param {number[]} [way]
 */
function table(graph, relations, open, way = []) {
  const rows = relations.map((relation) => {
    const [number, source, target, reason] = relation;
    const { label, inverse } = graph.kinds[number];
    const back = way.indexOf(target) < way.indexOf(source);
    const link = (/** @type {number} */ place) => {
      const { href, label: name } = graph.concepts[place];
      return element("a", { href: place === source ? placeOf(graph, relation) : href }, name);
    };
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, link(back ? target : source)),
      element("td", {}, back ? inverse : label),
      element("td", {}, link(back ? source : target)),
      element("td", {}, reason),
    );
  });
  const head = [WORDS.concept, WORDS.relation, WORDS.concept, WORDS.why].map((words) => element("th", { scope: "col" }, words));
  return element(
    "details",
    { className: "aa-needs", open },
    element("summary", {}, WORDS.view_as_table),
    element(
      "div",
      { className: "aa-scroll", tabIndex: 0, attributes: { role: "region", "aria-label": WORDS.map_table_region } },
      element(
        "table",
        { className: "aa-table aa-stacked" },
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
  // The fields are empty only after the event, and a hidden one not even then.
  form.addEventListener("reset", () => {
    setTimeout(() => {
      fields.show.value = "";
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
