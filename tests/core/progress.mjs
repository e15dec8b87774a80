// Answers questions about the log of progress: a line of JSON in, a line of JSON out.
import { createInterface } from "node:readline";
import { isEvent, openLog } from "../../web/scripts/progress.mjs";

const TODAY = Date.parse("2026-11-27T00:00:00.000Z");

// A storage that takes `room` entries, or `signs` characters; without room it refuses, as a full one does. It counts how often
// it is read.
class Storage {
  constructor(entries = {}, room = Infinity, signs = Infinity) {
    /** @type {Map<string, string>} */
    this.map = new Map(Object.entries(entries));
    this.room = room;
    this.signs = signs;
    this.reads = 0;
  }
  get filled() {
    return [...this.map].flat().join("").length;
  }
  get length() {
    return this.map.size;
  }
  /** @param {number} position */
  key(position) {
    return [...this.map.keys()][position] ?? null;
  }
  /** @param {string} key */
  getItem(key) {
    this.reads += 1;
    return this.map.get(key) ?? null;
  }
  /**
   * @param {string} key
   * @param {string} value
   */
  setItem(key, value) {
    const before = this.map.get(key);
    const after = this.filled - (before === undefined ? 0 : key.length + before.length) + key.length + value.length;
    const full = (before === undefined && this.map.size >= this.room) || (this.signs < Infinity && after > this.signs);
    if (full) throw new DOMException("full", "QuotaExceededError");
    this.map.set(key, value);
  }
  /** @param {string} key */
  removeItem(key) {
    this.map.delete(key);
  }
}

/** @param {Storage} storage */
const opened = (storage, time = TODAY) => openLog(() => storage, { now: () => time });

