"""`esologs rate-limit`: this hour's points."""

from __future__ import annotations

import click

from esologs.cli.connection import Connection, connection_options, pass_connection
from esologs.cli.document import json_option, write


@click.command("rate-limit")
@json_option("limit_per_hour, points_spent_this_hour, points_reset_in (seconds)")
@connection_options
@pass_connection
def rate_limit(connection: Connection, *, as_json: bool) -> None:
    """Show how many of this hour's points are spent and left."""
    with connection.open() as client:
        limits = client.get_rate_limit_data().rate_limit_data
    if limits is None:
        from esologs.errors import ResponseShapeError

        raise ResponseShapeError("ESO Logs answered without its rate limit")
    if as_json:
        write(limits.model_dump(mode="json"))
        return
    from rich.text import Text

    from esologs.cli import units
    from esologs.cli.chart import bar
    from esologs.cli.console import data

    console = data()
    spent, limit = limits.points_spent_this_hour, limits.limit_per_hour
    share = spent / limit if limit else 1.0
    columns = min(40, console.width)
    filled = bar(share, columns, console.marks.bar)
    console.print(
        Text.assemble(
            (units.points(max(0.0, limit - spent)), "bold"),
            f" of {units.points(limit)} points left, {units.share(spent, limit)} spent",
        )
    )
    rest = console.marks.line * (columns - len(filled))
    console.print(Text.assemble((filled, "green" if share < 0.8 else "red"), (rest, "dim")))
    console.print(f"new points in {units.duration(limits.points_reset_in * 1000)}")
