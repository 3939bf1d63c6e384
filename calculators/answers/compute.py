"""Compute: what serving costs now and as the plan grows, and what decides it."""

from __future__ import annotations

from collections.abc import Sequence

from calculators.answers.compute_bills import MORE, next_tenth
from calculators.answers.compute_charts import cost_words, day_chart, unit_cost_chart
from calculators.answers.compute_curves import (
    MachineDue,
    busy_gpus,
    full_machine_cost,
    next_machines,
)
from calculators.answers.compute_levers import PAGE, levers_table
from calculators.answers.compute_memory import memory_bar
from calculators.answers.compute_method import METHOD
from calculators.answers.compute_notes import decides, measure_next, notes
from calculators.answers.compute_tables import growth_table, supply_table, unit_costs
from calculators.answers.compute_words import (
    HARDLY_BUSY,
    busy_share,
    cost_by_month,
    gpus,
    gpus_by_month,
    other_gpus,
    share_words,
    way,
)
from calculators.answers.lever_table import strongest_lever
from calculators.answers.plan_words import month_name
from calculators.core import words
from calculators.core.answer import Answer, Figure, Part
from calculators.core.unit_words import NARROW_SPACE
from calculators.core.units import QUERIES_OF_A_PRICE, first
from calculators.evaluation import Evaluation
from calculators.variable.service import WITHOUT_MACHINES
from calculators.variable.service_model import Copies

__all__ = ["METHOD", "answer", "day_chart", "growth_table", "levers_table", "memory_bar"]
__all__ += ["supply_table", "unit_cost_chart", "unit_costs"]

LABELS = ("Cost a month", "Per 1,000 queries", "Busy, on average", "Next +10 % costs")


def answer(e: Evaluation, row: int) -> Answer:
    """Return what serving costs, when the next machine is due, and the strongest lever."""
    if not e.known:
        return Answer(
            sentence=[Part("Serving cost is unknown.", "strong"), Part(f" {e.problems[0]}")],
            figures=[Figure(label=label, value=words.UNKNOWN) for label in LABELS],
            notes=e.problems,
            method=METHOD,
        )
    due = next_machines(e)
    cost = first(cost_by_month(e))
    queries = first(e.demand.raw_queries)
    unit = f"{cost_words(e)} per 1,000 queries" if queries > 0 else "with no queries to serve"
    return Answer(
        sentence=[
            Part(f"Serving costs {words.money(cost)} a month", "strong"),
            Part(f", {unit}, {_machines(e)}. {_next_machine(e, due)}"),
            Part(
                f" {strongest_lever(e, PAGE, 'on serving')} {decides(e)} {measure_next(e)}", "soft"
            ),
        ],
        figures=_figures(e, due),
        notes=notes(e, row),
        method=METHOD,
    )


def _machines(e: Evaluation) -> str:
    """GPUs that serve, and those beside them that serve nobody."""
    serving, beside = gpus_by_month(e)[0], other_gpus(e)
    found = [gpus(serving)] if serving > 0 else []
    found += [words.value_with_unit(beside, "non-production GPUs")] if beside > 0 else []
    return f"on {' and '.join(found)}" if found else "without machines"


def _next_machine(e: Evaluation, due: Sequence[MachineDue]) -> str:
    if all(r.service.supply in WITHOUT_MACHINES for r in e.services):
        return "No machine is kept." if other_gpus(e) == 0 else "No machine is kept to serve."
    planned = gpus_by_month(e)
    grown = next((i + 1 for i, count in enumerate(planned) if count > planned[0]), None)
    follows = any(r.service.copies_follow == Copies.PER_KIND for r in e.services)
    if follows and grown is not None and (not due or grown < due[0].month):
        kinds = words.number(e.demand.kinds[..., grown - 1], "kinds")
        return f"The next machine is due in {month_name(e, grown)}, for {kinds}."
    if not due:
        return "No volume in reach asks for another machine."
    at = words.number(due[0].volume, "queries/month")
    when = month_name(e, due[0].month, never="beyond this plan")
    return f"The next machine is due at {at}, {when}."


def _figures(e: Evaluation, due: Sequence[MachineDue]) -> list[Figure]:
    cost, queries = first(cost_by_month(e)), first(e.demand.raw_queries)
    count = gpus(gpus_by_month(e)[0] + other_gpus(e))
    several = len(e.services) > 1
    how = words.number(len(e.services), "services") if several else way(e.services[0])
    full = full_machine_cost(e)
    return [
        Figure(label=LABELS[0], value=words.money(cost), note=f"{count}, {how}"),
        Figure(
            label=LABELS[1],
            value=cost_words(e) if queries > 0 else "none",
            note=f"{words.money(full)} at capacity" if queries > 0 else "no queries",
        ),
        _busy(e),
        _next_tenth(e, due),
    ]


def _busy(e: Evaluation) -> Figure:
    if all(r.service.supply in WITHOUT_MACHINES for r in e.services):
        return Figure(label=LABELS[2], value="no idle", note="paid by the query")
    kept = [r for r in e.services if r.service.supply not in WITHOUT_MACHINES]
    peak = sum(float(busy_gpus(r).max()) for r in kept)
    bought = gpus_by_month(e)[0]
    at_peak = min(peak / bought, 1.0) if bought > 0 else 0.0
    share = busy_share(e)
    value, _, unit = words.percent(share).partition(NARROW_SPACE)
    if 0 < share < HARDLY_BUSY:
        value, unit = "hardly", ""
    note = f"{share_words(at_peak)} at daily peak"
    return Figure(label=LABELS[2], value=value, unit=unit, note=note)


def _next_tenth(e: Evaluation, due: Sequence[MachineDue]) -> Figure:
    queries = first(e.demand.raw_queries)
    if not queries > 0:
        return Figure(label=LABELS[3], value="none", note="no queries")
    now, then = next_tenth(e)
    more = (then * MORE - now) * queries / QUERIES_OF_A_PRICE
    if all(r.service.supply in WITHOUT_MACHINES for r in e.services):
        note = "paid by the query"
    elif due:
        note = f"more GPUs at {words.number(due[0].volume)}"
    else:
        note = "no machine due"
    return Figure(
        label=LABELS[3], value=words.money(0.0 if abs(more) < 1e-6 * now else more), note=note
    )
