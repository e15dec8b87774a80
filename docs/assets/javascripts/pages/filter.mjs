// A list with a form that narrows it.
import "./page.mjs";
import "../filter.mjs";
