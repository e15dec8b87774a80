// Starts the parts of a page, each on its own, so that one that fails stops no other, and lets long work pause.

/**
 * Runs a part. Should it fail, the console has the error, and readers find `words` in the first element that `place`
 * selects.
 * @param {string} name
 * @param {() => unknown} run
 * @param {string} [place]
 * @param {string} [words]
 */
export function start(name, run, place, words = "") {
  try {
    run();
  } catch (error) {
    report(name, error);
    const said = place && document.querySelector(place);
    if (said) said.textContent = words;
  }
}

/**
 * Names the part that failed in the console.
 * @param {string} name
 * @param {unknown} error
 */
export function report(name, error) {
  console.error(`${name}:`, error);
}

/**
 * The first element that a selector finds, which has to be of the given class.
 * @template {Element} Kind
 * @param {string} selector
 * @param {new () => Kind} kind
 * @param {ParentNode} [within]
 * @returns {Kind}
 * @throws {Error} if there is none
 */
export function need(selector, kind, within = document) {
  const found = within.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`there is no ${selector}`);
}

/** Lets the browser do what waits. */
export const pause = () =>
  "scheduler" in globalThis && "yield" in scheduler ? scheduler.yield() : new Promise((resume) => setTimeout(resume));
