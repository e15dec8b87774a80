// The controls of each type of question, put into the list that is on the page already. Each function takes the element
// of a question and what to do when the answer changes, when Enter is pressed, and to tell readers something. It returns
//
//   key       what answers are compared with, read from the list of reasons
//   read()    the answer as it stands
//   write(a)  shows an answer, null for none; whatever does not fit is passed over
//   lock(b)   whether the answer may be changed
//   mark(g, a)  shows the grade of an answer in words and signs, with the reasons that belong to it, and the right answer
//             with its own; reasons that are then shown carry the class aa-told in the list of all; null takes it all away
//   told()    the right answer in words
//   others()  words for the reasons that are left in the list, if there are better ones than usual
//   mix(ids => ids)  changes the order of what may be mixed
//   first()   the control to begin with

import { readNumber, shuffle } from "./grading.mjs";
import { say } from "./words.mjs";

export function element(name, properties = {}, ...children) {
  const { data = {}, attributes = {}, ...rest } = properties;
  const made = Object.assign(document.createElement(name), rest);
  Object.assign(made.dataset, data);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/**
 * A part that every question has.
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function needed(root, selector) {
  const found = /** @type {HTMLElement | null} */ (root.querySelector(selector));
  if (!found) throw new Error(`A question has no ${selector}.`);
  return found;
}

export const controls = { single: choices, multiple: choices, numeric, order, match, cloze, recall };

let made = 0;
const unique = (name) => `aa-${name}-${(made += 1)}`;
/**
 * The words of an element as a text can have them: formulas by their names, or else by their characters, without the TeX
 * that each carries along.
 * @param {Element} node
 */
function words(node) {
  const plain = /** @type {Element} */ (node.cloneNode(true));
  for (const formula of plain.querySelectorAll("math[aria-label]")) {
    formula.replaceWith(formula.getAttribute("aria-label") ?? "");
  }
  for (const tex of plain.querySelectorAll("annotation")) tex.remove();
  return (plain.textContent ?? "").replace(/[\u2061-\u2064]/g, "").replace(/\s+/g, " ").trim();
}
const partsOf = (root, list) => [...root.querySelectorAll(`${list} > [data-part]`)];
const part = (items, name) => items.find((item) => item.dataset.part === name);
const copy = (node) => [...node.cloneNode(true).childNodes];
/** The nodes of a reason but for the verdict that it begins with. */
const why = (reason) => copy(reason).filter((node) => !node.matches?.("strong:first-child"));
const because = (/** @type {(Node | string)[]} */ ...nodes) => element("p", { className: "aa-because" }, ...nodes);
const LOOKS = { right: "aa-is-right", missed: "aa-is-missed", wrong: "aa-is-wrong", rest: "aa-is-rest" };

/**
 * Gives a row the look of a verdict with its words; null takes both away.
 * @param {Element} row
 * @param {"right" | "missed" | "wrong" | "rest" | null} look
 * @param {string} [text]
 */
function showMark(row, look, text) {
  for (const old of row.querySelectorAll(".aa-mark, .aa-because")) old.remove();
  for (const [name, className] of Object.entries(LOOKS)) row.classList.toggle(className, name === look);
  return text ? element("span", { className: "aa-mark" }, `${look === "wrong" ? "✗" : "✓"} ${text}`) : "";
}

/**
 * Marks an answer; beside a wrong one stands the right one, without a cross.
 * @param {Element} holder
 * @param {boolean | null} right
 * @param {string} wanted
 */
function showWanted(holder, right, wanted) {
  holder.append(" ", showMark(holder, right === null ? null : right ? "right" : "wrong", right ? WORDS.mark_right : ""));
  if (right === false) holder.append(element("span", { className: "aa-mark aa-wanted" }, say(WORDS.mark_should_be, { wanted })));
}

/**
 * A verdict as a row of its own.
 * @param {"right" | "wrong"} look
 * @param {string} text
 * @param {(Node | string)[]} nodes
 */
function row(look, text, ...nodes) {
  const made = element("li", {});
  made.append(showMark(made, look, text), ...nodes);
  return made;
}

/**
 * Reasons that are told beside an answer; no others are.
 * @param {Element[]} reasons
 * @param {(reason: HTMLElement) => boolean} which
 */
function setTold(reasons, which) {
  for (const reason of reasons) reason.classList.toggle("aa-told", which(/** @type {HTMLElement} */ (reason)));
}

/** A place below the controls for what an answer should have been. */
function outcomeOf(root) {
  const made = element("ul", { className: "aa-outcome" });
  needed(root, "fieldset").append(made);
  return made;
}

