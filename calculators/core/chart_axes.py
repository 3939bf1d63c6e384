"""Where an axis begins and ends, and which few ticks it shows in short words."""

from __future__ import annotations

import calendar
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from calculators.core import words

Scale = Literal["linear", "log", "calendar", "hours"]
Floats = npt.NDArray[np.float64]

TODAY = -1.0  # on a calendar axis: the end of the month before the first
RECENT = 4096  # dates kept at hand: every chart by month has the same ones
MOST_TICKS = 6  # at 340 pixels wide a seventh label touches its neighbour
MOST_MONTH_TICKS = MOST_TICKS_UP = 5
MOST_UNEVEN_TICKS = 4  # evenly spaced values on a short logarithmic axis
MOST_LOG_TICKS = 7
MOST_MONTHS_IN_ONE_LINE = 4
HEADROOM = 0.13  # of the range, so that a label fits above the highest line
FEWEST_LOG_TICKS = 3
BOTTOM_ROOM = 0.06  # of the range; a tick in two lines lower than that would leave the plot
NICE_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
HOURS_OF_A_DAY, HOURS_BETWEEN_TICKS = 24, 6
TICK_CHARACTER_PX = 6.9
TICK_GAP_PX = 14
SI_GIGA = 1e9  # d3 says G where the reader expects B


@dataclass(frozen=True, kw_only=True)
class Axis:
    """What an axis shows; ``low`` and ``high`` override what the data suggest."""

    title: str = ""
    unit: str = ""
    scale: Scale = "linear"
    start: str = "2026-12"  # month of x = 0 on a calendar axis; a balance stands at its month's end
    low: float | None = None
    high: float | None = None
    below_zero: str = ""  # word after a negative tick: "behind", "short"
    whole: bool = False  # no tick between whole numbers

    @property
    def is_money(self) -> bool:
        """Whether ticks carry a dollar sign."""
        return self.unit.startswith("USD")


@lru_cache(maxsize=RECENT)
def date(start: str, months: float) -> str:
    """ISO date so many months after the start month begins, days in proportion."""
    year, month = (int(part) for part in start.split("-"))
    whole = math.floor(months + 1e-9)
    year, index = divmod(year * 12 + month - 1 + whole, 12)
    day = 1 + int(max(months - whole, 0.0) * calendar.monthrange(year, index + 1)[1])
    return f"{year:04d}-{index + 1:02d}-{day:02d}"


def plotted(axis: Axis, values: Floats) -> list[Any]:
    """Values as plotly wants them: dates on a calendar axis, None where nothing can be drawn."""
    drawable = values > 0 if axis.scale == "log" else np.isfinite(values)
    drawable = drawable & np.isfinite(values)
    if axis.scale == "calendar":
        return [date(axis.start, x) if ok else None for x, ok in zip(values, drawable, strict=True)]
    return [x if ok else None for x, ok in zip(values.tolist(), drawable.tolist(), strict=True)]


def view(axis: Axis, series: Sequence[Floats], *, tight: bool) -> tuple[float, float]:
    """Range in axis coordinates (log10 on a log axis), never empty."""
    values = np.concatenate([np.ravel(one) for one in series] or [np.zeros(1)])
    values = values[np.isfinite(values)]
    if axis.scale == "log":
        values = values[values > 0]
    low, high = (float(values.min()), float(values.max())) if values.size else (1.0, 1.0)
    if not tight and axis.scale == "linear":
        low, high = min(low, 0.0), max(high, 0.0)
    low = low if axis.low is None else axis.low
    high = high if axis.high is None else axis.high
    if axis.scale == "log":
        low, high = math.log10(low), math.log10(high)
    if high - low <= 1e-12 * max(abs(high), abs(low)):
        half = abs(high) / 2 or 0.5
        low, high = (low, high + 2 * half) if low == 0 else (low - half, high + half)
    room = 0.0 if tight else HEADROOM * (high - low)
    room_below = room if low < 0 or axis.scale == "log" else 0.0
    return (
        low - (room_below if axis.low is None else 0.0),
        high + (room if axis.high is None else 0.0),
    )


