"""Phrases in templates: ``{{ words.check }}``, ``{{ words.more_findings(count=3) }}``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup, escape

from .table import PHRASES, form, placeholders


class Words:
    """The phrases by key, escaped. One with placeholders is a function of their values, which are escaped too."""

    def __getattr__(self, key: str) -> Markup | Callable[..., Markup]:
        if key not in PHRASES:
            raise AttributeError(key)
        phrase = PHRASES[key]
        if not placeholders(phrase):
            return escape(phrase)
        return lambda **values: escape(form(phrase, values)).format(**values)


class KnownWords(Extension):
    """Refuses templates that name a phrase which is not in the table, or print one without its values."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Passes all tokens of a template on.

        Raises:
            TemplateSyntaxError: a phrase is unknown or lacks its values; it names the template and the line.
        """
        tokens = list(stream)
        values = [token.value for token in tokens] + ["", "", ""]
        for place, token in enumerate(tokens):
            named = values[place : place + 2] == ["words", "."]
            if named and (wrong := _wrong_use(values[place + 2], called=values[place + 3] == "(")):
                raise TemplateSyntaxError(wrong, token.lineno, stream.name, stream.filename)
        return tokens


def environment(folder: Path) -> Environment:
    """What renders the templates of a folder: it has the phrases, escapes all values and refuses unknown names."""
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        extensions=[KnownWords],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["words"] = Words()
    return made


def _wrong_use(key: str, *, called: bool) -> str:
    """What is wrong with a phrase in a template, which may be called with values; empty if nothing is."""
    if key not in PHRASES:
        return f"web/words.json has no phrase '{key}'"
    if placeholders(PHRASES[key]) and not called:
        return f"the phrase '{key}' has placeholders and needs their values"
    return ""
