"""What the page on embedding fine-tuning says of a plan, each part computed when asked for."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calculators.answers.on_plan import OnPlan
from calculators.core.decision import Decision, Scale, Verdict, reached_in
from calculators.core.inputs import YesNo
from calculators.core.units import first, ratio_or_never
from calculators.practices import fine_tuning as practice
from calculators.practices import fine_tuning_proof as proof
from calculators.practices.fine_tuning_inputs import FineTuning, Metric
from calculators.variable.operations_labels import with_label_price

Floats = NDArray[np.float64]


class OnTuning(OnPlan):
    """Embedding fine-tuning in a plan."""

    @cached_property
    def p(self) -> FineTuning:
        """The inputs of the page, with the price of a label."""
        return with_label_price(self.e.scenario.fine_tuning, self.e.scenario.operations)

    @property
    def adopted(self) -> bool:
        """Whether the plan has a fine-tuned embedder."""
        return self.p.adopted == YesNo.YES

    @property
    def graded(self) -> bool:
        """Whether queries are graded from 0 to 1."""
        return self.p.metric == Metric.GRADED

    @property
    def labelled(self) -> float:
        """Labelled queries of today."""
        return first(self.p.labelled)

    @cached_property
    def spread_known(self) -> bool:
        """Whether it was measured how much the two systems differ."""
        return proof.spread_known(self.p)

    @cached_property
    def ends(self) -> tuple[float | None, ...]:
        """Discordance that is computed with: the measured one, or the least and the most."""
        if self.graded or self.spread_known:
            return (None,)
        return (first(self.p.gain), first(proof.most_discordance(self.p)))

    @cached_property
    def needed(self) -> tuple[float, ...]:
        """Labelled queries that prove the gain, at each end; inf: no number does."""
        return tuple(first(proof.queries_needed(self.p, end)) for end in self.ends)

    @cached_property
    def chances(self) -> tuple[float, ...]:
        """Chance that the labelled queries of today show the gain, at each end."""
        return tuple(first(proof.chance_seen(self.p, self.p.labelled, end)) for end in self.ends)

    @cached_property
    def smallest_gains(self) -> tuple[float, ...]:
        """Smallest gain [share] that the labelled queries of today prove, at each end."""
        return tuple(first(proof.smallest_gain(self.p, self.p.labelled, end)) for end in self.ends)

    @cached_property
    def missing(self) -> str:
        """What has to be measured before it can be told, "" where nothing turns on it."""
        return proof.missing(self.p) if self.worth_it else ""

    @cached_property
    def provable(self) -> bool:
        """Whether the labelled queries of today prove the gain, however the systems differ."""
        return self.labelled > max(self.needed)

    @cached_property
    def unprovable(self) -> bool:
        """Whether they do not, however the systems differ."""
        return self.labelled <= min(self.needed) and (self.spread_known or not self.graded)

    @cached_property
    def scale(self) -> Scale:
        """Labelled queries, today and as planned."""
        return practice.scale(self.p, self.needed[-1])

    @cached_property
    def reached(self) -> float:
        """Month of the plan in which the labelled queries are enough; inf if none."""
        return reached_in(self.scale, self.needed[-1])

    @cached_property
    def coverage(self) -> float:
        """Share of the kinds asked that the labels hold."""
        return first(practice.coverage(self.p, self.kinds))

    @cached_property
    def coverage_at_end(self) -> float:
        """The same at the end of the plan, with the labels of today."""
        return first(practice.coverage(self.p, first(self.e.demand.kinds[..., -1])))

    @cached_property
    def points_won(self) -> float:
        """Points of accuracy that the answers gain."""
        return first(practice.points_won(self.p, self.kinds))

    @cached_property
    def value(self) -> float:
        """What they are worth today [USD/month]."""
        return self.points_won * first(self.worth.point_value)

    @cached_property
    def upkeep(self) -> float:
        """What it goes on costing, work included [USD/month]."""
        return first(practice.upkeep(self.p, self.worth))

    @cached_property
    def work(self) -> float:
        """What it takes to adopt it [USD]."""
        return first(practice.work(self.p, self.worth))

    @cached_property
    def worth_it(self) -> bool:
        """Whether the gain, if it is there, pays back its work; once adopted, its upkeep."""
        if self.adopted:
            return self.value > self.upkeep
        return practice.worth_it(self.p, self.worth, self.kinds)

    @cached_property
    def nothing_won(self) -> str:
        """Why the answers gain nothing, "" where they gain or it pays by what it saves."""
        return "" if self.worth_it else practice.nothing_won(self.p, self.kinds)[0]

    @property
    def monthly_cost(self) -> float:
        """Upkeep, and the work over the time to pay back unless it is done [USD/month]."""
        return self.upkeep + (0.0 if self.adopted else self.work / self.months_to_earn)

    @cached_property
    def point_value_that_pays(self) -> float:
        """Value of a point at which it is worth its work [USD/month]; inf: nothing is won."""
        return first(ratio_or_never(max(self.monthly_cost, 0.0), self.points_won))

    @cached_property
    def missing_labels(self) -> float:
        """Labelled queries that are missing to prove the gain, at the most; inf: no number does."""
        return max(self.needed[-1] - self.labelled, 0.0)

    @cached_property
    def decision(self) -> Decision | None:
        """The decision to fine-tune; None where the plan does."""
        return next(iter(self.e.decisions_on(practice.PAGE)), None)

    @cached_property
    def verdict(self) -> Verdict:
        """What the decision says; of what the plan has, whether both conditions hold."""
        if self.decision is not None:
            return self.decision.verdict
        if self.missing:
            return Verdict.CANNOT_TELL
        return Verdict.PAYS if self.provable and self.worth_it else Verdict.NOT_YET

    @cached_property
    def queries(self) -> float:
        """Queries of month 1."""
        return first(self.e.demand.raw_queries)

    def value_at(self, queries: Floats) -> Floats:
        """Return the value at another volume: a point is worth in proportion to the queries."""
        return np.asarray(self.value * ratio_or_never(queries, self.queries))

    def cost_at(self, queries: Floats) -> Floats:
        """Return what it costs a month at another volume: the same."""
        return np.full(queries.shape, max(self.monthly_cost, 0.0))

    @cached_property
    def turning_queries(self) -> float:
        """Queries a month from which it is worth its work; inf: at no volume."""
        return first(ratio_or_never(max(self.monthly_cost, 0.0) * self.queries, self.value))
