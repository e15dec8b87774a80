// A concept with questions.
import "./page.mjs";
import { marks } from "../marks.mjs";
import { quiz } from "../quiz.mjs";
import { start } from "../start.mjs";

start("quiz", quiz);
start("marks", marks);