// Keys typed into a field are for it alone: the page has a shortcut of a single key.
function field(input, { change, enter }) {
  input.addEventListener("input", change);
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key !== "Enter" || event.isComposing || input.tagName === "TEXTAREA") return;
    event.preventDefault();
    if (!input.readOnly) enter();
  });
  return input;
}

function choices(root, { change }) {
  const type = root.dataset.type === "single" ? "radio" : "checkbox";
  const list = root.querySelector(".aa-options");
  const answers = root.querySelector(".aa-reasons");
  const items = partsOf(root, ".aa-options");
  const reasons = partsOf(root, ".aa-reasons");
  const name = unique("options");
  for (const item of items) {
    const input = element("input", { type, name, value: item.dataset.part });
    item.replaceChildren(element("label", {}, input, element("span", { className: "aa-option" }, ...item.childNodes)));
  }
  list.addEventListener("change", change);
  const inputs = () => [...list.querySelectorAll("input")];
  const chosen = () => inputs().filter((input) => input.checked).map((input) => input.value);
  const key = {
    type: root.dataset.type,
    right: reasons.filter((reason) => "right" in reason.dataset).map((reason) => reason.dataset.part),
    ids: items.map((item) => item.dataset.part),
  };
  return {
    key,
    read: () => (type === "radio" ? (chosen()[0] ?? null) : chosen()),
    write(answer) {
      const wanted = Array.isArray(answer) ? answer : [answer];
      for (const input of inputs()) input.checked = wanted.includes(input.value);
    },
    lock(locked) {
      for (const input of inputs()) input.disabled = locked;
    },
    mark(grade, answer) {
      const several = type === "checkbox" && answer !== null;
      const explained = new Set();
      for (const [place, input] of inputs().entries()) {
        const { value: id, checked } = input;
        const item = part(items, id);
        const reason = part(reasons, id);
        const right = key.right.includes(id);
        const missed = right && !checked && several;
        const look = missed ? "missed" : right ? "right" : checked ? "wrong" : "rest";
        const text = {
          right: several ? WORDS.mark_right_chosen : WORDS.mark_right_answer,
          missed: WORDS.mark_right_missed,
          wrong: several ? WORDS.mark_wrong_chosen : WORDS.mark_your_answer,
          rest: "",
        }[look];
        reason.value = place + 1;
        const mark = showMark(item, grade && look, grade ? text : "");
        if (!grade || look === "rest") continue;
        input.after(mark);
        // That a chosen option is right is told in a word; why, the list has.
        if (look === "right" && several) continue;
        explained.add(reason);
        item.append(because(...why(reason)));
      }
      setTold(reasons, (reason) => explained.has(reason));
    },
    told: () => `${WORDS.mark_right_answer}: ${key.right.map((id) => words(needed(part(items, id), ".aa-option"))).join("; ")}`,
    others() {
      if (type === "checkbox") return WORDS.other_reasons;
      const left = inputs().flatMap((input, place) => (key.right.includes(input.value) || input.checked ? [] : [String.fromCharCode(65 + place)]));
      const letters = new Intl.ListFormat("en").format(left);
      return left.length === 1 ? say(WORDS.why_other_wrong, { letters }) : say(WORDS.why_others_wrong, { letters });
    },
    mix(mixed) {
      if ("pinned" in list.dataset) return;
      for (const id of mixed(key.ids)) {
        list.append(part(items, id));
        answers.append(part(reasons, id));
      }
    },
    first: () => inputs().find((input) => input.checked) ?? inputs()[0],
  };
}

