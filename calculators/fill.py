"""Fill numbers from the catalog: the inputs that a model, machine, engine or precision sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from calculators import catalog, discounts
from calculators.choices import api_vs_self_hosted_catalog as api_catalog
from calculators.choices.api_vs_self_hosted_inputs import Api
from calculators.choices.commitments_offers import published_offer, published_offers
from calculators.core import paths
from calculators.core.inputs import Source
from calculators.core.serving_fit import efficiency_for
from calculators.core.units import KILO, MEGA, TERA
from calculators.fixed.training_inputs import Training
from calculators.practices import vector_search_catalog
from calculators.scenario import Scenario
from calculators.variable import compute
from calculators.variable.bandwidth_prices import price_list, price_lists
from calculators.variable.service import Service
from calculators.variable.service_machine import FIT
from calculators.variable.service_model import ModelKind

TYPED = "typed"  # chosen from no catalog row: every number is the user's own
SET_BY = {
    "model": (
        "kind",
        "parameters",
        "active_parameters",
        "layers",
        "hidden_size",
        "kv_bytes_per_token",
        "gflops_per_query",
        "megabytes_per_query",
    ),
    "commitment_offer": ("commitment_discount", "commitment_years", "commitment_upfront"),
    "machine": (
        "price_per_gpu_hour",
        "gpus_per_machine",
        "memory_gb",
        "bandwidth_gb_per_second",
        "tflops",
        "tflops_8bit",
        "link_gb_per_second",
    ),
}
TRAINING_MACHINE = "training.machine"
SET_BY_TRAINING_MACHINE = ("price_per_gpu_hour", "tflops")
API_MODEL = "api.model"
EGRESS = "bandwidth.provider"
VECTOR_DATABASE = "vector_search.provider"
COMMITMENT = "commitment_offer"  # of a service
OPTIONS = {"api_prices": api_catalog.options, "vector_databases": vector_search_catalog.options}
FILLS = ("model", "machine", "engine", "precision")  # fields whose choice sets others


@dataclass(frozen=True, slots=True)
class Filling:
    """Values by field of the service, the row they come from, and what the row leaves unknown."""

    values: dict[str, Any]
    source: Source | None
    unknown: tuple[str, ...] = ()


def filled(scenario: Scenario, path: str, value: Any) -> tuple[Scenario, list[str]]:
    """Return the scenario with ``path`` set and, if it is a choice, the numbers it stands for.

    Discounts of one's own come off the prices that are filled, and off the present ones when a
    discount changes. The second item says what the catalog does not know. Raises InputError as
    any other change.
    """
    changed, said = _filled(scenario, path, value)
    if path.startswith(discounts.TABLE):
        return discounts.repriced(changed, scenario.services.discounts), said
    return discounts.filled_less(changed, paths_set_by(path)), said


def _filled(scenario: Scenario, path: str, value: Any) -> tuple[Scenario, list[str]]:
    changed = paths.with_values(scenario, {path: value})
    if path == EGRESS:
        return _with_price_list(changed)
    row, _, field = path.rpartition(".")
    if path == TRAINING_MACHINE:
        filling = training_filling(changed.training)
        return paths.with_values(changed, _under(row, filling.values)), list(filling.unknown)
    if path == VECTOR_DATABASE:
        prices = vector_search_catalog.prices_of(str(value))
        return paths.with_values(changed, _under(row, prices)), []
    if path == API_MODEL:
        filling = api_filling(changed.api)
        return paths.with_values(changed, _under(row, filling.values)), list(filling.unknown)
    if field == COMMITMENT and row.startswith("services.rows."):
        filling = _commitment(str(value))
        return paths.with_values(changed, _under(row, filling.values)), []
    if not row.startswith("services.rows.") or field not in FILLS:
        return changed, []
    service = _service(changed, row)
    filling = catalog_filling(service, field)
    changed = paths.with_values(changed, _under(row, filling.values))
    fit = fitted(_service(changed, row))
    return paths.with_values(changed, _under(row, fit.values)), list(filling.unknown)


def _with_price_list(scenario: Scenario) -> tuple[Scenario, list[str]]:
    """Return the scenario with tiers and allowance of the price list that it names."""
    chosen = price_list(scenario.bandwidth.provider)
    if chosen is None:
        return scenario, []
    values = {"bandwidth.tiers": chosen.tiers, "bandwidth.free_gb": chosen.free_gb}
    said = [f"{chosen.name}: {chosen.condition}."] if chosen.condition else []
    return paths.with_values(scenario, values), said


def _under(row: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{row}.{field}": value for field, value in values.items()}


def _service(scenario: Scenario, row: str) -> Service:
    return scenario.services.rows[int(row.split(".")[2])]


def paths_set_by(path: str) -> list[str]:
    """Return the inputs that a choice at ``path`` may set; none for any other input."""
    if path == EGRESS:
        return ["bandwidth.tiers", "bandwidth.free_gb"]
    row, _, field = path.rpartition(".")
    if path == TRAINING_MACHINE:
        return [f"{row}.{name}" for name in SET_BY_TRAINING_MACHINE]
    if path == API_MODEL:
        return [f"{row}.{name}" for name in api_catalog.PRICES]
    if path == VECTOR_DATABASE:
        return [f"{row}.{name}" for name in vector_search_catalog.PRICES]
    return [f"{row}.{name}" for name in SET_BY.get(field, ()) if row.startswith("services.rows.")]


def catalog_filling(service: Service, field: str) -> Filling:
    """Return what the catalog row named by ``field`` ("model" or "machine") says."""
    if field == "model":
        return _language_model(service.model) or _other_model(service.model) or Filling({}, None)
    if field == "machine":
        return _machine(service.machine)
    if field == COMMITMENT:
        return _commitment(service.commitment_offer)
    return Filling({}, None)


def _commitment(key: str) -> Filling:
    """Return discount, term and payment of a published offer; a ceiling fills what it says."""
    offer = published_offer(key)
    if offer is None:
        return Filling({}, None)
    values: dict[str, Any] = {
        "commitment_discount": offer.discount,
        "commitment_years": offer.years,
        "commitment_upfront": offer.upfront,
    }
    return Filling(_kept(values), offer.source)


def training_filling(training: Training) -> Filling:
    """Return what the catalog row of the machine chosen for training says."""
    filling = _machine(training.machine)
    values = {k: v for k, v in filling.values.items() if k in SET_BY_TRAINING_MACHINE}
    return Filling(values, filling.source)


def api_filling(api: Api) -> Filling:
    """Return what the catalog row of the API model chosen asks; a price may be unknown."""
    row = api_catalog.listed(api)
    if row is None:
        return Filling({}, None)
    values = api_catalog.prices_of(row)
    return Filling(values, row.origin, _unknown(row.model, values, api_catalog.PRICES))


def _kept(values: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    """Drop what the row does not know, save where unknown is a value of the input."""
    return {k: v for k, v in values.items() if v is not None or k in optional}


def _unknown(name: str, values: dict[str, Any], optional: tuple[str, ...] = ()) -> tuple[str, ...]:
    missing = [k.replace("_", " ") for k, v in values.items() if v is None]
    kept = [k.replace("_", " ") for k, v in values.items() if v is None and k not in optional]
    if not missing:
        return ()
    tail = f"; {', '.join(kept)} kept as entered" if kept else ""
    return (f"{name}: the catalog does not know {', '.join(missing)}{tail}.",)


def _language_model(key: str) -> Filling | None:
    row = catalog.language_model(key)
    if row is None:
        return None
    values: dict[str, Any] = {
        "kind": ModelKind.LANGUAGE,
        "parameters": row.parameters_billion,
        "active_parameters": row.active_parameters_billion,
        "layers": row.layers,
        "hidden_size": row.hidden_size,
        "kv_bytes_per_token": row.kv_bytes_per_token,
    }
    optional = ("kv_bytes_per_token",)
    return Filling(_kept(values, optional), row.origin, _unknown(row.name, values, optional))


def _other_model(key: str) -> Filling | None:
    row = catalog.other_model(key)
    if row is None:
        return None
    billions = None if row.parameters_million is None else row.parameters_million / KILO
    values: dict[str, Any] = {
        "kind": ModelKind.OTHER,
        "parameters": billions,
        "active_parameters": billions,
        "gflops_per_query": row.gflops_per_query,
    }
    if row.bytes_moved_per_query is not None:
        values["megabytes_per_query"] = row.bytes_moved_per_query / MEGA
    return Filling(_kept(values), row.origin, _unknown(row.name, values))


def _machine(key: str) -> Filling:
    row = catalog.machine(key)
    if row is None:
        return Filling({}, None)
    values: dict[str, Any] = {
        "price_per_gpu_hour": row.price_per_gpu_hour,
        "gpus_per_machine": row.gpus_per_machine,
        "memory_gb": row.memory_gb,
        "bandwidth_gb_per_second": row.bandwidth_gb_per_second,
        "tflops": row.flops_16_bit / TERA,
        "tflops_8bit": None if row.flops_8_bit is None else row.flops_8_bit / TERA,
        "link_gb_per_second": row.link_gb_per_second,
    }
    optional = ("tflops_8bit",)
    return Filling(_kept(values, optional), row.price_source, _unknown(row.label, values, optional))


def fitted(service: Service) -> Filling:
    """Return efficiencies and overhead of the closest class of published measurements."""
    machine = catalog.machine(service.machine)
    fit = efficiency_for(
        str(service.engine),
        "" if machine is None else machine.gpu,
        str(service.precision),
        float(compute.replica(service).gpus),
        bool(service.active_parameters < service.parameters),
    )
    values = {
        "bandwidth_efficiency": fit.bandwidth_share,
        "compute_efficiency": fit.compute_share,
        "step_overhead_ms": fit.step_overhead_seconds * KILO,
    }
    return Filling(values, FIT)


def _egress_options() -> list[dict[str, str]]:
    group = "Data that leaves"
    return [{"value": one.key, "label": one.name, "group": group} for one in price_lists()]


def options(catalog_name: str) -> list[dict[str, str]]:
    """Return the choices of a catalog for a list: value, label, group, doubtful rows marked."""
    typed = {"value": TYPED, "label": "typed by you", "group": ""}
    if catalog_name == "machines":
        found = [
            {
                "value": m.key,
                "label": m.label + (" (doubtful)" if m.doubtful else ""),
                "group": m.provider,
            }
            for m in catalog.machines()
        ]
    elif catalog_name in OPTIONS:
        found = OPTIONS[catalog_name]()
    elif catalog_name == "egress":
        found = _egress_options()
    elif catalog_name == "providers":
        found = discounts.providers()
    elif catalog_name == "commitments":
        found = [
            {
                "value": one.key,
                "label": one.label + (" (doubtful)" if one.doubtful else ""),
                "group": one.provider,
            }
            for one in published_offers()
        ]
    else:
        rows = [(m, "Language models") for m in catalog.language_models()]
        rows += [(m, m.kind.capitalize()) for m in catalog.other_models()]  # type: ignore[misc]
        found = [
            {
                "value": m.key,
                "label": m.name + (" (doubtful)" if m.doubtful else ""),
                "group": group,
            }
            for m, group in rows
        ]
    return [typed, *found]
