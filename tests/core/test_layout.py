from __future__ import annotations

import pytest

from macros.core.layout import LayoutError, lay_out

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
