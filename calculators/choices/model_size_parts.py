"""The parts of models' size and shape: rungs of a ladder, models kept, kinds, and steps in a row.

The model of today is paid for by Compute, Training and Team; everything here is what an option
costs, so that only differences between two options enter the plan.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calculators.choices.model_size_inputs import (
    Arrangement,
    Models,
    NextArrangement,
    NextShape,
    Pipeline,
    Rung,
    Shape,
    Step,
)
from calculators.core.business import Worth
from calculators.core.inputs import Numeric, pick
from calculators.core.units import PERCENT, QUERIES_OF_A_PRICE, over_months

Floats = NDArray[np.float64]
SHAPES = tuple(Shape)
TWO_KINDS = 2.0  # with one kind no model is more specific than another


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What an option costs a month."""

    cash: Numeric  # [USD/month]
    weeks: Numeric  # [weeks/month]

    def less(self, other: Costs) -> Costs:
        """Return what this costs more than another."""
        return Costs(cash=self.cash - other.cash, weeks=self.weeks - other.weeks)

    def worth(self, worth: Worth) -> Numeric:
        """Return the cost with engineer time at its cost [USD/month]."""
        return self.cash + self.weeks * over_months(worth.engineer_week_cost)


def rung(p: Models, shape: Shape) -> Rung:
    """Return the row of the ladder of a shape."""
    return p.ladder[SHAPES.index(shape)]


def shape_taken(p: Models) -> Shape:
    """Return the rung that the plan has: another one, or that of today."""
    return p.served if p.shape == NextShape.AS_TODAY else Shape(p.shape.value)


def arrangement_taken(p: Models) -> Arrangement:
    """Return the arrangement that the plan has: another one, or that of today."""
    kept = p.arrangement == NextArrangement.AS_TODAY
    return p.arranged if kept else Arrangement(p.arrangement.value)


def rung_costs(row: Rung, queries: Floats) -> Costs:
    """Return training + serving·queries ÷ 1,000, and upkeep."""
    serving = over_months(row.serving / QUERIES_OF_A_PRICE) * queries
    return Costs(cash=over_months(row.training) + serving, weeks=over_months(row.upkeep_time))


def points_more(row: Rung, than: Rung) -> Numeric:
    """Return the points of accuracy that one rung has more than another, both measured."""
    assert row.accuracy is not None
    assert than.accuracy is not None
    return PERCENT * (row.accuracy - than.accuracy)


def rung_value(p: Models, worth: Worth, row: Rung, than: Rung) -> Numeric:
    """Return the value of one rung over another [USD/month], whatever the volume.

    100·(accuracy − accuracy)·Π accuracy of the other steps·value of a point − (s − s)·value of a
    second: a point of the model is a point of the answer only where every other step is right.
    """
    points = points_more(row, than) * steps_accuracy(p.steps)
    return (
        points * worth.point_value - (row.answer_seconds - than.answer_seconds) * worth.second_value
    )


def steps_accuracy(steps: tuple[Step, ...]) -> Numeric:
    """Return the share of answers that all these steps get right: the product, 1 without any.

    Holds where one step errs independently of another.
    """
    right: Numeric = 1.0
    for step in steps:
        right = right * step.accuracy
    return right


def steps_seconds(steps: tuple[Step, ...]) -> Numeric:
    """Return the time of steps one after another [s]: the sum."""
    return sum((step.step_seconds for step in steps), 0.0)


def steps_validation(steps: tuple[Step, ...]) -> Numeric:
    """Return the work of validating all of them again [weeks]."""
    return sum((step.validation_weeks for step in steps), 0.0)


def models_kept(p: Models, arrangement: Arrangement, kinds: Floats) -> Floats:
    """Return the number of models: one, or so many for each kind."""
    kept: Floats = pick(arrangement, {
        Arrangement.ONE_BIG: lambda: np.ones_like(kinds),
        Arrangement.MANY_SMALL: lambda: kinds * over_months(p.models_per_kind),
    })  # fmt: skip
    return kept


def keeping_costs(p: Models, pipeline: Pipeline, models: Floats) -> Costs:
    """Return what keeping so many models costs: each by hand, or few hours and a pipeline."""
    kept: Costs = pick(pipeline, {
        Pipeline.BY_HAND: lambda: Costs(cash=0.0, weeks=models * over_months(p.hand_time)),
        Pipeline.AUTOMATED: lambda: Costs(
            cash=over_months(p.pipeline_costs),
            weeks=over_months(p.pipeline_time) + models * over_months(p.automated_time),
        ),
    })  # fmt: skip
    return kept


def arranged_costs(p: Models, arrangement: Arrangement, kinds: Floats, queries: Floats) -> Costs:
    """Return what models of this arrangement cost beside being kept.

    One for each kind: models·(training + hosting). One for all: its training, what it serves
    dearer, and the validation of every kind after a change.
    """
    costs: Costs = pick(arrangement, {
        Arrangement.MANY_SMALL: lambda: Costs(
            cash=models_kept(p, arrangement, kinds)
            * over_months(p.small_training + p.small_hosting),
            weeks=0.0,
        ),
        Arrangement.ONE_BIG: lambda: Costs(
            cash=over_months(p.general_training)
            + over_months(p.general_serving / QUERIES_OF_A_PRICE) * queries,
            weeks=kinds * over_months(p.validation_time),
        ),
    })  # fmt: skip
    return costs


def kinds_costs(
    p: Models, arrangement: Arrangement, pipeline: Pipeline, kinds: Floats, queries: Floats
) -> Costs:
    """Return what models for so many kinds cost, kept in this way."""
    arranged = arranged_costs(p, arrangement, kinds, queries)
    kept = keeping_costs(p, pipeline, models_kept(p, arrangement, kinds))
    return Costs(cash=arranged.cash + kept.cash, weeks=arranged.weeks + kept.weeks)


def specific_value(p: Models, worth: Worth, kinds: Floats) -> Floats:
    """Return what the points of specific models are worth at so many kinds [USD/month].

    points·Π accuracy of the other steps·value of a point from two kinds on, else 0: as of a rung.
    Points that nobody measured count as none.
    """
    points = 0.0 if p.specific_points is None else p.specific_points
    won = over_months(points * steps_accuracy(p.steps) * worth.point_value)
    return np.where(kinds >= TWO_KINDS, won, 0.0)


def specific_work(p: Models, kinds: Numeric) -> Numeric:
    """Return the work of building the specific models of so many kinds [weeks]."""
    return p.specific_weeks * p.models_per_kind * kinds


def as_today(p: Models) -> bool:
    """Whether the plan has nothing that Compute, Training and Team do not hold."""
    same = shape_taken(p) == p.served and arrangement_taken(p) == p.arranged
    return same and p.pipeline == Pipeline.BY_HAND


def difference(p: Models, kinds: Floats, queries: Floats) -> Costs:
    """Return what the plan's models cost more than those of today, by month."""
    rungs = rung_costs(rung(p, shape_taken(p)), queries).less(
        rung_costs(rung(p, p.served), queries)
    )
    taken = kinds_costs(p, arrangement_taken(p), p.pipeline, kinds, queries)
    more = taken.less(kinds_costs(p, p.arranged, Pipeline.BY_HAND, kinds, queries))
    return Costs(cash=rungs.cash + more.cash, weeks=rungs.weeks + more.weeks)
