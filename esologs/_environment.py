"""The environment variables of the package, read in one place.

`ESOLOGS_ID` and `ESOLOGS_SECRET` are the client's credentials;
`ESOLOGS_BASE_URL` is where ESO Logs is (default `https://www.esologs.com`);
`ESOLOGS_SANDBOX=1` stands a sandbox in the process for it; `ESOLOGS_LOG` is
`info` or `debug`; `ESOLOGS_CACHE_DIR` is the folder of what is kept on disk.
`ESOLOGS_PRESET` names a preset; `_variables` has those that set a number of a
policy. An empty variable counts as not set.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import urlsplit

from esologs._layers import Layer
from esologs._presets import preset_of
from esologs._variables import read_layer, switch
from esologs._version import __version__
from esologs.errors import ConfigError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Mapping

BASE_URL: Final = "https://www.esologs.com"
USER_AGENT: Final = f"esologs/{__version__} (Python)"

_log = logging.getLogger("esologs")
_told: set[str] = set()
_PREFIX: Final = "ESOLOGS_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """What the environment says; the repr shows no secret."""

    client_id: str | None
    client_secret: str | None = field(repr=False)
    base_url: str | None
    sandbox: bool
    log: str | None
    cache_dir: Path | None
    fleet_url: str | None = field(default=None, repr=False)
    preset: str | None = None
    layer: Layer = field(default_factory=Layer)


def read_environment(dotenv: str | os.PathLike[str] | Literal[True] | None = None) -> Environment:
    """Read the variables, and those of a `.env` file where the environment has none.

    *dotenv* is the file, or `True` for `.env` in the current folder. Raises
    `ConfigError` for a file that is not there or a value that makes no sense. A
    variable that looks like ours and is not gets a line in the log, once a process.
    """
    found: Mapping[str, str | None] = os.environ
    if dotenv is not None:
        found = {**_dotenv(".env" if dotenv is True else dotenv), **os.environ}
    known: list[str] = []
    environment = _read(found, known)
    _tell_unknown(found, known)
    return environment


def known_variables() -> tuple[str, ...]:
    """Return the names of all variables that the package reads."""
    known: list[str] = []
    _read({}, known)
    return tuple(known)


def _read(found: Mapping[str, str | None], known: list[str]) -> Environment:
    """Return what *found* says, and write down in *known* what was looked for."""

    def get(name: str) -> str | None:
        known.append(name)
        return (found.get(name) or "").strip() or None

    sandbox = get("ESOLOGS_SANDBOX")
    log = get("ESOLOGS_LOG")
    if log is not None and log.lower() not in {"info", "debug"}:
        raise ConfigError(f"ESOLOGS_LOG must be info or debug, got {log!r}")
    cache_dir = get("ESOLOGS_CACHE_DIR")
    preset = get("ESOLOGS_PRESET")
    preset_of(preset, "ESOLOGS_PRESET")  # refused also where an argument wins against it
    return Environment(
        client_id=get("ESOLOGS_ID"),
        client_secret=get("ESOLOGS_SECRET"),
        base_url=get("ESOLOGS_BASE_URL"),
        sandbox=sandbox is not None and switch("ESOLOGS_SANDBOX", sandbox),
        log=log and log.lower(),
        cache_dir=Path(cache_dir).expanduser() if cache_dir else None,
        fleet_url=get("ESOLOGS_FLEET_URL"),
        preset=preset,
        layer=read_layer(get),
    )


def _tell_unknown(found: Mapping[str, str | None], known: list[str]) -> None:
    """Tell the log of variables that nobody reads; a program may have names of its own."""
    tails = [name.removeprefix(_PREFIX) for name in known]
    ours = {name for name in found if name.upper().startswith(_PREFIX)}
    for name in sorted(ours - {*known} - _told):
        from difflib import get_close_matches  # only a mistake pays for it

        _told.add(name)
        # Without the prefix, which all have in common and which would make all of them alike.
        if near := get_close_matches(name.upper().removeprefix(_PREFIX), tails, 1, cutoff=0.75):
            _log.warning(
                "the variable %s is set, and nothing reads it; did you mean %s%s?",
                name, _PREFIX, near[0],
            )  # fmt: skip
        else:
            _log.info("the variable %s is set, and this package does not read it", name)


def _dotenv(path: str | os.PathLike[str]) -> Mapping[str, str | None]:
    try:
        from dotenv import dotenv_values
    except ImportError as exc:
        raise MissingExtraError("reading a .env file", "dotenv") from exc
    if not Path(path).is_file():
        raise ConfigError(f"there is no file {os.fspath(path)!r} to read credentials from")
    return dotenv_values(path)


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The four addresses below a base URL."""

    client: str
    user: str
    token: str
    authorize: str


def endpoints(base_url: str) -> Endpoints:
    """Return the addresses below *base_url*; raises `ConfigError` if it is none."""
    base = check_url("base_url", base_url).rstrip("/")
    return Endpoints(
        client=f"{base}/api/v2/client",
        user=f"{base}/api/v2/user",
        token=f"{base}/oauth/token",
        authorize=f"{base}/oauth/authorize",
    )


def check_url(name: str, url: object) -> str:
    """Return *url* if it is an http or https address; raises `ConfigError` if not."""
    if not isinstance(url, str):
        raise ConfigError(f"{name} must be a string, got {url!r}")
    if "@" in url.partition("://")[2].partition("/")[0]:
        # Not shown: it may be a password. None of it was ever sent.
        raise ConfigError(f"{name} must not hold a user name or password: leave them out")
    problem = ""
    try:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"}:
            problem = "it must start with https:// or http://"
        elif not parts.hostname or any(sign.isspace() for sign in url):
            problem = "it names no host" if not parts.hostname else "it holds white space"
        elif parts.port is not None and parts.port == 0:
            problem = "port 0 cannot be connected to"
    except ValueError as exc:
        problem = str(exc)
    if problem:
        raise ConfigError(f"{name} {url!r} is no address: {problem}")
    return url
