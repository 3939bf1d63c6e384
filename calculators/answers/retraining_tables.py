"""Tables of the page on retraining: conditions, ways, intervals, triggers, the context."""

from __future__ import annotations

import numpy as np

from calculators.answers.context import context
from calculators.answers.label_words import label_price
from calculators.answers.lever_table import levers_table
from calculators.answers.retraining_facts import OnRetraining, Way
from calculators.answers.retraining_words import chance_words, days, every, needed
from calculators.answers.window_words import BOUNDS, month_of
from calculators.core import proof, words
from calculators.core.answer import Table
from calculators.core.decision import Turn
from calculators.core.power import per_look
from calculators.core.reached import queries_at_least, queries_at_most
from calculators.core.units import DAYS_PER_YEAR, PERCENT, first
from calculators.practices import retraining_work as work
from calculators.practices.retraining_levers import PAGE, PROVABLE

EVERY = (1.0, 7.0, 30.0, 91.0, 182.0, 365.0)
HOLDS = {True: "holds", False: "does not hold"}


def conditions_table(o: OnRetraining) -> Table:
    """Return what must hold for a schedule, and for a signal: margin today, where it turns."""
    rows = [*_conditions(o, o.scheduled, "Schedule"), *_conditions(o, o.on_signal, "Signal")]
    return Table(
        title="What must hold",
        subtitle="For a schedule both; for a signal only that it is worth it, for it waits until "
        "a loss can be seen",
        columns=("Condition", "Today", "By how much", "Turns", "When"),
        rows=rows,
    )


def _conditions(o: OnRetraining, d: Way, name: str) -> list[list[str]]:
    if d.unknown:
        return [[name, "cannot tell", d.unknown, words.UNKNOWN, words.UNKNOWN]]
    return [
        [f"{name}: {condition}", HOLDS[margin > 0], _margin(o, d, condition),
         *_turns(o, d, condition)]
        for condition, margin in d.judgement.margins_today.items()
    ]  # fmt: skip


def _margin(o: OnRetraining, d: Way, condition: str) -> str:
    margin = d.judgement.margins_today[condition]
    side = "more than it takes" if margin > 0 else "short"
    if not np.isfinite(margin):
        return "no number is enough"
    if condition == PROVABLE:
        queries = queries_at_most(margin) if margin > 0 else queries_at_least(-margin)
        return f"{words.number(queries, 'labelled queries')} {side}"
    months = words.months(first(o.worth.payback_months))
    return f"{words.money(abs(margin))} {side}, over {months}"


def _turns(o: OnRetraining, d: Way, condition: str) -> tuple[str, str]:
    turns = [t for t in d.judgement.turns if t.condition == condition]
    holds = d.judgement.margins_today[condition] > 0
    if not turns:
        return ("holds at any number", "today") if holds else ("at no number", "never")
    reached = [t for t in turns if np.isfinite(t.month)]
    first_of = min(reached, key=lambda t: t.month, default=None)
    when = month_of(o.e, first_of) if first_of else "not in this plan"
    when = "today" if holds else when
    return ", ".join(_turn(t) for t in turns), when


def _turn(t: Turn) -> str:
    rises, value = t.crossing.direction > 0, t.crossing.value
    said = queries_at_least(value) if rises else queries_at_most(value)
    queries = words.number(said, "labelled queries")
    return f"{'from' if rises else 'up to'} {BOUNDS[t.bound]}{queries}"


def ways_table(o: OnRetraining) -> Table:
    """Return the ways of training again that the plan does not have."""
    return levers_table(
        o.e,
        PAGE,
        title_if_months="Ways of training again: what would lengthen the runway",
        title_else="Ways of training again",
        subject="Each against what the plan does, cash",
    )


def interval_table(o: OnRetraining) -> Table | None:
    """Return what a schedule asks for and could show at usual intervals."""
    if not o.known:
        return None
    own = first(o.p.interval_days)
    return Table(
        title="Every how many days?",
        subtitle="Gain of a cycle by drift; queries at the significance of that many looks a "
        "year; cost of cycles and of age",
        columns=("Retrain", "Gain of a cycle", "Queries needed", "Chance here", "Cost a day"),
        rows=[_interval(o, x) for x in sorted({*EVERY, own})],
        numeric=("Gain of a cycle", "Queries needed", "Chance here", "Cost a day"),
    )


def _interval(o: OnRetraining, x: float) -> list[str]:
    p, gain = o.p, first(work.gain(o.p, x))
    level = first(per_look(p.significance, np.maximum(p.looks, DAYS_PER_YEAR / x)))
    ends = o.ends_at(gain)
    needed = [queries_at_least(first(proof.needed(p, gain, level, d))) for d in ends]
    seen = [first(proof.chance(p, p.labelled, gain, level, d)) for d in ends[::-1]]
    return [
        every(x) + (" (yours)" if x == first(p.interval_days) else ""),
        words.number(gain * PERCENT, "points"),
        words.interval(needed[0], needed[1]) if np.isfinite(needed[0]) else "no number",
        chance_words(sorted(seen)) if gain > 0 else "none",
        words.money(first(o.cost(np.array([x])))),
    ]


def triggers_table(o: OnRetraining) -> Table:
    """Return what may start a retrain instead of the calendar, with its number here."""
    least = first(work.visible_loss(o.p, o.p.labelled, o.level_of_a_look))
    drop = words.number(least, "points") if np.isfinite(least) else "none can be seen"
    lost = (
        first(work.drift(o.p)) * o.signal_days if o.known and np.isfinite(o.signal_days) else None
    )
    return Table(
        title="What may start a retrain instead",
        subtitle="A schedule answers to none of these",
        columns=("Trigger", "Fires at", "Comes about", "What it asks for"),
        rows=[
            ["Measured drift", _fires_at(o, lost),
             every(o.signal_days) if lost is not None else "never",
             "the evaluation set, labelled anew"],
            ["Regression on the evaluation set", drop,
             "with a release", words.number(o.labelled, "labelled queries")],
            ["A changed feature", "a new source, unit or meaning", "when somebody changes it",
             "a list of what the model reads"],
            ["The calendar", days(o.best_days), "whatever happens",
             "the least cost, if drift is as steady as assumed"],
        ],
    )  # fmt: skip


def _fires_at(o: OnRetraining, lost: float | None) -> str:
    if lost is not None:
        return words.number(lost, "points lost")
    return "none can be seen" if o.known else words.UNKNOWN


def context_table(o: OnRetraining) -> Table:
    """Return what justifies a schedule at large scale, beside this plan."""
    enough = f"{BOUNDS[o.case.bound]}{needed(o)}" if o.known else words.UNKNOWN
    return context(
        "Retraining by the hour or the day comes from feeds and advertising, where every "
        "click is a label",
        rows=[
            ["Labelled queries of a cycle", "enough to see its gain at once",
             f"{words.number(o.labelled)} of {enough}" if not o.known or o.case.gain > 0
             else "there is none to see"],
            ["Price of a label", "nothing: users click", label_price(o.e, o.e.scenario.retraining)],
            ["New labels a month", "more than are used",
             words.number(first(o.p.labelled_per_month))],
            ["What a day of age loses", "seen within the day",
             words.number(first(work.drift(o.p)), "points") if o.known else words.UNKNOWN],
            ["Who looks at a new model", "a team and a platform",
             words.number(first(o.p.cycle_weeks), "weeks") + " a cycle"],
        ],
    )  # fmt: skip
