"""Claims about points, costs and the limits that are answered 429."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.live.finding import Finding, check, confirmed, judged, unknown

if TYPE_CHECKING:
    from esologs import Points
    from scripts.live.scene import Scene

_TIERS = (3600, 9000, 18_000)
_GUILD = "guild(id: {id}) {{ id name }}"


def _readings(scene: Scene) -> list[tuple[float, Points]]:
    return [(one.at, one.points) for one in scene.questions.answers if one.points is not None]


@check("points-ride", "family", "The points left can be selected within any query.")
def points_ride(scene: Scene) -> Finding:
    """Count the answers with data that brought a reading."""
    answers = [one for one in scene.questions.answers if one.data and "__schema" not in one.data]
    with_points = sum(one.points is not None for one in answers)
    if not answers:
        return unknown("nothing was answered")
    return judged(with_points == len(answers), f"in {with_points} of {len(answers)} answers")


@check("tiers", "family", "An account has 3,600, 9,000 or 18,000 points an hour.")
def tiers(scene: Scene) -> Finding:
    """Look at the limit of this account."""
    limits = {points.limit for _, points in _readings(scene)}
    if not limits:
        return unknown("no answer brought a reading")
    return judged(limits <= set(_TIERS), f"limitPerHour = {', '.join(map(str, sorted(limits)))}")


@check("fractions", "live", "Points are fractional.")
def fractions(scene: Scene) -> Finding:
    """Look for a reading that is no whole number."""
    spent = [points.spent for _, points in _readings(scene)]
    broken = [number for number in spent if number != int(number)]
    return confirmed(f"{broken[0]:g} spent") if broken else unknown("whole numbers so far")


@check("reset-seconds", "live", "`pointsResetIn` counts the seconds to the next hour's points.")
def reset_seconds(scene: Scene) -> Finding:
    """Compare the first and the last reading with the time between them."""
    readings = _readings(scene)
    if len(readings) < 2:
        return unknown("fewer than two readings")
    (began, first), (ended, last) = readings[0], readings[-1]
    fell, passed = first.resets_in - last.resets_in, ended - began
    if fell < 0:
        return unknown("the hour turned meanwhile")
    seen = f"{first.resets_in}, and {last.resets_in} after {passed:.1f} s"
    return judged(first.resets_in <= 3600 and abs(fell - passed) <= 3, seen)


@check("own-cost", "guess", "An answer's reading holds that query's own points.", cost=6)
def own_cost(scene: Scene) -> Finding:
    """Ask something dear between two cheap things, and see where the reading rises."""
    scene.ask("__typename", cost=1)
    dear = scene.ask("guildData { guilds(limit: 100) { data { id name } } }", cost=3)
    after = scene.ask("__typename", cost=1)
    if dear.cost is None or after.cost is None or dear.cost == after.cost:
        return unknown(f"{dear.cost} and then {after.cost} points")
    seen = f"100 guilds: {dear.cost:g} points; a bare query after it: {after.cost:g}"
    return judged(dear.cost > after.cost, seen)


@check("merged", "schema", "One merged query is cheaper than its parts.", cost=8)
def merged(scene: Scene) -> Finding:
    """Ask for two guilds twice over, one by one and then together."""
    first = scene.ask(f"guildData {{ {_GUILD.format(id=1)} }}", cost=1.5)
    second = scene.ask(f"guildData {{ {_GUILD.format(id=2)} }}", cost=1.5)
    both = scene.ask(f"guildData {{ a: {_GUILD.format(id=1)} b: {_GUILD.format(id=2)} }}", cost=2.5)
    # Where a reading holds the cost of the query before it, this one brings that of `both`.
    after = scene.ask("__typename", cost=1)
    if first.cost is None or second.cost is None or both.cost is None or after.cost is None:
        return unknown("not every answer brought a reading")
    apart, together = first.cost + second.cost, max(both.cost, after.cost)
    return judged(together < apart, f"{apart:g} points apart, {together:g} together")


@check("burst", "family", "A second, shorter limit is answered 429 while points remain.")
def burst(scene: Scene) -> Finding:
    """See what headers tell; no 429 is ever provoked."""
    told = {
        f"{name}: {value}"
        for one in scene.questions.answers
        for name, value in one.headers.items()
        if "ratelimit" in name.replace("-", "") and "remaining" not in name
    }
    if told:
        return confirmed("; ".join(sorted(told)))
    return unknown("no header tells of it, and none was provoked")


@check("retry-after", "guess", "A 429 names the wait in `Retry-After`.")
def retry_after(scene: Scene) -> Finding:
    """Look at the 429 that came, if one did; none is ever provoked."""
    for one in scene.questions.answers:
        if one.status == 429:
            value = one.headers.get("retry-after")
            return judged(value is not None, f"Retry-After: {value}")
    return unknown("no 429 came, and none was provoked")
