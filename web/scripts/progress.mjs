// What a reader answered, marked as read and noted, kept in this browser and sent nowhere. Each answer, mark and note is one
// event under a key of its own, so that two tabs cannot overwrite each other and a bad entry harms no other. Events are only
// added; what is shown is computed from them. Only a note that was rewritten is not kept.

import { isRecord } from "./answers.mjs";
import { pause, report } from "./start.mjs";

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
/**
 * @typedef {{ schema: number, id: string, concept: string, note: string, time: string }} NoteEvent
 * What the reader notes on a concept; an empty text for nothing any more. Its schema is later still.
 */
/** @typedef {AnswerEvent | ReadingMark | NoteEvent} LogEvent */
/** @typedef {{ rev: number, attempt: number, answer: unknown, hints: number, compared: unknown }} Draft */
/** @typedef {{ note: string, base: string }} NoteDraft What is typed but not written yet, and the note that it began with. */
/** @typedef {{ 1: Map<string, AnswerEvent>, 2: Map<string, ReadingMark>, 3: Map<string, NoteEvent> }} Newest Events by their schema. */
/** @typedef {{ rev: number, fits: (answer: unknown) => boolean }} Expected */
/** @typedef {ReturnType<typeof openLog>} Log */
/** @typedef {{ good: LogEvent[], ahead: LogEvent[], bad: [key: string, text: string][] }} Sorted */

const PREFIX = "alignment-atlas.";
const EVENT = `${PREFIX}event.`;
const DRAFT = `${PREFIX}draft.`;
const ASIDE = `${PREFIX}aside.`;
const SUMMARY = `${PREFIX}summary`;
const FORMAT = "alignment-atlas-progress";
const SCHEMA = 1;
const MARK_SCHEMA = 2;
const NOTE_SCHEMA = 3;
/** How long an answer as JSON, and a note, may be, in characters. */
export const LONGEST = 20_000;
const MOST = 1_000_000;
const DAY = 86_400_000;
const AT_ONCE = 500;
// From so many entries on, a page reads a summary of them first. A slow phone takes about 20 ms for as many entries.
const MANY = 1_000;
const SLICE = 40;
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
  return dated && (isAnswer(value) || (isOfConcept(value) && (isMark(value) || isNote(value))));
}

/**
 * @param {any} value
 * @returns {value is ReadingMark}
 */
const isMark = (value) => value.schema === MARK_SCHEMA && typeof value.read === "boolean";

/**
 * @param {any} value
 * @returns {value is NoteEvent}
 */
const isNote = (value) => value.schema === NOTE_SCHEMA && isText(value.note);

/**
 * Whether an event is about a concept. What has a question too would be taken for an answer.
 * @param {any} value
 */
const isOfConcept = (value) => isText(value.concept) && /^[a-z0-9-]{1,60}$/.test(value.concept) && !("question" in value);

