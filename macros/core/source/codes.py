"""The kinds of problems, warnings and notices, each with what it means and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of problem.

    Attributes:
        part: What it is about, one of :data:`PARTS`.
        means: Why it is a problem.
        fix: What to do.
    """

    part: str
    means: str
    fix: str


PARTS: Mapping[str, str] = {
    "file": "Files and YAML",
    "field": "Fields",
    "text": "Text and references",
    "figure": "Figures, claims and charts",
    "question": "Questions",
    "graph": "Relations, paths and comparisons",
    "source": "Sources",
    "id": "Permanent names",
    "page": "Depth of a page, coverage and glossary",
}
"""Parts of the list, in the order in which readers see them, with their headings."""

CODES: Mapping[str, Kind] = {
    # Files and YAML
    "no-file": Kind("file", "A file that the site needs is missing.", "Restore it from the history."),
    "file-name": Kind(
        "file",
        "A file in data/concepts or data/sources has a name that cannot be an id or key.",
        "Name it <id>.yml or <key>.yml as the message says, and put nothing else there.",
    ),
    "file-too-large": Kind(
        "file", "The file is far larger than any page needs.", "Split the page, or take out what was pasted by mistake."
    ),
    "empty-file": Kind("file", "The file has no content.", "Fill it in, or delete it."),
    "not-utf-8": Kind("file", "The file is not saved as UTF-8.", "Save it as UTF-8 in the editor."),
    "yaml-syntax": Kind(
        "file",
        "The text cannot be read as YAML: often a colon or quote inside a text, or a wrong indent.",
        "Put the text in single quotes or in a block after |, and indent with spaces.",
    ),
    "yaml-escape": Kind(
        "file",
        "A backslash in double quotes starts an escape, so that TeX would lose letters without a word.",
        "Put the text in single quotes or in a block after |, where a backslash is a backslash.",
    ),
    "cut-text": Kind(
        "file",
        "A # after a space starts a comment, so that readers would see the text only up to it.",
        "Put the text in single quotes, or delete the comment.",
    ),
    "yaml-feature": Kind(
        "file",
        "Aliases, anchors, tags, merge keys and second documents are not allowed, since they hide what a file says.",
        "Write the value out.",
    ),
    "duplicate-key": Kind("file", "A field stands twice; one would silently win.", "Delete one of the two."),
    "invisible-character": Kind(
        "file",
        "A character that nobody can see, such as a control or direction mark, may hide what a text says.",
        "Delete it; it is named by its number.",
    ),
    "conflict-marker": Kind(
        "file",
        "Two versions of the file were merged by hand, and the markers of the conflict are still there.",
        "Keep what is right and delete the markers; data/names.lock is taken from the branch main as it is there.",
    ),
    "more-problems": Kind(
        "file",
        "There are more problems, in one file or in all, than anybody could read at once.",
        "Correct those that are shown, and check again.",
    ),
    "internal-error": Kind(
        "file",
        "The check itself has a fault: one of its rules stopped, and may have missed other problems of its kind.",
        "Report it with the line that was printed and the file it names.",
    ),
    "taken-page": Kind(
        "file",
        "A file in docs/ has the address of a page or file that is made from data.",
        "Rename the file, or delete it.",
    ),
    "template-error": Kind(
        "file",
        "A hand-written page is a Jinja template, and this one calls what is not there or cannot be read.",
        "Correct the name or the braces at the place named.",
    ),
    "broken-link": Kind(
        "file", "A hand-written page links to a page or file that is not there.", "Correct the link, or delete it."
    ),
    "other-layout": Kind(
        "file",
        "Fields or entries are in another order than elsewhere, which readers do not see.",
        "Nothing; make format puts them in order.",
    ),
    "unlisted-page": Kind(
        "file",
        "A hand-written page is not in the menu, or the menu names one that is not there.",
        "Correct nav in mkdocs.yml.",
    ),
    # Fields
    "missing-field": Kind("field", "A required field is missing.", "Add it; the field guide says what belongs there."),
    "unknown-field": Kind("field", "No field has this name here.", "Correct the spelling, or delete it."),
    "wrong-type": Kind(
        "field", "The value is of another kind than the field takes.", "Write a text, number or list as it says."
    ),
    "bad-format": Kind("field", "The value does not have the right form.", "Follow the example in the message."),
    "bad-value": Kind("field", "The value is outside what is allowed.", "Choose one inside the limits named."),
    "unknown-value": Kind("field", "The value is none of a few allowed ones.", "Choose one of those listed."),
    "unknown-word": Kind(
        "field", "The word is not in the vocabulary.", "Choose one of those listed; a new word needs a maintainer."
    ),
    "missing-word": Kind(
        "field", "The vocabulary lacks a word that the program needs.", "Restore it from the history."
    ),
    "too-short": Kind("field", "There is too little text, or too few entries.", "Add what is missing."),
    "too-long": Kind("field", "There is too much for the place where readers see it.", "Shorten it."),
    # Text and references
    "tex-error": Kind("text", "A formula is not valid TeX.", "Correct it at the place named."),
    "broken-reference": Kind(
        "text",
        "A link, citation or gap is not closed, or written in another way than allowed.",
        "Write [[concept-id|words]] or [@source-key, locator].",
    ),
    "unread-markup": Kind(
        "text",
        "HTML, Markdown or TeX that is not read here, so that readers would see its characters.",
        "Write what the message says; what belongs in a text is in the field guide. Code and formulas are left alone.",
    ),
    "odd-character": Kind(
        "text",
        "A character from a PDF or a wrong encoding, by which nobody could find the word.",
        "Write what the message says.",
    ),
    "split-word": Kind(
        "text",
        "A hyphen stands at a line end, as in a PDF; on the page, a space would follow it.",
        "Write the word in one line.",
    ),
    "unknown-concept": Kind("text", "No concept has this id.", "Correct it, or add the concept first."),
    "unknown-source": Kind(
        "text", "No source has this key.", "Correct it, or add a file for the source to data/sources."
    ),
    "unknown-equation": Kind("text", "A section names an equation that the page lacks.", "Correct the id."),
    "unplaced-equation": Kind(
        "text", "No section shows this equation.", "Name it in the equations of the section that explains it."
    ),
    "repeated-equation": Kind("text", "Two sections show the same equation.", "Leave it where it is explained."),
    "unknown-figure": Kind("text", "A section names a figure that the page lacks.", "Correct the id."),
    "unplaced-figure": Kind(
        "text", "No section shows this figure.", "Name it in the figures of the section that explains it."
    ),
    "repeated-figure": Kind("text", "Two sections show the same figure.", "Leave it where it is explained."),
    "bad-figure": Kind("text", "A figure that readers can move cannot be drawn.", "Do what the message says."),
    "mermaid-error": Kind("text", "A diagram cannot be drawn.", "Correct the Mermaid text at the place named."),
    # Figures, claims and charts
    "uncited-figure": Kind(
        "figure",
        "A sentence has a number that no source or calculation carries.",
        "Do what the message says; what counts differs from field to field. A made-up case needs an exception.",
    ),
    "unneeded-exception": Kind(
        "figure", "An exception in data/exceptions.yml excuses no sentence any more.", "Delete it."
    ),
    "bad-expression": Kind("figure", "The arithmetic cannot be computed.", "Use only what the field guide lists."),
    "wrong-result": Kind("figure", "The arithmetic gives another result.", "Correct the expression or the result."),
    "unshown-result": Kind(
        "figure", "The result does not stand in the text beside it.", "Show it there, or delete the calculation."
    ),
    "unshown-value": Kind(
        "figure",
        "A measurement is not in the text of its claim, so the chart would say something else.",
        "Write the figure as the text does.",
    ),
    "undrawn-measurements": Kind("figure", "No chart draws these measurements.", "Name the claim in a chart."),
    "nothing-measured": Kind("figure", "A chart names a claim without measurements.", "Add them to the claim."),
    "unknown-claim": Kind("figure", "The page has no claim with this id.", "Correct it, or add the claim."),
    "missing-setting": Kind(
        "figure",
        "A claim has a figure, and nothing says under what condition it holds.",
        "Add the model, the data, what is counted and the baseline; for attacks the threat model and number of tries.",
    ),
    "missing-place": Kind(
        "figure",
        "A claim has a figure, and a source does not say where it stands.",
        "Name the section, table or figure that you saw. Never guess: a figure that nobody found is unverified.",
    ),
    "one-sided-claim": Kind("figure", "A contested claim cites one side only.", "Cite a source of the other side."),
    "disputed-claim": Kind(
        "figure", "A source disputes a claim whose status says otherwise.", "Set the status to contested."
    ),
    "replacement": Kind(
        "figure",
        "A superseded claim does not say what replaced it, or another one does.",
        "Name a claim of the page, or a source.",
    ),
    "unknown-stage": Kind("figure", "A process goes on at a stage that does not come before.", "Name an earlier one."),
    # Questions
    "answer-count": Kind("question", "Too few or too many answers are marked right.", "Mark as many as the type has."),
    "duplicate-option": Kind("question", "Two answers read the same.", "Change or delete one."),
    "uncited-question": Kind("question", "Nothing shows the right answer.", "Name claims of the page, or sources."),
    "unknown-choice": Kind("question", "An item is matched with a choice that is not there.", "Correct the id."),
    "unknown-misconception": Kind("question", "The page has no misconception with this id.", "Correct it."),
    "right-misconception": Kind("question", "The right answer names a misconception.", "Delete one of the two."),
    "tolerance": Kind("question", "A number has no largest error, or two.", "Give either abs or rel."),
    "share": Kind(
        "question", "It is not settled whether a number may be given in percent.", "Write share: true or share: false."
    ),
    "near-right": Kind("question", "A foreseen mistake would count as right.", "Narrow it, or delete it."),
    "gaps": Kind("question", "Gaps of the text and answers do not belong together.", "Give each gap one answer."),
    "longest-is-key": Kind(
        "question", "Over all questions, the longest option is right too often.", "Shorten right ones, or explain less."
    ),
    "shortest-is-key": Kind(
        "question",
        "Over all questions, the shortest option is right too often.",
        "Say more in right ones, or less in wrong ones.",
    ),
    "uneven-cue": Kind(
        "question",
        "Over all questions, a kind of word or clause stands much more, or less, often in right options than in wrong "
        "ones.",
        "Write right and wrong options in the same form.",
    ),
    "guessed": Kind(
        "question",
        "Over all questions, a guesser that sees only the form of options finds the right one too often.",
        "Write right and wrong options in the same form; run 'make questions' to see where to begin.",
    ),
    "one-to-one": Kind(
        "question",
        "Every choice of a matching question is used once, so that the last pair is free.",
        "Add a choice that fits no item, or an item for a choice that is used already.",
    ),
    "order-words": Kind(
        "question",
        "An item to put in order has words, such as 'the draft' or 'then', that show what comes before it.",
        "Write each item so that it could stand first.",
    ),
    "exhibit": Kind("question", "What a question shows cannot be drawn or read.", "Correct it as the message says."),
    "key-place": Kind("question", "Right options stand in one place too often.", "Rename an option's id."),
    "duplicate-stem": Kind("question", "Two questions ask nearly the same.", "Ask something else, or delete one."),
    "page-reference": Kind(
        "question", "A question names a place on a page, which readers may not have before them.", "Say what is meant."
    ),
    "negative-stem": Kind(
        "question", "A question asks for what is not so, which readers overlook.", "Ask for what is so."
    ),
    "all-of-the-above": Kind("question", "An option speaks about other options.", "Write a statement of its own."),
    # Relations, paths and comparisons
    "self-relation": Kind("graph", "A concept is related to itself.", "Name another concept."),
    "duplicate-relation": Kind(
        "graph", "The same relation is written twice, or from both ends.", "Delete one; both pages show it."
    ),
    "relation-cycle": Kind("graph", "Following this relation leads back to its beginning.", "Turn or delete a link."),
    "path-order": Kind("graph", "A path has a concept before one that it requires.", "Move the required one up."),
    "repeated-step": Kind("graph", "A path has a concept twice.", "Delete one."),
    "path-length": Kind(
        "graph", "A path is a form of one that is a form of another.", "Name the path that both are forms of."
    ),
    "uneven-day": Kind(
        "graph", "A day takes over a quarter more or less time than the others.", "Move a concept to another day."
    ),
    "missing-trait": Kind("graph", "A comparison needs a trait that the concept lacks.", "Add it to its traits."),
    # Sources
    "duplicate-source": Kind("source", "Two entries are the same work.", "Keep one, and cite it everywhere."),
    "address-host": Kind(
        "source", "The address names no usual host, so readers could not tell where it leads.", "Use the plain address."
    ),
    "future-date": Kind("field", "A day that has not come yet.", "Write the day on which it was checked."),
    "address-mismatch": Kind("source", "Address and arXiv id name different works.", "Correct one of the two."),
    "unused-source": Kind("source", "Nothing cites this source.", "Cite it, or delete it."),
    "changed-source": Kind(
        "source",
        "The arXiv id, title or first author of a published source has changed: perhaps a slip of one digit.",
        "Restore a slip. If the change is right, a maintainer compares it with the work and adds the label 'reviewed'.",
    ),
    "lost-source": Kind(
        "source", "A published source is gone, which is fine if nothing cites it.", "Nothing; main drops its line."
    ),
    # Permanent names
    "duplicate-id": Kind("id", "Two entries of a list have the same id.", "Rename the new one."),
    "reserved-id": Kind("id", "The id is the anchor of another part of the page.", "Choose another."),
    "duplicate-name": Kind("id", "Two things go by the same name.", "Tell them apart."),
    "new-name": Kind(
        "id",
        "A page, part, question or source is new. Once it is published, its name stays.",
        "Nothing; the branch main enters new names in data/names.lock.",
    ),
    "changed-answer": Kind(
        "id",
        "What counts as right has changed, and readers answered it as it was.",
        "Restore it, or raise rev by one, so that readers learn of it.",
    ),
    "lowered-rev": Kind("id", "The revision is below one that readers answered.", "Write the higher one."),
    "lost-name": Kind(
        "id",
        "A published page, part or question is gone, though others link to it or have answered it.",
        "Restore it, or write in the file that the message names where links to it lead: under redirects, replaces or "
        "retired.",
    ),
    "reused-name": Kind("id", "The name belonged to something that was retired.", "Choose a new id."),
    "changed-claim": Kind(
        "id",
        "A published claim says something else, and questions or charts rest on it.",
        "Correct what the message names. A maintainer reads both and adds the label 'reviewed'.",
    ),
    "taken-redirect": Kind("id", "An old id is in use, or leads to two pages.", "Leave it in one place."),
    "unknown-successor": Kind(
        "id",
        "A retired name says nothing of what took its place, or names what is not there.",
        "Write now: with an anchor of this page, a concept, or concept#anchor. Questions have none.",
    ),
    "mixed-alphabets": Kind(
        "id",
        "A word of a name mixes letters of two alphabets that look alike, such as a Cyrillic В among Latin letters.",
        "Type the word again with the letters of one alphabet.",
    ),
    "changed-lock": Kind(
        "id",
        "A proposal changes data/names.lock, which the branch main renews by itself.",
        "Take the file from the branch that the proposal is for: git checkout origin/main data/names.lock.",
    ),
    "lock-line": Kind(
        "id",
        "A line of data/names.lock does not have the form in which a command writes it, or its name is there twice.",
        "A maintainer restores the line from the history.",
    ),
    "unsorted-lock": Kind("id", "The lines of data/names.lock are sorted by name.", "Nothing; main sorts them."),
    # Depth of a page, coverage and glossary
    "missing-section": Kind("page", "Sections that such a page has are missing.", "Add the sections named."),
    "thin-entry": Kind("page", "The page has less than its kind of entry promises.", "Add, or choose another entry."),
    "unknown-place": Kind("page", "Coverage names a place that does not exist.", "Correct concept or anchor."),
    "repeated-row": Kind("page", "Coverage has a row twice.", "Delete one."),
    "missing-note": Kind("page", "Coverage does not say what the pages say instead.", "Add a note that says it."),
}
"""All kinds of problems by their code, in the order of :data:`PARTS`."""
