"""How messages say a value and the range that takes it: as people enter them, in plain spaces."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from decimal import Decimal
from typing import SupportsFloat

from calculators.core import words
from calculators.core.unit_words import NARROW_SPACE, WORD_SPACE, per_words, with_unit

INFINITE = "infinite"
_SHARE, _MONEY = "share", "USD"
_PERCENT_DIGITS = 2  # decimal places from a share to percent
_SUFFIXES_FROM, _SUFFIXES_BELOW = 1e3, 1e15  # sizes that k, M, B and T say
_SURE_DIGITS = sys.float_info.dig  # a number of so many digits is kept; what follows is rounding
_ALL_DIGITS = 17  # tell any two floats apart


def entered(value: SupportsFloat, unit: str = "", digits: int = _SURE_DIGITS) -> str:
    """Return a value as it is entered: ``140 %``, ``-$5``, ``100M``, ``1e15``; no digit is lost."""
    kind, given = unit.partition("/")[0], float(value)
    if not math.isfinite(given):
        return INFINITE if given > 0 else f"minus {INFINITE}"
    return _figure(given, kind, digits) + (" %" if kind == _SHARE else "")


def reach(bounds: Sequence[float], unit: str = "") -> str:
    """Return a range with its unit: ``0 to 100 %``, ``$0 to $10k/h``, ``1 to 12 rows``."""
    low, high = bounds
    kind, _, per = unit.partition("/")
    start = _figure(low, kind)
    if kind in (_SHARE, _MONEY):
        return _plain(f"{start} to {entered(high, kind)}{per_words(per) if per else ''}")
    return _plain(f"{start} to {with_unit(_figure(high, kind), unit)}")


def beyond(value: float, bounds: Sequence[float], unit: str = "", whole: bool = False) -> str:
    """Return a value that is not taken as entered; with every digit where fewer would be taken."""
    near = float(f"{value:.{_SURE_DIGITS}g}")
    taken = bounds[0] <= near <= bounds[1] and not (whole and near % 1)
    return entered(value, unit, _ALL_DIGITS if taken else _SURE_DIGITS)


def refusal(value: float, bounds: Sequence[float], unit: str, whole: bool = False) -> str:
    """Return why a value is not taken: ``140 % is not in 0 to 100 %``."""
    if math.isnan(value):
        kind = "a whole number in " if whole else ""
        return f"not a number; it takes {kind}{reach(bounds, unit)}"
    kind = "a whole number in" if whole else "in"
    return f"{beyond(value, bounds, unit, whole)} is not {kind} {reach(bounds, unit)}"


def _figure(value: float, kind: str, digits: int = _SURE_DIGITS) -> str:
    """Return three figures with their suffix where they are all of it, else every digit."""
    size = Decimal(f"{abs(value):.{digits}g}").scaleb(_PERCENT_DIGITS * (kind == _SHARE))
    three = Decimal(f"{size:.{words.SIGNIFICANT_FIGURES - 1}e}") == size
    if size >= _SUFFIXES_BELOW:
        text = f"{size.normalize():e}".replace("e+", "e")
    else:
        text = words.number(size) if three and size >= _SUFFIXES_FROM else words.exact(size)
    sign = "-" if value < 0 else ""
    return f"{sign}{'$' if kind == _MONEY else ''}{text.replace(NARROW_SPACE, '')}"


def _plain(text: str) -> str:
    return text.replace(NARROW_SPACE, " ").replace(WORD_SPACE, " ")
