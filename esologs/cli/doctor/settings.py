"""What is set: the variables of the environment, where credentials come from, who is asked."""

from __future__ import annotations

import difflib
import os
from typing import TYPE_CHECKING, Final

from esologs._environment import BASE_URL, check_url, known_variables, read_environment
from esologs._variables import VARIABLES
from esologs.auth.credentials import WHERE_TO_GET
from esologs.cli.doctor.finding import Finding, Verdict
from esologs.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from esologs._environment import Environment
    from esologs.cli.connection import Connection


_POLICY_VARIABLES: Final = (*(variable.name for variable in VARIABLES), "ESOLOGS_TIMEOUT")


def settings(connection: Connection) -> Iterator[Finding]:
    """Look at the settings as a client with these options would find them."""
    yield from _misspelt(os.environ)
    try:
        environment = read_environment(connection.dotenv)
    except ConfigError as error:
        yield _finding("environment", error.message, "failed")
        return
    if in_process(connection, environment):
        yield _finding("sandbox", "on: a simulated ESO Logs inside this process is asked")
        if environment.base_url is not None and connection.base_url is None:
            text = "ESOLOGS_BASE_URL is set and not used, since the sandbox is on"
            yield _finding("base URL", text, "note")
    else:
        yield _finding("sandbox", "off")
        yield _base_url(connection, environment)
        yield from _credentials(connection, environment)
    if environment.log is not None:
        yield _finding("log", f"{environment.log}, by ESOLOGS_LOG")
    if environment.cache_dir is not None:
        yield _finding("cache", f"{environment.cache_dir}, by ESOLOGS_CACHE_DIR")
    if environment.preset is not None:
        yield _finding("preset", f"{environment.preset}, by ESOLOGS_PRESET")
    said = sorted(name for name in _POLICY_VARIABLES if os.environ.get(name, "").strip())
    if said:
        yield _finding("policies", f"set by {', '.join(said)}")


def in_process(connection: Connection, environment: Environment) -> bool:
    """Whether a client with these options asks the sandbox in this process."""
    if connection.sandbox is not None:
        return bool(connection.sandbox)
    return environment.sandbox and (connection.base_url or BASE_URL).startswith(BASE_URL)


def _finding(name: str, text: str, verdict: Verdict = "ok", advice: str | None = None) -> Finding:
    return Finding(section="settings", name=name, verdict=verdict, text=text, advice=advice)


def _misspelt(variables: Mapping[str, str]) -> Iterator[Finding]:
    """Report variables that look like ours and are not."""
    known = known_variables()
    for name in sorted(variables):
        if name in known or not name.upper().replace("_", "").startswith("ESOLOG"):
            continue
        near = difflib.get_close_matches(name.upper(), known, 1, cutoff=0.7)
        advice = f"did you mean {near[0]}?" if near else "the documentation lists those that are"
        yield _finding("variable", f"{name} is set, and nothing reads it", "note", advice)


def _base_url(connection: Connection, environment: Environment) -> Finding:
    url = connection.base_url or environment.base_url or BASE_URL
    if connection.base_url is not None:
        source = "by --base-url"
    elif environment.base_url is not None:
        source = "by ESOLOGS_BASE_URL"
    else:
        source = "the default"
    try:
        check_url("base_url", url)
    except ConfigError as error:
        return _finding("base URL", error.message, "failed")
    return _finding("base URL", f"{url}, {source}")


def _credentials(connection: Connection, environment: Environment) -> Iterator[Finding]:
    missing = [
        name
        for name, value in (
            ("ESOLOGS_ID", environment.client_id),
            ("ESOLOGS_SECRET", environment.client_secret),
        )
        if value is None
    ]
    if missing or environment.client_id is None:
        yield _finding(
            "credentials",
            f"{' and '.join(missing)} not set",
            "failed",
            f"create a client at {WHERE_TO_GET}, or try --sandbox",
        )
        return
    from_file = connection.dotenv is not None and not os.environ.get("ESOLOGS_ID", "").strip()
    source = f"from {connection.dotenv}" if from_file else "from the environment"
    yield _finding("credentials", f"id {shortened(environment.client_id)} and a secret, {source}")
    for name, value in (
        ("ESOLOGS_ID", environment.client_id),
        ("ESOLOGS_SECRET", environment.client_secret or ""),
    ):
        if value[:1] in {"'", '"'} or any(sign.isspace() for sign in value):
            text = f"{name} holds quotes or white space, which are sent as a part of it"
            yield _finding("credentials", text, "note", "set it without them")


def shortened(client_id: str) -> str:
    """Return the first characters of *client_id*: enough to tell two apart."""
    return f"{client_id[:6]}… ({len(client_id)} characters)"
