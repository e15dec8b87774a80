// Turns the questions of a page into ones that can be answered. Everything is read from the page; answers go to the log in
// this browser. The Check button is the only thing that grades.

import { fits } from "./answers.mjs";
import { controls, element, mixedBy, needed } from "./controls.mjs";
import { grade } from "./grading.mjs";
import { download, progress, standing } from "./progress.mjs";
import { report, start } from "./start.mjs";
import { say } from "./words.mjs";

const UNREADABLE = {
  empty: WORDS.unreadable_empty,
  unmoved: WORDS.unreadable_unmoved,
  share: WORDS.unreadable_share,
  percent: WORDS.unreadable_percent,
  comma: WORDS.unreadable_comma,
  unit: WORDS.unreadable_unit,
  number: WORDS.unreadable_number,
  spelling: WORDS.unreadable_spelling,
};
const VERDICTS = {
  right: WORDS.verdict_right,
  partial: WORDS.verdict_partial,
  wrong: WORDS.verdict_wrong,
  unknown: WORDS.verdict_unknown,
};
const RATINGS = {
  right: WORDS.rating_right,
  partial: WORDS.rating_partial,
  wrong: WORDS.rating_wrong,
};
const CONFIDENCE = { "": WORDS.confidence_none, guess: WORDS.confidence_guess, unsure: WORDS.confidence_unsure, sure: WORDS.confidence_sure };

