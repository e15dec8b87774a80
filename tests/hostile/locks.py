"""The lock of names as a hostile proposal, or a hasty merge, could leave it, with the lines that the check prints."""

from __future__ import annotations

from macros.core.model.files import NAMES

_REMEDY = f"; restore the line from the history of {NAMES}; only a maintainer does that [lock-line]"
_FORM = (
    "a line reads 'NAME -', 'CLAIM DIGEST', '@SOURCE DIGEST', 'QUESTION DIGEST REVISION' or 'NAME retired', with one "
    f"space between words{_REMEDY}"
)
_STATE = f"'{{}}' is neither '-' nor 'retired'{_REMEDY}"
_DIGEST = f"'{{}}' is no digest of 16 hexadecimal digits{_REMEDY}"
_REVISION = f"'{{}}' is no revision; revisions are numbers from 1 to 9999{_REMEDY}"
JINJA = """x'if(cycler.__init__.__globals__.os.system("id>PWNED.txt"))else'old"""
LONG = "a" * 300
NUMBER = "9" * 5000


def _no_name(name: str) -> str:
    return (
        f"'{name}' cannot be the name of a page, part, question or source, such as dpo, dpo#claim-win-rate, "
        f"dpo.what-beta-does or @rafailov2023dpo{_REMEDY}"
    )


def _conflict(marker: str) -> str:
    return (
        f"'{marker}' marks a merge conflict; take this file from the branch main as it is there, which renews it "
        "[conflict-marker]"
    )


