/* Every rule that is off has its reason beside it. */
module.exports = {
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    // What scrolls is a region only so that it has a name when it takes the focus; it is no section of the text.
    "prefer-native-element": ["error", { exclude: ["region"] }],
    // Headings are named without the link in them, and formulas in words where browsers leave them out of names.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // The forms that filter act at once, and their choices are no change of context.
    "wcag/h32": "off",
    // Narrow and wide screens each show their own drawing and table of contents; axe looks at what is shown.
    "unique-landmark": "off",
  },
};
