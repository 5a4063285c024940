"""Tables and graphs say what the events say: totals are their sums, uptimes their bands."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esologs.sandbox.combat.model import Pull
from esologs.sandbox.combat.selection import (
    TABLE_TYPES,
    VIEWS,
    BadFilterError,
    EventFilter,
    TableFilter,
)
from tests.sandbox.combat.evenings import all_events, any_seed, bosses, log, roster

if TYPE_CHECKING:
    from esologs.sandbox.combat.model import Fight, JsonObject

few = settings(max_examples=6)
SUMS = ("DamageDone", "DamageTaken", "Healing", "Casts", "Resources", "Summons")
sides = st.sampled_from(("Friendlies", "Enemies"))


def worth(event: JsonObject) -> int:
    """What an event counts for in a total."""
    if event["type"] == "resourcechange":
        return int(event["resourceChange"])
    if event["type"] in ("damage", "heal"):
        return int(event["amount"])
    return int(event["type"] in ("cast", "summon"))


def total(entries: list[JsonObject]) -> int:
    """The sum of a list's totals."""
    return sum(entry["total"] for entry in entries)


def fight_of(seed: int, place: int = 0) -> Fight:
    """One of the evening's boss fights."""
    return bosses(log(seed))[place]


def table(seed: int, **wanted: Any) -> JsonObject:
    data: JsonObject = log(seed).table(TableFilter(**wanted))["data"]
    return data


@given(any_seed, st.sampled_from(SUMS), sides, st.sampled_from(VIEWS), st.booleans())
@settings(max_examples=40)
def test_totals_are_the_sums_of_the_events(
    seed: int, kind: str, side: str, view: str, part: bool
) -> None:
    """In every view, for the whole fight and for a part of it; so are the lists inside."""
    fight = fight_of(seed)
    where: dict[str, Any] = {"fight_ids": (fight.id,)}
    if part:
        third = fight.duration_ms // 3
        where["start_time"] = fight.start_time_ms + third
        where["end_time"] = fight.end_time_ms - third
    events = all_events(
        log(seed), EventFilter(data_type=kind, hostility_type=side, limit=10_000, **where)
    )
    whole = sum(map(worth, events))
    entries = table(seed, data_type=kind, hostility_type=side, view_by=view, **where)["entries"]
    if view == "Target":
        # Casts at nobody in particular have no target.
        events = [event for event in events if event["targetID"] != -1]
        whole = sum(map(worth, events))
    assert total(entries) == whole
    assert [entry["total"] for entry in entries] == sorted(
        (entry["total"] for entry in entries), reverse=True
    )
    for entry in entries:
        if view == "Ability":
            assert total(entry["sources"]) == entry["total"]
            assert total(entry["hitdetails"]) == entry["total"]
            counted = entry["hitCount"] + entry["tickCount"]
            assert counted == sum(detail["count"] for detail in entry["hitdetails"])
        else:
            assert total(entry["abilities"]) == entry["total"]
            assert 0 <= entry["activeTime"] <= fight.duration_ms
    graph = log(seed).graph(
        TableFilter(data_type=kind, hostility_type=side, view_by=view, **where)
    )["data"]
    *series, last = graph["series"]
    assert {each["name"]: each["total"] for each in series} == {
        entry["name"]: entry["total"] for entry in entries
    }
    assert last["name"] == "Total"
    assert last["total"] == whole
    for each in graph["series"]:
        assert sum(each["data"]) == each["total"]
        end = each["pointStart"] + each["pointInterval"] * len(each["data"])
        assert each["pointStart"] == graph["startTime"]
        assert graph["endTime"] < end


@given(any_seed)
@few
def test_each_player_has_their_own_and_their_pets_sums(seed: int) -> None:
    """Damage by player equals the sums by source, a pet's counted for its owner, and the plan."""
    fight = fight_of(seed, -1)
    owners = roster(log(seed)).owners
    sums: dict[int, int] = defaultdict(int)
    wanted = EventFilter(data_type="DamageDone", fight_ids=(fight.id,), limit=10_000)
    for event in all_events(log(seed), wanted):
        source: int = event["sourceID"]
        sums[owners.get(source, source)] += event["amount"]
    entries = table(seed, data_type="DamageDone", fight_ids=(fight.id,))["entries"]
    assert {entry["id"]: entry["total"] for entry in entries} == dict(sums)
    assert dict(sums) == log(seed).damage_done(fight.id)
    assert any(pet in {e["sourceID"] for e in all_events(log(seed), wanted)} for pet in owners)


