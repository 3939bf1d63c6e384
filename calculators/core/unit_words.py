"""How a unit is said: symbols and words, one and many, the larger unit that follows."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NARROW_SPACE = "\u202f"
WORD_SPACE = "\u00a0"  # before a unit that is a word: a narrow space would glue them together

_PER_TIME: Mapping[str, str] = MappingProxyType(
    {
        "month": " a month",
        "year": " a year",
        "week": " a week",
        "day": " a day",
        "hour": " an hour",
    }
)
_SYMBOLS = frozenset({"h", "s", "ms", "mo", "B", "kB", "MB", "GB", "TB", "PB", "W", "kW", "kWh"})
_SINGULAR: Mapping[str, str] = MappingProxyType(
    {
        "queries": "query",
        "people": "person",
        "replicas": "replica",
        "bytes": "byte",
        "days": "day",
    }
)
LARGER_UNIT: Mapping[str, str] = MappingProxyType(
    {
        "bytes": "kB",
        "kB": "MB",
        "MB": "GB",
        "GB": "TB",
        "TB": "PB",
        "GB/s": "TB/s",
        "TFLOP/s": "PFLOP/s",
        "ms": "s",
        "W": "kW",
        "kW": "MW",
        "kWh": "MWh",
    }
)
_PLAIN_UNITS = frozenset({"", "1"})
_SHORTEST_WORD = 3  # letters; ``mo`` and ``ms`` are symbols, and so is ``GB``


def per_words(unit: str) -> str:
    """Words for what a rate refers to: ``/h``, `` a month``, `` per query``."""
    return _PER_TIME.get(unit) or (f"/{unit}" if unit in _SYMBOLS else f" per {unit}")


def with_unit(text: str, unit: str) -> str:
    """Figure that is already in words, followed by its unit."""
    if unit in _PLAIN_UNITS:
        return text
    counted, _, per = unit.partition("/")
    if counted in _PLAIN_UNITS:
        return text + per_words(per)
    if text == "1":
        described, space, last = counted.rpartition(" ")  # one labelled query
        regular = last[:-1] if len(last) > 4 and last.endswith("s") else last
        counted = described + space + _SINGULAR.get(last, regular)
    word = counted.islower() and len(counted) >= _SHORTEST_WORD
    gap = WORD_SPACE if word else NARROW_SPACE
    return f"{text}{gap}{counted}" + (per_words(per) if per else "")
