"""Decisions: whether an alternative has crossed its break-even, and what it is worth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calculators.core.breakeven import Crossing, crossings

Margin = Callable[[NDArray[np.float64]], NDArray[np.float64]]
REACH = 100.0  # how far beyond today, up and down, a scale is searched


class Verdict(StrEnum):
    """What a decision says today."""

    PAYS = "pays"
    NOT_YET = "not_yet"
    NEVER = "never"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What must hold: a margin over the scale, positive when it holds."""

    name: str
    unit: str
    margin: Margin
    breakpoints: Sequence[float] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The quantity on which a decision turns."""

    label: str
    unit: str
    today: float
    planned: NDArray[np.float64]  # by month of the plan
    limit: float = np.inf  # capacity

    @property
    def low(self) -> float:
        """The smallest value searched."""
        return max(min(self.today, float(self.planned.min())) / REACH, 1.0)

    @property
    def high(self) -> float:
        """The largest value searched."""
        top = max(self.today * REACH, float(self.planned.max()), REACH)
        return min(top, self.limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A crossing of one condition, and the month in which the plan reaches it."""

    condition: str
    crossing: Crossing
    month: float  # of the plan, from 1; inf when the plan does not reach it


@dataclass(frozen=True, kw_only=True, eq=False)
class Decision:
    """An option of a slot against what is chosen today."""

    key: str
    page: str
    question: str
    baseline: str
    option: str
    detail: str
    changes: dict[str, Any]
    scale: Scale
    conditions: tuple[str, ...]
    margins_today: dict[str, float]
    turns: tuple[Turn, ...]
    verdict: Verdict
    unknown: str
    upfront: float  # [USD] if the work is bought
    weeks: float
    monthly_saving: NDArray[np.float64]  # [USD/month] over the plan; positive is good
    months_gained: float  # by the plan's rule for engineer time
    months_if_bought: float
    months_in_cash_alone: float
    present_value: float  # [USD] of the saving less the work
    cash_at_end: float  # [USD] more at the end of the plan; ranks ties
    points_lost: float = 0.0
    worth_lost: float = 0.0  # [USD/month] value of the points lost
    value_gained: float = 0.0  # [USD/month] at today's scale that is no cash
    points_allowed: float = np.inf  # points at which it stops paying
    assumes: str = ""
    simpler: str = ""
    signal: str = ""
    notes: tuple[str, ...] = field(default=())

    @property
    def next_turn(self) -> Turn | None:
        """The crossing nearest to today's value, by ratio."""
        today = max(self.scale.today, 1e-12)
        ordered = sorted(self.turns, key=lambda t: abs(np.log(t.crossing.value / today)))
        return ordered[0] if ordered else None


def turns(conditions: Sequence[Condition], scale: Scale) -> tuple[Turn, ...]:
    """Return every crossing of every condition over the scale, with its month of the plan."""
    found = []
    if scale.high <= scale.low:
        return ()
    for condition in conditions:
        for crossing in crossings(
            condition.margin, scale.low, scale.high, breakpoints=condition.breakpoints
        ):
            found.append(
                Turn(
                    condition=condition.name,
                    crossing=crossing,
                    month=reached_in(scale, crossing.value),
                )
            )
    return tuple(sorted(found, key=lambda turn: turn.crossing.value))


def reached_in(scale: Scale, value: float) -> float:
    """Return the month of the plan (from 1) in which the scale passes a value; inf if never."""
    above = scale.planned >= value
    passed = above != above[0]
    return float(np.argmax(passed) + 1) if passed.any() else np.inf


def verdict(
    conditions: Sequence[Condition], scale: Scale, found: Sequence[Turn], unknown: str = ""
) -> tuple[Verdict, dict[str, float]]:
    """Return the verdict by the sign at today's value, and each margin there; all are needed.

    not_yet: it does not pay today, but does at some value that is searched. never: nowhere.
    """
    if unknown:
        return Verdict.CANNOT_TELL, {}
    edges = sorted({scale.low, scale.high, *(t.crossing.value for t in found)})
    inner = [np.sqrt(a * b) for a, b in zip(edges, edges[1:], strict=False)]
    values = np.array([max(scale.today, scale.low), scale.low, *inner, scale.high])
    holds = np.ones(values.shape, dtype=bool)
    today = {}
    for condition in conditions:
        margins = condition.margin(values)
        holds &= margins > 0
        today[condition.name] = float(margins[0])
    if holds[0]:
        return Verdict.PAYS, today
    return (Verdict.NOT_YET if holds.any() else Verdict.NEVER), today
