// Which pages an address that does not exist may have meant. Nothing here touches the page.
import { decoded } from "./address.mjs";
import { distance, fold } from "./names.mjs";

const FARTHEST = 0.4;

/** The last name in the path of an address, as names are compared; empty if there is none. */
export function lastName(path) {
  const name = (path.replace(/\/+(index\.html)?$/, "").split("/").at(-1) ?? "").replace(/\.html$/, "");
  return fold(decoded(name) || name);
}

/**
 * The places of the pages whose names are nearest to the one that a path ends in, nearest first, at most `most`. Each
 * page is a list of names. One is near if at most four of ten letters differ.
 */
export function nearest(path, pages, most = 3) {
  const typed = lastName(path);
  if (!typed) return [];
  const far = (name) => distance(typed, name) / Math.max(typed.length, name.length);
  const found = pages.map((names, place) => ({ place, far: Math.min(...names.map(fold).filter(Boolean).map(far)) }));
  const near = found.filter((page) => page.far <= FARTHEST);
  near.sort((one, other) => one.far - other.far || one.place - other.place);
  return near.slice(0, most).map((page) => page.place);
}
