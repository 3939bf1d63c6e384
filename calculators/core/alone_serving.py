"""Inputs of the serving calculators that stand alone: what a service would otherwise give them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from calculators.core.inputs import Input, Inputs, Numeric, Source
from calculators.core.sources import YOURS

CACHE_SHAPE = Source(
    "Shape of Llama 3.1 8B: 32 layers, 8 KV heads of 128, 16-bit cache (Meta, model card, 2024)",
    "https://huggingface.co/meta-llama/Llama-3.1-8B",
    "2024-07",
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Queue(Inputs):
    """Servers and what arrives at them."""

    servers: Annotated[
        Numeric,
        Input(
            label="Servers",
            unit="servers",
            bounds=(1.0, 1e6),
            typical=(1.0, 500.0),
            whole=True,
            source=YOURS,
            help="Slots, lines or people that work side by side.",
        ),
    ] = 14.0
    load: Annotated[
        Numeric,
        Input(
            label="Load",
            unit="servers",
            bounds=(0.0, 1e6),
            typical=(0.1, 500.0),
            source=YOURS,
            help="Arrivals a second times seconds of service: the servers busy on average.",
        ),
    ] = 10.0
    service_seconds: Annotated[
        Numeric,
        Input(
            label="Time of service",
            unit="s",
            bounds=(1e-6, 1e6),
            typical=(0.01, 300.0),
            source=YOURS,
        ),
    ] = 5.0
    within_seconds: Annotated[
        Numeric,
        Input(
            label="Started within", unit="s", bounds=(0.0, 1e6), typical=(0.0, 60.0), source=YOURS
        ),
    ] = 2.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Staffing(Inputs):
    """A load, and how many may wait."""

    load: Annotated[
        Numeric,
        Input(
            label="Load",
            unit="servers",
            bounds=(0.0, 1e6),
            typical=(0.1, 500.0),
            source=YOURS,
            help="Arrivals a second times seconds of service: the servers busy on average.",
        ),
    ] = 10.0
    wait_share: Annotated[
        Numeric,
        Input(
            label="May wait",
            unit="share",
            bounds=(0.001, 0.999),
            typical=(0.01, 0.5),
            source=YOURS,
            help="Share of queries that find every server taken.",
        ),
    ] = 0.2


@dataclass(frozen=True, kw_only=True, eq=False)
class CacheShape(Inputs):
    """What decides the cache of one token, and how many tokens are kept."""

    layers: Annotated[
        Numeric,
        Input(
            label="Layers",
            unit="layers",
            bounds=(1.0, 1000.0),
            typical=(1.0, 130.0),
            whole=True,
            source=CACHE_SHAPE,
        ),
    ] = 32.0
    kv_heads: Annotated[
        Numeric,
        Input(
            label="KV heads",
            unit="heads",
            bounds=(1.0, 1000.0),
            typical=(1.0, 128.0),
            whole=True,
            source=CACHE_SHAPE,
        ),
    ] = 8.0
    head_size: Annotated[
        Numeric,
        Input(
            label="Size of a head",
            unit="values",
            bounds=(1.0, 1e4),
            typical=(32.0, 256.0),
            whole=True,
            source=CACHE_SHAPE,
        ),
    ] = 128.0
    value_bytes: Annotated[
        Numeric,
        Input(
            label="Bytes per value",
            unit="bytes",
            bounds=(0.125, 8.0),
            typical=(0.5, 4.0),
            source=CACHE_SHAPE,
            help="2 for a 16-bit cache.",
        ),
    ] = 2.0
    tokens: Annotated[
        Numeric,
        Input(
            label="Tokens kept",
            unit="tokens",
            bounds=(0.0, 1e9),
            typical=(1.0, 1e5),
            source=YOURS,
            help="Prompt and answer of one query.",
        ),
    ] = 2000.0
