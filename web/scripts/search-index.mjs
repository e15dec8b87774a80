// What search reads: the index of Pagefind over a network, a script that holds all texts in a copy opened as files.

import { scan } from "./scan.mjs";

/** @import { Text } from "./excerpts.mjs" */
/** @import { Names } from "./names.mjs" */
/** @typedef {{ text: Text, locations: number[] }} Result */
/** @typedef {(query: string, filters: Record<string, string>) => Promise<(() => Promise<Result>)[]>} Find */

/**
 * The only place that loads Pagefind. It needs no worker: an index of this size is searched in milliseconds.
 *
 * @param {string} folder
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
  const [response, pagefind] = await Promise.all([fetch(`${folder}names.json`), loadPagefind(folder)]);
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  /** @type {Find} */
  const find = async (query, filters) => {
    const { results } = await pagefind.search(query, { filters });
    return results.map((/** @type {{ data(): Promise<Text>, words: number[] }} */ result) => async () => {
      const text = await result.data();
      return { text, locations: result.words };
    });
  };
  return { names: await response.json(), find };
}
