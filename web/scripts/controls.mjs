// The controls of each type of question, put into the list that is on the page already. Each function takes the element
// of a question and what to do when the answer changes, when Enter is pressed, and to tell readers something. It returns
//
//   key       what answers are compared with, read from the list of reasons
//   read()    the answer as it stands
//   write(a)  shows an answer, null for none; whatever does not fit is passed over
//   lock(b)   whether the answer may be changed
//   mark(g)   shows a grade in words and signs, null takes it away
//   mix(ids => ids)  changes the order of what may be mixed
//   reasons(a, g)    paragraphs and lists with the reasons for an answer with that grade
//   first()   the control to begin with

import { shuffle } from "./grading.mjs";
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
const because = (/** @type {(Node | string)[]} */ ...nodes) => element("p", { className: "aa-because" }, ...nodes);

/**
 * @param {Element} holder
 * @param {boolean | null} right  null takes the mark away
 * @param {string | null} text
 */
function showMark(holder, right, text) {
  for (const old of holder.querySelectorAll(":scope > .aa-mark")) old.remove();
  holder.classList.toggle("aa-is-right", right === true);
  holder.classList.toggle("aa-is-wrong", right === false);
  if (text) holder.append(" ", element("span", { className: "aa-mark" }, `${right ? "✓" : "✗"} ${text}`));
}

/**
 * Marks an answer; beside a wrong one stands the right one, without a cross.
 * @param {Element} holder
 * @param {boolean | null} right
 * @param {string} wanted
 */
function showWanted(holder, right, wanted) {
  showMark(holder, right, right ? WORDS.mark_right : null);
  if (right === false) holder.append(" ", element("span", { className: "aa-mark aa-wanted" }, say(WORDS.mark_should_be, { wanted })));
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
    item.replaceChildren(element("label", {}, input, element("span", {}, ...item.childNodes)));
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
    mark(grade) {
      for (const input of inputs()) {
        const right = key.right.includes(input.value);
        const text = !right ? WORDS.mark_your_answer : input.checked ? WORDS.mark_right : WORDS.mark_right_answer;
        const shown = grade && (right || input.checked);
        showMark(input.closest("label"), shown ? right : null, shown && text);
      }
    },
    mix(mixed) {
      if ("pinned" in list.dataset) return;
      for (const id of mixed(key.ids)) {
        list.append(part(items, id));
        answers.append(part(reasons, id));
      }
    },
    reasons: () =>
      chosen().map((id) => because(element("q", {}, ...copy(part(items, id).querySelector("span"))), " ", ...copy(part(reasons, id)))),
    first: () => inputs().find((input) => input.checked) ?? inputs()[0],
  };
}

function numeric(root, actions) {
  const instruction = root.querySelector(".aa-number");
  const answer = root.querySelector(".aa-key");
  const near = [...root.querySelectorAll(".aa-reasons > [data-least]")];
  const id = unique("number");
  const input = field(element("input", { id, type: "text", inputMode: "decimal", autocomplete: "off" }), actions);
  const holder = element("p", { className: "aa-number" });
  holder.append(element("label", { htmlFor: id }, words(instruction)), " ", input);
  instruction.replaceWith(holder);
  const { value, abs, rel, unit } = answer.dataset;
  // The author's limits of a wrong number are for the list of all of them.
  const why = (/** @type {number} */ place) => copy(near[place]).slice(1);
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
    mark: (grade) => showMark(holder, grade && grade.verdict === "right", grade && (grade.verdict === "right" ? WORDS.mark_right : WORDS.mark_wrong_number)),
    mix() {},
    reasons: (given, grade) => (typeof grade.near === "number" ? [because(element("q", {}, String(given)), ":", ...why(grade.near))] : []),
    first: () => input,
  };
}

function order(root, { change, tell }) {
  const list = element("ol", { className: "aa-items" });
  const old = root.querySelector("ul.aa-items");
  const sequence = root.querySelector(".aa-reasons");
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
    mark(grade) {
      for (const [place, id] of now().entries()) {
        const should = right.indexOf(id) + 1;
        const text = should === place + 1 ? WORDS.mark_right_place : say(WORDS.mark_belongs, { place: should });
        showMark(part(items, id).querySelector(".aa-item"), grade ? should === place + 1 : null, grade && text);
      }
    },
    mix(mixed) {
      const ids = mixed(right);
      start = ids.join() === right.join() ? [...ids.slice(1), ids[0]] : ids;
      arrange(start);
    },
    reasons() {
      if (now().join() === right.join()) return [];
      return [element("p", {}, element("strong", {}, WORDS.order_right)), sequence.cloneNode(true)];
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
      for (const item of items) {
        const { part: id } = item.dataset;
        const right = selects.get(id).value === pairs[id];
        showWanted(item, grade ? right : null, label(pairs[id]));
      }
    },
    mix() {},
    reasons: (answer) => items.map((item) => item.dataset.part).filter((id) => answer[id] !== pairs[id]).map((id) => because(...copy(part(reasons, id)))),
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
      for (const [id, input] of inputs) {
        const right = grade?.parts[id];
        showWanted(input.parentElement, grade ? right === true : null, blanks[id].accept[0]);
      }
    },
    mix() {},
    reasons(_answer, grade) {
      const wrong = reasons.filter((reason) => !grade.parts?.[reason.dataset.part]);
      return wrong.map((reason) => {
        const near = grade.near?.[reason.dataset.part];
        if (near !== undefined) return because(...copy(reason.querySelectorAll("li")[near]));
        return because(...copy(reason).filter((node) => node.nodeName !== "UL"));
      });
    },
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
  start.addEventListener("click", () => {
    if (ticking) return stop();
    ends = performance.now() + instruction.dataset.seconds * 1000;
    ticking = setInterval(tick, 1000);
    start.textContent = WORDS.clock_stop;
    tick();
  });
  const holder = element("p", { className: "aa-recall" });
  holder.append(element("label", { htmlFor: id }, WORDS.recall_label), text);
  instruction.after(element("p", { className: "aa-timer" }, start, " ", clock), holder);

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
      text.readOnly = locked;
      start.hidden = locked;
      for (const box of boxes.values()) box.disabled = locked;
      if (locked) stop();
    },
    mark() {},
    mix() {},
    reasons: () => [],
    first: () => text,
  };
}

export const mixedBy = (seed) => (ids) => shuffle(ids, seed);
