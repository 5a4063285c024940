"""The defaults of a signature, told apart from the same value said by a caller.

A default gives way to a preset and to the environment, an argument does not. So
`timeout=60.0` in a signature is an object that knows it is a default, and reads
and reckons like any other number.
"""

from __future__ import annotations


class DefaultSeconds(float):
    """Seconds that nobody asked for."""

    __slots__ = ()


class DefaultCount(int):
    """A whole number that nobody asked for."""

    __slots__ = ()


class DefaultText(str):
    """A word that nobody asked for."""

    __slots__ = ()


def is_default(value: object) -> bool:
    """Tell whether *value* stands in a signature, and was not said by a caller."""
    return isinstance(value, DefaultSeconds | DefaultCount | DefaultText)
