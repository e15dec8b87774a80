// Lists and diagrams of concepts, and concepts without questions.
import "./page.mjs";
import { marks } from "../marks.mjs";
import { note } from "../on-note.mjs";
import { bar } from "../on-path.mjs";
import { start } from "../start.mjs";

start("marks", marks);
start("path", bar);
start("note", note);
