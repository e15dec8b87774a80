// Reads {scripts, parts, styles, phrases} as JSON from standard input, and writes what a built site loads, by file name,
// as JSON to standard output. The only argument is the folder node_modules.
//
// Each script is one file with all it imports, so that it runs from a server and from a folder alike. A part is loaded by
// a script when it is needed, which finds its address and that of its style sheet, from the folder of the scripts, in the
// constant PARTS. Phrases stand in the place of WORDS.key, so that a script carries only its own.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";

const require = createRequire(`${process.argv[2]}/`);
/** @type {typeof import("esbuild")} */
const esbuild = require("esbuild");
/** @type {typeof import("postcss").default} */
const postcss = require("postcss");

const { scripts, parts, styles, phrases } = JSON.parse(readFileSync(0, "utf8"));
/** @type {Record<string, { file: string, text: string }>} */
const written = {};

const DARK = '[data-md-color-scheme="slate"]';
const LIGHT = '[data-md-color-scheme="default"]';
const UNCHOSEN = ":root:not([data-md-color-scheme])";

/** @type {Record<string, string>} */
const said = {};
for (const [key, phrase] of Object.entries(phrases)) said[`WORDS.${key}`] = JSON.stringify(phrase);

/**
 * @param {string} name
 * @param {string} suffix
 * @param {string} text
 */
function named(name, suffix, text) {
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 8);
  const file = `${name}.${digest}.${suffix}`;
  written[`${name}.${suffix}`] = { file, text };
  return file;
}

/**
 * @param {string} file
 * @param {Record<string, string>} define
 * @param {string} [globalName]
 */
async function bundle(file, define, globalName) {
  const result = await esbuild.build({
    bundle: true,
    charset: "utf8",
    define: { ...said, ...define },
    entryPoints: [file],
    format: "iife",
    globalName,
    legalComments: "none",
    logLevel: "silent",
    minify: true,
    nodePaths: [process.argv[2]],
    target: "es2022",
    write: false,
  });
  const { text } = result.outputFiles[0];
  const unknown = /\bWORDS\.(\w+)/.exec(text);
  if (unknown) throw new Error(`${file}: web/words.json has no phrase '${unknown[1]}'`);
  return text;
}

// Without a choice the palette is that of the system, by style alone: rules of the light palette count, and on screens
// that ask for dark a copy of those of the dark one.
/** @type {import("postcss").Plugin} */
const follow = {
  postcssPlugin: "follow-the-system",
  OnceExit(root) {
    root.walkRules((rule) => {
      const selector = rule.selector.replaceAll("'", '"').replaceAll(/scheme=(slate|default)\]/g, 'scheme="$1"]');
      if (selector.includes(LIGHT)) rule.selector = `${selector},${selector.replaceAll(LIGHT, UNCHOSEN)}`;
      if (!selector.includes(DARK)) return;
      const media = postcss.atRule({ name: "media", params: "screen and (prefers-color-scheme: dark)" });
      media.append(rule.clone({ selector: selector.replaceAll(DARK, UNCHOSEN) }));
      rule.after(media);
    });
  },
};

/** @type {Record<string, string>} */
const names = {};
for (const [name, text] of Object.entries(styles)) {
  const sheet = await postcss([follow]).process(text, { from: undefined });
  const { code } = await esbuild.transform(sheet.css, { charset: "utf8", loader: "css", minify: true });
  names[`${name}.css`] = `../styles/${named(name, "css", code)}`;
}
for (const file of parts) {
  const name = basename(file, ".mjs");
  names[name] = named(name, "js", await bundle(file, { PARTS: "{}" }, `atlas_${name.replaceAll("-", "_")}`));
}
for (const file of scripts) named(basename(file, ".mjs"), "js", await bundle(file, { PARTS: JSON.stringify(names) }));

esbuild.stop();
process.stdout.write(JSON.stringify(written));
