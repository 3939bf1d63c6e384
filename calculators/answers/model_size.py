"""Size and shape of models: how large, how many, and kept how."""

from __future__ import annotations

from calculators.answers.model_size_charts import kinds_chart, pipeline_chart, rungs_chart
from calculators.answers.model_size_facts import OnModels
from calculators.answers.model_size_method import METHOD
from calculators.answers.model_size_tables import (
    context_table,
    ladder_table,
    options_table,
    steps_table,
)
from calculators.answers.model_size_words import notes, sentence
from calculators.choices.model_size import points_words
from calculators.choices.model_size_inputs import Shape
from calculators.core import words
from calculators.core.answer import Answer, Figure
from calculators.core.units import first
from calculators.evaluation import Evaluation

__all__ = ["METHOD", "answer", "context_table", "kinds_chart", "ladder_table", "on_models"]
__all__ += ["options_table", "pipeline_chart", "rungs_chart", "steps_table"]


def on_models(e: Evaluation) -> OnModels:
    """Return what the page says of a plan, each part computed when it is first asked for."""
    return OnModels(e=e)


def answer(o: OnModels) -> Answer:
    """Return which other size or shape pays, what it does, and where it turns."""
    return Answer(
        sentence=sentence(o),
        figures=_figures(o),
        notes=notes(o),
        method=METHOD,
    )


def _figures(o: OnModels) -> list[Figure]:
    small, large = (words.uncapitalised(o.rung(shape).name) for shape in o.compared)
    gap = words.UNKNOWN if o.gap is None else points_words(o.gap)
    return [
        Figure(
            label="Most left after its cost",
            value="none" if o.best is None else words.money(max(o.net(o.best), 0.0)),
            unit="" if o.best is None else "a month",
            note="nothing was tried" if o.best is None else f"{_name(o, o.best)}, over no model",
        ),
        Figure(
            label="Smallest worth running",
            value="none" if o.smallest is None else words.percent(o.rung(o.smallest).accuracy),
            unit="" if o.smallest is None else "right",
            note=f"{'no rung' if o.smallest is None else _name(o, o.smallest)}; without a model "
            f"{words.percent(first(o.p.replaced_accuracy))}",
        ),
        Figure(
            label="Gap that pays",
            value=words.number(max(o.gap_that_pays, 0.0), never="no gap"),
            unit="points",
            note=f"{large} over {small}; here {gap}",
        ),
        Figure(
            label="A pipeline pays from",
            value=words.number(o.pipeline_from, never="no number"),
            unit="models",
            note=f"here {words.number(o.models, 'models')}",
        ),
    ]


def _name(o: OnModels, shape: Shape) -> str:
    return words.uncapitalised(o.rung(shape).name.partition(",")[0])
