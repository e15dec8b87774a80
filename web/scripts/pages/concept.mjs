// A concept with questions.
import "./page.mjs";
import { landing } from "../landing.mjs";
import { marks } from "../marks.mjs";
import { figures } from "../on-figures.mjs";
import { note } from "../on-note.mjs";
import { bar } from "../on-path.mjs";
import { quiz } from "../quiz.mjs";
import { start } from "../start.mjs";

start("quiz", quiz);
start("landing", landing);
start("marks", marks);
start("path", bar);
start("note", note);
start("figures", figures);
