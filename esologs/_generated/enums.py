# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""The API's enums. Where one is expected, its plain string does as well."""

from enum import StrEnum
from typing import Literal, TypeAlias


class CharacterRankingMetricType(StrEnum):
    """What characters can be ranked by. The list serves several games: each zone supports a part of
    it, and some metrics exist for other games only.
    """

    bosscdps = "bosscdps"
    """FFXIV only: damage to bosses, as cDPS."""
    bossdps = "bossdps"
    """Damage to bosses per second."""
    bossndps = "bossndps"
    """FFXIV only: damage to bosses, as nDPS."""
    bossrdps = "bossrdps"
    """FFXIV only: damage to bosses, as rDPS."""
    default = "default"
    """Whatever the site deems fit for the other arguments."""
    dps = "dps"
    """Damage per second."""
    hps = "hps"
    """Healing per second."""
    krsi = "krsi"
    """How well tanks survive. Served some old WoW zones; out of use."""
    playerscore = "playerscore"
    """The score of an ESO trial."""
    playerspeed = "playerspeed"
    """How fast the fight was won. Not every zone supports it."""
    cdps = "cdps"
    """FFXIV only: cDPS, damage adjusted for the raid's buffs and debuffs."""
    ndps = "ndps"
    """FFXIV only: nDPS, damage adjusted for the raid's buffs and debuffs."""
    rdps = "rdps"
    """FFXIV only: rDPS, damage adjusted for the raid's buffs and debuffs."""
    tankhps = "tankhps"
    """Healing done to tanks per second."""
    wdps = "wdps"
    """WoW only: damage per second, weighted by how much each target mattered."""
    healercombineddps = "healercombineddps"
    """FFXIV only: both healers as a pair, by damage per second."""
    healercombinedbossdps = "healercombinedbossdps"
    """FFXIV only: both healers as a pair, by damage to bosses."""
    healercombinedcdps = "healercombinedcdps"
    """FFXIV only: both healers as a pair, by cDPS."""
    healercombinedbosscdps = "healercombinedbosscdps"
    """FFXIV only: both healers as a pair, by cDPS on bosses."""
    healercombinedndps = "healercombinedndps"
    """FFXIV only: both healers as a pair, by nDPS."""
    healercombinedbossndps = "healercombinedbossndps"
    """FFXIV only: both healers as a pair, by nDPS on bosses."""
    healercombinedrdps = "healercombinedrdps"
    """FFXIV only: both healers as a pair, by rDPS."""
    healercombinedbossrdps = "healercombinedbossrdps"
    """FFXIV only: both healers as a pair, by rDPS on bosses."""
    tankcombineddps = "tankcombineddps"
    """FFXIV only: both tanks as a pair, by damage per second."""
    tankcombinedbossdps = "tankcombinedbossdps"
    """FFXIV only: both tanks as a pair, by damage to bosses."""
    tankcombinedcdps = "tankcombinedcdps"
    """FFXIV only: both tanks as a pair, by cDPS."""
    tankcombinedbosscdps = "tankcombinedbosscdps"
    """FFXIV only: both tanks as a pair, by cDPS on bosses."""
    tankcombinedndps = "tankcombinedndps"
    """FFXIV only: both tanks as a pair, by nDPS."""
    tankcombinedbossndps = "tankcombinedbossndps"
    """FFXIV only: both tanks as a pair, by nDPS on bosses."""
    tankcombinedrdps = "tankcombinedrdps"
    """FFXIV only: both tanks as a pair, by rDPS."""
    tankcombinedbossrdps = "tankcombinedbossrdps"
    """FFXIV only: both tanks as a pair, by rDPS on bosses."""


CharacterRankingMetricTypeLike: TypeAlias = (
    CharacterRankingMetricType
    | Literal[
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
    ]
)
"""A `CharacterRankingMetricType`, or its string."""


