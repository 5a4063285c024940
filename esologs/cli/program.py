"""The program `esologs`: its commands, what holds for all of them, and how each of them ends."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

import click

from esologs._version import __version__
from esologs.cli.connection import Connection, connection_options
from esologs.cli.exit_codes import MEANINGS, ExitCode, exit_code_of
from esologs.cli.lazy_group import LazyGroup, Place
from esologs.errors import EsoLogsError, MissingCredentialsError

if TYPE_CHECKING:
    from collections.abc import Mapping

_ENVIRONMENT: Final = (
    ("ESOLOGS_ID, ESOLOGS_SECRET", "credentials, from https://www.esologs.com/api/clients/"),
    ("ESOLOGS_BASE_URL", "where ESO Logs is, or a sandbox server"),
    ("ESOLOGS_SANDBOX=1", "ask a simulated ESO Logs inside this process"),
    ("ESOLOGS_LOG=info|debug", "tell on stderr what happens"),
    ("NO_COLOR=1", "no colours"),
)


class Program(LazyGroup):
    """The root: errors become one paragraph on stderr and an exit code."""

    places: Mapping[str, Place] = {
        "demo": Place(
            "esologs.cli.demo.command:demo", "Show the main job on the sandbox: no account needed."
        ),
        "doctor": Place(
            "esologs.cli.doctor.command:doctor", "Check installation, settings and connection."
        ),
        "guild": Place("esologs.cli.guild:guild", "Show a guild, its roster and its reports."),
        "report": Place("esologs.cli.report:report", "Show a report, its fights and their tables."),
        "rate-limit": Place(
            "esologs.cli.rate_limit:rate_limit", "Show what is left of this hour's points."
        ),
        "sandbox": Place("esologs.cli.sandbox:sandbox", "Serve a simulated ESO Logs."),
        "schema": Place("esologs.cli.schema:schema", "Fetch the API's schema, or compare it."),
    }

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; whatever goes wrong ends as the exit code that fits."""
        try:
            result: object = super().invoke(ctx)
            sys.stdout.flush()  # or a reader who went away would be noticed too late to say so
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise  # click's own ways to end
        except KeyboardInterrupt:
            raise click.exceptions.Exit(ExitCode.INTERRUPTED) from None
        except BrokenPipeError:
            _silence_stdout()
            raise click.exceptions.Exit(ExitCode.PIPE_CLOSED) from None
        except Exception as error:  # noqa: BLE001 - nobody above would know what to make of it
            raise click.exceptions.Exit(_explain(error, debug=_debugging(ctx))) from None
        return result

    def format_epilog(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's
        formatter: click.HelpFormatter,
    ) -> None:
        """Write the tables that every command shares."""
        with formatter.section("Environment"):
            formatter.write_dl(_ENVIRONMENT)
        with formatter.section("Exit codes"):
            formatter.write_dl([(str(int(code)), text) for code, text in MEANINGS.items()])


@click.command("esologs", cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="esologs %(version)s")
@connection_options
def program() -> None:
    """Ask ESO Logs for guilds and reports, or a simulated one that needs no account.

    Answers go to stdout and everything else to stderr. With --json a command
    writes one JSON document, whose names are those of the Python models.
    """


def _debugging(ctx: click.Context) -> bool:
    connection = ctx.find_object(Connection)
    return connection is not None and connection.debug


def _explain(error: Exception, *, debug: bool) -> ExitCode:
    """Tell on stderr what *error* means, and return the exit code."""
    from esologs.cli.console import talk

    if debug:
        import traceback

        traceback.print_exception(error)
    if isinstance(error, EsoLogsError):
        code, text = exit_code_of(error), str(error)
        if isinstance(error, MissingCredentialsError):
            text += ", or --sandbox here"
    else:
        code = ExitCode.BUG
        text = f"{type(error).__name__}: {error}. This is a defect of esologs: please report it"
        text += "." if debug else ", with what --debug shows."
    talk().problem(text)
    return code


def _silence_stdout() -> None:
    # Python flushes stdout once more when it ends, and would complain on stderr.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
