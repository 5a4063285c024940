"""Invented names: of characters, accounts, guilds and things, built from word lists.

Every combination of two lists is a different text (a test holds the lists to
it), so a name that is made from a distinct number is distinct by construction.
"""

from __future__ import annotations

GIVEN_HEADS = (
    "Ael", "Bran", "Cor", "Dren", "Eld", "Fal", "Gor", "Hal", "Ith", "Jor", "Kael", "Lor",
    "Mir", "Nor", "Orr", "Pel", "Quil", "Rav", "Syl", "Tar", "Ulf", "Vex", "Wyn", "Zar",
)  # fmt: skip
GIVEN_TAILS = (
    "adra", "aine", "amus", "andel", "arys", "athil", "avir", "ebeth", "ecan", "edris", "elith",
    "enna", "eska", "ethar", "idan", "ilven", "imar", "inde", "iriel", "isk", "obran", "odel",
    "omir", "onys", "oric", "othen", "udric", "unda", "urielle", "uvan",
)  # fmt: skip
SURNAME_HEADS = (
    "Amber", "Ash", "Bramble", "Cinder", "Dawn", "Dusk", "Elm", "Ember", "Frost", "Gale",
    "Glimmer", "Hollow", "Iron", "Keen", "Lark", "Marsh", "Moon", "Night", "Oak", "Pale",
    "Quick", "Raven", "Salt", "Silver", "Storm", "Sun", "Thorn", "Umber", "Willow", "Winter",
)  # fmt: skip
SURNAME_TAILS = (
    "arrow", "bane", "bearer", "blade", "bloom", "bough", "brook", "brow", "caller", "crest",
    "dancer", "fall", "fern", "field", "forge", "gaze", "grove", "hand", "heart", "hollow",
    "keeper", "mane", "mantle", "reed", "runner", "shade", "singer", "song", "spark", "stride",
    "tide", "vale", "walker", "ward", "weaver", "whisper",
)  # fmt: skip
HANDLE_HEADS = (
    "brave", "calm", "clever", "dizzy", "drowsy", "eager", "fancy", "gentle", "grumpy", "humble",
    "jolly", "late", "lucky", "merry", "mighty", "noisy", "odd", "patient", "proud", "quiet",
    "rusty", "secret", "shy", "sleepy", "sly", "snug", "spicy", "stray", "tidy", "wise",
)  # fmt: skip
HANDLE_TAILS = (
    "acorn", "badger", "biscuit", "candle", "cobble", "crow", "dumpling", "falcon", "ferret",
    "goblet", "hamster", "harp", "kettle", "lantern", "lute", "mammoth", "mitten", "moth",
    "mudlark", "newt", "otter", "pancake", "parrot", "pebble", "pickle", "quill", "satchel",
    "sparrow", "teapot", "thistle", "toad", "turnip", "walrus", "wombat",
)  # fmt: skip
GUILD_HEADS = (
    "Amber", "Ashen", "Broken", "Copper", "Crimson", "Distant", "Drifting", "Eighth", "Endless",
    "Evening", "Faithful", "Fallen", "Gilded", "Golden", "Hidden", "Hollow", "Ivory", "Last",
    "Lost", "Midnight", "Northern", "Patient", "Pale", "Quiet", "Rising", "Sable", "Silent",
    "Silver", "Sunken", "Tireless", "Verdant", "Wandering",
)  # fmt: skip
GUILD_TAILS = (
    "Anchor", "Banner", "Beacons", "Bastion", "Caravan", "Chorus", "Circle", "Company", "Compass",
    "Covenant", "Crown", "Embers", "Expedition", "Hearth", "Herons", "Lanterns", "Legion",
    "Menders", "Moon", "Order", "Pact", "Path", "Ravens", "Sails", "Scholars", "Sentinels",
    "Spires", "Tavern", "Torches", "Vanguard", "Vigil", "Wardens",
)  # fmt: skip

_GIVEN = len(GIVEN_HEADS) * len(GIVEN_TAILS)
_SURNAMES = len(SURNAME_HEADS) * len(SURNAME_TAILS)
CHARACTER_NAMES = _GIVEN * _SURNAMES
HANDLES = len(HANDLE_HEADS) * len(HANDLE_TAILS) * 90
GUILD_NAMES = len(GUILD_HEADS) * len(GUILD_TAILS)


def spread(number: int, size: int, offset: int) -> int:
    """Move *number* (below *size*) elsewhere below *size*, each to a place of its own.

    A multiplication by a prime that shares no factor with *size*.
    """
    return (number * 1_000_003 + offset) % size


def character_name(number: int) -> str:
    """The name of character *number* of one server, 0 to `CHARACTER_NAMES` - 1."""
    surname, given = divmod(number, _GIVEN)
    head, tail = divmod(given, len(GIVEN_TAILS))
    first, second = divmod(surname, len(SURNAME_TAILS))
    return f"{GIVEN_HEADS[head]}{GIVEN_TAILS[tail]} {SURNAME_HEADS[first]}{SURNAME_TAILS[second]}"


def handle(number: int) -> str:
    """The account name of account *number*, 0 to `HANDLES` - 1, without its `@`."""
    words, suffix = divmod(number, 90)
    head, tail = divmod(words, len(HANDLE_TAILS))
    return f"{HANDLE_HEADS[head]}{HANDLE_TAILS[tail]}{suffix + 10}"


def guild_name(number: int) -> str:
    """The name of guild *number*, 0 to `GUILD_NAMES` - 1."""
    head, tail = divmod(number, len(GUILD_TAILS))
    return f"{GUILD_HEADS[head]} {GUILD_TAILS[tail]}"


def slug(name: str) -> str:
    """*name* as it stands in an address: lower case, words joined by hyphens."""
    words = "".join(letter if letter.isalnum() else " " for letter in name.replace("'", ""))
    return "-".join(words.lower().split())
