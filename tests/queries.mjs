// Answers queries as the dialog does, from a built site on the disk: reads {folder, files, queries} as JSON from standard
// input, and prints for each query the addresses of its first results, what it is said to lack, and milliseconds.
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import vm from "node:vm";
import { readNames } from "../web/scripts/names.mjs";
import { understand } from "../web/scripts/query.mjs";
import { byNames, byTexts } from "../web/scripts/reply.mjs";
import { openIndex } from "../web/scripts/search-index.mjs";

const FIRST = 3;
const { folder, files, queries } = JSON.parse(readFileSync(0, "utf-8"));
const base = pathToFileURL(`${folder}/`).href;

/** What the module needs of a browser. */
Object.assign(globalThis, {
  WORDS: JSON.parse(readFileSync(new URL("../web/words.json", import.meta.url), "utf-8")),
  location: { href: base, protocol: files ? "file:" : "http:" },
  fetch: async (/** @type {string} */ address) => new Response(readFileSync(fileURLToPath(String(address).split("?")[0]))),
  document: {
    createElement: () => ({ addEventListener: (/** @type {string} */ type, /** @type {() => void} */ then) => type === "load" && queueMicrotask(then) }),
    head: { append: (/** @type {{ src: string }} */ { src }) => vm.runInThisContext(readFileSync(fileURLToPath(src), "utf-8")) },
  },
});

const index = await openIndex(base, files);
const entries = readNames(index.names);
const answers = [];
for (const query of queries) {
  const start = performance.now();
  const understood = understand(query);
  const head = await byNames(understood, entries, index, {});
  const tail = await byTexts(understood, head, entries, index, {});
  const listed = [...head.items, ...tail.names, ...(tail.missing?.nearest ?? []), ...(await tail.next())];
  const addresses = listed.flatMap(({ address, beside }) => (beside ? [address, beside.address] : [address]));
  const first = [...new Set(addresses)].slice(0, FIRST);
  answers.push({ query, first, missing: tail.missing?.term ?? "", left: tail.left, corrected: tail.corrected, took: performance.now() - start });
}
console.log(JSON.stringify(answers));
