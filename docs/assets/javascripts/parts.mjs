// Loads parts of the program, and data and pages of this site, when they are first needed. Everything works from a folder
// too, where browsers refuse to read files but run scripts: there each text has a script beside it that hands it over.

const HERE = globalThis.document?.currentScript?.src;
const FILES = typeof PARTS === "undefined" ? {} : PARTS;
const FROM_FOLDER = globalThis.location?.protocol === "file:";
const running = new Map();

// The address of a file of this site, given from the folder of the scripts.
export function address(path) {
  return new URL(path, HERE);
}

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

// A part is a script whose exports become a global name.
export async function part(name) {
  await run(address(FILES[name]).href);
  return globalThis[`atlas_${name.replaceAll("-", "_")}`];
}

// The text of a file of this site.
export async function readText(url) {
  const { href } = new URL(url, globalThis.document?.baseURI);
  if (FROM_FOLDER) {
    await run(`${href}.js`);
    return globalThis.atlas_texts[decodeURIComponent(new URL(href).pathname.split("/").at(-1))];
  }
  const answer = await fetch(href);
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
  return answer.text();
}
