"""Rankings and leaderboards: ordered, and made of kills and characters that exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from esologs.sandbox.combat.selection import PlayerDetailsFilter, RankingFilter
from esologs.sandbox.world.criteria import BoardQuery, RankingQuery
from esologs.sandbox.world.guilds import SHOWN_GUILD_ID
from esologs.sandbox.world.trials import ENCOUNTERS, VETERAN, ZONES
from tests.sandbox.world.worlds import world

if TYPE_CHECKING:
    from esologs.sandbox.world.characters import Character
    from esologs.sandbox.world.parses import Kill

BOSS = ENCOUNTERS[30]
LAST_BOSS = BOSS.zone.encounters[-1]
FROZEN_LAST_BOSS = ZONES[1].encounters[-1]


def board(**asked: Any) -> dict[str, Any]:
    """The character leaderboard of a boss in the first world."""
    return world().leaderboards.characters(BOSS, BoardQuery(**asked))


def kill_of(row: dict[str, Any], encounter: int = BOSS.id) -> Kill:
    """The kill that a row of a leaderboard tells of; it exists exactly once."""
    report = world().reports.by_code(row["report"]["code"])
    assert report is not None
    [kill] = [
        kill
        for kill in world().logs.kills(report)
        if (kill.fight_id, kill.encounter_id) == (row["report"]["fightID"], encounter)
    ]
    return kill


def raiders() -> list[Character]:
    """Who raids with the guild of the guides."""
    guild = world().guilds.by_id(SHOWN_GUILD_ID)
    assert guild is not None
    return world().characters.home(guild)[:12]


@pytest.mark.parametrize("metric", ["dps", "hps", "bossdps"])
def test_a_leaderboard_falls_from_the_top(metric: str) -> None:
    """Amounts never rise from one row to the next, and no character stands there twice."""
    rows = board(metric=metric)["rankings"]
    amounts = [row["amount"] for row in rows]
    named = [(row["name"], row["server"]["id"]) for row in rows if not row.get("hidden")]

    assert len(rows) == 100
    assert amounts == sorted(amounts, reverse=True)
    assert len(set(named)) == len(named)


def test_every_row_of_a_leaderboard_is_a_kill_that_the_character_was_in() -> None:
    """Report, fight, duration and guild are those of a kill, and the amount is its damage."""
    for row in board(leaderboard="LogsOnly")["rankings"]:
        kill = kill_of(row)
        assert row["duration"] == kill.duration_ms
        assert row["startTime"] == kill.start_ms
        guild = kill.report.guild
        assert row["guild"] == (
            guild and {"id": guild.id, "name": guild.name, "faction": guild.faction.id}
        )
        dealt = {round(damage * 1000 / kill.duration_ms, 4) for _, damage in kill.damage}
        assert row["amount"] in dealt
        if not row.get("hidden"):
            assert row["name"] in {character.name for character, _ in kill.damage}


def test_rows_without_a_report_come_unless_logs_only() -> None:
    """The game's own leaderboard adds characters whom nobody logged; they exist, too."""
    everyone = board()["rankings"]
    unlogged = [row for row in everyone if row["report"]["code"] is None]
    here = world().characters

    assert unlogged
    servers = {row["server"]["id"] for row in unlogged}
    names = {row["name"] for row in unlogged}
    known = [here.at(number) for number in range(here.count)]
    found = [row for row in known if row.name in names and row.server.id in servers]
    assert len(found) == len(unlogged)
    assert all(row["report"]["code"] for row in board(leaderboard="LogsOnly")["rankings"])


def test_pages_of_a_leaderboard_are_one_list() -> None:
    """Pages follow each other without a gap, say whether more follow, and end."""
    rows: list[dict[str, Any]] = []
    more, number = True, 0
    while more:
        number += 1
        page = board(page=number, leaderboard="LogsOnly")
        assert (page["page"], page["count"]) == (number, len(page["rankings"]))
        rows += page["rankings"]
        more = page["hasMorePages"]
    amounts = [row["amount"] for row in rows]

    assert number > 1
    assert amounts == sorted(amounts, reverse=True)
    assert board(page=number + 1, leaderboard="LogsOnly")["rankings"] == []


