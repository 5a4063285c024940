"""What must not be found in any file of the project."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.house.files import ROOT, name_of, project_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BINARY = {".woff2", ".woff", ".png", ".ico", ".gz"}
MACHINE_PATH = re.compile(r"(?<![\w.$}~/-])/(?:tmp|work|root|home/\w)\b")
SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}"  # a signed token
)
INDEX_HOSTS = {"pypi.org", "files.pythonhosted.org"}


def texts() -> list[Path]:
    """Every text of the project."""
    return [path for path in project_files() if path.suffix not in BINARY]


def lines_with(pattern: re.Pattern[str]) -> Iterator[str]:
    """Where a pattern is found, as "file:line: text"."""
    for path in texts():
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if pattern.search(line):
                yield f"{name_of(path)}:{number}: {line.strip()}"


def test_no_path_of_a_machine() -> None:
    """No file names a place that exists on one machine only."""
    assert not list(lines_with(MACHINE_PATH))


def test_no_secret() -> None:
    """No key and no signed token is committed, not even an expired one."""
    assert not list(lines_with(SECRET))


def test_text_is_tidy() -> None:
    """Unix line ends, a newline at the end, and outside of Markdown no blanks at a line's end."""
    for path in texts():
        raw = path.read_bytes()
        assert b"\r" not in raw, name_of(path)
        assert not raw or raw.endswith(b"\n"), name_of(path)
        assert path.suffix == ".md" or not re.search(rb"[ \t]\n", raw), name_of(path)


def test_the_lock_names_public_hosts_only() -> None:
    """uv.lock can be used by everybody: it leads to the public package index alone."""
    hosts = re.findall(r"https?://([^/\"]+)", (ROOT / "uv.lock").read_text("utf-8"))
    assert set(hosts) == INDEX_HOSTS
