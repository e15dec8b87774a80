from __future__ import annotations

from macros.core.bibtex import bibtex
from macros.core.model import Source


def source(**fields: object) -> Source:
    base = {"key": "doe2020alpha", "title": "On 100% & more", "authors": ("Jane Doe",), "et_al": False, "year": 2020,
            "venue": "arXiv", "kind": "paper", "url": "https://example.org/a_b"}  # fmt: skip
    return Source(**(base | fields))  # type: ignore[arg-type]


def test_a_preprint() -> None:
    assert bibtex(source(arxiv="2001.00001")) == (
        "@misc{doe2020alpha,\n"
        "  title = {{On 100\\% \\& more}},\n"
        "  author = {Jane Doe},\n"
        "  year = {2020},\n"
        "  howpublished = {arXiv},\n"
        "  eprint = {2001.00001},\n"
        "  archiveprefix = {arXiv},\n"
        "  url = {https://example.org/a_b},\n"
        "}\n"
    )


def test_kinds_of_venues() -> None:
    assert bibtex(source(venue="NeurIPS 2020")).startswith("@inproceedings{")
    assert "  booktitle = {NeurIPS 2020}," in bibtex(source(venue="NeurIPS 2020"))
    assert bibtex(source(venue="Biometrika")).startswith("@article{")
    assert bibtex(source(kind="report")).startswith("@techreport{")
    assert bibtex(source(kind="blog")).startswith("@misc{")


def test_authors() -> None:
    found = bibtex(source(authors=("Jane Doe", "{Institute of Law and Order}", "Ann and Bob"), et_al=True))
    assert "  author = {Jane Doe and {Institute of Law and Order} and Ann {and} Bob and others}," in found


def test_braces_and_backslashes_stay_balanced() -> None:
    found = bibtex(source(title="a } b { c \\ d ~ e ^ f # g $ h _", url="https://example.org/%7B?a=1&b=2#c"))
    bare = found.replace("\\{", "").replace("\\}", "")
    assert bare.count("{") == bare.count("}")
    assert "https://example.org/\\%7B?a=1\\&b=2\\#c" in found
