"""The assumption ledger: where each number of a plan comes from, and which were changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from calculators import catalog, discounts, fill
from calculators.catalog.loader import AS_OF
from calculators.core import codec, paths, words
from calculators.core.inputs import Choice, Input, Series, Source, Spec
from calculators.core.sources import MACHINE_ROW
from calculators.core.unit_words import per_words
from calculators.core.units import first
from calculators.fixed.training_inputs import Training
from calculators.practices import vector_search_catalog
from calculators.scenario import Scenario
from calculators.variable.service import Service
from calculators.variable.service_model import MODEL_ROW

STALE_MONTHS = 12
YOURS = Source("Entered by you")
NO_ROW = Source("Assumption: no row of the catalog gives this figure; check it against your own")
OF_THE_PRICE = ("price_per_gpu_hour", "gpus_per_machine")  # the rest of a machine is its hardware
GROUPS = {
    "plan": "Plan",
    "demand": "Demand",
    "services": "Services",
    "business": "Business",
    "worth": "What things are worth",
    "bandwidth": "Bandwidth",
    "operations": "Operations",
    "hardware": "Hardware",
    "training": "Training",
    "team": "Team",
    "levers": "Levers",
    "api": "API or self-hosted",
    "ownership": "Cloud or own machines",
    "spot": "Spot",
    "commitments": "Commitments",
    "vector_search": "Vector search",
    "near_duplicates": "Near-duplicate removal",
    "retraining": "Continuous retraining",
    "fine_tuning": "Embedding fine-tuning",
    "accuracy": "A point of accuracy",
    "tools": "Build, buy or open source",
    "models": "Size and shape of models",
    "data_jobs": "One server or a cluster",
}
RECENT = 16  # services and plans whose catalog rows are kept at hand; a page asks for each often


class Status(StrEnum):
    """What kind of figure a row of the ledger holds; the value is what people read."""

    EXAMPLE = "example"
    CHANGED = "changed by you"
    CATALOG = "catalog"
    ASSUMPTION = "assumption"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One input. ``value`` is the number or text itself; None is unknown, never 0."""

    path: str
    group: str
    label: str
    value: Any
    value_text: str
    unit: str
    default_text: str
    source: Source
    status: Status
    stale: bool  # its source is older than twelve months


def ledger(
    scenario: Scenario, base: Scenario, sources: Mapping[str, Source], today: date
) -> list[LedgerRow]:
    """Return a row for every input of a plan, in the order of declaration.

    ``base`` and ``sources``: the example that the plan started from, and where each figure that
    it sets comes from. A figure equal to the catalog row of the model or machine chosen belongs
    to that row.
    """
    rows: list[LedgerRow] = []
    by_path = filled(scenario)
    for path, spec, value in paths.leaves(scenario):
        default = codec.default_at(base, path)
        low_high = scenario.ranges.get(path)
        is_changed = not codec.same(value, default) or low_high != base.ranges.get(path)
        row = _catalog_source(by_path, path, value)
        status, source = _origin(spec, row, sources.get(path), is_changed)
        rows.append(
            LedgerRow(
                path=path,
                group=GROUPS.get(path.partition(".")[0], path.partition(".")[0].capitalize()),
                label=_label(scenario, path, spec),
                value=value,
                value_text=said(spec, value, low_high),
                unit=getattr(spec, "unit", ""),
                default_text=said(spec, default, base.ranges.get(path)),
                source=source,
                status=status,
                stale=_is_stale(source, today),
            )
        )
    return rows


def filtered(
    rows: Iterable[LedgerRow],
    text: str = "",
    statuses: Iterable[Status] = tuple(Status),
    stale_only: bool = False,
) -> list[LedgerRow]:
    """Return the rows of these kinds that hold every word of the text, whatever its case."""
    wanted, needles = set(statuses), text.casefold().split()
    return [
        row
        for row in rows
        if row.status in wanted
        and (row.stale or not stale_only)
        and all(needle in _searched(row) for needle in needles)
    ]


def _searched(row: LedgerRow) -> str:
    parts = (row.path, row.group, row.label, row.value_text, row.source.title, row.status)
    return " ".join(parts).casefold()


def said(spec: Spec, value: Any, low_high: tuple[float, float] | None = None) -> str:
    """Return a value of an input in words, with its unit and its range."""
    if isinstance(spec, Choice):
        return spec.labels.get(value, str(value))
    if isinstance(spec, Series):
        return f"{len(value)} numbers" if value else "none"
    if not isinstance(spec, Input):
        return str(value)
    if value is None or low_high is None:
        return _figure(spec, value)
    return f"{_figure(spec, value)} ({_figure(spec, low_high[0])} to {_figure(spec, low_high[1])})"


