// Draws charts: what belongs into an <svg> that is WIDTH wide. At build time Node runs it, and the reader's browser draws
// figures anew with it.

import { bands, linear, logarithmic, rounder } from "./scales.mjs";

/**
 * @typedef {"line" | "curve" | "point" | "here" | "bar" | "rule" | "arrow"} Mark
 * How values are drawn: points with a line through them, a line alone, points, black points, bars, upright lines, arrows
 * from zero.
 * @typedef {{ label: string, values: number[], names: string[], log: boolean, unit?: string, least?: number | null, most?: number | null }} Horizontal
 * The places that series share, or their names. Without ends the axis runs from the first to the last.
 * @typedef {{ label: string, least: number | null, most: number | null, log: boolean, unit?: string }} Vertical
 * @typedef {object} Series
 * @property {string} label what it is called; without one the key leaves it out
 * @property {(number | null)[]} values
 * @property {(number | null)[]} low
 * @property {(number | null)[]} high
 * @property {number[]} [at] where its values stand, if not at the places that series share
 * @property {Mark} [mark] how it is drawn, if not as the chart says
 * @typedef {{ mark: Mark, x: Horizontal, y: Vertical, series: Series[], square?: boolean, keyed?: boolean }} Chart
 * One that is keyed has its names in a key, wherever its lines end, so that nothing jumps while it is moved.
 * @typedef {import("./scales.mjs").Scale} Scale
 * @typedef {{ value: number, words: string }} Tick
 * @typedef {{ lines: string[], at: number, to: number }} EndLabel
 * Words at the end of a line: where the line ends, and where the middle of the words stands.
 * @typedef {{ x: number, y: number, error: number[] | null } | null} Point
 */

export const WIDTH = 400;
const HEIGHT = 170; // between top and bottom of the vertical axis, unless a chart says otherwise
const SIDE = 250; // of one that is square
export const SIZE = 15; // of the text, which is 11 px high where 400 shrink to 294
export const LINE = 18;
const END = 112; // the widest words at the end of a line
const FARTHEST = 22; // how far they may stand from it
const MOST_PLACES = 8; // of which each is named along the axis
const DASHES = ["", "7 4", "2 3", "9 3 2 3"];
const FILLS = [0.6, 0.2, 0.4, 0];