/** @type {Record<string, (given: any) => unknown>} */
const actions = {
  // Imports texts one after the other, then opens the storage once more.
  import({ texts, room, now }) {
    const storage = new Storage({}, room ?? Infinity);
    const log = opened(storage, now);
    const results = texts.map((/** @type {string} */ text) => log.imported(text));
    return { results, events: log.events, again: opened(storage, now).events, lasting: log.lasting };
  },
  open({ entries, now, signs }) {
    const storage = new Storage(entries, Infinity, signs ?? Infinity);
    const log = opened(storage, now);
    return { events: log.events, damaged: log.damaged, lasting: log.lasting, left: Object.fromEntries(storage.map) };
  },
  // Answers at the given times, in milliseconds.
  answer({ times }) {
    const storage = new Storage();
    let time = 0;
    const log = openLog(() => storage, { now: () => time });
    for (time of times) log.append({ question: "a.b", rev: 1, answer: "x", verdict: "wrong" });
    return { events: log.events, latest: log.latest("a.b") };
  },
  // Opens a storage, gives one answer whatever is there, and opens it again at the same time: what was written, whether it
  // can be read, what was the latest before it, and what is the latest now.
  record({ entries, now, given }) {
    const storage = new Storage(entries);
    const log = opened(storage, now);
    const { question } = given;
    const before = log.latest(question);
    log.append(given);
    const written = log.latest(question);
    const again = opened(storage, now);
    const readable = [...storage.map].flatMap(([key, text]) =>
      key.startsWith("alignment-atlas.event.") ? isEvent(JSON.parse(text)) : [],
    );
    return { before, written, again: again.latest(question), damaged: again.damaged, readable };
  },
  // Opens a storage, then expects answers to a.b of revision 1 to be one of `allowed`.
  expect({ entries, allowed }) {
    const storage = new Storage(entries);
    const log = opened(storage);
    log.expect("a.b", 1, (answer) => allowed.includes(answer));
    return { events: log.events, damaged: log.damaged, draft: log.draft("a.b"), left: Object.fromEntries(storage.map) };
  },
  // Two tabs answer by turns, and each hears of what the other wrote; `reads` is how often that made them read.
  tabs({ first, second }) {
    const storage = new Storage();
    const tabs = [opened(storage), opened(storage)];
    const ask = (/** @type {ReturnType<typeof openLog>} */ log, /** @type {string} */ name) =>
      log.append({ question: name, rev: 1, answer: "x", verdict: "right" });
    for (const name of first) ask(tabs[0], name);
    for (const name of second) ask(tabs[1], name);
    const before = storage.reads;
    for (const log of tabs) log.changed([...storage.map]);
    const reads = storage.reads - before;
    return { seen: tabs.map((log) => log.events), after: opened(storage).events, reads };
  },
  // One tab hears of changes of another; the listener is called `told` times.
  changed({ entries, changes, now }) {
    const log = opened(new Storage(entries), now);
    let told = 0;
    log.onChange(() => (told += 1));
    log.changed(changes);
    return { events: log.events, latest: [...log.latestOfAll().values()], damaged: log.damaged, told };
  },
  // Marks concepts as read or not, in two tabs by turns; then the log is exported and read in elsewhere.
  marks({ marks, now }) {
    const storage = new Storage();
    const tabs = [opened(storage, now), opened(storage, now)];
    for (const [place, [concept, read]] of marks.entries()) {
      tabs[place % 2].mark(concept, read);
      for (const log of tabs) log.changed([...storage.map]);
    }
    const other = opened(new Storage(), now);
    const result = other.imported(tabs[0].exported());
    const concepts = marks.map((/** @type {[string, boolean]} */ [concept]) => concept);
    const read = (/** @type {ReturnType<typeof openLog>} */ log) => concepts.filter(log.isRead);
    const seen = [...tabs, opened(storage, now), other].map(read);
    const answers = other.latestOfAll().size;
    const removed = other.clear().length;
    return { seen, result, answers, removed, left: read(other), times: tabs[0].events.map(({ time }) => time) };
  },
  // Writes notes on concepts, in two tabs by turns; then the log is exported and read in elsewhere. `base` is what each text
  // began with, if that is not the note before.
  notes({ notes, entries, now, room }) {
    const storage = new Storage(entries ?? {}, room ?? Infinity);
    let time = now ?? TODAY;
    const tabs = [0, 1].map(() => openLog(() => storage, { now: () => time }));
    for (const [place, [concept, text, base]] of notes.entries()) {
      time += 1;
      const log = tabs[place % 2];
      log.keepDraft(concept, { note: text, base: "" });
      const before = new Map(storage.map);
      log.writeNote(concept, text, base);
      const gone = [...before.keys()].filter((key) => !storage.map.has(key));
      const changes = [...storage.map].filter(([key, value]) => before.get(key) !== value);
      tabs[(place + 1) % 2].changed([...changes, ...gone.map((key) => /** @type {[string, null]} */ ([key, null]))]);
    }
    const again = opened(storage, now);
    const other = opened(new Storage(), now);
    const result = other.imported(again.exported());
    const last = notes.length && notes[notes.length - 1][0];
    return {
      seen: [...tabs, again, other].map((log) => log.notes()),
      sizes: [...tabs, again].map((log) => [log.size, log.events.length]),
      prints: [...tabs, again].map((log) => log.print),
      note: last && again.note(last),
      draft: (last && again.anyDraft(last)) ?? null,
      result,
      damaged: again.damaged,
      left: Object.fromEntries(storage.map),
    };
  },
  // One listener fails.
  listeners() {
    console.error = () => {};
    const log = opened(new Storage());
    let told = 0;
    log.onChange(() => {
      throw new Error("broken");
    });
    log.onChange(() => (told += 1));
    log.append({ question: "a.b", rev: 1, answer: "x", verdict: "right" });
    return { told, events: log.events.length };
  },
  // Opens a storage with many entries, leaves a summary, and opens it again after `changes` to the entries (null removes
  // one): how often it was read the second time, what is known then, and what all entries say.
  async summary({ entries, changes, summary, given, pauses, note }) {
    const storage = new Storage(entries);
    opened(storage).summarize();
    for (const [key, text] of Object.entries(changes)) {
      if (text === null) storage.removeItem(key);
      else storage.setItem(key, text);
    }
    if (summary !== null) storage.setItem("alignment-atlas.summary", summary);
    storage.reads = 0;
    const log = opened(storage);
    const { size } = log;
    const notes = log.notes();
    const { reads } = storage;
    const known = [...log.latestOfAll().values()];
    if (note) log.writeNote(note[0], note[1]);
    if (given) log.append(given);
    const latest = given && log.latest(given.question);
    if (pauses) await log.whole();
    const events = log.events.length;
    log.summarize();
    storage.reads = 0;
    const again = opened(storage);
    return { reads, size, notes, noted: again.notes(), known, latest, events, print: log.print === again.print, then: storage.reads, last: [...again.latestOfAll().values()] };
  },
  denied() {
    const log = openLog(() => {
      throw new DOMException("denied", "SecurityError");
    });
    log.append({ question: "a.b", rev: 1, answer: "x", verdict: "right" });
    return { events: log.events, lasting: log.lasting, exported: log.exported() };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { action, ...given } = JSON.parse(line);
  console.log(JSON.stringify(await actions[action](given)));
}
