// Loads parts of the program, and data and pages of this site, when they are first needed. Everything works from a folder
// too, where browsers refuse to read files but run scripts: there each text has a script beside it that hands it over.

import { decoded } from "./address.mjs";

const program = globalThis.document?.currentScript;
const HERE = program instanceof HTMLScriptElement ? program.src : undefined;
/** @type {Record<string, string>} */
// @ts-expect-error The bundler puts the names of the parts in place of PARTS.
const FILES = typeof PARTS === "undefined" ? {} : PARTS;
const FROM_FOLDER = globalThis.location?.protocol === "file:";
/** @type {Map<string, Promise<unknown>>} */
const running = new Map();

/**
 * The address of a file of this site, given from the folder of the scripts.
 * @param {string} path
 */
export function address(path) {
  return new URL(path, HERE);
}

/** @param {string} url */
function run(url) {
  if (!running.has(url)) {
    running.set(
      url,
      new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = url;
        script.onload = resolve;
        script.onerror = () => {
          running.delete(url);
          script.remove();
          reject(new Error(`${url.split("/").at(-1)} could not be loaded`));
        };
        document.head.append(script);
      }),
    );
  }
  return running.get(url);
}

/**
 * A style sheet comes with its part if it can: without it the part still works.
 * @param {string} url
 */
function style(url) {
  return new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = url;
    link.onload = link.onerror = resolve;
    document.head.append(link);
  });
}

/**
 * A part is a script whose exports become a global name, and perhaps a style sheet.
 * @param {string} name
 */
export async function part(name) {
  const sheet = FILES[`${name}.css`];
  const styled = sheet && !running.has(address(FILES[name]).href) && style(address(sheet).href);
  await Promise.all([run(address(FILES[name]).href), styled]);
  return Reflect.get(globalThis, `atlas_${name.replaceAll("-", "_")}`);
}

/**
 * The text of a file of this site.
 * @param {string | URL} url
 * @returns {Promise<string>}
 */
export async function readText(url) {
  const { href } = new URL(url, globalThis.document?.baseURI);
  if (FROM_FOLDER) {
    await run(`${href}.js`);
    return Reflect.get(globalThis, "atlas_texts")[decoded(href.split(/[?#]/)[0].split("/").at(-1) ?? "")];
  }
  const answer = await fetch(href);
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
  return answer.text();
}
