from __future__ import annotations

import os
import re
from pathlib import Path
from typing import cast

import pytest
from bs4 import BeautifulSoup

from macros.core.model.concept import Concept
from macros.core.pages.atlas import load_atlas
from macros.core.pages.export import inert
from macros.core.pages.render import Renderer, for_theme, heading
from tests.projects import edit

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", ["alpha", "beta"])
def test_a_page_is_as_recorded(name: str, small: Path) -> None:
    """UPDATE_GOLDEN=1 records anew: look at the difference, and at the page."""
    renderer = Renderer(load_atlas(small, lambda _here, there: f"../{there}"))
    assert_recorded(f"{name}.md", renderer.fill(renderer.concept(name)))


def test_questions_of_all_types_are_as_recorded(small_with_questions: Path) -> None:
    renderer = Renderer(load_atlas(small_with_questions, lambda _here, there: f"../{there}"))
    page = renderer.fill(renderer.concept("alpha"))
    lists = BeautifulSoup(page, "html.parser").select("ol.aa-questions")
    assert_recorded("questions.html", "\n".join(str(one) for one in lists))
    assert_recorded("interview.md", renderer.fill(renderer.interview("alphabet", 1)))
    assert_recorded("quizzes.md", renderer.fill(renderer.quizzes("quizzes.md")))
    assert_recorded("questions.md", renderer.fill(renderer.questions("training")))
    assert_recorded("question-report.md", renderer.fill(renderer.question_report("question-report.md")))


def test_exhibits_of_all_kinds_are_as_recorded(small_with_exhibits: Path) -> None:
    renderer = Renderer(load_atlas(small_with_exhibits, lambda _here, there: f"../{there}"))
    page = BeautifulSoup(renderer.fill(renderer.concept("alpha")), "html.parser")
    shown = page.select("fieldset > .aa-exhibit")
    assert [str(one["data-type"]) for one in shown] == [
        "chart",
        "chart",
        "table",
        "log",
        "code",
        "formula",
        "figure",
        "figure",
    ]
    assert_recorded("exhibits.html", "\n".join(str(one) for one in shown) + "\n")
    ids = [str(element["id"]) for element in page.select("[id]")]
    assert len(ids) == len(set(ids))
    pre = page.select_one('[data-type="log"] pre')
    assert pre and "</pre><script>alert(1)</script> {{ 7*7 }}" in pre.get_text()


def test_an_interview_shows_what_its_questions_show(small_with_exhibits: Path) -> None:
    questions = (small_with_exhibits / "data/concepts/alpha.yml").read_text("utf-8")
    code = questions[
        questions.index("    exhibit:\n      type: code") : questions.index("    seconds: 60\n    model_answer: It")
    ]
    chart = questions[
        questions.index("    exhibit:\n      type: chart") : questions.index("    options:\n      - id: reed")
    ]
    edit(small_with_exhibits, "data/concepts/alpha.yml", code, chart)
    renderer = Renderer(load_atlas(small_with_exhibits, lambda _here, there: f"../{there}"))
    page = BeautifulSoup(renderer.fill(renderer.interview("alphabet", 1)), "html.parser")
    assert len(page.select(".aa-asks .aa-exhibit svg")) == len(page.select("details .aa-exhibit svg")) == 1
    ids = [str(element["id"]) for element in page.select("[id]")]
    assert len(ids) == len(set(ids)) > 3


def test_an_exported_exhibit_has_no_empty_line(small_with_exhibits: Path) -> None:
    """At which a Markdown parser would end the block."""
    renderer = Renderer(load_atlas(small_with_exhibits, lambda _here, there: f"../{there}"))
    for block in re.findall(r"<pre.*?</pre>", renderer.fill(renderer.concept("alpha"), inert), re.DOTALL):
        assert "\n" not in block and "{" not in block
        assert "0.00&#10;&#10; 100" in block or "def letters" in block


