"""What the tests of a fleet share: a Redis, and a fleet with a stopped clock over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cache.conftest import redis_server, redis_url
from tests.fleet.fleets import Fleet

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["redis_server", "redis_url"]


@pytest.fixture
def fleet(redis_url: str) -> Iterator[Fleet]:
    """A fleet of the test's own."""
    made = Fleet(redis_url)
    yield made
    made.close()
