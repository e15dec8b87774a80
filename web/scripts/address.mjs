// Reads addresses, which anybody can write: what is damaged counts as nothing and is never an error.

/**
 * Text with its percent signs decoded; empty if it is damaged.
 * @param {string} text
 */
export function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/**
 * The element of a page that a fragment such as `#q-one` names, if there is one.
 * @param {string} hash
 * @param {Document} [page]
 */
export function named(hash, page = document) {
  return page.getElementById(decoded(hash.slice(1)));
}

/**
 * A complete address; null if it is damaged.
 * @param {string | null} text
 * @param {string | URL} [base]
 */
export function addressOf(text, base = document.baseURI) {
  try {
    return new URL(text ?? "", base);
  } catch {
    return null;
  }
}
