# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_rate_limit_data` returns."""

from __future__ import annotations

from esologs._models import Model, OperationResult


class GetRateLimitData(OperationResult):
    """The account's points of this hour: the limit, those spent, and seconds until they reset."""

    rate_limit_data: GetRateLimitDataRateLimitData | None = None
    """What this API key may spend: its points per hour, those spent, and the seconds until they reset.
    Can be asked for inside any other query.
    """


class GetRateLimitDataRateLimitData(Model):
    """How much of its hourly allowance an API key has used. Points cannot be computed beforehand: the
    cost of a query is not published.
    """

    limit_per_hour: int
    """The points that this key may spend in an hour. Depends on the account; never assume a number.
    """
    points_spent_this_hour: float
    """The points spent since the last reset, with fractions."""
    points_reset_in: int
    """Seconds until the spent points go back to zero."""
