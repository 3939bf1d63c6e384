"""The options that a plan does not have yet, of each page: what its decisions are about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from calculators.choices import (
    api_vs_self_hosted,
    build_vs_buy,
    cloud_vs_onprem,
    commitments,
    model_size,
    server_vs_cluster,
    spot,
)
from calculators.core.adoption import Adoption
from calculators.core.kept import Kept
from calculators.fixed import hardware, team, training
from calculators.practices import (
    accuracy_value,
    fine_tuning,
    near_duplicates,
    retraining,
    vector_search,
)
from calculators.variable import bandwidth, operations
from calculators.variable.levers import (
    Levers,
    demand_adoptions,
    model_adoptions,
    supply_adoptions,
)
from calculators.variable.operations_labels import with_label_price
from calculators.variable.service import Services

if TYPE_CHECKING:
    from calculators.evaluation import Evaluation
    from calculators.scenario import Scenario
    from calculators.service_results import ServiceResult

SERVING = "compute"  # the page of the levers on serving
TOPICS: Mapping[str, Callable[..., Iterable[Adoption]]] = {  # levers by group of inputs
    "bandwidth": bandwidth.adoptions,
    "operations": operations.adoptions,
    "hardware": hardware.adoptions,
    "training": training.adoptions,
    "team": team.adoptions,
    "vector_search": vector_search.adoptions,
    "near_duplicates": near_duplicates.adoptions,
    "retraining": retraining.adoptions,
    "fine_tuning": fine_tuning.adoptions,
    "accuracy": accuracy_value.adoptions,
    "tools": build_vs_buy.adoptions,
    "models": model_size.adoptions,
    "data_jobs": server_vs_cluster.adoptions,
}
CHOICES: Mapping[str, tuple[str, Callable[..., Iterable[Adoption]]]] = {  # by page: its group too
    "cloud_or_own": ("ownership", cloud_vs_onprem.adoptions),
    "spot": ("spot", spot.adoptions),
    "api": ("api", api_vs_self_hosted.adoptions),
}
_offers = Kept[tuple[Adoption, ...]](256)  # of the last few plans
_reached = Kept[Adoption](1024)


def adoptions(now: Evaluation, page: str = "") -> list[Adoption]:
    """Return every option that the plan does not have yet, of one page or of all."""
    scenario = now.scenario
    found: list[Iterable[Adoption]] = []
    if page in ("", SERVING):
        levers, services = scenario.levers, scenario.services
        found += [
            _offered(_ways, levers, services, now.services),
            _offered(demand_adoptions, levers, scenario.demand),
            _offered(model_adoptions, levers, services),
        ]
    for name, offered in TOPICS.items():
        group = getattr(scenario, name)
        one_amount = getattr(group, "monthly_amount", None)
        if page in ("", name) and one_amount is None:  # one amount has no levers
            group = now.training if name == "training" else group
            group = with_label_price(group, scenario.operations)
            found.append(_offered(offered, group, now.demand, scenario.worth))
    for page_of, (name, chosen) in CHOICES.items():
        if page in ("", page_of):
            group = getattr(scenario, name)
            found.append(_offered(chosen, group, scenario.services))
    if page in ("", commitments.PAGE):
        given = (scenario.commitments, now.services, scenario.levers.supply_weeks)
        found.append(_offered(commitments.adoptions, *given))
    return [_within_reach(scenario, each) for each in chain(*found)]


def _offered(adoptions_of: Callable[..., Iterable[Adoption]], *given: Any) -> tuple[Adoption, ...]:
    """Return what a page offers; the same objects for the same inputs."""
    return _offers.get((adoptions_of, *given), lambda: tuple(adoptions_of(*given)))


def _ways(
    levers: Levers, services: Services, results: Sequence[ServiceResult]
) -> Iterable[Adoption]:
    return supply_adoptions(levers, services, commitments.idle(results))


def _within_reach(scenario: Scenario, adoption: Adoption) -> Adoption:
    """Return an adoption with what other pages ask of it: to end in time, to leave what it has."""
    p, training, services = scenario.spot, scenario.training, scenario.services
    given = (p, training, scenario.api, services, scenario.worth)
    return _reached.get(
        (adoption, *given),
        lambda: api_vs_self_hosted.with_leaving(
            scenario.api, services, scenario.worth, spot.in_time(p, training, adoption)
        ),
    )
