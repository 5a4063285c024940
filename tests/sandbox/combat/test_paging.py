"""Pages of events: seams without duplicates or gaps, whole last milliseconds, honest ends."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esologs.sandbox.combat.model import Pull
from esologs.sandbox.combat.selection import BadFilterError, EventFilter
from tests.sandbox.combat.evenings import all_events, any_seed, bosses, log

few = settings(max_examples=6)


@given(any_seed, st.integers(100, 4_000), st.booleans())
@few
def test_pages_put_together_are_the_whole(seed: int, limit: int, friendly: bool) -> None:
    """Whatever the limit, the pages hold the same events in the same order, each once."""
    report = log(seed)
    wanted = EventFilter(limit=limit, hostility_type="Friendlies" if friendly else "Enemies")
    whole = all_events(report, replace(wanted, limit=10_000))
    assert all_events(report, wanted) == whole
    times = [event["timestamp"] for event in whole]
    assert times == sorted(times)
    assert len(whole) > 300


@given(any_seed, st.integers(100, 900))
@few
def test_a_page_is_full_and_ends_with_a_whole_millisecond(seed: int, limit: int) -> None:
    """At least `limit` events; of the last instant all, and of the next page's first none."""
    report = log(seed)
    whole = all_events(report, EventFilter(limit=10_000))
    page, following = report.events(EventFilter(limit=limit))
    last = page[-1]["timestamp"]
    assert len(page) >= limit
    assert page[limit - 1]["timestamp"] == last
    assert page == [event for event in whole if event["timestamp"] <= last]
    assert following == next(e["timestamp"] for e in whole if e["timestamp"] > last)


def test_a_page_overshoots_its_limit_now_and_then() -> None:
    """As the API does: somewhere a page is longer than its limit."""
    report = log(0)
    start: float | None = None
    lengths: list[int] = []
    while True:
        page, start = report.events(EventFilter(limit=100, start_time=start))
        lengths.append(len(page))
        if start is None:
            break
    assert max(lengths) > 100
    assert all(length >= 100 for length in lengths[:-1])


def test_a_page_may_end_short_of_its_limit_though_more_follows() -> None:
    """A filter that finds little stops at a fight's end after many events read in vain."""
    report = log(5, pulls=(Pull(boss=1, kill=True),) * 6, size=12)
    page, following = report.events(EventFilter(data_type="Deaths", limit=1_000))
    assert len(page) < 1_000
    assert following in [fight.start_time_ms for fight in report.fights]
    rest = all_events(report, EventFilter(data_type="Deaths", start_time=following))
    assert rest
    assert rest[0]["timestamp"] >= following


def test_a_fight_uploaded_twice_is_told_twice_in_the_order_of_time() -> None:
    """Both fights' events, merged; each names its own fight."""
    seed, first, second = next(
        (seed, before, fight)
        for seed in range(40)
        for before, fight in pairwise(log(seed).fights)
        if before.start_time_ms == fight.start_time_ms and fight.encounter_id
    )
    both = all_events(log(seed), EventFilter(fight_ids=(first.id, second.id), limit=700))
    times = [event["timestamp"] for event in both]
    assert times == sorted(times)
    one, other = (
        [{**event, "fight": 0} for event in both if event["fight"] == fight.id]
        for fight in (first, second)
    )
    assert one == other
    assert len(one) * 2 == len(both)


@given(any_seed)
@few
def test_the_two_streams_are_the_whole_fight(seed: int) -> None:
    """Every event of a fight is in exactly one of Friendlies and Enemies."""
    report = log(seed)
    fight = bosses(report)[0]
    seen: list[str] = []
    for side, friendly in (("Friendlies", True), ("Enemies", False)):
        for event in all_events(
            report, EventFilter(fight_ids=(fight.id,), hostility_type=side, limit=10_000)
        ):
            if event["type"] == "death":
                assert event["targetIsFriendly"] is friendly
            elif event["type"] not in ("combatantinfo", "playerentercombat"):
                assert event["sourceIsFriendly"] is friendly
            seen.append(json.dumps(event))
    by_type = [
        len(all_events(report, EventFilter(fight_ids=(fight.id,), data_type=kind, limit=10_000)))
        for kind in ("DamageDone", "DamageTaken")
    ]
    hits = [json.loads(text) for text in seen if json.loads(text)["type"] == "damage"]
    assert len(hits) == sum(by_type)
    assert {event["fight"] for event in hits} == {fight.id}


