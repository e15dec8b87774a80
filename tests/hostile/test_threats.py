"""One test or more for each way in which somebody could turn text, data or files against the site or its readers."""

from __future__ import annotations

import json
import re
import subprocess
import time
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.__main__ import main
from macros.core.drawing import mermaid as diagrams
from macros.core.model.concept import Concept
from macros.core.model.entries import Source
from macros.core.model.library import Library
from macros.core.model.reading import read_library
from macros.core.pages.render import for_theme, heading
from macros.core.quiz.grading import grade
from macros.core.rules import check, markup
from macros.core.source.documents import read
from macros.core.source.printable import printable
from macros.core.text.bibtex import bibtex
from macros.core.text.formulas import FormulaError, mathml
from macros.core.text.markdown import render_block, render_inline
from macros.site.search import indexed
from tests.core.test_proposals import found
from tests.hostile.checks import (
    RAW_HTML,
    Links,
    assert_diagrams_hold_only_words,
    assert_texts_follow_the_policy,
    rendered,
)
from tests.hostile.corpus import PAYLOADS, fill, text_fields, whole_concept
from tests.hostile.policy import violations
from tests.projects import ROOT, SMALL, edit
from tests.site.pages import pages, read_page

ALPHA, BETA = "data/concepts/alpha.yml", "data/concepts/beta.yml"
DOE, ROE = "data/sources/doe2020alpha.yml", "data/sources/roe2021beta.yml"
JINJA = [
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ config }}",
    "{{ environment }}",
    '{% include "x" %}',
    "{%- set a -%}",
    "{#",
    "{{ 7*7 }}",
    "{% raw %}",
    "}}{{",
]


def problems(root: Path) -> list[str]:
    """All problems of a project's data as they are printed, each once, in order."""
    library, found = read_library(root)
    return [str(problem) for problem in sorted({*found, *(check(library) if library else [])})]


def text_of(file: Path) -> str:
    """The text of a page's content."""
    return " ".join(read_page(file).article.get_text().split())


# T1: templates in the text of pages


@pytest.mark.parametrize("typed", JINJA)
def test_t1_templates_in_text_stay_text(typed: str) -> None:
    words = typed.replace("__", "") if "__init__" in typed else typed
    for html in rendered(typed):
        assert re.sub(r"<[^>]*>", "", html).strip() == words


def test_t1_nothing_is_executed_on_the_site(hostile_site: Path) -> None:
    for name in ("expression", "globals", "system", "environ", "include", "set", "comment", "raw"):
        raw = (hostile_site / f"concepts/zz-{name}/index.html").read_text("utf-8")
        number = list(PAYLOADS).index(name)
        assert not re.search(rf"c{number}f\d+ (49|uid=|\(?<)", raw)
        assert "uid=" not in raw and "config_file_path" not in raw and "Macro Rendering Error" not in raw
        assert raw.count(f"c{number}f") > 100


def test_t1_data_cannot_write_front_matter(hostile_site: Path) -> None:
    for name in ("front", "mermaidhead"):
        shown = read_page(hostile_site / f"concepts/zz-{name}/index.html")
        assert len(shown.soup.select("nav.aa-ways, nav.aa-toc")) == 2
        assert "x --- " in shown.text()


# T2: templates in fields of all kinds


@pytest.mark.parametrize("typed", ["{{ 7*7 }}", "{% raw %}", "}}{{"])
def test_t2_ids_and_addresses_hold_no_braces(typed: str, small: Path) -> None:
    edit(small, BETA, "id: what-it-is", f"id: '{typed}'")
    edit(small, ROE, "url: https://example.org/beta", f"url: 'https://example.org/{typed}'")
    assert problems(small) == [
        f"{BETA}:10:9: sections.0.id: '{typed}' does not have the right form; write it like 'how-it-works' "
        "[bad-format]",
        f"{ROE}:10:6: url: 'https://example.org/{typed}' does not have the right form; "
        "write it like 'https://arxiv.org/abs/2305.18290' [bad-format]",
    ]


def test_t2_names_are_literal_in_pages_index_and_lists(hostile_site: Path) -> None:
    number = list(PAYLOADS).index("expression")
    relations = json.loads((hostile_site / "assets/relations.json").read_text("utf-8"))
    mine = next(concept for concept in relations["concepts"] if concept["id"] == "zz-expression")
    assert mine["title"] == f"c{number}f0 {{{{ 7*7 }}}}"
    assert mine["aliases"] == [f"c{number}f2 {{{{ 7*7 }}}}"]
    found = [text for text in indexed(hostile_site) if text["meta"]["url"] == "concepts/zz-expression/"]
    assert sum(text["content"].count("{{ 7*7 }}") for text in found) > 30


