"""Words of the page on spot: the verdict, what decides it, what to measure, what must be said."""

from __future__ import annotations

import numpy as np

from calculators.answers.lever_table import NO_CHANGE_MONTHS, turn_words
from calculators.answers.spot_facts import OnSpot
from calculators.answers.verdict_words import marked, sentence_of, then
from calculators.catalog.machines import Machine
from calculators.choices import spot_market
from calculators.core import words
from calculators.core.answer import Part
from calculators.core.decision import Verdict
from calculators.core.units import MINUTES_PER_HOUR, first
from calculators.fixed.training_inputs import SUPPLY_LABELS, TrainingSupply

MUCH_LOST = 0.15  # above it the first-order estimate of the loss is no longer good
OFTEN_LATE = 0.05


def hours(value: float) -> str:
    """Return a time in minutes, hours or days."""
    if not np.isfinite(value):
        return "no limit"
    if value < 1:
        return words.value_with_unit(value * MINUTES_PER_HOUR, "minutes")
    return words.value_with_unit(value, "h")


def rate_words(per_hour: float) -> str:
    """Return how often a machine is interrupted: an hour, or once in so many hours."""
    if per_hour <= 0:
        return "never"
    return f"once in {hours(1 / per_hour)}"


def verdict(o: OnSpot) -> Part:
    """Return the verdict on training on spot against what the plan does."""
    if o.missing and not o.measured:
        return marked(Verdict.CANNOT_TELL)
    if not o.finishes and not o.measured:
        return Part("Does not finish", "never")
    if o.monthly_saving <= 0:
        return marked(Verdict.NEVER)
    if o.chosen or o.decision is None:
        return marked(Verdict.PAYS)
    return marked(o.decision.verdict)


def money(o: OnSpot) -> str:
    """Return what spot does to the bill of training, list discount and net saving side by side."""
    if o.missing and not o.measured:
        return f"what spot would save is unknown; enter {o.missing}"
    saving = first(o.e.training.spot_net_saving or 0.0)
    if o.measured:
        said = f"measured net saving {words.percent(saving)}"
    else:
        assert o.terms is not None
        said = left(first(o.terms.discount), saving)
    if not o.finishes and not o.measured:
        return "a run on spot would take more than 100 times its work"
    verb, size = words.signed_money(o.monthly_saving)
    kept = "" if o.chosen else "would "
    does = {"saves": ("saves", "save"), "costs": ("costs", "cost")}[verb][0 if o.chosen else 1]
    more = " more" if verb == "costs" else ""
    return f"training on spot {kept}{does} {size} a month{more} against on demand; {said}"


def left(listed: float, net: float) -> str:
    """Return list discount and net saving side by side."""
    if listed < 0:
        return f"its list price is {words.percent(-listed)} higher"
    if net < 0:
        return f"of a list discount of {words.percent(listed)} nothing is left"
    return f"of a list discount of {words.percent(listed)}, {words.percent(net)} is left"


def where(o: OnSpot) -> str:
    """Return runway, lens and turns."""
    if o.missing and not o.measured:
        return ". Nothing of it is in the runway."
    return then(runway(o), turns(o))


def runway(o: OnSpot) -> str:
    """Return what spot does to the runway, by the lens of cash."""
    if not o.e.known:
        return "The runway is unknown."
    if o.decision is None:
        return "" if o.training.monthly_amount is None else "One amount stands for training."
    if abs(o.months_gained) < NO_CHANGE_MONTHS:
        return "The runway hardly changes."
    verb, size = words.signed_months(o.months_gained)
    against = "" if o.chosen else ", work included"
    return f"It {verb} {size} of runway{against}."


def turns(o: OnSpot) -> str:
    """Return where the saving turns in GPU-hours a month; a figure has the interruptions."""
    turn = turn_words(o.e, o.decision) if o.decision is not None and not o.chosen else ""
    return f"With the work it pays {turn}." if turn else ""


def decides(o: OnSpot) -> str:
    """Return what decides the answer."""
    if o.missing and not o.measured:
        return f"What decides it: {o.missing}."
    weeks = first(o.training.supply_weeks)
    if o.decision is not None and o.decision.verdict == Verdict.NOT_YET and not o.chosen:
        work = words.money(weeks * first(o.e.scenario.worth.engineer_week_cost))
        return (
            f"What decides it: {words.number(weeks, 'weeks')} of work to make runs resumable, "
            f"{work}, paid back in {words.months(o.payback)}."
        )
    if o.measured or o.run is None or o.terms is None:
        return "What decides it: the measured saving."
    lost = first(o.run.time_ratio) - 1
    if lost > MUCH_LOST:
        return f"What decides it: interruptions; a run takes {words.percent(lost)} longer."
    return "What decides it: the price; interruptions take little of it."


def measure(o: OnSpot) -> str:
    """Return what to measure next."""
    if o.missing == spot_market.NO_PRICE:
        return "Measure next: today's spot price of your machine."
    if o.missing or o.from_band:
        return (
            "Measure next: hours until your own spot machines are taken back; a published band "
            "counts a month's instances, however short they ran."
        )
    return "Measure next: the bill of one job on spot against the same job on demand."


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
    now = SUPPLY_LABELS[o.training.supply].lower()
    return f"The plan trains on GPUs that are {now}; the comparison here is with on demand."


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


def sentence(o: OnSpot) -> list[Part]:
    """Return the answer in one sentence."""
    return sentence_of(verdict(o), f": {money(o)}", where(o), decides(o), measure(o))
