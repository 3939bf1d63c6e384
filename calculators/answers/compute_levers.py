"""The levers on serving: what each adds to the runway, asks for, and may cost."""

from __future__ import annotations

from dataclasses import replace

from calculators.answers import lever_table
from calculators.answers.compute_bills import is_paid_in_some_months
from calculators.answers.compute_words import seconds
from calculators.core import words
from calculators.core.answer import Table
from calculators.core.decision import Decision
from calculators.core.inputs import pick
from calculators.core.units import first
from calculators.evaluation import Evaluation
from calculators.variable import compute
from calculators.variable.service import Supply

PAGE = "compute"
ROWS = "services.rows."
NOTICED_SHARE = 0.05  # of the answer; less comes from slots that are whole numbers


def levers_table(e: Evaluation) -> Table:
    """Return the levers by months of runway, the business impact beside the saving."""
    return lever_table.levers_table(
        e,
        PAGE,
        title_else="What would make serving cheaper",
        subject="Levers on serving",
        impact=_impact,
        turns=False,
        on_average=is_paid_in_some_months(e),
    )


def _impact(e: Evaluation, decision: Decision) -> str:
    parts = [lever_table.points_words(e, decision), _terms(e, decision), _slower(e, decision)]
    return "; ".join(part for part in parts if part)


def _terms(e: Evaluation, decision: Decision) -> str:
    """Say what a way to have the machines binds to, and what a spare replica avoids."""
    row, field = _place(decision)
    if field is None:
        return ""
    service, bills = e.services[row].service, e.services[row].bills
    if field == "minimum_replicas":
        hours = first(e.scenario.levers.hours_down)
        worth = words.money(hours * first(e.scenario.worth.hour_down_cost))
        return f"avoids {words.value_with_unit(hours, 'h')} down a month, worth {worth}"
    if field != "supply":
        return ""
    lost = words.money(first(bills[Supply.HELD_DOWN].revenue_lost))
    start = words.value_with_unit(first(service.scale_up_minutes), "minutes")
    cold = words.value_with_unit(first(service.cold_start_seconds), "s")
    said: str = pick(
        decision.changes[f"services.rows.{row}.supply"],
        {
            Supply.ON_DEMAND: lambda: "machines that idle at night",
            Supply.AUTOSCALED: lambda: f"waiting when load rises faster than {start}",
            Supply.COMMITTED: lambda: "bound for a year",
            Supply.HELD_DOWN: lambda: f"{lost} of revenue turned away a month",
            Supply.SERVERLESS: lambda: f"cold starts of {cold}",
        },
    )
    return said


def _place(decision: Decision) -> tuple[int, str | None]:
    """Row and first field that a lever on one service changes; (0, None) for any other."""
    path = next(iter(decision.changes), "")
    if not path.startswith(ROWS):
        return 0, None
    row, _, field = path.removeprefix(ROWS).partition(".")
    return int(row), field


def _slower(e: Evaluation, decision: Decision) -> str:
    """Seconds × value of a second, where the whole answer takes longer; not in the verdict."""
    row, field = _place(decision)
    if decision.unknown or field in (None, "supply", "minimum_replicas"):
        return ""
    result = e.services[row]
    of_row = f"{ROWS}{row}."  # last month's bill may change with it
    changed = {
        path.removeprefix(of_row): value
        for path, value in decision.changes.items()
        if path.startswith(of_row)
    }
    now = first(result.unit.answer_seconds)
    longer = first(compute.replica(replace(result.service, **changed)).answer_seconds) - now
    if abs(longer) < NOTICED_SHARE * now:
        return ""
    worth = words.money(abs(longer) * first(e.scenario.worth.second_value))
    verb = "slower" if longer > 0 else "faster"
    return f"an answer {seconds(abs(longer))} {verb}, worth {worth} a month beside it"
