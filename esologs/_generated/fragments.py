# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""The models that several operations share, each named after its fragment."""

from __future__ import annotations

from typing import Any

from esologs._models import Model


class AbilityPage(Model):
    """One page of abilities."""

    total: int
    """How many abilities there are on all pages together."""
    per_page: int
    """How many abilities a full page holds."""
    current_page: int
    """The number of this page; the first is 1."""
    from_: int | None = None
    """The place of this page's first entry in the whole list. None if the page is empty."""
    to: int | None = None
    """The place of this page's last entry in the whole list. None if the page is empty."""
    last_page: int
    """The number of the last page, so also how many there are."""
    has_more_pages: bool
    """Whether another page follows. Fetch on while it is true."""


class BoundingBox(Model):
    """The box around the positions of all players and enemies, in the log's own coordinates."""

    min_x: int
    """The lowest x position."""
    max_x: int
    """The highest x position."""
    min_y: int
    """The lowest y position."""
    max_y: int
    """The highest y position."""


class CharacterDetails(Model):
    """A player character with a page on the site. Its id belongs to the site and differs from the
    actor id that the character has inside a report.
    """

    id: int
    """The character's id on the site; not valid as an actor id inside a report."""
    canonical_id: int
    """The id of the character's latest version, which stays findable after a rename or a transfer.
    """
    name: str
    """The character's name in the game. A placeholder if the player is anonymous."""
    display_name: str
    """The account name of the player behind the character."""
    anonymous: bool | None = None
    """Whether the player appears anonymously. The name is then a placeholder."""
    class_id: int
    """The character's class, as in `GameClass.id`."""
    race_id: int
    """The number of the character's race. The API has no list of races to look it up in."""
    guild_rank: int
    """The character's rank in its guild, as the game numbers it; not the rank on the site."""
    hidden: bool
    """Whether the character hides all its rankings."""
    server: ServerRef
    """The server that the character plays on."""
    guilds: list[GuildRef | None] | None = None
    """The guilds that the character belongs to."""


class CharacterPage(Model):
    """One page of characters."""

    total: int
    """How many characters there are on all pages together."""
    per_page: int
    """How many characters a full page holds."""
    current_page: int
    """The number of this page; the first is 1."""
    from_: int | None = None
    """The place of this page's first entry in the whole list. None if the page is empty."""
    to: int | None = None
    """The place of this page's last entry in the whole list. None if the page is empty."""
    last_page: int
    """The number of the last page, so also how many there are."""
    has_more_pages: bool
    """Whether another page follows. Fetch on while it is true."""


class CharacterRef(Model):
    """A player character with a page on the site. Its id belongs to the site and differs from the
    actor id that the character has inside a report.
    """

    id: int
    """The character's id on the site; not valid as an actor id inside a report."""
    name: str
    """The character's name in the game. A placeholder if the player is anonymous."""
    class_id: int
    """The character's class, as in `GameClass.id`."""
    server: ServerRef
    """The server that the character plays on."""


class ClassDetails(Model):
    """A class that players can choose, such as Templar or Arcanist."""

    id: int
    """The class's number, as in `Character.classID`."""
    name: str
    """What the game calls the class."""
    slug: str
    """The class in the form that filters take, such as `DragonKnight`."""
    specs: list[ClassDetailsSpecs | None] | None = None
    """The specs that the site tells apart for this class."""


class ClassDetailsSpecs(Model):
    """A way to play a class, such as `MagickaDPS`, `StaminaDPS`, `Healer` or `Tank`."""

    id: int
    """The number by which the site knows the spec."""
    name: str
    """What the site calls the spec."""
    slug: str
    """The spec in the form that filters take, such as `MagickaDPS`."""


class ComponentDetails(Model):
    """A script that is kept on the site and run by the server over a report."""

    key: str
    """The key by which the component is fetched."""
    name: str
    """What the component is called."""
    contents: str | None = None
    """The script's source text."""
    deletion_protected: bool
    """Whether the component is protected against being deleted."""


