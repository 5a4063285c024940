"""The JSON document of a command: one, on stdout, in the names of the Python models."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., Any] | click.Command")


def json_option(holds: str) -> Callable[[F], F]:
    """Add `--json`, as the argument *as_json*; *holds* says what is in the document."""
    return click.option(
        "--json", "as_json", is_flag=True, help=f"Write one JSON document: {holds}."
    )


def write(document: object) -> None:
    """Write *document*, which is made of what JSON knows; escaped where the stream is no UTF-8."""
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "")
    click.echo(json.dumps(document, indent=2, ensure_ascii=not encoding.startswith("utf8")))
