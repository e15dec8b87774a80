// The queries that led somewhere, kept in the browser. What is stored may be damaged or anybody's, and storage denied.

import { LONGEST } from "./query.mjs";

const KEY = "atlas-search-recent";
const MOST = 6;

/**
 * Opens the list of recent queries, newest first. `storage` gives where they are kept.
 *
 * @param {() => Storage} storage
 */
export function openRecent(storage) {
  /** @returns {string[]} */
  function get() {
    try {
      const kept = JSON.parse(storage().getItem(KEY) ?? "[]");
      if (!Array.isArray(kept)) return [];
      const texts = kept.filter((text) => typeof text === "string").map((text) => text.slice(0, LONGEST).trim());
      return [...new Set(texts.filter(Boolean))].slice(0, MOST);
    } catch {
      return [];
    }
  }

  /** @param {string} query */
  function add(query) {
    const text = query.slice(0, LONGEST).trim();
    if (!text) return;
    const others = get().filter((other) => other.toLowerCase() !== text.toLowerCase());
    try {
      storage().setItem(KEY, JSON.stringify([text, ...others].slice(0, MOST)));
    } catch {
      // It is not offered again.
    }
  }

  function clear() {
    try {
      storage().removeItem(KEY);
    } catch {
      // Nothing is kept.
    }
  }

  return { get, add, clear };
}