class EventDataType(StrEnum):
    """Which events to read from a report."""

    All = "All"
    """Every event, of whatever `type`."""
    Buffs = "Buffs"
    """Buffs that are gained, stacked and lost, such as `applybuff` and `removebuff`."""
    Casts = "Casts"
    """Casts that begin and complete: `begincast` and `cast`."""
    CombatantInfo = "CombatantInfo"
    """What each player brought to the pull, gear and auras: `combatantinfo`."""
    DamageDone = "DamageDone"
    """Damage that the chosen side deals."""
    DamageTaken = "DamageTaken"
    """Damage that the chosen side suffers."""
    Deaths = "Deaths"
    """Deaths. The source of a `death` event is the killer."""
    Debuffs = "Debuffs"
    """Debuffs that are put on, stacked and lost, such as `applydebuff`."""
    Dispels = "Dispels"
    """Auras that somebody removes from another: `dispel`."""
    Healing = "Healing"
    """Healing done, with what of it was too much in `overheal`."""
    Interrupts = "Interrupts"
    """Casts that somebody breaks off: `interrupt`."""
    Resources = "Resources"
    """Magicka, stamina and the like, gained and lost: `resourcechange`."""
    Summons = "Summons"
    """Pets and other helpers that are called up: `summon`."""
    Threat = "Threat"
    """Events that concern whom an enemy attacks."""


EventDataTypeLike: TypeAlias = (
    EventDataType
    | Literal[
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
    ]
)
"""A `EventDataType`, or its string."""


class ExternalBuffRankFilter(StrEnum):
    """What to do with ranks that strong buffs from other players helped. Ignored where the metric, the
    zone or the game does not support it.
    """

    Any = "Any"
    """All ranks, with such buffs or without."""
    Require = "Require"
    """Only ranks with such buffs."""
    Exclude = "Exclude"
    """Only ranks without such buffs."""


ExternalBuffRankFilterLike: TypeAlias = (
    ExternalBuffRankFilter | Literal["Any", "Require", "Exclude"]
)
"""A `ExternalBuffRankFilter`, or its string."""


class FightRankingMetricType(StrEnum):
    """What whole fights can be ranked by. `speed` and `score` work on ESO."""

    default = "default"
    """Whatever the site deems fit for the other arguments."""
    execution = "execution"
    """Few deaths and little damage taken."""
    feats = "feats"
    """Feats of strength of WoW, challenges of FFXIV."""
    score = "score"
    """The score of an ESO trial or dungeon."""
    speed = "speed"
    """How fast the fight was won."""
    progress = "progress"
    """How early the encounter was beaten."""


FightRankingMetricTypeLike: TypeAlias = (
    FightRankingMetricType | Literal["default", "execution", "feats", "score", "speed", "progress"]
)
"""A `FightRankingMetricType`, or its string."""


class GraphDataType(StrEnum):
    """What to draw as a graph over time."""

    Summary = "Summary"
    """The overview that a report opens with."""
    Buffs = "Buffs"
    """Which buffs were up, and when."""
    Casts = "Casts"
    """Casts over time."""
    DamageDone = "DamageDone"
    """Damage that the chosen side deals, over time."""
    DamageTaken = "DamageTaken"
    """Damage that the chosen side suffers, over time."""
    Deaths = "Deaths"
    """When players died."""
    Debuffs = "Debuffs"
    """Which debuffs were up, and when."""
    Dispels = "Dispels"
    """When auras were dispelled."""
    Healing = "Healing"
    """Healing over time."""
    Interrupts = "Interrupts"
    """When casts were broken off."""
    Resources = "Resources"
    """Magicka, stamina or another resource over time."""
    Summons = "Summons"
    """When pets and other helpers were called up."""
    Survivability = "Survivability"
    """Deaths across several pulls."""
    Threat = "Threat"
    """Whom enemies attacked, and when."""


GraphDataTypeLike: TypeAlias = (
    GraphDataType
    | Literal[
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
    ]
)
"""A `GraphDataType`, or its string."""


class GuildRank(StrEnum):
    """A rank within a guild or team on the site. It says nothing about the rank in the game."""

    NonMember = "NonMember"
    """Does not belong to the guild."""
    Applicant = "Applicant"
    """Has asked to join the guild."""
    Recruit = "Recruit"
    """Is new to the guild and not yet a full member."""
    Member = "Member"
    """Belongs to the guild."""
    Officer = "Officer"
    """Helps to run the guild."""
    GuildMaster = "GuildMaster"
    """Leads the guild."""


