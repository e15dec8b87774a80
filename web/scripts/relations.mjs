// The graph of concepts and what the map shows of it. Nothing here touches a page. The list of relations is written by
// the build: concepts stand in an order of reading, a relation is [kind, source, target, reason], the first three as places
// in the lists.

/** @typedef {{id: string, label: string, title: string, aliases: string[], href: string, category: string, level: string, look: string, step: number, minutes: number}} Concept */
/** @typedef {{key: string, label: string, inverse: string, symmetric: boolean}} Kind */
/** @typedef {[kind: number, source: number, target: number, reason: string]} Relation */
/** @typedef {{concepts: Concept[], kinds: Kind[], relations: Relation[]}} Graph */
/** @typedef {{category?: string, kind?: string, level?: string, around?: number, to?: number, steps?: number}} Choice */
/** @typedef {{concepts: number[], relations: Relation[], way?: number[]}} View */
/** @typedef {View & {steps: number[][], also: number[][]}} Plan */

/** @typedef {(place: number) => number[]} Next */

export const LABELED = 45;
export const REQUIRES = "requires";

/** @param {string} text */
const words = (text) => text.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();

/**
 * The place of the concept that is called so, by its label, title, an alias or its id; -1 if there is none.
 *
 * @param {Graph} graph
 * @param {string} name
 */
export function find(graph, name) {
  const wanted = words(name);
  /** @type {((c: Concept) => string[])[]} */
  const ways = [(c) => [c.id, c.label, c.title], (c) => c.aliases];
  for (const names of ways) {
    const place = graph.concepts.findIndex((concept) => names(concept).some((known) => words(known) === wanted));
    if (place >= 0) return place;
  }
  return -1;
}

/**
 * What a choice shows: the places of the concepts, and the relations between them.
 *
 * A choice has category, kind and level (keys, "" for all), around and to (places, -1 for none) and steps. The concepts
 * named by around and to are shown whatever their category and level. Without a way between them, or a named concept
 * that nothing is related to, there are only these.
 *
 * @param {Graph} graph
 * @param {Choice} choice
 * @returns {View}
 */
export function view(graph, choice) {
  const { category = "", kind = "", level = "", around = -1, to = -1, steps = 1 } = choice;
  const fits = graph.concepts.map(
    (c, place) => place === around || place === to || ((!category || c.category === category) && (!level || c.level === level)),
  );
  const relations = graph.relations.filter(
    ([number, source, target]) => fits[source] && fits[target] && (!kind || graph.kinds[number].key === kind),
  );
  const all = fits.flatMap((fit, place) => (fit ? [place] : []));
  if (around < 0) {
    const joined = new Set(relations.flatMap(([, source, target]) => [source, target]));
    return { concepts: kind ? all.filter((place) => joined.has(place)) : all, relations };
  }
  if (to >= 0) return way(relations, around, to);
  const distance = distances(neighbors(relations), around, steps);
  return {
    concepts: all.filter((place) => distance.has(place)),
    relations: relations.filter(
      ([, source, target]) => Math.min(distance.get(source) ?? Infinity, distance.get(target) ?? Infinity) < steps,
    ),
  };
}

/**
 * What to read up to a goal: from a start, the shortest chain of concepts that require each other, or without one
 * (-1) all that the goal requires, by step. Null if the goal does not build on the start.
 *
 * `also` has beside each step of a chain what has to come before it too; the start and what it requires count as known.
 *
 * @param {Graph} graph
 * @param {number} from
 * @param {number} to
 * @returns {Plan | null}
 */
export function plan(graph, from, to) {
  const relations = graph.relations.filter(([kind]) => graph.kinds[kind].key === REQUIRES);
  const required = pointed(relations.map(([, source, target]) => [source, target]));
  const requiring = pointed(relations.map(([, source, target]) => [target, source]));
  const chain = from < 0 ? [] : shortest(requiring, required, from, to);
  if (from >= 0 && !chain.length) return null;
  const needs = (/** @type {number} */ place) => [...distances(required, place, Infinity).keys()].slice(1).sort((a, b) => a - b);
  const known = new Set(from < 0 ? [] : needs(from));
  const all = [...needs(to).filter((place) => !known.has(place)), to];
  const steps = from < 0 ? byStep(graph, all) : chain.map((place) => [place]);
  const passed = new Set([...known, ...steps.flat()]);
  const also = steps.map(([first]) => {
    const before = needs(first).filter((place) => !passed.has(place));
    for (const place of before) passed.add(place);
    return before;
  });
  const inside = new Set(all);
  return {
    concepts: all,
    relations: relations
      .filter(([, source, target]) => inside.has(source) && inside.has(target))
      .sort((a, b) => a[1] - b[1] || a[2] - b[2]),
    steps,
    also,
  };
}

/**
 * @param {Graph} graph
 * @param {number[]} places
 */
function byStep(graph, places) {
  /** @type {number[][]} */
  const steps = [];
  for (const place of places) (steps[graph.concepts[place].step] ??= []).push(place);
  return steps;
}

