"""A live log grows: what it told stays, more comes, and the end is the finished report."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from esologs.sandbox.combat.archive import Archive
from esologs.sandbox.combat.log import ReportLog
from esologs.sandbox.combat.selection import (
    EventFilter,
    PlayerDetailsFilter,
    RankingFilter,
    TableFilter,
)
from tests.sandbox.combat.evenings import all_events, any_seed, bosses, evening, log

ARCHIVE = Archive()


def live(seed: int, elapsed_ms: float) -> ReportLog:
    """The evening as it is known after so many milliseconds."""
    return ReportLog(evening(seed, live_elapsed_ms=elapsed_ms), ARCHIVE)


@given(any_seed, st.integers(0, 1_000))
@settings(max_examples=6)
def test_a_live_log_is_the_finished_one_up_to_now(seed: int, thousandths: int) -> None:
    """The same events until then and none after; no fight begins or ends later than now."""
    whole = log(seed)
    now = whole.duration_ms * thousandths // 1_000
    known = live(seed, now)
    for side in ("Friendlies", "Enemies"):
        wanted = EventFilter(hostility_type=side, limit=10_000)
        expected = [event for event in all_events(whole, wanted) if event["timestamp"] <= now]
        assert all_events(known, wanted) == expected
    assert [fight.id for fight in known.fights] == [
        fight.id for fight in whole.fights if fight.start_time_ms <= now
    ]
    for fight, finished in zip(known.fights, whole.fights, strict=False):
        if finished.end_time_ms <= now:
            assert fight == finished
        else:
            assert fight.in_progress
            assert fight.end_time_ms == now
            assert fight.kill is None
    assert known.duration_ms == now or thousandths == 1_000
    ids = {actor.id: actor for actor in whole.actors()}
    assert all(ids[actor.id] == actor for actor in known.actors())


def test_the_boss_of_a_fight_in_progress_has_what_its_hits_left() -> None:
    """The fight's percentage is the boss's health at that moment, and falls from poll to poll."""
    fight = bosses(log(6))[-1]
    health = log(6).spec.bosses[0].health
    shown: list[float] = []
    for part in (0, 20, 40, 60, 80, 99):
        now = fight.start_time_ms + fight.duration_ms * part // 100
        known = live(6, now)
        current = known.fights[-1]
        assert current.id == fight.id
        boss = known.actors("NPC", "Boss")[0].id
        hits = EventFilter(
            fight_ids=(fight.id,), data_type="DamageDone", target_id=boss, limit=10_000
        )
        left = health - sum(event["amount"] for event in all_events(known, hits))
        assert current.boss_percentage == 10_000 * left // health / 100
        shown.append(current.boss_percentage or 0.0)
    assert shown[0] == 100.0
    assert shown == sorted(shown, reverse=True)
    assert 0 < shown[-1] < 10


def test_sums_of_a_fight_in_progress_stop_now() -> None:
    """Table, uptimes and details know no more than the events; rankings have only what is over."""
    fight = bosses(log(6))[-1]
    now = fight.start_time_ms + fight.duration_ms // 2
    known = live(6, now)
    where = TableFilter(data_type="DamageDone", fight_ids=(fight.id,))
    events = all_events(
        known, EventFilter(data_type="DamageDone", fight_ids=(fight.id,), limit=10_000)
    )
    data = known.table(where)["data"]
    assert sum(entry["total"] for entry in data["entries"]) == sum(e["amount"] for e in events)
    assert data["totalTime"] == now - fight.start_time_ms
    buffs = known.table(replace(where, data_type="Buffs"))["data"]
    assert buffs["endTime"] == now
    assert all(band["endTime"] <= now for aura in buffs["auras"] for band in aura["bands"])
    details = known.player_details(PlayerDetailsFilter(fight_ids=(fight.id,)))
    assert details["data"]["playerDetails"]["dps"]
    assert known.rankings(RankingFilter()) == {"data": []}


def test_phases_and_helpers_to_come_are_not_told() -> None:
    """A live fight shows the phase it is in, and only the enemies that have come."""
    pulls = 12
    seed = next(
        seed
        for seed in range(40)
        if any(f.encounter_id == 62 and f.kill for f in log(seed, pulls=pulls).fights)
    )
    whole = log(seed, pulls=pulls)
    fight = next(f for f in whole.fights if f.encounter_id == 62 and f.kill)
    spec = evening(seed, pulls=pulls, live_elapsed_ms=fight.start_time_ms + 5_000)
    current = ReportLog(spec, ARCHIVE).fights[-1]
    assert current.id == fight.id
    assert len(current.enemy_npcs) == 1 < len(fight.enemy_npcs)
    assert len(current.phase_transitions or ()) == 1
    assert current.last_phase_as_absolute_index == 1
    assert fight.last_phase_as_absolute_index == 3


def test_a_log_that_has_not_begun_is_empty() -> None:
    """No fight, no event, no enemy; its length is what has passed."""
    known = live(1, 10)
    assert known.fights == ()
    assert known.events(EventFilter()) == ([], None)
    assert known.actors("NPC") == []
    assert known.duration_ms == 10
