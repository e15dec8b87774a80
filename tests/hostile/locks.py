"""Lock files as a hostile proposal, or a hasty merge, could leave them, with the lines that the check prints."""

from __future__ import annotations

IDS, LEDGER, SOURCES = "data/ids.lock", "data/questions.lock", "data/sources.lock"

_REMEDY = "; restore the line from the history, or delete it and run 'make locks' [lock-line]"
_FORM = (
    "a line reads 'NAME -', 'CLAIM DIGEST' or 'NAME retired NAME', with one space between words; restore the line from "
    "the history, or delete it and run 'make locks' [lock-line]"
)
JINJA = """x'if(cycler.__init__.__globals__.os.system("id>PWNED.txt"))else'old"""
LONG = "a" * 300


def _no_id(name: str) -> str:
    return f"'{name}' cannot be an id (up to 48 small letters, digits and hyphens, not a reserved name){_REMEDY}"


def _no_anchor(name: str) -> str:
    return f"'{name}' cannot be the anchor of a part of a page, such as claim-win-rate{_REMEDY}"


def _lead(name: str, successor: str, fault: str) -> str:
    return (
        f"'{name}' was retired for '{successor}', {fault}; run 'make retire NAMES={name} FOR=NAME' with what took its "
        "place [unknown-successor]"
    )


def _conflict(marker: str) -> str:
    return (
        f"'{marker}' marks a merge conflict; keep the lines of both sides, delete the markers, then run 'make locks' "
        "[conflict-marker]"
    )


MISSING, CIRCLE = "which is not there", "which leads back to it"

ID_LINES: dict[str, tuple[str, list[tuple[int, int, str]]]] = {
    # name: (lines that follow those of the small project, [(line below those, column, message)])
    "code": (f"{JINJA} retired alpha\n", [(1, 1, _no_id(f"{JINJA[:60]}…"))]),
    "expression": ("{{7*7}} retired alpha\n", [(1, 1, _no_id("{{7*7}}"))]),
    "statement": ("x retired {%include'x'%}\n", [(1, 11, _no_id("{%include'x'%}"))]),
    "way out": ("../../../../x retired alpha\n", [(1, 1, _no_id("../../../../x"))]),
    "home page": ("../index retired alpha\n", [(1, 1, _no_id("../index"))]),
    "assets": ("../assets/evil retired alpha\n", [(1, 1, _no_id("../assets/evil"))]),
    "absolute": ("/etc/x retired alpha\n", [(1, 1, _no_id("/etc/x"))]),
    "backslash": ("..\\x retired alpha\n", [(1, 1, _no_id("..\\x"))]),
    "way out of the successor": ("x retired ../alpha\n", [(1, 11, _no_id("../alpha"))]),
    "address": ("x retired javascript:alert(1)\n", [(1, 11, _no_id("javascript:alert(1)"))]),
    "markup": ("<script>alert(1)</script> retired alpha\n", [(1, 1, _no_id("<script>alert(1)</script>"))]),
    "capitals": ("Old retired alpha\n", [(1, 1, _no_id("Old"))]),
    "emoji": ("🧭 retired alpha\n", [(1, 1, _no_id("🧭"))]),
    "reserved": ("index retired alpha\n", [(1, 1, _no_id("index"))]),
    "device": ("con retired alpha\n", [(1, 1, _no_id("con"))]),
    "long": (f"{LONG} retired alpha\n", [(1, 1, _no_id(f"{LONG[:60]}…"))]),
    "no name": (" retired alpha\n", [(1, 1, _no_id(""))]),
    "empty line": ("\n", [(1, 1, _no_id(""))]),
    "part": ("x#<b> retired alpha\n", [(1, 1, _no_anchor("<b>"))]),
    "empty part": ("x# retired alpha\n", [(1, 1, _no_anchor(""))]),
    "part of the successor": ("x retired alpha#{{x}}\n", [(1, 11, _no_anchor("{{x}}"))]),
    "long part": (f"x#{LONG} -\n", [(1, 1, _no_anchor(f"{LONG[:60]}…"))]),
    "word": ("x gone alpha\n", [(1, 1, _FORM)]),
    "one word": ("x\n", [(1, 1, _FORM)]),
    "four words": ("x retired alpha beta\n", [(1, 1, _FORM)]),
    "two spaces": ("x  -\n", [(1, 1, _FORM)]),
    "no successor": ("x retired\n", [(1, 1, _FORM)]),
    "state": (
        "x 12\n",
        [(1, 3, f"'12' is neither '-' nor 'retired' nor a digest of 16 hexadecimal digits{_REMEDY}")],
    ),
    "claim without digest": (
        "x#claim-y -\n",
        [(1, 11, f"a claim has a digest, and everything else has '-'{_REMEDY}")],
    ),
    "page with digest": (
        "x 0123456789abcdef\n",
        [(1, 3, f"a claim has a digest, and everything else has '-'{_REMEDY}")],
    ),
    "missing": ("x retired gamma\n", [(1, 11, _lead("x", "gamma", MISSING))]),
    "missing part": ("x retired alpha#claim-gone\n", [(1, 11, _lead("x", "alpha#claim-gone", MISSING))]),
    "source as part": (
        "x retired alpha#source-doe2020alpha\n",
        [(1, 11, _lead("x", "alpha#source-doe2020alpha", MISSING))],
    ),
    "itself": ("x retired x\n", [(1, 11, _lead("x", "x", CIRCLE))]),
    "own part": ("x retired x#what-it-is\n", [(1, 11, _lead("x", "x#what-it-is", CIRCLE))]),
    "loop": ("w retired x\nx retired y\ny retired x\n", [(2, 11, _lead("x", "y", CIRCLE))]),
    "chain to nothing": ("x retired y\ny retired gamma\n", [(2, 11, _lead("y", "gamma", MISSING))]),
    "chain": ("x retired y\ny retired z\nz retired alpha\n", []),
    "part of a retired page": ("x retired y#claim-first\ny retired alpha\n", []),
    "again": (
        "x retired alpha\nx retired beta\n",
        [(2, 1, "'x' is on line 13 already; delete one of the two lines [lock-line]")],
    ),
    "unsorted": (
        "y retired alpha\nx retired alpha\n",
        [(2, 1, "'x' comes before 'y'; run 'make locks', which sorts the lines [unsorted-lock]")],
    ),
    "conflict": (
        "<<<<<<< HEAD\nx retired alpha\n||||||| base\n=======\nx retired beta\n>>>>>>> two\n",
        [(1, 1, _conflict("<<<<<<<"))],
    ),
    "two conflicts": (
        "<<<<<<< HEAD\n=======\nx retired alpha\n>>>>>>> two\n<<<<<<< HEAD\n=======\ny retired alpha\n>>>>>>> two\n",
        [(1, 1, _conflict("<<<<<<<")), (5, 1, _conflict("<<<<<<<"))],
    ),
    "end of a conflict": ("x retired alpha\n>>>>>>> two\n", [(2, 1, _conflict(">>>>>>>"))]),
}
"""Lines of ``data/ids.lock``; those without a message are well formed and lead somewhere."""

