"""The settings of the stores."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from esologs.cache.config import MemoryStoreConfig, RedisStoreConfig, SqliteStoreConfig
from esologs.cache.redis import RedisStore
from esologs.errors import ConfigError

URL = "redis://user:p4ssw0rd@127.0.0.1:6379/0"


@pytest.mark.parametrize(
    ("kind", "settings", "named"),
    [
        (MemoryStoreConfig, {"max_entries": 0}, "max_entries"),
        (MemoryStoreConfig, {"max_entries": True}, "max_entries"),
        (MemoryStoreConfig, {"max_bytes": 1.5}, "max_bytes"),
        (SqliteStoreConfig, {"max_bytes": 1000}, "max_bytes"),
        (SqliteStoreConfig, {"busy_timeout": float("nan")}, "busy_timeout"),
        (SqliteStoreConfig, {"folder": "a/text"}, "folder"),
        (RedisStoreConfig, {"url": "http://127.0.0.1"}, "url"),
        (RedisStoreConfig, {"url": None}, "url"),
        (RedisStoreConfig, {"url": URL, "timeout": 0}, "timeout"),
        (RedisStoreConfig, {"url": URL, "max_failures": 0}, "max_failures"),
        (RedisStoreConfig, {"url": URL, "pause": -1}, "pause"),
        (RedisStoreConfig, {"url": URL, "pause": 60.0}, "longest_pause"),
        (RedisStoreConfig, {"url": URL, "prefix": ""}, "prefix"),
        (RedisStoreConfig, {"url": URL, "max_entry_bytes": 0}, "max_entry_bytes"),
    ],
)
def test_what_cannot_work_is_refused(kind: Any, settings: dict[str, Any], named: str) -> None:
    """At once, with the name of the setting, and without the password of an address."""
    with pytest.raises(ConfigError, match=named) as caught:
        kind(**settings)
    assert "p4ssw0rd" not in str(caught.value)


def test_no_password_is_shown() -> None:
    """Neither by the setting nor by the store."""
    config = RedisStoreConfig(url=URL)

    assert "p4ssw0rd" not in repr(config)
    assert repr(RedisStore(config)) == "<RedisStore 127.0.0.1:6379>"


def test_without_redis_py_the_message_is_the_command_that_adds_it() -> None:
    """The store says so when it is made, not at its first use."""
    program = """
import sys
sys.modules["redis"] = None
from esologs.cache.config import RedisStoreConfig
from esologs.cache.redis import RedisStore
from esologs.errors import MissingExtraError
try:
    RedisStore(RedisStoreConfig(url="redis://127.0.0.1"))
except MissingExtraError as error:
    print(error)
"""
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert "pip install 'esologs[redis]'" in run.stdout
