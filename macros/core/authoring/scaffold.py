"""The first version of a new concept's file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_origin

from ..model.concept import Concept
from ..model.files import concept_path
from ..model.shapes import field_order
from ..model.vocabulary import Vocabulary
from .layout import mode_line

_NOT_FOR_NEW = ("redirects", "replaces", "retired")
"""Fields about former names, which a new concept has not."""
_EMPTY: Mapping[Any, str] = {tuple: "[]", dict: "{}"}
"""How a list or a mapping without content is written."""


def scaffold(concept_id: str, vocabulary: Vocabulary) -> str:
    """Text of a concept file in which everything that a contributor has to write is an empty value.

    Checking it names each empty value; the words that may be chosen stand beside them. Lines with two # explain.
    Lines with one # are fields that a page may do without: without the # and the space behind it they are valid.
    """

    return with_all_fields(_template(concept_id, vocabulary))


def with_all_fields(text: str) -> str:
    """The text with a comment for each field of the model that it lacks, before the field that comes next in files."""
    lines = text.split("\n")
    names = [name for name in field_order(Concept) if name not in _NOT_FOR_NEW]
    places = {name: place for place, line in enumerate(lines) for name in names if re.match(f"(# )?{name}:", line)}
    place = len(lines) - 1
    for name in reversed(names):
        if name in places:
            place = places[name]
            while lines[place - 1].startswith("##"):
                place -= 1
            continue
        info = Concept.model_fields[name]
        empty = _EMPTY.get(get_origin(info.annotation), "''")
        lines[place:place] = [f"## {info.description}", f"# {name}: {empty}"]
    return "\n".join(lines)


def _template(concept_id: str, vocabulary: Vocabulary) -> str:
    def words(name: str) -> str:
        return " | ".join(vocabulary.terms(name))

    traits = "\n".join(f"#   ## {term.label}\n#   {term.key}: ''" for term in vocabulary.traits)
    return f"""{mode_line(concept_path(concept_id))}
## Lines with two # explain. Lines with one # are fields you may need: take away the # and the space behind it.
## In text: $tex$ for formulas, [[concept-id]] for links, [@source-key, §4] for citations; *emphasis*, `code`, lists.
## A text with a colon or a #, or one that begins with a character such as [ or *, goes in single quotes or below a |.
title: {concept_id.replace("-", " ").capitalize()}
## A name for menus and diagrams, if the title is long.
# short_title: ''
## Other names that people search for.
aliases: []
category: ''  # {words("categories")}
entry: ''  # {words("entries")}
level: ''  # {words("levels")}
status: ''  # {words("concept_statuses")}
## The day on which you checked the whole page, such as 2026-11-23.
reviewed: ''
## Key of the source that introduced it or made it known; it gives the year on the timeline.
# origin: ''
## One sentence of at most 200 characters, which lists and search results show.
summary: ''
sections:
  - id: what-it-is
    heading: What it is
    text: ''
  - id: how-it-works
    heading: How it works
    text: ''
    ## Ids of equations from the list below, which are shown at the end of this section.
    # equations: []
    ## Ids of figures from the list below, which stand after the equations.
    # figures: []
    ## The arithmetic behind figures that no source has; the text shows the result.
    # calculations:
    #   - name: ''
    #     expression: ''
    #     result: ''
  - id: why-it-matters
    heading: Why it matters
    text: ''
  - id: limitations
    heading: Limitations and open problems
    text: ''
# equations:
#   - id: ''
#     name: ''
#     tex: ''
#     says: ''
#     symbols:
#       - symbol: ''
#         meaning: ''
#     sources:
#       - key: ''
#         at: ''
## Results, figures and dated facts, the main one first.
# claims:
#   - id: ''
#     text: ''
#     status: ''  # {words("claim_statuses")}
#     as_of: ''
#     sources:
#       - key: ''
#         at: ''
#     ## Figures of the text that a chart draws.
#     measurements:
#       - label: ''
#         value: ''
# charts:
#   - id: ''
#     title: ''
#     quantity: ''
#     says: ''
#     claims: []
# misconceptions:
#   - id: ''
#     belief: ''
#     correction: ''
#     sources: []
## The stages of a pipeline in order, if it is one.
# process:
#   - id: ''
#     name: ''
#     text: ''
#     inputs: []
#     outputs: []
## Tables in which the page stands; it then needs the traits that they compare.
# comparisons: []  # {words("comparisons")}
## Facts for these tables; leave out those that do not apply.
# traits:
{traits}
# relations:
#   - kind: ''  # {words("relation_kinds")}
#     target: ''
#     reason: ''
#     sources: []
## An example to write over. Other types: {words("question_types")}; the field guide has their fields.
# questions:
#   - id: beta-role
#     type: single
#     level: {next(iter(vocabulary.terms("question_levels")))}  # {words("question_levels")}
#     stem: What does a larger weight of the KL penalty do?
#     options:
#       - id: closer
#         text: It keeps the policy closer to the reference.
#         correct: true
#         why: Drifting away costs more.
#       - id: faster
#         text: It makes training faster.
#         why: The weight is no learning rate; it says what is optimal, not how fast it is reached.
#       - id: longer
#         text: It makes responses longer.
#         why: The penalty compares probabilities and does not reward length.
#     hints:
#       - What does the penalty measure?
#     explain: The weight is the price of distance from the reference.
#     ## Ids of claims of this page that show the right answer, or sources.
#     claims: []
#     sources:
#       - key: key-of-a-source
#         at: §4
# further_reading:
#   - key: ''
#     why: ''
"""