GuildRankLike: TypeAlias = (
    GuildRank | Literal["NonMember", "Applicant", "Recruit", "Member", "Officer", "GuildMaster"]
)
"""A `GuildRank`, or its string."""


class HardModeLevelRankFilter(StrEnum):
    """Hard modes of WoW Classic, from 0 (none) to 4. On ESO, choose hard mode with the difficulty."""

    Any = "Any"
    """Every level, the normal mode too."""
    Highest = "Highest"
    """The highest level: the same as `Level4`."""
    NormalMode = "NormalMode"
    """No hard mode: the same as `Level0`."""
    Level0 = "Level0"
    """Level 0, which is the normal mode."""
    Level1 = "Level1"
    """Level 1, the lowest hard mode."""
    Level2 = "Level2"
    """Level 2 of four."""
    Level3 = "Level3"
    """Level 3 of four."""
    Level4 = "Level4"
    """Level 4, the highest hard mode."""


HardModeLevelRankFilterLike: TypeAlias = (
    HardModeLevelRankFilter
    | Literal["Any", "Highest", "NormalMode", "Level0", "Level1", "Level2", "Level3", "Level4"]
)
"""A `HardModeLevelRankFilter`, or its string."""


class HostilityType(StrEnum):
    """Whose side to look at. The two sides are separate streams: there is no value for both."""

    Friendlies = "Friendlies"
    """The players, their pets and their allies. The default."""
    Enemies = "Enemies"
    """Those whom the players fight."""


HostilityTypeLike: TypeAlias = HostilityType | Literal["Friendlies", "Enemies"]
"""A `HostilityType`, or its string."""


class KillType(StrEnum):
    """Which fights to take: bosses or trash, won or lost."""

    All = "All"
    """Bosses and trash, however they ended."""
    Encounters = "Encounters"
    """Boss fights, killed or wiped."""
    Kills = "Kills"
    """Boss fights that were won."""
    Trash = "Trash"
    """Fights against no boss."""
    Wipes = "Wipes"
    """Boss fights that were lost."""


KillTypeLike: TypeAlias = KillType | Literal["All", "Encounters", "Kills", "Trash", "Wipes"]
"""A `KillType`, or its string."""


class LeaderboardRank(StrEnum):
    """Whether ranks count that no uploaded log stands behind. ESO has such ranks."""

    Any = "Any"
    """All ranks. Those without a log have no report code."""
    LogsOnly = "LogsOnly"
    """Only ranks with an uploaded log."""


LeaderboardRankLike: TypeAlias = LeaderboardRank | Literal["Any", "LogsOnly"]
"""A `LeaderboardRank`, or its string."""


class RankingCompareType(StrEnum):
    """What a result is compared with."""

    Rankings = "Rankings"
    """The best results that the rankings hold."""
    Parses = "Parses"
    """All results of a window of two weeks."""


RankingCompareTypeLike: TypeAlias = RankingCompareType | Literal["Rankings", "Parses"]
"""A `RankingCompareType`, or its string."""


class RankingTimeframeType(StrEnum):
    """As of when a result is compared."""

    Today = "Today"
    """With the rankings as they are today."""
    Historical = "Historical"
    """With the rankings as they were when the fight took place."""


RankingTimeframeTypeLike: TypeAlias = RankingTimeframeType | Literal["Today", "Historical"]
"""A `RankingTimeframeType`, or its string."""


class ReportRankingMetricType(StrEnum):
    """What the players of a report can be ranked by. The list serves several games: some metrics exist
    for other games only.
    """

    bosscdps = "bosscdps"
    """FFXIV only: damage to bosses, as cDPS."""
    bossdps = "bossdps"
    """Damage to bosses per second."""
    bossndps = "bossndps"
    """FFXIV only: damage to bosses, as nDPS."""
    bossrdps = "bossrdps"
    """FFXIV only: damage to bosses, as rDPS."""
    cdps = "cdps"
    """FFXIV only: cDPS, damage adjusted for the raid's buffs and debuffs."""
    default = "default"
    """Whatever the site deems fit for the other arguments."""
    dps = "dps"
    """Damage per second."""
    hps = "hps"
    """Healing per second."""
    krsi = "krsi"
    """How well tanks survive. Served some old WoW zones; out of use."""
    ndps = "ndps"
    """FFXIV only: nDPS, damage adjusted for the raid's buffs and debuffs."""
    playerscore = "playerscore"
    """The score of an ESO trial."""
    playerspeed = "playerspeed"
    """How fast the fight was won. Not every zone supports it."""
    rdps = "rdps"
    """FFXIV only: rDPS, damage adjusted for the raid's buffs and debuffs."""
    tankhps = "tankhps"
    """Healing done to tanks per second."""
    wdps = "wdps"
    """WoW only: damage per second, weighted by how much each target mattered."""