def test_practice_does_not_grow_with_the_questions(small_with_questions: Path) -> None:
    renderer = Renderer(load_atlas(small_with_questions, lambda _here, there: f"../{there}"))

    def printed() -> tuple[str, str]:
        texts = renderer.quizzes("quizzes.md"), renderer.questions("training")
        return renderer.fill(texts[0]), renderer.fill(texts[1])

    few = printed()
    concepts = cast(dict[str, Concept], renderer.atlas.library.concepts)
    concepts["alpha"] = concepts["alpha"].model_copy(update={"questions": [*concepts["alpha"].questions] * 50})
    many = printed()
    assert many[0] == few[0].replace(">8 questions<", ">400 questions<") != few[0]
    assert len(many[1]) > 40 * len(few[1])


def assert_recorded(name: str, text: str) -> None:
    file = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")


def test_markdown_sees_headings_and_empty_placeholders_only(small: Path) -> None:
    renderer = Renderer(load_atlas(small, lambda _here, there: f"../{there}"))
    lines = [line for line in renderer.concept("alpha").splitlines() if line]
    assert all(line.startswith(("#", '<div class="aa-placeholder"')) for line in lines)
    assert all(line.startswith("#") or line.endswith("></div>") for line in lines)


def test_a_term_is_explained_once_in_each_section(small: Path) -> None:
    again = "  - id: more\n    heading: More\n    text: Runes again, a rune, [[beta]] and [[beta]].\n"
    edit(small, "data/concepts/alpha.yml", "equations:\n  - id: sum", f"{again}equations:\n  - id: sum")
    edit(small, "data/concepts/alpha.yml", "unlike [[beta]].", "unlike [[beta]], with a rune, not [[beta]].")
    renderer = Renderer(load_atlas(small, lambda _here, there: f"../{there}"))
    page = renderer.fill(renderer.concept("alpha"))
    text = page[page.index("## What it is") : page.index("## More")], page[page.index("## More") :]
    explained = [[link.text for link in BeautifulSoup(part, "html.parser").select("p > .aa-term")] for part in text]
    assert explained == [["Beta", "rune"], ["Runes", "Beta"]]


def test_a_placeholder_cannot_be_forged(small: Path) -> None:
    renderer = Renderer(load_atlas(small, lambda _here, there: there))
    renderer.concept("alpha")
    place = 'div class="aa-placeholder" data-block="0"'
    forged = f"<{place}>&lt;b></div><p>&lt;{place}></p>"
    assert renderer.fill(forged.split("<p>")[1]) == forged.split("<p>")[1]


def test_a_concept_may_stand_alone(small: Path) -> None:
    edit(small, "data/concepts/alpha.yml", "relations:\n  - kind: motivates\n", "relations: []\n")
    text = (small / "data/concepts/alpha.yml").read_text("utf-8")
    (small / "data/concepts/alpha.yml").write_text(
        text.replace("    target: beta\n    reason: One letter is not enough.\n", ""), "utf-8"
    )
    (small / "data/concepts/beta.yml").unlink()
    edit(small, "data/concepts/alpha.yml", "[[beta]]", "others")
    edit(small, "data/glossary.yml", "  concept: beta\n", "")
    edit(small, "data/paths.yml", "concepts: [beta]", "concepts: [gamma]")
    edit(small, "data/paths.yml", "    - label: Evening\n      concepts: [gamma]\n", "")
    (small / "data/exceptions.yml").write_text("[]\n", "utf-8")
    page = Renderer(load_atlas(small, lambda _here, there: there))
    text = page.fill(page.concept("alpha"))
    assert "neighborhood" not in text
    assert "## Related concepts" not in text


def test_headings_and_titles_are_inert() -> None:
    assert heading("a *b* {: c} <d>\n\n# e") == "a &#42;b&#42; &#123;&#58; c&#125; &#60;d&#62; &#35; e"
    assert for_theme('{{ x }} <b> "') == "&#123;&#123; x &#125;&#125; &lt;b&gt; &#34;"
