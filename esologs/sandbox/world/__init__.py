"""The sandbox's world: guilds, characters, reports and the game they play, from a seed."""

from esologs.sandbox.world.world import DATASET_VERSION, World

__all__ = ["DATASET_VERSION", "World"]
