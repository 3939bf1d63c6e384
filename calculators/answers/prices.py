"""Prices: what the catalog knows, from when, and what of it is in the plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from calculators import catalog
from calculators.answers.prices_paid import Used, paid_prices
from calculators.catalog.price_rows import (
    STALE_DAYS,
    PriceKind,
    PriceRow,
    is_old,
    price_rows,
)
from calculators.core import words
from calculators.core.answer import Answer, Figure, Part, Table
from calculators.evaluation import Evaluation
from calculators.scenario import Scenario
from calculators.variable.bandwidth_prices import LISTS

KINDS = tuple(str(kind) for kind in PriceKind)
OLD = f"older than {STALE_DAYS} days"
DOUBTFUL = "doubtful"
MARKS = (OLD, DOUBTFUL)
COLUMNS = ("What", "Provider", "Price", "Unit", "As of", "Mark", "Source")
IN_THE_PLAN = (
    "Where",
    "Row of the catalog",
    "In the plan",
    "Listed",
    "Discount",
    "As of",
    "Mark",
    "Source",
)
UNBROKEN_HYPHEN = "\N{NON-BREAKING HYPHEN}"
MOST_BUTTONS = 6
TERM = "@"  # in a key, between a row and which of its prices
LABELS = ("Prices", "Growing old", "Doubtful", "In the plan")


def found(text: str, kinds: Sequence[str], marks: Sequence[str], provider: str, today: date
          ) -> list[PriceRow]:  # fmt: skip
    """Return the prices that hold every word of a text, of one of the kinds, with every mark."""
    wanted = text.casefold().split()
    return [
        row
        for row in price_rows()
        if (not kinds or row.kind in kinds)
        and (not provider or row.provider.casefold() == provider.casefold())
        and (OLD not in marks or is_old(row.as_of, today))
        and (DOUBTFUL not in marks or row.doubtful)
        and all(word in _text(row) for word in wanted)
    ]


def _text(row: PriceRow) -> str:
    said = (row.kind, row.name, row.detail, row.provider, row.source.title, row.notes, row.as_of)
    return " ".join(said).casefold()


def providers() -> list[str]:
    """Return every provider of the catalog, one spelling each."""
    spelt: dict[str, str] = {}
    for row in price_rows():
        if row.provider:
            spelt.setdefault(row.provider.casefold(), row.provider)
    return [spelt[name] for name in sorted(spelt)]


def table(rows: Sequence[PriceRow], today: date) -> Table:
    """Return prices with their dates, marks and sources."""
    return Table(
        title=f"{len(rows)} of {len(price_rows())} prices",
        subtitle="As published, before tax and any discount of yours; what is unknown is left out",
        columns=COLUMNS,
        rows=[
            [
                f"{row.name} · " + "; ".join(filter(None, (row.detail, str(row.kind)))),
                row.provider or "any",
                amount(row),
                row.unit,
                _day(row.as_of),
                mark(row.as_of, row.doubtful, today),
                f"{row.source.title} {row.source.url}".strip(),
            ]
            for row in rows
        ],
        numeric=("Price",),
    )


def amount(row: PriceRow) -> str:
    """Return a price with all its digits: one figure, a range, or an open end."""
    low, high = words.exact(row.low), words.exact(row.high)
    if row.low is None:
        return f"at most {high}"
    if row.high is None:
        return f"from {low}"
    return low if row.low == row.high else f"{low} to {high}"


def mark(as_of: str, doubtful: bool, today: date) -> str:
    """Return the marks of a price: old, doubtful, both, or nothing."""
    return ", ".join(
        said for said, holds in (("old", is_old(as_of, today)), (DOUBTFUL, doubtful)) if holds
    )


def _day(as_of: str) -> str:
    """Return a date that no line end divides."""
    return as_of.replace("-", UNBROKEN_HYPHEN)


def uses(rows: Sequence[PriceRow], scenario: Scenario, shown: int) -> dict[str, tuple[str, str]]:
    """Return what of these prices can be put into the plan: path and value by words."""
    offered: dict[str, tuple[str, str]] = {}
    for row in rows:
        if len(offered) == MOST_BUTTONS:
            break
        label, path, value = _use(row, scenario, shown)
        if path:
            offered.setdefault(label, (path, value))
    return offered


def _use(row: PriceRow, scenario: Scenario, shown: int) -> tuple[str, str, str]:
    name = f"{row.provider} {row.name}"
    if row.kind == PriceKind.MACHINE and catalog.machine(row.key) is not None:
        service = scenario.services.rows[shown].name
        label = f"{name}, {row.detail}, for {service}"
        return label, f"services.rows.{shown}.machine", row.key
    key = row.key.partition(TERM)[0]
    if row.kind == PriceKind.API and _is_chat(key):
        return f"{name} as API model", "api.model", key
    if row.kind == PriceKind.EGRESS and row.key in LISTS:
        return f"{name} for data that leaves", "bandwidth.provider", row.key
    return "", "", ""


def _is_chat(key: str) -> bool:
    row = catalog.api_price(key)
    return row is not None and row.kind == "chat"


def used(e: Evaluation) -> list[Used]:
    """Return the prices that the plan pays, with the rows of the catalog behind them."""
    return paid_prices(e.scenario)


def used_table(rows: Sequence[Used], today: date) -> Table:
    """Return the prices of the plan beside those of the catalog."""
    return Table(
        title="Prices in your plan",
        subtitle="What the plan pays, by the way in which each service is had, against the row "
        "it was filled from; a discount of your own is off already, a price that you entered "
        "yourself is taken as it is",
        columns=IN_THE_PLAN,
        rows=[
            [
                one.where,
                one.name,
                one.plan,
                one.listed,
                one.discount,
                _day(one.source.as_of),
                _mark(one, today),
                f"{one.source.title} {one.source.url}".strip(),
            ]
            for one in rows
        ],
        numeric=("In the plan", "Listed", "Discount"),
    )


def _mark(one: Used, today: date) -> str:
    return mark(one.source.as_of, one.doubtful, today) if one.source.as_of else ""


def answer(rows: Sequence[Used], today: date) -> Answer:
    """Return how many prices there are, how old, and which of the plan's to look at first."""
    every = price_rows()
    dates = sorted(row.as_of for row in every)
    old = sum(is_old(row.as_of, today) for row in every)
    doubtful = sum(row.doubtful for row in every)
    listed = [one for one in rows if one.is_listed]
    ageing = [one for one in listed if _mark(one, today)]
    names = ", ".join(dict.fromkeys(one.whose for one in ageing))
    whose = f" for {names}" if names else ""
    return Answer(
        sentence=[
            Part(_from_catalog(len(listed), len(rows)), "strong"),
            Part(
                f", {len(ageing)} of them older than {STALE_DAYS} days or doubtful: {names}."
                if ageing
                else ", none of them old or doubtful."
            ),
            Part(
                "What decides it: your own contract, which may differ from every list. "
                f"Measure next: the unit price on last month's bill{whose}.",
                "soft",
            ),
        ],
        figures=[
            Figure(label=LABELS[0], value=str(len(every)), note=f"from {dates[0]} to {dates[-1]}"),
            Figure(label=LABELS[1], value=str(old), note=OLD),
            Figure(label=LABELS[2], value=str(doubtful), note="ceilings, estimates, second hand"),
            Figure(label=LABELS[3], value=str(len(listed)), note=f"of {len(rows)} that it pays"),
        ],
        method=METHOD,
    )


