// Fills the placeholders of phrases. Scripts name a phrase of `web/words.json` as WORDS and its key.

/** @typedef {string | { one: string, many: string }} Phrase */

/**
 * A phrase with its placeholders filled. One with a form for a single thing and one for several has a `count`.
 * @param {Phrase} phrase
 * @param {Record<string, string | number>} values by the names of the placeholders
 */
export function say(phrase, values) {
  const form = typeof phrase === "string" ? phrase : values.count === 1 ? phrase.one : phrase.many;
  return form.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}
