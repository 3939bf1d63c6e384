"""The price of a label where labels are paid for: its own, that of the whole plan, or assumed.

``Proof`` and ``Accuracy`` are such groups: each asks for a price of its own that may stay empty.
"""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from calculators.core.inputs import Input, Inputs, Measured, Numeric
from calculators.core.sources import assumption

MOST_PRICE = 1e5  # [USD/label]
ASSUMED_PRICE = 0.5  # [USD/label] a minute of somebody who knows the answers, at 30 USD an hour
ASSUMED = assumption(
    "where Operations says no price either, 0.50 USD: a minute of somebody who knows the answers, "
    "at 30 USD an hour")


@dataclass(frozen=True, kw_only=True, eq=False)
class PaidLabels(Inputs):
    """Labels that are paid for, at one price."""

    label_price: Annotated[Measured, Input(
        label="Price of a label", unit="USD/label", bounds=(0.0, MOST_PRICE), typical=(0.02, 20.0),
        optional=True, absent="as on Operations", doubt=(0.5, 2.0), source=ASSUMED,
        help="Empty: what an item costs that people label there, reviewed, over those that turn "
        "out useful. Enter another price where other people judge these, such as an expert for an "
        "evaluation set, or where a label is something else.")] = None
# fmt: on

    @property
    def price_of_a_label(self) -> Numeric:
        """The price that is computed with [USD/label].

        ``label_price``, which is the group's own or handed over from Operations; the assumed one
        where neither is: Operations tells none, or nobody handed its price over yet.
        """
        return ASSUMED_PRICE if self.label_price is None else self.label_price
