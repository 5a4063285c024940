"""What every result and every input of the API is built on: tolerant pydantic models.

Unknown fields are ignored and a missing nullable one is `None`, so that an API
which grows breaks nobody. Fields have Python names and answer to the API's own
as well: `Guild(class_id=3)` and `{"classID": 3}` make the same object.
"""

from __future__ import annotations

from typing import Any, ClassVar, Final

from pydantic import BaseModel as PydanticModel
from pydantic import ConfigDict, Field, PrivateAttr

from esologs._call import ResultMeta
from esologs._generated.names import API_NAMES

LEFT_FIRST: Final[Any] = Field(union_mode="left_to_right")
"""For `SomeEnum | str`: the enum where it knows the value, the plain string where it does not."""

_LOCAL: Final = ResultMeta()


def _api_name(name: str) -> str:
    return API_NAMES.get(name, name)


class Model(PydanticModel):
    """The base of every object of a result. It is mutable, and equal by its fields."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        alias_generator=_api_name,
        defer_build=True,
        extra="ignore",
        populate_by_name=True,
        protected_namespaces=(),
    )


class InputModel(Model):
    """The base of every input object. A misspelt field is an error: it would filter nothing."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


class OperationResult(Model):
    """The base of every operation's result: its data, and where they came from."""

    _meta: ResultMeta = PrivateAttr(default_factory=lambda: _LOCAL)

    @property
    def meta(self) -> ResultMeta:
        """Where this answer came from, how old it is, and what it took."""
        return self._meta

    def _attach(self, meta: ResultMeta) -> None:
        self._meta = meta

    def __eq__(self, other: object) -> bool:
        # The same data are equal, whether they came from the wire or from a cache.
        if not isinstance(other, OperationResult):
            return NotImplemented
        return type(self) is type(other) and self.__dict__ == other.__dict__

    __hash__ = None  # type: ignore[assignment]  # mutable, so unhashable, as every pydantic model
