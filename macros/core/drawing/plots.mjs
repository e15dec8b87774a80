// Reads charts as JSON from standard input, each with what `ChartExhibit` has, and writes, in the same order, [{svg, height}]
// to standard output: what belongs into an <svg> that is WIDTH wide. The only argument is the folder node_modules.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

/**
 * @typedef {{ label: string, values: number[], names: string[], log: boolean }} Horizontal
 * @typedef {{ label: string, least: number | null, most: number | null, log: boolean }} Vertical
 * @typedef {{ label: string, values: (number | null)[], low: (number | null)[], high: (number | null)[] }} Series
 * @typedef {{ mark: "line" | "point" | "bar", x: Horizontal, y: Vertical, series: Series[] }} Chart
 * @typedef {((value: number) => number) & { ticks: (count: number) => number[] }} Scale
 * @typedef {{ value: number, words: string }} Tick
 * @typedef {{ lines: string[], at: number, to: number }} EndLabel
 * Words at the end of a line: where the line ends, and where the middle of the words stands.
 * @typedef {{ x: number, y: number, error: number[] | null } | null} Point
 */

const load = (/** @type {string} */ name) => import(pathToFileURL(`${process.argv[2]}/${name}/dist/${name}.mjs`).href);
const [{ scaleBand, scaleLinear, scaleLog }, { line }] = await Promise.all([load("d3-scale"), load("d3-shape")]);

const WIDTH = 400;
const HEIGHT = 170; // between top and bottom of the vertical axis
const SIZE = 15; // of the text, which is 11 px high where 400 shrink to 294
const LINE = 18;
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
function widthOf(text) {
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
function wrapped(text, width) {
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
const rounded = (/** @type {number} */ number) => Math.round(10 * number) / 10;

/**
 * @param {number} x
 * @param {number} y
 * @param {string} words
 */
const text = (x, y, words) => `<text x="${rounded(x)}" y="${rounded(y)}">${escaped(words)}</text>`;

/**
 * @param {string[]} lines
 * @param {number} x
 * @param {number} y of the first line
 */
const texts = (lines, x, y) => lines.map((words, number) => text(x, y + LINE * number, words)).join("");

const round = (/** @type {number} */ number) => Number(number.toPrecision(12));

/** How many digits a number has after the point. @param {number} number */
const decimals = (number) => (String(round(number)).split(".")[1] ?? "").replace(/e.*/, "").length;

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
    const words = value.toLocaleString("en-US", { minimumFractionDigits: places, maximumFractionDigits: places, useGrouping: !years });
    return { value, words: words.replace("-", "−") };
  });
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
 * The vertical scale and the numbers that it names.
 * @param {Chart} chart
 * @param {number} bottom
 * @param {number} top
 * @returns {{ scale: Scale, ticks: Tick[] }}
 */
function vertical({ mark, y, series }, bottom, top) {
  const all = series.flatMap(({ values, low, high }) => [...values, ...low, ...high]);
  const known = /** @type {number[]} */ (all.filter((value) => value !== null));
  let [least, most] = [y.least ?? Math.min(...known), y.most ?? Math.max(...known)];
  if (y.log) {
    const ends = [y.least ?? rung(least, -1), y.most ?? rung(most, 1)];
    if (ends[0] >= ends[1]) ends[1] = 10 * ends[0];
    return { scale: scaleLog().domain(ends).range([bottom, top]), ticks: named(logTicks(ends[0], ends[1]), true) };
  }
  if (mark === "bar") [least, most] = [Math.min(least, 0), Math.max(most, 0)];
  if (least === most) [least, most] = [least - (Math.abs(least) || 1) / 10, most + (Math.abs(most) || 1) / 10];
  const [low, high] = scaleLinear().domain([least, most]).nice(5).domain();
  const scale = scaleLinear().domain([y.least ?? low, y.most ?? high]).range([bottom, top]);
  return { scale, ticks: named(scale.ticks(5), false) };
}

/**
 * The numbers that a horizontal axis names: each place if there are few, but none that would touch the one before.
 * @param {Horizontal} x
 * @param {Scale} scale
 */
