"""Who slots which skills, and what each of them costs its caster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from esologs.sandbox.combat.kit.skills import (
    CLARION,
    CLASS_SKILLS,
    FALLING_STAR,
    INNER_SPARK,
    SECOND_WIND,
    STORM_OF_BLADES,
    TRUE_GRIT,
    WANDERING_FLAME,
    WAR_CRY,
    WEAPON_SKILLS,
    Skill,
)

Pool: TypeAlias = Literal["magicka", "stamina", "ultimate"]

ULTIMATE_COST: Final = 250
SKILL_COST: Final = 1_350


@dataclass(frozen=True, slots=True)
class Bar:
    """An action bar: a weapon, five skills and an ultimate."""

    weapon: str
    skills: tuple[Skill, ...]
    ultimate: Skill

    @property
    def light(self) -> Skill:
        """The light attack of its weapon."""
        return WEAPON_SKILLS[self.weapon]["light"]

    @property
    def heavy(self) -> Skill:
        """The heavy attack of its weapon."""
        return WEAPON_SKILLS[self.weapon]["heavy"]


def bars(class_name: str, spec: str) -> tuple[Bar, Bar]:
    """What a character of this class and spec slots: the front and the back bar.

    A class or spec that the tables do not know plays as a Nightblade or as MagickaDPS.
    """
    own = CLASS_SKILLS.get(class_name, CLASS_SKILLS["Nightblade"])
    arms = WEAPON_SKILLS
    if spec == "Tank":
        front = Bar("shield", (
            arms["shield"]["taunt"], arms["shield"]["ward"], arms["shield"]["sunder"],
            own["strike"], own["surge"],
        ), own["nova"])  # fmt: skip
        back = Bar("frost", (
            arms["frost"]["area"], arms["frost"]["ward"], own["area"], own["heal"], WAR_CRY,
        ), CLARION)  # fmt: skip
    elif spec == "Healer":
        front = Bar("restoration", (
            arms["restoration"]["hot"], arms["restoration"]["heal"], own["hot"], own["heal"],
            WAR_CRY,
        ), own["nova"])  # fmt: skip
        back = Bar("lightning", (
            arms["lightning"]["area"], own["dot"], own["area"], INNER_SPARK, WANDERING_FLAME,
        ), CLARION)  # fmt: skip
    elif spec == "StaminaDPS":
        front = Bar("daggers", (
            arms["daggers"]["strike"], arms["daggers"]["dot"], own["dot"], own["surge"],
            arms["daggers"]["execute"],
        ), STORM_OF_BLADES)  # fmt: skip
        back = Bar("bow", (
            arms["bow"]["dot"], arms["bow"]["area"], own["area"], TRUE_GRIT, SECOND_WIND,
        ), own["nova"])  # fmt: skip
    else:
        front = Bar("inferno", (
            own["strike"], own["dot"], arms["inferno"]["dot"], own["surge"], own["execute"],
        ), own["nova"])  # fmt: skip
        back = Bar("lightning", (
            arms["lightning"]["area"], own["area"], WANDERING_FLAME, INNER_SPARK, own["heal"],
        ), FALLING_STAR)  # fmt: skip
    return front, back


def pool(skill: Skill, spec: str) -> Pool:
    """What pays for the skill: weapons have their own pool, the rest follows the spec."""
    if skill.ultimate:
        return "ultimate"
    if skill.weapon in ("daggers", "bow", "shield"):
        return "stamina"
    if skill.weapon is None and spec == "StaminaDPS":
        return "stamina"
    return "magicka"


def cost(skill: Skill) -> int:
    """What the skill takes from its pool."""
    if skill.kind in ("light", "heavy"):
        return 0
    return ULTIMATE_COST if skill.ultimate else SKILL_COST