def test_t2_headings_and_titles_have_no_braces_for_templates() -> None:
    assert heading("{{ 7*7 }} {% x %}") == "&#123;&#123; 7&#42;7 &#125;&#125; &#123;&#37; x &#37;&#125;"
    assert for_theme("{{ 7*7 }}") == "&#123;&#123; 7*7 &#125;&#125;"


# T3: snippets


@pytest.mark.parametrize(
    "typed", ['--8<-- ".git/config"', '--8<-- "../x"', '--8<-- "https://evil.example/x.md"', ";--8<--"]
)
def test_t3_snippets_stay_text(typed: str) -> None:
    escaped = typed.replace("<", "&lt;")
    assert render_inline(typed, Links()) == escaped
    assert render_block(f"a\n\n{typed}\n\nb", Links()) == f"<p>a</p>\n<p>{escaped}</p>\n<p>b</p>\n"


def test_t3_the_extension_for_snippets_is_off(hostile_site: Path) -> None:
    assert "snippets" not in (ROOT / "mkdocs.yml").read_text("utf-8")
    for name in ("snippet", "snippetgit", "snippeturl", "snippetend"):
        text = text_of(hostile_site / f"concepts/zz-{name}/index.html")
        assert "--8<--" in text
        assert "Everything else is installed" not in text and "repositoryformatversion" not in text


# T4: structure of Markdown


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("x\n\n# H", "<p>x</p>\n<p># H</p>\n"),
        ("x\n\n*[RLHF]: evil", "<p>x</p>\n<p>*[RLHF]: evil</p>\n"),
        ("x\n\n[dpo]: https://evil.example/", "<p>x</p>\n<p>[dpo]: https://evil.example/</p>\n"),
        ("x\n\n    code", "<p>x</p>\n<p>code</p>\n"),
        ("x\n\n```\n</code></pre>", '<p>x</p>\n<pre tabindex="0"><code>&lt;/code&gt;&lt;/pre&gt;</code></pre>\n'),
        ("</div></section>", "<p>&lt;/div&gt;&lt;/section&gt;</p>\n"),
        ("[^1]: note", "<p>[^1]: note</p>\n"),
        ('=== "tab"', '<p>=== "tab"</p>\n'),
        ("!!! note", "<p>!!! note</p>\n"),
    ],
)
def test_t4_structure_stays_text(typed: str, html: str) -> None:
    assert render_block(typed, Links()) == html


def test_t4_no_text_changes_the_outline_of_its_page(hostile_site: Path) -> None:
    outlines = {
        tuple(
            h.name for h in read_page(hostile_site / f"concepts/zz-{name}/index.html").article.select("h1, h2, h3, h4")
        )
        for name in ("heading", "underlined", "abbreviation", "reference", "fence", "closing", "footnote", "tabs")
    }
    assert len(outlines) == 1


# T5: HTML


@pytest.mark.parametrize("typed", RAW_HTML)
def test_t5_html_is_shown_and_not_read(typed: str) -> None:
    escaped = typed.replace("<", "&lt;").replace(">", "&gt;")
    assert render_inline(typed, Links()) == escaped
    assert render_block(typed, Links()) == f"<p>{escaped}</p>\n"


def test_t5_texts_follow_the_policy() -> None:
    assert_texts_follow_the_policy()


def test_t5_the_check_refuses_html_in_every_field(small: Path) -> None:
    concept = fill(Concept, whole_concept(), "c", PAYLOADS["script"])
    (small / ALPHA).write_text(yaml.safe_dump(concept, allow_unicode=True, sort_keys=False), "utf-8")
    library, _ = read_library(small)
    assert library
    found = [problem for problem in markup.check(library) if problem.path == ALPHA]
    marked = [path for path, kind in text_fields(Concept, concept) if kind != "verbatim"]
    assert len(found) == len(marked)
    assert all(problem.message.startswith("'<script>' is not read as markup") for problem in found)


NO_MARKUP = {
    "abbreviation", "anki", "attribute", "benign", "braces", "comment", "environ", "expression", "fence", "globals",
    "include", "indented", "init", "list", "liststyle", "note", "orders", "raw", "set", "signs", "snippet",
    "snippetend", "snippetgit", "system", "tabs", "themecss", "click",
}  # fmt: skip
"""Payloads that have only words and signs for the check, which readers may see as typed."""


def test_the_check_refuses_all_other_payloads() -> None:
    assert {name for name, payload in PAYLOADS.items() if not list(markup.junk(payload, "block"))} == NO_MARKUP
    lone_dollar = {"regex"}  # a unit, say
    assert {name for name, payload in PAYLOADS.items() if not list(markup.junk(payload, "plain"))} == (
        NO_MARKUP | lone_dollar
    )


# T6: addresses

ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java&#10;script:alert(1)",
    "&#106;avascript:alert(1)",
    "vbscript:x",
    "data:text/html,x",
    "//evil.example",
    "https://arxiv.org@evil.example/",
    "https://evil.example:8080/",
    "http://evil.example/",
    "https://\u0430rxiv.org/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_t6_addresses_in_text_are_no_links(address: str) -> None:
    for typed in (f"[x]({address})", f"<{address}>", f"![x]({address})"):
        for html in rendered(typed):
            assert "<a" not in html and "<img" not in html


