"""Cards of the page on API or self-hosted."""

from __future__ import annotations

from ui.inputs import Card
from ui.state import SERVICE

PRICES = Card(
    "Prices of the API",
    [SERVICE, "service.supply", "api.model", "api.input_price", "api.output_price",
     "api.cached_price"],
    ["api.cached_share", "api.batch_share", "api.batch_discount", "api.minimum_spend"],
)  # fmt: skip
TOKENS = Card(
    "Tokens and limits",
    ["service.tokens_in", "service.tokens_out", "api.rate_limit"],
    ["service.share_of_queries", "service.cached_prefix_share", "service.minimum_replicas"],
    note="Volume, day and machines are those of the plan.",
)
WORK = Card(
    "Work",
    ["api.self_hosting_time", "api.migration_weeks", "api.return_weeks"],
    ["api.swap_weeks", "api.swaps_per_year", "worth.engineer_week_cost"],
)
QUALITY = Card(
    "Quality",
    ["api.error_gap", "api.cost_per_error"],
    ["api.latency_gap_seconds", "worth.second_value"],
    note="The API against own serving; value lost, no cash.",
)
INPUTS = (PRICES, TOKENS, WORK, QUALITY)
