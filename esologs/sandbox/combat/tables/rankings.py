"""A report's rankings: every kill, and how its players stand among all who did the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from esologs.sandbox.combat.evening import par_ms
from esologs.sandbox.combat.selection import Selection
from esologs.sandbox.combat.tables.gathering import Gathering, worth
from esologs.sandbox.combat.tables.standing import Parse, place_json, standing
from esologs.sandbox.seeding import Stream

if TYPE_CHECKING:
    from esologs.sandbox.combat.model import Boss, JsonObject, Player, ReportSpec
    from esologs.sandbox.combat.selection import RankingFilter
    from esologs.sandbox.combat.story import Chapter, Story
    from esologs.sandbox.combat.tables.standing import Ranker, Standing

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


def rankings(story: Story, wanted: RankingFilter, ranker: Ranker | None) -> list[JsonObject]:
    """One entry for each kill that is meant."""
    return [
        _kill(story, chapter, wanted, ranker)
        for chapter in story.select(wanted)
        if chapter.fight.kill
    ]


def _kill(
    story: Story, chapter: Chapter, wanted: RankingFilter, ranker: Ranker | None
) -> JsonObject:
    spec, fight = story.spec, chapter.fight
    duration, deaths = fight.duration_ms, len(chapter.plan.falls)
    damage = dict(chapter.plan.damage)
    if wanted.player_metric in _BOSS_DAMAGE:
        damage = _sums(story, chapter, "DamageDone", of_boss=True)
    healing = _sums(story, chapter, "Healing")
    taken = _sums(story, chapter, "DamageTaken")
    boss = next(boss for boss in spec.bosses if boss.encounter_id == fight.encounter_id)
    par = par_ms(spec, boss)
    league = (fight.encounter_id, spec.difficulty, spec.partition)
    guild = spec.guild
    roles: JsonObject = {}
    for name, title, role in _ROLES:
        characters: list[JsonObject] = []
        for player in spec.players:
            if player.role == role:
                metric = _metric(player, wanted.player_metric)
                totals = healing if metric == "hps" else damage
                amount = round(totals.get(player.actor_id, 0) * 1_000 / duration, 4)
                parse = Parse(*league, metric, player, amount)
                places = ranker(parse) if ranker is not None else None
                characters.append(_character(story, parse, places or _invent(spec, boss, parse)))
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


def _metric(player: Player, asked: str) -> str:
    """What this player is ranked by; most metrics rank everybody at what their role is for."""
    if asked in _BOSS_DAMAGE:
        return asked
    heals = asked in _HEALING or (player.role == "healer" and asked not in _DAMAGE)
    return "hps" if heals else "dps"


def _invent(spec: ReportSpec, boss: Boss, parse: Parse) -> tuple[Standing, Standing]:
    """A place in a league that nobody listed, among those of the same class and spec."""
    player = parse.player
    if parse.metric == "hps":
        median = _MEDIAN_HPS
    else:
        fighters = max(1, sum(each.role == "dps" for each in spec.players))
        # A tenth of the damage falls on helpers.
        median = boss.health * 1_100 // (par_ms(spec, boss) * fighters)
        median //= _PARTS_OF_MEDIAN_DPS[player.role]
    keys = (*parse[:4], player.class_name, player.spec)
    place = standing(int(parse.amount), median, *keys)
    # What else this character did: sometimes better than here, which hides this rank.
    former = Stream("former", player.character_id, *keys)
    return place, standing(median * former.between(600, 1_300) // 1_000, median, *keys)


def _character(story: Story, parse: Parse, places: tuple[Standing, Standing]) -> JsonObject:
    player = parse.player
    place, best = places
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
        "amount": parse.amount,
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
