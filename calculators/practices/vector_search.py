"""Vector search: whether searching every vector still does, and what a database would cost."""

from __future__ import annotations

import copy
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from calculators.core import words
from calculators.core.adoption import Adoption
from calculators.core.business import Worth
from calculators.core.cost_line import CostLine, bills
from calculators.core.decision import Bound, Condition, Needs, Scale
from calculators.core.demand import DemandPlan
from calculators.core.inputs import pick
from calculators.core.units import KILO, PERCENT, first, over_months
from calculators.practices.vector_search_inputs import Index, VectorSearch
from calculators.practices.vector_search_need import (
    held_gb,
    latency_seconds,
    monthly_searches,
    peak_searches,
    planned_vectors,
    rebuilding_share,
    restart_seconds,
    scan_seconds,
)
from calculators.practices.vector_search_prices import (
    adopting_weeks,
    answer_ms,
    bill_edges,
    brute_force_bill,
    managed_bill,
    reading_cost,
    self_hosted_bill,
    upkeep_weeks,
)

Floats = NDArray[np.float64]
PAGE = "vector_search"
NAMES = {
    Index.BRUTE_FORCE: "Brute force in memory",
    Index.SELF_HOSTED: "An index we run",
    Index.MANAGED: "A managed vector database",
}
_EXACT = Index.BRUTE_FORCE
TWICE = 2.0  # an estimate from memory bandwidth is right within this factor
UNMEASURED = "the time of one search on your machine; the script takes a minute"


def cost_line(p: VectorSearch, plan: DemandPlan, worth: Worth) -> CostLine:
    """Return bills and upkeep of the database by month; nothing while vectors stand in memory."""
    del worth
    line: CostLine = pick(p.index, {
        Index.BRUTE_FORCE: lambda: bills(plan, cash=0.0),
        Index.SELF_HOSTED: lambda: _self_hosted_line(p, plan),
        Index.MANAGED: lambda: _managed_line(p, plan),
    })  # fmt: skip
    return line


def _self_hosted_line(p: VectorSearch, plan: DemandPlan) -> CostLine:
    cash = self_hosted_bill(by_month(p), planned_vectors(p))
    return bills(plan, cash, cloud=cash, weeks=over_months(p.self_hosted_upkeep))


def _managed_line(p: VectorSearch, plan: DemandPlan) -> CostLine:
    lifted, vectors, searches = by_month(p), planned_vectors(p), monthly_searches(p, plan)
    cash = managed_bill(lifted, vectors, searches)
    moving = np.where(
        np.greater(cash, lifted.managed_minimum), reading_cost(lifted, vectors, searches), 0.0
    )
    return bills(plan, cash, variable=moving, weeks=over_months(p.managed_upkeep))


def by_month(p: VectorSearch) -> VectorSearch:
    """Return the inputs with draws lifted beside the months; checked already."""
    lifted = copy.copy(p)
    for name, value in vars(p).items():
        if isinstance(value, np.ndarray):
            object.__setattr__(lifted, name, over_months(value))
    return lifted


def adoptions(p: VectorSearch, plan: DemandPlan, worth: Worth) -> Iterator[Adoption]:
    """Yield the other ways of searching; a database needs one reason, going back none left."""
    load = Load(p, plan)
    for index in Index:
        if index != p.index:
            yield _adoption(p, worth, load, index)


class Load:
    """What is searched: vectors by month, searches a month and a second, today's and planned."""

    def __init__(self, p: VectorSearch, plan: DemandPlan) -> None:
        """Take the loads from the plan."""
        self.vectors = planned_vectors(p)
        self.searches = monthly_searches(p, plan)
        self.at_peak = peak_searches(p, plan)
        self.today = first(self.vectors)
        self.searches_today, self.peak_today = first(self.searches), first(self.at_peak)

    @property
    def scale(self) -> Scale:
        """The scale on which vector search turns; searches stay as they are today."""
        return Scale(label="Vectors", unit="vectors", today=self.today, planned=self.vectors)


def _adoption(p: VectorSearch, worth: Worth, load: Load, index: Index) -> Adoption:
    needs, conditions = conditions_of(p, load, index)

    def saving(vectors: Floats) -> Floats:
        now = monthly_cost(p, worth, load, p.index, vectors, index)
        return now - monthly_cost(p, worth, load, index, vectors, p.index)

    lost = (1 - p.recall) * PERCENT * p.recall_loss_points
    from_exact, to_exact = p.index == _EXACT, index == _EXACT
    return Adoption(
        key=f"vector_search.index.{index}",
        page=PAGE,
        label=NAMES[index],
        detail=f"{words.number(load.today, 'vectors')}, "
        f"{words.number(load.peak_today, 'searches/s')} at the peak",
        changes={"vector_search.index": index},
        weeks=adopting_weeks(p, index),
        points_lost=lost * (float(from_exact) - float(to_exact)),
        value_gained=_not_in_the_plan(p, load, index),
        scale=load.scale,
        saving=saving,
        edges=bill_edges(p, load.peak_today, index),
        conditions=conditions,
        needs=needs,
        assumes="hundreds of millions of vectors, a thousand searches a second, and writes that "
        "are found at once",
        simpler="an array in memory, searched whole; then fewer bytes for each value",
        signal=_signal(p),
        question=_question(index),
        baseline=NAMES[p.index].lower(),
        unknown=UNMEASURED if from_exact and _hangs_on_the_estimate(p, load, index) else "",
    )


