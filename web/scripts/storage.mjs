// What the browser keeps for this site under one key each. Reading and writing never throw: storage may be denied or full,
// and what it holds may be damaged.

export const ofTab = () => sessionStorage;
export const ofBrowser = () => localStorage;

/**
 * @param {() => Storage} storage
 * @param {string} key
 */
export function stored(storage, key) {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

/**
 * What is kept under a key as JSON; null if there is nothing, or no JSON.
 * @param {() => Storage} storage
 * @param {string} key
 * @returns {unknown}
 */
export function storedJson(storage, key) {
  try {
    return JSON.parse(stored(storage, key) ?? "null");
  } catch {
    return null;
  }
}

/**
 * @param {() => Storage} storage
 * @param {string} key
 * @param {string | null} value null removes what is kept
 */
export function store(storage, key, value) {
  try {
    if (value === null) storage().removeItem(key);
    else storage().setItem(key, value);
  } catch {
    // It is not kept.
  }
}
