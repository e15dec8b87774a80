// Turns the questions of a page into ones that can be answered.

import { fits } from "./answers.mjs";
import { element } from "./controls.mjs";
import { warn } from "./notice.mjs";
import { part } from "./parts.mjs";
import { progress, standing } from "./progress.mjs";
import { Question } from "./question.mjs";
import { report, start } from "./start.mjs";
import { say } from "./words.mjs";

// The questions of one list, which stands between a place for notices and one for the tally: browsers style all elements
// around a new one anew. What was missed returns at its end, mixed anew, unless that is just below its answer.
class Group {
  constructor(list, log, { gently = false } = {}) {
    this.list = list;
    this.log = log;
    this.plain = new Map();
    this.questions = [];
    this.tally = list.nextElementSibling;
    this.notice = list.previousElementSibling;
    const roots = [...list.children];
    if (gently) {
      this.addGently(roots);
      return;
    }
    for (const root of roots) this.add(root);
    log.onChange(() => this.refresh());
    this.refresh();
  }

  // One at a time, so that a page with many questions responds while it loads.
  async addGently(roots) {
    for (const root of roots) {
      this.add(root);
      await (globalThis.scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve)));
    }
    this.log.onChange(() => this.refresh());
    this.refresh();
  }

  // A question that cannot be started stays as it came, with its answer below it.
  add(root) {
    const plain = root.cloneNode(true);
    const id = root.dataset.question;
    this.plain.set(id, plain);
    try {
      const question = this.live(root);
      if (question.grade && question.grade.verdict !== "right") this.repeat(question);
    } catch (error) {
      report(`question ${id}`, error);
      this.plain.delete(id);
      this.questions = this.questions.filter((question) => question.id !== id);
      for (const again of this.list.querySelectorAll(".aa-again")) if (again.dataset.question === id) again.remove();
      const note = element("p", { className: "aa-note" }, WORDS.question_fails);
      plain.querySelector(".aa-answer")?.before(note);
      root.replaceWith(plain);
    }
  }

  answered(question, verdict) {
    if (verdict === "right") this.forget(question.id);
    else this.repeat(question);
    this.refresh();
  }

  repeat(question) {
    this.forget(question.id, question.root);
    if (question.root === this.list.lastElementChild) return;
    const root = this.plain.get(question.id).cloneNode(true);
    root.removeAttribute("id");
    root.classList.add("aa-again");
    const folded = root.querySelector(".aa-asked");
    if (folded) folded.open = true;
    root.querySelector(".aa-stem").prepend(element("span", { className: "aa-once-more" }, `${WORDS.once_more} `));
    this.list.append(root);
    this.live(root, this.log.latest(question.id)?.attempt);
  }

  live(root, since = -1) {
    const answered = (...given) => this.answered(...given);
    const restarted = (question) => this.forget(question.id, question.root);
    const question = new Question(root, this.log, { since, answered, restarted, due: comesBack });
    this.questions.push(question);
    return question;
  }

  // Takes away the return of a question that was not answered there.
  forget(id, except = null) {
    this.questions = this.questions.filter((question) => {
      const gone = question.since >= 0 && question.id === id && question.root !== except && !question.grade;
      if (gone) question.root.remove();
      return !gone;
    });
  }

  refresh() {
    const firsts = [...this.plain.keys()].map((id) => this.questions.find((question) => question.id === id));
    const latest = this.log.latestOfAll();
    for (const question of firsts) {
      const event = latest.get(question.id);
      const elsewhere = event && event.rev === question.rev && !question.grade && event.attempt >= question.attempt;
      if (elsewhere && !question.root.contains(document.activeElement)) question.show();
      if (!event && question.grade) question.show();
    }
    const reached = firsts.map(({ id, rev }) => standing(latest.get(id), rev));
    const count = (name) => reached.filter((value) => value === name).length;
    const answered = count("right") + count("missed");
    this.tally.textContent = answered ? say(WORDS.group_tally, { answered, all: firsts.length, right: count("right") }) : "";
    warn(this.notice, this.log);
  }
}

/**
 * Says below a verdict when the question comes back, once the program for that is there.
 * @param {Question} question
 * @param {HTMLElement} place
 */
async function comesBack(question, place) {
  try {
    const { comesBackHere, persistAfter } = await part("schedule");
    persistAfter(progress());
    const said = await comesBackHere(progress(), question.id);
    if (question.grade) place.textContent = said;
  } catch (error) {
    report("schedule", error);
  }
}

/**
 * Sets aside what cannot be an answer to these questions, before any of them shows what is kept.
 * @param {Iterable<HTMLElement>} roots
 * @param {import("./progress.mjs").Log} log
 */
export function expectAnswers(roots, log) {
  for (const root of roots) {
    const { question: id, rev } = root.dataset;
    start(`answers:${id}`, () => log.expect(id ?? "", Number(rev), fits(root)));
  }
}

export function quiz() {
  // The notice, which is written once, counts all that is set aside on this page.
  /** @type {NodeListOf<HTMLElement>} */
  const roots = document.querySelectorAll(".aa-question");
  expectAnswers(roots, progress());
  // What grows later would move the place that an address names.
  const gently = !location.hash;
  for (const list of document.querySelectorAll("ol.aa-questions")) {
    start("quiz", () => new Group(list, progress(), { gently }), ".aa-notice", WORDS.group_fails);
  }
}
