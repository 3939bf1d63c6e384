"""The model half of a service: what one query asks of the machine. Declarations only."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from calculators.core.inputs import Choice, Input, Inputs, Measured, Numeric, Source, Text
from calculators.core.sources import YOURS, assumption

PAGED_ATTENTION = Source(
    "Kwon et al., Efficient Memory Management for LLM Serving with PagedAttention, section 3, 2023",
    "https://arxiv.org/abs/2309.06180", "2023-09")
MODEL_ROW = Source("Filled from the catalog row of the model chosen; edit it if yours differs")


class ModelKind(StrEnum):
    """What is served; the two kinds are estimated differently."""

    LANGUAGE = "language"
    OTHER = "other"


class Precision(StrEnum):
    """How weights are stored."""

    FP32 = "fp32"
    BF16 = "bf16"
    INT8 = "int8"
    INT4 = "int4"


class Copies(StrEnum):
    """Whether the number of alike models is fixed or follows the kinds of the plan."""

    FIXED = "fixed"
    PER_KIND = "per_kind"


@dataclass(frozen=True, kw_only=True, eq=False)
class ModelInputs(Inputs):
    """The model, the queries it gets and what each of them needs."""

    name: Annotated[str, Text(
        label="Service", source=YOURS, longest=40, help="What you call it.")] = "Language model"
    share_of_queries: Annotated[Numeric, Input(
        label="Share of scored queries", unit="share", bounds=(0.0, 20.0), typical=(0.0, 1.0),
        step=0.01, source=YOURS,
        help="Calls of this service for each scored query; above 1 when one query needs several.")
        ] = 1.0
    copies: Annotated[Numeric, Input(
        label="Alike models", unit="models", bounds=(1.0, 1e5), typical=(1.0, 100.0), whole=True,
        source=YOURS, expert=True, help="How many models of this shape share those queries.")] = 1.0
    copies_follow: Annotated[Copies, Choice(
        label="Number of models", options=Copies, source=YOURS, expert=True,
        labels={"fixed": "as entered", "per_kind": "one for each kind"},
        help="One model for each kind of the plan, or the number entered.")] = Copies.FIXED
    models_per_replica: Annotated[Numeric, Input(
        label="Models on one replica", unit="models", bounds=(1.0, 1e4), typical=(1.0, 50.0),
        whole=True, source=YOURS, expert=True,
        help="Alike models that are loaded side by side on one replica.")] = 1.0
    kind: Annotated[ModelKind, Choice(
        label="Kind", options=ModelKind, source=YOURS,
        labels={"language": "language model", "other": "other (vision, embedding, ranking)"},
        help="A language model is estimated token by token, any other model call by call.")
        ] = ModelKind.LANGUAGE
    model: Annotated[str, Text(
        label="Model", source=YOURS, catalog="models",
        help="Choosing one fills the numbers below; they stay editable.")] = "llama-3-1-8b"
    parameters: Annotated[Numeric, Input(
        label="Parameters", unit="billion", bounds=(1e-6, 1e5), typical=(0.01, 700.0),
        source=MODEL_ROW, expert=True, help="All weights that must lie in memory.")] = 8.03
    active_parameters: Annotated[Numeric, Input(
        label="Active parameters", unit="billion", bounds=(1e-6, 1e5), typical=(0.01, 400.0),
        source=MODEL_ROW, expert=True,
        help="Weights used for one token: fewer than all in a mixture of experts.")] = 8.03
    precision: Annotated[Precision, Choice(
        label="Precision", options=Precision, source=YOURS,
        labels={"fp32": "fp32", "bf16": "bf16 / fp16", "int8": "int8 / fp8",
        "int4": "int4, scaled"},
        help="Bytes a weight: 4, 2, 1 and 0.65 (int4 with group scales).")] = Precision.BF16
    layers: Annotated[Numeric, Input(
        label="Layers", unit="layers", bounds=(1.0, 1000.0), typical=(1.0, 130.0), whole=True,
        source=MODEL_ROW, expert=True)] = 32.0
    hidden_size: Annotated[Numeric, Input(
        label="Hidden size", unit="values", bounds=(1.0, 1e5), typical=(128.0, 17000.0), whole=True,
        source=MODEL_ROW, expert=True)] = 4096.0
    kv_bytes_per_token: Annotated[Measured, Input(
        label="KV cache per token", unit="bytes", bounds=(0.0, 1e8), typical=(1e3, 1e6),
        source=PAGED_ATTENTION, expert=True, optional=True,
        help="16-bit cache. Full attention with grouped heads: 2·layers·KV heads·head size·2 "
        "bytes. Unknown is refused, never guessed.")] = 131072.0
    tokens_in: Annotated[Numeric, Input(
        label="Tokens in", unit="tokens", bounds=(1.0, 2e6), typical=(10.0, 1e5), doubt=(0.7, 1.5),
        source=YOURS, help="Prompt tokens of one query, context included.")] = 1500.0
    tokens_out: Annotated[Numeric, Input(
        label="Tokens out", unit="tokens", bounds=(0.0, 2e5), typical=(1.0, 4000.0),
        doubt=(0.7, 1.5), source=YOURS, help="Tokens generated for one query.")] = 250.0
    cached_prefix_share: Annotated[Numeric, Input(
        label="Prompt already cached", unit="share", bounds=(0.0, 1.0), typical=(0.0, 0.95),
        step=0.01, source=YOURS, expert=True,
        help="Share of the prompt whose KV cache is reused: it is not computed again.")] = 0.0
    gflops_per_query: Annotated[Numeric, Input(
        label="Work per query", unit="GFLOP", bounds=(0.0, 1e9), typical=(0.01, 1e4),
        doubt=(0.8, 1.3), source=MODEL_ROW, help="Forward pass of one query.")] = 10.0
    megabytes_per_query: Annotated[Numeric, Input(
        label="Bytes moved per query", unit="MB", bounds=(0.0, 1e6), typical=(0.1, 1e4),
        source=assumption("activations read and written once; weights are counted apart"),
        expert=True, help="Activations and look-ups of one query, beyond the weights.")] = 50.0
    activation_megabytes: Annotated[Numeric, Input(
        label="Memory per running query", unit="MB", bounds=(0.0, 1e6), typical=(1.0, 1e4),
        source=assumption("activations of one query in flight"), expert=True)] = 100.0
