"""What pasted results of two systems say, in words."""

from __future__ import annotations

from calculators.core import words
from calculators.core.answer import Table
from calculators.core.paired_results import PairedResults
from calculators.core.power import mcnemar_exact, paired_interval
from calculators.core.units import PERCENT, first

CONFIDENCE = 0.95
SURE = 0.05


def results_table(found: PairedResults) -> Table:
    """Return counts, discordance, the exact test and the interval of the gain."""
    p = first(mcnemar_exact(found.won, found.lost))
    low, high = paired_interval(found.won, found.lost, found.items, CONFIDENCE)
    told = "told from luck" if p <= SURE else "not told from luck"
    return Table(
        title="What the results say",
        subtitle="Today's system first, the new one second",
        columns=("What", "Value"),
        rows=[
            ["Queries", words.number(found.items)],
            ["Right today", words.percent(found.accuracy)],
            ["Only the new one right", words.number(found.won)],
            ["Only today's right", words.number(found.lost)],
            ["Discordant", words.percent(found.discordance)],
            ["Gain", _signed(found.gain)],
            ["Gain, 95 % interval (Agresti-Min)",
             f"{_signed(first(low))} to {_signed(first(high))}"],
            ["Exact McNemar", f"p = {p:.2g}, {told}"],
        ],
        numeric=("Value",),
    )  # fmt: skip


def _signed(share: float) -> str:
    size = words.number(abs(share) * PERCENT, "points")
    return f"a loss of {size}" if share < 0 else size
