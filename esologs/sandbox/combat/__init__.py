"""Combat: what happened in a simulated report, from the plan of an evening to single events."""
