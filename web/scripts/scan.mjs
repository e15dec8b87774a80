// Search without an index, for copies of the site that are opened as files, where nothing can be fetched.

import { wordsOf } from "./excerpts.mjs";
import { fold, stem } from "./names.mjs";

/** @import { Text } from "./excerpts.mjs" */
/** @import { Filters, Fit, Hit, Looked } from "./search-index.mjs" */

/** The kind of pages about the site, which are searched only if somebody chooses it. */
export const ABOUT = "about";
/** What share of a word must be left, and how many letters, when it is shortened. */
const SHARE = 0.6;
const LEAST = 4;
/** How many letters an ending has at most: a form of "detect" may be typed as "detecting", none of "grok" as "grokking". */
const ENDING = 3;
/** How many it has behind a shorter word: "SAEs" is a form of "SAE", and the name Gallé is none of Gal. */
const SHORT_ENDING = 1;

/**
 * How a word of a text fits a word typed: it is that word but for its ending, begins with it, or only begins alike.
 *
 * @param {string} typed
 * @param {string} word
 * @returns {Fit}
 */
export function fitOf(typed, word) {
  const ending = word.length < LEAST ? SHORT_ENDING : ENDING;
  if (word === typed || (stem(word) === stem(typed) && typed.length - word.length <= ending)) return "whole";
  if (word.startsWith(typed)) return "start";
  let same = 0;
  while (same < typed.length && typed[same] === word[same]) same += 1;
  return same >= LEAST && same >= SHARE * typed.length && word.length <= typed.length + 2 ? "shortened" : "none";
}

/** What a source weighs; titles of works would otherwise stand before pages. */
const SOURCE_WEIGHT = 0.6;

/**
 * The forms of all words of some texts, each with the places where it stands.
 *
 * @param {Text[]} texts
 */
function read(texts) {
  /** @type {Map<string, Map<number, number[]>>} */
  const forms = new Map();
  for (const [number, text] of texts.entries()) {
    for (const [place, word] of wordsOf(text.content).entries()) {
      const split = fold(word).split(" ").filter(Boolean);
      for (const form of new Set([...split, split.join("")])) {
        if (!forms.has(form)) forms.set(form, new Map());
        const where = forms.get(form);
        if (!where?.get(number)?.push(place)) where?.set(number, [place]);
      }
    }
  }
  return forms;
}

/**
 * Opens a list of texts for search.
 *
 * @param {Text[]} texts
 */
export function openTexts(texts) {
  const forms = read(texts);
  const titles = texts.map((text) => new Set(fold(text.meta.title).split(" ").map(stem)));

  /**
   * @param {Text} text
   * @param {Filters} filters
   */
  const wanted = (text, { kind, category }) =>
    (kind ? text.filters.kind.includes(kind) : !text.filters.kind.includes(ABOUT)) && (!category || Boolean(text.filters.category?.includes(category)));

  /**
   * Texts that have a word, or words that begin with it, best first.
   *
   * @param {string} word
   * @param {Filters} filters
   * @returns {Promise<Looked>}
   */
  async function lookup(word, filters) {
    const term = fold(word).replaceAll(" ", "");
    /** @type {Record<string, Map<number, number[]>>} */
    const byFit = {};
    for (const [form, where] of term ? forms : []) {
      const fit = fitOf(term, form);
      if (fit === "none") continue;
      const known = (byFit[fit] ??= new Map());
      for (const [number, places] of where) {
        if (wanted(texts[number], filters)) known.set(number, [...(known.get(number) ?? []), ...places]);
      }
    }
    const fit = /** @type {const} */ (["whole", "start", "shortened"]).find((one) => byFit[one]?.size) ?? "none";
    const found = byFit[fit] ?? new Map();
    const rarity = Math.log(1 + texts.length / Math.max(1, found.size));
    /** @type {Hit[]} */
    const hits = [];
    for (const [number, places] of found) {
      const source = texts[number].filters.kind.includes("source"); // its title and authors are all it has
      const often = places.length / (places.length + 2) + (source || titles[number].has(stem(term)) ? 1 : 0);
      const score = rarity * often * (source ? SOURCE_WEIGHT : 1);
      hits.push({ id: String(number), score, places: places.sort((one, other) => one - other), load: async () => texts[number] });
    }
    hits.sort((one, other) => other.score - one.score || Number(one.id) - Number(other.id));
    return { fit, hits };
  }

  /**
   * Whether words stand one after the other in some text.
   *
   * @param {string[]} words
   * @param {Filters} filters
   */
  async function phrase(words, filters) {
    const terms = words.map((word) => fold(word).replaceAll(" ", ""));
    const [first, ...rest] = terms.map((term) => [...forms].filter(([form]) => fitOf(term, form) === "whole").map(([, where]) => where));
    const has = (/** @type {Map<number, number[]>[]} */ of, /** @type {number} */ number, /** @type {number} */ place) =>
      of.some((where) => where.get(number)?.includes(place));
    return (first ?? []).some((where) =>
      [...where].some(
        ([number, places]) => wanted(texts[number], filters) && places.some((place) => rest.every((of, offset) => has(of, number, place + offset + 1))),
      ),
    );
  }

  return { lookup, phrase };
}
