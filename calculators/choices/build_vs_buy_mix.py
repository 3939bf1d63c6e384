"""Which level of each tool is cheapest at a size, where it changes, and one platform for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from calculators.choices.build_vs_buy_inputs import Level, Tool, Tools
from calculators.choices.build_vs_buy_terms import Size, platform, running, terms, whole
from calculators.core.breakeven import discounted_payback_months, payback_months
from calculators.core.business import Worth
from calculators.core.inputs import Numeric
from calculators.core.units import ratio_or_never

Floats = NDArray[np.float64]
LEVELS = tuple(Level)


def by_level(p: Tools, row: Tool, size: Size, worth: Worth) -> Floats:
    """Return what a tool costs a month at each level [USD/month], levels first.

    Running cost, set-up and leaving spread over the months that it is kept. Scripts whose hours
    nobody knows cost infinity here: they are never called cheapest.
    """
    costs = [whole(terms(p, row, level), size, p, worth) for level in LEVELS]
    if row.script_time is None:
        costs[LEVELS.index(Level.SCRIPT)] = np.inf
    return np.stack(np.broadcast_arrays(*costs)).astype(float)


def cheapest(p: Tools, row: Tool, size: Size, worth: Worth) -> list[Level]:
    """Return the level that is cheapest at each size; of equals the simplest."""
    return [LEVELS[i] for i in np.ravel(np.argmin(by_level(p, row, size, worth), axis=0))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """From so many models on another level is cheapest."""

    models: float
    level: Level


def changes(p: Tools, row: Tool, size: Size, worth: Worth, low: float, high: float) -> list[Change]:
    """Return the cheapest level at ``low`` models and each change of it up to ``high``.

    Every cost is a straight line in models, so levels meet at (a' − a)/(b − b') alone.
    """
    ends = by_level(p, row, _with_models(size, np.array([0.0, 1.0])), worth)
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
            found.append(Change(models=float(left), level=best))
    return found


def _with_models(size: Size, models: Numeric) -> Size:
    return Size(people=size.people, models=models, thousands=size.thousands)


def all_at(p: Tools, rows: Sequence[Tool], level: Level, size: Size, worth: Worth) -> Floats:
    """Return what all tools cost at one level, joined to one another [USD/month]."""
    place = LEVELS.index(level)
    costs = [by_level(p, row, size, worth)[place] for row in rows]
    count = 0.0 if level == Level.SCRIPT else float(len(rows))
    return np.asarray(sum(costs, start=0.0 * size.models) + joining(p, count, worth))


def joining(p: Tools, tools: Numeric, worth: Worth) -> Numeric:
    """Return what joining so many tools costs [USD/month]: each beyond the first."""
    each = p.integration_time + p.integration_setup_weeks / p.kept_months
    return np.maximum(tools - 1.0, 0.0) * each * worth.engineer_week_cost


def cheapest_mix(p: Tools, rows: Sequence[Tool], size: Size, worth: Worth) -> Floats:
    """Return what the tools cost, each at its cheapest level [USD/month], without joining them."""
    costs = [by_level(p, row, size, worth).min(axis=0) for row in rows]
    return np.asarray(sum(costs, start=0.0 * size.models))


def best_of_each(p: Tools, rows: Sequence[Tool], size: Size, worth: Worth) -> Floats:
    """Return the cheapest mix with the work of joining its tools [USD/month]."""
    none = 0.0 * size.models
    costs = [by_level(p, row, size, worth) for row in rows]
    tools = sum((np.not_equal(c.argmin(axis=0), 0).astype(float) for c in costs), start=none)
    least = sum((c.min(axis=0) for c in costs), start=none)
    return np.asarray(least + joining(p, tools, worth))


def platform_cost(p: Tools, size: Size, worth: Worth) -> Floats:
    """Return what one platform for everything costs [USD/month]; it is one tool, joined to none."""
    return np.asarray(whole(platform(p), size, p, worth) + 0.0 * size.models)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOrBuy:
    """Building against buying one tool."""

    more_at_once: Numeric  # [USD] that building takes more than the set-up of what is bought
    saving: Numeric  # [USD/month] once it is built; negative: it costs more to keep
    months: Numeric  # until it has paid for itself
    discounted_months: Numeric


def build_or_buy(
    p: Tools, row: Tool, size: Size, worth: Worth, discount_rate: Numeric
) -> BuildOrBuy:
    """Return when a tool that is built has paid for itself against a managed one."""
    built, bought = (terms(p, row, level) for level in (Level.BUILT, Level.MANAGED))
    more = (built.setup_weeks - bought.setup_weeks) * worth.engineer_week_cost
    saving = running(bought, size, worth) - running(built, size, worth)
    return BuildOrBuy(
        more_at_once=more,
        saving=saving,
        months=payback_months(more, saving),
        discounted_months=discounted_payback_months(more, saving, discount_rate),
    )
