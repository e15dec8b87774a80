"""Every problem code, with the exact line that it prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.core.pages.atlas import load_atlas
from macros.core.source.problems import DataError
from tests.projects import edit

ALPHA, BETA = "data/concepts/alpha.yml", "data/concepts/beta.yml"
DOE, ROE, VOCABULARY = "data/sources/doe2020alpha.yml", "data/sources/roe2021beta.yml", "data/vocabulary.yml"
GLOSSARY, PATHS, COVERAGE, EXCEPTIONS = (
    "data/glossary.yml", "data/paths.yml", "data/coverage.yml", "data/exceptions.yml"
)  # fmt: skip

CASES = {
    # name: (file, old text, new text, lines printed)
    "unknown relation target": (
        BETA,
        "target: alpha\n    reason: Order.",
        "target: alpa\n    reason: Order.",
        [f"{BETA}:15:13: unknown concept 'alpa'; did you mean 'alpha'? allowed: alpha, beta [unknown-concept]"],
    ),
    "unknown source in a field": (
        ALPHA,
        "- key: roe2021beta",
        "- key: roe2021",
        [
            f"{ALPHA}:88:10: unknown source 'roe2021'; did you mean 'roe2021beta'? "
            "allowed: doe2020alpha, roe2021beta [unknown-source]"
        ],
    ),
    "unknown source in text": (
        ALPHA,
        "[@doe2020alpha, §1]",
        "[@doe2020, §1]",
        [
            f"{ALPHA}:15:25: unknown source 'doe2020'; did you mean 'doe2020alpha'? "
            "allowed: doe2020alpha, roe2021beta [unknown-source]"
        ],
    ),
    "unknown concept in text": (
        ALPHA,
        "[[beta]]",
        "[[betta]]",
        [f"{ALPHA}:15:53: unknown concept 'betta'; did you mean 'beta'? allowed: alpha, beta [unknown-concept]"],
    ),
    "unclosed reference after a whole one": (
        ALPHA,
        "unlike [[beta]]",
        "unlike [[beta]] and [[broken",
        [
            f"{ALPHA}:15:66: a reference that is not closed or misspelt; "
            "write [[concept-id|words]] or [@source-key, locator] [broken-reference]"
        ],
    ),
    "id like an anchor": (
        BETA,
        "id: what-it-is",
        "id: claim-x",
        [
            f"{BETA}:10:9: 'claim-x' is, or begins like, the anchor of another part of the page; "
            "choose another id [reserved-id]"
        ],
    ),
    "day that does not exist": (
        BETA,
        "reviewed: 2026-11-23",
        "reviewed: 2026-02-31",
        [f"{BETA}:7:11: reviewed: Value error, day is out of range for month [bad-value]"],
    ),
    "blank text": (
        BETA,
        "heading: What it is",
        "heading: ' '",
        [
            f"{BETA}:11:14: sections.0.heading: ' ' does not have the right form; "
            "write it like 'How it works' [bad-format]"
        ],
    ),
    "TeX error in a block": (
        ALPHA,
        "tex: \\alpha + \\beta = 1",
        "tex: |\n      \\alpha +\n        \\bta = 1",
        [f'{ALPHA}:28:9: TeX: Unknown command "\\bta". [tex-error]'],
    ),
    "strike that browsers do not draw": (
        ALPHA,
        "tex: \\alpha + \\beta = 1",
        "tex: \\cancel{x}",
        [f"{ALPHA}:26:10: TeX: boxes and strikes are not drawn by browsers; leave them out [tex-error]"],
    ),
    "unclosed reference": (
        ALPHA,
        "[[beta]]",
        "[[beta]",
        [
            f"{ALPHA}:15:53: a reference that is not closed or misspelt; "
            "write [[concept-id|words]] or [@source-key, locator] [broken-reference]"
        ],
    ),
    "unknown category": (
        ALPHA,
        "category: training",
        "category: trainig",
        [
            f"{ALPHA}:5:11: unknown category 'trainig'; did you mean 'training'? "
            "allowed: conventions, training, evaluation, key-concepts [unknown-word]"
        ],
    ),
    "unknown trait": (
        ALPHA,
        "trained_object:",
        "trained_objekt:",
        [
            f"{ALPHA}:60:3: unknown trait 'trained_objekt'; did you mean 'trained_object'? allowed: "
            "trained_object, feedback_source, label_unit, reward_model, training_data, main_cost, "
            "typical_failure [unknown-word]",
        ],
    ),
    "misspelt field": (
        BETA,
        "summary: The",
        "sumary: The",
        [
            f"{BETA}:2:1: the field 'summary' is missing; add it [missing-field]",
            f"{BETA}:8:1: unknown field 'sumary'; did you mean 'summary'? allowed: title, "
            "short_title, aliases, category, entry, level, status, reviewed, redirects, replaces, retired, origin, "
            "summary, in_short, sections, equations, figures, claims, charts, misconceptions, process, comparisons, "
            "traits, relations, questions, further_reading [unknown-field]",
        ],
    ),
    "misspelt field in a list": (
        ALPHA,
        "      - symbol: \\beta\n        meaning",
        "      - symbol: \\beta\n        meanig",
        [
            f"{ALPHA}:31:9: the field 'meaning' is missing; add it [missing-field]",
            f"{ALPHA}:32:9: unknown field 'meanig'; did you mean 'meaning'? allowed: symbol, meaning [unknown-field]",
        ],
    ),
    "duplicate key": (
        BETA,
        "status: evolving",
        "status: evolving\nlevel: advanced",
        [
            f"{BETA}:7:1: the key 'level' stands on line 5 already; keep one of the two [duplicate-key]",
        ],
    ),
    "wrong type, text": (
        BETA,
        "title: Beta",
        "title: true",
        [f"{BETA}:2:8: title: expected text, got true or false; put the value in single quotes [wrong-type]"],
    ),
    "wrong type, list": (
        ALPHA,
        "aliases: [First letter]",
        "aliases: First letter",
        [f"{ALPHA}:4:10: aliases: expected a list, got text [wrong-type]"],
    ),
    "wrong type, truth": (
        ALPHA,
        "correct: true",
        "correct: yes",
        [f"{ALPHA}:74:18: questions.0.options.0.correct: expected true or false, got text [wrong-type]"],
    ),
    "nothing where text is needed": (
        BETA,
        "title: Beta",
        "title:",
        [f"{BETA}:2:7: title: expected text, got nothing [wrong-type]"],
    ),
    "too long": (
        BETA,
        "title: Beta",
        f"title: {'b' * 81}",
        [f"{BETA}:2:8: title: 81 characters; at most 80, so shorten or split it [too-long]"],
    ),
    "too short": (
        BETA,
        "summary: The second letter, which needs the first one.",
        "summary: Short.",
        [f"{BETA}:8:10: summary: too little; at least 20 characters [too-short]"],
    ),
    "bad date": (
        BETA,
        "reviewed: 2026-11-23",
        "reviewed: 23.11.2026",
        [f"{BETA}:7:11: reviewed: '23.11.2026' does not have the right form; write it like '2026-11-23' [bad-format]"],
    ),
    "address that is not https": (
        ROE,
        "url: https://example.org/beta",
        "url: javascript:alert(1)",
        [
            f"{ROE}:10:6: url: 'javascript:alert(1)' does not have the right form; "
            "write it like 'https://arxiv.org/abs/2305.18290' [bad-format]"
        ],
    ),
    "TeX error in a formula": (
        ALPHA,
        "tex: \\alpha + \\beta = 1",
        "tex: \\alpha + \\bta = 1",
        [f'{ALPHA}:26:19: TeX: Unknown command "\\bta". [tex-error]'],
    ),
    "TeX error in text": (
        ALPHA,
        "$\\alpha > 0$",
        "$\\alpha > \\frac{1$",
        [f'{ALPHA}:17:42: TeX: Expected closing token "}}", but reached end of input. [tex-error]'],
    ),
    "TeX that reaches outside": (
        ALPHA,
        "tex: \\alpha + \\beta = 1",
        "tex: \\alpha \\hspace{-500pt} 1",
        [f"{ALPHA}:26:17: TeX: the command \\hspace is not allowed in a formula [tex-error]"],
    ),
    "duplicate id": (
        ALPHA,
        "  - id: read\n",
        "  - id: write\n",
        [
            f"{ALPHA}:53:9: the id 'write' is taken by line 48; choose another [duplicate-id]",
        ],
    ),
    "duplicate option id": (
        ALPHA,
        "      - id: none\n",
        "      - id: last\n",
        [
            f"{ALPHA}:80:13: the id 'last' is taken by line 76; choose another [duplicate-id]",
        ],
    ),
    "key in the file of a source": (
        DOE,
        "title: On Alpha",
        "key: doe2020alpha\ntitle: On Alpha",
        [
            f"{DOE}:2:1: unknown field 'key'; allowed: title, authors, et_al, year, month, venue, kind, arxiv, doi, "
            "url, note [unknown-field]"
        ],
    ),
    "several sources in a file": (
        ROE,
        "title: On Beta\nauthors:\n  - Richard Roe\n  - Ann van Dyke\net_al: false\nyear: 2021\n"
        "venue: Workshop on Letters\nkind: report\nurl: https://example.org/beta\n",
        "- title: On Beta\n",
        [f"{ROE}:2:1: the file: expected a mapping of fields, got a list [wrong-type]"],
    ),
    "reserved id": (
        BETA,
        "id: what-it-is",
        "id: evidence",
        [
            f"{BETA}:10:9: 'evidence' is, or begins like, the anchor of another part of the page; "
            "choose another id [reserved-id]"
        ],
    ),
    "requires cycle": (
        ALPHA,
        "kind: motivates",
        "kind: requires",
        [
            f"{BETA}:15:13: 'requires' leads in a circle: alpha → beta → alpha; delete or change one "
            "of these relations [relation-cycle]",
            f"{PATHS}:7:18: 'alpha' requires 'beta', which comes later; move 'beta' up [path-order]",
        ],
    ),
    "relation to itself": (
        ALPHA,
        "target: beta",
        "target: alpha",
        [f"{ALPHA}:64:13: a concept cannot be related to itself; name another target [self-relation]"],
    ),
    "symmetric relation written at both ends": (
        ALPHA,
        "kind: motivates",
        "kind: contrasts-with",
        [f"{BETA}:18:13: this relation stands in {ALPHA}:64 already; write it once [duplicate-relation]"],
    ),
    "unquoted colon": (
        BETA,
        "summary: The second letter, which",
        "summary: The second letter: it",
        [
            f"{BETA}:8:27: a colon followed by a space inside a value starts a new key; "
            "put the value in single quotes or use a | block [yaml-syntax]"
        ],
    ),
    "unknown equation": (
        ALPHA,
        "equations: [sum]",
        "equations: [sum, product]",
        [f"{ALPHA}:18:22: unknown equation 'product'; allowed: sum [unknown-equation]"],
    ),
    "equation that no section shows": (
        ALPHA,
        "    equations: [sum]\n",
        "",
        [
            f"{ALPHA}:23:9: no section shows 'sum'; "
            "add it to the equations of the section that explains it [unplaced-equation]"
        ],
    ),
    "equation shown twice": (
        ALPHA,
        "equations: [sum]",
        "equations: [sum, sum]",
        [f"{ALPHA}:18:22: the section 'what-it-is' shows 'sum' already; delete one of the two [repeated-equation]"],
    ),
    "contested claim with one side": (
        ALPHA,
        "status: established",
        "status: contested",
        [
            f"{ALPHA}:42:5: a contested claim has a source that disputes it; add one, or its 'stance: disputes' "
            "[one-sided-claim]"
        ],
    ),
    "contested claim that nothing supports": (
        ALPHA,
        'status: established\n    as_of: "2020"\n    setting: All alphabets in print; a count of first places.\n'
        '    sources: [{key: doe2020alpha, at: "§2"}]',
        'status: contested\n    as_of: "2020"\n    setting: All alphabets in print; a count of first places.\n'
        '    sources: [{key: doe2020alpha, at: "§2", stance: disputes}, {key: roe2021beta, at: "§2", '
        "stance: background}]",
        [
            f"{ALPHA}:42:5: a contested claim has a source that supports it; add one, or its 'stance: supports' "
            "[one-sided-claim]"
        ],
    ),
    "undisputed claim that a source disputes": (
        ALPHA,
        'at: "§2"}',
        'at: "§2"}, {key: roe2021beta, at: "§1", stance: disputes}',
        [
            f"{ALPHA}:39:13: a source disputes this claim, so it is not 'established'; write 'contested' "
            "[disputed-claim]"
        ],
    ),
    "figure without a condition": (
        ALPHA,
        "    setting: All alphabets in print; a count of first places.\n",
        "",
        [
            f"{ALPHA}:38:29: nothing says under what condition '100%' holds; add 'setting': the model, the data, what "
            "is counted, and the baseline [missing-setting]"
        ],
    ),
    "figure without a place": (
        ALPHA,
        '{key: doe2020alpha, at: "§2"}',
        "{key: doe2020alpha}",
        [
            f"{ALPHA}:42:21: nothing says where in this source '100%' stands; add 'at', such as '§4, Table 2' or "
            "'abstract', or set the status to 'unverified' [missing-place]"
        ],
    ),
    "superseded without a replacement": (
        ALPHA,
        "status: established",
        "status: superseded",
        [
            f"{ALPHA}:39:13: a superseded claim says what replaced it; add 'replacement' with a 'claim' of this page "
            "or a 'key' [replacement]"
        ],
    ),
    "replacement of a claim that stands": (
        ALPHA,
        'at: "§2"}]\n',
        'at: "§2"}]\n    replacement: {key: roe2021beta}\n',
        [
            f"{ALPHA}:43:5: only a claim with the status 'superseded' has a replacement; correct the status, or delete "
            "this [replacement]"
        ],
    ),
    "replacement by a claim and a source": (
        ALPHA,
        'status: established\n    as_of: "2020"\n    setting: All alphabets in print; a count of first places.\n'
        '    sources: [{key: doe2020alpha, at: "§2"}]',
        'status: superseded\n    as_of: "2020"\n    setting: All alphabets in print; a count of first places.\n'
        '    sources: [{key: doe2020alpha, at: "§2"}]\n    replacement: {claim: first, key: roe2021beta}',
        [f"{ALPHA}:43:5: a replacement names either a 'claim' of this page or the 'key' of a source [replacement]"],
    ),
    "replacement by itself": (
        ALPHA,
        'status: established\n    as_of: "2020"\n    setting: All alphabets in print; a count of first places.\n'
        '    sources: [{key: doe2020alpha, at: "§2"}]',
        'status: superseded\n    as_of: "2020"\n    setting: All alphabets in print; a count of first places.\n'
        '    sources: [{key: doe2020alpha, at: "§2"}]\n    replacement: {claim: first}',
        [
            f"{ALPHA}:43:26: a claim cannot replace itself; name another claim of this page, or the 'key' of a source "
            "[replacement]"
        ],
    ),
    "replacement that is not there": (
        ALPHA,
        'status: established\n    as_of: "2020"\n    setting: All alphabets in print; a count of first places.\n'
        '    sources: [{key: doe2020alpha, at: "§2"}]',
        'status: superseded\n    as_of: "2020"\n    setting: All alphabets in print; a count of first places.\n'
        '    sources: [{key: doe2020alpha, at: "§2"}]\n    replacement: {claim: frist}',
        [f"{ALPHA}:43:26: unknown claim 'frist'; did you mean 'first'? allowed: first [unknown-claim]"],
    ),
    "measurement that the claim does not show": (
        ALPHA,
        'at: "§2"}]\nmisconceptions:',
        'at: "§2"}]\n'
        "    measurements:\n      - label: All\n        value: '99%'\n"
        "charts:\n  - id: order\n    title: Order\n    quantity: Share\n    says: All of them.\n    claims: [first]\n"
        "misconceptions:",
        [
            f"{ALPHA}:45:16: '99%' does not stand in the text of the claim; "
            "a measurement repeats a figure of the text, written the same way [unshown-value]"
        ],
    ),
    "figure in front that the claim does not show": (
        ALPHA,
        "    text: It comes first in 100% of alphabets.\n",
        "    text: It comes first in 100% of alphabets.\n    figure: 90 → 100%\n",
        [
            f"{ALPHA}:39:13: '90' does not stand in the text of the claim; a figure repeats what the text says "
            "[unshown-value]"
        ],
    ),
    "measurement that no chart draws": (
        ALPHA,
        'at: "§2"}]\nmisconceptions:',
        "at: \"§2\"}]\n    measurements:\n      - label: All\n        value: '100%'\nmisconceptions:",
        [
            f"{ALPHA}:43:5: no chart draws these; name 'first' in a chart's claims, or delete them "
            "[undrawn-measurements]"
        ],
    ),
    "chart without measurements": (
        ALPHA,
        "misconceptions:\n",
        "charts:\n  - id: order\n    title: Order\n    quantity: Share\n    says: All of them.\n"
        "    claims: [first, frist]\nmisconceptions:\n",
        [
            f"{ALPHA}:48:14: the claim 'first' has no measurements; add some to it [nothing-measured]",
            f"{ALPHA}:48:21: unknown claim 'frist'; did you mean 'first'? allowed: first [unknown-claim]",
        ],
    ),
    "round that begins later": (
        ALPHA,
        "outputs: [letter]",
        "outputs: [letter]\n    again: read",
        [f"{ALPHA}:53:12: no stage up to this one is called 'read'; allowed: write [unknown-stage]"],
    ),
    "unknown misconception": (
        ALPHA,
        "misconception: last",
        "misconception: list",
        [f"{ALPHA}:79:24: unknown misconception 'list'; did you mean 'last'? allowed: last [unknown-misconception]"],
    ),
    "right answer that is a misconception": (
        ALPHA,
        "why: It begins the alphabet.",
        "why: It begins the alphabet.\n        misconception: last",
        [f"{ALPHA}:76:24: the right answer cannot be a misconception; delete one of the two [right-misconception]"],
    ),
    "no right answer": (
        ALPHA,
        "        correct: true\n",
        "",
        [
            f"{ALPHA}:67:9: 0 options say 'correct: true'; a single-choice question has exactly one [answer-count]",
        ],
    ),
    "options that read the same": (
        ALPHA,
        "text: The last",
        "text: the  *first*",
        [f"{ALPHA}:77:15: reads the same as 'first'; change one of the two [duplicate-option]"],
    ),
    "name taken": (
        BETA,
        "title: Beta",
        "title: first letter",
        [
            f"{BETA}:2:8: 'first letter' is a name in {ALPHA} already; "
            "readers could not tell them apart [duplicate-name]"
        ],
    ),
    "address of another paper": (
        DOE,
        "arxiv: '2001.00001'",
        "arxiv: '2001.00002'",
        [
            f"{DOE}:10:6: the address does not end in the arXiv id 2001.00002; correct one of the "
            "two [address-mismatch]",
        ],
    ),
    "same title twice": (
        ROE,
        "title: On Beta",
        "title: On alpha",
        [
            f"{ROE}:2:8: 'doe2020alpha' has the same title; cite that one, or correct this [duplicate-source]",
        ],
    ),
    "Mermaid error in a page": (
        "docs/page.md",
        "",
        "# Page\n\n```mermaid\nflowchart LR\n  a --> --> b\n```\n",
        ["docs/page.md:5:9: Mermaid: Expecting 'NODE_STRING', got 'LINK' [mermaid-error]"],
    ),
    "empty file": (BETA, "", "", [f"{BETA}:1:1: the file is empty [empty-file]"]),
    "file name that is no id": (
        "data/concepts/Be_ta.yml",
        "",
        "title: x\n",
        [
            "data/concepts/Be_ta.yml:1:1: the file name is the concept's id: "
            "up to 48 small letters, digits and hyphens, not a reserved name; rename it to 'be-ta.yml' [file-name]"
        ],
    ),
    "file that is no concept": (
        "data/concepts/notes.txt",
        "",
        "x",
        ["data/concepts/notes.txt:1:1: only concepts live here, each in a file <id>.yml [file-name]"],
    ),
    "file name that is no key": (
        "data/sources/Roe_2021-gamma.yml",
        "",
        "title: x\n",
        [
            "data/sources/Roe_2021-gamma.yml:1:1: the file name is the source's key: up to 48 small letters and "
            "digits, like rafailov2023dpo; rename it to 'roe2021gamma.yml' [file-name]"
        ],
    ),
    "file name that is near no key": (
        "data/sources/gamma.yml",
        "",
        "title: x\n",
        [
            "data/sources/gamma.yml:1:1: the file name is the source's key: up to 48 small letters and digits, "
            "like rafailov2023dpo [file-name]"
        ],
    ),
    "file that is no source": (
        "data/sources/roe2021gamma.bib",
        "",
        "x",
        ["data/sources/roe2021gamma.bib:1:1: only sources live here, each in a file <key>.yml [file-name]"],
    ),
    "figure without a source": (
        BETA,
        "Beta follows.",
        "Beta follows in 80% of cases.",
        [
            f"{BETA}:12:27: '80%' in “Beta follows in 80% of cases.” has no source; cite one in the same "
            "sentence with [@key], add the arithmetic that gives it to the 'calculations' of the section, "
            "or leave the figure out [uncited-figure]",
        ],
    ),
    "figure in words": (
        BETA,
        "Beta follows.",
        "Three of four letters follow.",
        [
            f"{BETA}:12:11: 'Three of four' in “Three of four letters follow.” has no source; cite one in "
            "the same sentence with [@key], add the arithmetic that gives it to the 'calculations' of the "
            "section, or leave the figure out [uncited-figure]",
        ],
    ),
    "figure after the same one in a citation": (
        ALPHA,
        "unlike [[beta]].",
        "unlike [[beta]]. See 24 [@doe2020alpha, §24]. There are 24 letters.",
        [
            f"{ALPHA}:15:102: '24' in “There are 24 letters.” has no source; cite one in the same sentence "
            "with [@key], add the arithmetic that gives it to the 'calculations' of the section, or leave "
            "the figure out [uncited-figure]",
        ],
    ),
    "figure in a relation's reason": (
        BETA,
        "reason: Order.",
        "reason: It is 2.5 times as old.",
        [
            f"{BETA}:16:19: '2.5' in “It is 2.5 times as old.” has no source; cite one in the same "
            "sentence with [@key], name one in the 'sources' of the relation, or leave the figure out "
            "[uncited-figure]",
        ],
    ),
    "figure in a question": (
        ALPHA,
        "    explain: Alpha begins.\n    sources:\n      - key: doe2020alpha\n",
        "    explain: Alpha begins 24 letters.\n    claims: [first]\n",
        [
            f"{ALPHA}:84:27: '24' in “Alpha begins 24 letters.” has no source; cite one in the same sentence with "
            "[@key], name one in the 'sources' of the question, since its 'claims' and 'check' do not count, show the "
            "numbers in its 'exhibit', or leave the figure out [uncited-figure]"
        ],
    ),
    "figure in a summary": (
        BETA,
        "which needs the first one.",
        "which needs 3 others.",
        [
            f"{BETA}:8:41: '3' in “The second letter, which needs 3 others.” has no source; a summary cites nothing, "
            "so leave the figure out [uncited-figure]"
        ],
    ),
    "exception that is not needed": (
        EXCEPTIONS,
        "Say that 12 letters follow",
        "Say that 13 letters follow",
        [
            f"{BETA}:12:34: '12' in “Say that 12 letters follow.” has no source; cite one in the same "
            "sentence with [@key], add the arithmetic that gives it to the 'calculations' of the section, "
            "or leave the figure out [uncited-figure]",
            f"{EXCEPTIONS}:3:9: no sentence of that concept needs this exception any more; delete it "
            "[unneeded-exception]",
        ],
    ),
    "wrong result": (
        ALPHA,
        'result: "7.4"',
        'result: "7.5"',
        [
            f"{ALPHA}:17:61: '7.4' in “Two runes of it weigh 7.4 grams, the square of the base.” has no "
            "source; cite one in the same sentence with [@key], add the arithmetic that gives it to the "
            "'calculations' of the section, or leave the figure out [uncited-figure]",
            f"{ALPHA}:22:17: '7.5' does not stand in the text; show it there, or delete the calculation "
            "[unshown-result]",
            f"{ALPHA}:22:17: the expression gives 7.3890561, not 7.5; correct one of the two [wrong-result]",
        ],
    ),
    "bad expression": (
        ALPHA,
        "expression: exp(1) ** 2",
        "expression: exp(one) ** 2",
        [f"{ALPHA}:21:21: cannot be computed: 'one' is not defined for expression 'exp(one) ** 2' [bad-expression]"],
    ),
    "unknown trait in a comparison": (
        VOCABULARY,
        "traits: [trained_object, main_cost]",
        "traits: [trained_object, main_costs]",
        [
            f"{VOCABULARY}:147:30: unknown trait 'main_costs'; did you mean 'main_cost'? allowed: "
            "trained_object, feedback_source, label_unit, reward_model, training_data, main_cost, "
            "typical_failure [unknown-word]",
        ],
    ),
    "comparison without its traits": (
        ALPHA,
        "  main_cost: Ink\n",
        "",
        [f"{ALPHA}:58:15: a concept in 'letters' states all its traits; missing here: main_cost [missing-trait]"],
    ),
    "missing section": (
        ALPHA,
        "id: what-it-is",
        "id: what-it-was",
        [
            f"{ALPHA}:11:1: an entry of the kind 'main' lacks the section what-it-is; add what is missing "
            "[missing-section]",
            f"{COVERAGE}:8:16: 'alpha' has no anchor 'what-it-is'; did you mean 'what-it-was'? allowed: at-a-glance, "
            "claim-first, eq-sum, misconception-last, process, relation-motivates-beta, source-doe2020alpha, "
            "source-roe2021beta, what-it-was [unknown-place]",
        ],
    ),
    "thin entry": (
        VOCABULARY,
        "least: {claims: 1, sources: 1}",
        "least: {claims: 2, relations: 9, questions: 2, question_types: 2, recall_questions: 1}",
        [
            f"{ALPHA}:6:1: an entry of the kind 'main' needs at least 2 claims (has 1), 9 relations (has "
            "3), 2 questions (has 1), 2 question types (has 1), 1 recall question (has 0) [thin-entry]",
        ],
    ),
    "no example": (
        BETA,
        "entry: part",
        "entry: main",
        [
            f"{BETA}:4:1: an entry of the kind 'main' needs at least 1 claim (has 0), 1 source (has 0), a "
            "worked example, which is a section with calculations (has none) [thin-entry]",
        ],
    ),
    "term with the name of a concept": (
        GLOSSARY,
        "aliases: [runes]",
        "aliases: [runes, first letter]",
        [
            f"{GLOSSARY}:4:20: 'first letter' is a name in {ALPHA} already; readers could not tell them apart "
            "[duplicate-name]"
        ],
    ),
    "path against the requirements": (
        PATHS,
        "concepts: [alpha]\n    - label: Evening\n      concepts: [beta]",
        "concepts: [beta]\n    - label: Evening\n      concepts: [alpha, beta]",
        [
            f"{PATHS}:7:18: 'beta' requires 'alpha', which comes later; move 'alpha' up [path-order]",
            f"{PATHS}:9:25: 'beta' stands in this path already; delete one [repeated-step]",
        ],
    ),
    "path that is a form of itself": (
        PATHS,
        "description: Two letters, one after the other.",
        "description: Two letters, one after the other.\n  length_of: alphabet",
        [
            f"{PATHS}:5:14: 'alphabet' is itself a form of another path; name the path that both are forms of "
            "[path-length]"
        ],
    ),
    "form of a path that is not there": (
        PATHS,
        "description: Two letters, one after the other.",
        "description: Two letters, one after the other.\n  length_of: alphabets",
        [f"{PATHS}:5:14: unknown path 'alphabets'; did you mean 'alphabet'? allowed: alphabet [unknown-word]"],
    ),
    "path with the name of a category": (
        PATHS,
        "- id: alphabet",
        "- id: training",
        [
            f"{PATHS}:2:7: 'training' is a category, whose own path has this anchor on the same page; "
            "choose another id [reserved-id]"
        ],
    ),
    "category with the name of a kind of relations": (
        VOCABULARY,
        "  - key: conventions\n",
        "  - key: requires\n",
        [
            f"{VOCABULARY}:4:10: 'requires' is reserved, or a kind of relations, so that it would name two things; "
            "choose another [reserved-id]"
        ],
    ),
    "host that looks like another": (
        ROE,
        "url: https://example.org/beta",
        "url: https://xn--rxiv-53d.org/beta",
        [
            f"{ROE}:10:14: the host 'xn--rxiv-53d.org' is no plain domain name like arxiv.org; "
            "give the address of the work itself [address-host]"
        ],
    ),
    "host of this computer": (
        ROE,
        "url: https://example.org/beta",
        "url: https://127.0.0.1/beta",
        [
            f"{ROE}:10:14: the host '127.0.0.1' is no plain domain name like arxiv.org; "
            "give the address of the work itself [address-host]"
        ],
    ),
    "review that has not happened": (
        BETA,
        "reviewed: 2026-11-23",
        "reviewed: 2999-01-01",
        [f"{BETA}:7:11: 2999-01-01 has not come yet; correct the date [future-date]"],
    ),
    "claim for a time to come": (
        ALPHA,
        'as_of: "2020"',
        'as_of: "2999-01"',
        [f"{ALPHA}:40:12: 2999-01 has not come yet; correct the date [future-date]"],
    ),
    "endless list": (
        BETA,
        "title: Beta",
        f"title: Beta\naliases: [{', '.join(f'b{n}' for n in range(101))}]",
        [f"{BETA}:3:1: aliases: 101 entries; at most 100 [too-long]"],
    ),
    "endless references": (
        ALPHA,
        "unlike [[beta]].",
        f"unlike {'[[beta]] ' * 300}.",
        [f"{ALPHA}:14:11: more than 300 references and formulas in one text; split it [too-long]"],
    ),
    "TeX that defines a command": (
        ALPHA,
        "tex: \\alpha + \\beta = 1",
        "tex: \\alpha \\gdef\\x{1}\\x",
        [f"{ALPHA}:26:17: TeX: the command \\gdef is not allowed in a formula [tex-error]"],
    ),
    "TeX that fills the page": (
        ALPHA,
        "tex: \\alpha + \\beta = 1",
        "tex: \\alpha \\kern5000mu x",
        [f"{ALPHA}:26:17: TeX: the command \\kern is not allowed in a formula [tex-error]"],
    ),
    "coverage of an unknown place": (
        COVERAGE,
        "places: [alpha#misconception-last]",
        "places: [alpha#misconception-least, gamma#x]",
        [
            f"{COVERAGE}:12:16: 'alpha' has no anchor 'misconception-least'; did you mean 'misconception-last'? "
            "allowed: at-a-glance, claim-first, eq-sum, misconception-last, process, relation-motivates-beta, "
            "source-doe2020alpha, source-roe2021beta, what-it-is [unknown-place]",
            f"{COVERAGE}:12:43: unknown concept 'gamma'; allowed: alpha, beta [unknown-place]",
        ],
    ),
    "coverage with a row twice and no note": (
        COVERAGE,
        "row: '1.2'\n      says: Alpha comes last as well.\n      verdict: corrected\n"
        "      places: [alpha#misconception-last]\n      note: It comes first only.\n",
        "row: '1.1'\n      says: Alpha comes last as well.\n      verdict: corrected\n"
        "      places: [alpha#misconception-last]\n",
        [
            f"{COVERAGE}:9:12: the row 1.1 stands above already [repeated-row]",
            f"{COVERAGE}:11:16: say in a note what the pages say instead; only a row that is 'kept' needs none "
            "[missing-note]",
        ],
    ),
    "new source that nothing cites": (
        "data/sources/poe2022gamma.yml",
        "",
        "title: On Gamma\nauthors: [Edgar Poe]\net_al: false\nyear: 2022\nvenue: Tales\nkind: paper\n"
        "url: https://example.org/gamma\n",
        [
            "data/sources/poe2022gamma.yml:1:8: nothing cites 'poe2022gamma'; cite it, or delete the file "
            "[unused-source]",
        ],
    ),
    "alias like the title": (
        BETA,
        "title: Beta\n",
        "title: Beta\naliases: [ＢＥＴＡ, Bet, bet]\n",
        [
            f"{BETA}:3:11: 'ＢＥＴＡ' is the title, or an alias, of this concept already; delete it [duplicate-name]",
            f"{BETA}:3:22: 'bet' is the title, or an alias, of this concept already; delete it [duplicate-name]",
        ],
    ),
    "alias like another title": (
        BETA,
        "title: Beta\n",
        "title: Beta\naliases: [ＡＬＰＨＡ]\n",
        [f"{BETA}:3:11: 'ＡＬＰＨＡ' is a name in {ALPHA} already; readers could not tell them apart [duplicate-name]"],
    ),
    "word of two alphabets": (
        BETA,
        "title: Beta\n",
        "title: Beta\naliases: [The Веta, β-Beta, μBeta]\n",
        [
            f"{BETA}:3:15: 'Веta' mixes letters of two alphabets that look alike; type it again in one alphabet "
            "[mixed-alphabets]"
        ],
    ),
    "term like the title of a concept": (
        GLOSSARY,
        "- id: ",
        "- id: gamma\n  term: ALPHＡ\n  aliases: [Gаmma, delta, Delta]\n"
        "  definition: What comes after all that.\n- id: ",
        [
            f"{GLOSSARY}:3:9: 'ALPHＡ' is a name in {ALPHA} already; readers could not tell them apart "
            "[duplicate-name]",
            f"{GLOSSARY}:4:13: 'Gаmma' mixes letters of two alphabets that look alike; type it again in one alphabet "
            "[mixed-alphabets]",
            f"{GLOSSARY}:4:27: 'Delta' is a name of this term already; delete it [duplicate-name]",
        ],
    ),
    "kind that begins like another one": (
        VOCABULARY,
        "relation_kinds:\n",
        "relation_kinds:\n  - key: requires-too\n    label: requires too\n    inverse: is required too by\n"
        "    description: It does.\n",
        [
            f"{VOCABULARY}:161:10: 'requires-too' begins like the kind 'requires', so that an anchor could mean both; "
            "choose another [reserved-id]"
        ],
    ),
    "type of questions without a name": (
        VOCABULARY,
        "  - key: order\n    label: Order\n    description: Things to put in order.\n",
        "",
        [
            f"{VOCABULARY}:83:1: the question type 'order' has no entry here, so no page could name it; add one "
            "[missing-word]"
        ],
    ),
    "stance without an entry": (
        VOCABULARY,
        "  - {key: disputes, label: Disputed by, description: Speaks against it.}\n",
        "",
        [f"{VOCABULARY}:61:1: there is no 'disputes', by which claims are checked; add it again [missing-word]"],
    ),
    "kind of relations that orders reading": (
        VOCABULARY,
        "  - key: requires\n",
        "  - key: needs\n",
        [
            f"{BETA}:14:11: unknown relation kind 'requires'; allowed: needs, is-a, "
            "part-of, reformulates, derived-from, instance-of, uses, evaluates, detects, mitigates, exploits, limits, "
            "motivates, evidence-for, complements, contrasts-with [unknown-word]",
            f"{VOCABULARY}:160:1: there is no kind 'requires', by which learning paths and maps are put in order; "
            "add it again [missing-word]",
        ],
    ),
    "redirects and replaced pages": (
        BETA,
        "summary: The second",
        "redirects: [alpha, index, bet, bet]\nreplaces: [bet, gamma, con]\nsummary: The second",
        [
            f"{BETA}:8:13: 'alpha' is a concept itself; delete it here [taken-redirect]",
            f"{BETA}:8:20: 'index' is reserved, so no page had this id; delete it [reserved-id]",
            f"{BETA}:8:32: 'bet' leads here already; delete it [taken-redirect]",
            f"{BETA}:9:12: 'bet' leads here already; delete it [taken-redirect]",
            f"{BETA}:9:24: 'con' is reserved, so no page had this id; delete it [reserved-id]",
        ],
    ),
    "retired names": (
        BETA,
        "summary: The second",
        """retired:
  - id: what-it-is
    now: more
  - id: claim-a
  - id: claim-b
    now: claim-nothing
  - id: claim-c
    now: claim-d
  - id: claim-d
    now: beta#claim-c
  - id: claim-e
    now: alpha#claim-first
  - id: claim-f
    now: claim-e
  - id: claim-g
    now: alpha
  - id: claim-h
    now: alpha#source-doe2020alpha
  - id: q-one
  - id: q-two
    now: what-it-is
  - id: claim-i
    now: claim-i