/** Widths of characters in ems, as in Arial, by groups. @type {[RegExp, number][]} */
const WIDTHS = [
  [/[ijlI.,:;'|!ft()[\] \u00a0/\\-]/, 0.31],
  [/[mMW%@w]/, 0.89],
  [/[A-Z&+=<>×−±~$#]/, 0.68],
  [/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]/, 0.37],
  [/[\u0020-\u024f\u0370-\u04ff\u2010-\u203f]/, 0.56],
];

/** @param {string} text */
export function widthOf(text) {
  const ems = [...text].reduce((sum, sign) => sum + (WIDTHS.find(([group]) => group.test(sign))?.[1] ?? 1.05), 0);
  return 1.03 * SIZE * ems;
}

/** @param {string[]} lines */
export const widthsOf = (lines) => lines.map(widthOf);

/** @param {string[]} lines */
const widest = (lines) => Math.max(...widthsOf(lines));

/**
 * A text in lines that are no wider than this. Words that are too long are cut.
 * @param {string} text
 * @param {number} width
 */
export function wrapped(text, width) {
  /** @type {string[]} */
  const lines = [];
  let now = "";
  for (const word of text.split(/\s+/)) {
    if (now && widthOf(`${now} ${word}`) > width) {
      lines.push(now);
      now = "";
    }
    let rest = [...word];
    while (rest.length > 1 && widthOf(rest.join("")) > width) {
      let kept = rest.length - 1;
      while (kept > 1 && widthOf(rest.slice(0, kept).join("")) > width) kept -= 1;
      lines.push(rest.slice(0, kept).join(""));
      rest = rest.slice(kept);
    }
    now = now ? `${now} ${rest.join("")}` : rest.join("");
  }
  return [...lines, now];
}

const ENTITIES = /** @type {Record<string, string>} */ ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" });
const escaped = (/** @type {string} */ text) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]);
export const rounded = (/** @type {number} */ number) => Math.round(10 * number) / 10;

/**
 * @param {number} x
 * @param {number} y
 * @param {string} words
 */
export const text = (x, y, words) => `<text x="${rounded(x)}" y="${rounded(y)}">${escaped(words)}</text>`;

/**
 * @param {string[]} lines
 * @param {number} x
 * @param {number} y of the first line
 */
export const texts = (lines, x, y) => lines.map((words, number) => text(x, y + LINE * number, words)).join("");

const round = (/** @type {number} */ number) => Number(number.toPrecision(12));

/** How many digits a number has after the point. @param {number} number */
const decimals = (number) => (String(round(number)).split(".")[1] ?? "").replace(/e.*/, "").length;

/** Making one takes long. @type {Map<number, Intl.NumberFormat>} */
const formats = new Map();

/**
 * A number with commas between thousands.
 * @param {number} value
 * @param {number} places behind the point
 */
export function grouped(value, places) {
  const format = formats.get(places) ?? new Intl.NumberFormat("en-US", { minimumFractionDigits: places, maximumFractionDigits: places });
  formats.set(places, format);
  return format.format(value).replace("-", "−");
}

/**
 * Numbers as an axis names them: with as many digits as tell them apart, as powers of ten if they are huge or tiny.
 * @param {number[]} numbers
 * @param {boolean} log
 * @returns {Tick[]}
 */
export function named(numbers, log) {
  const most = Math.max(...numbers.map(Math.abs));
  const gaps = numbers.slice(1).map((number, place) => number - numbers[place]).filter((gap) => gap > 0);
  const step = gaps.length ? Math.min(...gaps) : most || 1;
  const least = log ? Math.min(...numbers) : most / 100;
  const powers = most >= 1e6 || (most > 0 && least < 1e-5);
  const years = !log && numbers.every((number) => Number.isInteger(number) && number >= 1900 && number <= 2100);
  return numbers.map((value) => {
    if (powers && value !== 0) {
      const digits = log ? 3 : Math.ceil(Math.log10(Math.abs(value) / step)) + 2;
      return { value, words: power(value, Math.min(Math.max(digits, 2), 12)) };
    }
    const places = Math.min(Math.max(...(log ? [value] : numbers).map(decimals)), 10);
    return { value, words: years ? String(value) : grouped(value, places) };
  });
}

/**
 * Numbers as an axis with a unit names them: those of one whose unit is % are shares.
 * @param {number[]} numbers
 * @param {{ log: boolean, unit?: string }} axis
 * @returns {Tick[]}
 */
function ticked(numbers, { log, unit }) {
  if (unit !== "%") return named(numbers, log);
  return named(numbers.map((number) => round(100 * number)), log).map(({ words }, place) => ({ value: numbers[place], words: `${words}%` }));
}

/**
 * @param {number} value
 * @param {number} digits
 */
function power(value, digits) {
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  const raised = [...String(Number(exponent))].map((sign) => (sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)])).join("");
  const times = String(Number(mantissa)).replace("-", "−");
  return times === "1" ? `10${raised}` : `${times}×10${raised}`;
}

/**
 * Numbers from the one to the other that a logarithmic axis names; at most eight.
 * @param {number} least
 * @param {number} most
 */
export function logTicks(least, most) {
  const [first, last] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(most))];
  const inside = (/** @type {number} */ number) => number >= least * 0.999 && number <= most * 1.001;
  for (const [factors, every] of /** @type {[number[], number][]} */ (STEPS)) {
    const found = [];
    for (let exponent = Math.ceil(first / every) * every; exponent <= last; exponent += every) {
      found.push(...factors.map((factor) => round(factor * 10 ** exponent)).filter(inside));
    }
    if (found.length <= 8) return found.length > 1 ? found : [least, most];
  }
  return [least, most];
}

