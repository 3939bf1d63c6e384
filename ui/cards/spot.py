"""Cards of the page on spot."""

from __future__ import annotations

from ui.inputs import Card

MARKET = Card(
    "Spot market",
    [
        "spot.discount",
        "spot.interruptions_known",
        "spot.monthly_share",
        "spot.hourly_interruptions",
        "spot.mtbf_hours",
        "spot.wait_hours",
        "spot.fallback",
        "spot.deadline_hours",
    ],
    ["spot.band_hours", "spot.open_band_share", "spot.machines"],
    "Only the form chosen counts. Machines, hours and prices come from Training and Compute.",
)
CHECKPOINTS = Card(
    "Checkpoints",
    [
        "spot.write_known",
        "spot.write_minutes",
        "spot.restart_minutes",
        "spot.interval_minutes",
    ],
    ["spot.checkpoint_gb", "spot.write_gb_per_second", "spot.kept_checkpoints"],
)
TRAINING = Card(
    "Training",
    ["training.supply", "training.supply_weeks", "training.spot_net_saving"],
    note="A measured net saving takes the place of the one computed here.",
)
SERVING = Card(
    "Serving",
    ["spot.on_demand_share", "spot.spare_share", "spot.follows_load"],
    ["spot.notice_minutes", "spot.serving_weeks"],
)
INPUTS = (MARKET, CHECKPOINTS, TRAINING, SERVING)
