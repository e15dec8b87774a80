// A mock interview to print.
import "./page.mjs";
import { printing } from "../printing.mjs";
import { start } from "../start.mjs";

start("printing", printing);
