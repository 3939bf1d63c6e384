"""Bandwidth: the GB that move, what they cost, and how long one query's bytes take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from calculators.core.demand import DemandPlan
from calculators.core.inputs import Monthly, Numeric, YesNo, pick
from calculators.core.units import (
    BITS_PER_BYTE,
    KILO,
    MEGA,
    SECONDS_PER_HOUR,
    over_months,
)
from calculators.variable.bandwidth_inputs import Bandwidth, Encoding, Pictures, PriceTier, Travels

BASE64 = 4.0 / 3.0  # RFC 4648, section 4: three bytes become four characters
BOTH_DIRECTIONS = 2.0  # a GB between zones is paid by the sender's side and by the receiver's
MB_PER_GB = KILO
KB_PER_GB = MEGA


@dataclass(frozen=True, kw_only=True, eq=False)
class Payload:
    """Kilobytes of one query as they travel, one try, and before they were compressed."""

    up: Numeric  # [kB/query]
    down: Numeric  # [kB/query]
    uncompressed: Numeric  # [kB/query] both ways, what a CPU has to compress; 0 without


@dataclass(frozen=True, kw_only=True, eq=False)
class Traffic:
    """GB of a month, retries included; the last axis is that of the queries given."""

    up: Monthly  # [GB/month]
    down: Monthly  # [GB/month] answers
    updates: Monthly  # [GB/month] over the air
    compressed: Monthly  # [GB/month] before compression

    @property
    def out(self) -> Monthly:
        """What leaves: answers and updates [GB/month]."""
        return self.down + self.updates


@dataclass(frozen=True, kw_only=True, eq=False)
class Bill:
    """What the traffic of a month costs, part by part [USD/month]."""

    provider: Monthly  # through the tiers
    cdn: Monthly
    inbound: Monthly
    zones: Monthly
    cpu: Monthly

    @property
    def cloud(self) -> Monthly:
        """What is paid to the provider itself, for which its credits count."""
        return self.provider + self.inbound + self.zones + self.cpu

    @property
    def total(self) -> Monthly:
        """All parts."""
        return self.cloud + self.cdn


def payload(p: Bandwidth) -> Payload:
    """Return what one query moves.

    kB = kB of an item · items · (4/3 if base64) · (resolution² where pictures travel) ÷ ratio.
    Real codecs save somewhat less than the square: small pictures hold more detail per pixel.
    """
    nothing = 0.0 * p.resolution
    area = p.resolution * p.resolution
    whole = 1.0 + nothing
    scale_up, scale_down = pick(
        p.pictures,
        {
            Pictures.NONE: lambda: (whole, whole),
            Pictures.UP: lambda: (area, whole),
            Pictures.DOWN: lambda: (whole, area),
            Pictures.BOTH: lambda: (area, area),
        },
    )
    written = pick(p.encoding, {Encoding.BINARY: lambda: 1.0, Encoding.BASE64: lambda: BASE64})
    items = p.items_per_query * written
    up, down = p.kilobytes_up * items * scale_up, p.kilobytes_down * items * scale_down
    is_on = pick(p.compression, {YesNo.NO: lambda: 0.0, YesNo.YES: lambda: 1.0})
    ratio = 1.0 if p.compression_ratio is None else p.compression_ratio
    packed = 1.0 - is_on + is_on * ratio
    return Payload(up=up / packed, down=down / packed, uncompressed=(up + down) * is_on)


def update_gb(p: Bandwidth) -> Numeric:
    """Return GB a month of updates over the air in month 1, one try.

    devices · updates · size · (1 − share as difference · (1 − size of a difference)).
    """
    as_difference = pick(
        p.differences, {YesNo.NO: lambda: 0.0, YesNo.YES: lambda: p.difference_share}
    )
    sent = 1 - as_difference * (1 - p.difference_size)
    gb: Numeric = p.devices * p.updates * p.update_megabytes / MB_PER_GB * sent
    return gb


def traffic(p: Bandwidth, raw: Monthly, scored: Monthly, devices: Monthly) -> Traffic:
    """Return the GB of raw and scored queries; ``devices``: those of each month over month 1's."""
    travelling = pick(p.travels, {Travels.RAW: lambda: raw, Travels.SCORED: lambda: scored})
    query, again = payload(p), 1 + p.retry_share
    return Traffic(
        up=travelling * over_months(query.up * again / KB_PER_GB),
        down=travelling * over_months(query.down * again / KB_PER_GB),
        updates=devices * over_months(update_gb(p) * again),
        compressed=travelling * over_months(query.uncompressed / KB_PER_GB),
    )


def planned_traffic(p: Bandwidth, plan: DemandPlan) -> Traffic:
    """Return the GB of each month of the plan; devices grow with the customers."""
    first = plan.customers[..., :1]
    some = first > 0
    devices = np.where(some, plan.customers / np.where(some, first, 1.0), 1.0)
    return traffic(p, plan.raw_queries, plan.scored_queries, devices)


def tier_cost(tiers: tuple[PriceTier, ...], free_gb: Numeric, gb: Monthly) -> Monthly:
    """Return the price of a month's GB through the tiers [USD/month].

    Σ price · GB of this tier beyond the allowance, each GB at the price of its own tier. The
    allowance takes the first GB, once. The last tier has no end, so beyond the end of a published
    list the last price goes on: an assumption.
    """
    free = over_months(free_gb)
    begin: Any = np.zeros(1)
    cost: Any = 0.0 * gb
    for tier in tiers[:-1]:
        end = over_months(tier.up_to_gb)
        beyond = np.maximum(np.minimum(gb, end) - np.maximum(begin, free), 0.0)
        cost, begin = cost + beyond * over_months(tier.price), end
    last = np.maximum(gb - np.maximum(begin, free), 0.0)
    return np.asarray(cost + last * over_months(tiers[-1].price))


def through_tiers(p: Bandwidth, moved: Traffic) -> Monthly:
    """Return the GB that leave through the provider: all but what a CDN has in its cache."""
    return moved.out * over_months(1 - p.cdn_share * p.cdn_hit_share)


def bill(p: Bandwidth, moved: Traffic) -> Bill:
    """Return what the traffic costs: tiers, CDN, inbound, zones and the CPU that compresses."""
    out = moved.out
    zone = p.zone_share * p.zone_copies * BOTH_DIRECTIONS * p.zone_price
    cpu = p.compression_cpu_time / SECONDS_PER_HOUR * p.cpu_price_per_hour
    return Bill(
        provider=tier_cost(p.tiers, p.free_gb, through_tiers(p, moved)),
        cdn=out * over_months(p.cdn_share * p.cdn_price),
        inbound=moved.up * over_months(p.inbound_price),
        zones=(moved.up + out) * over_months(zone),
        cpu=moved.compressed * over_months(cpu),
    )


def transfer_seconds(p: Bandwidth) -> Numeric:
    """Return how long the bytes of one query take on the users' links, one try.

    bits up ÷ uplink + bits down ÷ downlink + the time to compress them. Waiting for the first
    byte (round trips, handshakes) is not in it, so a small payload takes longer than this.
    """
    query = payload(p)
    up = query.up * BITS_PER_BYTE / KILO / p.uplink_mbit
    down = query.down * BITS_PER_BYTE / KILO / p.downlink_mbit
    return up + down + query.uncompressed / KB_PER_GB * p.compression_cpu_time
