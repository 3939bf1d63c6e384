"""Cards of the page on API or self-hosted."""

from __future__ import annotations

from ui.inputs import Card
from ui.state import SERVICE

SHARED = ["api.batch_share", "api.batch_discount", "api.minimum_spend"]
PRICES = Card(
    "Prices of the API",
    [SERVICE, "service.supply", "api.model", "api.input_price", "api.output_price",
     "api.cached_price"],
    ["api.cached_share", *SHARED],
)  # fmt: skip
PRICE_OF_CALLS = Card(
    "Price of the API",
    [SERVICE, "service.supply", "api.call_price"],
    SHARED,
    note="No language model: an API counts calls.",
)
TOKENS = Card(
    "Tokens and limits",
    ["service.tokens_in", "service.tokens_out", "api.rate_limit"],
    ["service.share_of_queries", "service.cached_prefix_share", "service.minimum_replicas"],
    note="Volume, day and machines are those of the plan.",
)
CALLS = Card(
    "Calls",
    ["service.share_of_queries", "service.minimum_replicas"],
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
LANGUAGE_SERVICE = (PRICES, TOKENS, WORK, QUALITY)
OTHER_SERVICE = (PRICE_OF_CALLS, CALLS, WORK, QUALITY)
