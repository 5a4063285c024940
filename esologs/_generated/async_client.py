# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""Every operation of the API as a method of the asynchronous client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esologs._base import AsyncBase
from esologs._call import UNSET
from esologs._generated import operations as ops

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Unpack

    from esologs._call import UnsetType
    from esologs._generated.enums import (
        CharacterRankingMetricTypeLike,
        EventDataTypeLike,
        ExternalBuffRankFilterLike,
        FightRankingMetricTypeLike,
        GraphDataTypeLike,
        HardModeLevelRankFilterLike,
        HostilityTypeLike,
        KillTypeLike,
        LeaderboardRankLike,
        RankingCompareTypeLike,
        RankingTimeframeTypeLike,
        ReportRankingMetricTypeLike,
        RoleTypeLike,
        TableDataTypeLike,
        ViewTypeLike,
    )
    from esologs._generated.evaluate_report_component import EvaluateReportComponent
    from esologs._generated.evaluate_report_script import EvaluateReportScript
    from esologs._generated.evaluate_system_report_component import EvaluateSystemReportComponent
    from esologs._generated.evaluate_system_report_script import EvaluateSystemReportScript
    from esologs._generated.get_abilities import GetAbilities
    from esologs._generated.get_ability import GetAbility
    from esologs._generated.get_character_by_id import GetCharacterById
    from esologs._generated.get_character_by_name import GetCharacterByName
    from esologs._generated.get_character_claim import GetCharacterClaim
    from esologs._generated.get_character_encounter_ranking import GetCharacterEncounterRanking
    from esologs._generated.get_character_encounter_rankings import GetCharacterEncounterRankings
    from esologs._generated.get_character_game_data import GetCharacterGameData
    from esologs._generated.get_character_overview import GetCharacterOverview
    from esologs._generated.get_character_reports import GetCharacterReports
    from esologs._generated.get_character_zone_rankings import GetCharacterZoneRankings
    from esologs._generated.get_class import GetClass
    from esologs._generated.get_classes import GetClasses
    from esologs._generated.get_current_user import GetCurrentUser
    from esologs._generated.get_detailed_composition import GetDetailedComposition
    from esologs._generated.get_encounter import GetEncounter
    from esologs._generated.get_encounter_character_rankings import GetEncounterCharacterRankings
    from esologs._generated.get_encounter_fight_rankings import GetEncounterFightRankings
    from esologs._generated.get_encounters_by_zone import GetEncountersByZone
    from esologs._generated.get_expansion import GetExpansion
    from esologs._generated.get_expansions import GetExpansions
    from esologs._generated.get_factions import GetFactions
    from esologs._generated.get_guild_attendance import GetGuildAttendance
    from esologs._generated.get_guild_by_id import GetGuildById
    from esologs._generated.get_guild_by_name import GetGuildByName
    from esologs._generated.get_guild_characters import GetGuildCharacters
    from esologs._generated.get_guild_members import GetGuildMembers
    from esologs._generated.get_guild_membership import GetGuildMembership
    from esologs._generated.get_guild_overview import GetGuildOverview
    from esologs._generated.get_guild_zone_ranking import GetGuildZoneRanking
    from esologs._generated.get_guilds import GetGuilds
    from esologs._generated.get_item import GetItem
    from esologs._generated.get_item_set import GetItemSet
    from esologs._generated.get_item_sets import GetItemSets
    from esologs._generated.get_items import GetItems
    from esologs._generated.get_map import GetMap
    from esologs._generated.get_maps import GetMaps
    from esologs._generated.get_npc import GetNPC
    from esologs._generated.get_npcs import GetNPCs
    from esologs._generated.get_progress_race import GetProgressRace
    from esologs._generated.get_rate_limit_data import GetRateLimitData
    from esologs._generated.get_region import GetRegion
    from esologs._generated.get_region_servers import GetRegionServers
    from esologs._generated.get_regions import GetRegions
    from esologs._generated.get_report import GetReport
    from esologs._generated.get_report_archive_status import GetReportArchiveStatus
    from esologs._generated.get_report_by_code import GetReportByCode
    from esologs._generated.get_report_component import GetReportComponent
    from esologs._generated.get_report_components import GetReportComponents
    from esologs._generated.get_report_dungeon_pulls import GetReportDungeonPulls
    from esologs._generated.get_report_events import GetReportEvents
    from esologs._generated.get_report_fights import GetReportFights
    from esologs._generated.get_report_graph import GetReportGraph
    from esologs._generated.get_report_master_data import GetReportMasterData
    from esologs._generated.get_report_player_details import GetReportPlayerDetails
    from esologs._generated.get_report_rankings import GetReportRankings
    from esologs._generated.get_report_table import GetReportTable
    from esologs._generated.get_reports import GetReports
    from esologs._generated.get_server import GetServer
    from esologs._generated.get_server_characters import GetServerCharacters
    from esologs._generated.get_server_guilds import GetServerGuilds
    from esologs._generated.get_subregion import GetSubregion
    from esologs._generated.get_subregion_servers import GetSubregionServers
    from esologs._generated.get_system_report_component import GetSystemReportComponent
    from esologs._generated.get_system_report_components import GetSystemReportComponents
    from esologs._generated.get_user_by_id import GetUserById
    from esologs._generated.get_user_data import GetUserData
    from esologs._generated.get_world_data import GetWorldData
    from esologs._generated.get_zone import GetZone
    from esologs._generated.get_zones import GetZones
    from esologs._generated.inputs import ReportComponentFilter
    from esologs._options import RequestOptions


