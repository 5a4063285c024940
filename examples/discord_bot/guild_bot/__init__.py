"""A guild's Discord bot: its latest reports and its roster, from ESO Logs, outage or not."""
