// Every page.
import "../disclosure.mjs";
import "../palette.mjs";
import "../menu.mjs";
import "../contents.mjs";
import "../tips.mjs";
