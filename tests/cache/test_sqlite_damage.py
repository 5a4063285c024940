"""The store in a file when the file, the folder or the disk is not what it should be."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from esologs.cache.entry import Entry, pack
from tests.cache import hammer
from tests.cache.places import NOON, SqlitePlace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from esologs.cache.base import Store

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
NUMBERS = range(150)
NOBODY = 65534


@pytest.fixture
def place(tmp_path: Path) -> Iterator[SqlitePlace]:
    place = SqlitePlace(tmp_path / "cache")
    yield place
    place.close()


def filled(place: SqlitePlace) -> Store:
    """A store with an entry under each of the numbers, all of it in the file itself."""
    store = place.open()
    for number in NUMBERS:
        put(place, store, number)
    store.close()
    return place.open()


def put(place: SqlitePlace, store: Store, number: int) -> bool:
    key = hammer.key_of(number)
    data = hammer.packed(key, 300 + 100 * number, place.now)
    return store.put(key, data, keep_until=place.now + 3600, tags=["guild:1"])


def survivors(store: Store) -> int:
    """How many of the entries are still good; anything wrong fails the test."""
    found = {number: store.get(hammer.key_of(number)) for number in NUMBERS}
    assert all(hammer.is_right(hammer.key_of(number), data) for number, data in found.items())
    return sum(data is not None for data in found.values())


def works(place: SqlitePlace, store: Store) -> bool:
    """Whether a put and a get succeed."""
    return put(place, store, 7) and store.get(hammer.key_of(7)) is not None


@pytest.mark.parametrize(
    ("content", "file"),
    [
        (b"", 1),  # that is a new one
        (b"not a database", 2),
        (b"not a database at all, but long enough to be one" * 100, 2),
        (bytes(9000), 2),
    ],
)
def test_a_file_that_is_no_database_is_replaced(
    place: SqlitePlace, content: bytes, file: int
) -> None:
    """At the first look: what is found there is nothing, what is put is there again."""
    store = filled(place)
    place.file.write_bytes(content)

    assert survivors(store) == 0
    assert works(place, store)
    assert len(place.errors) == file - 1
    assert [path.name for path in place.folder.glob("*.sqlite3")] == [
        f"answers-v1-000{file}.sqlite3"
    ]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_file_that_is_cut_short_is_replaced(place: SqlitePlace, share: float) -> None:
    """Wherever it ends."""
    store = filled(place)
    os.truncate(place.file, int(place.file.stat().st_size * share))

    assert survivors(store) <= len(NUMBERS)
    assert works(place, store)


@pytest.mark.parametrize("seed", range(24))
def test_garbage_over_its_pages_serves_nothing_wrong(place: SqlitePlace, seed: int) -> None:
    """One to forty stretches of random bytes anywhere: no exception, no wrong answer."""
    rng = random.Random(seed)
    store = filled(place)
    with place.file.open("r+b") as file:
        for _ in range(rng.choice((1, 3, 40))):
            file.seek(rng.randrange(place.file.stat().st_size))
            file.write(rng.randbytes(rng.choice((1, 20, 5000))))

    survivors(store)
    for number in NUMBERS:
        put(place, store, number)
    store.drop_tagged("guild:1")
    place.ticks += 120  # if one repair was not enough, the next may be made by now
    survivors(store)
    assert works(place, store)


@pytest.mark.parametrize("seed", range(6))
def test_damage_under_an_open_file_serves_nothing_wrong(place: SqlitePlace, seed: int) -> None:
    """A store that has read before goes on: with what is still good, or with a new file."""
    rng = random.Random(seed)
    store = filled(place)
    before = survivors(store)
    with place.file.open("r+b") as file:
        file.seek(rng.choice((0, 4096, 40_000)))
        file.write(rng.randbytes(place.file.stat().st_size))
    survivors(store)
    for number in NUMBERS:
        put(place, store, number)
    place.ticks += 120
    survivors(store)

    assert before == len(NUMBERS)
    assert works(place, store)


def test_one_repairs_and_the_others_follow(place: SqlitePlace) -> None:
    """Two stores on a damaged file end up on the same new one; the old one is gone."""
    store, other = filled(place), place.open()
    damaged = place.file
    damaged.write_bytes(b"no database" * 1000)
    put(place, store, 1)
    put(place, other, 2)

    assert [path.name for path in place.folder.glob("*.sqlite3")] == ["answers-v1-0002.sqlite3"]
    for each in (store, other, place.open()):
        assert survivors(each) == 2


def test_a_repair_is_made_once_a_minute_at_most(place: SqlitePlace) -> None:
    """Whatever damages it again and again, the store steps aside instead of beginning anew."""
    store = filled(place)
    survivors(store)
    kept: list[bool] = []
    for _ in range(3):
        damaged = place.folder / "damaged"
        damaged.write_bytes(b"no database" * 1000)
        for path in place.folder.glob("*-wal"):  # of which it could be made whole again
            path.unlink()
        damaged.replace(place.file)
        kept.append(put(place, store, 1))
    place.ticks += 61

    assert kept == [True, False, False]
    assert store.get(hammer.key_of(1)) is None
    assert works(place, store)


def test_a_strangers_database_is_not_ours(place: SqlitePlace) -> None:
    """Another program's tables under our name: replaced, not mixed with."""
    place.folder.mkdir()
    with closing(sqlite3.connect(place.folder / "answers-v1-0001.sqlite3")) as connection:
        connection.execute("CREATE TABLE answer (something TEXT)")
    store = place.open()

    assert put(place, store, 7)
    assert place.file.name == "answers-v1-0002.sqlite3"


