"""The store in a file: its modes, its bounds, and its manners towards other processes."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from esologs.cache.config import SqliteStoreConfig
from esologs.cache.sqlite import SqliteStore
from tests.cache import hammer
from tests.cache.places import NOON, SqlitePlace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = "a" * 64
MIB = 1024 * 1024
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="no modes there")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[SqlitePlace]:
    place = SqlitePlace(tmp_path / "deep" / "cache", max_bytes=MIB)
    yield place
    place.close()


def key_of(number: int) -> str:
    return f"{number:064}"


def size_of(place: SqlitePlace) -> int:
    return sum(path.stat().st_size for path in place.folder.iterdir())


@POSIX
def test_nobody_else_can_read_it(place: SqlitePlace) -> None:
    """Folder 0700; file, log and shared memory 0600: under any umask."""
    before = os.umask(0)
    try:
        place.open().put(KEY, b"x", keep_until=NOON + 60)
    finally:
        os.umask(before)

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in place.folder.iterdir()}
    assert stat.S_IMODE(place.folder.stat().st_mode) == 0o700
    assert modes == dict.fromkeys(
        (f"answers-v1-0001.sqlite3{tail}" for tail in ("", "-wal", "-shm")), 0o600
    )


@POSIX
def test_a_file_that_others_could_read_is_closed_to_them(place: SqlitePlace) -> None:
    """A folder that was there stays as its owner made it; our file does not."""
    place.folder.mkdir(parents=True, mode=0o755)
    place.folder.chmod(0o755)
    store = place.open()
    store.put(KEY, b"x", keep_until=NOON + 60)
    store.close()
    place.file.chmod(0o644)
    place.open().get(KEY)

    assert stat.S_IMODE(place.folder.stat().st_mode) == 0o755
    assert stat.S_IMODE(place.file.stat().st_mode) == 0o600


def test_it_outlives_its_process(place: SqlitePlace) -> None:
    """What one process put, one that starts later finds."""
    place.open().put(KEY, b"x", keep_until=NOON + 60)
    place.close()

    assert place.open().get(KEY) == b"x"


def test_nothing_is_opened_before_it_is_asked(place: SqlitePlace) -> None:
    """Making a store touches no disk."""
    place.open()

    assert not place.folder.exists()


def test_its_bytes_are_bounded(place: SqlitePlace) -> None:
    """Four times what fits: the file stays within its bound; the latest are there."""
    store = place.open()
    largest = 0
    for number in range(400):
        assert store.put(key_of(number), os.urandom(10_000), keep_until=NOON + 60)
        place.now += 0.01
        largest = max(largest, place.file.stat().st_size)
    kept = [number for number in range(400) if store.get(key_of(number)) is not None]

    assert largest <= MIB
    assert kept == list(range(400 - len(kept), 400))
    assert len(kept) > 50
    assert store.stats().evicted == 400 - len(kept)
    assert place.errors == []


def test_answers_that_take_several_pages_each_leave_room_for_one_more(place: SqlitePlace) -> None:
    """Large and small in turn, up to a quarter of the file; a larger one is not kept."""
    store = place.open()
    largest = 0
    for number in range(60):
        size = (200, MIB // 4, 90_000)[number % 3]
        assert store.put(key_of(number), os.urandom(size), keep_until=NOON + 60)
        place.now += 0.01
        with closing(sqlite3.connect(place.file)) as other:  # sees what the log holds, too
            pages = other.execute("PRAGMA page_count").fetchone()[0]
            largest = max(largest, pages * other.execute("PRAGMA page_size").fetchone()[0])

    assert MIB * 0.9 < largest <= MIB
    assert not store.put(key_of(59), os.urandom(MIB // 4 + 1), keep_until=NOON + 60)
    assert store.get(key_of(59)) is None
    assert place.errors == []


def test_what_is_past_its_time_goes_first(place: SqlitePlace) -> None:
    """However lately it was put."""
    store = place.open()
    for number in range(30):
        store.put(key_of(number), os.urandom(10_000), keep_until=NOON + 1000)
    place.now += 1
    for number in range(30, 60):
        store.put(key_of(number), os.urandom(10_000), keep_until=NOON + 2)
    place.now += 1
    for number in range(60, 100):
        store.put(key_of(number), os.urandom(10_000), keep_until=NOON + 1000)

    kept = [number for number in range(100) if store.get(key_of(number)) is not None]
    assert kept == [*range(30), *range(60, 100)]


def test_what_is_used_stays(place: SqlitePlace) -> None:
    """A look-up that comes more than ten minutes after the last one counts as a use."""
    store = place.open()
    for number in range(40):
        store.put(key_of(number), os.urandom(10_000), keep_until=NOON + 10_000)
    place.now += 601
    for number in range(5):
        store.get(key_of(number))
    for number in range(40, 110):
        store.put(key_of(number), os.urandom(10_000), keep_until=NOON + 10_000)

    assert all(store.get(key_of(number)) for number in range(5))
    assert not any(store.get(key_of(number)) for number in range(5, 35))


def test_a_cleared_file_becomes_small(place: SqlitePlace) -> None:
    """The space goes back to the file system."""
    store = place.open()
    for number in range(70):
        store.put(key_of(number), os.urandom(10_000), keep_until=NOON + 60)
    full = size_of(place)
    store.clear()
    store.close()

    assert size_of(place) < full / 10


def test_a_folder_that_is_deleted_meanwhile_is_made_again(place: SqlitePlace) -> None:
    """Whoever deletes it wants it empty, not broken."""
    store, other = place.open(), place.open()
    store.put(KEY, b"x", keep_until=NOON + 60)
    other.get(KEY)
    for path in place.folder.iterdir():
        path.unlink()
    place.folder.rmdir()

    assert store.get(KEY) is None
    assert store.put(KEY, b"y", keep_until=NOON + 60)
    assert other.get(KEY) == b"y"
    assert place.errors == []


def test_a_locked_file_is_waited_for_as_long_as_it_was_told(place: SqlitePlace) -> None:
    """While another process writes without end, a put gives up and a get goes on."""
    store = SqliteStore(
        SqliteStoreConfig(folder=place.folder, busy_timeout=0.01),
        wall_clock=place.wall_clock,
        clock=place.clock,
        on_error=place.on_error,
    )
    store.put(KEY, b"x", keep_until=NOON + 6000)
    with closing(sqlite3.connect(place.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        place.now += 1000  # a look-up would note that it was one
        during = (store.get(KEY), store.put(KEY, b"y", keep_until=NOON + 6000))
        other.execute("COMMIT")
    after = store.put(KEY, b"z", keep_until=NOON + 6000)
    store.close()

    assert during == (b"x", False)
    assert after
    assert [action for action, _ in place.errors] == ["put"]


def test_no_folder_at_all_is_no_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process without a home goes on; the error says what to set."""
    for name in ("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "ESOLOGS_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)
    errors: list[tuple[str, Exception]] = []
    store = SqliteStore(on_error=lambda action, error: errors.append((action, error)))

    assert store.get(KEY) is None
    assert not store.put(KEY, b"x", keep_until=NOON * 2)
    assert [(action, "ESOLOGS_CACHE_DIR" in str(error)) for action, error in errors] == [
        ("get", True)
    ]