class EncounterRef(Model):
    """A boss fight that the site ranks."""

    id: int
    """The encounter's id, as fights name it in `encounterID`."""
    name: str
    """What the site calls the encounter, usually after its boss."""


class ExpansionDetails(Model):
    """A stretch of the game's history, by which the site groups its zones."""

    id: int
    """The expansion's id, which the list of zones can be filtered by."""
    name: str
    """What the site calls the expansion."""
    zones: list[ZoneRef | None] | None = None
    """The zones of this expansion that the site ranks."""


class ExpansionRef(Model):
    """A stretch of the game's history, by which the site groups its zones."""

    id: int
    """The expansion's id, which the list of zones can be filtered by."""
    name: str
    """What the site calls the expansion."""


class FightSummary(Model):
    """A fight in a report: a pull of a boss, or trash."""

    id: int
    """The fight's id, unique within the report only. Filters by fight take it."""
    name: str
    """What the fight is called, usually after its boss."""
    encounter_id: int
    """The encounter that was fought, as in `Encounter.id`; 0 for trash."""
    difficulty: int | None = None
    """The difficulty: 120 normal, 121 veteran, 122 veteran hard mode, 123 to 125 veteran +1 to +3.
    None for trash.
    """
    kill: bool | None = None
    """Whether the boss was killed; false for a wipe. None for trash."""
    start_time: float
    """When the fight started, in milliseconds since the report's start."""
    end_time: float
    """When the fight ended, in milliseconds since the report's start."""
    boss_percentage: float | None = None
    """The health that the bosses had left at the end, in percent."""
    fight_percentage: float | None = None
    """How much of the encounter was left, in percent. Tells how far a wipe got even where a boss heals
    or there are several.
    """
    size: int | None = None
    """The size of the group. None for trash."""
    in_progress: bool | None = None
    """Whether the fight is still being uploaded. Do not cache it while it is."""


class FightDetails(FightSummary):
    """A fight in a report: a pull of a boss, or trash."""

    original_encounter_id: int | None = None
    """The encounter that the fight started out as, if the site has since made it trash."""
    complete_raid: bool
    """Whether this entry stands for a whole run from start to finish."""
    average_item_level: float | None = None
    """The mean item level of the players."""
    last_phase: int | None = None
    """The phase in which the fight ended, counting from 1, intermissions apart from phases."""
    last_phase_as_absolute_index: int | None = None
    """The phase in which the fight ended, counting from 0, intermissions included."""
    last_phase_is_intermission: bool | None = None
    """Whether the fight ended in an intermission."""
    phase_transitions: list[FightDetailsPhaseTransitions] | None = None
    """When the fight entered each of its phases."""
    friendly_players: list[int | None] | None = None
    """The report ids of the players who took part, as in `ReportActor.id`."""
    enemy_players: list[int | None] | None = None
    """The report ids of the players on the other side."""
    friendly_npcs: list[FightNpc | None] | None = None
    """The NPCs that fought on the players' side."""
    friendly_pets: list[FightNpc | None] | None = None
    """The players' pets that took part."""
    enemy_npcs: list[FightNpc | None] | None = None
    """The enemy NPCs that took part."""
    enemy_pets: list[FightNpc | None] | None = None
    """The enemies' pets that took part."""
    trial_score: float | None = None
    """The trial's score. None where the fight has none."""
    trial_time: float | None = None
    """The trial's time, in a unit that the API does not state. None where the fight has none."""
    wipe_called_time: float | None = None
    """When the group called the wipe, in milliseconds since the report's start. None if nobody did.
    """
    game_zone: FightDetailsGameZone | None = None
    """The place in the game where the fight happened."""
    maps: list[ReportMapRef | None] | None = None
    """The maps that the fight touched."""
    bounding_box: BoundingBox | None = None
    """The box around everybody's positions in the fight."""


