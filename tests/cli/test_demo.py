"""`esologs demo`: what it claims is what the sandbox says, and its program does the same."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from esologs import create_resilient_sync_client
from esologs.cli import units
from esologs.cli.demo.listing import PROGRAM
from tests.cli.commands import ESCAPE, environment, invoke, run

if TYPE_CHECKING:
    from click.testing import Result


@pytest.fixture(scope="module")
def shown() -> Result:
    """What the demo writes into a pipe of 80 columns."""
    return invoke("demo")


@pytest.fixture(scope="module")
def asked() -> Any:
    """The guild, its latest report, its last kill, and the damage in it, asked for here."""
    with create_resilient_sync_client(sandbox=True) as client:
        answer: Any = client.get_guild_overview(guild_id=3468, reports_limit=1)
        report = answer.report_data.reports.data[0]
        kill = [fight for fight in report.fights if fight.kill][-1]
        table: Any = client.get_report_table(
            report.code, data_type="DamageDone", fight_ids=[kill.id]
        )
    entries = table.report_data.report.table["data"]["entries"]
    return answer.guild_data.guild, report, kill, sorted(entries, key=lambda one: -one["total"])


def test_it_shows_the_guild_its_roster_and_its_report(shown: Result, asked: Any) -> None:
    """Names, the size of the roster and the report's title and time are the sandbox's own."""
    guild, report, *_ = asked
    assert shown.exit_code == 0, shown.output
    for fact in (
        guild.name, guild.server.name, f"{guild.members.total} members",
        min(guild.members.data, key=lambda one: one.guild_rank).name,
        report.title, units.instant(report.start_time),
    ):  # fmt: skip
        assert fact in shown.stdout


def test_it_shows_how_every_boss_fight_ended(shown: Result, asked: Any) -> None:
    """Each boss fight has a line with its number, its name and a kill or the boss's health."""
    _, report, *_ = asked
    page = shown.stdout[: shown.stdout.index("Top damage")]
    bosses = [fight for fight in report.fights if fight.encounter_id]
    assert len(re.findall(r"^ *\d+  \w", page, re.MULTILINE)) == len(bosses) > 3
    for fight in bosses:
        ended = "kill" if fight.kill else f"{fight.boss_percentage:.1f}% left"
        line = rf"^ *{fight.id}  {re.escape(fight.name)} .* {re.escape(ended)}"
        assert re.search(line, page, re.MULTILINE), line


def test_it_shows_who_did_the_damage(shown: Result, asked: Any) -> None:
    """The eight who did most stand in their order, with their share and a curve."""
    *_, entries = asked
    whole = sum(entry["total"] for entry in entries)
    lines = [line for entry in entries[:8] for line in shown.stdout.splitlines()
             if line.startswith(entry["name"]) and "%" in line]  # fmt: skip
    assert len(lines) == 8
    for entry, line in zip(entries, lines, strict=False):
        assert line.startswith(entry["name"])
        assert units.share(entry["total"], whole) in line
        assert any(sign in line for sign in "▂▃▄▅▆▇█")
    assert [shown.stdout.index(line) for line in lines] == sorted(map(shown.stdout.index, lines))


def test_the_curve_of_all_has_its_axes(shown: Result, asked: Any) -> None:
    """Below the curve runs the time of the fight from zero to its end."""
    _, _, kill, _ = asked
    lines = shown.stdout.splitlines()
    axis = next(index for index, line in enumerate(lines) if "└──" in line)
    assert lines[axis + 1].split()[0] == "0:00"
    assert lines[axis + 1].split()[-1] == units.duration(kill.end_time - kill.start_time)
    assert "█" in lines[axis - 1]


def test_its_program_can_be_copied_and_says_the_same(shown: Result, asked: Any) -> None:
    """The lines of Python stand there unbroken, run as they are, and find the same numbers."""
    guild, _, kill, entries = asked
    assert PROGRAM in shown.stdout
    assert max(map(len, PROGRAM.splitlines())) < 80
    program = shown.stdout[shown.stdout.index("from esologs import") :]
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env=environment(), capture_output=True, encoding="utf-8", check=False, timeout=50,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    lines = ran.stdout.splitlines()
    assert lines[0] == f"{guild.name} killed {kill.name}"
    assert sorted(lines[1:-1]) == sorted(f"{one['name']} {one['total']}" for one in entries)
    left = float(lines[-1].removesuffix(" points left"))
    assert f"{units.points(left)} of 3,600 points left" in shown.stdout


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_it_fits_the_width(columns: int) -> None:
    """No line of the tables and curves is longer than the terminal is wide."""
    text = invoke("demo", columns=columns).stdout
    page = text[: text.index("from esologs import")]
    assert max(map(len, page.splitlines())) <= columns
    if columns == 120:
        assert max(map(len, page.splitlines())) > 100


def test_a_pipe_gets_no_escape_sequence(shown: Result) -> None:
    """Colours are for terminals."""
    assert ESCAPE not in shown.stdout


def test_without_utf8_it_draws_with_ascii() -> None:
    """A terminal that knows no block signs gets other ones, and no error."""
    ran = run("demo", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.isascii()
    assert "?" not in ran.stdout.replace('f"{', "")
    assert re.search(r"^ +0 \+-{40,}$", ran.stdout, re.MULTILINE)
    assert re.search(r"[.:#]{10,}", ran.stdout)


def test_a_fault_is_shown_as_it_happens() -> None:
    """A real 429, the wait that the server asked for, and the attempt after it."""
    shown = invoke("demo", "--fault")
    assert shown.exit_code == 0, shown.output
    story = [
        r"^ +0\.0\d s  attempt 1 goes out$",
        r"^ +0\.\d\d s  HTTP 429, Retry-After: 2$",
        r"^ +0\.\d\d s  waiting 2 s, as long as the server asked for$",
        r"^ +2\.\d\d s  attempt 2 goes out$",
        r"^ +2\.\d\d s  HTTP 200: answered$",
        r"after 2 attempts, no error",
        r"^Top damage",
        r"^3,\d{3}\.\d of 3,600 points left this hour . 4 requests$",
    ]
    places = [re.search(line, shown.stdout, re.MULTILINE) for line in story]
    assert all(places), shown.stdout
    assert [place.start() for place in places if place] == sorted(
        place.start() for place in places if place
    )