def test_times_bound_a_page_on_both_sides() -> None:
    """From `start_time` to `end_time`, both included; fractions of a millisecond round inwards."""
    report = log(1)
    fight = bosses(report)[0]
    whole = all_events(report, EventFilter(fight_ids=(fight.id,), limit=10_000))
    start, end = whole[400]["timestamp"], whole[900]["timestamp"]
    inside = [event for event in whole if start <= event["timestamp"] <= end]
    bounded = EventFilter(start_time=start, end_time=end, limit=10_000)
    assert all_events(report, bounded) == inside
    later = all_events(report, replace(bounded, start_time=start + 0.25))
    assert later == [event for event in inside if event["timestamp"] > start]
    assert report.events(EventFilter(start_time=end + 1.0, end_time=float(end))) == ([], None)


@pytest.mark.parametrize("limit", [99, 10_001, 0, -1])
def test_a_limit_out_of_range_is_refused_by_its_name(limit: int) -> None:
    """100 to 10,000, as the API has it."""
    with pytest.raises(BadFilterError, match="limit"):
        EventFilter(limit=limit)


def test_names_stand_in_for_ids_when_asked_for() -> None:
    """Without ids, an event names its actors and abilities, and nothing else changes."""
    report = log(1)
    with_ids = report.events(EventFilter(limit=2_000))[0]
    named = report.events(EventFilter(limit=2_000, use_actor_ids=False, use_ability_ids=False))[0]
    actors = {actor.id: actor for actor in report.actors()}
    abilities = {ability.game_id: ability for ability in report.abilities()}
    for event, other in zip(with_ids, named, strict=True):
        assert "sourceID" not in other
        assert "abilityGameID" not in other
        assert other["source"]["id"] == event["sourceID"]
        assert other["source"]["name"] == actors[event["sourceID"]].name
        if event.get("targetID", -1) != -1:
            assert other["target"]["id"] == event["targetID"]
        if "abilityGameID" in event:
            assert other["ability"]["guid"] == event["abilityGameID"]
            assert other["ability"]["name"] == abilities[event["abilityGameID"]].name
        assert other["timestamp"] == event["timestamp"]
        assert other.get("amount") == event.get("amount")


def test_resources_come_when_asked_for_and_keep_their_bounds() -> None:
    """Every event with a source has its resources, within the maxima and the fight's box."""
    report = log(1)
    fight = bosses(report)[1]
    box = fight.bounding_box
    assert box is not None
    wanted = EventFilter(fight_ids=(fight.id,), include_resources=True, limit=3_000)
    for event in report.events(wanted)[0]:
        if event["type"] in ("combatantinfo", "playerentercombat"):
            continue
        assert ("targetResources" in event) is (event["targetID"] != -1)
        for key in ("sourceResources", "targetResources"):
            now = event.get(key)
            if now is None:
                continue
            assert 0 <= now["hitPoints"] <= now["maxHitPoints"]
            assert 0 <= now["magicka"] <= now["maxMagicka"]
            assert 0 <= now["stamina"] <= now["maxStamina"]
            assert 0 <= now["ultimate"] <= now["maxUltimate"]
            assert box.min_x <= now["x"] <= box.max_x
            assert box.min_y <= now["y"] <= box.max_y
    plain = report.events(EventFilter(fight_ids=(fight.id,), limit=3_000))[0]
    assert not any("sourceResources" in event for event in plain)