summary: The second""",
        [
            f"{BETA}:9:9: 'beta#what-it-is' is retired here, but still or again in use, where links and answers to it "
            "mean something else; choose a new id there, or delete this entry if the name was never gone [reused-name]",
            f"{BETA}:10:10: 'what-it-is' leads to 'more', which is not there; write an anchor of this page, or "
            "concept#anchor [unknown-successor]",
            f"{BETA}:11:9: say where links to 'claim-a' lead now, such as now: what-it-is; an anchor of this page, a "
            "concept, or concept#anchor [unknown-successor]",
            f"{BETA}:13:10: 'claim-b' leads to 'claim-nothing', which is not there; write an anchor of this page, or "
            "concept#anchor [unknown-successor]",
            f"{BETA}:15:10: 'claim-c' leads to 'claim-d', which leads back to it; write an anchor of this page, or "
            "concept#anchor [unknown-successor]",
            f"{BETA}:25:10: 'claim-h' leads to 'alpha#source-doe2020alpha', which is not there; write an anchor of "
            "this page, or concept#anchor [unknown-successor]",
            f"{BETA}:28:5: readers have answers to a question, and nothing takes their place; delete 'now' "
            "[unknown-successor]",
            f"{BETA}:30:10: 'claim-i' leads to 'claim-i', which leads back to it; write an anchor of this page, or "
            "concept#anchor [unknown-successor]",
        ],
    ),
    "name retired twice": (
        BETA,
        "summary: The second",
        "retired:\n  - id: claim-i\n    now: alpha\n  - id: claim-i\n    now: what-it-is\nsummary: The second",
        [f"{BETA}:11:9: the id 'claim-i' is taken by line 9; choose another [duplicate-id]"],
    ),
}


def report(root: Path) -> list[str]:
    try:
        load_atlas(root, lambda _here, there: there)
    except DataError as error:
        return error.report().splitlines()
    return []


def test_the_small_project_is_valid(small: Path) -> None:
    assert report(small) == []


STANDING = """    status: established
    as_of: "2020"
    setting: All alphabets in print; a count of first places.
    sources: [{key: doe2020alpha, at: "§2"}]
