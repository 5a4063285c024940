"""Scripts of faults: "503 twice, then 429 with Retry-After 7 once, then fine".

    script  =  step {", then" step}
    step    =  what ["for" OPERATION] ["with" SETTING VALUE {"and" SETTING VALUE}] [when]
    what    =  a status | "outage" | "fine" | a fault's name, and behind it its first setting
    when    =  "once" | "twice" | N "times" | "on call" N | "from call" N ["to" N]

A step without *when* holds on, so only the last one may have none. A call is a
request on the wire, retries included; steps for one operation, and those that
look at the token endpoint, count their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from esologs.errors import ConfigError
from esologs.sandbox.faults import FAULTS, from_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from esologs.sandbox.faults import Fault

_THEN: Final = re.compile(r"\s*[,;]?\s*\bthen\b\s*|\s*;\s*", re.IGNORECASE)
_WHEN: Final = re.compile(
    r"\s+(?:(?P<word>once|twice)|(?P<times>\w+) times"
    r"|(?:from|on) (?:call|request) (?P<first>\d+)(?: to (?P<last>\d+))?)$",
    re.IGNORECASE,
)
_WITH: Final = re.compile(r"\s+with\s+(.+)$", re.IGNORECASE)
_FOR: Final = re.compile(r"\s+for\s+(\S+)$", re.IGNORECASE)
_NUMBERS: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
)  # fmt: skip

# How the API's own answers with these statuses look; every other status is a page.
_BY_STATUS: Final[Mapping[str, str]] = {
    "401": "expired_token",
    "403": "firewall_403",
    "429": "rate_limited",
}
_BY_WORD: Final[Mapping[str, str]] = {"outage": "status=503", "html": "html_200"}
_FINE: Final = "fine"


def fault_script(text: str) -> list[Fault]:
    """Return the faults that play *text*, in the order in which they are to be added.

    Raises:
        ConfigError: A step cannot be read, or would never have its turn.

    """
    faults: list[Fault] = []
    turns = _Turns()
    for step in _THEN.split(text.strip()):
        rest, when = _cut(_WHEN, step)
        rest, settings = _cut(_WITH, rest)
        rest, operation = _cut(_FOR, rest)
        if rest.lower() == _FINE and (settings or operation):
            raise _refusal(step, "what is fine has no settings")
        notation = _notation(rest, step)
        if settings:
            notation += "".join(_setting(each, step) for each in _parts(settings[1]))
        if operation:
            notation += f";operation={operation[1]}"
        model = _fault(notation or "status", step)
        first, last = turns.take(step, when, (model.path, model.operation))
        if notation:
            limit = "" if last is None else f";last={last}"
            faults.append(_fault(f"{notation};first={first}{limit}", step))
    return faults


@dataclass(slots=True)
class _Turns:
    """The number of the next request, for each kind of request that steps look at."""

    _next: dict[tuple[str | None, str | None], int] = field(
        default_factory=dict[tuple[str | None, str | None], int]
    )
    _endless: str = ""

    def take(
        self, step: str, when: re.Match[str] | None, looks_at: tuple[str | None, str | None]
    ) -> tuple[int, int | None]:
        """Return the turns of *step*, first and last; `None` is no end."""
        if self._endless:
            raise _refusal(step, f"its turn never comes: {self._endless!r} holds on; say how often")
        start = self._next.get(looks_at, 1)
        if when is None:
            self._endless = step
            return start, None
        if when["first"]:
            first = int(when["first"])
            open_end = when["last"] is None and when[0].strip().lower().startswith("from")
            last = None if open_end else int(when["last"] or first)
            if first < start or (last is not None and last < first):
                raise _refusal(step, f"call {first} is over by then, or its end comes before it")
            if last is None:
                self._endless = step
        else:
            first, last = start, start + _count(when, step) - 1
        if last is not None:
            self._next[looks_at] = last + 1
        return first, last


def _cut(pattern: re.Pattern[str], text: str) -> tuple[str, re.Match[str] | None]:
    found = pattern.search(text)
    return (text, None) if found is None else (text[: found.start()], found)


def _notation(what: str, step: str) -> str:
    """Return *what* as the sandbox writes faults; nothing for what is fine."""
    low = what.strip().lower()
    if low == _FINE:
        return ""
    if re.fullmatch(r"\d{3}", low):
        return _BY_STATUS.get(low) or f"status={low}"
    if low in _BY_WORD:
        return _BY_WORD[low]
    for known in sorted(FAULTS, key=len, reverse=True):
        spoken = re.match(rf"{known.replace('_', '[ _-]')}(?:\s+(\S+))?$", low)
        if spoken is not None:
            return known if spoken[1] is None else f"{known}={spoken[1]}"
    raise _refusal(
        step,
        f"{what.strip()!r} is no status, not 'outage', not 'fine', and no fault; "
        f"there are {', '.join(sorted(FAULTS))}",
    )


def _parts(settings: str) -> list[str]:
    return re.split(r"\s*,\s*|\s+and\s+", settings)


def _setting(part: str, step: str) -> str:
    name, _, value = part.strip().rpartition(" ")
    if not name:
        raise _refusal(step, f"{part!r} is not a setting and its value")
    return f";{re.sub('[ -]', '_', name.lower())}={value}"


def _count(when: re.Match[str], step: str) -> int:
    if when["word"]:
        return 1 if when["word"].lower() == "once" else 2
    times = when["times"].lower()
    count = _NUMBERS.index(times) if times in _NUMBERS else int(times) if times.isdigit() else 0
    if count < 1:
        raise _refusal(step, f"{times!r} is not how often something can happen")
    return count


def _fault(notation: str, step: str) -> Fault:
    try:
        (fault,) = from_text(notation)
    except ConfigError as error:
        raise _refusal(step, error.message) from error
    return fault


def _refusal(step: str, reason: str) -> ConfigError:
    return ConfigError(f"fault script, step {step!r}: {reason}")