def _question(index: Index) -> str:
    asked: str = pick(index, {
        Index.BRUTE_FORCE: lambda: "Would an array in memory do?",
        Index.SELF_HOSTED: lambda: "Do we need a vector index of our own?",
        Index.MANAGED: lambda: "Do we need a vector database?",
    })  # fmt: skip
    return asked


def _signal(p: VectorSearch) -> str:
    budget = words.value_with_unit(first(p.latency_budget_ms), "ms")
    return f"five of 100 searches slower than {budget}, timed on your machine at the peak"


def _not_in_the_plan(p: VectorSearch, load: Load, index: Index) -> float:
    """Return what brute force costs today beyond its machine; no line of the plan holds it."""
    now, then = (
        first(brute_force_bill(p, load.today, load.peak_today, other)) if one == _EXACT else 0.0
        for one, other in ((p.index, index), (index, p.index))
    )
    return now - then


def monthly_cost(
    p: VectorSearch, worth: Worth, load: Load, index: Index, vectors: Floats, other: Index
) -> Floats:
    """Return bills and engineer time of one way of searching at today's searches [USD/month].

    ``other``: what it is held against; brute force need not be faster than that.
    """
    bill = pick(index, {
        Index.BRUTE_FORCE: lambda: brute_force_bill(p, vectors, load.peak_today, other),
        Index.SELF_HOSTED: lambda: self_hosted_bill(p, vectors),
        Index.MANAGED: lambda: managed_bill(p, vectors, load.searches_today),
    })  # fmt: skip
    return np.asarray(bill + upkeep_weeks(p, index) * worth.engineer_week_cost)


def memory_margin(p: VectorSearch, vectors: Floats) -> Floats:
    """Return what memory lacks [GB]: positive when an array no longer fits."""
    return np.asarray(held_gb(p, vectors) - p.memory_gb)


def latency_margin(p: VectorSearch, at_peak: float, vectors: Floats, factor: float = 1) -> Floats:
    """Return how much longer than the budget an array is searched [ms]."""
    scan = factor * scan_seconds(p, vectors)
    return np.asarray(latency_seconds(p, scan, at_peak) * KILO - p.latency_budget_ms)


def restart_margin(p: VectorSearch, vectors: Floats) -> Floats:
    """Return how much longer than allowed a restart loads [s]."""
    return np.asarray(restart_seconds(p, vectors) - p.load_budget_seconds)


def writes_margin(p: VectorSearch, vectors: Floats) -> Floats:
    """Return by how much more of the time than allowed the array is written anew [share]."""
    return np.asarray(rebuilding_share(p, vectors) - p.rebuild_share)


def conditions_of(p: VectorSearch, load: Load, index: Index) -> tuple[Needs, tuple[Condition, ...]]:
    """Return what speaks for one way of searching beside its cost, and how many must hold.

    A database helps with latency only where its own answer is within the budget: its margin is
    the smaller of what the array lacks and what the database has left. The way back: all the same
    conditions the other way round, so that no array has to be faster than a database that misses
    the budget too. Between two databases: the budget.
    """
    from_exact, to_exact = p.index == _EXACT, index == _EXACT
    left = first(p.latency_budget_ms - answer_ms(p, p.index if to_exact else index))

    def too_slow(vectors: Floats) -> Floats:
        return np.minimum(latency_margin(p, load.peak_today, vectors), left)

    if not (from_exact or to_exact):
        fits = Condition(name="latency", unit="ms", margin=lambda vectors: left + 0.0 * vectors)
        return Needs.ALL, (fits,)
    sign = 1.0 if from_exact else -1.0
    return (Needs.ANY if from_exact else Needs.ALL), (
        Condition(name="memory", unit="GB", margin=lambda n: sign * memory_margin(p, n)),
        Condition(
            name="latency",
            unit="ms",
            margin=lambda n: sign * too_slow(n),
            bound=Bound.ABOUT if p.measured_ms is None else Bound.EXACT,
        ),
        Condition(name="restart", unit="s", margin=lambda n: sign * restart_margin(p, n)),
        Condition(name="writes", unit="share", margin=lambda n: sign * writes_margin(p, n)),
    )


def _hangs_on_the_estimate(p: VectorSearch, load: Load, index: Index) -> bool:
    """Whether nothing but an estimated time decides: half of it fits the budget, twice does not."""
    helps = first(p.latency_budget_ms - answer_ms(p, index)) > 0
    if p.measured_ms is not None or load.today <= 0 or not helps:
        return False
    now = np.array([load.today])
    half, twice = (latency_margin(p, load.peak_today, now, f)[0] for f in (1 / TWICE, TWICE))
    others = (memory_margin(p, now), restart_margin(p, now), writes_margin(p, now))
    return bool(half <= 0 < twice and all(margin[0] <= 0 for margin in others))
