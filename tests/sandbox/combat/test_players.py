"""Player details and rankings agree with the events and with the fights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from esologs.sandbox.combat.model import Pull
from esologs.sandbox.combat.selection import (
    METRICS,
    BadFilterError,
    EventFilter,
    PlayerDetailsFilter,
    RankingFilter,
    TableFilter,
)
from esologs.sandbox.combat.tables.standing import Parse, Standing, standing
from tests.sandbox.combat.evenings import all_events, any_seed, bosses, log

if TYPE_CHECKING:
    from esologs.sandbox.combat.model import JsonObject

few = settings(max_examples=6)
ROLES = ("dps", "healers", "tanks")


@given(any_seed)
@few
def test_details_agree_with_the_combatant_info_of_the_pull(seed: int) -> None:
    """The same players in their roles with the same gear; potions as the events count them."""
    report = log(seed)
    fight = bosses(report)[0]
    wanted = PlayerDetailsFilter(fight_ids=(fight.id,), include_combatant_info=True)
    details: dict[str, list[JsonObject] | None]
    details = report.player_details(wanted)["data"]["playerDetails"]
    found = {player["id"]: (role, player) for role in ROLES for player in details.get(role) or ()}
    assert set(found) == set(fight.friendly_players)
    roles = {"tank": "tanks", "healer": "healers", "dps": "dps"}
    where = EventFilter(fight_ids=(fight.id,), data_type="CombatantInfo")
    pulls = {event["sourceID"]: event for event in all_events(report, where)}
    casts = all_events(report, EventFilter(fight_ids=(fight.id,), data_type="Casts", limit=10_000))
    potion = next(each for each in report.abilities() if each.name == "Draught of Power").game_id
    for player in report.spec.players:
        role, told = found[player.actor_id]
        assert role == roles[player.role]
        assert told["combatantInfo"]["gear"] == pulls[player.actor_id]["gear"]
        assert len(told["combatantInfo"]["talents"]) == 12
        assert told["combatantInfo"]["stats"] == []
        assert told["specs"] == [{"spec": player.spec, "count": 1}]
        assert told["anonymous"] is player.anonymous
        assert told["potionUse"] == sum(
            event["abilityGameID"] == potion and event["sourceID"] == player.actor_id
            for event in casts
        )
    slotted: set[int] = {
        talent["guid"] for _, each in found.values() for talent in each["combatantInfo"]["talents"]
    }
    assert slotted <= {ability.game_id for ability in report.abilities()}


def test_details_vary_as_they_do_in_the_wild() -> None:
    """Specs as plain strings, combatantInfo null or a list, somewhere a player who stands twice."""
    nothing: list[object] = []
    twice = 0
    for seed in range(40):
        fight = log(seed).fights[0].id
        details = log(seed).player_details(PlayerDetailsFilter(fight_ids=(fight,)))
        roles = details["data"]["playerDetails"]
        for players in filter(None, roles.values()):
            ids = [player["id"] for player in players]
            twice += len(ids) - len(set(ids))
            nothing += [player["combatantInfo"] for player in players]
            assert all(isinstance(spec, str) for player in players for spec in player["specs"])
    assert None in nothing
    assert [] in nothing
    assert twice


def test_details_need_bounds() -> None:
    """Fights, or both times."""
    with pytest.raises(BadFilterError, match="fightIDs"):
        log(1).player_details(PlayerDetailsFilter(end_time=5.0))


def test_an_unplayed_role_may_be_missing() -> None:
    """A group without healers: the key is absent, null or empty, never anybody."""
    shapes: set[str] = set()
    for seed in range(12):
        report = log(seed, size=1)
        wanted = PlayerDetailsFilter(fight_ids=(report.fights[0].id,))
        roles = report.player_details(wanted)["data"]["playerDetails"]
        shapes.add("missing" if "healers" not in roles else str(roles["healers"]))
    assert shapes == {"missing", "None", "[]"}


@given(any_seed)
@few
def test_rankings_are_of_the_kills_and_in_order(seed: int) -> None:
    """One entry for each kill; in each role the largest amount first; amounts are the tables'."""
    report = log(seed)
    kills = [fight for fight in report.fights if fight.kill]
    ranked = report.rankings(RankingFilter())["data"]
    assert [entry["fightID"] for entry in ranked] == [fight.id for fight in kills]
    for entry, fight in zip(ranked, kills, strict=True):
        assert entry["duration"] == fight.duration_ms
        assert entry["encounter"]["id"] == fight.encounter_id
        deaths = EventFilter(fight_ids=(fight.id,), data_type="Deaths")
        assert entry["deaths"] == len(all_events(report, deaths))
        seconds = fight.duration_ms / 1_000
        for role, kind in (("dps", "DamageDone"), ("tanks", "DamageDone"), ("healers", "Healing")):
            table = report.table(TableFilter(data_type=kind, fight_ids=(fight.id,)))["data"]
            totals = {each["name"]: each["total"] for each in table["entries"]}
            characters = entry["roles"][role]["characters"]
            amounts = [character["amount"] for character in characters]
            assert amounts == sorted(amounts, reverse=True)
            for character in characters:
                assert character["amount"] == pytest.approx(totals[character["name"]] / seconds)
                assert 0 <= character["rankPercent"] <= 99
                assert character["best"] <= int(str(character["rank"]).lstrip("~"))
                assert character["best"] <= character["totalParses"]
        names = [c["name"] for role in entry["roles"].values() for c in role["characters"]]
        assert len(names) == 5
        assert all(c["id"] == 0 for c in entry["roles"]["dps"]["characters"] if "(" in c["name"])


