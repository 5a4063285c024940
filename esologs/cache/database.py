"""The file of the SQLite store: where it is, how it is opened, when a new one takes its place.

The name of a file is never used again: after damage the next number is taken, and
the old file is deleted. A log (`-wal`) belongs to its file by name alone, so a new
file under an old name could be given the old one's log. One that cannot be written
to, in a read-only folder, is read as it is.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from esologs.cache.private import is_own, make_file, make_folder

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

# The layout is part of the name: versions of this package that differ in it do
# not take each other's files for damaged.
_NAME: Final = "answers-v1-{:04d}.sqlite3"
_NAMED: Final = re.compile(r"answers-v1-(\d{4,9})\.sqlite3")

# `data` stands last, so that a row's head is read without the pages of its body.
_LAYOUT: Final = """
CREATE TABLE IF NOT EXISTS answer (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, keep_until REAL NOT NULL,
    used_at REAL NOT NULL, tags TEXT NOT NULL, data BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS answer_use ON answer (used_at, keep_until);
CREATE INDEX IF NOT EXISTS answer_tags ON answer (tags);
"""

# The file may have been damaged, or written by anybody who can be us.
_DISTRUST: Final = "PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF;"

_Identity: TypeAlias = tuple[int, ...]

Trouble: TypeAlias = Literal["busy", "damaged", "no-room", "away"]


class Database:
    """One connection to the newest file in *folder*. Used under the store's lock."""

    def __init__(self, folder: Path | None, *, max_bytes: int, busy_timeout: float) -> None:
        self._folder = folder
        self._max_bytes = max_bytes
        self._busy_timeout = busy_timeout
        self._connection: sqlite3.Connection | None = None
        self._path: Path | None = None
        self._identity: _Identity | None = None
        self._is_read_only = False
        self._least = 1

    @property
    def path(self) -> Path | None:
        """The file in use."""
        return self._path

    def connection(self) -> sqlite3.Connection:
        """Return the connection, opened if need be. Raises `OSError` and `sqlite3.Error`."""
        if self._connection is not None:
            # The folder may be deleted, and the file be replaced by another process.
            if self._seen() == self._identity:
                return self._connection
            self.close()
        return self._open()

    def to_write(self) -> sqlite3.Connection:
        """Same as `connection`, but looks again whether a file that was read-only still is."""
        if self._is_read_only:
            self.close()
        return self.connection()

    def close(self) -> None:
        """Close the connection; it opens again when it is asked for."""
        connection, self._connection = self._connection, None
        if connection is not None:
            import sqlite3

            with suppress(sqlite3.Error):
                connection.close()

    def replace(self) -> None:
        """Leave the damaged file for a new one, or for that of whoever did so before."""
        self.close()
        damaged = self._path
        if damaged is None:
            return
        self._least = _number(damaged) + 1
        for suffix in ("", "-wal", "-shm"):
            with suppress(OSError):  # it may be gone, or be held open on Windows
                damaged.with_name(damaged.name + suffix).unlink()

    def _open(self) -> sqlite3.Connection:
        if self._folder is None:
            raise FileNotFoundError("there is no cache folder: set ESOLOGS_CACHE_DIR")
        try:
            make_folder(self._folder)
            self._path = self._newest(self._folder)
            make_file(self._path)
            connection, self._is_read_only = self._open_to_write(self._path), False
        except Exception as error:
            if trouble_of(error) not in ("away", "no-room"):
                raise
            # A disk, a folder or a file that is read-only: what is there can be read all the same.
            self._path = self._newest(self._folder)
            if not self._path.is_file():
                raise
            connection, self._is_read_only = self._open_to_read(self._path), True
        self._identity = self._seen()
        self._connection = connection
        return connection

    def _seen(self) -> _Identity | None:
        """Return what tells the file in use from another, and one that is read from its past."""
        try:
            about = None if self._path is None else self._path.stat()
        except OSError:
            about = None
        if about is None:
            return None
        changes = (about.st_mtime_ns, about.st_size) if self._is_read_only else ()
        return about.st_dev, about.st_ino, *changes

    def _newest(self, folder: Path) -> Path:
        numbers = [_number(path) for path in folder.iterdir()]
        return folder / _NAME.format(max(self._least, *numbers, 0))

    def _open_to_write(self, path: Path) -> sqlite3.Connection:
        import sqlite3

        about = path.lstat()
        if not is_own(about):
            raise PermissionError(f"{path} is not a file of this user")
        if about.st_mode & 0o077:
            path.chmod(0o600)
        connection = sqlite3.connect(
            path,
            timeout=self._busy_timeout,
            isolation_level=None,  # autocommit: no statement waits for another
            check_same_thread=False,
        )
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _open_to_read(self, path: Path) -> sqlite3.Connection:
        import sqlite3

        if not is_own(path.lstat()):
            raise PermissionError(f"{path} is not a file of this user")
        # Where nothing can be written, SQLite cannot make what a file with a log needs: it is
        # told that the file does not change. Entries carry checksums, should it do so all the same.
        for promise in ("", "&immutable=1"):
            connection = sqlite3.connect(
                f"{path.as_uri()}?mode=ro{promise}",
                uri=True,
                timeout=self._busy_timeout,
                isolation_level=None,
                check_same_thread=False,
            )
            try:
                connection.executescript(_DISTRUST)
                connection.execute("SELECT 1 FROM answer LIMIT 1").fetchone()
            except sqlite3.OperationalError:
                connection.close()
                if promise:
                    raise
            except BaseException:
                connection.close()
                raise
            else:
                return connection
        raise AssertionError  # pragma: no cover - the second promise returns or raises

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Set what holds for a connection, and make the tables."""
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")  # must come first
        (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
        if mode != "wal":
            raise OSError(f"{self._path}: this file system cannot share a file (no WAL)")
        (page,) = connection.execute("PRAGMA page_size").fetchone()
        connection.executescript(
            "PRAGMA synchronous = NORMAL;"  # a crash of the machine may lose the last answers
            "PRAGMA wal_autocheckpoint = 1000;"
            "PRAGMA journal_size_limit = 4194304;"
            f"PRAGMA max_page_count = {self._max_bytes // page};" + _DISTRUST + _LAYOUT
        )


def _number(path: Path) -> int:
    named = _NAMED.fullmatch(path.name)
    return int(named[1]) if named else 0


def trouble_of(error: Exception) -> Trouble:
    """Return what kind of trouble *error* means for the file."""
    import sqlite3

    if not isinstance(error, sqlite3.Error):
        return "away"
    # The primary result code is the low byte of the extended one.
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return "busy"
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_READONLY:
            return "no-room"
        # A plain error: a table or a column is not there, so it is not our file.
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_ERROR:
            return "damaged"
        case _:
            return "away"
