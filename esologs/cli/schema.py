"""`esologs schema`: the schema that an API tells of itself, and what changed since ours."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from esologs.cli.connection import Connection, connection_options, pass_connection
from esologs.cli.document import json_option, write
from esologs.cli.exit_codes import ExitCode
from esologs.errors import MissingExtraError

if TYPE_CHECKING:
    from esologs.cli.introspection import Changes


@click.group(no_args_is_help=True)
def schema() -> None:
    """Fetch the API's schema, or compare it with the one that this package is made from."""


@schema.command()
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file.  [default: stdout]",
)  # fmt: skip
@connection_options
@pass_connection
def pull(connection: Connection, *, output: Path | None) -> None:
    """Ask the API for its schema, and write it in GraphQL's language."""
    _require_graphql()
    from esologs.cli.introspection import ask, printed

    with connection.open() as client:
        text = printed(ask(client))
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, "utf-8")
    except OSError as error:
        from esologs.cli.console import talk

        talk().problem(f"{output} cannot be written: {error.strerror}")
        raise click.exceptions.Exit(ExitCode.CANNOT_WRITE) from None
    click.echo(f"wrote {output}", err=True)


@schema.command()
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--live", is_flag=True, help="Ask the API for its schema.  [default without FILE]")
@json_option("breaking, dangerous and added, each a list of kind and description")
@connection_options
@pass_connection
def diff(connection: Connection, *, file: Path | None, live: bool, as_json: bool) -> None:
    """Compare a schema with the one that this package is made from.

    FILE is in GraphQL's language, or the JSON of an introspection. Breaking
    changes can fail queries of this package; with them the exit code is 1.
    Dangerous ones can surprise a program; added things are news.
    """
    if live and file is not None:
        raise click.UsageError("FILE and --live exclude each other; give one of them")
    _require_graphql()
    from esologs.cli.introspection import ask, compare, from_file, shipped

    if file is not None:
        other = from_file(file)
    else:
        with connection.open() as client:
            other = ask(client)
    changes = compare(shipped(), other)
    if as_json:
        write(changes)
    else:
        _show(changes)
    if changes["breaking"]:
        raise click.exceptions.Exit(ExitCode.NO)


def _require_graphql() -> None:
    if find_spec("graphql") is None:
        raise MissingExtraError("reading schemas", "sandbox")


def _show(changes: Changes) -> None:
    from rich.text import Text

    from esologs.cli.console import data

    console = data()
    lines = [
        *((Text("breaking  ", "bold red"), change) for change in changes["breaking"]),
        *((Text("dangerous ", "magenta"), change) for change in changes["dangerous"]),
        *((Text("added     ", "green"), change) for change in changes["added"]),
    ]
    for label, change in lines:
        console.print(label + Text(change["description"]), soft_wrap=True)
    if not lines:
        console.print("no change")
