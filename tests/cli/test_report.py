"""`esologs report`: by code and by address, with its fights and their tables."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from esologs import TableDataType, create_resilient_sync_client
from esologs.cli import units
from esologs.cli.report import TABLES
from tests.cli.commands import invoke


@pytest.fixture(scope="module")
def client() -> Any:
    """A client of the same sandbox that the commands ask."""
    with create_resilient_sync_client(sandbox=True) as client:
        yield client


@pytest.fixture(scope="module")
def known(client: Any) -> Any:
    """The latest report of a guild, and its last kill."""
    report = client.get_guild_overview(guild_id=3468, reports_limit=1).report_data.reports.data[0]
    return report, [fight for fight in report.fights if fight.kill][-1]


def test_it_tells_what_the_report_is(known: Any) -> None:
    """Title, code, guild, length and how it went."""
    report, _ = known
    shown = invoke("report", report.code, "--sandbox")
    assert shown.exit_code == 0, shown.output
    pulls = [fight for fight in report.fights if fight.encounter_id]
    kills = sum(bool(fight.kill) for fight in pulls)
    for fact in (
        report.title, report.code, report.guild.name, report.visibility,
        f"{units.duration(report.end_time - report.start_time)} long",
        f"{kills} kills in {len(pulls)} pulls",
    ):  # fmt: skip
        assert fact in shown.stdout


def test_fights_are_listed_with_their_outcome(known: Any) -> None:
    """Every fight, trash included, in its order."""
    report, _ = known
    shown = invoke("report", report.code, "--sandbox", "--fights")
    numbers = [int(found) for found in re.findall(r"^ *(\d+)  \w", shown.stdout, re.MULTILINE)]
    assert numbers == [fight.id for fight in report.fights]
    assert shown.stdout.count("  trash") == sum(not one.encounter_id for one in report.fights)
    assert shown.stdout.count("  kill") == sum(bool(one.kill) for one in report.fights)


@pytest.mark.parametrize("kind", ["DamageDone", "Healing", "Casts"])
def test_a_table_has_a_line_for_everybody(client: Any, known: Any, kind: str) -> None:
    """The totals are the API's own, the largest first, and their shares are of the whole."""
    report, kill = known
    shown = invoke("report", report.code, "--sandbox", "--fight", str(kill.id), "--table", kind)
    assert shown.exit_code == 0, shown.output
    table = client.get_report_table(report.code, data_type=kind, fight_ids=[kill.id])
    entries = table.report_data.report.table["data"]["entries"]
    whole = sum(entry["total"] for entry in entries)
    expected = [
        (entry["name"], units.exact(entry["total"]), units.share(entry["total"], whole))
        for entry in sorted(entries, key=lambda entry: -entry["total"])
        if entry["total"]
    ]
    lines = shown.stdout[shown.stdout.index("share") :].splitlines()[1:]
    assert len(lines) == len(expected) > 1
    for line, facts in zip(lines, expected, strict=True):
        assert all(fact in line for fact in facts), (line, facts)
    assert f"{kill.name} (fight {kill.id})" in shown.stdout


def test_auras_show_their_uptime(client: Any, known: Any) -> None:
    """In percent of the fight, the longest first."""
    report, kill = known
    shown = invoke("report", report.code, "--sandbox", "--fight", str(kill.id), "--table", "buffs")
    asked = client.get_report_table(report.code, data_type="Buffs", fight_ids=[kill.id])
    table = asked.report_data.report.table["data"]
    for aura in table["auras"]:
        share = units.share(aura["totalUptime"], table["totalTime"])
        assert re.search(rf"^{re.escape(aura['name'])} +{share}", shown.stdout, re.MULTILINE)
    shares = [float(share) for share in re.findall(r" ([\d.]+)%", shown.stdout)]
    assert len(shares) == len(table["auras"]) > 3
    assert shares == sorted(shares, reverse=True)


