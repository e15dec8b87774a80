// The page of a session: one question at a time, then what came of them. The address says what is asked and where the reader
// is; the session itself and all answers are kept in the browser.

import { readBank } from "./bank.mjs";
import { closing } from "./closing.mjs";
import { element, needed } from "./controls.mjs";
import { fetchQuestion, pageAt } from "./fetched.mjs";
import { persistAfter } from "./keeping.mjs";
import { keys } from "./keys.mjs";
import { warn } from "./notice.mjs";
import { anchorOf, planOf } from "./plan.mjs";
import { progress } from "./progress.mjs";
import { Question } from "./question.mjs";
import { expectAnswers } from "./quiz.mjs";
import { agendaOf, comesBack, openSchedule } from "./schedule.mjs";
import { choose, entriesOf, nameOfScope, scopeOf } from "./scope.mjs";
import { isSessionId, keepSession, kept, newSessionId, outcomes } from "./sessions.mjs";
import { need, report } from "./start.mjs";
import { onPath, plans } from "./way.mjs";
import { say } from "./words.mjs";

const STOPS = 20; // more do not fit a phone

/** @typedef {import("./bank.mjs").Bank} Bank */
/** @typedef {import("./progress.mjs").Log} Log */
/** @typedef {import("./scope.mjs").Scope} Scope */
/** @typedef {import("./sessions.mjs").Session} Session */
/** @typedef {{ concept: string, title: string, href: string }} Entry The concept of a question. */
/** @typedef {{ href: string, words: string }} Way */

/** The number of the screen in the address, counted from 1. */
const placeHere = () => Math.max(Math.floor(Number(new URLSearchParams(location.search).get("at"))) || 1, 1);

/** The parts of the page's head. */
const head = {
  scope: () => need("[data-scope]", HTMLElement),
  stops: () => need(".aa-run-head .aa-stops", HTMLElement),
  place: () => need("[data-place]", HTMLElement),
  end: () => need("[data-end]", HTMLAnchorElement),
};

class Run {
  /**
   * @param {HTMLElement} place
   * @param {{ log: Log, bank: Bank, scope: Scope, session: Session, back: Way | null }} given `back` is where the reader
   *   goes on after the session
   */
  constructor(place, { log, bank, scope, session, back }) {
    this.log = log;
    this.bank = bank;
    this.scope = scope;
    this.back = back;
    this.entries = concepts(bank);
    this.session = this.known(session);
    /** @type {Question | null} */
    this.question = null;
    this.turn = 0;
    this.screen = element("div", {});
    this.notice = element("p", { className: "aa-notice", attributes: { role: "status" } });
    this.keys = keys(place, () => this.question);
    place.replaceChildren(this.notice, this.screen, this.keys);
    history.scrollRestoration = "manual";
    addEventListener("popstate", () => this.move());
    // Who ends early sees how it went.
    head.end().addEventListener("click", (event) => {
      if (placeHere() > this.count || !outcomes(this.session, log).some(Boolean)) return;
      event.preventDefault();
      this.go(this.count + 1);
    });
    log.onChange(() => this.hear());
  }

  /**
   * A session without the questions that the site no longer has.
   * @param {Session} session
   */
  known(session) {
    return { ...session, asked: session.asked.filter(([name]) => this.entries.has(name)) };
  }

  get count() {
    return this.session.asked.length;
  }

  /** @param {number} at the number of a screen, counted from 1 */
  address(at) {
    const there = new URL(location.href);
    there.searchParams.set("id", this.session.id);
    there.searchParams.set("at", String(at));
    return there.href;
  }

  /** @param {number} at */
  go(at) {
    history.pushState(null, "", this.address(at));
    this.show(at);
  }

  // The reader went back or forth.
  move() {
    const id = new URLSearchParams(location.search).get("id");
    const session = id === this.session.id ? null : kept(id);
    if (session) this.session = this.known(session);
    this.show(placeHere());
  }

  // Another tab may have answered.
  hear() {
    this.mark(placeHere());
    const { question, log } = this;
    if (question && !question.grade && (log.latest(question.id)?.attempt ?? -1) >= question.attempt) {
      question.show();
      if (question.grade) this.sayDue(question);
    }
    warn(this.notice, log);
  }

