// What search reads: the index of Pagefind over a network, a script that holds all texts in a copy opened as files.

import { scan } from "./scan.mjs";

/** The only place that loads Pagefind. It needs no worker: an index of this size is searched in milliseconds. */
async function loadPagefind(folder) {
  const { createInstance } = await import(`${folder}pagefind.js`);
  return createInstance({ basePath: folder, noWorker: true, ranking: { pageLength: 0 } });
}

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
 */
export async function openIndex(folder, files = location.protocol === "file:") {
  if (files) {
    await loadScript(`${folder}search-files.js`);
    const { names, texts } = globalThis.atlasSearch;
    return { names, find: async (...query) => scan(texts, ...query).map((result) => async () => result) };
  }
  const [response, pagefind] = await Promise.all([fetch(`${folder}names.json`), loadPagefind(folder)]);
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  const find = async (query, filters) => {
    const { results } = await pagefind.search(query, { filters });
    return results.map((result) => async () => {
      const text = await result.data();
      return { text, locations: result.words };
    });
  };
  return { names: await response.json(), find };
}