"""


@pytest.mark.parametrize(
    "claim",
    [
        "    status: unverified\n    as_of: '2020'\n    setting: Print.\n    sources: [{key: doe2020alpha}]\n",
        "    status: superseded\n    as_of: '2020'\n    setting: Print.\n"
        "    sources: [{key: doe2020alpha, at: §2}]\n    replacement: {key: roe2021beta, at: §1}\n",
        "    status: contested\n    as_of: '2020'\n    setting: Print.\n"
        "    sources: [{key: doe2020alpha, at: §2}, {key: roe2021beta, at: §1, stance: disputes}]\n",
    ],
    ids=["unverified without a place", "superseded by a source", "contested"],
)
def test_a_claim_that_is_in_order(claim: str, small: Path) -> None:
    edit(small, ALPHA, STANDING, claim)
    assert report(small) == []


@pytest.mark.parametrize("name", CASES)
def test_problem(name: str, small: Path) -> None:
    path, old, new, lines = CASES[name]
    (small / path).parent.mkdir(exist_ok=True)
    edit(small, path, old, new)
    expected = [*lines, "1 problem" if len(lines) == 1 else f"{len(lines)} problems"]
    assert report(small) == expected


def test_all_problems_of_all_files_in_one_run(small: Path) -> None:
    edit(small, ALPHA, "\\alpha + \\beta = 1", "\\alpha + \\bta = 1")
    edit(small, ALPHA, "claims:", "clams:")
    edit(small, BETA, "summary: The second letter, which", "summary: The second letter: it")
    edit(small, ROE, "kind: report", "kind: raport")
    lines = report(small)
    assert [line.rsplit(" ", 1)[1] for line in lines[:-1]] == [
        "[tex-error]",
        "[unknown-field]",
        "[yaml-syntax]",
        "[unknown-word]",
    ]
    assert lines[-1] == "4 problems"
