// The bar of a learning path on the page of a concept: path, day, position, previous, next, and the mark that it is read.
// The links at the foot lead along the path too.

import { element } from "./controls.mjs";
import { anchorOf, firstUnread, nameOf, placeOn, planOf } from "./plan.mjs";
import { follow, onPath, plans } from "./way.mjs";
import { say } from "./words.mjs";

/** @typedef {import("./plan.mjs").Plan} Plan */
/** @typedef {import("./progress.mjs").Log} Log */

/**
 * Shows the bar, if the path is there.
 * @param {string} id as it stands in the address or a storage
 * @param {string} concept
 * @param {HTMLElement} place
 * @param {Log} log
 */
export async function show(id, concept, place, log) {
  const all = await plans();
  const plan = planOf(all, id);
  if (!plan) {
    follow(null);
    document.documentElement.classList.remove("on-path");
    return;
  }
  follow(id);
  const at = placeOn(plan, concept);
  const leave = button("×", () => {
    follow(null);
    const address = new URL(location.href);
    address.searchParams.delete("path");
    history.replaceState(history.state, "", address);
    document.documentElement.classList.remove("on-path");
    location.reload();
  });
  leave.setAttribute("aria-label", WORDS.path_leave);
  leave.title = WORDS.path_leave;
  /**
   * @param {string} words
   * @param {string} target
   */
  const link = (words, target) => element("a", { href: onPath(all.concepts[target][1], id) }, words);
  if (!at) {
    const next = firstUnread(plan, log.isRead);
    const path = element("a", { href: onPath(plan.href) }, plan.label);
    place.replaceChildren(next ? link(say(WORDS.path_back, { concept: all.concepts[next][0] }), next) : path, leave);
    return;
  }
  const day = element("a", { href: `${onPath(plan.href)}#${anchorOf(plan, at.part)}` }, plan.label);
  const stops = element("span", { className: "aa-stops", attributes: { "aria-hidden": "true" } });
  stops.append(...plan.parts[at.part - 1][1].map((other) => element("i", { data: { stop: other } })));
  const ways = element("span", { className: "aa-path-ways" });
  if (at.previous) ways.append(link(WORDS.turn_previous, at.previous));
  if (at.next) ways.append(" ", link(WORDS.turn_next, at.next));
  const marks = [button("", toggle), button("", toggle)];
  function toggle() {
    log.mark(concept, !log.isRead(concept));
  }
  function update() {
    for (const mark of marks) {
      const read = log.isRead(concept);
      mark.textContent = read ? WORDS.path_marked : WORDS.path_mark;
      mark.setAttribute("aria-pressed", String(read));
    }
    for (const stop of stops.children) {
      if (!(stop instanceof HTMLElement)) continue;
      stop.classList.toggle("aa-read", log.isRead(stop.dataset.stop ?? ""));
      stop.classList.toggle("aa-now", stop.dataset.stop === concept);
    }
  }
  update();
  log.onChange(update);
  const position = say(WORDS.path_position, { part: nameOf(plan, at.part), position: at.position, count: at.of });
  place.replaceChildren(element("span", { className: "aa-path-name" }, day, " ", element("span", {}, position)), stops, ways, marks[0], leave);
  turn(plan, id, at, all, marks[1]);
}

/**
 * Lets the links at the foot lead along the path, with the mark before them.
 * @param {Plan} plan
 * @param {string} id
 * @param {import("./plan.mjs").Place} at
 * @param {import("./plan.mjs").Plans} all
 * @param {HTMLElement} mark
 */
function turn(plan, id, at, all, mark) {
  const foot = document.querySelector(".aa-turn");
  if (!foot) return;
  /**
   * @param {string | null} concept
   * @param {string} words
   * @param {string} className
   */
  const half = (concept, words, className) => {
    const there = concept && placeOn(plan, concept);
    if (!concept || !there) return [];
    const [title, href, minutes] = all.concepts[concept];
    const note = element("span", {}, `${words} · ${say(WORDS.path_place, { part: nameOf(plan, there.part), minutes: say(WORDS.minutes, { count: minutes }) })}`);
    return [element("a", { className, href: onPath(href, id) }, note, " ", element("b", {}, title))];
  };
  foot.replaceChildren(...half(at.previous, WORDS.turn_previous, ""), ...half(at.next, WORDS.turn_next, "aa-next"));
  foot.before(element("p", { className: "aa-path-mark" }, mark));
}

/**
 * @param {string} words
 * @param {() => void} act
 */
function button(words, act) {
  const made = element("button", { type: "button" }, words);
  made.addEventListener("click", act);
  return made;
}
