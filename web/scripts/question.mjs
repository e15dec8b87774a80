// One question that can be answered. Everything is read from its element; answers go to the log in this browser. Only what
// is pressed to check grades.

import { controls, element, mixedBy, needed } from "./controls.mjs";
import { followUps } from "./follow-ups.mjs";
import { grade, learnSums } from "./grading.mjs";
import { keepsake } from "./keepsake.mjs";
import { figures } from "./on-figures.mjs";
import { part } from "./parts.mjs";
import { report } from "./start.mjs";
import { say } from "./words.mjs";

const UNREADABLE = {
  share: WORDS.unreadable_share,
  percent: WORDS.unreadable_percent,
  comma: WORDS.unreadable_comma,
  unit: WORDS.unreadable_unit,
  number: WORDS.unreadable_number,
  spelling: WORDS.unreadable_spelling,
};
const EMPTY = { order: WORDS.unreadable_unmoved, match: WORDS.unreadable_match, cloze: WORDS.unreadable_cloze };
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
  unknown: WORDS.verdict_unknown,
};
// Who checks also says how sure they are.
export const CONFIDENCE = { guess: WORDS.confidence_guess, unsure: WORDS.confidence_unsure, sure: WORDS.confidence_sure };

/**
 * @typedef {{
 *   since?: number, answered?: (question: Question, verdict: string) => void, restarted?: (question: Question) => void,
 *   due?: (question: Question, place: HTMLElement) => void, next?: (question: Question) => void, interview?: boolean,
 * }} Options
 * Answers whose attempt is at most `since` are not shown. After an answer, `due` may say below its verdict when the question
 * comes back. With `next` readers go on from an answer instead of trying again. In an `interview` the clock runs from the
 * start, and the follow-up questions come before the model answer.
 */