function places({ values, log }, scale) {
  const regular = log ? logTicks(values[0], values[values.length - 1]) : scale.ticks(6);
  const ticks = named(values.length > MOST_PLACES ? regular : values, log);
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

/**
 * The key of a chart: the part of each series, in rows.
 * @param {Chart} chart
 */
function keyOf({ mark, series }) {
  let [x, y] = [0, 0];
  const indent = { line: 36, point: 16, bar: 22 }[mark];
  const parts = series.map(({ label }, place) => {
    const lines = wrapped(label, WIDTH - indent);
    const width = indent + widest(lines);
    if (x && x + width > WIDTH) [x, y] = [0, y + LINE];
    const middle = y + LINE / 2;
    const stroke = mark === "line" ? curve(place, `M${rounded(x)} ${middle}h30`) : "";
    const sign = mark === "bar" ? bars(place, box(x + 1, middle - 5, 14, 11)) : stroke + dots(place, [{ x: x + (mark === "line" ? 15 : 5), y: middle }]);
    const made = sign + texts(lines, x + indent, y + LINE - 4);
    if (lines.length > 1) [x, y] = [0, y + LINE * lines.length];
    else x += width + 16;
    return made;
  });
  return { parts, height: x ? y + LINE : y };
}

/**
 * What says which line is which: words at the ends of all lines, where they fit, or a key. One series may need neither.
 * @param {Chart} chart
 * @param {number} top
 */
function legendOf(chart, top) {
  const { mark, y, series } = chart;
  if (series.length === 1 && series[0].label === y.label) return { ends: null, key: null };
  const { scale } = vertical(chart, top + HEIGHT, top);
  const ends = series.map(({ label, values }) => ({ lines: wrapped(label, END), at: scale(values[values.length - 1] ?? NaN), to: 0 }));
  const fit = series.every(({ label }) => label.split(/\s+/).every((word) => widthOf(word) <= END));
  const short = fit && ends.every(({ lines, at }) => lines.length < 3 && Number.isFinite(at));
  if (mark === "line" && short && apart(ends, top - 8, top + HEIGHT + 8)) return { ends, key: null };
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
    const scale = scaleBand().domain(x.names.keys()).range([left, most]).paddingInner(0.25).paddingOuter(0.125);
    const across = (/** @type {number} */ place) => scale(place) + scale.bandwidth() / 2;
    return { right: most, band: scale.bandwidth(), across, ...nameRows(x.names, scale.step(), across, y) };
  }
  const single = x.values.length === 1;
  const last = x.values[x.values.length - 1];
  const right = Math.min(most, rounded(WIDTH - widest(named(x.values, x.log).map(({ words }) => words)) / 2));
  const domain = single ? [last, x.log ? 10 * last : last + (Math.abs(last) || 1)] : [x.values[0], last];
  const scale = (x.log ? scaleLog() : scaleLinear()).domain(domain).range(single ? [(left + right) / 2, right] : [left + 8, right - 8]);
  const shown = single ? named(x.values, x.log) : places(x, scale);
  const marks = `<path stroke="currentColor" d="${shown.map(({ value }) => `M${rounded(scale(value))} ${bottom}v4`).join("")}"/>`;
  const words = shown.map(({ value, words }) => text(scale(value), y, words)).join("");
  const svg = `${marks}<g text-anchor="middle">${words}</g>`;
  return { right, band: 0, across: (/** @type {number} */ place) => scale(x.values[place]), svg, list: [], below: y + LINE };
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

const outline = line()
  .defined((/** @type {Point} */ point) => point !== null)
  .x((/** @type {{ x: number }} */ point) => point.x)
  .y((/** @type {{ y: number }} */ point) => point.y)
  .digits(1);

/** @param {Chart} chart */
export function draw(chart) {
  const { mark, x, y, series } = chart;
  const head = wrapped(y.label, WIDTH);
  const { ends, key } = legendOf(chart, LINE * head.length + 10);
  const start = key ? key.height + 6 : 0;
  const top = start + LINE * head.length + 10;
  const bottom = top + HEIGHT;
  const { scale: up, ticks } = vertical(chart, bottom, top);
  const left = rounded(widest(ticks.map(({ words }) => words)) + 8);
  const most = rounded(WIDTH - (ends ? 10 + widest(ends.flatMap(({ lines }) => lines)) : 6));
  const { right, band, across, svg: below, list, below: end } = horizontal(chart, left, most, bottom);
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
  const width = Math.min(band / series.length, 44);
  const beside = mark === "bar" ? width : mark === "point" && band ? 10 : 0;
  const points = series.map((one, place) => pointsOf(one, (index) => across(index) + (place - (series.length - 1) / 2) * beside, up));
  const groups = series.map((_, place) => {
    const found = points[place];
    const known = found.filter((point) => point !== null);
    const thick = Math.max(width - 4, 2);
    const drawn =
      mark === "bar"
        ? bars(place, known.map((point) => box(point.x - thick / 2, up(0), thick, point.y - up(0))).join(""))
        : (mark === "line" ? curve(place, outline(found) ?? "") : "") + errors(found) + dots(place, known);
    const words = ends ? texts(ends[place].lines, right + 5, ends[place].to - (LINE * ends[place].lines.length) / 2 + LINE - 4) : "";
    return `<g class="aa-s${place + 1}">${key?.parts[place] ?? ""}${drawn}${words}</g>`;
  });
  const over = mark === "bar" ? points.map(errors) : [];
  const svg = [...axes, below, labels, listed, ...groups, ...over].join("");
  return { svg, height: Math.ceil(end + LINE * (label.length - 1) + 8 + (height ? height + 6 : 0)) };
}

if (process.argv[1] === import.meta.filename) {
  process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(draw)));
}
