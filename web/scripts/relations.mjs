// The graph of concepts and what the map shows of it. Nothing here touches a page. The list of relations is written by
// the build: concepts stand in an order of reading, a relation is [kind, source, target] as places in the lists.

/** @typedef {{id: string, label: string, title: string, aliases: string[], href: string, category: string, level: string, look: string}} Concept */
/** @typedef {{key: string, label: string, inverse: string, symmetric: boolean}} Kind */
/** @typedef {[kind: number, source: number, target: number]} Relation */
/** @typedef {{concepts: Concept[], kinds: Kind[], relations: Relation[]}} Graph */
/** @typedef {{category?: string, kind?: string, level?: string, around?: number, to?: number, steps?: number}} Choice */
/** @typedef {{concepts: number[], relations: Relation[], way?: number[]}} View */

export const LABELED = 45;

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
  const distance = distances(relations, around, steps);
  return {
    concepts: all.filter((place) => distance.has(place)),
    relations: relations.filter((ends) => Math.min(...ends.slice(1).map((end) => distance.get(end) ?? Infinity)) < steps),
  };
}

/** @param {Relation[]} relations */
function neighbors(relations) {
  /** @type {Map<number, Set<number>>} */
  const found = new Map();
  for (const [, source, target] of relations) {
    for (const [here, other] of [[source, target], [target, source]]) {
      const others = found.get(here) ?? new Set();
      found.set(here, others.add(other));
    }
  }
  return (/** @type {number} */ place) => [...(found.get(place) ?? [])].sort((a, b) => a - b);
}

/**
 * @param {Relation[]} relations
 * @param {number} start
 * @param {number} most
 */
function distances(relations, start, most) {
  const next = neighbors(relations);
  const distance = new Map([[start, 0]]);
  for (const [here, steps] of distance) {
    if (steps === most) continue;
    for (const other of next(here)) if (!distance.has(other)) distance.set(other, steps + 1);
  }
  return distance;
}

/**
 * A shortest way from one concept to another, in either direction of each relation.
 *
 * @param {Relation[]} relations
 * @param {number} from
 * @param {number} to
 * @returns {View}
 */
function way(relations, from, to) {
  const back = distances(relations, to, Infinity);
  const next = neighbors(relations);
  const length = back.get(from);
  const places = length === undefined ? [from, to] : [from];
  for (let left = (length ?? 0) - 1; left >= 0; left -= 1) {
    places.push(...next(places[places.length - 1]).filter((place) => back.get(place) === left).slice(0, 1));
  }
  const steps = new Set(places.slice(1).map((place, before) => [places[before], place].sort((a, b) => a - b).join()));
  return {
    concepts: [...new Set(places)].sort((a, b) => a - b),
    relations: relations.filter(([, source, target]) => steps.has([source, target].sort((a, b) => a - b).join())),
    way: length === undefined ? [] : places,
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
 *
 * @param {Graph} graph
 * @param {View} view
 * @param {string} title
 * @param {string} none what it says without relations
 */
export function mermaid(graph, { concepts, relations }, title, none) {
  const names = new Map(concepts.map((place, number) => [place, `n${number}`]));
  /** @type {Map<string, {first: number, other: number, kinds: (Kind & {phrase: string})[]}>} */
  const pairs = new Map();
  for (const [number, source, target] of relations) {
    const [first, other] = [Math.min(source, target), Math.max(source, target)];
    const pair = pairs.get(`${first} ${other}`) ?? { first, other, kinds: [] };
    pairs.set(`${first} ${other}`, pair);
    const kind = graph.kinds[number];
    pair.kinds.push({ ...kind, phrase: source === first ? kind.label : kind.inverse });
  }
  const labeled = pairs.size <= LABELED;
  const said = [];
  const arrows = [];
  for (const { first, other, kinds } of pairs.values()) {
    const requires = kinds[0].key === "requires";
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
    "flowchart LR", // eslint-disable-line no-restricted-syntax -- a word of Mermaid, not of the interface
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
