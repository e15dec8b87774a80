// The home page.
import "./concept.mjs";
import { resume } from "../path-page.mjs";
import { today } from "../today.mjs";
import { start } from "../start.mjs";

start("today", today);
start("path", resume);
