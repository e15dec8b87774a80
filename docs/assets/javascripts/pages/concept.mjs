// A concept with questions.
import "./page.mjs";
import "../quiz.mjs";
import "../landing.mjs";
import "../marks.mjs";
