// Finds concepts and terms by their names: aliases, beginnings of words and slips. Nothing here touches the page.

/** @typedef {{ name: string, words: string[], joined: string }} Name */
/** @typedef {{ kind: string, title: string, address: string, category: string, names: Name[] }} Entry */
/** @typedef {Omit<Entry, "names"> & { name: string, fit: string }} Found */
/** @typedef {[title: string, address: string, category: number, ...others: string[]]} Row */
/**
 * What `names.json` has. A comparison is its key, label, address and questions; `unasked` are the texts about the site;
 * `propose` is where to propose what is missing, or empty.
 *
 * @typedef {object} Names
 * @property {Row[]} concepts
 * @property {Row[]} terms
 * @property {[key: string, label: string][]} categories
 * @property {[key: string, label: string][]} kinds
 * @property {[key: string, label: string, address: string, ...questions: string[]][]} comparisons
 * @property {string} map
 * @property {string} glossary
 * @property {string} propose
 * @property {string} contested
 * @property {string[]} unasked
 */

/** @type {Record<string, string>} */
const GREEK = {
  α: "alpha", β: "beta", γ: "gamma", δ: "delta", ε: "epsilon", ϵ: "epsilon", ζ: "zeta", η: "eta", θ: "theta",
  κ: "kappa", λ: "lambda", μ: "mu", ν: "nu", ξ: "xi", π: "pi", ρ: "rho", σ: "sigma", τ: "tau", φ: "phi", ϕ: "phi",
  χ: "chi", ψ: "psi", ω: "omega",
};

/**
 * Text as it is compared: small letters without accents, Greek letters by name, words with one space between.
 *
 * @param {string} text
 */
export function fold(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[α-ωϕϵ]/g, (letter) => ` ${GREEK[letter] ?? letter} `).replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/**
 * How many letters one text has more, less, other or swapped with its neighbor than the other, at least.
 *
 * @param {string} one
 * @param {string} other
 */
export function distance(one, other) {
  /** @type {number[]} */
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      now[column] = Math.min(last[column] + 1, now[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        now[column] = Math.min(now[column], before[column - 2] + 1);
      }
    }
    [before, last] = [last, now];
  }
  return last[other.length];
}

/**
 * Whether one of two words may be a slip for the other: one letter in words of four, two in words of eight or more that
 * begin alike.
 *
 * @param {string} typed
 * @param {string} word
 */
export function near(typed, word) {
  const length = Math.max(typed.length, word.length);
  const most = length >= 8 && typed[0] === word[0] ? 2 : length >= 4 ? 1 : 0;
  return Math.abs(typed.length - word.length) <= most && distance(typed, word) <= most;
}

const ENDING = /(?<=...)(?:i?zations?|at(?:ions?|ing|ed|es?|ors?)|ings?|ions?|ies|ers?|ed|es|s|e|y)$/;

/**
 * What the forms of a word begin with, roughly: the word without a usual ending.
 *
 * @param {string} word
 */
export const stem = (word) => (word.length > 3 ? word.replace(ENDING, "").replace(/(.)\1$/, "$1") : word.replace(/(?<=..)s$/, ""));

/**
 * The names of `names.json`, made ready for `findNames`.
 *
 * @param {Pick<Names, "concepts" | "terms" | "categories">} names
 * @returns {Entry[]}
 */
export function readNames({ concepts, terms, categories }) {
  /** @type {(kind: string) => (row: Row) => Entry} */
  const entry = (kind) => ([title, address, place, ...others]) => ({
    kind,
    title,
    address,
    category: categories[place]?.[0] ?? "",
    names: [title, ...others].map((name) => {
      const words = fold(name).split(" ");
      return { name, words, joined: words.join("") };
    }),
  });
  return [...concepts.map(entry("concept")), ...terms.map(entry("page"))];
}

/**
 * Entries that are called what was typed, best first, at most `most`. Each has `kind`, `title`, `address`, `category`,
 * `name`, the name that fits, and `fit`: it is that name, begins with it, has its words, or is one slip away.
 *
 * @param {Entry[]} entries
 * @param {string} query
 * @param {{ kind?: string, category?: string }} [filters]
 * @returns {Found[]}
 */
export function findNames(entries, query, { kind = "", category = "" } = {}, most = 5) {
  const words = fold(query).split(" ").filter(Boolean);
  if (!words.length) return [];
  const joined = words.join("");
  const found = [];
  for (const [place, entry] of entries.entries()) {
    if ((kind && entry.kind !== kind) || (category && entry.category !== category)) continue;
    let best = Infinity;
    let name = "";
    for (const known of entry.names) {
      const cost = costOf(known, words, joined);
      if (cost < best) [best, name] = [cost, known.name];
    }
    if (best < Infinity) found.push({ ...entry, name, cost: best, place });
  }
  found.sort((one, other) => one.cost - other.cost || one.place - other.place);
  return found.slice(0, most).map(({ names, cost, place, ...entry }) => ({ ...entry, fit: fitOf(cost) }));
}

