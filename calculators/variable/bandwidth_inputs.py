"""Bandwidth: what is asked. Declarations."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
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
from calculators.core.sources import LOSS, WORK, YOURS, assumption

AWS_OUT = Source(
    "AWS data transfer rate card, quoted: 100 GB a month free, then 0.09 USD/GB to 10 TB, 0.085 to "
    "50 TB, 0.07 to 150 TB, 0.05 above (the list ends at 500 TB); 1 TB = 1,024 GB",
    "https://leanopstech.com/blog/aws-data-transfer-pricing-2026/", "2026-04-27")
AWS_ZONES = Source(
    "AWS data transfer guide, quoted: 0.01 USD/GB between zones in each direction",
    "https://wring.co/blog/aws-data-transfer-pricing-guide", "2026-03-08")
AWS_CDN = Source(
    "AWS CloudFront, North America, first tier, quoted; the page is undated",
    "https://www.egresscost.com/aws", "2026-11-21")
CPU_HOUR = Source(
    "AWS c7i.xlarge on demand, us-east-1: 0.1785 USD/h for 4 virtual CPUs; row of the catalog",
    "https://github.com/aws/karpenter-provider-aws", "2026-07-20")
NO_END = 1e9  # [GB/month] above what anybody here moves: a new tier begins without upper end


class Encoding(StrEnum):
    """How bytes are written on their way."""

    BINARY = "binary"
    BASE64 = "base64"


class Pictures(StrEnum):
    """In which direction pictures or video travel: there resolution counts."""

    NONE = "none"
    UP = "up"
    DOWN = "down"
    BOTH = "both"


class Travels(StrEnum):
    """Which queries carry a payload over the network."""

    RAW = "raw"
    SCORED = "scored"


@dataclass(frozen=True, kw_only=True, eq=False)
class PriceTier(Inputs):
    """One step of a price list; the price holds for the GB of this step alone."""

    name: Annotated[str, Text(label="Tier", source=YOURS, longest=40)] = "Above"
    up_to_gb: Annotated[Numeric, Input(
        label="Up to", unit="GB", bounds=(0.0, NO_END), typical=(100.0, NO_END), source=AWS_OUT,
        help="Monthly volume at which this price ends; a billion GB stands for no end. The last "
        "tier has none, whatever stands here. Lists of TB mostly mean 1,024 GB.")] = NO_END
    price: Annotated[Numeric, Input(
        label="Price", unit="USD/GB", bounds=(0.0, 100.0), typical=(0.0, 0.2), step=0.005,
        source=AWS_OUT, help="For the GB of this tier alone, never for all of them.")] = 0.05


AWS_TIERS = (
    PriceTier(name="To 10,240 GB", up_to_gb=10_240.0, price=0.09),
    PriceTier(name="To 51,200 GB", up_to_gb=51_200.0, price=0.085),
    PriceTier(name="To 153,600 GB", up_to_gb=153_600.0, price=0.07),
    PriceTier(name="Above", up_to_gb=NO_END, price=0.05),
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Bandwidth(Inputs):
    """Data moved: grows with the queries that users raise."""

    kilobytes_up: Annotated[Numeric, Input(
        label="Sent up per item", unit="kB", bounds=(0.0, 1e7), typical=(0.1, 1e5),
        doubt=(0.7, 1.5), source=assumption("a short text; measure one request of yours"),
        help="Bytes of one picture, frame or text that reaches you, before base64 and "
        "compression, at original resolution.")] = 2.0
    kilobytes_down: Annotated[Numeric, Input(
        label="Sent down per item", unit="kB", bounds=(0.0, 1e7), typical=(0.1, 1e5),
        doubt=(0.7, 1.5), source=assumption("an answer in text; measure one of yours"),
        help="Bytes of one answer that leaves you, before base64 and compression, at original "
        "resolution.")] = 4.0
    items_per_query: Annotated[Numeric, Input(
        label="Items per query", unit="items/query", bounds=(0.0, 1e6), typical=(1.0, 1000.0),
        source=YOURS, help="Pictures, frames or texts that one query carries.")] = 1.0
    encoding: Annotated[Encoding, Choice(
        label="Sent as", options=Encoding, source=YOURS,
        labels={"binary": "binary or plain text", "base64": "base64 in JSON (4/3 of the bytes)"},
        )] = Encoding.BINARY
    pictures: Annotated[Pictures, Choice(
        label="Pictures or video go", options=Pictures, source=YOURS,
        labels={"none": "nowhere: text", "up": "up", "down": "down", "both": "up and down"},
        help="There resolution counts: bytes go with its square.")] = Pictures.NONE
    resolution: Annotated[Numeric, Input(
        label="Resolution, share of the original", unit="share", bounds=(0.01, 1.0),
        typical=(0.1, 1.0), step=0.01, source=YOURS,
        help="1 is the original; above it nothing is gained. Half of the width and height is a "
        "quarter of the bytes.")] = 1.0
    travels: Annotated[Travels, Choice(
        label="Payload travels for", options=Travels, source=YOURS,
        labels={"raw": "every query", "scored": "queries that reach a model"},
        help="Sampling and caching on the device keep the others from travelling.")] = Travels.RAW
    retry_share: Annotated[Numeric, Input(
        label="Sent again", unit="share", bounds=(0.0, 1.0), typical=(0.0, 0.2), step=0.005,
        doubt=(0.4, 2.5), source=assumption("one transfer in a hundred; count your own retries"),
        help="Share of transfers that fail and are repeated; they are paid again.")] = 0.01
    downlink_mbit: Annotated[Numeric, Input(
        label="Users' link, down", unit="Mbit/s", bounds=(0.001, 1e6), typical=(1.0, 1000.0),
        doubt=(0.4, 2.0), source=assumption("a home or office line; measure your users'"),
        )] = 50.0
    uplink_mbit: Annotated[Numeric, Input(
        label="Users' link, up", unit="Mbit/s", bounds=(0.001, 1e6), typical=(0.5, 1000.0),
        doubt=(0.4, 2.0), source=assumption("lines are slower up than down"))] = 10.0
    waits: Annotated[YesNo, Choice(
        label="Somebody waits for the transfer", options=YesNo, labels=NO_YES, source=YOURS,
        expert=True, help="Then seconds saved have the value of a second of latency.")] = YesNo.YES

    provider: Annotated[str, Text(
        label="Price list", source=YOURS, catalog="egress",
        help="Fills the tiers and the free allowance; both can be edited.")] = "aws-internet-100"
    free_gb: Annotated[Numeric, Input(
        label="Free allowance", unit="GB", bounds=(0.0, NO_END), typical=(0.0, 1000.0),
        step=10.0, source=AWS_OUT,
        help="The first GB of a month, once for the whole account.")] = 100.0
    tiers: Annotated[tuple[PriceTier, ...], Rows(
        label="Price tiers", row=PriceTier, one="tier", least=1, most=12, source=AWS_OUT,
        help="Of data that leaves you.")] = AWS_TIERS
    inbound_price: Annotated[Numeric, Input(
        label="Price of data coming in", unit="USD/GB", bounds=(0.0, 100.0), typical=(0.0, 0.1),
        step=0.005, source=assumption("clouds do not charge it; gateways and mobile lines do"),
        expert=True)] = 0.0
    zone_share: Annotated[Numeric, Input(
        label="Share that crosses zones", unit="share", bounds=(0.0, 1.0), typical=(0.0, 1.0),
        step=0.05, source=assumption("everything runs in one zone"), expert=True,
        help="Of all GB up and down: from one zone of the provider to another.")] = 0.0
    zone_copies: Annotated[Numeric, Input(
        label="Crossings of each GB", unit="×", bounds=(0.0, 100.0), typical=(1.0, 10.0), step=0.5,
        source=assumption("there once"), expert=True,
        help="Copies to other zones count here too.")] = 1.0
    zone_price: Annotated[Numeric, Input(
        label="Price between zones", unit="USD/GB", bounds=(0.0, 10.0), typical=(0.0, 0.05),
        step=0.005, source=AWS_ZONES, expert=True,
        help="In each direction: a GB that crosses is paid twice.")] = 0.01
    cdn_share: Annotated[Numeric, Input(
        label="Through a CDN", unit="share", bounds=(0.0, 1.0), typical=(0.0, 1.0), step=0.05,
        source=assumption("no content delivery network"), expert=True,
        help="Share of what goes out.")] = 0.0
    cdn_hit_share: Annotated[Numeric, Input(
        label="CDN: from its cache", unit="share", bounds=(0.0, 1.0), typical=(0.0, 1.0),
        step=0.05, source=assumption("a network of the same provider fetches for nothing"),
        expert=True, help="What misses the cache is paid to your provider as well.")] = 1.0
    cdn_price: Annotated[Numeric, Input(
        label="CDN: price", unit="USD/GB", bounds=(0.0, 10.0), typical=(0.0, 0.2), step=0.005,
        source=AWS_CDN, expert=True)] = 0.085

    devices: Annotated[Numeric, Input(
        label="Devices updated over the air", unit="devices", bounds=(0.0, 1e9),
        typical=(1.0, 1e5), source=YOURS,
        help="In month 1; they grow with the customers.")] = 0.0
    updates: Annotated[Numeric, Input(
        label="Updates", unit="updates/month", bounds=(0.0, 1e4), typical=(0.0, 30.0), step=0.5,
        source=YOURS)] = 1.0
    update_megabytes: Annotated[Numeric, Input(
        label="Size of an update", unit="MB", bounds=(0.0, 1e6), typical=(1.0, 1e4),
        source=assumption("a model of 100 million weights at one byte"))] = 100.0
    differences: Annotated[YesNo, Choice(
        label="Updates sent as differences", options=YesNo, labels=NO_YES, source=YOURS,
        )] = YesNo.NO
    difference_share: Annotated[Numeric, Input(
        label="Updates that a difference can stand for", unit="share", bounds=(0.0, 1.0),
        typical=(0.0, 1.0), step=0.05, source=WORK, expert=True,
        help="Devices that hold the version before.")] = 0.9
    difference_size: Annotated[Numeric, Input(
        label="Size of a difference", unit="share", bounds=(0.0, 1.0), typical=(0.0, 1.0),
        step=0.05, doubt=(0.4, 2.0), source=LOSS, expert=True,
        help="Of the whole update; measure it on two versions.")] = 0.2
    difference_weeks: Annotated[Numeric, Input(
        label="Differences: work", unit="weeks", bounds=(0.0, 200.0), typical=(0.0, 20.0),
        step=0.5, doubt=(0.6, 2.0), source=WORK, expert=True)] = 3.0

    compression: Annotated[YesNo, Choice(
        label="Compressed on the way", options=YesNo, labels=NO_YES, source=YOURS)] = YesNo.NO
    compression_ratio: Annotated[Measured, Input(
        label="Compression: ratio", unit="×", bounds=(1.0, 1000.0), typical=(1.0, 10.0), step=0.1,
        optional=True,
        source=assumption("text in JSON; a picture that is already JPEG stays near 1"),
        help="Bytes before over bytes after, on your own payload. Empty: not measured.")] = 3.0
    compression_points: Annotated[Numeric, Input(
        label="Compression: points lost", unit="points", bounds=(0.0, 100.0), typical=(0.0, 5.0),
        step=0.1, doubt=(0.3, 3.0), expert=True,
        source=assumption("nothing is lost; stronger compression of pictures loses"))] = 0.0
    compression_weeks: Annotated[Numeric, Input(
        label="Compression: work", unit="weeks", bounds=(0.0, 200.0), typical=(0.0, 20.0),
        step=0.5, doubt=(0.6, 2.0), source=WORK, expert=True)] = 0.5
    compression_cpu_time: Annotated[Numeric, Input(
        label="Compression: CPU time", unit="s/GB", bounds=(0.0, 1e6), typical=(1.0, 1000.0),
        doubt=(0.5, 2.0), source=assumption("50 MB a second on one virtual CPU; measure yours"),
        expert=True, help="Of one virtual CPU, for a GB before compression.")] = 20.0
    cpu_price_per_hour: Annotated[Numeric, Input(
        label="Price of a virtual CPU", unit="USD/h", bounds=(0.0, 100.0), typical=(0.0, 0.2),
        step=0.005, source=CPU_HOUR, expert=True)] = 0.044625
    resolution_target: Annotated[Numeric, Input(
        label="Lower resolution: to", unit="share", bounds=(0.01, 1.0), typical=(0.1, 1.0),
        step=0.01, source=WORK, expert=True, help="Share of the original.")] = 0.5
    resolution_points: Annotated[Measured, Input(
        label="Lower resolution: points lost", unit="points", bounds=(0.0, 100.0),
        typical=(0.0, 5.0), step=0.1, optional=True, source=LOSS, expert=True,
        help="Of accuracy, or of what users find good, at that resolution. "
        "Empty: not measured.")] = 0.5
    resolution_weeks: Annotated[Numeric, Input(
        label="Lower resolution: work", unit="weeks", bounds=(0.0, 200.0), typical=(0.0, 20.0),
        step=0.5, doubt=(0.6, 2.0), source=WORK, expert=True)] = 1.0
    sampling_weeks: Annotated[Numeric, Input(
        label="Sampling on the device: work", unit="weeks", bounds=(0.0, 200.0),
        typical=(0.0, 20.0), step=0.5, doubt=(0.6, 2.0), source=WORK, expert=True)] = 3.0

    monthly_amount: Annotated[Measured, one_amount(
        "Bandwidth", "In month 1; grows with the queries that users raise.",
        typical=(10.0, 1e5), doubt=(0.7, 1.5))] = None

    def relations(self) -> list[str]:
        """Refuse tiers that fall, and compression by a ratio that nobody knows."""
        problems = []
        for before, after in pairwise(self.tiers[:-1]):
            if np.any(np.greater(before.up_to_gb, after.up_to_gb)):
                end, least = (entered(np.max(tier.up_to_gb)) for tier in (after, before))
                problems.append(
                    f"Price tiers: {after.name} ends at {end} GB, below {least} of the tier "
                    "before it; tiers must rise")
        if self.compression == YesNo.YES and self.compression_ratio is None:
            problems.append(
                "Compression: ratio: unknown while compression is on; it takes 1 to 1k ×")
        return problems
