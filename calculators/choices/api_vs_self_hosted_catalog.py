"""The API models of the catalog: their prices, and the list to choose from."""

from __future__ import annotations

from functools import cache
from typing import Any

from calculators import catalog
from calculators.catalog.records import ApiPrice
from calculators.choices.api_vs_self_hosted_inputs import Api
from calculators.core import codec

CHAT = "chat"  # other kinds, such as embedding, write no tokens
PRICES = ("input_price", "output_price", "cached_price")


@cache
def chat_models() -> tuple[ApiPrice, ...]:
    """Return the models that write text."""
    return tuple(row for row in catalog.api_prices() if row.kind == CHAT)


def listed(p: Api) -> ApiPrice | None:
    """Return the catalog row of the model chosen; None when it is typed or has left the catalog."""
    return catalog.api_price(p.model)


def prices_of(row: ApiPrice) -> dict[str, Any]:
    """Return the prices that a row sets, by input; None is unknown."""
    values = row.input_per_million_usd, row.output_per_million_usd, row.cached_input_per_million_usd
    return dict(zip(PRICES, values, strict=True))


def as_listed(p: Api, row: ApiPrice) -> bool:
    """Whether the prices are those of the catalog row."""
    return all(codec.same(getattr(p, name), value) for name, value in prices_of(row).items())


def options() -> list[dict[str, str]]:
    """Return the choices for a list: value, label, provider as group, doubtful rows marked."""
    return [
        {
            "value": row.key,
            "label": row.model.rpartition("/")[2] + (" (doubtful)" if row.doubtful else ""),
            "group": row.provider,
        }
        for row in chat_models()
    ]
