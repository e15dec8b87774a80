// Questions outside the pages of their concepts: each is taken from there, so that there is one of it.

import { addressOf, named } from "./address.mjs";
import { readText } from "./parts.mjs";
import { need } from "./start.mjs";

/**
 * @typedef {{ root: HTMLElement, section: { href: string, name: string } | null, belief: string }} Fetched
 * A question, the section of its concept's page that it is about, and the misconception that an answer rests on.
 */

/** @type {Map<string, Promise<Document>>} */
const pages = new Map();

/**
 * A page of this site, read once.
 * @param {string} href
 */
export function pageAt(href) {
  const known = pages.get(href);
  if (known) return known;
  const read = readText(href).then((text) => new DOMParser().parseFromString(text, "text/html"));
  pages.set(href, read);
  read.catch(() => pages.delete(href));
  return read;
}

/**
 * The element of a question from the page of its concept; its links lead where they lead there.
 * @param {string} href address of the page
 * @param {string} id of the question within its concept
 * @param {unknown} [answer] the option that was chosen
 * @returns {Promise<Fetched>}
 * @throws {Error} if the page cannot be read, or has no such question
 */
export async function fetchQuestion(href, id, answer) {
  const found = named(`#q-${id}`, await pageAt(href));
  if (!found) throw new Error(`the question ${id} is not on ${href}`);
  const root = document.importNode(found, true);
  for (const inner of root.querySelectorAll("a[href]")) {
    const there = addressOf(inner.getAttribute("href"), href);
    if (there) inner.setAttribute("href", there.href);
  }
  root.removeAttribute("id");
  unfold(root);
  return { root, section: sectionOf(found, href), belief: beliefOf(found, answer) };
}

/**
 * Shows a question whole that is one line on its page: its group has the stem, and no other line has it.
 * @param {HTMLElement} root
 */
function unfold(root) {
  const folded = root.querySelector(".aa-asked");
  if (!folded) return;
  folded.querySelector(":scope > .aa-stem")?.remove();
  need("legend", HTMLLegendElement, folded).className = "aa-stem";
  folded.replaceWith(...folded.childNodes);
}

/**
 * The section that a question stands in; for one in the list of all, that of the evidence or the misconception that its
 * answer names.
 * @param {HTMLElement} found
 * @param {string} href
 */
function sectionOf(found, href) {
  const page = found.ownerDocument;
  const listed = found.closest(".aa-compact");
  const link = listed && found.querySelector('a:is([href^="#claim-"], [href^="#misconception-"])');
  const place = listed ? link && named(link.getAttribute("href") ?? "", page) : found;
  const before = [...page.querySelectorAll("article h2[id]")].findLast(
    (heading) => place && heading.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  const name = before?.firstChild?.textContent?.trim();
  return before && name ? { href: `${href}#${before.id}`, name } : null;
}

/**
 * The words of the misconception that an option rests on; empty without one.
 * @param {HTMLElement} found
 * @param {unknown} answer
 */
function beliefOf(found, answer) {
  const reason = [...found.querySelectorAll(".aa-reasons > [data-part]")].find((one) => one.getAttribute("data-part") === answer);
  const link = reason?.querySelector('a[href^="#misconception-"]');
  const belief = link && named(link.getAttribute("href") ?? "", found.ownerDocument)?.querySelector("dt");
  return belief?.textContent?.trim() ?? "";
}
