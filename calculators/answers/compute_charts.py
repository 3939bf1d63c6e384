"""Charts of Compute: what a query costs at each volume, and the day's load against machines."""

from __future__ import annotations

from typing import Literal

import numpy as np

from calculators.answers.compute_bills import (
    OVER_MONTHS,
    cheapest_way,
    is_paid_in_some_months,
    next_tenth,
)
from calculators.answers.compute_curves import (
    Floats,
    billed,
    busy_gpus,
    first_above,
    full_machine_cost,
    machines_by_hour,
    serving_at,
)
from calculators.answers.compute_words import (
    cost_by_month,
    per_thousand,
    row_of,
    supply_decision,
)
from calculators.answers.lever_table import lever_name, runway_change, turn_words
from calculators.core import charts, words
from calculators.core.charts import Axis, Chart, Limit, Line, Mark, Text
from calculators.core.units import HOURS_PER_DAY, QUERIES_OF_A_PRICE, first
from calculators.evaluation import Evaluation
from calculators.service_results import ServiceResult
from calculators.variable.service import RENTED_WAYS, SUPPLY_LABELS, Supply
from calculators.variable.service_model import Copies

POINTS = 600  # over three decades of volume: the edge of a stair is right to a hundredth
REACH = 30.0  # the view goes so far below today, and so far above it where the plan goes there
LEAST_ABOVE = 10.0
BEYOND_PLAN = 2.0
MARKED_MONTHS = (12, 24)
SAME = 1e-9
LINE_OF = {  # what it takes for steady, where the plan of today is not
    Supply.OWN: "own machines serve; until they do, today, they are rented",
    Supply.HYBRID: "the own base serves; until it does, today, it is rented",
    Supply.COMMITTED: "machines are bought ahead for one volume; the plan buys for its growth",
}
WAYS_DRAWN = (Supply.ON_DEMAND, Supply.AUTOSCALED, Supply.COMMITTED, Supply.HELD_DOWN)
DASHES = {
    Supply.ON_DEMAND: "solid",
    Supply.AUTOSCALED: "6px,3px",
    Supply.COMMITTED: "2px,3px",
    Supply.HELD_DOWN: "9px,3px,2px,3px",
}


def unit_cost_chart(e: Evaluation, theme: str = "light") -> Chart | None:
    """Return what 1,000 queries cost at each volume; None without queries or with a problem."""
    today = first(e.demand.raw_queries)
    if not e.known or today <= 0:
        return None
    volumes = _volumes(e, today)
    unit = serving_at(e, volumes).cost / volumes * QUERIES_OF_A_PRICE
    turn = _break_even(e, volumes, unit)
    earned = _earned(e)
    full = full_machine_cost(e)
    limits = [Limit(y=full, text=f"Full machines {words.money(full)}")] if full > 0 else []
    if turn is not None:
        limits.append(Limit(y=earned, text=f"Revenue {words.money(earned)}"))
    scale: Literal["log", "linear"] = "log" if np.all(unit > 0) else "linear"
    return charts.lines(
        volumes,
        [Line(name="Cost of 1,000 queries", y=unit, shown=False)],
        x_axis=Axis(title="Queries a month", unit="queries/month", scale="log"),
        y_axis=Axis(unit="USD per 1,000 queries", scale=scale),
        text=Text(
            title=_unit_title(e),
            subtitle="US dollars per 1,000 queries paid, by steady volume",
            reading=_unit_reading(e, turn),
        ),
        marks=_unit_marks(e, turn),
        limits=limits,
        theme="dark" if theme == "dark" else "light",
    )


def _volumes(e: Evaluation, today: float) -> Floats:
    planned = BEYOND_PLAN * float(np.max(e.demand.raw_queries))
    top = min(max(planned, LEAST_ABOVE * today), REACH * today)
    return np.geomspace(today / REACH, top, POINTS)


def _earned(e: Evaluation) -> float:
    """Revenue of 1,000 queries today; other revenue does not come from queries."""
    customers, raw = first(e.demand.customers), first(e.demand.raw_queries)
    return first(e.scenario.business.revenue_per_customer) * customers / raw * QUERIES_OF_A_PRICE


def _break_even(e: Evaluation, volumes: Floats, unit: Floats) -> float | None:
    """Volume from which serving a query costs less than it earns, to the end of the view."""
    earned = _earned(e)
    above = np.flatnonzero(unit >= earned)
    if not above.size or above[-1] == unit.size - 1:
        return None
    low, high = volumes[above[-1]], volumes[above[-1] + 1]

    def short(v: Floats) -> Floats:
        return earned - serving_at(e, np.ravel(v)).cost.reshape(v.shape) / v * QUERIES_OF_A_PRICE

    return float(first_above(short, np.zeros(1), low, high)[0])


def _unit_title(e: Evaluation) -> str:
    now, then = next_tenth(e)
    before, after = words.money(now), words.money(then)
    if before == after:
        return f"The next +10 % leaves 1,000 queries at {before}"
    verb = "lowers" if then < now else "raises"
    return f"The next +10 % {verb} 1,000 queries from {before} to {after}"


