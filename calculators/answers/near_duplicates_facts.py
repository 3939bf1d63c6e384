"""What the page on near-duplicates says of a plan, each part computed when it is asked for."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calculators.answers.on_plan import OnPlan
from calculators.core.decision import Decision, Verdict, reached_in
from calculators.core.units import first
from calculators.practices import near_duplicates as practice
from calculators.practices.near_duplicates_evidence import (
    Evidence,
    Turn,
    evidence,
    first_sample,
    more_to_read,
    turn,
)
from calculators.practices.near_duplicates_inputs import Method, NearDuplicates
from calculators.practices.near_duplicates_value import (
    Removal,
    monthly_value,
    removal,
    step,
    weeks_of,
)

Floats = NDArray[np.float64]
PAGE = practice.PAGE


class OnDuplicates(OnPlan):
    """Near-duplicate removal in a plan."""

    @property
    def p(self) -> NearDuplicates:
        """The inputs of the page."""
        return self.e.scenario.near_duplicates

    @property
    def chosen(self) -> bool:
        """Whether the plan removes more than exact copies."""
        return self.p.method in (Method.NEAR, Method.SEMANTIC)

    @property
    def method(self) -> Method:
        """The way that the page judges: the plan's if it has one, else hashes in bands."""
        return self.p.method if self.chosen else Method.NEAR

    @property
    def before(self) -> Method:
        """What it is held against: exact copies where it is chosen, else what the plan does."""
        return Method.EXACT if self.chosen else self.p.method

    @cached_property
    def evidence(self) -> Evidence:
        """What is known of the failures."""
        return evidence(self.p, self.e.demand, self.worth)

    @cached_property
    def decision(self) -> Decision | None:
        """The decision to adopt the way, or to go back to exact copies where it is chosen."""
        wanted = Method.EXACT if self.chosen else self.method
        found = self.e.decisions_on(PAGE)
        return next((d for d in found if wanted in d.changes.values()), None)

    @cached_property
    def verdict(self) -> Verdict:
        """The verdict on the way, whether it is chosen or not."""
        if self.decision is None:
            return Verdict.CANNOT_TELL
        if not self.chosen or self.decision.verdict == Verdict.CANNOT_TELL:
            return self.decision.verdict
        return Verdict.NOT_YET if self.decision.verdict == Verdict.PAYS else Verdict.PAYS

    @cached_property
    def turn(self) -> Turn:
        """The share of failures at which the verdict turns."""
        if self.chosen:
            steps = [step(self.p, self.p.method, Method.EXACT, self.worth)]
        else:
            steps = list(practice.steps(self.p, self.method, self.worth).values())
        return turn(self.evidence, steps, self.worth)

    @cached_property
    def pays_alone(self) -> bool:
        """Whether it would pay at some share of the failures, were there no exact hashing."""
        if self.chosen:
            return self.turn.share <= 1
        alone = practice.steps(self.p, self.method, self.worth)[practice.COST]
        return turn(self.evidence, [alone], self.worth).share <= 1

    @cached_property
    def turn_month(self) -> float:
        """The month of the plan in which it is reached, from 1; inf: not in this plan."""
        if self.decision is None or not np.isfinite(self.turn.share):
            return np.inf
        return reached_in(self.decision.scale, self.turn.share * self.evidence.failures)

    @property
    def missing(self) -> str:
        """What has to be read first, "" if nothing has."""
        return self.decision.unknown if self.decision else ""

    @property
    def either(self) -> bool:
        """Whether the sample leaves the verdict open and reading on is not worth its cost."""
        return not self.missing and self.evidence.spans(self.turn.share)

    @cached_property
    def to_read(self) -> float:
        """Failures still to be read to know on which side of the break-even the share lies."""
        if self.evidence.known:
            return first(more_to_read(self.evidence, self.turn.share))
        return first(first_sample(self.evidence.confidence, self.turn.share))

    @cached_property
    def removal(self) -> Removal:
        """What the way does."""
        return removal(self.p, self.method)

    def value(self, method: Method) -> float:
        """Value of a way in month 1 [USD/month], false removals taken off; no cash."""
        return first(monthly_value(self.p, removal(self.p, method), self.evidence.today))

    def asked(self, method: Method) -> float:
        """Upkeep, bills, and work still to be done over the payback months [USD/month]."""
        r, week = removal(self.p, method), self.worth.engineer_week_cost
        work = weeks_of(self.p, self.p.method, method) * week + r.upfront
        work = 0.0 if method == self.p.method else work
        return first(r.upkeep * week + r.cash + work / self.worth.payback_months)

    def left(self, method: Method, shares: Floats) -> Floats:
        """Value less all that is asked [USD/month] at shares of failures traced."""
        r = removal(self.p, method)
        value = monthly_value(self.p, r, shares * self.evidence.failures)
        return np.asarray(value - self.asked(method))

    @cached_property
    def wrongly(self) -> float:
        """What texts removed wrongly cost [USD/month]."""
        return first(self.removal.removed_wrongly * self.p.cost_per_wrong_removal)

    @cached_property
    def all_failures(self) -> float:
        """What all failures of month 1 cost [USD/month]."""
        return self.evidence.failures * first(self.p.cost_per_failure)

    @property
    def hashes(self) -> int:
        """Hashes of a text, of a plan without draws."""
        return int(first(self.p.hashes))

    @property
    def bands(self) -> int:
        """Bands of a text, of a plan without draws."""
        return int(first(self.p.bands))
