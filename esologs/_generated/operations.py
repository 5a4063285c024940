# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""Every operation: what is sent, where its model is, and what to check before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esologs._operation import Operation
from esologs._rules import CODE, FIGHTS, ID, INTEGER, NUMBER, Choice, Integer

if TYPE_CHECKING:
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

ARGUMENTS = {
    "reportCode": "report_code",
    "serverSlug": "server_slug",
    "serverRegion": "server_region",
    "characterId": "character_id",
    "encounterId": "encounter_id",
    "byBracket": "by_bracket",
    "className": "class_name",
    "includeCombatantInfo": "include_combatant_info",
    "includePrivateLogs": "include_private_logs",
    "specName": "spec_name",
    "includeOtherPlayers": "include_other_players",
    "includeHistoricalGraph": "include_historical_graph",
    "specID": "spec_id",
    "forceUpdate": "force_update",
    "zoneId": "zone_id",
    "reportsLimit": "reports_limit",
    "competitionID": "competition_id",
    "guildID": "guild_id",
    "guildName": "guild_name",
    "encounterID": "encounter_id",
    "externalBuffs": "external_buffs",
    "hardModeLevel": "hard_mode_level",
    "guildId": "guild_id",
    "guildServerSlug": "guild_server_slug",
    "guildServerRegion": "guild_server_region",
    "guildTagID": "guild_tag_id",
    "zoneID": "zone_id",
    "membersLimit": "members_limit",
    "startTime": "start_time",
    "endTime": "end_time",
    "killType": "kill_type",
    "serverID": "server_id",
    "serverSubregion": "server_subregion",
    "regionId": "region_id",
    "fightIDs": "fight_ids",
    "actorType": "actor_type",
    "actorSubType": "actor_sub_type",
    "allowUnlisted": "allow_unlisted",
    "abilityID": "ability_id",
    "dataType": "data_type",
    "filterExpression": "filter_expression",
    "hostilityType": "hostility_type",
    "includeResources": "include_resources",
    "sourceAurasAbsent": "source_auras_absent",
    "sourceAurasPresent": "source_auras_present",
    "sourceClass": "source_class",
    "sourceID": "source_id",
    "sourceInstanceID": "source_instance_id",
    "targetAurasAbsent": "target_auras_absent",
    "targetAurasPresent": "target_auras_present",
    "targetClass": "target_class",
    "targetID": "target_id",
    "targetInstanceID": "target_instance_id",
    "useAbilityIDs": "use_ability_ids",
    "useActorIDs": "use_actor_ids",
    "viewOptions": "view_options",
    "wipeCutoff": "wipe_cutoff",
    "viewBy": "view_by",
    "playerMetric": "player_metric",
    "userID": "user_id",
    "gameZoneID": "game_zone_id",
    "serverId": "server_id",
    "subregionId": "subregion_id",
    "userId": "user_id",
    "expansionId": "expansion_id",
}
"""The Python names of the variables whose name differs."""

_LIMIT_1_TO_100 = Integer(1, 100)
_LIMIT_1_TO_25 = Integer(1, 25)
_LIMIT_100_TO_10000 = Integer(100, 10000)
_CHARACTER_RANKING_METRIC_TYPE = Choice(
    "bosscdps",
    "bossdps",
    "bossndps",
    "bossrdps",
    "default",
    "dps",
    "hps",
    "krsi",
    "playerscore",
    "playerspeed",
    "cdps",
    "ndps",
    "rdps",
    "tankhps",
    "wdps",
    "healercombineddps",
    "healercombinedbossdps",
    "healercombinedcdps",
    "healercombinedbosscdps",
    "healercombinedndps",
    "healercombinedbossndps",
    "healercombinedrdps",
    "healercombinedbossrdps",
    "tankcombineddps",
    "tankcombinedbossdps",
    "tankcombinedcdps",
    "tankcombinedbosscdps",
    "tankcombinedndps",
    "tankcombinedbossndps",
    "tankcombinedrdps",
    "tankcombinedbossrdps",
)
_EVENT_DATA_TYPE = Choice(
    "All",
    "Buffs",
    "Casts",
    "CombatantInfo",
    "DamageDone",
    "DamageTaken",
    "Deaths",
    "Debuffs",
    "Dispels",
    "Healing",
    "Interrupts",
    "Resources",
    "Summons",
    "Threat",
)
_EXTERNAL_BUFF_RANK_FILTER = Choice("Any", "Require", "Exclude")
_FIGHT_RANKING_METRIC_TYPE = Choice("default", "execution", "feats", "score", "speed", "progress")
_GRAPH_DATA_TYPE = Choice(
    "Summary",
    "Buffs",
    "Casts",
    "DamageDone",
    "DamageTaken",
    "Deaths",
    "Debuffs",
    "Dispels",
    "Healing",
    "Interrupts",
    "Resources",
    "Summons",
    "Survivability",
    "Threat",
)
_HARD_MODE_LEVEL_RANK_FILTER = Choice(
    "Any", "Highest", "NormalMode", "Level0", "Level1", "Level2", "Level3", "Level4"
)
_HOSTILITY_TYPE = Choice("Friendlies", "Enemies")
_KILL_TYPE = Choice("All", "Encounters", "Kills", "Trash", "Wipes")
_LEADERBOARD_RANK = Choice("Any", "LogsOnly")
_RANKING_COMPARE_TYPE = Choice("Rankings", "Parses")
_RANKING_TIMEFRAME_TYPE = Choice("Today", "Historical")
_REPORT_RANKING_METRIC_TYPE = Choice(
    "bosscdps",
    "bossdps",
    "bossndps",
    "bossrdps",
    "cdps",
    "default",
    "dps",
    "hps",
    "krsi",
    "ndps",
    "playerscore",
    "playerspeed",
    "rdps",
    "tankhps",
    "wdps",
)
_ROLE_TYPE = Choice("Any", "DPS", "Healer", "Tank")
_TABLE_DATA_TYPE = Choice(
    "Summary",
    "Buffs",
    "Casts",
    "DamageDone",
    "DamageTaken",
    "Deaths",
    "Debuffs",
    "Dispels",
    "Healing",
    "Interrupts",
    "Resources",
    "Summons",
    "Survivability",
    "Threat",
)
_VIEW_TYPE = Choice("Default", "Ability", "Source", "Target")

