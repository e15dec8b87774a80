from __future__ import annotations

import pytest

from macros.core.authoring import layout
from macros.core.authoring.layout import LayoutError, lay_out

PATH = "data/concepts/alpha.yml"
HEAD = "# yaml-language-server: $schema=../schema/concept.schema.json\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("level: a\ntitle: b\n", "title: b\nlevel: a\n"),
        (
            "# about the level\nlevel: a  # beside\n# about the title\ntitle: b\n",
            "# about the title\ntitle: b\n# about the level\nlevel: a  # beside\n",
        ),
        (
            "sections:\n  - text: |\n      x\n\n      y\n    id: a\n    heading: A\n"
            "  - id: b\n    text: z\n    heading: B\n",
            "sections:\n  - id: a\n    heading: A\n    text: |\n      x\n\n      y\n"
            "  - id: b\n    heading: B\n    text: z\n",
        ),
        (
            "claims:\n- sources:\n  - at: x\n    key: y\n  id: a\ntitle: t\n",
            "title: t\nclaims:\n- id: a\n  sources:\n  - key: y\n    at: x\n",
        ),
        ("title: a", "title: a\n"),
        ("level: b\ntitle: |\n  x  \n  y\n", "title: |\n  x  \n  y\nlevel: b\n"),
        ("relations:\n  - {target: a,\n     kind: b}\n", "relations:\n  - {target: a,\n     kind: b}\n"),
        ("relations:\n  - {target: a, kind: b}\n", "relations:\n  - {target: a, kind: b}\n"),
        ("unknown: 1\ntitle: a\n", "title: a\nunknown: 1\n"),
    ],
)
def test_fields_come_into_the_order_of_the_model(before: str, after: str) -> None:
    assert lay_out(PATH, before) == HEAD + after
    assert lay_out(PATH, HEAD + after) == HEAD + after


def test_a_file_that_cannot_be_read_is_left_alone() -> None:
    with pytest.raises(LayoutError, match=r"alpha\.yml:3:1: the key 'a' stands on line"):
        lay_out(PATH, HEAD + "a: 1\na: 2\n")


INK = "- id: ink\n  term: ink\n  definition: |\n    - id: a\n\n    x\n"
GLOSSARY = "data/glossary.yml"
GLOSSARY_HEAD = "# yaml-language-server: $schema=schema/glossary.schema.json\n# The glossary.\n"
COMMENTED = "# about a\n# and more\n- term: a  # beside\n  # inside\n  common: true\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "- term: b\n  common: true\n- common: true\n  term: a\n",
            "- term: a\n  common: true\n- term: b\n  common: true\n",
        ),
        (
            "- term: b\n" + COMMENTED + "# about c\n- term: c\n# the end\n",
            COMMENTED + "- term: b\n# about c\n- term: c\n# the end\n",
        ),
        ("\n# about b\n- term: b\n\n- term: a\n", "\n- term: a\n# about b\n- term: b\n\n"),
        ("[{term: b}, {term: a}]\n", "[{term: b}, {term: a}]\n"),
        ("- term: b\n- common: true\n", "- term: b\n- common: true\n"),
        (
            "- id: rune\n  term: Rune\n" + INK + "- id: x\n  term: Émigré\n",
            INK + "- id: rune\n  term: Rune\n- id: x\n  term: Émigré\n",
        ),
    ],
)
def test_entries_come_into_alphabetical_order_with_their_comments(before: str, after: str) -> None:
    assert lay_out(GLOSSARY, GLOSSARY_HEAD + before) == GLOSSARY_HEAD + after
    assert lay_out(GLOSSARY, GLOSSARY_HEAD + after) == GLOSSARY_HEAD + after


def test_a_source_names_its_schema() -> None:
    line = "# yaml-language-server: $schema=../schema/source.schema.json\n"
    assert lay_out("data/sources/doe2020alpha.yml", "year: 2020\ntitle: a\n") == f"{line}title: a\nyear: 2020\n"


def test_a_byte_order_mark_and_line_ends_of_windows_go() -> None:
    assert lay_out(PATH, "\ufeff" + HEAD.replace("\n", "\r\n") + "title: a\r\n") == HEAD + "title: a\n"


def test_a_layout_that_would_change_what_is_said_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "_sorted_lines", lambda _document, lines: lines[:-1])
    with pytest.raises(LayoutError, match="could not be put in order without changing the content"):
        lay_out(GLOSSARY, GLOSSARY_HEAD + "- term: b\n- term: a\n")
