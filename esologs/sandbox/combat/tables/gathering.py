"""The rows that a table is about, and what each of them counts for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from esologs.sandbox.combat.matching import BEFALLS, Matcher

if TYPE_CHECKING:
    from collections.abc import Iterator

    from esologs.sandbox.combat.record import Row
    from esologs.sandbox.combat.selection import Selection
    from esologs.sandbox.combat.story import Chapter, Story

_COUNTED: Final = frozenset(("cast", "summon", "interrupt", "dispel", "death"))


def worth(row: Row) -> int:
    """What a row adds to a total.

    The amount of damage, healing or a resource, without what was absorbed,
    blocked, overkill, overheal or wasted; 1 for what is counted.
    """
    if row.type in _COUNTED:
        return 1
    return row.amount if row.type in ("damage", "heal", "resourcechange") else 0


class Gathering:
    """What a filter finds of one data type."""

    def __init__(self, story: Story, wanted: Selection, data_type: str) -> None:
        self.story: Story = story
        self._matcher = Matcher(story, wanted, data_type)
        self._befalls = data_type in BEFALLS
        self.chapters: list[Chapter] = self._matcher.chapters()

    @property
    def total_time(self) -> int:
        """The length of the fights, or of the parts of them that are meant."""
        return sum(chapter.duration_ms for chapter in self.chapters)

    def rows(self) -> Iterator[tuple[Chapter, Row]]:
        """Every row that is meant, fight by fight."""
        for chapter in self.chapters:
            record = self.story.record(chapter.plan)
            keep = self._matcher.keep(chapter)
            low, high = chapter.span(record)
            for row in record.rows[low:high]:
                if keep(row):
                    yield chapter, row

    def about(self, row: Row) -> int:
        """The actor that the view is about; a pet's deeds are its owner's."""
        actor = row.target if self._befalls else row.source
        return self.story.roster.owners.get(actor, actor)

    def other(self, row: Row) -> int:
        """The other party; -1 for none."""
        return row.source if self._befalls else row.target
