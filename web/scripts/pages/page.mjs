// Every page.
import { contents } from "../contents.mjs";
import { copy } from "../copy.mjs";
import { disclosure } from "../disclosure.mjs";
import { due } from "../due.mjs";
import { palette } from "../palette.mjs";
import { search } from "../search.mjs";
import { start } from "../start.mjs";
import { tips } from "../tips.mjs";

start("disclosure", disclosure);
start("palette", palette);
start("contents", contents);
start("search", search);
start("tips", tips);
start("copy", copy);
start("due", due);