def test_a_leaderboard_can_be_narrowed() -> None:
    """Class, spec, server and bracket leave those rows that fit."""
    rows = board(
        class_name="Templar", spec_name="Healer", server_region="EU", server_slug="megaserver"
    )["rankings"]

    assert rows
    assert {(row["class"], row["spec"], row["server"]["region"]) for row in rows} == {
        ("Templar", "Healer", "EU")
    }
    assert {row["bracketData"] // 300 + 1 for row in board(bracket=4)["rankings"]} == {4}


@pytest.mark.parametrize(
    "asked", [{"difficulty": 7}, {"size": 10}, {"filter_": "no"}, {"hard_mode_level": "Level4"}]
)
def test_a_leaderboard_that_does_not_exist_is_an_error_in_the_scalar(asked: dict[str, Any]) -> None:
    """A wrong argument comes back as `{"error": …}` in the JSON, as the API does it."""
    assert list(board(**asked)) == ["error"]


@pytest.mark.parametrize(
    ("metric", "key", "falling"), [("speed", "total", False), ("score", "score", True)]
)
def test_kills_are_ranked_by_speed_and_by_score(metric: str, key: str, falling: bool) -> None:
    """The best comes first, every row is a kill of the last boss, each guild stands there once."""
    rows = world().leaderboards.fights(LAST_BOSS, BoardQuery(metric=metric))["rankings"]
    amounts = [row[key] for row in rows]
    guilds = [row["guild"]["id"] for row in rows if row["guild"]]

    assert rows
    assert amounts == sorted(amounts, reverse=falling)
    assert len(set(guilds)) == len(guilds)
    for row in rows:
        kill = kill_of(row, LAST_BOSS.id)
        assert row[key] == (kill.trial_score if metric == "score" else kill.trial_time_ms)
        assert row["tanks"] + row["healers"] + row["melee"] + row["ranged"] == 12


def test_only_the_last_boss_has_speed_and_score() -> None:
    """Other bosses have no such rows; how fast they fell is still told."""
    boards = world().leaderboards

    assert boards.fights(BOSS, BoardQuery(metric="speed"))["rankings"] == []
    assert boards.fights(BOSS, BoardQuery(metric="execution"))["rankings"]


def test_an_old_trial_ranks_in_partition_zero() -> None:
    """A frozen trial has one partition, 0, which is also what counts when none is named."""
    boards = world().leaderboards
    plain = boards.fights(FROZEN_LAST_BOSS, BoardQuery(difficulty=VETERAN))
    named = boards.fights(FROZEN_LAST_BOSS, BoardQuery(difficulty=VETERAN, partition=0))

    assert plain == named
    assert plain["rankings"]
    assert not boards.fights(FROZEN_LAST_BOSS, BoardQuery(difficulty=VETERAN, partition=3))[
        "rankings"
    ]


def test_a_characters_rankings_are_its_own_kills() -> None:
    """Each rank leads to a kill that the character was in; the best one is the best amount."""
    told = 0
    for character in raiders():
        answer = world().rankings.encounter(character, RankingQuery(encounter_id=BOSS.id))
        amounts = [row["amount"] for row in answer["ranks"]]
        assert answer["totalKills"] == len(amounts)
        assert amounts == sorted(amounts, reverse=True)
        assert answer["bestAmount"] == (amounts[0] if amounts else 0)
        for row in answer["ranks"]:
            told += 1
            assert 0 < row["rankPercent"] <= 100
            assert character in {found for found, _ in kill_of(row).damage}
    assert told > 5


def test_gear_and_skills_are_those_of_the_report() -> None:
    """What a ranking adds about a raider is what the report's own player details tell."""
    here = world()
    [row] = board(leaderboard="LogsOnly", include_combatant_info=True)["rankings"][:1]
    kill = kill_of(row)
    log = here.logs.of(kill.report, 0)
    asked = PlayerDetailsFilter(fight_ids=(kill.fight_id,), include_combatant_info=True)
    roles = log.player_details(asked)["data"]["playerDetails"]
    [info] = [
        player["combatantInfo"]
        for players in roles.values()
        for player in players
        if player["name"] == row["name"]
    ]

    worn = [piece for piece in row["gear"] if piece["id"]]
    assert {piece["id"] for piece in worn} <= set(here.catalogue.items)
    assert {piece["setID"] for piece in worn} <= set(here.catalogue.item_sets)
    assert {skill["guid"] for skill in row["talents"]} <= set(here.catalogue.abilities)
    assert len(row["talents"]) == 12
    assert (row["gear"], row["talents"]) == (info["gear"], info["talents"])


def test_a_report_ranks_its_players_as_their_own_rankings_do() -> None:
    """Amount and percentile of a kill are the same from the report and from the character."""
    here = world()
    [row] = board(leaderboard="LogsOnly", spec_name="MagickaDPS")["rankings"][:1]
    kill = kill_of(row)
    asked = RankingFilter(fight_ids=(kill.fight_id,), player_metric="dps")
    [told] = here.logs.of(kill.report, 0).rankings(asked, here.parses.place)["data"]
    compared = 0
    for each in told["roles"]["dps"]["characters"]:
        character = here.characters.by_id(each["id"])
        if character is None:
            continue
        own = here.rankings.encounter(
            character,
            RankingQuery(encounter_id=BOSS.id, difficulty=kill.report.difficulty, metric="dps"),
        )
        [same] = [rank for rank in own["ranks"] if rank["startTime"] == kill.start_ms]
        compared += 1
        assert (each["amount"], each["totalParses"]) == (same["amount"], same["rankTotalParses"])
        assert each["rankPercent"] == int(same["rankPercent"])
    assert compared > 5


def test_percentiles_rise_with_the_amount() -> None:
    """The best of a spec is at 100 percent, and no smaller amount has a larger percentile."""
    parses = world().parses.board(BOSS, 122, "dps", BOSS.zone.partition)
    peers = parses.peers(parses.best[0].character)
    percents = [peers.percent(row.amount) for row in peers.best]

    assert percents[0] == 100
    assert percents == sorted(percents, reverse=True)


def test_a_trial_lists_all_of_its_bosses() -> None:
    """Bosses that never fell stand there with no spec and no all-star points."""
    seen: set[bool] = set()
    for character in raiders():
        answer = world().rankings.zone(character, RankingQuery(zone_id=BOSS.zone.id))
        rows = answer["rankings"]
        assert [row["encounter"]["id"] for row in rows] == [
            boss.id for boss in BOSS.zone.encounters
        ]
        for row in rows:
            fell = row["totalKills"] > 0
            seen.add(fell)
            assert (row["spec"] is None) == (row["allStars"] is None) == (not fell)
    world_of_nobody = world().rankings.zone(
        raiders()[0], RankingQuery(zone_id=BOSS.zone.id, difficulty=VETERAN, partition=-1)
    )
    assert {row["spec"] for row in world_of_nobody["rankings"]} == {None}
    assert True in seen


@pytest.mark.parametrize("encounter_id", [99_999, None])
def test_an_unknown_encounter_is_an_error_in_the_scalar(encounter_id: int | None) -> None:
    """Rankings answer `{"error": …}` when the boss does not exist or is not named."""
    answer = world().rankings.encounter(raiders()[0], RankingQuery(encounter_id=encounter_id))

    assert list(answer) == ["error"]


def test_hidden_characters_keep_their_rankings_to_themselves() -> None:
    """A hidden character's rankings are refused in the scalar."""
    characters = world().characters
    hidden = next(
        row for row in map(characters.at, range(characters.count)) if row.hidden and row.main
    )

    assert list(world().rankings.encounter(hidden, RankingQuery(encounter_id=1))) == ["error"]
    assert list(world().rankings.zone(hidden, RankingQuery(zone_id=1))) == ["error"]


def test_guilds_have_ranks_without_gaps() -> None:
    """World ranks by speed are 1, 2, 3 … over the guilds that ever finished the trial."""
    here = world()
    zone = BOSS.zone
    found = [here.standings.speed(guild, zone, None, None) for guild in here.guilds.all()]
    numbers = sorted(row.world_rank.number for row in found if row is not None)

    assert len(numbers) > 10
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(row.server_rank.number <= row.world_rank.number for row in found if row is not None)
