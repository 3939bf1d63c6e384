"""Discounts of one's own, by provider: off the list prices of the catalog that fill a plan.

The prices of the plan are what is paid. A discount is taken once: when a row of the catalog fills
a price, and when the discount changes, off each price that still is the list price less the
discount before. A price that somebody entered is taken as it is.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from calculators import catalog
from calculators.choices import api_vs_self_hosted_catalog as api_catalog
from calculators.core import codec, paths
from calculators.core.inputs import Numeric
from calculators.scenario import Scenario
from calculators.variable.bandwidth_inputs import PriceTier
from calculators.variable.bandwidth_prices import price_list, price_lists
from calculators.variable.service import ProviderDiscount

TABLE = "services.discounts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A price of the plan that a row of the catalog stands behind."""

    path: str
    provider: str
    price: Any  # a number, a table of tiers, or None: unknown


def providers() -> list[dict[str, str]]:
    """Return the providers whose rows fill prices, one spelling each, as choices for a list."""
    spelt: dict[str, str] = {}
    rows = (catalog.machines(), api_catalog.chat_models(), price_lists())
    for name in (row.provider for group in rows for row in group):
        spelt.setdefault(name.casefold(), name)
    return [{"value": name, "label": name, "group": ""} for _, name in sorted(spelt.items())]


def share_off(discounts: Sequence[ProviderDiscount], provider: str) -> Numeric:
    """Return the discount of a provider; nothing where none was entered."""
    wanted = provider.casefold()
    return next((d.discount for d in discounts if d.provider.casefold() == wanted), 0.0)


def less(price: Any, share: Numeric) -> Any:
    """Return a list price, or a table of tiers, less a share of it; unknown stays unknown."""
    if price is None:
        return None
    if isinstance(price, tuple):
        return tuple(replace(tier, price=less(tier.price, share)) for tier in price)
    return price * (1 - share)


def listed_prices(scenario: Scenario) -> Iterator[Listed]:
    """Yield every price of the plan for which a row of the catalog is chosen."""
    machines = {f"services.rows.{i}": s.machine for i, s in enumerate(scenario.services.rows)}
    for place, key in {**machines, "training": scenario.training.machine}.items():
        machine = catalog.machine(key)
        if machine is not None:
            path, price = f"{place}.price_per_gpu_hour", machine.price_per_gpu_hour
            yield Listed(path=path, provider=machine.provider, price=price)
    model = api_catalog.listed(scenario.api)
    if model is not None:
        for name, price in api_catalog.prices_of(model).items():
            yield Listed(path=f"api.{name}", provider=model.provider, price=price)
    moving = price_list(scenario.bandwidth.provider)
    if moving is not None:
        yield Listed(path="bandwidth.tiers", provider=moving.provider, price=moving.tiers)


def filled_less(scenario: Scenario, filled: Container[str]) -> Scenario:
    """Return a plan whose prices at these paths were filled a moment ago, less the discounts."""
    return _with_shares(scenario, (), filled)


def repriced(scenario: Scenario, before: Sequence[ProviderDiscount]) -> Scenario:
    """Return a plan whose discounts have changed, with the prices that they stand behind."""
    return _with_shares(scenario, before)


def _with_shares(
    scenario: Scenario, before: Sequence[ProviderDiscount], only: Container[str] | None = None
) -> Scenario:
    values = {}
    for one in listed_prices(scenario):
        old = share_off(before, one.provider)
        now = share_off(scenario.services.discounts, one.provider)
        held = paths.value_at(scenario, one.path)
        listed = only is None or one.path in only
        if old != now and listed and is_price(held, less(one.price, old)):
            values[one.path] = less(one.price, now)
    return paths.with_values(scenario, values) if values else scenario


def is_price(held: Any, price: Any) -> bool:
    """Whether a price of the plan is this one, to the digits that a link keeps."""
    if isinstance(held, tuple) and isinstance(price, tuple):
        return len(held) == len(price) and all(map(_is_tier, held, price))
    return codec.same(held, price)


def _is_tier(one: PriceTier, other: PriceTier) -> bool:
    return codec.same(one.up_to_gb, other.up_to_gb) and codec.same(one.price, other.price)