class FightDetailsGameZone(Model):
    """A zone as the game knows it, to be told from `Zone`, which the site ranks."""

    id: float
    """The zone's game id, sent as a float."""
    name: str | None = None
    """What the game calls the zone. None if the site has no name for it."""


class FightDetailsPhaseTransitions(Model):
    """The moment at which a fight enters a phase."""

    id: int
    """The phase that starts, as in `PhaseMetadata.id`."""
    start_time: int
    """When it starts, in milliseconds since the start of the report."""


class FightNpc(Model):
    """An NPC's or a pet's part in a fight."""

    id: int | None = None
    """The NPC's actor id inside the report."""
    game_id: int | None = None
    """The NPC's game id, as in `GameNPC.id`."""
    instance_count: int | None = None
    """How many of this NPC took part."""
    group_count: int | None = None
    """How many packs of this NPC took part."""
    pet_owner: int | None = None
    """The report id of the pet's owner. None if the NPC is no pet."""


class GuildDetails(Model):
    """A guild with a page on the site: one from the game, or one made to hold reports."""

    id: int
    """The guild's id on the site."""
    name: str
    """What the guild calls itself."""
    description: str
    """What the guild writes about itself on the site."""
    competition_mode: bool
    """Whether the guild has competition mode switched on."""
    stealth_mode: bool
    """Whether the guild has stealth mode switched on."""
    faction: GuildDetailsFaction
    """The faction that the guild belongs to."""
    server: ServerRef
    """The server that the guild plays on."""
    tags: list[GuildDetailsTags | None] | None = None
    """The guild's tags for its reports. The site also calls them teams."""


class GuildDetailsFaction(Model):
    """A faction that players and guilds belong to: in ESO, an alliance."""

    id: int
    """The number that filters by faction take."""
    name: str
    """What the game calls the faction."""


class GuildDetailsTags(Model):
    """A label that a guild puts on its reports, often the name of a team."""

    id: int
    """The tag's id, which reports and attendance can be filtered by."""
    name: str
    """What the guild calls the tag."""


class GuildPage(Model):
    """One page of guilds."""

    total: int
    """How many guilds there are on all pages together."""
    per_page: int
    """How many guilds a full page holds."""
    current_page: int
    """The number of this page; the first is 1."""
    from_: int | None = None
    """The place of this page's first entry in the whole list. None if the page is empty."""
    to: int | None = None
    """The place of this page's last entry in the whole list. None if the page is empty."""
    last_page: int
    """The number of the last page, so also how many there are."""
    has_more_pages: bool
    """Whether another page follows. Fetch on while it is true."""


class GuildRef(Model):
    """A guild with a page on the site: one from the game, or one made to hold reports."""

    id: int
    """The guild's id on the site."""
    name: str
    """What the guild calls itself."""
    server: ServerRef
    """The server that the guild plays on."""


class ItemPage(Model):
    """One page of items."""

    total: int
    """How many items there are on all pages together."""
    per_page: int
    """How many items a full page holds."""
    current_page: int
    """The number of this page; the first is 1."""
    from_: int | None = None
    """The place of this page's first entry in the whole list. None if the page is empty."""
    to: int | None = None
    """The place of this page's last entry in the whole list. None if the page is empty."""
    last_page: int
    """The number of the last page, so also how many there are."""
    has_more_pages: bool
    """Whether another page follows. Fetch on while it is true."""


class ItemSetPage(Model):
    """One page of item sets."""

    total: int
    """How many item sets there are on all pages together."""
    per_page: int
    """How many item sets a full page holds."""
    current_page: int
    """The number of this page; the first is 1."""
    from_: int | None = None
    """The place of this page's first entry in the whole list. None if the page is empty."""
    to: int | None = None
    """The place of this page's last entry in the whole list. None if the page is empty."""
    last_page: int
    """The number of the last page, so also how many there are."""
    has_more_pages: bool
    """Whether another page follows. Fetch on while it is true."""


