"""The first version of a new concept's file."""

from __future__ import annotations

from .layout import mode_line
from .library import concept_path
from .model import Vocabulary


def scaffold(concept_id: str, vocabulary: Vocabulary) -> str:
    """Text of a concept file in which everything that a contributor has to write is an empty value.

    Checking it names each empty value; the words that may be chosen stand beside them.
    """

    def words(name: str) -> str:
        return " | ".join(vocabulary.terms(name))

    kinds = words("relation_kinds")
    traits = "\n".join(f"  # {term.key}: {term.label}" for term in vocabulary.traits)
    return f"""{mode_line(concept_path(concept_id))}
# In text: $tex$ for formulas, [[concept-id]] for links, [@source-key, §4] for citations; *emphasis*, `code`, lists.
title: {concept_id.replace("-", " ").capitalize()}
# short_title: a name for menus and diagrams, if the title is long
aliases: []
category: ''  # {words("categories")}
entry: ''  # {words("entries")}
level: ''  # {words("levels")}
status: ''  # {words("concept_statuses")}
reviewed: ''  # the day on which you checked the whole page, such as 2026-11-23
summary: ''  # one sentence, at most 200 characters
sections:
  - id: what-it-is
    heading: What it is
    text: ''
  - id: how-it-works
    heading: How it works
    text: ''
    # equations: [id] shows an equation from the list below at the end of this section
    # calculations: name, expression, result: the arithmetic behind figures that no source has
  - id: why-it-matters
    heading: Why it matters
    text: ''
  - id: limitations
    heading: Limitations and open problems
    text: ''
# equations: id, name, tex, says, symbols (symbol, meaning), sources (key, at)
equations: []
# origin: key of the source that introduced it or made it known, above the summary; it gives the year on the timeline
# claims: id, text, status ({words("claim_statuses")}), as_of, sources,
#   measurements (group, label, value) for charts
claims: []
# charts: id, title, quantity, says, whole, claims
charts: []
# misconceptions: id, belief, correction, sources
misconceptions: []
# process: stages in order with id, name, text, inputs, outputs, phase where one begins, again: id of an earlier stage
process: []
# comparisons: {words("comparisons")}
comparisons: []
traits: {{}}
{traits}
# relations: kind, target, reason, sources. Kinds:
#   {kinds}
relations: []
# questions: id, type ({words("question_types")}),
#   level ({words("question_levels")}), stem, hints, explain, claims, sources, and by type
#   options (id, text, why, correct: true); answer and check; items; choices; text and blanks; rubric and more:
#   CONTRIBUTING.md has them all
questions: []
# further_reading: key, why
further_reading: []
"""
