"""The managed vector databases of the catalog: their prices, and the list to choose from."""

from __future__ import annotations

from functools import cache

from calculators import catalog
from calculators.catalog import Fact

PLANS = ("pinecone-standard", "pinecone-enterprise")  # those whose every price is known
PRICES = {  # input: what its row is called
    "managed_minimum": "minimum",
    "read_price": "read-units",
    "write_price": "write-units",
    "storage_price": "storage",
}
STORED_ALIKE = "pinecone-standard-storage"  # the one published storage price


@cache
def listed(provider: str) -> dict[str, Fact]:
    """Return the catalog rows of a plan by input; none when it is typed."""
    if provider not in PLANS:
        return {}
    rows = catalog.vector_database_prices()
    found = {name: catalog.fact(rows, f"{provider}-{what}") for name, what in PRICES.items()}
    found["storage_price"] = found["storage_price"] or catalog.fact(rows, STORED_ALIKE)
    return {name: row for name, row in found.items() if row is not None}


def prices_of(provider: str) -> dict[str, float]:
    """Return the prices that a plan sets, by input; of a published range its middle."""
    middles = {name: row.middle for name, row in listed(provider).items()}
    return {name: price for name, price in middles.items() if price is not None}


def options() -> list[dict[str, str]]:
    """Return the choices for a list: value, label, provider as group."""
    rows = {plan: listed(plan)["managed_minimum"] for plan in PLANS}
    return [
        {"value": plan, "label": f"{row.provider} {row.scope}", "group": row.provider}
        for plan, row in rows.items()
    ]
