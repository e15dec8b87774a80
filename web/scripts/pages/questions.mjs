// All questions of a category.
import "./page.mjs";
import { marks } from "../marks.mjs";
import { progress } from "../progress.mjs";
import { signs } from "../standings.mjs";
import { start } from "../start.mjs";

start("marks", marks);
start("signs", () => signs(document, progress()));
