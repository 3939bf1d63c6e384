"""Decisions: whether an alternative has crossed its break-even, and what it is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, reduce
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from calculators.core.breakeven import Crossing, Scan, scanned
from calculators.core.windows import Window, windows

Margin = Callable[[NDArray[np.float64]], NDArray[np.float64]]
MONEY = "USD"  # the unit of a margin in money
SMALLEST = 1e-12  # stands for nothing in a ratio
SEEN = 2.0  # a window is wide enough to be one if it is seen over this ratio
REACH = 100.0  # how far beyond today, up and down, a scale is searched


class Verdict(StrEnum):
    """What a decision says today."""

    PAYS = "pays"
    NOT_YET = "not_yet"
    NEVER = "never"
    CANNOT_TELL = "cannot_tell"


class Needs(StrEnum):
    """How several conditions make one verdict."""

    ALL = "all"  # each must hold: a gain that is provable and worth its cost
    ANY = "any"  # one is enough: what is there no longer does, or costs more


class Bound(StrEnum):
    """How a break-even is to be read: what it rests on may not have been measured."""

    EXACT = "exact"
    AT_LEAST = "at_least"  # the best case: below it does not hold, there it may
    AT_MOST = "at_most"  # the worst case: there it holds, and before it may
    ABOUT = "about"  # by an estimate

    @property
    def holds(self) -> bool:
        """Whether the condition is known to hold at the break-even that is said."""
        return self in (Bound.EXACT, Bound.AT_MOST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What must hold: a margin over the scale, positive when it holds."""

    name: str
    unit: str
    margin: Margin
    breakpoints: Sequence[float] = ()
    bound: Bound = Bound.EXACT  # of the values at which it turns


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The quantity on which a decision turns."""

    label: str
    unit: str
    today: float
    planned: NDArray[np.float64]  # by month of the plan; one value: it stays
    limit: float = np.inf  # capacity, or where the quantity ends (a share at 1)
    least: float = 1.0  # the smallest value that means anything
    reach: float = 0.0  # a value up to which is searched, however far from today
    down_to: float = np.inf  # a value down to which is searched, however far from today
    must_suffice: bool = False  # a break-even is said so that reaching it is enough: rounded up

    def in_month(self, month: int) -> float:
        """Return the value in a month of the plan, from 1."""
        return float(self.planned[min(month, self.planned.size) - 1])

    @property
    def low(self) -> float:
        """The smallest value searched."""
        lowest = min(self.today, float(self.planned.min())) / REACH
        return max(min(lowest, self.down_to), self.least)

    @property
    def high(self) -> float:
        """The largest value searched."""
        planned = float(self.planned.max())
        top = max(self.today * REACH, planned, self.least * REACH, self.reach)
        return min(top, self.limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A crossing of one condition, and the month in which the plan reaches it."""

    condition: str
    crossing: Crossing
    month: float  # of the plan, from 1; inf when the plan does not reach it
    bound: Bound = Bound.EXACT


class Turns(Sequence[Turn]):
    """The crossings of every condition, rising; located when somebody first asks for one."""

    def __init__(
        self, scans: Mapping[str, Scan], scale: Scale, bounds: Mapping[str, Bound]
    ) -> None:
        self._scans, self._scale, self._bounds = scans, scale, bounds

    @cached_property
    def _found(self) -> tuple[Turn, ...]:
        found = [
            Turn(
                condition=name,
                crossing=x,
                month=reached_in(self._scale, x.value),
                bound=self._bounds[name],
            )
            for name, scan in self._scans.items()
            for x in scan.crossings
        ]
        return tuple(sorted(found, key=lambda turn: turn.crossing.value))

    @property
    def may_be_reached(self) -> bool:
        """Whether one may lie within what the plan reaches; this locates none."""
        low, high = float(self._scale.planned.min()), float(self._scale.planned.max())
        return low < high and any(scan.may_cross(low, high) for scan in self._scans.values())

    def hold_beyond(self, needs: Needs) -> bool:
        """Whether what holds at the highest value searched still does some way above it."""
        if self._scale.high >= self._scale.limit:
            return True
        return bool(_combined([scan.beyond for scan in self._scans.values()], needs).min() > 0)

    def is_seen_after(self, turn: Turn) -> bool:
        """Whether today, or much of what is searched, lies beyond a crossing."""
        at = turn.crossing.value
        return at <= self._scale.today or SEEN * at <= self._scale.high

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._found)

    @overload
    def __getitem__(self, place: int) -> Turn: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Turn, ...]: ...
    def __getitem__(self, place: int | slice) -> Turn | tuple[Turn, ...]:
        """Return one of them, or some."""
        return self._found[place]


