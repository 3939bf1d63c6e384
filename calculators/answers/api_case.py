"""One service through an API and on own machines: what both cost, over what is asked a month."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calculators import supplies
from calculators.answers.compute_curves import steady_load
from calculators.choices import api_vs_self_hosted
from calculators.choices import api_vs_self_hosted_tokens as api_tokens
from calculators.choices.api_vs_self_hosted_inputs import Api
from calculators.choices.api_vs_self_hosted_tokens import Sold
from calculators.core.cost_line import Lens
from calculators.core.decision import Decision
from calculators.core.units import first, ratio_or_never
from calculators.costing import scored_share, service_cost_at, step_volumes_of
from calculators.evaluation import Evaluation
from calculators.service_results import ServiceResult
from calculators.variable import supply
from calculators.variable.service import RENTED_WAYS, WITHOUT_MACHINES, Service, Supply
from calculators.variable.service_model import ModelKind
from calculators.variable.supply import SupplyCost

Floats = NDArray[np.float64]
PAGE = api_vs_self_hosted.PAGE
POINTS = 140  # of a curve
JUST = 1e-9  # of a volume: both sides of a step are drawn
JUST_BEYOND = 1e-6


class Part(StrEnum):
    """What sets both ways apart."""

    BILL = "bill"
    STAFF = "staff"  # who keep own serving running
    TIME = "time"  # swaps of the provider's model, less what own serving asks for
    LOST = "lost"  # wrong and slower answers
    REFUSED = "refused"  # revenue turned away
    MOVE = "move"


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnAt:
    """Where one way becomes the cheaper one."""

    units: float  # [tokens or calls/month]
    month: float  # of the plan, from 1; inf when the plan does not reach it
    to_api: bool  # above it the API is cheaper
    jumps: bool  # at a step of machines


@dataclass(frozen=True, kw_only=True, eq=False)
class Case:
    """A service of a plan, as it is and the other way; each part computed when first asked for."""

    e: Evaluation
    row: int
    lens: Lens = Lens.CASH

    @property
    def p(self) -> Api:
        """The inputs."""
        return self.e.scenario.api

    @property
    def result(self) -> ServiceResult:
        """The service as it is in the plan."""
        return self.e.services[self.row]

    @property
    def service(self) -> Service:
        """Its inputs."""
        return self.result.service

    @property
    def by_api(self) -> bool:
        """Whether the plan has the service through the API."""
        return self.service.supply == Supply.API

    @property
    def own_way(self) -> Supply:
        """How own serving is had: as in the plan; where that is the API, always for the peak."""
        return Supply.ON_DEMAND if self.by_api else self.service.supply

    @cached_property
    def unknown(self) -> str:
        """Why nothing can be said; "" where it can."""
        missing = api_vs_self_hosted.unknown(self.p, self.service)
        if missing:
            return f"{self.service.name}: unknown without {missing}."
        if not self.e.known:
            return self.e.problems[0]
        if not self.calls > 0:
            return f"{self.service.name}: nothing is asked of it, so nothing can be compared."
        return ""

    @property
    def asks_for_price(self) -> bool:
        """Whether all that is missing is what an API asks for a call."""
        unpriced = not self.by_tokens and self.p.call_price is None and not self.by_api
        paid = first(api_tokens.paid_share(self.p)) > 0
        return unpriced and paid and self.e.known and self.calls > 0 and self.fits

    @property
    def fits(self) -> bool:
        """Whether own machines hold the model."""
        return bool(np.isfinite(first(self.own_bill.cost)))

    @property
    def calls(self) -> float:
        """Calls of the service in month 1."""
        return first(self.result.load.queries_per_month)

    @property
    def sold(self) -> Sold:
        """What an API counts of this service: tokens, or calls. The units of this page."""
        return api_tokens.SOLD[self.service.kind]

    @property
    def by_tokens(self) -> bool:
        """Whether it is a language model, of which an API counts the tokens."""
        return self.service.kind == ModelKind.LANGUAGE

    @property
    def units_per_query(self) -> float:
        """Units that one query of a user makes of this service."""
        scored = first(scored_share(self.e)) * first(self.service.share_of_queries)
        return scored * first(api_tokens.sold_per_call(self.service))

    @property
    def units(self) -> float:
        """Prompt and answer, or calls, in month 1 [units/month]."""
        return self.calls * first(api_tokens.sold_per_call(self.service))

    @property
    def factor(self) -> float:
        """Last month's bill over the estimate, where the plan applies it."""
        return first(self.e.bill_factor)

    @cached_property
    def own_bill(self) -> SupplyCost:
        """The bill of own serving, by month."""
        return self.result.bill(self.own_way)

    @cached_property
    def api_bill(self) -> SupplyCost:
        """The bill of the API, by month."""
        return self.result.bill(Supply.API)

    def in_lens(self, bill: SupplyCost) -> float:
        """Return a bill of month 1 in the lens that is chosen [USD]."""
        return self.factor * first(bill.cash if self.lens == Lens.CASH else bill.cost)

    @property
    def week_cost(self) -> float:
        """What an engineer-week costs [USD]."""
        return first(self.e.scenario.worth.engineer_week_cost)

    @property
    def staff(self) -> float:
        """Engineer time of own serving [USD/month]."""
        return first(self.p.self_hosting_time) * self.week_cost

    @property
    def move_weeks(self) -> float:
        """Work of the move that the plan has not made [weeks]."""
        return first(self.p.return_weeks if self.by_api else self.p.migration_weeks)

    @property
    def move(self) -> float:
        """The work of the move over the months in which it has to pay back [USD/month]."""
        months = first(self.e.scenario.worth.payback_months)
        return self.move_weeks * self.week_cost / months

    @cached_property
    def decision(self) -> Decision | None:
        """The decision of this service on this page."""
        start = f"services.rows.{self.row}."
        found = self.e.decisions_on(PAGE)
        return next((d for d in found if d.key.startswith(start)), None)

    @cached_property
    def turns(self) -> list[TurnAt]:
        """Every crossing in units a month, the smallest first."""
        decision = self.decision
        return [
            TurnAt(
                units=turn.crossing.value * self.units_per_query,
                month=turn.month,
                to_api=(turn.crossing.direction > 0) != self.by_api,
                jumps=turn.crossing.kind == "jumps",
            )
            for turn in (decision.turns if decision else ())
        ]

    def _as(self, way: Supply) -> ServiceResult:
        return replace(self.result, service=replace(self.service, supply=way))

    def own_at(self, units: Floats) -> Floats:
        """Return own serving, all in, at steady units a month [USD/month]; spread over use."""
        moved = self.move if self.by_api else 0.0
        return self._at(self.own_way, units) + self.staff + moved

    def api_at(self, units: Floats) -> Floats:
        """Return the API, all in, at steady units a month [USD/month]."""
        return self._at(Supply.API, units) + (0.0 if self.by_api else self.move)

    def price_at(self, units: Floats) -> Floats:
        """Return the price of a lot at which the API costs the same [USD]; 0: at none.

        For a service that does not run through it: what own serving costs less what the API takes
        beside its bill, over the units of a month.
        """
        free = replace(self.p, call_price=0.0, minimum_spend=0.0)
        room = self.own_at(units) - self._at(Supply.API, units, free) - self.move
        enough = (room > 0) & (room >= first(self.p.minimum_spend) * self.factor)
        paid = units * self.factor * api_tokens.paid_share(self.p)
        return np.where(enough, ratio_or_never(room * self.sold.lot, paid), 0.0)

    @property
    def price_today(self) -> float:
        """The price of a lot at which both cost the same at today's volume [USD]; 0: at none."""
        return float(self.price_at(np.array([self.units]))[0])

    def _at(self, way: Supply, units: Floats, api: Api | None = None) -> Floats:
        result = self._as(way)
        if api is not None:
            result = replace(result, terms=replace(result.terms, api=api))
        scored = units / self.units_per_query * first(scored_share(self.e))
        return service_cost_at(result, scored) * self.factor

    @cached_property
    def grid(self) -> Floats:
        """Units a month of the curves, both sides of every step of machines in it."""
        decision = self.decision
        assert decision is not None  # asked for only where something is known
        low, high = decision.scale.low, decision.scale.high
        steps = np.array(step_volumes_of(self.e, self._as(self.own_way)))
        inside = steps[(steps > low) & (steps < high)]
        both = np.concatenate([inside, inside * (1 + JUST)])
        queries = np.sort(np.concatenate([np.geomspace(low, high, POINTS), both]))
        return np.asarray(queries * self.units_per_query)

    @cached_property
    def own_capacity(self) -> float:
        """Units a month at which own serving needs more machines than today; inf if none."""
        if self.own_way in WITHOUT_MACHINES or not self.fits:
            return np.inf
        queries = first(self.e.demand.raw_queries)
        steps = np.array(step_volumes_of(self.e, self._as(self.own_way)))
        steps = steps[steps > queries]
        volumes = np.concatenate([[queries], steps * (1 + JUST_BEYOND)])
        reach = steady_load(self.e, self.result, volumes)
        rest = (self.service, self.result.unit, reach, self.result.terms, self.result.exact)
        gpus = np.ravel(supplies.supply_cost(self.own_way, *rest, term=1).gpus)
        more = np.flatnonzero(gpus[1:] > gpus[0])
        return float(steps[more[0]] * self.units_per_query) if more.size else np.inf

    @cached_property
    def api_capacity(self) -> float:
        """Units a month at which the busiest hour meets the rate limit; inf without one."""
        limit = api_tokens.limit_in_calls(self.p, self.service)
        at_once = (1 - first(self.p.batch_share)) * float(np.max(self.result.load.hours))
        if limit is None or not at_once > 0:
            return np.inf
        return first(limit) / at_once * first(api_tokens.sold_per_call(self.service))

    @property
    def at_capacity(self) -> float:
        """What a price is for, on machines that are always full [USD]; inf where none fits."""
        way = self.own_way
        discount = first(self.service.commitment_discount) if way == Supply.COMMITTED else 0.0
        full = supply.cost_per_query_at_capacity(self.service, self.result.unit)
        return self.per_lot(self.calls * first(full) * (1 - discount) * self.factor)

    def per_lot(self, monthly: float) -> float:
        """Return a monthly amount by what a price is for: a million tokens or 1,000 calls [USD]."""
        return monthly / self.units * self.sold.lot if self.units > 0 else np.inf

    @property
    def swaps(self) -> float:
        """Engineer time of swapping the provider's model [USD/month]."""
        return first(self.api_bill.weeks) * self.week_cost

    @property
    def own_all_in(self) -> float:
        """Own serving in month 1, in the lens, with staff and lost revenue [USD/month]."""
        lost = first(self.own_bill.revenue_lost) + first(self.own_bill.value_lost)
        moved = self.move if self.by_api else 0.0
        time = first(self.own_bill.weeks) * self.week_cost
        return self.in_lens(self.own_bill) + self.factor * (lost + time) + self.staff + moved

    @property
    def api_all_in(self) -> float:
        """The API in month 1, in the lens, with swaps, value and revenue lost [USD/month]."""
        lost = first(self.api_bill.revenue_lost) + first(self.api_bill.value_lost)
        moved = 0.0 if self.by_api else self.move
        return self.in_lens(self.api_bill) + self.factor * (lost + self.swaps) + moved

    @cached_property
    def apart(self) -> dict[Part, float]:
        """What the API costs more than own serving in month 1, by part [USD/month]."""
        own, api = self.own_bill, self.api_bill
        refused, lost = (
            self.factor * (first(a) - first(b))
            for a, b in ((api.revenue_lost, own.revenue_lost), (api.value_lost, own.value_lost))
        )
        time = self.factor * (first(api.weeks) - first(own.weeks)) * self.week_cost
        return {
            Part.BILL: self.in_lens(api) - self.in_lens(own),
            Part.STAFF: -self.staff,
            Part.TIME: time,
            Part.LOST: lost,
            Part.REFUSED: refused,
            Part.MOVE: -self.move if self.by_api else self.move,
        }

    @property
    def largest(self) -> Part:
        """The largest part of the difference, of those that go its way."""
        sign = 1.0 if sum(self.apart.values()) >= 0 else -1.0
        return max(self.apart, key=lambda part: sign * self.apart[part])

    @property
    def errors_allowed(self) -> float:
        """How many more answers may be wrong at the API until both cost the same [share]."""
        wrong = first(self.p.error_gap) * first(self.p.cost_per_error) * self.calls
        saving = self.own_all_in - (self.api_all_in - self.factor * wrong)
        each = saving / (self.calls * self.factor) if self.calls * self.factor > 0 else np.inf
        return first(api_tokens.break_even_error_gap(each, self.p.cost_per_error))

    @property
    def is_rented(self) -> bool:
        """Whether own serving is rented from a cloud, whose credits may pay it."""
        return self.own_way in RENTED_WAYS
