"""The rows whose feature does not exist yet: listed, so that nobody takes them for forgotten.

Who builds the feature moves its row from here into a file of its own in `rows`.
"""

from __future__ import annotations

from typing import Final

from benchmarks.row import Row

LATER: Final = (
    Row(
        id="P5",
        work="one page of 10,000 events (3.2 MB) to typed events",
        reference="the peer's decode",
        goal="≥ 4.5 × faster",
    ),
    Row(
        id="P6",
        work="a whole report of 120,000 events, 50 ms a page, uniform and skewed",
        reference="sequential pages with the peer",
        goal="≥ 5 × and ≥ 3.5 ×, at most 1.5 × the requests",
    ),
    Row(
        id="P7",
        work="100 characters at 30 ms a request",
        reference="100 sequential calls of the peer",
        goal="≥ 90 ×, at most 4 requests",
    ),
    Row(
        id="P9",
        work="1,000,000 events streamed",
        reference="–",
        goal="memory grows by ≤ 60 MB and stays flat",
    ),
    Row(
        id="P10",
        work="requests for a guild's weekly overview",
        reference="the peer's calls for the same",
        goal="≤ 1/5",
    ),
)
