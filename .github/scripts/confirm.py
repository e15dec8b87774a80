"""Fails while a proposal has warnings that no maintainer has confirmed with the label.

Usage: ``python confirm.py FOUND``. FOUND is what ``python -m macros check --format json`` printed. The environment
variable ``REVIEWED`` is ``true`` if the pull request has the label, and it was added after the last push.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any


def verdict(found: list[dict[str, Any]], *, reviewed: bool) -> tuple[int, list[str]]:
    """The exit status, and lines that say what there is to do and for whom."""
    warnings = [one for one in found if one["severity"] == "warning"]
    if not warnings:
        return 0, ["There is nothing to confirm."]
    lines = [f"{one['path']}:{one['line']}:{one['column']}: {one['message']} [{one['code']}]" for one in warnings]
    if reviewed:
        return 0, [*lines, "A maintainer has confirmed this with the label 'reviewed'."]
    return 1, [
        *lines,
        "::error title=Waits for a maintainer::You have nothing to do here. A maintainer looks at what is named "
        "above and adds the label 'reviewed', after taking off one from before the last push.",
    ]


if __name__ == "__main__":
    status, said = verdict(
        json.loads(Path(sys.argv[1]).read_text("utf-8")), reviewed=os.environ.get("REVIEWED") == "true"
    )
    print("\n".join(said))
    sys.exit(status)
