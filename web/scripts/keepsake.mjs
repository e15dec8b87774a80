// What stays of a question once it is answered: what to remember, where it comes from, and where it can be found.

import { element, needed } from "./controls.mjs";

/**
 * The address at which a question is asked alone.
 * @param {string} name
 */
function permalink(name) {
  const there = new URL(needed(document, "article").dataset.session ?? "", document.baseURI);
  there.searchParams.set("question", name);
  return there.href;
}

/**
 * @param {HTMLElement} root the element of a question that no script has changed
 * @param {string} name
 * @returns {HTMLElement} hidden
 */
export function keepsake(root, name) {
  const explained = /** @type {HTMLElement} */ (needed(root, ".aa-explain").cloneNode(true));
  const links = [element("a", { href: permalink(name) }, WORDS.question_link)];
  const { issues } = needed(document, "article").dataset;
  if (issues) {
    const report = new URL(issues);
    report.search = new URLSearchParams({ template: "correction.yml", title: `${name}: `, page: permalink(name) }).toString();
    links.push(element("a", { href: report.href }, WORDS.question_report));
  }
  const kept = element("div", { className: "aa-keep", hidden: true });
  if (root.dataset.type !== "recall") kept.append(element("p", { className: "aa-label" }, WORDS.keep_this));
  kept.append(explained, element("p", { className: "aa-small aa-links" }, ...links.flatMap((link) => [link, " "])));
  return kept;
}
