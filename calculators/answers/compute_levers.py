"""The levers on serving: what each adds to the runway, asks for, and may cost."""

from __future__ import annotations

from dataclasses import replace

from calculators.answers.compute_curves import first
from calculators.answers.compute_tables import VERDICTS
from calculators.answers.compute_words import NO_CHANGE_MONTHS, lever_name, runway_change, seconds
from calculators.core import words
from calculators.core.answer import Table
from calculators.core.decision import Decision, Verdict
from calculators.core.inputs import pick
from calculators.core.units import HORIZON_MONTHS
from calculators.evaluation import Evaluation
from calculators.variable import compute
from calculators.variable.service import Supply

PAGE = "compute"
ROWS = "services.rows."
NOTICED_SHARE = 0.05  # of the answer; less comes from slots that are whole numbers
HEADS = ("Lever", "Runway", "A month", "Work", "What it may cost", "Verdict", "Measure")


def levers(e: Evaluation) -> list[Decision]:
    """Return the decisions of this page, most months of runway first; the unknown come last."""
    found = [d for d in e.decisions if d.page == PAGE]
    return sorted(found, key=lambda d: d.verdict == Verdict.CANNOT_TELL)


def levers_table(e: Evaluation) -> Table:
    """Return the levers by months of runway, the business impact beside the saving."""
    found = levers(e)
    gained = [d.months_gained for d in found]
    in_months = max(gained, default=0.0) >= NO_CHANGE_MONTHS
    sizes = gained if in_months else [d.cash_at_end for d in found]
    longest = max([*sizes, 0.0]) or 1.0
    order = "by months of runway" if in_months else "by cash saved, as none adds to the runway"
    return Table(
        title="What would lengthen the runway" if in_months else "What would make serving cheaper",
        subtitle=f"Levers on serving, {order}; the saving is that of month 1",
        columns=HEADS,
        rows=[_row(e, d) for d in found],
        numeric=HEADS[1:4],
        bars=[max(size, 0.0) / longest for size in sizes],
    )


def _row(e: Evaluation, decision: Decision) -> list[str]:
    unknown = decision.verdict == Verdict.CANNOT_TELL
    verb, size = words.signed_money(first(decision.monthly_saving))
    nothing = first(decision.monthly_saving) == 0
    return [
        f"{decision.option} · {decision.detail}" if decision.detail else decision.option,
        runway_change(e, decision),
        words.UNKNOWN if unknown else "no change" if nothing else f"{verb} {size}",
        words.value_with_unit(decision.weeks, "weeks") if decision.weeks > 0 else "none",
        _impact(e, decision),
        f"{VERDICTS[decision.verdict]}: {decision.unknown}"
        if decision.unknown
        else VERDICTS[decision.verdict],
        decision.signal,
    ]


def _impact(e: Evaluation, decision: Decision) -> str:
    parts = [_points(e, decision), _terms(e, decision), _slower(e, decision)]
    return "; ".join(part for part in parts if part) or "nothing known"


def _points(e: Evaluation, decision: Decision) -> str:
    """Points × value of a point, and the points at which the lever stops paying."""
    if not decision.points_lost > 0:
        return ""
    lost = words.value_with_unit(decision.points_lost, "points")
    value = words.money(first(e.scenario.worth.point_value))
    said = f"{lost} × {value} = {words.money(decision.worth_lost)} a month"
    if decision.unknown:
        return said
    if decision.points_allowed <= 0:
        return f"{said}; does not pay even without loss"
    most = words.value_with_unit(decision.points_allowed, "points", never="any number of points")
    return f"{said}; pays up to {most} lost"


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


def _noticed(months: float) -> float:
    return months if months >= NO_CHANGE_MONTHS else 0.0


def strongest_lever(e: Evaluation) -> str:
    """Return the sentence about the lever that pays most."""
    paying = [d for d in levers(e) if d.verdict == Verdict.PAYS and d.cash_at_end > 0]
    if not paying:
        return "No lever on serving pays yet."
    best = max(paying, key=lambda d: (_noticed(d.months_gained), d.cash_at_end))
    name = lever_name(e, best)
    if best.months_gained >= NO_CHANGE_MONTHS:
        return f"The strongest lever: {name}; it {runway_change(e, best)} of runway."
    saved = words.money(best.cash_at_end / HORIZON_MONTHS, "month")
    return f"The strongest lever: {name}; it saves {saved} on average."
