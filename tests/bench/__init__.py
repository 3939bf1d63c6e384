"""Measurements of speed, size and start against their limits: `make bench`."""
