"""What the page on vector databases says of a plan, each part computed when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calculators.answers.on_plan import OnPlan
from calculators.core.breakeven import crossings
from calculators.core.decision import Decision, Turn, Verdict, reached_in
from calculators.core.units import HORIZON_MONTHS, KILO, first, over_months
from calculators.practices import vector_search
from calculators.practices import vector_search_need as need
from calculators.practices.vector_search_inputs import Index, VectorSearch
from calculators.practices.vector_search_prices import answer_ms, bill_edges

Floats = NDArray[np.float64]
LIMITS = ("memory", "latency", "restart", "writes")
MOST_VECTORS = 1e15  # where the search for a limit ends
COSTS_REACH = 1e3  # of today's vectors: how far costs are compared
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
        """The limit that is passed first, or that is nearest at the end of the plan."""
        months = {name: self.month_of(name) for name in LIMITS}
        if np.isfinite(min(months.values())):
            return min(LIMITS, key=lambda n: (months[n], self.limits[n]))
        return max(LIMITS, key=lambda n: float(self.used[n][-1]))

    def turn_of(self, name: str, decision: Decision | None = None) -> Turn | None:
        """Return where a condition of a decision turns."""
        decision = decision or self.best
        turns = decision.turns if decision is not None else ()
        return next((turn for turn in turns if turn.condition == name), None)

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

    def reached(self, vectors: float) -> float:
        """Return the month in which the plan has so many vectors."""
        if vectors <= self.load.today:
            return 1.0
        return reached_in(self.load.scale, vectors) if np.isfinite(vectors) else np.inf

    def cost(self, index: Index, vectors: Floats) -> Floats:
        """Return bills and engineer time of one way of searching [USD/month]."""
        other = self.option if index == Index.BRUTE_FORCE else Index.BRUTE_FORCE
        worth = self.e.scenario.worth
        found = vector_search.monthly_cost(self.p, worth, self.load, index, vectors, other)
        return np.broadcast_to(found, vectors.shape)

    @cached_property
    def cheaper_from(self) -> float:
        """Vectors from which the database costs less a month than brute force; inf: none."""

        def margin(vectors: Floats) -> Floats:
            return self.cost(Index.BRUTE_FORCE, vectors) - self.cost(self.option, vectors)

        edges = bill_edges(self.p, self.load.peak_today, self.option)
        found = crossings(margin, 1.0, max(self.load.today, 1.0) * COSTS_REACH, edges)
        return next((x.value for x in found if x.direction > 0), np.inf)

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
