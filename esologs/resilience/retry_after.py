"""The wait that a server asks for: the `Retry-After` header, in any state it may arrive in.

RFC 9110, 10.2.3: a number of seconds or an HTTP date. A date is read against
the answer's own `Date`, not our clock, so that a skewed clock on either side
changes nothing.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

# Fractions are no part of the RFC, but servers send them. float() alone would
# also take "nan", "1_0" and "infinity".
_SECONDS = re.compile(r"[+-]?\d+(\.\d*)?([eE][+-]?\d+)?")


def retry_after(headers: Mapping[str, str], wall_clock: float) -> float | None:
    """Return the wait in seconds that *headers* ask for, at least 0, or `None`.

    *headers* have lower-case names; *wall_clock* (Unix seconds) stands in for a
    missing `Date`. Junk is `None`. An absurdly long wait is returned as it is,
    infinity included: refusing it is the retry policy's business.
    """
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    if _SECONDS.fullmatch(value):
        seconds = float(value)
        return max(0.0, seconds) if not math.isnan(seconds) else None
    then = _instant(value)
    if then is None:
        return None
    now = _instant(headers.get("date", ""))
    return max(0.0, then - (wall_clock if now is None else now))


def _instant(http_date: str) -> float | None:
    if not http_date:
        return None
    from email.utils import parsedate_to_datetime

    try:
        moment: datetime = parsedate_to_datetime(http_date)
        if moment.tzinfo is None:  # "-0000": the RFC's own zone is GMT
            from datetime import UTC

            moment = moment.replace(tzinfo=UTC)
        return moment.timestamp()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
