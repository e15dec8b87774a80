// A figure at given settings: its drawing, its numbers as a table, and what stands in words. The build and the browser
// both run it, so that they agree.

import { drawCells } from "./cells.mjs";
import { draw, grouped, named } from "./draw.mjs";
import { MODELS } from "./models.mjs";

/**
 * @typedef {{ name: string, label: string, unit: string, least: number | null, most: number | null, step: number | null,
 *   values: number[], start: number }} Parameter
 * @typedef {{ label: string, least: number | null, most: number | null, log: boolean, unit: string }} Axis
 * @typedef {{ series: string, mark: import("./draw.mjs").Mark | "cell", label: string }} Drawn
 * @typedef {{ value: string, label: string, digits: number, unit: string }} Reading
 * @typedef {{ model: string, parameters: Parameter[], x: Axis, y: Axis, square: boolean, marks: Drawn[], readings: Reading[] }} Figure
 * A figure as its concept's file has it; what is only printed is left out.
 * @typedef {(values: Record<string, string | number>) => string} Phrase
 * @typedef {{ axis: Phrase, log: string, series: Phrase, one: Phrase }} Phrases of a description
 * @typedef {{ head: string[], rows: string[][] }} Table
 */

const MOST_ROWS = 12;
const MOST_POINTS = 16; // in a table, of a series with places of its own
const DIGITS = 3;
const [LEAST, MOST] = [-4, 6]; // powers of ten between which numbers are written out
const NOTHING = 1e-12; // what rounding leaves of zero
const PRESENT = "•"; // in a table, of something that has a place and no height

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
 * @param {string} unit
 * @param {(shown: number) => string} words
 */
function measured(value, unit, words) {
  if (unit === "%") return value > 0 && value < 1e-5 ? "<0.001%" : `${words(100 * value)}%`;
  return unit ? `${words(value)} ${unit}` : words(value);
}

/**
 * A number in words with so many significant digits, and all of those before the point; huge and tiny ones are powers of ten.
 * @param {number} value
 * @param {number} digits
 */
export function numeral(value, digits = DIGITS) {
  if (Math.abs(value) < NOTHING) return "0";
  const shown = Number(value.toPrecision(digits));
  const size = Math.floor(Math.log10(Math.abs(shown)));
  if (size < LEAST || size > MOST) return named([shown], true)[0].words;
  return fixed(value, Number.isInteger(Number(value.toPrecision(12))) ? 0 : Math.max(0, digits - 1 - size));
}

/**
 * @param {number} value
 * @param {number} places behind the point
 */
function fixed(value, places) {
  if (Math.abs(value) >= 10 ** (MOST + 1)) return numeral(value);
  return grouped(value, places);
}

/**
 * A value of a parameter in words, with as many digits as tell its values apart.
 * @param {Parameter} parameter
 * @param {number} value
 */
export function setting(parameter, value) {
  const scale = parameter.unit === "%" ? 100 : 1;
  const places = (/** @type {number} */ one) => (String(Number((scale * one).toPrecision(12))).split(".")[1] ?? "").length;
  const most = parameter.values.length ? places(value) : Math.max(...choices(parameter).map(places));
  return measured(value, parameter.unit, (shown) => fixed(shown, most));
}

/**
 * @param {Figure} figure
 * @param {Record<string, unknown>} given values of parameters by name
 * @param {Phrases} phrases
 * @returns {{ svg: string, height: number, said: string, table: Table, settings: { label: string, words: string }[],
 *   readings: { label: string, words: string, value: number }[] }}
 */
export function show(figure, given, phrases) {
  const values = settle(figure.parameters, given);
  const { series, readings = {}, names = [] } = MODELS[figure.model](values);
  const moved = figure.parameters.filter((parameter) => choices(parameter).length > 1);
  const settings = moved.map((parameter) => ({ label: parameter.label, words: setting(parameter, values[parameter.name]) }));
  const words = figure.readings.map(({ value, label, digits, unit }) => ({
    label,
    words: measured(readings[value], unit, (shown) => numeral(shown, digits)),
    value: readings[value],
  }));
  const [first] = figure.marks;
  if (first.mark === "cell") {
    const cells = series[first.series].cells ?? [];
    const table = { head: [figure.y.label, ...names], rows: cells.map((row, place) => [names[place], ...row.map((one) => numeral(one))]) };
    const ends = { first: numeral(Math.min(...cells.flat())), last: numeral(Math.max(...cells.flat())) };
    const said = `${phrases.axis({ label: first.label || figure.y.label, ...ends })}.`;
    return { ...drawCells({ names, cells, x: figure.x.label, y: figure.y.label }), said, table, settings, readings: words };
  }
  const chart = chartOf(figure, series, names);
  return { ...draw(chart), said: described(chart, phrases), table: tableOf(chart), settings, readings: words };
}

/**
 * @param {Figure} figure
 * @param {import("./models.mjs").Result["series"]} series
 * @param {string[]} names
 * @returns {import("./draw.mjs").Chart}
 */
