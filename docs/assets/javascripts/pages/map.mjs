// The map.
import "./list.mjs";
import "../map.mjs";
