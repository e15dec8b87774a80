"""The table of phrases: each is used, none is missing, values are given, and no other phrase stands in a template."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, TemplateSyntaxError, nodes

from macros.core.words.table import PHRASES, Phrase, placeholders, say
from macros.core.words.templates import KnownWords, Words
from tests.node import run_module
from tests.projects import ROOT

PROGRAM = """
import { readFileSync } from "node:fs";
import { say } from "./web/scripts/words.mjs";
const [phrase, count] = JSON.parse(readFileSync(0, "utf-8"));
console.log(JSON.stringify(say(phrase, { count })));
"""
Use = tuple[str, set[str]]
"""The key of a phrase with the names of the values that it is given."""

PROGRAM_FILES = sorted((ROOT / "macros").rglob("*.py"))
SCRIPTS = sorted((ROOT / "web/scripts").rglob("*.mjs"))
TEMPLATE_FILES = sorted([*(ROOT / "macros").rglob("*.j2"), *(ROOT / "theme").rglob("*.html")])
NAMED = ("alt", "aria-description", "aria-label", "data-label", "placeholder", "title")
"""Attributes that readers see or hear."""
IMPORT = "from ..words.table import say\n"
PROSE = re.compile(r"[^\W\d_] [^\W\d_]|^[A-Z][a-z]")
"""Several words, or one that begins like a sentence."""


def uses_in_template(text: str) -> Iterator[Use]:
    """The phrases of a template."""
    tree = Environment().parse(text)
    called = {id(call.node): {pair.key for pair in call.kwargs} for call in tree.find_all(nodes.Call)}
    for found in tree.find_all(nodes.Getattr):
        if isinstance(found.node, nodes.Name) and found.node.name == "words":
            yield found.attr, called.get(id(found), set())


def uses_in_program(text: str) -> Iterator[Use]:
    """The phrases of a module of Python that imports ``say``."""
    if "words.table import" not in text:
        return
    for call in ast.walk(ast.parse(text)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "say":
            [key] = call.args
            assert isinstance(key, ast.Constant)
            yield str(key.value), {str(keyword.arg) for keyword in call.keywords}


def uses_in_script(text: str) -> Iterator[Use]:
    """The phrases of a script."""
    for found in re.finditer(r"\bWORDS\.(\w+)", text):
        filled = text.endswith("say(", 0, found.start()) and text.startswith(", {", found.end())
        yield found[1], set(_names(text[found.end() + 3 :])) if filled else set()


def _names(text: str) -> Iterator[str]:
    """The names in the object of JavaScript whose text follows its first brace."""
    flat = text.split(";", maxsplit=1)[0]
    while (flatter := re.sub(r"\([^()[\]{}]*\)|\[[^()[\]{}]*\]|\{[^()[\]{}]*\}", "", flat)) != flat:
        flat = flatter
    for part in flat.partition("}")[0].split(","):
        yield part.partition(":")[0].strip()


def all_uses() -> Iterator[tuple[str, Use]]:
    """Every use of a phrase with the file where it stands."""
    readers = ((TEMPLATE_FILES, uses_in_template), (PROGRAM_FILES, uses_in_program), (SCRIPTS, uses_in_script))
    for files, reader in readers:
        for file in files:
            yield from ((file.relative_to(ROOT).as_posix(), use) for use in reader(file.read_text("utf-8")))


def wrong_use(key: str, values: set[str]) -> str:
    """What is wrong with a use of a phrase; empty if nothing is."""
    if key not in PHRASES:
        return f"no phrase '{key}'"
    wanted = placeholders(PHRASES[key])
    return "" if values == wanted else f"'{key}' is given {sorted(values)} for {sorted(wanted)}"


def unused(used: set[str]) -> list[str]:
    """The phrases that are not among those used."""
    return [key for key in PHRASES if key not in used]


def wrong_form(key: str, phrase: Phrase) -> str:
    """What is wrong with an entry of the table; empty if nothing is."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", key):
        return "not a key in snake_case"
    if isinstance(phrase, str):
        texts = [phrase]
    elif list(phrase) == ["one", "many"]:
        texts = list(phrase.values())
        if "{count}" not in phrase["many"]:
            return "no {count} among many"
    else:
        return "not the forms one and many"
    if any(text != text.strip() or not text for text in texts):
        return "space around it, or empty"
    if any("'" in text or '"' in text or "..." in text for text in texts):
        return "typewriter marks"
    return "" if all(set("{}").isdisjoint(re.sub(r"\{[a-z]+\}", "", text)) for text in texts) else "a stray brace"


