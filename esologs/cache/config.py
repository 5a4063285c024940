"""The settings of the stores: one frozen dataclass each, checked when it is built."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from esologs.config import check_count, check_seconds, shown
from esologs.errors import ConfigError

_MIB: Final = 1024 * 1024


def check_folder(name: str, folder: object) -> None:
    """Raise `ConfigError` unless *folder* is a path, or `None`."""
    if folder is not None and not isinstance(folder, Path):
        raise ConfigError(f"{name} must be a pathlib.Path or None, got {folder!r}")


def check_redis_url(name: str, url: object) -> None:
    """Raise `ConfigError` unless *url* names a Redis; it is not shown, it may hold a password."""
    scheme = url.partition("://")[0] if isinstance(url, str) else None
    if scheme not in {"redis", "rediss", "unix"}:
        raise ConfigError(f"{name} must start with redis://, rediss:// or unix://")


def check_prefix(name: str, prefix: object) -> None:
    """Raise `ConfigError` unless *prefix* sets our keys apart from all others."""
    if not isinstance(prefix, str) or not prefix:
        raise ConfigError(f"{name} must be a text that is not empty, got {prefix!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryStoreConfig:
    """Answers kept in this process; they end with it.

    At most *max_entries* of them and *max_bytes*, keys and tags included; what is
    past its time goes first, then what was not used for longest.
    """

    max_entries: int = 1024
    max_bytes: int = 64 * _MIB

    __repr__ = shown

    def __post_init__(self) -> None:
        check_count("MemoryStoreConfig.max_entries", self.max_entries, least=1)
        check_count("MemoryStoreConfig.max_bytes", self.max_bytes, least=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SqliteStoreConfig:
    r"""Answers kept in a file that all of a user's processes share; they outlive them.

    *folder* is made if it is not there, mode 0700; `None` is `ESOLOGS_CACHE_DIR` or
    the platform's place for caches (`~/.cache/esologs`, `~/Library/Caches/esologs`,
    `%LOCALAPPDATA%\esologs\Cache`). The file, mode 0600, stays within *max_bytes*;
    its log beside it within a few MiB more. A write waits up to *busy_timeout*
    seconds for those of other processes. Delete the folder to forget everything;
    that may be done at any time.
    """

    folder: Path | None = None
    max_bytes: int = 256 * _MIB
    busy_timeout: float = 0.2

    __repr__ = shown

    def __post_init__(self) -> None:
        check_folder("SqliteStoreConfig.folder", self.folder)
        check_count("SqliteStoreConfig.max_bytes", self.max_bytes, least=_MIB)
        check_seconds("SqliteStoreConfig.busy_timeout", self.busy_timeout)


@dataclass(frozen=True, slots=True, kw_only=True)
class RedisStoreConfig:
    """Answers kept in a Redis or Valkey that processes and machines share.

    *url* is `redis://`, `rediss://` or `unix://`, with its password if it has one
    (not shown in the repr). Each operation gets *timeout* seconds, connecting
    included. After *max_failures* in a row Redis is left alone for *pause* seconds,
    doubling up to *longest_pause*, and then asked once. Every key begins with
    *prefix*; delete those to forget everything. An answer of more than
    *max_entry_bytes*, compressed, is not stored: it would not fit the time.
    """

    url: str = field(repr=False)
    timeout: float = 0.05
    max_failures: int = 3
    pause: float = 2.0
    longest_pause: float = 30.0
    prefix: str = "esologs:1:"
    max_entry_bytes: int = 2 * _MIB

    __repr__ = shown

    def __post_init__(self) -> None:
        check_redis_url("RedisStoreConfig.url", self.url)
        check_seconds("RedisStoreConfig.timeout", self.timeout)
        check_count("RedisStoreConfig.max_failures", self.max_failures, least=1)
        check_seconds("RedisStoreConfig.pause", self.pause)
        check_seconds("RedisStoreConfig.longest_pause", self.longest_pause)
        if self.longest_pause < self.pause:
            raise ConfigError(
                f"RedisStoreConfig.longest_pause must be at least pause, got {self.longest_pause!r}"
            )
        check_prefix("RedisStoreConfig.prefix", self.prefix)
        check_count("RedisStoreConfig.max_entry_bytes", self.max_entry_bytes, least=1)