class Question {
  // `root` is the element of a question that no script has changed; `again` is true for one that returns after a miss.
  /**
   * @param {HTMLElement} root
   * @param {ReturnType<typeof import("./progress.mjs").openLog>} log
   * @param {{ again?: boolean, answered?: (question: Question, verdict: string) => void, restarted?: (question: Question) => void }} options
   */
  constructor(root, log, { again = false, answered = () => {}, restarted = () => {} } = {}) {
    this.root = root;
    this.answer = /** @type {HTMLDetailsElement} */ (needed(root, ".aa-answer"));
    this.hints = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".aa-hint")]);
    this.log = log;
    this.again = again;
    this.answered = answered;
    this.restarted = restarted;
    this.id = root.dataset.question ?? "";
    this.rev = Number(root.dataset.rev);
    this.type = root.dataset.type ?? "";
    this.hintsShown = 0;
    this.attempt = 0;
    this.grade = null;
    this.build();
  }

  build() {
    const { root } = this;
    this.note = element("p", { className: "aa-note", attributes: { role: "status" } });
    this.shownHints = element("div", { className: "aa-hints", attributes: { role: "status" } });
    this.verdict = element("div", { className: "aa-verdict", attributes: { role: "status" } });
    this.check = this.button(this.type === "recall" ? WORDS.compare_answers : WORDS.check, () => this.submit(), "aa-primary");
    this.hint = this.button(WORDS.hint, () => this.showHint());
    this.unknown = this.button(WORDS.i_dont_know, () => this.giveUp());
    this.retry = this.button(WORDS.try_again, () => this.restart());
    this.confidence = element("select", {}, ...Object.entries(CONFIDENCE).map(([value, label]) => element("option", { value }, label)));
    this.confidence.addEventListener("change", () => this.keepDraft());
    this.sure = element("label", { className: "aa-sure" }, `${WORDS.confidence_label} `, this.confidence);
    for (const hint of this.hints) hint.hidden = true;

    this.controls = controls[this.type](root, {
      change: () => this.changed(),
      enter: () => this.submit(),
      tell: (text) => (this.note.textContent = text),
    });
    this.row = element("div", { className: "aa-controls" }, this.sure, this.retry, this.check, this.hint, this.unknown);
    this.answer.before(this.shownHints, this.row, this.note, this.verdict);
    if (this.type === "recall") {
      this.rate = this.button(WORDS.score_answer, () => this.finish(), "aa-primary");
      this.answer.append(element("div", { className: "aa-controls" }, this.rate));
    }
    root.classList.add("aa-live");
    this.show();
  }

  button(text, action, className = "") {
    const made = element("button", { type: "button", className }, text);
    made.addEventListener("click", (event) => {
      // "Try again" takes the place of "Check", so the second of two quick presses does not mean it, nor does a key held down.
      const meant = made !== this.retry || event.detail < 2;
      if (meant && made.getAttribute("aria-disabled") !== "true") action();
    });
    made.addEventListener("keydown", (event) => event.repeat && event.key === "Enter" && event.preventDefault());
    return made;
  }

  // Shows what the log and the draft say, as after a reload.
  show() {
    const latest = this.log.latest(this.id);
    const draft = this.log.draft(this.id);
    const changed = latest && latest.rev !== this.rev;
    if (latest && !changed && !this.again && !(draft?.rev === this.rev && draft.attempt > latest.attempt)) {
      this.attempt = latest.attempt;
      this.mix();
      this.controls.write(latest.answer);
      this.hintsShown = Math.min(latest.hints, this.hints.length);
      this.fillHints();
      this.confidence.value = latest.confidence ?? "";
      this.settle(latest.verdict, latest.answer);
      return;
    }
    this.attempt = latest ? latest.attempt + 1 : 0;
    this.clear();
    if (draft?.rev === this.rev && draft.attempt === this.attempt) {
      this.controls.write(draft.answer);
      this.hintsShown = Math.min(Number(draft.hints) || 0, this.hints.length);
      this.fillHints();
      const sure = String(draft.confidence);
      this.confidence.value = ["guess", "unsure", "sure"].includes(sure) ? sure : "";
      if (draft.compared && this.type === "recall") this.compare();
    }
    if (changed) this.note.textContent = WORDS.question_changed;
  }

  // The page has the first order; every further attempt has another one.
  mix() {
    if (this.attempt) this.controls.mix(mixedBy(`${this.id} ${this.attempt}`));
  }

  clear() {
    this.grade = null;
    this.mix();
    this.controls.write(null);
    this.controls.lock(false);
    this.controls.mark(null);
    this.hintsShown = 0;
    this.fillHints();
    this.confidence.value = "";
    this.note.textContent = "";
    this.verdict.replaceChildren();
    delete this.root.dataset.verdict;
    this.answer.hidden = true;
    this.answer.open = false;
    for (const shown of [this.check, this.unknown, this.sure]) shown.hidden = false;
    for (const button of [this.check, this.unknown]) button.setAttribute("aria-disabled", "false");
    this.retry.hidden = true;
    if (this.rate) this.rate.hidden = this.rate.parentNode.hidden = false;
  }

  changed() {
    this.note.textContent = "";
    this.lastWords = null;
    this.keepDraft();
  }

  keepDraft() {
    if (this.grade) return;
    this.log.keepDraft(this.id, {
      rev: this.rev,
      attempt: this.attempt,
      answer: this.controls.read(),
      hints: this.hintsShown,
      confidence: this.confidence.value,
      compared: this.type === "recall" && !this.answer.hidden,
    });
  }

  submit() {
    if (this.grade) return;
    if (this.type === "recall") {
      this.compare();
      this.keepDraft();
      this.note.textContent = WORDS.compare_hint;
      needed(this.answer, "summary").focus({ preventScroll: true });
      this.note.scrollIntoView({ behavior: "instant" });
      return;
    }
    const answer = this.controls.read();
    // Who checks the same misspelt words again means them.
    const lenient = this.lastWords !== JSON.stringify(answer);
    const found = grade(this.controls.key, answer, { lenient });
    if (found.verdict === "unreadable") {
      this.note.textContent = UNREADABLE[this.type === "order" ? "unmoved" : found.problem];
      this.lastWords = found.problem === "spelling" ? JSON.stringify(answer) : null;
      return;
    }
    this.record(found.verdict, answer);
  }

  // An open answer is compared first and rated after that.
  compare() {
    this.answer.hidden = false;
    this.answer.open = true;
    this.check.hidden = true;
    this.unknown.hidden = true;
    this.hint.hidden = true;
  }

  finish() {
    const answer = this.controls.read();
    this.record(grade(this.controls.key, answer).verdict, answer);
  }

  giveUp() {
    this.record("unknown", null);
  }

  record(verdict, answer) {
    this.grade = { verdict };
    this.log.append({
      question: this.id,
      rev: this.rev,
      answer,
      verdict,
      hints: this.hintsShown,
      confidence: this.confidence.value || null,
      attempt: this.attempt,
    });
    // Signs beside the answer take lines; what was pressed does not move for that.
    const { top } = this.row.getBoundingClientRect();
    this.settle(verdict, answer);
    if (this.type !== "recall") scrollBy({ top: this.row.getBoundingClientRect().top - top, behavior: "instant" });
    this.answered(this, verdict);
  }

  // Shows the verdict, the reasons for this answer, and what to remember.
  settle(verdict, answer) {
    this.grade = answer === null ? { verdict, parts: {}, near: null } : { ...this.regrade(), verdict };
    this.root.dataset.verdict = verdict;
    this.note.textContent = "";
    this.controls.lock(true);
    this.controls.mark(this.grade);
    const lines = [element("p", { className: "aa-verdict-word" }, element("strong", {}, this.verdictWords(verdict)))];
    if (answer !== null) lines.push(...this.controls.reasons(answer, this.grade));
    const remember = needed(this.answer, ".aa-explain");
    if (this.type !== "recall") lines.push(element("p", {}, ...remember.cloneNode(true).childNodes));
    this.verdict.replaceChildren(...lines);
    this.answer.hidden = false;
    this.answer.open = this.type === "recall" || answer === null;
    const pressed = [this.check, this.hint, this.unknown, this.rate].includes(document.activeElement);
    this.retry.hidden = false;
    if (pressed) this.retry.focus({ preventScroll: true });
    for (const shown of [this.check, this.hint, this.unknown, this.sure]) shown.hidden = true;
    if (this.rate) this.rate.parentNode.hidden = true;
  }

  regrade() {
    try {
      return grade(this.controls.key, this.controls.read(), { lenient: false });
    } catch {
      return { parts: {}, near: null };
    }
  }

  verdictWords(verdict) {
    if (this.type === "recall" && verdict !== "unknown") return RATINGS[verdict];
    return VERDICTS[verdict];
  }

  showHint() {
    if (this.hintsShown >= this.hints.length) return;
    this.hintsShown += 1;
    this.fillHints();
    this.keepDraft();
  }

  fillHints() {
    const wanted = this.hints.slice(0, this.hintsShown);
    while (this.shownHints.childElementCount > wanted.length) this.shownHints.lastChild.remove();
    for (const hint of wanted.slice(this.shownHints.childElementCount)) {
      this.shownHints.append(element("p", {}, element("strong", {}, `${WORDS.hint_label} `), ...needed(hint, "p").cloneNode(true).childNodes));
    }
    const left = this.hints.length - this.hintsShown;
    this.hint.hidden = !this.hints.length;
    this.hint.setAttribute("aria-disabled", String(!left));
    this.hint.textContent = left > 1 ? say(WORDS.hints_left, { count: left }) : WORDS.hint;
  }

  restart() {
    this.attempt = (this.log.latest(this.id)?.attempt ?? this.attempt) + 1;
    this.restarted(this);
    this.clear();
    this.keepDraft();
    this.controls.first()?.focus();
  }
}

