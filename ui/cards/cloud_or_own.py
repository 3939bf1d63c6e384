"""Cards of the page on owning machines."""

from __future__ import annotations

from ui.inputs import Card

PRICE = Card(
    "Price",
    ["ownership.gpu_price", "ownership.spares_share", "ownership.life_months",
     "ownership.resale_share"],
    ["ownership.server_share", "ownership.lease", "ownership.lease_price"],
)  # fmt: skip
UPKEEP = Card(
    "Upkeep",
    ["ownership.electricity_price", "ownership.colocation_price", "ownership.maintenance_rate",
     "ownership.upkeep_hours"],
    ["ownership.power_kw", "ownership.pue", "ownership.machine_hours",
     "ownership.failures_per_gpu_year", "ownership.failure_hours", "ownership.latency_seconds"],
)  # fmt: skip
PURCHASE = Card(
    "Purchase",
    ["ownership.buy_month", "ownership.delay_months", "ownership.setup_weeks",
     "ownership.refresh"],
    note="Machines, demand and the way to rent come from Compute. Devices in the field and their "
    "updates over the air are on Bandwidth.",
)  # fmt: skip
INPUTS = (PRICE, UPKEEP, PURCHASE)
