"""Resolvers of `reportData` and of reports, but for what lies within their fights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphql import GraphQLError

from esologs.sandbox.graphql.context import Fields, Request, namespace, request_of, world_of
from esologs.sandbox.graphql.guilds import find_guild
from esologs.sandbox.graphql.paging import page_of

if TYPE_CHECKING:
    from graphql import GraphQLResolveInfo

    from esologs.sandbox.world.characters import Character
    from esologs.sandbox.world.guilds import Guild
    from esologs.sandbox.world.page import Page
    from esologs.sandbox.world.places import Region
    from esologs.sandbox.world.reports import Report
    from esologs.sandbox.world.users import User

_RECENT = 10
_ATTENDANCE, _MOST_ATTENDANCE = 16, 25
_PRESENT, _BENCHED = 1, 2


def may_see(request: Request, report: Report) -> bool:
    """Whether *report* is public, or the signed-in user's own or that of a guild of theirs."""
    if report.visibility == "public":
        return True
    viewer = request.viewer
    if viewer is None:
        return False
    return report.uploader == viewer.account or report.guild in viewer.guilds


def _report(
    _root: object,
    info: GraphQLResolveInfo,
    *,
    code: str | None = None,
    allow_unlisted: bool | None = None,
) -> Report | None:
    request = request_of(info)
    report = None if code is None else request.world.reports.by_code(code)
    if report is None:
        raise GraphQLError("This report does not exist.")
    shared = report.visibility == "unlisted" and bool(allow_unlisted)
    if not shared and not may_see(request, report):
        raise GraphQLError("You do not have permission to view this report.")
    return report


def _reports(
    _root: object,
    info: GraphQLResolveInfo,
    *,
    end_time: float | None = None,
    guild_id: int | None = None,
    guild_name: str | None = None,
    guild_server_slug: str | None = None,
    guild_server_region: str | None = None,
    guild_tag_id: int | None = None,
    user_id: int | None = None,
    limit: int | None = None,
    page: int | None = None,
    start_time: float | None = None,
    zone_id: int | None = None,
    game_zone_id: int | None = None,
) -> Page[Report]:
    request = request_of(info)
    world = request.world
    rows = world.reports.between(start_time, end_time)
    if guild_id is not None or guild_name is not None:
        guild = find_guild(world, guild_id, guild_name, guild_server_slug, guild_server_region)
        rows = [row for row in rows if guild is not None and row.guild is guild]
    if guild_tag_id is not None:
        rows = [row for row in rows if row.guild_tag and row.guild_tag.id == guild_tag_id]
    if user_id is not None:
        user = world.users.by_id(user_id)
        rows = [row for row in rows if user is not None and row.uploader == user.account]
    if zone_id is not None:
        rows = [row for row in rows if row.zone.id == zone_id]
    if game_zone_id is not None:
        rows = [row for row in rows if row.zone.game_id == game_zone_id]
    return page_of([row for row in rows if may_see(request, row)], limit, page)


def _recent(
    character: Character,
    info: GraphQLResolveInfo,
    *,
    limit: int | None = None,
    page: int | None = None,
) -> Page[Report]:
    request = request_of(info)
    rows = request.world.reports.of_character(character)
    return page_of([row for row in rows if may_see(request, row)], limit, page, default=_RECENT)


def _attendance(
    guild: Guild,
    info: GraphQLResolveInfo,
    *,
    guild_tag_id: int | None = None,
    limit: int | None = None,
    page: int | None = None,
    zone_id: int | None = None,
) -> Page[Report]:
    rows = [
        row
        for row in world_of(info).reports.raided_by(guild)
        if row.guild is guild
        and row.visibility == "public"
        and (zone_id is None or row.zone.id == zone_id)
        and (guild_tag_id is None or (row.guild_tag and row.guild_tag.id == guild_tag_id))
    ]
    return page_of(rows, limit, page, default=_ATTENDANCE, most=_MOST_ATTENDANCE)


def _present(report: Report, info: GraphQLResolveInfo) -> list[dict[str, Any]]:
    reports = world_of(info).reports
    seats = [(row, _PRESENT) for row in reports.roster(report)]
    seats += [(row, _BENCHED) for row in reports.bench(report)]
    return [
        {"name": row.name, "type": row.spec.game_class.name, "presence": presence}
        for row, presence in sorted(seats, key=lambda seat: seat[0].name)
    ]


def _owner(report: Report, info: GraphQLResolveInfo) -> User | None:
    return None if report.uploader is None else world_of(info).users.of_account(report.uploader)


def _region(report: Report, _info: GraphQLResolveInfo) -> Region:
    return report.home.server.region


def _archive_status(report: Report, info: GraphQLResolveInfo) -> dict[str, Any]:
    return {
        "isArchived": report.archived,
        "isAccessible": is_open(request_of(info), report),
        "archiveDate": report.archive_ms // 1000 if report.archived else None,
    }


def is_open(request: Request, report: Report) -> bool:
    """Whether events, tables and graphs may be read: archives are for subscribers."""
    return not report.archived or (request.viewer is not None and request.viewer.subscribed)


def _end_time(report: Report, info: GraphQLResolveInfo) -> float:
    request = request_of(info)
    elapsed = request.context.elapsed_ms
    return report.start_ms + request.world.logs.duration_ms(report, elapsed)


def _ranked_characters(report: Report, info: GraphQLResolveInfo) -> list[Character]:
    if report.anonymous:
        return []
    roster = world_of(info).reports.roster(report)
    return [row for row in roster if not (row.hidden or row.anonymous)]


FIELDS: Fields = {
    "Query": {"reportData": namespace},
    "ReportData": {"report": _report, "reports": _reports},
    "Character": {"recentReports": _recent},
    "Guild": {"attendance": _attendance},
    "GuildAttendance": {"players": _present},
    "Report": {
        "archiveStatus": _archive_status,
        "endTime": _end_time,
        "owner": _owner,
        "rankedCharacters": _ranked_characters,
        "region": _region,
    },
}
