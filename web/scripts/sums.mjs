// Works out small sums that readers type as a number, as macros/core/quiz/grading.py does. Loaded when somebody types one.

import { plainUnit } from "./grading.mjs";

const LONGEST_EXPRESSION = 80;
const TOKEN = / *([0-9]+\.?[0-9]*(?:e[+-]?[0-9]+)?|\.[0-9]+(?:e[+-]?[0-9]+)?|\*\*|log10|log2|[a-z]+|.)/g;
const FUNCTIONS = { ln: Math.log, log2: Math.log2, log10: Math.log10, exp: Math.exp, sqrt: Math.sqrt, "√": Math.sqrt };
const CONSTANTS = { e: Math.E, pi: Math.PI, π: Math.PI };

// What a small expression such as "0.2*ln 6" is worth, with the unit behind it if it has one; null if it cannot be worked
// out: a sum of products of powers, with parentheses, functions and constants. "2 ln 3" is a product.
export function workedOut(text, unit) {
  if (text.length > LONGEST_EXPRESSION) return null;
  const tokens = [...text.replace(/[·×]/g, "*").matchAll(TOKEN)].map(([, token]) => token);
  let at = 0;
  const finite = (number) => (Number.isFinite(number) ? number : NaN);
  const take = (...wanted) => (wanted.includes(tokens[at]) ? tokens[at++] : "");
  const named = (names) => (Object.hasOwn(names, tokens[at] ?? "") ? names[tokens[at++]] : null);
  const sum = () => {
    let found = product();
    for (let sign = take("+", "-"); sign; sign = take("+", "-")) found += sign === "+" ? product() : -product();
    return found;
  };
  const product = () => {
    let found = signed();
    for (;;) {
      if (take("*")) found *= signed();
      else if (take("/")) found = finite(found / signed());
      else if (["(", "pi", "π", ...Object.keys(FUNCTIONS)].includes(tokens[at])) found *= power();
      else return found;
    }
  };
  const signed = () => (take("-") ? -power() : power());
  const power = () => {
    const base = atom();
    return take("^", "**") ? finite(base ** signed()) : base;
  };
  const atom = () => {
    const apply = named(FUNCTIONS);
    if (apply) return finite(apply(power()));
    const constant = named(CONSTANTS);
    if (constant !== null) return constant;
    if (take("(")) {
      const found = sum();
      return take(")") ? found : NaN;
    }
    const digits = tokens[at++] ?? "";
    return /^[0-9.]/.test(digits) ? Number(digits) : NaN;
  };
  let found = sum();
  let rest = tokens.slice(at).join("");
  if (rest === "%" && plainUnit(unit) !== "%") [found, rest] = [found / 100, ""];
  return Number.isFinite(found) && (!rest || plainUnit(rest) === plainUnit(unit)) ? found : null;
}
