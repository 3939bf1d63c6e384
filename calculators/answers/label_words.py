"""How pages that pay for labels say the price of one, and where it comes from."""

from __future__ import annotations

from calculators.core import words
from calculators.core.inputs import Measured
from calculators.core.paid_labels import PaidLabels
from calculators.core.units import first
from calculators.evaluation import Evaluation
from calculators.variable.operations_labels import counted_label_price, with_label_price


def label_price(e: Evaluation, own: PaidLabels) -> str:
    """Return the price of a label with where it comes from; ``own``: as the plan has it."""
    price = words.money(first(with_label_price(own, e.scenario.operations).price_of_a_label))
    if own.label_price is not None:
        return price
    return f"{price}, assumed" if _price_on_operations(e) is None else f"{price}, as on Operations"


def assumed_price(e: Evaluation, own: PaidLabels) -> str:
    """Return a note where neither this page nor Operations says the price of a label, else ""."""
    if own.label_price is not None or _price_on_operations(e) is not None:
        return ""
    entered = e.scenario.operations.monthly_amount is not None
    why = "is one amount" if entered else "has no item that turns out useful"
    price = words.money(first(own.price_of_a_label))
    return f"Operations {why} and says no price of a label; {price} is assumed here."


def _price_on_operations(e: Evaluation) -> Measured:
    return counted_label_price(e.scenario.operations)
