"""What happens in a fight is consistent: health, deaths, resources and auras tell one story."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from esologs.sandbox.combat.kit import ABILITIES
from esologs.sandbox.combat.kit.bars import cost, pool
from esologs.sandbox.combat.kit.skills import all_skills
from esologs.sandbox.combat.record import LEVELS, Record, Row
from tests.sandbox.combat.evenings import any_seed, log, players, story

SKILLS = {skill.id: skill for skill in all_skills()}
SPECS = {player.actor_id: player.spec for player in players(5)}
few = settings(max_examples=6)
which = st.integers(0, 3)


def record(seed: int, fight: int) -> Record:
    """One of the evening's fights that last."""
    lasting = [chapter.plan for chapter in story(seed).chapters if chapter.plan.duration_ms]
    return story(seed).record(lasting[fight % len(lasting)])


def target_level(told: Record, place: int, level: int) -> int:
    return told.levels[place * LEVELS + 4 + level]


@given(any_seed, which)
@few
def test_events_lie_within_their_fight_in_the_order_of_time(seed: int, fight: int) -> None:
    """From 0 to the duration, never back."""
    told = record(seed, fight)
    times = [row.time for row in told.rows]
    assert times == sorted(times)
    assert times[0] == 0
    assert times[-1] == told.plan.duration_ms


@given(any_seed, which)
@few
def test_enemies_lose_health_to_hits_alone_and_end_as_planned(seed: int, fight: int) -> None:
    """Each hit lowers an enemy's health by its amount; a dead one is at zero, by its last hit."""
    told = record(seed, fight)
    health = {(foe.actor_id, foe.instance): foe.health for foe in told.plan.foes}
    for place, row in enumerate(told.rows):
        target = row.target, row.target_instance
        if target in health:
            if row.type == "damage":
                assert row.amount >= 0
                health[target] -= row.amount
            assert target_level(told, place, 0) == health[target]
            if row.type == "death":
                assert health[target] == 0
                assert told.rows[place - 1].type == "damage"
                assert told.rows[place - 1].amount > 0
                assert told.rows[place - 1].target == row.target
    for foe in told.plan.foes:
        left = health[foe.actor_id, foe.instance]
        assert left == foe.health - foe.taken
        assert (left == 0) is (foe.dead_ms is not None)


@given(any_seed, which)
@few
def test_players_die_when_their_health_reaches_zero_and_only_then(seed: int, fight: int) -> None:
    """Health moves with hits, heals and resurrections; the dead neither cast nor are healed."""
    told = record(seed, fight)
    full = {player: told.max_health[player, 0] for player in SPECS}
    health = dict(full)
    dead: set[int] = set()
    for place, row in enumerate(told.rows):
        if row.type in ("cast", "begincast") and row.source in health:
            assert row.source not in dead
        if row.target not in health:
            continue
        if row.type == "damage":
            assert row.target not in dead
            health[row.target] -= row.amount
            assert health[row.target] >= 0
            if health[row.target] == 0:
                assert told.rows[place + 1].type == "death"
                assert told.rows[place + 1].target == row.target
        elif row.type == "heal":
            assert row.target not in dead
            health[row.target] += row.amount
            assert health[row.target] <= full[row.target]
            assert row.over == 0 or health[row.target] == full[row.target]
        elif row.type == "death":
            assert health[row.target] == 0
            dead.add(row.target)
        elif row.type == "resurrect":
            dead.remove(row.target)
            health[row.target] = target_level(told, place, 0)
            assert 0 < health[row.target] < full[row.target]
        assert target_level(told, place, 0) == health[row.target]
    assert (len(dead) == len(SPECS)) is not told.plan.kill


@given(any_seed, which)
@few
def test_resources_are_spent_by_casts_and_regained_by_what_is_told(seed: int, fight: int) -> None:
    """Between two events of a player nothing moves but by its cost, its gain, or light attacks."""
    told = record(seed, fight)
    start = {
        champion: (story(seed).pools[champion][1], story(seed).pools[champion][2], 40)
        for champion in SPECS
    }
    now = dict(start)
    for place, row in enumerate(told.rows):
        for actor, offset in ((row.source, 0), (row.target, 4)):
            if actor not in now or (offset and row.source == row.target):
                continue
            magicka, stamina, ultimate = now[actor]
            if row.type == "cast" and not offset and row.ability in SKILLS:
                skill = SKILLS[row.ability]
                price, purse = cost(skill), pool(skill, SPECS[actor])
                magicka -= price if purse == "magicka" else 0
                stamina -= price if purse == "stamina" else 0
                ultimate -= price if purse == "ultimate" else 0
            if row.type == "resourcechange" and row.target == actor:
                magicka += row.amount if row.hit == 0 else 0
                stamina += row.amount if row.hit == 6 else 0
                assert row.amount > 0
                assert row.over >= 0
            base = place * LEVELS + offset
            seen = tuple(told.levels[base + 1 : base + 4])
            assert seen[:2] == (magicka, stamina), (row.type, row.ability)
            assert 0 <= seen[2] <= 500
            assert seen[2] in (ultimate, min(ultimate + 6, 500))
            assert min(seen) >= 0
            assert seen[0] <= start[actor][0]
            assert seen[1] <= start[actor][1]
            now[actor] = magicka, stamina, seen[2]