@given(any_seed, st.integers(1, 5))
@few
def test_one_players_table_is_by_ability_and_holds_their_hits(seed: int, player: int) -> None:
    """With `source_id`, entries are abilities; counts of hits, crits and ticks are the events'."""
    fight = fight_of(seed)
    where: dict[str, Any] = {"fight_ids": (fight.id,), "source_id": player}
    events = all_events(log(seed), EventFilter(data_type="DamageDone", limit=10_000, **where))
    by_ability: dict[int, list[JsonObject]] = defaultdict(list)
    for event in events:
        by_ability[event["abilityGameID"]].append(event)
    entries = table(seed, data_type="DamageDone", **where)["entries"]
    assert {entry["guid"] for entry in entries} == set(by_ability)
    for entry in entries:
        found = by_ability[entry["guid"]]
        landed = [event for event in found if event["hitType"] in (1, 2)]
        assert entry["total"] == sum(event["amount"] for event in found)
        assert entry["hitCount"] == sum("tick" not in event for event in landed)
        assert entry["tickCount"] == sum("tick" in event for event in landed)
        crits = [event for event in landed if event["hitType"] == 2]
        assert entry["critHitCount"] == sum("tick" not in event for event in crits)
        assert entry["critTickCount"] == sum("tick" in event for event in crits)
        misses = entry["missCount"] + entry["tickMissCount"]
        assert misses == len(found) - len(landed) == sum(d["count"] for d in entry["missdetails"])
        for detail in entry["hitdetails"]:
            assert detail["min"] * detail["count"] <= detail["total"]
            assert detail["total"] <= detail["max"] * detail["count"]


def own_uptime(seed: int, fight: Fight, kind: str, side: str) -> dict[int, int]:
    """Uptimes read from the events alone: from apply to remove, and carried auras throughout."""
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    open_: dict[tuple[object, ...], int] = {}
    where: dict[str, Any] = {"fight_ids": (fight.id,), "limit": 10_000}
    if kind == "Buffs" and side == "Friendlies":
        for event in all_events(log(seed), EventFilter(data_type="CombatantInfo", **where)):
            for aura in event["auras"]:
                spans[aura["ability"]].append((fight.start_time_ms, fight.end_time_ms))
    for event in all_events(log(seed), EventFilter(data_type=kind, hostility_type=side, **where)):
        key = tuple(
            event.get(name) for name in ("sourceID", "targetID", "targetInstance", "abilityGameID")
        )
        if event["type"] in ("applybuff", "applydebuff"):
            open_[key] = event["timestamp"]
        elif event["type"].startswith("remove"):
            spans[event["abilityGameID"]].append((open_.pop(key), event["timestamp"]))
    assert open_ == {}
    return {
        ability: len({ms for start, end in found for ms in range(start, end)})
        for ability, found in spans.items()
    }


@given(any_seed, st.sampled_from((("Buffs", "Friendlies"), ("Debuffs", "Enemies"))))
@settings(max_examples=4)
def test_uptimes_are_the_bands_and_the_bands_the_events(seed: int, what: tuple[str, str]) -> None:
    """`totalUptime` is the length of the bands, which neither overlap nor leave the fight."""
    kind, side = what
    fight = fight_of(seed)
    found = table(seed, data_type=kind, hostility_type=side, fight_ids=(fight.id,))
    for entry in found["auras"]:
        bands = [(band["startTime"], band["endTime"]) for band in entry["bands"]]
        assert entry["totalUptime"] == sum(end - start for start, end in bands)
        marks = [mark for band in bands for mark in band]
        assert marks == sorted(set(marks))
        assert all(fight.start_time_ms <= mark <= fight.end_time_ms for mark in marks)
        assert entry["totalUses"] >= len(bands)
    expected = own_uptime(seed, fight, kind, side)
    assert {entry["guid"]: entry["totalUptime"] for entry in found["auras"]} == expected
    graph = log(seed).graph(
        TableFilter(data_type=kind, hostility_type=side, fight_ids=(fight.id,))
    )["data"]
    assert {each["guid"]: each["total"] for each in graph["series"]} == expected


def test_aura_tables_answer_by_target_and_for_a_part_of_the_fight() -> None:
    """By target, the entries are actors; cut to a window, no band leaves it."""
    fight = fight_of(3)
    by_target = table(3, data_type="Buffs", view_by="Target", fight_ids=(fight.id,))["auras"]
    assert {entry["id"] for entry in by_target} == set(fight.friendly_players)
    start, end = fight.start_time_ms + 5_000, fight.start_time_ms + 9_000
    part = table(3, data_type="Buffs", start_time=start, end_time=end)
    assert part["totalTime"] == 4_000
    for entry in part["auras"]:
        assert all(start <= b["startTime"] <= b["endTime"] <= end for b in entry["bands"])


@given(any_seed)
@few
def test_deaths_are_told_with_what_killed(seed: int) -> None:
    """One entry for each death, its killing blow the first of its events, which is overkill."""
    fight = fight_of(seed)
    events = all_events(log(seed), EventFilter(data_type="Deaths", fight_ids=(fight.id,)))
    entries = table(seed, data_type="Deaths", fight_ids=(fight.id,))["entries"]
    assert [(entry["timestamp"], entry["id"]) for entry in entries] == [
        (event["timestamp"], event["targetID"]) for event in events
    ]
    for entry in entries:
        blow = entry["events"][0]
        assert blow["type"] == "damage"
        assert blow["abilityGameID"] == entry["killingBlow"]["guid"]
        assert blow["overkill"] == entry["overkill"] > 0
        assert entry["damage"]["total"] >= blow["amount"]
        assert all(event["targetID"] == entry["id"] for event in entry["events"])


