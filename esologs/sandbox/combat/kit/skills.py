"""What players can do: the skills of every class, weapon and guild."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from esologs.sandbox.combat.model import Ability

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind: TypeAlias = Literal[
    "light",  # a light attack: woven between skills, costs nothing
    "heavy",  # a heavy attack: gives resources back
    "strike",  # one hit
    "execute",  # one hit, worth it near the end
    "dot",  # ticks on one enemy, who carries its debuff
    "area",  # ticks on every enemy
    "surge",  # a buff on oneself
    "rally",  # a buff on the whole group
    "heal",  # one burst of healing
    "hot",  # ticks of healing on the group
    "ward",  # absorbs damage
    "taunt",  # a hit, and the enemy turns to the tank
    "sunder",  # a hit, and the enemy takes more damage
    "nova",  # an ultimate that hits every enemy
]

PHYSICAL, BLEED, FIRE, POISON, FROST, MAGIC, GENERIC, DISEASE, SHOCK = (
    "1", "2", "4", "8", "16", "64", "128", "256", "512",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill: `power` is the strength of one hit or tick against that of a light attack (100)."""

    ability: Ability
    kind: Kind
    power: int
    duration_ms: int = 0
    period_ms: int = 0
    weapon: str | None = None
    ultimate: bool = False

    @property
    def id(self) -> int:
        """The ability's id in the game."""
        return self.ability.game_id


# kind: power, duration, period
_NUMBERS: Final[dict[Kind, tuple[int, int, int]]] = {
    "light": (100, 0, 0),
    "heavy": (260, 0, 0),
    "strike": (420, 0, 0),
    "execute": (560, 0, 0),
    "dot": (120, 20_000, 2_000),
    "area": (90, 14_000, 1_000),
    "surge": (0, 24_000, 0),
    "rally": (0, 20_000, 0),
    "heal": (600, 0, 0),
    "hot": (150, 10_000, 2_000),
    "ward": (500, 6_000, 0),
    "taunt": (150, 15_000, 0),
    "sunder": (150, 12_000, 0),
    "nova": (2_600, 0, 0),
}


def icon(name: str) -> str:
    """The picture's name of something invented, in the API's manner."""
    return "ability_" + "".join(c if c.isalnum() else "_" for c in name.lower())


def _skill(
    game_id: int, name: str, kind: Kind, type_: str, *, weapon: str | None = None, ult: bool = False
) -> Skill:
    power, duration, period = _NUMBERS[kind]
    ability = Ability(game_id=game_id, name=name, icon=icon(name), type=type_)
    return Skill(ability, kind, power, duration, period, weapon, ult)


_CLASS_KINDS: Final[tuple[Kind, ...]] = (
    "strike", "dot", "area", "execute", "surge", "heal", "hot", "nova",
)  # fmt: skip
_CLASSES: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    ("DragonKnight", FIRE, (
        "Cinder Lash", "Slag Brand", "Emberground", "Kiln Breath",
        "Forge Heart", "Hearthglow", "Warm Ashes", "Wyrm's Descent",
    )),
    ("Nightblade", MAGIC, (
        "Dusk Cut", "Leech Mark", "Gloam Ring", "Last Candle",
        "Hunter's Hush", "Borrowed Pulse", "Shade Balm", "Eclipse Requiem",
    )),
    ("Sorcerer", SHOCK, (
        "Volt Shard", "Static Tether", "Storm Cage", "Thunder's End",
        "Charged Blood", "Conjured Mercy", "Calm Current", "Tempest Crown",
    )),
    ("Templar", MAGIC, (
        "Dawn Lance", "Sunscar", "Hallowed Circle", "Final Verdict",
        "Oathlight", "Breath of Morning", "Chorus of Day", "Noon Judgment",
    )),
    ("Warden", FROST, (
        "Rime Talon", "Frostbitten Seed", "Winterfield", "Snowslide",
        "Bear's Humor", "Green Mending", "Moss Blanket", "Elder Stampede",
    )),
    ("Necromancer", DISEASE, (
        "Grave Bolt", "Marrow Rot", "Ossuary Bloom", "Dirge of Dust",
        "Death's Tithe", "Soul Suture", "Quiet Vigil", "Charnel Giant",
    )),
    ("Arcanist", MAGIC, (
        "Rune Lash", "Ink Burn", "Glyph Squall", "Closing Verse",
        "Lucid Reading", "Mended Page", "Gentle Stanza", "Unwritten Deep",
    )),
)  # fmt: skip

