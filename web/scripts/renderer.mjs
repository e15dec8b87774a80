// The program that draws Mermaid text: only what a flowchart needs.

import * as core from "pele/core";
import flowchart from "pele/diagrams/flowchart";

core.register(flowchart);

export const { render } = core;
