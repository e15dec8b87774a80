from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.core.text.markdown import (
    FormulaError,
    Sentence,
    mentions,
    opening,
    plain,
    render_block,
    render_inline,
    searched,
    sentences,
)


class Links:
    def concept(self, concept_id: str) -> str:
        return f"../{concept_id}/"

    def concept_title(self, concept_id: str) -> str:
        return concept_id.upper()

    def concept_summary(self, concept_id: str) -> str:
        return "What it is"

    def terms(self, text: str) -> Iterator[tuple[int, int, str, str, str]]:
        for match in re.finditer("rune", text):
            yield match.start(), match.end(), "rune", "../glossary/#term-rune", "A letter"

    def source(self, key: str) -> str:
        return f"#source-{key}"

    def source_label(self, key: str) -> str:
        return f"{key.title()} <2020>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*a* **b** `c*d`", "<em>a</em> <strong>b</strong> <code>c*d</code>"),
        ("[[dpo]] and [[dpo|its *loss*]]", '<a href="../dpo/">DPO</a> and <a href="../dpo/">its *loss*</a>'),
        (
            "[@doe, §4]",
            '<span class="aa-in-text">(<a class="aa-cite" href="#source-doe">Doe &lt;2020&gt;, §4</a>)</span>',
        ),
        (
            "so [@doe] [@roe, §1].",
            'so <span class="aa-in-text">(<a class="aa-cite" href="#source-doe">Doe &lt;2020&gt;</a>; '
            '<a class="aa-cite" href="#source-roe">Roe &lt;2020&gt;, §1</a>)</span>.',
        ),
        ("costs $5 or $6", "costs $5 or $6"),
        ("a $5$0 note", "a $5$0 note"),
        (r"\$x\$", "$x$"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("&lt;b&gt; &amp;", "&amp;lt;b&amp;gt; &amp;amp;"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("![x](https://evil.example/p.png)", "![x](https://evil.example/p.png)"),
        ("<https://evil.example>", "&lt;https://evil.example&gt;"),
        ("{{ 7*7 }} {% raw %} {# x #}", "{{ 7*7 }} {% raw %} {# x #}"),
        ("x{ onclick=alert(1) }", "x{ onclick=alert(1) }"),
        ("P(A > B) = σ(r(A) − r(B)), r << min(d,k)", "P(A &gt; B) = σ(r(A) − r(B)), r &lt;&lt; min(d,k)"),
        ("“quotes” 'and' 50 % 🧭 π", "“quotes” 'and' 50 % 🧭 π"),
    ],
)
def test_inline(text: str, html: str) -> None:
    assert render_inline(text, Links()) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a\n\nb", "<p>a</p>\n<p>b</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("2. a\n3. b", '<ol start="2">\n<li>a</li>\n<li>b</li>\n</ol>\n'),
        ("a\n\n# b", "<p>a</p>\n<p># b</p>\n"),
        ("a\n===", "<p>a\n===</p>\n"),
        ("a\n\n    code", "<p>a</p>\n<p>code</p>\n"),
        ("```\n<b> {{ x }}\n```", '<pre tabindex="0"><code>&lt;b&gt; {{ x }}\n</code></pre>\n'),
        ("</div></section>\n\n<svg onload=x>", "<p>&lt;/div&gt;&lt;/section&gt;</p>\n<p>&lt;svg onload=x&gt;</p>\n"),
        ("[dpo]: https://evil.example/\n\n[dpo]", "<p>[dpo]: https://evil.example/</p>\n<p>[dpo]</p>\n"),
        ('--8<-- "README.md"', '<p>--8&lt;-- "README.md"</p>\n'),
        ("> a", "<p>&gt; a</p>\n"),
        ("---", "<p>---</p>\n"),
        ("!!! note\n    x", "<p>!!! note\nx</p>\n"),
        ("| a | b |\n| - | - |\n| c | d |", "<p>| a | b |\n| - | - |\n| c | d |</p>\n"),
    ],
)
def test_block(text: str, html: str) -> None:
    assert render_block(text, Links()) == html


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("if $x$, then", 'if <span class="aa-joined">X,</span> then'),
        ("($x$) and “$x$”.", '<span class="aa-joined">(X)</span> and <span class="aa-joined">“X”.</span>'),
        (
            "the $x$th, a $x$-sparse",
            'the <span class="aa-joined">Xth,</span> a <span class="aa-joined">X-</span>sparse',
        ),
        ("$x$ and $x$", "X and X"),
        ("$x$ (see)", "X (see)"),
        ("a $x$<b>", "a X&lt;b&gt;"),
        ("*$x$*", "<em>X</em>"),
    ],
)
def test_a_formula_and_its_punctuation_stay_in_one_line(text: str, shape: str) -> None:
    assert re.sub("<math>.*?</math>", "X", render_inline(text, Links())) == shape