def aura_key(row: Row) -> tuple[int, int, int, int]:
    return row.target, row.target_instance, row.ability, row.source


@given(any_seed, which)
@few
def test_auras_come_and_go_in_pairs_and_hits_name_those_that_are_up(seed: int, fight: int) -> None:
    """No aura is put on twice or taken off unworn; `buffs` lists all of the source's."""
    told = record(seed, fight)
    worn: dict[tuple[int, int, int, int], str] = {}
    buffs: dict[tuple[int, int], set[int]] = defaultdict(set)
    for player, carried in story(seed).carried.items():
        buffs[player, 0].update(aura.game_id for aura in carried)
    hits = 0
    for row in told.rows:
        if row.type in ("applybuff", "applydebuff"):
            assert aura_key(row) not in worn
            worn[aura_key(row)] = row.type
            if row.type == "applybuff":
                assert row.ability not in buffs[row.target, row.target_instance]
                buffs[row.target, row.target_instance].add(row.ability)
        elif row.type in ("removebuff", "removedebuff"):
            assert worn.pop(aura_key(row)) == row.type.replace("remove", "apply")
            if row.type == "removebuff":
                buffs[row.target, row.target_instance].remove(row.ability)
        elif row.type == "applybuffstack":
            assert 2 <= row.stack <= 5
            assert aura_key(row) in worn
        elif row.type == "damage":
            hits += 1
            active = sorted(buffs[row.source, row.source_instance])
            assert row.buffs == "".join(f"{ability}." for ability in active)
    assert worn == {}
    assert hits > 30


@given(any_seed)
@few
def test_everybody_deals_the_damage_that_was_planned(seed: int) -> None:
    """Pets included; so the fight list's numbers and the events' are the same."""
    owners = story(seed).roster.owners
    for chapter in story(seed).chapters:
        if chapter.plan.boss is None:
            continue
        dealt: dict[int, int] = defaultdict(int)
        for row in story(seed).record(chapter.plan).rows:
            if row.type == "damage" and row.source in story(seed).roster.friendly:
                dealt[owners.get(row.source, row.source)] += row.amount
        assert dict(dealt) == dict(chapter.plan.damage) == log(seed).damage_done(chapter.fight.id)


@given(any_seed, which)
@few
def test_whatever_an_event_names_can_be_looked_up(seed: int, fight: int) -> None:
    """Actors are in the master data, abilities there and in the kit."""
    listed = {ability.game_id for ability in log(seed).abilities()}
    actors = {actor.id for actor in log(seed).actors()}
    told = record(seed, fight)
    assert {row.source for row in told.rows} <= actors
    assert {row.target for row in told.rows} <= actors | {-1}
    named = {row.ability for row in told.rows} | {row.extra for row in told.rows}
    assert named <= listed | {0}
    assert listed <= set(ABILITIES)


def test_a_fight_has_everything_that_makes_one() -> None:
    """Among the events of a few pulls there is every type that the sandbox knows how to tell."""
    lasting = [
        story(seed).record(chapter.plan)
        for seed in range(6)
        for chapter in story(seed).chapters
        if chapter.plan.boss is not None
    ]
    rows = [row for told in lasting for row in told.rows]
    assert {row.type for row in rows} == {
        "applybuff", "applybuffstack", "applydebuff", "begincast", "cast", "combatantinfo",
        "damage", "death", "dispel", "heal", "interrupt", "playerentercombat", "refreshbuff",
        "refreshdebuff", "removebuff", "removedebuff", "resourcechange", "resurrect", "summon",
    }  # fmt: skip
    hits = [row for row in rows if row.type == "damage"]
    assert {row.hit for row in hits} >= {1, 2, 4, 7}
    assert any(row.tick for row in hits)
    assert any(row.prevented for row in hits if row.hit == 1)
    assert any(row.over for row in rows if row.type == "heal")


@given(any_seed)
@few
def test_a_hit_belongs_to_a_cast(seed: int) -> None:
    """A hit's or heal's castTrackID is that of an earlier cast of its source, if it has casts."""
    told = record(seed, 2)
    cast: dict[int, int] = {}
    for row in told.rows:
        if row.type in ("cast", "begincast"):
            cast[row.track] = row.ability
        elif row.type in ("damage", "heal") and row.source in SPECS:
            assert cast[row.track] == row.ability
