// Reads [{id, mermaid}] as JSON from standard input and writes, in the same order, [{svg, width}] or, for text that
// cannot be drawn, [{line, column, message}] to standard output. The only argument is the folder node_modules.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

import { tidy } from "../../docs/assets/javascripts/pele.mjs";

const load = (file) => import(pathToFileURL(`${process.argv[2]}/pele/dist/${file}`));
const [core, flowchart] = await Promise.all([load("esm/core.js"), load("esm/diagrams/flowchart.js")]);
core.register(flowchart.default);

const draw = (renderer, { id, mermaid }) => {
  try {
    const { svg, width } = renderer.render(mermaid, { idPrefix: id, linkRel: "" });
    return { svg: tidy(svg), width };
  } catch (error) {
    if (typeof error.code !== "string") throw error;
    return { line: error.line ?? 1, column: error.column ?? 1, message: error.message, code: error.code };
  }
};

const results = [];
for (const diagram of JSON.parse(readFileSync(0, "utf8"))) {
  const result = draw(core, diagram);
  results.push(result.code === "unsupported-diagram" ? draw(await load("pele.js"), diagram) : result);
}
process.stdout.write(JSON.stringify(results));
