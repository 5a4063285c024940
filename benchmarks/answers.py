"""The answers that the benchmarks decode: they satisfy our models and the peer's."""

from __future__ import annotations

from typing import Any, Final

TOKEN: Final = {"token_type": "Bearer", "expires_in": 86400, "access_token": "a-token"}

GUILD: Final[dict[str, Any]] = {
    "guildData": {
        "guild": {
            "id": 3468,
            "name": "The Lanterns",
            "description": "A guild that exists for this measurement alone.",
            "competitionMode": False,
            "stealthMode": False,
            "faction": {"id": 1, "name": "The First"},
            "server": {
                "id": 1,
                "name": "North",
                "slug": "north",
                "region": {"id": 1, "compactName": "F", "name": "Far", "slug": "far"},
            },
            "tags": [{"id": 7, "name": "Thursdays"}],
        }
    },
    "_points": {"limitPerHour": 18000, "pointsSpentThisHour": 12.5, "pointsResetIn": 1800},
}
