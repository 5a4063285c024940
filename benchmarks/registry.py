"""The registry: every row of the table, measured ones from their files, later ones from a list."""

from __future__ import annotations

import importlib
import pkgutil
import re

from benchmarks import rows as room
from benchmarks.later import LATER
from benchmarks.row import Row


def rows() -> tuple[Row, ...]:
    """Return all rows in the order of the table. Raises `TypeError` for a file without a `ROW`."""
    found = [*LATER, *(_row(found.name) for found in pkgutil.iter_modules(room.__path__))]
    return tuple(sorted(found, key=_place))


def chosen(ids: list[str]) -> tuple[Row, ...]:
    """Return the rows with these ids, or all; raises `KeyError` for an id that no row has."""
    every = rows()
    wanted = {row_id.upper() for row_id in ids}
    if unknown := wanted - {row.id for row in every}:
        raise KeyError(min(unknown))
    return tuple(row for row in every if not wanted or row.id in wanted)


def _row(name: str) -> Row:
    row: object = getattr(importlib.import_module(f"{room.__name__}.{name}"), "ROW", None)
    if not isinstance(row, Row) or row.measure is None:
        raise TypeError(f"benchmarks/rows/{name}.py has no ROW that can be measured")
    return row


def _place(row: Row) -> tuple[bool, str, int]:
    # The plan's own rows stand first; P10 comes after P9.
    return row.id[0] != "P", row.id[0], int(re.sub(r"\D", "", row.id))