@pytest.mark.parametrize("address", ADDRESSES)
def test_t6_sources_have_plain_https_addresses(address: str, small: Path) -> None:
    edit(small, ROE, "url: https://example.org/beta", f"url: '{address}'")
    assert problems(small) == [
        f"{ROE}:10:6: url: '{address}' does not have the right form; "
        "write it like 'https://arxiv.org/abs/2305.18290' [bad-format]"
    ]


@pytest.mark.parametrize("host", ["xn--rxiv-53d.org", "arxiv.xn--p1ai", "localhost", "127.0.0.1", ".", "-.org", "a..b"])
def test_t6_hosts_are_domain_names(host: str, small: Path) -> None:
    edit(small, ROE, "url: https://example.org/beta", f"url: https://{host}/beta")
    assert problems(small) == [
        f"{ROE}:10:14: the host '{host}' is no plain domain name like arxiv.org; "
        "give the address of the work itself [address-host]"
    ]


def test_t6_addresses_have_no_breaks_and_an_end(small: Path) -> None:
    edit(small, ROE, "url: https://example.org/beta", 'url: "https://example.org/\\nbeta"')
    assert [line.rsplit(" ", 1)[1] for line in problems(small)] == ["[yaml-escape]"]
    edit(small, ROE, 'url: "https://example.org/\\nbeta"', "url: |-\n  https://example.org/\n  beta")
    assert [line.rsplit(" ", 1)[1] for line in problems(small)] == ["[bad-format]"]
    edit(small, ROE, "url: |-\n  https://example.org/\n  beta", f"url: https://example.org/{'x' * 5000}")
    assert problems(small) == [f"{ROE}:10:6: url: 5020 characters; at most 300, so shorten or split it [too-long]"]


# T7: attributes


@pytest.mark.parametrize(
    "typed",
    ["{ onclick=alert(1) }", "{: onmouseover=alert(1) style=position:fixed }", "![x](x){ onerror=alert(1) }"],
)
def test_t7_attribute_lists_stay_text(typed: str) -> None:
    assert render_inline(f"a {typed}", Links()) == f"a {typed}"
    assert render_block(f"*a*{typed}\n\nb\n{typed}", Links()) == f"<p><em>a</em>{typed}</p>\n<p>b\n{typed}</p>\n"
    assert not re.search(r"[{}=!\[\]()]", heading(typed))


# T8: Mermaid


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('"]; click A "javascript:1"', "#34;#93;#59; click A #34;javascript#58;1#34;"),
        ("<img src=https://evil.example/p.png>", "#60;img src=https#58;//evil.example/p.png#62;"),
        (
            'A@{ img: "https://evil.example/g.png" }',
            "A#64;#123; img#58; #34;https#58;//evil.example/g.png#34; #125;",
        ),
        (
            '%%{init:{"securityLevel":"loose"}}%%',
            "#37;#37;#123;init#58;#123;#34;securityLevel#34;#58;#34;loose#34;#125;#125;#37;#37;",
        ),
        ("---\nconfig:\n  securityLevel: loose\n---", "--- config#58; securityLevel#58; loose ---"),
        ('click A "https://evil.example"', "click A #34;https#58;//evil.example#34;"),
        ("$$\\href{javascript:1}{x}$$", "#36;#36;#92;href#123;javascript#58;1#125;#123;x#125;#36;#36;"),
    ],
)
def test_t8_labels_are_words(typed: str, shown: str) -> None:
    assert diagrams.label(typed) == shown


def test_t8_diagrams_hold_only_words() -> None:
    assert_diagrams_hold_only_words()


def test_t8_a_long_label_is_one_line_and_a_long_name_is_refused(small: Path) -> None:
    assert diagrams.label('"\n' * 30_000) == "#34; " * 29_999 + "#34;"
    edit(small, ALPHA, "name: Write it", f"name: {'x' * 60_000}")
    assert problems(small) == [
        f"{ALPHA}:49:11: process.0.name: 60000 characters; at most 80, so shorten or split it [too-long]"
    ]


def concepts(small: Path, names: list[str], relations: str = "") -> Library:
    """The library of a project with more concepts like beta, each with the relations given."""
    base = (small / BETA).read_text("utf-8").partition("relations:")[0].replace("Say that 12 letters follow.", "")
    for name in names:
        file = small / f"data/concepts/{name}.yml"
        file.write_text(base.replace("title: Beta", f"title: C {name}") + relations, "utf-8")
    library, _ = read_library(small)
    assert library
    return library


