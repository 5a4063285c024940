"""Every filter finds what it names, nothing else, and refuses what it cannot do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from esologs.sandbox.combat.selection import BadFilterError, EventFilter, TableFilter
from tests.sandbox.combat.evenings import all_events, bosses, both_streams, log, story

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs.sandbox.combat.model import Ability, JsonObject

SEED = 24


def fight_id() -> int:
    """The wipe: everything happens in it, deaths above all."""
    return bosses(log(SEED))[0].id


def found(**wanted: Any) -> list[JsonObject]:
    return all_events(log(SEED), EventFilter(fight_ids=(fight_id(),), limit=10_000, **wanted))


def expected(keep: Callable[[JsonObject], bool]) -> list[JsonObject]:
    return [event for event in both_streams(SEED, fight_id()) if keep(event)]


def ordered(events: list[JsonObject]) -> list[str]:
    return sorted(map(repr, events))


def friend_hits(event: JsonObject) -> bool:
    return event["type"] == "damage" and event["sourceIsFriendly"] is True


def friend_is_hit(event: JsonObject) -> bool:
    return event["type"] == "damage" and event["targetIsFriendly"] is True


CASES: list[tuple[dict[str, Any], Callable[[JsonObject], bool]]] = [
    ({"data_type": "DamageDone"}, friend_hits),
    ({"data_type": "DamageTaken"}, friend_is_hit),
    ({"data_type": "DamageDone", "hostility_type": "Enemies"}, friend_is_hit),
    ({"data_type": "DamageTaken", "hostility_type": "Enemies"}, friend_hits),
    ({"data_type": "Healing"}, lambda e: e["type"] == "heal"),
    ({"data_type": "Healing", "hostility_type": "Enemies"}, lambda _: False),
    ({"data_type": "Deaths"}, lambda e: e["type"] == "death" and e["targetIsFriendly"]),
    ({"data_type": "Casts"}, lambda e: e["type"] == "cast" and e["sourceIsFriendly"]),
    (
        {"data_type": "Casts", "hostility_type": "Enemies"},
        lambda e: e["type"] in ("cast", "begincast") and not e["sourceIsFriendly"],
    ),
    (
        {"data_type": "Buffs"},
        lambda e: (
            e["type"].endswith(("ybuff", "ebuff", "hbuff", "buffstack"))
            and "debuff" not in e["type"]
            and e["targetIsFriendly"]
        ),
    ),
    (
        {"data_type": "Debuffs", "hostility_type": "Enemies"},
        lambda e: "debuff" in e["type"] and not e["targetIsFriendly"],
    ),
    ({"data_type": "Resources"}, lambda e: e["type"] == "resourcechange"),
    ({"data_type": "Interrupts"}, lambda e: e["type"] == "interrupt"),
    ({"data_type": "Dispels"}, lambda e: e["type"] == "dispel"),
    ({"data_type": "CombatantInfo"}, lambda e: e["type"] == "combatantinfo"),
    (
        {"data_type": "Threat"},
        lambda e: (
            "debuff" in e["type"]
            and e["sourceIsFriendly"]
            and e["abilityGameID"] in {ability.game_id for ability in taunts()}
        ),
    ),
    ({"data_type": "DamageDone", "source_id": 3}, lambda e: friend_hits(e) and e["sourceID"] == 3),
    (
        {"data_type": "DamageTaken", "source_id": 1},
        lambda e: friend_is_hit(e) and e["targetID"] == 1,
    ),
    (
        {"data_type": "Healing", "target_id": 2},
        lambda e: e["type"] == "heal" and e["targetID"] == 2,
    ),
    (
        {"data_type": "DamageDone", "source_class": "Templar"},
        lambda e: friend_hits(e) and e["sourceID"] == 4,
    ),
    (
        {"data_type": "DamageTaken", "target_class": "Boss"},
        lambda e: friend_is_hit(e) and e["sourceID"] == boss_id(),
    ),
    (
        {"data_type": "DamageDone", "ability_id": 211_000.0},
        lambda e: friend_hits(e) and e["abilityGameID"] == 211_000,
    ),
]


def taunts() -> list[Ability]:
    return [ability for ability in log(SEED).abilities() if ability.name == "Goading Thrust"]


def boss_id() -> int:
    return log(SEED).actors("NPC", "Boss")[0].id


@pytest.mark.parametrize(("wanted", "keep"), CASES, ids=[str(case[0]) for case in CASES])
def test_a_filter_finds_what_it_names_and_nothing_else(
    wanted: dict[str, Any], keep: Callable[[JsonObject], bool]
) -> None:
    """Compared with all events of the fight, both streams, sorted out by hand."""
    assert ordered(found(**wanted)) == ordered(expected(keep))
    if wanted != {"data_type": "Healing", "hostility_type": "Enemies"}:
        assert found(**wanted)


def test_fights_are_chosen_by_id_encounter_difficulty_and_outcome() -> None:
    """Each of these alone leaves the fights that it names."""
    report = log(SEED)
    outcome = {fight.id: fight for fight in report.fights if fight.duration_ms}

    def fights(**wanted: Any) -> set[int]:
        events = all_events(report, EventFilter(data_type="CombatantInfo", **wanted))
        return {event["fight"] for event in events}

    kills = {number for number, fight in outcome.items() if fight.kill}
    encounters = {number for number, fight in outcome.items() if fight.encounter_id}
    assert fights() == fights(kill_type="All") == set(outcome)
    assert fights(kill_type="Kills") == kills
    assert fights(kill_type="Encounters") == encounters
    assert fights(kill_type="Trash") == set(outcome) - encounters
    assert fights(kill_type="Wipes") == encounters - kills
    assert fights(encounter_id=61) == fights(difficulty=121) == encounters
    assert fights(encounter_id=62) == fights(difficulty=122) == set()
    assert fights(fight_ids=(min(outcome),)) == {min(outcome)}
    assert fights(fight_ids=(999,)) == set()


def test_auras_of_the_source_and_of_the_target_can_be_demanded_or_excluded() -> None:
    """Present and absent split the whole in two, as the events' own `buffs` say."""
    hits = found(data_type="DamageDone")
    aura = next(part for event in hits for part in event["buffs"].split(".") if part > "2130")
    present = found(data_type="DamageDone", source_auras_present=aura)
    absent = found(data_type="DamageDone", source_auras_absent=aura)
    assert ordered(present + absent) == ordered(hits)
    assert present
    assert absent
    # At the very instant of a change a band counts as up, while the hit may come just before.
    odd = sum(aura not in event["buffs"].split(".") for event in present)
    assert odd * 20 <= len(present)
    assert not any(aura in event["buffs"].split(".") for event in absent)


