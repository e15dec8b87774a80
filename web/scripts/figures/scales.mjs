// From numbers to pixels.

import { nice, ticks } from "d3-array";

/** @typedef {((value: number) => number) & { ticks: (count: number) => number[] }} Scale */

/**
 * @param {number[]} domain the numbers at both ends
 * @param {number[]} range the pixels at both ends
 * @returns {Scale}
 */
export function linear([least, most], [start, end]) {
  const scale = (/** @type {number} */ value) => start + ((end - start) * (value - least)) / (most - least);
  return Object.assign(scale, { ticks: (/** @type {number} */ count) => ticks(least, most, count) });
}

/**
 * The numbers at both ends, which are above zero, are those of the scale itself; its ticks are those of `logTicks`.
 * @param {number[]} domain
 * @param {number[]} range
 * @returns {Scale}
 */
export function logarithmic(domain, range) {
  const scale = linear(domain.map(Math.log), range);
  return Object.assign((/** @type {number} */ value) => scale(Math.log(value)), { ticks: () => [] });
}

/**
 * Bands of one width with gaps of a quarter between them: the middle of each by its place, and how wide it is.
 * @param {number} count
 * @param {number[]} range
 */
export function bands(count, [start, end]) {
  const step = (end - start) / count;
  return { step, width: 0.75 * step, middle: (/** @type {number} */ place) => start + step * (place + 0.5) };
}

/**
 * Round numbers that hold two others between them.
 * @param {number} least
 * @param {number} most
 * @param {number} count about how many ticks there will be
 */
export const rounder = (least, most, count) => nice(least, most, count);