function numeric(root, actions) {
  const instruction = root.querySelector(".aa-number");
  const answer = root.querySelector(".aa-key");
  const near = [...root.querySelectorAll(".aa-reasons > [data-least]")];
  const id = unique("number");
  const input = field(element("input", { id, type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: false }), actions);
  const holder = element("p", { className: "aa-number" });
  holder.append(element("label", { htmlFor: id }, words(instruction)), " ", input);
  instruction.replaceWith(holder);
  const outcome = outcomeOf(root);
  const { value, abs, rel, unit } = answer.dataset;
  return {
    key: {
      type: "numeric",
      value: Number(value),
      ...(abs === undefined ? { rel: Number(rel) } : { abs: Number(abs) }),
      unit,
      share: "share" in answer.dataset,
      near: near.map((item) => [Number(item.dataset.least), Number(item.dataset.most)]),
    },
    read: () => input.value,
    write: (given) => (input.value = typeof given === "string" ? given : ""),
    lock: (locked) => (input.readOnly = locked),
    mark(grade, given) {
      const foreseen = near[grade?.near];
      const right = grade?.verdict === "right";
      setTold([answer, ...near], (reason) => grade && (reason === answer || reason === foreseen));
      holder.hidden = Boolean(grade && !right);
      outcome.replaceChildren();
      if (!grade) return;
      const mine = right ? "right" : "wrong";
      if (!right) outcome.append(row("right", WORDS.mark_right_answer, because(...copy(answer))));
      if (given === null) return;
      // The author's limits of a wrong number are for the list of all of them.
      const reason = foreseen && !right ? [":", ...why(foreseen)] : [];
      const typed = element("strong", {}, String(given));
      outcome.append(row(mine, WORDS.mark_your_answer, because(typed, workedOut(String(given), unit), ...reason)));
      if (right) outcome.append(element("li", {}, because(...copy(answer))));
      holder.hidden = true;
    },
    told: () => `${WORDS.mark_right_answer}: ${words(answer)}`,
    mix() {},
    first: () => input,
  };
}