// The questions of one list, which stands between a place for notices and one for the tally: browsers style all elements
// around a new one anew. What was missed returns at its end, mixed anew.
export class Group {
  // In a group that is `fresh` earlier answers are not shown.
  constructor(list, log = progress(), { fresh = false, gently = false } = {}) {
    this.list = list;
    this.log = log;
    this.fresh = fresh;
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
      const question = this.live(root, this.fresh);
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
    this.forget(question.id, question.again && question.root);
    const root = this.plain.get(question.id).cloneNode(true);
    root.removeAttribute("id");
    root.classList.add("aa-again");
    const folded = root.querySelector(".aa-asked");
    if (folded) folded.open = true;
    root.querySelector(".aa-stem").prepend(element("span", { className: "aa-once-more" }, `${WORDS.once_more} `));
    this.list.append(root);
    this.live(root, true);
  }

  live(root, again) {
    const answered = (...given) => this.answered(...given);
    const restarted = (question) => this.forget(question.id, question.root);
    const question = new Question(root, this.log, { again, answered, restarted });
    this.questions.push(question);
    return question;
  }

  // Takes away the return of a question that was not answered there.
  forget(id, except = null) {
    this.questions = this.questions.filter((question) => {
      const gone = question.again && question.id === id && question.root !== except && !question.grade;
      if (gone) question.root.remove();
      return !gone;
    });
  }

  refresh() {
    const firsts = [...this.plain.keys()].map((id) => this.questions.find((question) => question.id === id));
    const latest = this.log.latestOfAll();
    for (const question of firsts) {
      const event = latest.get(question.id);
      const elsewhere = event && !this.fresh && event.rev === question.rev && !question.grade && event.attempt >= question.attempt;
      if (elsewhere && !question.root.contains(document.activeElement)) question.show();
      if (!event && question.grade) question.show();
    }
    const reached = firsts.map(({ id, rev }) => {
      const here = this.questions.findLast((question) => question.id === id && question.grade);
      if (this.fresh) return here ? standing({ rev, verdict: here.grade.verdict }, rev) : "new";
      return standing(latest.get(id), rev);
    });
    const count = (name) => reached.filter((value) => value === name).length;
    const answered = count("right") + count("missed");
    this.tally.textContent = answered ? say(WORDS.group_tally, { answered, all: firsts.length, right: count("right") }) : "";
    this.warn();
  }

  // Says once a page that something is wrong with what is kept.
  warn() {
    const { lasting, damaged } = this.log;
    const reason = !lasting ? "lasting" : damaged ? "damaged" : null;
    if (!reason || warned.has(reason)) return;
    warned.add(reason);
    if (lasting) {
      this.notice.replaceChildren(say(WORDS.entries_damaged, { count: damaged }));
      return;
    }
    const save = element("button", { type: "button" }, WORDS.progress_save);
    save.addEventListener("click", () => download("alignment-atlas-progress.json", this.log.exported()));
    this.notice.replaceChildren(`${WORDS.answers_not_kept} `, save);
  }
}

const warned = new Set();

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
