// All questions of a category.
import "./page.mjs";
import { progress } from "../progress.mjs";
import { signs } from "../standings.mjs";
import { start } from "../start.mjs";

start("signs", () => signs(document, progress()));
