"""Which rows a selection means: kinds of events, the two streams, sources, targets, auras.

Source filters speak of the actor that a view is about. That is an event's
source, except in the views of what befell somebody (DamageTaken, Deaths, Buffs,
Debuffs, Resources), where it is the target. The same actor decides the stream,
Friendlies or Enemies; with dataType All it is the source, for deaths the victim.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from esologs.sandbox.combat.expression import parse
from esologs.sandbox.combat.kit import ABILITIES
from esologs.sandbox.combat.kit.skills import all_skills
from esologs.sandbox.combat.selection import BadFilterError

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs.sandbox.combat.record import Row
    from esologs.sandbox.combat.selection import Selection
    from esologs.sandbox.combat.story import Chapter, Story

    Check = Callable[[Row], bool]

_BUFFS: Final = frozenset(
    ("applybuff", "removebuff", "refreshbuff", "applybuffstack", "removebuffstack")
)
_DEBUFFS: Final = frozenset(kind.replace("buff", "debuff") for kind in _BUFFS)
TYPES: Final[dict[str, frozenset[str] | None]] = {
    "All": None,
    "Buffs": _BUFFS,
    "Casts": frozenset(("cast", "begincast")),
    "CombatantInfo": frozenset(("combatantinfo",)),
    "DamageDone": frozenset(("damage",)),
    "DamageTaken": frozenset(("damage",)),
    "Deaths": frozenset(("death",)),
    "Debuffs": _DEBUFFS,
    "Dispels": frozenset(("dispel",)),
    "Healing": frozenset(("heal",)),
    "Interrupts": frozenset(("interrupt",)),
    "Resources": frozenset(("resourcechange",)),
    "Summons": frozenset(("summon",)),
    "Threat": _DEBUFFS,
}
"""The events of each dataType; Threat is told by the debuffs of taunts."""
BEFALLS: Final = frozenset(("DamageTaken", "Deaths", "Buffs", "Debuffs", "Resources"))
"""Views of what befell somebody: they are about the target."""
TAUNTS: Final = frozenset(skill.id for skill in all_skills() if skill.kind == "taunt")
_BEFORE_DEATH_MS: Final = 10_000
_ABILITY_ID: Final = re.compile(r"[0-9]{1,18}")


class Matcher:
    """A selection made ready to be asked of rows."""

    def __init__(self, story: Story, wanted: Selection, data_type: str) -> None:
        self._story = story
        self._wanted = wanted
        self._types = TYPES[data_type]
        self._befalls = data_type in BEFALLS
        self._deaths = data_type == "All"
        self._checks = self._simple()
        if data_type == "Threat":
            self._checks.append(lambda row: row.ability in TAUNTS)
        self._auras = _aura_filters(wanted)

    def chapters(self) -> list[Chapter]:
        """The chapters that are meant, after `death` and `wipe_cutoff`."""
        wanted, story = self._wanted, self._story
        chapters = story.select(wanted)
        if wanted.wipe_cutoff:
            chapters = [_cut_off(story, chapter, wanted.wipe_cutoff) for chapter in chapters]
        if wanted.death:
            deaths = list(story.falls(chapters))
            if wanted.death > len(deaths):
                return []
            chapter, at, _ = deaths[wanted.death - 1]
            begin = max(chapter.start_ms, at - _BEFORE_DEATH_MS)
            return [type(chapter)(chapter.fight, chapter.plan, begin, at)]
        return chapters

    def keep(self, chapter: Chapter) -> Check:
        """Whether a row of this chapter is meant."""
        types, befalls, deaths = self._types, self._befalls, self._deaths
        friendly, want = self._story.roster.friendly, self._wanted.friendlies
        checks = [*self._checks, *self._about_death(chapter), *self._about_auras(chapter)]

        def keep(row: Row) -> bool:
            if types is not None and row.type not in types:
                return False
            about = row.target if befalls or (deaths and row.type == "death") else row.source
            if (about in friendly) is not want:
                return False
            return all(check(row) for check in checks) if checks else True

        return keep

    def _simple(self) -> list[Check]:
        wanted, befalls = self._wanted, self._befalls
        checks: list[Check] = []
        if wanted.ability_id is not None:
            ability = wanted.ability_id
            checks.append(lambda row: row.ability == ability)
        first = (wanted.source_id, wanted.source_instance_id, wanted.source_class)
        second = (wanted.target_id, wanted.target_instance_id, wanted.target_class)
        checks += self._party(*first, target=befalls)
        checks += self._party(*second, target=not befalls)
        if wanted.filter_expression and wanted.filter_expression.strip():
            actors = self._story.roster.actors
            checks.append(parse(wanted.filter_expression, actors, ABILITIES))
        return checks

    def _party(
        self, actor_id: int | None, instance: int | None, sub_type: str | None, *, target: bool
    ) -> list[Check]:
        checks: list[Check] = []
        if actor_id is not None:
            checks.append(
                (lambda row: row.target == actor_id)
                if target
                else (lambda row: row.source == actor_id)
            )
        if instance is not None:
            # A lone enemy is written without an instance; it is the first.
            checks.append(
                (lambda row: (row.target_instance or 1) == instance)
                if target
                else (lambda row: (row.source_instance or 1) == instance)
            )
        if sub_type is not None:
            actors = self._story.roster.actors
            ids = frozenset(each.id for each in actors.values() if each.sub_type == sub_type)
            checks.append(
                (lambda row: row.target in ids) if target else (lambda row: row.source in ids)
            )
        return checks

    def _about_death(self, chapter: Chapter) -> list[Check]:
        wanted = self._wanted
        if not wanted.death:
            return []
        at = chapter.end_ms - chapter.plan.start_ms
        victim = next(fall.actor_id for fall in chapter.plan.falls if fall.at_ms == at)
        return [lambda row: victim in (row.source, row.target)]

    def _about_auras(self, chapter: Chapter) -> list[Check]:
        if not self._auras:
            return []
        spans: dict[tuple[int, int, int], list[tuple[int, int]]] = {}
        for band in self._story.bands(chapter):
            key = band.target, band.target_instance, band.ability
            spans.setdefault(key, []).append((band.start, band.end))

        def has(actor: int, instance: int, ability: int, time: int) -> bool:
            found = spans.get((actor, instance, ability), ())
            return any(start <= time <= end for start, end in found)

        def check(of_source: bool, ability: int, present: bool) -> Check:  # noqa: FBT001  # data, not flags
            at_target = self._befalls is of_source
            if at_target:
                return lambda row: (
                    has(row.target, row.target_instance, ability, row.time) is present
                )
            return lambda row: has(row.source, row.source_instance, ability, row.time) is present

        return [check(*each) for each in self._auras]


def _cut_off(story: Story, chapter: Chapter, deaths: int) -> Chapter:
    falls = [at for _, at, _ in story.falls([chapter])]
    if len(falls) < deaths:
        return chapter
    return type(chapter)(chapter.fight, chapter.plan, chapter.start_ms, falls[deaths - 1])


def _aura_filters(wanted: Selection) -> list[tuple[bool, int, bool]]:
    """Whether of the source, which ability, whether it must be there."""
    found: list[tuple[bool, int, bool]] = []
    for name, text, of_source, present in (
        ("sourceAurasPresent", wanted.source_auras_present, True, True),
        ("sourceAurasAbsent", wanted.source_auras_absent, True, False),
        ("targetAurasPresent", wanted.target_auras_present, False, True),
        ("targetAurasAbsent", wanted.target_auras_absent, False, False),
    ):
        for part in (text or "").split(","):
            ability = part.strip()
            if not ability:
                continue
            if not _ABILITY_ID.fullmatch(ability):
                raise BadFilterError(f"{name} must be ability ids with commas; got {text!r}.")
            found.append((of_source, int(ability), present))
    return found