  /**
   * Shows how far the reader is.
   * @param {number} at
   */
  mark(at) {
    const results = outcomes(this.session, this.log);
    const right = results.filter((one) => one?.first.verdict === "right").length;
    const missed = results.filter((one) => one && one.first.verdict !== "right").length;
    const stops = head.stops();
    stops.hidden = this.count > STOPS || this.count < 2;
    stops.setAttribute("aria-label", say(WORDS.session_so_far, { right, missed }));
    stops.replaceChildren(
      ...results.map((one, number) => {
        const stop = element("i", {});
        if (one) stop.className = one.first.verdict === "right" ? "aa-hit" : "aa-missed";
        stop.classList.toggle("aa-now", number === at - 1);
        return stop;
      }),
    );
    const over = at > this.count;
    const words = over ? say(WORDS.session_done, { count: this.count }) : say(WORDS.session_place, { number: at, count: this.count });
    head.place().textContent = this.count ? words : "";
    head.end().textContent = over ? WORDS.session_leave : WORDS.session_end;
    document.title = [this.count && words, head.scope().textContent].filter(Boolean).join(" · ");
  }

  /** @param {number} at counted from 1; one more than there are questions is the end */
  async show(at) {
    const turn = (this.turn += 1);
    this.question = null;
    scrollTo(0, 0);
    this.mark(at);
    this.keys.hidden = at > this.count;
    if (!this.count) return this.screen.replaceChildren(...nothing(this.scope));
    const shown = at > this.count ? this.end() : this.ask(at);
    const put = await shown.catch((error) => {
      report("session", error);
      return () => this.screen.replaceChildren(...this.lost(at));
    });
    if (turn === this.turn) put();
    warn(this.notice, this.log);
  }

  // The last screen. Like `ask`, it returns what puts it into the page.
  async end() {
    const results = outcomes(this.session, this.log);
    const ask = (/** @type {string[]} */ names) => {
      this.session = begin(this.log, names, newSessionId());
      this.go(1);
    };
    const { session, entries, log, bank, back } = this;
    const more = new URL(location.href);
    for (const name of ["id", "at"]) more.searchParams.delete(name);
    const alone = this.scope.question !== null;
    const shown = await closing({ session, results, entries, log, bank, back, more: alone ? "" : more.href, ask });
    return () => this.screen.replaceChildren(shown);
  }

  /** @param {number} at */
  async ask(at) {
    const [name, since] = this.session.asked[at - 1];
    const entry = this.entry(name);
    const { root, section } = await fetchQuestion(entry.href, name.slice(name.indexOf(".") + 1));
    return () => {
      expectAnswers([root], this.log);
      const question = new Question(root, this.log, {
        since,
        interview: this.scope.interview,
        due: () => this.sayDue(question),
        next: () => this.go(at + 1),
        answered: () => {
          this.mark(at);
          persistAfter(this.log);
        },
      });
      this.question = question;
      if (at === this.count) question.go.textContent = WORDS.session_finish;
      needed(question.kept, ".aa-links").prepend(source(entry, section), " ");
      this.screen.replaceChildren(element("ol", { className: "aa-questions aa-session" }, root));
      if (question.grade) this.sayDue(question);
      focusOn(root, question);
      const [after] = this.session.asked[at] ?? [];
      if (after) pageAt(this.entry(after).href).catch(() => {});
    };
  }

  /** @param {string} name */
  entry(name) {
    const found = this.entries.get(name);
    if (!found) throw new Error(`${name} is not in the list of all questions`);
    return found;
  }

  /** @param {Question} question */
  async sayDue(question) {
    const words = await comesBack(this.log, this.bank, question.id);
    if (question.grade) question.due.textContent = words;
  }

  /** @param {number} at */
  lost(at) {
    const again = element("button", { type: "button", className: "aa-primary" }, WORDS.try_again);
    again.addEventListener("click", () => this.show(at));
    const skip = element("button", { type: "button" }, WORDS.session_skip);
    skip.addEventListener("click", () => this.go(at + 1));
    const words = element("p", { attributes: { role: "alert" } }, WORDS.session_lost);
    return [words, element("div", { className: "aa-controls" }, again, skip)];
  }
}

