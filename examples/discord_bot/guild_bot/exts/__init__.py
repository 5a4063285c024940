"""The bot's extensions: every module here is loaded at the start, and says so if it cannot be."""
