"""How a figure is said: three significant figures, words instead of signs, "never" for infinity."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import SupportsFloat

from calculators.core.unit_words import LARGER_UNIT, NARROW_SPACE, per_words, with_unit

SPACE = "\u00a0"
MINUS = "\u2212"
UNKNOWN = "unknown"
SIGNIFICANT_FIGURES = 3
MONTHS_OF_A_YEAR = 12
LARGEST_YEAR = 9999
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

RECENT = 512  # dates kept at hand: every table by month says them again
_STEP_TOLERANCE = 1e-9  # 23.9999999999 months is month 24: floating noise moves no date
_CENT = Decimal("0.01")
_WHOLE_DOLLARS_FROM = Decimal(100)
_POWERS_OF_TEN_FROM, _POWERS_OF_TEN_BELOW = 15, -6
_NEARLY_ALL = Decimal("0.99")  # above it the distance to 100 % is what matters (availability)
_ALL_BUT = Decimal("1e-9")
_SMALLEST_MONTHS = Decimal("0.1")
_SUFFIXES = ((12, "T"), (9, "B"), (6, "M"), (3, "k"))
_SAME_SUFFIX_FROM = Decimal("0.1")
_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def unknown() -> str:
    """Word for a figure that nobody has measured."""
    return UNKNOWN


def number(x: SupportsFloat | None, unit: str = "", never: str = "never") -> str:
    """Three significant figures with k, M, B or T, then the unit: ``4.2 M queries``."""
    if x is None:
        return UNKNOWN
    value = _decimal(x)
    if not value.is_finite():
        return never
    sign = MINUS if value < 0 else ""
    return with_unit(sign + _short(abs(value), NARROW_SPACE), unit)


def money(x: SupportsFloat | None, per: str | None = None, never: str = "no limit") -> str:
    """US dollars: ``$12.4k``, ``$2.99/h``, below a cent ``0.31 ¢``; a negative sum says "minus"."""
    if x is None:
        return UNKNOWN
    value = _decimal(x)
    if not value.is_finite():
        return never
    sign = "minus " if value < 0 else ""
    return sign + _dollars(abs(value)) + (per_words(per) if per else "")


def percent(share: SupportsFloat | None, never: str = "no limit") -> str:
    """Share as a percentage; close to 1 it keeps the digits that tell it from 100 %."""
    if share is None:
        return UNKNOWN
    value = _decimal(share)
    if not value.is_finite():
        return never
    sign = MINUS if value < 0 else ""
    size = abs(value)
    if _NEARLY_ALL < size < 1 - _ALL_BUT:
        text = _plain(100 * (1 - _rounded(1 - size, SIGNIFICANT_FIGURES - 1)))
    else:
        text = _short(size.scaleb(2), NARROW_SPACE)
    return f"{sign}{text}{NARROW_SPACE}%"


def months(x: SupportsFloat | None, never: str = "never") -> str:
    """Months to a tenth: ``21.4 mo``."""
    if x is None:
        return UNKNOWN
    value = _decimal(x)
    if not value.is_finite():
        return never
    return (MINUS if value < 0 else "") + _months(abs(value))


def calendar_month(
    start: str, months_since_start: SupportsFloat | None, never: str = "never"
) -> str:
    """Calendar month that contains the moment so many months after the start month begins."""
    if months_since_start is None:
        return UNKNOWN
    return _calendar_month(start, float(months_since_start), never)


@lru_cache(maxsize=RECENT)
def _calendar_month(start: str, months_since_start: float, never: str) -> str:
    elapsed = _decimal(months_since_start)
    if not elapsed.is_finite():
        return never
    year, month = (int(part) for part in start.split("-"))
    whole = math.floor(elapsed + Decimal(_STEP_TOLERANCE))
    year, index = divmod(year * MONTHS_OF_A_YEAR + month - 1 + whole, MONTHS_OF_A_YEAR)
    if year > LARGEST_YEAR:
        return f"after {LARGEST_YEAR}"
    if year < 1:
        return "before our era"
    return f"{MONTH_NAMES[index]}{SPACE}{year}"


def interval(
    low: SupportsFloat | None, high: SupportsFloat | None, unit: str = "", never: str = "never"
) -> str:
    """Range under one suffix and unit: ``0.9–3.1 M``; an open end says "from" or "up to"."""
    if low is None or high is None:
        return UNKNOWN
    least, most = _decimal(low), _decimal(high)
    if least > most:
        raise ValueError(f"a range runs from low to high, not from {low} to {high}")
    if not most.is_finite():
        return f"from {value_with_unit(low, unit)}" if least.is_finite() else never
    if not least.is_finite():
        return f"up to {value_with_unit(high, unit)}"
    first, last = value_with_unit(low, unit), value_with_unit(high, unit)
    if first == last:
        return last
    shared = _under_one_suffix(least, most, unit) if least >= 0 else None
    return shared or f"{first} to {last}"


def signed_months(x: SupportsFloat | None) -> tuple[str, str]:
    """Runway gained or lost, as a verb and a size: ``("adds", "1.3 mo")``."""
    return _signed(x, "adds", lambda size: months(size, never="no limit"))


def signed_money(x: SupportsFloat | None) -> tuple[str, str]:
    """Money saved or spent, as a verb and a size: ``("saves", "$1.9k")``."""
    return _signed(x, "saves", money)


def exact(x: SupportsFloat | None, never: str = "never") -> str:
    """All digits that tell this number from its neighbours, for tables and files."""
    if x is None:
        return UNKNOWN
    value = _decimal(x)
    if not value.is_finite():
        return never
    return _plain(value) if abs(value.adjusted()) < _POWERS_OF_TEN_FROM else repr(float(value))


def value_with_unit(value: SupportsFloat | None, unit: str, never: str = "no limit") -> str:
    """Figure in its declared unit: shares as percent, ``USD/h`` as ``$2.99/h``, 1,200 GB as TB."""
    if unit == "share":
        return percent(value, never)
    if unit == "months":
        return months(value, never)
    currency, _, per = unit.partition("/")
    if currency == "USD":
        return money(value, per or None, never)
    if value is None or unit not in LARGER_UNIT:
        return number(value, unit, never)
    size = _decimal(value)
    while size.is_finite() and _rounded(abs(size)) >= 1000 and unit in LARGER_UNIT:
        size, unit = size.scaleb(-3), LARGER_UNIT[unit]
    return number(size, unit, never)


def capitalised(said: str) -> str:
    """Words as they begin a sentence: what follows the first letter keeps its capitals."""
    return said[:1].upper() + said[1:]


def uncapitalised(said: str) -> str:
    """Words as they stand inside a sentence: an abbreviation keeps its capitals."""
    return said if said[1:2].isupper() else said[:1].lower() + said[1:]


def _decimal(x: SupportsFloat) -> Decimal:
    value = float(x)
    if math.isnan(value):
        raise ValueError("NaN has no words: it is a defect of the computation behind it")
    return Decimal(repr(value))


def _rounded(size: Decimal, figures: int = SIGNIFICANT_FIGURES) -> Decimal:
    return Decimal(f"{size:.{figures - 1}e}")


def _plain(size: Decimal) -> str:
    text = f"{size:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _short(size: Decimal, before_suffix: str) -> str:
    size = _rounded(size)
    if size == 0:
        return "0"
    power = size.adjusted()
    if power >= _POWERS_OF_TEN_FROM or power < _POWERS_OF_TEN_BELOW:
        exponent = str(power).translate(_SUPERSCRIPTS)
        return f"{_plain(size.scaleb(-power))}{NARROW_SPACE}×{NARROW_SPACE}10{exponent}"
    for thousands, suffix in _SUFFIXES:
        if power >= thousands:
            gap = "" if suffix == "k" else before_suffix
            return f"{_plain(size.scaleb(-thousands))}{gap}{suffix}"
    return _plain(size)


def _dollars(size: Decimal) -> str:
    size = _rounded(size)
    if 0 < size < _CENT:
        return f"{_short(size.scaleb(2), NARROW_SPACE)}{NARROW_SPACE}¢"
    text = _short(size, "")
    cents = text.partition(".")[2]
    return f"${text}0" if size < _WHOLE_DOLLARS_FROM and len(cents) == 1 else f"${text}"


def _months(size: Decimal) -> str:
    if 0 < size < _SMALLEST_MONTHS / 2:
        return f"under {_SMALLEST_MONTHS}{NARROW_SPACE}mo"
    small = size < _WHOLE_DOLLARS_FROM
    text = _plain(Decimal(f"{size:.1f}")) if small else _short(size, NARROW_SPACE)
    return f"{text}{NARROW_SPACE}mo"


def _under_one_suffix(least: Decimal, most: Decimal, unit: str) -> str | None:
    """Both ends under the suffix of the larger one, where the smaller stays legible there."""
    first, last = value_with_unit(least, unit), value_with_unit(most, unit)
    figure, gap, tail = first.partition(NARROW_SPACE)
    if gap and last.endswith(gap + tail):
        return f"{figure}–{last.removeprefix('$')}"
    if unit in LARGER_UNIT or unit in ("share", "months") or "×" in last or "¢" in last:
        return None
    power = _rounded(most).adjusted()
    thousands = next((thousands for thousands, _ in _SUFFIXES if power >= thousands), 0)
    scaled = _rounded(least).scaleb(-thousands)
    if least != 0 and scaled < _SAME_SUFFIX_FROM:
        return None
    if not unit.startswith("USD"):
        return f"{_plain(scaled)}–{last}"
    start = f"${_plain(scaled)}" if thousands else _dollars(scaled)
    return f"{start}–{last.removeprefix('$')}"


def _signed(
    x: SupportsFloat | None, positive: str, said: Callable[[float], str]
) -> tuple[str, str]:
    if x is None:
        return "", UNKNOWN
    size = float(x)
    return (positive if size >= 0 else "costs"), said(abs(size))
