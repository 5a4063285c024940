"""The proxy that this machine's settings name for an address, as other HTTP clients read them."""

from __future__ import annotations

import os
import sys
from urllib.parse import urlsplit


def proxy_for(url: str) -> str | None:
    """Return the address of the proxy to reach *url* by, or `None` for the direct way.

    `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` are read in either
    case, and on Windows and macOS the system's settings as well.
    """
    # urllib.request takes ten milliseconds to import: more than all else here.
    if sys.platform not in {"win32", "darwin"} and not any(
        name.lower().endswith("_proxy") for name in os.environ
    ):
        return None
    from urllib.request import getproxies, proxy_bypass

    parts = urlsplit(url)
    if not parts.hostname or proxy_bypass(parts.netloc.rpartition("@")[2]):
        return None
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy:
        return None
    return proxy if "://" in proxy else f"http://{proxy}"
