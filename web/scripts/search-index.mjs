// What search reads: the index of Pagefind over a network, a script that holds all texts in a copy opened as files.

import { scan } from "./scan.mjs";

/** @import { Text } from "./excerpts.mjs" */
/** @import { Names } from "./names.mjs" */
/** @typedef {{ text: Text, locations: number[] }} Result */
/** @typedef {(query: string, filters: Record<string, string>) => Promise<(() => Promise<Result>)[]>} Find */
/** @typedef {{ data(): Promise<Text>, words: number[] }} Hit */
/** @typedef {{ search(query: string, options: { filters: Record<string, string> }): Promise<{ results: Hit[] }> }} Pagefind */

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
  return createInstance({ basePath: folder, noWorker: true, ranking: { pageLength: 0 } });
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
 * The names, and `find(query, filters)`, which gives a list of functions, best result first.
 * Each of them fetches the result: a text of the index, and the places of the words in it.
 *
 * @param {string} folder
 * @returns {Promise<{ names: Names, find: Find }>}
 */
export async function openIndex(folder, files = location.protocol === "file:") {
  if (files) {
    await loadScript(`${folder}search-files.js`);
    const { names, texts } = Reflect.get(globalThis, "atlasSearch");
    return { names, find: async (query, filters) => scan(texts, query, filters).map((/** @type {Result} */ result) => async () => result) };
  }
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
  const [response] = await Promise.all([fetch(`${folder}names.json`), tried((from) => from)]);
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  /** @type {Find} */
  const find = async (query, filters) => {
    /** @type {Promise<Pagefind> | undefined} */
    let asked;
    /** @type {Promise<Hit[]>} */
    let answer;
    const hits = (/** @type {Promise<Pagefind>} */ from) => {
      if (asked !== from) {
        asked = from;
        const before = lost;
        answer = from.then((pagefind) => pagefind.search(query, { filters })).then(({ results }) => {
          if (lost > before) throw new Error("a piece of the index is missing");
          return results;
        });
      }
      return answer;
    };
    const found = await tried(hits);
    return found.map((/** @type {Hit} */ _, /** @type {number} */ place) => () =>
      tried(async (from) => {
        const hit = (await hits(from))[place];
        return { text: await hit.data(), locations: hit.words };
      }),
    );
  };
  return { names: await response.json(), find };
}
