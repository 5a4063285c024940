"""A page of a list, counted the way the API counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page; `from_` and `to` count rows from 1 and are None on an empty page."""

    data: Sequence[T]
    total: int
    per_page: int
    current_page: int

    @property
    def from_(self) -> int | None:
        """The number of the page's first row."""
        return (self.current_page - 1) * self.per_page + 1 if self.data else None

    @property
    def to(self) -> int | None:
        """The number of the page's last row."""
        return (self.current_page - 1) * self.per_page + len(self.data) if self.data else None

    @property
    def last_page(self) -> int:
        """The number of the last page; an empty list has one page."""
        return max(1, -(-self.total // self.per_page))

    @property
    def has_more_pages(self) -> bool:
        """Whether a page follows."""
        return self.current_page < self.last_page


def paged(rows: Sequence[T], page: int, per_page: int) -> Page[T]:
    """Page *page* (from 1) of *rows*; beyond the last one it is empty."""
    start = (page - 1) * per_page
    return Page(rows[start : start + per_page], len(rows), per_page, page)
