"""Cards of the page on commitments."""

from __future__ import annotations

from ui.inputs import Card
from ui.state import SERVICE

COMMITMENT = Card(
    "Commitment",
    [
        SERVICE,
        "service.commitment_offer",
        "service.commitment_discount",
        "service.commitment_years",
        "service.commitment_upfront",
        "commitments.considered_gpus",
        "service.supply",
    ],
    note="The discount of the service is the one in the plan.",
)
FAILING = Card("If growth fails", ["commitments.failed_growth"])
QUOTES = Card(
    "Other quotes",
    [
        "commitments.one_year_discount",
        "commitments.three_year_discount",
        "commitments.savings_plan_discount",
    ],
    note="For comparison only, until one is chosen.",
)
INPUTS = (COMMITMENT, FAILING, QUOTES)
