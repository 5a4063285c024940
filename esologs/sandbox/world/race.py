"""The race to clear the newest trial: one competition, run by the guilds that compete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from esologs.sandbox.world.trials import ZONES

if TYPE_CHECKING:
    from esologs.sandbox.world.guilds import Guild, Guilds
    from esologs.sandbox.world.parses import Kill, Parses

COMPETITION_ID = 1
"""The one competition. ESO Logs itself has none for this game, so it must be asked for by id."""


class Race:
    """The state of the competition, as JSON."""

    def __init__(self, guilds: Guilds, parses: Parses) -> None:
        self._guilds = guilds
        self._parses = parses

    def standing(self, guilds: list[Guild], difficulty: int | None) -> list[dict[str, Any]]:
        """How far each of *guilds* has come, those that compete only, the leader first."""
        rows = [self._row(guild, difficulty) for guild in guilds if guild.competition_mode]
        return sorted(rows, key=lambda row: (-row["killedCount"], row["lastKillTime"], row["id"]))

    def _first_kills(self, guild: Guild, level: int | None) -> list[Kill]:
        zone = ZONES[max(ZONES)]
        found: list[Kill] = []
        for encounter in zone.encounters:
            kills = [
                kill
                for difficulty in zone.difficulties
                if level in (None, difficulty.id)
                for kill in self._parses.kills(encounter, difficulty.id)
                if kill.report.guild is guild
            ]
            if kills:
                found.append(min(kills, key=lambda kill: kill.start_ms))
        return found

    def _row(self, guild: Guild, difficulty: int | None) -> dict[str, Any]:
        kills = self._first_kills(guild, difficulty)
        return {
            "id": guild.id,
            "name": guild.name,
            "serverName": guild.server.name,
            "regionName": guild.server.region.name,
            "killedCount": len(kills),
            "lastKillTime": max((kill.start_ms for kill in kills), default=0),
            "encounters": [
                {
                    "id": kill.encounter_id,
                    "difficulty": kill.report.difficulty,
                    "isKilled": True,
                    "killTime": kill.start_ms,
                    "reportCode": kill.report.code,
                    "fightID": kill.fight_id,
                }
                for kill in kills
            ],
        }

    def composition(
        self, guild: Guild, encounter_id: int | None, difficulty: int | None
    ) -> list[dict[str, Any]]:
        """Who brought the boss down first for *guild*; nobody if it still stands."""
        kills = self._first_kills(guild, difficulty)
        kills = [kill for kill in kills if kill.encounter_id == encounter_id]
        return [
            {
                "name": "Anonymous" if row.anonymous or row.hidden else row.name,
                "class": row.spec.game_class.name,
                "spec": row.spec.name,
                "role": row.spec.role,
            }
            for kill in kills
            for row, _ in kill.damage
        ]
