"""Cards of the page on hardware."""

from __future__ import annotations

from ui.inputs import Card

REPLACING = Card(
    "Keep or replace",
    ["hardware.repair_growth", "hardware.keep_longer", "hardware.longer_months"],
)
LEASING = Card(
    "Lease or buy",
    ["hardware.lease", "hardware.lease_price", "hardware.lease_months", "hardware.discount_rate"],
    note="Leasing concerns what is bought from month 1 on; what is owned stays.",
)
AMOUNT = Card(
    "One amount instead",
    ["hardware.monthly_amount"],
    note="While it is entered, the table and the other inputs do nothing.",
)
ASSETS = Card(
    "Assets",
    ["hardware.assets.*"],
    note="Month 1 is the first of the plan; 0 and below was bought before it. Alike things bought "
    "in the same month share a row.",
)
IN_SIGHT = ("name", "units", "unit_price", "purchase_month", "life_months", "resale_share")
INPUTS = (REPLACING, LEASING, AMOUNT)
AMOUNT_FIRST = (AMOUNT, REPLACING, LEASING)  # while it is entered
