"""What the page on vector databases says of a plan, each part computed when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calculators.answers.on_plan import OnPlan
from calculators.core.breakeven import crossings
from calculators.core.decision import MONEY, Decision, Verdict, judged
from calculators.core.units import HORIZON_MONTHS, KILO, first, over_months
from calculators.core.windows import Window, windows
from calculators.costing import Costing
from calculators.decisions import condition
from calculators.practices import vector_search
from calculators.practices import vector_search_need as need
from calculators.practices.vector_search_inputs import Index, VectorSearch
from calculators.practices.vector_search_prices import (
    answer_ms,
    bill_edges,
    brute_force_bill,
)

Floats = NDArray[np.float64]
LIMITS = ("memory", "latency", "restart", "writes")
COST = "cost"
MOST_VECTORS = 1e15  # where the search for a limit ends
COSTS_REACH = 1e3  # of today's vectors: how far costs are compared
MOST_STEPS = 1000  # machines whose steps are looked at where costs are compared
DATABASES = (Index.SELF_HOSTED, Index.MANAGED)


class OnVectors(OnPlan):
    """A plan's vector search: loads, limits, decisions."""

    @property
    def p(self) -> VectorSearch:
        """The inputs."""
        return self.e.scenario.vector_search

    @cached_property
    def load(self) -> vector_search.Load:
        """Vectors and searches by month."""
        return vector_search.Load(self.p, self.e.demand)

    @property
    def adopted(self) -> bool:
        """Whether the plan has a database."""
        return self.p.index != Index.BRUTE_FORCE

    @cached_property
    def decisions(self) -> dict[Index, Decision]:
        """The other ways of searching, by way; none while the plan cannot be computed."""
        found = self.e.decisions_on(vector_search.PAGE)
        return {Index(d.changes["vector_search.index"]): d for d in found}

    @cached_property
    def best(self) -> Decision | None:
        """The decision the page speaks of: the way back, or the better of both databases."""
        if self.adopted:
            return self.decisions.get(Index.BRUTE_FORCE)
        return max(self.decisions.values(), key=_goodness, default=None)

    @property
    def best_weeks(self) -> float:
        """The work of the decision the page speaks of [weeks]."""
        return self.best.weeks if self.best is not None else 0.0

    @property
    def option(self) -> Index:
        """The database that the page speaks of."""
        if self.adopted or self.best is None:
            return self.p.index if self.adopted else Index.MANAGED
        return Index(self.best.changes["vector_search.index"])

    def latency_ms(self, vectors: Floats, at_peak: Floats | float, factor: float = 1.0) -> Floats:
        """Return the time within which 95 of 100 searches of an array end [ms]."""
        scan = factor * need.scan_seconds(self.p, vectors)
        return np.asarray(need.latency_seconds(self.p, scan, at_peak)) * KILO

    @property
    def latency_today_ms(self) -> float:
        """The same today."""
        return first(self.latency_ms(np.array([self.load.today]), self.load.peak_today))

    @property
    def estimate_ms(self) -> float:
        """One search of today's array by memory bandwidth, whatever was measured [ms]."""
        return first(need.estimated_seconds(self.p, self.load.today)) * KILO

    @cached_property
    def used(self) -> dict[str, Floats]:
        """What an array takes of each limit, by month, vectors and searches as planned; 1: all."""
        n, peak = self.load.vectors, self.load.at_peak
        return {
            "memory": _part(need.held_gb(self.p, n), self.p.memory_gb),
            "latency": _part(self.latency_ms(n, peak), self.p.latency_budget_ms),
            "restart": _part(need.restart_seconds(self.p, n), self.p.load_budget_seconds),
            "writes": _part(need.rebuilding_share(self.p, n), self.p.rebuild_share),
        }

    def month_of(self, name: str) -> float:
        """Return the month in which a limit is passed, vectors and searches as planned."""
        above = self.used[name] > 1
        return float(np.argmax(above)) + 1 if above.any() else np.inf

    @cached_property
    def first_limit(self) -> str:
        """The limit of an array that is passed first, or that is nearest at the end of the plan."""
        return self._first(LIMITS)

    @cached_property
    def lifted(self) -> tuple[str, ...]:
        """The limits that the database lifts: time only where its own answer is in time."""
        in_time = self.answer_ms(self.option) < first(self.p.latency_budget_ms)
        return tuple(name for name in LIMITS if in_time or name != "latency")

    @property
    def too_short(self) -> bool:
        """Whether an array misses the budget, and every database too."""
        quickest = min(self.answer_ms(index) for index in DATABASES)
        return self.used["latency"][0] > 1 and quickest >= first(self.p.latency_budget_ms)

    @cached_property
    def passed(self) -> list[str]:
        """The limits passed today, of those that the database lifts."""
        return [name for name in self.lifted if self.used[name][0] > 1]

    @cached_property
    def deciding(self) -> str:
        """What decides: the first limit that the database lifts, or what it costs."""
        limit, d = self._first(self.lifted), self.best
        if self.passed or d is None or d.unknown:
            return limit
        if self.adopted != (d.verdict == Verdict.PAYS):
            return COST  # no limit speaks for the database, and yet it is worth it
        turn = None if self.adopted else d.first_turn
        sooner = turn is not None and (turn.month, turn.crossing.value) < (
            self.month_of(limit), self.limits[limit]
        )  # fmt: skip
        return COST if sooner and turn is not None and turn.condition == COST else limit

    def _first(self, names: Iterable[str]) -> str:
        months = {name: self.month_of(name) for name in names}
        if np.isfinite(min(months.values())):
            return min(months, key=lambda n: (months[n], self.limits[n]))
        return max(months, key=lambda n: float(self.used[n][-1]))

    @cached_property
    def since(self) -> float:
        """Vectors from which on a database pays that pays today; -inf: whatever their number."""
        found = self.best.windows if self.best is not None else ()
        here = [w.start for w in found if w.start <= self.load.today < w.end]
        passed = [self.limits[name] for name in self.passed]
        return next((x for x in here if np.isfinite(x)), min(passed, default=-np.inf))

    @cached_property
    def open_between(self) -> tuple[float, float]:
        """Vectors between which the estimated time leaves it open; another limit may end it."""
        others = [self.limits[name] for name in LIMITS if name != "latency"]
        low, high = (self._too_slow_from(f) for f in (vector_search.TWICE, 1 / vector_search.TWICE))
        return low, min(high, *others)

    def _too_slow_from(self, factor: float) -> float:
        """Return vectors at which a search takes the budget, the estimate times a factor."""
        p, peak = self.p, self.load.peak_today
        found = crossings(
            lambda n: vector_search.latency_margin(p, peak, n, factor), 1.0, MOST_VECTORS
        )
        return found[0].value if found else np.inf

    @cached_property
    def by_cost(self) -> dict[Index, Decision]:
        """The databases on their cost alone, which is known whatever a search takes."""
        costing, found = Costing([self.e]), {}
        for each in vector_search.adoptions(self.p, self.e.demand, self.e.scenario.worth):
            index = Index(each.changes["vector_search.index"])
            decision = self.decisions.get(index)
            if decision is not None and each.scale is not None:
                on_cost = judged([condition(self.e, self.e, each, costing)], each.scale)
                found[index] = replace(decision, unknown="", units={COST: MONEY}, **vars(on_cost))
        return found

    @cached_property
    def limits(self) -> dict[str, float]:
        """Vectors at which an array reaches each limit at today's searches; inf: none."""
        p, peak = self.p, self.load.peak_today
        margins: dict[str, Callable[[Floats], Floats]] = {
            "memory": lambda n: vector_search.memory_margin(p, n),
            "latency": lambda n: vector_search.latency_margin(p, peak, n),
            "restart": lambda n: vector_search.restart_margin(p, n),
            "writes": lambda n: vector_search.writes_margin(p, n),
        }
        found = {name: crossings(margin, 1.0, MOST_VECTORS) for name, margin in margins.items()}
        return {name: one[0].value if one else np.inf for name, one in found.items()}

    def cost(self, index: Index, vectors: Floats) -> Floats:
        """Return bills and engineer time of one way of searching [USD/month]."""
        other = self.option if index == Index.BRUTE_FORCE else Index.BRUTE_FORCE
        worth = self.e.scenario.worth
        found = vector_search.monthly_cost(self.p, worth, self.load, index, vectors, other)
        return np.broadcast_to(found, vectors.shape)

    @cached_property
    def cheaper(self) -> tuple[Window, ...]:
        """Vectors at which the database costs less a month than brute force, without its work.

        Brute force is a stair of machines, so that there may be several windows.
        """

        def margin(vectors: Floats) -> Floats:
            return self.cost(Index.BRUTE_FORCE, vectors) - self.cost(self.option, vectors)

        edges = bill_edges(self.p, self.load.peak_today, self.option, MOST_STEPS)
        return windows(crossings(margin, 1.0, max(self.load.today, 1.0) * COSTS_REACH, edges))

    @property
    def machines_of_array(self) -> float:
        """What machines of an array cost today, which no line of the plan holds [USD/month]."""
        p, load = self.p, self.load
        return first(brute_force_bill(p, load.today, load.peak_today, self.option))

    def cost_today(self, index: Index) -> float:
        """Return the same today."""
        return first(self.cost(index, np.array([self.load.today])))

    def answer_ms(self, index: Index) -> float:
        """Return the time of a search one way [ms]."""
        if index == Index.BRUTE_FORCE:
            return self.latency_today_ms
        return first(answer_ms(self.p, index))

    @property
    def busy_cores(self) -> float:
        """Cores that searches of the whole array keep busy at the peak."""
        return self.load.peak_today * first(need.scan_seconds(self.p, self.load.today))


def _part(used: object, limit: object) -> Floats:
    part = np.asarray(used) / over_months(limit)  # type: ignore[arg-type]
    return np.ravel(np.broadcast_to(part, (HORIZON_MONTHS,)))


def _goodness(d: Decision) -> tuple[int, float, float]:
    order = (Verdict.NEVER, Verdict.NOT_YET, Verdict.CANNOT_TELL, Verdict.PAYS)
    return order.index(d.verdict), d.present_value, -d.weeks
