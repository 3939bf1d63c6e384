"""Words of the page on spot: the verdict, what decides it, what to measure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from calculators.answers.lever_table import NO_CHANGE_MONTHS, turn_words
from calculators.answers.spot_facts import OnSpot
from calculators.answers.verdict_words import UNKNOWN, marked, sentence_of, then
from calculators.choices import spot_market
from calculators.core import words
from calculators.core.answer import Part
from calculators.core.decision import Verdict
from calculators.core.units import MINUTES_PER_HOUR, first
from calculators.fixed.training_inputs import TrainingSupply

AGAINST: Mapping[TrainingSupply, str] = MappingProxyType(
    {
        TrainingSupply.ON_DEMAND: "on demand",
        TrainingSupply.SPOT: "on demand",
        TrainingSupply.COMMITTED: "the commitment",
        TrainingSupply.OWN: "own machines that are there",
    }
)
MUCH_LOST = 0.15  # above it the first-order estimate of the loss is no longer good


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
    """Return the verdict on training on spot against what the plan does, as of its decision."""
    if o.missing and not o.measured:
        return marked(Verdict.CANNOT_TELL)
    if o.late or not (o.finishes or o.measured):
        return Part("Does not finish", "never")
    if not o.e.known:
        return UNKNOWN
    if o.no_option:
        return marked(Verdict.CANNOT_TELL)
    if o.chosen or o.decision is None:
        return marked(Verdict.PAYS if o.monthly_saving > 0 else Verdict.NEVER)
    return marked(o.decision.verdict)


def money(o: OnSpot) -> str:
    """Return what spot does to the bill of training, list discount and net saving side by side."""
    if o.missing and not o.measured:
        return f"what spot would save is unknown; enter {o.missing}"
    if not o.finishes and not o.measured:
        return "a run on spot would take more than 100 times its work"
    if o.late:
        return _too_late(o)
    if o.measured:
        said = f"measured net saving {words.percent(o.saving)}"
    else:
        assert o.terms is not None
        said = left(first(o.terms.discount), o.saving)
    verb, size = words.signed_money(o.monthly_saving)
    kept = "" if o.chosen else "would "
    does = {"saves": ("saves", "save"), "costs": ("costs", "cost")}[verb][0 if o.chosen else 1]
    more = " more" if verb == "costs" else ""
    return f"training on spot {kept}{does} {size} a month{more} against {AGAINST[o.now]}; {said}"


def _too_late(o: OnSpot) -> str:
    assert o.run is not None
    assert o.terms is not None
    allowed, work = hours(o.deadline), first(o.terms.work)
    if work > o.deadline:
        return f"a run is {hours(work)} of work, more than its deadline of {allowed} allows"
    lasts = hours(first(o.run.calendar_hours))
    return (
        f"a run on spot takes {lasts}, past its deadline of {allowed}; the work alone {hours(work)}"
    )


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
    if o.e.known and (o.late or o.no_option):
        return ". Nothing of it is in the runway."
    return then(runway(o), turns(o))


def runway(o: OnSpot) -> str:
    """Return what spot does to the runway, by the lens of cash."""
    if not o.e.known:
        return "The runway is unknown."
    if o.decision is None:
        return ""
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
    if o.late:
        alone = o.terms is not None and first(o.terms.work) > o.deadline
        why = "; on demand misses it as well" if alone else " and the waits after interruptions"
        return f"What decides it: the deadline{why}."
    if o.training.monthly_amount is not None:
        return "What decides it: one amount stands for training, and spot changes nothing of it."
    if o.no_option:
        return "What decides it: what own machines would bring elsewhere."
    weeks = first(o.training.supply_weeks)
    in_time = o.payback <= first(o.e.scenario.worth.payback_months)
    if o.monthly_saving > 0 and not in_time and not o.chosen:
        work = words.money(weeks * first(o.e.scenario.worth.engineer_week_cost))
        return (
            f"What decides it: {words.number(weeks, 'weeks')} of work to make runs resumable, "
            f"{work}, paid back in {words.months(o.payback)}."
        )
    if o.measured or o.run is None:
        return "What decides it: the measured saving."
    if not o.finishes:
        return "What decides it: interruptions."
    if first(o.run.time_ratio) - 1 > MUCH_LOST:
        return f"What decides it: interruptions; {_lasts(o)}."
    return "What decides it: the price; interruptions take little of it."


def _lasts(o: OnSpot) -> str:
    """Return how long a run takes by the clock, waiting included, beside its work."""
    assert o.run is not None
    assert o.terms is not None
    work, lasts = (hours(first(x)) for x in (o.terms.work, o.run.calendar_hours))
    return f"{work} of work take {lasts}, waiting included"


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


def sentence(o: OnSpot) -> list[Part]:
    """Return the answer in one sentence."""
    return sentence_of(verdict(o), f": {money(o)}", where(o), decides(o), measure(o))
