"""Words that the answer, the charts and the tables of Hardware share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from calculators.answers import plan_words
from calculators.answers.hardware_owned import PAGE, YEAR, Owned
from calculators.answers.lever_table import NO_CHANGE_MONTHS, lever_name, levers, strongest_lever
from calculators.core import words
from calculators.core.decision import Verdict
from calculators.core.inputs import Input, YesNo, specs
from calculators.core.units import HORIZON_MONTHS, MONTHS_PER_YEAR, first
from calculators.fixed.hardware_inputs import Asset
from calculators.fixed.hardware_schedule import lease_starts

NOTICED = 0.5  # dollars a month: less is no reason to measure
FIRST_NAMES = 3  # how many assets a sentence names


def months_words(months: float) -> str:
    """Return a length of time kept: ``38 months``."""
    return words.number(months, "months", never="for ever")


def named(o: Owned, row: int) -> str:
    """Return the name of a row, or what stands for a name."""
    return o.rows[row].name.strip() or f"Asset {row + 1}"


def next_purchase(o: Owned) -> tuple[float, float]:
    """Return the month of the next purchase and what it costs; inf and 0 if none comes."""
    bought = np.sum(o.purchases, axis=0) if o.rows else np.zeros(HORIZON_MONTHS)
    months = np.flatnonzero(bought > 0)
    return (months[0] + 1.0, float(bought[months[0]])) if months.size else (np.inf, 0.0)


def decides(o: Owned) -> str:
    """Return the asset that costs most."""
    if o.entered:
        return "What decides it: the amount entered."
    if not o.cost_is_known:
        return "What decides it: nothing that costs anything is in the table."
    spent: dict[str, float] = {}  # rows of one name count together
    for row, cost in enumerate(np.sum(o.cost_by_row, axis=-1)):
        spent[named(o, row)] = spent.get(named(o, row), 0.0) + float(cost)
    most = max(spent, key=lambda name: spent[name])
    share = words.percent(spent[most] / sum(spent.values()))
    return f"What decides it: {most}, {share} of five years' cost."


def measure_next(o: Owned) -> str:
    """Return the guess whose usual error moves the cost most, and by how much."""
    if o.entered:
        return "Measure next: what stands in the last inventory; then clear the amount."
    swings: dict[str, float] = {}
    is_owned = (o.fleet.leased == 0) | (lease_starts(o.fleet) > 1)  # in any month
    for row, asset in enumerate(o.rows[: o.fleet.value.size]):
        value, life = float(o.fleet.value[row]), float(o.fleet.life[row])
        per_month = {"resale_share": is_owned[row] / life, "maintenance_rate": 1 / MONTHS_PER_YEAR,
                     "breakage_rate": 1 / MONTHS_PER_YEAR}  # fmt: skip
        for field, weight in per_month.items():
            label = f"the {_label(field)} of {named(o, row)}"
            alive = value if o.fleet.there[row] > 0 else 0.0
            swings[label] = swings.get(label, 0.0) + alive * weight * _apart(asset, field)
    best = max(swings, key=lambda label: swings[label], default="")
    if not best or swings[best] < NOTICED:
        return "Measure next: what breaks and what repairs cost; nothing of it is entered yet."
    moved = words.money(swings[best], "month")
    return f"Measure next: {best}; its usual error moves {moved}."


def _label(field: str) -> str:
    label = specs(Asset)[field].label
    return words.uncapitalised(label)


def _apart(asset: Asset, field: str) -> float:
    """Width of the usual error of a guess, P10 to P90, within its bounds."""
    spec = specs(Asset)[field]
    assert isinstance(spec, Input)
    value = first(getattr(asset, field))
    low, high = (np.clip(value * x, *spec.bounds) for x in spec.doubt or (1.0, 1.0))
    return float(high - low)


def runway_words(o: Owned) -> str:
    """Return what hardware takes from the runway."""
    e = o.e
    if not e.known:
        return "The runway is unknown."
    if o.months_taken >= NO_CHANGE_MONTHS:
        return f"Without it the money would last {words.months(o.months_taken)} longer."
    if np.isfinite(first(e.runway.months)):
        return "It takes less than a tenth of a month from the runway."
    return f"The money lasts beyond {HORIZON_MONTHS} months with it and without."


def lever_words(o: Owned) -> str:
    """Return the sentence about the lever that pays most."""
    if not o.e.known or o.entered or not o.rows:
        return ""
    paying = [d for d in levers(o.e, PAGE) if d.verdict == Verdict.PAYS]
    if paying and not any(d.cash_at_end > 0 for d in paying):
        name = lever_name(o.e, paying[0])
        return f"To {name} pays over its life, not within the five years of this plan."
    return strongest_lever(o.e, PAGE, "on hardware")


def cash_ahead(o: Owned) -> float:
    """Return what leaves in the first twelve months [USD]."""
    return float(np.sum(o.cash[:YEAR]))


def notes(o: Owned) -> list[str]:
    """Return what must be said: one amount, an empty table, what is gone, leased, discounted."""
    if o.entered:
        return [plan_words.one_amount(o.p.monthly_amount)]
    if not o.rows:
        return ["The table of assets is empty. Laptops count too."]
    found = [_gone(o), _past_best(o), _rates(o), _kept(o)]
    return [note for note in found if note]


def _gone(o: Owned) -> str:
    gone = np.flatnonzero(o.fleet.there == 0)
    if not gone.size:
        return ""
    return (
        f"{_list(o, gone)}: older than its life when the plan begins and not bought again; it "
        "costs nothing here. Enter a longer life if it still serves."
    )


def _past_best(o: Owned) -> str:
    if o.p.keep_longer == YesNo.YES or o.p.lease == YesNo.YES:
        return ""
    late = np.flatnonzero((o.age_today > o.best_age) & (o.fleet.value > 0))
    if not late.size:
        return ""
    return f"{_list(o, late)}: already older than the age at which its average cost is least."


def _rates(o: Owned) -> str:
    here, there = first(o.p.discount_rate), first(o.e.scenario.business.discount_rate)
    if words.percent(here) == words.percent(there):
        return ""
    return (
        f"Money tied up costs {words.percent(here)} a year on this page; the plan discounts with "
        f"{words.percent(there)}."
    )


def _kept(o: Owned) -> str:
    if o.p.keep_longer == YesNo.NO:
        return ""
    more = words.number(o.p.longer_months, "months")
    return f"Everything is kept {more} longer than the table says, and sells for less."


def _list(o: Owned, rows: NDArray[np.intp]) -> str:
    names = ", ".join(named(o, int(row)) for row in rows[:FIRST_NAMES])
    more = rows.size - FIRST_NAMES
    return f"{names} and {more} more" if more > 0 else names
