// Shows beside each link to a concept, in lists, how many of its questions were answered right, and marks
// its box in diagrams. The list of questions is fetched only if there is something to show.

import { addressOf } from "./address.mjs";
import { readBank } from "./bank.mjs";
import { element } from "./controls.mjs";
import { progress, standing } from "./progress.mjs";
import { report } from "./start.mjs";
import { say } from "./words.mjs";

const LINKS = ":is(.aa-brief, .aa-concepts, .aa-path) > li > a, .aa-names a[href], .aa-stop > a, .aa-bank-part > :is(h2, h3) > a";
const BOXES = ".aa-drawing g > a[href]";
const log = progress();
/** @type {Promise<import("./bank.mjs").Bank> | null} */
let bank = null;
let turn = 0;

/** Marks all links that are on the page now. */
export async function mark() {
  const mine = (turn += 1);
  for (const old of document.querySelectorAll(".aa-progress")) old.remove();
  for (const old of document.querySelectorAll(".aa-done, .aa-begun")) old.classList.remove("aa-done", "aa-begun");
  const latest = log.latestOfAll();
  if (!latest.size) return;
  bank ??= readBank();
  const known = await bank.catch((error) => {
    bank = null; // so that the next change fetches again
    report("marks of progress", error);
    return null;
  });
  if (!known || mine !== turn) return;
  for (const link of document.querySelectorAll(`${LINKS}, ${BOXES}`)) {
    const there = addressOf(link.getAttribute("href"));
    if (!there) continue;
    const concept = /\/concepts\/([a-z0-9-]+)(?:\/|\.html)?$/.exec(there.pathname)?.[1] ?? "";
    const own = there.hash || !Object.hasOwn(known.concepts, concept) ? [] : Object.entries(known.concepts[concept].questions);
    const reached = own.map(([name, [rev]]) => standing(latest.get(name), rev));
    if (!reached.some((value) => value === "right" || value === "missed")) continue;
    const right = reached.filter((value) => value === "right").length;
    if (link instanceof SVGElement) markBox(link, right, own.length);
    else link.append(" ", sign(right, own.length));
  }
}

/**
 * @param {number} right
 * @param {number} all
 */
function sign(right, all) {
  if (right < all) return element("span", { className: "aa-progress" }, say(WORDS.marks_some, { right, all }));
  const made = element("span", { className: "aa-progress" }, "✓");
  made.append(element("span", { className: "aa-unseen" }, ` ${WORDS.marks_all}`));
  return made;
}

/**
 * A sign as large as the label, since the drawing may shrink; how many were right is in the link's name only.
 * @param {SVGElement} link
 * @param {number} right
 * @param {number} all
 */
function markBox(link, right, all) {
  link.classList.add(right === all ? "aa-done" : "aa-begun");
  const title = link.querySelector("title");
  if (title instanceof SVGElement) {
    title.dataset.name ??= title.textContent ?? "";
    title.textContent = say(WORDS.marks_box, { name: title.dataset.name, right, all });
  }
  const box = link.querySelector("rect");
  if (right < all || !box) return;
  /**
   * @param {string} name
   * @param {Record<string, string | number>} attributes
   */
  const drawn = (name, attributes, text = "") => {
    const made = document.createElementNS(link.namespaceURI, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
    made.textContent = text;
    return made;
  };
  const [x, y] = [Number(box.getAttribute("x")) + 4, Number(box.getAttribute("y")) + 4];
  const badge = drawn("g", { class: "aa-progress", "aria-hidden": "true" });
  badge.append(drawn("circle", { cx: x, cy: y, r: 9 }), drawn("text", { x, y: y + 5.5, "text-anchor": "middle" }, "✓"));
  link.append(badge);
}

export function marks() {
  log.onChange(mark);
  mark();
}