const STEPS = [[[1, 2, 5], 1], ...[1, 2, 3, 5, 10, 20, 50, 100].map((every) => [[1], every])];

/**
 * The next number below or above that has one digit, which is 1, 2 or 5.
 * @param {number} number
 * @param {1 | -1} way
 */
function rung(number, way) {
  const exponent = Math.floor(Math.log10(number));
  const rungs = [-1, 0, 1].flatMap((more) => [1, 2, 5].map((factor) => round(factor * 10 ** (exponent + more))));
  return way > 0 ? Math.min(...rungs.filter((one) => one >= number * 0.999)) : Math.max(...rungs.filter((one) => one <= number * 1.001));
}

/**
 * @param {Chart} chart
 * @param {Series} series
 */
const markOf = (chart, series) => series.mark ?? chart.mark;

/**
 * The vertical scale and the numbers that it names.
 * @param {Chart} chart
 * @param {number} bottom
 * @param {number} top
 * @returns {{ scale: Scale, ticks: Tick[] }}
 */
function vertical(chart, bottom, top) {
  const { y, series } = chart;
  const all = series.flatMap(({ values, low, high }) => [...values, ...low, ...high]);
  const known = /** @type {number[]} */ (all.filter((value) => value !== null));
  let [least, most] = [y.least ?? Math.min(...known), y.most ?? Math.max(...known)];
  if (y.log) {
    const ends = [y.least ?? rung(least, -1), y.most ?? rung(most, 1)];
    if (ends[0] >= ends[1]) ends[1] = 10 * ends[0];
    return { scale: logarithmic(ends, [bottom, top]), ticks: ticked(logTicks(ends[0], ends[1]), y) };
  }
  if (series.some((one) => markOf(chart, one) === "bar")) [least, most] = [Math.min(least, 0), Math.max(most, 0)];
  if (least === most) [least, most] = [least - (Math.abs(least) || 1) / 10, most + (Math.abs(most) || 1) / 10];
  const [low, high] = rounder(least, most, 5);
  const scale = linear([y.least ?? low, y.most ?? high], [bottom, top]);
  return { scale, ticks: ticked(scale.ticks(5), y) };
}

/**
 * @param {Horizontal} x
 * @returns {number[]}
 */
const endsOf = ({ values, least, most }) => [least ?? values[0], most ?? values[values.length - 1]];

/**
 * The numbers that a horizontal axis names: each place if there are few, but none that would touch the one before.
 * @param {Horizontal} x
 * @param {Scale} scale
 */
function places(x, scale) {
  const { values, log } = x;
  const [least, most] = endsOf(x);
  const regular = log ? logTicks(least, most) : scale.ticks(6);
  const whole = values.length > MOST_PLACES || values[0] !== least || values.at(-1) !== most;
  const ticks = ticked(whole ? regular : values, x);
  const half = (/** @type {Tick} */ tick) => widthOf(tick.words) / 2;
  const clear = (/** @type {Tick | undefined} */ one, /** @type {Tick} */ next) =>
    !one || scale(next.value) - half(next) - scale(one.value) - half(one) >= 8;
  /** @type {Tick[]} */
  const kept = [];
  for (const tick of ticks) {
    // The last place is named rather than the one before it.
    while (tick === ticks.at(-1) && kept.length > 1 && !clear(kept.at(-1), tick)) kept.pop();
    if (clear(kept.at(-1), tick)) kept.push(tick);
  }
  return kept;
}

/**
 * What stands under an axis of names, each with its middle: the names if they fit, else numbers, with a list below.
 * @param {string[]} names
 * @param {number} step how far they are from each other
 * @param {(place: number) => number} across
 * @param {number} y of the first line
 */
function nameRows(names, step, across, y) {
  const room = step - 6;
  const lines = names.map((name) => wrapped(name, room));
  const whole = names.every((name) => name.split(/\s+/).every((word) => widthOf(word) <= room));
  if (whole && lines.every((one) => one.length < 4)) {
    const svg = `<g text-anchor="middle">${lines.map((one, place) => texts(one, across(place), y)).join("")}</g>`;
    return { svg, list: [], below: y + LINE * Math.max(...lines.map((one) => one.length)) };
  }
  const svg = `<g text-anchor="middle">${names.map((_, place) => text(across(place), y, String(place + 1))).join("")}</g>`;
  return { svg, list: names.map((name, place) => `${place + 1}. ${name}`), below: y + LINE };
}

