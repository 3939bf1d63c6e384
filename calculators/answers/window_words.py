"""Where a decision pays, in words: the window that is meant, and the others beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from calculators.answers.plan_words import month_name
from calculators.core import words
from calculators.core.decision import Bound, Decision, Turn, Verdict
from calculators.core.reached import queries_at_least, queries_at_most
from calculators.core.unit_words import NARROW_SPACE
from calculators.core.windows import Window
from calculators.evaluation import Evaluation

BOUNDS: Mapping[Bound, str] = MappingProxyType(
    {
        Bound.EXACT: "",
        Bound.AT_LEAST: "at least ",
        Bound.AT_MOST: "at most ",
        Bound.ABOUT: "about ",
    }
)
LATER: Mapping[Bound, str] = MappingProxyType(
    {
        Bound.EXACT: "",
        Bound.AT_LEAST: " at the earliest",
        Bound.AT_MOST: " at the latest",
        Bound.ABOUT: " or so",
    }
)

SEARCHED = ", as far as was searched"


def where(e: Evaluation, d: Decision, turn: Turn, otherwise: str = "") -> str:
    """Return where a decision pays: ``from 621 to 652 GB, Jun 2027, and from 1.33 TB``.

    The window of the crossing comes first, with the month in which the plan comes there, or in
    which it leaves what pays today; ``otherwise`` is said at the end where there is no month.
    """
    window = d.window_of(turn)
    rest = [w for w in d.windows if w is not window]
    month = _until(e, d, window) if d.verdict == Verdict.PAYS else _from(e, turn)
    parts = [f"{span(d, window, turn.bound)}{month}", _beside(d, window, rest)]
    said = (", and " if month else " and ").join(filter(None, parts))
    return f"{said}{SEARCHED if d.ends_unseen else ''}{'' if month else otherwise}"


def _from(e: Evaluation, turn: Turn) -> str:
    return f", {month_of(e, turn)}" if np.isfinite(turn.month) else ""


def month_of(e: Evaluation, turn: Turn) -> str:
    """Return the month in which the plan reaches a break-even, with how it is to be read."""
    return f"{month_name(e, turn.month)}{LATER[turn.bound]}"


def at(d: Decision, turn: Turn) -> str:
    """Return a break-even in words: ``from at least 1.12k queries``, ``up to 3 TB``."""
    side = "from" if turn.crossing.direction > 0 else "up to"
    return f"{side} {BOUNDS[turn.bound]}{words.value_with_unit(enough(d, turn), d.scale.unit)}"


def enough(d: Decision, turn: Turn) -> float:
    """Return a break-even as it is said: rounded so that it is enough, where it must be."""
    return _rounded(d, turn.crossing.value, turn.crossing.direction > 0)


def _rounded(d: Decision, value: float, up: bool) -> float:
    if not d.scale.must_suffice:
        return value
    return queries_at_least(value) if up else queries_at_most(value)


def _until(e: Evaluation, d: Decision, window: Window) -> str:
    months = [t.month for t in d.verdict_turns if t.crossing.value == window.end]
    left = min(months, default=np.inf)
    return f", until {month_name(e, left)}" if np.isfinite(left) else ""


def span(d: Decision, window: Window, bound: Bound = Bound.EXACT) -> str:
    """Return a window in words: ``up to 3 TB``, ``from 621 to 652 GB``.

    ``bound``: how its start is to be read, or its end where it has no start.
    """
    ends = _rounded(d, window.start, up=True), _rounded(d, window.end, up=False)
    start, end = (words.value_with_unit(x, d.scale.unit) for x in ends)
    read = BOUNDS[bound]
    if not np.isfinite(window.end):
        return f"from {read}{start}"
    if not np.isfinite(window.start):
        return f"up to {read}{end}"
    if start == end:
        return f"at about {end}"
    return f"from {read}{_without_unit_of(start, end)} to {end}"


def _beside(d: Decision, window: Window, rest: Sequence[Window]) -> str:
    """Return the other windows: one as it is, several as where they begin and end."""
    if not rest:
        return ""
    around = Window(min(w.start for w in rest), max(w.end for w in rest))
    gaps = "" if len(rest) == 1 else "with gaps "
    if not np.isfinite(around.start) and not np.isfinite(around.end):
        return f"{gaps}elsewhere"
    named = window.end if np.isfinite(window.end) else window.start
    return gaps + _without_noun_of(span(d, around), words.value_with_unit(named, d.scale.unit))


def _without_unit_of(said: str, other: str) -> str:
    """Return a figure without the unit and the suffix that it shares with another."""
    figure = _without_noun_of(said, other)
    number, _, suffix = figure.partition(NARROW_SPACE)
    shared = other.partition(words.SPACE)[0].partition(NARROW_SPACE)[2]
    return number if suffix and suffix == shared else figure


def _without_noun_of(said: str, other: str) -> str:
    """Return words without the noun at their end that another figure has too."""
    figure, _, noun = said.rpartition(words.SPACE)
    same = noun.removesuffix("s") == other.partition(words.SPACE)[2].removesuffix("s")
    return figure if figure and same else said