class MapPage(Model):
    """One page of maps."""

    total: int
    """How many maps there are on all pages together."""
    per_page: int
    """How many maps a full page holds."""
    current_page: int
    """The number of this page; the first is 1."""
    from_: int | None = None
    """The place of this page's first entry in the whole list. None if the page is empty."""
    to: int | None = None
    """The place of this page's last entry in the whole list. None if the page is empty."""
    last_page: int
    """The number of the last page, so also how many there are."""
    has_more_pages: bool
    """Whether another page follows. Fetch on while it is true."""


class MasterData(Model):
    """The report's index: versions, language, and the actors and abilities that occur in it."""

    log_version: int
    """The version of the parser that read the log."""
    game_version: int | None = None
    """The version of the game that wrote the log."""
    lang: str | None = None
    """The language of the log, as the site detected it."""
    abilities: list[MasterDataAbilities | None] | None = None
    """All abilities that occur in the report."""
    actors: list[MasterDataActors | None] | None = None
    """All players, pets and NPCs that occur in the report."""


class MasterDataAbilities(Model):
    """An ability that occurs in a report."""

    game_id: float | None = None
    """The ability's game id, as its events give it in `abilityGameID`."""
    name: str | None = None
    """What the ability is called."""
    icon: str | None = None
    """The name of the ability's icon."""
    type: str | None = None
    """The kind of damage, as a bit mask written in digits: 1 physical, 2 bleed, 4 fire, 8 poison, 16
    frost, 64 magic, 128 generic, 256 disease, 512 shock.
    """


class MasterDataActors(Model):
    """A player, pet or NPC that occurs in a report."""

    id: int | None = None
    """The actor's id inside this report, as events give it in `sourceID` and `targetID`."""
    game_id: float | None = None
    """The actor's game id, which is the same in every report."""
    name: str | None = None
    """The actor's name. An anonymous player's may read `Player (1)` or `nil`, or be None."""
    display_name: str
    """The account name of the player behind the actor."""
    anonymous: bool | None = None
    """Whether the player appears anonymously. The name is then a placeholder."""
    type: str | None = None
    """What the actor is, such as `Player`, `Pet` or `NPC`."""
    sub_type: str | None = None
    """The class of a player; for an NPC, whether it is a boss."""
    server: str | None = None
    """The server that the player plays on."""
    pet_owner: int | None = None
    """The report id of the pet's owner. None if the actor is no pet."""
    icon: str | None = None
    """The icon that the site shows for the actor."""


class Member(Model):
    """A player character with a page on the site. Its id belongs to the site and differs from the
    actor id that the character has inside a report.
    """

    id: int
    """The character's id on the site; not valid as an actor id inside a report."""
    name: str
    """The character's name in the game. A placeholder if the player is anonymous."""
    class_id: int
    """The character's class, as in `GameClass.id`."""
    guild_rank: int
    """The character's rank in its guild, as the game numbers it; not the rank on the site."""
    server: ServerRef
    """The server that the character plays on."""


class NpcPage(Model):
    """One page of NPCs."""

    total: int
    """How many NPCs there are on all pages together."""
    per_page: int
    """How many NPCs a full page holds."""
    current_page: int
    """The number of this page; the first is 1."""
    from_: int | None = None
    """The place of this page's first entry in the whole list. None if the page is empty."""
    to: int | None = None
    """The place of this page's last entry in the whole list. None if the page is empty."""
    last_page: int
    """The number of the last page, so also how many there are."""
    has_more_pages: bool
    """Whether another page follows. Fetch on while it is true."""


class RankPosition(Model):
    """A place in a ranking."""

    number: int
    """The place; 1 is the best."""
    percentile: int | None = None
    """The rank as a percentile, 0 to 100. Always None for a guild."""
    color: str
    """The style class in which the site shows the rank."""