def test_the_deaths_table_stops_at_two_hundred_without_a_word() -> None:
    """As the API's does; the events go on."""
    wipes = (Pull(boss=0, kill=False, boss_percent=9_000),) * 18
    report = log(9, pulls=wipes, size=12)
    end = float(report.duration_ms)
    wanted = TableFilter(data_type="Deaths", start_time=0.0, end_time=end)
    assert len(report.table(wanted)["data"]["entries"]) == 200
    assert len(all_events(report, EventFilter(data_type="Deaths", limit=10_000))) > 200


@given(any_seed)
@few
def test_the_summary_repeats_the_other_tables(seed: int) -> None:
    """Totals by player and by ability, deaths, composition; one player's has combatantInfo."""
    fight = fight_of(seed)
    where: dict[str, Any] = {"fight_ids": (fight.id,)}
    summary = table(seed, **where)

    def totals(kind: str, view: str = "Default") -> dict[int, int]:
        entries = table(seed, data_type=kind, view_by=view, **where)["entries"]
        return {entry["guid"]: entry["total"] for entry in entries}

    assert {each["guid"]: each["total"] for each in summary["damageDone"]} == totals("DamageDone")
    assert {each["guid"]: each["total"] for each in summary["healingDone"]} == totals("Healing")
    taken = {each["guid"]: each["total"] for each in summary["damageTaken"]}
    assert taken == totals("DamageTaken", "Ability")
    assert summary["totalTime"] == fight.duration_ms
    assert {each["id"] for each in summary["composition"]} == set(fight.friendly_players)
    assert len(summary["deathEvents"]) >= 5
    assert "combatantInfo" not in summary
    alone = table(seed, source_id=3, **where)
    assert len(alone["combatantInfo"]["talents"]) == 12
    assert {each["id"] for each in alone["damageDone"]} <= {3}


@pytest.mark.parametrize("kind", ["Interrupts", "Dispels"])
def test_interrupts_and_dispels_are_counted_per_ability_and_player(kind: str) -> None:
    """`entries[0].entries[]` with `details[]`; the counts are the events'."""
    fight = fight_of(24)
    events = all_events(log(24), EventFilter(data_type=kind, fight_ids=(fight.id,)))
    (outer,) = table(24, data_type=kind, fight_ids=(fight.id,))["entries"]
    assert total(outer["entries"]) == len(events) > 0
    for entry in outer["entries"]:
        assert total(entry["details"]) == entry["total"]
        ids = {
            event["sourceID"] for event in events if event["extraAbilityGameID"] == entry["guid"]
        }
        assert {detail["id"] for detail in entry["details"]} == ids


def test_threat_is_held_by_tanks_for_as_long_as_their_taunts_last() -> None:
    """The bands are those of the taunt's debuff."""
    fight = fight_of(3)
    holders = table(3, data_type="Threat", fight_ids=(fight.id,))["threat"]
    assert {holder["id"] for holder in holders} == {1, 5}
    taunt = next(ability for ability in log(3).abilities() if ability.name == "Goading Thrust")
    where: dict[str, Any] = {"fight_ids": (fight.id,), "ability_id": float(taunt.game_id)}
    for holder in holders:
        where["target_id"] = holder["id"]  # whose debuff it is
        (target,) = holder["targets"]
        (aura,) = table(3, data_type="Debuffs", hostility_type="Enemies", **where)["auras"]
        assert (target["totalUptime"], target["bands"]) == (aura["totalUptime"], aura["bands"])


@pytest.mark.parametrize("kind", TABLE_TYPES)
@pytest.mark.parametrize("side", ["Friendlies", "Enemies"])
def test_every_table_and_graph_answers_for_both_sides(kind: str, side: str) -> None:
    """Wrapped in `data`, with the time it spans, also when there is nothing to tell."""
    fights = log(3).fights
    for fight_ids in ((fight_of(3).id,), tuple(fight.id for fight in fights), (999,)):
        wanted = TableFilter(fight_ids=fight_ids, data_type=kind, hostility_type=side)
        span = sum(fight.duration_ms for fight in fights if fight.id in fight_ids)
        assert log(3).table(wanted)["data"]["totalTime"] == span
        graph = log(3).graph(wanted)["data"]
        assert set(graph) == {"series", "startTime", "endTime"}


def test_a_table_needs_bounds() -> None:
    """Fights, or both times: else it is refused, as the API does."""
    for wanted in (TableFilter(), TableFilter(start_time=0.0), TableFilter(encounter_id=61)):
        with pytest.raises(BadFilterError, match="fightIDs"):
            log(3).table(wanted)
    with pytest.raises(BadFilterError, match="viewBy"):
        TableFilter(view_by="Sideways")