def test_a_death_stands_for_its_last_ten_seconds() -> None:
    """`death=2` is what the second to die did and suffered until then."""
    deaths = found(data_type="Deaths")
    events = found(data_type="DamageTaken", death=2)
    end, victim = deaths[1]["timestamp"], deaths[1]["targetID"]
    assert events[-1]["timestamp"] == end
    assert events[-1]["overkill"] > 0
    assert all(event["targetID"] == victim for event in events)
    assert all(end - 10_000 <= event["timestamp"] <= end for event in events)
    assert found(data_type="DamageTaken", death=99) == []


def test_a_wipe_is_cut_off_after_some_deaths() -> None:
    """Nothing later than the third death is left."""
    third = found(data_type="Deaths")[2]["timestamp"]
    assert found(wipe_cutoff=3) == [event for event in found() if event["timestamp"] <= third]
    assert found(wipe_cutoff=99) == found()


def test_instances_tell_helpers_of_one_sort_apart() -> None:
    """`targetInstanceID` leaves the hits on one of them."""
    helpers = [
        event["targetInstance"]
        for event in all_events(log(SEED), EventFilter(data_type="DamageDone", limit=10_000))
        if "targetInstance" in event
    ]
    assert {1, 2} <= set(helpers)
    for instance in (1, 2):
        events = all_events(
            log(SEED),
            EventFilter(data_type="DamageDone", target_instance_id=instance, limit=10_000),
        )
        assert all(event.get("targetInstance", 1) == instance for event in events)
        assert sum("targetInstance" in e for e in events) == helpers.count(instance)


EXPRESSIONS: list[tuple[str, Callable[[JsonObject], bool]]] = [
    ('type = "damage"', lambda e: e["type"] == "damage"),
    ("type='heal' AND source.id = 2", lambda e: e["type"] == "heal" and e["sourceID"] == 2),
    (
        'type in ("damage", "death") and amount > 500',
        lambda e: e["type"] in ("damage", "death") and e.get("amount", 0) > 500,
    ),
    (
        'ability.id = 211000 or ability.name = "Goading Thrust"',
        lambda e: e.get("abilityGameID") in (211_000, taunts()[0].game_id),
    ),
    (
        'source.name = "Raider 0" and type != "cast"',
        lambda e: e["sourceID"] == 1 and e["type"] != "cast",
    ),
    (
        'not (type = "damage" or type = "heal" or type = "cast") and target.id not in (1, 2)',
        lambda e: (
            e["type"] not in ("damage", "heal", "cast") and e.get("targetID", -1) not in (1, 2)
        ),
    ),
    ('target.type = "npc" and type = "damage"', lambda e: friend_hits(e) and e["targetID"] > 5),
]


@pytest.mark.parametrize(("text", "keep"), EXPRESSIONS, ids=[case[0] for case in EXPRESSIONS])
def test_an_expression_means_what_it_says(text: str, keep: Callable[[JsonObject], bool]) -> None:
    """Compared with the friendly stream, sorted out by hand."""
    kept = [event for event in found() if keep(event)]
    assert found(filter_expression=text) == kept
    assert kept


@pytest.mark.parametrize(
    "text",
    [
        "type",
        'type = "damage" and',
        "type = damage",
        'type ~ "damage"',
        'IN RANGE FROM type = "death" TO type = "heal" END',
        'ability.name > "a"',
        '(type = "damage"',
        "rawDamage > 5",
        'type = "damage" ) ',
        "source.id in 5",
    ],
)
def test_an_expression_beyond_the_subset_is_an_error_that_quotes_it(text: str) -> None:
    """Never half a filter."""
    with pytest.raises(BadFilterError, match="Invalid filter expression"):
        found(filter_expression=text)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"data_type": "Everything"}, "dataType must be one of"),
        ({"hostility_type": "Neutrals"}, "hostilityType"),
        ({"kill_type": "Maybe"}, "killType"),
        ({"source_auras_present": "12,x"}, "sourceAurasPresent"),
    ],
)
def test_values_that_mean_nothing_are_refused(wanted: dict[str, Any], said: str) -> None:
    """With the argument's name."""
    with pytest.raises(BadFilterError, match=said):
        found(**wanted)
    if "data_type" not in wanted:
        with pytest.raises(BadFilterError, match=said):
            log(SEED).table(TableFilter(fight_ids=(fight_id(),), data_type="Buffs", **wanted))


def test_the_plan_and_the_events_agree_on_deaths() -> None:
    """The deaths that a wipe cutoff counts are those of the events."""
    planned = [(at, actor) for _, at, actor in story(SEED).falls(list(story(SEED).chapters))]
    told = all_events(log(SEED), EventFilter(data_type="Deaths", limit=10_000))
    assert [(event["timestamp"], event["targetID"]) for event in told] == planned
