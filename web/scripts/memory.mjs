// When to ask a question again: an answer is rated, the model of memory FSRS computes from all ratings how long the answer
// lasts, and what is due is put in order. Everything is computed from the log of answers; nothing here touches the page.
// docs/scheduling.md explains it to readers.
//
// Time is counted in whole learning days. The model throws at a negative number of days, so there is none: an answer on the
// day of the last review, or before it, is no review.

import { FSRSAlgorithm } from "ts-fsrs";
import { isRecord } from "./answers.mjs";
import { dateOf, learningDay, weekdayOf } from "./due.mjs";
import { pause } from "./start.mjs";
import { say } from "./words.mjs";

/** @typedef {import("./progress.mjs").AnswerEvent} AnswerEvent */
/** @typedef {import("./progress.mjs").LogEvent} LogEvent */
/** @typedef {{ concepts: Record<string, { questions: Record<string, [rev: number, type: string, level: string]> }> }} Bank */
/** @typedef {1 | 2 | 3 | 4} Rating Again, Hard, Good or Easy */
/** @typedef {{ concept: string, rev: number, type: string, answers: AnswerEvent[] }} History of a question */
/**
 * @typedef {{ day: number, rating: Rating, first: AnswerEvent, decisive: AnswerEvent }} Review
 * What counts of a learning day: the first answer, and the one that the rating is of.
 */
/**
 * @typedef {{
 *   name: string, type: string, concept: string, stability: number, difficulty: number, first: number, last: number,
 *   due: number, reviews: number, lapses: number, streak: number, sureAndWrong: boolean, missed: boolean,
 * }} Card
 * What is known of a question that was answered. `stability` is the days until recall falls to 90%, `difficulty` is from 1
 * to 10; `first`, `last` and `due` are the learning days of the first, the last and the next review. `reviews` counts the
 * days with an answer, `lapses` those with a miss, `streak` those without one since. `sureAndWrong` means that the last
 * review was a miss and that the reader was sure of a wrong answer that day, `missed` that the last answer was not right.
 */
/** @typedef {Map<string, Card>} Cards by the names of questions */
/**
 * @typedef {{ retention: number, perDay: number, exam: number | null }} Settings
 * How likely an answer should still be known when it is due, how many new questions come a day, and the learning day of
 * the exam.
 */

const AGAIN = 1;
const HARD = 2;
const GOOD = 3;
const EASY = 4;
// Types whose answer the reader produces, so that a guess is seldom right. One who compares with a model answer does not
// say how sure they are.
const PRODUCED = ["numeric", "order", "match", "cloze"];
const AHEAD = 14;
// In milliseconds; a task that takes longer than 50 counts as long.
const SLICE = 20;

/** @type {Readonly<Settings>} */
export const STANDARD = Object.freeze({ retention: 0.9, perDay: 5, exam: null });
/** The least and the most of each setting. */
export const LIMITS = Object.freeze({ retention: [0.8, 0.97], perDay: [0, 50] });
/** The most days from one review to the next: within a year pages change. */
export const LONGEST = 365;
/** On how many learning days a question has to be missed to be called a leech. */
export const LEECH = 4;
/** In how many days before the exam everything is seen once more. */
export const LAST_LOOK = 14;
/** Of how many answers the share that is right says something. */
export const FEWEST = 5;

/**
 * @param {unknown} value
 * @param {readonly number[]} limits
 * @param {number} otherwise
 */
const within = (value, [least, most], otherwise) =>
  typeof value === "number" && Number.isFinite(value) ? Math.min(Math.max(value, least), most) : otherwise;

/**
 * Settings that can be used, from any value. Each one is checked on its own: a number that is too small or too large is the
 * nearest that is allowed, and what is no number is the standard.
 * @param {unknown} value
 * @returns {Settings}
 */
export function checkedSettings(value) {
  const given = isRecord(value) ? value : {};
  return {
    retention: within(given.retention, LIMITS.retention, STANDARD.retention),
    perDay: Math.round(within(given.perDay, LIMITS.perDay, STANDARD.perDay)),
    exam: typeof given.exam === "number" && Number.isInteger(given.exam) ? given.exam : STANDARD.exam,
  };
}

/**
 * How well an answer was known. The table in docs/scheduling.md has every case with its reason.
 * @param {Pick<AnswerEvent, "verdict" | "hints" | "confidence">} answer
 * @param {string} type of the question
 * @returns {Rating}
 */
export function ratingOf({ verdict, hints, confidence }, type) {
  if (verdict === "partial") return type === "recall" ? HARD : AGAIN;
  if (verdict !== "right") return AGAIN;
  if (hints || confidence === "guess") return HARD;
  return confidence === "sure" && PRODUCED.includes(type) ? EASY : GOOD;
}

