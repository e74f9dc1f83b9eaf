"""Clock, paths, settings and log: what every room may use (standard library only)."""
