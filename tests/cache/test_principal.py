"""Principals and the secrets that hide them."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from esologs.cache.principal import fleet_secret, machine_secret, principal_hash

if TYPE_CHECKING:
    from pathlib import Path


def test_it_depends_on_identity_and_secret_and_shows_neither() -> None:
    """Two ids or two secrets give two hashes; the id cannot be read from one."""
    one, other = bytes(32), b"x" * 32
    hashes = {
        principal_hash(identity, secret)
        for identity in ("client:1", "user:1")
        for secret in (one, other)
    }
    assert len(hashes) == 4
    assert principal_hash("client:1", one) == principal_hash("client:1", one)
    assert not any("client" in each or len(each) != 32 for each in hashes)


def test_a_fleet_agrees_without_a_word() -> None:
    """All who hold the client secret derive the same, and it is not that secret."""
    assert fleet_secret("a-secret") == fleet_secret("a-secret")
    assert fleet_secret("a-secret") != fleet_secret("another")
    assert b"a-secret" not in fleet_secret("a-secret")


def test_a_machine_keeps_its_secret(tmp_path: Path) -> None:
    """32 random bytes, the same at the next start, another in another folder."""
    folder = tmp_path / "cache"
    secret = machine_secret(folder)

    assert len(secret) == 32
    assert machine_secret(folder) == secret
    assert machine_secret(tmp_path / "other") != secret
    assert [path.name for path in folder.iterdir()] == ["principal.key"]


@pytest.mark.skipif(sys.platform == "win32", reason="no modes there")
def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    """Mode 0600 in a folder of mode 0700, whatever the umask."""
    before = os.umask(0)
    try:
        machine_secret(tmp_path / "cache")
    finally:
        os.umask(before)

    assert (tmp_path / "cache").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "cache" / "principal.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 33])
def test_a_damaged_secret_is_made_anew(tmp_path: Path, content: bytes) -> None:
    """Answers of before are then not found; that is all."""
    (tmp_path / "principal.key").write_bytes(content)
    secret = machine_secret(tmp_path)

    assert len(secret) == 32
    assert machine_secret(tmp_path) == secret


@pytest.mark.skipif(sys.platform == "win32", reason="no links there")
def test_a_link_that_was_laid_there_is_not_followed(tmp_path: Path) -> None:
    """A secret that somebody else knows hides nothing."""
    (tmp_path / "planted").write_bytes(b"x" * 32)
    (tmp_path / "principal.key").symlink_to(tmp_path / "planted")

    assert machine_secret(tmp_path) != b"x" * 32
    assert (tmp_path / "planted").read_bytes() == b"x" * 32


def test_where_none_can_be_kept_it_is_of_this_process(tmp_path: Path) -> None:
    """No folder can be made below a file: no error, and no secret twice."""
    (tmp_path / "file").write_text("")
    folder = tmp_path / "file" / "cache"

    assert len(machine_secret(folder)) == 32
    assert machine_secret(folder) != machine_secret(folder)


def test_processes_that_come_together_agree(tmp_path: Path) -> None:
    """Eight that start at once get one secret."""
    program = (
        "import sys; from pathlib import Path;"
        "from esologs.cache.principal import machine_secret;"
        "sys.stdin.read(); print(machine_secret(Path(sys.argv[1])).hex())"
    )
    folder = str(tmp_path / "cache")
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", program, folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(8)
    ]
    for process in processes:
        assert process.stdin is not None
        process.stdin.close()  # the starting shot
    secrets: set[str] = set()
    for process in processes:
        assert process.stdout is not None
        with process.stdout:
            secrets.add(process.stdout.read().strip())
        assert process.wait() == 0

    assert len(secrets) == 1
    assert secrets == {machine_secret(tmp_path / "cache").hex()}
