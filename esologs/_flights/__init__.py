"""Work that several callers wait for at once: one flight, any number of waiters."""
