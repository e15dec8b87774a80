// What scripts must not do, whatever they are for. `make test` runs it, with `tsc` for the types.
import js from "@eslint/js";
import globals from "globals";

const message = "Words become text nodes, never HTML: use textContent, append or replaceChildren.";
const HTML = ["innerHTML", "outerHTML", "srcdoc"];
const CALLS = ["createContextualFragment", "insertAdjacentHTML", "parseHTMLUnsafe", "setHTMLUnsafe"];

// Several words, or one that begins like a sentence; errors are for the console, and the others are no phrases.
const PROSE = "/^(?! {2}|.*(?:aa|atlas)-)[\\p{L}\\p{N}\\s.,:;?!%/’“”…–()✓✗-]*$/u";
const SPOKEN = "/\\p{L}\\s+\\p{L}|^\\s+\\p{L}|\\p{L}:?\\s+$|^\\p{Lu}\\p{Ll}/u";
const SILENT = ["NewExpression[callee.name=/Error$/]", "CallExpression[callee.name='report']", "BinaryExpression[operator=/^[!=]==$/]"];
const QUERIES = "CallExpression[callee.property.name=/^(closest|matches|querySelector|querySelectorAll)$/]";
const elsewhere = `:not(:matches(${[...SILENT, QUERIES].join(", ")}) > *, :matches(${SILENT.join(", ")}) > TemplateLiteral > *)`;
const table = "Phrases stand in web/words.json: use WORDS and the key.";
const phrases = [
  { selector: `Literal[value=${PROSE}][value=${SPOKEN}]${elsewhere}`, message: table },
  { selector: `TemplateElement[value.cooked=${PROSE}][value.cooked=${SPOKEN}]${elsewhere}`, message: table },
];
const page = [
  { selector: `AssignmentExpression > .left:matches([property.name=/^(${HTML.join("|")})$/], [property.value=/^(${HTML.join("|")})$/])`, message },
  { selector: `CallExpression > .callee[property.name=/^(${CALLS.join("|")})$/]`, message },
  { selector: "CallExpression > .callee[object.name='document'][property.name=/^write(ln)?$/]", message },
];

export default [
  { ignores: [".cache/", ".venv/", "site/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    rules: {
      "array-callback-return": "error",
      curly: ["error", "multi-line"],
      eqeqeq: "error",
      "no-eval": "error",
      "no-implicit-globals": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-restricted-syntax": ["error", ...page],
      "no-self-compare": "error",
      "no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  // The build puts the file names of the parts in place of PARTS, and phrases in place of WORDS and a key.
  { files: ["web/scripts/**"], languageOptions: { globals: { ...globals.browser, PARTS: "readonly", WORDS: "readonly" } } },
  { files: ["web/scripts/**"], rules: { "no-restricted-syntax": ["error", ...page, ...phrases] } },
  // It lists words that readers type.
  { files: ["web/scripts/query.mjs"], rules: { "no-restricted-syntax": ["error", ...page] } },
  { files: ["macros/**", "tests/**"], languageOptions: { globals: globals.node } },
  // Functions in these run in a page.
  { files: ["tests/firefox/**"], languageOptions: { globals: globals.browser } },
];