/**
 * @param {AnswerEvent} a
 * @param {AnswerEvent} b
 */
const byTime = (a, b) =>
  a.time < b.time ? -1 : a.time > b.time ? 1 : a.attempt - b.attempt || (a.id < b.id ? -1 : 1);

/**
 * The answers to each question that has some, in order of time. Those to a former revision and to questions that are not
 * in the bank do not count. The order of the events makes no difference: answers of the same moment are told apart by
 * `attempt`.
 * @param {readonly LogEvent[]} events
 * @param {Bank} bank
 */
export function histories(events, bank) {
  /** @type {Map<string, History>} */
  const found = new Map();
  for (const [concept, { questions }] of Object.entries(bank.concepts)) {
    for (const [name, [rev, type]] of Object.entries(questions)) found.set(name, { concept, rev, type, answers: [] });
  }
  for (const event of events) {
    const question = "question" in event && found.get(event.question);
    if (question && question.rev === event.rev) question.answers.push(event);
  }
  for (const [name, { answers }] of found) {
    if (answers.length) answers.sort(byTime);
    else found.delete(name);
  }
  return found;
}

/**
 * The reviews of a question, at most one a learning day: the first answer, unless it was right and a later one of that day
 * was a miss. Further answers, given just after the right one was shown, say nothing about memory.
 * @param {readonly AnswerEvent[]} answers in order of time
 * @param {string} type of the question
 */
export function reviewsOf(answers, type) {
  /** @type {Review[]} */
  const found = [];
  for (const answer of answers) {
    const day = learningDay(Date.parse(answer.time));
    const rating = ratingOf(answer, type);
    const last = found.at(-1);
    if (!last || day > last.day) found.push({ day, rating, first: answer, decisive: answer });
    else if (rating === AGAIN && last.rating !== AGAIN) Object.assign(last, { rating, decisive: answer });
  }
  return found;
}

/**
 * The model with its default parameters, in whole days and without chance.
 * @param {number} retention
 */
const modelFor = (retention) =>
  new FSRSAlgorithm({
    request_retention: retention,
    maximum_interval: LONGEST,
    enable_fuzz: false,
    enable_short_term: false,
  });

/**
 * The day on which recall has fallen to what is asked for, at least one day and at most a year after the last review.
 * @param {Pick<Card, "last" | "stability">} card
 * @param {FSRSAlgorithm} model
 */
const dueDay = ({ last, stability }, model) => last + model.next_interval(stability, 0);

/** @param {AnswerEvent} answer */
const isSureMiss = ({ verdict, confidence }) => verdict !== "right" && confidence === "sure";

/**
 * What is known of a question that was answered.
 * @param {string} name
 * @param {History} history with at least one answer
 * @param {FSRSAlgorithm} model
 * @returns {Card}
 */
function cardOf(name, { concept, type, answers }, model) {
  const reviews = reviewsOf(answers, type);
  const latest = reviews[reviews.length - 1];
  let state = model.next_state(null, 0, reviews[0].rating);
  for (let at = 1; at < reviews.length; at += 1) {
    state = model.next_state(state, reviews[at].day - reviews[at - 1].day, reviews[at].rating);
  }
  const { stability, difficulty } = state;
  const missed = reviews.map(({ rating }) => rating === AGAIN);
  return {
    name,
    type,
    concept,
    stability,
    difficulty,
    first: reviews[0].day,
    last: latest.day,
    due: dueDay({ last: latest.day, stability }, model),
    reviews: reviews.length,
    lapses: missed.filter(Boolean).length,
    streak: reviews.length - 1 - missed.lastIndexOf(true),
    sureAndWrong: latest.rating === AGAIN && answers.some((one) => isSureMiss(one) && learningDay(Date.parse(one.time)) === latest.day),
    missed: answers[answers.length - 1].verdict !== "right",
  };
}

/**
 * What is known of each question that was answered, in the order of the bank.
 * @param {readonly LogEvent[]} events
 * @param {Bank} bank
 * @param {number} [retention] by which the next review is due; `planned` also knows the exam
 * @returns {Cards}
 */
export function cards(events, bank, retention = STANDARD.retention) {
  const model = modelFor(retention);
  return new Map([...histories(events, bank)].map(([name, history]) => [name, cardOf(name, history, model)]));
}

/**
 * The same as `cards`, with pauses: thousands of answers take a slow phone longer than a reader should wait.
 * @param {readonly LogEvent[]} events
 * @param {Bank} bank
 * @param {number} [retention]
 * @returns {Promise<Cards>}
 */
