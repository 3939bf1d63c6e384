"""Embedding fine-tuning: what fine-tuning the embedding model costs, and whether it pays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from calculators.core import words
from calculators.core.adoption import Adoption
from calculators.core.business import Worth
from calculators.core.cost_line import CostLine, bills
from calculators.core.decision import Bound, Condition, Needs, Scale
from calculators.core.demand import DemandPlan
from calculators.core.inputs import Numeric, YesNo, pick
from calculators.core.proof import labelled_scale
from calculators.core.reached import at_least, queries_at_least
from calculators.core.units import (
    MONTHS_PER_YEAR,
    first,
    over_months,
    ratio_or_never,
)
from calculators.practices import fine_tuning_proof as proof
from calculators.practices.fine_tuning_inputs import FineTuning

Floats = NDArray[np.float64]
PAGE = "fine_tuning"
BEYOND_NEED = 2.0  # of the queries that prove the gain: so far the scale is searched at least
PROVABLE, WORTH_IT = "provable", "worth it"


def cost_line(p: FineTuning, plan: DemandPlan, worth: Worth) -> CostLine:
    """Return the upkeep by month: work and bill of each change of the base model, and serving."""
    del worth
    line: CostLine = pick(p.adopted, {
        YesNo.NO: lambda: bills(plan, cash=0.0),
        YesNo.YES: lambda: bills(plan, over_months(monthly_bill(p)),
                                 weeks=over_months(upkeep_weeks(p))),
    })  # fmt: skip
    return line


def monthly_bill(p: FineTuning) -> Numeric:
    """Return what it goes on costing: changes a year · bill ÷ 12, and serving [USD/month]."""
    return p.changes_per_year * p.change_bill / MONTHS_PER_YEAR + p.serving_amount


def upkeep_weeks(p: FineTuning) -> Numeric:
    """Return the work that it goes on asking: changes a year · work ÷ 12 [weeks/month]."""
    return p.changes_per_year * p.change_weeks / MONTHS_PER_YEAR


def upkeep(p: FineTuning, worth: Worth) -> Numeric:
    """Return bill and work a month [USD/month]."""
    return monthly_bill(p) + upkeep_weeks(p) * worth.engineer_week_cost


def coverage(p: FineTuning, kinds: Numeric) -> Numeric:
    """Return the share of the kinds asked that the labels hold, at most all."""
    share: Numeric = np.minimum(ratio_or_never(p.kinds_seen, kinds), 1.0)
    return share


def points_won(p: FineTuning, kinds: Numeric) -> Numeric:
    """Return the points of accuracy that the answers gain: gain · coverage · share reaching them.

    Kinds are taken as asked equally often.
    """
    return p.gain_points * coverage(p, kinds) * p.reaching_share


def upfront(p: FineTuning) -> Numeric:
    """Return what is paid to adopt it, beside the work: labels to train with, the first run."""
    return p.training_labels * p.price_of_a_label + p.change_bill


def monthly_gain(p: FineTuning, worth: Worth, kinds: Numeric) -> Numeric:
    """Return value less upkeep [USD/month]; labelled queries prove it and do not make it."""
    return points_won(p, kinds) * worth.point_value - upkeep(p, worth)


def work(p: FineTuning, worth: Worth) -> Numeric:
    """Return what it takes to adopt it: work, labels to train with, the first run [USD]."""
    return upfront(p) + p.adopting_weeks * worth.engineer_week_cost


def adoptions(p: FineTuning, plan: DemandPlan, worth: Worth) -> Iterator[Adoption]:
    """Yield fine-tuning, if the plan does not have it: it must be provable and worth it."""
    if p.adopted == YesNo.YES:
        return
    kinds = plan.kinds[..., 0]
    needed = first(proof.queries_needed(p))
    gain = monthly_gain(p, worth, kinds)

    def saving(labelled: Floats) -> Floats:
        return np.broadcast_to(gain, np.shape(labelled))

    yield Adoption(
        key="fine_tuning.adopted",
        page=PAGE,
        label="Fine-tune the embedder",
        question="Is a fine-tuned embedding model provable, and worth it?",
        detail=f"{words.number(p.gain_points, 'points')} expected",
        changes={"fine_tuning.adopted": YesNo.YES},
        weeks=p.adopting_weeks,
        upfront=upfront(p),
        value_gained=points_won(p, kinds) * worth.point_value,
        scale=scale(p, needed),
        saving=saving,
        conditions=[provable(needed, proof.spread_known(p))],
        needs=Needs.ALL,
        cost_name=WORTH_IT,
        unknown=proof.missing(p) if worth_it(p, worth, kinds) else "",  # else nothing turns on it
        assumes="Thousands of labelled queries of every kind, and a base model that stays",
        simpler="a newer base model, a reranker or keyword search beside it",
        signal=_signal(p, worth, kinds, needed),
        baseline="the embedder as published",
    )


def worth_it(p: FineTuning, worth: Worth, kinds: Numeric) -> bool:
    """Whether the gain, if it is there, pays back its work in time."""
    return bool(np.all(worth.payback_months * monthly_gain(p, worth, kinds) > work(p, worth)))


def point_value_that_pays(p: FineTuning, worth: Worth, kinds: Numeric) -> Numeric:
    """Return the value of a point at which it is worth its work [USD/month]; inf: no value."""
    monthly = upkeep(p, worth) + work(p, worth) / worth.payback_months
    return ratio_or_never(np.maximum(monthly, 0.0), points_won(p, kinds))


def nothing_won(p: FineTuning, kinds: Numeric) -> tuple[str, str]:
    """Return why the answers gain nothing, and what to measure then; "" twice where they gain."""
    if np.all(points_won(p, kinds) > 0):
        return "", ""
    if not np.all(p.gain_points > 0):
        return "no gain is expected", "the gain, on queries that were not trained with"
    if not np.all(p.kinds_seen > 0):
        return "the labels hold no kind of query", "which kinds of queries the labels hold"
    return (
        "nothing of the gain reaches an answer",
        "how much of a point of search becomes a point of accuracy",
    )


def _signal(p: FineTuning, worth: Worth, kinds: Numeric, needed: float) -> str:
    """Return what turns the verdict: labelled queries, and the value of a point where it lacks."""
    pays = worth_it(p, worth, kinds)
    if not pays and (nothing := nothing_won(p, kinds)[1]):
        return nothing
    if not (np.isfinite(needed) or proof.spread_known(p)):
        return "the spread of the differences between two embedders, query by query"
    most = "" if proof.spread_known(p) else "at most "
    queries = words.number(queries_at_least(needed), "labelled queries", never="no number of them")
    said = f"{most}{queries} answered by both models; {words.number(p.labelled)} today"
    if pays:
        return said
    value = at_least(first(point_value_that_pays(p, worth, kinds)))
    return f"{said}; and a point worth {words.money(value, 'month')}"


def scale(p: FineTuning, needed: float) -> Scale:
    """Return the scale: labelled queries, with those that are added each month."""
    reach = BEYOND_NEED * needed if np.isfinite(needed) else 0.0
    return replace(labelled_scale(p), reach=reach)


def provable(needed: float, known: bool) -> Condition:
    """Return the condition that the labelled queries are enough; its margin is those beyond.

    Not ``known``: the discordance was not measured, and what is needed is that of the most.
    """

    def margin(labelled: Floats) -> Floats:
        return labelled - needed

    edges = [needed] if np.isfinite(needed) else []
    bound = Bound.EXACT if known else Bound.AT_MOST
    return Condition(name=PROVABLE, unit="queries", margin=margin, breakpoints=edges, bound=bound)
