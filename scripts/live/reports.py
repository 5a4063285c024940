"""Claims about reports and what they hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.live.finding import Finding, check, confirmed, judged, refuted, unknown
from scripts.live.questions import as_object
from scripts.live.scene import Missing

if TYPE_CHECKING:
    from scripts.live.scene import Scene

_LOOKED_AT = 4
_DAY = 86_400_000
_CODE = re.compile(r"(a:)?[A-Za-z0-9]{16}")
_DETAILS = (
    "code fights { id startTime endTime encounterID kill trialTime } "
    "archiveStatus { isArchived isAccessible }"
)


@check("codes", "live", "A report's code is 16 letters and digits; anonymous: behind `a:`.", cost=3)
def codes(scene: Scene) -> Finding:
    """Ask for the latest reports; the checks after this one look at some of them."""
    answer = scene.ask(
        "reportData { reports(limit: 25) { data { code startTime endTime guild { id } } } }", cost=3
    )
    scene.summaries = answer.rows("reportData.reports.data")
    if not scene.summaries:
        return unknown(answer.complaint or "no report is listed")
    strange = [row["code"] for row in scene.summaries if not _CODE.fullmatch(row["code"])]
    return judged(not strange, ", ".join(strange) or f"{len(scene.summaries)} codes such")


@check("trial-time", "guess", "A fight's `trialTime` is in milliseconds.", cost=4)
def trial_time(scene: Scene) -> Finding:
    """Look at the fights of some reports; a trial takes minutes, and never a day."""
    wanted = [row["code"] for row in scene.finished()[:_LOOKED_AT]]
    if not wanted:
        raise Missing("no finished report was found")
    fields = " ".join(
        f"r{number}: report(code: $c{number}) {{ {_DETAILS} }}" for number in range(len(wanted))
    )
    signature = ", ".join(f"$c{number}: String!" for number in range(len(wanted)))
    codes_asked = {f"c{number}": code for number, code in enumerate(wanted)}
    answer = scene.ask(f"reportData {{ {fields} }}", signature, cost=4, **codes_asked)
    found = [answer.value(f"reportData.r{number}") for number in range(len(wanted))]
    scene.details = {details["code"]: details for details in found if details is not None}
    timed = [
        fight
        for details in scene.details.values()
        for fight in details["fights"] or ()
        if fight["trialTime"]
    ]
    if not timed:
        return unknown(answer.complaint or f"no timed trial among {len(wanted)} reports")
    fight = timed[0]
    length = fight["endTime"] - fight["startTime"]
    seen = f"trialTime = {fight['trialTime']:.0f} on a fight of {length:.0f} ms"
    # A trial holds its last fight, so its time in the fights' own unit is no shorter.
    return judged(fight["trialTime"] >= length, seen)


@check("archive", "schema", "The events of an archived report are closed to a client.", cost=5)
def archive(scene: Scene) -> Finding:
    """Look for an archived report among those of a year ago, and ask it for a page of events."""
    if not scene.summaries:
        raise Missing("no report is listed")
    latest = max(row["startTime"] for row in scene.summaries)
    answer = scene.ask(
        "reportData { reports(limit: 10, startTime: $start, endTime: $end) "
        "{ data { code archiveStatus { isArchived } } } }",
        "$start: Float!, $end: Float!", cost=2, start=latest - 365 * _DAY, end=latest - 200 * _DAY,
    )  # fmt: skip
    for row in answer.rows("reportData.reports.data"):
        if as_object(row["archiveStatus"]).get("isArchived"):
            events = scene.ask(
                "reportData { report(code: $code) { events(endTime: 1e6, limit: 100) { data } } }",
                "$code: String!", cost=3, code=row["code"],
            )  # fmt: skip
            return judged(bool(events.errors), events.complaint or "events came")
    return unknown(answer.complaint or "no archived report was found")


@check("cold-cache", "family", "What is null at first is there a moment later.", cost=4)
def cold_cache(scene: Scene) -> Finding:
    """Ask a report for its actors, twice if the first answer has none."""
    question = "reportData { report(code: $code) { masterData { logVersion } } }"
    report = scene.report()
    for attempt in (1, 2):
        answer = scene.ask(question, "$code: String!", cost=2, code=report.code)
        if answer.value("reportData.report.masterData") is not None:
            if attempt == 1:
                return unknown("the cache was warm")
            return confirmed("null at first, there when asked again")
    return refuted("null twice in a row")


@check("display-name", "schema", "`displayName` is the account's name, with `@` in front.", cost=3)
def display_name(scene: Scene) -> Finding:
    """Look at the players of a report."""
    answer = scene.ask(
        'reportData { report(code: $code) { masterData { actors(type: "Player") '
        "{ name displayName anonymous } } } }",
        "$code: String!", cost=3, code=scene.report().code,
    )  # fmt: skip
    named = [
        row
        for row in answer.rows("reportData.report.masterData.actors")
        if row["displayName"] and not row["anonymous"]
    ]
    if not named:
        return unknown(answer.complaint or "no player with one")
    accounts = sum(row["displayName"].startswith("@") for row in named)
    same = sum(row["displayName"] == row["name"] for row in named)
    seen = f"{accounts} of {len(named)} begin with @, {same} equal the character's name"
    return judged(accounts == len(named), seen)
