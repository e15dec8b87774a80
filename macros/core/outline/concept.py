"""What the page of a concept consists of: its parts in order, each with anchor, name and words.

Templates, search, permanent names, reserved ids, names of links and coverage all read this outline. A new part of the
page is a group in :data:`GROUPS` and a template of its key in ``pages/templates/concept/``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from ..model.concept import Concept, Equation, Section, Symbol
from ..model.figures import Figure
from ..model.library import Library
from ..model.questions import AnyQuestion
from ..text.bibliography import cited_keys
from ..words.table import say
from .reading import placed


@dataclass(frozen=True)
class Words:
    """Text that readers see in a part, and by which search finds it.

    Attributes:
        markup: Text as contributors write it.
        block: Whether it may hold paragraphs, lists and code.
        before: Plain words before it.
        after: Plain words after it.
    """

    markup: str = ""
    block: bool = False
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Part:
    """A part of a page.

    Attributes:
        kind: ``section``, the key of a group, or a key of :data:`PREFIXES`.
        anchor: Its id on the page.
        name: Its heading, or what links call it.
        words: Its own text.
        parts: What it holds, in order.
        record: What it shows, if it shows a single record.
        permanent: Whether its anchor stays for ever, because other sites may link to it.
    """

    kind: str
    anchor: str
    name: str
    words: Sequence[Words] = ()
    parts: Sequence[Part] = ()
    record: Any = None
    permanent: bool = True

    def walk(self) -> Iterator[Part]:
        """The part itself, then everything in it."""
        yield self
        for part in self.parts:
            yield from part.walk()


PREFIXES: Mapping[str, str] = {
    "chart": "chart-",
    "claim": "claim-",
    "equation": "eq-",
    "figure": "figure-",
    "misconception": "misconception-",
    "question": "q-",
    "relation": "relation-",
    "source": "source-",
}
"""How anchors of records begin, by the kind of part. Only sections have their bare id."""


@dataclass(frozen=True)
class Group:
    """A part of the page with a heading of its own that is not a section.

    Attributes:
        key: Its kind, which is also its anchor and the name of its template.
        heading: Its heading.
        contents: Words and parts of it for a concept; None if the page has nothing to show there.
        lasting: Whose anchors are permanent: its own and those of its parts (``whole``), only those of its parts, or
            nothing's. Headings that most pages have need no protection.
        after: Id of the section that it follows if the page has it, and else the last section. If empty, the group
            stands behind all sections, in the order of :data:`GROUPS`.
        anchors: Further ids in its template.
        leading: Whether it stands above the sections, in the template of the whole page.
    """

    key: str
    heading: str
    contents: Callable[[Library, str], tuple[Sequence[Words], Sequence[Part]] | None]
    lasting: Literal["whole", "parts", "nothing"] = "whole"
    after: str = ""
    anchors: tuple[str, ...] = ()
    leading: bool = False


def outline(library: Library, concept_id: str) -> list[Part]:
    """The parts of a concept's page that have headings, in order, with all that they hold."""
    return _outline(library, concept_id, GROUPS)


def _outline(library: Library, concept_id: str, groups: Sequence[Group]) -> list[Part]:
    concept = library.concepts[concept_id]
    equations = {equation.id: equation for equation in concept.equations}
    figures = {figure.id: figure for figure in concept.figures}
    asked = placed(concept)
    parts = [_section(section, equations, figures, asked.get(section.id, ())) for section in concept.sections]
    there = {part.anchor for section in parts for part in section.parts}
    everything = [*map(_equation, concept.equations), *map(_figure, concept.figures)]
    if parts and (lost := [part for part in everything if part.anchor not in there]):
        # A rule reports them; here they count as there, so that nothing else is reported as gone.
        parts[-1] = replace(parts[-1], parts=[*parts[-1].parts, *lost])
    last = parts[-1].anchor if parts else ""
    leading = {group.key for group in groups if group.leading}
    for group in groups:
        if (contents := group.contents(library, concept_id)) is None:
            continue
        part = Part(group.key, group.key, group.heading, *contents, permanent=group.lasting == "whole")
        if group.leading:
            parts.insert(sum(part.kind in leading for part in parts), part)
        elif group.after:
            anchors = [part.anchor for part in parts]
            parts.insert(anchors.index(group.after if group.after in anchors else last) + 1, part)
        else:
            parts.append(part)
    return parts


def places(library: Library, concept_id: str) -> dict[str, Part]:
    """All parts of a concept's page by anchor, in order."""
    return {part.anchor: part for top in outline(library, concept_id) for part in top.walk()}


def lasting_parts(library: Library, concept_id: str) -> dict[str, Part]:
    """The parts of a concept's page whose anchors are permanent, by anchor, in order."""
    groups = [group for group in GROUPS if group.lasting != "nothing"]
    found = (part for top in _outline(library, concept_id, groups) for part in top.walk())
    return {part.anchor: part for part in found if part.permanent}


def reserved_anchors() -> set[str]:
    """Anchors that no section may have, because the page has them anyway."""
    return {"concept", *(anchor for group in GROUPS for anchor in (group.key, *group.anchors))}


def reserved_prefixes() -> tuple[str, ...]:
    """How no section's id may begin, because anchors of other parts and of diagrams do."""
    return (*PREFIXES.values(), "about-", "neighborhood-", "process-")


def _record(kind: str, name: str, record: Any, **more: Any) -> Part:
    return Part(kind, f"{PREFIXES[kind]}{record.id}", name, record=record, **more)


