// The sessions of this browser: which questions each one asks, from which attempt on. What was answered is in the log, so
// that a reload, another tab and a page between change nothing. Where nothing can be kept, a session lasts as long as its
// page.

import { isRecord } from "./answers.mjs";

/**
 * @typedef {{ id: string, started: number, scope: string, asked: [name: string, since: number][] }} Session
 * `started` is in milliseconds, `scope` what the address asked for. `since` is the attempt that was the last one before: -1 for none.
 */

/** @typedef {import("./progress.mjs").AnswerEvent} AnswerEvent */
/** @typedef {{ name: string, first: AnswerEvent, last: AnswerEvent }} Outcome The first answer to a question in a session, and the latest. */

const PREFIX = "alignment-atlas.session.";
const MOST = 20;
const DAY = 86_400_000;

/** @type {Map<string, Session>} */
const open = new Map();

/** @param {unknown} text */
export const isSessionId = (text) => typeof text === "string" && /^[0-9a-f]{8}$/.test(text);

/**
 * @param {string} id
 * @param {unknown} value
 * @returns {Session | null}
 */
function checked(id, value) {
  if (!isRecord(value) || typeof value.started !== "number" || !Array.isArray(value.asked)) return null;
  /** @type {unknown[]} */
  const given = value.asked;
  const asked = given.flatMap((one) => {
    const [name, since] = Array.isArray(one) ? one : [];
    const good = typeof name === "string" && Number.isInteger(since) && since >= -1;
    return good ? [/** @type {[string, number]} */ ([name, since])] : [];
  });
  return asked.length ? { id, started: value.started, scope: typeof value.scope === "string" ? value.scope : "", asked } : null;
}

/**
 * A session by its id, which an address gave; null if there is none.
 * @param {string | null} id
 */
export function kept(id) {
  if (!isSessionId(id) || id === null) return null;
  try {
    return checked(id, JSON.parse(localStorage.getItem(PREFIX + id) ?? "null")) ?? open.get(id) ?? null;
  } catch {
    return open.get(id) ?? null;
  }
}

/**
 * Keeps a session, and the latest others.
 * @param {Session} made
 */
export function keepSession(made) {
  open.set(made.id, made);
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    const begun = keys.map((key) => ({ key, started: kept(key.slice(PREFIX.length))?.started ?? 0 }));
    for (const { key } of begun.sort((a, b) => b.started - a.started).slice(MOST - 1)) localStorage.removeItem(key);
    const { id, ...rest } = made;
    localStorage.setItem(PREFIX + id, JSON.stringify(rest));
  } catch {
    // It lasts as long as the page.
  }
}

/**
 * The latest session, if it began within a day and is not over: how far it is, and the rest of its address.
 * @param {Pick<import("./progress.mjs").Log, "latest" | "events">} log
 */
export function unfinished(log) {
  const ids = Object.keys(attempted()).map((key) => key.slice(PREFIX.length));
  const [last] = ids.flatMap((id) => kept(id) ?? []).sort((a, b) => b.started - a.started);
  if (!last || Date.now() - last.started > DAY) return null;
  const results = outcomes(last, log);
  const next = results.indexOf(null) + 1;
  const done = results.filter(Boolean).length;
  if (!next || !done) return null;
  const wanted = new URLSearchParams(last.scope);
  wanted.set("id", last.id);
  wanted.set("at", String(next));
  return { done, count: last.asked.length, search: wanted.toString() };
}

/** @returns {Record<string, string>} the entries of all sessions */
function attempted() {
  try {
    return Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith(PREFIX)));
  } catch {
    return {};
  }
}

export function newSessionId() {
  const bytes = crypto.getRandomValues(new Uint8Array(4));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * What came of each question of a session: the first answer in it and the latest one; null for those not answered yet.
 * @param {Session} made
 * @param {Pick<import("./progress.mjs").Log, "latest" | "events">} log
 * @returns {(Outcome | null)[]}
 */
export function outcomes(made, log) {
  return made.asked.map(([name, since]) => {
    const last = log.latest(name);
    if (!last || last.attempt <= since) return null;
    // Only what was answered several times takes the events before the latest ones.
    const first = last.attempt === since + 1 ? last : log.events.find((event) => isOf(event, name) && event.attempt > since);
    return { name, first: first && isOf(first, name) ? first : last, last };
  });
}

/**
 * @param {import("./progress.mjs").LogEvent} event
 * @param {string} name
 * @returns {event is AnswerEvent}
 */
const isOf = (event, name) => "question" in event && event.question === name;
