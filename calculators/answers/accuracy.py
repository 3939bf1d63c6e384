"""A point of accuracy: what another point is worth here."""

from __future__ import annotations

import numpy as np

from calculators.answers.accuracy_charts import points_chart, size_chart
from calculators.answers.accuracy_facts import OnAPoint
from calculators.answers.accuracy_method import METHOD
from calculators.answers.accuracy_tables import context_table, points_table, size_table
from calculators.answers.accuracy_words import aimed, notes, sentence
from calculators.answers.point_words import differs
from calculators.core import words
from calculators.core.answer import Answer, Figure
from calculators.core.units import first
from calculators.evaluation import Evaluation
from calculators.practices.accuracy_value_inputs import Framing

__all__ = ["METHOD", "USE_NOTE", "answer", "context_table", "on_a_point", "points_chart"]
__all__ += ["points_table", "size_chart", "size_table", "uses"]

USE_NOTE = "Sets the value that every page counts; Undo takes it back."


def on_a_point(e: Evaluation) -> OnAPoint:
    """Return what the page says of a plan, each part computed when it is first asked for."""
    return OnAPoint(e=e)


def answer(o: OnAPoint) -> Answer:
    """Return whether another point pays, what it is worth, and where it turns."""
    return Answer(
        sentence=sentence(o),
        figures=_figures(o),
        notes=notes(o),
        method=METHOD,
    )


def uses(o: OnAPoint) -> dict[str, tuple[str, str]]:
    """Return the button that makes this value that of the whole plan; none while unknown."""
    if not np.isfinite(o.point_value) or not differs(o.e):
        return {}
    said = words.money(o.point_value, "month")
    return {f"Use {said} in the whole plan": ("worth.point_value", repr(o.point_value))}


def _figures(o: OnAPoint) -> list[Figure]:
    weeks = words.number(o.weeks, "weeks")
    labels = words.number(o.labels, "labels") if o.labels > 0 else "no labels"
    return [
        Figure(
            label="A point is worth",
            value=words.UNKNOWN if o.missing else words.money(o.point_value),
            unit="" if o.missing else "a month",
            note=_counted(o),
        ),
        Figure(
            label=f"What {aimed(o)} take{'s' if o.points == 1 else ''}",
            value=words.money(o.price),
            note=f"{weeks} and {labels}",
        ),
        Figure(
            label="Points that pay",
            value=words.UNKNOWN if o.missing else words.number(o.points_that_pay, never="all"),
            note=f"each for itself, within {words.months(o.months_to_earn)}",
        ),
        Figure(
            label="A month later costs",
            value=words.UNKNOWN if o.missing else words.money(max(o.gain, 0.0)),
            note=f"done after {words.months(o.work_months)} with "
            f"{words.number(o.p.engineers, 'people')}",
        ),
    ]


def _counted(o: OnAPoint) -> str:
    if o.p.framing == Framing.ERRORS:
        return f"{words.number(o.errors_avoided, 'errors')} fewer"
    return f"of {words.money(o.acted_on * first(o.p.earned_per_answer), 'month')} earned"
