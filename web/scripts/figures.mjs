// A figure that readers move: sliders draw it anew, and the address keeps what they set.

import { choices, setting, settle, show } from "./figures/show.mjs";
import { need } from "./start.mjs";
import { say } from "./words.mjs";

/** @typedef {import("./figures/show.mjs").Figure} Figure */

/** @type {import("./figures/show.mjs").Phrases} */
const PHRASES = {
  axis: ({ label, first, last }) => say(WORDS.plot_axis, { label, first, last }),
  log: WORDS.plot_log,
  series: ({ label, first, start, highest, top, lowest, bottom, last, end }) =>
    say(WORDS.plot_series, { label, first, start, highest, top, lowest, bottom, last, end }),
  one: ({ label, value, place }) => say(WORDS.plot_single, { label, value, place }),
};

/** @param {Element} place with the figure as the build printed it */
export function move(place) {
  /** @type {Figure} */
  const figure = JSON.parse(need(".aa-sliders", HTMLElement, place).dataset.figure ?? "");
  const isOnPage = place.id.startsWith("figure-"); // in a question it has no address of its own
  const name = (/** @type {{ name: string }} */ parameter) => `${place.id.replace("figure-", "")}.${parameter.name}`;
  const asked = new URL(location.href).searchParams;
  let now = settle(figure.parameters, Object.fromEntries(figure.parameters.flatMap((one) => (isOnPage && asked.has(name(one)) ? [[one.name, asked.get(name(one))]] : []))));
  const sliders = figure.parameters.filter((one) => choices(one).length > 1).map((parameter) => slider(parameter, name(parameter)));
  const reset = document.createElement("button");
  reset.type = "button";
  reset.textContent = WORDS.figure_reset;
  const last = document.createElement("div");
  last.append(reset);
  let waiting = 0;

  const shown = () => {
    waiting = 0;
    for (const { parameter, put } of sliders) put(now[parameter.name]);
    print(place, show(figure, now, PHRASES));
  };
  const set = (/** @type {Record<string, number>} */ wanted) => {
    now = settle(figure.parameters, wanted);
    waiting ||= requestAnimationFrame(shown);
  };
  const keep = () => {
    if (!isOnPage) return;
    const address = new URL(location.href);
    for (const one of figure.parameters) {
      if (now[one.name] === one.start) address.searchParams.delete(name(one));
      else address.searchParams.set(name(one), String(now[one.name]));
    }
    history.replaceState(history.state, "", address);
  };
  for (const { parameter, input, value } of sliders) {
    input.addEventListener("input", () => set({ ...now, [parameter.name]: value() }));
    input.addEventListener("change", keep);
  }
  reset.addEventListener("click", () => {
    set({});
    keep();
  });
  need(".aa-sliders", HTMLElement, place).replaceChildren(...sliders.map(({ row }) => row), last);
  shown();
}

/**
 * A slider with its name and its value.
 * @param {import("./figures/show.mjs").Parameter} parameter
 * @param {string} id
 */
function slider(parameter, id) {
  const values = choices(parameter);
  const [row, label, input, output] = ["div", "label", "input", "output"].map((tag) => document.createElement(tag));
  if (!(input instanceof HTMLInputElement && label instanceof HTMLLabelElement && output instanceof HTMLOutputElement)) throw new TypeError("no slider");
  Object.assign(input, { type: "range", id, min: "0", max: String(values.length - 1), step: "1" });
  label.htmlFor = id;
  label.textContent = parameter.label;
  output.htmlFor.value = id;
  row.append(label, input, output);
  return {
    row,
    parameter,
    input,
    value: () => values[Number(input.value)],
    put: (/** @type {number} */ value) => {
      input.value = String(values.indexOf(value));
      output.textContent = setting(parameter, value);
      input.setAttribute("aria-valuetext", output.textContent);
    },
  };
}

/**
 * Prints what is shown in the place of what was there.
 * @param {Element} place
 * @param {ReturnType<typeof show>} shown
 */
function print(place, { svg, height, said, table, readings }) {
  const picture = need("svg", SVGSVGElement, place);
  const drawn = new DOMParser().parseFromString(`<svg xmlns="http://www.w3.org/2000/svg"><g>${svg}</g></svg>`, "image/svg+xml");
  const box = `0 0 ${picture.viewBox.baseVal.width} ${height}`;
  if (picture.getAttribute("viewBox") !== box) picture.setAttribute("viewBox", box);
  need("desc", SVGElement, picture).textContent = said;
  renew(/** @type {Element} */ (picture.lastElementChild), document.importNode(/** @type {Element} */ (drawn.documentElement.firstElementChild), true));
  for (const [number, cell] of place.querySelectorAll(".aa-readings dd").entries()) {
    if (cell.textContent !== readings[number].words) cell.textContent = readings[number].words;
  }
  const line = (/** @type {string[]} */ cells, /** @type {boolean} */ isHead) => {
    const row = document.createElement("tr");
    for (const [column, words] of cells.entries()) {
      const cell = document.createElement(isHead || !column ? "th" : "td");
      if (isHead || !column) cell.setAttribute("scope", isHead ? "col" : "row");
      cell.textContent = words;
      row.append(cell);
    }
    return row;
  };
  need("thead", HTMLElement, place).replaceChildren(line(table.head, true));
  need("tbody", HTMLElement, place).replaceChildren(...table.rows.map((row) => line(row, false)));
}

/**
 * Puts the parts of a drawing in the place of those that are different, since laying out text takes longest.
 * @param {Element} old
 * @param {Element} drawn
 */
function renew(old, drawn) {
  const [before, after] = [[...old.children], [...drawn.children]];
  for (const [number, part] of after.entries()) {
    if (!before[number]) old.append(part);
    else if (!before[number].isEqualNode(part)) before[number].replaceWith(part);
  }
  for (const part of before.slice(after.length)) part.remove();
}
