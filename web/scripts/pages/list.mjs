// Lists and diagrams of concepts.
import "./page.mjs";
import { marks } from "../marks.mjs";
import { start } from "../start.mjs";

start("marks", marks);
