"""The suite: every check in its order, run so that none of them can end the run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from esologs import EsoLogsError
from scripts.live import (
    components,
    events,
    exchange,
    limits,
    refusals,
    reports,
    schema,
    tokens,
)
from scripts.live.finding import Check, Finding, unknown
from scripts.live.questions import Stopped
from scripts.live.scene import Missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.live.scene import Scene

CHECKS: Final[tuple[Check, ...]] = (
    # The points first: the rest is told by their readings.
    limits.own_cost,
    limits.merged,
    # A report is found once, by the first two; most of what follows is about it.
    reports.codes,
    reports.trial_time,
    reports.cold_cache,
    reports.display_name,
    events.page_seam,
    events.default_limit,
    events.short_page,
    events.resources,
    events.hit_types,
    refusals.limit_range,
    refusals.attendance_range,
    refusals.unknown_ids,
    refusals.unknown_report,
    refusals.table_window,
    events.events_range,
    refusals.current_user,
    schema.introspection,
    schema.schema_breaking,
    schema.schema_dangerous,
    schema.no_mutation,
    components.script_error,
    components.range_unit,
    reports.archive,
    tokens.bad_token,
    # After all that costs points: should a refusal cost many, nothing is lost.
    refusals.complexity,
    refusals.refused_free,
    # Last, since they look back at all that was asked.
    tokens.token_lifetime,
    tokens.token_reuse,
    tokens.token_refresh,
    limits.points_ride,
    limits.tiers,
    limits.fractions,
    limits.reset_seconds,
    limits.burst,
    limits.retry_after,
    exchange.json_type,
    exchange.exchange_id,
    exchange.compressed,
)


@dataclass(frozen=True, slots=True)
class Result:
    """A check, and what came of it."""

    check: Check
    finding: Finding


def run(scene: Scene) -> Iterator[Result]:
    """Test one claim after another. Once the API limits us, only what asks nothing goes on."""
    stopped: str | None = None
    for check in CHECKS:
        if stopped is not None and check.cost > 0:
            yield Result(check, unknown(f"not asked: {stopped}"))
            continue
        try:
            yield Result(check, check.test(scene))
        except Stopped as stop:
            if scene.questions.limited:
                stopped = str(stop)
            yield Result(check, unknown(f"not asked: {stop}"))
        except Missing as missing:
            yield Result(check, unknown(str(missing)))
        except EsoLogsError as error:
            yield Result(check, unknown(f"{type(error).__name__}: {error}"))
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            yield Result(check, unknown(f"an answer of another shape: {error!r}"))
