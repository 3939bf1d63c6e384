"""What follows from the cash plan: burn, break-even, margins, rounds that slip, what moves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from calculators import costing
from calculators import evaluation as _evaluation
from calculators import runway as _runway
from calculators.core import paths, sampling
from calculators.core.breakeven import Crossing, crossings
from calculators.core.business import Funding, FundingStatus
from calculators.core.cost_line import Lens
from calculators.core.inputs import Numeric
from calculators.core.units import HORIZON_MONTHS, KILO, MONTHS_PER_YEAR
from calculators.draw_summary import idle_groups
from calculators.evaluation import Evaluation
from calculators.runway import CashPlan, Runway

REACH = 100.0  # volumes are searched from a hundredth of today's to a hundred times
RECENT = 4  # evaluations whose searches are kept: a page asks for them several times
YEAR = int(MONTHS_PER_YEAR)


def net_burn(plan: CashPlan, months: int = 1) -> Numeric:
    """Return cash out less cash in, mean of the first months, funding left out [USD/month]."""
    burn: Numeric = -np.mean(plan.flow[..., :months], axis=-1)
    return burn


def gross_burn(plan: CashPlan, months: int = 1) -> Numeric:
    """Return cash out, mean of the first months: costs − credits + one-off [USD/month]."""
    out = plan.total_cost - plan.credits_used + plan.one_off
    burn: Numeric = np.mean(out[..., :months], axis=-1)
    return burn


def running_lines(e: Evaluation) -> dict[str, Numeric]:
    """Return the cost lines of month 1 without what is paid once, before credits [USD/month].

    What is bought or paid ahead in the month counts as spread over its use, what was bought before
    counts nothing, and the sale of something is no saving that comes back.
    """
    used = {name: cost[..., 0] for name, cost in e.accounting_costs.items()}
    paid = {name: cost[..., 0] for name, cost in e.costs.items()}
    return {
        name: np.minimum(use, np.maximum(paid[name], np.minimum(use, 0.0)))
        for name, use in used.items()
    }


def running_costs(e: Evaluation) -> Numeric:
    """Return what the lines of month 1 cost without what is paid once [USD/month]."""
    return sum(running_lines(e).values(), 0.0 * e.cash.total_cost[..., 0])


def running_burn(e: Evaluation) -> Numeric:
    """Return the burn of month 1 without what comes or goes once [USD/month].

    Running costs less credits less what customers pay; one-off payments and receivables beyond
    those of the delay, which are collected once, are left out.
    """
    known = replace(e.scenario.business, opening_receivables=None)
    collected = _runway.collected(known, e.cash.revenue)[..., 0]
    return running_costs(e) - e.cash.credits_used[..., 0] - collected


def raising_starts(runway_months: Numeric, raise_months: Numeric) -> Numeric:
    """Return months from now until raising must start: runway − time to raise, 0 when late."""
    return np.maximum(runway_months - raise_months, 0.0)


def break_even_month(plan: CashPlan) -> Numeric:
    """Return the first month (from 1) from which the flow is never negative; inf if none."""
    return _runway.first_month(plan.flow >= 0)


def falling_months(e: Evaluation) -> NDArray[np.intp]:
    """Return the months, from 1, in which cash falls, new funding left out; interest counts."""
    opening, plan = e.scenario.business.cash, e.cash
    moves = np.diff(np.ravel(plan.cash), prepend=opening) - np.ravel(plan.funding)
    return np.flatnonzero(moves < -_runway.EDGE * (1.0 + np.max(np.abs(plan.cash)))) + 1


def cost_covered_month(e: Evaluation, lens: Lens = Lens.CASH) -> Numeric:
    """Return the first month from which revenue covers every cost line to the end; inf if none."""
    total = sum(e.costs_by(lens).values(), 0.0 * e.cash.revenue)
    return _runway.first_month(e.cash.revenue >= total)


def cash_still_needed(e: Evaluation) -> Numeric:
    """Return what has to be raised beyond committed money so that cash never passes the floor.

    max(0, floor − min cash(t)) [USD]. Over the plan only: while cash still falls at its end, more.
    """
    needed: Numeric = np.maximum(0.0, e.scenario.business.cash_floor - np.min(e.cash.cash, axis=-1))
    return needed


def contribution_margin(e: Evaluation) -> Numeric:
    """Return contribution ÷ revenue of month 1 as a share; −inf when nothing is earned."""
    return _margin(e.contribution[..., 0], e.cash.revenue[..., 0])


def contribution_per_1000(e: Evaluation) -> Numeric:
    """Return what 1,000 queries of month 1 bring in above what they cost [USD]; 0 for none."""
    queries = e.demand.raw_queries[..., 0]
    asked = queries > 0
    return np.where(asked, KILO * e.contribution[..., 0] / np.where(asked, queries, 1.0), 0.0)[()]


def _margin(left: Numeric, earned: Numeric) -> Numeric:
    """Share of what is earned that is left; nothing earned has no margin: −inf."""
    some = earned > 0
    return np.where(some, left / np.where(some, earned, 1.0), -np.inf)[()]


def burn_multiple(plan: CashPlan) -> Numeric:
    """Return the net burn of twelve months ÷ the annual recurring revenue they add.

    Revenue of month 13 less that of month 1, times twelve: growth first applies in month 2.
    """
    added = (plan.revenue[..., YEAR] - plan.revenue[..., 0]) * MONTHS_PER_YEAR
    return _runway.burn_multiple(net_burn(plan, YEAR) * MONTHS_PER_YEAR, added)


@dataclass(frozen=True, kw_only=True, eq=False)
class GrahamRule:
    """Default alive by Graham's rule: expenses stay, revenue grows as from month 1 to 2."""

    growth: Numeric  # [share/month]
    months: Numeric  # [months] until revenue covers expenses; inf: never
    cash_needed: Numeric  # [USD] until then
    alive: Numeric  # 1 when the cash above the floor lasts until then, else 0


