"""Memory of what is loaded once and stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def staying() -> Iterator[None]:
    """Around code that makes many objects which stay: they are not searched for circles, neither now nor later.

    Python looks through all objects again and again while their number grows, a fifth of the time of loading. Circles
    among those of an earlier use are searched for once more, so that a server that loads again keeps nothing.
    """
    searched = gc.isenabled()
    gc.unfreeze()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if searched:
            gc.enable()