CASES: dict[str, tuple[str, list[tuple[int, int, str]]]] = {
    # name: (lines that follow those of the small project, [(line below those, column, message)])
    "code": (f"{JINJA} retired\n", [(1, 1, _no_name(f"{JINJA[:60]}…"))]),
    "expression": ("{{7*7}} retired\n", [(1, 1, _no_name("{{7*7}}"))]),
    "statement": ("x {%include'x'%}\n", [(1, 3, _STATE.format("{%include'x'%}"))]),
    "way out": ("../../../../x retired\n", [(1, 1, _no_name("../../../../x"))]),
    "home page": ("../index retired\n", [(1, 1, _no_name("../index"))]),
    "assets": ("../assets/evil retired\n", [(1, 1, _no_name("../assets/evil"))]),
    "absolute": ("/etc/x retired\n", [(1, 1, _no_name("/etc/x"))]),
    "backslash": ("..\\x retired\n", [(1, 1, _no_name("..\\x"))]),
    "markup": ("<script>alert(1)</script> retired\n", [(1, 1, _no_name("<script>alert(1)</script>"))]),
    "capitals": ("Old retired\n", [(1, 1, _no_name("Old"))]),
    "emoji": ("🧭 retired\n", [(1, 1, _no_name("🧭"))]),
    "reserved": ("index retired\n", [(1, 1, _no_name("index"))]),
    "device": ("con retired\n", [(1, 1, _no_name("con"))]),
    "long": (f"{LONG} retired\n", [(1, 1, _no_name(f"{LONG[:60]}…"))]),
    "no name": (" retired\n", [(1, 1, _no_name(""))]),
    "empty line": ("\n", [(1, 1, _no_name(""))]),
    "part": ("x#<b> retired\n", [(1, 1, _no_name("x#<b>"))]),
    "empty part": ("x# retired\n", [(1, 1, _no_name("x#"))]),
    "part of a part": ("x#a#b -\n", [(1, 1, _no_name("x#a#b"))]),
    "long part": (f"x#{LONG} -\n", [(1, 1, _no_name(f"x#{LONG[:58]}…"))]),
    "word": ("x gone\n", [(1, 3, _STATE.format("gone"))]),
    "old form": ("x retired alpha\n", [(1, 1, _FORM)]),
    "one word": ("x\n", [(1, 1, _FORM)]),
    "four words": ("x retired alpha beta\n", [(1, 1, _FORM)]),
    "two spaces": ("x  -\n", [(1, 1, _FORM)]),
    "space at the end": ("x - \n", [(1, 1, _FORM)]),
    "claim without digest": ("x#claim-y -\n", [(1, 11, _DIGEST.format("-"))]),
    "claim with a short digest": ("x#claim-y 12\n", [(1, 11, _DIGEST.format("12"))]),
    "page with digest": ("x 0123456789abcdef\n", [(1, 3, _STATE.format("0123456789abcdef"))]),
    "question: long number": (f"x.y 0123456789abcdef {NUMBER}\n", [(1, 22, _REVISION.format(f"{NUMBER[:60]}…"))]),
    "question: zero": ("x.y 0123456789abcdef 0\n", [(1, 22, _REVISION.format("0"))]),
    "question: other digits": ("x.y 0123456789abcdef ٣\n", [(1, 22, _REVISION.format("٣"))]),
    "question: way out": ("../x.y retired\n", [(1, 1, _no_name("../x.y"))]),
    "question: markup": ("x.<b> retired\n", [(1, 1, _no_name("x.<b>"))]),
    "question: empty": ("x. retired\n", [(1, 1, _no_name("x."))]),
    "question: long": (f"x.{LONG} retired\n", [(1, 1, _no_name(f"x.{LONG[:58]}…"))]),
    "question: word": ("x.y gone 1\n", [(1, 5, _DIGEST.format("gone"))]),
    "question: old form": ("x.y 1 0123456789ab\n", [(1, 5, _DIGEST.format("1"))]),
    "question: two words": ("x.y 0123456789abcdef\n", [(1, 1, _FORM)]),
    "source: key": ("@{{x}} 0123456789abcdef\n", [(1, 1, _no_name("@{{x}}"))]),
    "source: empty": ("@ 0123456789abcdef\n", [(1, 1, _no_name("@"))]),
    "source: digest": ("@zoe2020x 12\n", [(1, 11, _DIGEST.format("12"))]),
    "source: three words": ("@zoe2020x 0123456789abcdef 1\n", [(1, 1, _FORM)]),
    "source: retired": ("@zoe2020x retired\n", [(1, 11, _DIGEST.format("retired"))]),
    "again": (
        "x retired\nx -\n",
        [(2, 1, f"'x' is on line 16 already{_REMEDY}")],
    ),
    "conflict": (
        "<<<<<<< HEAD\nx retired\n||||||| base\n=======\nx -\n>>>>>>> two\n",
        [(1, 1, _conflict("<<<<<<<"))],
    ),
    "two conflicts": (
        "<<<<<<< HEAD\n=======\nx retired\n>>>>>>> two\n<<<<<<< HEAD\n=======\ny retired\n>>>>>>> two\n",
        [(1, 1, _conflict("<<<<<<<")), (5, 1, _conflict("<<<<<<<"))],
    ),
    "end of a conflict": ("x retired\n>>>>>>> two\n", [(2, 1, _conflict(">>>>>>>"))]),
    "well formed": ("x retired\nx#claim-y 0123456789abcdef\nx#y_z -\nx.y 0123456789abcdef 9999\nx.z retired\n", []),
}
"""Lines of the lock; those without a message are well formed."""

FORMER: dict[str, tuple[str, str]] = {
    # name: (field of a concept, column and message of the problem)
    "code": (f"replaces: ['{JINJA.replace(chr(39), chr(39) * 2)}']", "12: replaces.0: "),
    "way out": ("replaces: ['../../../../x']", "12: replaces.0: "),
    "home page": ("redirects: ['../index']", "13: redirects.0: "),
    "backslash": ("replaces: ['..\\x']", "12: replaces.0: "),
    "statement": ("retired: [{id: x, now: '{%include x%}'}]", "24: retired.0.now: "),
    "way out of the successor": ("retired: [{id: x, now: ../alpha}]", "24: retired.0.now: "),
    "address": ("retired: [{id: x, now: 'javascript:alert(1)'}]", "24: retired.0.now: "),
    "part of the successor": ("retired: [{id: x, now: 'alpha#{{x}}'}]", "24: retired.0.now: "),
    "part": ("retired: [{id: '\"><b>', now: alpha}]", "16: retired.0.id: "),
    "long": (f"retired: [{{id: {LONG}, now: alpha}}]", "16: retired.0.id: "),
}
"""Former names as a hostile proposal could write them."""