def test_t8_ids_never_become_names_of_nodes(small: Path) -> None:
    relations = "relations:\n  - kind: motivates\n    target: alpha\n    reason: Order.\n"
    library = concepts(small, ["end", "graph", "style", "click", "subgraph", "default"], relations)
    diagram = diagrams.kind_map(library, "motivates", Links())
    assert diagram
    lines = diagram.mermaid.splitlines()
    drawn = [line for line in lines if "-->" in line or ":::" in line]
    assert len(drawn) == 8 + 7
    assert all(re.fullmatch(r'  n\d(?:\["[A-Z]+"\]:::aa-c\d| --> n\d)', line) for line in drawn)


def test_t8_more_than_500_relations_are_not_drawn_and_take_no_time(small: Path) -> None:
    names = [f"c{number}" for number in range(40)]
    targets = "".join(f"  - kind: uses\n    target: c{n}\n    reason: R.\n" for n in range(14))
    library = concepts(small, names, f"relations:\n{targets}")
    started = time.process_time()
    assert len(library.graph.edges("uses")) > 500
    assert diagrams.kind_map(library, "uses", Links()) is None
    assert time.process_time() - started < 2


# T9: formulas


@pytest.mark.parametrize(
    ("tex", "message"),
    [
        (r"\href{javascript:alert(1)}{x}", 'Unknown command "\\href".'),
        (r"\style{background:url(https://evil.example)}{x}", 'Unknown command "\\style".'),
        (r"\cssId{__config}{x}", 'Unknown command "\\cssId".'),
        (r"\def\x{\x\x}\x", "the command \\def is not allowed in a formula"),
        (r"\rule{1000em}{1000em}", 'Unknown command "\\rule".'),
        (r"\kern-5000pt", "the command \\kern is not allowed in a formula"),
        (r"\mkern5000mu x", "the command \\mkern is not allowed in a formula"),
        (r"\providecommand{\x}{\x\x}\x", "the command \\providecommand is not allowed in a formula"),
        (r"\textcolor{url(https://evil.example)}{x}", 'Unknown color "url(https://evil.example)".'),
    ],
)
def test_t9_formulas_reach_nothing_outside(tex: str, message: str) -> None:
    with pytest.raises(FormulaError, match=f"^{re.escape(message)}$"):
        mathml(tex, display=False)


@pytest.mark.parametrize(
    "tex",
    [
        r"\text{</math><img src=x onerror=alert(1)>}",
        r"\operatorname{<script>}",
        r"\begin{aligned}a&=b\\c&=d\end{aligned}",
        r"\begin{array}{l|c}a&b\\ \hline c&d\end{array}",
        r"\mathrel{x}\!\color{red}y",
        "{" * 400 + "}" * 400,
    ],
)
def test_t9_formulas_follow_the_policy(tex: str) -> None:
    assert violations(f"<article>{mathml(tex, display=True)}</article>") == []


# T10: titles, descriptions, front matter


def test_t10_titles_and_descriptions_stay_in_their_place(hostile_site: Path) -> None:
    usual = read_page(hostile_site / "concepts/zz-benign/index.html")
    shape = [(element.name, sorted(element.attrs)) for element in usual.soup.select("head *")]
    for name in ("title", "description", "front", "json", "closing", "attribute"):
        soup = read_page(hostile_site / f"concepts/zz-{name}/index.html").soup
        assert [(element.name, sorted(element.attrs)) for element in soup.select("head *")] == shape
        number = list(PAYLOADS).index(name)
        (title,) = soup.select("head > title")
        typed = f"c{number}f1 {PAYLOADS[name]}"[:28].strip()
        assert title.get_text().split() == [*typed.split(), "-", "Alignment", "Atlas"]


@pytest.mark.parametrize("key", ["author", "template", "hide", "render_macros"])
def test_t10_files_of_concepts_have_no_such_fields(key: str, small: Path) -> None:
    edit(small, BETA, "title: Beta", f"title: Beta\n{key}: ../../x")
    (line,) = problems(small)
    assert line.startswith(f"{BETA}:3:1: unknown field '{key}'; ")
    assert line.endswith(" [unknown-field]")


# T11: YAML

