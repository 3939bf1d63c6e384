"""Tables of Compute: unit costs, the ways to have the machines, and growth."""

from __future__ import annotations

import numpy as np

from calculators.answers.compute_bills import bill_by_month
from calculators.answers.compute_curves import (
    full_cost_per_call,
    full_machine_cost,
    next_machines,
    serving_at,
)
from calculators.answers.compute_words import (
    busy_share,
    cost_by_month,
    gpus_by_month,
    per_thousand,
    row_of,
    seconds,
    share_words,
    source_of_throughput,
    supply_decision,
)
from calculators.answers.lever_table import runway_change
from calculators.answers.plan_words import month_name
from calculators.answers.verdict_words import IN_TEXT
from calculators.core import words
from calculators.core.answer import Table
from calculators.core.units import MONTHS_PER_YEAR, QUERIES_OF_A_PRICE, first
from calculators.evaluation import Evaluation
from calculators.service_results import ServiceResult
from calculators.variable.service import SUPPLY_LABELS, WITHOUT_MACHINES, Supply

GROWTH_MONTHS = (1, 12, 24, 36)
TERM = int(MONTHS_PER_YEAR)
TOTAL = "Total"


def unit_costs(e: Evaluation) -> Table:
    """Return what serving costs per service and in total, by every unit in which it is said."""
    names_of = [result.service.name for result in e.services]
    heads = ["Figure"]
    for i, name in enumerate(names_of):
        heads.append(f"{name} ({i + 1})" if names_of.count(name) > 1 else name)
    columns = [_of_service(e, result) for result in e.services if e.known]
    if len(names_of) > 1 or _calls_differ(e):
        heads.append(TOTAL)
        columns += [_of_all(e)] if e.known else []
    names = list(dict.fromkeys(name for column in columns for name in column))
    return Table(
        title="Unit costs",
        subtitle="Month 1. Services: per 1,000 calls of theirs; total: per 1,000 queries of users",
        columns=heads,
        rows=[[name, *(c.get(name, "") for c in columns)] for name in names],
        numeric=heads[1:],
    )


def _calls_differ(e: Evaluation) -> bool:
    """Whether a service is called more or less often than users ask."""
    raw = first(e.demand.raw_queries)
    return any(first(result.load.queries_per_month) != raw for result in e.services)


def _of_service(e: Evaluation, result: ServiceResult) -> dict[str, str]:
    unit, calls = result.unit, first(result.load.queries_per_month)
    factor, copies = first(e.bill_factor), first(result.load.copies)
    cost = first(bill_by_month(e, result))
    full = full_cost_per_call(result) * factor * QUERIES_OF_A_PRICE
    serverless = result.service.supply in WITHOUT_MACHINES
    rows = _money_rows(e, cost, calls, full)
    rows["Busy on average"] = (
        "nothing idles" if serverless else share_words(first(result.utilisation))
    )
    rows["GPUs in the busiest hour"] = words.number(first(result.chosen.gpus))
    rows["Queries at once on a replica"] = words.number(first(unit.slots))
    rows["GPUs of a replica"] = words.number(first(unit.gpus))
    rows["First token, without waiting"] = seconds(first(unit.first_token_seconds))
    rows["Whole answer"] = seconds(first(unit.answer_seconds))
    rate = words.number(first(unit.queries_per_second), "queries/s")
    rows["Throughput of a replica"] = f"{rate}, {source_of_throughput(result)}"
    if copies > 1:
        rows["Alike models"] = words.number(copies)
        rows["Per alike model, a month"] = words.money(cost / copies)
    return rows


def _of_all(e: Evaluation) -> dict[str, str]:
    raw = first(e.demand.raw_queries)
    rows = _money_rows(e, first(cost_by_month(e)), raw, full_machine_cost(e))
    rows["Busy on average"] = share_words(busy_share(e))
    rows["GPUs in the busiest hour"] = words.number(first(gpus_by_month(e)))
    return rows


