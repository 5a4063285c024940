"""Where a command asks: the options that every command shares, and the client made of them."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec, TypeVar

import click

from esologs.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs.client import SyncClient
    from esologs.resilience.events import Event, Hook
    from esologs.sandbox import Sandbox

P = ParamSpec("P")
R = TypeVar("R")
F = TypeVar("F", bound="Callable[..., Any] | click.Command")


@dataclass(slots=True, kw_only=True)
class Connection:
    """What the shared options say. `None`: not given, so the environment decides.

    It is filled while the command line is read: an option may stand before the
    command or after it, and the later one holds.
    """

    sandbox: bool | Sandbox | None = None
    base_url: str | None = None
    timeout: float | None = None
    dotenv: str | None = None
    debug: bool = False

    def open(self, *hooks: Hook, max_retries: int | None = None) -> SyncClient:
        """Return a client. Its waits are told on stderr, unless *hooks* are there to tell them.

        Raises `ConfigError` and `MissingCredentialsError`.
        """
        from esologs.client_factory import create_resilient_sync_client

        if self.sandbox and self.base_url is not None:
            raise click.UsageError("--sandbox and --base-url exclude each other; give one of them")
        # Waits are told by hooks; without any handler Python would write the log's warnings, too.
        logging.getLogger("esologs").addHandler(logging.NullHandler())
        if self.debug:
            from esologs import _logging

            _logging.configure("debug")
        bounds: dict[str, Any] = {"timeout": self.timeout, "max_retries": max_retries}
        return create_resilient_sync_client(
            **{name: value for name, value in bounds.items() if value is not None},
            sandbox=self.sandbox,
            base_url=self.base_url,
            dotenv=self.dotenv or False,
            hooks=(*(hooks or (_tell_wait,)), _tell_age),
        )


def pass_connection(command: Callable[Concatenate[Connection, P], R]) -> Callable[P, R]:
    """Hand the `Connection` to *command* as its first argument."""
    return click.make_pass_decorator(Connection, ensure=True)(command)


def connection_options(command: F) -> F:
    """Add the shared options to *command*."""
    for add in reversed(_OPTIONS):
        command = add(command)
    return command


def _keep(ctx: click.Context, param: click.Parameter, value: object) -> None:
    connection = ctx.ensure_object(Connection)
    if value is not None:
        setattr(connection, str(param.name), value)


def _keep_timeout(ctx: click.Context, param: click.Parameter, value: float | None) -> None:
    if value is not None:
        from esologs.config import check_timeout

        try:
            check_timeout(value)
        except ConfigError as error:
            raise click.BadParameter(error.message, ctx, param) from None
    _keep(ctx, param, value)


_OPTIONS: Final = (
    click.option(
        "--sandbox/--no-sandbox",
        default=None,
        expose_value=False,
        callback=_keep,
        help="Ask a simulated ESO Logs inside this process.",
    ),
    click.option(
        "--base-url",
        metavar="URL",
        expose_value=False,
        callback=_keep,
        help="Where ESO Logs is, or a sandbox server.",
    ),
    click.option(
        "--timeout",
        metavar="SECONDS",
        type=float,
        expose_value=False,
        callback=_keep_timeout,
        help="The bound of each call, waits and retries included.  [default: 60]",
    ),
    click.option(
        "--dotenv",
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False),
        expose_value=False,
        callback=_keep,
        help="Read credentials from this file as well.",
    ),
    click.option(
        "--debug",
        is_flag=True,
        default=None,
        expose_value=False,
        callback=_keep,
        help="Log every attempt on stderr, and show tracebacks.",
    ),
)


def _tell_age(event: Event) -> None:
    from esologs.resilience.events import CacheHit, StaleServed

    if isinstance(event, StaleServed):
        from esologs.cli.console import talk

        talk().note(
            f"an old answer, of {_ago(event.age)}: ESO Logs does not answer ({event.reason})"
        )
    elif isinstance(event, CacheHit) and event.age >= 60.0:
        from esologs.cli.console import talk

        talk().note(f"this answer was kept {_ago(event.age)}")


def _ago(seconds: float) -> str:
    minutes = seconds / 60
    if minutes < 120:
        return f"{minutes:.0f} min ago"
    return f"{minutes / 60:.0f} h ago" if minutes < 48 * 60 else f"{minutes / 1440:.0f} days ago"


def _tell_wait(event: Event) -> None:
    from esologs.resilience.events import RetryScheduled

    if isinstance(event, RetryScheduled) and event.wait >= 1.0:
        from esologs.cli.console import talk
        from esologs.errors import EsoLogsError

        error = event.error
        why = error.message if isinstance(error, EsoLogsError) else str(error)
        talk().note(f"attempt {event.attempt} failed ({why}); trying again in {event.wait:.0f} s")
