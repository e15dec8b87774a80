// A list with a form that narrows it.
import "./page.mjs";
import { filters } from "../filter.mjs";
import { start } from "../start.mjs";

start("filter", filters);
