// What a reader answered and marked as read, kept in this browser and sent nowhere. Each answer and each mark is one event
// under a key of its own, so that two tabs cannot overwrite each other and a bad entry harms no other. Events are only
// added; what is shown is computed from them.

import { isRecord } from "./answers.mjs";
import { report } from "./start.mjs";

/**
 * @typedef {{
 *   schema: number, id: string, question: string, rev: number, time: string, answer: unknown, verdict: string,
 *   hints: number, confidence: string | null, attempt: number,
 * }} AnswerEvent
 * `time` is ISO in UTC, `hints` how many were shown, `attempt` counts from 0.
 */
/**
 * @typedef {{ schema: number, id: string, concept: string, read: boolean, time: string }} ReadingMark
 * That the page of a concept is read, or no longer counts as read. Programs that do not know marks leave them alone, since
 * their schema is a later one.
 */
/** @typedef {AnswerEvent | ReadingMark} LogEvent */
/** @typedef {{ rev: number, attempt: number, answer: unknown, hints: number, confidence: unknown, compared: unknown }} Draft */
/** @typedef {{ rev: number, fits: (answer: unknown) => boolean }} Expected */
/** @typedef {ReturnType<typeof openLog>} Log */

const PREFIX = "alignment-atlas.";
const EVENT = `${PREFIX}event.`;
const DRAFT = `${PREFIX}draft.`;
const ASIDE = `${PREFIX}aside.`;
const FORMAT = "alignment-atlas-progress";
const SCHEMA = 1;
const MARK_SCHEMA = 2;
const LONGEST = 20_000;
const MOST = 1_000_000;
const DAY = 86_400_000;
const AT_ONCE = 500;
// Answers are dated before this, so that the next one can be dated after them in the same form.
const LATEST = Date.UTC(9999, 0);

const VERDICTS = ["right", "partial", "wrong", "unknown"];
const CONFIDENCE = [null, "guess", "unsure", "sure"];

/**
 * @param {unknown} number
 * @param {number} least
 */
const isWhole = (number, least) =>
  typeof number === "number" && Number.isInteger(number) && number >= least && number <= MOST;

/** @param {unknown} text */
const isQuestion = (text) => typeof text === "string" && text.length <= 120 && /^[a-z0-9-]+\.[a-z0-9-]+$/.test(text);

/**
 * Whether a value is an event that this version understands.
 * @param {any} value
 * @returns {value is LogEvent}
 */
export function isEvent(value) {
  const dated = isRecord(value) && typeof value.id === "string" && /^[0-9a-f]{8,64}$/.test(value.id) && isTime(value.time);
  return dated && (isAnswer(value) || isMark(value));
}

/**
 * @param {any} value
 * @returns {value is ReadingMark}
 */
const isMark = (value) =>
  value.schema === MARK_SCHEMA &&
  typeof value.read === "boolean" &&
  typeof value.concept === "string" &&
  /^[a-z0-9-]{1,60}$/.test(value.concept);

/**
 * @param {any} value
 * @returns {value is AnswerEvent}
 */
function isAnswer(value) {
  return (
    value.schema === SCHEMA &&
    isQuestion(value.question) &&
    isWhole(value.rev, 1) &&
    VERDICTS.some((verdict) => verdict === value.verdict) &&
    isWhole(value.hints, 0) &&
    CONFIDENCE.some((confidence) => confidence === value.confidence) &&
    isWhole(value.attempt, 0) &&
    "answer" in value &&
    isShort(value.answer)
  );
}

/**
 * Whether a value is a date that exists: that of February 30 would be read as one in March.
 * @param {unknown} value
 */
function isTime(value) {
  return (
    typeof value === "string" &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
    new Date(value).getUTCDate() === Number(value.slice(8, 10))
  );
}

/** @param {number} time */
const iso = (time) => new Date(time).toISOString();

/**
 * Whether a value is small enough to be kept; one that is nested too deep to be written is not.
 * @param {unknown} value
 */
function isShort(value) {
  try {
    return JSON.stringify(value).length <= LONGEST;
  } catch {
    return false;
  }
}

/**
 * An answer that is small enough to be kept: its texts are cut if need be.
 * @param {unknown} answer
 */