export class Question {
  /**
   * @param {HTMLElement} root the element of a question that no script has changed
   * @param {import("./progress.mjs").Log} log
   * @param {Options} options
   */
  constructor(root, log, options = {}) {
    this.root = root;
    this.log = log;
    this.options = options;
    this.answer = /** @type {HTMLDetailsElement} */ (needed(root, ".aa-answer"));
    this.hints = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".aa-hint")]);
    this.since = options.since ?? -1;
    this.summary = needed(this.answer, "summary");
    this.folded = this.summary.textContent;
    this.id = root.dataset.question ?? "";
    this.rev = Number(root.dataset.rev);
    this.type = root.dataset.type ?? "";
    this.open = this.type === "recall";
    this.hintsShown = 0;
    this.attempt = 0;
    /** @type {string | null} */
    this.lastWords = null;
    this.sureOfNone = false;
    /** @type {string | null} */
    this.confidence = null;
    this.kept = keepsake(root, this.id);
    // What only an open question has.
    this.mine = element("div", { className: "aa-mine" });
    this.more = element("div", { className: "aa-follow-up" });
    this.rate = this.button(WORDS.score_answer, () => this.finish(), "aa-primary");
    this.rated = element("div", { className: "aa-controls aa-go" }, this.rate);
    /** @type {{ verdict: string } | null} */
    this.grade = null;
    this.build();
  }

  build() {
    const { root } = this;
    const status = (className) => element("div", { className, attributes: { role: "status" } });
    this.note = element("p", { className: "aa-note", tabIndex: -1, attributes: { role: "status" } });
    this.shownHints = status("aa-hints");
    this.verdict = status("aa-verdict");
    this.due = element("p", { className: "aa-when" });
    this.hint = this.button(WORDS.hint, () => this.showHint());
    this.unknown = this.button(WORDS.i_dont_know, () => this.record("unknown", null), "aa-plain");
    this.checks = this.open ? this.comparing() : this.checking();
    this.go = this.options.next
      ? this.button(WORDS.continue_session, () => this.options.next?.(this), "aa-primary")
      : this.button(WORDS.try_again, () => this.restart());
    this.going = element("div", { className: "aa-controls aa-go" }, this.go);
    this.row = element("div", { className: "aa-controls aa-check" }, ...this.checks, this.hint, this.unknown);
    for (const hint of this.hints) hint.hidden = true;
    this.controls = controls[this.type](root, {
      change: () => this.changed(),
      enter: () => this.submit("unsure"),
      tell: (text) => (this.note.textContent = text),
      clocked: this.options.interview === true,
    });
    this.answer.before(this.shownHints, this.row, this.note);
    this.answer.after(this.kept, this.going);
    if (this.open) this.rating();
    else (root.querySelector(".aa-exhibit") ?? needed(root, "legend")).after(this.verdict, this.due);
    root.classList.add("aa-live");
    figures(root);
    this.show();
  }

  checking() {
    const words = this.options.next ? WORDS.check_label : WORDS.check_as;
    const label = element("span", { className: "aa-label", id: `sure-${(made += 1)}` }, words);
    const buttons = Object.entries(CONFIDENCE).map(([sure, text]) => this.button(text, () => this.submit(sure)));
    const group = element("div", { className: "aa-sure", attributes: { role: "group", "aria-labelledby": label.id } });
    group.append(label, ...buttons);
    return [group];
  }

  // What an open answer is compared with stands below it, with what to tick.
  comparing() {
    return [this.button(this.options.interview ? WORDS.interview_done : WORDS.compare_answers, () => this.end(), "aa-primary")];
  }

  rating() {
    const model = needed(this.answer, ".aa-model");
    const beside = element("div", { className: "aa-versus" });
    model.replaceWith(beside);
    model.prepend(element("p", { className: "aa-label" }, WORDS.model_answer));
    beside.append(this.mine, model);
    this.answer.append(this.rated);
    this.answer.after(this.verdict, this.due);
    const list = this.asksNext();
    for (const shown of [list, list.previousElementSibling]) shown?.classList.add("aa-told");
    this.due.after(this.more);
  }

  asksNext() {
    return needed(this.answer, ".aa-follow-ups");
  }

  button(text, action, className = "") {
    const made = element("button", { type: "button", className }, text);
    made.addEventListener("click", (event) => {
      // What takes away a verdict may come where "Check" was, so the second of two quick presses does not mean it, nor does
      // a key held down.
      const meant = made !== this.go || event.detail < 2;
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
    const drafted = draft?.rev === this.rev && (!latest || draft.attempt > latest.attempt);
    if (latest && !changed && latest.attempt > this.since && !drafted) {
      this.attempt = latest.attempt;
      this.mix();
      this.controls.write(latest.answer);
      this.hintsShown = Math.min(latest.hints, this.hints.length);
      this.fillHints();
      this.settle(latest.verdict, latest.answer, latest.confidence);
      return;
    }
    this.attempt = latest ? latest.attempt + 1 : 0;
    this.clear();
    if (draft?.rev === this.rev && draft.attempt === this.attempt) {
      this.controls.write(draft.answer);
      this.hintsShown = Math.min(Number(draft.hints) || 0, this.hints.length);
      this.fillHints();
      if (draft.compared && this.open) this.compare();
    }
    if (changed) this.note.textContent = WORDS.question_changed;
  }

  // The page has the first order; every further attempt has another one.
  mix() {
    if (this.attempt) this.controls.mix(mixedBy(`${this.id} ${this.attempt}`));
  }

  clear() {
    this.grade = null;
    this.sureOfNone = false;
    this.answer.before(this.note);
    this.mix();
    this.controls.write(null);
    this.controls.lock(false);
    this.controls.mark(null);
    this.hintsShown = 0;
    this.fillHints();
    this.note.textContent = "";
    this.verdict.replaceChildren();
    this.due.textContent = "";
    delete this.root.dataset.verdict;
    this.summary.textContent = this.folded;
    this.answer.hidden = true;
    this.answer.open = false;
    this.row.hidden = false;
    this.kept.hidden = this.going.hidden = true;
    if (!this.open) return;
    this.more.replaceChildren();
    this.rated.hidden = false;
    this.controls.fold(false);
  }

  changed() {
    if (this.answer.hidden) this.note.textContent = "";
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
      compared: this.open && !this.answer.hidden,
    });
  }

  /** @param {string} sure one of CONFIDENCE */
  submit(sure) {
    if (this.grade) return;
    const answer = this.controls.read();
    // Who checks the same misspelt words again means them.
    const lenient = this.lastWords !== JSON.stringify(answer);
    const found = grade(this.controls.key, answer, { lenient });
    if (found.problem === "sum") {
      this.workOut(sure);
      return;
    }
    if (found.verdict === "unreadable") {
      this.note.textContent = found.problem === "empty" ? (EMPTY[this.type] ?? WORDS.unreadable_empty) : UNREADABLE[found.problem];
      this.lastWords = found.problem === "spelling" ? JSON.stringify(answer) : null;
      return;
    }
    this.record(found.verdict, answer, sure);
  }

  /** @param {string} sure */
  workOut(sure) {
    part("sums")
      .then(({ workedOut }) => {
        learnSums(workedOut);
        this.submit(sure);
      })
      .catch((error) => {
        report("sums", error);
        this.note.textContent = WORDS.sums_fail;
      });
  }

  // An open answer ends. It is compared, in an interview after the follow-up questions, and then rated.
  end() {
    if (!this.options.interview) return this.weigh();
    this.row.hidden = true;
    this.controls.fold(true);
    this.more.replaceChildren(followUps(this.asksNext(), () => this.weigh()));
    needed(this.more, ".aa-asked-next").focus();
  }

  weigh() {
    this.compare();
    this.keepDraft();
    this.note.textContent = WORDS.compare_hint;
    this.note.focus({ preventScroll: true });
    this.note.scrollIntoView({ behavior: "instant" });
  }

  compare() {
    const text = this.controls.read().text.trim();
    this.mine.hidden = !text;
    this.mine.replaceChildren(
      element("p", { className: "aa-label" }, WORDS.recall_yours),
      element("p", { className: "aa-as-typed" }, text),
    );
    this.controls.fold(true);
    this.more.replaceChildren();
    this.answer.hidden = false;
    this.answer.open = true;
    this.row.hidden = true;
  }

  finish() {
    const answer = this.controls.read();
    if (!answer.ticks.length && !this.sureOfNone) {
      this.sureOfNone = true;
      this.note.textContent = WORDS.score_none;
      needed(this.answer, ".aa-rubric").scrollIntoView({ behavior: "instant", block: "center" });
      this.rated.before(this.note);
      return;
    }
    this.record(grade(this.controls.key, answer).verdict, answer);
  }

  /**
   * @param {string} verdict
   * @param {unknown} answer
   * @param {string | null} confidence
   */
  record(verdict, answer, confidence = null) {
    this.grade = { verdict };
    this.log.append({
      question: this.id,
      rev: this.rev,
      answer,
      verdict,
      hints: this.hintsShown,
      confidence,
      attempt: this.attempt,
    });
    const pressed = this.root.contains(document.activeElement);
    this.settle(verdict, answer, confidence);
    this.options.due?.(this, this.due);
    this.options.answered?.(this, verdict);
    if (pressed) this.go.focus({ preventScroll: true });
    if (this.open && answer === null) this.answer.scrollIntoView({ behavior: "instant" });
    else if (hidden(this.verdict)) this.verdict.scrollIntoView({ behavior: "instant", block: this.open ? "center" : "start" });
  }

  // Shows the verdict, the reasons for this answer, and what to remember.
  settle(verdict, answer, confidence) {
    this.grade = answer === null ? { verdict, parts: {}, near: null } : { ...this.regrade(), verdict };
    this.confidence = confidence;
    this.root.dataset.verdict = verdict;
    this.note.textContent = "";
    this.controls.lock(true);
    this.controls.mark(this.grade, answer);
    if (this.open) this.compare();
    const words = (this.open ? RATINGS : VERDICTS)[verdict];
    const said = verdict === "right" ? "" : this.controls.told();
    this.verdict.replaceChildren(element("p", {}, element("strong", {}, words)));
    if (said) this.verdict.append(element("p", { className: "aa-unseen" }, said));
    if (this.open && answer !== null) this.verdict.append(...this.controls.missing());
    this.row.hidden = true;
    this.kept.hidden = this.going.hidden = false;
    this.answer.open = this.open;
    this.answer.hidden = !this.open && !this.left();
    if (!this.open) this.summary.textContent = this.controls.others?.() ?? WORDS.other_reasons;
    else {
      this.rated.hidden = true;
      this.more.replaceChildren(...(this.options.interview ? [] : [followUps(this.asksNext())]));
    }
  }

  // Whether the key has something that is not shown beside the answer.
  left() {
    return this.answer.querySelector(":is(.aa-reasons > *, .aa-key):not(.aa-told)") !== null;
  }

  regrade() {
    try {
      return grade(this.controls.key, this.controls.read(), { lenient: false });
    } catch {
      return { parts: {}, near: null };
    }
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
    this.options.restarted?.(this);
    this.clear();
    this.keepDraft();
    this.controls.first()?.focus();
  }
}

/**
 * Whether some of an element is outside of the screen, or below what sticks to its foot.
 * @param {Element} element
 */
function hidden(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return top < 0 || bottom > innerHeight - FOOT;
}

const FOOT = 80;
let made = 0;
