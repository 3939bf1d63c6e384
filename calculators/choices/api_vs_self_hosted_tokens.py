"""Tokens and calls and what they cost: at an API by the lot, on own machines by the hour."""

from __future__ import annotations

from dataclasses import dataclass

from calculators.choices.api_vs_self_hosted_inputs import Api
from calculators.core import breakeven
from calculators.core.inputs import Numeric, pick
from calculators.core.units import (
    DAYS_PER_MONTH,
    HOURS_PER_DAY,
    MINUTES_PER_HOUR,
    QUERIES_OF_A_PRICE,
    SECONDS_PER_HOUR,
    TOKENS_PER_MTOK,
    ratio_or_never,
)
from calculators.variable.service import Service
from calculators.variable.service_model import ModelKind

MINUTES_PER_MONTH = MINUTES_PER_HOUR * HOURS_PER_DAY * DAYS_PER_MONTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Sold:
    """What an API counts, and how many of it a price is for."""

    one: str
    many: str
    lot: float
    a_lot: str
    per: str  # of a price: what follows "USD/"


SOLD = {
    ModelKind.LANGUAGE: Sold(
        one="token", many="tokens", lot=TOKENS_PER_MTOK, a_lot="a million tokens", per="M tokens"
    ),
    ModelKind.OTHER: Sold(
        one="call",
        many="calls",
        lot=QUERIES_OF_A_PRICE,
        a_lot="a thousand calls",
        per="1,000 calls",
    ),
}


def sold_per_call(service: Service) -> Numeric:
    """Return what an API counts of one call: prompt and answer [tokens], or the call itself."""
    count: Numeric = pick(service.kind, {
        ModelKind.LANGUAGE: lambda: service.tokens_in + service.tokens_out,
        ModelKind.OTHER: lambda: 1.0,
    })  # fmt: skip
    return count


def cached_share(p: Api, service: Service) -> Numeric:
    """Return the share of the prompt that the provider finds in its cache."""
    return service.cached_prefix_share if p.cached_share is None else p.cached_share


def paid_share(p: Api) -> Numeric:
    """Return the share of the price that is paid: what can wait a day has its discount."""
    return 1 - p.batch_share * p.batch_discount


def price_per_call(p: Api, service: Service) -> Numeric | None:
    """Return what one call costs at the API [USD]; None while a price is unknown.

    Of a language model (in·((1 − c)·p_in + c·p_cached) + out·p_out) / 10⁶, of another one the
    price of a thousand calls / 1,000; both times 1 − waiting·discount. Without a price for cached
    input it costs as much as any other. Prices that rise with the length of a prompt, or fall with
    the volume, are not followed.
    """
    full: Numeric | None = pick(service.kind, {
        ModelKind.LANGUAGE: lambda: _price_of_tokens(p, service),
        ModelKind.OTHER: lambda: p.call_price,
    })  # fmt: skip
    if full is None:
        return None
    return full * paid_share(p) / SOLD[service.kind].lot


def _price_of_tokens(p: Api, service: Service) -> Numeric | None:
    """Return what the tokens of a million calls cost [USD]."""
    if p.input_price is None or p.output_price is None:
        return None
    cached = p.input_price if p.cached_price is None else p.cached_price
    share = cached_share(p, service)
    prompt = service.tokens_in * ((1 - share) * p.input_price + share * cached)
    return prompt + service.tokens_out * p.output_price


def blended_price(input_price: Numeric, output_price: Numeric, output_share: Numeric) -> Numeric:
    """Return the price of a million tokens of which a share is output [USD/M tokens].

    Reference: Pan et al., arXiv:2509.18101, Table IV.
    """
    return (1 - output_share) * input_price + output_share * output_price


def cost_per_million_tokens(
    price_per_hour: Numeric, tokens_per_second: Numeric, busy_share: Numeric = 1.0
) -> Numeric:
    """Return the cost of a million tokens on a machine [USD]: an idle one makes none, and is paid.

    price / (tokens/s · 3,600 · busy share) · 10⁶; inf where nothing is made.
    """
    made = tokens_per_second * SECONDS_PER_HOUR * busy_share
    return ratio_or_never(price_per_hour * TOKENS_PER_MTOK, made)


def break_even_tokens(fixed: Numeric, api_price: Numeric, own_price: Numeric) -> Numeric:
    """Return tokens a month above which own serving is cheaper [tokens/month].

    fixed / (API − own), both by the million; inf where the API is not dearer. Holds up to the
    capacity of what the fixed cost pays for: beyond it another machine begins another stair.
    """
    return ratio_or_never(fixed, api_price - own_price) * TOKENS_PER_MTOK


def payback_months(
    upfront: Numeric, tokens_per_month: Numeric, api_price: Numeric, running_cost: Numeric
) -> Numeric:
    """Return months until bought machines have repaid their price; inf if they never do.

    upfront / (tokens·price/10⁶ − running cost). Pan et al., arXiv:2509.18101, sell every token
    that the machine can make and count no staff: with idle hours it takes longer.
    """
    saved = tokens_per_month / TOKENS_PER_MTOK * api_price - running_cost
    return breakeven.payback_months(upfront, saved)


def break_even_error_gap(saving_per_call: Numeric, cost_per_error: Numeric) -> Numeric:
    """Return how many more answers may be wrong before the saving is lost [share].

    saving of a call / cost of a wrong answer; inf where a wrong answer costs nothing.
    """
    return ratio_or_never(saving_per_call, cost_per_error)


def limit_in_calls(p: Api, service: Service) -> Numeric | None:
    """Return the calls that the rate limit lets through, if it were used all month; None: none.

    The limit counts tokens: other models have none.
    """
    if p.rate_limit is None or service.kind != ModelKind.LANGUAGE:
        return None
    return p.rate_limit * MINUTES_PER_MONTH / sold_per_call(service)
