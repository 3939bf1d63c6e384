"""Breakeven: what your product costs, how long the money lasts, and what pays yet."""

from ui import shell

shell.navigate()
