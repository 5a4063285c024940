"""Reports: who raided, when, and in which lists a report stands."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esologs.sandbox.world.guilds import GUILD_COUNT, SHOWN_GUILD_ID
from esologs.sandbox.world.reports import EPOCH_MS
from tests.sandbox.world.worlds import SEEDS, any_seed, world

places = st.integers(0, 1_500)
CODE = re.compile(r"(a:)?[A-Za-z0-9]{16}")


@pytest.mark.parametrize("seed", SEEDS)
def test_codes_are_unique_and_well_formed(seed: int) -> None:
    """Sixteen letters and digits, after `a:` for those and only those that are anonymous."""
    reports = world(seed).reports
    codes = [row.code for row in reports.all]

    assert len(set(codes)) == len(codes) > 1_500
    assert all(CODE.fullmatch(code) for code in codes)
    assert all(row.anonymous == row.code.startswith("a:") for row in reports.all)
    assert all(reports.by_code(row.code) is row for row in reports.all)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_sort_of_report_exists(seed: int) -> None:
    """Private, unlisted, anonymous, archived and guildless ones, and two that are live."""
    rows = world(seed).reports.all

    assert sum(row.live for row in rows) == 2
    assert {row.visibility for row in rows} == {"public", "private", "unlisted"}
    assert any(row.guild is None and not row.anonymous for row in rows)
    examples = world(seed).reports.examples()
    assert set(examples) == {"public", "private", "unlisted", "anonymous", "archived", "live"}
    assert examples["live"].live
    assert examples["anonymous"].anonymous
    assert examples["archived"].archived
    assert examples["private"].visibility == "private"


@pytest.mark.parametrize("seed", SEEDS)
def test_all_reports_began_before_the_world_does(seed: int) -> None:
    """The list of all is ordered from the latest; nothing begins after the world's own now."""
    starts = [row.start_ms for row in world(seed).reports.all]

    assert starts == sorted(starts, reverse=True)
    assert starts[0] < EPOCH_MS


@given(seed=any_seed, index=st.integers(0, GUILD_COUNT - 1))
def test_a_guilds_reports_are_filed_under_it_or_under_none(seed: int, index: int) -> None:
    """What a guild raided names it, or no guild; tags are its own; anonymous ones name nobody."""
    here = world(seed)
    guild = here.guilds.at(index)
    for report in here.reports.raided_by(guild):
        assert report.home is guild
        assert report.guild in (guild, None)
        assert report.guild_tag is None or report.guild_tag in guild.tags
        assert not report.anonymous or (report.guild, report.uploader) == (None, None)


@given(seed=any_seed, place=places)
def test_a_roster_is_twelve_members_in_their_roles(seed: int, place: int) -> None:
    """Two tanks, two healers, eight of damage, of twelve accounts; the bench is somebody else."""
    here = world(seed)
    report = here.reports.all[place]
    roster = here.reports.roster(report)

    assert [row.spec.role for row in roster] == ["Tank"] * 2 + ["Healer"] * 2 + ["DPS"] * 8
    assert len({row.account for row in roster}) == 12
    assert all(row.guild is report.home for row in roster)
    assert not set(roster) & set(here.reports.bench(report))


@given(seed=any_seed, place=places)
def test_raiders_find_the_report_among_their_own(seed: int, place: int) -> None:
    """A report is in the list of each raider, and not in that of whoever stayed outside."""
    here = world(seed)
    report = here.reports.all[place]
    for row in here.reports.roster(report):
        assert (report in here.reports.of_character(row)) == (not report.anonymous)
    for row in here.reports.bench(report):
        assert report not in here.reports.of_character(row)


@given(seed=any_seed, place=places)
def test_the_owner_is_a_user(seed: int, place: int) -> None:
    """Whoever uploaded a report exists, and is of the guild that raided."""
    here = world(seed)
    report = here.reports.all[place]
    if report.uploader is not None:
        owner = here.users.of_account(report.uploader)
        assert owner is not None
        assert report.home in owner.guilds


@given(seed=any_seed, first=places, second=places)
def test_a_search_by_time_finds_what_began_within(seed: int, first: int, second: int) -> None:
    """Both bounds are part of the span; no bound is no limit."""
    reports = world(seed).reports
    end, start = (reports.all[place].start_ms for place in sorted((first, second)))

    assert reports.between(start, end) == [
        row for row in reports.all if start <= row.start_ms <= end
    ]
    assert reports.between(None, None) == reports.all
    assert reports.between(float(start) + 0.5, None) == [
        row for row in reports.all if row.start_ms > start
    ]


@given(seed=any_seed)
def test_the_guild_of_the_guides_raids_often(seed: int) -> None:
    """Guild 3468 has dozens of reports; its latest dozen is public and finished."""
    here = world(seed)
    guild = here.guilds.by_id(SHOWN_GUILD_ID)
    assert guild is not None
    rows = here.reports.raided_by(guild)

    assert len(rows) == 64
    assert {(row.visibility, row.guild, row.live) for row in rows[:12]} == {
        ("public", guild, False)
    }
