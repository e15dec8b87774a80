// The page of all questions.
import "./page.mjs";
import { quizzes } from "../quizzes.mjs";
import { start } from "../start.mjs";

start("quizzes", quizzes, "#choose output", WORDS.practice_unavailable);
