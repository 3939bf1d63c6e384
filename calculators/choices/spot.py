"""Spot instances: what is left of the discount, for training and for serving."""

from __future__ import annotations

from collections.abc import Iterator

from calculators.choices import spot_market
from calculators.choices.spot_inputs import Spot
from calculators.choices.spot_serving import serving_cost
from calculators.choices.spot_training import problems, with_net_saving
from calculators.core.adoption import Adoption
from calculators.core.business import Worth
from calculators.core.demand import DemandPlan
from calculators.variable.service import SUPPLY_LABELS, Services, Supply

__all__ = ["adoptions", "problems", "serving_cost", "with_net_saving"]

PAGE = "spot"


def adoptions(p: Spot, services: Services, plan: DemandPlan, worth: Worth) -> Iterator[Adoption]:
    """Yield serving on spot for each service that is not; training on spot is Training's option."""
    del plan, worth
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
