// What search reads: the index of Pagefind over a network, a script that holds all texts in a copy opened as files.

import { wordsOf } from "./excerpts.mjs";
import { fold } from "./names.mjs";
import { fitOf, openTexts } from "./scan.mjs";

/** @import { Text } from "./excerpts.mjs" */
/** @import { Names } from "./names.mjs" */
/** @typedef {{ kind?: string, category?: string }} Filters */
/** @typedef {"whole" | "start" | "shortened" | "none"} Fit */
/** @typedef {{ id: string, score: number, places: number[], load(): Promise<Text> }} Hit */
/** @typedef {{ fit: Fit, hits: Hit[] }} Looked */
/** @typedef {[other: string, title: string, reason: string, address: string]} Relation */
/** @typedef {[question: string, text: string, address: string]} Contested */
/** @typedef {{ summary: string, comparisons?: string[], relations?: Relation[], contested?: Contested[] }} Details */
/**
 * What answers queries. `lookup` finds texts with one word and says how well it fits; `phrase` says whether words stand
 * together somewhere; `details` are those of a name, by its address; `warm` fetches what the first query would wait for.
 *
 * @typedef {object} Index
 * @property {Names} names
 * @property {(word: string, filters: Filters) => Promise<Looked>} lookup
 * @property {(words: string[], filters: Filters) => Promise<boolean>} phrase
 * @property {(address: string) => Promise<Details | undefined>} details
 * @property {() => void} warm
 */
/** @typedef {{ id: string, score: number, data(): Promise<Text>, words: number[] }} Found */
/** @typedef {{ search(query: string, options: { filters: Filters }): Promise<{ results: Found[] }> }} Pagefind */

/**
 * The name of the file with the details of what stands at an address such as `concepts/dpo/` or `glossary/#term-elo`.
 *
 * @param {string} address
 */
export function detailsOf(address) {
  const [, folder, id] = /(?:^|[/])(concepts[/]|[^/]*#term-)([a-z0-9-]+)(?:[/]|[.]html)?$/.exec(address) ?? [];
  return id && `${folder.startsWith("concepts") ? "concept" : "term"}-${id}`;
}

/** Words up to this length mean themselves, not the beginning of others. */
export const SHORT = 4;
/** How many pieces of an index could not be loaded. Pagefind reports that to the console alone. */
let lost = 0;
let watched = false;

/**
 * Counts what cannot be loaded from a folder from now on.
 *
 * @param {string} folder
 */
function watch(folder) {
  const { fetch } = globalThis;
  const { href } = new URL(folder, location.href);
  globalThis.fetch = async (address, options) => {
    const ours = new URL(address instanceof Request ? address.url : address, location.href).href.startsWith(href);
    try {
      const response = await fetch(address, options);
      if (ours && !response.ok) lost += 1;
      return response;
    } catch (error) {
      if (ours) lost += 1;
      throw error;
    }
  };
}

/**
 * The only place that loads Pagefind. It needs no worker: an index of this size is searched in milliseconds.
 *
 * @param {string} folder
 * @returns {Promise<Pagefind>}
 */
async function loadPagefind(folder) {
  const { createInstance } = await import(`${folder}pagefind.js`);
  return createInstance({ basePath: folder, noWorker: true, ranking: { pageLength: 0, metaWeights: { title: 1, url: 0 } } });
}

/**
 * @param {string} address
 * @returns {Promise<Event>}
 */
function loadScript(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error(`${address} is missing`)));
    document.head.append(script);
  });
}

/**
 * Opens the index in a folder. Names are read at once, texts when they are first asked for.
 *
 * @param {string} folder
 * @returns {Promise<Index>}
 */
export async function openIndex(folder, files = location.protocol === "file:") {
  if (files) {
    await loadScript(`${folder}search-files.js`);
    const { names, details, texts } = Reflect.get(globalThis, "atlasSearch");
    /** @type {ReturnType<typeof openTexts> | undefined} */
    let opened;
    const open = () => (opened ??= openTexts(texts));
    return {
      names,
      lookup: (word, filters) => open().lookup(word, filters),
      phrase: (words, filters) => open().phrase(words, filters),
      details: async (address) => details[detailsOf(address) ?? ""],
      warm: open,
    };
  }
  const response = await fetch(`${folder}names.json`);
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  const names = await response.json();
  return { names, details: (address) => readDetails(folder, address), ...openPagefind(folder, new Set(names.unasked)) };
}

