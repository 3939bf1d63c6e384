"""Words of the page on a point of accuracy: verdict, where it turns, what decides it."""

from __future__ import annotations

import numpy as np

from calculators.answers.accuracy_facts import OnAPoint
from calculators.answers.label_words import assumed_price
from calculators.answers.lever_table import runway_sentence
from calculators.answers.plan_words import month_name
from calculators.answers.point_words import differs
from calculators.answers.verdict_words import marked, sentence_of, then, until_then
from calculators.core import words
from calculators.core.answer import Part
from calculators.core.decision import Verdict, reached_in
from calculators.core.reached import at_least
from calculators.core.units import first
from calculators.practices import accuracy_value as value
from calculators.practices.accuracy_value_inputs import Framing

SLOW_MONTHS = 3.0  # of work: from here on the value missed meanwhile is said
MUCH_OF_REVENUE = 0.2  # of the revenue: a point worth more than that is probably worth less


def aimed(o: OnAPoint) -> str:
    """Return the points aimed at: ``one point``, ``2.5 points``."""
    return "one point" if o.points == 1 else words.number(o.points, "points")


def finding(o: OnAPoint) -> str:
    """Return what a point is worth and what it takes."""
    price = words.money(o.price)
    if o.missing:
        return f": what a point is worth here is unknown, and {aimed(o)} would take {price}"
    value = words.money(o.point_value, "month")
    if o.pursued:
        return f": a point is worth {value} here; keeping it takes {running(o)}"
    return f": a point is worth {value} here, and {aimed(o)} would take {price}"


def running(o: OnAPoint) -> str:
    """Return what goes on costing, in words."""
    cost = first(o.cost_at(np.array([o.queries]))) - o.once_a_month
    return words.money(cost, "month")


def where(o: OnAPoint) -> str:
    """Return where it turns, and what it does to the runway."""
    return then(turn(o), runway(o))


def turn(o: OnAPoint) -> str:
    """Return from which volume it pays, and when the plan is there."""
    if o.missing:
        needed = words.money(at_least(o.point_value_that_pays), "month")
        return f"It pays today if a point is worth {needed} or more{as_error(o)}."
    at = o.turning_queries
    if not np.isfinite(at):
        return "It pays at no volume: each query costs more than it wins."
    at_words = f"{words.number(at, 'queries')} a month"
    if o.verdict == Verdict.PAYS:
        return f"It pays down to {at_words}." if at > 0 else "It pays at any volume."
    return f"It pays from {at_words}, {reached(o)}."


def reached(o: OnAPoint, never: str = "which this plan does not reach") -> str:
    """Return in which month the plan is as large as it takes."""
    scale = o.decision.scale if o.decision is not None else None
    month = reached_in(scale, o.turning_queries) if scale is not None else np.inf
    return month_name(o.e, month, never=never)


def as_error(o: OnAPoint) -> str:
    """Return the value of a point that pays as the cost of an error, where errors are counted."""
    if o.p.framing != Framing.ERRORS or not np.isfinite(o.error_cost_that_pays):
        return ""
    return f", which is {words.money(at_least(o.error_cost_that_pays))} an error"


def runway(o: OnAPoint) -> str:
    """Return what the work does to the runway."""
    if o.decision is None or o.missing:
        return ""
    no_cash = first(o.p.cash_share) == 0 and o.decision.months_gained < 0
    return runway_sentence(o.e, o.decision, because=", for its value is no cash" if no_cash else "")


def decides(o: OnAPoint) -> str:
    """Return what decides it: the value of an error, the volume, or the work."""
    if o.missing:
        return f"What decides it: {o.missing.removesuffix(': not measured')}."
    if not o.point_value > 0:
        return "What decides it: nothing is won by a better answer, as entered."
    if o.pursued:
        return "What decides it: what is won a month against upkeep; the work is behind you."
    cost = first(o.cost_at(np.array([o.queries])))
    if not cost > 0:
        return f"What decides it: {acted(o)} at {each(o)}; better answers cost nothing, as entered."
    share = o.once_a_month / cost
    return (
        f"What decides it: {acted(o)} at {each(o)}; the work and its labels are "
        f"{words.percent(share)} of the cost."
    )


def acted(o: OnAPoint) -> str:
    """Return the answers that somebody acts on, in words."""
    return f"{words.number(o.acted_on, 'answers')} a month that somebody acts on"


def each(o: OnAPoint) -> str:
    """Return what one answer stands for, in words."""
    if o.p.framing == Framing.ERRORS:
        return f"{words.money(o.p.error_cost)} an error"
    return f"{words.money(first(o.p.earned_per_answer))} an answer"


def measure(o: OnAPoint) -> str:
    """Return what to measure next, with the number that turns the verdict."""
    if o.p.framing == Framing.ERRORS and not np.isfinite(o.error_cost_that_pays):
        return "Measure next: on how many answers somebody acts."
    return f"Measure next: {value.signal(o.p, o.queries, o.point_value_that_pays)}."


def notes(o: OnAPoint) -> list[str]:
    """Return what must be said beside the answer."""
    priced = assumed_price(o.e, o.e.scenario.accuracy)
    found = [_two_values(o), _too_many(o), _much(o), priced, _slow(o), _uncounted(o)]
    return [note for note in [*o.e.problems, *found] if note]


def _two_values(o: OnAPoint) -> str:
    """Say when the plan values a point otherwise than this page does."""
    plan = first(o.worth.point_value)
    if not differs(o.e):
        return ""
    return (
        f"The whole plan counts a point at {words.money(plan, 'month')}: the value of the points "
        f"that levers lose and practices win. This page finds {words.money(o.point_value)}."
    )


def _too_many(o: OnAPoint) -> str:
    if o.points <= o.points_left:
        return ""
    left = words.number(o.points_left, "points")
    return (
        f"Operations has {left} that are wrong and could be right; "
        f"{aimed(o)} {'is' if o.points == 1 else 'are'} aimed at."
    )


def _much(o: OnAPoint) -> str:
    """Say when a point would be worth an unlikely part of the revenue."""
    revenue = first(o.e.earned)
    if o.missing or not o.point_value > MUCH_OF_REVENUE * revenue or not revenue > 0:
        return ""
    share = words.percent(o.point_value / revenue)
    return f"A point would be worth {share} of all revenue; check what an error really costs you."


def _slow(o: OnAPoint) -> str:
    """Say when the work takes so long that the value missed meanwhile counts."""
    if o.pursued or not o.work_months >= SLOW_MONTHS:
        return ""
    after = words.months(o.work_months)
    missed = words.money(max(o.gain, 0.0) * o.work_months)
    with_people = words.number(o.p.engineers, "people")
    return f"The work takes {after} with {with_people}; the {missed} missed until then is not " \
           "counted."  # fmt: skip


def _uncounted(o: OnAPoint) -> str:
    if not (o.pursued and o.missing):
        return ""
    return "The plan holds the upkeep; nothing of the value, as it was not measured."


def sentence(o: OnAPoint) -> list[Part]:
    """Return the answer in one sentence."""
    until = until_then(o.decision)
    return sentence_of(marked(o.verdict), finding(o), where(o), decides(o), measure(o), until)
