/** The phrases of `words.json`. The bundler puts each in the place of its name. */
declare const WORDS: typeof import("./words.json");
