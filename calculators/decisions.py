"""The decisions of a plan: each adoption against what is chosen, every other slot as it is."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import chain
from operator import is_not
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from calculators import runway as _runway
from calculators.adoptions import adoptions
from calculators.core import paths
from calculators.core.adoption import Adoption
from calculators.core.business import EngineerTime, Payment, Worth
from calculators.core.cost_line import bought_time
from calculators.core.decision import MONEY, Condition, Decision, Judgement, judged
from calculators.core.inputs import InputError, Numeric, YesNo
from calculators.core.kept import Kept
from calculators.core.units import HORIZON_MONTHS, monthly_rate, ratio_or_never
from calculators.costing import Costing, cost_condition, steady_scale

if TYPE_CHECKING:
    from calculators.evaluation import Evaluation
    from calculators.scenario import Scenario

Evaluate = Callable[..., Any]
TO_ADOPT, LONGEST_NAME = "To adopt", 40  # letters of the name of a payment
_judgements = Kept[Judgement](512)  # of the last few plans


def all_decisions(
    now: Evaluation, evaluate: Evaluate, page: str = "", key: str = ""
) -> tuple[Decision, ...]:
    """Return the decision of each adoption, most months of runway first; ties by cash.

    Of one page or of all; with a key the decision of that adoption alone.
    """
    offered = [each for each in adoptions(now, page) if key in ("", each.key)]
    pairs = [(each, alternative(now, each, evaluate)) for each in offered]
    real = [(adoption, then) for adoption, then in pairs if then is not None]
    if not real:
        return ()
    flows = _flows(now, [adoption for adoption, _ in real], [then for _, then in real])
    costing = Costing([now, *(then for _, then in real)])
    found = [_decision(now, *pair, flow, costing) for pair, flow in zip(real, flows, strict=True)]
    return tuple(sorted(found, key=lambda d: (-d.months_gained, -d.cash_at_end)))


def _decision(
    now: Evaluation,
    adoption: Adoption,
    then: Evaluation,
    flows: dict[str, Any],
    costing: Costing,
) -> Decision:
    """Return one adoption against the plan as it is."""
    worth = now.scenario.worth
    upfront = float(adoption.upfront + adoption.weeks * worth.engineer_week_cost)
    lost = float(adoption.points_lost * worth.point_value)
    gained = float(adoption.hours_gained * worth.hour_down_cost + adoption.value_gained)
    scale = adoption.scale or steady_scale(now, then)
    conditions = conditions_of(now, then, adoption, costing)
    judgement = _judgements.get(
        (adoption, worth, *_rests_on(now, then, adoption, conditions)),
        lambda: judged(conditions, scale, adoption.unknown, adoption.needs),
    )
    return Decision(
        key=adoption.key,
        page=adoption.page,
        question=adoption.question or f"{adoption.label}?",
        baseline=adoption.baseline,
        option=adoption.label,
        detail=adoption.detail,
        changes={**adoption.changes, **_bill_of(now, then)},
        scale=scale,
        units={c.name: c.unit for c in conditions},
        unknown=adoption.unknown,
        upfront=upfront,
        weeks=float(adoption.weeks),
        points_lost=float(adoption.points_lost),
        worth_lost=lost,
        value_gained=gained,
        points_allowed=points_allowed(_in_money(judgement, conditions), lost, worth),
        assumes=adoption.assumes,
        simpler=adoption.simpler,
        signal=adoption.signal,
        **vars(judgement),
        **flows,
    )


def _rests_on(
    now: Evaluation, then: Evaluation, adoption: Adoption, conditions: Sequence[Condition]
) -> tuple[Hashable, ...]:
    """Return what a judgement rests on beside the adoption and the worth of things.

    What an adoption hands over itself rests on nothing else; the cost of serving on the services
    that differ, on the demand, and on the volumes that are looked at.
    """
    if adoption.unknown or (adoption.saving and adoption.scale):
        return ()
    differ = [pair for pair in zip(now.services, then.services, strict=True) if is_not(*pair)]
    factors = float(now.bill_factor), float(then.bill_factor)
    edges = tuple(edge for c in conditions for edge in c.breakpoints)
    return now.demand, then.demand, *chain(*differ), *factors, edges


def conditions_of(
    now: Evaluation, then: Evaluation, adoption: Adoption, costing: Costing
) -> list[Condition]:
    """Return what must hold: that it costs less, and what the adoption itself asks for."""
    if adoption.unknown:
        return []
    return [condition(now, then, adoption, costing), *adoption.conditions]


def _in_money(judgement: Judgement, conditions: Sequence[Condition]) -> dict[str, float]:
    names = {c.name for c in conditions if c.unit == MONEY}
    return {name: v for name, v in judgement.margins_today.items() if name in names}


def points_allowed(margins: Mapping[str, float], lost: float, worth: Worth) -> float:
    """Return the points of accuracy at which it stops paying, by the margin that gives the verdict.

    (margin ÷ payback months + value of the points lost) ÷ value of a point; 0 where it would not
    pay without loss either, no end where a point is worth nothing or nothing is known.
    """
    per_month = min(margins.values(), default=np.inf) / worth.payback_months + lost
    return float(ratio_or_never(per_month, worth.point_value)) if per_month > 0 else 0.0


def condition(now: Evaluation, then: Evaluation, adoption: Adoption, costing: Costing) -> Condition:
    """Return the condition that the work pays back in time at a steady value of the scale.

    margin(v) = payback months · (saving(v) + value won − value lost a month) − work.
    """
    worth = now.scenario.worth
    upfront = adoption.upfront + adoption.weeks * worth.engineer_week_cost
    lost = adoption.points_lost * worth.point_value
    gained = adoption.hours_gained * worth.hour_down_cost
    saving = adoption.saving
    if saving is None:
        freed = adoption.weeks_saved * worth.engineer_week_cost
        return cost_condition(now, then, upfront, lost - freed, gained, costing)

    def margin(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(worth.payback_months * (saving(values) + gained - lost) - upfront)

    return Condition(name=adoption.cost_name, unit=MONEY, margin=margin, breakpoints=adoption.edges)


def alternative(now: Evaluation, adoption: Adoption, evaluate: Evaluate) -> Evaluation | None:
    """Return the plan once adopted; None when nothing changes or a lever leaves its bounds."""
    scenario = now.scenario
    if all(paths.value_at(scenario, p) == v for p, v in adoption.changes.items()):
        return None
    if adoption.unknown:
        return now  # what it would change is not known
    try:
        changed = paths.with_option(scenario, adoption.changes)
        then: Evaluation = now.with_topic(changed) or evaluate(changed, reuse=now)
    except InputError:
        return None
    # a second replica that the load asks for anyway avoids no hour down
    idle = np.any(adoption.hours_gained) and np.array_equal(
        then.estimated_compute, now.estimated_compute
    )
    return None if idle else then


def adopted(scenario: Scenario, decision: Decision) -> Scenario:
    """Return the plan with an option adopted and its work booked as a payment of month 1.

    Weeks of engineers who are on the payroll anyway are no payment. Raises InputError where a value
    is refused or no room is left among the payments.
    """
    worth, changes = scenario.worth, dict(decision.changes)
    on_payroll = worth.engineer_time == EngineerTime.PAID
    work = decision.upfront - (decision.weeks * worth.engineer_week_cost if on_payroll else 0.0)
    if work > 0:
        name = " ".join(f"{TO_ADOPT}: {decision.option}".split())[:LONGEST_NAME].rstrip()
        payment = Payment(name=name, month=1.0, amount=float(work))
        changes["business.payments"] = (*scenario.business.payments, payment)
    return paths.with_values(scenario, changes)


def _bill_of(now: Evaluation, then: Evaluation) -> dict[str, Any]:
    """Return last month's bill as it would have been, where the plan is scaled to the bill."""
    services = now.scenario.services
    bill, estimate = services.last_bill, now.estimated_compute[0]
    if bill is None or services.apply_bill == YesNo.NO or not 0 < estimate < np.inf:
        return {}
    return {"services.last_bill": float(bill * then.estimated_compute[0] / estimate)}


