"""Python names for the API's names, the same wherever one is met."""

from __future__ import annotations

import keyword
import re
from typing import Final

# A plural acronym is one word: `fightIDs` is `fight_ids`, not `fight_i_ds`.
_PLURAL_ACRONYM: Final = re.compile(r"([A-Z]{2,})s(?![a-z])")
_WORD: Final = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")

RESERVED_ARGUMENTS: Final = frozenset(
    {"self", "options", "timeout", "max_retries", "retry", "headers"}
)
"""What a variable may not be called: the method has these already."""


class NameCollisionError(Exception):
    """Two names of the API became one name in Python."""


def snake(name: str) -> str:
    """Return *name* in snake_case; a Python keyword gets a `_` behind it."""
    name = _PLURAL_ACRONYM.sub(lambda match: f"{match[1].capitalize()}s", name)
    result = "_".join(word.lower() for word in _WORD.findall(name))
    return f"{result}_" if keyword.iskeyword(result) else result


def constant(name: str) -> str:
    """Return *name* as the name of a constant."""
    return snake(name).upper()


def pascal(name: str) -> str:
    """Return *name* as the name of a class; acronyms stay as they are."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


class Register:
    """Names given out so far, each for one thing."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._owners: dict[str, str] = {}

    def claim(self, name: str, owner: str) -> str:
        """Give *name* to *owner*; raises `NameCollisionError` when another one has it."""
        holder = self._owners.setdefault(name, owner)
        if holder != owner:
            raise NameCollisionError(
                f"{self._kind} {name!r} would stand for {holder!r} and for {owner!r}"
            )
        return name

    def items(self) -> list[tuple[str, str]]:
        """Return the names with their owners, sorted."""
        return sorted(self._owners.items())
