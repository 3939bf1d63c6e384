"""Charts of the plan: cash by month, cost by part against revenue, break-even over volume."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from calculators import runway_facts
from calculators.answers import plan_words
from calculators.core import chart_axes, charts, words
from calculators.core.breakeven import Crossing
from calculators.core.chart_theme import ThemeName
from calculators.core.charts import Axis, Chart, Mark, Text
from calculators.core.cost_line import Lens
from calculators.core.inputs import Monthly
from calculators.core.units import HORIZON_MONTHS, first
from calculators.draw_summary import DrawSummary
from calculators.evaluation import Evaluation

SHORTEST_VIEW, COST_VIEW = 24, 36  # months
BEYOND = 1.25  # of the last thing that must be seen
POINTS = 120
SIDE = 1e-9  # of a step: how close to it both of its sides are drawn
MOST_STEPS = 40
STEPS = "Cost rises in steps of whole machines."
AS_TODAY = "at today's costs and use per customer"


def cash_chart(e: Evaluation, draws: DrawSummary | None, theme: ThemeName) -> Chart | None:
    """Cash by month with committed and with planned funding, and eight of ten draws."""
    if not e.known:
        return None
    opening, months = first(e.scenario.business.cash), first(e.runway.months)
    floor = first(e.scenario.business.cash_floor)
    shown = _months_shown(e, draws)

    def from_today(cash: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.concatenate([[opening], np.ravel(cash)[:shown]])

    named = plan_words.rounds(e)
    band = None if draws is None else tuple(from_today(edge) for edge in draws.cash_band())
    said = f"{plan_words.cash_out(e)} {plan_words.date(e, months)}"
    ends = Mark(x=months + chart_axes.TODAY, y=floor, text=said)
    return charts.cash(
        np.arange(shown + 1.0) + chart_axes.TODAY,
        from_today(e.cash.cash),
        text=Text(
            title=_cash_title(e),
            subtitle="Cash at month end, US dollars",
            reading=_cash_reading(e, draws),
        ),
        start=e.scenario.business.start_month,
        planned=from_today(e.cash.cash_with_planned) if named else None,
        planned_name=f"With {named.replace('the ', 'the planned ')}",
        band=None if band is None else (band[0], band[1]),
        floor=floor,
        cash_out=ends if np.isfinite(months) else None,
        here=Mark(x=chart_axes.TODAY, y=opening, text="Today"),
        theme=theme,
    )


def _months_shown(e: Evaluation, draws: DrawSummary | None) -> int:
    ends = [first(e.runway.months), first(e.runway_with_planned.months), SHORTEST_VIEW / BEYOND]
    if not np.isfinite(ends[0]):
        return HORIZON_MONTHS
    ends += [] if draws is None else [float(draws.runway_band()[2])]
    last = max(end for end in ends if np.isfinite(end))
    return int(min(np.ceil(last * BEYOND), HORIZON_MONTHS))


def _cash_title(e: Evaluation) -> str:
    months = first(e.runway.months)
    if not np.isfinite(months):
        if not first(e.runway.alive):
            return f"Cash lasts beyond {plan_words.last_month(e)} and still falls"
        return f"Cash never runs out{_at_least(e)}"
    falls = "falls to its floor" if first(e.scenario.business.cash_floor) > 0 else "runs out"
    said = f"Cash {falls} in {plan_words.date(e, months)}"
    named = plan_words.rounds(e).replace("the ", "the planned ")
    if not named:
        return said
    later = first(e.runway_with_planned.months)
    verb = "move" if named.endswith("s") else "moves"
    if not np.isfinite(later):
        return f"{said}, unless {named} {'come' if named.endswith('s') else 'comes'}"
    if plan_words.date(e, later) == plan_words.date(e, months):
        return f"{said}, before {named} can help"
    return f"{said}; {named} {verb} it to {plan_words.date(e, later)}"


def _at_least(e: Evaluation) -> str:
    month = int(np.argmin(e.cash.cash))
    least = first(e.cash.cash[..., month])
    if least >= first(e.scenario.business.cash):
        return " and never falls below today's"
    return f": it is lowest in {plan_words.date(e, month)}, at {words.money(least)}"


def _cash_reading(e: Evaluation, draws: DrawSummary | None) -> str:
    turns = first(runway_facts.break_even_month(e.cash))
    if np.isfinite(turns):
        said = f"More comes in than goes out from {plan_words.date(e, turns - 1)}."
    elif np.any(e.cash.flow >= 0):
        said = f"In {plan_words.last_month(e)} more goes out than comes in: no break-even by then."
    else:
        said = f"More goes out than comes in until {plan_words.last_month(e)}: no break-even."
    if not np.isfinite(first(e.runway.months)):
        said = f"There is no cash-out within {HORIZON_MONTHS} months. {said}"
    return said if draws is None else f"The band holds eight of ten draws. {said}"


LENS_WORDS = {Lens.CASH: "when paid", Lens.ACCOUNTING: "what is owned spread over its life"}


def cost_chart(e: Evaluation, theme: ThemeName, lens: Lens = Lens.CASH) -> Chart | None:
    """Cost by part in one of the two lenses, stacked, against revenue."""
    if not e.known:
        return None
    costs, covered = e.costs_by(lens), first(runway_facts.cost_covered_month(e, lens))
    shown = COST_VIEW
    if np.isfinite(covered):
        shown = int(min(max(COST_VIEW, np.ceil(covered * BEYOND)), HORIZON_MONTHS))
    parts = {name: np.ravel(cost)[:shown] for name, cost in costs.items() if cost.any()}
    return charts.stacked(
        np.arange(shown, dtype=float),
        parts,
        e.cash.revenue[:shown],
        text=Text(
            title=_cost_title(costs),
            subtitle=f"US dollars a month, by part, against revenue; {LENS_WORDS[lens]}",
            reading=_cost_reading(e, costs, covered, shown),
        ),
        x_axis=Axis(title="Month", scale="calendar", start=e.scenario.business.start_month),
        theme=theme,
    )


def _cost_title(costs: Mapping[str, Monthly]) -> str:
    lines = {name: first(cost[..., 0]) for name, cost in costs.items()}
    total = sum(lines.values())
    if not total > 0:
        return "Nothing costs anything in month 1"
    name = max(lines, key=lambda line: lines[line])
    return f"{name} takes {words.percent(lines[name] / total)} of the cost of month 1"


def _cost_reading(e: Evaluation, costs: Mapping[str, Monthly], covered: float, shown: int) -> str:
    rises = {name: first(c[shown - 1] - c[0]) for name, c in costs.items()}
    name = max(rises, key=lambda line: rises[line])
    said = "No part of the cost grows."
    if rises[name] > 0:
        line = costs[name]
        until = f"{words.money(line[shown - 1])} a month in {plan_words.date(e, shown - 1)}"
        said = f"{name} grows most, from {words.money(line[0])} to {until}."
    if not e.cash.revenue.any():
        return f"{said} Nothing is earned: there is no break-even."
    if np.isfinite(covered):
        return f"{said} Revenue covers every cost from {plan_words.date(e, covered - 1)}."
    return f"{said} No break-even by {plan_words.last_month(e)}."


def break_even_chart(e: Evaluation, theme: ThemeName) -> Chart | None:
    """Revenue and total cost over volume, with the break-even and where the plan stands."""
    today = first(e.demand.raw_queries)
    if not e.known or not today > 0:
        return None
    found = runway_facts.break_even_volumes(e)
    turn = runway_facts.covered_from(e, found)
    volumes = _volumes_drawn(e, today, turn)
    earned, cost = runway_facts.revenue_at(e, volumes), runway_facts.cost_at(e, volumes)
    at = np.array([today, turn if np.isfinite(turn) else today])
    heights = runway_facts.revenue_at(e, at)
    named = words.number(turn, "queries/month")
    return charts.break_even(
        volumes,
        earned,
        cost,
        crossing=Mark(x=turn, y=heights[1], text=f"Break-even\n{named}")
        if np.isfinite(turn)
        else None,
        here=Mark(x=today, y=heights[0], text="Today"),
        text=Text(
            title=_volume_title(e, turn, today),
            subtitle=f"US dollars a month over queries a month, {AS_TODAY}",
            reading=" ".join(filter(None, (_turns(found), _in_the_plan(e, turn)))),
        ),
        x_axis=Axis(title="Queries a month", unit="queries/month"),
        stairs=False,
        theme=theme,
    )


def _volumes_drawn(e: Evaluation, today: float, turn: float) -> NDArray[np.float64]:
    seen = [2 * today, float(e.demand.raw_queries[SHORTEST_VIEW - 1])]
    seen += [turn * BEYOND] if np.isfinite(turn) else []
    high = max(seen)
    steps = np.array([v for v in runway_facts.machine_steps(e) if v < high][:MOST_STEPS])
    even = np.linspace(high / POINTS, high, POINTS)
    both_sides = np.concatenate([steps * (1 - SIDE), steps * (1 + 2 * SIDE)])
    return np.unique(np.concatenate([even, both_sides]))


def _volume_title(e: Evaluation, turn: float, today: float) -> str:
    if not np.isfinite(turn):
        if not e.cash.revenue.any():
            return "Nothing is earned, so no volume covers the cost"
        least, most = runway_facts.volumes_searched(e)
        span = words.interval(least, most, "queries/month")
        ends = np.array([least, most])
        covered = runway_facts.revenue_at(e, ends) > runway_facts.cost_at(e, ends)
        often = "always" if covered.all() else "never"
        return f"At today's costs revenue {often} covers the cost at {span}"
    verb = "covers" if turn > today else "has covered"
    return f"At today's costs revenue {verb} the cost from {words.number(turn, 'queries/month')}"


def _in_the_plan(e: Evaluation, turn: float) -> str:
    """Say when the plan is at that volume and when it breaks even: not together, as costs move."""
    if not np.isfinite(turn):
        return ""
    asked, said = np.ravel(e.demand.raw_queries), "In the plan, whose costs and use change,"
    reached = asked >= turn
    passed = f"it is passed in {plan_words.date(e, int(np.argmax(reached)))}"
    if reached[0] or not reached.any():
        passed = "it is passed today" if reached[0] else "it is never reached"
    month = first(runway_facts.break_even_month(e.cash))
    if not np.isfinite(month):
        return f"{said} {passed}; there is no break-even by {plan_words.last_month(e)}."
    then = words.number(asked[int(month) - 1])
    return f"{said} {passed}; it breaks even in {plan_words.date(e, month - 1)}, at {then}."


def _turns(found: Sequence[Crossing]) -> str:
    """Return the crossings as far as the title does not say them."""
    if len(found) == 1 and found[0].direction > 0:
        return STEPS
    return crossings_words(found)


def crossings_words(found: Sequence[Crossing]) -> str:
    """Return every crossing of revenue and cost as a sentence."""
    if not found:
        return "Revenue and cost do not cross at any volume that is searched: no break-even."
    rising = {1: "covers the cost from", -1: "no longer covers it from"}
    said = [
        f"{rising[c.direction]} {words.number(c.value)}"
        + (" (a machine more)" if c.kind == "jumps" else "")
        for c in found
    ]
    listed = ", then ".join(said[:4])
    more = f", and {len(said) - 4} turns more" if len(said) > 4 else ""
    return f"Revenue {listed} queries a month{more}. {STEPS}"