NUMBER = "9" * 5000
LEDGER_LINES: dict[str, tuple[str, list[tuple[int, int, str]]]] = {
    "long number": (
        f"x.y {NUMBER} 0123456789ab\n",
        [(1, 5, f"'{NUMBER[:60]}…' is no revision; revisions are numbers from 1 to 9999{_REMEDY}")],
    ),
    "zero": (
        "x.y 0 0123456789ab\n",
        [(1, 5, f"'0' is no revision; revisions are numbers from 1 to 9999{_REMEDY}")],
    ),
    "other digits": (
        "x.y ٣ 0123456789ab\n",
        [(1, 5, f"'٣' is no revision; revisions are numbers from 1 to 9999{_REMEDY}")],
    ),
    "way out": ("../x.y 1 retired\n", [(1, 1, _no_id(""))]),
    "page only": (
        "x 1 retired\n",
        [(1, 1, f"'x' cannot be the name of a question, such as dpo.what-beta-does{_REMEDY}")],
    ),
    "markup": (
        "x.<b> 1 retired\n",
        [(1, 1, f"'x.<b>' cannot be the name of a question, such as dpo.what-beta-does{_REMEDY}")],
    ),
    "word": (
        "x.y 1 gone\n",
        [(1, 7, f"'gone' is neither 'retired' nor a digest of 12 hexadecimal digits{_REMEDY}")],
    ),
    "two words": (
        "x.y 1\n",
        [(1, 1, f"a line has the name of a question, its revision, and a digest or 'retired'{_REMEDY}")],
    ),
    "conflict": ("<<<<<<< HEAD\n=======\n>>>>>>> two\n", [(1, 1, _conflict("<<<<<<<"))]),
    "retired": ("x.y 1 retired\n", []),
}
SOURCE_LINES: dict[str, tuple[str, list[tuple[int, int, str]]]] = {
    "key": (
        "{{x}} 0123456789abcdef\n",
        [(1, 1, f"'{{{{x}}}}' cannot be the key of a source, such as rafailov2023dpo{_REMEDY}")],
    ),
    "digest": ("zoe2020x 12\n", [(1, 10, f"'12' is no digest of 16 hexadecimal digits{_REMEDY}")]),
    "three words": (
        "zoe2020x 0123456789abcdef x\n",
        [(1, 1, f"a line has a key and a digest, with one space between them{_REMEDY}")],
    ),
    "again": (
        "roe2021beta 0123456789abcdef\n",
        [(1, 1, "'roe2021beta' is on line 2 already; delete one of the two lines [lock-line]")],
    ),
    "conflict": ("<<<<<<< HEAD\n=======\n>>>>>>> two\n", [(1, 1, _conflict("<<<<<<<"))]),
}

CASES = {
    (path, name): case
    for path, lines in ((IDS, ID_LINES), (LEDGER, LEDGER_LINES), (SOURCES, SOURCE_LINES))
    for name, case in lines.items()
}
