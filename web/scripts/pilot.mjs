// Answers for a study of the questions, without anything that tells who gave them or when.

import { isRecord } from "./answers.mjs";
import { readNumber } from "./grading.mjs";

/** @typedef {import("./progress.mjs").AnswerEvent} AnswerEvent */
/** @typedef {import("./progress.mjs").LogEvent} LogEvent */

const FORMAT = "alignment-atlas-pilot";
const SCHEMA = 1;
const DAY = 86_400_000;
const LONGEST_NUMBER = 24;

/** @param {unknown} value */
const isId = (value) => typeof value === "string" && /^[a-z0-9-]{1,60}$/.test(value);

/** @param {unknown} value */
const ids = (value) => (Array.isArray(value) && value.every(isId) ? value : null);

/**
 * What may be told of an answer, by the type of its question; null for all else. A type that is not here tells nothing, as
 * do blanks, whose answers are typed words.
 * @type {Record<string, (answer: unknown) => unknown>}
 */
const TOLD = {
  single: (answer) => (isId(answer) ? answer : null),
  multiple: ids,
  order: ids,
  match: (answer) => (isRecord(answer) && Object.entries(answer).flat().every(isId) ? answer : null),
  numeric: (answer) =>
    typeof answer === "string" && answer.length <= LONGEST_NUMBER && typeof readNumber(answer, "") === "number" ? answer : null,
  recall: (answer) => (isRecord(answer) && ids(answer.ticks) && ids(answer.flags) ? { ticks: answer.ticks, flags: answer.flags } : null),
};

/**
 * All answers as the text of a file: `answers` has for each the question, its revision, the verdict, what was chosen, hints,
 * confidence, attempt, and the whole days since the first answer. Their order tells no more than that. Without the question
 * in the list of all, or with another revision, it is not known whether an answer was typed, so it is left out.
 * @param {readonly LogEvent[]} events in any order
 * @param {Pick<import("./bank.mjs").Bank, "concepts">} bank
 */
export function anonymous(events, bank) {
  const asked = new Map(Object.values(bank.concepts).flatMap(({ questions }) => Object.entries(questions)));
  const given = events.filter((event) => "question" in event);
  const first = given.reduce((least, { time }) => Math.min(least, Date.parse(time)), Infinity);
  const answers = given.map(({ question, rev, verdict, answer, hints, confidence, attempt, time }) => {
    const [known, type] = asked.get(question) ?? [];
    const told = known === rev && type !== undefined && Object.hasOwn(TOLD, type) ? TOLD[type](answer) : null;
    const day = Math.floor((Date.parse(time) - first) / DAY);
    return { question, rev, verdict, answer: told, hints, confidence, attempt, day };
  });
  const sorted = answers.sort((a, b) => a.day - b.day || a.attempt - b.attempt || compare(JSON.stringify(a), JSON.stringify(b)));
  return `${JSON.stringify({ format: FORMAT, schema: SCHEMA, answers: sorted }, null, 1)}\n`;
}

/**
 * @param {string} a
 * @param {string} b
 */
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
