// Copies formulas as their TeX. Browsers would copy one sign a line.

/** @param {Element} formula */
const tex = (formula) => {
  const dollars = formula.getAttribute("display") === "block" ? "$$" : "$";
  return dollars + (formula.querySelector("annotation")?.textContent ?? "").trim() + dollars;
};

/** Copies selections with formulas from now on. */
export function copy() {
  document.addEventListener("copy", copied);
}

/** @param {ClipboardEvent} event */
function copied(event) {
  const selection = getSelection();
  if (!event.clipboardData || selection?.rangeCount !== 1 || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const formulas = [...document.querySelectorAll("math")].filter((formula) => range.intersectsNode(formula));
  if (!formulas.length) return;

  const whole = range.cloneRange();
  if (formulas[0].contains(whole.startContainer)) whole.setStartBefore(formulas[0]);
  const last = formulas[formulas.length - 1];
  if (last.contains(whole.endContainer)) whole.setEndAfter(last);
  const contents = whole.cloneContents();
  for (const folded of contents.querySelectorAll("details:not([open]) > :not(summary)")) folded.remove();
  for (const link of contents.querySelectorAll("a[href]")) {
    if (link instanceof HTMLAnchorElement) link.setAttribute("href", link.href);
  }
  event.clipboardData.setData("text/html", new XMLSerializer().serializeToString(contents));

  // The browser writes the lines of the text, with the TeX in the place of each formula for a moment. The text goes in
  // before the formula goes out, so that the range keeps both of its ends.
  const shown = formulas.map((formula) => document.createTextNode(tex(formula)));
  /** @type {(from: ChildNode[], to: ChildNode[]) => void} */
  const swap = (from, to) => {
    from.forEach((node, place) => {
      node.before(to[place]);
      node.remove();
    });
    selection.removeAllRanges();
    selection.addRange(whole);
  };
  swap(formulas, shown);
  event.clipboardData.setData("text/plain", selection.toString());
  swap(shown, formulas);
  event.preventDefault();
}