@dataclass(frozen=True, kw_only=True, eq=False)
class Judgement:
    """What the conditions of a decision say together."""

    verdict: Verdict
    margins_today: dict[str, float]
    turns: Sequence[Turn]
    needs: Needs = Needs.ALL

    @cached_property
    def verdict_turns(self) -> Sequence[Turn]:
        """The crossings at which all conditions together change, rising; not those of one alone.

        A last window that is seen only at the edge of the search, and ends beyond it, is left out
        where there is another.
        """
        found, turns = _together(self.turns, self.margins_today, self.needs), self.turns
        if not isinstance(turns, Turns) or len(found) <= 1 or found[-1].crossing.direction < 0:
            return found
        whole = turns.is_seen_after(found[-1]) or turns.hold_beyond(self.needs)
        return found if whole else found[:-1]

    @cached_property
    def ends_unseen(self) -> bool:
        """Whether its last window goes to the edge of the search, but not much further."""
        has_end = not self.windows or np.isfinite(self.windows[-1].end)
        turns = self.turns
        return not has_end and isinstance(turns, Turns) and not turns.hold_beyond(self.needs)

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """Where all conditions together pay, rising; none where the verdict turns nowhere."""
        return windows(turn.crossing for turn in self.verdict_turns)


@dataclass(frozen=True, kw_only=True, eq=False)
class Decision(Judgement):
    """An option of a slot against what is chosen today."""

    key: str
    page: str
    question: str
    baseline: str
    option: str
    detail: str
    changes: dict[str, Any]
    scale: Scale
    units: Mapping[str, str]  # of the margin of each condition
    unknown: str
    upfront: float  # [USD] if the work is bought
    weeks: float
    monthly_saving: NDArray[np.float64]  # [USD/month] over the plan; positive is good
    months_gained: float  # by the plan's rule for engineer time
    months_if_bought: float
    months_in_cash_alone: float
    weeks_freed: NDArray[np.float64]  # [weeks/month] of engineer time, by the plan's lines or not
    present_value: float  # [USD] of the saving less the work
    cash_at_end: float  # [USD] more at the end of the plan; ranks ties
    points_lost: float = 0.0
    worth_lost: float = 0.0  # [USD/month] value of the points lost
    value_gained: float = 0.0  # [USD/month] at today's scale that is no cash
    points_allowed: float = np.inf  # points at which it stops paying
    assumes: str = ""
    simpler: str = ""
    signal: str = ""

    @property
    def conditions(self) -> tuple[str, ...]:
        """What must hold, by name."""
        return tuple(self.units)

    @cached_property
    def next_turn(self) -> Turn | None:
        """The crossing nearest to today's value, by ratio, at which the verdict changes."""
        return min(self.verdict_turns, key=self.distance, default=None)

    @cached_property
    def first_turn(self) -> Turn | None:
        """The crossing beyond which it would pay: first by month, then nearest to today."""
        today = max(self.scale.today, SMALLEST)
        ahead = [
            turn
            for turn in self.verdict_turns
            if (turn.crossing.value - today) * turn.crossing.direction > 0
        ]
        landed = [self._landed(turn) for turn in ahead]
        return min(landed, key=lambda turn: (turn.month, self.distance(turn)), default=None)

    @property
    def named_turn(self) -> Turn | None:
        """The crossing that is said: where it would pay first, else the one nearest to today."""
        waits = self.verdict == Verdict.NOT_YET
        return (self.first_turn if waits else None) or self.next_turn

    def window_of(self, turn: Turn) -> Window:
        """Return the window that a crossing opens or closes."""
        at = turn.crossing.value
        return next((w for w in self.windows if w.ends_at(at)), Window(at))

    def _landed(self, turn: Turn) -> Turn:
        """Return a crossing with the month in which the plan is in its window.

        A plan that grows in large steps may leap over a narrow one: then none.
        """
        window = self.window_of(turn)
        if not np.isfinite([turn.month, window.start, window.end]).all():
            return turn
        from_here = int(turn.month) - 1
        within = window.holds(self.scale.planned[from_here:])
        month = turn.month + float(np.argmax(within)) if within.any() else np.inf
        return turn if month == turn.month else replace(turn, month=month)

    @cached_property
    def turns_within(self) -> bool:
        """Whether it does not pay yet and is turned by the plan itself, as far as is measured."""
        return self._reached is not None and self._reached.bound.holds

    @cached_property
    def may_turn_within(self) -> bool:
        """Whether the plan passes a break-even at which it may pay, but is not known to."""
        return self._reached is not None and not self._reached.bound.holds

    @cached_property
    def _reached(self) -> Turn | None:
        """The first crossing that the plan reaches of what does not pay yet."""
        turns = self.turns
        if self.verdict != Verdict.NOT_YET:
            return None
        if isinstance(turns, Turns) and not turns.may_be_reached:
            return None
        turn = self.first_turn
        return turn if turn is not None and np.isfinite(turn.month) else None

    def distance(self, turn: Turn) -> float:
        """Return how far a crossing lies from today, as a logarithm of the ratio."""
        return float(abs(np.log(turn.crossing.value / max(self.scale.today, SMALLEST))))