function chartOf({ x, y, square, marks }, series, names) {
  const beyond = (/** @type {number} */ place, /** @type {number | null} */ end, /** @type {1 | -1} */ way) =>
    end !== null && way * (place - end) > 1e-9 * Math.abs(end); // but for rounding
  const inside = (/** @type {number} */ place) => !beyond(place, x.least, -1) && !beyond(place, x.most, 1);
  const drawn = marks.map(({ series: name, mark, label }) => {
    const { x: at = [], y = [] } = series[name];
    const values = at.length ? y.filter((_, place) => inside(at[place])) : y;
    return { label, values, low: [], high: [], at: at.length ? at.filter(inside) : undefined, mark: /** @type {import("./draw.mjs").Mark} */ (mark) };
  });
  const all = drawn.flatMap(({ at }) => at ?? []);
  const ends = names.length && !all.length ? {} : { least: x.least ?? Math.min(...all), most: x.most ?? Math.max(...all) };
  return {
    mark: "curve",
    x: { ...x, values: [], names: all.length ? [] : names, ...ends },
    y,
    series: drawn,
    square,
    keyed: true,
  };
}

/**
 * All series by place: those that share the places of the first at a dozen of them, others at places of their own.
 * @param {import("./draw.mjs").Chart} chart
 * @returns {Table}
 */
function tableOf({ x, y, series }) {
  const first = series[0].at ?? x.names;
  const isShared = (/** @type {import("./draw.mjs").Series} */ { at }) => (at ?? x.names).length === first.length && (at ?? x.names).every((one, place) => one === first[place]);
  /** @type {{ place: number | string, cells: string[] }[]} */
  const rows = [];
  for (const [column, one] of series.entries()) {
    const places = one.at ?? x.names;
    for (const place of some(places.length, isShared(one) ? MOST_ROWS : MOST_POINTS)) {
      let row = rows.find((row) => row.place === places[place] && !row.cells[column]);
      if (!row) rows.push((row = { place: places[place], cells: series.map(() => "") }));
      row.cells[column] = isRow(one) ? PRESENT : wordsOf(one.values[place], y);
    }
  }
  if (!x.names.length) rows.sort((one, other) => Number(one.place) - Number(other.place));
  return { head: [x.label, ...series.map(({ label }) => label || y.label)], rows: rows.map(({ place, cells }) => [wordsOf(place, x), ...cells]) };
}

/**
 * Numbers below a count, all of them or so many, evenly spaced with both ends.
 * @param {number} count
 * @param {number} most
 */
function some(count, most) {
  const kept = Math.min(count, most);
  return [...new Set(Array.from({ length: kept }, (_, place) => Math.round((place * (count - 1)) / Math.max(kept - 1, 1))))];
}

/**
 * @param {number | string | null} value
 * @param {{ unit?: string }} axis along which it stands
 */
const wordsOf = (value, { unit = "" }) => (typeof value === "number" ? measured(value, unit, numeral) : (value ?? ""));

/** Whether what is drawn says where something is, but no height: upright lines, and points in a row. @param {import("./draw.mjs").Series} series */
const isRow = ({ mark, values }) => mark === "rule" || (mark === "point" && values.length > 1 && values.every((one) => one === values[0]));

/**
 * The axes, and of each series the first, highest, lowest and last value.
 * @param {import("./draw.mjs").Chart} chart
 * @param {Phrases} phrases
 */
function described({ x, y, series }, phrases) {
  const across = x.names.length ? [x.names[0], x.names[x.names.length - 1]] : [x.least ?? 0, x.most ?? 0].map((end) => wordsOf(end, x));
  const parts = [`${phrases.axis({ label: x.label, first: across[0], last: across[1] })}${x.log ? phrases.log : ""}.`];
  for (const { label, at, values, mark } of series) {
    const found = values.flatMap((value, place) => (value === null ? [] : [{ value, place: at ? at[place] : x.names[place] }]));
    if (!found.length) continue;
    const name = label || y.label;
    const high = found.reduce((most, one) => (one.value > most.value ? one : most));
    const low = found.reduce((least, one) => (one.value < least.value ? one : least));
    const [first, last] = [found[0], found[found.length - 1]];
    const [up, along] = [(/** @type {number} */ value) => wordsOf(value, y), (/** @type {number | string} */ place) => wordsOf(place, x)];
    if (isRow({ label, values, low: [], high: [], mark })) {
      parts.push(`${phrases.axis({ label: name, first: along(first.place), last: along(last.place) })}.`);
    } else if (found.length === 1 || mark === "here") {
      parts.push(...found.map(({ value, place }) => phrases.one({ label: name, value: up(value), place: along(place) })));
    } else {
      parts.push(
        phrases.series({
          label: name,
          ...{ first: up(first.value), start: along(first.place), highest: up(high.value), top: along(high.place) },
          ...{ lowest: up(low.value), bottom: along(low.place), last: up(last.value), end: along(last.place) },
        }),
      );
    }
  }
  return parts.join(" ");
}