def linear_ticks(low: float, high: float, most: int = MOST_TICKS) -> list[float]:
    """Multiples of 1, 2, 2.5 or 5 times a power of ten, at most ``most`` of them."""
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    for step in (nice * power for nice in (*NICE_STEPS, 2 * NICE_STEPS[-1])):
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if last - first + 1 <= most:
            return [step * k for k in range(first, last + 1)]
    return [low, high]


def log_ticks(low: float, high: float) -> list[float]:
    """1-2-5 values within a range given in log10; whole decades where that would be too many."""
    decades = range(math.floor(low), math.ceil(high) + 1)
    for heads in ((1, 2, 5), (1, 3), (1,)):
        ticks = [h * 10.0**d for d in decades for h in heads]
        ticks = [tick for tick in ticks if low - 1e-9 <= math.log10(tick) <= high + 1e-9]
        if len(ticks) <= MOST_LOG_TICKS:
            return (
                ticks
                if len(ticks) >= FEWEST_LOG_TICKS
                else linear_ticks(10.0**low, 10.0**high, MOST_UNEVEN_TICKS)
            )
    every = math.ceil(len(ticks) / MOST_LOG_TICKS)
    return ticks[::every]


def month_ticks(start: str, low: float, high: float) -> tuple[list[float], list[str]]:
    """Months since the start at which a month, quarter or year begins, with their names."""
    year, month = (int(part) for part in start.split("-"))
    first = year * 12 + month - 1
    months: list[float] = []
    for step in MONTH_STEPS:
        begin = math.ceil((first + max(low, 0.0)) / step - 1e-9) * step
        months = [float(m - first) for m in range(begin, math.floor(first + high + 1e-9) + 1, step)]
        if len(months) <= MOST_MONTH_TICKS:
            break
    gap = " " if len(months) <= MOST_MONTHS_IN_ONE_LINE else "<br>"
    names = [words.calendar_month(start, m).replace(words.SPACE, gap) for m in months]
    return months, names


def tick_words(axis: Axis, value: float) -> str:
    """Tick in short words; below zero a word stands in place of the sign of money."""
    if axis.unit == "share":
        return words.percent(value)
    said = words.money(abs(value)) if axis.is_money else words.number(abs(value))
    if value == 0:
        return "0"
    if value > 0:
        return said
    if axis.below_zero:
        return f"{said}<br>{axis.below_zero}"
    return f"minus<br>{said}" if axis.is_money else f"{words.MINUS}{said}"


def ticks(
    axis: Axis, low: float, high: float, most: int = MOST_TICKS
) -> tuple[list[Any], list[str]]:
    """Tick positions as plotly wants them, and their words."""
    if axis.scale == "calendar":
        months, names = month_ticks(axis.start, low, high)
        return [date(axis.start, m) for m in months], names
    if axis.scale == "hours":
        hours = list(range(0, HOURS_OF_A_DAY + 1, HOURS_BETWEEN_TICKS))
        return hours, [f"{hour}:00" for hour in hours]
    values = log_ticks(low, high) if axis.scale == "log" else linear_ticks(low, high, most)
    if axis.whole:
        values = [value for value in values if value == round(value)]
    said = [(value, tick_words(axis, value)) for value in values]
    lowest = low + BOTTOM_ROOM * (high - low)
    said = [(value, text) for value, text in said if "<br>" not in text or value > lowest]
    return [value for value, _ in said], [text for _, text in said]


def ticks_width(texts: Sequence[str]) -> int:
    """Pixels that the widest tick of a vertical axis takes."""
    lines = [line for text in texts for line in text.split("<br>")]
    return int(max((len(line) for line in lines), default=0) * TICK_CHARACTER_PX) + TICK_GAP_PX


def hover_format(axis: Axis, highest: float) -> str | None:
    """D3 number format that fits this range, or None where only words will do."""
    sign = "$" if axis.is_money else ""
    if axis.unit == "share":
        return ".3~p"
    if highest >= SI_GIGA:
        return None
    if highest >= 1000:
        return f"{sign}.3~s"
    if axis.is_money:
        return "$.2f" if highest >= 1 else "$.3~r"
    return ".3~r"
