"""`esologs doctor`: writes each finding as it comes, and ends with yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from esologs.cli.connection import Connection, connection_options, pass_connection
from esologs.cli.document import json_option, write
from esologs.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from esologs.cli.console import Console
    from esologs.cli.doctor.finding import Finding

_MARKS: Final = {"ok": "✓", "note": "!", "failed": "✗", "skipped": "–"}
_ASCII_MARKS: Final = {"ok": "+", "note": "!", "failed": "x", "skipped": "-"}
_STYLES: Final = {"ok": "green", "note": "magenta", "failed": "bold red", "skipped": "dim"}


@click.command()
@click.option("--offline", is_flag=True, help="Do not look at the connection.")
@json_option(
    "healthy, and findings: each with section, name, verdict (ok, note, failed, skipped), text, "
    "advice and seconds"
)
@connection_options
@pass_connection
def doctor(connection: Connection, *, offline: bool, as_json: bool) -> None:
    """Check installation, settings and connection; exits with 1 if something failed.

    It tries to fetch a token and to ask for the rate limit, which costs a point
    or less. No secret is shown.
    """
    findings: list[Finding] = []
    if as_json:
        findings.extend(_look(connection, offline=offline))
    else:
        from esologs.cli.console import data

        console = data()
        for finding in _look(connection, offline=offline):
            if not findings or findings[-1].section != finding.section:
                console.heading(finding.section.capitalize(), gap=bool(findings))
            _show(console, finding)
            findings.append(finding)
    failed = [finding for finding in findings if finding.verdict == "failed"]
    if as_json:
        write({"healthy": not failed, "findings": [one.document() for one in findings]})
    elif failed:
        from esologs.cli.console import talk

        talk().problem(f"{len(failed)} of {len(findings)} checks failed")
    if failed:
        raise click.exceptions.Exit(ExitCode.NO)


def _look(connection: Connection, *, offline: bool) -> Iterator[Finding]:
    from esologs.cli.doctor.installation import installation
    from esologs.cli.doctor.reachability import reachability
    from esologs.cli.doctor.settings import settings

    yield from installation()
    yield from settings(connection)
    if not offline:
        yield from reachability(connection)


def _show(console: Console, finding: Finding) -> None:
    from rich.table import Table
    from rich.text import Text

    marks = _MARKS if console.can_draw else _ASCII_MARKS
    line = Table.grid(padding=(0, 1, 0, 0))
    line.add_column(width=1)
    line.add_column(width=12)
    line.add_column()
    line.add_column(no_wrap=True)
    text = Text(finding.text)
    took = "" if finding.seconds is None else f" {finding.seconds * 1000:.0f} ms"
    if finding.advice is not None:
        text.append(f"\n{finding.advice}", "italic")
    mark = Text(marks[finding.verdict], _STYLES[finding.verdict])
    line.add_row(mark, finding.name, text, Text(took, "dim"))
    console.print(line)
