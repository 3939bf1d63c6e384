"""Cards of the page on bandwidth."""

from __future__ import annotations

from ui.cards.plan import DEMAND
from ui.inputs import Card

PAYLOAD = Card(
    "What a query moves",
    [
        "bandwidth.kilobytes_up",
        "bandwidth.kilobytes_down",
        "bandwidth.items_per_query",
        "bandwidth.encoding",
        "bandwidth.pictures",
        "bandwidth.resolution",
        "bandwidth.travels",
        "bandwidth.compression",
    ],
    ["bandwidth.monthly_amount"],
)
PRICES = Card(
    "What it is paid by",
    ["bandwidth.provider", "bandwidth.free_gb", "bandwidth.retry_share"],
    [
        "bandwidth.inbound_price",
        "bandwidth.zone_share",
        "bandwidth.zone_copies",
        "bandwidth.zone_price",
        "bandwidth.cdn_share",
        "bandwidth.cdn_hit_share",
        "bandwidth.cdn_price",
    ],
    "The tiers stand in a table below.",
)
LINK = Card(
    "Time on the line",
    ["bandwidth.downlink_mbit", "bandwidth.uplink_mbit"],
    ["bandwidth.waits", "worth.second_value"],
)
UPDATES = Card(
    "Updates over the air",
    ["bandwidth.devices", "bandwidth.updates", "bandwidth.update_megabytes"],
    ["bandwidth.differences", "bandwidth.difference_share", "bandwidth.difference_size"],
)
LEVERS = Card(
    "Levers",
    [
        "bandwidth.compression_ratio",
        "bandwidth.resolution_target",
        "bandwidth.resolution_points",
        "worth.point_value",
        "worth.engineer_time",
    ],
    [
        "bandwidth.compression_points",
        "bandwidth.compression_weeks",
        "bandwidth.compression_cpu_time",
        "bandwidth.cpu_price_per_hour",
        "bandwidth.resolution_weeks",
        "bandwidth.sampling_weeks",
        "bandwidth.difference_weeks",
        "worth.engineer_week_cost",
        "worth.payback_months",
    ],
)
TIERS = Card(
    "Price tiers",
    ["bandwidth.tiers.*"],
    note="Each price holds for the GB of its own tier. The last tier has no end.",
)
PAYLOAD_CARDS = (DEMAND, PAYLOAD, PRICES, LINK)
LEVER_CARDS = (UPDATES, LEVERS)