@pytest.mark.skipif(not ROOT, reason="only root can give a file away")
def test_another_users_file_is_left_alone(place: SqlitePlace) -> None:
    """It may hold anything: it is neither read nor written, and the error says whose it is not."""
    store = filled(place)
    os.chown(place.file, NOBODY, NOBODY)
    before = place.file.read_bytes()

    assert survivors(store) == 0
    assert not put(place, store, 1)
    assert place.file.read_bytes() == before
    assert "not a file of this user" in str(place.errors[0][1])


def test_a_link_is_not_followed(place: SqlitePlace, tmp_path: Path) -> None:
    """Who can lay one there would choose what we read, and where we write."""
    place.folder.mkdir()
    (place.folder / "answers-v1-0001.sqlite3").symlink_to(tmp_path / "elsewhere")
    store = place.open()

    assert not put(place, store, 1)
    assert not (tmp_path / "elsewhere").exists()


READ_ONLY = """
import os, sqlite3, sys
from tests.cache.places import SqlitePlace
from tests.cache.test_sqlite_damage import *
place = SqlitePlace(Path(sys.argv[1]))
if os.geteuid() == 0:  # whom no mode of a folder stops
    os.setuid(NOBODY)
store = place.open()
print(survivors(store), put(place, store, 1), store.drop_tagged("guild:1"), store.clear())
errors = len(place.errors)
place.ticks += 4
print(survivors(store), len(place.errors) - errors)
place.folder.chmod(0o700)
place.ticks += 120
print(survivors(store), put(place, store, 1))
for path in place.folder.iterdir():
    path.chmod(0o600)
place.ticks += 120
print(put(place, store, 1), put(place, store, 1), survivors(store), store.drop_tagged("guild:1"))
os.chdir(place.folder.parent)
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach, unlike those of pytest."""
    folder = Path(tempfile.mkdtemp(prefix="esologs-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="modes are others there")
def test_a_read_only_folder_is_read(open_folder: Path) -> None:
    """All is found, nothing is kept or dropped, nothing raises; it is not tried at every call.

    A file that cannot be written to, in a folder that can, is the same; once both can, they are.
    """
    folder = open_folder / "cache"
    place = SqlitePlace(folder)
    filled(place)
    place.close()
    if ROOT:
        for path in (folder, *folder.iterdir()):
            os.chown(path, NOBODY, NOBODY)
    for path in folder.iterdir():
        path.chmod(0o400)
    folder.chmod(0o500)
    run = subprocess.run(
        [sys.executable, "-c", READ_ONLY, str(folder)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
    )
    folder.chmod(0o700)

    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines() == [
        f"{len(NUMBERS)} False False False",
        f"{len(NUMBERS)} 0",
        f"{len(NUMBERS)} False",
        f"True True {len(NUMBERS)} True",
    ]


FULL_DISK = """
import resource, sys
from tests.cache.places import SqlitePlace
from tests.cache.test_sqlite_damage import *
place = SqlitePlace(Path(sys.argv[1]))
store = filled(place)
limit = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
kept = sum(put(place, store, number) for number in NUMBERS)
survivors(store)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
place.ticks += 120
print(kept, put(place, store, 7), survivors(store) > 0)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the limit works differently elsewhere")
@pytest.mark.parametrize("limit", [0, 4096, 40_000, 400_000, 900_000])
def test_files_that_may_not_grow_serve_nothing_wrong(tmp_path: Path, limit: int) -> None:
    """Writes fail at some byte of file, log or index; once they may grow again all is well."""
    run = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path / "cache"), str(limit)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
    )

    assert run.returncode == 0, run.stderr
    kept, put_later, found_later = run.stdout.split()
    assert int(kept) < len(NUMBERS)
    assert (put_later, found_later) == ("True", "True")


TINY_DISK = """
import sys
from tests.cache.places import SqlitePlace
from tests.cache.test_sqlite_damage import *
place = SqlitePlace(Path(sys.argv[1], "cache"))
ballast = Path(sys.argv[1], "ballast")
def fill():
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            pass
"""

FULL_LATER = f"""{TINY_DISK}
store = place.open()
for number in range(20):
    put(place, store, number)
before = survivors(store)
fill()
puts = [put(place, store, number) for number in NUMBERS]  # the log has some room of its own
during = survivors(store)
errors = len(place.errors)
rested = [put(place, store, number) for number in range(20, 30)]
quiet = len(place.errors) == errors
ballast.unlink()
place.ticks += 120
print(before, during >= before, False in puts, any(rested), quiet, put(place, store, 149))
"""

FULL_BEFORE = f"""{TINY_DISK}
fill()
store = place.open()
print(put(place, store, 1), survivors(store), store.clear(), len(place.errors) > 0)
"""


def on_a_tiny_disk(program: str, folder: Path) -> str:
    """What a program says that has a disk of 1 MiB at *folder*; the disk ends with it."""
    # In a mount namespace of its own: nobody else sees the disk, and nothing has to be undone.
    mount = "mount -t tmpfs -o size=1m,mode=0700 tmpfs"
    inside = ["unshare", "--mount", *(() if ROOT else ("--map-root-user",)), "sh", "-c"]
    command = [*inside, f'{mount} "$1" || exit 77; exec "$2" -c "$3" "$1"', "sh"]
    if shutil.which("unshare") is None:
        pytest.skip("there is no unshare to mount a disk with")
    run = subprocess.run(
        [*command, str(folder), sys.executable, program],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
    )
    if run.returncode == 77 or "unshare:" in run.stderr:
        pytest.skip("this user may not mount a disk")
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def test_a_full_disk_costs_the_new_answers_only(tmp_path: Path) -> None:
    """What was kept is still read; a put fails, rests, and works again when there is room."""
    assert on_a_tiny_disk(FULL_LATER, tmp_path) == "20 True True False True True"


def test_a_full_disk_from_the_start_is_no_store(tmp_path: Path) -> None:
    """Not even an empty file fits: nothing is kept, and nothing raises."""
    assert on_a_tiny_disk(FULL_BEFORE, tmp_path) == "False 0 False True"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_fork_in_the_middle_of_work_hurts_neither_side(tmp_path: Path) -> None:
    """Twenty children, forked while four threads put and get, all answer; the parent goes on."""
    program = f"""
import os, sys, threading, warnings
warnings.simplefilter("ignore", DeprecationWarning)
from pathlib import Path
from tests.cache.places import SqlitePlace
from tests.cache.test_sqlite_damage import filled, put, survivors
place = SqlitePlace(Path({str(tmp_path / "cache")!r}))
store = filled(place)
stop = threading.Event()
def work(number):
    while not stop.is_set():
        put(place, store, number)
        survivors(store)
threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
for thread in threads:
    thread.start()
codes = []
for child in range(20):
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            survivors(store)
            code = 0 if put(place, store, 100 + child) or place.errors else 2
        finally:
            os._exit(code)
    codes.append(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
stop.set()
for thread in threads:
    thread.join()
print(codes == [0] * 20, survivors(store) > 100)
"""
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
    )

    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == ["True", "True"]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux shows what is open")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_no_connection_crosses_a_fork(place: SqlitePlace) -> None:
    """SQLite forbids it: closing an inherited one would end the locks of the parent's."""
    store = place.open()
    put(place, store, 1)
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            files = [
                link.readlink() for link in Path("/proc/self/fd").iterdir() if link.is_symlink()
            ]
            code = 2 if any("answers-v1" in file.name for file in files) else 0
        finally:
            os._exit(code)

    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert survivors(store) == 1


def test_the_values_of_these_tests_can_be_told_apart() -> None:
    """An answer that another key's bytes stand for is recognised, so that the above could fail."""
    one, other = hammer.key_of(1), hammer.key_of(2)
    entry = Entry(
        content=hammer.content_of(other, 500),
        stored_at=NOON,
        fresh_until=NOON,
        keep_until=NOON,
        schema_hash="s",
        operation_hash="o",
    )

    assert hammer.is_right(one, hammer.packed(one, 500, NOON))
    assert not hammer.is_right(one, pack(entry, key=one))