def test_a_listener_that_fails_breaks_nothing(tmp_path: Path) -> None:
    """What `on_error` raises is its own affair."""

    def fail(action: str, error: Exception) -> None:
        raise RuntimeError(action)

    (tmp_path / "file").write_text("")
    store = SqliteStore(SqliteStoreConfig(folder=tmp_path / "file"), on_error=fail)

    assert store.get(KEY) is None
    assert store.stats().errors == 1


@pytest.mark.slow
def test_eight_processes_that_write_at_once_get_through(tmp_path: Path) -> None:
    """8 × 150 puts into one file that none has made before; a lock is lost to now and then."""
    processes = [started(tmp_path, seed, count=150) for seed in range(8)]
    ends = [process.communicate(timeout=50)[0].splitlines()[-1].split() for process in processes]
    done, put, wrong = (sum(int(end[place]) for end in ends) for place in (1, 2, 3))

    assert (done, wrong) == (1200, 0)
    # On a quiet machine all of them; with transactions that read before they write, a fifth.
    assert put >= 0.95 * 1200


@pytest.mark.slow
def test_killed_writers_leave_a_sound_file(tmp_path: Path) -> None:
    """Eight writers, killed in the middle and replaced, three times over; then all is read."""
    for round_ in range(3):
        processes = [started(tmp_path, round_ * 8 + seed) for seed in range(8)]
        for process in processes:
            assert process.stdout is not None
            for _ in range(3):
                assert process.stdout.readline().split()[2] == "0"  # nothing wrong was read
        for process in processes:
            process.kill()
            process.communicate()
    place = SqlitePlace(tmp_path)
    place.now = 0.0
    store = place.open()
    found = {number: store.get(hammer.key_of(number)) for number in range(hammer.KEYS)}
    with closing(sqlite3.connect(place.file)) as connection:
        verdict = connection.execute("PRAGMA integrity_check").fetchall()
    place.close()

    assert verdict == [("ok",)]
    assert [path.name for path in tmp_path.glob("*.sqlite3")] == ["answers-v1-0001.sqlite3"]
    assert place.errors == []
    assert sum(data is not None for data in found.values()) > 50
    assert all(hammer.is_right(hammer.key_of(number), data) for number, data in found.items())


def started(folder: Path, seed: int, count: int = 0) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, hammer.__file__, str(folder), str(seed), str(count)],
        stdout=subprocess.PIPE,
        text=True,
    )