function shortened(answer) {
  let most = LONGEST;
  while (!isShort(answer) && most > 1) {
    most = Math.floor(most / 2);
    answer = JSON.parse(JSON.stringify(answer, (_, value) => (typeof value === "string" ? value.slice(0, most) : value)));
  }
  return answer;
}

/**
 * The nearest number that an event may have.
 * @param {number} number
 */
const bounded = (number) => (isWhole(number, 0) ? number : number > 0 ? MOST : 0);

/** @param {any} value */
const isLater = (value) => typeof value?.schema === "number" && value.schema > MARK_SCHEMA;

/**
 * @param {LogEvent} a
 * @param {LogEvent} b
 */
const byTime = (a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : a.id < b.id ? -1 : 1);

/** @param {string | null} text */
function parsed(text) {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

/**
 * Of two events with the same id, the one that counts, whichever comes first.
 * @param {LogEvent} one
 * @param {LogEvent} other
 */
const chosen = (one, other) => (JSON.stringify(one) > JSON.stringify(other) ? one : other);

/**
 * @template Value
 * @param {() => Value} action
 * @param {Value} otherwise
 */
function attempt(action, otherwise) {
  try {
    return action();
  } catch {
    return otherwise;
  }
}

/**
 * Opens the log in a storage like localStorage.
 * @param {() => Pick<Storage, "length" | "key" | "getItem" | "setItem" | "removeItem">} find returns the storage, and may throw
 * @param {{ now?: () => number, random?: () => string }} given `now` gives milliseconds, `random` a new id
 */
export function openLog(find, { now = Date.now, random = newId } = {}) {
  /** @type {Map<string, LogEvent>} */
  const events = new Map();
  /** @type {{ answers: Map<string, AnswerEvent>, marks: Map<string, ReadingMark> } | null} */
  let newest = null;
  let damaged = 0;
  /** @type {Map<string, Expected>} */
  const expected = new Map();
  /** @type {Map<string, unknown>} */
  const drafts = new Map();
  /** @type {Set<() => void>} */
  const listeners = new Set();

  const storage = attempt(() => {
    const found = find();
    found.getItem(PREFIX);
    return found;
  }, null);
  let lasting = storage !== null;

  const clock = () => Math.min(Math.max(now(), 0), LATEST);
  // The last moment that counts as the present, since clocks of two devices differ.
  const limit = () => iso(clock() + DAY);

  /**
   * @param {string} key
   * @param {string} value
   */
  const keep = (key, value) => {
    const kept = attempt(() => (storage?.setItem(key, value), storage !== null), false);
    if (!kept) lasting = false;
    return kept;
  };

  /** @param {string} key */
  const remove = (key) => attempt(() => storage?.removeItem(key), undefined);

  /** @returns {string[]} */
  const keys = () =>
    attempt(() => Array.from({ length: storage?.length ?? 0 }, (_, position) => storage?.key(position) ?? ""), []);

  /** @param {LogEvent} event */
  const accepts = (event) => {
    const wanted = "question" in event && expected.get(event.question);
    return !wanted || wanted.rev !== event.rev || wanted.fits(event.answer);
  };

  /** @param {LogEvent} event */
  const put = (event) => {
    if (events.has(event.id)) newest = null;
    else if (newest) place(event);
    events.set(event.id, event);
  };

  /**
   * Takes an event as the newest of its question or concept if it is.
   * @param {LogEvent} event
   */
  const place = (event) => {
    if (!newest) return;
    const before = "question" in event ? newest.answers.get(event.question) : newest.marks.get(event.concept);
    if (before && byTime(before, event) > 0) return;
    if ("question" in event) newest.answers.set(event.question, event);
    else newest.marks.set(event.concept, event);
  };

  /** @param {string} id */
  const drop = (id) => {
    if (events.delete(id)) newest = null;
  };

  /**
   * A damaged entry is moved, so that it is mentioned once and can still be looked into.
   * @param {string} key
   * @param {string} text
   */
  const setAside = (key, text) => {
    damaged += 1;
    if (keep(ASIDE + key.slice(PREFIX.length), text)) remove(key);
  };

  /**
   * Reads entries of the storage. Those dated in the future are dated anew, in the same order and after all others:
   * nothing could be dated after them for good.
   * @param {Iterable<readonly [string, string]>} entries
   */
  const take = (entries) => {
    const last = limit();
    const ahead = [];
    for (const [key, text] of entries) {
      const value = parsed(text);
      if (!isEvent(value) || key !== EVENT + value.id || !accepts(value)) {
        if (!isLater(value)) setAside(key, text);
      } else if (value.time > last) ahead.push(value);
      else put(value);
    }
    if (!ahead.length) return;
    let time = clock();
    for (const event of events.values()) time = Math.max(time, Date.parse(event.time));
    for (const event of ahead.sort(byTime)) {
      const dated = { ...event, time: iso((time += 1)) };
      put(dated);
      attempt(() => storage?.setItem(EVENT + dated.id, JSON.stringify(dated)), undefined);
    }
  };

  const sorted = () => [...events.values()].sort(byTime);

  const latest = () => {
    if (newest) return newest;
    newest = { answers: new Map(), marks: new Map() };
    for (const event of events.values()) place(event);
    return newest;
  };

  /** The latest answer to each question, by its id. The map is for reading only. */
  const latestOfAll = () => latest().answers;

  const tell = () => {
    for (const listen of listeners) {
      try {
        listen();
      } catch (error) {
        report("progress", error);
      }
    }
  };

  /** @param {LogEvent[]} list */
  const add = (list) => {
    let added = 0;
    for (const event of list) {
      const before = events.get(event.id);
      const kept = before ? chosen(before, event) : event;
      if (kept === before) continue;
      if (!before) added += 1;
      put(kept);
      keep(EVENT + event.id, JSON.stringify(kept));
    }
    if (list.length) tell();
    return added;
  };

  /** @type {Map<string, string>} */
  const found = new Map();
  for (const key of keys()) {
    const text = key.startsWith(EVENT) ? attempt(() => storage?.getItem(key), null) : null;
    if (typeof text === "string") found.set(key, text);
  }
  take(found);

  return {
    // Whether what is answered outlasts this page, and how many entries could not be read.
    get lasting() {
      return lasting;
    },
    get damaged() {
      return damaged;
    },
    get events() {
      return sorted();
    },

    latestOfAll,

    /** @param {string} question */
    latest(question) {
      return latestOfAll().get(question) ?? null;
    },

    /**
     * From now on answers to this revision of a question have to pass a test; those that do not are set aside.
     * @param {string} question
     * @param {number} rev
     * @param {(answer: unknown) => boolean} fits
     */
    expect(question, rev, fits) {
      expected.set(question, { rev, fits });
      for (const event of events.values()) {
        if (!("question" in event) || event.question !== question || accepts(event)) continue;
        drop(event.id);
        setAside(EVENT + event.id, JSON.stringify(event));
      }
    },

    /**
     * Adds an answer; its time is after that of the previous one, also if the clock was set back. Whatever is given,
     * the event is one that can be read again.
     * @param {{
     *   question: string, rev: number, answer: unknown, verdict: string, hints?: number, confidence?: string | null,
     *   attempt?: number,
     * }} given
     */
    append({ question, rev, answer, verdict, hints = 0, confidence = null, attempt: number = 0 }) {
      const last = this.latest(question);
      const time = iso(Math.max(clock(), last ? Date.parse(last.time) + 1 : 0));
      const event = {
        schema: SCHEMA,
        id: random(),
        question,
        rev,
        time,
        answer: attempt(() => shortened(answer ?? null), null),
        verdict,
        hints: bounded(hints),
        confidence: CONFIDENCE.includes(confidence) ? confidence : null,
        attempt: bounded(number),
      };
      if (isEvent(event)) add([event]);
      else report("progress", new TypeError(`an answer to ${question} cannot be kept`));
      this.dropDraft(question);
    },

    /**
     * Marks the page of a concept as read, or takes the mark back.
     * @param {string} concept
     * @param {boolean} read
     */
    mark(concept, read) {
      const last = latest().marks.get(concept);
      const time = iso(Math.max(clock(), last ? Date.parse(last.time) + 1 : 0));
      const event = { schema: MARK_SCHEMA, id: random(), concept, read, time };
      if (isEvent(event)) add([event]);
      else report("progress", new TypeError(`a mark of ${concept} cannot be kept`));
    },

    /** @param {string} concept */
    isRead(concept) {
      return latest().marks.get(concept)?.read === true;
    },

    /**
     * @param {string} question
     * @returns {Draft | null}
     */
    draft(question) {
      const value = drafts.get(question) ?? parsed(attempt(() => storage?.getItem(DRAFT + question), null) ?? null);
      if (!isRecord(value) || !isWhole(value.rev, 1) || !isWhole(value.attempt, 0) || !isWhole(value.hints, 0)) return null;
      const wanted = expected.get(question);
      const draft = /** @type {Draft} */ (value);
      return wanted && wanted.rev === draft.rev && !wanted.fits(draft.answer) ? null : draft;
    },

    /**
     * @param {string} question
     * @param {Draft} value
     */
    keepDraft(question, value) {
      if (keep(DRAFT + question, JSON.stringify(value))) drafts.delete(question);
      else drafts.set(question, value);
    },

    /** @param {string} question */
    dropDraft(question) {
      drafts.delete(question);
      remove(DRAFT + question);
    },

    exported() {
      return `${JSON.stringify({ format: FORMAT, schema: SCHEMA, events: sorted() }, null, 1)}\n`;
    },

    /**
     * Adds the events of an exported text, but none that is damaged or dated in the future. Returns {added, refused}, or
     * null for a text that is no export.
     * @param {string} text
     */
    imported(text) {
      const value = parsed(text);
      if (value?.format !== FORMAT || value.schema !== SCHEMA || !Array.isArray(value.events)) return null;
      const last = limit();
      /** @type {unknown[]} */
      const given = value.events;
      const good = given.filter(isEvent).filter((event) => event.time <= last && accepts(event));
      return { added: add(good), refused: given.length - good.length };
    },

    // Removes everything and returns the events, for a way back.
    clear() {
      const removed = sorted();
      for (const key of keys()) if (key.startsWith(PREFIX)) remove(key);
      events.clear();
      newest = null;
      drafts.clear();
      damaged = 0;
      tell();
      return removed;
    },

    restore: add,

    /** @param {() => void} listen */
    onChange(listen) {
      listeners.add(listen);
    },

    /**
     * Another tab wrote: the keys that changed and what they hold now, in order; null as a key means that all are gone,
     * null as a text that one is.
     * @param {(readonly [string | null, string | null])[]} changes
     */
    changed(changes) {
      const ours = changes.filter(([key]) => key === null || key.startsWith(EVENT));
      /** @type {Map<string, string>} */
      const written = new Map();
      for (const [key, text] of ours) {
        if (key === null) {
          written.clear();
          events.clear();
          newest = null;
        } else if (text === null) {
          written.delete(key);
          drop(key.slice(EVENT.length));
        } else written.set(key, text);
      }
      take(written);
      if (ours.length) tell();
    },
  };
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @type {Log | null} */
let shared = null;

// The log of this page, one for all scripts. What other tabs write is taken together, once a frame, but not so much that
// the frame takes long.
export function progress() {
  if (shared) return shared;
  const log = (shared = openLog(() => localStorage));
  /** @type {[string | null, string | null][]} */
  const waiting = [];
  const take = () => {
    log.changed(waiting.splice(0, AT_ONCE));
    if (waiting.length) requestAnimationFrame(take);
  };
  addEventListener("storage", ({ key, newValue }) => {
    if (waiting.push([key, newValue]) === 1) requestAnimationFrame(take);
  });
  return log;
}

/**
 * What a reader has reached with a question of this revision: "right", "missed", "changed" or "new".
 * @param {{ rev: number, verdict: string } | null | undefined} event
 * @param {number} rev
 */
export function standing(event, rev) {
  if (!event) return "new";
  if (event.rev !== rev) return "changed";
  return event.verdict === "right" ? "right" : "missed";
}

/**
 * Lets the browser save a text as a file.
 * @param {string} name
 * @param {string} text
 */
export function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
