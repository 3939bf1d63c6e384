"""The date of a price beside the result that uses it."""

from __future__ import annotations

import numpy as np

from calculators import catalog
from calculators.core import words
from calculators.core.inputs import Numeric
from calculators.fixed.training_inputs import Training
from calculators.variable.bandwidth_inputs import Bandwidth
from calculators.variable.bandwidth_prices import price_list
from calculators.variable.service import Service


def machine_price(service: Service) -> str:
    """Return the date of the price of a service's machine; "" where none of the catalog is."""
    return _machine(service.machine, service.price_per_gpu_hour, f" of {service.name}")


def training_price(training: Training) -> str:
    """Return the date of the price of the machine for training."""
    return _machine(training.machine, training.price_per_gpu_hour, " for training")


def egress_price(bandwidth: Bandwidth) -> str:
    """Return the date of the price list for data that leaves."""
    chosen = price_list(bandwidth.provider)
    if chosen is None or not chosen.source.as_of:
        return ""
    listed = [(tier.up_to_gb, tier.price) for tier in chosen.tiers]
    entered = [(tier.up_to_gb, tier.price) for tier in bandwidth.tiers]
    own = "" if entered == listed else ", tiers changed by you"
    return f"Prices of {chosen.name}: catalog, as of {chosen.source.as_of}{own}."


def _machine(key: str, price: Numeric, whose: str) -> str:
    row = catalog.machine(key)
    if row is None:
        return ""
    doubt = ", doubtful" if row.doubtful else ""
    listed = words.money(row.price_per_gpu_hour, "h")
    if not np.all(np.isclose(price, row.price_per_gpu_hour)):
        return (
            f"The GPU price{whose} is yours, {words.money(np.ravel(price)[0], 'h')}; the catalog "
            f"has {listed}, as of {row.as_of}{doubt}."
        )
    return f"GPU price{whose}: {listed}, catalog, as of {row.as_of}{doubt}."
