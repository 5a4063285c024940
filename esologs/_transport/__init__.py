"""Ways to the wire: connections of our own, and clients and sessions that callers bring."""
