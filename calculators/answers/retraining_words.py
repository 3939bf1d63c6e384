"""Words of the page on retraining: verdict, whether it can be told from luck, where it turns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from calculators.answers.label_words import assumed_price
from calculators.answers.lever_table import and_runway
from calculators.answers.plan_words import month_name
from calculators.answers.retraining_facts import OnRetraining, Way
from calculators.answers.verdict_words import marked, sentence_of, then
from calculators.core import words
from calculators.core.answer import Part
from calculators.core.decision import Verdict
from calculators.core.proof import FEWEST
from calculators.core.reached import at_least, queries_at_least
from calculators.core.units import PERCENT, first
from calculators.practices.retraining_inputs import Schedule
from calculators.practices.retraining_levers import PROVABLE, WORTH_IT

HARDLY = 0.001
OFTEN_WRONG = 0.01  # of the wins
MUCH_TOO_LARGE = 1.25


def days(value: float) -> str:
    """Return an interval in words; ``never`` when there is none."""
    return words.number(value, "days") if np.isfinite(value) else "never"


def every(value: float) -> str:
    """Return how often, in words."""
    return "every day" if value == 1 else f"every {days(value)}"


def chance_words(ends: Sequence[float]) -> str:
    """Return chances in words, a range where there are two; what nearly never or always is."""
    return " to ".join(dict.fromkeys(_chance(x) for x in ends))


def _chance(x: float) -> str:
    if 0 < x < HARDLY:
        return f"under {words.percent(HARDLY)}"
    return f"over {words.percent(1 - HARDLY)}" if 1 > x > 1 - HARDLY else words.percent(x)


def points(o: OnRetraining) -> str:
    """Return the gain of a cycle in words."""
    return words.number(o.case.gain * PERCENT, "points")


def finding(o: OnRetraining) -> str:
    """Return what a cycle wins and how often that would be seen."""
    again = f"retraining {every(first(o.p.interval_days))}"
    if not o.known:
        return f": nobody has measured what {again} would win"
    if not o.case.gain > 0:
        return f": {again} wins nothing, for answers get no worse"
    queries = words.number(o.labelled, "labelled queries")
    if o.case.discordance.decides:
        seen = chance_words(sorted(first(o.chance(np.array([o.labelled]), d)) for d in o.ends))
        return f": {again} wins {points(o)} a cycle, and {queries} would show it {seen} of the time"
    seen = chance_words([o.chance_today])
    if not o.case.provable:
        best = " at best" if o.case.at_least else ""
        return (
            f": {again} wins {points(o)} a cycle, but {queries} would show it {seen} of the "
            f"time{best}"
        )
    if o.scheduled.judgement.margins_today.get(WORTH_IT, 0.0) > 0:
        return f": {again} wins {points(o)} a cycle, and {queries} show it {seen} of the time"
    return f": {again} wins {points(o)} a cycle, which can be shown but is worth less than it costs"


def where(o: OnRetraining) -> str:
    """Return money, runway, where it turns, and that a signal pays instead."""
    pays = o.on_signal.verdict == Verdict.PAYS
    return then(money(o), turn(o), "On a signal it pays." if pays else "")


def money(o: OnRetraining) -> str:
    """Return what the schedule costs a month, and of the runway."""
    subject = "It" if o.known else "The schedule"
    cost = words.money(o.monthly_cost, "month")
    return f"{subject} costs {cost}{and_runway(o.without, o.scheduled.decision)}."


def work_words(o: OnRetraining) -> str:
    """Return the work of the schedule."""
    weeks = first(o.p.automate_weeks)
    return f"{words.number(weeks, 'weeks')} of work" if weeks > 0 else "no work"


def bargain(o: OnRetraining) -> str:
    """Return the work of the schedule, and what its points are worth."""
    kept = f", for points worth {words.money(o.monthly_value, 'month')}" if o.known else ""
    return f"The schedule takes {work_words(o)}{kept}."


def turn(o: OnRetraining) -> str:
    """Return from how many labelled queries it can be told, and when the plan has them."""
    d = o.scheduled
    if d.unknown or o.case.provable or not o.case.gain > 0:
        return ""
    if not np.isfinite(o.case.needed):
        return "No number of labelled queries would show it."
    best = " at best" if o.case.at_least else ""
    return f"Provable{best} from {needed(o)} of them, {reached(o, d)}."


def needed(o: OnRetraining, unit: str = "") -> str:
    """Return how many labelled queries show the gain: with that number they do."""
    return words.number(queries_at_least(o.case.needed), unit, never="no number")


def seen_today(o: OnRetraining) -> str:
    """Return how often the labelled queries of today show the gain; never what is not there."""
    return chance_words([o.chance_today]) if o.case.gain > 0 else "never"


def smallest_gain(o: OnRetraining) -> str:
    """Return the smallest gain of a cycle [points] that the labelled queries of today prove."""
    low, high = o.smallest_gains
    if not np.isfinite(high):
        return "none"
    return words.interval(low, high)


def reached(o: OnRetraining, d: Way) -> str:
    """Return the month in which the plan has the labelled queries."""
    found = next((t for t in d.judgement.turns if t.condition == PROVABLE), None)
    if found is None or not np.isfinite(found.month):
        return "not in this plan"
    return month_name(o.e, found.month)


def instead(o: OnRetraining) -> str:
    """Return what retraining on a signal does."""
    d = o.on_signal
    if d.verdict == Verdict.PAYS:
        return f"A signal would come about {every(o.signal_days)}."
    if d.verdict == Verdict.CANNOT_TELL or not o.known:
        return ""
    if not np.isfinite(o.signal_days):
        return "A signal would never come: no loss is both seen and worth a cycle."
    return "On a signal it does not pay either."


def decides(o: OnRetraining) -> str:
    """Return what decides it."""
    d = o.scheduled
    if d.unknown:
        return f"What decides it: {d.unknown}."
    if not o.case.gain > 0:
        return "What decides it: drift, which is nothing as entered."
    if not o.case.provable:
        level = words.percent(o.case.level)
        return (
            f"What decides it: {words.number(o.labelled, 'labelled queries')} against a gain of "
            f"{points(o)}, at a significance of {level}{_and_worth(o)}."
        )
    return "What decides it: the value of a point against the work of a cycle."


def _and_worth(o: OnRetraining) -> str:
    """Say what a point would have to be worth where the schedule does not pay for itself."""
    needed, now = o.case.point_needed, first(o.worth.point_value)
    if now > needed:
        return ""
    if not np.isfinite(needed):
        return "; and nothing is won at any value of a point"
    return f"; and a point must be worth {words.money(at_least(needed), 'month')}"


def measure(o: OnRetraining) -> str:
    """Return what to measure next."""
    if not o.known:
        return "Measure next: drift, by labelling the same queries again after two months."
    if o.p.paired and o.p.discordance is None:
        return "Measure next: discordance; paste the results of two models on the same queries."
    if o.p.drift is None:
        return "Measure next: drift, by leaving one model alone for two intervals."
    if not o.case.gain > 0:
        return "Measure next: drift again, on newer queries."
    return "Measure next: the value of a point."


def notes(o: OnRetraining) -> list[str]:
    """Return what must be said beside the answer."""
    priced = assumed_price(o.e, o.e.scenario.retraining)
    found = [_few(o), _assumed(o), priced, _overstated(o), _already(o), _twice(o)]
    return list(filter(None, [*o.e.problems, *found]))


def _few(o: OnRetraining) -> str:
    if o.labelled >= FEWEST:
        return ""
    return (
        f"Fewer than {words.number(FEWEST)} labelled queries prove nothing: verdicts here are "
        f"those of {words.number(FEWEST)}."
    )


def _assumed(o: OnRetraining) -> str:
    taken = o.case.discordance
    if taken.measured or not o.known or taken.decides:
        return ""
    share = words.percent(first(taken.share))
    end = "the least there can be" if not o.case.provable else "the most there can be"
    return f"Discordance is not measured; {end}, {share}, gives the same verdict."


def _overstated(o: OnRetraining) -> str:
    if not o.known or not o.case.gain > 0 or o.case.discordance.decides:
        return ""
    found = o.overstated_today
    factor, wrong = first(found.factor), first(found.wrong_sign)
    if not np.isfinite(factor) or (factor < MUCH_TOO_LARGE and wrong < OFTEN_WRONG):
        return ""
    losses = f", and {words.percent(wrong)} of the wins are losses" if wrong >= OFTEN_WRONG else ""
    return f"A gain that passes here looks {words.number(factor)} times as large as it is{losses}."


def _already(o: OnRetraining) -> str:
    said = {
        Schedule.NONE: "",
        Schedule.SCHEDULED: "The plan retrains by schedule; the answer holds it against none.",
        Schedule.ON_SIGNAL: "The plan retrains on a signal; the answer holds a schedule against "
        "no retraining.",
    }
    return said[o.p.schedule]


def _twice(o: OnRetraining) -> str:
    """Say that Training holds models which a cycle may train too."""
    training = o.e.scenario.training
    models = first(training.retrained_per_kind) * first(o.e.demand.kinds)
    if o.p.schedule != Schedule.NONE:
        models += first(training.shipped_models)
    if not (models > 0 and first(o.p.gpu_hours) > 0):
        return ""
    return (
        f"Training pays for {words.number(models, 'models')} a month. Leave out there what these "
        "cycles train, or it is paid twice."
    )


def sentence(o: OnRetraining) -> list[Part]:
    """Return the answer in one sentence."""
    decided = " ".join(filter(None, (decides(o), bargain(o), instead(o))))
    return sentence_of(marked(o.scheduled.verdict), finding(o), where(o), decided, measure(o))