def _flows(
    now: Evaluation, adopted: Sequence[Adoption], alternatives: Sequence[Evaluation]
) -> list[dict[str, Any]]:
    """Return what each alternative does to money over the plan and to months of runway.

    All of them at once, an alternative a row. Engineer time of the work and of the plan's lines
    counts as cash where it is bought; both figures are given whatever the plan's rule. Time freed
    that the lines do not hold is on the payroll already: no cash, but of use. The present value
    counts all time at its cost, the work like what is freed.
    """
    worth = now.scenario.worth
    bills, weeks = _changes(now, alternatives)
    time = weeks * worth.engineer_week_cost
    freed = weeks + np.stack([np.broadcast_to(a.weeks_saved, weeks[0].shape) for a in adopted])
    paid = np.array([[float(a.upfront)] for a in adopted])
    work = np.array([[float(a.weeks * worth.engineer_week_cost)] for a in adopted])
    first = np.arange(HORIZON_MONTHS) == 0
    in_cash = _months(now, bills - np.where(first, paid, 0.0))
    bought = _months(now, bills + time - np.where(first, paid + work, 0.0))
    as_bought = worth.engineer_time == EngineerTime.BOUGHT
    saving = bills + time if as_bought else bills
    rate = monthly_rate(now.scenario.business.discount_rate)
    factors: NDArray[np.float64] = np.power(
        1 + rate, -np.arange(1, HORIZON_MONTHS + 1, dtype=float)
    )
    worth_today = (
        np.sum((bills + freed * worth.engineer_week_cost) * factors, axis=-1) - (paid + work)[:, 0]
    )
    left = np.sum(saving, axis=-1) - (paid + work * as_bought)[:, 0]
    return [
        {
            "monthly_saving": saving[i],
            "weeks_freed": freed[i],
            "months_gained": float(bought[i] if as_bought else in_cash[i]),
            "months_if_bought": float(bought[i]),
            "months_in_cash_alone": float(in_cash[i]),
            "present_value": float(worth_today[i]),
            "cash_at_end": float(left[i]),
        }
        for i in range(len(alternatives))
    ]


def _changes(
    now: Evaluation, alternatives: Sequence[Evaluation]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return bills saved [USD/month] and time that leaves the lines [weeks/month], a row each."""
    flow, freed = now.beside(alternatives)
    return _finite(flow - now.cash.flow - bought_time(freed, now.scenario.worth)), freed


def _months(now: Evaluation, changes: NDArray[np.float64]) -> NDArray[np.float64]:
    p = now.scenario.business
    gained = _runway.months_gained(p.cash, now.cash.cash, changes, p.cash_floor, p.interest)
    return np.asarray(gained)


def _finite(flow: Numeric) -> NDArray[np.float64]:
    """Return the flow, nothing where a saving towards what does not fit is unknown."""
    return np.where(np.isfinite(flow), flow, 0.0)