/** @type {Map<string, Promise<Details | undefined>>} */
const read = new Map();

/**
 * The details of a name; nothing if they cannot be loaded, since the name alone is a result.
 *
 * @param {string} folder
 * @param {string} address
 * @returns {Promise<Details | undefined>}
 */
async function readDetails(folder, address) {
  const name = detailsOf(address);
  if (!name) return undefined;
  const known = read.get(name) ?? fetch(`${folder}about/${name}.json`).then((answer) => (answer.ok ? answer.json() : undefined));
  read.set(name, known);
  try {
    const details = await known;
    if (!details) read.delete(name);
    return details;
  } catch {
    read.delete(name);
    return undefined;
  }
}

/**
 * Search by Pagefind, in all texts but the `unasked`, unless a kind is chosen.
 *
 * @param {string} folder
 * @param {Set<string>} unasked
 */
function openPagefind(folder, unasked) {
  if (!watched) watch(folder);
  watched = true;
  /** @type {Promise<Pagefind> | undefined} */
  let current;
  // Pagefind keeps a request that failed as its answer, so only a new one asks again.
  const tried = async (/** @type {(from: Promise<Pagefind>) => Promise<any>} */ ask) => {
    const from = (current ??= loadPagefind(folder));
    try {
      return await ask(from);
    } catch (error) {
      if (current === from) current = undefined;
      throw error;
    }
  };

  /**
   * @param {Promise<Pagefind>} from
   * @param {string} query
   * @param {Filters} filters
   * @returns {Promise<Found[]>}
   */
  async function search(from, query, filters) {
    const before = lost;
    const pagefind = await from;
    const { results } = await pagefind.search(query, { filters });
    if (lost > before) throw new Error("a piece of the index is missing");
    return filters.kind ? results : results.filter((result) => !unasked.has(result.id));
  }

  /**
   * The text of a result, from a newer Pagefind if the one that found it could not load it.
   *
   * @param {string} query
   * @param {Filters} filters
   * @param {Found} result
   * @returns {() => Promise<Text>}
   */
  const loader = (query, filters, result) => {
    const asked = current;
    return () =>
      tried(async (from) => {
        const hit = from === asked ? result : (await search(from, query, filters)).find(({ id }) => id === result.id);
        if (!hit) throw new Error("the index has changed");
        return hit.data();
      });
  };

  return {
    /** @type {Index["lookup"]} */
    async lookup(word, filters) {
      const [exact, found] = await tried(async (from) => [await search(from, `"${word}"`, filters), await search(from, word, filters)]);
      // Pagefind takes the beginning of a longer word too; of a short one that is another word.
      const known = new Set(exact.map((/** @type {Found} */ { id }) => id));
      const kept = word.length <= SHORT && known.size ? found.filter((/** @type {Found} */ { id }) => known.has(id)) : found;
      const hits = kept.map((/** @type {Found} */ result) => ({
        id: result.id,
        score: result.score,
        places: result.words,
        load: loader(word, filters, result),
      }));
      return { fit: exact.length ? "whole" : await fitOfHits(word, hits), hits };
    },
    /** @type {Index["phrase"]} */
    phrase: (words, filters) => tried(async (from) => (await search(from, `"${words.join(" ")}"`, filters)).length > 0),
    warm: () => void tried((from) => from).catch(() => {}), // the first query says so
  };
}

/**
 * How what Pagefind found fits a word that no text has. It looks for ever shorter beginnings of such a word, and does not
 * say so; one text with the words found shows it.
 *
 * @param {string} typed
 * @param {Hit[]} hits
 * @returns {Promise<Fit>}
 */
async function fitOfHits(typed, hits) {
  const hit = hits.find(({ places }) => places.length);
  if (!hit) return "none";
  const words = wordsOf((await hit.load()).content);
  const fits = hit.places.flatMap((place) => {
    const split = fold(words[place] ?? "").split(" ");
    return [...split, split.join("")].map((word) => fitOf(fold(typed).replaceAll(" ", ""), word));
  });
  return /** @type {const} */ (["whole", "start", "shortened"]).find((fit) => fits.includes(fit)) ?? "none";
}
