"""Which certificates are trusted, whatever sends."""

from __future__ import annotations

import os
import ssl
from functools import lru_cache


@lru_cache(maxsize=1)
def tls_context() -> ssl.SSLContext:
    """Return the TLS context of all clients, built once: each one costs about 20 ms.

    It trusts what `SSL_CERT_FILE` or `SSL_CERT_DIR` name, else certifi's list.
    """
    import certifi

    file, folder = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
    if file or folder:
        return ssl.create_default_context(cafile=file or None, capath=folder or None)
    return ssl.create_default_context(cafile=certifi.where())
