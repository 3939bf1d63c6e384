"""Levers on operations: fewer, faster or better labels, each on its own scale."""
# fmt: off

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from calculators.core.adoption import Adoption, Saving
from calculators.core.business import Worth
from calculators.core.decision import Scale
from calculators.core.demand import DemandPlan
from calculators.core.inputs import Numeric, YesNo
from calculators.core.units import HORIZON_MONTHS, PERCENT
from calculators.variable import operations_labels as labels
from calculators.variable.operations_inputs import Operations

PAGE = "operations"
WRONG_UNIT = "% of labels"


def adoptions(p: Operations, plan: DemandPlan, worth: Worth) -> Iterator[Adoption]:
    """Yield the levers of this page that the plan does not have yet."""
    items = labels.items(p, plan)
    some = items[0] > 0
    if some:
        yield from _label_levers(p, _scale_of_items(items))
    if some and p.relabelling == YesNo.NO and p.useful_share > 0:
        yield _relabelling(p, worth)
    if p.targeting == YesNo.NO and p.collection_hours > 0 and p.targeted_share > 0:
        yield _targeting(p, plan)


def _scale_of_items(items: NDArray[np.float64]) -> Scale:
    return Scale(label="Items labelled", unit="items/month", today=float(items[0]), planned=items)


def _label_levers(p: Operations, scale: Scale) -> Iterator[Adoption]:
    now = labels.item_cost(p)
    if p.preannotation == YesNo.NO:
        then = labels.item_cost(replace(p, preannotation=YesNo.YES))
        yield Adoption(
            key="operations.preannotation", page=PAGE, label="Pre-annotate",
            detail="a model proposes, people check", changes={"operations.preannotation":
            YesNo.YES}, weeks=p.preannotation_weeks, points_lost=p.preannotation_points,
            scale=scale, saving=_proportional(now - then), baseline="label by hand",
            assumes="checking takes less time than labelling, and the price follows",
            simpler="label by hand", signal="seconds for a label with and without a proposal")
    if p.active_learning == YesNo.NO:
        then = labels.item_cost(replace(p, active_learning=YesNo.YES))
        yield Adoption(
            key="operations.active_learning", page=PAGE, label="Choose what to label",
            detail="active learning", changes={"operations.active_learning": YesNo.YES},
            weeks=p.active_weeks, scale=scale, saving=_proportional(now - then),
            baseline="label at random", assumes="most items teach the model nothing new",
            simpler="label at random", signal="labels to the same error, chosen and at random")
    if p.synthetic == YesNo.NO and p.synthetic_share > 0:
        yield _synthetic(p, scale, now)


def _synthetic(p: Operations, scale: Scale, now: Numeric) -> Adoption:
    measured = p.synthetic_counts_for is not None
    then = labels.item_cost(replace(p, synthetic=YesNo.YES)) if measured else now
    return Adoption(
        key="operations.synthetic", page=PAGE, label="Generate items",
        detail="synthetic data", changes={"operations.synthetic": YesNo.YES},
        weeks=p.synthetic_weeks, scale=scale, saving=_proportional(now - then),
        unknown="" if measured else "value of a synthetic item: not measured",
        baseline="label real items", assumes="generated items look like those of users",
        simpler="label real items", signal="error on real data with and without synthetic items")


def _proportional(saved: Numeric) -> Saving:
    """Return the saving a month that is proportional to the scale."""
    def saving(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return values * saved
    return saving


def _targeting(p: Operations, plan: DemandPlan) -> Adoption:
    hours = p.collection_hours * (1 - p.keeping_share + labels.follows(p, plan))
    then = labels.collected_hour_cost(replace(p, targeting=YesNo.YES))
    saved = labels.collected_hour_cost(p) - then
    return Adoption(
        key="operations.targeting", page=PAGE, label="Collect where it is rare",
        detail="rush hours, bad weather", changes={"operations.targeting": YesNo.YES},
        weeks=p.targeting_weeks, baseline="collect at any hour",
        scale=Scale(label="Field data wanted", unit="h/month", today=float(hours[0]),
                    planned=hours),
        saving=_proportional(saved), assumes="the model fails where data is rare",
        simpler="collect at any hour", signal="error by hour and weather")


def _relabelling(p: Operations, worth: Worth) -> Adoption:
    """Return relabelling against new items: no cash moves, the error does."""
    removable, wrong = labels.removable_points(p), p.wrong_share
    unknown = ("share of labels that are wrong: not measured" if wrong is None
               else "the error today: not measured" if removable is None else "")
    at_stake = worth.point_value * (0.0 if removable is None else removable)
    today = 0.0 if wrong is None else float(PERCENT * wrong)

    def saving(values: NDArray[np.float64]) -> NDArray[np.float64]:
        gain = labels.relabelling_gain(p, values / PERCENT)
        return np.asarray(at_stake * (1 - np.power(gain, -p.learning_exponent)))

    return Adoption(
        key="operations.relabelling", page=PAGE, label="Relabel old items",
        detail="instead of new ones", changes={"operations.relabelling": YesNo.YES}, weeks=0.0,
        value_gained=0.0 if unknown else saving(np.array([today])).item(),
        scale=Scale(label="Labels that are wrong", unit=WRONG_UNIT, today=today,
                    planned=np.full(HORIZON_MONTHS, today), least=0.01,
                    reach=PERCENT, limit=PERCENT * labels.MOST_WRONG),
        saving=saving, unknown=unknown, baseline="label new items",
        assumes="wrong labels hold the model back more than few labels do",
        simpler="label new items", signal="a hundred items labelled again, with care")
