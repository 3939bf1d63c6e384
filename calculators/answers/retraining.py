"""Continuous retraining: whether a schedule pays, and whether anybody could tell."""

from __future__ import annotations

import numpy as np

from calculators.answers.retraining_charts import exaggeration_chart, interval_chart, power_chart
from calculators.answers.retraining_facts import OnRetraining
from calculators.answers.retraining_method import METHOD
from calculators.answers.retraining_tables import (
    conditions_table,
    context_table,
    interval_table,
    triggers_table,
    ways_table,
)
from calculators.answers.retraining_words import (
    every,
    needed,
    notes,
    seen_today,
    sentence,
    smallest_gain,
    work_words,
)
from calculators.core import words
from calculators.core.answer import Answer, Figure
from calculators.core.units import first
from calculators.evaluation import Evaluation

__all__ = ["METHOD", "answer", "conditions_table", "context_table", "exaggeration_chart"]
__all__ += ["interval_chart", "interval_table", "on_retraining", "power_chart", "triggers_table"]
__all__ += ["ways_table"]


def on_retraining(e: Evaluation) -> OnRetraining:
    """Return what the page says of a plan, each part computed when it is first asked for."""
    return OnRetraining(e=e)


def answer(o: OnRetraining) -> Answer:
    """Return whether a schedule pays and could be told from luck, and where it turns."""
    return Answer(
        sentence=sentence(o),
        figures=_figures(o),
        notes=notes(o),
        method=METHOD,
    )


def _figures(o: OnRetraining) -> list[Figure]:
    c, open_ = o.case, not o.known or o.case.discordance.decides
    wanted = words.percent(first(o.p.power))
    best = o.best_days
    return [
        Figure(
            label="A gain is seen",
            value=words.UNKNOWN if open_ else seen_today(o),
            note=f"{'at best' if c.at_least else 'of the time'}; {wanted} is wanted",
        ),
        Figure(
            label="Labelled queries needed",
            value=words.UNKNOWN if open_ else needed(o),
            note=f"{'at least; ' if c.at_least else ''}here {words.number(o.labelled)}",
        ),
        Figure(
            label="Smallest gain seen",
            value=smallest_gain(o),
            unit="points" if np.isfinite(o.smallest_gains[1]) else "",
            note=f"with {words.number(o.labelled, 'labelled queries')}",
        ),
        Figure(
            label="Best interval",
            value=_best(o),
            unit="days" if np.isfinite(best) else "",
            note=f"the schedule: {every(first(o.p.interval_days))}",
        ),
        Figure(
            label="Schedule, a month",
            value=words.money(o.monthly_cost),
            note=f"and {work_words(o)}",
        ),
    ]


def _best(o: OnRetraining) -> str:
    if not o.known:
        return words.UNKNOWN
    return words.number(o.best_days) if np.isfinite(o.best_days) else "never"
