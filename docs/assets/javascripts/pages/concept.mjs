// A concept with questions.
import "./page.mjs";
import "../quiz.mjs";
import "../marks.mjs";
