// Reads [{id, mermaid}] as JSON from standard input and writes, in the same order, [{svg, width}] or, for text that
// cannot be drawn, [{line, column, message}] to standard output. The only argument is the folder node_modules.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

import { tidy } from "../../../web/scripts/pele.mjs";

/** @typedef {Pick<typeof import("pele"), "render">} Renderer */

const load = (/** @type {string} */ file) => import(pathToFileURL(`${process.argv[2]}/pele/dist/${file}`).href);
const [core, flowchart] = await Promise.all([load("esm/core.js"), load("esm/diagrams/flowchart.js")]);
core.register(flowchart.default);

/**
 * @param {Renderer} renderer
 * @param {{ id: string, mermaid: string }} diagram
 */
const draw = (renderer, { id, mermaid }) => {
  try {
    const { svg, width } = renderer.render(mermaid, { idPrefix: id, linkRel: "" });
    return { svg: tidy(svg), width };
  } catch (error) {
    if (!(error instanceof Error && "code" in error && typeof error.code === "string")) throw error;
    const { line = 1, column = 1, message, code } = /** @type {Error & { code: string, line?: number, column?: number }} */ (error);
    return { line, column, message, code };
  }
};

const results = [];
for (const diagram of JSON.parse(readFileSync(0, "utf8"))) {
  const result = draw(core, diagram);
  results.push(result.code === "unsupported-diagram" ? draw(await load("pele.js"), diagram) : result);
}
process.stdout.write(JSON.stringify(results));
