// The page of all questions.
import "./page.mjs";
import "../quizzes.mjs";
