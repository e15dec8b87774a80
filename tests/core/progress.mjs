// Answers questions about the log of progress: a line of JSON in, a line of JSON out.
import { createInterface } from "node:readline";
import { isEvent, openLog } from "../../web/scripts/progress.mjs";

const TODAY = Date.parse("2026-11-27T00:00:00.000Z");

// A storage that takes `room` entries; without room it refuses, as a full one does. It counts how often it is read.
class Storage {
  constructor(entries = {}, room = Infinity) {
    /** @type {Map<string, string>} */
    this.map = new Map(Object.entries(entries));
    this.room = room;
    this.reads = 0;
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
    if (!this.map.has(key) && this.map.size >= this.room) throw new DOMException("full", "QuotaExceededError");
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
  open({ entries, now }) {
    const storage = new Storage(entries);
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
  console.log(JSON.stringify(actions[action](given)));
}