def test_a_formula_is_mathml_and_keeps_its_tex() -> None:
    html = render_inline(r"if $\beta > 0$ then", Links())
    assert html.startswith("if <math><semantics><mrow><mi>β</mi>")
    assert '<annotation encoding="application/x-tex">\\beta &gt; 0</annotation>' in html
    assert html.endswith("</semantics></math> then")


def test_tex_cannot_bring_markup() -> None:
    html = render_inline(r"$\text{<img src=x onerror=y>}</math><script>$", Links())
    assert "<img" not in html
    assert "<script" not in html


def test_a_wrong_formula_is_an_error() -> None:
    with pytest.raises(FormulaError, match="Unknown command"):
        render_inline(r"$\nothing$", Links())


def test_mentions_are_found_in_order_and_not_inside_code() -> None:
    found = [(m.kind, m.value) for m in mentions("$x$ [[a|b]] `[[c]] $y$` [@d] [@e, [[", block=True)]
    assert found == [("tex", "x"), ("concept", "a"), ("source", "d"), ("broken", "[@e, [["), ("broken", "[[")]


def test_plain_words() -> None:
    assert plain("*a* [[b|c]] [[d]] $x$\n`e` [@f, §1]") == "a c d x e "


@pytest.mark.parametrize("text", ["[" * 5000, "*" * 5000, "$" * 5000, "`" * 5000, "[[" * 2500, "[@a" * 1700])
def test_repeated_signs_stay_fast_and_literal(text: str) -> None:
    html = render_inline(text, Links())
    assert "<script" not in html
    assert len(html) >= len(text) - 2


def test_each_form_has_its_words_for_readers_for_search_and_for_rules() -> None:
    text = "*a* `b` $\\beta_1$ [[c|d]] [[e]]\n[[?f]] [@g, §1] \\*h"
    assert plain(text) == "a b \\beta_1 d e …  *h"
    assert searched(text, str.upper, block=False) == "a b beta_1 d E … *h"
    assert list(sentences(text, block=False)) == [Sentence("a b $\\beta_1$ d e … *h", cites=True)]
    blocks = f"{text}\n\n- i\n- [[?j]].\n\n```\nk [[l]]\n```\n"
    assert searched(blocks, str.upper, block=True) == "a b beta_1 d E … *h i …. k [[l]]"
    assert [sentence.words for sentence in sentences(blocks, block=True)] == ["a b $\\beta_1$ d e … *h", "i", "…."]


def test_sentences() -> None:
    text = "One of Gao et al. is here, e.g. at 3.5. Two cites [@doe2020alpha, Fig. 2]! $x = 2.5$ is third.\n\n- A list."
    assert [(s.words, s.cites) for s in sentences(text, block=True)] == [
        ("One of Gao et al. is here, e.g. at 3.5.", False),
        ("Two cites !", True),
        ("$x = 2.5$ is third.", False),
        ("A list.", False),
    ]


def test_the_opening_keeps_markup_whole() -> None:
    assert opening("It is so. It is not.") == "It is so."
    assert opening("See [@doe2020alpha, Fig. 2] and more. Then.") == "See [@doe2020alpha, Fig. 2] and more."
    assert opening("Only *one. Two* here.") == "Only *one. Two* here."
    assert opening("No end") == "No end"


def test_first_mentions_are_explained() -> None:
    told: set[str] = set()
    links = Links()
    once = render_block("See [[dpo]], a rune and [[dpo|again]], a rune, `rune`.", links, told)
    assert once.count("data-tip") == 2
    assert 'data-tip="What it is"' in once and 'data-tip="A letter"' in once
    assert told == {"dpo", "rune"}
    assert "data-tip" not in render_block("[[dpo]] and a rune", links, told)
    assert "data-tip" not in render_block("[[dpo]] and a rune", links)


@given(st.text("ab &;<>!()]{}#|~:/@.amplt-=+\"'\t\u00a0", max_size=25))
def test_text_without_marks_is_its_own_plain_text(text: str) -> None:
    assert plain(text) == text
    assert plain(f"[[x|y]]{text}") == f"y{text}"
