"""Reports: which guild raided when and where, who was there, and who may read about it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from esologs.sandbox.seeding import Stream, fingerprint
from esologs.sandbox.world.characters import CORE, Character, Characters
from esologs.sandbox.world.guilds import GUILD_COUNT, SHOWN_GUILD_ID, Guild, Guilds, GuildTag
from esologs.sandbox.world.trials import HARD_MODE, NORMAL, VETERAN, ZONES, Zone

EPOCH_MS = 1_759_694_400_000
"""The world's own "now" when a sandbox starts: 2025-10-05 20:00 UTC. All reports began before."""

LIVE_HEAD_MS = 25 * 60_000
"""How long the live reports have been running when a sandbox starts."""

ARCHIVE_AFTER_DAYS = 120
"""Age at which a report is archived."""

_LIVE_GUILDS = (7, 110)
_SHOWN_REPORTS = 64
_OPEN_REPORTS = 12  # The latest ones of the shown guild are plain public reports.
_DAY_MS = 86_400_000
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_TITLES = ("{zone}", "{zone} prog", "{tag} {zone}", "Trial night", "{zone} clear", "{zone} farm")
_SEATS = (("Tank", 2), ("Healer", 2), ("DPS", 8))
_UPLOADERS = 3  # The master and the officers: always users of the site.
_POOL = 30
_UPDATE_DAYS = 100


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """A report. *home* is the guild that raided, *guild* the one that it is filed under.

    *place* counts the guild's reports from the latest, 0, backwards; *key* is
    the seed of its fights; *uploader* is the account that owns it. An anonymous
    report names neither guild nor owner.
    """

    code: str
    key: int
    place: int
    title: str
    start_ms: int
    zone: Zone
    difficulty: int
    visibility: str
    anonymous: bool
    live: bool
    revision: int
    pulls: int
    home: Guild = field(repr=False)
    guild: Guild | None = field(repr=False)
    guild_tag: GuildTag | None = field(repr=False)
    uploader: int | None = field(repr=False)

    @property
    def archive_ms(self) -> int:
        """When it is, or will be, archived."""
        return self.start_ms + ARCHIVE_AFTER_DAYS * _DAY_MS

    @property
    def archived(self) -> bool:
        """Whether it was archived before the sandbox started."""
        return self.archive_ms < EPOCH_MS

    @property
    def partition(self) -> int:
        """The partition that its rankings count in."""
        if self.zone.frozen:
            return self.zone.partition
        updates = (EPOCH_MS - self.start_ms) // (_UPDATE_DAYS * _DAY_MS)
        return max(1, self.zone.partition - updates)


