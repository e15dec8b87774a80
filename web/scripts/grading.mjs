// Grades answers by ids, numbers and words, as macros/core/quiz/grading.py does; both agree on tests/grading.json, and the
// forms of keys, answers and grades are described there.

export function grade(key, answer, { lenient = true } = {}) {
  return GRADERS[key.type](key, answer, lenient);
}

const unreadable = (problem) => ({ verdict: "unreadable", parts: {}, near: null, problem });
const graded = (right, partial, parts = {}, near = /** @type {number | Record<string, number> | null} */ (null)) => {
  return { verdict: right ? "right" : partial ? "partial" : "wrong", parts, near, problem: "" };
};
const all = (parts) => Object.values(parts).every(Boolean);
const half = (parts) => 2 * Object.values(parts).filter(Boolean).length >= Object.keys(parts).length;

const GRADERS = {
  single(key, answer) {
    return answer ? graded(key.right.includes(answer)) : unreadable("empty");
  },

  multiple(key, answer) {
    if (!answer.length) return unreadable("empty");
    const parts = {};
    for (const name of key.ids) parts[name] = answer.includes(name) === key.right.includes(name);
    const found = answer.filter((name) => key.right.includes(name)).length;
    return graded(all(parts), found > answer.length - found, parts);
  },

  numeric(key, answer) {
    const number = readNumber(answer, key.unit);
    if (typeof number === "string") return unreadable(number);
    if (meets(key, number)) return graded(true);
    if (answer.includes(",") && meets(key, readNumber(answer.replaceAll(",", "."), key.unit))) return unreadable("comma");
    const form = otherForm(key, answer);
    if (form) return unreadable(form);
    const near = key.near.findIndex(([least, most]) => within(number, least, most));
    return graded(false, false, {}, near < 0 ? null : near);
  },

  order(key, answer) {
    const right = key.order;
    if ([...answer].sort().join() !== [...right].sort().join()) return unreadable("empty");
    const parts = {};
    right.forEach((name, place) => (parts[name] = answer[place] === name));
    const kept = right.filter((name, place) => place && answer[answer.indexOf(name) - 1] === right[place - 1]).length;
    return graded(all(parts), 2 * kept >= right.length - 1, parts);
  },

  match(key, answer) {
    const parts = {};
    for (const [item, choice] of Object.entries(key.pairs)) {
      if (!answer[item]) return unreadable("empty");
      parts[item] = answer[item] === choice;
    }
    return graded(all(parts), half(parts), parts);
  },

  cloze(key, answer, lenient) {
    const parts = {};
    const near = {};
    let misspelt = false;
    for (const [name, blank] of Object.entries(key.blanks)) {
      const given = plainWords(answer[name] ?? "");
      if (!given) return unreadable("empty");
      const accepted = blank.accept.map(plainWords);
      const wrong = blank.near.map(plainWords).indexOf(given);
      parts[name] = accepted.includes(given);
      if (wrong >= 0) near[name] = wrong;
      else if (!parts[name]) misspelt ||= accepted.some((words) => oneLetterOff(given, words));
    }
    if (lenient && misspelt) return unreadable("spelling");
    return graded(all(parts), half(parts), parts, Object.keys(near).length ? near : null);
  },

  recall(key, answer) {
    const parts = {};
    for (const name of [...key.must, ...key.other]) parts[name] = answer.ticks.includes(name);
    const complete = key.must.every((name) => parts[name]);
    return graded(complete && !answer.flags.length, complete, parts);
  },
};

function meets(key, number) {
  const allowed = "abs" in key ? key.abs : key.rel * Math.abs(key.value);
  const slack = 1e-9 * Math.max(Math.abs(key.value), allowed);
  return Math.abs(number - key.value) <= allowed + slack;
}