def _section(
    section: Section, equations: Mapping[str, Equation], figures: Mapping[str, Figure], asked: Sequence[AnyQuestion]
) -> Part:
    shown = [_equation(equations[key]) for key in section.equations if key in equations]
    drawn = [_figure(figures[key]) for key in section.figures if key in figures]
    return Part(
        "section",
        section.id,
        section.heading,
        [Words(section.text, block=True)],
        [*shown, *drawn, *map(_question, asked)],
        section,
    )


def _question(question: AnyQuestion) -> Part:
    return _record("question", "question", question, words=[Words(question.stem)], permanent=False)


def _equation(equation: Equation) -> Part:
    texts = (equation.says, *(symbol.meaning for symbol in equation.symbols))
    words = [Words(before=f"{equation.name}."), *map(Words, texts)]
    return _record("equation", equation.name, equation, words=words)


def _figure(figure: Figure) -> Part:
    words = [Words(before=f"{figure.title}. {figure.plots}."), Words(figure.look_for), Words(figure.not_shown)]
    return _record("figure", figure.title, figure, words=words)


def _process(library: Library, concept_id: str) -> tuple[list[Words], list[Part]] | None:
    stages = library.concepts[concept_id].process
    words = [
        Words(stage.text, before=f"{stage.name}. ", after=f" {', '.join((*stage.inputs, *stage.outputs))}")
        for stage in stages
    ]
    return (words, []) if stages else None


def _traits(library: Library, concept_id: str) -> tuple[list[Words], list[Part]] | None:
    traits = library.concepts[concept_id].traits
    named = [(trait.label, traits[trait.key]) for trait in library.vocabulary.traits if trait.key in traits]
    return ([Words(text, before=f"{label}: ", after=".") for label, text in named], []) if traits else None


def _evidence(library: Library, concept_id: str) -> tuple[list[Words], list[Part]] | None:
    concept = library.concepts[concept_id]
    charts = [_record("chart", "chart", chart) for chart in concept.charts]
    claims = [_record("claim", "claim", claim, words=[Words(claim.text)]) for claim in concept.claims]
    return ([], [*charts, *claims]) if charts or claims else None


def _misconceptions(library: Library, concept_id: str) -> tuple[list[Words], list[Part]] | None:
    found = [
        _record("misconception", "misconception", item, words=[Words(item.belief), Words(item.correction)])
        for item in library.concepts[concept_id].misconceptions
    ]
    return ([], found) if found else None


def _relations(library: Library, concept_id: str) -> tuple[list[Words], list[Part]] | None:
    words = []
    for edge in library.graph.around(concept_id):
        other = library.concepts[edge.other]
        words.append(Words(edge.relation.reason, before=f"{edge.phrase} {other.short_title or other.title}. "))
    # Not from the graph, which leaves out relations to concepts that cannot be read.
    found = [
        Part("relation", f"{PREFIXES['relation']}{relation.kind}-{relation.target}", "relation", record=relation)
        for relation in library.concepts[concept_id].relations
    ]
    return (words, found) if words or found else None


def _questions(library: Library, concept_id: str) -> tuple[list[Words], list[Part]] | None:
    found = [_question(question) for question in asked_at_end(library.concepts[concept_id])]
    return ([], found) if found else None


def asked_at_end(concept: Concept) -> list[AnyQuestion]:
    """The questions that stand neither above the text nor in it."""
    inside = [question for questions in placed(concept).values() for question in questions]
    return [question for question in concept.questions if not question.before_reading and question not in inside]


def _in_short(library: Library, concept_id: str) -> tuple[list[Words], list[Part]] | None:
    lines = library.concepts[concept_id].in_short
    return (list(map(Words, lines)), []) if lines else None


def _title(library: Library, key: str) -> str:
    return f"{library.sources[key].title}. " if key in library.sources else ""


def _sources(library: Library, concept_id: str) -> tuple[list[Words], list[Part]] | None:
    reading = library.concepts[concept_id].further_reading
    words = [Words(item.why, before=_title(library, item.key)) for item in reading]
    keys = sorted(cited_keys(library, concept_id))
    found = [Part("source", f"{PREFIXES['source']}{key}", "source", permanent=False) for key in keys]
    return (words, found) if keys else None


GROUPS: tuple[Group, ...] = (
    Group("in-short", say("in_short"), _in_short, lasting="nothing", leading=True),
    Group("at-a-glance", say("at_a_glance"), _traits, leading=True),
    Group("process", say("stages"), _process, after="how-it-works", anchors=("stages",)),
    Group("evidence", say("evidence"), _evidence, lasting="parts"),
    Group("misconceptions", say("misconceptions"), _misconceptions, lasting="parts"),
    Group("relations", say("relations"), _relations, lasting="parts", anchors=("more-relations",)),
    Group("check-yourself", say("check_yourself"), _questions, lasting="nothing"),
    Group("sources", say("sources"), _sources, lasting="nothing", anchors=("further-reading",)),
)
"""The parts of the page besides its sections, in order."""
LEADING = tuple(group.key for group in GROUPS if group.leading)
"""Parts that stand above the sections."""


def new_symbols(concept: Concept) -> dict[str, list[Symbol]]:
    """The symbols that each equation is the first to explain in these words, by its id.

    Equations are counted in the order in which readers meet them: the first of the concept, then those of the sections.
    """
    order = {equation.id: equation for equation in concept.equations}
    ids = [*order][:1] + [key for section in concept.sections for key in section.equations if key in order] + [*order]
    explained = set[tuple[str, str]]()
    found: dict[str, list[Symbol]] = {}
    for key in dict.fromkeys(ids):
        found[key] = [one for one in order[key].symbols if (one.symbol, one.meaning) not in explained]
        explained.update((one.symbol, one.meaning) for one in order[key].symbols)
    return found
