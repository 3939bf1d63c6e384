"""Bandwidth: price lists of the catalog as tiers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from calculators import catalog
from calculators.catalog import EgressTier
from calculators.core.inputs import Source
from calculators.variable.bandwidth_inputs import NO_END, PriceTier

# Lists of which every tier is known, or whose last known price is taken on, and said so. Others
# of the catalog name only their last tier, or a range.
LISTS = (
    "aws-internet-100",
    "azure-internet-100",
    "gcp-internet-worldwide-premium-tier-from-us-central1-1024",
    "gcp-internet-standard-tier",
    "cloudflare-r2-internet",
    "backblaze-b2-internet",
    "wasabi-internet",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceList:
    """What one provider asks for data that leaves it. ``ends_at_gb``: the last price published."""

    key: str
    provider: str
    name: str
    tiers: tuple[PriceTier, ...]
    free_gb: float
    ends_at_gb: float | None  # None: the list has no end
    source: Source
    condition: str  # words of the catalog on a price that binds to something

    @property
    def ends(self) -> str:
        """Where the published list ends, as a sentence; "" when it does not."""
        if self.ends_at_gb is None:
            return ""
        return (
            f"{self.name}: the price is published up to {self.ends_at_gb:,.0f} GB a month; beyond "
            "it the last price is taken, an assumption."
        )


@cache
def price_lists() -> tuple[PriceList, ...]:
    """Return every price list of the catalog that can be computed with."""
    found = (price_list(key) for key in LISTS)
    return tuple(one for one in found if one is not None)


@cache
def price_list(key: str) -> PriceList | None:
    """Return the list that begins with the row of that key; None when the catalog has none."""
    first = next((row for row in catalog.egress() if row.key == key), None)
    if first is None or key not in LISTS:
        return None
    rows = catalog.egress_tiers(first.provider, first.path)
    free = sum(row.tier_upper_gb_per_month or 0.0 for row in rows if _is_allowance(row)) or 0.0
    priced = [row for row in rows if not _is_allowance(row) and row.middle is not None]
    tiers = tuple(_tier(row, is_last=row is priced[-1], alone=len(priced) == 1) for row in priced)
    return PriceList(
        key=key,
        provider=first.provider,
        name=_name(first),
        tiers=tiers,
        free_gb=free,
        ends_at_gb=priced[-1].tier_upper_gb_per_month,
        source=first.origin,
        condition="; ".join(row.notes for row in priced if len(priced) == 1 and row.notes),
    )


def _is_allowance(row: EgressTier) -> bool:
    return row.middle == 0 and row.tier_upper_gb_per_month is not None


def _tier(row: EgressTier, is_last: bool, alone: bool) -> PriceTier:
    end = NO_END if is_last else row.tier_upper_gb_per_month or NO_END
    assert row.middle is not None
    name = "All" if alone else "Above" if is_last else f"To {end:,.0f} GB"
    return PriceTier(name=name, up_to_gb=end, price=row.middle)


def _name(row: EgressTier) -> str:
    place = row.path.removeprefix("internet").strip(" ,")
    return f"{row.provider}, {place}" if place else row.provider
