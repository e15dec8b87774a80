// From a query to what the dialog lists: names first, then texts, and what the site lacks. Nothing here touches the page.

import { parts, wordsOf } from "./excerpts.mjs";
import { correction, findNames, fold, namesWithin, nearestNames, stem } from "./names.mjs";
import { spelled, understand } from "./query.mjs";
import { fitOf } from "./scan.mjs";
import { SHORT } from "./search-index.mjs";
import { say } from "./words.mjs";

/** @import { Part, Segments, Text } from "./excerpts.mjs" */
/** @import { Entry, Found } from "./names.mjs" */
/** @import { Query } from "./query.mjs" */
/** @import { Details, Filters, Hit, Index, Looked } from "./search-index.mjs" */
/**
 * A line of the list. `label` says what it is, `from` where on its page it stands; `beside` is the other of two things
 * that are compared.
 *
 * @typedef {object} Item
 * @property {string} address
 * @property {Segments} title
 * @property {string} label
 * @property {Segments} text
 * @property {string} [from]
 * @property {boolean} [contested]
 * @property {Item} [beside]
 */
/**
 * What names alone answer. `certain` says that the query is a name, or has one that is what it is about.
 *
 * @typedef {object} Head
 * @property {Item[]} items
 * @property {boolean} certain
 * @property {boolean} versus
 * @property {Entry[]} within
 */
/**
 * What texts answer. Of `corrected`, each word was taken for another one; `left` are words that none of `items` has;
 * `missing` is what the site lacks, or only mentions, with the `nearest` names.
 *
 * @typedef {object} Tail
 * @property {Item[]} names
 * @property {() => Promise<Item[]>} next
 * @property {() => boolean} rest
 * @property {number} number
 * @property {boolean} shortened
 * @property {string[]} left
 * @property {[typed: string, taken: string][]} corrected
 * @property {{ term: string, mentioned: boolean, nearest: Item[], propose: string } | undefined} missing
 */

/** How many texts are loaded at a time. */
const STEP = 8;
const MOST_NAMES = 5;
/** How many hits by a shortened word are shown. */
const MOST_SHORTENED = 3;
/** How many texts that only mention a term may be taken for no treatment of it. */
const FEW = 3;
/** How many words names, summary and "In short" of a page have, about: what stands there is what the page is about. */
const EARLY = 150;
/** How much more a text weighs if all words of a query stand there. */
const LEAD = 4;
/** Of how many sources the page that rests on them most is listed too. */
const CITED = 1;
/** How often a word may stand in the glossary and still tell which entry is meant. */
const RARE = 5;

/** @param {string} words */
const plain = (words) => /** @type {Segments} */ ([[words, false]]);

/**
 * What names answer to a query.
 *
 * @param {Query} query
 * @param {Entry[]} entries
 * @param {Index} index
 * @param {Filters} filters
 * @returns {Promise<Head>}
 */
export async function byNames(query, entries, index, filters) {
  const { kind, category } = filters;
  const free = !kind && !category;
  const chosen = entries.filter((entry) => (!kind || entry.kind === kind) && (!category || entry.category === category));
  const words = query.words.join(" ");
  const found = [query.text, words].flatMap((text) => findNames(chosen, text, {}, MOST_NAMES)).filter(({ fit }) => fit !== "slip");
  let within = namesWithin(chosen, query.text);
  if (!within.length) within = namesWithin(chosen, words);
  const sides = free ? pair(query, chosen, within) : undefined;
  if (sides) {
    const called = found.find(({ address, fit }) => fit === "whole" && sides.every((side) => side.address !== address));
    const first = called ? [await nameItem(called, called.name, index)] : []; // "capability vs alignment" is a name itself
    return { items: [...first, ...(await versus(query, sides, index))], certain: true, versus: true, within: [] };
  }
  const listed = inOrder(query, found, within);
  const items = await Promise.all(listed.slice(0, MOST_NAMES).map((entry) => nameItem(entry, entry.name, index)));
  const said = free && listed[0]?.fit === "within" ? await statements(listed[0], query, index) : [];
  return { items: [...said, ...items], certain: listed.length > 0, versus: false, within: within.map(({ entry }) => entry) };
}

/**
 * Names in the order in which they are listed, each once: what is called as the query says, what the query is about, and
 * what has its words.
 *
 * @param {Query} query
 * @param {Found[]} found
 * @param {ReturnType<typeof namesWithin>} within
 * @returns {Found[]}
 */