BOMB = "\n".join(["a0: &a0 [x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10))])


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "title: Beta",
            'title: !!python/object/apply:os.system ["id"]',
            "2:8: the tag tag:yaml.org,2002:python/object/apply:os.system is not allowed; "
            "delete it, or put the value in single quotes [yaml-feature]",
        ),
        ("title: Beta", "title: " + "[" * 2000, "2:20: not valid YAML: nested more than 12 levels deep [yaml-syntax]"),
        (
            "title: Beta",
            "title: Beta\ntitle: Gamma",
            "3:1: the key 'title' stands on line 2 already; keep one of the two [duplicate-key]",
        ),
        (
            "title: Beta",
            "title: Beta\n<<: {a: 1}",
            "3:1: unknown field '<<'; allowed: title, short_title, aliases, category, entry, level, status, reviewed, "
            "redirects, replaces, retired, "
            "origin, summary, in_short, sections, equations, figures, claims, charts, misconceptions, process, "
            "comparisons, traits, relations, questions, further_reading [unknown-field]",
        ),
        (
            "title: Beta",
            "title: Beta\n<<: *a",
            "3:5: the alias *a is not allowed; write the value out, or put it in single quotes [yaml-feature]",
        ),
        (
            "title: Beta",
            "title:\t\tBeta\n\tlevel: x",
            "3:1: a tab cannot indent; use spaces [yaml-syntax]",
        ),
        (
            "# yaml-language-server",
            "#\ufeff yaml-language-server",
            "1:2: the invisible or private character U+FEFF is not allowed; delete it [invisible-character]",
        ),
        (
            "title: Beta",
            "title: Be\0ta",
            "2:10: the invisible or private character U+0000 is not allowed; delete it [invisible-character]",
        ),
        (
            "title: Beta",
            "title: Be\u202eta",
            "2:10: the invisible or private character U+202E is not allowed; delete it [invisible-character]",
        ),
        (
            "title: Beta",
            "title: Be\u200bta",
            "2:10: the invisible or private character U+200B is not allowed; delete it [invisible-character]",
        ),
        (
            "target: alpha\n    reason: Order",
            "target: \u0430lpha\n    reason: Order",
            "15:13: unknown concept '\u0430lpha'; did you mean 'alpha'? allowed: alpha, beta [unknown-concept]",
        ),
        (
            "reviewed: 2026-11-23",
            "reviewed: 2026-11-23T00:00:00Z",
            "7:11: reviewed: '2026-11-23T00:00:00Z' does not have the right form; write it like '2026-11-23' "
            "[bad-format]",
        ),
        (
            "status: evolving",
            "status: .nan",
            "6:9: unknown concept status '.nan'; allowed: stable, evolving [unknown-word]",
        ),
        (
            "title: Beta",
            "x: " + "y" * 10_000_000,
            "1:1: the file has 10,000,452 bytes; at most 400,000 [file-too-large]",
        ),
    ],
)
def test_t11_yaml_is_refused_in_one_line(
    old: str, new: str, line: str, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(small, BETA, old, new)
    started = time.process_time()
    assert main(["check"], small) == 1
    assert time.process_time() - started < 2
    printed = capsys.readouterr()
    assert printed.err == ""
    lines = printed.out.splitlines()
    assert lines.pop() == f"{len(lines)} problem{'s' if len(lines) > 1 else ''}"
    assert [text for text in lines if not re.fullmatch(r"data/[a-z/]+\.yml:\d+:\d+: .* \[[a-z-]+\]", text)] == []
    assert f"{BETA}:{line}" in lines


def test_t11_an_alias_bomb_is_refused_in_little_time_and_memory(small: Path) -> None:
    (small / BETA).write_text(BOMB, "utf-8")
    tracemalloc.start()
    started = time.process_time()
    lines = [line for line in problems(small) if "yaml-feature" in line]
    assert time.process_time() - started < 2
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()
    assert (
        lines[0]
        == f"{BETA}:1:5: the anchor &a0 is not allowed; delete it, or put the value in single quotes [yaml-feature]"
    )
    assert len(lines) == 10 + 9 * 9


def test_t11_words_and_dates_are_text() -> None:
    assert read("f.yml", b"a: no\nb: 2022-12-01\nc: .nan\nd: .inf\n").data == {
        "a": "no",
        "b": "2022-12-01",
        "c": ".nan",
        "d": ".inf",
    }


@pytest.mark.parametrize("value", ["2022-12-01", ".nan", "no"])
def test_t11_a_year_is_a_number(value: str, small: Path) -> None:
    edit(small, ROE, "year: 2021", f"year: {value}")
    (line,) = problems(small)
    assert line.endswith(": year: expected a whole number, got text [wrong-type]")


@pytest.mark.parametrize("name", ["concepts/gamma.yml", "sources/roe2021beta.yml", "names.lock"])
def test_t11_links_to_other_files_are_not_followed(name: str, small: Path) -> None:
    file = small / "data" / name
    file.unlink(missing_ok=True)
    file.symlink_to("/etc/passwd")
    lines = problems(small)
    assert f"data/{name}:1:1: a symbolic link; put the file itself here [no-file]" in lines
    assert "root:" not in "\n".join(lines)


# T12: size


@pytest.mark.parametrize("typed", ["[" * 5000, "[@" * 2900, "[[a|" * 1400, "**a*" * 1400, "`a" * 2900, "1 " * 2900])
def test_t12_repeated_signs_cost_little(typed: str, small: Path) -> None:
    edit(small, BETA, "Beta follows.", f"Beta. {typed}")
    started = time.process_time()
    problems(small)
    render_block(typed, Links())
    assert time.process_time() - started < 2


def test_t12_thousands_of_questions_do_not_fit(small: Path) -> None:
    edit(small, BETA, "title: Beta", "title: Beta\nquestions:\n" + "  - {}\n" * 10_000)
    started = time.process_time()
    lines = problems(small)
    assert time.process_time() - started < 5
    assert f"{BETA}:3:1: questions: 10000 entries; at most 100 [too-long]" in [re.sub("^.*yml", BETA, x) for x in lines]


def test_t12_accepted_answers_are_words_and_no_patterns() -> None:
    key = {"type": "cloze", "blanks": {"gap": {"accept": ["(a+)+$"], "near": []}}}
    started = time.process_time()
    assert grade(key, {"gap": "a" * 5000 + "!"}).verdict == "wrong"
    assert grade(key, {"gap": "(a+)+$"}).verdict == "right"
    assert time.process_time() - started < 1


# T13: ids and paths


@pytest.mark.parametrize(
    "name",
    ["404", "assets", "v1", "con", "com1", "lpt9", "index", "search", "DPO", "a b", "a" * 49, "a" * 200, "-a", "a--b",
     "a_b", "\u0430lpha", "a.b", "a\u200bb"],
)  # fmt: skip
def test_t13_odd_names_are_refused(name: str, small: Path) -> None:
    better = {"DPO": "dpo", "-a": "a"} | dict.fromkeys(("a b", "a--b", "a_b", "a.b", "a\u200bb"), "a-b")
    renamed = f"; rename it to '{better[name]}.yml'" if name in better else ""
    (small / f"data/concepts/{name}.yml").write_text("title: x\n", "utf-8")
    assert problems(small) == [
        f"data/concepts/{printable(name)}.yml:1:1: the file name is the concept's id: up to 48 small letters, digits "
        f"and hyphens, not a reserved name{renamed} [file-name]"
    ]


@pytest.mark.parametrize("name", ["gamma.YML", "gamma.yaml", "gamma.yml.bak", "gamma"])
def test_t13_files_of_other_names_are_refused(name: str, small: Path) -> None:
    (small / "data/concepts" / name).write_text("title: x\n", "utf-8")
    assert problems(small) == [
        f"data/concepts/{name}:1:1: only concepts live here, each in a file <id>.yml [file-name]"
    ]


@pytest.mark.parametrize("name", ["../../index", "a/b", "", "DPO", "404", ".hidden", "x" * 300])
def test_t13_ids_inside_files_have_the_same_form(name: str, small: Path) -> None:
    edit(small, BETA, "id: what-it-is", f"id: '{name}'")
    (line,) = problems(small)
    assert re.match(rf"{BETA}:10:9: sections\.0\.id: .* \[(bad-format|too-long)\]\Z", line)


def test_t13_a_folder_and_a_hidden_file_are_no_concepts(small: Path) -> None:
    (small / "data/concepts/.hidden.yml").write_text("!!python/object:x\n", "utf-8")
    (small / "data/concepts/gamma.yml").mkdir()
    assert problems(small) == [
        "data/concepts/gamma.yml:1:1: only concepts live here, each in a file <id>.yml [file-name]"
    ]


# T14: files for programs


def test_t14_json_files_hold_what_was_typed(hostile_site: Path) -> None:
    number = list(PAYLOADS).index("json")
    concepts = json.loads((hostile_site / "assets/relations.json").read_text("utf-8"))["concepts"]
    assert f"c{number}f0 {PAYLOADS['json']}" in [concept["title"] for concept in concepts]
    asked = json.loads((hostile_site / "assets/questions.json").read_text("utf-8"))["concepts"]
    title = asked["zz-json"]["title"]
    assert title.startswith(f"c{number}f1 </script>") and f"c{number}f1 {PAYLOADS['json']}".startswith(title)
    assert {rev for rev, _type, _level in asked["zz-json"]["questions"].values()} == {1}
    names = [name for concept in asked.values() for name in concept["questions"]]
    assert all(re.fullmatch(r"[a-z0-9-]+\.[a-z0-9-]+", name) for name in names)


def test_t14_the_search_index_holds_what_was_typed(hostile_site: Path) -> None:
    texts = {text["meta"]["url"]: text for text in indexed(hostile_site) if text["filters"]["kind"] == ["concept"]}
    for name in ("script", "image", "title", "entity", "attribute", "json"):
        number = list(PAYLOADS).index(name)
        text = texts[f"concepts/zz-{name}/"]
        assert text["meta"]["title"] == f"c{number}f0 {PAYLOADS[name]}"
        assert PAYLOADS[name] in text["content"]
        assert set(text["meta"]) == {"title", "url"}


def test_t14_the_site_has_no_other_formats(hostile_site: Path) -> None:
    files = [file.relative_to(hostile_site) for file in hostile_site.rglob("*") if file.is_file()]
    kinds = {file.suffix or file.name for file in files if file.parts[0] != "search"}
    assert kinds <= {
        ".apkg",
        ".bib",
        ".css",
        ".gz",
        ".html",
        ".js",
        ".json",
        ".png",
        ".svg",
        ".txt",
        ".woff2",
        ".xml",
        "_headers",
    }
    indexed = {file.suffix for file in files if file.parts[0] == "search"}
    assert indexed == {".js", ".json", ".pagefind", ".pf_filter", ".pf_fragment", ".pf_index", ".pf_meta"}
    assert [file.name for file in hostile_site.rglob("*.xml")] == ["sitemap.xml"]
    assert [file.name for file in hostile_site.glob("*.txt")] in ([], ["robots.txt"])


@pytest.mark.parametrize(
    ("typed", "text", "name"),
    [
        (
            "}, note={\\input{x}",
            r"{\textbraceright}, note={\textbraceleft}{\textbackslash}input{\textbraceleft}x{\textbraceright}",
            r"{\textbraceright}{,} note={\textbraceleft}{\textbackslash}input{\textbraceleft}x{\textbraceright}",
        ),
        (
            "100% #1 $x$ a_b & ~^",
            r"100\% \#1 \$x\$ a\_b \& {\textasciitilde}{\textasciicircum}",
            r"100{\%} {\#}1 {\$}x{\$} a{\_}b {\&} {\textasciitilde}{\textasciicircum}",
        ),
        (
            "a\n}\n@misc{b,",
            r"a {\textbraceright} @misc{\textbraceleft}b,",
            r"a {\textbraceright} @misc{\textbraceleft}b{,}",
        ),
    ],
)
def test_t14_bibtex_fields_stay_fields(typed: str, text: str, name: str) -> None:
    source = Source(
        title=typed, authors=(typed,), et_al=False, year=2020, venue=typed, kind="paper",
        url="https://example.org/a",
    )  # fmt: skip
    assert bibtex("doe2020x", source) == (
        f"@article{{doe2020x,\n  title = {{{{{text}}}}},\n  author = {{{name}}},\n  year = {{2020}},\n"
        f"  journal = {{{text}}},\n  url = {{https://example.org/a}},\n}}\n"
    )


# T15: pictures


def test_t15_data_cannot_name_pictures_and_the_site_has_its_own_only(hostile_site: Path) -> None:
    for typed in ("![x](x.svg)", "![x](https://evil.example/p.png)", "<image href=x>"):
        assert all("<img" not in html and "<image" not in html for html in rendered(typed))
    assert not [file.path for file in pages(hostile_site) if file.article.find_all(["img", "image"])]
    pictures = {".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico"}
    files = [file.relative_to(ROOT / "docs").as_posix() for file in (ROOT / "docs").rglob("*") if file.is_file()]
    assert [name for name in files if Path(name).suffix in pictures] == ["assets/images/favicon.svg"]
    assert {Path(name).suffix for name in files} <= {".md", ".css", ".js", ".mjs", ".svg"}
    drawing = (ROOT / "docs/assets/images/favicon.svg").read_text("utf-8")
    assert violations(drawing) == []
    assert not re.search(r"<!|<\?|<script|foreignObject|href", drawing)


def test_t15_no_file_of_the_project_is_a_link() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--stage"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    ).stdout
    assert [line for line in listed.splitlines() if line.startswith(("120000", "160000"))] == []
    for folder in ("data", "docs", "theme", "macros"):
        assert [file for file in (ROOT / folder).rglob("*") if file.is_symlink()] == []


# T16: workflows


@pytest.mark.parametrize("path", sorted((ROOT / ".github/workflows").iterdir()), ids=lambda path: path.name)
def test_t16_workflows_run_foreign_code_without_rights(path: Path) -> None:
    text = path.read_text("utf-8")
    flow = yaml.safe_load(text)
    assert flow["permissions"] == {}
    triggers = flow[True]
    assert "pull_request_target" not in triggers
    assert "secrets." not in text
    for name, job in flow["jobs"].items():
        rights = job["permissions"]
        if "pull_request" in triggers:
            assert rights == {"contents": "read"}
        if "write" in rights.values():
            assert not any("checkout" in step.get("uses", "") for step in job["steps"]), name
            # What may run in these: see tests/site/test_workflows.py.
            if "workflow_run" not in triggers and (path.name, name) not in (
                ("publish.yml", "commit"),
                ("release.yml", "attach"),
            ):
                assert not any("run" in step for step in job["steps"]), name
        for step in job["steps"]:
            if "uses" in step:
                assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False
            assert "${{" not in step.get("run", "")
            assert "cache" not in step.get("uses", "") and "cache" not in step.get("with", {})


# T17: truth


@pytest.mark.parametrize(
    ("path", "old", "new", "codes"),
    [
        (DOE, "arxiv: '2001.00001'", "arxiv: '2001.00010'", ["changed-source", "address-mismatch"]),
        (ALPHA, 'result: "7.4"', 'result: "7.3"', ["uncited-figure", "unshown-result", "wrong-result"]),
        (ALPHA, "weigh 7.4 grams", "weigh 7.3 grams", ["uncited-figure", "unshown-result"]),
        (
            ALPHA,
            "        correct: true\n        why: It begins the alphabet.\n      - id: last\n        text: The last\n",
            "        why: It begins the alphabet.\n      - id: last\n        text: The last\n        correct: true\n",
            ["changed-answer", "right-misconception"],
        ),
        (ALPHA, 'as_of: "2020"', 'as_of: "2120"', ["future-date"]),
        (BETA, "Beta follows.", "Beta follows in 61% of pairs.", ["uncited-figure"]),
    ],
)  # fmt: skip
def test_t17_what_became_untrue_is_found(path: str, old: str, new: str, codes: list[str], small: Path) -> None:
    edit(small, path, old, new)
    lines = found(small, SMALL)
    assert sorted(code for line in lines for code in re.findall(r"\[([a-z-]+)\]\Z", line)) == sorted(codes)


# T18: what readers keep


@pytest.fixture(scope="module")
def log() -> dict[str, object]:
    """What the log of progress makes of hostile texts, by name."""
    event = {
        "schema": 1, "id": "deadbeef", "question": "dpo.beta", "rev": 1, "time": "2026-11-26T10:00:00.000Z",
        "answer": "x", "verdict": "right", "hints": 0, "confidence": None, "attempt": 0,
    }  # fmt: skip

    def exported(*events: str) -> str:
        return f'{{"format": "alignment-atlas-progress", "schema": 1, "events": [{", ".join(events)}]}}'

    good = json.dumps(event)
    texts = {
        "proto": f'{{"__proto__": {good}}}',
        "proto event": exported(f'{{"__proto__": {good}}}'),
        "proto answer": exported(good.replace('"x"', '{"__proto__": {"polluted": 1}}')),
        "constructor": exported(good.replace("dpo.beta", "constructor.prototype")),
        "html id": exported(good.replace("dpo.beta", "<img src=x onerror=alert(1)>.x")),
        "html answer": exported(good.replace('"x"', '"<img src=x onerror=alert(1)>"')),
        "list as id": exported(good.replace('"deadbeef"', '["deadbeef"]')),
        "long answer": exported(good.replace('"x"', f'"{"x" * 5_000_000}"')),
        "deep answer": exported(good.replace('"x"', "[" * 200_000 + "]" * 200_000)),
        "deep": "[" * 5_000_000,
        "no JSON": "<script>alert(1)</script>",
    }
    program = ROOT / "tests/core/progress.mjs"
    asked = "".join(json.dumps({"action": "import", "texts": [text]}) + "\n" for text in texts.values())
    asked += json.dumps({"action": "open", "entries": {"alignment-atlas.event.deadbeef": texts["deep answer"][70:-2]}})
    done = subprocess.run(
        ["node", str(program)], input=asked + "\n", cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.stderr == ""
    return dict(zip([*texts, "stored"], map(json.loads, done.stdout.splitlines()), strict=True))


@pytest.mark.parametrize(
    ("name", "result", "kept"),
    [
        ("proto", None, 0),
        ("proto event", {"added": 0, "refused": 1}, 0),
        ("proto answer", {"added": 1, "refused": 0}, 1),
        ("constructor", {"added": 1, "refused": 0}, 1),
        ("html id", {"added": 0, "refused": 1}, 0),
        ("html answer", {"added": 1, "refused": 0}, 1),
        ("list as id", {"added": 0, "refused": 1}, 0),
        ("long answer", {"added": 0, "refused": 1}, 0),
        ("deep answer", {"added": 0, "refused": 1}, 0),
        ("deep", None, 0),
        ("no JSON", None, 0),
    ],
)
def test_t18_imported_progress_is_checked(name: str, result: object, kept: int, log: dict[str, Any]) -> None:
    assert log[name]["results"] == [result]
    assert len(log[name]["events"]) == len(log[name]["again"]) == kept


def test_t18_a_stored_answer_that_is_nested_too_deep_is_set_aside(log: dict[str, Any]) -> None:
    assert (log["stored"]["events"], log["stored"]["damaged"]) == ([], 1)


def test_t18_scripts_write_text_and_no_html() -> None:
    files = [file for file in (ROOT / "web/scripts").iterdir() if file.suffix in (".mjs", ".js")]
    assert len(files) > 10
    for file in files:
        code = file.read_text("utf-8")
        used = re.findall(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|createContextualFragment"
            r"|setHTMLUnsafe|srcdoc",
            code,
        )
        assert used == [], file.name


def test_every_field_of_a_concept_is_known_to_these_tests() -> None:
    assert not {"image", "picture", "file", "html", "template"} & set(Concept.model_fields)
