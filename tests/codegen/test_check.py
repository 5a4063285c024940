"""`scripts/generate.py --check`: complete sets of files are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts import generate
from scripts.codegen.shapes import UpstreamChangedError, annotation_text

if TYPE_CHECKING:
    from pathlib import Path

WANTED = {"a.py": "one\ntwo\n", "b.py": "three\n"}


def test_what_was_written_is_up_to_date(tmp_path: Path) -> None:
    """Writing makes the folder hold the files and nothing else; compiled files do not count."""
    target = tmp_path / "generated"
    (target / "__pycache__").mkdir(parents=True)
    (target / "__pycache__" / "a.pyc").write_bytes(b"\0")
    (target / "stale.py").write_text("old")
    generate.write(WANTED, target)
    assert generate.present(target) == WANTED
    assert generate.differences(WANTED, generate.present(target)) == ""


def test_what_is_up_to_date_is_not_touched(tmp_path: Path) -> None:
    """Nothing is written that did not change, so nothing is rebuilt for it."""
    generate.write(WANTED, tmp_path)
    (tmp_path / "a.py").chmod(0o400)
    before = (tmp_path / "a.py").stat().st_mtime_ns
    generate.write({**WANTED, "b.py": "four\n"}, tmp_path)
    assert (tmp_path / "a.py").stat().st_mtime_ns == before
    assert (tmp_path / "b.py").read_text() == "four\n"


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        ({"a.py": "one\ntwo\n"}, "missing: b.py"),
        ({**WANTED, "c.py": ""}, "stale: c.py is no longer generated"),
        ({**WANTED, "a.py": "one\n"}, "+two"),
    ],
)
def test_every_difference_is_shown(found: dict[str, str], shown: str) -> None:
    """A missing file, a stale one, and the lines that differ."""
    assert shown in generate.differences(WANTED, found).splitlines()


def test_an_annotation_of_a_new_kind_fails_the_build() -> None:
    """An upgrade of the generator breaks here, not in a program."""
    import ast

    node = ast.parse("dict[str, int]", mode="eval").body
    with pytest.raises(UpstreamChangedError, match="an annotation of a new kind: dict"):
        annotation_text(node, sequence="list", renames={})
