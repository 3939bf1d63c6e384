"""Which level of each tool is cheapest at a size, where it changes, and one platform for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from calculators.choices.build_vs_buy_inputs import Level, Tool, Tools
from calculators.choices.build_vs_buy_terms import (
    Size,
    arriving_weeks,
    platform,
    running,
    spread,
    terms,
    whole,
)
from calculators.core.breakeven import discounted_payback_months, payback_months
from calculators.core.business import Worth
from calculators.core.inputs import Numeric
from calculators.core.units import first, ratio_or_never

Floats = NDArray[np.float64]
LEVELS = tuple(Level)
SCRIPTS = LEVELS.index(Level.SCRIPT)


def by_level(p: Tools, row: Tool, size: Size, worth: Worth) -> Floats:
    """Return what a tool costs a month at each level [USD/month], levels first.

    Running cost, and for all but the level in use the work of coming to it and of leaving it,
    spread over the months that it is kept. Scripts whose hours nobody knows cost infinity here:
    they are never called cheapest.
    """
    costs = [whole(p, row, level, size, worth) for level in LEVELS]
    if row.script_time is None:
        costs[LEVELS.index(Level.SCRIPT)] = np.inf
    return np.stack(np.broadcast_arrays(*costs)).astype(float)


def cheapest(p: Tools, row: Tool, size: Size, worth: Worth) -> list[Level]:
    """Return the level that is cheapest at each size; of equals the simplest."""
    return [LEVELS[i] for i in np.ravel(np.argmin(by_level(p, row, size, worth), axis=0))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """From so much of a quantity on another level is cheapest."""

    at: float
    level: Level


def ends_by_part(p: Tools, row: Tool, size: Size, worth: Worth) -> dict[str, Floats]:
    """Return the cost of each level at none and at one of each part of the size, levels first.

    The other parts stay as they are. Every cost is a straight line in each of them.
    """
    parts = [field.name for field in fields(Size)]
    at = {part: np.full(2 * len(parts), first(getattr(size, part))) for part in parts}
    for i, part in enumerate(parts):
        at[part][2 * i : 2 * i + 2] = 0.0, 1.0
    costs = by_level(p, row, Size(**at), worth)
    return {part: costs[:, 2 * i : 2 * i + 2] for i, part in enumerate(parts)}


def changes(ends: Floats, low: float, high: float) -> list[Change]:
    """Return the cheapest level at ``low`` of one quantity and each change of it up to ``high``.

    ``ends``: the cost of each level at none and at one of it. Levels meet at (a' − a)/(b − b').
    """
    known = np.isfinite(ends[:, 0])
    level_of = [level for level, is_known in zip(LEVELS, known, strict=True) if is_known]
    start, slope = ends[known, 0], ends[known, 1] - ends[known, 0]
    meets = [
        float(ratio_or_never(start[j] - start[i], slope[i] - slope[j]))
        for i, j in permutations(range(start.size), 2)
    ]
    edges = [low, *sorted({x for x in meets if low < x < high}), high]
    found: list[Change] = []
    for left, right in zip(edges, edges[1:], strict=False):
        best = level_of[int(np.argmin(start + slope * (left + right) / 2))]
        if not found or best != found[-1].level:
            found.append(Change(at=float(left), level=best))
    return found


def all_at(p: Tools, rows: Sequence[Tool], level: Level, size: Size, worth: Worth) -> Floats:
    """Return what all tools cost at one level, joined to one another [USD/month]."""
    place = LEVELS.index(level)
    costs = [by_level(p, row, size, worth)[place] for row in rows]
    if level == Level.SCRIPT:
        return np.asarray(sum(costs, start=0.0 * size.models))
    there = float(sum(row.level == level for row in rows))
    return np.asarray(
        sum(costs, start=0.0 * size.models) + joining(p, float(len(rows)), worth, there)
    )


def joining(p: Tools, tools: Numeric, worth: Worth, there: Numeric = 0.0) -> Numeric:
    """Return what joining so many tools costs [USD/month]: each beyond the first.

    Of those that are in use already, ``there``, the set-up is behind.
    """
    joined, behind = np.maximum(tools - 1.0, 0.0), np.maximum(there - 1.0, 0.0)
    kept = joined * p.integration_time * worth.engineer_week_cost
    return kept + spread((joined - behind) * p.integration_setup_weeks, p, worth)


def tools_in_use(p: Tools) -> float:
    """Return how many tools beyond scripts the plan has."""
    return float(sum(row.level != Level.SCRIPT for row in p.rows))


def cheapest_mix(p: Tools, rows: Sequence[Tool], size: Size, worth: Worth) -> Floats:
    """Return what the tools cost, each at its cheapest level [USD/month], without joining them."""
    costs = [by_level(p, row, size, worth).min(axis=0) for row in rows]
    return np.asarray(sum(costs, start=0.0 * size.models))


def best_of_each(p: Tools, rows: Sequence[Tool], size: Size, worth: Worth) -> Floats:
    """Return the cheapest mix with the work of joining its tools [USD/month]."""
    none = 0.0 * size.models
    costs = [by_level(p, row, size, worth) for row in rows]
    best = [c.argmin(axis=0) for c in costs]
    tools = sum((np.not_equal(b, SCRIPTS).astype(float) for b in best), start=none)
    in_use = [(b, LEVELS.index(r.level)) for b, r in zip(best, rows, strict=True)]
    there = sum((np.equal(b, i).astype(float) for b, i in in_use if i != SCRIPTS), start=none)
    least = sum((c.min(axis=0) for c in costs), start=none)
    return np.asarray(least + joining(p, tools, worth, there))


def platform_weeks(p: Tools) -> Numeric:
    """Return the work of leaving what is in use for one platform, and that in its turn [weeks]."""
    one, left = platform(p), (terms(p, row, row.level).exit_weeks for row in p.rows)
    return one.setup_weeks + one.exit_weeks + sum(left, start=0.0)


def platform_cost(p: Tools, size: Size, worth: Worth) -> Floats:
    """Return what one platform for everything costs [USD/month]; it is one tool, joined to none."""
    moved = spread(platform_weeks(p), p, worth)
    return np.asarray(running(platform(p), size, worth) + moved + 0.0 * size.models)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOrBuy:
    """Building against buying one tool, or one way of having it against another."""

    more_at_once: Numeric  # [USD] that building takes more at once than buying
    saving: Numeric  # [USD/month] once it is built; negative: it costs more to keep
    months: Numeric  # until it has paid for itself
    discounted_months: Numeric


def build_or_buy(
    p: Tools, row: Tool, size: Size, worth: Worth, discount_rate: Numeric
) -> BuildOrBuy:
    """Return when a tool that is built has paid for itself against a managed one."""
    return weighed(p, row, (Level.BUILT, Level.MANAGED), size, worth, discount_rate)


def weighed(
    p: Tools, row: Tool, ways: tuple[Level, Level], size: Size, worth: Worth, discount_rate: Numeric
) -> BuildOrBuy:
    """Return when one level has paid for itself against another; what is in use asks for no work.

    What takes no more at once (K ≤ 0) has paid for itself from the start.
    """
    weeks = [arriving_weeks(p, row, level) for level in ways]
    cost = [running(terms(p, row, level), size, worth) for level in ways]
    more, saving = (weeks[0] - weeks[1]) * worth.engineer_week_cost, cost[1] - cost[0]
    return BuildOrBuy(
        more_at_once=more,
        saving=saving,
        months=payback_months(more, saving),
        discounted_months=discounted_payback_months(more, saving, discount_rate),
    )
