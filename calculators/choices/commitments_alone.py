"""How many machines to commit to, of one service and its demand alone."""

from __future__ import annotations

import numpy as np

from calculators.choices import commitments
from calculators.core import load
from calculators.core.demand import Demand, day_shape, demand_plan
from calculators.core.inputs import Monthly
from calculators.core.units import over_months
from calculators.variable import compute, supply
from calculators.variable.service import Service

UNITS = {
    "committed_gpus": "GPUs",
    "cost": "USD/month",
    "cost_by_the_hour": "USD/month",
    "committed_use": "share",
}


def level_results(demand: Demand, service: Service) -> dict[str, Monthly]:
    """Return the cheapest level of the first term, what it costs, and how much it is used."""
    reach = supply.service_load(service, demand_plan(demand), day_shape(demand))
    months = supply.term_months(service.commitment_years)
    gpus = commitments.gpus_in_term(service, compute.replica(service), reach, months)
    ratio = 1 - np.asarray(service.commitment_discount)
    level = np.asarray(load.reserve_level(gpus, ratio))
    price = np.asarray(supply.monthly_price(service))
    found = {
        "committed_gpus": level,
        "cost": commitments.cost_of_level(gpus, level, ratio) * price,
        "cost_by_the_hour": np.mean(gpus, axis=-1) * price,
        "committed_use": commitments.use_of_level(gpus, level),
    }
    return {name: over_months(value) for name, value in found.items()}
