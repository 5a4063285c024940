"""The checks of arguments before anything is sent: only what the API is sure to refuse."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, NoReturn, cast

from esologs._call import UNSET
from esologs.errors import ValidationError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from esologs._operation import Operation

_INT_MAX: Final = 2**31 - 1  # GraphQL's Int has 32 bits


def check(operation: Operation[Any], variables: Mapping[str, Any]) -> None:
    """Raise `ValidationError` for the first argument that the API would refuse.

    Arguments that are left out or `None` are nobody's fault, unless the
    operation needs one of them.
    """
    rules = operation.rules
    for name, value in variables.items():
        if value is UNSET or value is None:
            continue
        rule = rules.get(name)
        if rule is not None:
            rule(operation.arguments.get(name, name), value)
        elif value.__class__ is float and not math.isfinite(value):
            NUMBER(operation.arguments.get(name, name), value)
    for group in operation.together:
        if _given(variables, group[0]) and not all(_given(variables, name) for name in group):
            first, *others = (operation.arguments.get(name, name) for name in group)
            raise ValidationError(f"{first} needs {' and '.join(others)} beside it")
    if operation.requires and not any(
        all(_given(variables, name) for name in group) for group in operation.requires
    ):
        ways = (
            " and ".join(operation.arguments.get(name, name) for name in group)
            for group in operation.requires
        )
        raise ValidationError(f"{operation.name} needs {', or '.join(ways)}")


def _given(variables: Mapping[str, Any], name: str) -> bool:
    value = variables.get(name)
    return value is not None and value is not UNSET


def _refuse(name: str, value: object, allowed: str) -> NoReturn:
    shown = repr(value)
    if len(shown) > 80:
        shown = f"{shown[:77]}..."
    raise ValidationError(f"{name} must be {allowed}, not {shown}")


class Integer:
    """A whole number from *low* to *high*; a float counts when nothing follows its point."""

    __slots__ = ("high", "low")

    def __init__(self, low: int = -_INT_MAX - 1, high: int = _INT_MAX) -> None:
        self.low = low
        self.high = high

    def __call__(self, name: str, value: Any, /) -> None:
        whole = (isinstance(value, int) and not isinstance(value, bool)) or (
            isinstance(value, float) and value.is_integer()
        )
        if not whole or not self.low <= value <= self.high:
            _refuse(name, value, self.allowed)

    @property
    def allowed(self) -> str:
        """What to pass, in words."""
        if self.high < _INT_MAX:
            return f"a whole number from {self.low} to {self.high}"
        return f"a whole number of at least {self.low}" if self.low >= 0 else "a whole number"


class Integers:
    """A list of whole numbers; a single number is none."""

    __slots__ = ("each",)

    def __init__(self, each: Integer) -> None:
        self.each = each

    def __call__(self, name: str, value: Any, /) -> None:
        if not isinstance(value, list | tuple):
            _refuse(name, value, "a list of whole numbers")
        for item in cast("Sequence[object]", value):
            self.each(f"every one of {name}", item)


class Number:
    """A finite number; NaN and infinity have no place in JSON."""

    __slots__ = ()

    def __call__(self, name: str, value: Any, /) -> None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            _refuse(name, value, "a number")
        if not math.isfinite(value):
            _refuse(name, value, "a finite number")


class Choice:
    """A value of an enum, as its member or as the plain string."""

    __slots__ = ("values",)

    def __init__(self, *values: str) -> None:
        self.values = dict.fromkeys(values)  # keeps the schema's order for the message

    def __call__(self, name: str, value: Any, /) -> None:
        if isinstance(value, str) and value in self.values:
            return
        allowed = f"one of {', '.join(self.values)}"
        if isinstance(value, str) and (near := _nearest(value, self.values)):
            raise ValidationError(
                f"{name} must be {allowed}, not {value!r}: did you mean {near!r}?"
            )
        _refuse(name, value, allowed)


class ReportCode:
    """A report's code: 16 letters and digits, behind `a:` when the report is anonymous."""

    __slots__ = ()

    def __call__(self, name: str, value: Any, /) -> None:
        if isinstance(value, str):
            code = value.removeprefix("a:")
            if len(code) == 16 and code.isascii() and code.isalnum():
                return
            if "/" in value:
                raise ValidationError(
                    f"{name} must be the report's code alone, the 16 letters and digits behind "
                    f"/reports/ in its address, not {value!r}"
                )
        _refuse(name, value, "16 letters and digits, with 'a:' in front if anonymous")


def _nearest(value: str, values: Mapping[str, None]) -> str | None:
    from difflib import get_close_matches  # only a mistake pays for it

    folded = {known.casefold(): known for known in values}
    near = get_close_matches(value.casefold(), folded, n=1)
    return folded[near[0]] if near else None


INTEGER: Final = Integer()
ID: Final = Integer(1)
"""An id of the site: they count from 1. Ids within a report may be 0 or negative."""
INTEGERS: Final = Integers(INTEGER)
FIGHTS: Final = Integers(ID)
NUMBER: Final = Number()
CODE: Final = ReportCode()
