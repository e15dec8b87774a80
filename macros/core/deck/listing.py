"""The notes as text that Anki imports and people compare: a line each, in the order of their guids.

Its form: https://docs.ankiweb.net/importing/text-files.html
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model.vocabulary import Term
from .notes import FIELDS, Note
from .package import LICENSE, TITLE, deck_name


def listing(notes: Sequence[Note], categories: Sequence[Term]) -> str:
    """The deck as text: guid, deck, fields and tags, separated by tabs.

    Args:
        notes: What it holds.
        categories: All categories.
    """
    decks = {category.key: deck_name(category.label) for category in categories}
    columns = ("GUID", "Deck", *FIELDS, "Tags")
    head = (
        "#separator:tab",
        "#html:true",
        f"#notetype:{TITLE}",
        "#guid column:1",
        "#deck column:2",
        f"#tags column:{len(columns)}",
        "#columns:" + "\t".join(columns),
        f"# {TITLE}, CC BY 4.0, {LICENSE}",
    )
    lines = ["\t".join((note.guid, decks[note.category], *note.fields, " ".join(note.tags))) for note in notes]
    return "\n".join((*head, *sorted(lines))) + "\n"
