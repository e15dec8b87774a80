// A figure at given settings: its drawing, its numbers as a table, and what stands in words. The build and the browser
// both run it, so that they agree.

import { drawCells } from "./cells.mjs";
import { draw, named } from "./draw.mjs";
import { MODELS } from "./models.mjs";

/**
 * @typedef {{ name: string, label: string, unit: string, least: number | null, most: number | null, step: number | null,
 *   values: number[], start: number }} Parameter
 * @typedef {{ label: string, least: number | null, most: number | null, log: boolean }} Axis
 * @typedef {{ series: string, mark: import("./draw.mjs").Mark | "cell", label: string }} Drawn
 * @typedef {{ value: string, label: string, digits: number, unit: string }} Reading
 * @typedef {{ model: string, parameters: Parameter[], x: Axis, y: Axis, square: boolean, marks: Drawn[], readings: Reading[] }} Figure
 * A figure as its concept's file has it; what is only printed is left out.
 * @typedef {(values: Record<string, string | number>) => string} Phrase
 * @typedef {{ axis: Phrase, log: string, series: Phrase, one: Phrase }} Phrases of a description
 * @typedef {{ head: string[], rows: string[][] }} Table
 */

const MOST_ROWS = 12;
const DIGITS = 3;
const HUGE = 1e7; // from here on numbers are powers of ten
const NOTHING = 1e-12; // what rounding leaves of zero

/**
 * The values that a parameter can have, in rising order.
 * @param {Parameter} parameter
 */
export function choices({ values, least, most, step }) {
  if (values.length || least === null || most === null || step === null) return values;
  return Array.from({ length: Math.round((most - least) / step) + 1 }, (_, place) => Number((least + place * step).toPrecision(12)));
}

/**
 * A value for each parameter: of what is given, the nearest that it can have; else the one at the start.
 * @param {Parameter[]} parameters
 * @param {Record<string, unknown>} given by name; anything may stand there
 * @returns {Record<string, number>}
 */
export function settle(parameters, given) {
  return Object.fromEntries(
    parameters.map((parameter) => {
      const wanted = Object.hasOwn(given, parameter.name) ? Number(given[parameter.name]) : NaN;
      const nearest = choices(parameter).reduce((best, one) => (Math.abs(one - wanted) < Math.abs(best - wanted) ? one : best), parameter.start);
      return [parameter.name, Number.isFinite(wanted) ? nearest : parameter.start];
    }),
  );
}

/**
 * A number with its unit; the unit % makes a share of one a percentage.
 * @param {number} value
 * @param {number} digits behind the point
 * @param {string} unit
 */
export function amount(value, digits, unit) {
  const shown = unit === "%" ? 100 * value : value;
  const words = Math.abs(shown) >= HUGE
    ? named([Number(shown.toPrecision(DIGITS))], true)[0].words
    : shown.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits }).replace(/^-(?=[0.,]*$)/, "").replace("-", "−");
  return unit === "%" ? `${words}%` : unit ? `${words} ${unit}` : words;
}

/**
 * A value of a parameter in words, with as many digits as tell its values apart.
 * @param {Parameter} parameter
 * @param {number} value
 */
export function setting(parameter, value) {
  const scale = parameter.unit === "%" ? 100 : 1;
  const digits = Math.max(...choices(parameter).map((one) => (String(Number((scale * one).toPrecision(12))).split(".")[1] ?? "").length));
  const own = parameter.values.length ? (String(Number((scale * value).toPrecision(12))).split(".")[1] ?? "").length : digits;
  return amount(value, own, parameter.unit);
}

/**
 * @param {Figure} figure
 * @param {Record<string, unknown>} given values of parameters by name
 * @param {Phrases} phrases
 * @returns {{ svg: string, height: number, said: string, table: Table, readings: { label: string, words: string, value: number }[] }}
 */