def _figure(spec: Input, value: float | None) -> str:
    if value is None:
        return spec.absent or words.unknown()
    if spec.unit == "month":
        return f"month {words.exact(value)}"
    counted, _, per = spec.unit.partition("/")
    if counted == "share" and per:
        return words.percent(value) + per_words(per)
    return words.value_with_unit(value, spec.unit)


def _label(scenario: Scenario, path: str, spec: Spec) -> str:
    steps = path.split(".")
    if len(steps) == 2:
        return spec.label
    row = getattr(paths.groups(scenario)[steps[0]], steps[1])[int(steps[2])]
    return f"{getattr(row, 'name', '') or int(steps[2]) + 1}: {spec.label}"


def _origin(
    spec: Spec, row: Source | None, example: Source | None, is_changed: bool
) -> tuple[Status, Source]:
    if row is not None and (is_changed or example is None):
        return Status.CATALOG, row
    if is_changed:
        return Status.CHANGED, YOURS
    source = example or spec.source
    if source in (MODEL_ROW, MACHINE_ROW):
        source = NO_ROW
    return (Status.ASSUMPTION if source.is_assumption else Status.EXAMPLE), source


@lru_cache(maxsize=RECENT)
def filled(scenario: Scenario) -> dict[str, tuple[Any, Source]]:
    """Return value and source by path of what the rows of the catalog that are chosen say.

    Prices are less the discount of one's own, which the source then names.
    """
    found: dict[str, tuple[Any, Source]] = {}
    for i, service in enumerate(scenario.services.rows):
        found |= {f"services.rows.{i}.{k}": each for k, each in filled_service(service).items()}
    for group, values in filled_groups(scenario).items():
        found |= {f"{group}.{k}": each for k, each in values.items()}
    for one in discounts.listed_prices(scenario):
        share = discounts.share_off(scenario.services.discounts, one.provider)
        if share and one.path in found:
            source = found[one.path][1]
            title = f"{source.title}; less your discount of {words.percent(first(share))}"
            found[one.path] = discounts.less(one.price, share), replace(source, title=title)
    return found


@lru_cache(maxsize=RECENT)
def filled_service(service: Service) -> dict[str, tuple[Any, Source]]:
    """Return value and source by field of what the catalog says of the model and machine chosen."""
    machine = catalog.machine(service.machine)
    found: dict[str, tuple[Any, Source]] = {}
    for filling in (
        fill.fitted(service),
        fill.catalog_filling(service, "machine"),
        fill.catalog_filling(service, "model"),
        fill.catalog_filling(service, fill.COMMITMENT),
    ):
        for field, value in filling.values.items():
            source = filling.source
            if machine is not None and source == machine.price_source:
                source = source if field in OF_THE_PRICE else machine.hardware_source
            if source is not None:
                found[field] = (value, source)
    return found


def filled_training(training: Training) -> dict[str, tuple[Any, Source]]:
    """Return value and source by field of what the catalog says of the machine of training."""
    filling, machine = fill.training_filling(training), catalog.machine(training.machine)
    found: dict[str, tuple[Any, Source]] = {}
    for field, value in filling.values.items():
        if machine is not None:
            of_price = field in OF_THE_PRICE
            found[field] = (value, machine.price_source if of_price else machine.hardware_source)
    return found


def filled_groups(scenario: Scenario) -> dict[str, dict[str, tuple[Any, Source]]]:
    """Return the same of each group that holds a choice from the catalog, by group."""
    api = fill.api_filling(scenario.api)
    priced = {name: (x, api.source) for name, x in api.values.items() if api.source is not None}
    databases = vector_search_catalog.listed(scenario.vector_search.provider)
    asked = {name: (row.middle, row.origin) for name, row in databases.items()}
    return {"training": filled_training(scenario.training), "api": priced, "vector_search": asked}


def _catalog_source(by_path: dict[str, tuple[Any, Source]], path: str, value: Any) -> Source | None:
    known, source = by_path.get(path, (None, None))
    return source if source is not None and codec.same(known, value) else None


def _is_stale(source: Source, today: date) -> bool:
    return bool(AS_OF.fullmatch(source.as_of)) and catalog.stale(source.as_of, today, STALE_MONTHS)
