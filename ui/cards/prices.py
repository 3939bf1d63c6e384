"""Cards of the page on prices."""

from __future__ import annotations

from ui.inputs import Card

DISCOUNTS = Card(
    "Discounts of your own",
    ["services.discounts.*"],
    note="Off the list prices of a provider that fill the plan; a price of yours stays as it is.",
)
INPUTS = (DISCOUNTS,)
