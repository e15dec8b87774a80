// The home page.
import "./concept.mjs";
import { today } from "../today.mjs";
import { start } from "../start.mjs";

start("today", today);
