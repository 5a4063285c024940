"""A report's rankings: every kill, and how its players stand among all who did the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from esologs.sandbox.combat.evening import par_ms
from esologs.sandbox.combat.selection import Selection
from esologs.sandbox.combat.tables.gathering import Gathering, worth
from esologs.sandbox.combat.tables.standing import place_json, standing
from esologs.sandbox.seeding import Stream

if TYPE_CHECKING:
    from esologs.sandbox.combat.model import JsonObject, Player, ReportSpec
    from esologs.sandbox.combat.plan import Plan
    from esologs.sandbox.combat.selection import RankingFilter
    from esologs.sandbox.combat.story import Chapter, Story

_ROLES: Final = (
    ("tanks", "Tanks", "tank"),
    ("healers", "Healers", "healer"),
    ("dps", "DPS", "dps"),
)
_DAMAGE: Final = frozenset(("dps", "rdps", "ndps", "cdps", "wdps"))
_BOSS_DAMAGE: Final = frozenset(("bossdps", "bossrdps", "bossndps", "bosscdps"))
_HEALING: Final = frozenset(("hps", "tankhps"))
_MEDIAN_HPS: Final = 4_700
_PARTS_OF_MEDIAN_DPS: Final = {"dps": 1, "healer": 6, "tank": 8}
_BRACKET: Final = 1
_CHAMPION_POINTS: Final = 2_100


def rankings(story: Story, wanted: RankingFilter) -> list[JsonObject]:
    """One entry for each kill that is meant."""
    return [_kill(story, chapter, wanted) for chapter in story.select(wanted) if chapter.fight.kill]


def damage_of_kill(spec: ReportSpec, plan: Plan) -> tuple[dict[int, int], int]:
    """Everybody's damage, known without the fight being fought, and the median of its league."""
    dealt = dict(plan.damage)
    if plan.boss is None:
        return dealt, 0
    fighters = max(1, sum(player.role == "dps" for player in spec.players))
    # A tenth of the damage falls on helpers.
    return dealt, plan.boss.health * 1_100 // (par_ms(spec, plan.boss) * fighters)


def _kill(story: Story, chapter: Chapter, wanted: RankingFilter) -> JsonObject:
    spec, fight = story.spec, chapter.fight
    duration, deaths = fight.duration_ms, len(chapter.plan.falls)
    damage, median_dps = damage_of_kill(spec, chapter.plan)
    if wanted.player_metric in _BOSS_DAMAGE:
        damage = _sums(story, chapter, "DamageDone", of_boss=True)
    healing = _sums(story, chapter, "Healing")
    taken = _sums(story, chapter, "DamageTaken")
    par = par_ms(spec, chapter.plan.boss) if chapter.plan.boss is not None else duration
    league = (fight.encounter_id, spec.difficulty, spec.partition)
    guild = spec.guild
    roles: JsonObject = {}
    for name, title, role in _ROLES:
        characters: list[JsonObject] = []
        for player in spec.players:
            if player.role == role:
                heals = _ranked_by_healing(player, wanted.player_metric)
                total = (healing if heals else damage).get(player.actor_id, 0)
                median = _MEDIAN_HPS if heals else median_dps // _PARTS_OF_MEDIAN_DPS[role]
                keys = (*league, player.class_name, player.spec, "hps" if heals else "dps")
                characters.append(_character(story, player, total, duration, median, keys))
        characters.sort(key=lambda each: (-each["amount"], each["id"], each["name"]))
        roles[name] = {"name": title, "characters": characters}
    return {
        "fightID": fight.id,
        "partition": spec.partition,
        "zone": spec.zone_id,
        "encounter": {"id": fight.encounter_id, "name": fight.name},
        "difficulty": spec.difficulty,
        "size": fight.size,
        "kill": 1,
        "duration": duration,
        "deaths": deaths,
        "damageTakenExcludingTanks": sum(
            total for actor, total in taken.items() if story.roster.players[actor].role != "tank"
        ),
        "bracketData": _CHAMPION_POINTS,
        "bracket": _BRACKET,
        "guild": {"id": guild.id, "name": guild.name, "faction": guild.faction} if guild else None,
        # Faster and fewer deaths are better, so both are ranked by their inverse.
        "speed": place_json(standing(10**9 // duration, 10**9 // par, *league, "speed")),
        "execution": place_json(standing(600 // (1 + deaths), 250, *league, "execution")),
        "roles": roles,
    }


def _ranked_by_healing(player: Player, metric: str) -> bool:
    if metric in _HEALING:
        return True
    # The other metrics rank everybody at what their role is for.
    return player.role == "healer" and metric not in _DAMAGE | _BOSS_DAMAGE


def _character(
    story: Story,
    player: Player,
    total: int,
    duration: int,
    median: int,
    keys: tuple[int | str, ...],
) -> JsonObject:
    place = standing(total * 1_000 // duration, median, *keys)
    # What else this character did: sometimes better than here, which hides this rank.
    former = Stream("former", player.character_id, *keys)
    best = standing(median * former.between(500, 1_700) // 1_000, median, *keys)
    hidden = player.anonymous
    return {
        "id": 0 if hidden else player.character_id,
        "name": story.roster.actors[player.actor_id].name,
        "server": {
            "id": player.server_id,
            "name": player.server,
            "region": story.spec.region,
        },
        "class": player.class_name,
        "spec": player.spec,
        "amount": round(total * 1_000 / duration, 4),
        "bracketData": _CHAMPION_POINTS,
        "bracket": _BRACKET,
        **place_json(place, best=best),
        "bracketPercent": place.percent,
    }


def _sums(
    story: Story, chapter: Chapter, data_type: str, *, of_boss: bool = False
) -> dict[int, int]:
    """Each player's total in one fight."""
    gathering = Gathering(story, Selection(fight_ids=(chapter.fight.id,)), data_type)
    boss = next((foe.actor_id for foe in chapter.plan.foes if foe.boss), -1)
    totals: dict[int, int] = {}
    for _, row in gathering.rows():
        if not of_boss or row.target == boss:
            actor = gathering.about(row)
            totals[actor] = totals.get(actor, 0) + worth(row)
    return totals
