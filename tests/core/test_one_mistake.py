"""One mistake, one line: rules that see what follows from a mistake stay quiet."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.__main__ import main
from tests.core.test_markup import problems
from tests.projects import edit

ALPHA, BETA, VOCABULARY = "data/concepts/alpha.yml", "data/concepts/beta.yml", "data/vocabulary.yml"
SECTION = """\
sections:
  - id: what-it-was
    heading: What it was
    text: Beta came later. It was not the first, as [[alpha]] was.
    equations: [one, two]
"""
REST = """\
equations:
  - {id: one, name: One, tex: b, says: One., symbols: [{symbol: b, meaning: It.}], sources: [{key: doe2020alpha}]}
  - {id: two, name: Two, tex: c, says: Two., symbols: [{symbol: c, meaning: It.}], sources: [{key: doe2020alpha}]}
claims:
  - {id: one, text: It comes second., status: established, as_of: "2020", sources: [{key: doe2020alpha}]}
  - {id: two, text: It comes late., status: established, as_of: "2020", sources: [{key: doe2020alpha}]}
misconceptions:
  - {id: one, belief: It is the first., correction: It is not.}
  - {id: two, belief: It is the last., correction: It is not.}
questions:
  - id: one
    type: single
    level: recall
    stem: Which place does beta take?
    options:
      - {id: a, text: The second, correct: true, why: It does.}
      - {id: b, text: The first, why: It does not., misconception: one}
      - {id: c, text: The last, why: It does not., misconception: two}
    explain: It is the second.
    claims: [one, two]
  - id: two
    type: single
    level: recall
    stem: What comes right after alpha in that row?
    options:
      - {id: a, text: Gamma, why: It does not.}
      - {id: b, text: Beta, correct: true, why: It does.}
      - {id: c, text: Delta, why: It does not.}
    explain: Beta does.
    claims: [two]