class RankPositions(Model):
    """One result's place among all, in its region and on its server."""

    world_rank: RankPosition | None = None
    """The place among all. None if unranked."""
    region_rank: RankPosition | None = None
    """The place within the region. None if unranked."""
    server_rank: RankPosition | None = None
    """The place on the server. None if unranked."""


class RegionRef(Model):
    """A region that servers lie in."""

    id: int
    """The number that look-ups of the region take."""
    name: str
    """What the site calls the region."""
    compact_name: str
    """The region's short name."""
    slug: str
    """The region in the form that look-ups by server take."""


class ReportMapRef(Model):
    """A map on which a fight took place."""

    id: int
    """The map's game id, as in `GameMap.id`."""
    name: str | None = None
    """What the map is called."""
    file: str | None = None
    """The file that holds the map's picture."""


class ReportPage(Model):
    """One page of reports."""

    total: int
    """How many reports there are on all pages together."""
    per_page: int
    """How many reports a full page holds."""
    current_page: int
    """The number of this page; the first is 1."""
    from_: int | None = None
    """The place of this page's first entry in the whole list. None if the page is empty."""
    to: int | None = None
    """The place of this page's last entry in the whole list. None if the page is empty."""
    last_page: int
    """The number of the last page, so also how many there are."""
    has_more_pages: bool
    """Whether another page follows. Fetch on while it is true."""


class ReportSummary(Model):
    """An uploaded combat log: fights, who took part, and everything that happened. Instants inside it
    are milliseconds since its start; only its own start and end are Unix milliseconds.
    """

    code: str
    """The code that names the report: 16 letters and digits, after `a:` if the report is anonymous.
    """
    title: str
    """The title that the uploader gave the report."""
    start_time: float
    """When the first event happened, in Unix milliseconds. Times inside the report count from here.
    """
    end_time: float
    """When the last event happened, in Unix milliseconds. Still rising while a log is live."""
    revision: int
    """Rises each time the report is exported anew. Together with the code it names one state of a
    finished report, which may then be cached.
    """
    visibility: str
    """Who may see the report: `public`, `private` or `unlisted`."""
    zone: ZoneRef | None = None
    """The zone that the report mainly covers. None if the site ranks none of it."""
    guild: GuildRef | None = None
    """The guild that the report was uploaded to. None if it is a personal log."""
    owner: UserRef | None = None
    """The user who uploaded the report."""


class ScriptResult(Model):
    """What came of running a script over a report."""

    output: Any | None = None
    """Whatever the script returned. None if it failed."""
    error: str | None = None
    """What made the script fail. None if it did not."""
    logs: str | None = None
    """What the script logged, if anything."""


class ServerRef(Model):
    """A server that characters and guilds play on."""

    id: int
    """The number that look-ups of the server take."""
    name: str
    """What the game calls the server."""
    slug: str
    """The server in the form that look-ups take, together with its region."""
    region: RegionRef
    """The region that the server lies in."""


class ServerDetails(ServerRef):
    """A server that characters and guilds play on."""

    normalized_name: str
    """The server's name without spaces."""
    subregion: ServerDetailsSubregion
    """The subregion that the server lies in."""


class ServerDetailsSubregion(Model):
    """A part of a region."""

    id: int
    """The number that look-ups of the subregion take."""
    name: str
    """What the site calls the subregion."""


class ServerPage(Model):
    """One page of servers."""

    total: int
    """How many servers there are on all pages together."""
    per_page: int
    """How many servers a full page holds."""
    current_page: int
    """The number of this page; the first is 1."""
    from_: int | None = None
    """The place of this page's first entry in the whole list. None if the page is empty."""
    to: int | None = None
    """The place of this page's last entry in the whole list. None if the page is empty."""
    last_page: int
    """The number of the last page, so also how many there are."""
    has_more_pages: bool
    """Whether another page follows. Fetch on while it is true."""


