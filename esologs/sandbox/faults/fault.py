"""What every fault has in common: when it strikes, and the four ways to spoil an exchange."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from esologs.config import check_count, check_seconds, check_share
from esologs.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs._call import HttpResponse
    from esologs.sandbox.answer import Delivery
    from esologs.sandbox.incoming import Incoming

JsonResult: TypeAlias = "dict[str, Any]"
"""A GraphQL answer, `data` and `errors`: arbitrary JSON, which is where `Any` belongs."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What a fault may know: the request that it strikes, and *resets_in* seconds to new points."""

    asked: Incoming
    resets_in: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """When a fault strikes.

    It looks at the requests whose path fits *path* and whose GraphQL operation
    fits *operation* (both patterns with `*` and `?`; `None` fits all), from
    *after* seconds until *until* seconds after it was added, by the sandbox's
    clock. Of these, which count from 1, it strikes those from the *first* to the
    *last*, each with *probability*, drawn from *seed*, and *count* at most;
    `None` is no bound.
    """

    name: ClassVar[str]

    probability: float = 1.0
    count: int | None = None
    seed: int = 0
    after: float = 0.0
    until: float | None = None
    first: int = 1
    last: int | None = None
    operation: str | None = None
    path: str | None = "/api/v2/*"

    def __post_init__(self) -> None:
        # Spelt out wherever a fault extends it: super() does not work in a slotted dataclass.
        check_share("probability", self.probability)
        if self.probability > 1:
            raise ConfigError(f"probability must be at most 1, got {self.probability!r}")
        if self.count is not None:
            check_count("count", self.count, least=1)
        check_count("seed", self.seed)
        check_seconds("after", self.after, zero=True)
        if self.until is not None:
            check_seconds("until", self.until)
            if self.until <= self.after:
                raise ConfigError(f"until ({self.until}) must come later than after ({self.after})")
        check_count("first", self.first, least=1)
        if self.last is not None:
            check_count("last", self.last, least=self.first)

    def fits(self, asked: Incoming, age: float) -> bool:
        """Tell whether the fault looks at *asked*, *age* seconds after it was added."""
        if not self.after <= age or (self.until is not None and age >= self.until):
            return False
        if self.path is not None and not fnmatchcase(asked.path, self.path):
            return False
        return self.operation is None or fnmatchcase(asked.operation or "", self.operation)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplacingFault(Fault, ABC):
    """Answers in place of ESO Logs: nothing is executed and no points are spent."""

    @abstractmethod
    def response(self, moment: Moment, /) -> HttpResponse:
        """What is answered instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryFault(Fault, ABC):
    """Lets the answer be made, and spoils its way back."""

    @abstractmethod
    def delivery(self, response: HttpResponse, /) -> Delivery:
        """How *response* travels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFault(Fault, ABC):
    """Changes what a GraphQL answer says. One with nothing to change does not count."""

    @abstractmethod
    def distort(self, result: JsonResult, /) -> JsonResult | None:
        """The changed copy of *result*, or `None` when there is nothing to change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayFault(Fault, ABC):
    """Makes the answer late."""

    @abstractmethod
    def delay(self, draw: Callable[[], float], /) -> float:
        """Seconds of delay; *draw* gives the fault's own random numbers in [0, 1)."""
