"""Spot: what is left of the discount after interruptions."""

from __future__ import annotations

import numpy as np

from calculators.answers.spot_charts import ends_chart, interval_chart, saving_chart
from calculators.answers.spot_facts import OnSpot
from calculators.answers.spot_method import METHOD
from calculators.answers.spot_notes import notes
from calculators.answers.spot_tables import left_table, published_table, run_table, serving_table
from calculators.answers.spot_words import hours, rate_words, sentence
from calculators.core import words
from calculators.core.answer import Answer, Figure
from calculators.core.units import first
from calculators.evaluation import Evaluation

__all__ = ["METHOD", "answer", "ends_chart", "interval_chart", "left_table", "on_spot"]
__all__ += ["published_table", "run_table", "saving_chart", "serving_table"]

LABELS = ("Net saving on training", "Checkpoint every", "A run takes", "Interruptions, most")


def on_spot(e: Evaluation) -> OnSpot:
    """Return what the page says of a plan, each part computed when it is first asked for."""
    return OnSpot(e=e)


def answer(o: OnSpot) -> Answer:
    """Return whether training on spot pays, what is left of the discount, and where it turns."""
    return Answer(
        sentence=sentence(o),
        figures=_figures(o),
        notes=notes(o),
        method=METHOD,
    )


def _figures(o: OnSpot) -> list[Figure]:
    t, r = o.terms, o.run
    if t is None or r is None:
        unknown = [Figure(label=label, value=words.UNKNOWN, note="enter what is missing")
                   for label in LABELS]  # fmt: skip
        return [_saving(o), *unknown[1:]] if o.measured else unknown
    turn = o.break_even_rate
    most = "none" if turn == 0 else "no limit" if not np.isfinite(turn) else words.number(turn)
    own = "yours" if o.p.interval_minutes is not None else "the best"
    if first(r.interval) >= first(t.work):
        own = "once, at the end"
    allowed = f"; deadline {hours(o.deadline)}" if o.late else ""
    return [
        _saving(o),
        Figure(label=LABELS[1], value=hours(first(r.interval)), note=own),
        Figure(
            label=LABELS[2],
            value=hours(first(r.calendar_hours)) if o.finishes else "never ends",
            note=f"{hours(first(t.work))} of work{allowed}",
        ),
        Figure(
            label=LABELS[3],
            value=most,
            unit="an hour" if most[:1].isdigit() else "",
            note=f"of a machine; here {rate_words(o.rate)}",
        ),
    ]


def _saving(o: OnSpot) -> Figure:
    """Return the net saving that the plan counts with; a measured one beside what is computed."""
    found = words.percent(o.saving) if o.finishes or o.measured else "none"
    note = f"list discount {words.percent(first(o.terms.discount))}" if o.terms else ""
    if o.measured:
        found_here = o.run if o.finishes else None
        beside = f"; computed {words.percent(first(found_here.net_saving))}" if found_here else ""
        note = f"measured{beside}"
    return Figure(label=LABELS[0], value=found, note=note)