def _unit_marks(e: Evaluation, turn: float | None) -> list[Mark]:
    raw, cost = np.ravel(e.demand.raw_queries), cost_by_month(e)
    unit = np.where(raw > 0, cost / np.where(raw > 0, raw, 1.0), 0.0) * QUERIES_OF_A_PRICE
    marks = [Mark(x=raw[0], y=unit[0], text=f"Today {words.money(unit[0])}", kind="here")]
    if turn is not None:
        text = f"Break-even\n{words.number(turn, 'queries')}"
        marks.append(Mark(x=turn, y=_earned(e), text=text, kind="break_even"))
    grown = [m for m in MARKED_MONTHS if raw[m - 1] != raw[0]]
    marks += [Mark(x=raw[m - 1], y=unit[m - 1], text=f"Month {m}") for m in grown]
    return marks


def _unit_reading(e: Evaluation, turn: float | None) -> str:
    earned = words.money(_earned(e))
    now = first(cost_by_month(e)) / first(e.demand.raw_queries) * QUERIES_OF_A_PRICE
    parts = ["Every step up is a machine added; between steps a query gets cheaper."]
    if turn is not None:
        at = words.number(turn, "queries/month")
        parts.append(f"Serving costs less than the {earned} that 1,000 queries earn from {at} on.")
    elif _earned(e) > now:
        parts.append(f"1,000 queries earn {earned}: no break-even in view, serving costs less.")
    else:
        parts.append(f"1,000 queries earn {earned}: no break-even in view, serving costs more.")
    if any(r.service.copies_follow == Copies.PER_KIND for r in e.services):
        parts.append("The line holds today's number of models; the months have theirs.")
    parts += _line_words(e)
    return " ".join(parts)


def _line_words(e: Evaluation) -> list[str]:
    """Say why today lies off the line, where machines are held for longer than a month."""
    today = first(e.demand.raw_queries)
    steady = per_thousand(float(serving_at(e, np.array([today])).cost[0]), today)
    ways = dict.fromkeys(r.service.supply for r in e.services if r.service.supply in OVER_MONTHS)
    if steady == cost_words(e):
        return []
    return [f"On the line {LINE_OF[way]}: {steady} at today's volume." for way in ways][:1]


def day_chart(e: Evaluation, row: int, theme: str = "light") -> Chart | None:
    """Return the load of the day against the machines of each way to have them."""
    if not e.known:
        return None
    row = row_of(e, row)
    result = e.services[row]
    title, reading = _day_finding(e, row)
    return charts.day(
        np.arange(HOURS_PER_DAY, dtype=float),
        busy_gpus(result),
        _machine_lines(e, result),
        load_name="Load",
        y_axis=Axis(unit="GPUs"),
        text=Text(
            title=title,
            subtitle=f"GPUs by hour of an average day, {result.service.name}",
            reading=reading,
        ),
        theme="dark" if theme == "dark" else "light",
    )


def _machine_lines(e: Evaluation, result: ServiceResult) -> list[Line]:
    """Lines of the ways; those that lie on one another share a line and its label."""
    factor, chosen = first(e.bill_factor), result.service.supply
    ordered = sorted(WAYS_DRAWN, key=lambda option: option != chosen)
    drawn: list[tuple[Supply, Floats, list[str]]] = []
    for option in ordered:
        machines = machines_by_hour(result, option)
        cost = words.money(first(result.bills[option].cost) * factor)
        name = f"{SUPPLY_LABELS[option]} {cost}"
        same = [names for _, there, names in drawn if np.allclose(there, machines, rtol=SAME)]
        if same:
            same[0].append(name)
        else:
            drawn.append((option, machines, [name]))
    return [
        Line(
            name="\n".join(names),
            y=machines,
            role="base" if option == chosen else "alt",
            dash=DASHES[option],
        )
        for option, machines, names in drawn
    ]


def _day_finding(e: Evaluation, row: int) -> tuple[str, str]:
    """Title and reading: the cheapest way, its runway, and where it turns."""
    result = e.services[row]
    reading = "Shaded: what users ask for, in full GPUs; lines: what is paid."
    if result.service.serverless_price_per_gpu_second is None:
        reading += " Serverless is not compared: its price is unknown."
    else:
        serverless = result.bill(Supply.SERVERLESS)
        whole = first(billed(e, serverless)) + first(serverless.revenue_lost)
        reading += f" Serverless: {words.money(whole, 'month')}."
    best = cheapest_way(e, row)
    if best is None:
        title = f"{SUPPLY_LABELS[result.service.supply]} is the cheapest way to meet this day"
        return title, f"{reading} {_next_turn(e, row)}"
    decision, size = best
    mean = " on average" if is_paid_in_some_months(e) else ""
    name = decision.option.partition(": ")[0]
    title = f"{name} would save {words.money(size)} a month{mean}"
    verb, _, months = runway_change(e, decision).partition(" ")
    said = {"adds": f" and add {months} of runway", "costs": f" but cost {months} of runway"}
    return title + said.get(verb, ""), f"{reading} {_next_turn(e, row)}"


def _next_turn(e: Evaluation, row: int) -> str:
    """Where the nearest of the other ways begins or ceases to pay for its work."""
    found = [supply_decision(e, row, option) for option in RENTED_WAYS]
    turning = [(d, d.named_turn) for d in found if d is not None and d.named_turn is not None]
    if not turning:
        return "No way breaks even with the present one at any size in reach."
    decision, _ = min(
        turning, key=lambda pair: abs(np.log(pair[1].crossing.value / max(pair[0].scale.today, 1)))
    )
    return f"Break-even, work counted: {lever_name(e, decision)} pays {turn_words(e, decision)}."


def cost_words(e: Evaluation) -> str:
    """Return today's cost of 1,000 queries in words."""
    return per_thousand(first(cost_by_month(e)), first(e.demand.raw_queries))
