// What scripts must not do, whatever they are for. `make test` runs it, with `tsc` for the types.
import js from "@eslint/js";
import globals from "globals";

const message = "Words become text nodes, never HTML: use textContent, append or replaceChildren.";
const HTML = ["innerHTML", "outerHTML", "srcdoc"];
const CALLS = ["createContextualFragment", "insertAdjacentHTML", "parseHTMLUnsafe", "setHTMLUnsafe"];

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
      "no-restricted-syntax": [
        "error",
        { selector: `AssignmentExpression > .left:matches([property.name=/^(${HTML.join("|")})$/], [property.value=/^(${HTML.join("|")})$/])`, message },
        { selector: `CallExpression > .callee[property.name=/^(${CALLS.join("|")})$/]`, message },
        { selector: "CallExpression > .callee[object.name='document'][property.name=/^write(ln)?$/]", message },
      ],
      "no-self-compare": "error",
      "no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  // The build puts the file names of the parts in place of PARTS.
  { files: ["web/scripts/**"], languageOptions: { globals: { ...globals.browser, PARTS: "readonly" } } },
  { files: ["macros/**", "tests/**"], languageOptions: { globals: globals.node } },
  // Functions in these run in a page.
  { files: ["tests/firefox/**"], languageOptions: { globals: globals.browser } },
];
