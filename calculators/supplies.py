"""Every way to supply a service: rented by the hour, owned, on spot, or bought by the query."""

from __future__ import annotations

from dataclasses import dataclass, fields

from calculators.choices import api_vs_self_hosted, cloud_vs_onprem, spot
from calculators.choices.api_vs_self_hosted_inputs import Api
from calculators.choices.cloud_vs_onprem_inputs import Ownership
from calculators.choices.spot_inputs import Spot
from calculators.core.business import Worth
from calculators.core.inputs import pick
from calculators.core.kept import Kept
from calculators.scenario import Scenario
from calculators.variable import supply
from calculators.variable.compute import Replica
from calculators.variable.service import RENTED_WAYS, Service, Supply
from calculators.variable.supply import TERM_MONTHS, Load, SupplyCost


@dataclass(frozen=True, kw_only=True, eq=False)
class Terms:
    """What the ways need to know beside the service."""

    ownership: Ownership
    spot: Spot
    api: Api
    worth: Worth


_terms = Kept[Terms](64)
TERMS = tuple(field.name for field in fields(Terms))


def terms_of(scenario: Scenario, known: Terms | None = None) -> Terms:
    """Return the terms of a plan: those known already where they are the same."""
    held = {name: getattr(scenario, name) for name in TERMS}
    if known is not None and all(getattr(known, name) is held[name] for name in TERMS):
        return known
    return _terms.get(tuple(held.values()), lambda: Terms(**held))


def supply_cost(
    option: Supply,
    service: Service,
    unit: Replica,
    reach: Load,
    terms: Terms,
    exact: bool = True,
    term: int = TERM_MONTHS,
) -> SupplyCost:
    """Return the bill of any option of the slot; inf where a price is unknown.

    ``term``: months over which machines are held; 1 where the last axis holds steady volumes.
    """
    if option in RENTED_WAYS:
        return supply.supply_cost(option, service, unit, reach, exact, term)
    rest = (service, unit, reach, terms.worth, exact, term)
    bill: SupplyCost = pick(
        option,
        {
            Supply.OWN: lambda: cloud_vs_onprem.own_cost(terms.ownership, *rest),
            Supply.HYBRID: lambda: cloud_vs_onprem.hybrid_cost(terms.ownership, *rest),
            Supply.SPOT: lambda: spot.serving_cost(terms.spot, *rest),
            Supply.API: lambda: api_vs_self_hosted.serving_cost(terms.api, *rest),
        },
    )
    staging = supply.staging_cost(service) + 0.0 * reach.queries_per_month
    return SupplyCost(
        cost=bill.cost + staging,
        gpus=bill.gpus,
        mean_gpus=bill.mean_gpus,
        revenue_lost=bill.revenue_lost,
        paid=bill.cash + staging,
        rented=bill.cloud + staging,
        time=bill.time,
        lost=bill.lost,
    )
