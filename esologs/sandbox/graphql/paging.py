"""Lists cut into pages, and the refusal of a `limit` or `page` that the API would refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from graphql import GraphQLError

from esologs.sandbox.world.page import Page, paged

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")

MOST = 100
"""The largest page of nearly every list, and its default."""


def page_of(
    rows: Sequence[T],
    limit: int | None,
    page: int | None,
    *,
    default: int = MOST,
    most: int = MOST,
) -> Page[T]:
    """Page *page* (default 1) with *limit* rows, or the error that the API would give."""
    size, number = checked(limit, page, default=default, most=most)
    return paged(rows, number, size)


def checked(
    limit: int | None, page: int | None, *, default: int = MOST, most: int = MOST
) -> tuple[int, int]:
    """*limit* and *page* with their defaults; raises a `GraphQLError` that names the wrong one."""
    size = default if limit is None else limit
    number = 1 if page is None else page
    if not 1 <= size <= most:
        raise GraphQLError(f"The limit argument must be between 1 and {most}; got {size}.")
    if number < 1:
        raise GraphQLError(f"The page argument must be 1 or more; got {number}.")
    return size, number
