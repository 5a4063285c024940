"""`esologs guild`: found by id and by name, with its whole roster and its latest reports."""

from __future__ import annotations

import json
from typing import Any

import pytest

from esologs import create_resilient_sync_client
from tests.cli.commands import invoke


@pytest.fixture(scope="module")
def known() -> Any:
    """The guild, its reports and all of its members, asked for here."""
    with create_resilient_sync_client(sandbox=True) as client:
        answer: Any = client.get_guild_overview(guild_id=3468, reports_limit=3)
        guild = answer.guild_data.guild
        rest: Any = client.get_guild_members(3468, page=2)
    members = [*guild.members.data, *rest.guild_data.guild.members.data]
    return guild, members, answer.report_data.reports.data


def test_by_id_and_by_name_is_the_same_guild(known: Any) -> None:
    """A name is looked up on its server first."""
    guild, *_ = known
    by_id = invoke("guild", "3468", "--sandbox", "--json")
    by_name = invoke(
        "guild", guild.name, "--server", guild.server.slug,
        "--region", guild.server.region.slug, "--sandbox", "--json",
    )  # fmt: skip
    assert by_id.exit_code == by_name.exit_code == 0, by_name.output
    assert json.loads(by_id.stdout) == json.loads(by_name.stdout)
    assert json.loads(by_id.stdout)["guild"]["id"] == 3468


def test_json_is_one_document_in_the_models_names(known: Any) -> None:
    """The roster is whole, beyond the first page of a hundred; reports are as many as asked."""
    guild, members, reports = known
    shown = invoke("guild", "3468", "--sandbox", "--members", "--reports", "3", "--json")
    document = json.loads(shown.stdout)
    assert set(document) == {"guild", "reports"}
    assert document["guild"]["competition_mode"] is guild.competition_mode
    assert document["guild"]["members"]["total"] == len(members) > 100
    assert document["guild"]["members"]["data"] == [one.model_dump(mode="json") for one in members]
    assert document["reports"] == [one.model_dump(mode="json") for one in reports]
    assert shown.stderr == ""


def test_without_members_the_roster_is_only_counted(known: Any) -> None:
    """What was not asked for is not in the document."""
    _, members, _ = known
    document = json.loads(invoke("guild", "3468", "--sandbox", "--reports", "0", "--json").stdout)
    assert document["guild"]["members"] == {"total": len(members)}
    assert document["reports"] == []


def test_the_page_shows_roster_and_reports(known: Any) -> None:
    """Members with their class, leaders first; reports with their code and their kills."""
    guild, members, reports = known
    shown = invoke("guild", "3468", "--sandbox", "--members", "--reports", "3", columns=120)
    assert shown.exit_code == 0, shown.output
    lines = shown.stdout.splitlines()
    assert lines[0].startswith(guild.name)
    for fact in (f"id {guild.id}", guild.server.name, f"{len(members)} members"):
        assert fact in shown.stdout
    first = lines[lines.index("Roster") + 2].split("  ")[0]
    assert first == min(members, key=lambda one: (one.guild_rank, one.name)).name
    assert "DragonKnight" in shown.stdout
    assert all(member.name in shown.stdout for member in members)
    for report in reports:
        bosses = [fight for fight in report.fights if fight.encounter_id]
        kills = sum(bool(fight.kill) for fight in bosses)
        (line,) = [line for line in lines if line.startswith(report.code)]
        assert report.title in line
        assert line.split()[-2:] == [str(kills), str(len(bosses))]


def test_what_is_left_is_said_on_stderr() -> None:
    """Points are talk, not data."""
    shown = invoke("guild", "3468", "--sandbox", "--reports", "1")
    assert "points left" in shown.stderr
    assert "points left" not in shown.stdout


@pytest.mark.parametrize("form", [(), ("--json",)])
@pytest.mark.parametrize(
    "asked", [("999999999",), ("No Such Guild", "--server", "megaserver", "--region", "na")]
)
def test_a_guild_that_is_not_there_is_a_no(asked: tuple[str, ...], form: tuple[str, ...]) -> None:
    """Exit code 1, one sentence on stderr, and nothing on stdout."""
    shown = invoke("guild", *asked, "--sandbox", *form)
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert "there is no guild" in shown.stderr


@pytest.mark.parametrize(
    "asked",
    [("Last Covenant",), ("Some Guild", "--server", "megaserver"), ("3468", "--region", "na"), ()],
)
def test_half_a_name_is_a_usage_error(asked: tuple[str, ...]) -> None:
    """A name means nothing without its server and region."""
    shown = invoke("guild", *asked, "--sandbox")
    assert shown.exit_code == 2
    assert "Usage: esologs guild" in shown.stderr


def test_the_number_of_reports_is_bounded() -> None:
    """The API gives a hundred at once; more is refused where it was typed."""
    assert invoke("guild", "3468", "--sandbox", "--reports", "101").exit_code == 2