class _Seen(HTMLParser):
    """Collects what readers see of a page, in ``literals``."""

    def __init__(self) -> None:
        super().__init__()
        self.literals: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_script = tag == "script"
        self.literals += [value or "" for name, value in attrs if name in NAMED]

    def handle_data(self, data: str) -> None:
        if not self._in_script:
            self.literals.append(re.sub(r"\{ #.*? \}", "", data))


def literals(text: str) -> list[str]:
    """The phrases that stand in a template itself: in its HTML, in what it prints, or among values."""
    tree = Environment().parse(text)
    printed = (_printed(part) for output in tree.find_all(nodes.Output) for part in output.nodes)
    seen = _Seen()
    seen.feed("".join(printed))
    seen.close()
    found = [words for words in seen.literals if re.search(r"[^\W\d_]", words)]
    values = (const.value for const in tree.find_all(nodes.Const) if isinstance(const.value, str))
    found += [value for value in values if PROSE.search(re.sub(r"\baa-[\w-]+", "", value).strip())]
    return [" ".join(words.split()) for words in dict.fromkeys(found)]


def _printed(part: nodes.Node) -> str:
    """What a part of a template prints whatever its values are."""
    if isinstance(part, nodes.TemplateData):
        return part.data
    if isinstance(part, nodes.Const):
        return str(part.value)
    if isinstance(part, nodes.CondExpr):
        return _printed(part.expr1) + (_printed(part.expr2) if part.expr2 else "")
    if isinstance(part, nodes.Concat):
        return "".join(map(_printed, part.nodes))
    if isinstance(part, nodes.Or):
        return _printed(part.left) + _printed(part.right)
    return _printed(part.node) if isinstance(part, nodes.Filter) and part.node else ""


def test_every_phrase_is_used() -> None:
    used = {key for _, (key, _) in all_uses()}
    assert unused(used) == []
    assert unused(used - {"hint"}) == ["hint"]


def test_phrases_exist_and_get_their_values() -> None:
    wrong = [f"{file}: {words}" for file, use in all_uses() if (words := wrong_use(*use))]
    assert wrong == []


@pytest.mark.parametrize(
    ("uses", "text", "wrong"),
    [
        (uses_in_template, "{{ words.chek }}", "no phrase 'chek'"),
        (uses_in_template, "{{ words.hint }}{{ words.as_of(date=1) }}", ""),
        (uses_in_template, "{{ words.as_of(day=1) }}", "'as_of' is given ['day'] for ['date']"),
        (uses_in_program, IMPORT + 'say("chek")', "no phrase 'chek'"),
        (uses_in_program, IMPORT + 'say("as_of", date=1)', ""),
        (uses_in_program, IMPORT + 'say("as_of")', "'as_of' is given [] for ['date']"),
        (uses_in_script, "f(WORDS.chek)", "no phrase 'chek'"),
        (uses_in_script, "say(WORDS.as_of, { date: f({ a: 1, b }, 2) })", ""),
        (uses_in_script, "say(WORDS.map_from_to, { from: a[0, 1], to })", ""),
        (uses_in_script, "say(WORDS.as_of, { day })", "'as_of' is given ['day'] for ['date']"),
        (uses_in_script, "f(WORDS.as_of)", "'as_of' is given [] for ['date']"),
    ],
)
def test_wrong_uses_are_found(uses: object, text: str, wrong: str) -> None:
    assert callable(uses)
    assert "".join(wrong_use(*use) for use in uses(text)) == wrong


