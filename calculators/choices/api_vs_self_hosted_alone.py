"""Tokens bought or made, alone: one machine against one API, as published cases state them."""
# fmt: off

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from calculators.choices.api_vs_self_hosted_tokens import (
    blended_price,
    break_even_error_gap,
    break_even_tokens,
    cost_per_million_tokens,
    payback_months,
)
from calculators.core.inputs import Input, Inputs, Numeric, Source
from calculators.core.sources import YOURS
from calculators.core.units import SECONDS_PER_HOUR, TOKENS_PER_MTOK, ratio_or_never

PAN = Source("Pan et al., arXiv:2509.18101, Table IV: Llama-3.3-70B against GPT-5",
             "https://arxiv.org/abs/2509.18101", "2025-09")


@dataclass(frozen=True, kw_only=True, eq=False)
class TokensMade(Inputs):
    """A machine that is bought and one that is rented, and the API in place of both."""

    input_price: Annotated[Numeric, Input(
        label="Input at the API", unit="USD/M tokens", bounds=(0.0, 1e4), typical=(0.01, 30.0),
        source=PAN)] = 1.25
    output_price: Annotated[Numeric, Input(
        label="Output at the API", unit="USD/M tokens", bounds=(0.0, 1e4), typical=(0.01, 100.0),
        source=PAN)] = 10.0
    output_share: Annotated[Numeric, Input(
        label="Tokens that are output", unit="share", bounds=(0.0, 1.0), typical=(0.0, 1.0),
        source=PAN)] = 2 / 3
    token_speed: Annotated[Numeric, Input(
        label="Tokens a second", unit="tokens/s", bounds=(0.0, 1e8), typical=(10.0, 1e4),
        source=PAN, help="Of the machine at full load.")] = 190.0
    full_load_time: Annotated[Numeric, Input(
        label="Hours at full load", unit="h/month", bounds=(0.0, 744.0), typical=(10.0, 730.0),
        source=PAN)] = 176.0
    upfront: Annotated[Numeric, Input(
        label="Bought for", unit="USD", bounds=(0.0, 1e10), typical=(1e3, 1e6),
        source=PAN)] = 15_000.0
    running_amount: Annotated[Numeric, Input(
        label="Running it", unit="USD/month", bounds=(0.0, 1e8), typical=(1.0, 1e4),
        source=PAN, help="Power alone in the paper; add people and a spare.")] = 7.92
    price_per_hour: Annotated[Numeric, Input(
        label="Or rented for", unit="USD/h", bounds=(0.0, 1e5), typical=(0.5, 100.0),
        source=YOURS)] = 2.5
    busy_share: Annotated[Numeric, Input(
        label="Busy when rented", unit="share", bounds=(0.0, 1.0), typical=(0.01, 1.0),
        source=YOURS)] = 1.0
    fixed_amount: Annotated[Numeric, Input(
        label="Fixed cost a month", unit="USD/month", bounds=(0.0, 1e8), typical=(10.0, 1e5),
        source=YOURS, help="Rent and people that are paid whatever the volume.")] = 2000.0
    own_price: Annotated[Numeric, Input(
        label="Own price of a token beside it", unit="USD/M tokens", bounds=(0.0, 1e4),
        typical=(0.0, 10.0), source=YOURS)] = 0.0
    cost_per_error: Annotated[Numeric, Input(
        label="Cost of a wrong answer", unit="USD", bounds=(0.0, 1e6), typical=(0.01, 100.0),
        source=YOURS)] = 0.5
    tokens_per_call: Annotated[Numeric, Input(
        label="Tokens of a call", unit="tokens", bounds=(1.0, 2e6), typical=(100.0, 1e5),
        source=YOURS)] = 2000.0


UNITS = {
    "blended_price": "USD/M tokens",
    "tokens_per_month": "tokens/month",
    "payback_months": "months",
    "rented_cost": "USD/M tokens",
    "break_even_tokens": "tokens/month",
    "error_gap": "share",
}


def tokens_results(tokens: TokensMade) -> Mapping[str, Numeric]:
    """Return what tokens cost either way, and where both are equal; without idle hours or staff."""
    p = tokens
    blended = blended_price(p.input_price, p.output_price, p.output_share)
    made = p.token_speed * SECONDS_PER_HOUR * p.full_load_time
    saved = made / TOKENS_PER_MTOK * blended - p.running_amount
    calls = made / p.tokens_per_call
    return {
        "blended_price": blended,
        "tokens_per_month": made,
        "payback_months": payback_months(p.upfront, made, blended, p.running_amount),
        "rented_cost": cost_per_million_tokens(p.price_per_hour, p.token_speed, p.busy_share),
        "break_even_tokens": break_even_tokens(p.fixed_amount, blended, p.own_price),
        "error_gap": break_even_error_gap(ratio_or_never(saved, calls), p.cost_per_error),
    }
