// Shows beside each link to a concept, in the menu and in lists, how many of its questions were answered right. The list
// of questions is fetched only if there is something to show.

import { element } from "./controls.mjs";
import { progress, standing } from "./progress.mjs";

const LINKS = ".md-nav a[href], .aa-names a[href], .aa-concepts > li > a, .aa-path > li > a";
const log = progress();
let questions = null;

async function mark() {
  for (const old of document.querySelectorAll(".aa-progress")) old.remove();
  const latest = log.latestOfAll();
  if (!latest.size) return;
  questions ??= fetch(new URL("../questions.json", import.meta.url)).then((answer) => answer.json());
  const known = await questions;
  for (const link of document.querySelectorAll(LINKS)) {
    const concept = /\/concepts\/([a-z0-9-]+)(?:\/|\.html)?$/.exec(new URL(link.href).pathname)?.[1];
    const own = link.hash ? [] : Object.entries(known[concept] ?? {});
    const reached = own.map(([name, rev]) => standing(latest.get(`${concept}.${name}`), rev));
    if (!reached.some((value) => value === "right" || value === "missed")) continue;
    const right = reached.filter((value) => value === "right").length;
    const sign = element("span", { className: "aa-progress" }, right === own.length ? "✓" : `${right}/${own.length}`);
    sign.append(element("span", { className: "aa-unseen" }, right === own.length ? "all questions right" : " questions right"));
    link.append(" ", sign);
  }
}

log.onChange(mark);
mark();
