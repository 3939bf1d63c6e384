"""Machines with accelerators that can be hired by the hour: the choices behind a serving plan."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

from calculators.catalog.loader import found
from calculators.catalog.records import CloudInstance, Gpu
from calculators.catalog.tables import cloud_instances, gpu
from calculators.core.inputs import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """A machine as a choice: memory, bandwidth and rates are those of one of its GPUs.

    None means unknown. ``link`` is NVLink, PCIe, or another name; its rate counts one direction.
    """

    key: str
    label: str
    provider: str
    instance: str
    region: str
    gpu: str
    gpus_per_machine: int
    memory_gb: float
    bandwidth_gb_per_second: float
    flops_16_bit: float
    flops_8_bit: float | None
    link: str
    link_gb_per_second: float | None
    power_watts: float | None
    price_per_hour: float
    price_per_gpu_hour: float
    committed_1_year_per_hour: float | None
    committed_3_years_per_hour: float | None
    spot_per_hour: float | None
    price_source: Source
    hardware_source: Source
    as_of: str
    doubtful: bool
    notes: str


def _label(row: CloudInstance, card: Gpu, price: float, repeated: bool) -> str:
    count = f"{row.gpus} × " if row.gpus > 1 else ""
    name = row.provider if " " in row.instance else f"{row.provider} {row.instance}"
    place = f", {row.region}" if repeated else ""
    return f"{count}{card.label} {card.memory_gb:g} GB · {name}{place} · ${price:,.2f}/h"


def _machine(row: CloudInstance, repeated: bool) -> Machine | None:
    """Return the choice that a row offers; None when its price or its hardware is unknown."""
    price, card = row.price_per_hour_usd, gpu(row.gpu)
    if card is None:
        raise LookupError(f"cloud_instances.csv, {row.key}, gpu: {row.gpu!r} is not in gpus.csv")
    memory, bandwidth, rate = card.memory_gb, card.bandwidth_gb_per_second, card.flops_16_bit
    if price is None or memory is None or bandwidth is None or rate is None:
        return None
    return Machine(
        key=row.key,
        label=_label(row, card, price, repeated),
        provider=row.provider,
        instance=row.instance,
        region=row.region,
        gpu=card.name,
        gpus_per_machine=row.gpus,
        memory_gb=memory,
        bandwidth_gb_per_second=bandwidth,
        flops_16_bit=rate,
        flops_8_bit=card.flops_8_bit,
        link=card.link,
        link_gb_per_second=card.link_gb_per_second,
        power_watts=card.power_watts,
        price_per_hour=price,
        price_per_gpu_hour=price / row.gpus,
        committed_1_year_per_hour=row.committed_1_year_per_hour_usd,
        committed_3_years_per_hour=row.committed_3_years_per_hour_usd,
        spot_per_hour=row.spot_per_hour_usd,
        price_source=row.origin,
        hardware_source=card.origin,
        as_of=row.as_of,
        doubtful=row.doubtful,
        notes=row.notes,
    )


@cache
def machines() -> tuple[Machine, ...]:
    """Return every machine whose price and hardware are known, in the order of the catalog."""
    rows = [row for row in cloud_instances() if row.kind == "gpu"]
    offers = Counter((row.provider, row.instance) for row in rows)
    choices = (_machine(row, offers[row.provider, row.instance] > 1) for row in rows)
    return tuple(choice for choice in choices if choice is not None)


def machine(key: str) -> Machine | None:
    """Return the machine with that key; None when there is none."""
    row = found(cloud_instances(), key)
    return next((choice for choice in machines() if row and choice.key == row.key), None)
