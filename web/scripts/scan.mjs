// Search without an index, for copies of the site that are opened as files, where nothing can be fetched.

import { wordsOf } from "./excerpts.mjs";
import { fold } from "./names.mjs";

const folded = new WeakMap();

function foldedWords(text) {
  if (!folded.has(text)) folded.set(text, wordsOf(text.content).map((word) => fold(word).split(" ")));
  return folded.get(text);
}

/** Texts with a word for each word typed, best first, each as `{ text, locations }`. A word may be a beginning. */
export function scan(texts, query, filters = {}) {
  const typed = fold(query).split(" ").filter(Boolean);
  if (!typed.length) return [];
  const chosen = Object.entries(filters);
  const found = [];
  for (const [place, text] of texts.entries()) {
    if (!chosen.every(([name, value]) => text.filters[name]?.includes(value))) continue;
    const words = foldedWords(text);
    const title = fold(text.meta.title).split(" ");
    const locations = [];
    let score = 0;
    for (const term of typed) {
      const hits = [];
      for (const [location, forms] of words.entries()) if (forms.some((form) => form.startsWith(term))) hits.push(location);
      if (!hits.length) {
        score = 0;
        break;
      }
      locations.push(...hits);
      score += hits.length / (hits.length + 2) + (title.some((word) => word.startsWith(term)) ? 1 : 0);
    }
    if (score) found.push({ text, locations, score, place });
  }
  found.sort((one, other) => other.score - one.score || one.place - other.place);
  return found.map(({ text, locations }) => ({ text, locations }));
}
