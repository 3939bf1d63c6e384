"""How messages say a value and the range that takes it: as people enter them, in plain spaces."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import SupportsFloat

from calculators.core import words
from calculators.core.unit_words import NARROW_SPACE, WORD_SPACE, per_words, with_unit

INFINITE = "infinite"
NO_LIMIT = "no limit"
_SHARE, _MONEY = "share", "USD"
_PERCENT_DIGITS = 2  # decimal places from a share to percent


def entered(value: SupportsFloat, unit: str = "") -> str:
    """Return a value as it is entered: ``140 %``, ``-$5``, ``100M``; no digit of it is lost."""
    kind, given = unit.partition("/")[0], float(value)
    if not math.isfinite(given):
        return INFINITE if given > 0 else f"minus {INFINITE}"
    return _figure(given, kind) + (" %" if kind == _SHARE else "")


def reach(bounds: Sequence[float], unit: str = "") -> str:
    """Return a range with its unit: ``0 to 100 %``, ``$0 to $10k/h``, ``1 to 12 rows``."""
    low, high = bounds
    kind, _, per = unit.partition("/")
    if not math.isfinite(high - low):
        ends = (entered(end, unit) if math.isfinite(end) else NO_LIMIT for end in bounds)
        return " to ".join(ends)
    start = _figure(low, kind)
    if kind in (_SHARE, _MONEY):
        return _plain(f"{start} to {entered(high, kind)}{per_words(per) if per else ''}")
    return _plain(f"{start} to {with_unit(_figure(high, kind), unit)}")


def refusal(value: float, bounds: Sequence[float], unit: str, whole: bool = False) -> str:
    """Return why a value is not taken: ``140 % is not in 0 to 100 %``."""
    if math.isnan(value):
        return f"not a number; it takes {reach(bounds, unit)}"
    kind = "a whole number " if whole else ""
    return f"{entered(value, unit)} is not {kind}in {reach(bounds, unit)}"


def _figure(value: float, kind: str) -> str:
    """Return three figures with their suffix where they are all of it, else every digit."""
    size = Decimal(repr(abs(value))).scaleb(_PERCENT_DIGITS if kind == _SHARE else 0)
    three = Decimal(f"{size:.{words.SIGNIFICANT_FIGURES - 1}e}") == size
    text = words.number(size) if three else words.exact(size)
    sign = "-" if value < 0 else ""
    return f"{sign}{'$' if kind == _MONEY else ''}{text.replace(NARROW_SPACE, '')}"


def _plain(text: str) -> str:
    return text.replace(NARROW_SPACE, " ").replace(WORD_SPACE, " ")
