"""The API models of the catalog: their prices, and the list to choose from."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import numpy as np

from calculators import catalog
from calculators.catalog.records import ApiPrice
from calculators.choices.api_vs_self_hosted_inputs import Api
from calculators.core import codec
from calculators.variable.service import Service

CHAT = "chat"  # other kinds, such as embedding, write no tokens
DRESS = frozenset(("meta", "instruct", "it", "turbo"))  # maker, tuning, speed
REVISION = re.compile(r"[-_ ]v\d+[.:]\d+$")
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


@cache
def plain_name(name: str) -> str:
    """Return what two names of one open model share: Llama-3.1-8B is llama318b for everyone."""
    bare = REVISION.sub("", name.rpartition("/")[2].casefold())
    return "".join(part for part in re.split(r"[^a-z0-9]+", bare) if part not in DRESS)


@cache
def selling(model: str) -> tuple[ApiPrice, ...]:
    """Return the rows that sell a language model of the catalog: sure ones first, then by price."""
    own = catalog.language_model(model)
    if own is None:
        return ()
    same = (row for row in chat_models() if plain_name(row.model) == plain_name(own.name))
    return tuple(sorted(same, key=lambda row: (row.doubtful, _asked(row))))


def _asked(row: ApiPrice) -> float:
    """Prices of a million tokens in and out [USD]; inf while one is unknown."""
    asked = row.input_per_million_usd, row.output_per_million_usd
    return sum(np.inf if price is None else price for price in asked)


def other_model(p: Api, service: Service) -> tuple[str, str] | None:
    """Return the API's model and the service's where the catalog knows them to be two."""
    row, own = listed(p), catalog.language_model(service.model)
    if row is None or own is None or row in selling(service.model):
        return None
    return row.model.rpartition("/")[2], own.name


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