def test_deaths_name_who_died_and_of_what(client: Any, known: Any) -> None:
    """A wipe has them all; a table without any says so."""
    report, _ = known
    wipe = next(one for one in report.fights if one.encounter_id and not one.kill)
    shown = invoke("report", report.code, "--sandbox", "--fight", str(wipe.id), "--table", "Deaths")
    asked = client.get_report_table(report.code, data_type="Deaths", fight_ids=[wipe.id])
    entries = asked.report_data.report.table["data"]["entries"]
    assert len(entries) > 3
    for entry in entries:
        line = f"{units.duration(entry['timestamp'])}  {entry['name']}"
        assert line in shown.stdout
        assert entry["killingBlow"]["name"] in shown.stdout
    nothing = invoke("report", report.code, "--sandbox", "--fight", "1", "--table", "Summons")
    assert "nothing of this kind" in nothing.stdout


def test_a_table_without_a_fight_is_of_the_whole_report(client: Any, known: Any) -> None:
    """The time from the report's start to its end, all fights together."""
    report, _ = known
    shown = invoke("report", report.code, "--sandbox", "--table", "DamageDone", "--json")
    length = report.end_time - report.start_time
    asked = client.get_report_table(
        report.code, data_type="DamageDone", start_time=0.0, end_time=length
    )
    assert json.loads(shown.stdout)["table"] == asked.report_data.report.table


def test_the_address_of_its_page_is_as_good_as_its_code(known: Any) -> None:
    """What is copied from a browser works, the fight in it included."""
    report, kill = known
    address = f"https://www.esologs.com/reports/{report.code}#fight={kill.id}&type=damage-done"
    by_code = invoke("report", report.code, "--sandbox", "--fight", str(kill.id))
    assert by_code.exit_code == 0
    assert invoke("report", address, "--sandbox").stdout == by_code.stdout
    assert "DamageDone" in by_code.stdout


def test_json_holds_what_was_asked_for(client: Any, known: Any) -> None:
    """The report as its model has it, the fight and the raw table; fights only on request."""
    report, kill = known
    number = str(kill.id)
    document = json.loads(
        invoke("report", report.code, "--sandbox", "--fight", number, "--json").stdout
    )
    assert list(document) == ["report", "fight", "table"]
    assert "fights" not in document["report"]
    assert document["fight"] == kill.model_dump(mode="json")
    assert document["table"]["data"]["entries"]
    document = json.loads(invoke("report", report.code, "--sandbox", "--fights", "--json").stdout)
    answer = client.get_report_by_code(report.code)
    assert document == {"report": answer.report_data.report.model_dump(mode="json")}


def test_every_kind_of_table_can_be_asked_for(known: Any) -> None:
    """The list of the command line is the API's; those without simple lines need --json."""
    assert set(TABLES) == {kind.value for kind in TableDataType}
    report, kill = known
    for kind in TABLES:
        asked = ("report", report.code, "--sandbox", "--fight", str(kill.id), "--table", kind)
        assert json.loads(invoke(*asked, "--json").stdout)["table"], kind
        shown = invoke(*asked)
        assert shown.exit_code == (2 if kind in {"Summary", "Survivability", "Threat"} else 0), kind
        assert "--json" in shown.stderr or kind in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("aBcDeFgH12345678",), 1, "does not exist"),
        (("short",), 2, "code must be 16 letters and digits"),
        (("aBcDeFgH12345678", "--table", "Nothing"), 2, "--table"),
        ((), 2, "CODE|URL"),
    ],
)
def test_what_is_not_there_and_what_cannot_be(
    arguments: tuple[str, ...], code: int, message: str
) -> None:
    """Not found is a no; a code that is none is a usage error, and nothing is sent."""
    shown = invoke("report", *arguments, "--sandbox")
    assert (shown.exit_code, shown.stdout) == (code, "")
    assert message in shown.stderr


def test_a_fight_that_is_not_there_is_a_no(known: Any) -> None:
    """The message says which fights there are."""
    report, _ = known
    shown = invoke("report", report.code, "--sandbox", "--fight", "99")
    assert shown.exit_code == 1
    assert f"no fight 99 in this report; its fights are 1 to {len(report.fights)}" in shown.stderr
