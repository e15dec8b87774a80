"""An example of each kind of problem: what is wrong, and what to write instead.

The examples are fixtures too. A test puts each of them into a small project and asks which problems that has.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Example(NamedTuple):
    """Lines of a file that show a problem.

    Attributes:
        path: The file, from the project's folder.
        good: Whole lines of it, without the indent that all of them share.
        bad: The lines that have the problem, in the place of ``good``.
    """

    path: str
    good: str
    bad: str


_ALPHA, _BETA, _GAMMA = (f"data/concepts/{name}.yml" for name in ("alpha", "beta", "gamma"))
_SOURCE = "data/sources/doe2020alpha.yml"
_VOCABULARY, _PATHS, _COVERAGE = "data/vocabulary.yml", "data/paths.yml", "data/coverage.yml"
_EXCEPTIONS, _PAGE = "data/exceptions.yml", "docs/page.md"

EXAMPLES: Mapping[str, Example] = {
    # Files and YAML
    "yaml-syntax": Example(
        _GAMMA,
        "belief: 'Gamma is rare: few have it.'",
        "belief: Gamma is rare: few have it.",
    ),
    "yaml-escape": Example(
        _ALPHA,
        r"tex: \alpha + \beta = 1",
        r'tex: "\alpha + \beta = 1"',
    ),
    "cut-text": Example(
        _GAMMA,
        "text: Compare it with a camel.",
        "text: Compare it # with a camel.",
    ),
    "yaml-feature": Example(
        _BETA,
        "reason: Another shape.",
        "reason: &shape Another shape.",
    ),
    "duplicate-key": Example(
        _BETA,
        "level: intermediate\nstatus: evolving",
        "level: intermediate\nstatus: evolving\nlevel: advanced",
    ),
    "conflict-marker": Example(
        _GAMMA,
        "level: intermediate",
        "<<<<<<< HEAD\nlevel: intermediate\n=======\nlevel: advanced\n>>>>>>> main",
    ),
    "template-error": Example(_PAGE, "{{ problem_kinds() }}", "{{ problem_kind() }}"),
    "broken-link": Example(_PAGE, "See [Alpha](concepts/alpha.md).", "See [Alpha](alpha.md)."),
    # Fields
    "missing-field": Example(
        _ALPHA,
        "- kind: motivates\n  target: beta\n  reason: One letter is not enough.",
        "- kind: motivates\n  target: beta",
    ),
    "unknown-field": Example(
        _ALPHA,
        "short_title: A",
        "shorttitle: A",
    ),
    "wrong-type": Example(
        _ALPHA,
        "aliases: [First letter]",
        "aliases: First letter",
    ),
    "bad-format": Example(
        _BETA,
        "reviewed: 2026-11-23",
        "reviewed: 23.11.2026",
    ),
    "bad-value": Example(
        _ALPHA,
        "seconds: 60",
        "seconds: 5",
    ),
    "unknown-value": Example(
        _ALPHA,
        "type: multiple",
        "type: multiple-choice",
    ),
    "unknown-word": Example(
        _ALPHA,
        "level: introductory",
        "level: hard",
    ),
    "missing-word": Example(
        _VOCABULARY,
        "- key: order\n  label: Order\n  description: Things to put in order.\n- key: match\n  label: Matching",
        "- key: match\n  label: Matching",
    ),
    "too-short": Example(
        _BETA,
        "summary: The second letter, which needs the first one.",
        "summary: The second letter.",
    ),
    "too-long": Example(
        _ALPHA,
        "short_title: A",
        "short_title: Alpha, the first letter of all",
    ),
    "future-date": Example(
        _BETA,
        "reviewed: 2026-11-23",
        "reviewed: 2926-11-23",
    ),
    # Text and references
    "tex-error": Example(
        _ALPHA,
        r"tex: \alpha + \beta = 1",
        r"tex: \alpha + \bta = 1",
    ),
    "broken-reference": Example(
        _GAMMA,
        "reason: It comes after [[alpha]].",
        "reason: It comes after [[alpha].",
    ),
    "unread-markup": Example(
        _GAMMA,
        "text: Draw a **camel**.",
        "text: Draw a <b>camel</b>.",
    ),
    "odd-character": Example(
        _ALPHA,
        "why: It is sung with an open mouth.",
        "why: Itâ€™s sung with an open mouth.",
    ),
    "split-word": Example(
        _GAMMA,
        "text: Compare it with a camel.",
        "text: Compare it with a ca-\n  mel.",
    ),
    "unknown-concept": Example(
        _ALPHA,
        "- kind: motivates\n  target: beta",
        "- kind: motivates\n  target: betta",
    ),
    "unknown-source": Example(
        _ALPHA,
        "- key: roe2021beta\n  why: What comes after.",
        "- key: roe2021\n  why: What comes after.",
    ),
    "unknown-equation": Example(
        _ALPHA,
        "equations: [sum]",
        "equations: [sum, product]",
    ),
    "unplaced-equation": Example(
        _ALPHA,
        "equations: [sum]\ncalculations:\n  - name: weight",
        "calculations:\n  - name: weight",
    ),
    "repeated-equation": Example(
        _ALPHA,
        "equations: [sum]",
        "equations: [sum, sum]",
    ),
    "unknown-figure": Example(
        _GAMMA,
        "figures: [shape]",
        "figures: [shape, size]",
    ),
    "unplaced-figure": Example(
        _GAMMA,
        "text: It weighs 6 grams.\nfigures: [shape]",
        "text: It weighs 6 grams.",
    ),
    "repeated-figure": Example(
        _GAMMA,
        "figures: [shape]",
        "figures: [shape, shape]",
    ),
    "bad-figure": Example(
        _GAMMA,
        "- series: directions\n  mark: arrow",
        "- series: direction\n  mark: arrow",
    ),
    "mermaid-error": Example(
        _PAGE,
        "```mermaid\nflowchart LR\n  model --> answer\n```",
        "```mermaid\nflowchart LR\n  model --> --> answer\n```",
    ),
    # Figures, claims and charts
    "uncited-figure": Example(
        _GAMMA,
        "correction: 61% of words have it [@roe2021beta].",
        "correction: 61% of words have it.",
    ),
    "unneeded-exception": Example(
        _EXCEPTIONS,
        "- concept: beta\n  text: Say that 12 letters follow\n  reason: A made-up case.",
        "- concept: beta\n  text: Say that 12 letters follow\n  reason: A made-up case.\n"
        "- concept: beta\n  text: Beta follows\n  reason: It has no figure.",
    ),
    "bad-expression": Example(
        _ALPHA,
        "expression: exp(1) ** 2",
        "expression: e ** 2",
    ),
    "wrong-result": Example(
        _ALPHA,
        "answer:\n  value: 29.2\n  unit: '%'\n  abs: 0.5\ncheck: 100 * 7 / 24",
        "answer:\n  value: 29.2\n  unit: '%'\n  abs: 0.5\ncheck: 100 * 8 / 24",
    ),
    "unshown-result": Example(
        _GAMMA,
        "text: It weighs 6 grams.\nfigures: [shape]\ncalculations:\n  - name: weight",
        "text: It is heavy.\nfigures: [shape]\ncalculations:\n  - name: weight",
    ),
    "unshown-value": Example(
        _GAMMA,
        "- label: Lists\n  value: 88%",
        "# The claim says 88%.\n- label: Lists\n  value: '0.88'",
    ),
    "undrawn-measurements": Example(
        _GAMMA,
        "says: Lists have it more often.\nclaims: [share, words]",
        "# 'words' has measurements too.\nsays: Lists have it more often.\nclaims: [share]",
    ),
    "nothing-measured": Example(
        _GAMMA,
        "says: Lists have it more often.\nclaims: [share, words]",
        "# 'age' has no measurements.\nsays: Lists have it more often.\nclaims: [share, words, age]",
    ),
    "unknown-claim": Example(
        _GAMMA,
        "explain: Each letter is as likely.\nclaims: [share]",
        "explain: Each letter is as likely.\nclaims: [shares]",
    ),
    "missing-setting": Example(
        _GAMMA,
        "text: It stands in 12% of words.\nstatus: single-study\nas_of: '2021'\n"
        "setting: Words of one dictionary; share of words.",
        "text: It stands in 12% of words.\nstatus: single-study\nas_of: '2021'",
    ),
    "missing-place": Example(
        _GAMMA,
        "setting: Words of one dictionary; share of words.\nsources:\n  - key: roe2021beta\n    at: §3",
        "setting: Words of one dictionary; share of words.\nsources:\n  - key: roe2021beta",
    ),
    "one-sided-claim": Example(
        _GAMMA,
        "- key: roe2021beta\n  at: §3\n  stance: disputes",
        "# The status is 'contested'.\n- key: roe2021beta\n  at: §3",
    ),
    "disputed-claim": Example(
        _GAMMA,
        "status: contested\nas_of: '2021'\nsetting: Lists of letters in print; share of lists.",
        "# The second source disputes it.\nstatus: established\nas_of: '2021'\n"
        "setting: Lists of letters in print; share of lists.",
    ),
    "replacement": Example(
        _GAMMA,
        "status: superseded\nas_of: '2021'\nsources:\n  - key: roe2021beta\nreplacement:\n  key: doe2020alpha",
        "status: superseded\nas_of: '2021'\nsources:\n  - key: roe2021beta",
    ),
    "unknown-stage": Example(
        _GAMMA,
        "again: draw",
        "again: drawing",
    ),
    # Questions
    "answer-count": Example(
        _ALPHA,
        "- id: few\n  text: About ten\n  why: Few alphabets are so small.\n"
        "- id: some\n  text: About twenty-five\n  correct: true",
        "- id: few\n  text: About ten\n  correct: true\n  why: Few alphabets are so small.\n"
        "- id: some\n  text: About twenty-five\n  correct: true",
    ),
    "duplicate-option": Example(
        _ALPHA,
        "- id: gamma\n  text: Gamma\n  why: A camel, third in the caravan.\n- id: delta\n  text: Delta",
        "- id: gamma\n  text: Gamma\n  why: A camel, third in the caravan.\n- id: delta\n  text: Gamma",
    ),
    "uncited-question": Example(
        _ALPHA,
        "explain: Vowels let the air pass.\nsources:\n  - key: doe2020alpha",
        "explain: Vowels let the air pass.",
    ),
    "unknown-choice": Example(
        _ALPHA,
        "- id: house\n  text: Beta\n  choice: plan",
        "- id: house\n  text: Beta\n  choice: house",
    ),
    "unknown-misconception": Example(
        _ALPHA,
        "text: The last\nwhy: That is omega.\nmisconception: last",
        "text: The last\nwhy: That is omega.\nmisconception: lats",
    ),
    "right-misconception": Example(
        _ALPHA,
        "text: Alpha\ncorrect: true\nwhy: It is sung with an open mouth.",
        "text: Alpha\ncorrect: true\nwhy: It is sung with an open mouth.\nmisconception: last",
    ),
    "tolerance": Example(
        _ALPHA,
        "answer:\n  value: 29.2\n  unit: '%'\n  abs: 0.5",
        "answer:\n  value: 29.2\n  unit: '%'",
    ),
    "share": Example(
        _GAMMA,
        "answer:\n  value: 0.25\n  share: true\n  abs: 0.01",
        "answer:\n  value: 0.25\n  abs: 0.01",
    ),
    "near-right": Example(
        _ALPHA,
        "answer:\n  value: 29.2\n  unit: '%'\n  abs: 0.5\ncheck: 100 * 7 / 24\nnear:\n  - least: 70\n    most: 71.5",
        "answer:\n  value: 29.2\n  unit: '%'\n  abs: 0.5\ncheck: 100 * 7 / 24\nnear:\n  - least: 29\n    most: 71.5",
    ),
    "gaps": Example(
        _ALPHA,
        "text: The word joins [[?first]] and [[?second]].",
        "text: The word joins [[?first]] and beta.",
    ),
    "one-to-one": Example(
        _ALPHA,
        "choices:\n  - id: head\n    text: The head of an ox\n  - id: plan\n    text: A house\n"
        "  - id: door\n    text: A door",
        "choices:\n  - id: head\n    text: The head of an ox\n  - id: plan\n    text: A house",
    ),
    "order-words": Example(
        _ALPHA,
        "text: Gamma\nwhy: A camel, third in the caravan.",
        "text: Gamma comes next\nwhy: A camel, third in the caravan.",
    ),
    "exhibit": Example(
        _ALPHA,
        "stem: Choose every vowel.",
        "stem: Choose every vowel.\nexhibit:\n  type: table\n  caption: Four letters\n  columns: [Letter, Mouth]\n"
        "  rows:\n    - [Alpha, Open]\n    - [Beta]",
    ),
    "duplicate-stem": Example(
        _ALPHA,
        "stem: Choose every vowel.",
        "# Another question on the page:\n# Put the letters in the order of the alphabet.\n"
        "stem: Put the letters in order of the alphabet.",
    ),
    "page-reference": Example(
        _ALPHA,
        "stem: Choose every vowel.",
        "stem: Choose every vowel listed above.",
    ),
    "negative-stem": Example(
        _ALPHA,
        "stem: Choose every vowel.",
        "stem: Which letters are not vowels?",
    ),
    "all-of-the-above": Example(
        _ALPHA,
        "text: About a hundred",
        "text: None of the above",
    ),
    # Relations, paths and comparisons
    "self-relation": Example(
        _ALPHA,
        "- kind: motivates\n  target: beta",
        "- kind: motivates\n  target: alpha",
    ),
    "duplicate-relation": Example(
        _BETA,
        "- kind: requires\n  target: alpha\n  reason: Order.",
        "- kind: requires\n  target: alpha\n  reason: Order.\n"
        "- kind: requires\n  target: alpha\n  reason: Alpha comes first.",
    ),
    "relation-cycle": Example(
        _ALPHA,
        "- kind: motivates\n  target: beta\n  reason: One letter is not enough.",
        "- kind: motivates\n  target: beta\n  reason: One letter is not enough.\n"
        "# gamma requires alpha.\n"
        "- kind: requires\n  target: gamma\n  reason: Both are letters.",
    ),
    "path-order": Example(
        _PATHS,
        "- label: Morning\n  concepts: [alpha]\n- label: Evening\n  concepts: [beta]",
        "# beta requires alpha.\n- label: Morning\n  concepts: [beta]\n- label: Evening\n  concepts: [alpha]",
    ),
    "repeated-step": Example(
        _PATHS,
        "- label: Morning\n  concepts: [alpha]\n- label: Evening\n  concepts: [beta]",
        "- label: Morning\n  concepts: [alpha]\n- label: Evening\n  concepts: [alpha, beta]",
    ),
    "path-length": Example(
        _PATHS,
        "description: Two letters, one after the other.",
        "description: Two letters, one after the other.\nlength_of: alphabet",
    ),
    "missing-trait": Example(
        _ALPHA,
        "comparisons: [letters]\ntraits:\n  trained_object: The writer\n  main_cost: Ink",
        "comparisons: [letters]\ntraits:\n  trained_object: The writer",
    ),
    # Sources
    "duplicate-source": Example(
        _SOURCE,
        "url: https://arxiv.org/abs/2001.00001",
        "# roe2021beta has this address.\nurl: https://example.org/beta",
    ),
    "address-host": Example(
        _SOURCE,
        "url: https://arxiv.org/abs/2001.00001",
        "url: https://127.0.0.1/abs/2001.00001",
    ),
    "address-mismatch": Example(
        _SOURCE,
        "arxiv: '2001.00001'\nurl: https://arxiv.org/abs/2001.00001",
        "arxiv: '2001.00001'\nurl: https://arxiv.org/abs/2001.00010",
    ),
    "changed-source": Example(
        _SOURCE,
        "title: On Alpha",
        "title: On Alpah",
    ),
    # Permanent names
    "duplicate-id": Example(
        _ALPHA,
        "- id: finding\n  text: Names finding or learning\n  must: true\n- id: numbers\n  text: Mentions numbers",
        "- id: finding\n  text: Names finding or learning\n  must: true\n- id: finding\n  text: Mentions numbers",
    ),
    "reserved-id": Example(
        _BETA,
        "- id: what-it-is\n  heading: What it is",
        "- id: evidence\n  heading: What it is",
    ),
    "duplicate-name": Example(
        _BETA,
        "title: Beta",
        "# alpha.yml has this title.\ntitle: Alpha",
    ),
    "reused-name": Example(
        _GAMMA,
        "- id: age\n  text: It is younger than alpha.",
        "# The page has retired claim-old.\n- id: old\n  text: It is younger than alpha.",
    ),
    "changed-answer": Example(
        _ALPHA,
        "- id: numbers\n  text: Mentions numbers",
        "# The question is published.\n- id: numbers\n  text: Mentions numbers\n  must: true",
    ),
    "lowered-rev": Example(
        _GAMMA,
        "- id: chance\n  rev: 2",
        "- id: chance\n  rev: 1",
    ),
    "lost-name": Example(
        _GAMMA,
        "- id: rare\n  belief: 'Gamma is rare: few have it.'",
        "- id: seldom\n  belief: 'Gamma is rare: few have it.'",
    ),
    "changed-claim": Example(
        _GAMMA,
        "text: Gamma stands third in 88% of lists.",
        "# A question rests on this claim.\ntext: Gamma stands fourth in 88% of lists.",
    ),
    "taken-redirect": Example(
        _GAMMA,
        "redirects: [third-letter]",
        "# alpha is a page.\nredirects: [alpha]",
    ),
    "unknown-successor": Example(
        _GAMMA,
        "- id: claim-old\n  now: claim-share",
        "- id: claim-old\n  now: claim-shares",
    ),
    # Depth of a page, coverage and glossary
    "missing-section": Example(
        _GAMMA,
        "- id: what-it-is\n  heading: What it is",
        "- id: meaning\n  heading: What it means",
    ),
    "thin-entry": Example(
        _BETA,
        "entry: part",
        "# It has neither claims nor sources.\nentry: main",
    ),
    "unknown-place": Example(
        _COVERAGE,
        "places: [alpha#misconception-last]",
        "places: [alpha#misconception-lats]",
    ),
    "repeated-row": Example(
        _COVERAGE,
        "- row: '1.1'\n  says: Alpha comes first.\n  verdict: kept\n"
        "  places: [alpha#what-it-is, alpha#claim-first]\n- row: '1.2'",
        "- row: '1.1'\n  says: Alpha comes first.\n  verdict: kept\n"
        "  places: [alpha#what-it-is, alpha#claim-first]\n- row: '1.1'",
    ),
    "missing-note": Example(
        _COVERAGE,
        "verdict: corrected\nplaces: [alpha#misconception-last]\nnote: It comes first only.",
        "verdict: corrected\nplaces: [alpha#misconception-last]",
    ),
}
"""Examples by the code of the problem. Codes without one need whole files, many pages, or what nobody can see."""