def _together(
    turns: Sequence[Turn], margins_today: Mapping[str, float], needs: Needs
) -> Sequence[Turn]:
    """Return those crossings, of all in rising order, at which the verdict itself changes."""
    if len(margins_today) <= 1:
        return turns
    together = all if needs == Needs.ALL else any
    holds = {name: margin > 0 for name, margin in margins_today.items()}
    holds |= {t.condition: t.crossing.direction < 0 for t in reversed(turns)}
    found = []
    for turn in turns:
        before = together(holds.values())
        holds[turn.condition] = turn.crossing.direction > 0
        if together(holds.values()) != before:
            found.append(turn)
    return tuple(found)


def judged(
    conditions: Sequence[Condition], scale: Scale, unknown: str = "", needs: Needs = Needs.ALL
) -> Judgement:
    """Return the verdict by the sign at today's value, and every crossing of each condition.

    not_yet: it does not pay today, but does at some value that is searched. never: nowhere.
    """
    if unknown:
        return Judgement(verdict=Verdict.CANNOT_TELL, margins_today={}, turns=(), needs=needs)
    low, high = scale.low, scale.high
    today = max(scale.today, low)
    edges = np.concatenate([np.empty(0), *(c.breakpoints for c in conditions)])
    searched = high > low  # else the limit lies below all that is searched
    scans = {
        c.name: scanned(c.margin, low, high, edges, also=today) for c in conditions if searched
    }
    margins = {c.name: _margin_at(today, c, scans.get(c.name)) for c in conditions}
    together = all if needs == Needs.ALL else any
    pays = together(margin > 0 for margin in margins.values())
    anywhere = not pays and searched and _anywhere(scans.values(), needs)
    return Judgement(
        verdict=Verdict.PAYS if pays else Verdict.NOT_YET if anywhere else Verdict.NEVER,
        margins_today=margins,
        turns=Turns(scans, scale, {c.name: c.bound for c in conditions}),
        needs=needs,
    )


def _anywhere(scans: Iterable[Scan], needs: Needs) -> bool:
    """Whether the conditions together hold at any value that is looked at."""
    return bool(_combined([scan.values for scan in scans], needs).max() > 0)


def _combined(margins: Sequence[NDArray[np.float64]], needs: Needs) -> NDArray[np.float64]:
    """Return one margin that is positive where the conditions together hold."""
    return reduce(np.minimum if needs == Needs.ALL else np.maximum, margins)


def _margin_at(today: float, condition: Condition, scan: Scan | None) -> float:
    if scan is None or today > scan.grid[-1]:
        return float(condition.margin(np.array([today]))[0])
    return float(scan.values[np.searchsorted(scan.grid, today)])


def reached_in(scale: Scale, value: float) -> float:
    """Return the month of the plan (from 1) in which the scale passes a value; inf if never."""
    above = scale.planned >= value
    passed = above != above[0]
    return float(np.argmax(passed) + 1) if passed.any() else np.inf
