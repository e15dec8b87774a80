// The map.
import "./list.mjs";
import { map } from "../map.mjs";
import { start } from "../start.mjs";

start("map", map, "#view [role=status]", WORDS.map_fails);
