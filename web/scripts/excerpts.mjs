// From a text of the index and the places of the words found in it to what results show. Nothing here touches the page.

/** @typedef {[words: string, found: boolean][]} Segments */
/** @typedef {{ id: string, location: number, text: string, element?: string }} Start */
/** @typedef {{ content: string, anchors: Start[], filters: Record<string, string[]>, meta: Record<string, string> }} Text */
/** @typedef {{ anchor: string, heading: Segments, context: Segments }} Part */

const LENGTH = 26;
const BEFORE = 6;

/**
 * The words of a text as Pagefind counts them.
 *
 * @param {string} content
 */
export const wordsOf = (content) => content.split(/\s+/).filter(Boolean);

/**
 * What to show of a text: its parts with most of the words asked for, then most hits, in their order, each with
 * `anchor`, `heading` and `context`, the last two as lists of [words, whether they were found].
 *
 * @param {Text} text
 * @param {number[][]} places for each word asked for the places where it stands
 * @returns {Part[]}
 */
export function parts(text, places, most = 3) {
  const words = wordsOf(text.content);
  const question = text.filters.kind?.[0] === "question";
  /** @type {Start[]} */
  const starts = [{ id: "", location: 0, text: question ? "" : text.meta.title }];
  for (const anchor of text.anchors) if (/^h[2-6]$/.test(anchor.element ?? "")) starts.push(anchor);
  starts.sort((one, other) => one.location - other.location);
  const hits = [...new Set(places.flat())].sort((one, other) => one - other);
  const found = [];
  for (const [place, start] of starts.entries()) {
    const end = starts[place + 1]?.location ?? words.length;
    const inside = hits.filter((hit) => hit >= start.location && hit < end);
    if (!inside.length) continue;
    const own = question ? [] : wordsOf(start.text); // in the text a full stop is added to a heading
    const first = Math.min(end, start.location + own.length);
    found.push({
      anchor: start.id,
      heading: segments(own, 0, own.length, inside.map((hit) => hit - start.location)),
      context: excerpt(words, first, end, inside.filter((hit) => hit >= first), places),
      weight: distinct(places, start.location, end) * words.length + inside.length,
      place,
    });
  }
  found.sort((one, other) => other.weight - one.weight || one.place - other.place);
  const best = found.slice(0, most).sort((one, other) => one.place - other.place);
  return best.map(({ anchor, heading, context }) => ({ anchor, heading, context }));
}

/**
 * How many of the words asked for stand in a stretch of a text.
 *
 * @param {number[][]} places
 * @param {number} first
 * @param {number} end
 */
const distinct = (places, first, end) => places.filter((of) => of.some((place) => place >= first && place < end)).length;

/**
 * The stretch with most of the words asked for, then most hits, with a mark where it begins or ends inside the text.
 *
 * @param {string[]} words
 * @param {number} first
 * @param {number} end
 * @param {number[]} hits
 * @param {number[][]} places
 */
function excerpt(words, first, end, hits, places) {
  let start = first;
  let most = 0;
  for (const hit of hits) {
    const stop = Math.min(end, hit + LENGTH - BEFORE);
    const number = distinct(places, hit, stop) * LENGTH + hits.filter((other) => other >= hit && other < stop).length;
    if (number > most) [most, start] = [number, hit - BEFORE];
  }
  start = Math.max(first, Math.min(start, end - LENGTH));
  const stop = Math.min(end, start + LENGTH);
  const shown = segments(words, start, stop, hits);
  if (start > first) shown.unshift(["… ", false]);
  if (stop < end) shown.push([" …", false]);
  return shown;
}

/**
 * @param {string[]} words
 * @param {number} start
 * @param {number} stop
 * @param {number[]} hits
 */
function segments(words, start, stop, hits) {
  /** @type {Segments} */
  const found = [];
  for (let place = start; place < stop; place += 1) {
    const marked = hits.includes(place);
    if (place > start) found.push([" ", marked && hits.includes(place - 1)]);
    found.push([words[place], marked]);
  }
  /** @type {Segments} */
  const joined = [];
  for (const [word, marked] of found) {
    const last = joined.at(-1);
    if (last?.[1] === marked) last[0] += word;
    else joined.push([word, marked]);
  }
  return joined;
}
