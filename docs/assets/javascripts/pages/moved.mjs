// The old address of a page.
import "./page.mjs";
import "../moved.mjs";
