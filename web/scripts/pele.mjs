// What is done to a drawing of Pele before it becomes part of a page, at build time and in the browser: its style
// attributes become plain ones, which style sheets override and a strict policy allows, it is no longer one picture for
// screen readers, which would hide its links, and its lines keep the tenths of pixels that can be seen.

/** @type {Record<string, string[]>} */
const VARIABLES = {
  _bg: ["bg", "#fff"],
  _fg: ["fg", "#1f1f1f"],
  _m: ["muted", "#6e6e6e"],
  _l: ["line", "#1f1f1f"],
  _s: ["surface", "#f3f3f3"],
  _a: ["surface-alt", "#e6e6e6"],
  _b: ["border", "#8a8a8a"],
  _c: ["accent", "#5b7bd5"],
};

/**
 * An SVG element as text, fit for a page: colors from the CSS variables `--pele-…`, no style attributes.
 *
 * @param {string} svg
 */
export function tidy(svg) {
  return svg
    .replace(/ style="[^"]*"/, ' font-family="sans-serif" font-size="16"')
    .replace(' role="graphics-document document"', ' role="group"')
    .replaceAll(' style="rx:var(--_r)"', ' rx="4"')
    .replaceAll(/ d="[^"]*"/g, (line) => line.replaceAll(/\d+\.\d{2,}/g, (number) => String(Math.round(Number(number) * 10) / 10)))
    .replaceAll(/var\(--(_[a-z]+)\)/g, (all, name) => {
      const [variable, fallback] = VARIABLES[name] ?? [];
      return variable ? `var(--pele-${variable},${fallback})` : all;
    });
}
