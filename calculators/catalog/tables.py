"""The tables of the catalog by name, each a tuple of records, and look-ups in them."""

from __future__ import annotations

from functools import cache
from typing import TypeVar, cast

from calculators.catalog.loader import found, table
from calculators.catalog.records import (
    ApiPrice,
    CloudInstance,
    EgressTier,
    Fact,
    Gpu,
    LanguageModel,
    OtherModel,
    Record,
    SpotFact,
    StorageTier,
)

R = TypeVar("R", bound=Record)


def _rows(name: str, kind: type[R]) -> tuple[R, ...]:
    return cast(tuple[R, ...], table(name))


def gpus() -> tuple[Gpu, ...]:
    """Return every accelerator."""
    return _rows("gpus", Gpu)


@cache
def _gpus_by_name() -> dict[str, Gpu]:
    return {
        name.casefold(): row
        for row in gpus()
        for name in (row.key, row.name, *row.aliases.split("|"))
        if name
    }


def gpu(name: str) -> Gpu | None:
    """Return the accelerator with that key, name or alias, whatever its case."""
    return _gpus_by_name().get(name.casefold())


def cloud_instances() -> tuple[CloudInstance, ...]:
    """Return every instance, with and without accelerators."""
    return _rows("cloud_instances", CloudInstance)


def cloud_instance(key: str) -> CloudInstance | None:
    """Return the instance with that key."""
    return found(cloud_instances(), key)


def language_models() -> tuple[LanguageModel, ...]:
    """Return every language model whose shape is known."""
    return _rows("language_models", LanguageModel)


def language_model(key: str) -> LanguageModel | None:
    """Return the language model with that key or name."""
    return found(language_models(), key)


def other_models() -> tuple[OtherModel, ...]:
    """Return the models that write no tokens: embedding, vision, speech, recommenders."""
    return _rows("other_models", OtherModel)


def other_model(key: str) -> OtherModel | None:
    """Return the model with that key or name."""
    return found(other_models(), key)


def api_prices() -> tuple[ApiPrice, ...]:
    """Return what providers ask for tokens."""
    return _rows("api_prices", ApiPrice)


def api_price(key: str) -> ApiPrice | None:
    """Return the price with that key."""
    return found(api_prices(), key)


def egress() -> tuple[EgressTier, ...]:
    """Return every price of data that leaves a provider."""
    return _rows("egress", EgressTier)


def egress_tiers(provider: str, path: str) -> tuple[EgressTier, ...]:
    """Return the tiers of one provider and path, smallest volume first, open end last."""
    tiers = [row for row in egress() if (row.provider, row.path) == (provider, path)]
    return tuple(sorted(tiers, key=lambda row: row.tier_upper_gb_per_month or float("inf")))


def storage() -> tuple[StorageTier, ...]:
    """Return every price of keeping data."""
    return _rows("storage", StorageTier)


def people() -> tuple[Fact, ...]:
    """Return salaries, benefits, hiring, ramp-up and turnover."""
    return _rows("people", Fact)


def onprem() -> tuple[Fact, ...]:
    """Return purchase prices, colocation, electricity and useful lives of owned machines."""
    return _rows("onprem", Fact)


def commitments() -> tuple[Fact, ...]:
    """Return discounts and prices for capacity that is committed to."""
    return _rows("commitments", Fact)


def vector_database_prices() -> tuple[Fact, ...]:
    """Return what managed and self-hosted vector databases cost."""
    return _rows("vector_database_prices", Fact)


def spot_interruption() -> tuple[SpotFact, ...]:
    """Return interruption bands and savings of spot instances."""
    return _rows("spot_interruption", SpotFact)


def fact(rows: tuple[Fact, ...], key: str) -> Fact | None:
    """Return the figure with that key among the rows of one table."""
    return found(rows, key)
