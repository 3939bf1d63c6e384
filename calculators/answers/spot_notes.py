"""Notes of the page on spot: problems, what is typed, what is late, prices and their dates."""

from __future__ import annotations

import numpy as np

from calculators.answers.spot_facts import OnSpot
from calculators.answers.spot_words import hours
from calculators.catalog.machines import Machine
from calculators.choices import spot_market
from calculators.core import words
from calculators.core.units import first
from calculators.fixed.training_inputs import SUPPLY_LABELS, TrainingSupply

OFTEN_LATE = 0.05


def notes(o: OnSpot) -> list[str]:
    """Return what must be said: problems, what is typed, dates, what does not finish."""
    found = list(o.e.problems)
    found += [_entered(o), _measured(o), _dear(o), _slow(o), _late(o), _own(o), *_dates(o)]
    return [note for note in found if note]


def _entered(o: OnSpot) -> str:
    if o.training.monthly_amount is None:
        return ""
    return "One amount stands for all of training: spot on training changes nothing in this plan."


def _measured(o: OnSpot) -> str:
    if not o.measured:
        return ""
    saving = words.percent(first(o.training.spot_net_saving or 0.0))
    return f"The plan takes the measured net saving, {saving}; clear it on Training to compute it."


def _dear(o: OnSpot) -> str:
    if o.terms is None or first(o.terms.discount) >= 0:
        return ""
    return f"Spot is dearer than on demand, by {words.percent(-first(o.terms.discount))}."


def _slow(o: OnSpot) -> str:
    t, found = o.terms, []
    if t is None:
        return ""
    write, between = first(t.write), first(t.mtbf)
    if write > between:
        found.append(
            f"A checkpoint takes {hours(write)}, longer than the {hours(between)} between two "
            "interruptions: hardly one is ever completed."
        )
    if not o.finishes:
        found.append("A run does not finish on spot: more than 100 times its work is expected.")
    return " ".join(found)


def _late(o: OnSpot) -> str:
    if not np.isfinite(o.deadline) or o.terms is None:
        return ""
    work = first(o.terms.work)
    if work > o.deadline:
        return (
            f"The deadline of {hours(o.deadline)} is shorter than the work, {hours(work)}: no "
            "machine meets it."
        )
    if o.late_share < OFTEN_LATE:
        return ""
    late = words.percent(o.late_share)
    return f"{late} of the runs end after the deadline of {hours(o.deadline)}."


def _own(o: OnSpot) -> str:
    if o.training.supply in (TrainingSupply.ON_DEMAND, TrainingSupply.SPOT):
        return ""
    if o.no_option:
        return (
            "Own machines are paid on the page Hardware. What else they would bring is not known "
            "here: training on spot is no option of this plan."
        )
    now = SUPPLY_LABELS[o.training.supply].lower()
    return (
        f"The plan trains on GPUs that are {now}: dollars are against those, the net saving is "
        "against on demand."
    )


def _dates(o: OnSpot) -> list[str]:
    row, band, found = *_rows(o), []
    if o.p.discount is None and row is not None and row.spot_per_hour is not None:
        prices = (
            f"{words.money(row.spot_per_hour, 'h')} against {words.money(row.price_per_hour, 'h')}"
        )
        found.append(f"Spot price of {row.provider} {row.instance}, {row.region}: {prices}, as of "
                     f"{row.as_of}; spot prices move daily.")  # fmt: skip
    if o.from_band and band is not None:
        top = "no top" if band.high is None else words.percent(band.high)
        said = f"{words.percent(band.low)} to {top}"
        taken = words.percent(first(o.p.open_band_share if band.high is None else band.high))
        found.append(f"Interruptions: band {said} of instances a month, as of "
                     f"{band.fact.as_of}; {taken} is taken.")  # fmt: skip
    return found


def _rows(o: OnSpot) -> tuple[Machine | None, spot_market.Band | None]:
    key = o.training.machine
    return spot_market.row_of(key), spot_market.band_of(key)
