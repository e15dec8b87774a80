// Finds concepts and terms by their names: aliases, beginnings of words and one-letter typos. Nothing here touches the page.

/** @typedef {{ name: string, words: string[], joined: string }} Name */
/** @typedef {{ kind: string, title: string, address: string, category: string, names: Name[] }} Entry */
/** @typedef {Omit<Entry, "names"> & { name: string }} Found */
/** @typedef {[title: string, address: string, category: number, ...others: string[]]} Row */
/** @typedef {{ concepts: Row[], terms: Row[], categories: [key: string, label: string][], kinds: [key: string, label: string][] }} Names */

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
 * Whether two words differ by at most one letter: one more, one less, another one, or two neighbors swapped.
 *
 * @param {string} one
 * @param {string} other
 */
export function near(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  const most = Math.min(one.length, other.length) - start;
  while (end < most && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [left, right] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

/**
 * The names of `names.json`, made ready for `findNames`.
 *
 * @param {Names} names
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
 * Entries that are called what was typed, best first, at most `most`. Each has `kind`, `title`, `address`, `category`
 * and `name`, the name that fits.
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
      const distance = distanceOf(known, words, joined);
      if (distance < best) [best, name] = [distance, known.name];
    }
    if (best < Infinity) found.push({ ...entry, name, distance: best, place });
  }
  found.sort((one, other) => one.distance - other.distance || one.place - other.place);
  return found.slice(0, most).map(({ names, distance, place, ...entry }) => entry);
}

/**
 * How far a name is from what was typed; Infinity if it is another one.
 *
 * @param {Name} known
 * @param {string[]} words
 * @param {string} joined
 */
function distanceOf(known, words, joined) {
  if (known.joined === joined) return 0;
  const rest = Math.max(0, known.words.length - words.length) / 100;
  if (known.joined.startsWith(joined)) return 1 + rest;
  if (joined.length >= 4 && near(known.joined, joined)) return 2;
  let sum = 3 + rest;
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
  if (word.startsWith(typed)) return 0.5;
  return word.length >= 4 && near(typed, word) ? 1 : Infinity;
}
