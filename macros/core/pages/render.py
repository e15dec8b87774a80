"""Pages as Markdown whose headings are Markdown and whose text is HTML in blocks that come later.

Where a block of HTML belongs, the Markdown has an empty placeholder, which is all that a Markdown parser needs to see.
:meth:`Renderer.fill` puts the blocks in when the page is otherwise done.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from ..authoring.fields import records
from ..drawing.charts import bars, draw_chart, drawn_claims
from ..drawing.mermaid import has_labels, phases
from ..drawing.plots import draw_plot, draw_preview, draw_sketch, figure_json, plot_rows
from ..model.concept import SINGLE_STUDY, UNVERIFIED, Concept
from ..model.graph import neighbors
from ..model.reading_order import reading_order
from ..model.types import Citation
from ..model.vocabulary import Comparison, Term
from ..names.renames import present
from ..outline.concept import LEADING, new_symbols, outline
from ..outline.interviews import Interview, interviews
from ..outline.plans import Plan, lengths, plans, spoken_time
from ..outline.reading import minutes
from ..outline.site import (
    BIBTEX,
    DECK,
    asked_in,
    category_page,
    concept_page,
    interview_page,
    path_page,
    questions_page,
    sheet_page,
)
from ..quiz.bank import Bank, figures
from ..quiz.display import amount, duration, first_id, limits, shuffled, tolerance, wanted_number
from ..source.codes import CODES, PARTS
from ..source.examples import EXAMPLES
from ..store.pages import Fragment, PageCache
from ..text.bibliography import author_line, cited_keys
from ..text.bibtex import bibtex
from ..text.fences import fence_key
from ..text.formulas import mathml, mathml_parts
from ..text.markdown import citation, explanation, opening, render_block, render_inline, without_links
from ..text.spoken import with_names
from ..text.terms import entries
from ..words.table import say
from ..words.templates import environment
from .atlas import Atlas
from .data_files import figures as figures_of
from .freshness import ages, claims_with, median_evidence, newest_evidence
from .home import QUERIES, featured
from .links import PageLinks
from .specimens import specimens
from .tiers import tiers
from .timeline import timeline

COLORS = (
    "ground", "raised", "well", "ink", "ink-2", "edge", "line", "accent", "on-accent", "wash", "right", "right-wash",
    "wrong", "wrong-wash", "contested", "single", "old", "second",
)  # fmt: skip
"""Names of the colors in ``web/styles/base.css`` that the page Components shows."""
TEMPLATES = Path(__file__).resolve().parent / "templates"

_PLACEHOLDER = re.compile(r'<div class="aa-placeholder" data-block="(\d+)"></div>')
_FENCE = re.compile(r'<pre\s+class="mermaid">\s*<code>(.*?)</code></pre>', re.DOTALL)


def heading(text: str) -> Markup:
    """Plain text for a Markdown heading: every character that Markdown or its extensions could read is an entity."""
    plain = text.unescape() if isinstance(text, Markup) else text
    return Markup(re.sub(r"[!-/:-@\[-`{-~]", lambda match: f"&#{ord(match.group())};", " ".join(plain.split())))


def for_theme(text: str) -> str:
    """Plain text in one line for places where the theme prints it unescaped and mkdocs-macros looks for braces."""
    return str(escape(" ".join(text.split()))).replace("{", "&#123;").replace("}", "&#125;")


class Renderer:
    """Renders parts of the site from an atlas. Each method that names a part returns Markdown with placeholders."""

    def __init__(self, atlas: Atlas, cache: PageCache | None = None) -> None:
        self.atlas = atlas
        self._cache = cache
        self._blocks: list[Markup] = []
        self._explained: set[str] = set()

    def fill(self, html: str, treat: Callable[[str], str] = str) -> str:
        """The text, Markdown or HTML, with each placeholder replaced by its block, ``treat`` applied to the block."""
        return _PLACEHOLDER.sub(lambda match: treat(self._blocks[int(match[1])]), html)

    def draw_fences(self, html: str) -> str:
        """Python-Markdown's HTML of a page with the drawing in the place of each hand-written diagram."""
        template = self._templates.get_template("fence.html.j2")

        def draw(match: re.Match[str]) -> str:
            text = fence_key(match[1])
            return template.render(text=text, drawing=self.atlas.drawings[text])

        return _FENCE.sub(draw, html)

    def _hold(self, caller: Callable[[], Markup]) -> Markup:
        self._explained.clear()  # a block is a section: what it mentions is explained once
        self._blocks.append(caller())
        return Markup(f'<div class="aa-placeholder" data-block="{len(self._blocks) - 1}"></div>\n')

    @cached_property
    def _templates(self) -> Environment:
        templates = environment(TEMPLATES)
        templates.filters["heading"] = heading
        templates.filters["named"] = with_names
        templates.globals.update(
            math=lambda tex: mathml(tex, display=False),
            display=mathml_parts,
            draw_chart=draw_chart,
            draw_plot=draw_plot,
            draw_preview=draw_preview,
            draw_sketch=draw_sketch,
            figure_json=figure_json,
            plot_rows=plot_rows,
            author_line=author_line,
            bars=bars,
            drawn_claims=drawn_claims,
            SHOWN_CLAIMS=3,
            SHOWN_MISCONCEPTIONS=2,
            SHOWN_NEIGHBORS=3,
            bibtex=bibtex,
            opening=opening,
            amount=amount,
            duration=duration,
            first_id=first_id,
            wanted_number=wanted_number,
            limits=limits,
            shuffled=shuffled,
            tolerance=tolerance,
            without_links=without_links,
        )
        return templates

    def concept(self, concept_id: str) -> str:
        """The whole page of a concept, from the cache if it is there."""
        fragment = self._cache.get(concept_id) if self._cache else None
        if fragment is None:
            start = len(self._blocks)
            fragment = Fragment(self._concept(concept_id), start, self._blocks[start:])
            del self._blocks[start:]
            if self._cache:
                self._cache.put(concept_id, fragment)
        shift = len(self._blocks) - fragment.start
        self._blocks += map(Markup, fragment.blocks)
        return _PLACEHOLDER.sub(lambda match: _renumbered(match, shift), fragment.text)

    def _concept(self, concept_id: str) -> str:
        library = self.atlas.library
        concept = library.concepts[concept_id]
        links = self.atlas.links(concept_page(concept_id), concept_id)
        return self._print(
            "concept.md.j2",
            links,
            id=concept_id,
            concept=concept,
            evidence=newest_evidence(concept, library.sources),
            minutes=minutes(concept),
            key_equation=concept.equations[0].id if concept.equations else "",
            new_symbols=new_symbols(concept),
            neighbors=neighbors(library.graph.around(concept_id)),
            outline=[part for part in outline(library, concept_id) if part.kind not in LEADING],
            process_compared=self._process_compared(concept),
            phases=phases(concept.process),
            repeats=any(stage.again for stage in concept.process),
            stage_numbers={stage.id: number for number, stage in enumerate(concept.process, start=1)},
            first=library.graph.requirements(concept_id),
            next=library.graph.unlocks(concept_id),
            diagrams=self.atlas.diagrams[concept_id],
            asked_before=[question for question in concept.questions if question.before_reading],
            cited=self._sorted(cited_keys(library, concept_id)),
            former=self.atlas.former_parts.get(concept_id, []),
        )

    def moved(self, old: str) -> str:
        """The page at the old address of a concept that was renamed or retired."""
        links = self.atlas.links(concept_page(old))
        successor = self.atlas.former_pages[old]
        return self._print("moved.md.j2", links, target=links.place(successor), name=links.place_name(successor))

    def concept_description(self, concept_id: str) -> str:
        """The summary, fit for the theme's meta description."""
        return for_theme(self.atlas.library.concepts[concept_id].summary)

    def category(self, key: str) -> str:
        """The page of a category: what it is and its concepts, by kind of entry."""
        library = self.atlas.library
        return self._print(
            "category.md.j2",
            self.atlas.links(category_page(key)),
            category=library.vocabulary.terms("categories")[key],
            groups=self._by_entry(key),
        )

    def home(self, page: str) -> str:
        """The way in: search, the first learning path, a question, a belief, a finding, and all concepts."""
        library = self.atlas.library
        return self._print(
            "home.md.j2",
            self.atlas.links(page),
            plan=self.plans[0] if library.paths else None,
            numbers=figures_of(self.atlas),
            featured=featured(library),
            queries=QUERIES,
            categories=self._categories(),
            minutes=minutes,
        )

    def concept_map(self, page: str) -> str:
        """All concepts by what they require; what to read before what, and each category with all its relations."""
        library, graph = self.atlas.library, self.atlas.library.graph
        categories = []
        for category in library.vocabulary.categories:
            if ids := set(library.in_category(category.key)):
                edges = [e for kind in library.vocabulary.relation_kinds for e in graph.edges(kind.key)]
                inside = [edge for edge in edges if edge.source in ids and edge.target in ids]
                drawing = self.atlas.maps.get(f"map-{category.key}")
                categories.append((category, inside, drawing, has_labels(inside)))
        return self._print(
            "map.md.j2",
            self.atlas.links(page),
            categories=categories,
            tiers=tiers(library),
            overall=self.atlas.maps.get("map-all"),
            needed=self._needs(list(library.concepts)),
            concepts=self._concepts(library.concepts),
            figure_count=sum(len(concept.figures) for concept in library.concepts.values()),
        )

    def relations(self, page: str) -> str:
        """All relations, by kind, as diagrams and as tables."""
        library = self.atlas.library
        kinds = [(kind, library.graph.edges(kind.key)) for kind in library.vocabulary.relation_kinds]
        shown = [(kind, edges, self.atlas.maps.get(f"map-{kind.key}")) for kind, edges in kinds if edges]
        return self._print("relations.md.j2", self.atlas.links(page), kinds=shown)

    @cached_property
    def plans(self) -> list[Plan]:
        """All learning paths, the one that the site proposes first."""
        return plans(self.atlas.library)

    @cached_property
    def interviews(self) -> dict[str, list[Interview]]:
        """The mock interviews of each learning path toward a goal, by the id of the path."""
        goals = {route.id for route in self.atlas.library.paths}
        return {plan.id: interviews(self.atlas.library, plan) for plan in self.plans if plan.id in goals}

    def learning_paths(self, page: str) -> str:
        """All learning paths: towards goals, and through each category."""
        goals = [plan for plan in self.plans if plan.id in {route.id for route in self.atlas.library.paths}]
        through = [plan for plan in self.plans if plan not in goals]
        return self._print("paths.md.j2", self.atlas.links(page), goals=goals, through=through, spoken_time=spoken_time)

    def path(self, key: str) -> str:
        """The page of a learning path: its parts with their concepts, and what to read before what."""
        plan = next(plan for plan in self.plans if plan.id == key)
        return self._print(
            "path.md.j2",
            self.atlas.links(path_page(key)),
            plan=plan,
            lengths=lengths(self.plans, plan),
            interviews=self.interviews.get(key, []),
            drawing=self.atlas.maps.get(f"path-{key}"),
            rows=self._needs(plan.concepts),
            spoken_time=spoken_time,
        )

    def interview(self, key: str, number: int) -> str:
        """A mock interview of a learning path: its questions, and their answers on a sheet of their own."""
        return self._print(
            "interview.md.j2",
            self.atlas.links(interview_page(key, number)),
            plan=next(plan for plan in self.plans if plan.id == key),
            interview=self.interviews[key][number - 1],
            interviews=self.interviews[key],
            spoken_time=spoken_time,
        )

    def timeline(self, page: str) -> str:
        """Techniques and much cited sources by year."""
        return self._print(
            "timeline.md.j2", self.atlas.links(page), years=timeline(self.atlas.library, self.atlas.cited_by)
        )

    def comparisons(self, page: str) -> str:
        """Concepts side by side, by their traits."""
        library = self.atlas.library
        traits = library.vocabulary.terms("traits")
        shown = []
        for comparison in library.vocabulary.comparisons:
            ids = [key for key, concept in library.concepts.items() if comparison.key in concept.comparisons]
            if ids:
                columns = [traits[trait] for trait in comparison.traits]
                drawn = [key for key in reading_order(library, ids) if library.concepts[key].process]
                diagrams = [(key, self.atlas.diagrams[key]["process"]) for key in drawn]
                shown.append((comparison, columns, self._concepts(ids), diagrams if len(diagrams) > 1 else []))
        return self._print("comparisons.md.j2", self.atlas.links(page), comparisons=shown)

    def figure_gallery(self, page: str) -> str:
        """All figures that readers can move, as they are at first, by category and concept."""
        library = self.atlas.library
        shown = []
        for category in library.vocabulary.categories:
            ids = reading_order(library, library.in_category(category.key))
            if figures := [(key, figure) for key in ids for figure in library.concepts[key].figures]:
                shown.append((category, figures))
        return self._print("figures.md.j2", self.atlas.links(page), categories=shown)

    def glossary(self, page: str) -> str:
        """All names of concepts and terms in one alphabet."""
        letters: dict[str, list[Any]] = {}
        for entry in entries(self.atlas.library):
            letters.setdefault(_letter(entry.name), []).append(entry)
        return self._print("glossary.md.j2", self.atlas.links(page), letters=letters)

    def cheat_sheets(self, page: str) -> str:
        """The cheat sheets by category, with the concepts that each has."""
        return self._print("cheat-sheets.md.j2", self.atlas.links(page), categories=self._categories())

    def cheat_sheet(self, key: str) -> str:
        """The cheat sheet of a category, to be printed."""
        category = self.atlas.library.vocabulary.terms("categories")[key]
        links = self.atlas.links(sheet_page(key))
        return self._print("cheat-sheet.md.j2", links, category=category, groups=self._by_entry(key))

    def quizzes(self, page: str) -> str:
        """The ways to practice, with what chooses among all questions."""
        return self._print("quizzes.md.j2", self.atlas.links(page), categories=self._asked())

    def questions(self, key: str) -> str:
        """All questions of a category, by concept."""
        library = self.atlas.library
        return self._print(
            "questions.md.j2",
            self.atlas.links(questions_page(key)),
            category=library.vocabulary.terms("categories")[key],
            concepts=self._concepts(asked_in(library, key)),
        )

    def _asked(self) -> list[tuple[Term, list[tuple[str, Concept]]]]:
        """Each category that has questions, with its concepts that have some."""
        library = self.atlas.library
        found = [(term, self._concepts(asked_in(library, term.key))) for term in library.vocabulary.categories]
        return [(term, concepts) for term, concepts in found if concepts]

    def session(self, page: str) -> str:
        """Where a script asks questions one at a time, and what readers without scripts can do instead."""
        return self._print("session.md.j2", self.atlas.links(page))

    def review(self, page: str) -> str:
        """Where a script shows what is due, and what readers without scripts can do instead."""
        return self._print("review.md.j2", self.atlas.links(page))

    def anki_deck(self, page: str) -> str:
        """Where to get all questions as cards for Anki."""
        links = self.atlas.links(page)
        return self._print("anki-deck.md.j2", links, file=links.page_named(DECK), numbers=figures_of(self.atlas))

    def question_report(self, page: str) -> str:
        """What all questions together give away or leave out, with the limits that hold."""
        bank = Bank(self.atlas.library)
        return self._print(
            "question-report.md.j2",
            self.atlas.links(page),
            figures=figures(bank),
            types=bank.types(),
            lists=[
                (
                    say("report_given_away"),
                    "given-away",
                    "q",
                    [(place.concept_id, place.question.id) for place, _ in bank.most_given_away()],
                ),
                (say("report_unused_misconceptions"), "misconception", "misconception", bank.unused_misconceptions()),
                (say("report_unasked_claims"), "claim", "claim", bank.unasked_claims()),
                (say("report_unexplained"), "q", "q", bank.unexplained()),
            ],
        )

    def problem_kinds(self, page: str) -> str:
        """Every kind of problem that the check may find, with what it means, how to fix it and an example."""
        parts = [
            ({"key": key, "heading": heading}, [(code, kind) for code, kind in CODES.items() if kind.part == key])
            for key, heading in PARTS.items()
        ]
        return self._print("problems.md.j2", self.atlas.links(page), parts=parts, examples=EXAMPLES)

    def field_guide(self, page: str) -> str:
        """Every field of every record that contributors write."""
        vocabulary = self.atlas.library.vocabulary
        lists = [name for name in type(vocabulary).model_fields if name != "numbered_names"]
        words = {name: list(vocabulary.terms(name)) for name in lists}
        return self._print("fields.md.j2", self.atlas.links(page), records=records(), vocabulary=words)

    def concepts(self, page: str) -> str:
        """All concepts by category, with what they are, how long their pages take and how deep they go."""
        return self._print("concepts.md.j2", self.atlas.links(page), categories=self._categories(), minutes=minutes)

    def freshness(self, page: str) -> str:
        """How new the evidence of each page is, when it was reviewed, and how well its claims stand."""
        library = self.atlas.library
        rows = ages(library)
        counts = sum((age.statuses for age in rows), Counter[str]())
        return self._print(
            "freshness.md.j2",
            self.atlas.links(page),
            ages=rows,
            counts=counts,
            total=counts.total(),
            median=median_evidence(rows),
            lists=[
                (library.vocabulary.terms("claim_statuses")[status], claims_with(library, status))
                for status in (UNVERIFIED, SINGLE_STUDY)
            ],
        )

    def components(self, page: str) -> str:
        """Every component of a page in every state."""
        library = self.atlas.library
        links = self.atlas.links(page)
        shown = specimens(library)
        symbols = {key: new_symbols(library.concepts[key]) for key in shown.formulas}
        return self._print(
            "components.md.j2", links, colors=COLORS, shown=shown, symbols=symbols, diagrams=self.atlas.diagrams
        )

    def coverage(self, page: str) -> str:
        """What became of each statement of the source document; places that were renamed are linked as they are now."""
        library = self.atlas.library
        counts = Counter(row.verdict for part in library.coverage for row in part.rows)
        return self._print(
            "coverage.md.j2", self.atlas.links(page), parts=library.coverage, counts=counts, present=present(library)
        )

    def bibliography(self, page: str) -> str:
        """All cited sources with the concepts that cite them."""
        keys = self._sorted(self.atlas.cited_by)
        sources = [self.atlas.library.sources[key] for key in keys]
        return self._print(
            "bibliography.md.j2",
            self.atlas.links(page),
            keys=keys,
            cited_by=self.atlas.cited_by,
            years=sorted({source.year for source in sources}, reverse=True),
            kinds=[
                kind for kind in self.atlas.library.vocabulary.source_kinds if kind.key in {s.kind for s in sources}
            ],
            file=self.atlas.address(page, BIBTEX),
        )

    def _categories(self) -> list[tuple[Term, list[tuple[Term, list[tuple[str, Concept]]]]]]:
        """Categories that have concepts, with their concepts by kind of entry."""
        vocabulary = self.atlas.library.vocabulary
        pairs = [(category, self._by_entry(category.key)) for category in vocabulary.categories]
        return [(category, groups) for category, groups in pairs if groups]

    def _by_entry(self, category: str) -> list[tuple[Term, list[tuple[str, Concept]]]]:
        library = self.atlas.library
        concepts = self._concepts(library.in_category(category))
        pairs = [(kind, [c for c in concepts if c[1].entry == kind.key]) for kind in library.vocabulary.entries]
        return [(kind, found) for kind, found in pairs if found]

    def _process_compared(self, concept: Concept) -> Comparison | None:
        """The first comparison in which the concept's process stands beside another one."""
        for key in concept.comparisons if concept.process else ():
            if self._processes[key] > 1:
                return self.atlas.library.vocabulary.comparison(key)
        return None

    @cached_property
    def _processes(self) -> Counter[str]:
        """How many concepts of each comparison have a process."""
        concepts = self.atlas.library.concepts.values()
        return Counter(key for concept in concepts if concept.process for key in concept.comparisons)

    def _needs(self, ids: Sequence[str]) -> list[tuple[str, list[str]]]:
        """Concepts in an order of reading, each with what it requires among them."""
        library = self.atlas.library
        inside = set(ids)
        order = reading_order(library, ids)
        return [(key, [other for other in library.graph.requirements(key) if other in inside]) for key in order]

    def _concepts(self, ids: Iterable[str]) -> list[tuple[str, Concept]]:
        return [(concept_id, self.atlas.library.concepts[concept_id]) for concept_id in ids]

    def _sorted(self, keys: Iterable[str]) -> list[str]:
        return sorted(keys, key=lambda key: (self.atlas.labels[key].casefold(), key))

    def _print(self, template: str, links: PageLinks, **values: Any) -> str:
        def cite(citations: Iterable[Citation]) -> Markup:
            return Markup("; ").join(citation(item.key, item.at, links) for item in citations)

        vocabulary = self.atlas.library.vocabulary
        text = self._templates.get_template(template).render(
            values,
            links=links,
            library=self.atlas.library,
            sources=self.atlas.library.sources,
            drawings=self.atlas.drawings,
            plots=self.atlas.plots,
            charts=self.atlas.charts,
            sketches=self.atlas.sketches,
            term=lambda name, key: vocabulary.terms(name)[key],
            inline=lambda text: render_inline(text, links, self._explained),
            bare=lambda text: render_inline(text, links),
            block=lambda text: render_block(text, links, self._explained),
            prose=lambda text: render_block(text, links),
            explain=lambda key: explanation(links.concept(key), links.concept_title(key), links.concept_summary(key)),
            cite=cite,
            cite_key=lambda key: citation(key, "", links),
            hold=self._hold,
        )
        return re.sub(r"\n{3,}", "\n\n", text)


def _renumbered(placeholder: re.Match[str], shift: int) -> str:
    return placeholder.group().replace(f'"{placeholder[1]}"', f'"{int(placeholder[1]) + shift}"', 1)


def _letter(name: str) -> str:
    first = next((character for character in name if character.isalnum()), "#").upper()
    return first if first.isascii() and first.isalpha() else "#"
