"""What Discord says of itself: a bot, its application, one guild and who is in it."""

from __future__ import annotations

from typing import Any, Final, TypeAlias

Json: TypeAlias = dict[str, Any]

BOT: Final = 100
APPLICATION: Final = 100
GUILD: Final = 200
MEMBER: Final = 300
CHANNEL: Final = 400
EPOCH: Final = "2026-01-01T00:00:00+00:00"


def user(number: int, name: str, *, bot: bool = False) -> Json:
    return {
        "id": str(number),
        "username": name,
        "discriminator": "0",
        "global_name": None,
        "avatar": None,
        "bot": bot,
        "flags": 0,
    }


def application() -> Json:
    return {
        "id": str(APPLICATION),
        "name": "A bot",
        "description": "",
        "icon": None,
        "bot_public": False,
        "bot_require_code_grant": False,
        "owner": user(MEMBER, "owner"),
        "verify_key": "00",
        "summary": "",
        "team": None,
        "flags": 0,
    }


def channel(number: int = CHANNEL) -> Json:
    return {
        "id": str(number),
        "guild_id": str(GUILD),
        "type": 0,
        "name": "moderation",
        "position": 0,
        "permission_overwrites": [],
    }


def guild() -> Json:
    everyone = {
        "id": str(GUILD),
        "name": "@everyone",
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": 0,
        "permissions": "2147483647",
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }
    return {
        "id": str(GUILD),
        "name": "The Lanterns",
        "icon": None,
        "owner_id": str(MEMBER),
        "unavailable": False,
        "large": False,
        "member_count": 2,
        "joined_at": EPOCH,
        "roles": [everyone],
        "channels": [channel()],
        "members": [member()],
        "emojis": [],
        "stickers": [],
        "features": [],
        "threads": [],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "system_channel_flags": 0,
        "premium_tier": 0,
        "preferred_locale": "en-US",
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "afk_timeout": 300,
    }


def member() -> Json:
    return {
        "user": user(MEMBER, "owner"),
        "roles": [],
        "joined_at": EPOCH,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "permissions": "2147483647",
    }


def ready(gateway_url: str) -> Json:
    return {
        "v": 10,
        "user": user(BOT, "bot", bot=True),
        "application": {"id": str(APPLICATION), "flags": 0},
        "guilds": [{"id": str(GUILD), "unavailable": True}],
        "session_id": "a-session",
        "resume_gateway_url": gateway_url,
        "shard": [0, 1],
    }


def slash_command(number: int, token: str, data: Json) -> Json:
    """Return the interaction of a member who used a slash command."""
    return {
        "id": str(number),
        "application_id": str(APPLICATION),
        "type": 2,
        "data": {"id": "1", "type": 1, **data},
        "guild_id": str(GUILD),
        "channel_id": str(CHANNEL),
        "channel": channel(),
        "member": member(),
        "token": token,
        "version": 1,
        "locale": "en-US",
        "guild_locale": "en-US",
        "app_permissions": "2147483647",
        "attachment_size_limit": 10 * 1024 * 1024,
        "entitlements": [],
        "authorizing_integration_owners": {"0": str(GUILD)},
        "context": 0,
    }
