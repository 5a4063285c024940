"""`esologs sandbox`: the simulated ESO Logs as a server, and the faults it can play."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from esologs.cli.document import json_option, write
from esologs.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from esologs.sandbox.faults import Fault
    from esologs.sandbox.settings import SandboxSettings


@click.group(no_args_is_help=True)
def sandbox() -> None:
    """Serve a simulated ESO Logs, for programs in any language."""


def _read_credentials(
    ctx: click.Context, param: click.Parameter, value: Sequence[str]
) -> dict[str, str] | None:
    pairs: dict[str, str] = {}
    for text in value:
        client_id, _, secret = text.partition(":")
        if not client_id or not secret:
            raise click.BadParameter("an id, a colon and a secret are wanted", ctx, param)
        pairs[client_id] = secret
    return pairs or None


def _read_faults(ctx: click.Context, param: click.Parameter, value: Sequence[str]) -> list[Fault]:
    if not value:
        return []
    from esologs.sandbox.faults import from_text

    try:
        return [fault for text in value for fault in from_text(text)]
    except ConfigError as error:
        raise click.BadParameter(error.message, ctx, param) from None


@sandbox.command()
@click.option(
    "--host",
    metavar="ADDRESS",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on.",
)
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    default=8000,
    help="The port to listen on; 0 picks a free one.  [default: 8000]",
)
@click.option(
    "--seed", metavar="N", type=click.IntRange(0), help="Which world to simulate.  [default: 0]"
)
@click.option(
    "--points", metavar="N", type=click.IntRange(1), help="The points of an hour.  [default: 3600]"
)
@click.option(
    "--burst",
    metavar="N",
    type=click.IntRange(0),
    help="Requests of a minute before a 429; 0 is no such limit.  [default: 1000]",
)
@click.option(
    "--token-lifetime",
    metavar="SECONDS",
    type=float,
    help="How long a token is good.  [default: 86400]",
)
@click.option(
    "--credential",
    "credentials",
    metavar="ID:SECRET",
    multiple=True,
    callback=_read_credentials,
    help="Accept only this id with this secret. Can be repeated.  [default: accept any]",
)
@click.option(
    "--fault", "faults", metavar="FAULT", multiple=True, callback=_read_faults,
    help="Let this go wrong, as in 'status=503;probability=0.1'. Can be repeated; "
    "`esologs sandbox faults` lists them.",
)  # fmt: skip
def serve(
    *,
    host: str,
    port: int,
    seed: int | None,
    points: int | None,
    burst: int | None,
    token_lifetime: float | None,
    credentials: dict[str, str] | None,
    faults: list[Fault],
) -> None:
    """Serve it until Ctrl-C.

    The first line on stdout is the base URL, written once it can be asked. A
    client follows with that URL in ESOLOGS_BASE_URL; any id and secret are
    accepted unless --credential names some.
    """
    from esologs.sandbox import Sandbox
    from esologs.sandbox import serve as run

    settings: SandboxSettings = {"credentials": credentials, "faults": faults}
    if seed is not None:
        settings["seed"] = seed
    if points is not None:
        settings["points_per_hour"] = points
    if burst is not None:
        settings["burst"] = burst or None
    if token_lifetime is not None:
        settings["token_lifetime"] = token_lifetime

    def tell(base_url: str) -> None:
        client_id, secret = next(iter((credentials or {"sandbox": "sandbox"}).items()))
        click.echo(base_url)
        _tell_how(base_url, client_id, secret, [fault.name for fault in faults])

    run(Sandbox(**settings), port, host, ready=tell)


def _tell_how(base_url: str, client_id: str, secret: str, faults: Sequence[str]) -> None:
    from esologs.cli.console import talk

    console = talk()
    console.note("A simulated ESO Logs listens there. To let a program ask it:")
    for name, value in (("BASE_URL", base_url), ("ID", client_id), ("SECRET", secret)):
        console.print(f"  export ESOLOGS_{name}={value}", soft_wrap=True)
    if faults:
        console.note(f"It will play: {', '.join(faults)}.")
    console.note(f"What was asked: GET {base_url}/sandbox/log. It ends with Ctrl-C.")


@sandbox.command()
@json_option("a list of fault, summary and settings (each with its default)")
def faults(*, as_json: bool) -> None:
    """List what the sandbox can let go wrong.

    Every fault also takes: probability, count, seed, first and last (requests),
    after and until (seconds), operation and path (patterns).
    """
    from esologs.cli.faults import known_faults

    known = known_faults()
    if as_json:
        write(known)
        return
    from rich.text import Text

    from esologs.cli.console import data, grid, talk

    table = grid("fault", "its settings", "what happens")
    table.columns[-1].no_wrap = False
    for fault in known:
        settings = "\n".join(f"{name}={value}" for name, value in fault["settings"].items())
        table.add_row(Text(fault["fault"], "cyan"), settings, fault["summary"])
    data().print(table)
    talk().note("As in: esologs sandbox serve --fault 'status=503;probability=0.1'")
