"""The small part of ESO Logs' filter expressions that the sandbox understands.

    expression = term {"or" term};  term = factor {"and" factor}
    factor     = ["not"] (comparison | "(" expression ")")
    comparison = field ("=" | "!=" | "<" | "<=" | ">" | ">=") value
               | field ["not"] "in" "(" value {"," value} ")"

Words are not case-sensitive, text stands in double or single quotes. Anything
else raises `BadFilterError`: an answer that ignored half of a filter would be
taken for the truth.
"""

from __future__ import annotations

import operator
import re
from typing import TYPE_CHECKING, Final, TypeAlias

from esologs.sandbox.combat.selection import BadFilterError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from esologs.sandbox.combat.model import Ability, Actor
    from esologs.sandbox.combat.record import Row

    Value: TypeAlias = int | str
    Test: TypeAlias = Callable[[Row], bool]
    Field: TypeAlias = Callable[[Row], Value]

_TOKEN: Final = re.compile(
    r"""\s*(?:(?P<text>"[^"]*"|'[^']*')|(?P<number>-?[0-9]+)|(?P<word>[A-Za-z][A-Za-z.]*)"""
    r"""|(?P<mark><=|>=|!=|<>|[=<>(),]))"""
)
_DEEPEST: Final = 50
_LONGEST_NUMBER: Final = 18
_COMPARE: Final[Mapping[str, Callable[[int, int], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def parse(text: str, actors: Mapping[int, Actor], abilities: Mapping[int, Ability]) -> Test:
    """The test that a filter expression stands for."""
    return _Parser(text, _fields(actors, abilities)).whole()


def _fields(actors: Mapping[int, Actor], abilities: Mapping[int, Ability]) -> dict[str, Field]:
    def actor(actor_id: int, attribute: str) -> str:
        found = actors.get(actor_id)
        value: str = getattr(found, attribute) if found is not None else ""
        return value.lower() if attribute == "type" else value

    def ability(row: Row) -> str:
        found = abilities.get(row.ability)
        return found.name if found is not None else ""

    return {
        "type": lambda row: row.type,
        "ability.id": lambda row: row.ability,
        "ability.name": ability,
        "source.id": lambda row: row.source,
        "source.name": lambda row: actor(row.source, "name"),
        "source.type": lambda row: actor(row.source, "type"),
        "target.id": lambda row: row.target,
        "target.name": lambda row: actor(row.target, "name"),
        "target.type": lambda row: actor(row.target, "type"),
        "amount": lambda row: row.amount,
    }


class _Parser:
    """Recursive descent over the tokens."""

    def __init__(self, text: str, fields: Mapping[str, Field]) -> None:
        self._text = text
        self._fields = fields
        self._tokens: list[str] = []
        self._at = 0
        self._depth = 0
        place = 0
        stripped = text.rstrip()
        while place < len(stripped):
            match = _TOKEN.match(stripped, place)
            if match is None:
                raise self._error(f"cannot read {stripped[place:].strip()[:20]!r}")
            self._tokens.append(match.group().strip())
            place = match.end()

    def whole(self) -> Test:
        test = self._any()
        if self._at < len(self._tokens):
            raise self._error(f"unexpected {self._tokens[self._at]!r}")
        return test

    def _any(self) -> Test:
        tests = [self._all()]
        while self._skip("or"):
            tests.append(self._all())
        return tests[0] if len(tests) == 1 else lambda row: any(test(row) for test in tests)

    def _all(self) -> Test:
        tests = [self._factor()]
        while self._skip("and"):
            tests.append(self._factor())
        return tests[0] if len(tests) == 1 else lambda row: all(test(row) for test in tests)

    def _factor(self) -> Test:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._error("it nests too deep")
        test = self._nested()
        self._depth -= 1
        return test

    def _nested(self) -> Test:
        if self._skip("not"):
            inner = self._factor()
            return lambda row: not inner(row)
        if self._skip("("):
            test = self._any()
            self._expect(")")
            return test
        return self._comparison()

    def _comparison(self) -> Test:
        name = self._take().lower()
        field = self._fields.get(name)
        if field is None:
            known = ", ".join(self._fields)
            raise self._error(f"{name!r} is not a field the sandbox knows ({known})")
        negated = self._skip("not")
        if negated or self._peek() == "in":
            self._expect("in")
            return self._membership(field, negated=negated)
        mark = self._take()
        value = self._value()
        if mark == "=":
            return lambda row: field(row) == value
        if mark in ("!=", "<>"):
            return lambda row: field(row) != value
        compare = _COMPARE.get(mark)
        if compare is None:
            raise self._error(f"unexpected {mark!r}")
        if isinstance(value, str):
            raise self._error(f"{mark!r} compares numbers only")

        def ordered(row: Row) -> bool:
            found = field(row)
            return isinstance(found, int) and compare(found, value)

        return ordered

    def _membership(self, field: Field, *, negated: bool) -> Test:
        self._expect("(")
        values = [self._value()]
        while self._skip(","):
            values.append(self._value())
        self._expect(")")
        return lambda row: (field(row) in values) is not negated

    def _value(self) -> Value:
        token = self._take()
        if token[0] in "\"'":
            return token[1:-1]
        if token.lstrip("-").isdecimal():
            if len(token) > _LONGEST_NUMBER:
                raise self._error(f"{token[:20]!r}… is too long a number")
            return int(token)
        raise self._error(f"expected a number or a quoted text, got {token!r}")

    def _peek(self) -> str:
        return self._tokens[self._at].lower() if self._at < len(self._tokens) else ""

    def _skip(self, token: str) -> bool:
        found = self._peek() == token
        self._at += found
        return found

    def _take(self) -> str:
        if self._at >= len(self._tokens):
            raise self._error("it ends too early")
        self._at += 1
        return self._tokens[self._at - 1]

    def _expect(self, token: str) -> None:
        if not self._skip(token):
            got = self._peek() or "the end"
            raise self._error(f"expected {token!r}, got {got!r}")

    def _error(self, reason: str) -> BadFilterError:
        return BadFilterError(f"Invalid filter expression {self._text!r}: {reason}.")
