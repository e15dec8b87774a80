// The old address of a page.
import "./page.mjs";
import { moved } from "../moved.mjs";
import { start } from "../start.mjs";

start("moved", moved);
