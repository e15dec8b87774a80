from __future__ import annotations

import pytest

from macros.core.source.documents import LARGEST_FILE, read

ANCHOR = "the anchor &x is not allowed; delete it, or put the value in single quotes [yaml-feature]"


def problems(text: str | bytes) -> list[str]:
    raw = text if isinstance(text, bytes) else text.encode()
    return [str(problem) for problem in read("f.yml", raw).problems]


def test_values_follow_the_core_schema_of_yaml_12() -> None:
    text = "a: no\nb: 2026-11-23\nc: 22:22:22\nd: true\ne: null\nf: 0x10\ng: -3\nh: 1.5e3\ni: 'true'\nj:\nk: .nan\n"
    assert read("f.yml", text.encode()).data == {
        "a": "no",
        "b": "2026-11-23",
        "c": "22:22:22",
        "d": True,
        "e": None,
        "f": "0x10",
        "g": -3,
        "h": 1500.0,
        "i": "true",
        "j": None,
        "k": ".nan",
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9" * 19, 10**19 - 1),
        ("9" * 20, "9" * 20),
        ("-" + "9" * 18, 1 - 10**18),
        ("-" + "9" * 19, "-" + "9" * 19),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_integers_have_an_end(text: str, value: int | str) -> None:
    """Python raises an error for thousands of digits."""
    assert read("f.yml", f"a: {text}\n".encode()).data == {"a": value}


def test_every_value_and_key_has_its_place() -> None:
    document = read("f.yml", b"a:\n  - b: 1\n    cc: two\n")
    assert document.data == {"a": ({"b": 1, "cc": "two"},)}
    place = document.values["a", 0, "cc"]
    assert (place.line, place.column, document.text[place.start : place.end]) == (3, 9, "two")
    key = document.keys["a", 0, "cc"]
    assert (key.line, key.column) == (3, 5)


def test_lines_end_in_any_of_the_three_ways() -> None:
    document = read("f.yml", b"a: 1\rb: 2\r\nc: 3\n")
    assert document.data == {"a": 1, "b": 2, "c": 3}
    assert [document.keys[key,].line for key in "abc"] == [1, 2, 3]
    assert document.text == "a: 1\nb: 2\nc: 3\n"


def test_a_problem_points_at_a_word_inside_a_block() -> None:
    document = read("f.yml", "a: |\n  one two\n\n  two éé two\n".encode())
    places = [document.problem(("a",), "bad-value", "m", needle="two", nth=n) for n in range(4)]
    assert [(p.line, p.column) for p in places] == [(2, 7), (4, 3), (4, 10), (1, 4)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1\n", [f"f.yml:1:4: {ANCHOR}"]),
        (
            "a: 1\nb: *a\n",
            ["f.yml:2:4: the alias *a is not allowed; write the value out, or put it in single quotes [yaml-feature]"],
        ),
        ("a: !!python/object/apply:os.system [id]\n", None),
        ("<<: {a: 1}\n", []),
        ("a: 1\na: 2\n", ["f.yml:2:1: the key 'a' stands on line 1 already; keep one of the two [duplicate-key]"]),
        ("a: 1\n---\nb: 2\n", ["f.yml:2:1: a second YAML document; keep one a file [yaml-feature]"]),
        ("? [a]\n: 1\n", ["f.yml:1:3: not valid YAML: a key must be plain text [yaml-syntax]"]),
        ("[" * 2000, ["f.yml:1:14: not valid YAML: nested more than 12 levels deep [yaml-syntax]"]),
        (
            "a: x\u202ey\n",
            ["f.yml:1:5: the invisible or private character U+202E is not allowed; delete it [invisible-character]"],
        ),
        ("\ufeffa: 1\n", []),
        ("\ufeff\ufeffa: 1\n", None),
        ("a: 1\n\ufeffb: 2\n", None),
        ("a: 1\x00\n", None),
        (
            'a: "x\\u202ey"\n',
            [
                "f.yml:1:6: a backslash in double quotes starts an escape, so \\u202ey would not stay as written; "
                "use single quotes or a | block [yaml-escape]"
            ],
        ),
        ('"\\0": 1\n', None),
        ("&x a: 1\n", [f"f.yml:1:1: {ANCHOR}"]),
        ("!!str a: 1\n", None),
        (b"a: 1\nb: \xff\n", ["f.yml:2:1: the file is not UTF-8; save it as UTF-8 [not-utf-8]"]),
        ("a: [", None),
        ("a: b: c\n", None),
        ("a: 'x\n", None),
    ],
)
def test_refused(text: str | bytes, expected: list[str] | None) -> None:
    found = problems(text)
    assert found == expected if expected is not None else len(found) == 1


def test_a_huge_file_is_refused_unread() -> None:
    assert problems("a: " + "x" * LARGEST_FILE)[0].endswith("[file-too-large]")


def test_an_alias_bomb_is_refused_quickly() -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    found = problems("\n".join(lines))
    assert len(found) == 9 + 8 * 9
    assert all(line.endswith("[yaml-feature]") for line in found)
