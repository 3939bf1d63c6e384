"""Evaluation: everything computed from one scenario; pages, exports and the command read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

import numpy as np

from calculators import decisions as _decisions
from calculators import runway as _runway
from calculators import supplies, topics
from calculators.choices import spot
from calculators.core import demand as _demand
from calculators.core.cost_line import CostLine, Lens, within
from calculators.core.decision import Decision
from calculators.core.inputs import Monthly, Numeric, YesNo
from calculators.core.kept import Kept
from calculators.core.sampling import MOST_KEPT
from calculators.core.units import over_months
from calculators.fixed.training_inputs import Training
from calculators.runway import CashPlan, Runway
from calculators.scenario import Scenario
from calculators.service_results import ServiceResult, service_result
from calculators.supplies import Terms
from calculators.variable.compute_problems import problems

_demands = Kept[tuple[_demand.DemandPlan, Monthly]](
    32, lambda asked: asked[0].raw_queries.ndim == 1 or len(asked[0].raw_queries) <= MOST_KEPT
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Evaluation:
    """All results of one scenario. Arrays have the shape of the inputs, months last."""

    scenario: Scenario
    demand: _demand.DemandPlan
    hours: Monthly  # load of each hour over the mean hour, (..., 24)
    services: tuple[ServiceResult, ...]
    terms: Terms
    earned: Monthly  # [USD/month] revenue before what is turned away
    bill_factor: Numeric  # bill of last month ÷ estimate; NaN never: 1 when none was entered
    estimated_compute: Monthly  # [USD/month] before the factor
    revenue_lost: Monthly  # [USD/month] turned away, never more than is earned
    lines: Mapping[str, CostLine]  # by topic: what its page computes
    problems: tuple[str, ...]  # why the plan cannot be computed; the headline is then unknown

    @property
    def known(self) -> bool:
        """Whether the headline may be shown."""
        return not self.problems

    @cached_property
    def compute_cost(self) -> Monthly:
        """Cost of serving by month [USD/month], scaled to last month's bill where asked."""
        return self.estimated_compute * over_months(self.bill_factor)

    @cached_property
    def compute_line(self) -> CostLine:
        """Serving as a line of the plan, scaled to last month's bill where asked."""
        factor, nothing = over_months(self.bill_factor), 0.0 * self.demand.raw_queries
        chosen = [result.chosen for result in self.services]
        return CostLine(
            cash=factor * sum((bill.cash for bill in chosen), nothing),
            accounting=self.compute_cost,
            variable=self.compute_cost,
            cloud=factor * sum((bill.cloud for bill in chosen), nothing),
            weeks=sum((bill.weeks for bill in chosen), nothing),
        )

    @cached_property
    def costs(self) -> dict[str, Monthly]:
        """Every cost line by month [USD/month], as paid: the lens of runway."""
        worth = self.scenario.worth
        return self._in_order({name: line.paid(worth) for name, line in self._billed.items()})

    @cached_property
    def accounting_costs(self) -> dict[str, Monthly]:
        """Every cost line by month [USD/month], spread over its use: the lens of unit costs."""
        worth = self.scenario.worth
        return self._in_order({name: line.accounted(worth) for name, line in self._billed.items()})

    def costs_by(self, lens: Lens) -> dict[str, Monthly]:
        """Return every cost line by month [USD/month] in one of the two lenses."""
        return self.costs if lens == Lens.CASH else self.accounting_costs

    @cached_property
    def lines_with_compute(self) -> dict[str, CostLine]:
        """Every topic and serving, as lines of the plan."""
        smaller = within(self.lines["models"], self.compute_line)
        return {**self.lines, "models": smaller, "compute": self.compute_line}

    @cached_property
    def _billed(self) -> dict[str, CostLine]:
        """Lines that hold something; what the plan does not have costs no time either."""
        lines = self.lines_with_compute.items()
        return {name: line for name, line in lines if not line.is_empty}

    def _in_order(self, lines: Mapping[str, Monthly]) -> dict[str, Monthly]:
        scenario, flat = self.scenario, self.demand.nothing
        won = self.demand.customers * over_months(scenario.demand.customers_gained)
        return {
            "Team": lines.get("team", flat),
            "Compute": lines["compute"],
            "Operations": lines.get("operations", flat),
            "Training": lines.get("training", flat),
            "Hardware": lines.get("hardware", flat),
            "Bandwidth": lines.get("bandwidth", flat),
            "Practices and tools": sum((lines[n] for n in topics.PRACTICES if n in lines), flat),
            "Winning customers": won * over_months(scenario.business.acquisition_cost),
            "Other fixed": over_months(scenario.business.other_fixed_costs) + flat,
        }

    @cached_property
    def training(self) -> Training:
        """Training with its net saving on spot, measured or computed; None if neither."""
        return spot.with_net_saving(self.scenario.training, self.scenario.spot)

    @cached_property
    def cloud_cost(self) -> Monthly:
        """What credits of a cloud may pay, by month [USD/month]."""
        return sum((line.cloud for line in self._billed.values()), self.demand.nothing)

    @cached_property
    def cash(self) -> CashPlan:
        """The cash plan by month."""
        return _runway.cash_plan(
            self.scenario.business, self.demand, self.costs, self.cloud_cost, self.revenue_lost
        )

    def beside(self, alternatives: Sequence[Evaluation]) -> tuple[Monthly, Monthly]:
        """Return the cash flow [USD/month] of each and the time it frees [weeks/month], a row each.

        Funding and prices as here.
        """
        business, plan = self.scenario.business, self.cash
        dearer, freed = map(np.stack, zip(*map(self._changed_by, alternatives), strict=True))
        total = plan.total_cost + dearer
        lost = np.stack([a.revenue_lost for a in alternatives])
        same = np.array_equal(lost, np.broadcast_to(self.revenue_lost, lost.shape))
        collected = plan.collected if same else _runway.collected(business, self.earned - lost)
        credits = plan.credits_used
        if np.any(business.credits):
            cloud = np.stack([a.cloud_cost for a in alternatives])
            credits = _runway.credits_used(business, cloud)
        return collected - total + credits - plan.one_off, freed

    def _changed_by(self, other: Evaluation) -> tuple[Monthly, Monthly]:
        """Return what an alternative pays more and the time it frees: of the lines that differ."""
        worth, dearer, freed = self.scenario.worth, self.demand.nothing, self.demand.nothing
        for name, line in other.lines_with_compute.items():
            mine = self.lines_with_compute[name]
            if line is not mine:
                dearer = dearer + line.paid(worth) - self._paid[name]
                freed = freed + mine.weeks - line.weeks
        return dearer, freed

    @cached_property
    def _paid(self) -> dict[str, Monthly]:
        """Every line by month [USD/month], as paid."""
        worth = self.scenario.worth
        return {name: line.paid(worth) for name, line in self.lines_with_compute.items()}

    @cached_property
    def runway(self) -> Runway:
        """The headline: committed funding only."""
        return self._runway(self.cash.cash, self.cash.funding)

    @cached_property
    def runway_with_planned(self) -> Runway:
        """The runway if every planned round comes."""
        funding = self.cash.funding + self.cash.planned_funding
        return self._runway(self.cash.cash_with_planned, funding)

    def _runway(self, cash: Monthly, funding: Monthly) -> Runway:
        business = self.scenario.business
        return _runway.runway(business.cash, cash, business.cash_floor, funding)

    @cached_property
    def variable_cost(self) -> Monthly:
        """What grows with the queries, by month [USD/month], spread over its use.

        Winning customers is a choice of growth, not a cost of serving, and is left out.
        """
        return sum((line.variable for line in self._billed.values()), self.demand.nothing)

    @cached_property
    def contribution(self) -> Monthly:
        """Revenue less variable cost, by month [USD/month]."""
        return self.cash.revenue - self.variable_cost

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """Every decision of the plan, most months of runway first."""
        return _decisions.all_decisions(self, evaluate) if self.known else ()

    def decisions_on(self, page: str) -> tuple[Decision, ...]:
        """Return the decisions of one page; those of other pages are not computed for it."""
        if "decisions" in vars(self):
            return tuple(d for d in self.decisions if d.page == page)
        if page not in self._by_page:
            found = _decisions.all_decisions(self, evaluate, page) if self.known else ()
            self._by_page[page] = found
        return self._by_page[page]

    def decision(self, page: str, key: str) -> Decision | None:
        """Return one decision of a page; None where the plan has no such option."""
        is_there = "decisions" in vars(self) or page in self._by_page
        if is_there or not self.known:
            found = self.decisions_on(page)
        else:
            found = _decisions.all_decisions(self, evaluate, page, key)
        return next((d for d in found if d.key == key), None)

    def with_decisions_of(self, before: Evaluation, page: str) -> Evaluation:
        """Return this plan with the decisions of a page as another plan had them.

        For the moment in which an input still moves and they would come too late.
        """
        shown = copy(self)
        vars(shown).pop("decisions", None)
        vars(shown)["_by_page"] = {page: before.decisions_on(page)}
        return shown

    def with_topic(self, changed: Scenario) -> Evaluation | None:
        """Return this plan with a changed topic, if nothing else of the scenario has changed."""
        differ = topics.changed_groups(self.scenario, changed)
        if not topics.LINES.keys() >= differ:
            return None
        new = topics.changed_lines(changed, differ, self.demand)
        then = replace(self, scenario=changed, lines={**self.lines, **new})
        vars(then)["compute_line"] = self.compute_line  # its services are the same
        return then

    @cached_property
    def _by_page(self) -> dict[str, tuple[Decision, ...]]:
        return {}


