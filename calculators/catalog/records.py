"""What a row of each catalog file holds: frozen records, each number annotated with its unit.

The annotations are the schema: the loader reads them, and nothing else lists the columns.
A number that may be blank is unknown, which is None and never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from calculators.core.inputs import Source

GIGA = 1e9
TERA = 1e12
MILLION = 1e6
BILLION = 1e9

Blank = Annotated[str, "may be blank"]
Count = Annotated[int, "1"]
MaybeCount = Annotated[int | None, "1"]
Dollars = Annotated[float | None, "USD"]
DollarsPerHour = Annotated[float | None, "USD/h"]
DollarsPerMillion = Annotated[float | None, "USD per million tokens"]
Tera = Annotated[float | None, "10^12 FLOP/s"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every row carries: its key, and where its figures come from.

    ``as_of`` is a year, a month or a day; ``date_note`` keeps the wording of a date that was less
    plain. ``doubtful`` rows are ceilings, estimates, second-hand or undated prices.
    """

    key: str
    source: str
    address: Blank
    as_of: str
    date_note: Blank
    doubtful: bool
    notes: Blank

    @property
    def web_address(self) -> str:
        """An address that a browser opens, or nothing."""
        if self.address.startswith("http"):
            return self.address.split()[0]
        if self.address.startswith("github:"):
            return "https://github.com/" + self.address.removeprefix("github:").split()[0]
        return ""

    @property
    def origin(self) -> Source:
        """The row as the source of an input."""
        return Source(self.source, self.web_address or self.address, self.as_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gpu(Record):
    """An accelerator. Rates are dense, without sparsity; the link counts one direction."""

    name: str
    aliases: Blank
    label: str
    vendor: str
    memory_gb: Annotated[float | None, "GB"]
    bandwidth_gb_per_second: Annotated[float | None, "GB/s"]
    fp32_tflops: Tera
    tf32_tflops: Tera
    bf16_tflops: Tera
    fp16_tflops: Tera
    fp8_tflops: Tera
    int8_tops: Tera
    fp4_tflops: Tera
    link: Blank
    link_gb_per_second: Annotated[float | None, "GB/s"]
    link_source: Blank
    power_watts: Annotated[float | None, "W"]
    purchase_price_usd_low: Dollars
    purchase_price_usd_high: Dollars
    purchase_source: Blank
    purchase_as_of: Blank
    release_date: Blank

    @property
    def flops_16_bit(self) -> float | None:
        """Dense FLOP/s at 16 bits; None when unknown."""
        rate = self.bf16_tflops or self.fp16_tflops
        return None if rate is None else rate * TERA

    @property
    def flops_8_bit(self) -> float | None:
        """Dense operations per second at 8 bits, floating where there are such, else integer."""
        rate = self.fp8_tflops or self.int8_tops
        return None if rate is None else rate * TERA


@dataclass(frozen=True, slots=True, kw_only=True)
class CloudInstance(Record):
    """A machine for hire. ``kind`` is gpu, cpu, or part (a price without its accelerator)."""

    provider: str
    instance: str
    kind: str
    gpu: Blank
    gpus: Count
    cpus: MaybeCount
    memory_gib: Annotated[float | None, "GiB"]
    region: Blank
    price_per_hour_usd: DollarsPerHour
    committed_1_year_per_hour_usd: DollarsPerHour
    committed_3_years_per_hour_usd: DollarsPerHour
    spot_per_hour_usd: DollarsPerHour
    spot_source: Blank
    spot_as_of: Blank
    spot_date_note: Blank
    spot_doubtful: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageModel(Record):
    """The shape of a language model; ``kind`` is dense or mixture. KV bytes are at 16 bits."""

    name: str
    kind: str
    parameters_billion: Annotated[float | None, "10^9"]
    active_parameters_billion: Annotated[float | None, "10^9"]
    parameters_source: Blank
    layers: Count
    hidden_size: Count
    attention_heads: Count
    kv_heads: Count
    head_dimension: Count
    context_tokens: Annotated[int, "tokens"]
    kv_bytes_per_token: Annotated[float | None, "bytes/token"]

    @property
    def parameters(self) -> float | None:
        """All parameters; None when unknown."""
        return None if self.parameters_billion is None else self.parameters_billion * BILLION

    @property
    def active_parameters(self) -> float | None:
        """Parameters that one token uses; None when unknown."""
        active = self.active_parameters_billion
        return None if active is None else active * BILLION


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherModel(Record):
    """A model that writes no tokens; FLOPs are for one ``query``, a multiply-add counting 2."""

    name: str
    kind: str
    query: Blank
    tokens: Annotated[int | None, "tokens"]
    parameters_million: Annotated[float | None, "10^6"]
    layers: MaybeCount
    hidden_size: MaybeCount
    vector_dimensions: MaybeCount
    gflops_per_query: Annotated[float | None, "10^9 FLOP/query"]
    bytes_moved_per_query: Annotated[float | None, "bytes/query"]

    @property
    def parameters(self) -> float | None:
        """All parameters; None when unknown."""
        return None if self.parameters_million is None else self.parameters_million * MILLION

    @property
    def flops_per_query(self) -> float | None:
        """FLOPs of one query; None when unknown."""
        return None if self.gflops_per_query is None else self.gflops_per_query * GIGA


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiPrice(Record):
    """What a provider asks for tokens. ``second_*``: the same price in another published list."""

    provider: str
    model: str
    kind: str
    context_tokens: Annotated[int | None, "tokens"]
    input_per_million_usd: DollarsPerMillion
    cached_input_per_million_usd: DollarsPerMillion
    cache_write_per_million_usd: DollarsPerMillion
    output_per_million_usd: DollarsPerMillion
    second_input_per_million_usd: DollarsPerMillion
    second_cached_input_per_million_usd: DollarsPerMillion
    second_output_per_million_usd: DollarsPerMillion


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranged(Record):
    """A figure in the row's own ``unit``: low and high, or one of them when the other is open."""

    low: Annotated[float | None, "the row's unit"]
    high: Annotated[float | None, "the row's unit"]
    unit: str

    @property
    def middle(self) -> float | None:
        """Halfway between low and high; None when one end is open."""
        if self.low is None or self.high is None:
            return None
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class EgressTier(Ranged):
    """The price of data leaving a provider, up to a monthly volume (None: no upper end)."""

    provider: str
    path: str
    tier_upper_gb_per_month: Annotated[float | None, "GB/month"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StorageTier(Ranged):
    """The price of keeping data, up to a volume (None: no upper end)."""

    provider: str
    storage_class: str
    tier_upper_tb: Annotated[float | None, "TB"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Ranged):
    """One published figure, of an ``item`` within a ``scope``."""

    provider: Blank
    item: str
    scope: Blank


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotFact(Fact):
    """An interruption band or a saving of one instance (``scope``) in a region."""

    gpu: Blank
    region: str