ReportRankingMetricTypeLike: TypeAlias = (
    ReportRankingMetricType
    | Literal[
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
    ]
)
"""A `ReportRankingMetricType`, or its string."""


class RoleType(StrEnum):
    """The part that a player takes in a group."""

    Any = "Any"
    """Every role."""
    DPS = "DPS"
    """Those who deal damage."""
    Healer = "Healer"
    """Those who heal."""
    Tank = "Tank"
    """Those who hold the enemies' attention."""


RoleTypeLike: TypeAlias = RoleType | Literal["Any", "DPS", "Healer", "Tank"]
"""A `RoleType`, or its string."""


class SubscriptionStatus(StrEnum):
    """The paid tiers of an account. No field of this schema uses it."""

    Silver = "Silver"
    """The Silver tier."""
    Gold = "Gold"
    """The Gold tier."""
    Platinum = "Platinum"
    """The Platinum tier."""
    LegacySilver = "LegacySilver"
    """A former Silver tier, closed to new subscribers.

    Deprecated: No longer supported
    """
    LegacyGold = "LegacyGold"
    """A former Gold tier, closed to new subscribers.

    Deprecated: No longer supported
    """
    LegacyPlatinum = "LegacyPlatinum"
    """A former Platinum tier, closed to new subscribers.

    Deprecated: No longer supported
    """
    AlchemicalSociety = "AlchemicalSociety"
    """The Alchemical Society tier."""


SubscriptionStatusLike: TypeAlias = (
    SubscriptionStatus
    | Literal[
        "Silver",
        "Gold",
        "Platinum",
        "LegacySilver",
        "LegacyGold",
        "LegacyPlatinum",
        "AlchemicalSociety",
    ]
)
"""A `SubscriptionStatus`, or its string."""


class TableDataType(StrEnum):
    """Which table of totals to make."""

    Summary = "Summary"
    """The overview: composition, damage, healing, deaths and player details. With one source, that
    player's gear and skills.
    """
    Buffs = "Buffs"
    """Buffs with their uptimes, under `auras`."""
    Casts = "Casts"
    """Casts by player; with one source, by ability."""
    DamageDone = "DamageDone"
    """Damage dealt by player; with one source, by ability. Healing is not in it."""
    DamageTaken = "DamageTaken"
    """Damage suffered by player; with one source, by ability."""
    Deaths = "Deaths"
    """Deaths with the blows that led there. May stop at 200 rows without saying so; events do not.
    """
    Debuffs = "Debuffs"
    """Debuffs with their uptimes, under `auras`."""
    Dispels = "Dispels"
    """Auras that were dispelled, by ability and by player."""
    Healing = "Healing"
    """Healing done by player; with one source, by ability."""
    Interrupts = "Interrupts"
    """Casts that were broken off, by ability and by player."""
    Resources = "Resources"
    """Gains and losses of magicka, stamina or another resource."""
    Summons = "Summons"
    """Pets and other helpers that were called up."""
    Survivability = "Survivability"
    """Deaths across several pulls."""
    Threat = "Threat"
    """Whom enemies attacked, and for how long."""


TableDataTypeLike: TypeAlias = (
    TableDataType
    | Literal[
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
    ]
)
"""A `TableDataType`, or its string."""


class ViewType(StrEnum):
    """What the rows of a table or the series of a graph stand for."""

    Default = "Default"
    """Whatever the site would choose for the other arguments."""
    Ability = "Ability"
    """One row or series for each ability."""
    Source = "Source"
    """One row or series for each source."""
    Target = "Target"
    """One row or series for each target."""


ViewTypeLike: TypeAlias = ViewType | Literal["Default", "Ability", "Source", "Target"]
"""A `ViewType`, or its string."""