relations:
"""
CASES = {
    # name: (file, old text, new text, the line)
    "id of a claim taken": (
        BETA,
        "- {id: two, text",
        "- {id: one, text",
        f"{BETA}:22:10: the id 'one' is taken by line 21; choose another [duplicate-id]",
    ),
    "id of a question taken": (
        BETA,
        "  - id: two\n    type",
        "  - id: one\n    type",
        f"{BETA}:37:9: the id 'one' is taken by line 27; choose another [duplicate-id]",
    ),
    "id of a misconception taken": (
        BETA,
        "- {id: two, belief",
        "- {id: one, belief",
        f"{BETA}:25:10: the id 'one' is taken by line 24; choose another [duplicate-id]",
    ),
    "id of an equation taken": (
        BETA,
        "- {id: two, name",
        "- {id: one, name",
        f"{BETA}:19:10: the id 'one' is taken by line 18; choose another [duplicate-id]",
    ),
    "id of a section taken": (
        BETA,
        "- id: what-it-is",
        "- id: what-it-was",
        f"{BETA}:14:9: the id 'what-it-was' is taken by line 10; choose another [duplicate-id]",
    ),
    "relation to a missing page": (
        BETA,
        "target: alpha\n    reason: Order.",
        "target: first-letters\n    reason: Order.",
        f"{BETA}:49:13: unknown concept 'first-letters'; did you mean 'alpha'? allowed: alpha, beta [unknown-concept]",
    ),
    "relation of a missing kind": (
        BETA,
        "kind: requires",
        "kind: require",
        f"{BETA}:48:11: unknown relation kind 'require'; did you mean 'requires'? allowed: requires, is-a, part-of, "
        "reformulates, derived-from, instance-of, uses, evaluates, detects, mitigates, exploits, limits, motivates, "
        "evidence-for, complements, contrasts-with [unknown-word]",
    ),
    "only citation of a source misspelt": (
        ALPHA,
        "- key: roe2021beta",
        "- key: roe2021bata",
        f"{ALPHA}:88:10: unknown source 'roe2021bata'; did you mean 'roe2021beta'? allowed: doe2020alpha, roe2021beta "
        "[unknown-source]",
    ),
    "link in capitals": (
        BETA,
        "[[alpha]]",
        "[[ALPHA]]",
        f"{BETA}:12:53: a reference that is not closed or misspelt; did you mean [[alpha]]? [broken-reference]",
    ),
    "link by an alias, with words": (
        BETA,
        "[[alpha]]",
        "[[First letter|it]]",
        f"{BETA}:12:53: a reference that is not closed or misspelt; did you mean [[alpha|it]]? [broken-reference]",
    ),
    "path to a missing page": (
        "data/paths.yml",
        "concepts: [beta]",
        "concepts: [BETA]",
        "data/paths.yml:9:18: unknown concept 'BETA'; did you mean 'beta'? allowed: alpha, beta [unknown-concept]",
    ),
    "coverage of a missing page": (
        "data/coverage.yml",
        "alpha#what-it-is",
        "first-letter#what-it-is",
        "data/coverage.yml:8:16: unknown concept 'first-letter'; did you mean 'alpha'? allowed: alpha, beta "
        "[unknown-place]",
    ),
    "term of a missing page": (
        "data/glossary.yml",
        "concept: beta",
        "concept: A",
        "data/glossary.yml:6:12: unknown concept 'A'; did you mean 'alpha'? allowed: alpha, beta [unknown-concept]",
    ),
    "exception for a missing page": (
        "data/exceptions.yml",
        "- concept: beta",
        "- concept: bet",
        "data/exceptions.yml:2:12: unknown concept 'bet'; did you mean 'beta'? allowed: alpha, beta [unknown-concept]",
    ),
    "comparison that is missing": (
        ALPHA,
        "comparisons: [letters]",
        "comparisons: [leters]",
        f"{ALPHA}:58:15: unknown comparison 'leters'; did you mean 'letters'? allowed: letters [unknown-word]",
    ),
    "page with little": (
        VOCABULARY,
        "least: {claims: 1, sources: 1}",
        "least: {claims: 3, questions: 20, relations: 9}",
        f"{ALPHA}:6:1: an entry of the kind 'main' needs at least 3 claims (has 1), 20 questions (has 1), "
        "9 relations (has 3) [thin-entry]",
    ),
    "page without its sections": (
        VOCABULARY,
        "sections: [what-it-is]",
        "sections: [what-it-is, how-it-works, limits]",
        f"{ALPHA}:11:1: an entry of the kind 'main' lacks the sections how-it-works, limits; add what is missing "
        "[missing-section]",
    ),
}


@pytest.fixture
def project(small: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The small project with two of everything in beta, published, where a page needs two relations."""
    edit(small, BETA, "sections:\n", SECTION)
    edit(small, BETA, "relations:\n", REST)
    assert main(["lock"], root=small) == 0
    capsys.readouterr()
    assert problems(small) == []
    return small


@pytest.mark.parametrize("name", CASES)
def test_one_mistake_one_line(name: str, project: Path) -> None:
    path, old, new, line = CASES[name]
    edit(project, path, old, new)
    assert problems(project) == [line]


FILE_NAME = "the file name is the concept's id: up to 48 small letters, digits and hyphens, not a reserved name"


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("BETA.yml", f"{FILE_NAME}; rename it to 'beta.yml'"),
        ("Beta_.yml", f"{FILE_NAME}; rename it to 'beta.yml'"),
        ("beta.yaml", "only concepts live here, each in a file <id>.yml"),
    ],
)
def test_a_published_page_under_a_wrong_name_is_one_line(name: str, fault: str, project: Path) -> None:
    (project / BETA).rename(project / "data/concepts" / name)
    assert problems(project) == [f"data/concepts/{name}:1:1: {fault} [file-name]"]


@pytest.mark.parametrize("name", ["Gam ma.yml", "gam_ma.yml", "Gam-Ma.yml"])
def test_a_new_page_under_a_wrong_name_is_one_line(name: str, project: Path) -> None:
    text = (project / BETA).read_text("utf-8").replace("title: Beta", "title: Gamma")
    (project / "data/concepts" / name).write_text(text, "utf-8")
    edit(project, BETA, "reason: Order.", "reason: Order, unlike [[gam-ma]].")
    edit(project, ALPHA, "- key: roe2021beta", "- key: doe2020alpha")
    edit(project, "data/glossary.yml", "  sources:\n    - key: roe2021beta\n", "")
    assert problems(project) == [f"data/concepts/{name}:1:1: {FILE_NAME}; rename it to 'gam-ma.yml' [file-name]"]