/**
 * Entries of which a whole name stands among words, the longest name first. A plural is the same name.
 *
 * @param {Entry[]} entries
 * @param {string} query
 */
export function namesWithin(entries, query) {
  const words = fold(query).split(" ").filter(Boolean);
  const stems = words.map(stem);
  const found = [];
  for (const [place, entry] of entries.entries()) {
    let best;
    for (const known of entry.names) {
      const size = known.words.length;
      if (best && size <= best.size) continue;
      const at = stems.findIndex((_, start) => known.words.every((word, offset) => word === words[start + offset] || (word.length > 2 && stem(word) === stems[start + offset])));
      if (at >= 0) best = { size, at, name: known.name };
    }
    if (best) found.push({ ...best, entry, place });
  }
  found.sort((one, other) => other.size - one.size || Number(other.entry.kind === "concept") - Number(one.entry.kind === "concept") || one.place - other.place);
  /** @type {typeof found} */
  const kept = []; // "reward" is not asked for by "reward model"
  for (const one of found) {
    const inside = kept.some((other) => one.at >= other.at && one.at + one.size <= other.at + other.size && one.size < other.size);
    if (!inside) kept.push(one);
  }
  return kept;
}

/**
 * The names that share most with words that no name has: a rare word, or their spelling. Nearest first, at most two.
 *
 * @param {Entry[]} entries
 * @param {string} query
 */
export function nearestNames(entries, query) {
  const words = fold(query).split(" ").filter((word) => word.length > 3).map(stem);
  const has = entries.map((entry) => new Set(entry.names.flatMap((name) => name.words.map(stem))));
  const typed = fold(query).replaceAll(" ", "");
  const weight = new Map(words.map((word) => [word, has.filter((known) => known.has(word)).length]));
  const found = [];
  for (const [place, entry] of entries.entries()) {
    let score = 0;
    for (const [word, number] of weight) if (has[place].has(word) && number <= COMMON) score += 1 / number;
    const far = Math.min(...entry.names.map((name) => distance(typed, name.joined) / Math.max(typed.length, name.joined.length)));
    if (far <= FARTHEST) score += 1 - far;
    if (score) found.push({ entry, score, place });
  }
  found.sort((one, other) => other.score - one.score || one.place - other.place);
  return found.slice(0, 2).map(({ entry }) => entry);
}

/** In how many names a word may stand and still tell what is meant. */
const COMMON = 5;
/** What share of letters may differ between a name and what is near it. */
const FARTHEST = 0.34;

/**
 * The word of a name that an unknown word may be a slip for; empty if there is none.
 *
 * @param {Entry[]} entries
 * @param {string} typed
 */
export function correction(entries, typed) {
  const word = fold(typed);
  let [best, least] = ["", Infinity];
  for (const entry of entries) {
    for (const known of entry.names.flatMap((name) => name.words)) {
      if (known.length < 4 || word.length < 4 || !near(word, known)) continue;
      const cost = distance(word, known);
      if (cost < least) [best, least] = [known, cost];
    }
  }
  return best;
}

const START = 1;
const SLIP = 2;
const WORDS = 3;
/** What a word with a slip costs. More words of a name than a hundred never cost as much. */
const SLIP_COST = 10;

/** @param {number} cost */
const fitOf = (cost) => (cost < START ? "whole" : cost < SLIP ? "start" : cost >= WORDS && cost < WORDS + SLIP_COST ? "words" : "slip");

/**
 * How far a name is from what was typed; Infinity if it is another one.
 *
 * @param {Name} known
 * @param {string[]} words
 * @param {string} joined
 */
function costOf(known, words, joined) {
  if (known.joined === joined) return 0;
  const rest = Math.max(0, known.words.length - words.length) / 100;
  if (known.joined.startsWith(joined)) return START + rest;
  if (joined.length >= 4 && near(joined, known.joined)) return SLIP;
  let sum = WORDS + rest;
  for (const word of words) {
    const cost = Math.min(...known.words.map((other) => wordCost(word, other)));
    if (cost === Infinity) return Infinity;
    sum += cost;
  }
  return sum;
}

/**
 * @param {string} typed
 * @param {string} word
 */
function wordCost(typed, word) {
  if (typed === word) return 0;
  if (typed.length > 3 && stem(typed) === stem(word)) return 0.2;
  if (word.startsWith(typed)) return 0.5;
  return word.length >= 4 && near(typed, word) ? SLIP_COST : Infinity;
}
