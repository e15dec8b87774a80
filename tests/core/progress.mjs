// Answers questions about the log of progress: a line of JSON in, a line of JSON out.
import { createInterface } from "node:readline";
import { openLog } from "../../docs/assets/javascripts/progress.mjs";

// A storage that takes `room` entries; without room it refuses, as a full one does.
class Storage {
  constructor(entries = {}, room = Infinity) {
    this.map = new Map(Object.entries(entries));
    this.room = room;
  }
  get length() {
    return this.map.size;
  }
  key(position) {
    return [...this.map.keys()][position] ?? null;
  }
  getItem(key) {
    return this.map.get(key) ?? null;
  }
  setItem(key, value) {
    if (!this.map.has(key) && this.map.size >= this.room) throw new DOMException("full", "QuotaExceededError");
    this.map.set(key, value);
  }
  removeItem(key) {
    this.map.delete(key);
  }
}

const actions = {
  // Imports texts one after the other, then opens the storage once more.
  import({ texts, room }) {
    const storage = new Storage({}, room ?? Infinity);
    const log = openLog(() => storage);
    const results = texts.map((text) => log.imported(text));
    return { results, events: log.events, again: openLog(() => storage).events, lasting: log.lasting };
  },
  open({ entries }) {
    const storage = new Storage(entries);
    const log = openLog(() => storage);
    return { events: log.events, damaged: log.damaged, lasting: log.lasting, left: Object.fromEntries(storage.map) };
  },
  // Answers at the given times, in milliseconds.
  answer({ times }) {
    const storage = new Storage();
    const clock = [...times];
    const log = openLog(() => storage, { now: () => clock.shift() });
    for (let left = times.length; left; left -= 1) log.append({ question: "a.b", rev: 1, answer: "x", verdict: "wrong" });
    return { events: log.events, latest: log.latest("a.b") };
  },
  // Two tabs answer by turns and then open again; `denied` finds no storage at all.
  tabs({ first, second }) {
    const storage = new Storage();
    const tabs = [openLog(() => storage), openLog(() => storage)];
    const ask = (log, name) => log.append({ question: name, rev: 1, answer: "x", verdict: "right" });
    for (const name of first) ask(tabs[0], name);
    for (const name of second) ask(tabs[1], name);
    for (const log of tabs) log.changed(null);
    return { seen: tabs.map((log) => log.events), after: openLog(() => storage).events };
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
