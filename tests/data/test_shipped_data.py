"""What the shipped data has to fulfil beyond the rules, one case a concept."""

from __future__ import annotations

from functools import cache

import pytest

from macros.core.authoring.schema import schemas
from macros.core.model.library import Library
from macros.core.model.questions import question_types
from macros.core.model.reading import read_library
from macros.core.rules import check
from tests.projects import ROOT

IDS = sorted(path.stem for path in (ROOT / "data/concepts").glob("*.yml"))


@cache
def library() -> Library:
    found, problems = read_library(ROOT)
    assert found and not problems
    return found


def test_the_rules_find_nothing() -> None:
    assert check(library()) == []


MAIN = [
    "alignment",
    "hhh",
    "capability-vs-alignment",
    "alignment-tax",
    "safety-case",
    "model-organisms",
    "galaxy-brained-reasoning",
    "features-and-neurons",
    "superposition",
    "rlhf",
    "dpo",
    "constitutional-ai",
    "process-reward-models",
    "rlaif",
    "fine-tuning",
    "adversarial-training",
    "behavioral-evals",
    "red-teaming",
    "scalable-oversight",
    "scaling-laws",
    "in-context-learning",
    "chain-of-thought",
    "mixture-of-experts",
    "knowledge-distillation",
    "weak-to-strong",
]
PARTS = [
    "supervised-fine-tuning",
    "reward-model",
    "ppo",
    "kl-penalty",
    "reward-overoptimization",
    "preference-optimization-variants",
    "outcome-reward-models",
    "best-of-n",
    "lora",
    "qlora",
    "constitutional-classifiers",
    "adversarial-rl-red-teaming",
    "dangerous-capability-evals",
    "sycophancy",
    "power-seeking",
    "refusal-and-over-refusal",
    "automated-red-teaming",
    "many-shot-jailbreaking",
    "jailbreak-families",
    "debate",
    "prover-verifier-games",
    "sandwiching",
    "sleeper-agents",
    "alignment-faking",
    "linear-probes",
    "chinchilla",
    "emergent-capabilities",
    "inverse-scaling",
    "induction-heads",
    "cot-faithfulness",
    "hidden-computation",
    "sparse-autoencoders",
    "ai-control",
    "reward-hacking",
    "deceptive-alignment",
    "responsible-scaling",
]

ROWS = {
    "C1": 4, "C2": 6, "C3": 5, "C4": 4, "C5": 7, "C6": 4, "C7": 3, "C8": 5, "C9": 3,
    "1": 15, "2": 13, "3": 8, "4": 10, "5": 9, "6": 8, "7": 13, "8": 7, "9": 6, "10": 6, "11": 7, "12": 8, "13": 8,
    "14": 9, "15": 6, "16": 6,
}  # fmt: skip
"""How many statements each part of the source document makes."""
OTHERS = {"F": 7, "P": 26, "M": 18}
"""How many formulas, papers and map edges it has."""


def test_the_concepts_of_the_source_document_are_there() -> None:
    kinds = {concept_id: concept.entry for concept_id, concept in library().concepts.items()}
    assert {concept_id: kinds.get(concept_id) for concept_id in MAIN} == dict.fromkeys(MAIN, "main")
    assert {concept_id: kinds.get(concept_id) for concept_id in PARTS} == dict.fromkeys(PARTS, "part")


def test_every_row_of_the_source_document_is_covered() -> None:
    covered = [row.row for part in library().coverage for row in part.rows]
    expected = [f"{part}.{number}" for part, count in ROWS.items() for number in range(1, count + 1)]
    expected += [f"{letter}{number}" for letter, count in OTHERS.items() for number in range(1, count + 1)]
    assert sorted(covered) == sorted(expected)


def test_comparisons_have_something_to_compare() -> None:
    for comparison in library().vocabulary.comparisons:
        ids = [key for key, concept in library().concepts.items() if comparison.key in concept.comparisons]
        assert len(ids) >= 5, comparison.key


def test_every_trait_is_used_by_a_comparison() -> None:
    used = {trait for comparison in library().vocabulary.comparisons for trait in comparison.traits}
    assert used == set(library().vocabulary.terms("traits"))


@pytest.mark.parametrize("concept_id", IDS)
def test_a_concept_explains_itself(concept_id: str) -> None:
    concept = library().concepts[concept_id]
    assert concept.further_reading
    assert concept.claims[0].status != "superseded"


def test_the_bank_has_all_types_and_one_question_before_reading_on_each_main_entry() -> None:
    concepts = library().concepts.values()
    assert {question.type for concept in concepts for question in concept.questions} == set(question_types())
    for concept in concepts:
        before = [question for question in concept.questions if question.before_reading]
        assert len(before) == (concept.entry == "main"), concept.title


def test_the_vocabulary_has_the_types_of_the_model() -> None:
    assert list(library().vocabulary.terms("question_types")) == question_types()


@pytest.mark.parametrize("concept_id", IDS)
def test_every_file_names_its_schema(concept_id: str) -> None:
    first = library().document(concept_id).text.split("\n", 1)[0]
    assert first == "# yaml-language-server: $schema=../schema/concept.schema.json"
    assert "data/schema/concept.schema.json" in schemas(library().vocabulary)
