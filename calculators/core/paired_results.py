"""Paired results that are pasted: 0 or 1 per query for two systems, as counts."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_QUERIES = 200_000
LONGEST_TEXT = 5 * MOST_QUERIES  # characters: two digits, two separators and a line end a query
SEPARATORS = re.compile(r"[\s,;]+")
SYMBOLS = ("0", "1")


class PairedError(ValueError):
    """What is pasted is no result of two systems; the message says why and where."""


@dataclass(frozen=True, kw_only=True)
class PairedResults:
    """Queries by which of two systems was right; "won" means only the new one was."""

    both: int
    won: int
    lost: int
    neither: int

    @property
    def items(self) -> int:
        """Queries."""
        return self.both + self.won + self.lost + self.neither

    @property
    def accuracy(self) -> float:
        """Share that the system of today gets right."""
        return (self.both + self.lost) / self.items

    @property
    def gain(self) -> float:
        """Share that the new system gets right more."""
        return (self.won - self.lost) / self.items

    @property
    def discordance(self) -> float:
        """Share that one system gets right and the other wrong."""
        return (self.won + self.lost) / self.items


def paired_results(text: str) -> PairedResults:
    """Return the counts of two columns, today's system first, or of two lines.

    Columns are parted by tab, comma, semicolon or space; two lines hold a system each. A first
    line of words is taken for headings.
    """
    if len(text) > LONGEST_TEXT:
        raise PairedError(f"{len(text):,} characters; at most {LONGEST_TEXT:,}")
    rows = [[part for part in SEPARATORS.split(line) if part] for line in text.splitlines()]
    rows = [row for row in rows if row]
    if rows and not any(part in SYMBOLS for part in rows[0]):
        rows = rows[1:]
    if not rows:
        raise PairedError("Nothing is pasted: two columns of 0 and 1, a query a line")
    two_lines = len(rows) == 2 and len(rows[0]) != 2
    old, new = rows if two_lines else _columns(rows)
    if len(old) != len(new):
        raise PairedError(f"The lines hold {len(old)} and {len(new)} results; both need the same")
    if len(old) > MOST_QUERIES:
        raise PairedError(f"{len(old):,} queries; at most {MOST_QUERIES:,}")
    for place, part in enumerate([part for pair in zip(old, new, strict=True) for part in pair]):
        if part not in SYMBOLS:
            raise PairedError(f"Query {place // 2 + 1}: {part[:20]!r} is not 0 or 1")
    pairs = list(zip(old, new, strict=True))
    found = PairedResults(
        both=pairs.count(("1", "1")),
        won=pairs.count(("0", "1")),
        lost=pairs.count(("1", "0")),
        neither=pairs.count(("0", "0")),
    )
    if not found.won + found.lost:
        raise PairedError(
            f"Both systems agree on all {found.items} queries: nothing tells them apart, and the "
            "share of discordant queries is not known to be zero"
        )
    return found


def _columns(rows: list[list[str]]) -> tuple[list[str], list[str]]:
    for number, row in enumerate(rows, start=1):
        if len(row) != 2:
            raise PairedError(f"Line {number} holds {len(row)} results; each line needs two")
    return [row[0] for row in rows], [row[1] for row in rows]