// The form in which a number would be right: "share" for 62.5 instead of 0.625, "percent" for the reverse.
function otherForm(key, answer) {
  if (key.share) return meets(key, readNumber(`${answer}%`, "")) ? "share" : "";
  return plainUnit(key.unit) === "%" && meets(key, 100 * Number(readNumber(answer, ""))) ? "percent" : "";
}

function within(number, least, most) {
  const slack = 1e-9 * Math.max(Math.abs(least), Math.abs(most));
  return least - slack <= number && number <= most + slack;
}

const NUMBER = "([+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+))(?:(?:e| ?[x*·×] ?10\\^?)([+-]?[0-9]{1,3}))?";
const AMOUNT = new RegExp(`^${NUMBER}(?: ?/ ?${NUMBER})? ?(%?) ?(.*)$`);

// What may be an expression, and the part that evaluates it, once it is loaded: few readers type any.
const SUM = /[-+*·×/^(]|√|ln|log|exp|sqrt|pi|π/;
/** @type {((text: string, unit: string) => number | null) | null} */
let sums = null;

export function learnSums(workedOut) {
  sums = workedOut;
}

// The number that somebody typed, or the word for what is wrong with it; "sum" for one that nobody can work out yet.
export function readNumber(text, unit) {
  let clean = text.normalize("NFKC").toLowerCase().replaceAll("\u2044", "/");
  clean = clean.replace(/[\u2010-\u2015\u2212]/g, "-").replace(/\s+/g, " ").trim();
  clean = clean.replace(/(?<=[0-9]) (?=[0-9]{3}(?![0-9]))/g, "").replace(/(?<=[0-9. ])per ?cent(?![a-z])/g, "%");
  clean = clean.replace(/(?<![0-9.,])[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9,])/g, (digits) => digits.replaceAll(",", ""));
  if (!clean) return "empty";
  if (/[0-9],[0-9]/.test(clean)) return "comma";
  const amount = readAmount(clean, unit);
  if (typeof amount === "number" || !SUM.test(clean)) return amount;
  return sums ? (sums(clean, unit) ?? amount) : "sum";
}

function readAmount(clean, unit) {
  const found = AMOUNT.exec(clean);
  if (!found) return "number";
  const over = float(found[1], found[2]);
  const under = found[3] ? float(found[3], found[4]) : 1;
  if (under === 0 || !Number.isFinite(over / under)) return "number";
  const percent = plainUnit(unit) === "%";
  if (found[6] && (percent || plainUnit(found[6]) !== plainUnit(unit))) {
    return "0123456789.,+-/".includes(found[6][0]) ? "number" : "unit";
  }
  return found[5] && !percent ? over / under / 100 : over / under;
}

function float(digits, exponent) {
  return Number(`${digits}e${exponent ?? 0}`);
}

export function plainUnit(text) {
  return text.normalize("NFKC").toLowerCase().replaceAll(" ", "").replace(/s$/, "").replace(/^percent$/, "%");
}

// Words in small letters, without hyphens, punctuation and a leading article.
export function plainWords(text) {
  let clean = text.normalize("NFKC").toLowerCase().replace(/[-_/\u2010-\u2015\u2212]/g, " ");
  clean = clean.replace(/[.,;:!?"'`()\u2018-\u201f$]/g, "").replace(/\s+/g, " ").trim();
  return clean.replace(/^(?:the|an|a) (?=.)/, "");
}

function oneLetterOff(given, words) {
  if (words.length < 5 || given === words || Math.abs(given.length - words.length) > 1) return false;
  let start = 0;
  while (start < Math.min(given.length, words.length) && given[start] === words[start]) start += 1;
  const [a, b] = [given.slice(start), words.slice(start)];
  const swapped = a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) || swapped;
}

// The ids in an order that depends on them and the seed alone. FNV-1a seeds mulberry32, both public domain.
export function shuffle(ids, seed) {
  let state = 0x811c9dc5;
  for (const sign of seed) state = Math.imul(state ^ sign.codePointAt(0), 0x01000193);
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const mixed = [...ids].sort();
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
  }
  return mixed;
}
