"""Resolvers of `characterData` and `userData`: characters and the users behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphql import GraphQLError

from esologs.sandbox.graphql.context import Fields, namespace, request_of, world_of
from esologs.sandbox.graphql.paging import page_of
from esologs.sandbox.world.places import find_server

if TYPE_CHECKING:
    from graphql import GraphQLResolveInfo

    from esologs.sandbox.world.characters import Character
    from esologs.sandbox.world.guilds import Guild
    from esologs.sandbox.world.page import Page
    from esologs.sandbox.world.users import User


def _character(
    _root: object,
    info: GraphQLResolveInfo,
    *,
    id_: int | None = None,
    name: str | None = None,
    server_slug: str | None = None,
    server_region: str | None = None,
) -> Character | None:
    characters = world_of(info).characters
    if id_ is not None:
        return characters.by_id(id_)
    if name is None or server_slug is None or server_region is None:
        return None
    server = find_server(server_region, server_slug)
    return None if server is None else characters.by_name(name, server)


def _characters(
    _root: object,
    info: GraphQLResolveInfo,
    *,
    guild_id: int | None = None,
    limit: int | None = None,
    page: int | None = None,
) -> Page[Character]:
    world = world_of(info)
    guild = None if guild_id is None else world.guilds.by_id(guild_id)
    return page_of([] if guild is None else world.characters.members(guild), limit, page)


def _guilds(character: Character, info: GraphQLResolveInfo) -> list[Guild]:
    return world_of(info).characters.guilds_of(character)


def _claimed(character: Character, info: GraphQLResolveInfo) -> bool | None:
    viewer = request_of(info).viewer
    return None if viewer is None else viewer.account == character.account


def _game_data(
    character: Character,
    _info: GraphQLResolveInfo,
    *,
    spec_id: int | None = None,
    force_update: bool | None = None,
) -> dict[str, Any]:
    del force_update  # The world never changes, so its cache is always warm.
    known = [spec for spec in character.spec.game_class.specs if spec_id in (None, spec.id)]
    if not known:
        return {"error": "This character has no such spec."}
    return {
        "global": {
            "name": character.name,
            "class": character.spec.game_class.name,
            "race": character.race_id,
            "spec": character.spec.name if spec_id is None else known[0].name,
            "level": 50,
            "championPoints": character.champion_points,
        }
    }


def _user(_root: object, info: GraphQLResolveInfo, *, id_: int | None = None) -> User | None:
    return None if id_ is None else world_of(info).users.by_id(id_)


def _current_user(_root: object, info: GraphQLResolveInfo) -> User | None:
    request = request_of(info)
    if request.context.user_id is None:
        raise GraphQLError(
            "You do not have permission to see the current user: this token belongs to a client."
        )
    return request.viewer


FIELDS: Fields = {
    "Query": {
        "characterData": namespace,
        "userData": namespace,
    },
    "CharacterData": {"character": _character, "characters": _characters},
    "Character": {"guilds": _guilds, "claimed": _claimed, "gameData": _game_data},
    "UserData": {"user": _user, "currentUser": _current_user},
}
