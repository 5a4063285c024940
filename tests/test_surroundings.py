"""What a client finds around it when it is made."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from esologs._surroundings import Clocks, current, replaced

if TYPE_CHECKING:
    import pytest


def test_a_clock_that_was_set_after_the_import_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that put their own clock into the module `time` need not do it before the import."""
    monkeypatch.setattr(time, "time", lambda: 12.0)
    monkeypatch.setattr(time, "monotonic", lambda: 34.0)

    assert (current().clocks.wall(), current().clocks.monotonic()) == (12.0, 34.0)


def test_what_was_put_in_place_is_taken_away_again() -> None:
    """Of two that are nested, the inner one holds, and keeps what it does not name."""
    with replaced(clocks=Clocks(wall=lambda: 1.0)):
        with replaced(max_retries=2):
            assert (current().clocks.wall(), current().max_retries) == (1.0, 2)
        assert (current().clocks.wall(), current().max_retries) == (1.0, None)
    assert current().clocks.wall == time.time