/**
 * Where pairs lead from each place, in order of reading.
 *
 * @param {number[][]} pairs
 * @returns {Next}
 */
function pointed(pairs) {
  /** @type {Map<number, Set<number>>} */
  const found = new Map();
  for (const [here, other] of pairs) found.set(here, (found.get(here) ?? new Set()).add(other));
  return (place) => [...(found.get(place) ?? [])].sort((a, b) => a - b);
}

/** @param {Relation[]} relations */
const neighbors = (relations) => pointed(relations.flatMap(([, source, target]) => [[source, target], [target, source]]));

/**
 * @param {Next} next
 * @param {number} start
 * @param {number} most
 */
function distances(next, start, most) {
  const distance = new Map([[start, 0]]);
  for (const [here, steps] of distance) {
    if (steps === most) continue;
    for (const other of next(here)) if (!distance.has(other)) distance.set(other, steps + 1);
  }
  return distance;
}

/**
 * The places of a shortest way, empty if there is none.
 *
 * @param {Next} next
 * @param {Next} before
 * @param {number} from
 * @param {number} to
 */
function shortest(next, before, from, to) {
  const back = distances(before, to, Infinity);
  const length = back.get(from);
  if (length === undefined) return [];
  const places = [from];
  for (let left = length - 1; left >= 0; left -= 1) {
    places.push(...next(places[places.length - 1]).filter((place) => back.get(place) === left).slice(0, 1));
  }
  return places;
}

/**
 * A shortest way from one concept to another, in either direction of each relation; concepts and relations in its order.
 *
 * @param {Relation[]} relations
 * @param {number} from
 * @param {number} to
 * @returns {View}
 */
function way(relations, from, to) {
  const next = neighbors(relations);
  const places = shortest(next, next, from, to);
  const steps = places.slice(1).map((place, before) => new Set([places[before], place]));
  return {
    concepts: places.length ? places : [from, to],
    relations: steps.flatMap((step) => relations.filter(([, source, target]) => step.has(source) && step.has(target))),
    way: places,
  };
}

/**
 * Text for use inside quotes in Mermaid, as `macros/core/drawing/mermaid.py` writes it.
 *
 * @param {string} text
 */
export function label(text) {
  const line = text.trim().split(/\s+/u).join(" ");
  return line.replace(/[^\p{L}\p{N}_ .,'()/+=?!–—’…-]/gu, (sign) => `#${sign.codePointAt(0)};`);
}

/**
 * What a view shows as Mermaid text, the same that `relation_map` in `macros/core/drawing/mermaid.py` writes for a category.
 * Arrows lead from the earlier to the later of the view's concepts.
 *
 * @param {Graph} graph
 * @param {View} view
 * @param {string} title
 * @param {string} none what it says without relations
 * @param {"LR" | "TB"} [direction]
 */
export function mermaid(graph, { concepts, relations }, title, none, direction = "LR") {
  const names = new Map(concepts.map((place, number) => [place, `n${number}`]));
  /** @type {Map<string, {first: number, other: number, kinds: (Kind & {phrase: string})[]}>} */
  const pairs = new Map();
  for (const [number, source, target] of relations) {
    const [first, other] = concepts.indexOf(source) < concepts.indexOf(target) ? [source, target] : [target, source];
    const pair = pairs.get(`${first} ${other}`) ?? { first, other, kinds: [] };
    pairs.set(`${first} ${other}`, pair);
    const kind = graph.kinds[number];
    pair.kinds.push({ ...kind, phrase: source === first ? kind.label : kind.inverse });
  }
  const labeled = pairs.size <= LABELED;
  const said = [];
  const arrows = [];
  for (const { first, other, kinds } of pairs.values()) {
    const requires = kinds[0].key === REQUIRES && kinds[0].phrase === kinds[0].inverse;
    const phrases = kinds.map((kind) => kind.phrase);
    const shown = phrases.slice(requires ? 1 : 0);
    const plain = kinds.every((kind) => kind.symmetric) ? "---" : "-->";
    const phrase = labeled && shown.length ? `${requires ? "==" : "--"} "${shown.map(label).join(",<br>")}" ` : "";
    arrows.push(`  ${names.get(first)} ${phrase}${requires ? "==>" : plain} ${names.get(other)}`);
    said.push(`${graph.concepts[first].label} ${phrases.join(", ")} ${graph.concepts[other].label}`);
  }
  const lines = [
    "---",
    "config:",
    "  flowchart:",
    "    nodeSpacing: 10",
    "    rankSpacing: 20",
    "    wrappingWidth: 100",
    "    padding: 4",
    "---",
    `flowchart ${direction}`, // eslint-disable-line no-restricted-syntax -- a word of Mermaid, not of the interface
    `  accTitle: ${label(title)}`,
    `  accDescr: ${label(`${said.join("; ") || none}.`)}`,
    ...concepts.map((place) => `  ${names.get(place)}["${label(graph.concepts[place].label)}"]:::${graph.concepts[place].look}`),
    ...arrows,
    ...concepts.map(
      (place) => `  click ${names.get(place)} href "${graph.concepts[place].href}" "${label(graph.concepts[place].title)}"`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}
