"""The list of fights: planned, ordered, true to what was asked, and free of simulation."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings

from esologs.sandbox.combat.archive import Archive
from esologs.sandbox.combat.log import ReportLog
from esologs.sandbox.combat.model import Pull
from esologs.sandbox.combat.selection import EventFilter
from tests.sandbox.combat.evenings import WIPE_PERCENT, any_seed, bosses, evening, log


@given(any_seed)
@settings(max_examples=20)
def test_pulls_end_as_they_were_planned(seed: int) -> None:
    """The boss pulls are those of the spec, in order, with the percentage asked for."""
    report = log(seed)
    ends = dict.fromkeys(
        (fight.start_time_ms, fight.kill, fight.boss_percentage) for fight in bosses(report)
    )
    assert [end[1:] for end in ends] == [(False, WIPE_PERCENT / 100), (True, 0.0)]
    assert all(fight.difficulty == 121 and fight.size == 5 for fight in bosses(report))


@given(any_seed)
@settings(max_examples=20)
def test_fights_follow_each_other_within_the_report(seed: int) -> None:
    """Ids count up; a fight begins after the one before ended, unless it is its second upload."""
    report = log(seed, pulls=12)
    fights = report.fights
    assert [fight.id for fight in fights] == list(range(1, len(fights) + 1))
    for before, fight in pairwise(fights):
        again = (before.start_time_ms, before.name) == (fight.start_time_ms, fight.name)
        assert again or before.end_time_ms < fight.start_time_ms
    assert all(0 <= fight.start_time_ms <= fight.end_time_ms for fight in fights)
    assert report.duration_ms == max(fight.end_time_ms for fight in fights)


@given(any_seed)
@settings(max_examples=20)
def test_trash_has_neither_difficulty_nor_outcome(seed: int) -> None:
    """And a boss pull too short to count is trash that remembers the boss."""
    for fight in log(seed, pulls=12).fights:
        counted = fight.encounter_id != 0
        assert (fight.difficulty is not None) is counted
        assert (fight.kill is not None) is counted
        assert (fight.boss_percentage is not None) is counted
        if fight.original_encounter_id is not None:
            assert fight.encounter_id == 0
            assert fight.original_encounter_id in (61, 62)
            assert fight.duration_ms < 15_000


@given(any_seed)
@settings(max_examples=20)
def test_phases_begin_within_their_fight_in_order(seed: int) -> None:
    """Transitions start with phase 1 at the pull and rise; the last one is the fight's phase."""
    for fight in log(seed, pulls=12).fights:
        if fight.encounter_id != 62:
            assert fight.phase_transitions is None
            assert fight.last_phase == 0
            continue
        transitions = fight.phase_transitions or ()
        starts = [each.start_time_ms for each in transitions]
        assert starts[0] == fight.start_time_ms
        assert starts == sorted(set(starts))
        assert starts[-1] < fight.end_time_ms
        assert [each.id for each in transitions] == list(range(1, len(starts) + 1))
        assert fight.last_phase_as_absolute_index == len(starts)
        assert fight.last_phase_is_intermission is (len(starts) == 2)
        assert fight.last_phase == (0, 1, 1, 2)[len(starts)]
        assert not fight.kill or len(starts) == 3


def test_oddities_of_real_logs_occur() -> None:
    """In forty evenings: fights of no length, fights uploaded twice, pulls too short to count."""
    fights = [fight for seed in range(40) for fight in log(seed, pulls=12).fights]
    assert any(fight.duration_ms == 0 for fight in fights)
    assert any(fight.original_encounter_id for fight in fights)
    assert any(
        before.start_time_ms == fight.start_time_ms and before.id + 1 == fight.id
        for before, fight in pairwise(fights)
    )


def test_only_the_end_of_a_whole_trial_is_scored() -> None:
    """Score and time come with the last boss's kill when every boss fell, and with nothing else."""
    whole = log(1, pulls=(Pull(boss=0, kill=True), Pull(boss=1, kill=True)))
    scored = [fight for fight in whole.fights if fight.trial_score is not None]
    assert [fight.encounter_id for fight in scored] == [62]
    assert scored[0].trial_time_ms == scored[0].end_time_ms - whole.fights[0].start_time_ms
    half = log(1, pulls=(Pull(boss=1, kill=True),))
    assert all(fight.trial_score is None for fight in half.fights)


def test_fights_and_damage_cost_no_simulation() -> None:
    """Fights, actors and everyone's damage follow from the plan; events do not."""
    archive = Archive()
    report = ReportLog(evening(3), archive)
    assert sum(report.damage_done(bosses(report)[-1].id).values()) > 0
    assert report.actors()
    assert archive.events == 0
    report.events(EventFilter(fight_ids=(report.fights[0].id,)))
    assert archive.events > 0


def test_a_report_speaks_of_its_own_actors_only() -> None:
    """Every actor of a fight is in the master data; an anonymous player's names are nowhere."""
    report = log(2)
    known = {actor.id: actor for actor in report.actors()}
    for fight in report.fights:
        npcs = (*fight.enemy_npcs, *fight.friendly_pets)
        assert {*fight.friendly_players, *(npc.id for npc in npcs)} <= set(known)
        assert all(known[npc.id].game_id == npc.game_id for npc in npcs)
    assert known[4].name == "Player (4)"
    assert known[4].display_name == "nil"
    assert known[4].server is None
    assert {actor.type for actor in report.actors("Player")} == {"Player"}
    assert [actor.name for actor in report.actors("NPC", "Boss")] == ["Gatekeeper"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"pulls": 0}, "pulls must be positive"),
        ({"pulls": (Pull(boss=2, kill=True),)}, "a boss that the report does not have"),
        ({"bosses": (replace(evening().bosses[0], health=10),)}, "health must be between"),
        ({"players": ()}, "at least one"),
        ({"players": evening().players[:1] * 2}, "unique"),
    ],
)
def test_a_spec_that_cannot_be_told_is_refused(changes: dict[str, object], said: str) -> None:
    """With a sentence that names what is wrong."""
    with pytest.raises(ValueError, match=said):
        replace(evening(), **changes)  # type: ignore[arg-type]  # the wrong values are the point
