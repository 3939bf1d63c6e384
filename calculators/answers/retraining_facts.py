"""What the page on retraining says of a plan, each part computed when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calculators.answers.on_plan import OnPlan
from calculators.core import paths, proof
from calculators.core.adoption import Adoption
from calculators.core.business import Worth
from calculators.core.decision import (
    MONEY,
    Condition,
    Decision,
    Judgement,
    Verdict,
    judged,
)
from calculators.core.power import Overstatement, overstatement, per_look
from calculators.core.units import DAYS_PER_MONTH, PERCENT, first
from calculators.evaluation import Evaluation, evaluate
from calculators.practices import retraining_work as work
from calculators.practices.retraining_inputs import Retraining, Schedule
from calculators.practices.retraining_interval import cost_by_interval
from calculators.practices.retraining_levers import PAGE, Case, adoptions
from calculators.variable.operations_labels import with_label_price

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Way:
    """A way of training again, judged whether or not the runway is known."""

    adoption: Adoption
    judgement: Judgement
    decision: Decision | None  # none while the plan cannot be computed

    @property
    def verdict(self) -> Verdict:
        """What is said of it today."""
        return self.judgement.verdict

    @property
    def unknown(self) -> str:
        """What has to be measured first."""
        return self.adoption.unknown


def _judgement(found: Adoption, worth: Worth) -> Judgement:
    upfront = found.upfront + found.weeks * worth.engineer_week_cost
    saving, scale = found.saving, found.scale
    assert saving is not None
    assert scale is not None

    def margin(labelled: Floats) -> Floats:
        return np.asarray(worth.payback_months * saving(labelled) - upfront)

    cost = Condition(name=found.cost_name, unit=MONEY, margin=margin)
    return judged([cost, *found.conditions], scale, found.unknown, found.needs)


class OnRetraining(OnPlan):
    """Training again in a plan: by schedule, on a signal, or not at all."""

    @cached_property
    def p(self) -> Retraining:
        """The inputs of the page, with the price of a label."""
        return with_label_price(self.e.scenario.retraining, self.e.scenario.operations)

    @property
    def known(self) -> bool:
        """Whether anybody has said how fast answers get worse."""
        return work.is_known(self.p)

    @cached_property
    def case(self) -> Case:
        """The schedule against luck."""
        return Case(p=self.p, worth=self.worth)

    @cached_property
    def without(self) -> Evaluation:
        """The same plan with no retraining in it: what every way is held against."""
        if self.p.schedule == Schedule.NONE:
            return self.e
        changed = {"retraining.schedule": Schedule.NONE}
        return evaluate(paths.with_values(self.e.scenario, changed), reuse=self.e)

    @cached_property
    def scheduled(self) -> Way:
        """Retraining by schedule, against none."""
        return self._way(Schedule.SCHEDULED)

    @cached_property
    def on_signal(self) -> Way:
        """Retraining when a signal says so, against none."""
        return self._way(Schedule.ON_SIGNAL)

    def _way(self, way: Schedule) -> Way:
        p = replace(self.p, schedule=Schedule.NONE)
        offered = adoptions(p, self.e.demand, self.worth)
        found = next(a for a in offered if a.changes["retraining.schedule"] == way)
        decided = self.without.decisions_on(PAGE)
        return Way(
            adoption=found,
            judgement=_judgement(found, self.worth),
            decision=next((d for d in decided if d.key == found.key), None),
        )

    @property
    def labelled(self) -> float:
        """Labelled queries today."""
        return first(self.p.labelled)

    def chance(self, labelled: Floats, discordance: float | None = None) -> Floats:
        """Return the chance that the gain of a cycle is seen."""
        c = self.case
        share = first(c.discordance.share) if discordance is None else discordance
        return np.asarray(proof.chance(self.p, labelled, c.gain, c.level, share))

    @cached_property
    def chance_today(self) -> float:
        """The chance with the labelled queries of today."""
        return first(self.chance(np.array([self.labelled])))

    @cached_property
    def ends(self) -> tuple[float, float]:
        """The least and the most discordance that there can be."""
        return self.ends_at(self.case.gain)

    def ends_at(self, gain: float) -> tuple[float, float]:
        """Return the same for another gain; what is measured has no two ends."""
        p = self.p
        if p.discordance is not None or not p.paired:
            share = max(first(proof.discordance_taken(p, gain, self.case.level).share), gain)
            return share, share
        return gain, max(first(proof.most_discordance(p, gain)), gain)

    @cached_property
    def smallest_gains(self) -> tuple[float, float]:
        """Smallest gain of a cycle that the labelled queries of today prove [points]; inf: none.

        With the least and with the most discordance; without a gain only the most is known.
        """
        p, level = self.p, self.case.level
        least, most = self.ends if self.known else self.ends_at(0.0)[1:] * 2
        low, high = (first(proof.provable_gain(p, p.labelled, level, d)) for d in (least, most))
        return low * PERCENT, high * PERCENT

    def overstated(self, labelled: Floats) -> Overstatement:
        """Return what is wrong with gains that pass, by labelled queries."""
        c = self.case
        error = proof.standard_error(self.p, c.gain, c.discordance.share, labelled)
        return overstatement(c.gain, error, c.level)

    @cached_property
    def overstated_today(self) -> Overstatement:
        """The same with the labelled queries of today."""
        return self.overstated(np.array([max(self.labelled, 1.0)]))

    @cached_property
    def best_days(self) -> float:
        """The interval with the least cost; inf: never."""
        return first(work.best_days(self.p, self.worth))

    @cached_property
    def seen_after(self) -> float:
        """Days until one look at the labelled queries can see the drift; inf: never."""
        return first(work.days_to_see(self.p, self.p.labelled, self.level_of_a_look))

    @property
    def level_of_a_look(self) -> float:
        """Significance of one look that no schedule asks for."""
        return first(per_look(self.p.significance, self.p.looks))

    @cached_property
    def signal_days(self) -> float:
        """Days until the signal comes; inf: never."""
        return first(work.days_on_signal(self.p, self.worth, self.p.labelled))

    def cost(self, days: Floats) -> Floats:
        """Return cycles and age [USD/day] by interval."""
        k, h = work.cycle_cost(self.p, self.worth), work.staleness_cost(self.p, self.worth)
        return np.asarray(cost_by_interval(days, k, h))

    @cached_property
    def monthly_cost(self) -> float:
        """Bills and engineer time of the schedule [USD/month]."""
        asked = work.at_interval(self.p, Schedule.SCHEDULED, self.p.interval_days)
        return first(asked.bills + asked.weeks * self.worth.engineer_week_cost)

    @cached_property
    def monthly_value(self) -> float:
        """Value of the points that the schedule keeps [USD/month]."""
        return first(work.value(self.p, self.worth, self.p.interval_days))

    @property
    def cycles(self) -> float:
        """Cycles of the schedule a month."""
        return first(DAYS_PER_MONTH / self.p.interval_days)
