"""What a run tells of the tests that were tried again: a letter, a word, and a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

_CATEGORY: Final = "retried"


class Report:
    """The plugin that shows retried attempts; under xdist it runs where the reports arrive."""

    # First, since other plugins that know the outcome `rerun` have a word of their own for it.
    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(
        self, report: pytest.CollectReport | pytest.TestReport
    ) -> tuple[str, str, tuple[str, Mapping[str, bool]]] | None:
        """Show an attempt that another one follows."""
        if _retry_of(report) is None:
            return None
        return _CATEGORY, "R", ("RETRY", {"yellow": True})

    @pytest.hookimpl
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Tell each test that was tried again: what failed it, and how it ended."""
        stats: dict[str, list[Any]] = terminalreporter.stats
        retried = stats.get(_CATEGORY)
        if not retried:
            return
        ends = {
            report.nodeid: category
            for category, reports in stats.items()
            for report in reports
            if category not in {"", _CATEGORY} and getattr(report, "esologs_attempt", None)
        }
        last = {report.nodeid: report for report in retried}  # in the order of their first failure
        terminalreporter.section("tried again: the network failed them", yellow=True)
        for nodeid, report in last.items():
            retry = cast("dict[str, Any]", report.esologs_retry)
            end = ends.get(nodeid, "not run to its end")
            terminalreporter.line(
                f"RETRY {nodeid}: {end} at attempt {retry['attempt'] + 1} of {retry['of']}, after "
                f"{retry['failure']}"
            )


def _retry_of(report: object) -> object:
    return getattr(report, "esologs_retry", None)
