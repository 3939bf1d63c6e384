"""Near-duplicate removal: what removing near-duplicates costs, and whether it pays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from calculators.core import words
from calculators.core.adoption import Adoption
from calculators.core.business import Worth
from calculators.core.cost_line import CostLine, bills
from calculators.core.decision import MONEY, Condition, Margin, Scale
from calculators.core.demand import DemandPlan
from calculators.core.units import first, over_months
from calculators.practices.near_duplicates_evidence import (
    Evidence,
    evidence,
    failures_by_month,
    missing,
    turn,
)
from calculators.practices.near_duplicates_inputs import Method, NearDuplicates
from calculators.practices.near_duplicates_value import (
    ORDER,
    Step,
    monthly_value,
    removal,
    step,
    weeks_of,
)

Floats = NDArray[np.float64]
PAGE = "near_duplicates"
COST = "cost"
LABELS = {
    Method.NONE: "Stop removing duplicates",
    Method.EXACT: "Remove exact copies",
    Method.NEAR: "Remove near-duplicates",
    Method.SEMANTIC: "Remove texts of the same meaning",
}
NAMES = {
    Method.NONE: "nothing",
    Method.EXACT: "exact copies",
    Method.NEAR: "near-duplicates",
    Method.SEMANTIC: "texts of the same meaning",
}
SHOW_ONE = "showing only one of several answers that look alike"
SIMPLER = {
    Method.NONE: "run it less often",
    Method.EXACT: "delete by hand the copies behind the failures you read",
    Method.NEAR: f"exact hashing, and {SHOW_ONE}",
    Method.SEMANTIC: "hashes in bands, which need no model",
}
ASSUMES = (
    "Copies without number, as in text taken from the web: they fill what a model is trained on "
    "or what a search returns"
)
SMALLEST = 1e-3  # failures a month, where neither today's nor a break-even says what is small
PARTS, BEYOND = 50.0, 2.0  # of the break-even: where the scale begins or before, and ends or after


def cost_line(p: NearDuplicates, plan: DemandPlan, worth: Worth) -> CostLine:
    """Return the line of the cash plan, by month: embeddings in the bill, upkeep in weeks.

    New texts a month stay as they are, so nothing moves with the volume.
    """
    del worth
    if p.method == Method.NONE:
        return bills(plan, cash=0.0)
    r = removal(p, p.method)
    cash = over_months(r.cash)
    return bills(plan, cash=cash, cloud=cash, weeks=over_months(r.upkeep))


def adoptions(p: NearDuplicates, plan: DemandPlan, worth: Worth) -> Iterator[Adoption]:
    """Yield every other way of removing duplicates than the plan's."""
    e = evidence(p, plan, worth)
    planned = failures_by_month(p, plan) * e.share
    for method in ORDER:
        if method != p.method:
            yield _adoption(p, method, e, planned, worth)


def steps(p: NearDuplicates, new: Method, worth: Worth) -> dict[str, Step]:
    """Return what must pay for a way to be worth it, by name of the condition.

    Against the plan as it is, and against each simpler way between, so that nothing takes credit
    for what a simpler way does.
    """
    between = [m for m in ORDER if ORDER.index(p.method) < ORDER.index(m) < ORDER.index(new)]
    return {
        COST: step(p, p.method, new, worth),
        **{f"beyond {NAMES[m]}": beyond_step(p, m, new, worth) for m in between},
    }


def beyond_step(p: NearDuplicates, simpler: Method, new: Method, worth: Worth) -> Step:
    """Return what a way adds to a simpler one, both adopted from the plan as it is."""
    s = step(p, simpler, new, worth)
    weeks = weeks_of(p, p.method, new) - weeks_of(p, p.method, simpler)
    upfront = removal(p, new).upfront - removal(p, simpler).upfront
    return replace(s, work=weeks * worth.engineer_week_cost + upfront)


def _adoption(
    p: NearDuplicates, new: Method, e: Evidence, planned: Floats, worth: Worth
) -> Adoption:
    needed = steps(p, new, worth)
    cost = needed[COST]
    t = turn(e, list(needed.values()), worth)
    unknown = missing(e, t, worth)
    before, after = removal(p, p.method), removal(p, new)
    gained = monthly_value(p, after, e.today) - monthly_value(p, before, e.today)

    def saving(traced: Floats) -> Floats:
        saved: Floats = traced * cost.per_failure - cost.fixed
        return saved

    return Adoption(
        key=f"near_duplicates.method.{new}",
        page=PAGE,
        label=LABELS[new],
        detail=f"catches {words.percent(first(after.caught))} of the failures traced",
        changes={"near_duplicates.method": new},
        weeks=weeks_of(p, p.method, new),
        upfront=after.upfront,
        value_gained=0.0 if unknown else gained,
        scale=_scale(e, planned, t.share),
        saving=saving,
        cost_name=COST,
        conditions=[
            Condition(name=name, unit=MONEY, margin=_margin(s, worth))
            for name, s in needed.items()
            if name != COST
        ],
        unknown=unknown,
        assumes=ASSUMES,
        simpler=_simpler(p.method, new),
        signal=_signal(t.share),
        question=f"{LABELS[new]}?",
        baseline=f"{NAMES[p.method]} removed",
    )


def _simpler(old: Method, new: Method) -> str:
    if (old, new) == (Method.EXACT, Method.NEAR):
        return SHOW_ONE  # copies are found already
    return SIMPLER[new]


def _margin(s: Step, worth: Worth) -> Margin:
    def margin(traced: Floats) -> Floats:
        return np.asarray(s.margin(traced, worth))

    return margin


def _scale(e: Evidence, planned: Floats, share: float) -> Scale:
    turn = e.failures * share if np.isfinite(share) else 0.0
    return Scale(
        label="Failures by near-duplicates" if e.known else "Failures, had all this cause",
        unit="failures/month",
        today=e.today,
        planned=planned,
        least=min(turn / PARTS, max(e.today, SMALLEST)) if turn > 0 else SMALLEST,
        reach=BEYOND * turn,
    )


def _signal(share: float) -> str:
    if share > 1:
        return "failures a month, and what one of them costs"
    return f"{words.percent(share)} of the failures you read traced to near-duplicates"
