"""What the page on size and shape of models says of a plan, computed when it is first asked for."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calculators.answers.on_plan import OnPlan
from calculators.choices import model_size_parts as parts
from calculators.choices.model_size import PAGE, pipeline_models
from calculators.choices.model_size_inputs import Arrangement, Models, Rung, Shape
from calculators.core.decision import Decision, Verdict
from calculators.core.units import QUERIES_OF_A_PRICE, first, ratio_or_never

__all__ = ["PAGE", "Floats", "OnModels"]

Floats = NDArray[np.float64]


class OnModels(OnPlan):
    """Models of a plan: their rungs, how many there are and how they are kept."""

    @property
    def p(self) -> Models:
        """The inputs of the page."""
        return self.e.scenario.models

    @property
    def queries(self) -> float:
        """Queries that reach the model in month 1."""
        return first(self.e.demand.scored_queries)

    @property
    def taken(self) -> Shape:
        """The rung that the plan has."""
        return parts.shape_taken(self.p)

    @property
    def arranged(self) -> Arrangement:
        """One for all kinds, or one for each."""
        return parts.arrangement_taken(self.p)

    @cached_property
    def models(self) -> float:
        """Models kept in month 1."""
        return first(parts.models_kept(self.p, self.arranged, self.e.demand.kinds[..., :1]))

    @cached_property
    def decisions(self) -> dict[str, Decision]:
        """The decisions of the page by what they change and to which option."""
        return {d.key.removeprefix(f"{PAGE}."): d for d in self.e.decisions_on(PAGE)}

    @cached_property
    def lead(self) -> Decision | None:
        """What pays most; else what turns first; else what is unknown; None where nothing is.

        While the rung in use is not measured no size can be told from another: then that leads.
        """
        found = list(self.decisions.values())
        pays = [d for d in found if d.verdict == Verdict.PAYS]
        if pays:
            return max(pays, key=lambda d: d.margins_today["cost"])
        if found and self.rung(self.taken).accuracy is None:
            return next(d for d in found if d.key.startswith(f"{PAGE}.shape."))
        waiting = [d for d in found if d.first_turn is not None]
        if waiting:
            return min(waiting, key=_distance)
        return next((d for d in found if d.unknown), found[0] if found else None)

    @cached_property
    def untold(self) -> list[Decision]:
        """The options of which nothing can be said yet."""
        return [d for d in self.decisions.values() if d.unknown]

    def rung(self, shape: Shape) -> Rung:
        """Return the row of a shape."""
        return parts.rung(self.p, shape)

    def cost(self, shape: Shape, queries: Floats | None = None) -> Floats:
        """Return what a rung costs a month, engineer time at its cost [USD/month]."""
        asked = np.array([self.queries]) if queries is None else queries
        return np.asarray(parts.rung_costs(self.rung(shape), asked).worth(self.worth))

    def costs(self, shape: Shape) -> dict[str, float]:
        """Return what a rung costs a month at today's queries, part by part [USD/month]."""
        row = self.rung(shape)
        return {
            "training": first(row.training),
            "serving": first(row.serving) / QUERIES_OF_A_PRICE * self.queries,
            "upkeep": first(row.upkeep_time) * first(self.worth.engineer_week_cost),
        }

    def value(self, shape: Shape) -> float:
        """Return what a rung is worth over no model, its time counted [USD/month]; NaN-free."""
        none = Rung(name="No model", accuracy=self.p.replaced_accuracy)
        return first(parts.rung_value(self.p, self.worth, self.rung(shape), none))

    def net(self, shape: Shape) -> float:
        """Return value less cost [USD/month]; minus infinity where accuracy is unknown."""
        if self.rung(shape).accuracy is None:
            return -np.inf
        return self.value(shape) - first(self.cost(shape))

    @cached_property
    def best(self) -> Shape | None:
        """The rung of most value after its cost; None where none was tried."""
        found = max(Shape, key=self.net)
        return found if np.isfinite(self.net(found)) else None

    @cached_property
    def smallest(self) -> Shape | None:
        """The smallest rung that is worth more than it costs."""
        return next((shape for shape in Shape if self.net(shape) > 0), None)

    @cached_property
    def compared(self) -> tuple[Shape, Shape]:
        """The small and the large of the gap that pays: the large model, and what stands below."""
        below = self.taken
        if below == Shape.LARGE_MODEL:
            below = max((s for s in Shape if s != Shape.LARGE_MODEL), key=self.net)
        return below, Shape.LARGE_MODEL

    @cached_property
    def gap_that_pays(self) -> float:
        """Points by which the large model must be better to pay its cost, work and time."""
        small, large = self.compared
        more = first(self.cost(large) - self.cost(small))
        late = self.rung(large).answer_seconds - self.rung(small).answer_seconds
        work = self.rung(large).build_weeks + parts.steps_validation(self.p.steps)
        work = 0.0 if self.taken == large else work * self.worth.engineer_week_cost
        asked = more + late * self.worth.second_value + work / self.worth.payback_months
        point = self.worth.point_value * parts.steps_accuracy(self.p.steps)
        return first(ratio_or_never(asked, point))

    @cached_property
    def gap(self) -> float | None:
        """Points by which the large model is better; None where it is not known."""
        small, large = (self.rung(shape) for shape in self.compared)
        if small.accuracy is None or large.accuracy is None:
            return None
        return first(parts.points_more(large, small))

    @cached_property
    def pipeline_from(self) -> float:
        """Models from which a pipeline pays, its building too unless it is there."""
        return first(pipeline_models(self.p, self.worth))

    def kinds_cost(self, arrangement: Arrangement, kinds: Floats) -> Floats:
        """Return what models for so many kinds cost, less the points they win [USD/month].

        The building of what is not there is spread over the months in which work must pay back.
        """
        q = np.array([self.queries])
        costs = parts.kinds_costs(self.p, arrangement, self.p.pipeline, kinds, q)
        is_specific = arrangement == Arrangement.MANY_SMALL
        won = parts.specific_value(self.p, self.worth, kinds) if is_specific else 0.0
        weeks = self.p.general_weeks if not is_specific else parts.specific_work(self.p, kinds)
        work = 0.0 if arrangement == self.arranged else weeks * self.worth.engineer_week_cost
        return np.asarray(costs.worth(self.worth) - won + work / self.worth.payback_months)

    @cached_property
    def compute_price(self) -> float:
        """What Compute says that 1,000 queries cost [USD]; inf where none come."""
        return first(ratio_or_never(self.e.compute_cost[..., 0] * QUERIES_OF_A_PRICE, self.queries))


def _distance(decision: Decision) -> tuple[float, float]:
    """Return how far off the turn is: the month, then the ratio to today's value."""
    turn = decision.first_turn
    assert turn is not None
    return turn.month, decision.distance(turn)
