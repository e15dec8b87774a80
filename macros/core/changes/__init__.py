"""What a proposal changes, in words: two data trees compared, for those who decide about it.

``find`` walks both libraries field by field and yields changes, which explain themselves; ``summary`` puts them in
order and into bounded length. Everything that contributors wrote passes through ``markdown``.

May import: model, names, source, text.
"""

from __future__ import annotations

from .summary import LONGEST_SUMMARY, compare

__all__ = ["LONGEST_SUMMARY", "compare"]
