"""Claims about access tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esologs import ApiError, AuthenticationError
from scripts.live.finding import Finding, check, judged, refuted, unknown

if TYPE_CHECKING:
    from scripts.live.scene import Scene


@check("token-lifetime", "guess", "A client's access token names its lifetime, of an hour or more.")
def token_lifetime(scene: Scene) -> Finding:
    """Look at the token that this run was given."""
    if not scene.lifetimes:
        return unknown("no token was asked for")
    seconds = scene.lifetimes[0]
    if seconds is None:
        return refuted("no expires_in")
    return judged(seconds >= 3600, f"expires_in = {seconds:.0f} s, {seconds / 86_400:.3g} days")


@check("token-reuse", "guess", "One token serves a whole run; none is refused before its time.")
def token_reuse(scene: Scene) -> Finding:
    """Count the tokens, after everything else was asked."""
    asked = len(scene.questions.answers)
    return judged(len(scene.lifetimes) == 1, f"{len(scene.lifetimes)} for {asked} requests")


@check("token-refresh", "prod", "A refresh may answer with a new refresh token, which then counts.")
def token_refresh(_: Scene) -> Finding:
    """Not to be seen with a client's own token."""
    return unknown("needs a signed-in user: a client's token has no refresh token")


@check("bad-token", "live", "A bad token is answered 401 and says `Unauthenticated.`")
def bad_token(scene: Scene) -> Finding:
    """Ask once with a token of no worth; it belongs to no account and costs nothing."""
    try:
        with scene.stranger() as client:
            client.ping()
    except AuthenticationError as error:
        said = error.response.text.strip() if error.response is not None else ""
        return judged(
            error.status_code == 401 and "Unauthenticated." in said,
            f"HTTP {error.status_code}: {said:.80}",
        )
    except ApiError as error:
        return refuted(f"{type(error).__name__}: {error}")
    return refuted("it was answered")
