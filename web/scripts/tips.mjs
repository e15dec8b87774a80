// Shows what a link leads to beside it, on hover, focus and tap: the full source of a citation, which is the entry in the
// list of sources on the same page, and the summary of a concept or term. Without this script there is the link.

import { named } from "./address.mjs";

const tip = document.createElement("div");
tip.className = "aa-tip";
tip.id = "aa-tip";
tip.popover = "manual";
tip.setAttribute("role", "tooltip");

/** @type {HTMLAnchorElement | null} */
let owner = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let closing;

/** @param {HTMLAnchorElement} link */
function contentOf(link) {
  if (link.dataset.tip) return [document.createTextNode(link.dataset.tip)];
  const entry = named(link.hash);
  return entry && [...entry.childNodes].map((node) => node.cloneNode(true));
}

/** @param {HTMLAnchorElement} link */
function show(link) {
  clearTimeout(closing);
  const content = contentOf(link);
  if (!content || owner === link) return;
  hide();
  owner = link;
  tip.replaceChildren(...content);
  link.after(tip);
  link.setAttribute("aria-describedby", tip.id);
  tip.showPopover();
  place(link);
}

/** @param {HTMLAnchorElement} link */
function place(link) {
  const gap = 6;
  const lines = [...link.getClientRects()];
  if (!lines.length) return;
  const at = { left: Math.min(...lines.map((line) => line.left)), top: lines[0].top, bottom: lines[lines.length - 1].bottom };
  const size = tip.getBoundingClientRect();
  const left = Math.max(gap, Math.min(at.left, document.documentElement.clientWidth - size.width - gap));
  const below = at.bottom + gap;
  const top = below + size.height < innerHeight ? below : Math.max(gap, at.top - size.height - gap);
  tip.style.left = `${left}px`;
  tip.style.top = `${top}px`;
}

/** @param {EventTarget | null} target */
const inTip = (target) => target instanceof Node && tip.contains(target);

function hide() {
  clearTimeout(closing);
  if (!owner) return;
  owner.removeAttribute("aria-describedby");
  owner = null;
  tip.hidePopover();
  tip.remove();
}

// The pointer may cross the gap between the link and its tip, and rest on the tip.
function hideSoon() {
  clearTimeout(closing);
  closing = setTimeout(hide, 250);
}

/**
 * @param {EventTarget | null} target
 * @returns {HTMLAnchorElement | null}
 */
function linkAt(target) {
  return target instanceof Element ? target.closest("a.aa-cite[href^='#'], a[data-tip]") : null;
}

export function tips() {
  if (!("popover" in tip)) return;
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = linkAt(event.target);
    if (link) show(link);
    else if (inTip(event.target)) clearTimeout(closing);
    else if (owner && document.activeElement !== owner) hideSoon();
  });
  document.addEventListener("focusin", (event) => {
    const link = linkAt(event.target);
    if (link) show(link);
    else if (!inTip(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  const follow = () => (owner && owner === document.activeElement ? place(owner) : hide());
  document.addEventListener("scroll", follow, { passive: true });
  // A tap opens the tip; a second tap on the same link follows the link.
  /** @type {HTMLAnchorElement | null} */
  let touched = null;
  document.addEventListener("pointerdown", (event) => {
    const link = event.pointerType === "touch" ? linkAt(event.target) : null;
    touched = link && link !== owner ? link : null;
    if (!link && owner && !inTip(event.target)) hide();
  });
  document.addEventListener("click", (event) => {
    if (touched && linkAt(event.target) === touched) {
      event.preventDefault();
      show(touched);
    }
    touched = null;
  });
}