function inOrder(query, found, within) {
  const counted = fold(query.words.filter((word) => !/^[\d.,%]+$/.test(word)).join(" ")).split(" ").length;
  // A term is what the query is about if it is half of it; a concept always.
  const about = within.filter(({ entry, size }) => entry.kind === "concept" || size * 2 >= counted).slice(0, 2);
  const named = about.map(({ entry, name }) => ({ ...entry, name, fit: "within" }));
  const all = [...found.filter(({ fit }) => fit === "whole"), ...named, ...found];
  return all.filter(({ address }, place) => all.findIndex((other) => other.address === address) === place);
}

/**
 * The two entries that a query compares; undefined unless both are known.
 *
 * @param {Query} query
 * @param {Entry[]} entries
 * @param {ReturnType<typeof namesWithin>} within
 */
function pair(query, entries, within) {
  if (query.kind === "versus") {
    const [one, other] = query.sides;
    // "inner vs outer alignment": the last words belong to both.
    const first = entryOf(entries, one, other);
    const second = entryOf(entries, other, "");
    return first && second && first.address !== second.address ? [first, second] : undefined;
  }
  if (within.length !== 2) return undefined;
  const [one, other] = [...within].sort((left, right) => left.at - right.at);
  const named = (/** @type {number} */ place) => within.some(({ at, size }) => place >= at && place < at + size);
  const dropped = new Set(query.dropped.map(fold));
  const all = fold(query.text).split(" ").every((word, place) => named(place) || dropped.has(word));
  return all && one.at + one.size <= other.at ? [one.entry, other.entry] : undefined;
}

/**
 * The entry that one side of a comparison names, perhaps with the last words of the other side.
 *
 * @param {Entry[]} entries
 * @param {string} side
 * @param {string} other
 */
function entryOf(entries, side, other) {
  const [plainSide, plainOther] = [side, other].map((text) => understand(text).words.join(" "));
  const tail = plainOther.split(" ").slice(1);
  const longer = tail.map((_, start) => `${plainSide} ${tail.slice(start).join(" ")}`);
  const tries = [side, plainSide, ...longer].map((text) => findNames(entries, text, {}, 1)[0]);
  const found = tries.find((entry) => entry?.fit === "whole") ?? namesWithin(entries, side)[0]?.entry ?? tries.slice(2).find(Boolean) ?? tries[1];
  return found && entries.find(({ address }) => address === found.address);
}

/**
 * A comparison, both entries, their relation and a contested claim about both.
 *
 * @param {Query} query
 * @param {Entry[]} sides
 * @param {Index} index
 * @returns {Promise<Item[]>}
 */
async function versus(query, [one, other], index) {
  const [first, second] = await Promise.all([one, other].map(({ address }) => index.details(address)));
  const [left, right] = await Promise.all([one, other].map((entry) => nameItem(entry, entry.title, index)));
  /** @type {Item[]} */
  const items = [];
  const shared = index.names.comparisons.find(([key]) => first?.comparisons?.includes(key) && second?.comparisons?.includes(key));
  if (shared) {
    const [, label, address, ...questions] = shared;
    items.push({ address, title: plain(say(WORDS.search_side_by_side, { one: short(one), other: short(other) })), label: WORDS.result_comparison, text: plain(`${label}: ${questions.join(", ")}.`) });
  }
  items.push({ ...left, title: plain(short(one)), beside: { ...right, title: plain(short(other)) } });
  const relations = (first?.relations ?? []).filter(([address]) => address === other.address).slice(0, 2);
  items.push(...relations.map(relationItem));
  if (!relations.length && [one, other].every(({ kind }) => kind === "concept")) {
    const ends = new URLSearchParams({ around: one.title, to: other.title });
    items.push({ address: `${index.names.map}?${ends}`, title: plain(say(WORDS.search_path, { one: short(one), other: short(other) })), label: WORDS.way_map, text: plain(WORDS.search_path_says) });
  }
  const claims = [...contestedAbout(one, first, other), ...contestedAbout(other, second, one)].slice(0, 1);
  return query.judged ? [...claims, ...items] : [...items, ...claims];
}

/** @param {Entry} entry */
const short = (entry) => entry.names[1]?.name.length < entry.title.length && entry.kind === "concept" ? entry.names[1].name : entry.title;

/**
 * Contested claims of one entry that name another one.
 *
 * @param {Entry} entry
 * @param {Details | undefined} details
 * @param {Entry} other
 */
function contestedAbout(entry, details, other) {
  const found = (details?.contested ?? []).filter(([question, text]) => namesWithin([other], `${question} ${text}`).length);
  return found.map((claim) => claimItem(entry, claim));
}

/**
 * @param {import("./search-index.mjs").Relation} relation
 * @returns {Item}
 */
const relationItem = ([, title, reason, address]) => ({ address, title: plain(title), label: WORDS.relation, text: plain(reason) });