def evaluate(scenario: Scenario, exact: bool = True, reuse: Evaluation | None = None) -> Evaluation:
    """Compute everything that the pages show.

    ``exact``: slots by Erlang C; otherwise by the square-root rule (draws). ``reuse``: the plan
    to which this one is an alternative. Its services are taken over where service and demand are
    the same objects, and so is its factor between bill and estimate: the bill was paid for it.
    """
    same = reuse is not None and reuse.scenario.demand is scenario.demand
    plan, hours = (reuse.demand, reuse.hours) if reuse and same else _asked(scenario.demand)
    terms = supplies.terms_of(scenario, reuse.terms if reuse else None)
    known = reuse.services if reuse and same and reuse.terms is terms else ()
    if reuse and same and reuse.scenario.business is scenario.business:
        earned = reuse.earned
    else:
        earned = _runway.revenue(scenario.business, plan)
    reached = (plan, hours, _revenue_per_query(scenario, plan, earned), terms, exact, known)
    results = tuple(service_result(service, *reached) for service in scenario.services.rows)
    estimated = sum((r.chosen.cost for r in results), 0.0 * plan.raw_queries)
    turned_away = sum((r.chosen.revenue_lost for r in results), 0.0 * plan.raw_queries)
    factor = bill_factor(scenario, estimated[..., 0]) if reuse is None else reuse.bill_factor
    return Evaluation(
        scenario=scenario,
        demand=plan,
        hours=hours,
        services=results,
        terms=terms,
        earned=earned,
        bill_factor=factor,
        estimated_compute=estimated,
        revenue_lost=np.minimum(turned_away, earned),
        lines=topics.topic_lines(scenario, plan, reuse),
        problems=_problems(scenario, results),
    )


def _asked(p: _demand.Demand) -> tuple[_demand.DemandPlan, Monthly]:
    return _demands.get(p, lambda: (_demand.demand_plan(p), _demand.day_shape(p)))


def _problems(scenario: Scenario, results: tuple[ServiceResult, ...]) -> tuple[str, ...]:
    serving = chain.from_iterable(problems(r.service, r.unit, r.chosen) for r in results)
    return (*serving, *spot.problems(scenario.spot, scenario.training))


def bill_factor(scenario: Scenario, estimate: Numeric) -> Numeric:
    """Return bill ÷ estimate when the plan applies it, else 1."""
    bill = scenario.services.last_bill
    if bill is None or scenario.services.apply_bill == YesNo.NO:
        return np.ones(np.shape(estimate))[()]
    usable = (estimate > 0) & np.isfinite(estimate)
    return np.where(usable, bill / np.where(usable, estimate, 1.0), 1.0)[()]


def _revenue_per_query(scenario: Scenario, plan: _demand.DemandPlan, earned: Monthly) -> Monthly:
    queries = plan.raw_queries * over_months(scenario.demand.scored_share)
    return np.where(queries > 0, earned / np.where(queries > 0, queries, 1.0), 0.0)
