"""Sources as BibTeX, read back by two libraries that people use to import them."""

from __future__ import annotations

import re
from itertools import product

import bibtexparser
import pytest
from bibtexparser.middlewares import SeparateCoAuthors
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from macros.core.model.entries import Source
from macros.core.model.reading import read_library
from macros.core.text.bibtex import bibtex
from tests.projects import ROOT

KEY = "doe2020alpha"


def source(**fields: object) -> Source:
    base = {"title": "On 100% & more", "authors": ("Jane Doe",), "et_al": False, "year": 2020,
            "venue": "arXiv", "kind": "paper", "url": "https://example.org/a_b"}  # fmt: skip
    return Source(**(base | fields))  # type: ignore[arg-type]


def shipped() -> dict[str, Source]:
    library, _ = read_library(ROOT)
    assert library
    return dict(library.sources)


def test_a_preprint() -> None:
    assert bibtex(KEY, source(arxiv="2001.00001")) == (
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


@pytest.mark.parametrize(
    ("venue", "kind", "written"),
    [
        ("NeurIPS 2020", "paper", ["inproceedings", "year = {2020}", "booktitle = {NeurIPS 2020}"]),
        ("ICLR 2021", "paper", ["inproceedings", "year = {2021}", "booktitle = {ICLR 2021}"]),
        ("ICLR 2021", "dataset", ["inproceedings", "year = {2021}", "booktitle = {ICLR 2021}"]),
        ("arXiv; ICLR 2021", "paper", ["inproceedings", "year = {2021}", "booktitle = {ICLR 2021}"]),
        ("ICML 2021 (Best Paper)", "paper", ["inproceedings", "year = {2021}", "booktitle = {ICML 2021 (Best Paper)}"]),
        ("SeT workshop at ICLR 2021", "paper", [
            "inproceedings", "year = {2021}", "booktitle = {SeT workshop at ICLR 2021}",
        ]),
        ("ICML 2021; longer in Nature 649 (2026)", "paper", [
            "inproceedings", "year = {2021}", "booktitle = {ICML 2021}", "note = {longer in Nature 649 (2026)}",
        ]),
        ("Biometrika", "paper", ["article", "year = {2020}", "journal = {Biometrika}"]),
        ("JMLR 23(120), 2022", "paper", ["article", "year = {2022}", "journal = {JMLR 23(120), 2022}"]),
        ("Neural Computation 3(1), 1979-1987", "paper", [
            "article", "year = {2020}", "journal = {Neural Computation 3(1), 1979-1987}",
        ]),
        ("in A Book (circulated 1975)", "paper", [
            "incollection", "year = {2020}", "booktitle = {A Book (circulated 1975)}",
        ]),
        ("arXiv Oct 2022", "paper", ["misc", "year = {2020}", "howpublished = {arXiv Oct 2022}"]),
        ("arXiv preprint (two lists give IASEAI 2026)", "paper", [
            "misc", "year = {2020}", "howpublished = {arXiv preprint (two lists give IASEAI 2026)}",
        ]),
        ("GitHub", "dataset", ["misc", "year = {2020}", "howpublished = {GitHub}"]),
        ("EA Global 2019 talk", "blog", ["misc", "year = {2020}", "howpublished = {EA Global 2019 talk}"]),
        ("Laboratory (May 2021)", "report", ["techreport", "year = {2020}", "institution = {Laboratory (May 2021)}"]),
    ],
)  # fmt: skip
def test_the_type_and_the_year_are_those_of_the_venue(venue: str, kind: str, written: list[str]) -> None:
    kind_of_entry, *fields = written
    head, *lines = bibtex(KEY, source(venue=venue, kind=kind)).splitlines()
    assert head == f"@{kind_of_entry}{{doe2020alpha,"
    assert lines[2:-2] == [f"  {field}," for field in fields]


def test_authors() -> None:
    found = bibtex(
        KEY, source(authors=("Jane Doe", "{Institute of Law and Order}", "Ann AND Bob", "Others"), et_al=True)
    )
    assert "  author = {Jane Doe and {Institute of Law and Order} and Ann {AND} Bob and {Others} and others}," in found
    assert "  author = {M. L. King{,} Jr.}," in bibtex(KEY, source(authors=("M. L. King, Jr.",)))


def test_addresses_are_written_as_they_are() -> None:
    found = bibtex(KEY, source(doi="10.1007/978-1_4#%&", url="https://example.org/%7B_?a=1&b=2#c"))
    assert "  doi = {10.1007/978-1_4#%&},\n  url = {https://example.org/%7B_?a=1&b=2#c},\n" in found


@pytest.mark.parametrize("doi", ["10.1000/a{b", "10.1000/a}b", "10.1000/a\\b"])
def test_a_doi_has_no_sign_that_would_need_an_escape(doi: str) -> None:
    with pytest.raises(ValueError, match="String should match pattern"):
        source(doi=doi)


def test_data_sets_of_conferences_have_their_entries_in_full() -> None:
    sources = shipped()
    assert [
        bibtex(key, sources[key]) for key in ("andriushchenko2024agentharm", "li2024wmdp", "hendrycks2021math")
    ] == [
        "@inproceedings{andriushchenko2024agentharm,\n"
        "  title = {{AgentHarm: A Benchmark for Measuring Harmfulness of LLM Agents}},\n"
        "  author = {Maksym Andriushchenko and Alexandra Souly and Mateusz Dziemian and Derek Duenas and others},\n"
        "  year = {2025},\n"
        "  booktitle = {ICLR 2025},\n"
        "  eprint = {2410.09024},\n"
        "  archiveprefix = {arXiv},\n"
        "  url = {https://arxiv.org/abs/2410.09024},\n"
        "}\n",
        "@inproceedings{li2024wmdp,\n"
        "  title = {{The WMDP Benchmark: Measuring and Reducing Malicious Use With Unlearning}},\n"
        "  author = {Nathaniel Li and Alexander Pan and Anjali Gopal and Summer Yue and Daniel Berrios and others},\n"
        "  year = {2024},\n"
        "  booktitle = {ICML 2024},\n"
        "  eprint = {2403.03218},\n"
        "  archiveprefix = {arXiv},\n"
        "  url = {https://arxiv.org/abs/2403.03218},\n"
        "}\n",
        "@inproceedings{hendrycks2021math,\n"
        "  title = {{Measuring Mathematical Problem Solving With the MATH Dataset}},\n"
        "  author = {Dan Hendrycks and Collin Burns and Saurav Kadavath and Akul Arora and Steven Basart and Eric Tang "
        "and Dawn Song and Jacob Steinhardt},\n"
        "  year = {2021},\n"
        "  booktitle = {NeurIPS 2021 Datasets and Benchmarks},\n"
        "  eprint = {2103.03874},\n"
        "  archiveprefix = {arXiv},\n"
        "  url = {https://arxiv.org/abs/2103.03874},\n"
        "}\n",
    ]


def test_year_and_venue_agree_in_every_entry() -> None:
    entries = parse_string("".join(bibtex(*item) for item in shipped().items()), "bibtex").entries
    for key, entry in entries.items():
        venue = entry.fields.get("booktitle") or entry.fields.get("journal") or ""
        named = re.findall(r"\b(?:19|20)\d\d\b", re.sub(r"\(.*?\)|, pp?\..*", "", venue))
        assert set(named) <= {entry.fields["year"]}, key


HOSTILE = [
    "a { b } } c { {", "}", "{", "{{x}}", "\\", "\\}", "\\input{x}", "}, note={x", "a\n}\n@misc{b,", '"', "=", "%", "@",
    "@article{x,y={z}}", "100% #1 $x$ a_b & ~^", "Smith AND Jones", "and", "others", "a, b, c, d", "{Org and Co}",
    "{a} and {b}", "x # y", "and and and", "é σ 中", "@comment{", "@string{a = {b}}", "@preamble{", "10.1000/a_b",
]  # fmt: skip
SIGNS = st.lists(
    st.sampled_from([*'{}\\%#$&_~^,=@"|aB é', " and ", " AND ", "others", "@misc{"]), min_size=1, max_size=20
)
TYPED = SIGNS.map("".join).filter(str.strip)


def decoder() -> LatexNodes2Text:
    """Reads LaTeX as words; three standard commands are not known to the library."""
    known = get_default_latex_context_db()
    signs = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    known.add_context_category("signs", [MacroTextSpec(name, sign) for name, sign in signs.items()], prepend=True)
    return LatexNodes2Text(known, math_mode="verbatim", strict_latex_spaces=True)


def assert_read_back(sources: dict[str, Source]) -> None:
    """Both libraries find every entry, and its fields say what the data says."""
    text = "\n".join(bibtex(*item) for item in sources.items())
    by_pybtex = parse_string(text, "bibtex").entries
    by_bibtexparser = bibtexparser.parse_string(text, append_middleware=[SeparateCoAuthors()])
    assert not by_bibtexparser.failed_blocks
    assert list(by_pybtex) == [entry.key for entry in by_bibtexparser.entries] == list(sources)
    read = decoder().latex_to_text
    for (key, one), other in zip(sources.items(), by_bibtexparser.entries, strict=True):
        names = [" ".join(name[1:-1].split() if name[0] + name[-1] == "{}" else name.split()) for name in one.authors]
        names += ["others"] if one.et_al else []
        people = by_pybtex[key].persons["author"]
        parts = [[*p.first_names, *p.middle_names, *p.prelast_names, *p.last_names, *p.lineage_names] for p in people]
        assert [read(" ".join(part)) for part in parts] == names, key
        fields = {field.key: field.value for field in other.fields}
        assert [read(name) for name in fields.pop("author")] == names, key
        assert fields == dict(by_pybtex[key].fields), key
        assert read(fields["title"]) == " ".join(one.title.split())
        assert (fields.get("doi"), fields.get("eprint"), fields["url"]) == (one.doi, one.arxiv, one.url)
        venue = {"inproceedings": "booktitle", "incollection": "booktitle", "article": "journal"}.get(
            other.entry_type, "institution" if one.kind == "report" else "howpublished"
        )
        assert read(fields[venue]) in " ".join(one.venue.split())
        known = {"title", "year", venue, "note", "eprint", "archiveprefix", "doi", "url"}
        assert set(fields) <= known


def test_the_whole_file_is_read_back_by_two_libraries() -> None:
    hostile = {
        f"zz{2000 + number}x": source(
            title=typed, authors=(typed, "Jane Doe", typed), et_al=bool(number % 2),
            venue=typed, note=typed, kind=kind,
        )
        for number, (typed, kind) in enumerate(product(HOSTILE, ("paper", "report", "blog", "dataset")))
    }  # fmt: skip
    assert_read_back(shipped() | hostile)


@settings(derandomize=True, deadline=None)
@given(title=TYPED, names=st.lists(TYPED, min_size=1, max_size=3), venue=TYPED)
def test_whatever_is_typed_is_read_back(title: str, names: list[str], venue: str) -> None:
    assert_read_back({"doe2020a": source(title=title, authors=tuple(names), venue=venue), "roe2021b": source()})