export async function remember(events, bank, retention = STANDARD.retention) {
  const model = modelFor(retention);
  /** @type {Cards} */
  const found = new Map();
  let begun = performance.now();
  for (const [name, history] of histories(events, bank)) {
    found.set(name, cardOf(name, history, model));
    if (performance.now() - begun < SLICE) continue;
    await pause();
    begun = performance.now();
  }
  return found;
}

/**
 * The learning day on which each question is due. Before an exam, what would be due after it is asked once more in the
 * last days before it, the same number each day. The questions that would be known worst on the day of the exam come last:
 * a review helps them most when the exam is near. What was asked in those days is not asked again for the exam.
 * @param {Cards} cards
 * @param {Settings} settings
 * @param {number} today
 * @returns {Map<string, number>}
 */
export function planned(cards, settings, today) {
  const { retention, exam } = checkedSettings(settings);
  const model = modelFor(retention);
  const days = new Map([...cards].map(([name, card]) => [name, dueDay(card, model)]));
  if (exam === null || exam <= today) return days;
  const begin = Math.max(today, exam - LAST_LOOK);
  /** @type {number[]} How many questions are asked on each day from `begin` to the eve, those done today included. */
  const load = Array(exam - begin).fill(0);
  /** @type {[name: string, recall: number][]} */
  const late = [];
  for (const [name, { last, stability }] of cards) {
    const day = days.get(name) ?? today;
    if (last === begin) load[0] += 1;
    if (day >= exam && last < exam - LAST_LOOK) late.push([name, model.forgetting_curve(exam - last, stability)]);
    else if (day < exam && Math.max(day, today) >= begin) load[Math.max(day, today) - begin] += 1;
  }
  late.sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
  const places = late.map(() => {
    const least = load.indexOf(Math.min(...load));
    load[least] += 1;
    return begin + least;
  });
  places.sort((a, b) => a - b);
  for (const [at, [name]] of late.entries()) days.set(name, places[at]);
  return days;
}

/**
 * The same names, so that two of one concept do not follow each other where that can be avoided. Otherwise the first ones
 * stay first. A concept that has more than half of what is left has to be next.
 * @param {readonly string[]} names
 * @param {(name: string) => string | undefined} conceptOf
 */
export function interleaved(names, conceptOf) {
  /** @type {Map<string | undefined, { concept: string | undefined, places: number[] }>} Latest places first. */
  const left = new Map();
  for (let place = names.length - 1; place >= 0; place -= 1) {
    const concept = conceptOf(names[place]);
    const group = left.get(concept);
    if (group) group.places.push(place);
    else left.set(concept, { concept, places: [place] });
  }
  /** @type {string[]} */
  const found = [];
  /** @type {{ concept: string | undefined, places: number[] } | undefined} */
  let last;
  while (found.length < names.length) {
    const rest = names.length - found.length;
    /** @type {typeof last} */
    let next;
    for (const group of left.values()) {
      if (group === last || !group.places.length) continue;
      if (2 * group.places.length > rest) {
        next = group;
        break;
      }
      if (!next || group.places[group.places.length - 1] < next.places[next.places.length - 1]) next = group;
    }
    last = next ?? last;
    found.push(names[/** @type {number} */ (last?.places.pop())]);
  }
  return found;
}

/**
 * Questions of the bank that were not answered: those of concepts that were begun by turns, then the others in the order of
 * the bank.
 * @param {Cards} cards
 * @param {Bank} bank
 */
function newQuestions(cards, bank) {
  const begun = new Set([...cards.values()].map(({ concept }) => concept));
  /** @type {[string[][], string[][]]} */
  const [first, other] = [[], []];
  for (const [concept, { questions }] of Object.entries(bank.concepts)) {
    (begun.has(concept) ? first : other).push(Object.keys(questions).filter((name) => !cards.has(name)));
  }
  const longest = Math.max(0, ...first.map((names) => names.length));
  const turns = Array.from({ length: longest }, (_, turn) => first.flatMap((names) => names.slice(turn, turn + 1)));
  return [...turns, ...other].flat();
}

/**
 * How many new questions come today. Before an exam they are at least so many that each question of the bank is asked in
 * time; who wants none gets none. Those begun today count.
 * @param {Cards} cards
 * @param {number} left how many questions of the bank were not answered
 * @param {Settings} settings
 * @param {number} today
 */
function newToday(cards, left, { perDay, exam }, today) {
  const begun = [...cards.values()].filter(({ first }) => first === today).length;
  const needed = perDay && exam !== null && exam > today ? Math.ceil((left + begun) / (exam - today)) : 0;
  return Math.max(0, Math.max(perDay, needed) - begun);
}

