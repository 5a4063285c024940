"""Messages as Discord keeps them: their limits, whom they ping, how an edit changes them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from tests.fake_discord.payloads import BOT, EPOCH, Json, user

LONGEST_CONTENT: Final = 2_000
LONGEST_DESCRIPTION: Final = 4_096
LONGEST_TITLE: Final = 256
ALL_EMBEDS: Final = 6_000
MOST_EMBEDS: Final = 10
LARGEST_FILES: Final = 10 * 1024 * 1024

_ROLE = re.compile(r"<@&(\d+)>")
_USER = re.compile(r"<@!?(\d+)>")


class RefusedError(Exception):
    """Discord does not take the message; the text says which limit it breaks."""


def length(text: str) -> int:
    """The length in UTF-16 units, the strictest way in which Discord could count."""
    return len(text.encode("utf-16-le")) // 2


@dataclass(slots=True)
class Message:
    """One message in a channel, or one answer to an interaction."""

    id: int
    channel_id: int
    content: str = ""
    embeds: list[Json] = field(default_factory=list[Json])
    files: dict[str, bytes] = field(default_factory=dict[str, bytes])
    flags: int = 0
    pings: list[str] = field(default_factory=list[str])
    """Who got a notification when it was posted: `everyone`, `role 7`, `user 7`."""
    edits: int = 0

    @property
    def text(self) -> str:
        """All that a reader sees, attachments left aside."""
        parts = [self.content]
        for embed in self.embeds:
            parts += [embed.get("title", ""), embed.get("description", "")]
            parts += [f"{each['name']}\n{each['value']}" for each in embed.get("fields", [])]
            parts.append(embed.get("footer", {}).get("text", ""))
        return "\n".join(part for part in parts if part)

    @property
    def everything(self) -> str:
        """All that a reader sees, and what the attachments hold."""
        attached = [content.decode("utf-8", "replace") for content in self.files.values()]
        return "\n".join([self.text, *self.files, *attached])

    def posted(self, body: Json, files: dict[str, bytes]) -> None:
        """Take *body* as the message's first form. Raises `RefusedError`."""
        self._change(body)
        self.files = dict(files)
        self.flags = int(body.get("flags") or 0)
        self._check()
        if not (self.content or self.embeds or self.files):
            raise RefusedError("Cannot send an empty message")
        self.pings = _pinged(self.content, body.get("allowed_mentions"))

    def edited(self, body: Json, files: dict[str, bytes]) -> None:
        """Change what *body* names, and keep the rest; nobody is pinged by an edit."""
        self._change(body)
        if "attachments" in body:
            kept = {str(each["id"]) for each in body["attachments"]}
            stay = [name for number, name in enumerate(self.files) if f"{self.id}{number}" in kept]
            self.files = {name: self.files[name] for name in stay} | files
        else:
            self.files |= files
        self._check()
        self.edits += 1

    def to_dict(self) -> Json:
        """Return the message as Discord answers with it."""
        return {
            "id": str(self.id),
            "channel_id": str(self.channel_id),
            "type": 0,
            "content": self.content,
            "embeds": self.embeds,
            "attachments": [
                {
                    "id": f"{self.id}{number}",
                    "filename": name,
                    "size": len(content),
                    "url": f"https://cdn.invalid/{name}",
                    "proxy_url": f"https://cdn.invalid/{name}",
                }
                for number, (name, content) in enumerate(self.files.items())
            ],
            "author": user(BOT, "bot", bot=True),
            "timestamp": EPOCH,
            "edited_timestamp": EPOCH if self.edits else None,
            "tts": False,
            "pinned": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "flags": self.flags,
        }

    def _change(self, body: Json) -> None:
        if "content" in body:
            self.content = body["content"] or ""
        if body.get("embeds") is not None:
            self.embeds = body["embeds"]

    def _check(self) -> None:
        if length(self.content) > LONGEST_CONTENT:
            raise RefusedError(f"content: {length(self.content)} of {LONGEST_CONTENT}")
        if len(self.embeds) > MOST_EMBEDS:
            raise RefusedError(f"embeds: {len(self.embeds)} of {MOST_EMBEDS}")
        for embed in self.embeds:
            if length(embed.get("description", "")) > LONGEST_DESCRIPTION:
                raise RefusedError("embeds: a description is too long")
            if length(embed.get("title", "")) > LONGEST_TITLE:
                raise RefusedError("embeds: a title is too long")
        if (total := sum(map(_embed_length, self.embeds))) > ALL_EMBEDS:
            raise RefusedError(f"embeds: {total} of {ALL_EMBEDS} in all")
        if sum(map(len, self.files.values())) > LARGEST_FILES:
            raise RefusedError("files: too large")


def _embed_length(embed: Json) -> int:
    fields = [each[part] for each in embed.get("fields", []) for part in ("name", "value")]
    footer = embed.get("footer", {}).get("text", "")
    author = embed.get("author", {}).get("name", "")
    texts = [embed.get("title", ""), embed.get("description", ""), footer, author, *fields]
    return sum(map(length, texts))


def _pinged(content: str, allowed: dict[str, Any] | None) -> list[str]:
    """Whom Discord notifies: what the text mentions and the sender allows."""
    kinds = {"everyone", "roles", "users"} if allowed is None else set(allowed.get("parse", ()))
    named = allowed or {}
    everyone = "everyone" in kinds and re.search(r"@(everyone|here)\b", content)
    found = ["everyone"] if everyone else []
    for kind, word, pattern in (("roles", "role", _ROLE), ("users", "user", _USER)):
        listed = {str(number) for number in named.get(kind, ())}
        found += [
            f"{word} {number}"
            for number in pattern.findall(content)
            if kind in kinds or number in listed
        ]
    return found
