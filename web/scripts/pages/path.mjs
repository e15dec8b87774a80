// A learning path.
import "./list.mjs";
import { pathPage } from "../path-page.mjs";
import { start } from "../start.mjs";

start("path", pathPage);
