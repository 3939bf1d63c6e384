"""Vector database: whether one is needed yet."""

from __future__ import annotations

import numpy as np

from calculators.answers.plan_words import month_name
from calculators.answers.vector_database_charts import cost_chart, latency_chart, month_chart
from calculators.answers.vector_database_facts import OnVectors
from calculators.answers.vector_database_method import METHOD
from calculators.answers.vector_database_script import script
from calculators.answers.vector_database_tables import (
    conditions_table,
    context_table,
    options_table,
)
from calculators.answers.vector_database_words import (
    TOLD,
    estimated,
    milliseconds,
    notes,
    option_name,
    sentence,
    size,
)
from calculators.core import words
from calculators.core.answer import Answer, Figure
from calculators.core.units import first
from calculators.evaluation import Evaluation
from calculators.practices.vector_search_inputs import Index
from calculators.practices.vector_search_need import held_gb

__all__ = ["METHOD", "answer", "conditions_table", "context_table", "cost_chart", "latency_chart"]
__all__ += ["month_chart", "on_vectors", "options_table", "script"]


LABEL_OF_ONE, LABEL_OF_PART = "A search of all vectors", "A search of one corpus"


def on_vectors(e: Evaluation) -> OnVectors:
    """Return what the page says of a plan, each part computed when it is first asked for."""
    return OnVectors(e=e)


def answer(o: OnVectors) -> Answer:
    """Return whether a vector database is needed, what it costs, and where that turns."""
    return Answer(
        sentence=sentence(o),
        figures=_figures(o),
        notes=notes(o),
        method=METHOD,
    )


def _figures(o: OnVectors) -> list[Figure]:
    name = o.first_limit
    at, month = o.limits[name], o.month_of(name)
    when = f", {month_name(o.e, month)}"
    if name not in o.lifted:
        when = "; no database helps" if o.too_short else "; this database does not help"
    elif name == "latency" and o.best is not None and o.best.unknown:
        when = f",{estimated(o)}"
    estimate = milliseconds(o.estimate_ms)
    how = "by estimate" if o.p.measured_ms is None else f"measured; estimate {estimate}"
    more = o.cost_today(o.option) - o.cost_today(Index.BRUTE_FORCE)
    verb = "more" if more >= 0 else "less"
    return [
        Figure(
            label=LABEL_OF_ONE if o.p.corpora == 1 else LABEL_OF_PART,
            value=milliseconds(o.latency_today_ms),
            note=how,
        ),
        Figure(
            label="Memory they take",
            value=size(first(held_gb(o.p, o.load.today))),
            note=f"of {size(first(o.p.memory_gb))} left",
        ),
        Figure(
            label="The first limit, vectors",
            value=words.number(at, never="none"),
            note=f"{TOLD[name]}{when}" if np.isfinite(at) else "",
        ),
        Figure(
            label="A database, a month",
            value=words.money(abs(more)),
            unit=verb,
            note=f"{option_name(o.option)}, upkeep included",
        ),
    ]
