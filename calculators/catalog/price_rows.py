"""Every price of the catalog as a row of one list, whatever file it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from calculators.catalog.records import ApiPrice, EgressTier, Fact, Gpu, StorageTier
from calculators.catalog.tables import (
    api_prices,
    cloud_instances,
    commitments,
    egress,
    gpus,
    onprem,
    storage,
    vector_database_prices,
)
from calculators.core.inputs import Source

STALE_DAYS = 90  # a price older than this is marked
NO_END = "beyond"
MONEY = "USD"  # other units of the same files are sizes and factors


class PriceKind(StrEnum):
    """What a price is for."""

    MACHINE = "Machines by the hour"
    COMMITTED = "Committed and spot"
    GPU = "GPUs to buy"
    API = "API tokens"
    EGRESS = "Data that leaves"
    STORAGE = "Storage"
    VECTOR = "Vector databases"
    OWN = "Running own machines"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceRow:
    """One price: what it is for, how much, and since when. Low and high alike: one figure."""

    kind: PriceKind
    key: str
    name: str
    detail: str
    provider: str
    low: float | None  # None: open below
    high: float | None  # None: open above
    unit: str
    source: Source
    doubtful: bool
    notes: str

    @property
    def as_of(self) -> str:
        """Year, month or day of the price."""
        return self.source.as_of


def is_old(as_of: str, today: date) -> bool:
    """Whether a price is older than 90 days; a bare month or year counts from its first day."""
    parts = [int(part) for part in as_of.split("-")]
    year, month, day = (parts + [1, 1])[:3]
    return today - date(year, month, day) > timedelta(days=STALE_DAYS)


@cache
def price_rows() -> tuple[PriceRow, ...]:
    """Return every known price, kind by kind; what has no known price is left out."""
    return (
        *_machines(),
        *_committed(),
        *(_gpu(row) for row in gpus() if _is_priced(row)),
        *(row for one in api_prices() for row in _api(one)),
        *(_egress(row) for row in egress()),
        *(_storage(row) for row in storage()),
        *(_fact(row, PriceKind.VECTOR) for row in vector_database_prices() if _is_money(row)),
        *(_fact(row, PriceKind.OWN) for row in onprem() if _is_money(row)),
    )


def _machines() -> Iterator[PriceRow]:
    for row in cloud_instances():
        price = row.price_per_hour_usd
        if price is not None:
            cpus = f"{row.cpus} CPUs" if row.cpus else ""
            count = f"{row.gpus} × {row.gpu}" if row.gpus else cpus
            yield PriceRow(
                kind=PriceKind.MACHINE, key=row.key, name=row.instance,
                detail=", ".join(filter(None, (count, row.region))), provider=row.provider,
                low=price, high=price, unit="USD/h", source=row.origin, doubtful=row.doubtful,
                notes=row.notes,
            )  # fmt: skip


def _committed() -> Iterator[PriceRow]:
    for row in cloud_instances():
        spot = Source(row.spot_source or row.source, row.web_address, row.spot_as_of or row.as_of)
        offers = (
            ("1 year", row.committed_1_year_per_hour_usd, row.origin, row.doubtful),
            ("3 years", row.committed_3_years_per_hour_usd, row.origin, row.doubtful),
            ("spot", row.spot_per_hour_usd, spot, row.spot_doubtful),
        )
        for term, price, source, doubtful in offers:
            if price is not None:
                yield PriceRow(
                    kind=PriceKind.COMMITTED, key=f"{row.key}@{term}", name=row.instance,
                    detail=", ".join(filter(None, (term, row.region))), provider=row.provider,
                    low=price, high=price, unit="USD/h", source=source, doubtful=doubtful,
                    notes=row.notes,
                )  # fmt: skip
    yield from (_fact(row, PriceKind.COMMITTED) for row in commitments())


def _is_money(row: Fact) -> bool:
    return row.unit.startswith(MONEY)


def _is_priced(row: Gpu) -> bool:
    return row.purchase_price_usd_low is not None or row.purchase_price_usd_high is not None


def _gpu(row: Gpu) -> PriceRow:
    memory = f"{row.memory_gb:g} GB" if row.memory_gb else ""
    return PriceRow(
        kind=PriceKind.GPU, key=row.key, name=row.label, detail=memory,
        provider=row.vendor, low=row.purchase_price_usd_low, high=row.purchase_price_usd_high,
        unit="USD", doubtful=row.doubtful, notes=row.notes,
        source=Source(row.purchase_source or row.source, "", row.purchase_as_of or row.as_of),
    )  # fmt: skip


def _api(row: ApiPrice) -> Iterator[PriceRow]:
    prices = (
        ("input", row.input_per_million_usd),
        ("cached input", row.cached_input_per_million_usd),
        ("output", row.output_per_million_usd),
    )
    for what, price in prices:
        if price is not None:
            yield PriceRow(
                kind=PriceKind.API, key=f"{row.key}@{what}", name=row.model, detail=what,
                provider=row.provider, low=price, high=price, unit="USD/M tokens",
                source=row.origin, doubtful=row.doubtful, notes=row.notes,
            )  # fmt: skip


def _tier(end: float | None, unit: str) -> str:
    return NO_END if end is None else f"to {end:,.0f} {unit}"


def _egress(row: EgressTier) -> PriceRow:
    return PriceRow(
        kind=PriceKind.EGRESS, key=row.key, name=row.path,
        detail=_tier(row.tier_upper_gb_per_month, "GB a month"), provider=row.provider,
        low=row.low, high=row.high, unit=row.unit, source=row.origin, doubtful=row.doubtful,
        notes=row.notes,
    )  # fmt: skip


def _storage(row: StorageTier) -> PriceRow:
    return PriceRow(
        kind=PriceKind.STORAGE, key=row.key, name=row.storage_class,
        detail=_tier(row.tier_upper_tb, "TB"), provider=row.provider, low=row.low, high=row.high,
        unit=row.unit, source=row.origin, doubtful=row.doubtful, notes=row.notes,
    )  # fmt: skip


def _fact(row: Fact, kind: PriceKind) -> PriceRow:
    return PriceRow(
        kind=kind, key=row.key, name=row.item, detail=row.scope, provider=row.provider,
        low=row.low, high=row.high, unit=row.unit, source=row.origin, doubtful=row.doubtful,
        notes=row.notes,
    )  # fmt: skip
