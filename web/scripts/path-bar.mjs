// The bar of a learning path on the page of a concept: path, day, position, previous, next, and the mark that it is read.
// The links at the foot lead along the path too.

import { element } from "./controls.mjs";
import { anchorOf, firstUnread, nameOf, placeOn, planOf } from "./plan.mjs";
import { follow, led, onPath, plans, quizOf, stop, stopAt } from "./way.mjs";
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
  const before = placeOn(plan, stop() ?? "");
  const onWay = at && (led() || !before || stop() === concept || before.next === concept);
  if (onWay) stopAt(concept);
  const path = element("a", { href: at ? `${onPath(plan.href)}#${anchorOf(plan, at.part)}` : onPath(plan.href) }, plan.label);
  const name = element("span", { className: "aa-path-name" }, path);
  const shown = [name];
  const marks = [button("", toggle), button("", toggle)];
  const stops = element("span", { className: "aa-stops", attributes: { "aria-hidden": "true" } });
  if (at) {
    const position = say(WORDS.path_position, { part: nameOf(plan, at.part), position: at.position, count: at.of });
    name.append(" ", element("span", {}, position));
    stops.append(...plan.parts[at.part - 1][1].map((other) => element("i", { data: { stop: other } })));
    shown.push(stops);
  }
  /**
   * @param {string} words
   * @param {string} target
   */
  const link = (words, target) => element("a", { href: onPath(all.concepts[target][1], id) }, words);
  const back = onWay ? null : before ? stop() : firstUnread(plan, log.isRead);
  const ways = element("span", { className: "aa-path-ways" });
  if (back) ways.append(link(say(WORDS.path_back, { concept: all.concepts[back][0] }), back));
  if (onWay && at.previous) ways.append(link(WORDS.turn_previous, at.previous));
  if (onWay && at.next) ways.append(" ", link(WORDS.turn_next, at.next));
  shown.push(ways);
  if (at) shown.push(marks[0]);
  function toggle() {
    log.mark(concept, !log.isRead(concept));
  }
  function update() {
    for (const mark of marks) {
      const read = log.isRead(concept);
      mark.textContent = read ? WORDS.path_marked : WORDS.path_mark;
      mark.setAttribute("aria-pressed", String(read));
    }
    for (const circle of stops.children) {
      if (!(circle instanceof HTMLElement)) continue;
      circle.classList.toggle("aa-read", log.isRead(circle.dataset.stop ?? ""));
      circle.classList.toggle("aa-now", circle.dataset.stop === concept);
    }
  }
  update();
  log.onChange(update);
  place.replaceChildren(...shown, button(WORDS.path_leave, leave));
  const foot = document.querySelector(".aa-turn");
  if (!foot) return;
  const ends = element("p", { className: "aa-path-mark" });
  if (at) ends.append(marks[1]);
  if (onWay && at.position === at.of) ends.append(" ", ...end(plan, id, at.part, all));
  if (at) foot.before(ends);
  if (back) foot.replaceChildren(half(plan, id, back, all, WORDS.turn_previous, ""));
  if (onWay) {
    foot.replaceChildren(
      ...(at.previous ? [half(plan, id, at.previous, all, WORDS.turn_previous, "")] : []),
      ...(at.next ? [half(plan, id, at.next, all, WORDS.turn_next, "aa-next")] : []),
    );
  }
}

function leave() {
  follow(null);
  const address = new URL(location.href);
  address.searchParams.delete("path");
  history.replaceState(history.state, "", address);
  document.documentElement.classList.remove("on-path");
  location.reload();
}

/**
 * What stands below the last concept of a part: that it is the last one, and a quiz of the part.
 * @param {Plan} plan
 * @param {string} id
 * @param {number} part
 * @param {import("./plan.mjs").Plans} all
 */
function end(plan, id, part, all) {
  const words = say(WORDS.path_end, { part: nameOf(plan, part).toLowerCase() });
  const quiz = element("a", { href: quizOf(all, id, part) }, plan.days ? WORDS.path_quiz_day : WORDS.path_quiz_part);
  return [element("span", {}, words), " ", quiz];
}

/**
 * A link at the foot to a concept on the path.
 * @param {Plan} plan
 * @param {string} id
 * @param {string} concept
 * @param {import("./plan.mjs").Plans} all
 * @param {string} words
 * @param {string} className
 */
function half(plan, id, concept, all, words, className) {
  const [title, href, minutes] = all.concepts[concept];
  const part = nameOf(plan, placeOn(plan, concept)?.part ?? 1);
  const note = `${words} · ${say(WORDS.path_place, { part, minutes: say(WORDS.minutes, { count: minutes }) })}`;
  return element("a", { className, href: onPath(href, id) }, element("span", {}, note), " ", element("b", {}, title));
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