export function show(figure, given, phrases) {
  const { series, readings = {}, names = [] } = MODELS[figure.model](settle(figure.parameters, given));
  const words = figure.readings.map(({ value, label, digits, unit }) => ({
    label,
    words: amount(readings[value], digits, unit),
    value: readings[value],
  }));
  const [first] = figure.marks;
  if (first.mark === "cell") {
    const cells = series[first.series].cells ?? [];
    const table = { head: ["", ...names], rows: cells.map((row, place) => [names[place], ...row.map((one) => amount(one, 2, ""))]) };
    return { ...drawCells({ names, cells, x: figure.x.label, y: figure.y.label }), said: "", table, readings: words };
  }
  const chart = chartOf(figure, series, names);
  return { ...draw(chart), said: described(chart, phrases), table: tableOf(chart), readings: words };
}

/**
 * @param {Figure} figure
 * @param {import("./models.mjs").Result["series"]} series
 * @param {string[]} names
 * @returns {import("./draw.mjs").Chart}
 */
function chartOf({ x, y, square, marks }, series, names) {
  const drawn = marks.map(({ series: name, mark, label }) => {
    const { x: at = [], y: values = [] } = series[name];
    return { label, values, low: [], high: [], at: at.length ? at : undefined, mark: /** @type {import("./draw.mjs").Mark} */ (mark) };
  });
  const all = drawn.flatMap(({ at }) => at ?? []);
  const ends = names.length && !all.length ? {} : { least: x.least ?? Math.min(...all), most: x.most ?? Math.max(...all) };
  return {
    mark: "curve",
    x: { label: x.label, values: [], names: all.length ? [] : names, log: x.log, ...ends },
    y,
    series: drawn,
    square,
    keyed: true,
  };
}

/**
 * The series that share the places of the first, at all of these or at a dozen.
 * @param {import("./draw.mjs").Chart} chart
 * @returns {Table}
 */
function tableOf({ x, y, series }) {
  const places = series[0].at ?? x.names;
  const same = series.filter(({ at, values }) => values.length === places.length && (at ?? x.names).every((one, place) => one === places[place]));
  const most = places.length - 1;
  const rows = Math.min(MOST_ROWS, places.length);
  const kept = [...new Set(Array.from({ length: rows }, (_, row) => Math.round((row * most) / Math.max(rows - 1, 1))))];
  return {
    head: [x.label, ...same.map(({ label }) => label || y.label)],
    rows: kept.map((place) => [String(wordsOf(places[place])), ...same.map(({ values }) => wordsOf(values[place]))]),
  };
}

/** Three significant digits. @param {number | string | null} value */
function wordsOf(value) {
  if (value === null || typeof value === "string") return value ?? "";
  if (Math.abs(value) < NOTHING) return "0";
  const size = Math.floor(Math.log10(Math.abs(value)));
  return size < -4 ? named([Number(value.toPrecision(DIGITS))], true)[0].words : amount(Number(value.toPrecision(DIGITS)), Math.max(0, DIGITS - 1 - size), "");
}

/**
 * The axes, and of each series the first, highest, lowest and last value.
 * @param {import("./draw.mjs").Chart} chart
 * @param {Phrases} phrases
 */
function described({ x, y, series }, phrases) {
  const across = x.names.length ? [x.names[0], x.names[x.names.length - 1]] : [x.least ?? 0, x.most ?? 0].map(wordsOf);
  const parts = [`${phrases.axis({ label: x.label, first: across[0], last: across[1] })}${x.log ? phrases.log : ""}.`];
  for (const { label, at, values } of series) {
    const found = values.flatMap((value, place) => (value === null ? [] : [{ value, place: wordsOf(at ? at[place] : x.names[place]) }]));
    if (!found.length) continue;
    const order = [...found].sort((one, other) => one.value - other.value);
    const [low, high, first, last] = [order[0], order[order.length - 1], found[0], found[found.length - 1]];
    const name = label || y.label;
    parts.push(
      found.length === 1
        ? phrases.one({ label: name, value: wordsOf(first.value), place: first.place })
        : phrases.series({
            label: name,
            ...{ first: wordsOf(first.value), start: first.place, highest: wordsOf(high.value), top: high.place },
            ...{ lowest: wordsOf(low.value), bottom: low.place, last: wordsOf(last.value), end: last.place },
          }),
    );
  }
  return parts.join(" ");
}