EVALUATE_REPORT_COMPONENT: Operation[EvaluateReportComponent] = Operation(
    "evaluateReportComponent",
    "query evaluateReportComponent($key:String!$reportCode:String!$filter:ReportComponentFilter$debug:Boolean){reportComponentData{get(key:$key){key name evaluate(reportCode:$reportCode filter:$filter debug:$debug){...ScriptResult}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment ScriptResult on ReportComponentResult{output error logs}",
    "esologs._generated.evaluate_report_component",
    "EvaluateReportComponent",
    scalar=True,
    rules={"reportCode": CODE},
    arguments=ARGUMENTS,
)
EVALUATE_REPORT_SCRIPT: Operation[EvaluateReportScript] = Operation(
    "evaluateReportScript",
    "query evaluateReportScript($contents:String!$reportCode:String!$filter:ReportComponentFilter$debug:Boolean){reportComponentData{evaluateScript(contents:$contents reportCode:$reportCode filter:$filter debug:$debug){...ScriptResult}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment ScriptResult on ReportComponentResult{output error logs}",
    "esologs._generated.evaluate_report_script",
    "EvaluateReportScript",
    scalar=True,
    rules={"reportCode": CODE},
    arguments=ARGUMENTS,
)
EVALUATE_SYSTEM_REPORT_COMPONENT: Operation[EvaluateSystemReportComponent] = Operation(
    "evaluateSystemReportComponent",
    "query evaluateSystemReportComponent($key:String!$reportCode:String!$filter:ReportComponentFilter$debug:Boolean){systemReportComponentData{get(key:$key){key name evaluate(reportCode:$reportCode filter:$filter debug:$debug){...ScriptResult}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment ScriptResult on ReportComponentResult{output error logs}",
    "esologs._generated.evaluate_system_report_component",
    "EvaluateSystemReportComponent",
    scalar=True,
    rules={"reportCode": CODE},
    arguments=ARGUMENTS,
)
EVALUATE_SYSTEM_REPORT_SCRIPT: Operation[EvaluateSystemReportScript] = Operation(
    "evaluateSystemReportScript",
    "query evaluateSystemReportScript($contents:String!$reportCode:String!$filter:ReportComponentFilter$debug:Boolean){systemReportComponentData{evaluateScript(contents:$contents reportCode:$reportCode filter:$filter debug:$debug){...ScriptResult}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment ScriptResult on ReportComponentResult{output error logs}",
    "esologs._generated.evaluate_system_report_script",
    "EvaluateSystemReportScript",
    scalar=True,
    rules={"reportCode": CODE},
    arguments=ARGUMENTS,
)
GET_ABILITIES: Operation[GetAbilities] = Operation(
    "getAbilities",
    "query getAbilities($limit:Int$page:Int){gameData{abilities(limit:$limit page:$page){...AbilityPage data{id name icon}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment AbilityPage on GameAbilityPagination{total per_page current_page from to last_page has_more_pages}",
    "esologs._generated.get_abilities",
    "GetAbilities",
    cache="game",
    rules={"limit": _LIMIT_1_TO_100, "page": ID},
    arguments=ARGUMENTS,
)
GET_ABILITY: Operation[GetAbility] = Operation(
    "getAbility",
    "query getAbility($id:Int!){gameData{ability(id:$id){id name icon description}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}",
    "esologs._generated.get_ability",
    "GetAbility",
    cache="game",
    rules={"id": ID},
    arguments=ARGUMENTS,
)
GET_CHARACTER_BY_ID: Operation[GetCharacterById] = Operation(
    "getCharacterById",
    "query getCharacterById($id:Int!){characterData{character(id:$id){...CharacterDetails}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment CharacterDetails on Character{id canonicalID name displayName anonymous classID raceID guildRank hidden server{...ServerRef}guilds{...GuildRef}}fragment GuildRef on Guild{id name server{...ServerRef}}fragment RegionRef on Region{id name compactName slug}fragment ServerRef on Server{id name slug region{...RegionRef}}",
    "esologs._generated.get_character_by_id",
    "GetCharacterById",
    cache="character",
    rules={"id": ID},
    arguments=ARGUMENTS,
)
GET_CHARACTER_BY_NAME: Operation[GetCharacterByName] = Operation(
    "getCharacterByName",
    "query getCharacterByName($name:String!$serverSlug:String!$serverRegion:String!){characterData{character(name:$name serverSlug:$serverSlug serverRegion:$serverRegion){...CharacterDetails}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment CharacterDetails on Character{id canonicalID name displayName anonymous classID raceID guildRank hidden server{...ServerRef}guilds{...GuildRef}}fragment GuildRef on Guild{id name server{...ServerRef}}fragment RegionRef on Region{id name compactName slug}fragment ServerRef on Server{id name slug region{...RegionRef}}",
    "esologs._generated.get_character_by_name",
    "GetCharacterByName",
    cache="character",
)
GET_CHARACTER_CLAIM: Operation[GetCharacterClaim] = Operation(
    "getCharacterClaim",
    "query getCharacterClaim($characterId:Int!){characterData{character(id:$characterId){id name claimed}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}",
    "esologs._generated.get_character_claim",
    "GetCharacterClaim",
    rules={"characterId": ID},
    arguments=ARGUMENTS,
)
GET_CHARACTER_ENCOUNTER_RANKING: Operation[GetCharacterEncounterRanking] = Operation(
    "getCharacterEncounterRanking",
    "query getCharacterEncounterRanking($characterId:Int!$encounterId:Int!){characterData{character(id:$characterId){encounterRankings(encounterID:$encounterId)}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}",
    "esologs._generated.get_character_encounter_ranking",
    "GetCharacterEncounterRanking",
    scalar=True,
    cache="rankings",
    rules={"characterId": ID, "encounterId": INTEGER},
    arguments=ARGUMENTS,
)
GET_CHARACTER_ENCOUNTER_RANKINGS: Operation[GetCharacterEncounterRankings] = Operation(
    "getCharacterEncounterRankings",
    "query getCharacterEncounterRankings($characterId:Int!$encounterId:Int!$byBracket:Boolean$className:String$compare:RankingCompareType$difficulty:Int$includeCombatantInfo:Boolean$includePrivateLogs:Boolean$metric:CharacterRankingMetricType$partition:Int$role:RoleType$size:Int$specName:String$timeframe:RankingTimeframeType$includeOtherPlayers:Boolean$includeHistoricalGraph:Boolean){characterData{character(id:$characterId){encounterRankings(encounterID:$encounterId byBracket:$byBracket className:$className compare:$compare difficulty:$difficulty includeCombatantInfo:$includeCombatantInfo includePrivateLogs:$includePrivateLogs metric:$metric partition:$partition role:$role size:$size specName:$specName timeframe:$timeframe includeOtherPlayers:$includeOtherPlayers includeHistoricalGraph:$includeHistoricalGraph)}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}",
    "esologs._generated.get_character_encounter_rankings",
    "GetCharacterEncounterRankings",
    scalar=True,
    cache="rankings",
    rules={
        "characterId": ID,
        "encounterId": INTEGER,
        "compare": _RANKING_COMPARE_TYPE,
        "difficulty": INTEGER,
        "metric": _CHARACTER_RANKING_METRIC_TYPE,
        "partition": INTEGER,
        "role": _ROLE_TYPE,
        "size": INTEGER,
        "timeframe": _RANKING_TIMEFRAME_TYPE,
    },
    arguments=ARGUMENTS,
)
GET_CHARACTER_GAME_DATA: Operation[GetCharacterGameData] = Operation(
    "getCharacterGameData",
    "query getCharacterGameData($characterId:Int!$specID:Int$forceUpdate:Boolean){characterData{character(id:$characterId){id name gameData(specID:$specID forceUpdate:$forceUpdate)}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}",
    "esologs._generated.get_character_game_data",
    "GetCharacterGameData",
    scalar=True,
    cache="character",
    rules={"characterId": ID, "specID": INTEGER},
    arguments=ARGUMENTS,
)
GET_CHARACTER_OVERVIEW: Operation[GetCharacterOverview] = Operation(
    "getCharacterOverview",
    "query getCharacterOverview($characterId:Int!$zoneId:Int$reportsLimit:Int){characterData{character(id:$characterId){...CharacterDetails recentReports(limit:$reportsLimit){...ReportPage data{...ReportSummary}}zoneRankings(zoneID:$zoneId)}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment CharacterDetails on Character{id canonicalID name displayName anonymous classID raceID guildRank hidden server{...ServerRef}guilds{...GuildRef}}fragment GuildRef on Guild{id name server{...ServerRef}}fragment RegionRef on Region{id name compactName slug}fragment ReportPage on ReportPagination{total per_page current_page from to last_page has_more_pages}fragment ReportSummary on Report{code title startTime endTime revision visibility zone{...ZoneRef}guild{...GuildRef}owner{...UserRef}}fragment ServerRef on Server{id name slug region{...RegionRef}}fragment UserRef on User{id name}fragment ZoneRef on Zone{id name}",
    "esologs._generated.get_character_overview",
    "GetCharacterOverview",
    scalar=True,
    cache="character",
    rules={"characterId": ID, "reportsLimit": _LIMIT_1_TO_100, "zoneId": INTEGER},
    arguments=ARGUMENTS,
)
GET_CHARACTER_REPORTS: Operation[GetCharacterReports] = Operation(
    "getCharacterReports",
    "query getCharacterReports($characterId:Int!$limit:Int$page:Int){characterData{character(id:$characterId){recentReports(limit:$limit page:$page){...ReportPage data{...ReportSummary}}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment GuildRef on Guild{id name server{...ServerRef}}fragment RegionRef on Region{id name compactName slug}fragment ReportPage on ReportPagination{total per_page current_page from to last_page has_more_pages}fragment ReportSummary on Report{code title startTime endTime revision visibility zone{...ZoneRef}guild{...GuildRef}owner{...UserRef}}fragment ServerRef on Server{id name slug region{...RegionRef}}fragment UserRef on User{id name}fragment ZoneRef on Zone{id name}",
    "esologs._generated.get_character_reports",
    "GetCharacterReports",
    cache="character",
    rules={"characterId": ID, "limit": _LIMIT_1_TO_100, "page": ID},
    arguments=ARGUMENTS,
)
GET_CHARACTER_ZONE_RANKINGS: Operation[GetCharacterZoneRankings] = Operation(
    "getCharacterZoneRankings",
    "query getCharacterZoneRankings($characterId:Int!$zoneId:Int$byBracket:Boolean$className:String$compare:RankingCompareType$difficulty:Int$includePrivateLogs:Boolean$metric:CharacterRankingMetricType$partition:Int$role:RoleType$size:Int$specName:String$timeframe:RankingTimeframeType){characterData{character(id:$characterId){zoneRankings(zoneID:$zoneId byBracket:$byBracket className:$className compare:$compare difficulty:$difficulty includePrivateLogs:$includePrivateLogs metric:$metric partition:$partition role:$role size:$size specName:$specName timeframe:$timeframe)}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}",
    "esologs._generated.get_character_zone_rankings",
    "GetCharacterZoneRankings",
    scalar=True,
    cache="rankings",
    rules={
        "characterId": ID,
        "zoneId": INTEGER,
        "compare": _RANKING_COMPARE_TYPE,
        "difficulty": INTEGER,
        "metric": _CHARACTER_RANKING_METRIC_TYPE,
        "partition": INTEGER,
        "role": _ROLE_TYPE,
        "size": INTEGER,
        "timeframe": _RANKING_TIMEFRAME_TYPE,
    },
    arguments=ARGUMENTS,
)
GET_CLASS: Operation[GetClass] = Operation(
    "getClass",
    "query getClass($id:Int!){gameData{class(id:$id){...ClassDetails}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment ClassDetails on GameClass{id name slug specs{id name slug}}",
    "esologs._generated.get_class",
    "GetClass",
    cache="game",
    rules={"id": ID},
    arguments=ARGUMENTS,
)
GET_CLASSES: Operation[GetClasses] = Operation(
    "getClasses",
    "query getClasses($faction_id:Int$zone_id:Int){gameData{classes(faction_id:$faction_id zone_id:$zone_id){...ClassDetails}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment ClassDetails on GameClass{id name slug specs{id name slug}}",
    "esologs._generated.get_classes",
    "GetClasses",
    cache="game",
    rules={"faction_id": INTEGER, "zone_id": INTEGER},
    arguments=ARGUMENTS,
)
GET_CURRENT_USER: Operation[GetCurrentUser] = Operation(
    "getCurrentUser",
    "query getCurrentUser{userData{currentUser{...UserDetails avatar}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment GuildRef on Guild{id name server{...ServerRef}}fragment RegionRef on Region{id name compactName slug}fragment ServerRef on Server{id name slug region{...RegionRef}}fragment UserDetails on User{id name guilds{...GuildRef}characters{id name server{...ServerRef}gameData classID raceID hidden}naDisplayName euDisplayName}",
    "esologs._generated.get_current_user",
    "GetCurrentUser",
    scalar=True,
)
GET_DETAILED_COMPOSITION: Operation[GetDetailedComposition] = Operation(
    "getDetailedComposition",
    "query getDetailedComposition($competitionID:Int$guildID:Int$guildName:String$serverSlug:String$serverRegion:String$encounterID:Int$difficulty:Int$size:Int){progressRaceData{detailedComposition(competitionID:$competitionID guildID:$guildID guildName:$guildName serverSlug:$serverSlug serverRegion:$serverRegion encounterID:$encounterID difficulty:$difficulty size:$size)}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}",
    "esologs._generated.get_detailed_composition",
    "GetDetailedComposition",
    scalar=True,
    rules={
        "competitionID": INTEGER,
        "guildID": ID,
        "encounterID": INTEGER,
        "difficulty": INTEGER,
        "size": INTEGER,
    },
    arguments=ARGUMENTS,
)
GET_ENCOUNTER: Operation[GetEncounter] = Operation(
    "getEncounter",
    "query getEncounter($id:Int!){worldData{encounter(id:$id){...EncounterRef zone{...ZoneRef}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment EncounterRef on Encounter{id name}fragment ZoneRef on Zone{id name}",
    "esologs._generated.get_encounter",
    "GetEncounter",
    cache="world",
    rules={"id": INTEGER},
    arguments=ARGUMENTS,
)
GET_ENCOUNTER_CHARACTER_RANKINGS: Operation[GetEncounterCharacterRankings] = Operation(
    "getEncounterCharacterRankings",
    "query getEncounterCharacterRankings($encounterId:Int!$bracket:Int$className:String$difficulty:Int$externalBuffs:ExternalBuffRankFilter$filter:String$hardModeLevel:HardModeLevelRankFilter$includeCombatantInfo:Boolean$leaderboard:LeaderboardRank$metric:CharacterRankingMetricType$page:Int$partition:Int$serverRegion:String$serverSlug:String$size:Int$specName:String){worldData{encounter(id:$encounterId){...EncounterRef characterRankings(bracket:$bracket className:$className difficulty:$difficulty externalBuffs:$externalBuffs filter:$filter hardModeLevel:$hardModeLevel includeCombatantInfo:$includeCombatantInfo leaderboard:$leaderboard metric:$metric page:$page partition:$partition serverRegion:$serverRegion serverSlug:$serverSlug size:$size specName:$specName)}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment EncounterRef on Encounter{id name}",
    "esologs._generated.get_encounter_character_rankings",
    "GetEncounterCharacterRankings",
    scalar=True,
    cache="rankings",
    rules={
        "encounterId": INTEGER,
        "bracket": INTEGER,
        "difficulty": INTEGER,
        "externalBuffs": _EXTERNAL_BUFF_RANK_FILTER,
        "hardModeLevel": _HARD_MODE_LEVEL_RANK_FILTER,
        "leaderboard": _LEADERBOARD_RANK,
        "metric": _CHARACTER_RANKING_METRIC_TYPE,
        "page": ID,
        "partition": INTEGER,
        "size": INTEGER,
    },
    arguments=ARGUMENTS,
)
GET_ENCOUNTER_FIGHT_RANKINGS: Operation[GetEncounterFightRankings] = Operation(
    "getEncounterFightRankings",
    "query getEncounterFightRankings($encounterId:Int!$bracket:Int$difficulty:Int$filter:String$hardModeLevel:HardModeLevelRankFilter$leaderboard:LeaderboardRank$metric:FightRankingMetricType$page:Int$partition:Int$serverRegion:String$serverSlug:String$size:Int){worldData{encounter(id:$encounterId){...EncounterRef fightRankings(bracket:$bracket difficulty:$difficulty filter:$filter hardModeLevel:$hardModeLevel leaderboard:$leaderboard metric:$metric page:$page partition:$partition serverRegion:$serverRegion serverSlug:$serverSlug size:$size)}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment EncounterRef on Encounter{id name}",
    "esologs._generated.get_encounter_fight_rankings",
    "GetEncounterFightRankings",
    scalar=True,
    cache="rankings",
    rules={
        "encounterId": INTEGER,
        "bracket": INTEGER,
        "difficulty": INTEGER,
        "hardModeLevel": _HARD_MODE_LEVEL_RANK_FILTER,
        "leaderboard": _LEADERBOARD_RANK,
        "metric": _FIGHT_RANKING_METRIC_TYPE,
        "page": ID,
        "partition": INTEGER,
        "size": INTEGER,
    },
    arguments=ARGUMENTS,
)
GET_ENCOUNTERS_BY_ZONE: Operation[GetEncountersByZone] = Operation(
    "getEncountersByZone",
    "query getEncountersByZone($zoneId:Int!){worldData{zone(id:$zoneId){id name encounters{...EncounterRef}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment EncounterRef on Encounter{id name}",
    "esologs._generated.get_encounters_by_zone",
    "GetEncountersByZone",
    cache="world",
    rules={"zoneId": INTEGER},
    arguments=ARGUMENTS,
)
GET_EXPANSION: Operation[GetExpansion] = Operation(
    "getExpansion",
    "query getExpansion($id:Int!){worldData{expansion(id:$id){...ExpansionDetails}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment ExpansionDetails on Expansion{id name zones{...ZoneRef}}fragment ZoneRef on Zone{id name}",
    "esologs._generated.get_expansion",
    "GetExpansion",
    cache="world",
    rules={"id": INTEGER},
    arguments=ARGUMENTS,
)
GET_EXPANSIONS: Operation[GetExpansions] = Operation(
    "getExpansions",
    "query getExpansions{worldData{expansions{...ExpansionDetails}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment ExpansionDetails on Expansion{id name zones{...ZoneRef}}fragment ZoneRef on Zone{id name}",
    "esologs._generated.get_expansions",
    "GetExpansions",
    cache="world",
)
GET_FACTIONS: Operation[GetFactions] = Operation(
    "getFactions",
    "query getFactions{gameData{factions{id name}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}",
    "esologs._generated.get_factions",
    "GetFactions",
    cache="game",
)
GET_GUILD: Operation[GetGuildById] = Operation(
    "getGuild",
    "query getGuild($guildId:Int$guildName:String$guildServerSlug:String$guildServerRegion:String){guildData{guild(id:$guildId name:$guildName serverSlug:$guildServerSlug serverRegion:$guildServerRegion){...GuildDetails}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment GuildDetails on Guild{id name description competitionMode stealthMode faction{id name}server{...ServerRef}tags{id name}}fragment RegionRef on Region{id name compactName slug}fragment ServerRef on Server{id name slug region{...RegionRef}}",
    "esologs._generated.get_guild_by_id",
    "GetGuildById",
    cache="guild",
    rules={"guildId": ID},
    arguments=ARGUMENTS,
    requires=(("guildId",), ("guildName", "guildServerSlug", "guildServerRegion")),
)
GET_GUILD_ATTENDANCE: Operation[GetGuildAttendance] = Operation(
    "getGuildAttendance",
    "query getGuildAttendance($guildId:Int!$guildTagID:Int$limit:Int$page:Int$zoneID:Int){guildData{guild(id:$guildId){attendance(guildTagID:$guildTagID limit:$limit page:$page zoneID:$zoneID){total per_page current_page from to last_page has_more_pages data{code startTime players{name type presence}zone{...ZoneRef}}}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment ZoneRef on Zone{id name}",
    "esologs._generated.get_guild_attendance",
    "GetGuildAttendance",
    cache="guild",
    rules={"guildId": ID, "guildTagID": ID, "limit": _LIMIT_1_TO_25, "page": ID, "zoneID": INTEGER},
    arguments=ARGUMENTS,
)
GET_GUILD_BY_ID: Operation[GetGuildById] = Operation(
    "getGuildById",
    "query getGuildById($guildId:Int!){guildData{guild(id:$guildId){...GuildDetails}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment GuildDetails on Guild{id name description competitionMode stealthMode faction{id name}server{...ServerRef}tags{id name}}fragment RegionRef on Region{id name compactName slug}fragment ServerRef on Server{id name slug region{...RegionRef}}",
    "esologs._generated.get_guild_by_id",
    "GetGuildById",
    cache="guild",
    rules={"guildId": ID},
    arguments=ARGUMENTS,
)
GET_GUILD_BY_NAME: Operation[GetGuildByName] = Operation(
    "getGuildByName",
    "query getGuildByName($name:String!$serverSlug:String!$serverRegion:String!){guildData{guild(name:$name serverSlug:$serverSlug serverRegion:$serverRegion){...GuildDetails}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment GuildDetails on Guild{id name description competitionMode stealthMode faction{id name}server{...ServerRef}tags{id name}}fragment RegionRef on Region{id name compactName slug}fragment ServerRef on Server{id name slug region{...RegionRef}}",
    "esologs._generated.get_guild_by_name",
    "GetGuildByName",
    cache="guild",
)
GET_GUILD_CHARACTERS: Operation[GetGuildCharacters] = Operation(
    "getGuildCharacters",
    "query getGuildCharacters($guildId:Int!$limit:Int$page:Int){characterData{characters(guildID:$guildId limit:$limit page:$page){...CharacterPage data{...CharacterDetails}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment CharacterDetails on Character{id canonicalID name displayName anonymous classID raceID guildRank hidden server{...ServerRef}guilds{...GuildRef}}fragment CharacterPage on CharacterPagination{total per_page current_page from to last_page has_more_pages}fragment GuildRef on Guild{id name server{...ServerRef}}fragment RegionRef on Region{id name compactName slug}fragment ServerRef on Server{id name slug region{...RegionRef}}",
    "esologs._generated.get_guild_characters",
    "GetGuildCharacters",
    cache="character",
    rules={"guildId": ID, "limit": _LIMIT_1_TO_100, "page": ID},
    arguments=ARGUMENTS,
)
GET_GUILD_MEMBERS: Operation[GetGuildMembers] = Operation(
    "getGuildMembers",
    "query getGuildMembers($guildId:Int!$limit:Int$page:Int){guildData{guild(id:$guildId){members(limit:$limit page:$page){...CharacterPage data{...Member}}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment CharacterPage on CharacterPagination{total per_page current_page from to last_page has_more_pages}fragment Member on Character{id name classID guildRank server{...ServerRef}}fragment RegionRef on Region{id name compactName slug}fragment ServerRef on Server{id name slug region{...RegionRef}}",
    "esologs._generated.get_guild_members",
    "GetGuildMembers",
    cache="guild",
    rules={"guildId": ID, "limit": _LIMIT_1_TO_100, "page": ID},
    arguments=ARGUMENTS,
)
GET_GUILD_MEMBERSHIP: Operation[GetGuildMembership] = Operation(
    "getGuildMembership",
    "query getGuildMembership($guildId:Int!){guildData{guild(id:$guildId){id name currentUserRank}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}",
    "esologs._generated.get_guild_membership",
    "GetGuildMembership",
    rules={"guildId": ID},
    arguments=ARGUMENTS,
)
GET_GUILD_OVERVIEW: Operation[GetGuildOverview] = Operation(
    "getGuildOverview",
    "query getGuildOverview($guildId:Int!$membersLimit:Int$reportsLimit:Int$startTime:Float$endTime:Float$zoneID:Int$killType:KillType){guildData{guild(id:$guildId){...GuildDetails members(limit:$membersLimit){...CharacterPage data{...Member}}}}reportData{reports(guildID:$guildId limit:$reportsLimit startTime:$startTime endTime:$endTime zoneID:$zoneID){...ReportPage data{...ReportSummary fights(killType:$killType){...FightSummary}}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment CharacterPage on CharacterPagination{total per_page current_page from to last_page has_more_pages}fragment FightSummary on ReportFight{id name encounterID difficulty kill startTime endTime bossPercentage fightPercentage size inProgress}fragment GuildDetails on Guild{id name description competitionMode stealthMode faction{id name}server{...ServerRef}tags{id name}}fragment GuildRef on Guild{id name server{...ServerRef}}fragment Member on Character{id name classID guildRank server{...ServerRef}}fragment RegionRef on Region{id name compactName slug}fragment ReportPage on ReportPagination{total per_page current_page from to last_page has_more_pages}fragment ReportSummary on Report{code title startTime endTime revision visibility zone{...ZoneRef}guild{...GuildRef}owner{...UserRef}}fragment ServerRef on Server{id name slug region{...RegionRef}}fragment UserRef on User{id name}fragment ZoneRef on Zone{id name}",
    "esologs._generated.get_guild_overview",
    "GetGuildOverview",
    cache="guild",
    rules={
        "guildId": ID,
        "membersLimit": _LIMIT_1_TO_100,
        "reportsLimit": _LIMIT_1_TO_100,
        "startTime": NUMBER,
        "endTime": NUMBER,
        "zoneID": INTEGER,
        "killType": _KILL_TYPE,
    },
    arguments=ARGUMENTS,
)
GET_GUILD_REPORTS: Operation[GetReports] = Operation(
    "getGuildReports",
    "query getGuildReports($guildID:Int!$limit:Int$page:Int$startTime:Float$endTime:Float$zoneID:Int){reportData{reports(guildID:$guildID limit:$limit page:$page startTime:$startTime endTime:$endTime zoneID:$zoneID){...ReportPage data{...ReportSummary}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment GuildRef on Guild{id name server{...ServerRef}}fragment RegionRef on Region{id name compactName slug}fragment ReportPage on ReportPagination{total per_page current_page from to last_page has_more_pages}fragment ReportSummary on Report{code title startTime endTime revision visibility zone{...ZoneRef}guild{...GuildRef}owner{...UserRef}}fragment ServerRef on Server{id name slug region{...RegionRef}}fragment UserRef on User{id name}fragment ZoneRef on Zone{id name}",
    "esologs._generated.get_reports",
    "GetReports",
    cache="guild",
    rules={
        "guildID": ID,
        "limit": _LIMIT_1_TO_100,
        "page": ID,
        "startTime": NUMBER,
        "endTime": NUMBER,
        "zoneID": INTEGER,
    },
    arguments=ARGUMENTS,
)
GET_GUILD_ZONE_RANKING: Operation[GetGuildZoneRanking] = Operation(
    "getGuildZoneRanking",
    "query getGuildZoneRanking($guildId:Int!$zoneId:Int$size:Int$difficulty:Int){guildData{guild(id:$guildId){id name zoneRanking(zoneId:$zoneId){progress(size:$size){...RankPositions}speed(size:$size difficulty:$difficulty){...RankPositions}completeRaidSpeed(size:$size difficulty:$difficulty){...RankPositions}}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment RankPosition on Rank{number percentile color}fragment RankPositions on WorldRegionServerRankPositions{worldRank{...RankPosition}regionRank{...RankPosition}serverRank{...RankPosition}}",
    "esologs._generated.get_guild_zone_ranking",
    "GetGuildZoneRanking",
    cache="guild",
    rules={"guildId": ID, "zoneId": INTEGER, "size": INTEGER, "difficulty": INTEGER},
    arguments=ARGUMENTS,
)
GET_GUILDS: Operation[GetGuilds] = Operation(
    "getGuilds",
    "query getGuilds($limit:Int$page:Int$serverID:Int$serverSlug:String$serverRegion:String){guildData{guilds(limit:$limit page:$page serverID:$serverID serverSlug:$serverSlug serverRegion:$serverRegion){...GuildPage data{id name faction{id name}server{...ServerRef}}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment GuildPage on GuildPagination{total per_page current_page from to last_page has_more_pages}fragment RegionRef on Region{id name compactName slug}fragment ServerRef on Server{id name slug region{...RegionRef}}",
    "esologs._generated.get_guilds",
    "GetGuilds",
    cache="guild",
    rules={"limit": _LIMIT_1_TO_100, "page": ID, "serverID": ID},
    arguments=ARGUMENTS,
    together=(("serverSlug", "serverRegion"),),
)
GET_ITEM: Operation[GetItem] = Operation(
    "getItem",
    "query getItem($id:Int!){gameData{item(id:$id){id name icon}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}",
    "esologs._generated.get_item",
    "GetItem",
    cache="game",
    rules={"id": ID},
    arguments=ARGUMENTS,
)
GET_ITEM_SET: Operation[GetItemSet] = Operation(
    "getItemSet",
    "query getItemSet($id:Int!){gameData{item_set(id:$id){id name}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}",
    "esologs._generated.get_item_set",
    "GetItemSet",
    cache="game",
    rules={"id": ID},
    arguments=ARGUMENTS,
)
GET_ITEM_SETS: Operation[GetItemSets] = Operation(
    "getItemSets",
    "query getItemSets($limit:Int$page:Int){gameData{item_sets(limit:$limit page:$page){...ItemSetPage data{id name}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment ItemSetPage on GameItemSetPagination{total per_page current_page from to last_page has_more_pages}",
    "esologs._generated.get_item_sets",
    "GetItemSets",
    cache="game",
    rules={"limit": _LIMIT_1_TO_100, "page": ID},
    arguments=ARGUMENTS,
)
GET_ITEMS: Operation[GetItems] = Operation(
    "getItems",
    "query getItems($limit:Int$page:Int){gameData{items(limit:$limit page:$page){...ItemPage data{id name icon}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment ItemPage on GameItemPagination{total per_page current_page from to last_page has_more_pages}",
    "esologs._generated.get_items",
    "GetItems",
    cache="game",
    rules={"limit": _LIMIT_1_TO_100, "page": ID},
    arguments=ARGUMENTS,
)
GET_MAP: Operation[GetMap] = Operation(
    "getMap",
    "query getMap($id:Int!){gameData{map(id:$id){id name}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}",
    "esologs._generated.get_map",
    "GetMap",
    cache="game",
    rules={"id": ID},
    arguments=ARGUMENTS,
)
GET_MAPS: Operation[GetMaps] = Operation(
    "getMaps",
    "query getMaps($limit:Int$page:Int){gameData{maps(limit:$limit page:$page){...MapPage data{id name}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment MapPage on GameMapPagination{total per_page current_page from to last_page has_more_pages}",
    "esologs._generated.get_maps",
    "GetMaps",
    cache="game",
    rules={"limit": _LIMIT_1_TO_100, "page": ID},
    arguments=ARGUMENTS,
)
GET_NPC: Operation[GetNPC] = Operation(
    "getNPC",
    "query getNPC($id:Int!){gameData{npc(id:$id){id name}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}",
    "esologs._generated.get_npc",
    "GetNPC",
    cache="game",
    rules={"id": ID},
    arguments=ARGUMENTS,
)
GET_NPCS: Operation[GetNPCs] = Operation(
    "getNPCs",
    "query getNPCs($limit:Int$page:Int){gameData{npcs(limit:$limit page:$page){...NpcPage data{id name}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment NpcPage on GameNPCPagination{total per_page current_page from to last_page has_more_pages}",
    "esologs._generated.get_npcs",
    "GetNPCs",
    cache="game",
    rules={"limit": _LIMIT_1_TO_100, "page": ID},
    arguments=ARGUMENTS,
)
GET_PROGRESS_RACE: Operation[GetProgressRace] = Operation(
    "getProgressRace",
    "query getProgressRace($guildID:Int$zoneID:Int$competitionID:Int$difficulty:Int$size:Int$serverRegion:String$serverSubregion:String$serverSlug:String$guildName:String){progressRaceData{progressRace(guildID:$guildID zoneID:$zoneID competitionID:$competitionID difficulty:$difficulty size:$size serverRegion:$serverRegion serverSubregion:$serverSubregion serverSlug:$serverSlug guildName:$guildName)}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}",
    "esologs._generated.get_progress_race",
    "GetProgressRace",
    scalar=True,
    rules={
        "guildID": ID,
        "zoneID": INTEGER,
        "competitionID": INTEGER,
        "difficulty": INTEGER,
        "size": INTEGER,
    },
    arguments=ARGUMENTS,
)
GET_RATE_LIMIT_DATA: Operation[GetRateLimitData] = Operation(
    "getRateLimitData",
    "query getRateLimitData{rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}",
    "esologs._generated.get_rate_limit_data",
    "GetRateLimitData",
)
GET_REGION: Operation[GetRegion] = Operation(
    "getRegion",
    "query getRegion($id:Int!){worldData{region(id:$id){...RegionRef subregions{id name}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment RegionRef on Region{id name compactName slug}",
    "esologs._generated.get_region",
    "GetRegion",
    cache="world",
    rules={"id": ID},
    arguments=ARGUMENTS,
)
GET_REGION_SERVERS: Operation[GetRegionServers] = Operation(
    "getRegionServers",
    "query getRegionServers($regionId:Int!$limit:Int$page:Int){worldData{region(id:$regionId){...RegionRef servers(limit:$limit page:$page){...ServerPage data{...ServerDetails}}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment RegionRef on Region{id name compactName slug}fragment ServerDetails on Server{...ServerRef normalizedName subregion{id name}}fragment ServerPage on ServerPagination{total per_page current_page from to last_page has_more_pages}fragment ServerRef on Server{id name slug region{...RegionRef}}",
    "esologs._generated.get_region_servers",
    "GetRegionServers",
    cache="world",
    rules={"regionId": ID, "limit": _LIMIT_1_TO_100, "page": ID},
    arguments=ARGUMENTS,
)
GET_REGIONS: Operation[GetRegions] = Operation(
    "getRegions",
    "query getRegions{worldData{regions{...RegionRef subregions{id name}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment RegionRef on Region{id name compactName slug}",
    "esologs._generated.get_regions",
    "GetRegions",
    cache="world",
)
GET_REPORT: Operation[GetReport] = Operation(
    "getReport",
    "query getReport($code:String!$difficulty:Int$encounterID:Int$fightIDs:[Int!]$killType:KillType$translate:Boolean$actorType:String$actorSubType:String$allowUnlisted:Boolean){reportData{report(code:$code allowUnlisted:$allowUnlisted){...ReportSummary segments exportedSegments archiveStatus{isArchived isAccessible archiveDate}guildTag{id name}region{...RegionRef}rankedCharacters{...CharacterRef}phases{encounterID separatesWipes phases{id name isIntermission}}fights(difficulty:$difficulty encounterID:$encounterID fightIDs:$fightIDs killType:$killType translate:$translate){...FightDetails}masterData(translate:$translate){...MasterData}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment BoundingBox on ReportMapBoundingBox{minX maxX minY maxY}fragment CharacterRef on Character{id name classID server{...ServerRef}}fragment FightDetails on ReportFight{...FightSummary originalEncounterID completeRaid averageItemLevel lastPhase lastPhaseAsAbsoluteIndex lastPhaseIsIntermission phaseTransitions{id startTime}friendlyPlayers enemyPlayers friendlyNPCs{...FightNpc}friendlyPets{...FightNpc}enemyNPCs{...FightNpc}enemyPets{...FightNpc}trialScore trialTime wipeCalledTime gameZone{id name}maps{...ReportMapRef}boundingBox{...BoundingBox}}fragment FightNpc on ReportFightNPC{id gameID instanceCount groupCount petOwner}fragment FightSummary on ReportFight{id name encounterID difficulty kill startTime endTime bossPercentage fightPercentage size inProgress}fragment GuildRef on Guild{id name server{...ServerRef}}fragment MasterData on ReportMasterData{logVersion gameVersion lang abilities{gameID name icon type}actors(type:$actorType subType:$actorSubType){id gameID name displayName anonymous type subType server petOwner icon}}fragment RegionRef on Region{id name compactName slug}fragment ReportMapRef on ReportMap{id name file}fragment ReportSummary on Report{code title startTime endTime revision visibility zone{...ZoneRef}guild{...GuildRef}owner{...UserRef}}fragment ServerRef on Server{id name slug region{...RegionRef}}fragment UserRef on User{id name}fragment ZoneRef on Zone{id name}",
    "esologs._generated.get_report",
    "GetReport",
    cache="report",
    cold=("reportData.report.masterData",),
    rules={
        "code": CODE,
        "difficulty": INTEGER,
        "encounterID": INTEGER,
        "fightIDs": FIGHTS,
        "killType": _KILL_TYPE,
    },
    arguments=ARGUMENTS,
)
GET_REPORT_ARCHIVE_STATUS: Operation[GetReportArchiveStatus] = Operation(
    "getReportArchiveStatus",
    "query getReportArchiveStatus($code:String!$allowUnlisted:Boolean){reportData{report(code:$code allowUnlisted:$allowUnlisted){code revision archiveStatus{isArchived isAccessible archiveDate}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}",
    "esologs._generated.get_report_archive_status",
    "GetReportArchiveStatus",
    cache="report",
    rules={"code": CODE},
    arguments=ARGUMENTS,
)
GET_REPORT_BY_CODE: Operation[GetReportByCode] = Operation(
    "getReportByCode",
    "query getReportByCode($code:String!$allowUnlisted:Boolean){reportData{report(code:$code allowUnlisted:$allowUnlisted){...ReportSummary fights{...FightSummary}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment FightSummary on ReportFight{id name encounterID difficulty kill startTime endTime bossPercentage fightPercentage size inProgress}fragment GuildRef on Guild{id name server{...ServerRef}}fragment RegionRef on Region{id name compactName slug}fragment ReportSummary on Report{code title startTime endTime revision visibility zone{...ZoneRef}guild{...GuildRef}owner{...UserRef}}fragment ServerRef on Server{id name slug region{...RegionRef}}fragment UserRef on User{id name}fragment ZoneRef on Zone{id name}",
    "esologs._generated.get_report_by_code",
    "GetReportByCode",
    cache="report",
    rules={"code": CODE},
    arguments=ARGUMENTS,
)
GET_REPORT_COMPONENT: Operation[GetReportComponent] = Operation(
    "getReportComponent",
    "query getReportComponent($key:String!){reportComponentData{get(key:$key){...ComponentDetails}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment ComponentDetails on ReportComponent{key name contents deletionProtected}",
    "esologs._generated.get_report_component",
    "GetReportComponent",
)
GET_REPORT_COMPONENTS: Operation[GetReportComponents] = Operation(
    "getReportComponents",
    "query getReportComponents{reportComponentData{list{...ComponentDetails}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment ComponentDetails on ReportComponent{key name contents deletionProtected}",
    "esologs._generated.get_report_components",
    "GetReportComponents",
)
GET_REPORT_DUNGEON_PULLS: Operation[GetReportDungeonPulls] = Operation(
    "getReportDungeonPulls",
    "query getReportDungeonPulls($code:String!$difficulty:Int$encounterID:Int$fightIDs:[Int!]$killType:KillType$translate:Boolean$allowUnlisted:Boolean){reportData{report(code:$code allowUnlisted:$allowUnlisted){fights(difficulty:$difficulty encounterID:$encounterID fightIDs:$fightIDs killType:$killType translate:$translate){id name dungeonPulls{id name encounterID kill startTime endTime x y enemyNPCs{id gameID minimumInstanceID maximumInstanceID minimumInstanceGroupID maximumInstanceGroupID}maps{...ReportMapRef}boundingBox{...BoundingBox}}}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment BoundingBox on ReportMapBoundingBox{minX maxX minY maxY}fragment ReportMapRef on ReportMap{id name file}",
    "esologs._generated.get_report_dungeon_pulls",
    "GetReportDungeonPulls",
    cache="report",
    rules={
        "code": CODE,
        "difficulty": INTEGER,
        "encounterID": INTEGER,
        "fightIDs": FIGHTS,
        "killType": _KILL_TYPE,
    },
    arguments=ARGUMENTS,
)
GET_REPORT_EVENTS: Operation[GetReportEvents] = Operation(
    "getReportEvents",
    "query getReportEvents($code:String!$abilityID:Float$dataType:EventDataType$death:Int$difficulty:Int$encounterID:Int$endTime:Float$fightIDs:[Int!]$filterExpression:String$hostilityType:HostilityType$includeResources:Boolean$killType:KillType$limit:Int$sourceAurasAbsent:String$sourceAurasPresent:String$sourceClass:String$sourceID:Int$sourceInstanceID:Int$startTime:Float$targetAurasAbsent:String$targetAurasPresent:String$targetClass:String$targetID:Int$targetInstanceID:Int$translate:Boolean$useAbilityIDs:Boolean$useActorIDs:Boolean$viewOptions:Int$wipeCutoff:Int$allowUnlisted:Boolean){reportData{report(code:$code allowUnlisted:$allowUnlisted){events(abilityID:$abilityID dataType:$dataType death:$death difficulty:$difficulty encounterID:$encounterID endTime:$endTime fightIDs:$fightIDs filterExpression:$filterExpression hostilityType:$hostilityType includeResources:$includeResources killType:$killType limit:$limit sourceAurasAbsent:$sourceAurasAbsent sourceAurasPresent:$sourceAurasPresent sourceClass:$sourceClass sourceID:$sourceID sourceInstanceID:$sourceInstanceID startTime:$startTime targetAurasAbsent:$targetAurasAbsent targetAurasPresent:$targetAurasPresent targetClass:$targetClass targetID:$targetID targetInstanceID:$targetInstanceID translate:$translate useAbilityIDs:$useAbilityIDs useActorIDs:$useActorIDs viewOptions:$viewOptions wipeCutoff:$wipeCutoff){data nextPageTimestamp}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}",
    "esologs._generated.get_report_events",
    "GetReportEvents",
    scalar=True,
    cache="report",
    cold=("reportData.report.events",),
    rules={
        "code": CODE,
        "abilityID": NUMBER,
        "dataType": _EVENT_DATA_TYPE,
        "death": INTEGER,
        "difficulty": INTEGER,
        "encounterID": INTEGER,
        "endTime": NUMBER,
        "fightIDs": FIGHTS,
        "hostilityType": _HOSTILITY_TYPE,
        "killType": _KILL_TYPE,
        "limit": _LIMIT_100_TO_10000,
        "sourceID": INTEGER,
        "sourceInstanceID": INTEGER,
        "startTime": NUMBER,
        "targetID": INTEGER,
        "targetInstanceID": INTEGER,
        "viewOptions": INTEGER,
        "wipeCutoff": INTEGER,
    },
    arguments=ARGUMENTS,
)
GET_REPORT_FIGHTS: Operation[GetReportFights] = Operation(
    "getReportFights",
    "query getReportFights($code:String!$difficulty:Int$encounterID:Int$fightIDs:[Int!]$killType:KillType$translate:Boolean$allowUnlisted:Boolean){reportData{report(code:$code allowUnlisted:$allowUnlisted){fights(difficulty:$difficulty encounterID:$encounterID fightIDs:$fightIDs killType:$killType translate:$translate){...FightDetails}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment BoundingBox on ReportMapBoundingBox{minX maxX minY maxY}fragment FightDetails on ReportFight{...FightSummary originalEncounterID completeRaid averageItemLevel lastPhase lastPhaseAsAbsoluteIndex lastPhaseIsIntermission phaseTransitions{id startTime}friendlyPlayers enemyPlayers friendlyNPCs{...FightNpc}friendlyPets{...FightNpc}enemyNPCs{...FightNpc}enemyPets{...FightNpc}trialScore trialTime wipeCalledTime gameZone{id name}maps{...ReportMapRef}boundingBox{...BoundingBox}}fragment FightNpc on ReportFightNPC{id gameID instanceCount groupCount petOwner}fragment FightSummary on ReportFight{id name encounterID difficulty kill startTime endTime bossPercentage fightPercentage size inProgress}fragment ReportMapRef on ReportMap{id name file}",
    "esologs._generated.get_report_fights",
    "GetReportFights",
    cache="report",
    rules={
        "code": CODE,
        "difficulty": INTEGER,
        "encounterID": INTEGER,
        "fightIDs": FIGHTS,
        "killType": _KILL_TYPE,
    },
    arguments=ARGUMENTS,
)
GET_REPORT_GRAPH: Operation[GetReportGraph] = Operation(
    "getReportGraph",
    "query getReportGraph($code:String!$abilityID:Float$dataType:GraphDataType$death:Int$difficulty:Int$encounterID:Int$endTime:Float$fightIDs:[Int!]$filterExpression:String$hostilityType:HostilityType$killType:KillType$sourceAurasAbsent:String$sourceAurasPresent:String$sourceClass:String$sourceID:Int$sourceInstanceID:Int$startTime:Float$targetAurasAbsent:String$targetAurasPresent:String$targetClass:String$targetID:Int$targetInstanceID:Int$translate:Boolean$viewOptions:Int$viewBy:ViewType$wipeCutoff:Int$allowUnlisted:Boolean){reportData{report(code:$code allowUnlisted:$allowUnlisted){graph(abilityID:$abilityID dataType:$dataType death:$death difficulty:$difficulty encounterID:$encounterID endTime:$endTime fightIDs:$fightIDs filterExpression:$filterExpression hostilityType:$hostilityType killType:$killType sourceAurasAbsent:$sourceAurasAbsent sourceAurasPresent:$sourceAurasPresent sourceClass:$sourceClass sourceID:$sourceID sourceInstanceID:$sourceInstanceID startTime:$startTime targetAurasAbsent:$targetAurasAbsent targetAurasPresent:$targetAurasPresent targetClass:$targetClass targetID:$targetID targetInstanceID:$targetInstanceID translate:$translate viewOptions:$viewOptions viewBy:$viewBy wipeCutoff:$wipeCutoff)}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}",
    "esologs._generated.get_report_graph",
    "GetReportGraph",
    scalar=True,
    cache="report",
    cold=("reportData.report.graph",),
    rules={
        "code": CODE,
        "abilityID": NUMBER,
        "dataType": _GRAPH_DATA_TYPE,
        "death": INTEGER,
        "difficulty": INTEGER,
        "encounterID": INTEGER,
        "endTime": NUMBER,
        "fightIDs": FIGHTS,
        "hostilityType": _HOSTILITY_TYPE,
        "killType": _KILL_TYPE,
        "sourceID": INTEGER,
        "sourceInstanceID": INTEGER,
        "startTime": NUMBER,
        "targetID": INTEGER,
        "targetInstanceID": INTEGER,
        "viewOptions": INTEGER,
        "viewBy": _VIEW_TYPE,
        "wipeCutoff": INTEGER,
    },
    arguments=ARGUMENTS,
)
GET_REPORT_MASTER_DATA: Operation[GetReportMasterData] = Operation(
    "getReportMasterData",
    "query getReportMasterData($code:String!$translate:Boolean$actorType:String$actorSubType:String$allowUnlisted:Boolean){reportData{report(code:$code allowUnlisted:$allowUnlisted){masterData(translate:$translate){...MasterData}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment MasterData on ReportMasterData{logVersion gameVersion lang abilities{gameID name icon type}actors(type:$actorType subType:$actorSubType){id gameID name displayName anonymous type subType server petOwner icon}}",
    "esologs._generated.get_report_master_data",
    "GetReportMasterData",
    cache="report",
    cold=("reportData.report.masterData",),
    rules={"code": CODE},
    arguments=ARGUMENTS,
)
GET_REPORT_PLAYER_DETAILS: Operation[GetReportPlayerDetails] = Operation(
    "getReportPlayerDetails",
    "query getReportPlayerDetails($code:String!$difficulty:Int$encounterID:Int$endTime:Float$fightIDs:[Int!]$killType:KillType$startTime:Float$translate:Boolean$includeCombatantInfo:Boolean$allowUnlisted:Boolean){reportData{report(code:$code allowUnlisted:$allowUnlisted){playerDetails(difficulty:$difficulty encounterID:$encounterID endTime:$endTime fightIDs:$fightIDs killType:$killType startTime:$startTime translate:$translate includeCombatantInfo:$includeCombatantInfo)}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}",
    "esologs._generated.get_report_player_details",
    "GetReportPlayerDetails",
    scalar=True,
    cache="report",
    cold=("reportData.report.playerDetails",),
    rules={
        "code": CODE,
        "difficulty": INTEGER,
        "encounterID": INTEGER,
        "endTime": NUMBER,
        "fightIDs": FIGHTS,
        "killType": _KILL_TYPE,
        "startTime": NUMBER,
    },
    arguments=ARGUMENTS,
    requires=(("fightIDs",), ("startTime", "endTime"), ("encounterID",), ("killType",)),
)
GET_REPORT_RANKINGS: Operation[GetReportRankings] = Operation(
    "getReportRankings",
    "query getReportRankings($code:String!$compare:RankingCompareType$difficulty:Int$encounterID:Int$fightIDs:[Int!]$playerMetric:ReportRankingMetricType$timeframe:RankingTimeframeType$allowUnlisted:Boolean){reportData{report(code:$code allowUnlisted:$allowUnlisted){rankings(compare:$compare difficulty:$difficulty encounterID:$encounterID fightIDs:$fightIDs playerMetric:$playerMetric timeframe:$timeframe)}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}",
    "esologs._generated.get_report_rankings",
    "GetReportRankings",
    scalar=True,
    cache="rankings",
    cold=("reportData.report.rankings",),
    rules={
        "code": CODE,
        "compare": _RANKING_COMPARE_TYPE,
        "difficulty": INTEGER,
        "encounterID": INTEGER,
        "fightIDs": FIGHTS,
        "playerMetric": _REPORT_RANKING_METRIC_TYPE,
        "timeframe": _RANKING_TIMEFRAME_TYPE,
    },
    arguments=ARGUMENTS,
)
GET_REPORT_TABLE: Operation[GetReportTable] = Operation(
    "getReportTable",
    "query getReportTable($code:String!$abilityID:Float$dataType:TableDataType$death:Int$difficulty:Int$encounterID:Int$endTime:Float$fightIDs:[Int!]$filterExpression:String$hostilityType:HostilityType$killType:KillType$sourceAurasAbsent:String$sourceAurasPresent:String$sourceClass:String$sourceID:Int$sourceInstanceID:Int$startTime:Float$targetAurasAbsent:String$targetAurasPresent:String$targetClass:String$targetID:Int$targetInstanceID:Int$translate:Boolean$viewOptions:Int$viewBy:ViewType$wipeCutoff:Int$allowUnlisted:Boolean){reportData{report(code:$code allowUnlisted:$allowUnlisted){table(abilityID:$abilityID dataType:$dataType death:$death difficulty:$difficulty encounterID:$encounterID endTime:$endTime fightIDs:$fightIDs filterExpression:$filterExpression hostilityType:$hostilityType killType:$killType sourceAurasAbsent:$sourceAurasAbsent sourceAurasPresent:$sourceAurasPresent sourceClass:$sourceClass sourceID:$sourceID sourceInstanceID:$sourceInstanceID startTime:$startTime targetAurasAbsent:$targetAurasAbsent targetAurasPresent:$targetAurasPresent targetClass:$targetClass targetID:$targetID targetInstanceID:$targetInstanceID translate:$translate viewOptions:$viewOptions viewBy:$viewBy wipeCutoff:$wipeCutoff)}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}",
    "esologs._generated.get_report_table",
    "GetReportTable",
    scalar=True,
    cache="report",
    cold=("reportData.report.table",),
    rules={
        "code": CODE,
        "abilityID": NUMBER,
        "dataType": _TABLE_DATA_TYPE,
        "death": INTEGER,
        "difficulty": INTEGER,
        "encounterID": INTEGER,
        "endTime": NUMBER,
        "fightIDs": FIGHTS,
        "hostilityType": _HOSTILITY_TYPE,
        "killType": _KILL_TYPE,
        "sourceID": INTEGER,
        "sourceInstanceID": INTEGER,
        "startTime": NUMBER,
        "targetID": INTEGER,
        "targetInstanceID": INTEGER,
        "viewOptions": INTEGER,
        "viewBy": _VIEW_TYPE,
        "wipeCutoff": INTEGER,
    },
    arguments=ARGUMENTS,
    requires=(("fightIDs",), ("startTime", "endTime"), ("encounterID",), ("killType",)),
)
GET_REPORTS: Operation[GetReports] = Operation(
    "getReports",
    "query getReports($endTime:Float$guildID:Int$guildName:String$guildServerSlug:String$guildServerRegion:String$guildTagID:Int$userID:Int$limit:Int$page:Int$startTime:Float$zoneID:Int$gameZoneID:Int){reportData{reports(endTime:$endTime guildID:$guildID guildName:$guildName guildServerSlug:$guildServerSlug guildServerRegion:$guildServerRegion guildTagID:$guildTagID userID:$userID limit:$limit page:$page startTime:$startTime zoneID:$zoneID gameZoneID:$gameZoneID){...ReportPage data{...ReportSummary}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment GuildRef on Guild{id name server{...ServerRef}}fragment RegionRef on Region{id name compactName slug}fragment ReportPage on ReportPagination{total per_page current_page from to last_page has_more_pages}fragment ReportSummary on Report{code title startTime endTime revision visibility zone{...ZoneRef}guild{...GuildRef}owner{...UserRef}}fragment ServerRef on Server{id name slug region{...RegionRef}}fragment UserRef on User{id name}fragment ZoneRef on Zone{id name}",
    "esologs._generated.get_reports",
    "GetReports",
    cache="guild",
    rules={
        "endTime": NUMBER,
        "guildID": ID,
        "guildTagID": ID,
        "userID": ID,
        "limit": _LIMIT_1_TO_100,
        "page": ID,
        "startTime": NUMBER,
        "zoneID": INTEGER,
        "gameZoneID": INTEGER,
    },
    arguments=ARGUMENTS,
    together=(("guildName", "guildServerSlug", "guildServerRegion"),),
)
GET_SERVER: Operation[GetServer] = Operation(
    "getServer",
    "query getServer($id:Int$region:String$slug:String){worldData{server(id:$id region:$region slug:$slug){...ServerDetails}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment RegionRef on Region{id name compactName slug}fragment ServerDetails on Server{...ServerRef normalizedName subregion{id name}}fragment ServerRef on Server{id name slug region{...RegionRef}}",
    "esologs._generated.get_server",
    "GetServer",
    cache="world",
    rules={"id": ID},
    arguments=ARGUMENTS,
    requires=(("id",), ("region", "slug")),
)
GET_SERVER_CHARACTERS: Operation[GetServerCharacters] = Operation(
    "getServerCharacters",
    "query getServerCharacters($serverId:Int!$limit:Int$page:Int){worldData{server(id:$serverId){...ServerRef characters(limit:$limit page:$page){...CharacterPage data{...CharacterRef}}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment CharacterPage on CharacterPagination{total per_page current_page from to last_page has_more_pages}fragment CharacterRef on Character{id name classID server{...ServerRef}}fragment RegionRef on Region{id name compactName slug}fragment ServerRef on Server{id name slug region{...RegionRef}}",
    "esologs._generated.get_server_characters",
    "GetServerCharacters",
    cache="character",
    rules={"serverId": ID, "limit": _LIMIT_1_TO_100, "page": ID},
    arguments=ARGUMENTS,
)
GET_SERVER_GUILDS: Operation[GetServerGuilds] = Operation(
    "getServerGuilds",
    "query getServerGuilds($serverId:Int!$limit:Int$page:Int){worldData{server(id:$serverId){...ServerRef guilds(limit:$limit page:$page){...GuildPage data{id name faction{id name}}}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment GuildPage on GuildPagination{total per_page current_page from to last_page has_more_pages}fragment RegionRef on Region{id name compactName slug}fragment ServerRef on Server{id name slug region{...RegionRef}}",
    "esologs._generated.get_server_guilds",
    "GetServerGuilds",
    cache="guild",
    rules={"serverId": ID, "limit": _LIMIT_1_TO_100, "page": ID},
    arguments=ARGUMENTS,
)
GET_SUBREGION: Operation[GetSubregion] = Operation(
    "getSubregion",
    "query getSubregion($id:Int!){worldData{subregion(id:$id){id name region{...RegionRef}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment RegionRef on Region{id name compactName slug}",
    "esologs._generated.get_subregion",
    "GetSubregion",
    cache="world",
    rules={"id": ID},
    arguments=ARGUMENTS,
)
GET_SUBREGION_SERVERS: Operation[GetSubregionServers] = Operation(
    "getSubregionServers",
    "query getSubregionServers($subregionId:Int!$limit:Int$page:Int){worldData{subregion(id:$subregionId){id name servers(limit:$limit page:$page){...ServerPage data{...ServerDetails}}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment RegionRef on Region{id name compactName slug}fragment ServerDetails on Server{...ServerRef normalizedName subregion{id name}}fragment ServerPage on ServerPagination{total per_page current_page from to last_page has_more_pages}fragment ServerRef on Server{id name slug region{...RegionRef}}",
    "esologs._generated.get_subregion_servers",
    "GetSubregionServers",
    cache="world",
    rules={"subregionId": ID, "limit": _LIMIT_1_TO_100, "page": ID},
    arguments=ARGUMENTS,
)
GET_SYSTEM_REPORT_COMPONENT: Operation[GetSystemReportComponent] = Operation(
    "getSystemReportComponent",
    "query getSystemReportComponent($key:String!){systemReportComponentData{get(key:$key){...ComponentDetails}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment ComponentDetails on ReportComponent{key name contents deletionProtected}",
    "esologs._generated.get_system_report_component",
    "GetSystemReportComponent",
)
GET_SYSTEM_REPORT_COMPONENTS: Operation[GetSystemReportComponents] = Operation(
    "getSystemReportComponents",
    "query getSystemReportComponents{systemReportComponentData{list{...ComponentDetails}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment ComponentDetails on ReportComponent{key name contents deletionProtected}",
    "esologs._generated.get_system_report_components",
    "GetSystemReportComponents",
)
GET_USER_BY_ID: Operation[GetUserById] = Operation(
    "getUserById",
    "query getUserById($userId:Int!){userData{user(id:$userId){...UserDetails}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment GuildRef on Guild{id name server{...ServerRef}}fragment RegionRef on Region{id name compactName slug}fragment ServerRef on Server{id name slug region{...RegionRef}}fragment UserDetails on User{id name guilds{...GuildRef}characters{id name server{...ServerRef}gameData classID raceID hidden}naDisplayName euDisplayName}",
    "esologs._generated.get_user_by_id",
    "GetUserById",
    scalar=True,
    cache="character",
    rules={"userId": ID},
    arguments=ARGUMENTS,
)
GET_USER_DATA: Operation[GetUserData] = Operation(
    "getUserData",
    "query getUserData{userData{user{id}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}",
    "esologs._generated.get_user_data",
    "GetUserData",
    cache="character",
)
GET_USER_REPORTS: Operation[GetReports] = Operation(
    "getUserReports",
    "query getUserReports($userID:Int!$limit:Int$page:Int$startTime:Float$endTime:Float$zoneID:Int){reportData{reports(userID:$userID limit:$limit page:$page startTime:$startTime endTime:$endTime zoneID:$zoneID){...ReportPage data{...ReportSummary}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment GuildRef on Guild{id name server{...ServerRef}}fragment RegionRef on Region{id name compactName slug}fragment ReportPage on ReportPagination{total per_page current_page from to last_page has_more_pages}fragment ReportSummary on Report{code title startTime endTime revision visibility zone{...ZoneRef}guild{...GuildRef}owner{...UserRef}}fragment ServerRef on Server{id name slug region{...RegionRef}}fragment UserRef on User{id name}fragment ZoneRef on Zone{id name}",
    "esologs._generated.get_reports",
    "GetReports",
    cache="guild",
    rules={
        "userID": ID,
        "limit": _LIMIT_1_TO_100,
        "page": ID,
        "startTime": NUMBER,
        "endTime": NUMBER,
        "zoneID": INTEGER,
    },
    arguments=ARGUMENTS,
)
GET_WORLD_DATA: Operation[GetWorldData] = Operation(
    "getWorldData",
    "query getWorldData($encounterId:Int$expansionId:Int$regionId:Int$serverId:Int$subregionId:Int$zoneId:Int){worldData{encounter(id:$encounterId){...EncounterRef}expansion(id:$expansionId){...ExpansionRef}expansions{...ExpansionRef}region(id:$regionId){...RegionRef}regions{...RegionRef}server(id:$serverId){...ServerRef}subregion(id:$subregionId){id name}zone(id:$zoneId){...ZoneDetails}zones{...ZoneDetails}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment EncounterRef on Encounter{id name}fragment ExpansionRef on Expansion{id name}fragment RegionRef on Region{id name compactName slug}fragment ServerRef on Server{id name slug region{...RegionRef}}fragment ZoneDetails on Zone{id name frozen brackets{type min max bucket}difficulties{id name sizes}encounters{...EncounterRef}expansion{...ExpansionRef}partitions{id name compactName default}}",
    "esologs._generated.get_world_data",
    "GetWorldData",
    cache="world",
    rules={
        "encounterId": INTEGER,
        "expansionId": INTEGER,
        "regionId": ID,
        "serverId": ID,
        "subregionId": ID,
        "zoneId": INTEGER,
    },
    arguments=ARGUMENTS,
)
GET_ZONE: Operation[GetZone] = Operation(
    "getZone",
    "query getZone($id:Int!){worldData{zone(id:$id){...ZoneDetails}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment EncounterRef on Encounter{id name}fragment ExpansionRef on Expansion{id name}fragment ZoneDetails on Zone{id name frozen brackets{type min max bucket}difficulties{id name sizes}encounters{...EncounterRef}expansion{...ExpansionRef}partitions{id name compactName default}}",
    "esologs._generated.get_zone",
    "GetZone",
    cache="world",
    rules={"id": INTEGER},
    arguments=ARGUMENTS,
)
GET_ZONES: Operation[GetZones] = Operation(
    "getZones",
    "query getZones($expansion_id:Int){worldData{zones(expansion_id:$expansion_id){...ZoneDetails}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment EncounterRef on Encounter{id name}fragment ExpansionRef on Expansion{id name}fragment ZoneDetails on Zone{id name frozen brackets{type min max bucket}difficulties{id name sizes}encounters{...EncounterRef}expansion{...ExpansionRef}partitions{id name compactName default}}",
    "esologs._generated.get_zones",
    "GetZones",
    cache="world",
    rules={"expansion_id": INTEGER},
    arguments=ARGUMENTS,
)
SEARCH_REPORTS: Operation[GetReports] = Operation(
    "searchReports",
    "query searchReports($guildID:Int$guildName:String$guildServerSlug:String$guildServerRegion:String$guildTagID:Int$userID:Int$zoneID:Int$gameZoneID:Int$startTime:Float$endTime:Float$limit:Int$page:Int){reportData{reports(guildID:$guildID guildName:$guildName guildServerSlug:$guildServerSlug guildServerRegion:$guildServerRegion guildTagID:$guildTagID userID:$userID zoneID:$zoneID gameZoneID:$gameZoneID startTime:$startTime endTime:$endTime limit:$limit page:$page){...ReportPage data{...ReportSummary}}}_points:rateLimitData{limitPerHour pointsSpentThisHour pointsResetIn}}fragment GuildRef on Guild{id name server{...ServerRef}}fragment RegionRef on Region{id name compactName slug}fragment ReportPage on ReportPagination{total per_page current_page from to last_page has_more_pages}fragment ReportSummary on Report{code title startTime endTime revision visibility zone{...ZoneRef}guild{...GuildRef}owner{...UserRef}}fragment ServerRef on Server{id name slug region{...RegionRef}}fragment UserRef on User{id name}fragment ZoneRef on Zone{id name}",
    "esologs._generated.get_reports",
    "GetReports",
    cache="guild",
    rules={
        "guildID": ID,
        "guildTagID": ID,
        "userID": ID,
        "zoneID": INTEGER,
        "gameZoneID": INTEGER,
        "startTime": NUMBER,
        "endTime": NUMBER,
        "limit": _LIMIT_1_TO_100,
        "page": ID,
    },
    arguments=ARGUMENTS,
    together=(("guildName", "guildServerSlug", "guildServerRegion"),),
)
