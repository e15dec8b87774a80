// Every page.
import "../disclosure.mjs";
import "../palette.mjs";
import "../menu.mjs";
import "../contents.mjs";
import "../search.mjs";
import "../tips.mjs";
import "../copy.mjs";