/**
 * @param {Entry} entry
 * @param {import("./search-index.mjs").Contested} claim
 * @returns {Item}
 */
const claimItem = (entry, [question, text, address]) => ({
  address, title: plain(question), label: say(WORDS.result_evidence, { name: short(entry) }), text: plain(text), contested: true,
});

/**
 * Relations and contested claims of the entry that a query is about that have all its other words.
 *
 * @param {Found} top
 * @param {Query} query
 * @param {Index} index
 * @returns {Promise<Item[]>}
 */
async function statements(top, query, index) {
  const named = new Set(fold(`${top.title} ${top.name}`).split(" ").map(stem));
  const rest = query.words.flatMap((word) => fold(word).split(" ")).map(stem).filter((word) => word && !named.has(word));
  if (!rest.length) return [];
  const details = await index.details(top.address);
  const has = (/** @type {string} */ text) => {
    const known = fold(text).split(" ").map(stem);
    return rest.every((word) => known.includes(word));
  };
  const relations = (details?.relations ?? []).filter(([, title, reason]) => has(`${title} ${reason}`)).map(relationItem);
  const entry = { ...top, names: [] };
  const claims = (details?.contested ?? []).filter(([question, text]) => has(`${question} ${text}`)).map((claim) => claimItem(entry, claim));
  return [...claims, ...relations].slice(0, 1);
}

/**
 * @param {{ kind: string, title: string, address: string, category: string }} entry
 * @param {string} name
 * @param {Index} index
 * @returns {Promise<Item>}
 */
async function nameItem({ kind, title, address, category }, name, index) {
  const details = await index.details(address);
  const label = kind === "concept" ? (labels(index).get(category) ?? "") : WORDS.foot_glossary;
  const from = fold(name) === fold(title) ? undefined : `${WORDS.results_named} ${name}`;
  return { address, title: plain(title), label, text: details ? plain(details.summary) : [], from };
}

/** @param {Index} index */
const labels = (index) => new Map(index.names.categories);

/**
 * What texts answer to a query, given what names answered.
 *
 * @param {Query} query
 * @param {Head} head
 * @param {Entry[]} entries
 * @param {Index} index
 * @param {Filters} filters
 * @returns {Promise<Tail>}
 */
export async function byTexts(query, head, entries, index, filters) {
  let looked = await lookAll(query.words, index, filters);
  const corrected = corrections(looked, entries);
  /** @type {Item[]} */
  let names = [];
  if (corrected.length) {
    const better = new Map(corrected);
    const words = query.words.map((word) => better.get(word) ?? word);
    names = (await byNames({ ...query, text: words.join(" "), words, kind: "plain" }, entries, index, filters)).items;
    looked = await lookAll(words, index, filters);
  }
  const ranked = rank(looked);
  if (!head.certain && !names.length && (ranked.left.length || ranked.texts.length <= FEW)) {
    const slips = findNames(entries, query.words.join(" "), filters, 2);
    names = await Promise.all(slips.map((entry) => nameItem(entry, entry.name, index)));
  }
  const found = head.certain || names.length > 0 || !query.words.length;
  const lack = found || filters.kind || filters.category ? "" : await lackOf(query, looked, ranked, index);
  const missing = lack ? await missingTerm(query, head, lack === "treatment", entries, index) : undefined;
  const { left, shortened } = ranked;
  const shown = shortened ? ranked.texts.slice(0, MOST_SHORTENED) : ranked.texts;
  let at = 0;
  const next = async () => {
    const items = await itemsOf(shown.slice(at, at + STEP), query, index, filters.kind ? 0 : CITED);
    at += STEP; // only now, so that what could not be loaded is asked for again
    return items;
  };
  return { names, next, rest: () => at < shown.length, number: shown.length, shortened, left, corrected, missing };
}

/**
 * The words that no text has and that may be slips, each with the word of a name that it is taken for.
 *
 * @param {Answer[]} looked
 * @param {Entry[]} entries
 */
function corrections(looked, entries) {
  const unknown = looked.filter(({ fit }) => fit === "none" || fit === "shortened");
  const taken = unknown.map(({ word }) => /** @type {[string, string]} */ ([word, correction(entries, word)]));
  return taken.filter(([, better]) => better);
}

/** @typedef {Looked & { word: string }} Answer */

/**
 * @param {string[]} words
 * @param {Index} index
 * @param {Filters} filters
 * @returns {Promise<Answer[]>}
 */
const lookAll = (words, index, filters) => Promise.all(words.map(async (word) => ({ word, ...(await index.lookup(word, filters)) })));