/**
 * Texts one below the other, in two columns if they fit.
 * @param {string[]} list
 * @param {number} y of the first line
 */
function columns(list, y) {
  if (!list.length) return { svg: "", height: 0 };
  const half = Math.ceil(list.length / 2);
  if (widest(list) < WIDTH / 2 - 8) {
    const svg = list.map((words, place) => text(place < half ? 0 : WIDTH / 2, y + LINE * (place % half), words)).join("");
    return { svg, height: LINE * half };
  }
  const lines = list.flatMap((words) => wrapped(words, WIDTH));
  return { svg: texts(lines, 0, y), height: LINE * lines.length };
}

/**
 * Sets the words at the ends of lines so that nothing overlaps; null if some would stand too far from their lines.
 * @param {EndLabel[]} labels in any order
 * @param {number} top
 * @param {number} bottom
 */
export function apart(labels, top, bottom) {
  const order = [...labels].sort((one, other) => one.at - other.at);
  const half = (/** @type {EndLabel} */ label) => (LINE * label.lines.length) / 2;
  for (const label of order) label.to = label.at;
  for (let round = 0; round < 50; round += 1) {
    for (const [place, label] of order.slice(1).entries()) {
      const over = half(order[place]) + half(label) - (label.to - order[place].to);
      if (over <= 0) continue;
      order[place].to -= over / 2;
      label.to += over / 2;
    }
  }
  let edge = top;
  for (const label of order) {
    label.to = Math.max(label.to, edge + half(label));
    edge = label.to + half(label);
  }
  edge = bottom;
  for (const label of order.reverse()) {
    label.to = Math.min(label.to, edge - half(label));
    edge = label.to - half(label);
  }
  return order.every((label) => Math.abs(label.to - label.at) <= FARTHEST && label.to - half(label) >= top - 0.1) ? labels : null;
}

// The points of each series: circle, square, triangle, diamond. The first two are the ends of lines of no length.
const SHAPES = ["h.01", "h.01", "m0-5l5 8.5h-10z", "m0-5l5 5-5 5-5-5z"];
const CAPS = [' stroke="currentColor" stroke-width="7" stroke-linecap="round"', ' stroke="currentColor" stroke-width="6" stroke-linecap="square"', "", ""];

/**
 * @param {number} series
 * @param {{ x: number, y: number }[]} points
 */
const dots = (series, points) =>
  `<path${CAPS[series]} d="${points.map(({ x, y }) => `M${rounded(x)} ${rounded(y)}${SHAPES[series]}`).join("")}"/>`;

/** Points that settings choose. @param {{ x: number, y: number }[]} points */
const chosen = (points) => `<path stroke="currentColor" stroke-width="9" stroke-linecap="round" d="${points.map(({ x, y }) => `M${rounded(x)} ${rounded(y)}h.01`).join("")}"/>`;

/**
 * @param {number} series
 * @param {string} d
 */
const curve = (series, d) => {
  const dashes = DASHES[series] ? ` stroke-dasharray="${DASHES[series]}"` : "";
  return `<path fill="none" stroke="currentColor" stroke-width="2"${dashes} d="${d}"/>`;
};

/**
 * @param {number} series
 * @param {string} d
 */
const bars = (series, d) => {
  const dashes = series === 3 ? ' stroke-dasharray="4 2"' : "";
  return `<path fill-opacity="${FILLS[series]}" stroke="currentColor" stroke-width="1.5"${dashes} d="${d}"/>`;
};

const rule = (/** @type {string} */ d) => `<path stroke="currentColor" stroke-width="1.5" stroke-dasharray="4 3" d="${d}"/>`;

