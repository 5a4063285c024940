"""An ESO Logs that needs no account and no network: the real schema over a simulated world."""
