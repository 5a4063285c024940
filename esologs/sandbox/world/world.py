"""The world: everything that the sandbox knows, made from a seed as it is asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from esologs.sandbox.world.catalogue import CATALOGUE, Catalogue
from esologs.sandbox.world.characters import Characters
from esologs.sandbox.world.guilds import Guilds
from esologs.sandbox.world.reports import Reports
from esologs.sandbox.world.users import Users

if TYPE_CHECKING:
    from esologs.sandbox.world.leaderboards import Leaderboards
    from esologs.sandbox.world.logs import Logs
    from esologs.sandbox.world.parses import Parses
    from esologs.sandbox.world.race import Race
    from esologs.sandbox.world.rankings import Rankings
    from esologs.sandbox.world.standings import Standings

DATASET_VERSION = 1
"""Rises whenever a seed no longer gives the bytes that it gave before."""


class World:
    """One world. Making it costs microseconds: its parts come into being when used.

    Safe to share between threads: a part that two of them ask for at once may be
    made twice, the same both times, and one of the two is kept. What stands on
    fights is imported when first used, for the sake of a quick start.
    """

    def __init__(self, seed: int = 0) -> None:
        self.seed: int = seed
        self.catalogue: Catalogue = CATALOGUE
        self.guilds: Guilds = Guilds(seed)
        self.characters: Characters = Characters(seed, self.guilds)
        self.users: Users = Users(seed, self.guilds, self.characters)
        self.reports: Reports = Reports(seed, self.guilds, self.characters)

    @cached_property
    def logs(self) -> Logs:
        """What happened in the reports."""
        from esologs.sandbox.world.logs import Logs

        return Logs(self.reports)

    @cached_property
    def parses(self) -> Parses:
        """The kills in the reports, and who did how much in them."""
        from esologs.sandbox.world.parses import Parses

        return Parses(self.characters, self.reports, self.logs)

    @cached_property
    def rankings(self) -> Rankings:
        """The rankings of characters."""
        from esologs.sandbox.world.rankings import Rankings

        return Rankings(self.parses, self.logs)

    @cached_property
    def leaderboards(self) -> Leaderboards:
        """The leaderboards of encounters."""
        from esologs.sandbox.world.leaderboards import Leaderboards

        return Leaderboards(self.parses, self.characters, self.logs, self.seed)

    @cached_property
    def standings(self) -> Standings:
        """The standings of guilds."""
        from esologs.sandbox.world.standings import Standings

        return Standings(self.parses)

    @cached_property
    def race(self) -> Race:
        """The race for the newest trial."""
        from esologs.sandbox.world.race import Race

        return Race(self.guilds, self.parses)
