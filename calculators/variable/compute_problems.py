"""Problems: why a service cannot be computed, in sentences that say what to enter."""

from __future__ import annotations

import numpy as np

from calculators.core.units import first
from calculators.variable import compute
from calculators.variable.compute import Replica
from calculators.variable.service import RENTED_WAYS, SUPPLY_LABELS, Service, Supply
from calculators.variable.supply import SupplyCost


def problems(service: Service, unit: Replica, bill: SupplyCost) -> list[str]:
    """Return a sentence for each reason why the service has no bill."""
    found = compute.unknown_inputs(service)
    if not found and np.all(unit.fits == 0) and service.supply != Supply.API:
        found.append(_does_not_fit(service, unit))
    if service.supply == Supply.SERVERLESS and service.serverless_price_per_gpu_second is None:
        found.append(
            f"{service.name}: the serverless price is unknown; enter your provider's price per "
            "GPU-second (0 to 1 USD) or choose another supply. It is not taken as zero."
        )
    if service.supply not in RENTED_WAYS and not found and not np.all(np.isfinite(bill.cost)):
        label = SUPPLY_LABELS[service.supply]
        found.append(
            f"{service.name}: what it costs as {label!r} is unknown; enter its prices on the page "
            "of that choice or choose another supply. It is not taken as zero."
        )
    return found


def _does_not_fit(service: Service, unit: Replica) -> str:
    need = first(unit.weights_gb + unit.cache_gb_per_query)
    return (
        f"{service.name}: does not fit. It needs {need:,.0f} GB, and {first(unit.gpus):.0f} GPUs "
        f"of {first(service.memory_gb):.0f} GB hold {first(unit.usable_gb):,.0f} GB. Choose a "
        "larger machine, more GPUs per replica or a lower precision."
    )