/**
 * The concepts of all questions by the names of questions.
 * @param {Bank} bank
 */
function concepts(bank) {
  /** @type {Map<string, Entry>} */
  const found = new Map();
  for (const { name, concept } of entriesOf(bank)) {
    const { title, href } = bank.concepts[concept];
    found.set(name, { concept, title, href: onPath(href) });
  }
  return found;
}

/** What the address asks for, without the session. */
function scopeText() {
  const wanted = new URLSearchParams(location.search);
  for (const name of ["id", "at"]) wanted.delete(name);
  return wanted.toString();
}

/**
 * Begins a session with these questions.
 * @param {Log} log
 * @param {string[]} names
 * @param {string} id
 * @returns {Session}
 */
function begin(log, names, id) {
  /** @type {Session} */
  const begun = { id, started: Date.now(), scope: scopeText(), asked: names.map((name) => [name, log.latest(name)?.attempt ?? -1]) };
  keepSession(begun);
  return begun;
}

/**
 * Keys work at once. Who has a keyboard can type at once, too.
 * @param {HTMLElement} root
 * @param {Question} question
 */
function focusOn(root, question) {
  const field = matchMedia("(pointer: fine)").matches && !question.grade && root.querySelector("fieldset :is(input[type=text], textarea)");
  const group = need("fieldset", HTMLFieldSetElement, root);
  group.tabIndex = -1;
  (field instanceof HTMLElement && field.checkVisibility() ? field : group).focus({ preventScroll: true });
}

/**
 * Where a question is from, which is told once it is answered.
 * @param {Entry} entry
 * @param {{ href: string, name: string } | null} section
 */
function source({ title, href }, section) {
  const words = section ? say(WORDS.session_section, { concept: title, section: section.name }) : title;
  return element("a", { className: "aa-of", href: section?.href ?? href }, words);
}

/**
 * Where the reader goes on after a session, if it is not to another choice.
 * @param {Scope} scope
 * @param {import("./plan.mjs").Plans | null} ways
 * @returns {Way | null}
 */
function backFrom({ standing, path, part }, ways) {
  const plan = ways && planOf(ways, path);
  if (plan) return { href: `${onPath(plan.href)}${plan.parts[part - 1] ? `#${anchorOf(plan, part)}` : ""}`, words: say(WORDS.session_back, { name: plan.label }) };
  return standing === "due" ? { href: head.end().dataset.review ?? "", words: WORDS.session_back_review } : null;
}

/** @param {Scope} scope */
function nothing({ standing }) {
  const missed = standing === "missed" || standing === "sure";
  const words = standing === "due" ? WORDS.session_none_due : missed ? WORDS.session_none_missed : WORDS.session_none;
  return [element("h2", {}, words), element("p", {}, element("a", { href: head.end().href }, WORDS.session_others))];
}

export async function session() {
  const place = need("#session", HTMLElement);
  const log = progress();
  const wanted = new URLSearchParams(location.search);
  const scope = scopeOf(wanted);
  const [bank, ways] = await Promise.all([readBank(), scope.path === null ? null : plans()]);
  await openSchedule(log, bank);
  head.scope().textContent = nameOfScope(scope, { bank, plans: ways });
  const back = backFrom(scope, ways);
  if (back) head.end().href = back.href;
  const given = wanted.get("id");
  const id = given !== null && isSessionId(given) ? given : newSessionId();
  const chosen = () => {
    const { due, fresh, sureAndWrong, cards, today } = agendaOf(log, bank);
    const done = [...cards.values()].filter(({ last }) => last === today).map(({ name }) => name);
    return choose(scope, { bank, plans: ways, latest: log.latestOfAll(), due, fresh, sure: sureAndWrong, done }, id);
  };
  const run = new Run(place, { log, bank, scope, session: kept(id) ?? begin(log, chosen(), id), back });
  const at = Math.min(placeHere(), run.count + 1);
  history.replaceState(null, "", run.address(at));
  await run.show(at);
  // The verdict says when a question comes back, which takes all answers.
  await log.whole();
}
