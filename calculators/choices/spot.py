"""Spot instances: what is left of the discount, for training and for serving."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from calculators.choices import spot_market
from calculators.choices.spot_inputs import Spot
from calculators.choices.spot_serving import serving_cost
from calculators.choices.spot_training import problems, spare_hours, with_net_saving
from calculators.core.adoption import Adoption
from calculators.core.decision import Condition
from calculators.core.units import first
from calculators.fixed.training_inputs import Training, TrainingSupply
from calculators.variable.service import SUPPLY_LABELS, Services, Supply

__all__ = ["adoptions", "in_time", "problems", "serving_cost", "with_net_saving"]

PAGE = "spot"
TRAINING = f"training.supply.{TrainingSupply.SPOT}"  # the option of Training


def adoptions(p: Spot, services: Services) -> Iterator[Adoption]:
    """Yield serving on spot for each service that is not; training on spot is Training's option."""
    for i, service in enumerate(services.rows):
        if service.supply == Supply.SPOT:
            continue
        now = SUPPLY_LABELS[service.supply].lower()
        yield Adoption(
            key=f"services.rows.{i}.supply.{Supply.SPOT}",
            page=PAGE,
            label=f"Serve on spot: {service.name}",
            detail=f"instead of {now}",
            changes={f"services.rows.{i}.supply": Supply.SPOT},
            weeks=p.serving_weeks,
            unknown=spot_market.unknown(p, service.machine),
            assumes="machines are taken back one by one, and another is soon to be had",
            simpler="commit to the base of the load",
            signal="spot machines lost in a month, and the minutes until each was replaced",
            question=f"Serve {service.name} on spot machines?",
            baseline=now,
        )


def in_time(p: Spot, training: Training, adoption: Adoption) -> Adoption:
    """Return training on spot that ends too late with that as a condition; others as they are.

    How long a run takes does not turn on the GPU-hours of a month: what is too late never pays.
    """
    if adoption.key != TRAINING or adoption.unknown:
        return adoption
    spare = spare_hours(p, training)
    if spare is None or first(spare) >= 0:
        return adoption

    def margin(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.full(values.shape, first(spare))

    late = Condition(name="time of a run", unit="h", margin=margin)
    return replace(adoption, conditions=(*adoption.conditions, late))
