"""Embedding fine-tuning: whether its gain is provable, and worth it."""

from __future__ import annotations

from calculators.answers.fine_tuning_charts import gain_chart, power_chart, value_chart
from calculators.answers.fine_tuning_facts import OnTuning
from calculators.answers.fine_tuning_method import METHOD
from calculators.answers.fine_tuning_tables import (
    conditions_table,
    context_table,
    labels_table,
    published_table,
)
from calculators.answers.fine_tuning_words import (
    chance,
    gain,
    labels_bill,
    needed,
    notes,
    sentence,
)
from calculators.core import words
from calculators.core.answer import Answer, Figure
from calculators.core.units import first
from calculators.evaluation import Evaluation

__all__ = ["METHOD", "answer", "conditions_table", "context_table", "gain_chart", "labels_table"]
__all__ += ["on_tuning", "power_chart", "published_table", "value_chart"]


def on_tuning(e: Evaluation) -> OnTuning:
    """Return what the page says of a plan, each part computed when it is first asked for."""
    return OnTuning(e=e)


def answer(o: OnTuning) -> Answer:
    """Return whether it pays, which condition fails, and where each turns."""
    return Answer(
        sentence=sentence(o),
        figures=_figures(o),
        notes=notes(o),
        method=METHOD,
    )


def _figures(o: OnTuning) -> list[Figure]:
    known = o.spread_known or not o.graded
    share = words.percent(o.coverage)
    return [
        Figure(
            label="Chance to see the gain",
            value=chance(o) if known else words.UNKNOWN,
            note=f"{gain(o)}, {words.number(o.labelled, 'queries')}",
        ),
        Figure(
            label="Queries that prove it",
            value=needed(o.needed, never="none") if known else words.UNKNOWN,
            note=_missing(o),
        ),
        Figure(
            label="It would win",
            value=words.money(o.value),
            unit="a month",
            note=f"{share} of the kinds, {words.percent(first(o.p.reaching_share))} in the answer",
        ),
        Figure(
            label="Upkeep",
            value=words.money(o.upkeep),
            unit="a month",
            note=f"base model changes {words.number(o.p.changes_per_year)} times a year",
        ),
    ]


def _missing(o: OnTuning) -> str:
    if not o.missing_labels > 0:
        return "all there"
    if not first(o.p.gain_points) > 0:
        return "there is no gain to prove"
    most = "at most " if len(o.needed) > 1 else ""
    return f"the missing ones {most}{words.money(labels_bill(o), never='unknown')}"