/** @typedef {{ score: number, places: number[][], words: string[], load: Hit["load"], span: number }} Ranked */

/**
 * Texts with all words, or with as many of them as any text has; best first. The nearer the words stand to each other and
 * to the beginning, the better.
 *
 * @param {Answer[]} looked
 */
function rank(looked) {
  const whole = looked.filter(({ fit }) => fit === "whole" || fit === "start");
  const used = whole.length ? whole : looked.filter(({ fit }) => fit === "shortened");
  /** @type {Map<string, Omit<Ranked, "span"> & { weight: number }>} */
  const byText = new Map();
  for (const { word, hits } of used) {
    const weight = 1 / Math.log2(2 + hits.length); // a rare word tells more
    for (const { id, score, places, load } of hits) {
      const text = byText.get(id) ?? { score: 0, weight: 0, places: [], load, words: [] };
      byText.set(id, text);
      text.score += score;
      text.weight += weight;
      text.words.push(word);
      text.places.push(places);
    }
  }
  const most = Math.max(0, ...[...byText.values()].map(({ weight }) => weight));
  const best = [...byText.values()].filter(({ weight }) => weight > most - 1e-9);
  const has = new Set(best[0]?.words);
  /** @type {Ranked[]} */
  const texts = best.map(({ weight, ...text }) => {
    const { places, score } = text;
    const span = places.length === used.length && places.every((of) => of.length) ? shortest(places) : Infinity;
    const early = places.filter((of) => of.some((place) => place < EARLY)).length / used.length;
    return { ...text, score: score * (1 + (2 * places.length) / span) * (1 + LEAD * early), span };
  });
  texts.sort((one, other) => other.score - one.score);
  return {
    texts,
    left: looked.map(({ word }) => word).filter((word) => !has.has(word)),
    shortened: !whole.length && used.length > 0,
    span: texts.reduce((least, { span }) => Math.min(least, span), Infinity),
  };
}

/**
 * The length of the shortest stretch with a place of each list.
 *
 * @param {number[][]} places
 */
function shortest(places) {
  const all = places.flatMap((of, word) => of.map((place) => [place, word])).sort(([one], [other]) => one - other);
  /** @type {Map<number, number>} */
  const last = new Map();
  let least = Infinity;
  for (const [place, word] of all) {
    last.set(word, place);
    if (last.size === places.length) least = Math.min(least, place - Math.min(...last.values()) + 1);
  }
  return least;
}

/**
 * Whether the site lacks what a query asks for: its words, or only a treatment; empty if it has it.
 *
 * @param {Query} query
 * @param {Answer[]} looked
 * @param {ReturnType<typeof rank>} ranked
 * @param {Index} index
 */
async function lackOf(query, looked, { texts, left, span }, index) {
  const number = query.words.length;
  const unknown = looked.filter(({ fit }) => fit === "none" || fit === "shortened").length;
  if (!query.term) return unknown * 2 > number || unknown === number ? "words" : "";
  if (unknown) return "words";
  if (/\d/.test(query.text)) return ""; // a figure or a year is no term
  const loaded = await Promise.all(texts.slice(0, STEP).map(async (text) => ({ ...text, ...(await text.load()) })));
  const kinds = loaded.map(({ filters }) => filters.kind[0]);
  if (!left.length && kinds.includes("source")) return ""; // a work is asked for
  if (number === 1 && !loaded.some((text) => isThere(query.words[0], text))) return "words";
  if (number > 1) return span > number && !(await index.phrase(query.term.split(" ").map(spelled), {})) ? "words" : "";
  const places = texts.reduce((sum, text) => sum + text.places.flat().length, 0);
  return places < FEW && kinds.every((kind) => kind === "concept") ? "treatment" : "";
}

/**
 * Whether a text has a word, and not one with the same stem alone, as "quantile" for "quantilizer".
 *
 * @param {string} typed
 * @param {{ content: string, places: number[][] }} text
 */
function isThere(typed, { content, places }) {
  const words = wordsOf(content);
  const has = (/** @type {string} */ form) => ["whole", "start"].includes(fitOf(fold(typed).replaceAll(" ", ""), form));
  return places.flat().some((place) => [...fold(words[place] ?? "").split(" "), fold(words[place] ?? "").replaceAll(" ", "")].some(has));
}

/**
 * What to say of a term that the site lacks.
 *
 * @param {Query} query
 * @param {Head} head
 * @param {boolean} mentioned
 * @param {Entry[]} entries
 * @param {Index} index
 * @returns {Promise<Tail["missing"]>}
 */