// What a typed sum such as "0.2*ln 6" was read as; nothing behind a plain number.
function workedOut(given, unit) {
  const number = readNumber(given, unit);
  return typeof number === "string" || !/.[-+*·×/^(]|√|ln|log|exp|sqrt/i.test(given.trim()) ? "" : ` = ${Number(number.toPrecision(4))}`;
}

function order(root, { change, tell }) {
  const list = element("ol", { className: "aa-items" });
  const old = root.querySelector("ul.aa-items");
  const items = partsOf(root, ".aa-items");
  const reasons = partsOf(root, ".aa-reasons");
  let locked = false;
  list.append(...items);
  old.replaceWith(list);
  for (const item of items) {
    const text = element("span", { className: "aa-item" }, ...item.childNodes);
    const told = words(text);
    const move = (by, sign, name) => {
      const button = element("button", { type: "button", className: "aa-move" }, sign);
      button.setAttribute("aria-label", name);
      button.dataset.by = by;
      button.addEventListener("click", () => {
        const place = [...list.children].indexOf(item);
        const other = list.children[place + by];
        if (locked || !other) return;
        if (by < 0) other.before(item);
        else other.after(item);
        button.focus();
        ends();
        change();
        tell(say(WORDS.order_moved, { item: told, place: place + by + 1, count: items.length }));
      });
      return button;
    };
    const moves = [move(-1, "↑", say(WORDS.order_up, { item: told })), move(1, "↓", say(WORDS.order_down, { item: told }))];
    item.replaceChildren(element("span", { className: "aa-place" }), text, element("span", { className: "aa-moves" }, ...moves));
  }
  // A button that is disabled would lose the focus.
  const ends = () => {
    [...list.children].forEach((item, place) => {
      needed(item, ".aa-place").textContent = `${place + 1}.`;
      const [up, down] = item.querySelectorAll("button");
      up.setAttribute("aria-disabled", locked || place === 0);
      down.setAttribute("aria-disabled", locked || place === items.length - 1);
    });
  };
  ends();
  const arrange = (ids) => {
    for (const id of ids) list.append(part(items, id));
    ends();
  };
  const now = () => [...list.children].map((item) => item.dataset.part);
  const right = reasons.map((reason) => reason.dataset.part);
  const outcome = element("ol", { className: "aa-outcome aa-sequence" });
  list.after(outcome);
  let start = now();
  return {
    key: { type: "order", order: right },
    // What nobody has moved is no answer; it is never in the right order.
    read: () => (!locked && now().join() === start.join() ? [] : now()),
    write(answer) {
      const whole = Array.isArray(answer) && [...answer].sort().join() === [...right].sort().join();
      if (whole) arrange(answer);
      else if (answer === null) arrange(start);
    },
    lock(value) {
      locked = value;
      for (const item of items) item.querySelector(".aa-moves").hidden = value;
      ends();
    },
    mark(grade, answer) {
      const mine = now();
      outcome.replaceChildren();
      list.hidden = Boolean(grade);
      setTold(reasons, () => Boolean(grade));
      if (!grade) return;
      for (const [place, reason] of reasons.entries()) {
        const kept = answer !== null && mine[place] === right[place];
        const words = answer === null ? "" : kept ? WORDS.mark_right_place : say(WORDS.mark_yours, { place: mine.indexOf(right[place]) + 1 });
        const step = element("li", {}, element("span", { className: "aa-yours" }, words), ...copy(reason));
        step.classList.toggle(LOOKS.right, kept);
        outcome.append(step);
      }
    },
    told: () => `${WORDS.order_right} ${reasons.map((reason) => words(needed(reason, "strong")).replace(/:$/, "")).join("; ")}`,
    mix(mixed) {
      const ids = mixed(right);
      start = ids.join() === right.join() ? [...ids.slice(1), ids[0]] : ids;
      arrange(start);
    },
    first: () => list.querySelector("button[aria-disabled=false]"),
  };
}

function match(root, { change }) {
  const items = partsOf(root, ".aa-items");
  const reasons = partsOf(root, ".aa-reasons");
  const offered = [...root.querySelectorAll(".aa-choices > li")];
  root.querySelector(".aa-choices").hidden = true;
  root.querySelector(".aa-choices").previousElementSibling.hidden = true;
  const selects = new Map();
  for (const item of items) {
    const id = unique("choice");
    const select = element("select", { id }, element("option", { value: "" }, WORDS.match_choose));
    for (const choice of offered) select.append(element("option", { value: choice.dataset.choice }, words(choice)));
    select.addEventListener("change", change);
    selects.set(item.dataset.part, select);
    item.replaceChildren(element("label", { htmlFor: id }, ...item.childNodes), " ", select);
  }
  const pairs = Object.fromEntries(reasons.map((reason) => [reason.dataset.part, reason.dataset.choice]));
  const label = (id) => words(offered.find((choice) => choice.dataset.choice === id));
  return {
    key: { type: "match", pairs },
    read: () => Object.fromEntries([...selects].map(([item, select]) => [item, select.value])),
    write(answer) {
      for (const [item, select] of selects) {
        const wanted = answer?.[item];
        select.value = offered.some((choice) => choice.dataset.choice === wanted) ? wanted : "";
      }
    },
    lock(locked) {
      for (const select of selects.values()) select.disabled = locked;
    },
    mark(grade) {
      const wrong = (/** @type {HTMLElement} */ { dataset: { part: id = "" } }) => Boolean(grade) && selects.get(id).value !== pairs[id];
      for (const item of items) {
        const { part: id } = item.dataset;
        const select = selects.get(id);
        select.hidden = Boolean(grade);
        showMark(item, grade ? (wrong(item) ? "wrong" : "right") : null);
        if (!grade) continue;
        const mine = element("span", { className: "aa-mark" }, wrong(item) ? say(WORDS.mark_should_be, { wanted: label(pairs[id]) }) : `✓ ${label(pairs[id])}`);
        if (wrong(item)) mine.classList.add("aa-wanted");
        item.append(mine);
        if (!wrong(item)) continue;
        if (select.value) item.append(because(say(WORDS.mark_you_chose, { choice: label(select.value) })));
        item.append(because(...why(part(reasons, id))));
      }
      setTold(reasons, wrong);
    },
    told: () => items.map((item) => words(needed(part(reasons, item.dataset.part), "strong"))).join(" "),
    mix() {},
    first: () => selects.values().next().value,
  };
}

function cloze(root, actions) {
  const inputs = new Map();
  const reasons = partsOf(root, ".aa-reasons");
  for (const [place, gap] of [...root.querySelectorAll(".aa-blank")].entries()) {
    const input = element("input", { type: "text", autocomplete: "off", spellcheck: false });
    input.setAttribute("autocapitalize", "off");
    input.setAttribute("aria-label", say(WORDS.gap_label, { number: place + 1 }));
    inputs.set(gap.dataset.blank, field(input, actions));
    gap.replaceChildren(input);
  }
  const listed = (holder, name) => [...holder.querySelectorAll(`[data-${name}]`)].map(words);
  const outcome = outcomeOf(root);
  const blanks = {};
  for (const reason of reasons) {
    blanks[reason.dataset.part] = { accept: listed(reason, "accept"), near: listed(reason, "near") };
  }
  return {
    key: { type: "cloze", blanks },
    read: () => Object.fromEntries([...inputs].map(([id, input]) => [id, input.value])),
    write(answer) {
      for (const [id, input] of inputs) input.value = typeof answer?.[id] === "string" ? answer[id] : "";
    },
    lock(locked) {
      for (const input of inputs.values()) input.readOnly = locked;
    },
    mark(grade) {
      const wrong = (/** @type {HTMLElement} */ { dataset: { part: id } }) => Boolean(grade) && !grade.parts?.[id ?? ""];
      for (const [id, input] of inputs) {
        const right = grade?.parts[id];
        showWanted(input.parentElement, grade ? right === true : null, blanks[id].accept[0]);
      }
      outcome.replaceChildren(
        ...reasons.filter(wrong).map((reason) => {
          const near = grade.near?.[reason.dataset.part];
          const told = copy(reason).filter((node) => node.nodeName !== "UL");
          return element("li", {}, because(...told, ...(near === undefined ? [] : [" ", ...copy(reason.querySelectorAll("li")[near])])));
        }),
      );
      setTold(reasons, wrong);
    },
    told: () => Object.entries(blanks).map(([, { accept }], place) => `${say(WORDS.gap_label, { number: place + 1 })}: ${accept[0]}`).join("; "),
    mix() {},
    first: () => inputs.values().next().value,
  };
}

function recall(root, actions) {
  const instruction = root.querySelector("[data-seconds]");
  const id = unique("text");
  const text = field(element("textarea", { id, rows: 6 }), actions);
  const clock = element("span", { className: "aa-clock", attributes: { role: "timer" } });
  const start = element("button", { type: "button" }, WORDS.clock_start);
  let ends = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let ticking;
  const tick = () => {
    const left = Math.round((ends - performance.now()) / 1000);
    const shown = Math.abs(left);
    const time = `${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, "0")}`;
    clock.textContent = left < 0 ? say(WORDS.clock_over, { time }) : time;
  };
  const stop = () => {
    clearInterval(ticking);
    ticking = undefined;
    start.textContent = WORDS.clock_start;
  };
  const run = () => {
    ends = performance.now() + instruction.dataset.seconds * 1000;
    ticking = setInterval(tick, 1000);
    start.textContent = WORDS.clock_stop;
    tick();
  };
  start.addEventListener("click", () => (ticking ? stop() : run()));
  if (actions.clocked) run();
  const holder = element("p", { className: "aa-recall" });
  holder.append(element("label", { htmlFor: id }, WORDS.recall_label), text);
  const timer = element("p", { className: "aa-timer" }, clock, " ", start);
  instruction.after(timer, holder);

  const boxes = new Map();
  for (const item of root.querySelectorAll("[data-criterion], [data-flag]")) {
    const box = element("input", { type: "checkbox" });
    box.addEventListener("change", actions.change);
    boxes.set(item, box);
    item.replaceChildren(element("label", {}, box, element("span", {}, ...item.childNodes)));
  }
  /** @type {(name: string, only?: (box: HTMLInputElement, item: HTMLElement) => boolean) => (string | undefined)[]} */
  const named = (name, only = () => true) =>
    [...boxes].filter(([item, box]) => name in item.dataset && only(box, item)).map(([item]) => item.dataset[name]);
  const ticked = (/** @type {HTMLInputElement} */ box) => box.checked;
  return {
    key: {
      type: "recall",
      must: named("criterion", (_, item) => "must" in item.dataset),
      other: named("criterion", (_, item) => !("must" in item.dataset)),
      flags: named("flag"),
    },
    read: () => ({ text: text.value, ticks: named("criterion", ticked), flags: named("flag", ticked) }),
    write(answer) {
      text.value = typeof answer?.text === "string" ? answer.text : "";
      const wanted = [answer?.ticks, answer?.flags].flatMap((list) => (Array.isArray(list) ? list : []));
      for (const [item, box] of boxes) box.checked = wanted.includes(item.dataset.criterion ?? item.dataset.flag);
    },
    lock(locked) {
      for (const box of boxes.values()) box.disabled = locked;
      if (locked) stop();
    },
    // The reader's text then stands beside the model answer.
    fold(folded) {
      timer.hidden = holder.hidden = instruction.hidden = folded;
      if (folded) stop();
    },
    mark() {},
    told: () => "",
    // What a good answer has and this one has not, and what it should not have.
    missing() {
      const missed = [...boxes].filter(([item, box]) => ("must" in item.dataset ? !box.checked : "flag" in item.dataset && box.checked));
      const list = element("ul", { className: "aa-missing" });
      for (const [item] of missed) {
        const label = "flag" in item.dataset ? WORDS.rating_flag : WORDS.rating_missing;
        const said = [...needed(item, "label > span").cloneNode(true).childNodes].filter((node) => !(node instanceof Element && node.matches("strong, a")));
        list.append(element("li", {}, `${label} `, ...said));
      }
      return missed.length ? [list] : [];
    },
    mix() {},
    first: () => text,
  };
}

export const mixedBy = (seed) => (ids) => shuffle(ids, seed);