def graham_rule(e: Evaluation) -> GrahamRule:
    """Return Graham's rule for this plan; opening cash only, no rounds and no credits.

    Expenses that stay are those of month 1 without what is paid once: neither a purchase nor
    credits that expire go on for ever. Constant expenses hide serving costs that grow with
    revenue: it can call alive what is not.
    """
    earned, expenses = e.cash.revenue[..., 0], running_costs(e)
    change = e.cash.revenue[..., 1] - earned
    growth = np.where(earned > 0, change / np.where(earned > 0, earned, 1.0), 0.0)
    months = _runway.graham_months(earned, expenses, growth)
    needed = _runway.graham_cash_needed(earned, expenses, growth)
    have = e.scenario.business.cash - e.scenario.business.cash_floor
    alive = np.where((months <= HORIZON_MONTHS) & (needed <= have), 1.0, 0.0)[()]
    return GrahamRule(growth=growth[()], months=months, cash_needed=needed, alive=alive)


def revenue_at(e: Evaluation, volumes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return revenue if customers scaled with the volume, price and use as today [USD/month]."""
    demand, business = e.scenario.demand, e.scenario.business
    each = demand.customers * business.revenue_per_customer / demand.queries_per_month
    earned: NDArray[np.float64] = volumes * each + business.other_revenue
    return earned


def cost_at(e: Evaluation, volumes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return every cost at a steady volume, customers scaling with it [USD/month].

    Machines in their stairs; bandwidth, what moves of the other lines and the winning of
    customers in proportion; all else as in month 1. Revenue turned away counts as a cost.
    """
    fixed, each = _cost_parts(e)
    cost: NDArray[np.float64] = costing.compute_cost_at(e, volumes) + fixed + each * volumes
    return cost


def _cost_parts(e: Evaluation) -> tuple[float, float]:
    """Return cost that stays [USD/month] and cost in proportion [USD/query], compute left out."""
    lines = {name: float(cost[0]) for name, cost in e.accounting_costs.items()}
    moving = float(e.variable_cost[0]) - lines["Compute"] + lines["Winning customers"]
    fixed = sum(lines.values()) - lines["Compute"] - moving
    return fixed, moving / float(e.demand.raw_queries[0])


def volumes_searched(e: Evaluation) -> tuple[float, float]:
    """Return the lowest and the highest volume at which a break-even is looked for."""
    today = float(e.demand.raw_queries[0])
    return today / REACH, today * REACH


@lru_cache(maxsize=RECENT)
def machine_steps(e: Evaluation) -> tuple[float, ...]:
    """Return the volumes [queries/month] at which the next replica is needed, rising."""
    return tuple(sorted(costing.step_volumes(e)))


@lru_cache(maxsize=RECENT)
def break_even_volumes(e: Evaluation) -> tuple[Crossing, ...]:
    """Return every volume [queries/month] at which revenue begins or ceases to cover all costs.

    Without stairs: fixed cost ÷ (revenue − variable cost per query). Needs queries today, for
    nothing says else how many queries a customer asks. A steady state: no growth, no delay.
    """
    low, high = volumes_searched(e)
    steps = machine_steps(e)
    return tuple(crossings(lambda v: revenue_at(e, v) - cost_at(e, v), low, high, steps))


def covered_from(e: Evaluation, found: Sequence[Crossing]) -> float:
    """Return the volume nearest to today from which revenue covers all costs; inf if none."""
    today = float(e.demand.raw_queries[0])
    upward = [crossing.value for crossing in found if crossing.direction > 0]
    return min(upward, key=lambda v: abs(np.log(v / today)), default=np.inf)


def gross_margins(e: Evaluation, multiples: Sequence[float]) -> NDArray[np.float64]:
    """Return gross margin at multiples of today's volume, as shares; −inf when nothing is earned.

    (revenue − compute − bandwidth − all of operations − what moves of all else) ÷ revenue, machines
    in their stairs. What moves of all else: hardware that serves, and logs. So it is never above
    the contribution margin.
    """
    volumes = np.asarray(multiples, dtype=float) * float(e.demand.raw_queries[0])
    moving = sum(float(line.variable[0]) for line in e.lines.values())
    whole = ("bandwidth", "Bandwidth"), ("operations", "Operations")
    fixed = sum(float(e.accounting_costs[n][0] - e.lines[t].variable[0]) for t, n in whole)
    served = costing.compute_cost_at(e, volumes) + fixed + moving * np.asarray(multiples)
    earned = revenue_at(e, volumes)
    return np.asarray(_margin(earned - served, earned))


def runway_if_rounds_slip(e: Evaluation, months: float) -> Runway:
    """Return the runway when every planned round comes so many months later.

    A round that would come after the plan's last month does not come.
    """
    business = e.scenario.business
    moved = tuple(row for row in (_later(row, months) for row in business.funding) if row)
    lost = _runway.revenue(business, e.demand) - e.cash.revenue
    plan = _runway.cash_plan(
        replace(business, funding=moved), e.demand, e.cash.costs, e.cloud_cost, lost
    )
    return _runway.runway(business.cash, plan.cash_with_planned, business.cash_floor)


def _later(row: Funding, months: float) -> Funding | None:
    if row.status != FundingStatus.PLANNED:
        return row
    return replace(row, month=row.month + months) if row.month + months <= HORIZON_MONTHS else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """An uncertain input alone at the low and the high end of its range."""

    path: str
    label: str
    months: tuple[float, float]  # [months] of runway at low and at high
    cash_apart: float  # [USD] between the two at the end of the plan; ranks ties


@lru_cache(maxsize=RECENT)
def swings(e: Evaluation) -> tuple[Swing, ...]:
    """Return how far each uncertain input alone moves the runway, the widest first.

    Low and high are the P10 and P90 of its range. One at a time: joint effects are left out.
    """
    scenario = e.scenario
    idle = idle_groups(scenario)
    found = [u for u in sampling.uncertain(scenario) if u[0].partition(".")[0] not in idle]
    of_lines = [u for u in found if u[0].partition(".")[0] in e.lines]  # they leave the rest alone
    others = [u for u in found if u[0].partition(".")[0] not in e.lines]
    listed = [swing for some in (of_lines, others) if some for swing in _swings_of(e, some)]
    return tuple(sorted(listed, key=lambda s: (-_apart(s), -s.cash_apart)))


def _swings_of(e: Evaluation, found: Sequence[sampling.Uncertain]) -> list[Swing]:
    """Return the swings of inputs that are tried together, two rows each."""
    values = {}
    for i, (path, spec, low, value, high) in enumerate(found):
        column = np.full(2 * len(found), float(value))
        column[2 * i : 2 * i + 2] = np.clip((low, high), *spec.bounds)
        values[path] = np.rint(column) if spec.whole else column
    changed = paths.with_option(e.scenario, values)
    moved = e.with_topic(changed) or _evaluation.evaluate(changed, exact=False)
    months = np.broadcast_to(moved.runway.months, 2 * len(found)).tolist()
    end = np.broadcast_to(moved.cash.cash[..., -1], 2 * len(found))
    return [
        Swing(
            path=path,
            label=spec.label,
            months=(months[2 * i], months[2 * i + 1]),
            cash_apart=float(np.abs(end[2 * i] - end[2 * i + 1])),
        )
        for i, (path, spec, *_) in enumerate(found)
    ]


def _apart(swing: Swing) -> float:
    low, high = (min(months, HORIZON_MONTHS) for months in swing.months)
    return abs(high - low)