async function missingTerm(query, head, mentioned, entries, index) {
  const term = query.term || query.words.join(" ");
  const near = head.within.length ? head.within.slice(0, 2) : nearestNames(entries, query.words.join(" "));
  const nearest = await Promise.all(near.map((entry) => nameItem(entry, entry.title, index)));
  if (nearest.length < 2) nearest.push(...(await defined(query, index)));
  return { term, mentioned, nearest, propose: proposal(index.names.propose, term) };
}

/**
 * The term whose definition has most of the rarer words of a query.
 *
 * @param {Query} query
 * @param {Index} index
 * @returns {Promise<Item[]>}
 */
async function defined(query, index) {
  const looked = await lookAll(query.words, index, { kind: "page" });
  const known = looked.filter(({ fit }) => fit === "whole").flatMap(({ hits }) => hits);
  const loaded = await Promise.all(known.map(async ({ load, places }) => ({ text: await load(), places })));
  const rare = loaded.filter(({ text, places }) => text.meta.url === index.names.glossary && places.length && places.length <= RARE);
  if (!rare.length) return [];
  const [{ text }] = rare;
  return parts(text, rare.map(({ places }) => places), 1).filter(({ anchor }) => anchor).map((part) => partItem(text, part, index));
}

/**
 * The address at which to propose a term; empty if the site has none.
 *
 * @param {string} base
 * @param {string} term
 */
function proposal(base, term) {
  const { protocol } = URL.canParse(base) ? new URL(base) : { protocol: "" };
  if (protocol !== "https:" && protocol !== "http:") return "";
  return `${base}?${new URLSearchParams({ template: "concept.yml", title: say(WORDS.search_proposal_title, { term }), name: term })}`;
}

/**
 * The lines of texts. What is called as the query says stands first.
 *
 * @param {Ranked[]} texts
 * @param {Query} query
 * @param {Index} index
 * @param {number} cited of how many sources the page that rests on them is listed too
 */
async function itemsOf(texts, query, index, cited) {
  const asked = query.words.length > 1 ? fold(query.text) : "";
  const loaded = await Promise.all(texts.map(async ({ load, places, words }) => markedText(await load(), places, words)));
  const called = (/** @type {Text} */ { meta }) => Boolean(asked) && fold(meta.title).startsWith(asked);
  loaded.sort((one, other) => Number(called(other.text)) - Number(called(one.text)));
  const sources = loaded.filter(({ text }) => text.meta.cited_on).slice(0, cited);
  return loaded.flatMap((one) => {
    const items = parts(one.text, one.places, 1).map((part) => partItem(one.text, part, index));
    return sources.includes(one) ? [...items, citingItem(one.text)] : items;
  });
}

/**
 * The page that rests most on a source.
 *
 * @param {Text} text
 * @returns {Item}
 */
const citingItem = ({ meta }) => ({
  address: meta.cited_on, title: plain(meta.cited_by), label: WORDS.result_cites, text: plain(say(WORDS.quoted, { text: meta.title })),
});

/**
 * A text with the places to mark: a short word is marked where it stands, not where another one begins with it.
 *
 * @param {Text} text
 * @param {number[][]} places
 * @param {string[]} words
 */
function markedText(text, places, words) {
  const content = wordsOf(text.content);
  const exact = places.map((of, at) => of.filter((place) => words[at].length > SHORT || fold(content[place] ?? "").split(" ").includes(words[at])));
  return { text, places: exact.some((of) => of.length) ? exact : places };
}

/**
 * What a text is called at the right of its line, by kind; one about a concept by its category.
 *
 * @returns {Record<string, string>}
 */
const kindLabels = () => ({ question: WORDS.result_question, source: WORDS.result_source, page: WORDS.result_page, about: WORDS.search_about });

/**
 * @param {Text} text
 * @param {Part} part
 * @param {Index} index
 * @returns {Item}
 */
function partItem({ meta, filters }, { anchor, heading, context }, index) {
  const [kind] = filters.kind;
  const address = anchor ? `${meta.url}#${anchor}` : meta.url;
  const term = kind === "page" && anchor.startsWith("term-");
  return {
    address,
    title: anchor && !term ? plain(meta.title) : heading,
    label: term ? WORDS.foot_glossary : (kindLabels()[kind] ?? labels(index).get(filters.category?.[0]) ?? ""),
    text: context,
    from: anchor && !term && kind !== "question" ? heading.map(([words]) => words).join("") : undefined,
  };
}

/**
 * The nearest thing to show where no name is near: the glossary.
 *
 * @param {Index} index
 * @returns {Item}
 */
export const glossaryItem = (index) => ({ address: index.names.glossary, title: plain(WORDS.search_glossary), label: WORDS.foot_glossary, text: [] });