def test_damage_taken_of_everybody_but_the_tanks_is_the_events_sum() -> None:
    """A kill's `damageTakenExcludingTanks`."""
    report = log(2)
    fight = next(fight for fight in report.fights if fight.kill)
    hits = all_events(report, EventFilter(fight_ids=(fight.id,), data_type="DamageTaken"))
    tanks = {player.actor_id for player in report.spec.players if player.role == "tank"}
    (entry,) = report.rankings(RankingFilter(fight_ids=(fight.id,)))["data"]
    assert entry["damageTakenExcludingTanks"] == sum(
        hit["amount"] for hit in hits if hit["targetID"] not in tanks
    )


@pytest.mark.parametrize("metric", METRICS)
def test_every_metric_ranks_everybody(metric: str) -> None:
    """Boss metrics count what hit the boss alone, so no more than all damage."""
    report = log(2, pulls=(Pull(boss=1, kill=True),))
    everything = report.rankings(RankingFilter(player_metric="dps"))["data"][0]["roles"]["dps"]
    of_all = {each["name"]: each["amount"] for each in everything["characters"]}
    (entry,) = report.rankings(RankingFilter(player_metric=metric))["data"]
    ranked = entry["roles"]["dps"]["characters"]
    assert {each["name"] for each in ranked} == set(of_all)
    if metric.startswith("boss"):
        assert all(0 < each["amount"] <= of_all[each["name"]] for each in ranked)
        assert any(each["amount"] < of_all[each["name"]] for each in ranked)


def test_whoever_knows_the_leagues_ranks() -> None:
    """A ranker is asked with the amount that is shown, and its answer stands in the rankings."""
    asked: list[Parse] = []

    def ranker(parse: Parse) -> tuple[Standing, Standing]:
        asked.append(parse)
        return Standing(12, 100, 88_500), Standing(3, 100, 97_500)

    (entry,) = log(2).rankings(RankingFilter(), ranker)["data"][:1]
    shown = [c for role in entry["roles"].values() for c in role["characters"]]
    assert {(each["rank"], each["best"], each["rankPercent"]) for each in shown} == {("~12", 3, 88)}
    assert sorted(parse.amount for parse in asked[:5]) == sorted(each["amount"] for each in shown)


def test_more_is_never_ranked_worse() -> None:
    """Within a league a larger amount has no larger rank and no smaller percent."""
    places = [standing(amount, 1_000, "league") for amount in range(0, 3_000, 7)]
    assert [place.rank for place in places] == sorted((p.rank for p in places), reverse=True)
    assert [place.percent for place in places] == sorted(place.percent for place in places)
    assert places[0].rank == places[0].total
    assert places[-1].rank == 1


@pytest.mark.parametrize(
    "wanted", [{"player_metric": "luck"}, {"compare": "Nothing"}, {"timeframe": "Tomorrow"}]
)
def test_rankings_refuse_what_they_do_not_know(wanted: dict[str, str]) -> None:
    """An unknown metric, comparison or time."""
    with pytest.raises(BadFilterError, match="must be one of"):
        RankingFilter(**wanted)  # type: ignore[arg-type]  # mypy cannot see which keyword it is