CLASS_SKILLS: Final[dict[str, dict[Kind, Skill]]] = {
    class_name: {
        kind: _skill(210_000 + 100 * place + slot, names[slot], kind, type_, ult=kind == "nova")
        for slot, kind in enumerate(_CLASS_KINDS)
    }
    for place, (class_name, type_, names) in enumerate(_CLASSES, 1)
}

_WEAPON_SKILLS: Final[tuple[tuple[str, str, Kind, str], ...]] = (
    ("daggers", "Quick Cut", "light", PHYSICAL),
    ("daggers", "Winding Cut", "heavy", PHYSICAL),
    ("daggers", "Twin Fangs", "strike", PHYSICAL),
    ("daggers", "Bloodspin", "dot", BLEED),
    ("daggers", "Finishing Cut", "execute", PHYSICAL),
    ("bow", "Loosed Arrow", "light", PHYSICAL),
    ("bow", "Drawn Arrow", "heavy", PHYSICAL),
    ("bow", "Viper Arrow", "dot", POISON),
    ("bow", "Arrowfall", "area", PHYSICAL),
    ("inferno", "Flame Flick", "light", FIRE),
    ("inferno", "Flame Stream", "heavy", FIRE),
    ("inferno", "Burning Reach", "dot", FIRE),
    ("lightning", "Spark Flick", "light", SHOCK),
    ("lightning", "Spark Stream", "heavy", SHOCK),
    ("lightning", "Crackling Wall", "area", SHOCK),
    ("restoration", "Mending Flick", "light", MAGIC),
    ("restoration", "Mending Stream", "heavy", MAGIC),
    ("restoration", "Renewing Circle", "hot", MAGIC),
    ("restoration", "Helping Hand", "heal", MAGIC),
    ("shield", "Shield Tap", "light", PHYSICAL),
    ("shield", "Shield Drive", "heavy", PHYSICAL),
    ("shield", "Goading Thrust", "taunt", PHYSICAL),
    ("shield", "Raised Bulwark", "ward", PHYSICAL),
    ("shield", "Split Mail", "sunder", PHYSICAL),
    ("frost", "Frost Flick", "light", FROST),
    ("frost", "Frost Stream", "heavy", FROST),
    ("frost", "Chilling Wall", "area", FROST),
    ("frost", "Rime Shell", "ward", FROST),
)
WEAPON_SKILLS: Final[dict[str, dict[Kind, Skill]]] = {}
for _slot, (_weapon, _name, _kind, _type) in enumerate(_WEAPON_SKILLS):
    WEAPON_SKILLS.setdefault(_weapon, {})[_kind] = _skill(
        211_000 + _slot, _name, _kind, _type, weapon=_weapon
    )

WANDERING_FLAME: Final = _skill(211_500, "Wandering Flame", "dot", FIRE)
INNER_SPARK: Final = _skill(211_501, "Inner Spark", "surge", MAGIC)
TRUE_GRIT: Final = _skill(211_502, "True Grit", "surge", PHYSICAL)
WAR_CRY: Final = _skill(211_503, "War Cry", "rally", GENERIC)
FALLING_STAR: Final = _skill(211_504, "Falling Star", "nova", FIRE, ult=True)
STORM_OF_BLADES: Final = _skill(211_505, "Storm of Blades", "nova", PHYSICAL, ult=True)
CLARION: Final = _skill(211_506, "Clarion of Valor", "rally", GENERIC, ult=True)
SECOND_WIND: Final = _skill(211_507, "Second Wind", "heal", GENERIC)
GUILD_SKILLS: Final = (
    WANDERING_FLAME, INNER_SPARK, TRUE_GRIT, WAR_CRY, FALLING_STAR, STORM_OF_BLADES, CLARION,
    SECOND_WIND,
)  # fmt: skip


def all_skills() -> Iterator[Skill]:
    """Every skill of the tables, by id."""
    for table in (*CLASS_SKILLS.values(), *WEAPON_SKILLS.values()):
        yield from table.values()
    yield from GUILD_SKILLS
