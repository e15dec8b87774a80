// What a reader asks for: which words count, which are only grammar, and whether two things are to be compared.
// Text in, data out; nothing here knows the site or the page.

import { fold } from "./names.mjs";

/**
 * `tokens` are the words as typed, each with whether search leaves it out; `words` are those that count, as `spelled`.
 * `sides` are the two things to compare, as typed, and `judged` says that the question is which of them is better.
 * `term` is what is asked for if it may be one term; empty if it is a longer question.
 *
 * @typedef {object} Query
 * @property {string} text
 * @property {"plain" | "versus"} kind
 * @property {[word: string, dropped: boolean][]} tokens
 * @property {string[]} words
 * @property {string[]} dropped
 * @property {string[]} sides
 * @property {boolean} judged
 * @property {string} term
 */

/** What is read of a query at most; nobody types more. */
export const LONGEST = 200;
const MOST_WORDS = 16;

const list = (/** @type {string} */ words) => words.trim().split(/\s+/);

/** Words that say how something is asked, and not what. */
const FILLERS = new Set(
  list(`
    what whats what's which who who's whose whom why how how's when where whether is isn't are aren't was were be been being am
    do does doesn't did don't can could should would will won't may might must has have had a an the of to in on for by with
    from at as about into over than and or vs versus v if so it its it's this that these those there their they them he she his
    her you your yours i i'm me my mine we our us up while but then just still too et al not no some any much many more most very really please explain explained
    explanation define defined definition describe tell show give mean means meaning work works working happen happens happening
    like get gets use used using need needs difference differences between compare compared comparing comparison relation
    relationship better worse best different differ differs distinguish causes cause
  `),
);

/** Words between two things that are compared; the last ones also say which of them is asked for as the better one. */
const JOINERS = ["vs", "versus", "v", "compared to", "compared with", "as opposed to", "different from", "different to", "differ from", "differs from", "or"];
const JUDGING = ["better than", "worse than", "as good as", "outperform", "outperforms", "beat", "beats"];
/** With one of these before or after two things, a plain "and" stands between them. */
const LEADS = ["difference between", "differences between", "difference of", "differences of", "compare", "comparing", "comparison of", "comparison between", "relation between", "relationship between", "contrast", "distinguish"];
const TAILS = ["differ", "compare", "different", "related", "relate"];
const WEAK_JOINERS = ["and", "with", "to", "from"];

/**
 * A word as texts have it: Greek letters and TeX by name, without the signs around it.
 *
 * @param {string} word
 */
export function spelled(word) {
  const plain = word.replace(/\\(?:math\w+|text|operatorname)/g, "").replace(/\\([A-Za-z]+)/g, "$1").replace(/[{}$"“”«»\\]/g, "");
  const greek = plain.replace(/[\u0370-\u03ff]+/g, (letters) => fold(letters).replaceAll(" ", ""));
  return greek.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}+%]+$/gu, "");
}

/**
 * Where one of some phrases stands among words, as [start, end]; the earliest one that begins at `from` or later.
 *
 * @param {string[]} words
 * @param {string[]} phrases
 * @param {number} [from]
 * @returns {[number, number] | undefined}
 */
function place(words, phrases, from = 0) {
  for (let start = from; start < words.length; start += 1) {
    for (const phrase of phrases) {
      const parts = phrase.split(" ");
      if (parts.every((part, offset) => words[start + offset] === part)) return [start, start + parts.length];
    }
  }
  return undefined;
}

/**
 * The two things that words compare, as the places where each begins and ends; undefined if they compare nothing.
 *
 * @param {string[]} words
 */
function compared(words) {
  const lead = place(words, LEADS);
  const start = lead?.[1] ?? 0;
  const tail = words.length > 2 && TAILS.includes(words.at(-1) ?? "");
  const judging = place(words, JUDGING, start + 1);
  const joiner = place(words, JOINERS, start + 1) ?? judging ?? (lead || tail ? place(words, WEAK_JOINERS, start + 1) : undefined);
  const end = tail ? words.length - 1 : words.length;
  if (!joiner || joiner[1] >= end) return undefined;
  return { lead: start, joiner, end, judged: joiner === judging || words.includes("better") || words.includes("best") };
}

/** What may stand inside a term, and what may stand before one: "what is a mixture of depths". */
const INSIDE = new Set(list("is are not of in the for to on a with from by at as"));
const BEFORE = new Set(list("what whats what's is are a an the explain define definition meaning of does do mean means tell me about describe"));
const LONGEST_TERM = 3;

/**
 * The one term that words may be.
 *
 * @param {string[]} typed
 * @param {string[]} bare
 * @param {boolean[]} counts
 */
function termOf(typed, bare, counts) {
  const [start, end] = [counts.indexOf(true), counts.lastIndexOf(true) + 1];
  const lone = bare.every((word, at) => counts[at] || (at > start && at < end ? INSIDE.has(word) : BEFORE.has(word)));
  const words = counts.filter(Boolean).length;
  return lone && words <= LONGEST_TERM ? typed.slice(start, end).join(" ").replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "") : "";
}

/**
 * Reads a query.
 *
 * @param {string} given
 * @returns {Query}
 */
export function understand(given) {
  const text = given.slice(0, LONGEST).trim();
  const typed = text.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  const bare = typed.map((word) => word.toLowerCase().replaceAll("’", "'").replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""));
  const found = compared(bare);
  const counts = typed.map((word, at) => {
    const within = !found || (at >= found.lead && at < found.end && (at < found.joiner[0] || at >= found.joiner[1]));
    return within && spelled(word) !== "" && !FILLERS.has(bare[at]);
  });
  if (!counts.includes(true)) counts.fill(true); // a query of fillers alone means them
  const ends = found ? [[found.lead, found.joiner[0]], [found.joiner[1], found.end]] : [];
  const versus = found !== undefined && ends.every(([from, to]) => counts.slice(from, to).includes(true));
  return {
    text,
    kind: versus ? "versus" : "plain",
    tokens: typed.map((word, at) => [word, !counts[at]]),
    words: [...new Set(typed.filter((_, at) => counts[at]).map(spelled).filter(Boolean))],
    dropped: typed.filter((_, at) => !counts[at]),
    sides: versus ? ends.map(([from, to]) => typed.slice(from, to).join(" ")) : [],
    judged: versus && Boolean(found?.judged),
    term: versus ? "" : termOf(typed, bare, counts),
  };
}
