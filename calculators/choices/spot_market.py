"""The spot market of a machine: its discount and how often it is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from calculators import catalog
from calculators.catalog import SpotFact
from calculators.catalog.machines import Machine, machine
from calculators.choices.spot_inputs import InterruptionsKnown, Spot
from calculators.core.checkpoint import mtbf_of_rate, mtbf_of_share
from calculators.core.inputs import Measured, pick
from calculators.core.units import HOURS_PER_MONTH, PERCENT

BAND = "interruption band"
NO_PRICE = "the spot discount of the machine"
NO_RATE = "how often spot machines are interrupted"
RECENT = 64  # machines looked up at once


@dataclass(frozen=True, kw_only=True)
class Band:
    """A published band of interruptions; ``high`` is None where it is open."""

    low: float  # share of instances a month
    high: float | None
    fact: SpotFact


@lru_cache(maxsize=RECENT)
def row_of(key: str) -> Machine | None:
    """Return the catalog row of a machine, None if it was typed."""
    return machine(key)


@lru_cache(maxsize=RECENT)
def band_of(key: str) -> Band | None:
    """Return the published band of a machine in its region."""
    row = row_of(key)
    if row is None:
        return None
    for fact in catalog.spot_interruption():
        here = (fact.provider, fact.scope, fact.region) == (row.provider, row.instance, row.region)
        if here and fact.item.startswith(BAND) and fact.low is not None:
            high = None if fact.high is None else fact.high / PERCENT
            return Band(low=fact.low / PERCENT, high=high, fact=fact)
    return None


def discount(p: Spot, key: str) -> Measured:
    """Return 1 − spot price ÷ on-demand price: entered, or of the catalog row; None: unknown."""
    if p.discount is not None:
        return p.discount
    row = row_of(key)
    if row is None or row.spot_per_hour is None:
        return None
    return 1 - row.spot_per_hour / row.price_per_hour


def mtbf(p: Spot, key: str) -> Measured:
    """Return the mean time between interruptions of one machine [h]; None: unknown.

    Of a published band its upper end; of the open one what is assumed for it.
    """
    found: Measured = pick(
        p.interruptions_known,
        {
            InterruptionsKnown.CATALOG: lambda: _of_band(p, key),
            InterruptionsKnown.MONTHLY: lambda: (
                None if p.monthly_share is None else mtbf_of_share(p.monthly_share, p.band_hours)
            ),
            InterruptionsKnown.HOURLY: lambda: (
                None if p.hourly_interruptions is None else mtbf_of_rate(p.hourly_interruptions)
            ),
            InterruptionsKnown.MTBF: lambda: p.mtbf_hours,
        },
    )
    return found


def _of_band(p: Spot, key: str) -> Measured:
    band = band_of(key)
    if band is None:
        return None
    return mtbf_of_share(p.open_band_share if band.high is None else band.high, p.band_hours)


def unknown(p: Spot, key: str) -> str:
    """Return what must be entered before spot can be computed, "" if all is known."""
    if discount(p, key) is None:
        return NO_PRICE
    return NO_RATE if mtbf(p, key) is None else ""


def monthly(hours_between: float) -> float:
    """Return interruptions a month of one machine that runs all the time."""
    return HOURS_PER_MONTH / hours_between
