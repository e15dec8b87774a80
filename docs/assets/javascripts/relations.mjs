// The graph of concepts and what the map shows of it. Nothing here touches a page. The list of relations is written by
// the build: concepts stand in an order of reading, a relation is [kind, source, target] as places in the lists.

export const LABELED = 45;

const words = (text) => text.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();

/** The place of the concept that is called so, by its label, title, an alias or its id; -1 if there is none. */
export function find(graph, name) {
  const wanted = words(name);
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

function neighbors(relations) {
  const found = new Map();
  for (const [, source, target] of relations) {
    for (const [here, other] of [[source, target], [target, source]]) {
      if (!found.has(here)) found.set(here, new Set());
      found.get(here).add(other);
    }
  }
  return (place) => [...(found.get(place) ?? [])].sort((a, b) => a - b);
}

function distances(relations, start, most) {
  const next = neighbors(relations);
  const distance = new Map([[start, 0]]);
  for (const here of distance.keys()) {
    if (distance.get(here) === most) continue;
    for (const other of next(here)) if (!distance.has(other)) distance.set(other, distance.get(here) + 1);
  }
  return distance;
}

/** A shortest way from one concept to another, in either direction of each relation. */
function way(relations, from, to) {
  const back = distances(relations, to, Infinity);
  const next = neighbors(relations);
  const places = [from];
  if (back.has(from)) {
    while (places.at(-1) !== to) {
      places.push(next(places.at(-1)).find((place) => back.get(place) === back.get(places.at(-1)) - 1));
    }
  } else {
    places.push(to);
  }
  const steps = new Set(places.slice(1).map((place, before) => [places[before], place].sort((a, b) => a - b).join()));
  return {
    concepts: [...new Set(places)].sort((a, b) => a - b),
    relations: relations.filter(([, source, target]) => steps.has([source, target].sort((a, b) => a - b).join())),
    way: back.has(from) ? places : [],
  };
}

/** Text for use inside quotes in Mermaid, as `macros/core/diagrams.py` writes it. */
export function label(text) {
  const line = text.trim().split(/\s+/u).join(" ");
  return line.replace(/[^\p{L}\p{N}_ .,'()/+=?!–—’…-]/gu, (sign) => `#${sign.codePointAt(0)};`);
}

/** What a view shows as Mermaid text, the same that `relation_map` in `macros/core/diagrams.py` writes for a category. */
export function mermaid(graph, { concepts, relations }, title) {
  const names = new Map(concepts.map((place, number) => [place, `n${number}`]));
  const pairs = new Map();
  for (const [number, source, target] of relations) {
    const [first, other] = [Math.min(source, target), Math.max(source, target)];
    const pair = `${first} ${other}`;
    if (!pairs.has(pair)) pairs.set(pair, { first, other, kinds: [] });
    const kind = graph.kinds[number];
    pairs.get(pair).kinds.push({ ...kind, phrase: source === first ? kind.label : kind.inverse });
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
    "flowchart LR",
    `  accTitle: ${label(title)}`,
    `  accDescr: ${label(`${said.join("; ") || "No relations"}.`)}`,
    ...concepts.map((place) => `  ${names.get(place)}["${label(graph.concepts[place].label)}"]:::${graph.concepts[place].look}`),
    ...arrows,
    ...concepts.map(
      (place) => `  click ${names.get(place)} href "${graph.concepts[place].href}" "${label(graph.concepts[place].title)}"`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}
