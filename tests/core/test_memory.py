"""Memory of what is loaded once and stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from macros.core.memory import staying


@pytest.fixture(autouse=True)
def _search_as_before() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_what_is_loaded_is_not_searched_for_circles() -> None:
    gc.unfreeze()
    with staying():
        assert not gc.isenabled()
        loaded: list[dict[str, str]] = [{} for _ in range(1000)]
    assert gc.isenabled()
    assert gc.get_freeze_count() >= len(loaded)


def test_what_was_loaded_before_is_searched_again() -> None:
    class Circle:
        ended = False

        def __init__(self) -> None:
            self.me = self

        def __del__(self) -> None:
            Circle.ended = True

    with staying():
        Circle()
    gc.collect()
    assert not Circle.ended
    with staying():
        pass
    gc.unfreeze()
    gc.collect()
    assert Circle.ended


def test_a_search_that_was_off_stays_off() -> None:
    gc.disable()
    with pytest.raises(ValueError, match="wrong"), staying():
        raise ValueError("wrong")
    assert not gc.isenabled()
