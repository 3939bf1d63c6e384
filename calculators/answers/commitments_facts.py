"""What the page on commitments says of one service: its term, its levels, and growth that fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calculators.choices import commitments
from calculators.choices.commitments import Offer
from calculators.core import breakeven, load
from calculators.core.decision import Decision
from calculators.core.units import first
from calculators.evaluation import Evaluation
from calculators.service_results import ServiceResult
from calculators.variable import supply
from calculators.variable.service import Service, Supply

Floats = NDArray[np.float64]

LOWEST_GROWTH, HIGHEST_GROWTH = -0.3, 0.3  # a month: where a break-even is looked for
POINTS = 81  # of a curve over growth
MOST_LEVELS = 400  # levels that a chart shows
SAME = 1e-9
COST = "cost"  # the condition of a decision on supply


@dataclass(frozen=True, kw_only=True, eq=False)
class Committed:
    """One service of a plan, each part computed when it is first asked for."""

    e: Evaluation
    row: int

    @property
    def result(self) -> ServiceResult:
        """The service with what a replica bears and what reaches it."""
        return self.e.services[self.row]

    @property
    def service(self) -> Service:
        """What was entered of the service."""
        return self.result.service

    @property
    def is_held(self) -> bool:
        """Whether the plan buys machines ahead already."""
        return self.service.supply == Supply.COMMITTED

    @property
    def months(self) -> int:
        """Length of the term [months]."""
        return supply.term_months(self.service.commitment_years)

    @property
    def discount(self) -> float:
        """Off the on-demand price."""
        return first(self.service.commitment_discount)

    @property
    def upfront(self) -> float:
        """Share of a term that is paid in its first month."""
        return first(self.service.commitment_upfront)

    @property
    def paid_first(self) -> float:
        """What the level takes upfront, for the whole term [USD]."""
        return self.upfront * self.level * self.ratio * self.price * self.months

    @property
    def ratio(self) -> float:
        """Committed price ÷ on-demand price: the share of hours that pays for a GPU."""
        return 1 - self.discount

    @cached_property
    def price(self) -> float:
        """Price of a GPU for a month by the hour [USD], scaled to last month's bill where asked."""
        return first(supply.monthly_price(self.service)) * first(self.e.bill_factor)

    @cached_property
    def gpus(self) -> Floats:
        """GPUs needed in every hour of the term, growth included."""
        return self.needed(self.months)

    def needed(self, months: int) -> Floats:
        """Return the GPUs needed in every hour of so many months."""
        r = self.result
        return np.asarray(
            commitments.gpus_in_term(r.service, r.unit, r.load, months, r.exact), dtype=float
        )

    @cached_property
    def curve(self) -> Floats:
        """The same, the busiest hour first."""
        return load.duration_curve(self.gpus)

    @cached_property
    def best(self) -> float:
        """The cheapest level [GPUs]."""
        return first(load.reserve_level(self.gpus, self.ratio))

    @cached_property
    def level(self) -> float:
        """The level that is considered: the one entered, else the cheapest [GPUs]."""
        entered = self.e.scenario.commitments.considered_gpus
        return self.best if entered is None else first(entered)

    @property
    def today(self) -> float:
        """GPUs that the plan commits to now."""
        return self.best if self.is_held else 0.0

    @property
    def most(self) -> float:
        """GPUs in the busiest hour of the term."""
        return float(np.max(self.gpus))

    @property
    def base(self) -> float:
        """GPUs needed in every hour of the term."""
        return float(np.min(self.gpus))

    def cost(self, level: float, gpus: Floats | None = None) -> float:
        """Return the mean cost of the term at a level [USD/month]."""
        hours = self.gpus if gpus is None else gpus
        return first(commitments.cost_of_level(hours, level, self.ratio)) * self.price

    @cached_property
    def by_the_hour(self) -> float:
        """Cost of renting each hour what it needs [USD/month], mean of the term."""
        return self.cost(0.0)

    @cached_property
    def saving(self) -> float:
        """What the level saves against renting by the hour [USD/month], mean of the term."""
        return self.by_the_hour - self.cost(self.level)

    @cached_property
    def now(self) -> float:
        """What the service costs as it is chosen [USD/month], mean of the term, staging apart."""
        staging = supply.staging_cost(self.service)[..., :1]
        chosen = self.result.chosen.cost[..., : self.months] - staging
        return float(np.mean(chosen)) * first(self.e.bill_factor)

    @cached_property
    def use(self) -> float:
        """Share of its hours in which a committed GPU is needed."""
        return first(commitments.use_of_level(self.gpus, self.level))

    @cached_property
    def marginal_use(self) -> float:
        """Share of the hours in which the last committed GPU is needed."""
        return float(np.mean(self.gpus >= self.level)) if self.level > 0 else 0.0

    @property
    def use_of_first(self) -> float:
        """Share of the hours of the term in which the first GPU is needed."""
        return float(np.mean(self.gpus > 0))

    @property
    def payback_months(self) -> float:
        """Months within which the work has to be back."""
        return first(self.e.scenario.worth.payback_months)

    @property
    def saving_today(self) -> float:
        """What buying ahead saves at today's load against the way chosen [USD/month].

        At a steady load, which the verdict is about: its margin before the work.
        """
        assert self.decision is not None
        margin = self.decision.margins_today[COST] + self.decision.upfront
        return margin / self.payback_months

    @cached_property
    def growth(self) -> float:
        """Growth a month of the queries over the term, as planned."""
        return first(commitments.planned_growth(self._first_months))

    @cached_property
    def _first_months(self) -> supply.Load:
        return commitments.first_months(self.result.load, self.months)

    def gpus_at_growth(self, growth: Floats) -> Floats:
        """Return the GPUs of every hour of the term, a row for each growth a month."""
        against_plan = (1 + growth) / (1 + self.growth) - 1
        r, reach = self.result, commitments.tilted(self._first_months, against_plan)
        return np.asarray(
            commitments.gpus_in_term(r.service, r.unit, reach, self.months, r.exact), dtype=float
        )

    def saving_at_growth(self, growth: Floats) -> Floats:
        """Return what the level saves against renting by the hour at each growth [USD/month]."""
        gpus = self.gpus_at_growth(growth)
        held = commitments.cost_of_level(gpus, self.level, self.ratio)
        return np.asarray((np.mean(gpus, axis=-1) - held) * self.price)

    @cached_property
    def growth_curve(self) -> tuple[Floats, Floats]:
        """Growth a month, and what the level saves there [USD/month]."""
        reach = max(2 * abs(self.growth), 2 * abs(self.failed_growth), 0.05)
        turn = self.break_even_growth
        reach = max(reach, 1.5 * abs(turn)) if np.isfinite(turn) else reach
        low, high = max(-reach, LOWEST_GROWTH), min(max(reach, self.growth * 1.5), HIGHEST_GROWTH)
        growth = np.linspace(low, high, POINTS)
        return growth, self.saving_at_growth(growth)

    @cached_property
    def break_even_growth(self) -> float:
        """Growth a month below which the level costs more than it saves; inf: at none, −inf: all.

        The first crossing at which saving begins; looked for from −30 % to +30 % a month.
        """
        if not self.level > 0:
            return np.inf
        found = breakeven.crossings(
            lambda factor: self.saving_at_growth(factor - 1),
            1 + LOWEST_GROWTH,
            1 + HIGHEST_GROWTH,
            points=POINTS,
        )
        rising = [x.value - 1 for x in found if x.direction > 0]
        if rising:
            return rising[-1]
        return -np.inf if self.saving > 0 else np.inf

    @property
    def failed_growth(self) -> float:
        """Growth a month if the plan fails."""
        return first(self.e.scenario.commitments.failed_growth)

    @cached_property
    def regrets(self) -> list[Regret]:
        """What the level costs if the load grows as planned, stays, or fails."""
        cases = (
            ("As planned", self.growth),
            ("Stays as it is", 0.0),
            ("Fails", self.failed_growth),
        )
        gpus = self.gpus_at_growth(np.array([growth for _, growth in cases]))
        return [
            self._regret(name, growth, hours)
            for (name, growth), hours in zip(cases, gpus, strict=True)
        ]

    def _regret(self, name: str, growth: float, gpus: Floats) -> Regret:
        best = first(load.reserve_level(gpus, self.ratio))
        return Regret(
            name=name,
            growth=growth,
            held=self.cost(self.level, gpus),
            by_the_hour=self.cost(0.0, gpus),
            best=best,
            least=self.cost(best, gpus),
        )

    @cached_property
    def offers(self) -> Sequence[Offer]:
        """The kinds of commitment that are compared."""
        return commitments.offers(self.e.scenario.commitments, self.service)

    @cached_property
    def decision(self) -> Decision | None:
        """The decision to buy ahead at the service's own discount; None where it is done."""
        key = f"services.rows.{self.row}.supply.{Supply.COMMITTED}"
        return self.e.decision("compute", key)

    def decision_of(self, offer: Offer) -> Decision | None:
        """Return the decision for one kind; None where the plan has it or nothing is held."""
        if offer.origin == commitments.SERVICE_OWN:
            return self.decision
        key = f"commitments.{offer.key}.{self.row}"
        return next((d for d in self.e.decisions_on(commitments.PAGE) if d.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Regret:
    """What the level costs in one future [USD/month], against what would have been best there."""

    name: str
    growth: float
    held: float
    by_the_hour: float
    best: float  # level [GPUs]
    least: float

    @property
    def regret(self) -> float:
        """What the level costs more than the best choice in hindsight [USD/month]."""
        return self.held - self.least

    @property
    def saving(self) -> float:
        """What the level saves against renting by the hour [USD/month]."""
        return self.by_the_hour - self.held
