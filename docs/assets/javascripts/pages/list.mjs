// Lists and diagrams of concepts.
import "./page.mjs";
import "../marks.mjs";
