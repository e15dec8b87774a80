// Goes on from an old address to the new one, with the part of the page that was asked for. The link stays if it cannot.

import { need } from "./start.mjs";

export function moved() {
  const { target } = need("#moved-to[data-target]", HTMLElement).dataset;
  if (!target) return;
  const address = new URL(target, location.href);
  if (location.hash && !address.hash) address.hash = location.hash;
  location.replace(address);
}
