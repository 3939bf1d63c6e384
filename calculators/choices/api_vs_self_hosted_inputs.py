"""API or self-hosted: what is asked. Declarations."""
# fmt: off

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from calculators.core.inputs import Input, Inputs, Measured, Numeric, Source, Text
from calculators.core.sources import WORK, YOURS, assumption

PRICE_ROW = Source("Filled from the catalog row of the API model chosen; edit it if yours differs")
ALIKE = assumption("0 says that both answer alike, as the same open model does; measure both on "
                   "your own evaluation set")


@dataclass(frozen=True, kw_only=True, eq=False)
class Api(Inputs):
    """An API in place of own serving: prices, limits, work and quality."""

    model: Annotated[str, Text(
        label="API model", source=YOURS, catalog="api_prices",
        help="Choosing one fills the three prices; they stay editable. The default is the same "
        "open model as the default service, so quality is alike.")
        ] = "together-meta-llama-3-1-8b-instruct-turbo"
    input_price: Annotated[Measured, Input(
        label="Input", unit="USD/M tokens", bounds=(0.0, 1e4), typical=(0.01, 30.0),
        source=PRICE_ROW, optional=True,
        help="For a million prompt tokens. Unknown is refused, never taken as zero.")] = 0.18
    output_price: Annotated[Measured, Input(
        label="Output", unit="USD/M tokens", bounds=(0.0, 1e4), typical=(0.01, 100.0),
        source=PRICE_ROW, optional=True,
        help="For a million generated tokens. Unknown is refused, never taken as zero.")] = 0.18
    cached_price: Annotated[Measured, Input(
        label="Cached input", unit="USD/M tokens", bounds=(0.0, 1e4), typical=(0.001, 3.0),
        source=PRICE_ROW, optional=True,
        help="For a million prompt tokens that the provider finds in its cache. Unknown: they cost "
        "as much as any other input.")] = None
    call_price: Annotated[Measured, Input(
        label="Price of calls", unit="USD/1,000 calls", bounds=(0.0, 1e7), typical=(0.01, 100.0),
        source=YOURS, optional=True,
        help="Of models that are no language models: what an API asks for a thousand images, pages "
        "or vectors. The catalog lists none. Unknown is refused, never taken as zero.")] = None
    cached_share: Annotated[Measured, Input(
        label="Prompt found in the cache, measured", unit="share", bounds=(0.0, 1.0),
        typical=(0.0, 0.95), step=0.01, source=YOURS, optional=True, expert=True,
        help="At the provider. Not measured: the share that the service itself reuses.")] = None
    batch_share: Annotated[Numeric, Input(
        label="Share that can wait a day", unit="share", bounds=(0.0, 1.0), typical=(0.0, 1.0),
        step=0.05, source=YOURS, expert=True,
        help="Calls sent as a batch: cheaper, and outside the rate limit.")] = 0.0
    batch_discount: Annotated[Numeric, Input(
        label="Batch discount", unit="share", bounds=(0.0, 1.0), typical=(0.0, 0.8), step=0.05,
        expert=True, source=assumption("half the price is common for answers within a day; read "
        "your provider's list"))] = 0.5
    minimum_spend: Annotated[Numeric, Input(
        label="Minimum spend, a service", unit="USD/month", bounds=(0.0, 1e8), typical=(0.0, 2e4),
        step=100.0, source=YOURS, expert=True, help="Paid even when fewer tokens are used.")] = 0.0
    rate_limit: Annotated[Measured, Input(
        label="Rate limit", unit="tokens/minute", bounds=(1.0, 1e12), typical=(1e4, 1e8),
        source=YOURS, optional=True,
        help="Of language models, prompt and answer together. What the busiest hours ask above it "
        "is turned away. Unknown: no limit is drawn.")] = None
    migration_weeks: Annotated[Numeric, Input(
        label="Moving to the API", unit="weeks", bounds=(0.0, 500.0), typical=(0.0, 26.0),
        step=0.5, doubt=(0.6, 2.0), source=WORK,
        help="Prompts, evaluation, limits, contracts.")] = 2.0
    return_weeks: Annotated[Numeric, Input(
        label="Moving to own serving", unit="weeks", bounds=(0.0, 500.0), typical=(0.0, 52.0),
        step=0.5, doubt=(0.6, 2.0), source=WORK,
        help="Engine, machines, alarms, load tests; for a service that runs through an API.")] = 6.0
    swap_weeks: Annotated[Numeric, Input(
        label="Swapping the provider's model", unit="weeks", bounds=(0.0, 200.0),
        typical=(0.0, 12.0), step=0.5, doubt=(0.5, 2.0), source=WORK, expert=True,
        help="Each time: a model is retired, or another becomes better or cheaper.")] = 1.0
    swaps_per_year: Annotated[Numeric, Input(
        label="Swaps", unit="swaps/year", bounds=(0.0, 50.0), typical=(0.0, 6.0), step=0.5,
        doubt=(0.5, 2.0), expert=True,
        source=assumption("hosted models are retired about a year after the next one appears"))
        ] = 1.0
    self_hosting_time: Annotated[Numeric, Input(
        label="Engineers who keep it running", unit="weeks/month", bounds=(0.0, 500.0),
        typical=(0.0, 8.0), step=0.25, doubt=(0.5, 2.0),
        source=assumption("half a week a month: upgrades, alarms, capacity; count your own hours"),
        help="Of own serving, for each service. An API frees them. They are in no other line of "
        "the plan.")] = 0.5
    error_gap: Annotated[Numeric, Input(
        label="More answers wrong at the API", unit="share", bounds=(-1.0, 1.0),
        typical=(-0.1, 0.1), step=0.001, doubt=(0.5, 2.0), source=ALIKE,
        help="Share of answers; negative where the API is better.")] = 0.0
    cost_per_error: Annotated[Numeric, Input(
        label="Cost of a wrong answer", unit="USD", bounds=(0.0, 1e6), typical=(0.01, 100.0),
        doubt=(0.3, 3.0), source=assumption("a minute of somebody who is paid 30 USD an hour"),
        help="Value lost with each, no cash.")] = 0.5
    latency_gap_seconds: Annotated[Numeric, Input(
        label="Slower at the API by", unit="s", bounds=(-600.0, 600.0), typical=(-5.0, 5.0),
        step=0.1, doubt=(0.5, 2.0), source=ALIKE, expert=True,
        help="Seconds on each answer; negative where the API is faster. Times the value of a "
        "second.")] = 0.0