class AsyncMethods(AsyncBase):
    """The asynchronous client's methods, one for each operation."""

    async def evaluate_report_component(
        self,
        key: str,
        report_code: str,
        filter: ReportComponentFilter | None | UnsetType = UNSET,
        debug: bool | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> EvaluateReportComponent:
        """Run one of the user's report components over a report.

        A script that fails says so in `error` of the result; it raises nothing.

        Args:
            key: The component's key, as in `ReportComponent.key`.
            report_code: The code of the report to run over.
            filter: Which part of the report the script sees; all of it if left out.
            debug: Whether to run the script in debug mode.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.EVALUATE_REPORT_COMPONENT,
            {"key": key, "reportCode": report_code, "filter": filter, "debug": debug},
            options,
        )

    async def evaluate_report_script(
        self,
        contents: str,
        report_code: str,
        filter: ReportComponentFilter | None | UnsetType = UNSET,
        debug: bool | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> EvaluateReportScript:
        """Run a script over a report.

        A script that fails says so in `error` of the result; it raises nothing.

        Args:
            contents: The script's source text.
            report_code: The code of the report to run over.
            filter: Which part of the report the script sees; all of it if left out.
            debug: Whether to run the script in debug mode.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.EVALUATE_REPORT_SCRIPT,
            {"contents": contents, "reportCode": report_code, "filter": filter, "debug": debug},
            options,
        )

    async def evaluate_system_report_component(
        self,
        key: str,
        report_code: str,
        filter: ReportComponentFilter | None | UnsetType = UNSET,
        debug: bool | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> EvaluateSystemReportComponent:
        """Run one of the site's own report components over a report.

        A script that fails says so in `error` of the result; it raises nothing.

        Args:
            key: The component's key, as in `ReportComponent.key`.
            report_code: The code of the report to run over.
            filter: Which part of the report the script sees; all of it if left out.
            debug: Whether to run the script in debug mode.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.EVALUATE_SYSTEM_REPORT_COMPONENT,
            {"key": key, "reportCode": report_code, "filter": filter, "debug": debug},
            options,
        )

    async def evaluate_system_report_script(
        self,
        contents: str,
        report_code: str,
        filter: ReportComponentFilter | None | UnsetType = UNSET,
        debug: bool | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> EvaluateSystemReportScript:
        """Run a script over a report, in the surroundings of the site's own components.

        A script that fails says so in `error` of the result; it raises nothing.

        Args:
            contents: The script's source text.
            report_code: The code of the report to run over.
            filter: Which part of the report the script sees; all of it if left out.
            debug: Whether to run the script in debug mode.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.EVALUATE_SYSTEM_REPORT_SCRIPT,
            {"contents": contents, "reportCode": report_code, "filter": filter, "debug": debug},
            options,
        )

    async def get_abilities(
        self,
        limit: int | None | UnsetType = UNSET,
        page: int | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetAbilities:
        """The game's abilities and buffs, a page at a time.

        Args:
            limit: Abilities per page: 1 to 100, default 100.
            page: Which page to fetch, counting from 1.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_ABILITIES, {"limit": limit, "page": page}, options)

    async def get_ability(self, id: int, **options: Unpack[RequestOptions]) -> GetAbility:
        """One ability or buff of the game; `ability` is None when the id is unknown.

        Args:
            id: The ability's game id, as in an event's `abilityGameID`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_ABILITY, {"id": id}, options)

    async def get_character_by_id(
        self, id: int, **options: Unpack[RequestOptions]
    ) -> GetCharacterById:
        """One character by its id; `character` is None when the id is unknown.

        Args:
            id: The character's id. Nothing else is needed with it.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_CHARACTER_BY_ID, {"id": id}, options)

    async def get_character_by_name(
        self, name: str, server_slug: str, server_region: str, **options: Unpack[RequestOptions]
    ) -> GetCharacterByName:
        """One character by its name and server; `character` is None when there is none.

        Args:
            name: The character's name. Needs `server_slug` and `server_region`.
            server_slug: The slug of the character's server, as in `Server.slug`.
            server_region: The slug of the server's region, as in `Region.slug`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_CHARACTER_BY_NAME,
            {"name": name, "serverSlug": server_slug, "serverRegion": server_region},
            options,
        )

    async def get_character_claim(
        self, character_id: int, **options: Unpack[RequestOptions]
    ) -> GetCharacterClaim:
        """Whether the signed-in user claimed a character; needs a user's token.

        Args:
            character_id: The character's id. Nothing else is needed with it.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_CHARACTER_CLAIM, {"characterId": character_id}, options)

    async def get_character_encounter_ranking(
        self, character_id: int, encounter_id: int, **options: Unpack[RequestOptions]
    ) -> GetCharacterEncounterRanking:
        """A character's ranks on one encounter with the API's default filters, as JSON.

        Args:
            character_id: The character's id. Nothing else is needed with it.
            encounter_id: The encounter, as in `Encounter.id`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_CHARACTER_ENCOUNTER_RANKING,
            {"characterId": character_id, "encounterId": encounter_id},
            options,
        )

    async def get_character_encounter_rankings(
        self,
        character_id: int,
        encounter_id: int,
        by_bracket: bool | None | UnsetType = UNSET,
        class_name: str | None | UnsetType = UNSET,
        compare: RankingCompareTypeLike | None | UnsetType = UNSET,
        difficulty: int | None | UnsetType = UNSET,
        include_combatant_info: bool | None | UnsetType = UNSET,
        include_private_logs: bool | None | UnsetType = UNSET,
        metric: CharacterRankingMetricTypeLike | None | UnsetType = UNSET,
        partition: int | None | UnsetType = UNSET,
        role: RoleTypeLike | None | UnsetType = UNSET,
        size: int | None | UnsetType = UNSET,
        spec_name: str | None | UnsetType = UNSET,
        timeframe: RankingTimeframeTypeLike | None | UnsetType = UNSET,
        include_other_players: bool | None | UnsetType = UNSET,
        include_historical_graph: bool | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetCharacterEncounterRankings:
        """A character's ranks on one encounter, filtered, as JSON.

        Args:
            character_id: The character's id. Nothing else is needed with it.
            encounter_id: The encounter, as in `Encounter.id`.
            by_bracket: Rank within the character's bracket instead of against everyone.
            class_name: Only ranks earned as this class, by slug, such as `DragonKnight`.
            compare: Compare with the best ranks or with all parses of two weeks.
            difficulty: Only this difficulty, such as 122 for veteran hard mode; the highest if left
                out.
            include_combatant_info: Add the gear and the skills worn in each ranked fight.
            include_private_logs: Count private logs too. Works on the user endpoint only.
            metric: What to rank by. Left out, the site picks what suits the encounter.
            partition: Only this partition, as in `Partition.id`; the latest if left out.
            role: Only ranks earned in this role.
            size: Only groups of this size, such as 12 in a trial.
            spec_name: Only ranks earned with this spec, by slug, such as `MagickaDPS`.
            timeframe: Compare with today's rankings or with those of the time of the fight.
            include_other_players: Add the other players of each ranked fight.
            include_historical_graph: Add the character's past results as the data of a graph.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_CHARACTER_ENCOUNTER_RANKINGS,
            {
                "characterId": character_id,
                "encounterId": encounter_id,
                "byBracket": by_bracket,
                "className": class_name,
                "compare": compare,
                "difficulty": difficulty,
                "includeCombatantInfo": include_combatant_info,
                "includePrivateLogs": include_private_logs,
                "metric": metric,
                "partition": partition,
                "role": role,
                "size": size,
                "specName": spec_name,
                "timeframe": timeframe,
                "includeOtherPlayers": include_other_players,
                "includeHistoricalGraph": include_historical_graph,
            },
            options,
        )

    async def get_character_game_data(
        self,
        character_id: int,
        spec_id: int | None | UnsetType = UNSET,
        force_update: bool | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetCharacterGameData:
        """What the API holds of a character's state in the game, as JSON.

        Args:
            character_id: The character's id. Nothing else is needed with it.
            spec_id: The spec to answer for, as in `GameSpec.id`.
            force_update: Ask for a new copy in place of the cached one.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_CHARACTER_GAME_DATA,
            {"characterId": character_id, "specID": spec_id, "forceUpdate": force_update},
            options,
        )

    async def get_character_overview(
        self,
        character_id: int,
        zone_id: int | None | UnsetType = UNSET,
        reports_limit: int | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetCharacterOverview:
        """A character, its recent reports and its ranks in a zone, in one request.

        Args:
            character_id: The character's id. Nothing else is needed with it.
            zone_id: The zone, as in `Zone.id`; the latest if left out.
            reports_limit: Reports per page; default 10.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_CHARACTER_OVERVIEW,
            {"characterId": character_id, "zoneId": zone_id, "reportsLimit": reports_limit},
            options,
        )

    async def get_character_reports(
        self,
        character_id: int,
        limit: int | None | UnsetType = UNSET,
        page: int | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetCharacterReports:
        """The reports in which a character appeared lately, a page at a time.

        Args:
            character_id: The character's id. Nothing else is needed with it.
            limit: Reports per page; default 10.
            page: Which page to fetch, counting from 1.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_CHARACTER_REPORTS,
            {"characterId": character_id, "limit": limit, "page": page},
            options,
        )

    async def get_character_zone_rankings(
        self,
        character_id: int,
        zone_id: int | None | UnsetType = UNSET,
        by_bracket: bool | None | UnsetType = UNSET,
        class_name: str | None | UnsetType = UNSET,
        compare: RankingCompareTypeLike | None | UnsetType = UNSET,
        difficulty: int | None | UnsetType = UNSET,
        include_private_logs: bool | None | UnsetType = UNSET,
        metric: CharacterRankingMetricTypeLike | None | UnsetType = UNSET,
        partition: int | None | UnsetType = UNSET,
        role: RoleTypeLike | None | UnsetType = UNSET,
        size: int | None | UnsetType = UNSET,
        spec_name: str | None | UnsetType = UNSET,
        timeframe: RankingTimeframeTypeLike | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetCharacterZoneRankings:
        """A character's ranks on every encounter of a zone, as JSON.

        Args:
            character_id: The character's id. Nothing else is needed with it.
            zone_id: The zone, as in `Zone.id`; the latest if left out.
            by_bracket: Rank within the character's bracket instead of against everyone.
            class_name: Only ranks earned as this class, by slug, such as `DragonKnight`.
            compare: Compare with the best ranks or with all parses of two weeks.
            difficulty: Only this difficulty, such as 122 for veteran hard mode; the highest if left
                out.
            include_private_logs: Count private logs too. Works on the user endpoint only.
            metric: What to rank by. Left out, the site picks what suits the zone.
            partition: Only this partition, as in `Partition.id`; the latest if left out.
            role: Only ranks earned in this role.
            size: Only groups of this size, such as 12 in a trial.
            spec_name: Only ranks earned with this spec, by slug, such as `MagickaDPS`.
            timeframe: Compare with today's rankings or with those of the time of the fight.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_CHARACTER_ZONE_RANKINGS,
            {
                "characterId": character_id,
                "zoneId": zone_id,
                "byBracket": by_bracket,
                "className": class_name,
                "compare": compare,
                "difficulty": difficulty,
                "includePrivateLogs": include_private_logs,
                "metric": metric,
                "partition": partition,
                "role": role,
                "size": size,
                "specName": spec_name,
                "timeframe": timeframe,
            },
            options,
        )

    async def get_class(self, id: int, **options: Unpack[RequestOptions]) -> GetClass:
        """One class with its specs; `class_` is None when the id is unknown.

        Args:
            id: The class's number, as in `Character.classID`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_CLASS, {"id": id}, options)

    async def get_classes(
        self,
        faction_id: int | None | UnsetType = UNSET,
        zone_id: int | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetClasses:
        """All classes with their specs.

        Args:
            faction_id: The faction to see the classes in, as in `GameFaction.id`.
            zone_id: The zone to see the classes in, as in `Zone.id`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_CLASSES, {"faction_id": faction_id, "zone_id": zone_id}, options
        )

    async def get_current_user(self, **options: Unpack[RequestOptions]) -> GetCurrentUser:
        """The signed-in user with guilds and characters; needs a user's token and the user endpoint.

        Args:
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_CURRENT_USER, {}, options)

    async def get_detailed_composition(
        self,
        competition_id: int | None | UnsetType = UNSET,
        guild_id: int | None | UnsetType = UNSET,
        guild_name: str | None | UnsetType = UNSET,
        server_slug: str | None | UnsetType = UNSET,
        server_region: str | None | UnsetType = UNSET,
        encounter_id: int | None | UnsetType = UNSET,
        difficulty: int | None | UnsetType = UNSET,
        size: int | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetDetailedComposition:
        """The group that a guild of a progress race played an encounter with, as JSON.

        Args:
            competition_id: The competition to follow, where the site holds one.
            guild_id: The guild, as in `Guild.id`.
            guild_name: The guild, by its name. Needs `server_slug` and `server_region`.
            server_slug: The slug of the guild's server, as in `Server.slug`.
            server_region: The region of the guild's server, by short name.
            encounter_id: The encounter, as in `Encounter.id`.
            difficulty: The difficulty that is raced at, as in `Difficulty.id`.
            size: The group size that is raced with.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_DETAILED_COMPOSITION,
            {
                "competitionID": competition_id,
                "guildID": guild_id,
                "guildName": guild_name,
                "serverSlug": server_slug,
                "serverRegion": server_region,
                "encounterID": encounter_id,
                "difficulty": difficulty,
                "size": size,
            },
            options,
        )

    async def get_encounter(self, id: int, **options: Unpack[RequestOptions]) -> GetEncounter:
        """One encounter (boss) with its zone; `encounter` is None when the id is unknown.

        Args:
            id: The encounter's id, as a fight gives it in `encounterID`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_ENCOUNTER, {"id": id}, options)

    async def get_encounter_character_rankings(
        self,
        encounter_id: int,
        bracket: int | None | UnsetType = UNSET,
        class_name: str | None | UnsetType = UNSET,
        difficulty: int | None | UnsetType = UNSET,
        external_buffs: ExternalBuffRankFilterLike | None | UnsetType = UNSET,
        filter: str | None | UnsetType = UNSET,
        hard_mode_level: HardModeLevelRankFilterLike | None | UnsetType = UNSET,
        include_combatant_info: bool | None | UnsetType = UNSET,
        leaderboard: LeaderboardRankLike | None | UnsetType = UNSET,
        metric: CharacterRankingMetricTypeLike | None | UnsetType = UNSET,
        page: int | None | UnsetType = UNSET,
        partition: int | None | UnsetType = UNSET,
        server_region: str | None | UnsetType = UNSET,
        server_slug: str | None | UnsetType = UNSET,
        size: int | None | UnsetType = UNSET,
        spec_name: str | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetEncounterCharacterRankings:
        """The characters' leaderboard of one encounter, a page at a time, as JSON.

        Args:
            encounter_id: The encounter's id, as a fight gives it in `encounterID`.
            bracket: Only this bracket; how they divide is in `Zone.brackets`.
            class_name: Only this class, by slug, such as `DragonKnight`.
            difficulty: Only this difficulty, such as 122 for veteran hard mode; the highest if left
                out.
            external_buffs: What to do with ranks that others' buffs helped. Ignored where
                unsupported.
            filter: A filter written as on the site's own rankings pages.
            hard_mode_level: For WoW Classic. On ESO, choose hard mode with `difficulty`.
            include_combatant_info: Add each player's gear and skills.
            leaderboard: Whether rows without an uploaded log are wanted.
            metric: What to rank by. Left out, the site picks what suits the encounter.
            page: Which page to fetch, counting from 1.
            partition: Only this partition, as in `Partition.id`; the latest if left out.
            server_region: Only this region, by short name; with `server_slug`, only that server.
            server_slug: Only this server, by slug. Needs `server_region`.
            size: Only groups of this size, such as 12 in a trial.
            spec_name: Only this spec, by slug, such as `MagickaDPS`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_ENCOUNTER_CHARACTER_RANKINGS,
            {
                "encounterId": encounter_id,
                "bracket": bracket,
                "className": class_name,
                "difficulty": difficulty,
                "externalBuffs": external_buffs,
                "filter": filter,
                "hardModeLevel": hard_mode_level,
                "includeCombatantInfo": include_combatant_info,
                "leaderboard": leaderboard,
                "metric": metric,
                "page": page,
                "partition": partition,
                "serverRegion": server_region,
                "serverSlug": server_slug,
                "size": size,
                "specName": spec_name,
            },
            options,
        )

    async def get_encounter_fight_rankings(
        self,
        encounter_id: int,
        bracket: int | None | UnsetType = UNSET,
        difficulty: int | None | UnsetType = UNSET,
        filter: str | None | UnsetType = UNSET,
        hard_mode_level: HardModeLevelRankFilterLike | None | UnsetType = UNSET,
        leaderboard: LeaderboardRankLike | None | UnsetType = UNSET,
        metric: FightRankingMetricTypeLike | None | UnsetType = UNSET,
        page: int | None | UnsetType = UNSET,
        partition: int | None | UnsetType = UNSET,
        server_region: str | None | UnsetType = UNSET,
        server_slug: str | None | UnsetType = UNSET,
        size: int | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetEncounterFightRankings:
        """The groups' leaderboard of one encounter, a page at a time, as JSON.

        Args:
            encounter_id: The encounter's id, as a fight gives it in `encounterID`.
            bracket: Only this bracket; how they divide is in `Zone.brackets`.
            difficulty: Only this difficulty, such as 122 for veteran hard mode; the highest if left
                out.
            filter: A filter written as on the site's own rankings pages.
            hard_mode_level: For WoW Classic. On ESO, choose hard mode with `difficulty`.
            leaderboard: Whether rows without an uploaded log are wanted.
            metric: What to rank by; `speed` and `score` work on ESO.
            page: Which page to fetch, counting from 1.
            partition: Only this partition, as in `Partition.id`. Older trials need 0.
            server_region: Only this region, by short name; with `server_slug`, only that server.
            server_slug: Only this server, by slug. Needs `server_region`.
            size: Only groups of this size, such as 12 in a trial.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_ENCOUNTER_FIGHT_RANKINGS,
            {
                "encounterId": encounter_id,
                "bracket": bracket,
                "difficulty": difficulty,
                "filter": filter,
                "hardModeLevel": hard_mode_level,
                "leaderboard": leaderboard,
                "metric": metric,
                "page": page,
                "partition": partition,
                "serverRegion": server_region,
                "serverSlug": server_slug,
                "size": size,
            },
            options,
        )

    async def get_encounters_by_zone(
        self, zone_id: int, **options: Unpack[RequestOptions]
    ) -> GetEncountersByZone:
        """The encounters (bosses) of one zone; `zone` is None when the id is unknown.

        Args:
            zone_id: The zone, as in `Zone.id`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_ENCOUNTERS_BY_ZONE, {"zoneId": zone_id}, options)

    async def get_expansion(self, id: int, **options: Unpack[RequestOptions]) -> GetExpansion:
        """One expansion with its zones; `expansion` is None when the id is unknown.

        Args:
            id: The expansion, as in `Expansion.id`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_EXPANSION, {"id": id}, options)

    async def get_expansions(self, **options: Unpack[RequestOptions]) -> GetExpansions:
        """All expansions with their zones.

        Args:
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_EXPANSIONS, {}, options)

    async def get_factions(self, **options: Unpack[RequestOptions]) -> GetFactions:
        """The game's factions (alliances).

        Args:
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_FACTIONS, {}, options)

    async def get_guild(
        self,
        guild_id: int | None | UnsetType = UNSET,
        guild_name: str | None | UnsetType = UNSET,
        guild_server_slug: str | None | UnsetType = UNSET,
        guild_server_region: str | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetGuildById:
        """One guild, by its id or by its name and server; `guild` is None when there is none.

        Args:
            guild_id: The guild's id. Nothing else is needed with it.
            guild_name: The guild's name. Needs `guild_server_slug` and `guild_server_region`.
            guild_server_slug: The slug of the guild's server, as in `Server.slug`.
            guild_server_region: The slug of the server's region, as in `Region.slug`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_GUILD,
            {
                "guildId": guild_id,
                "guildName": guild_name,
                "guildServerSlug": guild_server_slug,
                "guildServerRegion": guild_server_region,
            },
            options,
        )

    async def get_guild_attendance(
        self,
        guild_id: int,
        guild_tag_id: int | None | UnsetType = UNSET,
        limit: int | None | UnsetType = UNSET,
        page: int | None | UnsetType = UNSET,
        zone_id: int | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetGuildAttendance:
        """Who was present at which of the guild's reports, a page at a time.

        Args:
            guild_id: The guild's id. Nothing else is needed with it.
            guild_tag_id: Only the reports with this tag, as in `GuildTag.id`.
            limit: Reports per page: 1 to 25, default 16.
            page: Which page to fetch, counting from 1.
            zone_id: Only raid nights in this zone, as in `Zone.id`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_GUILD_ATTENDANCE,
            {
                "guildId": guild_id,
                "guildTagID": guild_tag_id,
                "limit": limit,
                "page": page,
                "zoneID": zone_id,
            },
            options,
        )

    async def get_guild_by_id(
        self, guild_id: int, **options: Unpack[RequestOptions]
    ) -> GetGuildById:
        """One guild by its id; `guild` is None when the id is unknown.

        Args:
            guild_id: The guild's id. Nothing else is needed with it.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_GUILD_BY_ID, {"guildId": guild_id}, options)

    async def get_guild_by_name(
        self, name: str, server_slug: str, server_region: str, **options: Unpack[RequestOptions]
    ) -> GetGuildByName:
        """One guild by its name and server; `guild` is None when there is none.

        Args:
            name: The guild's name. Needs `server_slug` and `server_region`.
            server_slug: The slug of the guild's server, as in `Server.slug`.
            server_region: The slug of the server's region, as in `Region.slug`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_GUILD_BY_NAME,
            {"name": name, "serverSlug": server_slug, "serverRegion": server_region},
            options,
        )

    async def get_guild_characters(
        self,
        guild_id: int,
        limit: int | None | UnsetType = UNSET,
        page: int | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetGuildCharacters:
        """The characters of a guild, a page at a time.

        Args:
            guild_id: The guild, as in `Guild.id`.
            limit: Characters per page: 1 to 100, default 100.
            page: Which page to fetch, counting from 1.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_GUILD_CHARACTERS, {"guildId": guild_id, "limit": limit, "page": page}, options
        )

    async def get_guild_members(
        self,
        guild_id: int,
        limit: int | None | UnsetType = UNSET,
        page: int | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetGuildMembers:
        """The guild's roster, a page at a time.

        Args:
            guild_id: The guild's id. Nothing else is needed with it.
            limit: Members per page: 1 to 100, default 100.
            page: Which page to fetch, counting from 1.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_GUILD_MEMBERS, {"guildId": guild_id, "limit": limit, "page": page}, options
        )

    async def get_guild_membership(
        self, guild_id: int, **options: Unpack[RequestOptions]
    ) -> GetGuildMembership:
        """The signed-in user's rank in a guild; needs a user's token.

        Args:
            guild_id: The guild's id. Nothing else is needed with it.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_GUILD_MEMBERSHIP, {"guildId": guild_id}, options)

    async def get_guild_overview(
        self,
        guild_id: int,
        members_limit: int | None | UnsetType = UNSET,
        reports_limit: int | None | UnsetType = UNSET,
        start_time: float | None | UnsetType = UNSET,
        end_time: float | None | UnsetType = UNSET,
        zone_id: int | None | UnsetType = UNSET,
        kill_type: KillTypeLike | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetGuildOverview:
        """A guild, its roster and its reports with their fights, in one request.

        Every page of it starts at the first; `get_guild_members` and `get_guild_reports` read on.

        Args:
            guild_id: The guild's id. Nothing else is needed with it.
            members_limit: Members per page: 1 to 100, default 100.
            reports_limit: Reports per page: 1 to 100, default 100.
            start_time: Only reports from this instant on, in Unix milliseconds.
            end_time: Only reports from before this instant, in Unix milliseconds.
            zone_id: Only reports of this ranked zone, as in `Zone.id`.
            kill_type: Only fights of this kind: encounters, kills, wipes or trash.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_GUILD_OVERVIEW,
            {
                "guildId": guild_id,
                "membersLimit": members_limit,
                "reportsLimit": reports_limit,
                "startTime": start_time,
                "endTime": end_time,
                "zoneID": zone_id,
                "killType": kill_type,
            },
            options,
        )

    async def get_guild_reports(
        self,
        guild_id: int,
        limit: int | None | UnsetType = UNSET,
        page: int | None | UnsetType = UNSET,
        start_time: float | None | UnsetType = UNSET,
        end_time: float | None | UnsetType = UNSET,
        zone_id: int | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetReports:
        """The reports of one guild, newest first, a page at a time.

        Args:
            guild_id: Only reports of this guild, as in `Guild.id`.
            limit: Reports per page: 1 to 100, default 100.
            page: Which page to fetch, counting from 1.
            start_time: Only reports from this instant on, in Unix milliseconds.
            end_time: Only reports from before this instant, in Unix milliseconds.
            zone_id: Only reports of this ranked zone, as in `Zone.id`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_GUILD_REPORTS,
            {
                "guildID": guild_id,
                "limit": limit,
                "page": page,
                "startTime": start_time,
                "endTime": end_time,
                "zoneID": zone_id,
            },
            options,
        )

    async def get_guild_zone_ranking(
        self,
        guild_id: int,
        zone_id: int | None | UnsetType = UNSET,
        size: int | None | UnsetType = UNSET,
        difficulty: int | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetGuildZoneRanking:
        """The guild's ranks in one zone: progress, speed and full-clear speed.

        Args:
            guild_id: The guild's id. Nothing else is needed with it.
            zone_id: The zone to rank the guild in, as in `Zone.id`; the latest if left out.
            size: Only groups of this size, such as 12 in a trial.
            difficulty: Only this difficulty, such as 122 for veteran hard mode.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_GUILD_ZONE_RANKING,
            {"guildId": guild_id, "zoneId": zone_id, "size": size, "difficulty": difficulty},
            options,
        )

    async def get_guilds(
        self,
        limit: int | None | UnsetType = UNSET,
        page: int | None | UnsetType = UNSET,
        server_id: int | None | UnsetType = UNSET,
        server_slug: str | None | UnsetType = UNSET,
        server_region: str | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetGuilds:
        """Guilds, all or those of one server, a page at a time.

        Args:
            limit: Guilds per page: 1 to 100, default 100.
            page: Which page to fetch, counting from 1.
            server_id: Only guilds of this server, as in `Server.id`.
            server_slug: Only guilds of the server with this slug. Needs `server_region`.
            server_region: The slug of the region that `server_slug` lies in.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_GUILDS,
            {
                "limit": limit,
                "page": page,
                "serverID": server_id,
                "serverSlug": server_slug,
                "serverRegion": server_region,
            },
            options,
        )

    async def get_item(self, id: int, **options: Unpack[RequestOptions]) -> GetItem:
        """One item; `item` is None when the id is unknown.

        Args:
            id: The item's game id, as in a piece of `gear`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_ITEM, {"id": id}, options)

    async def get_item_set(self, id: int, **options: Unpack[RequestOptions]) -> GetItemSet:
        """One item set; `item_set` is None when the id is unknown.

        Args:
            id: The set's game id, as in the `setID` of a piece of gear. A perfected set has its
                own.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_ITEM_SET, {"id": id}, options)

    async def get_item_sets(
        self,
        limit: int | None | UnsetType = UNSET,
        page: int | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetItemSets:
        """The game's item sets, a page at a time.

        Args:
            limit: Item sets per page: 1 to 100, default 100.
            page: Which page to fetch, counting from 1.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_ITEM_SETS, {"limit": limit, "page": page}, options)

    async def get_items(
        self,
        limit: int | None | UnsetType = UNSET,
        page: int | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetItems:
        """The game's items, a page at a time.

        Args:
            limit: Items per page: 1 to 100, default 100.
            page: Which page to fetch, counting from 1.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_ITEMS, {"limit": limit, "page": page}, options)

    async def get_map(self, id: int, **options: Unpack[RequestOptions]) -> GetMap:
        """One map; `map` is None when the id is unknown.

        Args:
            id: The map's game id, as in `ReportMap.id`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_MAP, {"id": id}, options)

    async def get_maps(
        self,
        limit: int | None | UnsetType = UNSET,
        page: int | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetMaps:
        """The game's maps, a page at a time.

        Args:
            limit: Maps per page: 1 to 100, default 100.
            page: Which page to fetch, counting from 1.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_MAPS, {"limit": limit, "page": page}, options)

    async def get_npc(self, id: int, **options: Unpack[RequestOptions]) -> GetNPC:
        """One NPC; `npc` is None when the id is unknown.

        Args:
            id: The NPC's game id, as in `ReportFightNPC.gameID`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_NPC, {"id": id}, options)

    async def get_npcs(
        self,
        limit: int | None | UnsetType = UNSET,
        page: int | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetNPCs:
        """The game's NPCs, a page at a time.

        Args:
            limit: NPCs per page: 1 to 100, default 100.
            page: Which page to fetch, counting from 1.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_NPCS, {"limit": limit, "page": page}, options)

    async def get_progress_race(
        self,
        guild_id: int | None | UnsetType = UNSET,
        zone_id: int | None | UnsetType = UNSET,
        competition_id: int | None | UnsetType = UNSET,
        difficulty: int | None | UnsetType = UNSET,
        size: int | None | UnsetType = UNSET,
        server_region: str | None | UnsetType = UNSET,
        server_subregion: str | None | UnsetType = UNSET,
        server_slug: str | None | UnsetType = UNSET,
        guild_name: str | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetProgressRace:
        """The standing of a progress race, as JSON; the API fails when no race is running.

        Args:
            guild_id: Only this guild, as in `Guild.id`.
            zone_id: The zone that is raced for, as in `Zone.id`.
            competition_id: The competition to follow, where the site holds one.
            difficulty: The difficulty that is raced at, as in `Difficulty.id`.
            size: The group size that is raced with.
            server_region: Only guilds of this region, by short name.
            server_subregion: Only guilds of this subregion.
            server_slug: Only guilds of this server, by slug. Needs `server_region`.
            guild_name: Only the guild of this name. Needs `server_slug` and `server_region`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_PROGRESS_RACE,
            {
                "guildID": guild_id,
                "zoneID": zone_id,
                "competitionID": competition_id,
                "difficulty": difficulty,
                "size": size,
                "serverRegion": server_region,
                "serverSubregion": server_subregion,
                "serverSlug": server_slug,
                "guildName": guild_name,
            },
            options,
        )

    async def get_rate_limit_data(self, **options: Unpack[RequestOptions]) -> GetRateLimitData:
        """The account's points of this hour: the limit, those spent, and seconds until they reset.

        Args:
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_RATE_LIMIT_DATA, {}, options)

    async def get_region(self, id: int, **options: Unpack[RequestOptions]) -> GetRegion:
        """One region with its subregions; `region` is None when the id is unknown.

        Args:
            id: The region, as in `Region.id`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_REGION, {"id": id}, options)

    async def get_region_servers(
        self,
        region_id: int,
        limit: int | None | UnsetType = UNSET,
        page: int | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetRegionServers:
        """The servers of a region, a page at a time.

        Args:
            region_id: The region, as in `Region.id`.
            limit: Servers per page: 1 to 100, default 100.
            page: Which page to fetch, counting from 1.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_REGION_SERVERS, {"regionId": region_id, "limit": limit, "page": page}, options
        )

    async def get_regions(self, **options: Unpack[RequestOptions]) -> GetRegions:
        """All regions with their subregions.

        Args:
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_REGIONS, {}, options)

    async def get_report(
        self,
        code: str,
        difficulty: int | None | UnsetType = UNSET,
        encounter_id: int | None | UnsetType = UNSET,
        fight_ids: Sequence[int] | None | UnsetType = UNSET,
        kill_type: KillTypeLike | None | UnsetType = UNSET,
        translate: bool | None | UnsetType = UNSET,
        actor_type: str | None | UnsetType = UNSET,
        actor_sub_type: str | None | UnsetType = UNSET,
        allow_unlisted: bool | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetReport:
        """One report in full: its fights, phases, actors, abilities and ranked characters.

        The fight filters choose `fights`, the actor filters choose `master_data.actors`.

        Args:
            code: The report's code; an anonymous one starts with `a:`.
            difficulty: Only fights of this difficulty, such as 122 for veteran hard mode.
            encounter_id: Only fights of this encounter, as in `Encounter.id`.
            fight_ids: Only these fights, as in `ReportFight.id`.
            kill_type: Only fights of this kind: encounters, kills, wipes or trash.
            translate: Translate names from the log's language; false leaves them as logged.
            actor_type: Only this kind, such as `Player`, `Pet` or `NPC`.
            actor_sub_type: Only this class of player, or this kind of NPC.
            allow_unlisted: Whether an unlisted report may be returned.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            NotFoundError: There is no such report.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_REPORT,
            {
                "code": code,
                "difficulty": difficulty,
                "encounterID": encounter_id,
                "fightIDs": fight_ids,
                "killType": kill_type,
                "translate": translate,
                "actorType": actor_type,
                "actorSubType": actor_sub_type,
                "allowUnlisted": allow_unlisted,
            },
            options,
        )

    async def get_report_archive_status(
        self,
        code: str,
        allow_unlisted: bool | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetReportArchiveStatus:
        """Whether a report is archived, and whether this token may still read its events.

        Args:
            code: The report's code; an anonymous one starts with `a:`.
            allow_unlisted: Whether an unlisted report may be returned.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            NotFoundError: There is no such report.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_REPORT_ARCHIVE_STATUS, {"code": code, "allowUnlisted": allow_unlisted}, options
        )

    async def get_report_by_code(
        self,
        code: str,
        allow_unlisted: bool | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetReportByCode:
        """One report with its fights in short.

        Args:
            code: The report's code; an anonymous one starts with `a:`.
            allow_unlisted: Whether an unlisted report may be returned.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            NotFoundError: There is no such report.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_REPORT_BY_CODE, {"code": code, "allowUnlisted": allow_unlisted}, options
        )

    async def get_report_component(
        self, key: str, **options: Unpack[RequestOptions]
    ) -> GetReportComponent:
        """One of the user's report components; `get` is None when the key is unknown.

        Args:
            key: The component's key, as in `ReportComponent.key`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_REPORT_COMPONENT, {"key": key}, options)

    async def get_report_components(self, **options: Unpack[RequestOptions]) -> GetReportComponents:
        """The user's report components; needs a user's token.

        Args:
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_REPORT_COMPONENTS, {}, options)

    async def get_report_dungeon_pulls(
        self,
        code: str,
        difficulty: int | None | UnsetType = UNSET,
        encounter_id: int | None | UnsetType = UNSET,
        fight_ids: Sequence[int] | None | UnsetType = UNSET,
        kill_type: KillTypeLike | None | UnsetType = UNSET,
        translate: bool | None | UnsetType = UNSET,
        allow_unlisted: bool | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetReportDungeonPulls:
        """The pulls that make up the fights of a dungeon run.

        Args:
            code: The report's code; an anonymous one starts with `a:`.
            difficulty: Only fights of this difficulty, such as 122 for veteran hard mode.
            encounter_id: Only fights of this encounter, as in `Encounter.id`.
            fight_ids: Only these fights, as in `ReportFight.id`.
            kill_type: Only fights of this kind: encounters, kills, wipes or trash.
            translate: Translate names from the log's language; false leaves them as logged.
            allow_unlisted: Whether an unlisted report may be returned.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            NotFoundError: There is no such report.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_REPORT_DUNGEON_PULLS,
            {
                "code": code,
                "difficulty": difficulty,
                "encounterID": encounter_id,
                "fightIDs": fight_ids,
                "killType": kill_type,
                "translate": translate,
                "allowUnlisted": allow_unlisted,
            },
            options,
        )

    async def get_report_events(
        self,
        code: str,
        ability_id: float | None | UnsetType = UNSET,
        data_type: EventDataTypeLike | None | UnsetType = UNSET,
        death: int | None | UnsetType = UNSET,
        difficulty: int | None | UnsetType = UNSET,
        encounter_id: int | None | UnsetType = UNSET,
        end_time: float | None | UnsetType = UNSET,
        fight_ids: Sequence[int] | None | UnsetType = UNSET,
        filter_expression: str | None | UnsetType = UNSET,
        hostility_type: HostilityTypeLike | None | UnsetType = UNSET,
        include_resources: bool | None | UnsetType = UNSET,
        kill_type: KillTypeLike | None | UnsetType = UNSET,
        limit: int | None | UnsetType = UNSET,
        source_auras_absent: str | None | UnsetType = UNSET,
        source_auras_present: str | None | UnsetType = UNSET,
        source_class: str | None | UnsetType = UNSET,
        source_id: int | None | UnsetType = UNSET,
        source_instance_id: int | None | UnsetType = UNSET,
        start_time: float | None | UnsetType = UNSET,
        target_auras_absent: str | None | UnsetType = UNSET,
        target_auras_present: str | None | UnsetType = UNSET,
        target_class: str | None | UnsetType = UNSET,
        target_id: int | None | UnsetType = UNSET,
        target_instance_id: int | None | UnsetType = UNSET,
        translate: bool | None | UnsetType = UNSET,
        use_ability_ids: bool | None | UnsetType = UNSET,
        use_actor_ids: bool | None | UnsetType = UNSET,
        view_options: int | None | UnsetType = UNSET,
        wipe_cutoff: int | None | UnsetType = UNSET,
        allow_unlisted: bool | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetReportEvents:
        """One page of a report's events, as JSON.

        Read on with `start_time=next_page_timestamp` until that is None; a short page is not the
        last.

        Args:
            code: The report's code; an anonymous one starts with `a:`.
            ability_id: Only this ability, by game id. `Deaths`: the killing one. `Resources`: the
                resource.
            data_type: Which events to read.
            death: With `Deaths`, only the n-th death among those that match.
            difficulty: Only fights of this difficulty, such as 122 for veteran hard mode.
            encounter_id: Only fights of this encounter, as in `Encounter.id`.
            end_time: Where to stop, in milliseconds since the report's start; its end if left out.
            fight_ids: Only these fights, as in `ReportFight.id`.
            filter_expression: A condition on each event, in the site's own query language.
            hostility_type: Whose side to look at; `Friendlies` if left out.
            include_resources: Add health, magicka, stamina and position of source and target.
            kill_type: Only fights of this kind: encounters, kills, wipes or trash.
            limit: Events per page: 100 to 10000, default 300. A page may overshoot to finish a
                millisecond.
            source_auras_absent: Auras that the source must not have: game ids, separated by commas.
            source_auras_present: Auras that the source must have: game ids, separated by commas.
            source_class: Only sources of this class, such as `DragonKnight`.
            source_id: Only this source and its pets, as in `ReportActor.id`.
            source_instance_id: Only this instance of an NPC that occurs several times as source.
            start_time: Where to start, in milliseconds since the report's start.
            target_auras_absent: Auras that the target must not have: game ids, separated by commas.
            target_auras_present: Auras that the target must have: game ids, separated by commas.
            target_class: Only targets of this class, such as `DragonKnight`.
            target_id: Only this target, as in `ReportActor.id`.
            target_instance_id: Only this instance of an NPC that occurs several times as target.
            translate: Translate names from the log's language; false leaves them as logged.
            use_ability_ids: Name abilities by game id, the default; false embeds name and icon.
            use_actor_ids: Name actors by report id, the default; false embeds the actors.
            view_options: Bit flags of what to include, as the site's own pages send them.
            wipe_cutoff: Leave out what happens after this many deaths in a pull.
            allow_unlisted: Whether an unlisted report may be returned.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            NotFoundError: There is no such report.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_REPORT_EVENTS,
            {
                "code": code,
                "abilityID": ability_id,
                "dataType": data_type,
                "death": death,
                "difficulty": difficulty,
                "encounterID": encounter_id,
                "endTime": end_time,
                "fightIDs": fight_ids,
                "filterExpression": filter_expression,
                "hostilityType": hostility_type,
                "includeResources": include_resources,
                "killType": kill_type,
                "limit": limit,
                "sourceAurasAbsent": source_auras_absent,
                "sourceAurasPresent": source_auras_present,
                "sourceClass": source_class,
                "sourceID": source_id,
                "sourceInstanceID": source_instance_id,
                "startTime": start_time,
                "targetAurasAbsent": target_auras_absent,
                "targetAurasPresent": target_auras_present,
                "targetClass": target_class,
                "targetID": target_id,
                "targetInstanceID": target_instance_id,
                "translate": translate,
                "useAbilityIDs": use_ability_ids,
                "useActorIDs": use_actor_ids,
                "viewOptions": view_options,
                "wipeCutoff": wipe_cutoff,
                "allowUnlisted": allow_unlisted,
            },
            options,
        )

    async def get_report_fights(
        self,
        code: str,
        difficulty: int | None | UnsetType = UNSET,
        encounter_id: int | None | UnsetType = UNSET,
        fight_ids: Sequence[int] | None | UnsetType = UNSET,
        kill_type: KillTypeLike | None | UnsetType = UNSET,
        translate: bool | None | UnsetType = UNSET,
        allow_unlisted: bool | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetReportFights:
        """The fights of a report in full.

        Args:
            code: The report's code; an anonymous one starts with `a:`.
            difficulty: Only fights of this difficulty, such as 122 for veteran hard mode.
            encounter_id: Only fights of this encounter, as in `Encounter.id`.
            fight_ids: Only these fights, as in `ReportFight.id`.
            kill_type: Only fights of this kind: encounters, kills, wipes or trash.
            translate: Translate names from the log's language; false leaves them as logged.
            allow_unlisted: Whether an unlisted report may be returned.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            NotFoundError: There is no such report.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_REPORT_FIGHTS,
            {
                "code": code,
                "difficulty": difficulty,
                "encounterID": encounter_id,
                "fightIDs": fight_ids,
                "killType": kill_type,
                "translate": translate,
                "allowUnlisted": allow_unlisted,
            },
            options,
        )

    async def get_report_graph(
        self,
        code: str,
        ability_id: float | None | UnsetType = UNSET,
        data_type: GraphDataTypeLike | None | UnsetType = UNSET,
        death: int | None | UnsetType = UNSET,
        difficulty: int | None | UnsetType = UNSET,
        encounter_id: int | None | UnsetType = UNSET,
        end_time: float | None | UnsetType = UNSET,
        fight_ids: Sequence[int] | None | UnsetType = UNSET,
        filter_expression: str | None | UnsetType = UNSET,
        hostility_type: HostilityTypeLike | None | UnsetType = UNSET,
        kill_type: KillTypeLike | None | UnsetType = UNSET,
        source_auras_absent: str | None | UnsetType = UNSET,
        source_auras_present: str | None | UnsetType = UNSET,
        source_class: str | None | UnsetType = UNSET,
        source_id: int | None | UnsetType = UNSET,
        source_instance_id: int | None | UnsetType = UNSET,
        start_time: float | None | UnsetType = UNSET,
        target_auras_absent: str | None | UnsetType = UNSET,
        target_auras_present: str | None | UnsetType = UNSET,
        target_class: str | None | UnsetType = UNSET,
        target_id: int | None | UnsetType = UNSET,
        target_instance_id: int | None | UnsetType = UNSET,
        translate: bool | None | UnsetType = UNSET,
        view_options: int | None | UnsetType = UNSET,
        view_by: ViewTypeLike | None | UnsetType = UNSET,
        wipe_cutoff: int | None | UnsetType = UNSET,
        allow_unlisted: bool | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetReportGraph:
        """A graph over a report's events, as JSON.

        Args:
            code: The report's code; an anonymous one starts with `a:`.
            ability_id: Only this ability, by game id. `Deaths`: the killing one. `Resources`: the
                resource.
            data_type: What to draw.
            death: With `Deaths`, only the n-th death among those that match.
            difficulty: Only fights of this difficulty, such as 122 for veteran hard mode.
            encounter_id: Only fights of this encounter, as in `Encounter.id`.
            end_time: Where to stop, in milliseconds since the report's start.
            fight_ids: Only these fights, as in `ReportFight.id`.
            filter_expression: A condition on each event, in the site's own query language.
            hostility_type: Whose side to look at; `Friendlies` if left out.
            kill_type: Only fights of this kind: encounters, kills, wipes or trash.
            source_auras_absent: Auras that the source must not have: game ids, separated by commas.
            source_auras_present: Auras that the source must have: game ids, separated by commas.
            source_class: Only sources of this class, such as `DragonKnight`.
            source_id: Only this source and its pets, as in `ReportActor.id`.
            source_instance_id: Only this instance of an NPC that occurs several times as source.
            start_time: Where to start, in milliseconds since the report's start.
            target_auras_absent: Auras that the target must not have: game ids, separated by commas.
            target_auras_present: Auras that the target must have: game ids, separated by commas.
            target_class: Only targets of this class, such as `DragonKnight`.
            target_id: Only this target, as in `ReportActor.id`.
            target_instance_id: Only this instance of an NPC that occurs several times as target.
            translate: Translate names from the log's language; false leaves them as logged.
            view_options: Bit flags of what to include, as the site's own pages send them.
            view_by: What a series stands for: a source, a target or an ability.
            wipe_cutoff: Leave out what happens after this many deaths in a pull.
            allow_unlisted: Whether an unlisted report may be returned.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            NotFoundError: There is no such report.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_REPORT_GRAPH,
            {
                "code": code,
                "abilityID": ability_id,
                "dataType": data_type,
                "death": death,
                "difficulty": difficulty,
                "encounterID": encounter_id,
                "endTime": end_time,
                "fightIDs": fight_ids,
                "filterExpression": filter_expression,
                "hostilityType": hostility_type,
                "killType": kill_type,
                "sourceAurasAbsent": source_auras_absent,
                "sourceAurasPresent": source_auras_present,
                "sourceClass": source_class,
                "sourceID": source_id,
                "sourceInstanceID": source_instance_id,
                "startTime": start_time,
                "targetAurasAbsent": target_auras_absent,
                "targetAurasPresent": target_auras_present,
                "targetClass": target_class,
                "targetID": target_id,
                "targetInstanceID": target_instance_id,
                "translate": translate,
                "viewOptions": view_options,
                "viewBy": view_by,
                "wipeCutoff": wipe_cutoff,
                "allowUnlisted": allow_unlisted,
            },
            options,
        )

    async def get_report_master_data(
        self,
        code: str,
        translate: bool | None | UnsetType = UNSET,
        actor_type: str | None | UnsetType = UNSET,
        actor_sub_type: str | None | UnsetType = UNSET,
        allow_unlisted: bool | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetReportMasterData:
        """The actors and abilities of a report, which its events refer to by id.

        Args:
            code: The report's code; an anonymous one starts with `a:`.
            translate: Translate names from the log's language; false leaves them as logged.
            actor_type: Only this kind, such as `Player`, `Pet` or `NPC`.
            actor_sub_type: Only this class of player, or this kind of NPC.
            allow_unlisted: Whether an unlisted report may be returned.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            NotFoundError: There is no such report.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_REPORT_MASTER_DATA,
            {
                "code": code,
                "translate": translate,
                "actorType": actor_type,
                "actorSubType": actor_sub_type,
                "allowUnlisted": allow_unlisted,
            },
            options,
        )

    async def get_report_player_details(
        self,
        code: str,
        difficulty: int | None | UnsetType = UNSET,
        encounter_id: int | None | UnsetType = UNSET,
        end_time: float | None | UnsetType = UNSET,
        fight_ids: Sequence[int] | None | UnsetType = UNSET,
        kill_type: KillTypeLike | None | UnsetType = UNSET,
        start_time: float | None | UnsetType = UNSET,
        translate: bool | None | UnsetType = UNSET,
        include_combatant_info: bool | None | UnsetType = UNSET,
        allow_unlisted: bool | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetReportPlayerDetails:
        """The players of a report by role, with gear and skills if asked, as JSON.

        Args:
            code: The report's code; an anonymous one starts with `a:`.
            difficulty: Only fights of this difficulty, such as 122 for veteran hard mode.
            encounter_id: Only fights of this encounter, as in `Encounter.id`.
            end_time: Where to stop, in milliseconds since the report's start.
            fight_ids: Only these fights, as in `ReportFight.id`.
            kill_type: Only fights of this kind: encounters, kills, wipes or trash.
            start_time: Where to start, in milliseconds since the report's start.
            translate: Translate names from the log's language; false leaves them as logged.
            include_combatant_info: Add each player's gear and slotted skills.
            allow_unlisted: Whether an unlisted report may be returned.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            NotFoundError: There is no such report.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_REPORT_PLAYER_DETAILS,
            {
                "code": code,
                "difficulty": difficulty,
                "encounterID": encounter_id,
                "endTime": end_time,
                "fightIDs": fight_ids,
                "killType": kill_type,
                "startTime": start_time,
                "translate": translate,
                "includeCombatantInfo": include_combatant_info,
                "allowUnlisted": allow_unlisted,
            },
            options,
        )

    async def get_report_rankings(
        self,
        code: str,
        compare: RankingCompareTypeLike | None | UnsetType = UNSET,
        difficulty: int | None | UnsetType = UNSET,
        encounter_id: int | None | UnsetType = UNSET,
        fight_ids: Sequence[int] | None | UnsetType = UNSET,
        player_metric: ReportRankingMetricTypeLike | None | UnsetType = UNSET,
        timeframe: RankingTimeframeTypeLike | None | UnsetType = UNSET,
        allow_unlisted: bool | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetReportRankings:
        """The ranks of a report's kills, as JSON.

        Args:
            code: The report's code; an anonymous one starts with `a:`.
            compare: Compare with the best ranks or with all parses of two weeks.
            difficulty: Only fights of this difficulty, such as 122 for veteran hard mode.
            encounter_id: Only fights of this encounter, as in `Encounter.id`.
            fight_ids: Only these fights, as in `ReportFight.id`.
            player_metric: What to rank players by. Left out, the site picks what suits each fight.
            timeframe: Compare with today's rankings or with those of the time of the fight.
            allow_unlisted: Whether an unlisted report may be returned.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            NotFoundError: There is no such report.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_REPORT_RANKINGS,
            {
                "code": code,
                "compare": compare,
                "difficulty": difficulty,
                "encounterID": encounter_id,
                "fightIDs": fight_ids,
                "playerMetric": player_metric,
                "timeframe": timeframe,
                "allowUnlisted": allow_unlisted,
            },
            options,
        )

    async def get_report_table(
        self,
        code: str,
        ability_id: float | None | UnsetType = UNSET,
        data_type: TableDataTypeLike | None | UnsetType = UNSET,
        death: int | None | UnsetType = UNSET,
        difficulty: int | None | UnsetType = UNSET,
        encounter_id: int | None | UnsetType = UNSET,
        end_time: float | None | UnsetType = UNSET,
        fight_ids: Sequence[int] | None | UnsetType = UNSET,
        filter_expression: str | None | UnsetType = UNSET,
        hostility_type: HostilityTypeLike | None | UnsetType = UNSET,
        kill_type: KillTypeLike | None | UnsetType = UNSET,
        source_auras_absent: str | None | UnsetType = UNSET,
        source_auras_present: str | None | UnsetType = UNSET,
        source_class: str | None | UnsetType = UNSET,
        source_id: int | None | UnsetType = UNSET,
        source_instance_id: int | None | UnsetType = UNSET,
        start_time: float | None | UnsetType = UNSET,
        target_auras_absent: str | None | UnsetType = UNSET,
        target_auras_present: str | None | UnsetType = UNSET,
        target_class: str | None | UnsetType = UNSET,
        target_id: int | None | UnsetType = UNSET,
        target_instance_id: int | None | UnsetType = UNSET,
        translate: bool | None | UnsetType = UNSET,
        view_options: int | None | UnsetType = UNSET,
        view_by: ViewTypeLike | None | UnsetType = UNSET,
        wipe_cutoff: int | None | UnsetType = UNSET,
        allow_unlisted: bool | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetReportTable:
        """A table over a report's events, as JSON.

        Args:
            code: The report's code; an anonymous one starts with `a:`.
            ability_id: Only this ability, by game id. `Deaths`: the killing one. `Resources`: the
                resource.
            data_type: Which table to make.
            death: With `Deaths`, only the n-th death among those that match.
            difficulty: Only fights of this difficulty, such as 122 for veteran hard mode.
            encounter_id: Only fights of this encounter, as in `Encounter.id`.
            end_time: Where to stop, in milliseconds since the report's start.
            fight_ids: Only these fights, as in `ReportFight.id`.
            filter_expression: A condition on each event, in the site's own query language.
            hostility_type: Whose side to look at; `Friendlies` if left out.
            kill_type: Only fights of this kind: encounters, kills, wipes or trash.
            source_auras_absent: Auras that the source must not have: game ids, separated by commas.
            source_auras_present: Auras that the source must have: game ids, separated by commas.
            source_class: Only sources of this class, such as `DragonKnight`.
            source_id: Only this source and its pets, as in `ReportActor.id`.
            source_instance_id: Only this instance of an NPC that occurs several times as source.
            start_time: Where to start, in milliseconds since the report's start.
            target_auras_absent: Auras that the target must not have: game ids, separated by commas.
            target_auras_present: Auras that the target must have: game ids, separated by commas.
            target_class: Only targets of this class, such as `DragonKnight`.
            target_id: Only this target, as in `ReportActor.id`.
            target_instance_id: Only this instance of an NPC that occurs several times as target.
            translate: Translate names from the log's language; false leaves them as logged.
            view_options: Bit flags of what to include, as the site's own pages send them.
            view_by: What a row stands for: a source, a target or an ability.
            wipe_cutoff: Leave out what happens after this many deaths in a pull.
            allow_unlisted: Whether an unlisted report may be returned.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            NotFoundError: There is no such report.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_REPORT_TABLE,
            {
                "code": code,
                "abilityID": ability_id,
                "dataType": data_type,
                "death": death,
                "difficulty": difficulty,
                "encounterID": encounter_id,
                "endTime": end_time,
                "fightIDs": fight_ids,
                "filterExpression": filter_expression,
                "hostilityType": hostility_type,
                "killType": kill_type,
                "sourceAurasAbsent": source_auras_absent,
                "sourceAurasPresent": source_auras_present,
                "sourceClass": source_class,
                "sourceID": source_id,
                "sourceInstanceID": source_instance_id,
                "startTime": start_time,
                "targetAurasAbsent": target_auras_absent,
                "targetAurasPresent": target_auras_present,
                "targetClass": target_class,
                "targetID": target_id,
                "targetInstanceID": target_instance_id,
                "translate": translate,
                "viewOptions": view_options,
                "viewBy": view_by,
                "wipeCutoff": wipe_cutoff,
                "allowUnlisted": allow_unlisted,
            },
            options,
        )

    async def get_reports(
        self,
        end_time: float | None | UnsetType = UNSET,
        guild_id: int | None | UnsetType = UNSET,
        guild_name: str | None | UnsetType = UNSET,
        guild_server_slug: str | None | UnsetType = UNSET,
        guild_server_region: str | None | UnsetType = UNSET,
        guild_tag_id: int | None | UnsetType = UNSET,
        user_id: int | None | UnsetType = UNSET,
        limit: int | None | UnsetType = UNSET,
        page: int | None | UnsetType = UNSET,
        start_time: float | None | UnsetType = UNSET,
        zone_id: int | None | UnsetType = UNSET,
        game_zone_id: int | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetReports:
        """Reports, newest first, filtered by guild, user, zone or time, a page at a time.

        Args:
            end_time: Only reports from before this instant, in Unix milliseconds.
            guild_id: Only reports of this guild, as in `Guild.id`.
            guild_name: Only reports of the guild of this name. Needs its server's slug and region.
            guild_server_slug: The slug of the server that `guild_name` plays on.
            guild_server_region: The slug of the region that `guild_server_slug` lies in.
            guild_tag_id: Only reports with this tag, as in `GuildTag.id`.
            user_id: Only reports that this user uploaded, as in `User.id`.
            limit: Reports per page: 1 to 100, default 100.
            page: Which page to fetch, counting from 1.
            start_time: Only reports from this instant on, in Unix milliseconds.
            zone_id: Only reports of this ranked zone, as in `Zone.id`.
            game_zone_id: Only reports with a fight in this zone of the game, as in `GameZone.id`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_REPORTS,
            {
                "endTime": end_time,
                "guildID": guild_id,
                "guildName": guild_name,
                "guildServerSlug": guild_server_slug,
                "guildServerRegion": guild_server_region,
                "guildTagID": guild_tag_id,
                "userID": user_id,
                "limit": limit,
                "page": page,
                "startTime": start_time,
                "zoneID": zone_id,
                "gameZoneID": game_zone_id,
            },
            options,
        )

    async def get_server(
        self,
        id: int | None | UnsetType = UNSET,
        region: str | None | UnsetType = UNSET,
        slug: str | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetServer:
        """One server, by its id or by its region and slug; `server` is None when it is unknown.

        Args:
            id: The server, as in `Server.id`. Nothing else is needed with it.
            region: The region of the server that `slug` names, as in `Region.slug`.
            slug: The server, as in `Server.slug`. Needs `region`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_SERVER, {"id": id, "region": region, "slug": slug}, options)

    async def get_server_characters(
        self,
        server_id: int,
        limit: int | None | UnsetType = UNSET,
        page: int | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetServerCharacters:
        """The characters of a server, a page at a time.

        Args:
            server_id: The server, as in `Server.id`. Nothing else is needed with it.
            limit: Characters per page: 1 to 100, default 100.
            page: Which page to fetch, counting from 1.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_SERVER_CHARACTERS,
            {"serverId": server_id, "limit": limit, "page": page},
            options,
        )

    async def get_server_guilds(
        self,
        server_id: int,
        limit: int | None | UnsetType = UNSET,
        page: int | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetServerGuilds:
        """The guilds of a server, a page at a time.

        Args:
            server_id: The server, as in `Server.id`. Nothing else is needed with it.
            limit: Guilds per page: 1 to 100, default 100.
            page: Which page to fetch, counting from 1.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_SERVER_GUILDS, {"serverId": server_id, "limit": limit, "page": page}, options
        )

    async def get_subregion(self, id: int, **options: Unpack[RequestOptions]) -> GetSubregion:
        """One subregion with its region; `subregion` is None when the id is unknown.

        Args:
            id: The subregion, as in `Subregion.id`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_SUBREGION, {"id": id}, options)

    async def get_subregion_servers(
        self,
        subregion_id: int,
        limit: int | None | UnsetType = UNSET,
        page: int | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetSubregionServers:
        """The servers of a subregion, a page at a time.

        Args:
            subregion_id: The subregion, as in `Subregion.id`.
            limit: Servers per page: 1 to 100, default 100.
            page: Which page to fetch, counting from 1.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_SUBREGION_SERVERS,
            {"subregionId": subregion_id, "limit": limit, "page": page},
            options,
        )

    async def get_system_report_component(
        self, key: str, **options: Unpack[RequestOptions]
    ) -> GetSystemReportComponent:
        """One of the site's own report components; `get` is None when the key is unknown.

        Args:
            key: The component's key, as in `ReportComponent.key`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_SYSTEM_REPORT_COMPONENT, {"key": key}, options)

    async def get_system_report_components(
        self, **options: Unpack[RequestOptions]
    ) -> GetSystemReportComponents:
        """The report components that the site itself provides.

        Args:
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_SYSTEM_REPORT_COMPONENTS, {}, options)

    async def get_user_by_id(self, user_id: int, **options: Unpack[RequestOptions]) -> GetUserById:
        """One user of the site with guilds and characters; `user` is None when the id is unknown.

        Args:
            user_id: The account, as in `User.id`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_USER_BY_ID, {"userId": user_id}, options)

    async def get_user_data(self, **options: Unpack[RequestOptions]) -> GetUserData:
        """The empty user query: without an id `user` is None.

        Args:
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_USER_DATA, {}, options)

    async def get_user_reports(
        self,
        user_id: int,
        limit: int | None | UnsetType = UNSET,
        page: int | None | UnsetType = UNSET,
        start_time: float | None | UnsetType = UNSET,
        end_time: float | None | UnsetType = UNSET,
        zone_id: int | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetReports:
        """The reports that one user uploaded, newest first, a page at a time.

        Args:
            user_id: Only reports that this user uploaded, as in `User.id`.
            limit: Reports per page: 1 to 100, default 100.
            page: Which page to fetch, counting from 1.
            start_time: Only reports from this instant on, in Unix milliseconds.
            end_time: Only reports from before this instant, in Unix milliseconds.
            zone_id: Only reports of this ranked zone, as in `Zone.id`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_USER_REPORTS,
            {
                "userID": user_id,
                "limit": limit,
                "page": page,
                "startTime": start_time,
                "endTime": end_time,
                "zoneID": zone_id,
            },
            options,
        )

    async def get_world_data(
        self,
        encounter_id: int | None | UnsetType = UNSET,
        expansion_id: int | None | UnsetType = UNSET,
        region_id: int | None | UnsetType = UNSET,
        server_id: int | None | UnsetType = UNSET,
        subregion_id: int | None | UnsetType = UNSET,
        zone_id: int | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetWorldData:
        """The lists of the world at once, and single objects for the ids that are given.

        A single object is None unless its id is passed: `server` needs `server_id`, `zone` needs
        `zone_id`, and so on.

        Args:
            encounter_id: The encounter's id, as a fight gives it in `encounterID`.
            expansion_id: The expansion, as in `Expansion.id`.
            region_id: The region, as in `Region.id`.
            server_id: The server, as in `Server.id`. Nothing else is needed with it.
            subregion_id: The subregion, as in `Subregion.id`.
            zone_id: The zone, as in `Zone.id`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.GET_WORLD_DATA,
            {
                "encounterId": encounter_id,
                "expansionId": expansion_id,
                "regionId": region_id,
                "serverId": server_id,
                "subregionId": subregion_id,
                "zoneId": zone_id,
            },
            options,
        )

    async def get_zone(self, id: int, **options: Unpack[RequestOptions]) -> GetZone:
        """One zone with its encounters, difficulties and partitions; `zone` is None when the id is
        unknown.

        Args:
            id: The zone, as in `Zone.id`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_ZONE, {"id": id}, options)

    async def get_zones(
        self, expansion_id: int | None | UnsetType = UNSET, **options: Unpack[RequestOptions]
    ) -> GetZones:
        """All zones with their encounters, difficulties and partitions.

        Args:
            expansion_id: Only zones of this expansion, as in `Expansion.id`.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(ops.GET_ZONES, {"expansion_id": expansion_id}, options)

    async def search_reports(
        self,
        guild_id: int | None | UnsetType = UNSET,
        guild_name: str | None | UnsetType = UNSET,
        guild_server_slug: str | None | UnsetType = UNSET,
        guild_server_region: str | None | UnsetType = UNSET,
        guild_tag_id: int | None | UnsetType = UNSET,
        user_id: int | None | UnsetType = UNSET,
        zone_id: int | None | UnsetType = UNSET,
        game_zone_id: int | None | UnsetType = UNSET,
        start_time: float | None | UnsetType = UNSET,
        end_time: float | None | UnsetType = UNSET,
        limit: int | None | UnsetType = UNSET,
        page: int | None | UnsetType = UNSET,
        **options: Unpack[RequestOptions],
    ) -> GetReports:
        """Search reports by guild, user, zone or time, newest first, a page at a time.

        Args:
            guild_id: Only reports of this guild, as in `Guild.id`.
            guild_name: Only reports of the guild of this name. Needs its server's slug and region.
            guild_server_slug: The slug of the server that `guild_name` plays on.
            guild_server_region: The slug of the region that `guild_server_slug` lies in.
            guild_tag_id: Only reports with this tag, as in `GuildTag.id`.
            user_id: Only reports that this user uploaded, as in `User.id`.
            zone_id: Only reports of this ranked zone, as in `Zone.id`.
            game_zone_id: Only reports with a fight in this zone of the game, as in `GameZone.id`.
            start_time: Only reports from this instant on, in Unix milliseconds.
            end_time: Only reports from before this instant, in Unix milliseconds.
            limit: Reports per page: 1 to 100, default 100.
            page: Which page to fetch, counting from 1.
            **options: What this call sets for itself, such as `timeout`, `max_retries` or `cache`;
                see `RequestOptions`.

        Raises:
            ValidationError: An argument that the API would refuse; nothing was sent.
            ApiError: ESO Logs was asked, and the call failed.
            RejectedError: Nothing was sent: no time or no points are left, or ESO Logs is down.
        """
        return await self._call(
            ops.SEARCH_REPORTS,
            {
                "guildID": guild_id,
                "guildName": guild_name,
                "guildServerSlug": guild_server_slug,
                "guildServerRegion": guild_server_region,
                "guildTagID": guild_tag_id,
                "userID": user_id,
                "zoneID": zone_id,
                "gameZoneID": game_zone_id,
                "startTime": start_time,
                "endTime": end_time,
                "limit": limit,
                "page": page,
            },
            options,
        )
