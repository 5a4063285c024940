"""Signing in to ESO Logs: access tokens for programs."""

from __future__ import annotations

from esologs.auth.scripts import get_access_token

__all__ = ["get_access_token"]