def test_the_table_is_in_form() -> None:
    assert {key: words for key, phrase in PHRASES.items() if (words := wrong_form(key, phrase))} == {}


@pytest.mark.parametrize(
    ("key", "phrase", "wrong"),
    [
        ("some_key", {"one": "one answer", "many": "{count} answers"}, ""),
        ("someKey", "Check", "not a key in snake_case"),
        ("key", {"many": "{count} answers"}, "not the forms one and many"),
        ("key", {"one": "1 answer", "many": "answers"}, "no {count} among many"),
        ("key", "Check ", "space around it, or empty"),
        ("key", "don't", "typewriter marks"),
        ("key", "Loading...", "typewriter marks"),
        ("key", "{a b}", "a stray brace"),
    ],
)
def test_faults_of_the_table_are_found(key: str, phrase: Phrase, wrong: str) -> None:
    assert wrong_form(key, phrase) == wrong


@pytest.mark.parametrize("file", TEMPLATE_FILES, ids=lambda file: file.name)
def test_no_phrase_stands_in_a_template(file: Path) -> None:
    assert literals(file.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>Check</p>", ["Check"]),
        ("## Read this { #this }", ["## Read this"]),
        ('<a aria-label="{{ name }} of all">·</a>', ["of all"]),
        ('{{ "right" if a else "wrong" }}', ["rightwrong"]),
        ('{{ card(question, "Before you read") }}', ["Before you read"]),
        ('{% for name in ("Light", "Dark") %}{{ name }}{% endfor %}', ["Light", "Dark"]),
        ('<p class="{{ "aa-wide aa-more" if wide }}" {{ "hidden" if a }}>{{ words.hint }}</p>', []),
        ('{% include "concept/parts.html.j2" %}{{ term("levels", level) }} · {{ name or "–" }}', []),
    ],
)
def test_phrases_in_templates_are_found(text: str, found: list[str]) -> None:
    assert literals(text) == found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<p>\n{{ words.chek }}", "web/words.json has no phrase 'chek'"),
        ("<p>\n{{ words.as_of }}", "the phrase 'as_of' has placeholders and needs their values"),
    ],
)
def test_a_template_with_a_wrong_phrase_is_named(text: str, message: str) -> None:
    templates = Environment(autoescape=True, loader=DictLoader({"part.j2": text}), extensions=[KnownWords])
    with pytest.raises(TemplateSyntaxError) as caught:
        templates.get_template("part.j2")
    assert (caught.value.name, caught.value.lineno, caught.value.message) == ("part.j2", 2, message)


@pytest.mark.parametrize("autoescape", [True, False])
def test_phrases_and_their_values_are_escaped(autoescape: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PHRASES, "check", "<b> & {name}")
    template = Environment(autoescape=autoescape).from_string("{{ words.check(name=name) }}")
    assert template.render(words=Words(), name="<i>") == "&lt;b&gt; &amp; &lt;i&gt;"


@pytest.mark.parametrize(("count", "form"), [(0, "many"), (1, "one"), (2, "many"), ("1½", "many")])
def test_python_templates_and_scripts_choose_the_same_form(count: object, form: str) -> None:
    phrase = PHRASES["minutes_long"]
    assert not isinstance(phrase, str)
    expected = phrase[form].replace("{count}", str(count))
    assert say("minutes_long", count=count) == expected
    assert Environment().from_string("{{ words.minutes_long(count=n) }}").render(words=Words(), n=count) == expected
    assert run_module(PROGRAM, [phrase, count]) == expected


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError, match="date"):
        say("as_of")
    with pytest.raises(KeyError, match="count"):
        say("minutes_long", number=1)