/**
 * The questions that are due, in order: misses said to be sure, other misses, then those whose recall has fallen most.
 * @param {Cards} cards
 * @param {Map<string, number>} days as planned
 * @param {number} today
 */
function dueNames(cards, days, today) {
  const model = modelFor(STANDARD.retention);
  /** @type {{ name: string, rank: number, recall: number }[]} */
  const found = [];
  for (const { name, last, stability, sureAndWrong, missed } of cards.values()) {
    if ((days.get(name) ?? today) > today) continue;
    found.push({ name, rank: sureAndWrong ? 0 : missed ? 1 : 2, recall: model.forgetting_curve(today - last, stability) });
  }
  found.sort((a, b) => a.rank - b.rank || a.recall - b.recall || (a.name < b.name ? -1 : 1));
  return interleaved(found.map(({ name }) => name), (name) => cards.get(name)?.concept);
}

/**
 * What there is to do today, and what comes.
 *
 * `due` has questions in the order in which to ask them, `fresh` the new ones of today. `forecast` says how many reviews are
 * due today and on each of the 13 days after it as things stand. `leeches` were missed on many days, `sureAndWrong` in the
 * last review by somebody who was sure. `next` is the next day after today on which something is due.
 * @param {Cards} cards
 * @param {Bank} bank
 * @param {{ today: number, settings?: Settings, fresh?: readonly string[] }} given the learning day, and new questions in
 * the order in which they should come
 */
export function agenda(cards, bank, { today, settings = STANDARD, fresh = newQuestions(cards, bank) }) {
  const days = planned(cards, settings, today);
  const names = new Set(Object.values(bank.concepts).flatMap(({ questions }) => Object.keys(questions)));
  for (const name of cards.keys()) names.delete(name);
  const forecast = Array(AHEAD).fill(0);
  for (const day of days.values()) if (day < today + AHEAD) forecast[Math.max(0, day - today)] += 1;
  const later = [...days.values()].filter((day) => day > today);
  const soon = later.reduce((one, other) => Math.min(one, other), Infinity);
  const all = [...cards.values()];
  return {
    due: dueNames(cards, days, today),
    fresh: [...new Set(fresh)]
      .filter((name) => names.has(name))
      .slice(0, newToday(cards, names.size, checkedSettings(settings), today)),
    forecast,
    leeches: all.filter(({ lapses }) => lapses >= LEECH).map(({ name }) => name),
    sureAndWrong: all.filter((card) => card.sureAndWrong).map(({ name }) => name),
    next: later.length ? { day: soon, count: later.filter((day) => day === soon).length } : null,
  };
}

/**
 * How often answers were right by how sure the reader said to be. The first answers of learning days count; those to
 * open questions, which nobody says to be sure of, and to former revisions, whose key may have been wrong, do not.
 * @param {readonly LogEvent[]} events
 * @param {Bank} bank
 */
export function calibration(events, bank) {
  const found = { guess: { right: 0, count: 0 }, unsure: { right: 0, count: 0 }, sure: { right: 0, count: 0 } };
  for (const { type, answers } of histories(events, bank).values()) {
    if (type === "recall") continue;
    for (const { first } of reviewsOf(answers, type)) {
      const bar = first.confidence && found[/** @type {keyof typeof found} */ (first.confidence)];
      if (!bar) continue;
      bar.count += 1;
      if (first.verdict === "right") bar.right += 1;
    }
  }
  return found;
}

/**
 * What `keepDue` keeps: how many questions are due on which date. What is overdue is due today.
 * @param {Cards} cards
 * @param {Settings} settings
 * @param {number} today
 * @returns {import("./due.mjs").Dates}
 */
export function dueDays(cards, settings, today) {
  /** @type {import("./due.mjs").Dates} */
  const found = {};
  for (const day of planned(cards, settings, today).values()) {
    const date = dateOf(Math.max(day, today));
    found[date] = (found[date] ?? 0) + 1;
  }
  return found;
}

/**
 * When a question is due, in words: "today", "on Saturday", "in 12 days".
 * @param {number} due a learning day
 * @param {number} today
 */
export function whenWords(due, today) {
  const count = due - today;
  if (count <= 0) return WORDS.due_today;
  if (count === 1) return WORDS.due_tomorrow;
  if (count < 7) return say(WORDS.due_weekday, { day: weekdayOf(due) });
  if (count <= 30) return say(WORDS.due_days, { count });
  return say(WORDS.due_months, { count: Math.round(count / 30.44) });
}
