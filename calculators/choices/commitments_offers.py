"""Published discounts for machines that are paid ahead, as choices that fill a service."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from calculators import catalog
from calculators.choices.commitments import YEARS_WORDS, machine_discount
from calculators.core.inputs import Source
from calculators.core.units import PERCENT
from calculators.variable.service import CommitmentYears

THREE_YEARS = "3 years"  # ends a scope; a ceiling "1-3 years" is that of the longest term
PAID_FIRST = {"no upfront": 0.0, "all upfront": 1.0}  # may follow the term: share paid upfront
SPOT = "Spot"  # a ceiling that is no commitment
UNIT = "percent"
BEFORE_TERM = "@"  # between a machine and its term


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedOffer:
    """A discount off the on-demand price: a fact of the catalog, or of one of its machines."""

    key: str
    provider: str
    label: str
    discount: float
    years: CommitmentYears
    upfront: float | None  # share paid at the start of the term; None: not said
    source: Source
    doubtful: bool


@cache
def published_offers() -> tuple[PublishedOffer, ...]:
    """Return every discount of the catalog, general ones first."""
    facts = _facts()
    named = " ".join(fact.label for fact in facts)
    return (*facts, *(one for one in _machines() if one.label.partition(",")[0] not in named))


def published_offer(key: str) -> PublishedOffer | None:
    """Return the offer with that key; None when there is none."""
    return next((one for one in published_offers() if one.key == key), None)


def _facts() -> list[PublishedOffer]:
    found = []
    for row in catalog.commitments():
        value = row.high if row.low is None else row.low
        if row.unit != UNIT or value is None or row.scope.startswith(SPOT):
            continue
        head, _, tail = row.scope.rpartition(", ")
        upfront = PAID_FIRST.get(tail)
        three = (row.scope if upfront is None else head).endswith(THREE_YEARS)
        ceiling = ", at most" if row.low is None else ""
        found.append(
            PublishedOffer(
                key=row.key,
                provider=row.provider,
                label=f"{row.scope}{ceiling}, {value:g} %",
                discount=value / PERCENT,
                years=CommitmentYears.THREE if three else CommitmentYears.ONE,
                upfront=upfront,
                source=row.origin,
                doubtful=row.doubtful,
            )
        )
    return found


def _machines() -> list[PublishedOffer]:
    found = []
    for row in catalog.machines():
        for years, words in YEARS_WORDS.items():
            discount, _ = machine_discount(row.key, years)
            if discount is None:
                continue
            found.append(
                PublishedOffer(
                    key=f"{row.key}{BEFORE_TERM}{years}",
                    provider=row.provider,
                    label=f"{row.instance} {row.region}, {words}, {PERCENT * discount:.1f} %",
                    discount=discount,
                    years=years,
                    upfront=None,
                    source=row.price_source,
                    doubtful=row.doubtful,
                )
            )
    return found
