"""What a client did so far, and how it stands: the values of `client.stats()`."""
