"""Levers of the hardware page: keep everything longer; lease what is not bought yet, or buy it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from calculators.core import words
from calculators.core.adoption import Adoption
from calculators.core.business import Worth
from calculators.core.decision import Scale
from calculators.core.demand import DemandPlan
from calculators.core.inputs import YesNo, pick
from calculators.core.units import HORIZON_MONTHS, over_months, ratio_or_never
from calculators.fixed.hardware_inputs import Hardware
from calculators.fixed.hardware_life import (
    FARTHEST_MONTHS,
    LONGEST_MONTHS,
    average_cost,
    lease_cost,
    owning_cost,
)
from calculators.fixed.hardware_schedule import Column, Fleet, fleet, lease_starts

Floats = NDArray[np.float64]
MOST_EDGES = 60
PAGE = "hardware"


def adoptions(p: Hardware, plan: DemandPlan, worth: Worth) -> Iterator[Adoption]:
    """Yield the levers of this page that the plan does not have yet."""
    del plan, worth
    if not p.assets:
        return
    f = fleet(p, p.assets)
    yield from _keep_longer(p, f)
    yield from _lease_or_buy(p, f)


def renewed_value(f: Fleet) -> Column:
    """Return the price of what is bought again within the plan, by row; 0 for other rows."""
    again = (f.there > 0) & (f.renew > 0) & (f.began + f.life <= HORIZON_MONTHS)
    return np.where(again, f.value, 0.0)


def bought_value(f: Fleet) -> Column:
    """Return the price of what is bought within the plan, leased or not, by row."""
    return np.where(lease_starts(f) <= HORIZON_MONTHS, f.value, 0.0)


def mean_life(f: Fleet, value: Column) -> float:
    """Return the life of these assets, weighted by price [months]."""
    return float(ratio_or_never(np.sum(value * f.life), np.sum(value)))


def _keep_longer(p: Hardware, f: Fleet) -> Iterator[Adoption]:
    value = renewed_value(f)
    offered = {YesNo.NO: lambda: f.leased == 0, YesNo.YES: lambda: False}
    if not (pick(p.keep_longer, offered) and value.any()):
        return
    life = mean_life(f, value)
    more = words.number(p.longer_months, "months")

    def saving(months: Floats) -> Floats:
        return longer_saving(p, f, value, months)

    monthly = words.money(abs(float(saving(np.array([life]))[0])))
    growth = words.percent(p.repair_growth)
    yield Adoption(
        key="hardware.keep_longer",
        page=PAGE,
        label=f"Keep everything {more} longer",
        detail=f"{monthly} a month {_less_or_more(saving, life)} on average over its life",
        changes={"hardware.keep_longer": YesNo.YES},
        weeks=0.0,
        scale=_months(life),
        saving=saving,
        assumes=f"Repairs grow by {growth} a year of age and an old machine serves as well",
        simpler="replace only what breaks",
        signal="repair bills by year of age",
        question=f"Keep everything {more} longer?",
        baseline="replaced at the planned life",
    )


def longer_saving(p: Hardware, f: Fleet, value: Column, months: Floats) -> Floats:
    """Return what keeping everything longer saves a month, if it is kept so many months today.

    Σ price·(A(n) − A(n + d)), A the average cost; each row is kept in proportion to its life.
    """
    some = value > 0
    terms = (f.resale[some], f.life[some], f.maintenance[some], p.repair_growth)
    kept = _kept(f, value, months)[..., some]
    now, then = (average_cost(*terms, n) for n in (kept, kept + p.longer_months))
    saved: Floats = np.sum(value[some] * (now - then), axis=-1)
    return saved


def _lease_or_buy(p: Hardware, f: Fleet) -> Iterator[Adoption]:
    value = bought_value(f)
    if not value.any():
        return
    life = mean_life(f, value)
    to_lease = f.leased == 0
    sign = 1.0 if to_lease else -1.0

    def saving(months: Floats) -> Floats:
        return sign * lease_saving(p, f, value, months)

    monthly = words.money(abs(float(saving(np.array([life]))[0])))
    rate = words.money(p.lease_price)
    option, baseline = ("Lease", "bought") if to_lease else ("Buy", "leased")
    interest = words.percent(p.discount_rate)
    yield Adoption(
        key=f"hardware.lease.{'yes' if to_lease else 'no'}",
        page=PAGE,
        label=f"{option} instead of {'buying' if to_lease else 'leasing'}",
        detail=f"{monthly} a month {_less_or_more(saving, life)}, money at {interest} a year",
        changes={"hardware.lease": YesNo.YES if to_lease else YesNo.NO},
        weeks=0.0,
        scale=_months(life),
        saving=saving,
        edges=term_edges(p, f, value),
        assumes=f"An offer of {rate} a month for $1,000 of price, upkeep yours either way",
        simpler="buy fewer, or used",
        signal="a written offer from two lessors",
        question=f"{option} what is {'not bought yet' if to_lease else 'leased now'}?",
        baseline=baseline,
    )


def lease_saving(p: Hardware, f: Fleet, value: Column, months: Floats) -> Floats:
    """Return what leasing saves a month against buying, with interest, if kept so many months."""
    some = value > 0
    kept = _kept(f, value, months)[..., some]
    owned = owning_cost(f.resale[some], f.life[some], p.discount_rate, kept)
    leased = lease_cost(f.lease_rate, p.lease_months, f.renew[some], p.discount_rate, kept)
    saved: Floats = np.sum(value[some] * (owned - leased), axis=-1)
    return saved


def term_edges(p: Hardware, f: Fleet, value: Column) -> list[float]:
    """Return the months kept at which another term of a lease begins, the first few."""
    ending = (value > 0) & (f.renew == 0)
    lives = np.unique(f.life[ending])
    terms = np.arange(1.0, LONGEST_MONTHS + 1) * p.lease_months
    edges = np.unique(np.outer(mean_life(f, value) / lives, terms))
    return [float(edge) for edge in edges[edges <= LONGEST_MONTHS][:MOST_EDGES]]


def _kept(f: Fleet, value: Column, months: Floats) -> Floats:
    """Months by row when the mean asset is kept so many: in proportion to the planned lives."""
    kept: Floats = np.minimum(over_months(months) * (f.life / mean_life(f, value)), FARTHEST_MONTHS)
    return kept


def _months(life: float) -> Scale:
    planned = np.full(HORIZON_MONTHS, life)
    return Scale(label="Months kept", unit="months", today=life, planned=planned,
                 limit=max(float(LONGEST_MONTHS), life))  # fmt: skip


def _less_or_more(saving: object, life: float) -> str:
    assert callable(saving)
    return "less" if float(saving(np.array([life]))[0]) >= 0 else "more"
