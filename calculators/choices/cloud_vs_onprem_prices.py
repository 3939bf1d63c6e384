"""What one own GPU costs: price, power, upkeep, and all of it spread over a month."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from calculators import catalog
from calculators.choices.cloud_vs_onprem_inputs import Ownership
from calculators.core.business import Worth
from calculators.core.inputs import Numeric, YesNo, pick
from calculators.core.units import (
    HOURS_PER_MONTH,
    HOURS_PER_WORK_WEEK,
    KILO,
    MONTHS_PER_YEAR,
    WATTS_PER_KILOWATT,
)
from calculators.variable.service import Service

# 10.2 kW at most for a server of eight cards of 0.7 kW: DGX H100 as quoted by servnetuk.com,
# "AI servers", 2026-07-05
SERVER_OVER_CARD_POWER = 10.2 / (8 * 0.7)
LEASED_UNIT = KILO  # a lease is quoted for 1,000 USD of price


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What the catalog knows of the card in a rented machine; None: unknown."""

    label: str
    price: float | None  # [USD] middle of the street prices, the card alone
    kilowatts: float | None  # [kW] at the plug of a server
    source: str
    as_of: str


@dataclass(frozen=True, kw_only=True, eq=False)
class OwnGpu:
    """One own GPU with its share of everything around it."""

    price: Numeric  # [USD] paid once; with a lease, what the lessor pays
    bought: Numeric  # [USD] what is paid once by the plan: nothing with a lease
    resale: Numeric  # [USD] received at the end of the life
    running: Numeric  # [USD/month] power, colocation, maintenance, and the lease
    wearing: Numeric  # [USD/month] (price − resale) ÷ life
    weeks: Numeric  # [weeks/month] of engineer time
    value_lost: Numeric  # [USD/month] failures × hours down × cost of an hour

    @property
    def monthly(self) -> Numeric:
        """Cost of a month, spread over the life [USD/month]."""
        return self.wearing + self.running

    def all_in(self, worth: Worth) -> Numeric:
        """Cost of a month with engineer time and failures [USD/month]."""
        return self.monthly + self.weeks * worth.engineer_week_cost + self.value_lost


@cache
def card(machine: str) -> Card | None:
    """Return what the catalog knows of the card in a machine; None for a machine typed in."""
    rented = catalog.machine(machine)
    row = None if rented is None else catalog.gpu(rented.gpu)
    if row is None:
        return None
    low, high, watts = row.purchase_price_usd_low, row.purchase_price_usd_high, row.power_watts
    known = low is not None and high is not None
    return Card(
        label=row.label,
        price=(low + high) / 2 if known and low is not None and high is not None else None,
        kilowatts=None if watts is None else watts / WATTS_PER_KILOWATT * SERVER_OVER_CARD_POWER,
        source=row.purchase_source,
        as_of=row.purchase_as_of,
    )


def gpu_price(p: Ownership, service: Service) -> Numeric | None:
    """Return the price of a GPU with its share of the server [USD]; None: unknown, never 0."""
    if p.gpu_price is not None:
        return p.gpu_price
    known = card(service.machine)
    return None if known is None or known.price is None else known.price * (1 + p.server_share)


def gpu_kilowatts(p: Ownership, service: Service) -> Numeric | None:
    """Return the power of a GPU with its share of the server [kW]; None: unknown, never 0."""
    known = card(service.machine)
    return p.power_kw if p.power_kw is not None else known.kilowatts if known else None


def unknown_price(p: Ownership, service: Service) -> str:
    """Return what has to be entered before owning can be computed; empty when all is known."""
    missing = [
        words
        for words, value in (
            ("the price of a GPU", gpu_price(p, service)),
            ("its power", gpu_kilowatts(p, service)),
        )
        if value is None
    ]
    known = card(service.machine)
    name = f" ({known.label})" if known else ""
    return f"enter {' and '.join(missing)}{name} on Cloud or own machines" if missing else ""


def own_gpu(p: Ownership, service: Service, worth: Worth) -> OwnGpu | None:
    """Return what one own GPU costs; None where its price or power is unknown.

    Price P = card with server × (1 + network and spares). A month costs
    (P − ρP)/L + P·m/12 + kW·(PUE·730·electricity + colocation). A lease takes the place of price
    and resale. Rated power is an upper bound: machines that wait draw less.
    """
    price, power = gpu_price(p, service), gpu_kilowatts(p, service)
    if price is None or power is None:
        return None
    whole = price * (1 + p.spares_share)
    owned: Numeric = pick(p.lease, {YesNo.NO: lambda: 1.0, YesNo.YES: lambda: 0.0})
    leased = whole * p.lease_price / LEASED_UNIT * (1 - owned)
    electricity = p.pue * HOURS_PER_MONTH * p.electricity_price
    upkeep = whole * p.maintenance_rate / MONTHS_PER_YEAR
    bought, resale = whole * owned, whole * owned * p.resale_share
    failed = p.failures_per_gpu_year / MONTHS_PER_YEAR * p.failure_hours
    return OwnGpu(
        price=whole,
        bought=bought,
        resale=resale,
        running=upkeep + power * (electricity + p.colocation_price) + leased,
        wearing=(bought - resale) / p.life_months,
        weeks=p.machine_hours / HOURS_PER_WORK_WEEK / service.gpus_per_machine,
        value_lost=failed * worth.hour_down_cost,
    )