/** @param {unknown} value */
const isText = (value) => typeof value === "string" && value.length <= LONGEST;

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
const isLater = (value) => typeof value?.schema === "number" && value.schema > NOTE_SCHEMA;

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
  /** @type {Newest | null} */
  let newest = null;
  let damaged = 0;
  let version = 0;
  // Whether all entries have been read. Until then only the newest ones are known, from the summary.
  let whole = false;
  // What tells which events are known: their number, and a sum over their ids.
  let [count, sum] = [0, 0];
  // How often the entries changed otherwise than by one more.
  let changes = 0;
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
   * The time of what comes after an event, also if the clock was set back.
   * @param {LogEvent | null | undefined} last
   */
  const after = (last) => iso(Math.max(clock(), last ? Date.parse(last.time) + 1 : 0));

  /**
   * @param {string} key
   * @param {string} value
   */
  const keep = (key, value) => {
    const write = () => attempt(() => (storage?.setItem(key, value), storage !== null), false);
    // A storage that is full has no room for what can be computed again.
    const kept = write() || (storage !== null && (remove(SUMMARY), write()));
    if (!kept) lasting = false;
    return kept;
  };

  /** @param {string} key */
  const remove = (key) => attempt(() => storage?.removeItem(key), undefined);

  /** @returns {string[]} */
  const keys = () =>
    attempt(() => Array.from({ length: storage?.length ?? 0 }, (_, position) => storage?.key(position) ?? ""), []);

  const entryKeys = () => keys().filter((key) => key.startsWith(EVENT));

  /** @param {string} key */
  const read = (key) => attempt(() => storage?.getItem(key), null);

  /**
   * @param {string} id
   * @param {1 | -1} by
   */
  const tally = (id, by) => {
    version += 1;
    count += by;
    sum = (sum + by * parseInt(id.slice(0, 8), 16)) | 0;
  };

  /** @param {LogEvent} event */
  const accepts = (event) => {
    const wanted = "question" in event && expected.get(event.question);
    return !wanted || wanted.rev !== event.rev || wanted.fits(event.answer);
  };

  /** @param {LogEvent} event */
  const put = (event) => {
    if (events.has(event.id)) {
      version += 1;
      newest = null;
    } else {
      tally(event.id, 1);
      if (newest) place(event);
    }
    events.set(event.id, event);
    ordered = null;
  };

  /** @type {LogEvent[] | null} */
  let ordered = null;

  /**
   * Takes an event as the newest of its question or concept if it is.
   * @param {LogEvent} event
   */
  const place = (event) => {
    /** @type {Map<string, LogEvent> | undefined} */
    const known = newest?.[/** @type {keyof Newest} */ (event.schema)];
    const name = "question" in event ? event.question : event.concept;
    const before = known?.get(name);
    if (!before || byTime(before, event) <= 0) known?.set(name, event);
  };

  /** @param {Iterable<LogEvent>} list */
  const index = (list) => {
    newest = { [SCHEMA]: new Map(), [MARK_SCHEMA]: new Map(), [NOTE_SCHEMA]: new Map() };
    for (const event of list) place(event);
    return newest;
  };

  /** @param {string} id */
  const drop = (id) => {
    if (!events.delete(id)) return;
    tally(id, -1);
    newest = ordered = null;
  };

  /** @param {{ id: string }} event which is not added if nobody could read it again */
  const addOne = (event) => {
    if (isEvent(event)) add([event]);
    else report("progress: cannot be kept", event);
  };

  /**
   * Adds an event about a concept, and returns its id.
   * @param {string} concept
   * @param {2 | 3} schema
   * @param {{ read: boolean } | { note: string }} fields
   */
  const addTo = (concept, schema, fields) => {
    const event = { schema, id: random(), concept, ...fields, time: after(latest()[schema].get(concept)) };
    addOne(event);
    return event.id;
  };

  /**
   * Takes away a note that another one replaces, so that what readers delete is gone.
   * @param {NoteEvent} last
   */
  const erase = ({ id }) => {
    remove(EVENT + id);
    events.delete(id);
    tally(id, -1);
    changes += 1;
    ordered = null;
  };

  /**
   * A damaged entry is moved, so that it is mentioned once and can still be looked into.
   * @param {string} key
   * @param {string} text
   */
  const setAside = (key, text) => {
    damaged += 1;
    // There may be no room for it twice, nor for its longer key.
    remove(key);
    const failed = attempt(() => (storage?.setItem(ASIDE + key.slice(PREFIX.length), text), false), true);
    if (failed) attempt(() => storage?.setItem(key, text), undefined);
  };

  /** @returns {Sorted} */
  const nothing = () => ({ good: [], ahead: [], bad: [] });

  /**
   * Tells what an entry of the storage is.
   * @param {string} key
   * @param {string} text
   * @param {Sorted} into
   */
  const sort = (key, text, into) => {
    const value = parsed(text);
    if (!isEvent(value) || key !== EVENT + value.id || !accepts(value)) {
      if (!isLater(value)) into.bad.push([key, text]);
    } else if (value.time > limit()) into.ahead.push(value);
    else into.good.push(value);
  };

  /**
   * Takes what was read. Events dated in the future are dated anew, in the same order and after all others: nothing could
   * be dated after them for good.
   * @param {Sorted} sorted
   */
  const take = ({ good, ahead, bad }) => {
    for (const [key, text] of bad) setAside(key, text);
    for (const event of good) put(event);
    if (!ahead.length) return;
    let time = clock();
    for (const event of events.values()) time = Math.max(time, Date.parse(event.time));
    for (const event of ahead.sort(byTime)) {
      const dated = { ...event, time: iso((time += 1)) };
      put(dated);
      attempt(() => storage?.setItem(EVENT + dated.id, JSON.stringify(dated)), undefined);
    }
  };

  // Forgets what is known of the events, which is read again.
  const forget = () => {
    events.clear();
    version += 1;
    [count, sum] = [0, 0];
    newest = ordered = null;
  };

  /**
   * Takes all entries. What this page could not keep stays.
   * @param {Sorted} sorted
   */
  const takeAll = (sorted) => {
    const known = [...events.values()];
    forget();
    whole = true;
    take(sorted);
    for (const event of known) if (!events.has(event.id)) put(event);
  };

  const readAll = () => {
    if (whole) return;
    const sorted = nothing();
    for (const key of entryKeys()) {
      const text = read(key);
      if (typeof text === "string") sort(key, text, sorted);
    }
    takeAll(sorted);
  };

  /** @returns {LogEvent[]} */
  const inOrder = () => {
    readAll();
    return (ordered ??= [...events.values()].sort(byTime));
  };

  // The newest events, if the summary is of just the entries that there are.
  const readSummary = () => {
    const present = entryKeys();
    if (present.length < MANY) return false;
    const value = parsed(read(SUMMARY) ?? null);
    let total = 0;
    for (const key of present) total = (total + parseInt(key.slice(EVENT.length, EVENT.length + 8), 16)) | 0;
    if (!isRecord(value) || value.count !== present.length || value.sum !== total || !Array.isArray(value.newest)) return false;
    index(value.newest.filter(isEvent));
    [count, sum] = [present.length, total];
    return true;
  };

  const latest = () => {
    if (newest) return newest;
    readAll();
    return index(events.values());
  };

  /** The latest answer to each question, by its id. The map is for reading only. */
  const latestOfAll = () => latest()[SCHEMA];

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

  if (!readSummary()) readAll();

  return {
    // Whether what is answered outlasts this page, and how many entries could not be read.
    get lasting() {
      return lasting;
    },
    get damaged() {
      return damaged;
    },
    // How many events there are.
    get size() {
      return count;
    },
    // What tells these events from others.
    get print() {
      return `${count} ${sum}`;
    },
    // Another number whenever the events are others.
    get version() {
      return version;
    },
    // All events in order of time. Where there are many, `whole` reads them with less of a wait.
    get events() {
      return inOrder();
    },

    // Reads all entries, with pauses.
    async whole() {
      const before = changes;
      const sorted = nothing();
      let begun = performance.now();
      for (const key of whole ? [] : entryKeys()) {
        const text = read(key);
        if (typeof text === "string") sort(key, text, sorted);
        if (performance.now() - begun < SLICE) continue;
        await pause();
        // What another tab wrote meanwhile may be missing.
        if (whole || changes !== before) return readAll();
        begun = performance.now();
      }
      if (!whole) takeAll(sorted);
    },

    // Keeps the newest events for the next page, if there are many. They are those that this page knows of.
    summarize() {
      if (count < MANY) return;
      const text = JSON.stringify({ count, sum, newest: Object.values(latest()).flatMap((map) => [...map.values()]) });
      attempt(() => storage?.setItem(SUMMARY, text), undefined);
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
      const last = whole ? null : latestOfAll().get(question);
      if (last && !accepts(last)) readAll();
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
      const event = {
        schema: SCHEMA,
        id: random(),
        question,
        rev,
        time: after(last),
        answer: attempt(() => shortened(answer ?? null), null),
        verdict,
        hints: bounded(hints),
        confidence: CONFIDENCE.includes(confidence) ? confidence : null,
        attempt: bounded(number),
      };
      addOne(event);
      this.dropDraft(question);
    },

    /**
     * Marks the page of a concept as read, or takes the mark back.
     * @param {string} concept
     * @param {boolean} read
     */
    mark(concept, read) {
      addTo(concept, MARK_SCHEMA, { read });
    },

    /** @param {string} concept */
    isRead(concept) {
      return latest()[MARK_SCHEMA].get(concept)?.read === true;
    },

    /**
     * The note on a concept; empty without one.
     * @param {string} concept
     */
    note(concept) {
      return latest()[NOTE_SCHEMA].get(concept)?.note ?? "";
    },

    // All notes, the newest first.
    notes() {
      const written = [...latest()[NOTE_SCHEMA].values()].filter(({ note }) => note).sort(byTime).reverse();
      return written.map(({ concept, note, time }) => ({ concept, note, time }));
    },

    /**
     * Keeps a note on a concept, which takes the place of the one before; without words there is none any more.
     * @param {string} concept
     * @param {string} text no longer than LONGEST
     * @param {string} [base] the note that the text began with; a note that is neither this nor in the text stays in the log
     * @returns {void}
     */
    writeNote(concept, text, base) {
      const last = latest()[NOTE_SCHEMA].get(concept);
      const note = text.trim() && text;
      if (note !== (last?.note ?? "")) {
        // The draft stays if there is no room for the note.
        if (read(EVENT + addTo(concept, NOTE_SCHEMA, { note })) === null) return;
        if (last && (last.note === (base ?? last.note) || note.includes(last.note))) erase(last);
      }
      this.dropDraft(concept);
    },

    /**
     * What was kept as a draft of an answer or a note, whatever it is.
     * @param {string} name of a question or a concept; only those of questions have a period
     */
    anyDraft(name) {
      return drafts.get(name) ?? parsed(read(DRAFT + name) ?? null);
    },

    /**
     * @param {string} question
     * @returns {Draft | null}
     */
    draft(question) {
      const value = this.anyDraft(question);
      if (!isRecord(value) || !isWhole(value.rev, 1) || !isWhole(value.attempt, 0) || !isWhole(value.hints, 0)) return null;
      const wanted = expected.get(question);
      const draft = /** @type {Draft} */ (value);
      return wanted && wanted.rev === draft.rev && !wanted.fits(draft.answer) ? null : draft;
    },

    /**
     * @param {string} name of a question or a concept
     * @param {Draft | NoteDraft} value
     */
    keepDraft(name, value) {
      if (keep(DRAFT + name, JSON.stringify(value))) drafts.delete(name);
      else drafts.set(name, value);
    },

    /** @param {string} name of a question or a concept */
    dropDraft(name) {
      drafts.delete(name);
      remove(DRAFT + name);
    },

    exported() {
      return `${JSON.stringify({ format: FORMAT, schema: SCHEMA, events: inOrder() }, null, 1)}\n`;
    },

    /**
     * Adds the events of an exported text, but none that is damaged or dated in the future. Returns {added, refused}, or
     * null for a text that is no export.
     * @param {string} text
     */
    imported(text) {
      const value = parsed(text);
      if (value?.format !== FORMAT || value.schema !== SCHEMA || !Array.isArray(value.events)) return null;
      readAll();
      const last = limit();
      /** @type {unknown[]} */
      const given = value.events;
      const good = given.filter(isEvent).filter((event) => event.time <= last && accepts(event));
      return { added: add(good), refused: given.length - good.length };
    },

    // Removes everything and returns the events, for a way back.
    clear() {
      const removed = inOrder();
      for (const key of keys()) if (key.startsWith(PREFIX)) remove(key);
      forget();
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
     * @param {(readonly [string | null, string | null])[]} written
     */
    changed(written) {
      const ours = written.filter(([key]) => key === null || key.startsWith(EVENT));
      if (ours.length) changes += 1;
      if (ours.some(([, text]) => text === null)) readAll();
      /** @type {Map<string, string>} */
      const left = new Map();
      for (const [key, text] of ours) {
        if (key === null) {
          left.clear();
          forget();
        } else if (text === null) {
          left.delete(key);
          drop(key.slice(EVENT.length));
        } else left.set(key, text);
      }
      const sorted = nothing();
      for (const [key, text] of left) sort(key, text, sorted);
      take(sorted);
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
  addEventListener("pagehide", () => log.summarize());
  // A page that Back brings out of memory has heard nothing meanwhile.
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted || !log.lasting) return;
    waiting.length = 0;
    log.changed([[null, null], ...Object.entries(localStorage)]);
  });
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
 * Lets the browser save all that a log has as a file, and returns the name of the file.
 * @param {Log} log
 */
export function saveLog(log) {
  const name = "alignment-atlas-progress.json";
  download(name, log.exported());
  return name;
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
