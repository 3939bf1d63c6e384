"""Hardware: what is asked. Declarations."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import numpy as np

from calculators.core.cost_line import one_amount
from calculators.core.inputs import (
    NO_YES,
    Choice,
    Input,
    Inputs,
    Measured,
    Numeric,
    Rows,
    Source,
    Text,
    YesNo,
)
from calculators.core.range_words import entered
from calculators.core.sources import YOURS, assumption

MOST_ASSETS = 500
SHARE_SLACK = 1e-9  # three shares that a person typed may add up to one and a rounding
SHOWN_DECIMALS = 6  # of a sum of shares: fewer than its floating noise
LIVES = Source(
    "Useful lives of servers in annual reports: 4 years (Nebius), 5 (AWS, Lambda), 5.5 (Meta), 6 "
    "(Alphabet, Microsoft, CoreWeave), quoted; what is carried about lasts less",
    "https://research-viewer.pages.dev/pages/gpu-useful-life", "2026")
UPKEEP = Source(
    "Maintenance of a computing cluster 4 to 8 % of its price a year after the first (old), "
    "CTWatch Quarterly, May 2006",
    "https://icl.utk.edu/ctwatch/quarterly/articles/2006/05/"
    "designing-and-supporting-high-end-computational-facilities/2/index.html", "2006-05")
DOUBLE_DECLINING = assumption("twice the straight line, the usual form of the method")
REPAIRS = assumption(
    "machines ask for more repairs as they age; compare the bills of two years on your own")
LEASE = assumption(
    "32 USD a month for 36 months repay 1,000 USD less a tenth at about 16 % a year; take the "
    "figure of your own offer")
MONEY = assumption("what the plan discounts with unless you change it; above a bank's rate")


class Method(StrEnum):
    """How the price of an asset is spread over its life."""

    STRAIGHT = "straight_line"
    DECLINING = "declining_balance"


METHOD_LABELS = {"straight_line": "straight line", "declining_balance": "declining balance"}


@dataclass(frozen=True, kw_only=True, eq=False)
class Asset(Inputs):
    """Alike things that were or will be bought in the same month."""

    name: Annotated[str, Text(label="Asset", source=YOURS, longest=40)] = "Laptops"
    units: Annotated[Numeric, Input(
        label="Units", unit="units", bounds=(0.0, 1e6), typical=(1.0, 100.0), whole=True,
        source=YOURS)] = 1.0
    unit_price: Annotated[Numeric, Input(
        label="Price each", unit="USD", bounds=(0.0, 1e9), typical=(100.0, 1e5),
        source=YOURS)] = 1600.0
    purchase_month: Annotated[Numeric, Input(
        label="Bought in month", unit="month", bounds=(-240.0, 60.0), typical=(-36.0, 36.0),
        whole=True, source=YOURS, beyond="what is bought after the last month is not in this plan",
        help="Month of the plan; 0 is the month before it begins, -11 a year before month 1. "
        "What is older than its life has been replaced, or is gone.")] = 1.0
    life_months: Annotated[Numeric, Input(
        label="Life", unit="months", bounds=(1.0, 600.0), typical=(12.0, 84.0), whole=True,
        source=LIVES, beyond="a life of nothing has nothing to spread the price over",
        help="From purchase until it is sold or thrown away.")] = 36.0
    resale_share: Annotated[Numeric, Input(
        label="Resale value", unit="share", bounds=(0.0, 1.0), typical=(0.0, 0.6), step=0.01,
        doubt=(0.5, 1.5), beyond="nothing is sold for more than its price",
        source=assumption("small things are given away, servers fetch a tenth to a third"),
        help="Share of the price that is received at the end of the life.")] = 0.0
    maintenance_rate: Annotated[Numeric, Input(
        label="Maintenance", unit="share/year", bounds=(0.0, 5.0), typical=(0.0, 0.3), step=0.005,
        doubt=(0.5, 2.0), source=UPKEEP,
        help="Share of the price in the first year; repairs grow from there.")] = 0.0
    breakage_rate: Annotated[Numeric, Input(
        label="Breakage", unit="share/year", bounds=(0.0, 12.0), typical=(0.0, 0.4), step=0.005,
        doubt=(0.5, 2.0), source=assumption("count what you had to buy again last year"),
        help="Share of the units that break or are lost in a year and are bought again.")] = 0.0
    renew: Annotated[YesNo, Choice(
        label="Bought again", options=YesNo, labels=NO_YES, source=YOURS,
        help="Whether it is replaced by its like at the end of its life.")] = YesNo.YES
    serving_share: Annotated[Numeric, Input(
        label="For serving", unit="share", bounds=(0.0, 1.0), typical=(0.0, 1.0), step=0.05,
        source=YOURS, help="Share of its use that serves customers: counts as variable.")] = 0.0
    building_share: Annotated[Numeric, Input(
        label="For building", unit="share", bounds=(0.0, 1.0), typical=(0.0, 1.0), step=0.05,
        source=YOURS, help="Share of its use that builds the product: counts as fixed. "
        "The rest is general, fixed as well.")] = 0.0
    method: Annotated[Method, Choice(
        label="Wears off by", options=Method, labels=METHOD_LABELS, source=YOURS,
        help="Spreads the price over the life in the accounting lens; no cash moves.")
        ] = Method.STRAIGHT
    factor: Annotated[Numeric, Input(
        label="Factor", unit="×", bounds=(0.1, 12.0), typical=(1.0, 3.0), step=0.25,
        source=DOUBLE_DECLINING, help="Of the declining balance, over the straight line.")] = 2.0

    def relations(self) -> list[str]:
        """Refuse shares that add up to more than the whole."""
        total = self.serving_share + self.building_share
        if not np.any(total > 1 + SHARE_SLACK):
            return []
        said = entered(np.round(np.max(total), SHOWN_DECIMALS), "share")
        return [f"For serving and for building: together {said} is not in 0 to 100 %"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Hardware(Inputs):
    """Things the company owns."""

    monthly_amount: Annotated[Measured, one_amount(
        "Hardware", "Leases, purchases spread as you pay them, upkeep.",
        typical=(10.0, 2e5))] = None
    assets: Annotated[tuple[Asset, ...], Rows(
        label="Assets", row=Asset, one="asset", most=MOST_ASSETS, source=YOURS)] = ()
    repair_growth: Annotated[Numeric, Input(
        label="Repairs grow by", unit="share/year", bounds=(0.0, 2.0), typical=(0.0, 1.0),
        step=0.01, doubt=(0.4, 1.8), source=REPAIRS,
        help="How much more maintenance each further year of age asks for.")] = 0.3
    keep_longer: Annotated[YesNo, Choice(
        label="Keep everything longer", options=YesNo, labels=NO_YES, source=YOURS,
        help="Adds the months below to the life of every asset; it then sells for less.")
        ] = YesNo.NO
    longer_months: Annotated[Numeric, Input(
        label="Longer by", unit="months", bounds=(1.0, 120.0), typical=(3.0, 36.0), whole=True,
        source=assumption("a year more is the usual first step"))] = 12.0
    lease: Annotated[YesNo, Choice(
        label="Lease instead of buying", options=YesNo, labels=NO_YES, source=YOURS,
        help="What is bought from month 1 on is leased; what is owned already stays.")] = YesNo.NO
    lease_price: Annotated[Numeric, Input(
        label="Lease for $1,000 of price", unit="USD/month", bounds=(0.0, 1000.0),
        typical=(15.0, 100.0), step=0.5, source=LEASE, help="Paid at the start of the month.")
        ] = 32.0
    lease_months: Annotated[Numeric, Input(
        label="Term of a lease", unit="months", bounds=(1.0, 120.0), typical=(12.0, 60.0),
        whole=True, source=LEASE, help="A lease runs to its end, needed or not.")] = 36.0
    discount_rate: Annotated[Numeric, Input(
        label="Cost of money tied up", unit="share/year", bounds=(0.0, 1.0), typical=(0.0, 0.4),
        step=0.01, source=MONEY, expert=True,
        help="For lease or buy, and for the equivalent annual cost.")] = 0.15
