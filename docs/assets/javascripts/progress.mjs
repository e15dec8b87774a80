// What a reader answered, kept in this browser and sent nowhere. Each answer is one event under a key of its own, so that
// two tabs cannot overwrite each other and a bad entry harms no other. Events are only added; what is shown is computed
// from them.

const PREFIX = "alignment-atlas.";
const EVENT = `${PREFIX}event.`;
const DRAFT = `${PREFIX}draft.`;
const ASIDE = `${PREFIX}aside.`;
const FORMAT = "alignment-atlas-progress";
const SCHEMA = 1;
const LONGEST = 20_000;

const VERDICTS = ["right", "partial", "wrong", "unknown"];
const CONFIDENCE = [null, "guess", "unsure", "sure"];

// Whether a value is an event that this version understands:
// {schema, id, question, rev, time (ISO, UTC), answer, verdict, hints (how many), confidence, attempt (from 0)}
export function isEvent(value) {
  const whole = (number, least) => Number.isInteger(number) && number >= least;
  return (
    typeof value === "object" &&
    value !== null &&
    value.schema === SCHEMA &&
    typeof value.id === "string" &&
    /^[0-9a-f]{8,64}$/.test(value.id) &&
    isQuestion(value.question) &&
    whole(value.rev, 1) &&
    typeof value.time === "string" &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value.time) &&
    !Number.isNaN(Date.parse(value.time)) &&
    VERDICTS.includes(value.verdict) &&
    whole(value.hints, 0) &&
    CONFIDENCE.includes(value.confidence) &&
    whole(value.attempt, 0) &&
    "answer" in value &&
    isShort(value.answer)
  );
}

const isQuestion = (text) => typeof text === "string" && text.length <= 120 && /^[a-z0-9-]+\.[a-z0-9-]+$/.test(text);
// Whether a value is small enough to be kept; one that is nested too deep to be written is not.
function isShort(value) {
  try {
    return JSON.stringify(value).length <= LONGEST;
  } catch {
    return false;
  }
}

const isLater = (value) => typeof value?.schema === "number" && value.schema > SCHEMA;
const byTime = (a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : a.id < b.id ? -1 : 1);

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// Events by id from two lists. Should the same id have two contents, one is chosen whatever the order of the lists.
export function merge(first, second) {
  const events = new Map();
  for (const event of [...first, ...second]) {
    const other = events.get(event.id);
    if (!other || JSON.stringify(event) > JSON.stringify(other)) events.set(event.id, event);
  }
  return [...events.values()].sort(byTime);
}

// Opens the log in a storage like localStorage; `find` returns it, and may throw. `now` gives milliseconds, `random`
// a new id.
export function openLog(find, { now = Date.now, random = newId } = {}) {
  let storage = null;
  let lasting = true;
  let events = new Map();
  let damaged = 0;
  const drafts = new Map();
  const listeners = new Set();

  const attempt = (action, otherwise) => {
    try {
      return action();
    } catch {
      return otherwise;
    }
  };

  storage = attempt(() => {
    const found = find();
    found.getItem(PREFIX);
    return found;
  }, null);
  lasting = storage !== null;

  const keep = (key, value) => {
    const kept = storage !== null && attempt(() => (storage.setItem(key, value), true), false);
    if (!kept) lasting = false;
    return kept;
  };

  const load = () => {
    const memory = events;
    events = new Map();
    const keys = attempt(() => Array.from({ length: storage.length }, (_, position) => storage.key(position)), []);
    for (const key of keys) {
      if (!key?.startsWith(EVENT)) continue;
      const text = attempt(() => storage.getItem(key), null);
      const value = parsed(text);
      if (isEvent(value) && key === EVENT + value.id) events.set(value.id, value);
      else if (!isLater(value)) setAside(key, text);
    }
    for (const [id, event] of memory) if (!events.has(id) && !lasting) events.set(id, event);
  };

  // A damaged entry is moved, so that it is mentioned once and can still be looked into.
  const setAside = (key, text) => {
    damaged += 1;
    if (keep(ASIDE + key.slice(PREFIX.length), text)) attempt(() => storage.removeItem(key));
  };

  const sorted = () => [...events.values()].sort(byTime);

  const add = (list) => {
    let added = 0;
    for (const event of list) {
      const chosen = events.has(event.id) ? merge([events.get(event.id)], [event])[0] : event;
      if (chosen === events.get(event.id)) continue;
      added += !events.has(event.id);
      events.set(event.id, chosen);
      keep(EVENT + event.id, JSON.stringify(chosen));
    }
    if (list.length) for (const listen of listeners) listen();
    return added;
  };

  load();

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

    latest(question) {
      return sorted().findLast((event) => event.question === question) ?? null;
    },

    // The latest event of each question, by its id.
    latestOfAll() {
      return new Map(sorted().map((event) => [event.question, event]));
    },

    // Adds an answer; its time is after that of the previous one, also if the clock was set back.
    append({ question, rev, answer, verdict, hints = 0, confidence = null, attempt: number = 0 }) {
      const last = this.latest(question);
      const time = Math.max(now(), last ? Date.parse(last.time) + 1 : 0);
      const event = { schema: SCHEMA, id: random(), question, rev, time: new Date(time).toISOString(), answer, verdict };
      add([{ ...event, hints, confidence, attempt: number }]);
      this.dropDraft(question);
    },

    draft(question) {
      const value = drafts.get(question) ?? parsed(attempt(() => storage.getItem(DRAFT + question), null));
      return typeof value === "object" ? value : null;
    },

    keepDraft(question, value) {
      if (!keep(DRAFT + question, JSON.stringify(value))) drafts.set(question, value);
    },

    dropDraft(question) {
      drafts.delete(question);
      attempt(() => storage.removeItem(DRAFT + question));
    },

    exported() {
      return `${JSON.stringify({ format: FORMAT, schema: SCHEMA, events: sorted() }, null, 1)}\n`;
    },

    // Adds the events of an exported text. Returns {added, refused}, or null for a text that is no export.
    imported(text) {
      const value = parsed(text);
      if (value?.format !== FORMAT || value.schema !== SCHEMA || !Array.isArray(value.events)) return null;
      const good = value.events.filter(isEvent);
      return { added: add(good), refused: value.events.length - good.length };
    },

    // Removes everything and returns the events, for a way back.
    clear() {
      const removed = sorted();
      const keys = attempt(() => Array.from({ length: storage.length }, (_, position) => storage.key(position)), []);
      for (const key of keys) if (key?.startsWith(PREFIX)) attempt(() => storage.removeItem(key));
      events.clear();
      drafts.clear();
      damaged = 0;
      for (const listen of listeners) listen();
      return removed;
    },

    restore: add,

    onChange(listen) {
      listeners.add(listen);
    },

    // Another tab wrote: `key` is what changed, null for everything.
    changed(key) {
      if (key !== null && !key.startsWith(EVENT)) return;
      load();
      for (const listen of listeners) listen();
    },
  };
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

let shared = null;

// The log of this page, one for all scripts.
export function progress() {
  if (!shared) {
    shared = openLog(() => localStorage);
    addEventListener("storage", (event) => shared.changed(event.key));
  }
  return shared;
}

// What a reader has reached with a question of this revision: "right", "missed", "changed" or "new".
export function standing(event, rev) {
  if (!event) return "new";
  if (event.rev !== rev) return "changed";
  return event.verdict === "right" ? "right" : "missed";
}

// Lets the browser save a text as a file.
export function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