class Reports:
    """All reports of one world. A guild's are made when asked for, and kept."""

    def __init__(self, seed: int, guilds: Guilds, characters: Characters) -> None:
        self._seed = seed
        self._guilds = guilds
        self._characters = characters
        self._made: dict[int, list[Report]] = {}
        self._rosters: dict[str, list[Character]] = {}

    def raided_by(self, guild: Guild) -> list[Report]:
        """Every report of *guild*'s evenings, the latest first, whoever may see it."""
        known = self._made.get(guild.index)
        if known is None:
            shown = guild.id == SHOWN_GUILD_ID
            count = (
                _SHOWN_REPORTS if shown else 3 + fingerprint(self._seed, "count", guild.index) % 10
            )
            known = [self._make(guild, place) for place in range(count)]
            known = self._made.setdefault(guild.index, known)
        return known

    def _make(self, guild: Guild, place: int) -> Report:
        stream = Stream(self._seed, "report", guild.index, place)
        shown = guild.id == SHOWN_GUILD_ID
        live = place == 0 and guild.index in _LIVE_GUILDS
        plain = live or (shown and place < _OPEN_REPORTS)
        zone = _zone(stream, place)
        anonymous = not plain and stream.chance(0.04)
        personal = anonymous or (not plain and stream.chance(0.04))
        tag = (
            stream.pick(guild.tags) if guild.tags and not personal and stream.chance(0.6) else None
        )
        uploader = guild.first_member + stream.below(_UPLOADERS)
        secrecy = stream.below(100)
        hidden = "private" if secrecy < 6 else "unlisted"
        title = stream.pick(_TITLES).format(zone=zone.name, tag=tag.name if tag else "Guild")
        return Report(
            code=("a:" if anonymous else "") + _code(stream),
            key=stream.bits() >> 11,
            place=place,
            title=title,
            start_ms=EPOCH_MS - LIVE_HEAD_MS if live else _start(guild, place, stream),
            zone=zone,
            difficulty=_difficulty(zone, guild, stream),
            visibility="public" if plain or anonymous or secrecy >= 12 else hidden,
            anonymous=anonymous,
            live=live,
            revision=stream.between(0, 2),
            pulls=stream.between(7, 16),
            home=guild,
            guild=None if personal else guild,
            guild_tag=tag,
            uploader=None if anonymous else uploader,
        )

    @cached_property
    def all(self) -> list[Report]:
        """Every report of the world, the latest first."""
        found: list[Report] = []
        for index in range(GUILD_COUNT):
            found += self.raided_by(self._guilds.at(index))
        return sorted(found, key=lambda report: (-report.start_ms, report.code))

    @cached_property
    def _by_code(self) -> dict[str, Report]:
        return {report.code: report for report in self.all}

    def by_code(self, code: str) -> Report | None:
        """The report of that code."""
        return self._by_code.get(code)

    def examples(self) -> dict[str, Report]:
        """The latest report of each sort: public, private, unlisted, anonymous, archived, live."""
        found: dict[str, Report] = {}
        for report in self.all:
            sort = report.visibility
            if sort == "public":
                sort = "anonymous" if report.anonymous else "archived" if report.archived else sort
            found.setdefault("live" if report.live else sort, report)
        return found

    def between(self, start_ms: float | None, end_ms: float | None) -> list[Report]:
        """The reports that began from *start_ms* to *end_ms* (Unix time), the latest first."""
        newest = 0 if end_ms is None else bisect_left(self._ages, -end_ms)
        oldest = None if start_ms is None else bisect_right(self._ages, -start_ms)
        return self.all[newest:oldest]

    @cached_property
    def _ages(self) -> list[int]:
        return [-report.start_ms for report in self.all]

    def roster(self, report: Report) -> list[Character]:
        """The twelve characters that raided: two tanks, two healers, eight of damage."""
        known = self._rosters.get(report.code)
        return (
            known
            if known is not None
            else self._rosters.setdefault(report.code, self._sign_up(report))
        )

    def _sign_up(self, report: Report) -> list[Character]:
        ready = self._ready(report)
        return [
            character
            for role, seats in _SEATS
            for character in [row for row in ready if row.spec.role == role][:seats]
        ]

    def bench(self, report: Report) -> list[Character]:
        """Who signed up for the evening and stayed outside."""
        raiding = set(self.roster(report))
        return [row for row in self._ready(report) if row not in raiding][: report.key % 3]

    def _ready(self, report: Report) -> list[Character]:
        mains = [row for row in self._characters.home(report.home, _POOL) if row.main]

        def reluctance(character: Character) -> tuple[int, int]:
            mood = fingerprint(report.key, "mood", character.number) % 100
            return mood - (60 if character.guild_rank <= CORE else 0), character.number

        return sorted(mains, key=reluctance)

    def of_character(self, character: Character) -> list[Report]:
        """The reports whose roster has *character*, the latest first; none that is anonymous."""
        evenings = self.raided_by(character.guild)
        return [
            report
            for report in sorted(evenings, key=lambda report: -report.start_ms)
            if not report.anonymous and character in self.roster(report)
        ]


def _code(stream: Stream) -> str:
    number = stream.bits() << 64 | stream.bits()
    letters: list[str] = []
    for _ in range(16):
        number, digit = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[digit])
    return "".join(letters)


def _zone(stream: Stream, place: int) -> Zone:
    zones = list(ZONES.values())
    current = [zone for zone in zones if not zone.frozen]
    return stream.pick(current if place < 4 or stream.chance(0.75) else zones)


def _difficulty(zone: Zone, guild: Guild, stream: Stream) -> int:
    level = guild.skill + stream.between(-20, 20)
    if level < 35:
        return NORMAL
    harder = [row.id for row in zone.difficulties if row.id >= HARD_MODE]
    return stream.pick(harder) if level > 70 else VETERAN


def _start(guild: Guild, place: int, stream: Stream) -> int:
    shown = guild.id == SHOWN_GUILD_ID
    days = 1 + (place * 7 // 2 if shown else place * 7 + guild.index % 7)
    # Evenings are local: about 19:00 in Europe, about 20:00 on the American east coast.
    hour = 17 if guild.server.region.slug == "eu" else 0
    midnight = EPOCH_MS // _DAY_MS * _DAY_MS
    return midnight - days * _DAY_MS + hour * 3_600_000 + stream.between(0, 7_200_000)
