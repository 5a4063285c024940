"""Pages of events: a page ends when it is full and its last millisecond complete."""

from __future__ import annotations

from heapq import merge
from typing import TYPE_CHECKING, Final

from esologs.sandbox.combat.matching import Matcher
from esologs.sandbox.combat.writing import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from esologs.sandbox.combat.model import JsonObject
    from esologs.sandbox.combat.record import Record
    from esologs.sandbox.combat.selection import EventFilter
    from esologs.sandbox.combat.story import Chapter, Story

_SCAN: Final = 60_000
"""A page begins no further fight once it has read this many events: it ends short of its limit."""


def page(story: Story, wanted: EventFilter) -> tuple[list[JsonObject], int | None]:
    """The first events that are meant, and where the next page begins; None at the end."""
    matcher = Matcher(story, wanted, wanted.data_type)
    writer = Writer(story, wanted)
    events: list[JsonObject] = []
    last, scanned = -1, 0
    for group in _groups(matcher.chapters()):
        if scanned >= _SCAN:
            return events, group[0].start_ms
        for time, chapter, record, place in _together(story, matcher, group):
            if time > last and len(events) >= wanted.limit:
                return events, time
            events.append(writer.write(chapter, record, place))
            last = time
        scanned += sum(len(story.record(chapter.plan).rows) for chapter in group)
    return events, None


def _groups(chapters: Iterable[Chapter]) -> Iterator[list[Chapter]]:
    """Chapters that overlap in time belong together: a fight that was uploaded twice."""
    group: list[Chapter] = []
    for chapter in chapters:
        if group and chapter.start_ms > max(each.end_ms for each in group):
            yield group
            group = []
        group.append(chapter)
    if group:
        yield group


def _together(
    story: Story, matcher: Matcher, group: list[Chapter]
) -> Iterator[tuple[int, Chapter, Record, int]]:
    streams = [_rows(story, matcher, chapter) for chapter in group]
    if len(streams) == 1:
        return streams[0]
    return merge(*streams, key=lambda found: (found[0], found[1].fight.id))


def _rows(
    story: Story, matcher: Matcher, chapter: Chapter
) -> Iterator[tuple[int, Chapter, Record, int]]:
    record = story.record(chapter.plan)
    keep = matcher.keep(chapter)
    begin = chapter.plan.start_ms
    rows = record.rows
    for place in range(*chapter.span(record)):
        row = rows[place]
        if keep(row):
            yield begin + row.time, chapter, record, place
