// Shows the belief and the finding of the day. Without scripts the first of each stays.

const DAY = 24 * 60 * 60 * 1000;

/** @param {Date} [now] */
export function today(now = new Date()) {
  const day = Math.floor((now.getTime() - now.getTimezoneOffset() * 60_000) / DAY);
  /** @type {Map<string, HTMLElement[]>} */
  const groups = new Map();
  for (const part of document.querySelectorAll("[data-of-the-day]")) {
    if (!(part instanceof HTMLElement)) continue;
    const kind = part.firstElementChild?.textContent ?? "";
    groups.set(kind, [...(groups.get(kind) ?? []), part]);
  }
  for (const parts of groups.values()) for (const [place, part] of parts.entries()) part.hidden = place !== day % parts.length;
}