/**
 * Arrows to points.
 * @param {Point[]} points
 * @param {{ x: number, y: number }} from
 */
function arrows(points, from) {
  const d = points.map((point) => {
    if (!point) return "";
    const length = Math.hypot(point.x - from.x, point.y - from.y) || 1;
    const [across, down] = [(8 * (point.x - from.x)) / length, (8 * (point.y - from.y)) / length];
    const [one, other] = [1, -1].map((way) => `${rounded(point.x - across - (way * down) / 2)} ${rounded(point.y - down + (way * across) / 2)}`);
    const tip = `${rounded(point.x)} ${rounded(point.y)}`;
    return `M${rounded(from.x)} ${rounded(from.y)}L${tip}L${one}M${tip}L${other}`;
  });
  return `<path fill="none" stroke="currentColor" stroke-width="2" d="${d.join("")}"/>`;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 */
const box = (x, y, width, height) => `M${rounded(x)} ${rounded(y)}h${rounded(width)}v${rounded(height)}h${rounded(-width)}z`;

/** Error bars. @param {Point[]} points */
function errors(points) {
  const drawn = points.flatMap((point) => {
    if (!point?.error) return [];
    const [low, high] = point.error.map(rounded);
    return `M${rounded(point.x - 3)} ${low}h6M${rounded(point.x)} ${low}V${high}M${rounded(point.x - 3)} ${high}h6`;
  });
  return drawn.length ? `<path fill="none" stroke="currentColor" stroke-width="1.5" d="${drawn.join("")}"/>` : "";
}

const INDENTS = { line: 36, curve: 36, point: 16, here: 16, bar: 22, rule: 16, arrow: 36 };

/**
 * The key of a chart: the part of each series, in rows.
 * @param {Chart} chart
 */
function keyOf(chart) {
  let [x, y] = [0, 0];
  const parts = chart.series.map((series, place) => {
    if (!series.label) return "";
    const mark = markOf(chart, series);
    const lines = wrapped(series.label, WIDTH - INDENTS[mark]);
    const width = INDENTS[mark] + widest(lines);
    if (x && x + width > WIDTH) [x, y] = [0, y + LINE];
    const made = sample(mark, place, x, y + LINE / 2) + texts(lines, x + INDENTS[mark], y + LINE - 4);
    if (lines.length > 1) [x, y] = [0, y + LINE * lines.length];
    else x += width + 16;
    return made;
  });
  return { parts, height: x ? y + LINE : y };
}

/**
 * What a key shows of a series.
 * @param {Mark} mark
 * @param {number} place of the series
 * @param {number} x
 * @param {number} middle
 */
function sample(mark, place, x, middle) {
  if (mark === "bar") return bars(place, box(x + 1, middle - 5, 14, 11));
  if (mark === "here") return chosen([{ x: x + 5, y: middle }]);
  if (mark === "rule") return rule(`M${rounded(x + 5)} ${middle - 7}v14`);
  if (mark === "arrow") return arrows([{ x: x + 30, y: middle, error: null }], { x, y: middle });
  const stroke = mark === "point" ? "" : curve(place, `M${rounded(x)} ${middle}h30`);
  return stroke + (mark === "curve" ? "" : dots(place, [{ x: x + (mark === "line" ? 15 : 5), y: middle }]));
}

/**
 * What says which line is which: words at the ends of all lines, where they fit, or a key. One series may need neither.
 * @param {Chart} chart
 * @param {number} top
 */
function legendOf(chart, top) {
  const { y } = chart;
  const height = heightOf(chart);
  const series = chart.series.filter(({ label }) => label);
  if (!series.length || (series.length === 1 && series[0].label === y.label)) return { ends: null, key: null };
  const { scale } = vertical(chart, top + height, top);
  const lines = chart.series.map((one) => ["line", "curve"].includes(markOf(chart, one)));
  const ends = series.map(({ label, values }) => ({ lines: wrapped(label, END), at: scale(values[values.length - 1] ?? NaN), to: 0 }));
  const fit = series.every(({ label }) => label.split(/\s+/).every((word) => widthOf(word) <= END));
  const short = fit && ends.every(({ lines, at }) => lines.length < 3 && Number.isFinite(at));
  const only = chart.series.every(({ label }, place) => lines[place] || !label);
  if (!chart.keyed && only && short && apart(ends, top - 8, top + height + 8)) {
    const words = new Map(series.map((one, place) => [one, ends[place]]));
    return { ends: chart.series.map((one) => words.get(one) ?? null), key: null };
  }
  return { ends: null, key: keyOf(chart) };
}

/**
 * The horizontal axis.
 * @param {Chart} chart
 * @param {number} left
 * @param {number} most the rightmost place
 * @param {number} bottom
 */
function horizontal({ x }, left, most, bottom) {
  const y = bottom + LINE + 2; // below the foot of a number beside the vertical axis
  if (x.names.length) {
    const { step, width, middle } = bands(x.names.length, [left, most]);
    return { right: most, band: width, across: middle, along: middle, ...nameRows(x.names, step, middle, y) };
  }
  const [least, last] = endsOf(x);
  const single = least === last;
  const ticks = x.values.length ? x.values : [least, last];
  const right = Math.min(most, rounded(WIDTH - widest(ticked(ticks, x).map(({ words }) => words)) / 2));
  const domain = single ? [last, x.log ? 10 * last : last + (Math.abs(last) || 1)] : [least, last];
  const scale = (x.log ? logarithmic : linear)(domain, single ? [(left + right) / 2, right] : [left + 8, right - 8]);
  const shown = single ? ticked(x.values, x) : places(x, scale);
  const marks = `<path stroke="currentColor" d="${shown.map(({ value }) => `M${rounded(scale(value))} ${bottom}v4`).join("")}"/>`;
  const words = shown.map(({ value, words }) => text(scale(value), y, words)).join("");
  const svg = `${marks}<g text-anchor="middle">${words}</g>`;
  return { right, band: 0, across: (/** @type {number} */ place) => scale(x.values[place]), along: scale, svg, list: [], below: y + LINE };
}

/**
 * Each value of a series with where it stands and where its error bar ends.
 * @param {Series} series
 * @param {(place: number) => number} across
 * @param {Scale} up
 * @returns {Point[]}
 */
function pointsOf({ values, low, high }, across, up) {
  return values.map((value, place) => {
    const [least, most] = [low[place] ?? null, high[place] ?? null];
    const error = least === null || most === null ? null : [up(least), up(most)];
    return value === null ? null : { x: across(place), y: up(value), error };
  });
}

/**
 * A line through points, with a gap where one is missing. What lies beyond an edge is cut off there.
 * @param {Point[]} points
 * @param {number} top
 * @param {number} bottom
 */
function outline(points, top, bottom) {
  const inside = (/** @type {Point} */ point) => point !== null && point.y >= top - 0.05 && point.y <= bottom + 0.05;
  const place = (/** @type {{ x: number, y: number }} */ { x, y }) => `${rounded(x)},${rounded(y)}`;
  let d = "";
  for (const [number, point] of points.entries()) {
    const before = points[number - 1] ?? null;
    if (inside(point)) d += `${inside(before) ? "L" : before && point ? `M${place(crossing(point, before, top, bottom))}L` : "M"}${point && place(point)}`;
    else if (point && before && inside(before)) d += `L${place(crossing(before, point, top, bottom))}`;
  }
  return d;
}

/**
 * Where the way from a point inside to one outside meets the edge.
 * @param {{ x: number, y: number }} from
 * @param {{ x: number, y: number }} to
 * @param {number} top
 * @param {number} bottom
 */
function crossing(from, to, top, bottom) {
  const y = to.y < top ? top : bottom;
  const share = (y - from.y) / (to.y - from.y);
  return { x: from.x + share * (to.x - from.x), y };
}

const heightOf = (/** @type {Chart} */ { square }) => (square ? SIDE : HEIGHT);

/** @param {Chart} chart */
export function draw(chart) {
  const { x, y, series } = chart;
  const head = wrapped(y.label, WIDTH);
  const { ends, key } = legendOf(chart, LINE * head.length + 10);
  const start = key ? key.height + 6 : 0;
  const top = start + LINE * head.length + 10;
  const bottom = top + heightOf(chart);
  const { scale: up, ticks } = vertical(chart, bottom, top);
  const left = rounded(widest(ticks.map(({ words }) => words)) + 8);
  const room = rounded(WIDTH - (ends ? 10 + widest(ends.flatMap((label) => label?.lines ?? [])) : 6));
  const most = chart.square ? Math.min(room, left + SIDE + 16) : room; // 8 px at each end are no part of the scale
  const { right, band, across, along, svg: below, list, below: end } = horizontal(chart, left, most, bottom);
  const label = wrapped(x.label, WIDTH - left);
  const middle = Math.min((left + right) / 2, WIDTH - widest(label) / 2);
  const labels = `<g text-anchor="middle">${texts(label, middle, end + 2)}</g>`;
  const { svg: listed, height } = columns(list, end + LINE * label.length + 8);

  const zero = !y.log && ticks[0].value < 0 && up(0) > top && up(0) < bottom ? rounded(up(0)) : bottom;
  const axes = [
    `<path class="aa-grid" stroke="currentColor" stroke-opacity=".25" d="${ticks.map(({ value }) => `M${left} ${rounded(up(value))}H${right}`).join("")}"/>`,
    `<path stroke="currentColor" d="M${left} ${zero}H${right}"/>`,
    texts(head, 0, start + LINE - 4),
    `<g text-anchor="end">${ticks.map(({ value, words }) => text(left - 6, up(value) + 5, words)).join("")}</g>`,
  ];
  const marks = series.map((one) => markOf(chart, one));
  const sets = marks.filter((mark) => mark === "bar").length;
  const width = Math.min(band / sets, 44);
  const order = marks.map((mark, place) => marks.slice(0, place).filter((one) => one === mark).length);
  const points = series.map((one, place) => {
    const beside = marks[place] === "bar" ? width : marks[place] === "point" && band ? 10 : 0;
    const rivals = marks.filter((mark) => mark === marks[place]).length;
    const at = (/** @type {number} */ index) => (one.at ? along(one.at[index]) : across(index));
    return pointsOf(one, (index) => at(index) + (order[place] - (rivals - 1) / 2) * beside, up);
  });
  /** @type {Record<Mark, (found: Point[], place: number) => string>} */
  const drawings = {
    line: (found, place) => curve(place, outline(found, top, bottom)) + errors(found) + dots(place, known(found)),
    curve: (found, place) => curve(place, outline(found, top, bottom)),
    point: (found, place) => errors(found) + dots(place, known(found)),
    here: (found) => chosen(known(found)),
    bar: (found, place) => {
      const thick = Math.max(width - 4, 2);
      return bars(place, known(found).map((point) => box(point.x - thick / 2, up(0), thick, point.y - up(0))).join(""));
    },
    rule: (found) => rule(known(found).map((point) => `M${rounded(point.x)} ${top}V${bottom}`).join("")),
    arrow: (found) => arrows(found, { x: along(0), y: up(0) }),
  };
  const groups = points.map((found, place) => {
    const words = ends?.[place] ?? null;
    const drawn = drawings[marks[place]](found, place);
    const said = words ? texts(words.lines, right + 5, words.to - (LINE * words.lines.length) / 2 + LINE - 4) : "";
    const color = marks[place] === "here" ? "" : ` class="aa-s${place + 1}"`;
    return `<g${color}>${key?.parts[place] ?? ""}${drawn}${said}</g>`;
  });
  const over = points.filter((_, place) => marks[place] === "bar").map(errors);
  const svg = [...axes, below, labels, listed, ...groups, ...over].join("");
  return { svg, height: Math.ceil(end + LINE * (label.length - 1) + 8 + (height ? height + 6 : 0)) };
}

/** @param {Point[]} points */
const known = (points) => points.filter((point) => point !== null);