def _money_rows(e: Evaluation, cost: float, queries: float, full: float) -> dict[str, str]:
    customers, revenue = first(e.demand.customers), first(e.cash.revenue)
    recurring = first(e.scenario.business.revenue_per_customer) * customers
    return {
        "A month": words.money(cost),
        "Per 1,000 queries, paid": per_thousand(cost, queries),
        "Per 1,000 queries, machines always full": words.money(full)
        if queries > 0
        else per_thousand(0, 0),
        "Per customer, a month": words.money(cost / customers) if customers > 0 else "no customers",
        "Per dollar of revenue": words.money(cost / revenue) if revenue > 0 else "no revenue",
        "Of annual recurring revenue": words.percent(cost / recurring)
        if recurring > 0
        else "no revenue",
    }


def supply_table(e: Evaluation, row: int) -> Table:
    """Return the ways to have the machines of one service side by side."""
    row = row_of(e, row)
    result = e.services[row]
    unpriced = result.service.serverless_price_per_gpu_second is None
    subtitle = f"{result.service.name}: the bill of each way; the first year has {TERM} months"
    if unpriced:
        subtitle += ". The serverless price is unknown until you enter it"
    heads = ["Way", "A month", "12 months", "GPUs at the peak", "Revenue lost", "Runway", "Verdict"]
    return Table(
        title="Five ways to meet the peak",
        subtitle=subtitle,
        columns=heads,
        rows=[_supply_row(e, row, option) for option in e.services[row].ways] if e.known else [],
        numeric=heads[1:5],
    )


def _supply_row(e: Evaluation, row: int, option: Supply) -> list[str]:
    result = e.services[row]
    bill = result.bills[option]
    label = SUPPLY_LABELS[option]
    costs = bill_by_month(e, result, option)[:TERM]
    if not np.isfinite(costs).all():
        return [label, *[words.UNKNOWN] * 5, IN_TEXT["cannot_tell"]]
    decision = supply_decision(e, row, option)
    chosen = option == result.service.supply
    runway = runway_change(e, decision) if decision else ("as it is" if chosen else words.UNKNOWN)
    verdict = IN_TEXT[decision.verdict] if decision else ""
    serverless = option in WITHOUT_MACHINES
    return [
        label,
        words.money(costs[0]),
        words.money(np.sum(costs)),
        "none kept" if serverless else words.number(first(bill.gpus)),
        words.money(first(bill.revenue_lost)) if first(bill.revenue_lost) > 0 else "none",
        runway,
        "in the plan" if chosen else verdict,
    ]


def growth_table(e: Evaluation) -> Table:
    """Return serving as the plan grows, and the volumes at which the next machines are bought."""
    heads = ["When", "Queries a month", "GPUs", "Cost a month", "Per 1,000", "Busy"]
    rows = []
    if e.known:
        rows = [_growth_row(e, month) for month in GROWTH_MONTHS]
        rows += _machine_rows(e)
    return Table(
        title="As the plan grows",
        subtitle="Months of the plan, then the next machines at a steady volume with the models of "
        "today",
        columns=heads,
        rows=rows,
        numeric=heads[1:],
    )


def _growth_row(e: Evaluation, month: int) -> list[str]:
    cost = float(cost_by_month(e)[month - 1])
    queries = float(np.ravel(e.demand.raw_queries)[month - 1])
    return [
        f"Month {month}, {month_name(e, month)}",
        words.number(queries),
        words.number(gpus_by_month(e)[month - 1]),
        words.money(cost),
        per_thousand(cost, queries),
        share_words(busy_share(e, month)),
    ]


def _machine_rows(e: Evaluation) -> list[list[str]]:
    due = next_machines(e)
    volumes = np.array([machine.volume for machine in due])
    there = serving_at(e, volumes)
    several = len(e.services) > 1
    return [
        [
            f"Next for {machine.service}, {month_name(e, machine.month)}"
            if several
            else f"Next machine, {month_name(e, machine.month)}",
            words.number(machine.volume),
            words.number(count),
            words.money(cost),
            per_thousand(cost, machine.volume),
            "",
        ]
        for machine, count, cost in zip(due, there.gpus, there.cost, strict=True)
    ]