def _from_catalog(listed: int, paid: int) -> str:
    of_all = "" if listed == paid else f" of {paid}"
    return f"{listed}{of_all} prices of the plan come from the catalog"


METHOD = f"""
**What stands here.** Every known price of the files in `calculators/catalog`, each with its source
and date. Nothing is fetched: a page opens without a network. What is unknown is left out, never 0.

**Marks.** *Old*: {OLD}, counted from the date of the price to today; a bare month or year
counts from its first day. *{DOUBTFUL.capitalize()}*: a ceiling, an estimate, second hand or
undated.

**Putting a price into the plan.** A machine fills price, memory, bandwidth and rates of the service
shown; an API model fills its prices per token; a provider fills tiers and allowance. All of it is
one step of undo, and each number stays yours to edit.

**Prices in your plan.** What is paid by the way in which each service is had: by the hour, ahead,
on spot, a card and its server, or tokens; and what is rented by the hour beside it. A card is
listed alone, and paid with its server, network and spares.

**Discounts of your own.** One for each provider. It comes off a list price when the row fills the
plan, and off the prices that its rows filled before: price = list price × (1 − discount). A price
that you have edited is not touched, so that nothing comes off twice; discounts for commitment or
spot are off what is left. The list above stays as published.

**Changing the catalog.** See `docs/prices.md`.
"""
