// Whether a kept answer can be one to a question: its form and ids, whatever else somebody wrote into it.

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {unknown} value */
const isText = (value) => typeof value === "string";

/**
 * A test for lists of some of these ids, each once.
 * @param {string[]} ids
 * @returns {(value: unknown) => boolean}
 */
const some = (ids) => (value) =>
  Array.isArray(value) && new Set(value).size === value.length && value.every((one) => ids.includes(one));

/**
 * A test for records with exactly these names, each with a value that passes its own test.
 * @param {Record<string, (value: unknown) => boolean>} tests
 * @returns {(value: unknown) => boolean}
 */
const record = (tests) => (value) => {
  const names = Object.keys(tests);
  if (!isRecord(value) || Object.keys(value).length !== names.length) return false;
  return names.every((name) => Object.hasOwn(value, name) && tests[name](value[name]));
};

/**
 * A test for answers to a question, made from its element as the page has it. No answer, null, always passes.
 * @param {HTMLElement} root
 * @returns {(answer: unknown) => boolean}
 */
export function fits(root) {
  /** @param {string} name */
  const ids = (name, within = "") =>
    [...root.querySelectorAll(`${within}[data-${name}]`)].map((found) => found.getAttribute(`data-${name}`) ?? "");
  /** @type {(names: string[], test: (value: unknown) => boolean) => (value: unknown) => boolean} */
  const each = (names, test) => record(Object.fromEntries(names.map((name) => [name, test])));
  const items = ids("part", ".aa-items > ");
  const options = ids("part", ".aa-options > ");
  const choices = ["", ...ids("choice", ".aa-choices > ")];
  /** @type {Record<string, (value: unknown) => boolean>} */
  const tests = {
    single: (value) => options.some((one) => one === value),
    multiple: some(options),
    numeric: isText,
    order: (value) => some(items)(value) && Array.isArray(value) && value.length === items.length,
    match: each(items, (value) => choices.some((one) => one === value)),
    cloze: each(ids("blank"), isText),
    recall: record({ text: isText, ticks: some(ids("criterion")), flags: some(ids("flag")) }),
  };
  const test = tests[root.dataset.type ?? ""];
  return (answer) => answer === null || test(answer);
}
