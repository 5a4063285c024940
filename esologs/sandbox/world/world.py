"""The world: everything that the sandbox knows, made from a seed as it is asked for."""

from __future__ import annotations

from esologs.sandbox.world.catalogue import CATALOGUE, Catalogue
from esologs.sandbox.world.characters import Characters
from esologs.sandbox.world.guilds import Guilds
from esologs.sandbox.world.leaderboards import Leaderboards
from esologs.sandbox.world.logs import Logs
from esologs.sandbox.world.parses import Parses
from esologs.sandbox.world.race import Race
from esologs.sandbox.world.rankings import Rankings
from esologs.sandbox.world.reports import Reports
from esologs.sandbox.world.standings import Standings
from esologs.sandbox.world.users import Users

DATASET_VERSION = 1
"""Rises whenever a seed no longer gives the bytes that it gave before."""


class World:
    """One world. Making it costs microseconds: its parts come into being when used.

    Safe to share between threads: a part that two of them ask for at once may be
    made twice, the same both times, and one of the two is kept.
    """

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed
        self.catalogue: Catalogue = CATALOGUE
        self.guilds = Guilds(seed)
        self.characters = Characters(seed, self.guilds)
        self.users = Users(seed, self.guilds, self.characters)
        self.reports = Reports(seed, self.guilds, self.characters)
        self.logs = Logs(self.reports)
        self.parses = Parses(self.reports, self.logs)
        self.rankings = Rankings(self.parses)
        self.leaderboards = Leaderboards(self.parses, self.characters, self.logs, seed)
        self.standings = Standings(self.parses)
        self.race = Race(self.guilds, self.parses)