class UserDetails(Model):
    """An account of the site. Most of it is visible only to that user, with a user token and the
    `view-user-profile` scope.
    """

    id: int
    """The account's id on the site."""
    name: str
    """The account's name on the site."""
    guilds: list[GuildRef | None] | None = None
    """The guilds that the user belongs to. Needs the user endpoint."""
    characters: list[UserDetailsCharacters | None] | None = None
    """The characters that the user has claimed. Needs the user endpoint."""
    na_display_name: str | None = None
    """The user's ESO account name on the North American server. None if none is known."""
    eu_display_name: str | None = None
    """The user's ESO account name on the European server. None if none is known."""


class UserDetailsCharacters(Model):
    """A player character with a page on the site. Its id belongs to the site and differs from the
    actor id that the character has inside a report.
    """

    id: int
    """The character's id on the site; not valid as an actor id inside a report."""
    name: str
    """The character's name in the game. A placeholder if the player is anonymous."""
    server: ServerRef
    """The server that the character plays on."""
    game_data: Any | None = None
    """What the site has cached about the character from the game, as JSON of no fixed shape. None if
    it has nothing.
    """
    class_id: int
    """The character's class, as in `GameClass.id`."""
    race_id: int
    """The number of the character's race. The API has no list of races to look it up in."""
    hidden: bool
    """Whether the character hides all its rankings."""


class UserRef(Model):
    """An account of the site. Most of it is visible only to that user, with a user token and the
    `view-user-profile` scope.
    """

    id: int
    """The account's id on the site."""
    name: str
    """The account's name on the site."""


class ZoneDetails(Model):
    """A trial, a dungeon or another place that the site ranks, to be told from `GameZone`."""

    id: int
    """The zone's id on the site."""
    name: str
    """What the site calls the zone."""
    frozen: bool
    """Whether the zone is closed for good. Its data never changes again and may be cached for ever.
    """
    brackets: ZoneDetailsBrackets | None = None
    """How the zone's rankings divide into brackets. None if they do not."""
    difficulties: list[ZoneDetailsDifficulties | None] | None = None
    """The difficulties that the zone can be fought at."""
    encounters: list[EncounterRef | None] | None = None
    """The boss fights of the zone."""
    expansion: ExpansionRef
    """The expansion that the zone belongs to."""
    partitions: list[ZoneDetailsPartitions | None] | None = None
    """The parts of the zone's history that have rankings of their own."""


class ZoneDetailsBrackets(Model):
    """How a zone divides its rankings into brackets, numbered from 1: from `min` to `max` in steps of
    `bucket`.
    """

    type: str | None = None
    """What the brackets measure, in the site's words. None if it does not say."""
    min: float
    """The value at which the first bracket starts."""
    max: float
    """The value at which the last bracket starts."""
    bucket: float
    """The step from one bracket to the next."""


class ZoneDetailsDifficulties(Model):
    """A difficulty that a zone can be fought at."""

    id: int
    """The number that filters take: 120 normal, 121 veteran, 122 veteran hard mode, 123 to 125 veteran
    +1 to +3.
    """
    name: str
    """What the site calls the difficulty."""
    sizes: list[int | None] | None = None
    """The group sizes that this difficulty allows. Empty if any size will do."""


class ZoneDetailsPartitions(Model):
    """A part of a zone's history, such as a game patch, with rankings of its own."""

    id: int
    """The number that filters take. It is unique within the zone only."""
    name: str
    """What the site calls the partition."""
    compact_name: str
    """The partition's name, shortened."""
    default: bool
    """Whether rankings of the zone use this partition unless told otherwise."""


class ZoneRef(Model):
    """A trial, a dungeon or another place that the site ranks, to be told from `GameZone`."""

    id: int
    """The zone's id on the site."""
    name: str
    """What the site calls the zone."""
